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

