// Added to every page of the preview, never to a built one: reloads the page when it has changed, swaps
// style sheets without a reload, and has the panel say what is wrong.
import { show } from "./panel.js";

const here = location.pathname;
const at = new URL(".", import.meta.url);
const own = new URL(import.meta.url).searchParams.get("tag");
let tag = own ? `"${own}"` : null;
const ask = async () => (await fetch(here, { method: "HEAD", cache: "no-store" })).headers.get("etag");

async function complain() {
  show(await (await fetch(new URL("notes?page=" + encodeURIComponent(here), at), { cache: "no-store" })).json(), at);
}

// The page as a document that runs nothing. A request can parse it where a policy keeps text from becoming HTML.
const fetchPage = () =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("GET", here);
    request.responseType = "document";
    request.onload = () => done(request);
    request.onerror = fail;
    request.send();
  });

async function swapStyles(generation) {
  const answer = await fetchPage();
  const sheets = 'link[rel="stylesheet"]:not(#banbao-style)';
  const fresh = [...(answer.responseXML?.querySelectorAll(sheets) ?? [])];
  [...document.querySelectorAll(sheets)].forEach((old, i) => {
    const next = fresh[i] && new URL(fresh[i].getAttribute("href"), location.href).href;
    if (next && next !== old.href) old.href = next;
  });
  // Of a later state more than styles may be new: the word of that change is on its way, and finds the old tag.
  if (Number(answer.getResponseHeader("banbao-generation")) === generation) tag = answer.getResponseHeader("etag");
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
