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

