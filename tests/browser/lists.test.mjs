// Every list counted against its source: pages of communities, programs, authors and tags, news, archive, issue,
// feeds and sitemap, on the sample site and on a bulletin that nobody has seen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { bulletin } from "./bulletin.mjs";
import { build, filesOf, openPage, readPages, readXml, sameSet, sampleSources } from "./harness.mjs";
import { KINDS, articlesOf, readSources, termsOf } from "./sources.mjs";

const BASE = "https://example.org/";
const PER_PAGE = 20;
const ARTICLE = /^\d{4}\/\d\d\/[^/]+\/$/;

/** The built site as the tests see it: pages by route, and the files as text. */
async function look(root) {
  const output = build(root);
  const files = await filesOf(output);
  const text = (file) => readFileSync(join(output, file), "utf8");
  const page = await openPage();
  const routes = files.filter((file) => file.endsWith("index.html")).map((file) => file.slice(0, -"index.html".length));
  const read = await readPages(page, routes.map((route) => ({ url: BASE + route, html: text(`${route}index.html`) })));
  const pages = new Map(routes.map((route, i) => [route, read[i]]));
  return { page, files, text, pages, sources: await readSources(root) };
}

const below = (address) => (address.startsWith(BASE) ? address.slice(BASE.length).split("#")[0] : null);
/** The articles that `<main>` of a page links to, each once, in order. */
const shown = (read) => [...new Set(read.main.map(below).filter((route) => route !== null && ARTICLE.test(route)))];

/** The pages of a list: the first, and as many as follow it. */
function series(pages, first) {
  const all = [pages.get(first)];
  while (pages.has(`${first}page/${all.length + 1}/`)) all.push(pages.get(`${first}page/${all.length + 1}/`));
  return all;
}

/** The count that a chip or tile shows: the first number after the name. */
const count = (text, name) => Number(/\d+/.exec(text.slice(text.indexOf(name) + name.length))?.[0]);

