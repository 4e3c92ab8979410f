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

