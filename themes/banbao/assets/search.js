// The search page: what is typed or stands in the address → results. Finding is the search module's; this file
// reads the address, shows what was found and says what went wrong. Its words stand in the page, as data.

const WAIT = 200, PER_PAGE = 10, LONGEST = 200;
const KINDS = ["community", "program", "author", "year", "tag"];

const root = document.getElementById("search-results"), words = root.dataset;
const form = document.querySelector("form.find"), input = form.querySelector("input");
const [said, extra, narrow, chosen, facets, hits, pager, nearby] =
  [".found", ".extra", ".narrow", ".chosen", ".facets", ".hits", ".pager", ".nearby"].map((name) => root.querySelector(name));
const selects = Object.fromEntries(KINDS.map((kind) => [kind, root.querySelector(`[data-kind="${kind}"]`)]));
const title = document.title;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

function element(name, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

// ---- The search module, loaded when it is first needed

let module = null, tries = 0;

function load() {
  module ??= import(new URL(words.module + (tries ? `?again=${tries}` : ""), document.baseURI).href).catch((error) => {
    // A browser remembers a module that could not be had by its address.
    module = null;
    tries++;
    if (!(error instanceof SyntaxError)) error.code = "missing";
    throw error;
  });
  return module;
}

// ---- What is asked: { q, page } and a value for each chosen filter; the address holds it all

let asked = read(), committed = address(asked);

function read() {
  const given = new URLSearchParams(location.search), state = { q: given.get("q") ?? "", page: Math.max(1, parseInt(given.get("page"), 10) || 1) };
  for (const kind of KINDS) if (given.get(kind)) state[kind] = given.get(kind);
  return state;
}

function address(state) {
  const query = new URLSearchParams();
  if (state.q) query.set("q", Array.from(state.q).slice(0, LONGEST).join(""));
  for (const kind of KINDS) if (state[kind]) query.set(kind, state[kind]);
  if (state.page > 1) query.set("page", state.page);
  return location.pathname + (`${query}` && `?${query}`);
}

/** While typing: the entry of the history goes along. */
function follow(state) {
  asked = state;
  history.replaceState(null, "", address(state));
}

/** Keeps the reader's place in the entry of the history that is left: the browser would look for it before the list is there. */
function keepPlace(url) {
  history.replaceState({ top: scrollY }, "", url);
}

/** A step of its own: the way back leads to what stood there before. */
function step(state, before = address(asked)) {
  const next = address(state);
  if (next !== before) {
    keepPlace(before);
    history.pushState({ top: 0 }, "", next);
  } else history.replaceState(null, "", next);
  committed = next;
  asked = state;
}

const filters = (state) => Object.fromEntries(KINDS.filter((kind) => state[kind]).map((kind) => [kind, state[kind]]));

// ---- What is shown

let turn = 0;

function say(sentence, isTrouble = false) {
  if (said.textContent !== sentence) said.textContent = sentence;
  said.classList.toggle("notice", isTrouble);
}

function clear() {
  for (const part of [extra, hits, nearby, pager]) part.hidden = true;
  for (const list of root.querySelectorAll(".list")) list.replaceChildren();
}

function hideNarrow() {
  const hadFocus = narrow.contains(document.activeElement);
  narrow.hidden = true;
  if (hadFocus) input.focus();
}

const short = (text) => Array.from(text.trim()).slice(0, 40).join("");

/** Runs what is asked and shows it; tells whether it was shown. */
async function show() {
  const own = ++turn, state = asked, { q } = state;
  document.title = q.trim() ? `${short(q)} - ${title}` : title;
  showChosen();
  const meant = /[\p{L}\p{N}]/u.test(q.normalize("NFKC"));
  if (!meant && !Object.keys(filters(state)).length) {
    clear();
    hideNarrow();
    root.removeAttribute("aria-busy");
    say(q ? words.unclear : "");
    return true;
  }
  root.setAttribute("aria-busy", "true");
  const busy = setTimeout(() => own === turn && say(words.busy), 400);
  try {
    const wanted = { ...filters(state), limit: PER_PAGE, offset: (state.page - 1) * PER_PAGE };
    const results = await load().then(({ search }) => search(q, wanted)).finally(() => clearTimeout(busy));
    if (own !== turn) return false;
    const last = Math.max(1, Math.ceil(results.total / PER_PAGE));
    if (state.page > last) {
      follow({ ...state, page: last });
      return show();
    }
    draw(state, results, last);
    if (!results.total && /^[\s\p{Script=Latin}'’]+$/u.test(q)) await mean(own, q.trim());
    return true;
  } catch (error) {
    if (own !== turn) return false;
    clear();
    hideNarrow();
    trouble(error);
    return true;
  } finally {
    if (own === turn) {
      root.removeAttribute("aria-busy");
      if (facets.open) count();
    }
  }
}

/** Shows what is asked where the reader left it. */
async function showAgain() {
  if ((await show()) && history.state) scrollTo({ top: history.state.top, behavior: "instant" });
}

function draw(state, { total, about, hits: all }, pages) {
  clear();
  const isNarrowed = Object.keys(filters(state)).length > 0, sentences = [];
  if (total || isNarrowed) narrow.hidden = false;
  else hideNarrow();
  if (Array.from(state.q).length > LONGEST) sentences.push(fill(words.long, { n: LONGEST }));
  if (total) sentences.push(fill(about ? words.about : words.found, { n: total }));
  else sentences.push(isNarrowed ? words.noneWithin : fill(words.none, { q: short(state.q) }));
  if (state.page > 1) sentences.push(fill(words.pages, { n: state.page, of: pages }));
  say(sentences.join(" "));
  for (const [section, cards] of [[hits, all.filter((hit) => !hit.near)], [nearby, all.filter((hit) => hit.near)]]) {
    section.hidden = !cards.length;
    section.querySelector(".list").append(...cards.map(card));
  }
  drawPager(state, pages);
}

function card({ url, title, date, community, program, excerpt }) {
  const [y, m, d] = date.split("-").map(Number);
  const meta = element("p", { class: "meta" });
  if (community) meta.append(element("span", { text: community }));
  if (program) meta.append(element("span", { class: "program", text: program }));
  if (d) meta.append(element("time", { datetime: date, text: fill(words.date, { y, m, d, month: new Date(y, m - 1).toLocaleString(document.documentElement.lang, { month: "long" }) }) }));
  return element("article", { class: "card" }, meta, element("h3", {}, element("a", { href: url, text: title || url })), element("p", {}, ...marked(excerpt)));
}

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

/** Escaped text with `<mark>` as nodes: nothing in it is ever read as HTML. */
function marked(excerpt) {
  const plain = (text) => text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity]);
  return excerpt.split(/<mark>(.*?)<\/mark>/s).map((text, i) => (i % 2 ? element("mark", { text: plain(text) }) : plain(text)));
}

function drawPager(state, pages) {
  pager.hidden = pages < 2;
  if (pager.hidden) return pager.replaceChildren();
  const link = (text, page, rel) => {
    const made = element("a", { href: address({ ...state, page }), text, ...(rel ? { rel } : {}) });
    made.addEventListener("click", (event) => {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      turnTo({ ...state, page });
    });
    return made;
  };
  const { page } = state, parts = [];
  if (page > 2) parts.push(link(words.first, 1));
  if (page > 1) parts.push(link(words.previous, page - 1, "prev"));
  parts.push(element("span", { text: fill(words.pages, { n: page, of: pages }) }));
  if (page < pages) parts.push(link(words.next, page + 1, "next"));
  pager.replaceChildren(...parts);
}

/** Another page: the reader goes on at the head of its list. */
async function turnTo(state) {
  step(state);
  if (!(await show()) || hits.hidden) return;
  const head = hits.querySelector("h2");
  head.focus({ preventScroll: true });
  head.scrollIntoView({ block: "start", behavior: "instant" });
}

/** What went wrong, in words; an error without a code is of a browser that lacks something. */
function trouble({ code = "old" }) {
  say(words[code], true);
  if (code === "file" || code === "old") return;
  const stale = code === "stale", button = element("button", { type: "button", text: stale ? words.reload : words.retry });
  button.addEventListener("click", () => {
    if (stale) return location.reload();
    input.focus();
    show();
  });
  extra.replaceChildren(button);
  extra.hidden = false;
}

/** Letters that no article holds may be pinyin: names and titles that are spelled so. */
async function mean(own, q) {
  const offers = await load().then(({ suggest }) => suggest(q, { limit: 6 })).catch(() => []);
  if (own !== turn || !offers.length) return;
  const links = offers.map(({ text }) => element("li", {}, element("a", { href: address({ q: text, page: 1 }), text })));
  extra.replaceChildren(element("p", { text: words.mean }), element("ul", { class: "chips" }, ...links));
  extra.hidden = false;
}

// ---- Filters

const labelOf = (kind) => root.querySelector(`label[for="${selects[kind].id}"]`).textContent;

function showChosen() {
  const kinds = KINDS.filter((kind) => asked[kind]);
  chosen.hidden = !kinds.length;
  if (kinds.length) narrow.hidden = false;
  chosen.replaceChildren(...kinds.map((kind) => {
    const values = { kind: labelOf(kind), name: asked[kind] };
    const button = element("button", { type: "button", "aria-label": fill(words.clear, values), text: fill(words.chosen, values) }, element("span", { "aria-hidden": "true", text: "✕" }));
    button.addEventListener("click", () => {
      const { [kind]: _, ...rest } = asked;
      step({ ...rest, page: 1 });
      show();
      (chosen.querySelector("button") ?? (narrow.hidden ? input : facets.querySelector("summary"))).focus();
    });
    return element("li", {}, button);
  }));
  for (const kind of KINDS) options(kind);
}

/** Counts are loaded only when the reader opens the filters. */
async function count() {
  const own = turn, state = asked, active = filters(state);
  try {
    const { facets: counts } = await load();
    // Each list shows what its other values would find.
    const values = { ...(await counts(state.q, active)) };
    await Promise.all(Object.keys(active).map(async (kind) => { values[kind] = (await counts(state.q, { ...active, [kind]: undefined }))[kind]; }));
    if (own !== turn) return;
    for (const kind of KINDS) options(kind, values[kind]);
  } catch (error) {
    if (own === turn) trouble(error);
  }
}

/** The values of a filter; without them, only what is chosen. */
function options(kind, values) {
  const select = selects[kind], value = asked[kind] ?? "";
  if (values || ![...select.options].some((option) => option.value === value)) {
    const list = values ?? [];
    if (kind === "year") list.sort((a, b) => b.name - a.name);
    const made = list.map(({ id, name, count }) => element("option", { value: value === id ? id : name, text: fill(words.value, { name, n: count }) }));
    if (value && !list.some(({ id, name }) => value === id || value === name)) made.push(element("option", { value, text: value }));
    select.replaceChildren(select.options[0], ...made);
  }
  select.value = value;
}

facets.addEventListener("toggle", () => { if (facets.open) count(); });
for (const kind of KINDS) {
  selects[kind].addEventListener("change", () => {
    const { [kind]: _, ...rest } = asked, { value } = selects[kind];
    step({ ...rest, ...(value ? { [kind]: value } : {}), page: 1 });
    show();
  });
}

// ---- The box

let timer = 0, composing = false;

function typed() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (composing || input.value === asked.q) return;
    follow({ ...asked, q: input.value, page: 1 });
    show();
  }, WAIT);
}

input.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
input.addEventListener("compositionend", () => { composing = false; typed(); });
input.addEventListener("input", (event) => { if (!composing && !event.isComposing) typed(); });
// Safari ends the composition before the Enter that ended it.
input.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.keyCode === 229) event.preventDefault(); });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (composing) return;
  clearTimeout(timer);
  step({ ...asked, q: input.value, page: input.value === asked.q ? asked.page : 1 }, committed);
  show();
  // The keyboard on the screen would cover what was found.
  if (matchMedia("(hover: none)").matches) input.blur();
});
addEventListener("popstate", () => {
  // A link within the page is no other query.
  if (address(read()) === address(asked)) return;
  clearTimeout(timer);
  asked = read();
  committed = address(asked);
  input.value = asked.q;
  showAgain();
});

history.scrollRestoration = "manual";
root.addEventListener("click", (event) => { if (event.target.closest(".list a")) keepPlace(); });

if (!input.value || input.value === input.defaultValue) input.value = asked.q;
else if (input.value !== asked.q) typed();
showAgain();
root.dataset.running = "";
