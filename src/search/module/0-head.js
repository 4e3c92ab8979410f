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

