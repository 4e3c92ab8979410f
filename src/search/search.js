// The search of a banbao site in the browser. No dependency, no DOM, nothing loaded
// before it is asked. The same semantics as query.rs, which is its oracle: a test runs
// both over the same files.
//
//     search(query, { limit, offset, community, program, author, tag, year, bare })
//       → { total, exact, about, hits: [{ url, title, date, community, program, excerpt, near }] }
//     suggest(prefix, { limit }) → [{ text, kind, url }]
//     facets(query, options) → { community: [{ id, name, count }], program, author, tag, year }
//
// All of them throw a SearchError only: code "file" (opened from a disk), "missing" (a
// file of the index cannot be had or is damaged) or "stale" (the page is older than the site).

// One line of JSON, set when the site is built: the segments, newest first.
const SITE = null;
const VERSION = 3;
const KINDS = ["community", "program", "author", "tag", "year"];
const FEW = 5, NEAR = 20, WORTH = [4, 6, 8, 20], RECENCY = 16, ENOUGH = 64;
const DOUBT = 0.6, LONGEST = 200, TERMS = 48, OVERLAP = 12, PREFIX = 8, SIZED = 16;
const HERE = new URL("./", import.meta.url), ROOT = new URL("../", HERE);

export class SearchError extends Error {
  constructor(code, what) {
    super(`search: ${code}: ${what}`);
    this.code = code;
  }
}

// ---- Folding: fold.rs

