// Runs queries in Chromium against a site and counts what each costs.
//
//     node measure.mjs ENGINE SITE QUERIES.json
//
// ENGINE is banbao or pagefind, QUERIES a list of { query }. Prints a list, one for each query: milliseconds cold (in a
// context of its own: nothing cached, no code compiled) and warm, bytes and requests of the cold one counted at the
// server, the waves these came in, and the numbers of the articles found, the near ones apart. The server answers on
// the loopback and compresses text, as static hosts do.

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";

const { chromium } = createRequire(new URL("../../browser/", import.meta.url))("playwright-core");
const [engine, folder, list] = process.argv.slice(2), site = resolve(folder);
const queries = JSON.parse(readFileSync(list));
const MODULE = { banbao: "/search/search.js", pagefind: "/pagefind/pagefind.js" }[engine];
const EMPTY = "/an-empty-page", WAVE = 120;
const KINDS = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm" };

// ---- The server

const packed = new Map();
let bytes = 0, requests = 0;

/** What a host would send: { type, body, coded }, or nothing. */
function answer(path) {
  if (path === EMPTY) return { type: KINDS[".html"], body: Buffer.from("<!doctype html><title>empty</title>") };
  let file = join(site, path);
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  if (!file.startsWith(site) || !existsSync(file)) return null;
  const type = KINDS[extname(file)] ?? "application/octet-stream", coded = extname(file) in KINDS && extname(file) !== ".wasm";
  if (!packed.has(file)) packed.set(file, coded ? gzipSync(readFileSync(file)) : readFileSync(file));
  return { type, coded, body: packed.get(file) };
}

const pathOf = (url) => decodeURIComponent(new URL(url, "http://localhost").pathname);
const server = createServer((request, response) => {
  const found = answer(pathOf(request.url));
  if (!found) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": found.type, ...(found.coded ? { "content-encoding": "gzip" } : {}) });
  bytes += found.body.length;
  requests++;
  response.end(found.body);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

// ---- The page

const flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });

/** In the page: five results as a reader sees them first; with `all`, the addresses of all others too. */
async function ask({ engine, module, query, all }) {
  const start = performance.now(), api = await import(module);
  if (engine === "banbao") {
    await api.search(query, { limit: 5 });
    const ms = performance.now() - start;
    return { ms, hits: all ? (await api.search(query, { limit: 100_000, bare: true })).hits.map(({ url, near }) => [url, near]) : [] };
  }
  const { results } = await api.search(query);
  await Promise.all(results.slice(0, 5).map((result) => result.data()));
  return { ms: performance.now() - start, hits: results.map(({ id }) => [id, false]) };
}

/** A page in a context of its own, and what asks there. */
async function fresh(prepare = () => {}) {
  const context = await browser.newContext(), page = await context.newPage();
  await page.goto(origin + EMPTY);
  await prepare(page);
  return { asks: (query, all = false) => page.evaluate(ask, { engine, module: MODULE, query, all }), close: () => context.close() };
}

/** How many times a query waits for the network: all that is asked for is answered only when nothing more is asked. */
async function waves(query) {
  let count = 0, timer, held = [];
  const release = () => {
    const all = held;
    held = [];
    count++;
    for (const route of all) {
      const found = answer(pathOf(route.request().url()));
      route.fulfill(found ? { status: 200, contentType: found.type, body: found.coded ? gunzipSync(found.body) : found.body } : { status: 404 });
    }
  };
  const page = await fresh((page) => page.context().route("**", (route) => {
    held.push(route);
    clearTimeout(timer);
    timer = setTimeout(release, WAVE);
  }));
  await page.asks(query);
  await page.close();
  return count;
}

// ---- What the engine calls an article → its number

const numbers = new Map();
if (engine === "pagefind") {
  for (const file of readdirSync(join(site, "pagefind/fragment"))) {
    const text = gunzipSync(readFileSync(join(site, "pagefind/fragment", file))).toString();
    numbers.set(file.split(".")[0], JSON.parse(text.slice(text.indexOf("{"))).url);
  }
}
const number = (name) => Number(/(\d{6})/.exec(numbers.get(name) ?? name)?.[1]);

const rows = [];
for (const [nth, { query }] of queries.entries()) {
  const page = await fresh();
  bytes = requests = 0;
  const cold = await page.asks(query), row = { cold: cold.ms, bytes, requests };
  row.warm = (await page.asks(query)).ms;
  const hits = (await page.asks(query, true)).hits.map(([name, near]) => [number(name), near]);
  row.found = hits.filter(([, near]) => !near).map(([article]) => article);
  row.near = hits.filter(([, near]) => near).map(([article]) => article);
  await page.close();
  // The browser's patience is the cost here, so one query in eight must do.
  if (nth % 8 === 0) row.waves = await waves(query);
  rows.push(row);
}
await browser.close();
server.close();
console.log(JSON.stringify(rows));
