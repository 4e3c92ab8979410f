// Added to every page of the preview, never to a built one: reloads the page when it has changed, swaps
// style sheets without a reload, and shows what is wrong.
const here = location.pathname;
const at = new URL(".", import.meta.url);
const own = new URL(import.meta.url).searchParams.get("tag");
let tag = own ? `"${own}"` : null;
const ask = async () => (await fetch(here, { method: "HEAD", cache: "no-store" })).headers.get("etag");

const box = document.createElement("pre");
box.id = "banbao-notes";
box.setAttribute("role", "alert");
const style = new CSSStyleSheet();
style.replaceSync("#banbao-notes{position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;margin:0;padding:1rem;z-index:99999;background:#3b0f0a;color:#fff;font:16px/1.6 ui-monospace,monospace;white-space:pre-wrap;tab-size:4}#banbao-notes:empty{display:none}");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
document.body.append(box);

async function complain() {
  const notes = await (await fetch(new URL("notes?page=" + encodeURIComponent(here), at), { cache: "no-store" })).json();
  box.textContent = notes.join("\n\n");
}

async function swapStyles(generation) {
  const answer = await fetch(here, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = [...page.querySelectorAll('link[rel="stylesheet"]')];
  [...document.querySelectorAll('link[rel="stylesheet"]')].forEach((old, i) => {
    const next = fresh[i] && new URL(fresh[i].getAttribute("href"), location.href).href;
    if (next && next !== old.href) old.href = next;
  });
  // Of a later state more than styles may be new: the word of that change is on its way, and finds the old tag.
  if (Number(answer.headers.get("banbao-generation")) === generation) tag = answer.headers.get("etag");
}

async function changed(event) {
  await complain();
  const { styles, generation } = JSON.parse(event.data);
  if (styles) return swapStyles(generation);
  const now = await ask();
  if (now !== tag) location.reload();
}

// A browser keeps six connections to a server: a page in the background gives its own up, or a seventh would never load.
let events = null;
function listen() {
  if (document.hidden) {
    events?.close();
    events = null;
  } else if (!events) {
    events = new EventSource(new URL("events", at));
    events.onmessage = changed;
    // Before this first word, and while the server or the page was away, something may have changed.
    events.onopen = () => changed({ data: "{}" });
  }
}
document.addEventListener("visibilitychange", listen);
listen();