const GAP = 0, WIDE = 1, DIGIT = 2, LETTER = 3;
const WIDES = /[\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3fffd}]/u;
const WORDS = /[\p{Alphabetic}\p{N}\p{M}]/u;
const PARTS = /[\p{M}\u1160-\u11ff]/u;
// Of one class and kept as long by folding: Han, digits, letters, and the most frequent marks.
// Asking the tables of Unicode about these takes milliseconds at first.
const RUNS = /([\u4e00-\u9fff]+)|([0-9]+)|([a-zA-Z]+)|([\0-/:-@[-`{-\x7f·，。、：；！？（）《》“”‘’…—○●△]+)|[^]/y;
const IGNORED = /[\xad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;

// The most frequent pairs of the table, and those whose first is in GB 2312. Each character is
// its distance from U+4E00 in three digits to the base 28, which gzip packs better than Han.
const USUAL = "01a5ae05i05e0dq8850g2f9f0ij01e0ip08c0oj0a80r508n13314513501819p1a31cl19f1db1c71g51eg1g91e91k01jm1kk1kf26p2202anndi2qj2q52r22q62r42p63956kl39830a3hp0a14b44ae4f24ce4g74g64gd4fl4ge4fo5ah5aa5eb5an5h95gg5hb5he5kc1ra5l207a5lp5k16cp5bg6gg6fk7016pc79e6k87cq6rq7ig7i87l00527pm7n284803i84j0a288h0108j98818ql00q9578fj97b86i9nf9n09qi15n9rea01b1ja66b9e022bd57m8bmq022cbac8gclm05rcom5ibd641p5dd209rebqe8deq8h42faifonfc4fpofcgfqbfdafqhfdlfqnferfq7fk31offl15qjg5ng5og6102hgd3gc4gdbgbogr61q8grj00egrl026hh31kehhcbanhj8007ib13gkj0m09rj17867j5jm3oj69m3ojcfjecje8jeajgok3djhck40ji5k4ejkhk5hjlhk3gjmik6cjnbk6rjo6k4ak1kk3qk2i1pckdrkickf6khcl4al9ql4d14rlc61e6lci150lg9le1lh6le3li3ldkli6ldblicld2lk4le0lop03dn9bn9jn9kndcna35fcnabndond013fnj6nfbnjnnglnmbnl2nn7cmdo4lo8po5co9ao78oa0oagobqp2c0c3qa502gqbab9dqbk12i".match(/.../g).map((digits) => String.fromCharCode(0x4e00 + parseInt(digits, 28)));
const mapOf = (pairs) => { const map = new Map(), all = [...pairs]; for (let i = 0; i + 1 < all.length; i += 2) map.set(all[i], all[i + 1]); return map; };

let table, usual, whole = false;
const learn = (pairs) => { table = mapOf(pairs); usual = RegExp(`[${[...table.keys()].join("")}]`, "g"); };
const simple = (c) => table.get(c) ?? c;
learn(USUAL);

function classOf(c) {
  if (c >= "\u4e00" && c <= "\u9fff") return WIDE;
  if (c >= "0" && c <= "9") return DIGIT;
  if (c >= "a" && c <= "z") return LETTER;
  if (c < "\x80") return GAP;
  return WIDES.test(c) ? WIDE : WORDS.test(c) ? LETTER : GAP;
}

// Whether the character at a place belongs to the one before it, without asking the
// tables of Unicode about what mostly stands there.
function joins(text, at) {
  const u = text.charCodeAt(at);
  return u >= 0x3000 && u <= 0x9fff ? u === 0x3099 || u === 0x309a
    : u >= 0x300 && (u < 0x2010 || u > 0x2027) && (u < 0xff01 || u > 0xff5e) && PARTS.test(String.fromCodePoint(text.codePointAt(at)));
}

// { text, at, from, to }: the folded text and its runs, each with its place there and
// where it comes from; to is -1 if it has as many units there.
function fold(source) {
  const out = { text: "", at: [], from: [], to: [] };
  let gap = 0, last = GAP;
  const push = (piece, from, to) => { out.at.push(out.text.length); out.text += piece; out.from.push(from); out.to.push(to); };
  const put = (piece, kind, from, to) => {
    if (gap && last && (gap > 1 || (last === WIDE) === (kind === WIDE))) push(" ", from, from);
    gap = 0;
    push(piece, from, to);
    last = kind;
  };
  for (let start = 0; start < source.length;) {
    RUNS.lastIndex = start;
    const from = start, [run, wide, digits, letters, marks] = RUNS.exec(source);
    // All but what has a mark of its own.
    const plain = wide || (digits || letters || marks) && (joins(source, start + run.length) ? run.slice(0, -1) : run);
    if (plain) {
      start += plain.length;
      if (marks) gap = gap < 2 && /^ +$/.test(plain) ? 1 : 2;
      else put(plain.replace(usual, simple).toLowerCase(), wide ? WIDE : digits ? DIGIT : LETTER, from, -1);
      continue;
    }
    do start += source.codePointAt(start) > 0xffff ? 2 : 1; while (joins(source, start));
    for (const n of source.slice(from, start).normalize("NFKC")) {
      for (const l of n.toLowerCase()) {
        const kind = classOf(l);
        if (kind !== WIDE && IGNORED.test(l)) continue;
        if (kind) put(simple(l), kind, from, start);
        else gap = l === " " && gap < 2 ? 1 : 2;
      }
    }
  }
  return out;
}

// The characters of folded text and their classes.
function charsOf({ text }) {
  const chars = Array.from(text);
  return { chars, kinds: chars.map(classOf) };
}

// Where a unit of folded text begins or ends in what was folded.
function placeOf({ at, from, to }, unit, end) {
  let a = 0, b = at.length;
  while (b - a > 1) { const m = a + b >> 1; if (at[m] <= unit) a = m; else b = m; }
  return to[a] < 0 ? from[a] + unit - at[a] + end : (end ? to : from)[a];
}

// The whole table of traditional characters (12 kB) is loaded only for text that may need
// it: Han that is neither in GB 2312 nor in the table so far, nor known to be simplified.
const FINE = "镕喆玥珺堃垚犇璟祎翀旻瑄燊赟囧囍昉晞沄洺淏烜珣琀瑨珮";
// The two levels of GB 2312 are made when they are needed: their first two characters as a number.
let simplified = FINE, levels = [0xa2b0a1b0, 0xa2d8a1d8];

// Whether a character is a simplified one.
function fine(c) {
  if (simplified.includes(c)) return true;
  if (!levels.length) return false;
  const pairs = new Uint32Array(1880), first = levels.shift();
  // 40 rows of 47 pairs.
  for (let i = 0; i < 1880; i++) pairs[i] = i < 47 ? first + 0x2000200 * i : pairs[i - 47] + 0x10001;
  simplified += new TextDecoder("gbk").decode(pairs);
  return fine(c);
}

// All characters of a text that may be others.
const foreign = (text) => whole ? "" : Array.from(text).filter((c) => c >= "\u4e00" && c <= "\u9fff" && !table.has(c) && !fine(c)).join("");

async function loadTable() {
  const text = new TextDecoder().decode(await get(site.fold));
  if (!whole) learn(text);
  whole = true;
}

// ---- Terms: terms.rs

const MASK = 0x3fffffff, EXACT = 0x6c00 * 0x6c00;

function mix(x) {
  x = Math.imul(x ^ x >>> 15, 0x2c1b3c6d) & MASK;
  x = Math.imul(x ^ x >>> 12, 0x297a2d39) & MASK;
  return x ^ x >>> 15;
}

function hashed(seed, chars) {
  let h = seed;
  for (const c of chars) h = Math.imul(h ^ c.codePointAt(0), 0x01000193);
  h = Math.imul(h ^ h >>> 16, 0x7feb352d);
  h = Math.imul(h ^ h >>> 15, 0x846ca68b);
  return mix(EXACT + ((h ^ h >>> 16) >>> 0) % (MASK + 1 - EXACT));
}

// A term is the letter of its files and its key there: "p123", "c456".
function pairTerm(a, b) {
  const x = a.codePointAt(0) - 0x3400, y = b.codePointAt(0) - 0x3400;
  return "p" + (x >= 0 && x < 0x6c00 && y >= 0 && y < 0x6c00 ? mix(x * 0x6c00 + y) : hashed(1, [a, b]));
}

function unitAt({ chars, kinds }, at, from, to) {
  const k = (i) => (i < to ? kinds[i] : GAP), c = chars[at], next = k(at + 1);
  if (k(at) === LETTER && (at === from || kinds[at - 1] !== LETTER)) {
    let run = 1;
    while (k(at + run) === LETTER) run++;
    // Letters that begin a word and go on with something else may themselves stand within a run.
    if (run > 1 && at > from || !k(at + run)) return { at, len: run, letter: true, term: "p" + hashed(3, chars.slice(at, at + Math.min(run, PREFIX))) };
  }
  if (!k(at) || k(at) === LETTER && next === LETTER) return null;
  if (k(at) === DIGIT && next === DIGIT && k(at + 2)) return { at, len: 3, term: "p" + hashed(2, chars.slice(at, at + 3)) };
  if (next) return { at, len: 2, term: pairTerm(c, chars[at + 1]) };
  return at === from || !kinds[at - 1] ? { at, len: 1, term: "c" + mix(c.codePointAt(0)) } : null;
}

function cover(text, from, to) {
  const all = [], units = [], overlap = to - from <= OVERLAP ? 1 : 0;
  for (let at = from; at < to; at++) { const u = unitAt(text, at, from, to); if (u) all.push(u); }
  for (let covered = from; ;) {
    const slack = units.length ? overlap : 0;
    let best = null;
    for (const u of all) if (u.at + slack <= covered && u.at + u.len > covered && (!best || u.at + u.len > best.at + best.len)) best = u;
    best ??= all.find((u) => u.at + u.len > covered);
    if (!best) return units;
    covered = best.at + best.len;
    units.push(best);
  }
}

// ---- The query as words and terms: plan.rs

const CLOSE = { '"': '"', "＂": "＂", "“": "”", "„": "“", "「": "」", "『": "』", "«": "»" };

function planOf(query) {
  const plan = { words: [], terms: new Set() };
  const add = (text, from, to, quoted) => {
    const units = from < to ? cover(text, from, to) : [];
    if (!units.length || plan.terms.size + units.length > TERMS) return;
    for (const u of units) plan.terms.add(u.term);
    const letters = text.kinds.slice(from, to).filter((k) => k === LETTER).length, n = to - from;
    plan.words.push({
      quoted, text: text.chars.slice(from, to).join(""), letter: units[0].letter,
      size: n, units: units.map((u) => ({ ...u, at: u.at - from, size: u.len, text: text.chars.slice(u.at, u.at + u.len).join("") })),
      exact: units.length === 1 && units[0].len === n && (!letters || letters === n && n <= PREFIX),
    });
  };
  const loose = (text) => {
    for (const piece of text.split(/\p{White_Space}/u)) {
      const f = charsOf(fold(piece)), k = (i) => f.kinds[i] || GAP;
      for (let i = 0, from = 0; i <= f.chars.length; i++) {
        if (!k(i) && !(k(i - 1) === DIGIT && k(i + 1) === DIGIT)) { add(f, from, i, false); from = i + 1; }
      }
    }
  };
  let rest = query, at;
  while ((at = rest.search(/["＂“„「『«]/)) >= 0) {
    loose(rest.slice(0, at));
    const end = rest.indexOf(CLOSE[rest[at]], at + 1);
    if (end >= 0) { const f = charsOf(fold(rest.slice(at + 1, end))); add(f, 0, f.chars.length, true); }
    rest = rest.slice((end < 0 ? at : end) + 1);
  }
  loose(rest);
  plan.strict = plan.words.every((w) => w.quoted);
  plan.exact = plan.words.every((w) => w.exact);
  return plan;
}

// ---- Files: read.rs

let site = SITE, cache = new Map();

const articles = () => site.segments.reduce((sum, s) => sum + s.docs, 0);

async function load(url) {
  if (url.protocol === "file:") throw new SearchError("file", url.pathname);
  let answer;
  try { answer = await fetch(url); } catch { answer = null; }
  if (!answer?.ok) throw new SearchError("missing", url.pathname);
  try { return new Uint8Array(await answer.arrayBuffer()); } catch { throw new SearchError("missing", url.pathname); }
}

// What make() promises, kept for the next time unless it fails.
function kept(key, make) {
  let value = cache.get(key);
  if (!value) {
    if (cache.size > 3000) cache = new Map([...cache].slice(1000));
    cache.set(key, value = make());
    value.catch(() => cache.delete(key));
  }
  return value;
}

const get = (name) => kept(name, () => load(new URL(name, HERE)));

// A file of a segment, after its checksum.
const file = (segment, name) => kept(`${segment.dir}/${name}`, async () => {
  const bytes = await load(new URL(`${segment.dir}/${name}`, HERE)), words = new Int32Array(bytes.buffer, 0, bytes.length >> 2);
  let h = 0x811c9dc5 | 0;
  for (let i = 1; i < words.length; i++) h = Math.imul(h ^ words[i], 0x01000193);
  for (let i = 4 * words.length; i < bytes.length; i++) h = Math.imul(h ^ bytes[i], 0x01000193);
  if (words[0] !== h) throw new SearchError("missing", name);
  return bytes.subarray(4);
});

// Bits from the high end of each byte; after the last one come zeros.
function reader(bytes, start = 0) {
  let at = start * 8;
  // At least 25 bits, from the highest down.
  const peek = () => { const i = at >> 3; return (bytes[i] << 24 | bytes[i + 1] << 16 | bytes[i + 2] << 8 | bytes[i + 3]) << (at & 7); };
  const bits = (n) => { const v = n && peek() >>> 32 - n; at += n; return v; };
  const ones = (most) => { const n = Math.min(most, Math.clz32(~peek())); at += n < most ? n + 1 : n; return n; };
  const unary = () => { let n = 0, some; do n += some = ones(24); while (some === 24); return n; };
  const skip = (n) => { at += n; };
  return { bits, ones, skip, rice: (k) => unary() << k | bits(k), gamma: () => { const n = unary(); return 1 << n | bits(n); } };
}

const log2 = (x) => 31 - Math.clz32(x);
const riceK = (range, count) => log2(Math.max(1, Math.floor(range * 11 / (16 * Math.max(1, count)))));

// A list of postings: numbers of articles, levels, and places modulo 16 as bits.
function postings(r, df, total, places16) {
  const k = riceK(total, df), docs = new Int32Array(df), levels = new Uint8Array(df), places = new Uint16Array(df).fill(0xffff);
  for (let i = 0, doc = -1; i < df; i++) {
    docs[i] = doc += 1 + r.rice(k);
    if (!places16) { levels[i] = r.ones(3); continue; }
    // One less than the number of places, 3 if they are unknown; 4 before it if in the title.
    let last = r.ones(4);
    levels[i] = last === 4 ? 3 : Math.min(last, 2);
    if (last === 4) last = r.ones(4);
    if (last > 2) continue;
    for (places[i] = 0; last >= 0; last--) places[i] |= 1 << r.bits(4);
  }
  return { df, docs, levels, places };
}

// The articles of a term in one segment; later: true if they stand in a file of their own.
const list = (segment, term) => kept(`${segment.dir} ${term}`, async () => {
  const pair = term[0] === "p", wanted = +term.slice(1), room = 30 - (pair ? segment.pairs : segment.chars);
  const shard = wanted >>> room, r = reader(await file(segment, `${term[0]}${shard}.bin`));
  const count = r.gamma() - 1, keyK = riceK(2 ** room, count);
  for (let n = 0, key = shard * 2 ** room - 1; n < count && key < wanted; n++) {
    key += 1 + r.rice(keyK);
    const df = r.gamma(), here = key === wanted;
    if (pair && df > segment.long) {
      if (here) return { df, later: true, docs: [] };
      continue;
    }
    // A long list says how many bits it takes.
    const size = df < SIZED ? 0 : r.gamma();
    if (!here && size) { r.skip(size); continue; }
    const found = postings(r, df, segment.docs, pair);
    if (here) return found;
  }
  return { df: 0, docs: [] };
});

const complete = (term, lists) => Promise.all(lists.map((l, n) => {
  const segment = site.segments[n], name = `l${term.slice(1)}.bin`;
  return l.later ? kept(`${segment.dir} ${name}`, async () => postings(reader(await file(segment, name)), l.df, segment.docs, true)) : l;
}));

const addresses = (segment, n) => kept(`${segment.dir} u${n}`, async () => new TextDecoder().decode(await file(segment, `u${n}.txt`)).split("\n"));

const address = async (doc) => {
  const segment = site.segments.find((s) => doc < s.docs || (doc -= s.docs, false));
  const lines = await addresses(segment, Math.floor(doc / segment.block));
  // Each line says how much it shares with the one before it.
  let url = "";
  for (let at = doc % segment.block, size = Infinity; size; at--) {
    const shared = lines[at].charCodeAt(0) - 48;
    if (shared < size) { url = lines[at].slice(1, size - shared + 1) + url; size = shared; }
  }
  return new URL(url + (site.relative ? "/index.html" : "/"), ROOT);
};

// ---- Pages: page.rs

const INLINE = /^(a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|ruby|rb|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/i;
const TAG = /<!--[^]*?-->|<(script|style|rt|rp)(?![a-z0-9])[^]*?<\/\1[^>]*>|<\/?(?:script|style|rt|rp)(?![a-z0-9])[^>]*>|<\/*([a-z][a-z0-9]*)[^>]*>/gi;
const ENTITY = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\xa0" };

function between(html, open, close) {
  const at = html.indexOf(open), from = at + open.length, to = html.indexOf(close, from);
  return at < 0 || to < 0 ? null : html.slice(from, to);
}

function plain(html) {
  const text = html.replace(/[ \t\n\r\f]+/g, " ").replace(TAG, (tag, _silent, name) => (!name ? "" : !INLINE.test(name) ? "\n" : /^img$/i.test(name) && / alt="([^"]*)"/.exec(tag)?.[1] || ""));
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

// ---- Excerpts: excerpt.rs

const BEFORE = 40, LEAST = 60, MOST = 120;
const ends = (c) => c === undefined || "。！？；!?\n".includes(c);
const escape = (s) => s.replace(/[&<>"\n]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": " " })[c]);

function excerpt(p, plan, near) {
  const { text, body: f } = folded(p), spans = [];
  let best = 0, at = 0;
  for (const w of near ? plan.words.flatMap((w) => w.units) : plan.words) {
    for (const i of places(w, f)) {
      const from = placeOf(f, i, 0), to = placeOf(f, i + w.text.length - 1, 1);
      if (w.size > best) { best = w.size; at = from; }
      spans.push([from, to]);
    }
  }
  spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let start = at;
  while (start > 0 && at - start < BEFORE && !ends(text[start - 1])) start--;
  let end = text.length, stop = 0;
  for (let i = start; i < text.length; i++) {
    if (i - start === MOST) { end = stop || i; break; }
    if (i < at || !ends(text[i])) continue;
    stop = i + 1;
    if (stop - start >= LEAST) { end = stop; break; }
  }
  if (end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00) end++;
  if ((text.charCodeAt(start) & 0xfc00) === 0xdc00) start--;
  let out = ends(text[start - 1]) ? "" : "…", done = start;
  for (let [from, to] of spans) {
    from = Math.max(from, done);
    to = Math.min(to, end);
    if (from >= to) continue;
    out += escape(text.slice(done, from));
    out = from === done && out.endsWith("</mark>") ? out.slice(0, -7) : out + "<mark>";
    out += escape(text.slice(from, to)) + "</mark>";
    done = to;
  }
  return out + escape(text.slice(done, end)) + (end < text.length && !ends(text[end - 1]) ? "…" : "");
}

// ---- The search: query.rs

const log8 = (x) => { const b = log2(x); return 8 * b + (Math.floor(x * 8 / 2 ** b) & 7); };
const DOCS = 2 ** 24;

// The articles that hold any of the terms and pass the filters.
async function match(plan, options) {
  const terms = [...plan.terms];
  const filters = KINDS.flatMap((kind, n) => (options[kind] ? ["p" + hashed(4 + n, String(options[kind]).trim())] : []));
  const fill = (all, lists, wanted) => Promise.all(lists.map((l, t) => (wanted(t) ? complete(all[t], l) : l)));
  let [lists, needed] = await Promise.all([terms, filters].map((all) =>
    Promise.all(all.map((term) => Promise.all(site.segments.map((s) => list(s, term)))))));
  // Long lists in words that have other terms: if these alone leave only a few articles,
  // they need not be loaded, since the pages are checked anyway.
  let spare = terms.map((_, t) => t).filter((t) => lists[t].some((l) => l.later) && !plan.words.some((w) => w.exact && w.units[0].term === terms[t]));
  if (spare.length === terms.length) spare = [];
  [needed, lists] = await Promise.all([fill(filters, needed, () => true), fill(terms, lists, (t) => !spare.includes(t))]);
  if (spare.length) {
    const some = join(plan, terms, lists, needed, (t) => !spare.includes(t)), n = some.whole().length;
    if (n && n <= ENOUGH) return some;
    lists = await fill(terms, lists, () => true);
  }
  return join(plan, terms, lists, needed, () => true);
}

function ones16(x) { let n = 0; for (; x; x &= x - 1) n++; return n; }

// whole() and near(): numbers of articles with all terms, or with enough of them, best first.
function join(plan, terms, lists, needed, use) {
  const used = terms.map((_, t) => t).filter(use), total = articles(), score = new Int32Array(total);
  const [found, titled, pass, torn] = [0, 0, 0, 0].map(() => new Uint8Array(total)), docs = [];
  const each = (l, act) => {
    let first = 0;
    site.segments.forEach((s, n) => { l[n].docs.forEach((doc, i) => act(first + doc, l[n].levels[i], l[n].places[i])); first += s.docs; });
  };
  for (const t of used) {
    const rarity = Math.max(4, log8(total + 1) - log8(Math.max(1, lists[t].reduce((sum, { df }) => sum + df, 0))));
    each(lists[t], (doc, level) => { score[doc] += rarity * WORTH[level]; if (!found[doc]++) docs.push(doc); if (level === 3) titled[doc]++; });
  }
  needed.forEach((l, n) => each(l, (doc) => { pass[doc]++; if (!n && !used.length) docs.push(doc); }));
  // Where the terms of a word cannot stand side by side; and how likely it is, for the
  // others, that their places only happen to fit.
  const doubt = new Float32Array(total);
  for (const { units, exact } of plan.words) {
    if (exact) continue;
    const room = new Uint16Array(total).fill(0xffff), chance = new Float32Array(total).fill(16);
    for (const u of units) {
      const by = u.at % 16, t = terms.indexOf(u.term);
      if (used.includes(t)) each(lists[t], (doc, _, places) => { room[doc] &= places >>> by | places << 16 - by; chance[doc] *= ones16(places) / 16; });
    }
    for (const doc of docs) { if (!room[doc]) torn[doc] = 1; doubt[doc] += chance[doc]; }
  }
  const best = (enough) => {
    const keys = [];
    for (const doc of docs) {
      if (pass[doc] !== needed.length || !enough(found[doc], torn[doc])) continue;
      const s = (titled[doc] === used.length ? 2 : 1) * score[doc] + Math.floor((total - 1 - doc) * RECENCY / total);
      keys.push(doc - s * DOCS);
    }
    return Array.from(Float64Array.from(keys).sort(), (v) => (v % DOCS + DOCS) % DOCS);
  };
  const n = used.length;
  return {
    whole: () => best((f, apart) => f === n && !apart),
    // How many of these will not hold the words, by and large.
    vain: (docs) => Math.min(6, Math.ceil(docs.reduce((sum, doc) => sum + Math.min(1, doubt[doc]), 0) * DOUBT - 0.3)),
    near: () => best((f) => f > 0 && (f * 5 >= n * 3 || f > 1 && f + 2 >= n)),
  };
}

// Runs act() over all, a few at a time.
async function several(all, act) {
  const results = [];
  let next = 0;
  const hand = async () => { while (next < all.length) { const i = next++; results[i] = await act(all[i]); } };
  await Promise.all(Array.from({ length: Math.min(16, all.length) }, hand));
  return results;
}

// Asks for addresses that may be needed.
const ahead = (docs) => docs.forEach((doc) => address(doc).catch(() => {}));

async function check(plan, all, wanted, vain) {
  if (plan.exact) return [all, 0];
  const found = [];
  let n = 0;
  while (n < all.length && found.length < wanted) {
    // A few more than needed, since a second round costs more time than these cost bytes.
    const some = all.slice(n, n + Math.max(wanted - found.length, n ? 6 : wanted + vain(all.slice(0, wanted))));
    ahead(all.slice(n + some.length, n + some.length + 2 * (some.length - wanted)));
    const good = await several(some, async (doc) => holds(plan, await page(doc)));
    for (let i = 0; i < some.length && found.length < wanted; i++, n++) if (good[i]) found.push(some[i]);
  }
  return [found, all.length - n];
}

async function prepare(query) {
  if (!site || site.v !== VERSION) throw new SearchError("stale", "version");
  const text = Array.from(String(query ?? "").slice(0, 2 * LONGEST)).slice(0, LONGEST).join("");
  // The shards are asked for before it is clear whether the query needs the table.
  const plan = planOf(text);
  for (const term of plan.terms) for (const s of site.segments) list(s, term).catch(() => {});
  // So are all addresses of a segment if they are one file.
  for (const s of site.segments) if (plan.words.length && s.block >= s.docs) addresses(s, 0).catch(() => {});
  // While these travel, what reads pages is run once, so that it is compiled when they come.
  excerpt({ title: "", text: plain("<p>。") }, plan);
  const odd = foreign(text);
  if (!odd) return plan;
  // What the rest of the query finds alone is most of what all of it will find: its
  // addresses come with the shards that only the table names.
  let rest = text;
  for (const c of odd) rest = rest.split(c).join(" ");
  const known = planOf(rest.split(" ").filter((part) => part.length > 1).join(" "));
  if (known.words.length) match(known, {}).then((m) => ahead([...m.whole().slice(0, 8), ...m.near().slice(0, 8)])).catch(() => {});
  await loadTable();
  return planOf(text);
}

async function run(query, options) {
  const plan = await prepare(query);
  const filtered = KINDS.some((kind) => options[kind]);
  if (!plan.words.length && !filtered) return { total: 0, exact: false, about: false, hits: [] };
  const limit = options.limit > 0 ? +options.limit : 20, offset = options.offset > 0 ? +options.offset : 0, { bare = false } = options;
  const matched = await match(plan, options), all = matched.whole();
  let near = [];
  if (all.length < FEW && !plan.strict && !bare) {
    // All that may be shown is fetched at once with what is checked.
    near = matched.near().filter((doc) => !all.includes(doc)).slice(0, Math.max(0, Math.min(NEAR, limit - all.length)));
    near.forEach((doc) => page(doc).catch(() => {}));
  }
  const [found, left] = await check(plan, all, Math.max(offset + limit, FEW), matched.vain), total = found.length + left;
  near = total < FEW && !plan.strict ? matched.near().filter((doc) => !found.includes(doc)).slice(0, NEAR) : [];
  const shown = [...found, ...near].slice(offset, offset + limit);
  const hits = await several(shown, async (doc) => {
    const is = !found.includes(doc);
    if (bare) return { url: (await address(doc)).pathname, near: is };
    const p = await page(doc);
    // Loads the table if the marks need it.
    if (!is) await holds(plan, p, true);
    const { url, title, date, community, program } = p;
    return { url, title, date, community, program, excerpt: excerpt(p, plan, is), near: is };
  });
  return { total, exact: found.length > 0, about: left > 0, hits };
}

// Once more with the site's newest constants when something is missing.
async function guarded(act) {
  try {
    return await act();
  } catch (error) {
    if (error.code !== "missing") throw error;
    const old = JSON.stringify(site);
    // Stays empty if it cannot be had.
    let text = "";
    try { text = await (await fetch(import.meta.url, { cache: "no-store" })).text(); } catch {}
    const fresh = /^const SITE = (\{.*\});$/m.exec(text)?.[1];
    if (!fresh || fresh === old) throw error;
    site = JSON.parse(fresh);
    cache = new Map();
    try { return await act(); } catch (again) { throw new SearchError("stale", again.message); }
  }
}

export const search = (query, options = {}) => guarded(() => run(query, options));

// ---- Counts of each filter's values among what a query finds, before phrases are checked

async function count(query, options) {
  const plan = await prepare(query), matched = await match(plan, options);
  const docs = matched.whole().sort((a, b) => a - b), result = {};
  await Promise.all(KINDS.map(async (kind, n) => {
    const files = await Promise.all(site.segments.map((s) => file(s, `f${n}.bin`))), values = new Map();
    let first = 0, next = 0;
    site.segments.forEach((segment, i) => {
      const bytes = files[i], size = bytes[0] | bytes[1] << 8 | bytes[2] << 16;
      const rows = new TextDecoder().decode(bytes.subarray(4, 4 + size)).split("\n").slice(0, -1).map((row) => row.split("\t"));
      const r = reader(bytes, 4 + size), width = rows.length > 1 ? 1 + log2(rows.length - 1) : 0;
      for (let doc = 0; doc < segment.docs; doc++) {
        const hit = docs[next] === first + doc;
        if (hit) next++;
        for (let left = r.gamma() - 1; left > 0; left--) {
          const [id, name] = rows[r.bits(width)];
          if (hit) values.set(id, { id, name, count: (values.get(id)?.count ?? 0) + 1 });
        }
      }
      first += segment.docs;
    });
    result[kind] = [...values.values()].sort((a, b) => b.count - a.count);
  }));
  return result;
}

// ---- Names and titles that begin as typed, in Han, pinyin or initials: suggest.rs

const OFFERS = [...KINDS.slice(0, 4), "title"];

async function offer(prefix, { limit = 8 }) {
  const text = String(prefix ?? "").slice(0, 64);
  if (foreign(text)) await loadTable();
  const typed = charsOf(fold(text.replace(/['’ ]/g, ""))).chars, offers = new Map();
  if (!typed.length || classOf(typed[0]) !== WIDE && typed.length < 2) return [];
  const key = hashed(9, classOf(typed[0]) === WIDE ? typed.slice(0, 1) : typed.slice(0, 2)), begin = typed.join("");
  for (const bytes of await Promise.all(site.segments.map((s) => file(s, `s${key >>> 30 - s.names}.bin`)))) {
    for (const line of new TextDecoder().decode(bytes).split("\n")) {
      const [name, text, kind, url] = line.split("\t");
      if (url !== undefined && (name || text).startsWith(begin) && !offers.has(text)) {
        offers.set(text, { text, kind: OFFERS[kind], url: new URL(url + (site.relative ? "/index.html" : "/"), ROOT).pathname });
      }
    }
  }
  return [...offers.values()].sort((a, b) => (a.kind === "title") - (b.kind === "title")).slice(0, limit);
}

export const facets = (query, options = {}) => guarded(() => count(query, options));
export const suggest = (prefix, options = {}) => guarded(() => offer(prefix, options));
