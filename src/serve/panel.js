// What is wrong, at the foot of a page of the preview: a bar that says how much, and the notes when it is unfolded.
// Folded or closed it stays so over reloads of this page, until the notes are others. Made of elements only, styled by
// a file of the preview's own, so that it works where a policy forbids everything inline.

const KEPT = `banbao-notes ${location.pathname}`;

// Storage may be forbidden; then nothing is kept.
const kept = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
};
const keep = (state) => {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(state));
  } catch {}
};

const make = (name, className, text = "") => {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
};

let parts = null;

function build(at) {
  const panel = make("section", "");
  panel.id = "banbao-notes";
  const bar = make("div", "bar");
  const summary = make("p", "summary");
  summary.setAttribute("role", "status");
  const [fold, close] = ["fold", "close"].map((name) => make("button", name));
  fold.type = close.type = "button";
  fold.setAttribute("aria-controls", "banbao-notes-list");
  bar.append(summary, fold, close);
  const list = make("div", "list");
  list.id = "banbao-notes-list";
  // Long lists scroll; whoever has no mouse scrolls them with the keys.
  list.tabIndex = 0;
  list.setAttribute("role", "region");
  panel.append(bar, list);
  // Keeps what stands at the end of the page from lying under the panel.
  const room = make("div", "");
  room.id = "banbao-room";
  const style = document.createElement("link");
  style.id = "banbao-style";
  style.rel = "stylesheet";
  style.href = new URL("panel.css", at);
  // Not before it has its looks: unstyled it would push the page about.
  style.onload = style.onerror = () => document.body.append(room, panel);
  document.head.append(style);
  new ResizeObserver(() => {
    const height = panel.hidden ? 0 : panel.offsetHeight;
    room.style.height = `${height}px`;
    document.documentElement.style.scrollPaddingBottom = `${height}px`;
  }).observe(panel);
  return { panel, summary, fold, close, list };
}

function element({ severity, name, code, message, place, line, remedy }, hint) {
  const note = make("article", `note ${severity}`);
  const what = make("p", "what");
  what.append(make("strong", "", name), ` ${message} `, make("small", "", code));
  note.append(what);
  if (place) note.append(make("p", "where", place));
  if (line) {
    const [before, meant, after] = line;
    const shown = make("pre", "line", before);
    shown.append(make("mark", meant ? "" : "point", meant), after);
    note.append(shown);
  }
  if (remedy) note.append(make("p", "fix", hint + remedy));
  return note;
}

export function show(notes, at) {
  if (!parts && !notes.summary) return;
  parts ??= build(at);
  const { panel, summary, fold, close, list } = parts;
  const { words } = notes;
  const before = kept();
  const state = before.key === notes.key ? before.state : notes.open ? "open" : "folded";
  const set = (next) => {
    panel.hidden = next === "closed" || !notes.summary;
    list.hidden = next !== "open";
    fold.setAttribute("aria-expanded", String(next === "open"));
    fold.textContent = next === "open" ? words.fold : words.unfold;
  };
  const choose = (next) => {
    keep({ key: notes.key, state: next });
    set(next);
  };
  panel.setAttribute("aria-label", words.label);
  panel.dataset.gravest = notes.gravest ?? "";
  panel.lang = words.lang;
  list.setAttribute("aria-label", words.label);
  if (summary.textContent !== notes.summary) summary.textContent = notes.summary;
  close.textContent = words.close;
  fold.onclick = () => choose(list.hidden ? "open" : "folded");
  close.onclick = () => choose("closed");
  panel.onkeydown = (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    choose("folded");
    fold.focus();
  };
  const group = (title, some) => (some.length ? [make("h2", "title", title), ...some.map((note) => element(note, words.hint))] : []);
  list.replaceChildren(...group(words.own, notes.own), ...group(words.rest, notes.rest), ...(notes.more ? [make("p", "more", notes.more)] : []));
  set(state);
}
