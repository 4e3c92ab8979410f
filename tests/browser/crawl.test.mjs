// H1: under `/`, under `/repo/` and from a folder opened with file://, every page is reached from the home page,
// every inside link, picture, style and script resolves, nothing comes from elsewhere, nothing complains.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, filesOf, openPage, readPages, sameSet, sampleSources, serveFolder } from "./harness.mjs";
import { bulletin } from "./bulletin.mjs";

/** Addresses outside the site that a page may link to; nothing is ever fetched from there. */
const OUTSIDE = /^(https:\/\/beian\.m(iit|ps)\.gov\.cn\/|https:\/\/example\.(org|com)\/|tel:|mailto:)/;

/** The file of the output that an address stands for, or null when it is outside. */
const fileAt = (base, file) => (address) => {
  const url = new URL(address);
  url.hash = "";
  url.search = "";
  if (!url.href.startsWith(base)) return null;
  const below = decodeURIComponent(url.href.slice(base.length));
  return file(below);
};
const served = (below) => (below === "" || below.endsWith("/") ? `${below}index.html` : below);
const opened = (below) => below;

/** Goes from the home page to every page, in the browser; gives what was read and what went wrong. */
async function crawl(page, base, output, fileOf, start) {
  const complaints = [];
  const asked = new Set();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error}`));
  page.on("dialog", (dialog) => complaints.push(`${page.url()}: a dialog: ${dialog.message()}`));
  page.on("request", (request) => asked.add(request.url()));
  const reached = new Map();
  const queue = [start];
  for (const url of queue) {
    const file = fileOf(url);
    if (reached.has(file)) continue;
    const response = await page.goto(url, { waitUntil: "load" });
    if (response && response.status() >= 400) complaints.push(`${url}: status ${response.status()}`);
    const [read] = await readPages(page, [{ url, html: readFileSync(join(output, file), "utf8") }]);
    reached.set(file, read);
    for (const link of read.links) {
      const to = fileOf(link);
      if (to?.endsWith(".html") && existsSync(join(output, to))) queue.push(link.split("#")[0]);
    }
  }
  const foreign = [...asked].filter((url) => fileOf(url) === null && !url.startsWith("data:"));
  return { reached, complaints, foreign };
}

/** Every address on these pages that leads to nothing. */
function dead(pages, output, fileOf) {
  const faults = [];
  for (const [file, read] of pages) {
    for (const address of [...read.links, ...read.resources]) {
      const to = fileOf(address);
      if (to === null) {
        if (!OUTSIDE.test(address)) faults.push(`${file}: leaves the site: ${address}`);
        continue;
      }
      if (!existsSync(join(output, to)) || to.endsWith("/")) faults.push(`${file}: nothing at ${address}`);
      const part = decodeURIComponent(new URL(address).hash.slice(1));
      if (part && pages.has(to) && !pages.get(to).ids.includes(part)) faults.push(`${file}: no #${part} on ${to}`);
    }
  }
  return faults;
}

/** Pages that a reader should be able to reach: all but the page for wrong addresses and the stubs of old ones. */
async function reachable(output) {
  const pages = (await filesOf(output)).filter((file) => file.endsWith(".html") && file !== "404.html");
  return pages.filter((file) => !/http-equiv="refresh"/i.test(readFileSync(join(output, file), "utf8")));
}

for (const { name, base, more, args, local } of [
  { name: "under /", base: "/", args: [] },
  { name: "under /repo/", base: "/repo/", args: ["--base-url", "https://example.org/repo/"] },
  { name: "from a folder, by file://", more: "links: relative", args: [], local: true },
]) {
  describe(`the sample site ${name}`, () => {
    let output, address, fileOf, found;

    test("every page is reached from the home page without a complaint", { timeout: 180_000 }, async () => {
      output = build(await sampleSources(more), ...args);
      address = local ? pathToFileURL(`${output}/`).href : await serveFolder(output, { base });
      fileOf = fileAt(address, local ? opened : served);
      const page = await openPage();
      found = await crawl(page, address, output, fileOf, local ? `${address}index.html` : address);
      await page.context().close();
      sameSet(found.reached.keys(), await reachable(output));
      assert.deepEqual(found.complaints, []);
    });

    test("nothing is asked of anyone else", () => assert.deepEqual(found.foreign, []));

    test("every link, picture, style and script resolves, and every anchor is there", async () => {
      const page = await openPage();
      const [missing] = await readPages(page, [{ url: `${address}404.html`, html: readFileSync(join(output, "404.html"), "utf8") }]);
      await page.context().close();
      assert.deepEqual(dead(new Map([...found.reached, ["404.html", missing]]), output, fileOf), []);
    });

    test(local ? "inside links are relative and name their file" : "inside links are routes with their final slash", () => {
      const faults = [];
      for (const [file, read] of found.reached) {
        for (const written of read.written.filter((link) => !OUTSIDE.test(link) && !link.startsWith("#"))) {
          const path = written.split("#")[0];
          const isFile = /\.(txt|xml|json|pdf)$/.test(path);
          const right = local ? !path.startsWith("/") && (isFile || path.endsWith(".html")) : path.startsWith(base) && (isFile || path.endsWith("/"));
          if (!right) faults.push(`${file}: ${written}`);
        }
      }
      assert.deepEqual(faults, []);
    });

    if (local) {
      test("the search box of a folder leads to the search page", async () => {
        const page = await openPage();
        await page.goto(`${address}news/index.html`);
        await page.fill("input[name=q]", "导览图");
        await page.press("input[name=q]", "Enter");
        await page.waitForURL((url) => fileURLToPath(url.href.split("?")[0]).endsWith("search/index.html"));
        await page.context().close();
      });
    }
  });
}

describe("a bulletin of 120 communities and 20 programs", () => {
  for (const { name, base, config, local } of [
    { name: "under /a/b/", base: "/a/b/", config: "" },
    { name: "in a folder", base: "/", config: "links: relative\n", local: true },
  ]) {
    test(`resolves in every page ${name}`, { timeout: 180_000 }, async () => {
      const output = build(await bulletin({ config }), ...(base === "/" ? [] : ["--base-url", `https://example.org${base}`]));
      const start = `http://site.test${base}`;
      const fileOf = fileAt(start, local ? opened : served);
      const page = await openPage({ javaScriptEnabled: true });
      const files = (await filesOf(output)).filter((file) => file.endsWith(".html"));
      const read = await readPages(page, files.map((file) => ({ url: `${start}${local ? file : file.replace(/index\.html$/, "")}`, html: readFileSync(join(output, file), "utf8") })));
      await page.context().close();
      const pages = new Map(files.map((file, i) => [file, read[i]]));
      assert.deepEqual(dead(pages, output, fileOf), []);
      const reached = new Set(["index.html"]);
      for (const file of reached) for (const link of pages.get(file).links.map(fileOf)) if (pages.has(link)) reached.add(link);
      sameSet(reached, await reachable(output));
    });
  }
});
