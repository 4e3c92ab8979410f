// ---- Pages: page.rs

const INLINE = /^(a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|ruby|rb|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/i;
const TAG = /<!--[^]*?-->|<(script|style|rt|rp)(?![a-z0-9])[^]*?<\/\1[^>]*>|<\/?(?:script|style|rt|rp)(?![a-z0-9])[^>]*>|<\/*([a-z][a-z0-9]*)[^>]*>/gi;
// What banbao adds to a text: marks of footnotes, the links back from them, names of boxes.
const FURNITURE = /<(?:sup class="fn-ref"[^]*?<\/sup|a class="fn-back"[^]*?<\/a|p class="alert-title"[^]*?<\/p)>/g;
const ENTITY = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\xa0" };

function between(html, open, close) {
  const at = html.indexOf(open), from = at + open.length, to = html.indexOf(close, from);
  return at < 0 || to < 0 ? null : html.slice(from, to);
}

function plain(html) {
  const text = html.replace(FURNITURE, "").replace(/[ \t\n\r\f]+/g, " ").replace(TAG, (tag, _silent, name) => (!name ? "" : !INLINE.test(name) ? "\n" : /^img$/i.test(name) && / alt="([^"]*)"/.exec(tag)?.[1] || ""));
  const decoded = text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (all, dec, hex, name) => {
    const code = dec ? +dec : parseInt(hex, 16);
    return name ? ENTITY[name] ?? all : code < 0x110000 ? String.fromCodePoint(code) : all;
  });
  return decoded.split("\n").map((line) => line.replace(/ +/g, " ").replace(/^ | $/g, "")).filter(Boolean).join("\n");
}

function names(html, open) {
  const all = html.split(open).slice(1).map((part) => plain(between(part, ">", "</a") ?? ""));
  return [...new Set(all)].filter(Boolean).join("、");
}

function body(html) {
  const marked = html.indexOf(" data-search>");
  if (marked >= 0) return html.slice(marked + 13).split("<!--/text-->")[0];
  const main = html.slice(Math.max(0, html.indexOf("<main")));
  return main.slice(main.indexOf(">") + 1).split("</main")[0];
}

const page = (doc) => kept(`page ${doc}`, async () => {
  const url = await address(doc), html = new TextDecoder().decode(await load(url));
  const h1 = between(html, "<h1", "</h1");
  return {
    url: url.pathname,
    title: plain(h1 === null ? between(html, "<title>", "</title") ?? "" : h1.slice(h1.indexOf(">") + 1)).replace(/\n/g, " "),
    date: (between(html, '<time datetime="', '"') ?? "").slice(0, 10),
    community: names(html, "<a data-community"),
    program: names(html, "<a data-program"),
    text: plain(body(html)),
  };
});

// A page with its folded text, folded again if the table has come since.
function folded(p) {
  if (p.by !== table || !p.head) {
    p.by = table;
    p.head = fold(p.title);
    p.body = fold(p.text);
  }
  return p;
}

// The places of a word in folded text, in UTF-16 units of it.
function places(word, f) {
  const found = [];
  for (let at = -1; (at = f.text.indexOf(word.text, at + 1)) >= 0;) {
    if (!word.letter || !at || classOf(String.fromCodePoint(f.text.codePointAt(at - 1))) !== LETTER) found.push(at);
  }
  return found;
}

// Whether all the words stand in a page; all that need to be looked for, unless told.
async function holds(plan, p, all) {
  folded(p);
  const lack = () => plan.words.find((w) => !(w.exact && !all || places(w, p.head).length || places(w, p.body).length)), test = () => !lack();
  if (test()) return true;
  // The table is of use only where the word would stand if such a character were one of its own.
  const odd = foreign(p.title + p.text), like = odd && RegExp(Array.from(lack().text, (c) => `[${c}${odd}]`).join(""), "u");
  if (!odd || !like.test(p.head.text) && !like.test(p.body.text)) return false;
  await loadTable();
  folded(p);
  return test();
}