for (const [name, root] of [["the sample site", sampleSources], ["a bulletin of 120 communities and 20 programs", bulletin]]) {
  describe(name, { timeout: 180_000 }, () => {
    let site, articles;

    before(async () => {
      site = await look(await root());
      articles = site.sources.articles;
    });

    /** Every term of a kind with its route, as its list page names it. */
    const listed = (kind) => {
      const found = new Map();
      const pattern = new RegExp(`^${kind}/[^/]+/$`);
      for (const term of termsOf(site.sources, kind)) {
        const chips = site.pages.get(`${kind}/`).chips.filter(({ url, text }) => pattern.test(below(url) ?? "") && text.startsWith(term));
        const exact = chips.find(({ text }) => text === term || !/\p{L}/u.test(text.slice(term.length, term.length + 1))) ?? chips[0];
        assert.ok(exact, `${kind}/ names no ${term}`);
        found.set(term, { route: below(exact.url), text: exact.text });
      }
      return found;
    };

    test("there are articles, and each has its page", () => {
      assert.ok(articles.length >= 8);
      sameSet([...site.pages.keys()].filter((route) => ARTICLE.test(route)), articles.map(({ route }) => route));
    });

    for (const kind of KINDS) {
      test(`${kind}: each has one page of its own, with its name in the first h1`, () => {
        const terms = listed(kind);
        assert.equal(new Set([...terms.values()].map(({ route }) => route)).size, terms.size, "two terms share a page");
        sameSet([...site.pages.keys()].filter((route) => new RegExp(`^${kind}/[^/]+/$`).test(route)), [...terms.values()].map(({ route }) => route));
        for (const [term, { route }] of terms) {
          for (const read of series(site.pages, route)) assert.ok(read.headings[0].level === 1 && read.headings[0].text.includes(term), `${read.url}: ${term} is not in the first heading`);
        }
      });

      test(`${kind}: pages hold exactly their articles, newest first, ${PER_PAGE} a page, and no other`, () => {
        for (const [term, { route }] of listed(kind)) {
          const own = articlesOf(articles, kind, term).map((article) => article.route);
          const all = series(site.pages, route);
          assert.deepEqual(all.flatMap(shown), own, `${route} (${term})`);
          assert.equal(all.length, Math.max(1, Math.ceil(own.length / PER_PAGE)), `${route}: number of pages`);
          for (const [i, read] of all.entries()) assert.equal(shown(read).length, Math.min(PER_PAGE, own.length - i * PER_PAGE), read.url);
        }
      });

      test(`${kind}: the list of all shows the right counts`, () => {
        for (const [term, { text }] of listed(kind)) assert.equal(count(text, term), articlesOf(articles, kind, term).length, `${kind}/: “${text}”`);
      });
    }

    test("news holds every article, newest first, 20 a page", () => {
      const all = series(site.pages, "news/");
      assert.deepEqual(all.flatMap(shown), articles.map(({ route }) => route));
      for (const read of all.slice(0, -1)) assert.equal(shown(read).length, PER_PAGE, read.url);
    });

    test("the archive's years and months hold their articles", () => {
      const months = [...site.pages.keys()].filter((route) => /^archive\/\d{4}\/\d\d\/$/.test(route));
      sameSet(months, articles.map(({ route }) => `archive/${route.slice(0, 8)}`));
      for (const month of months) {
        assert.deepEqual(series(site.pages, month).flatMap(shown), articles.map(({ route }) => route).filter((route) => `archive/${route.slice(0, 8)}` === month), month);
      }
      sameSet([...site.pages.keys()].filter((route) => /^archive\/\d{4}\/$/.test(route)), articles.map(({ route }) => `archive/${route.slice(0, 5)}`));
    });

    test("the home page shows the pinned first, and then the newest", () => {
      const routes = shown(site.pages.get(""));
      const pinned = articles.filter(({ pin }) => pin).map(({ route }) => route);
      assert.deepEqual(routes.slice(0, pinned.length), pinned);
      const head = site.pages.get("").main.map(below).lastIndexOf(articles.find(({ pin }) => !pin).route);
      assert.ok(head >= 0, "the newest article is not on the home page");
    });

    test("an article names its own communities, programs, authors and tags, and no others", () => {
      const routes = Object.fromEntries(KINDS.map((kind) => [kind, listed(kind)]));
      for (const article of articles) {
        const read = site.pages.get(article.route);
        for (const kind of ["authors", "tags"]) {
          const links = read.main.map(below).filter((route) => route?.startsWith(`${kind}/`));
          sameSet(links, article.terms[kind].map((term) => routes[kind].get(term).route), `${article.route}: ${kind}`);
        }
        for (const kind of ["communities", "programs"]) {
          const links = new Set(read.main.map(below));
          for (const term of article.terms[kind]) assert.ok(links.has(routes[kind].get(term).route), `${article.route} does not link to ${term}`);
        }
      }
    });

    test("feeds parse and hold the newest 20 entries, of the site and of every community, program and tag", async () => {
      const kinds = ["communities", "programs", "tags"];
      const feeds = [["", articles], ...kinds.flatMap((kind) => [...listed(kind)].map(([term, { route }]) => [route, articlesOf(articles, kind, term)]))];
      sameSet(site.files.filter((file) => file.endsWith("feed.xml")), feeds.map(([route]) => `${route}feed.xml`));
      for (const [route, own] of feeds) {
        const wanted = own.slice(0, 20).map((article) => BASE + article.route);
        const atom = await readXml(site.page, site.text(`${route}feed.xml`));
        const child = (node, name) => node.children.find((one) => one.name === name);
        assert.equal(atom.name, "feed");
        for (const name of ["title", "id", "updated"]) assert.ok(child(atom, name)?.text, `${route}feed.xml has no ${name}`);
        const entries = atom.children.filter((node) => node.name === "entry");
        assert.deepEqual(entries.map((entry) => child(entry, "link").attributes.href), wanted, `${route}feed.xml`);
        for (const entry of entries) for (const name of ["title", "id", "updated"]) assert.ok(child(entry, name)?.text, `${route}feed.xml: an entry without ${name}`);
        const json = JSON.parse(site.text(`${route}feed.json`));
        assert.equal(json.version, "https://jsonfeed.org/version/1.1");
        assert.equal(json.feed_url, `${BASE}${route}feed.json`);
        assert.deepEqual(json.items.map((item) => item.url), wanted, `${route}feed.json`);
        assert.ok(json.items.every((item) => item.id && item.title && (item.content_html || item.summary || item.content_text)));
        // Full text in the site's feed, summaries in the terms'.
        if (route === "") assert.ok(json.items.every((item) => item.content_html));
      }
    });

    test("the sitemap parses and names exactly the pages that may be found", async () => {
      const sitemap = await readXml(site.page, site.text("sitemap.xml"));
      const found = sitemap.children.map((url) => below(url.children.find((node) => node.name === "loc").text));
      assert.equal(new Set(found).size, found.length, "a page twice");
      const isWorthFinding = (route) => !/name="robots" content="noindex"/.test(site.text(`${route}index.html`));
      const wanted = [...site.pages.keys()].filter(isWorthFinding);
      sameSet(found, wanted, "sitemap.xml");
    });

    test("the manifest and robots.txt hold together", () => {
      const manifest = JSON.parse(site.text("manifest.webmanifest"));
      assert.ok(manifest.name && manifest.icons.length >= 2);
      for (const { src } of manifest.icons) assert.ok(site.files.includes(below(new URL(src, `${BASE}manifest.webmanifest`).href)), src);
      assert.match(site.text("robots.txt"), /Sitemap: https:\/\/example\.org\/sitemap\.xml/);
    });

    test("every page has its own title, and says where it lies", () => {
      for (const [route, { title, canonical }] of site.pages) {
        assert.ok(title, route);
        assert.equal(canonical, BASE + route);
      }
      const articleTitles = articles.map(({ route }) => site.pages.get(route).title);
      for (const [i, article] of articles.entries()) assert.ok(articleTitles[i].startsWith(`${article.title} - `), articleTitles[i]);
    });
  });
}
