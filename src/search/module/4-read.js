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

