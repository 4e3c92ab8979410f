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
