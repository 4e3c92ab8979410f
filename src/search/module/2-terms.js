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

