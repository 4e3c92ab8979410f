// Suggestions under the search box, loaded when a box is first used: names and titles that begin as typed, in Han,
// pinyin or initials. A combobox as the ARIA patterns describe it. What is offered comes from the search module.

const WAIT = 200, LONGEST = 24;
const KINDS = ["community", "program", "author", "tag", "title"];

document.querySelectorAll("form.find").forEach((form, n) => attach(form, `offers-${n}`));

function attach(form, id) {
  const input = form.querySelector("input");
  const names = form.dataset.kinds.split("|"), limit = Number(form.dataset.most);
  // Beside the search page, wherever that is.
  const module = new URL("search.js", form.action).href;
  const list = document.createElement("ul");
  list.className = "offers";
  list.id = id;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]]) input.setAttribute(name, value);

  let offers = [], active = -1, timer = 0, turn = 0, composing = false;

  const open = (is) => {
    list.hidden = !is;
    input.setAttribute("aria-expanded", String(is));
    if (!is) point(-1);
  };
  const point = (to) => {
    active = to;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === to)));
    if (to < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[to].id);
      list.children[to].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    clearTimeout(timer);
    turn++;
    open(false);
  };

  function item({ text, kind }, i) {
    const item = document.createElement("li"), label = document.createElement("span"), what = document.createElement("span");
    item.id = `${id}-${i}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    label.textContent = text;
    what.className = "small";
    what.textContent = names[KINDS.indexOf(kind)] ?? "";
    item.append(label, " ", what);
    item.addEventListener("click", () => location.assign(offers[i].url));
    return item;
  }

  async function offer() {
    const own = ++turn, typed = input.value.trim();
    let found = [];
    if (typed && typed.length <= LONGEST) {
      try {
        found = await (await import(module)).suggest(typed, { limit });
      } catch {
        // Without suggestions the box works as ever; the search page says what is wrong.
      }
    }
    if (own !== turn) return;
    offers = found;
    list.replaceChildren(...offers.map(item));
    active = -1;
    open(offers.length > 0 && document.activeElement === input);
  }

  const later = () => {
    clearTimeout(timer);
    turn++;
    if (!composing) timer = setTimeout(offer, WAIT);
  };

  input.addEventListener("compositionstart", () => { composing = true; close(); });
  input.addEventListener("compositionend", () => { composing = false; later(); });
  input.addEventListener("input", (event) => { if (!composing && !event.isComposing) later(); });
  // The list may hold up what stands below it: a press there must find its target where it was pressed. The click
  // follows the release at once under a mouse, but some time later under a finger, and not at all after a swipe.
  let isPressed = false, release;
  const released = (wait) => {
    clearTimeout(release);
    release = setTimeout(() => {
      isPressed = false;
      if (document.activeElement !== input) close();
    }, wait);
  };
  addEventListener("pointerdown", () => { clearTimeout(release); isPressed = true; });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => released(500));
  addEventListener("click", () => released(0));
  input.addEventListener("blur", () => { if (!isPressed) close(); });
  form.addEventListener("submit", close);
  // A press on the list must not take the focus from the box.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    if (composing || event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offers.length) {
      if (list.hidden) open(true);
      // One more place than offers: the box itself.
      const places = offers.length + 1;
      point((active + 1 + step + places) % places - 1);
    } else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && active >= 0) location.assign(offers[active].url);
    else return;
    event.preventDefault();
  });

  // What was typed while this file was on its way.
  if (document.activeElement === input && input.value !== input.defaultValue) later();
}
