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
const USUAL = "01a5ae05i05e0dq8850g2f9f0ij01e0ip08c0oj0a80r508n13314513501819p1a31cl19f1g51eg1g91e91k01jm1kk1kf26p2202anndi2qj2q52r22q62r42p63956kl39830a3hp0a14b44ae4f24ce4g74g64gd4fl4ge4fo5ah5aa5eb5an5h95gg5hb5he5kc1ra5l207a5lp5k16cp5bg6gg6fk7016pc79e6k87cq6rq7ig7i87l00527pm7n284803i84j0a288h0108j98818ql00q9578fj97b86i9nf9n09qi15n9rea01b9e022bd57m8cbac8gclm05rcom5ibd641p5dd209rebqe8deq8h42faifonfc4fpofcgfqbfdafqhfdlfqnferfq7fk31offl15qjg6102hgd3gc4gdbgbogr61q8grj00egrl026hh31kehhcbanhj8007ib13gkj17867j5jm3oj69m3ojcfjecje8jeajgok3djhck40ji5k4ejkhk5hjlhk3gjmik6cjnbk6rjo6k4ak1kk3qk2i1pckdrkickf6khcl4al9ql4d14rlc61e6lci150lg9le1lh6le3li3ldkli6ldblicld2lk4le0lop03dn9bn9jn9kndcna35fcnabndond013fnj6nfbnjnnglnmbnl2nn7cmdo4lo8po5co9ao78oa0oagobqp2c0c3qa502gqbab9dqbk12i".match(/.../g).map((digits) => String.fromCharCode(0x4e00 + parseInt(digits, 28)));
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

