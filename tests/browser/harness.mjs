// What every test here stands on: a built site, a server that adds nothing, and Chromium.
// The server compresses nothing, redirects nothing and guesses nothing: an address that a plain host would
// have to mend is a fault of the site.

import { deepEqual } from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { cp, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve, sep } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const project = fileURLToPath(new URL("../../", import.meta.url));
export const program = resolve(process.env.BANBAO ?? join(project, "target/release/banbao"));

/** The moment that stands for now: the same as in the Rust tests. */
export const NOW = "2024-09-01 12:00";

/** Every header that the program tells a host to send (H4), by lower-case name. */
export const HEADERS = Object.fromEntries(
  execFileSync(program, ["schema", "headers"], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
);

/** The policy among them. */
export const POLICY = HEADERS["content-security-policy"];

const KINDS = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
};

// What must be undone when the tests of a file are over, the last first. One hook at the root: a hook that is
// made inside a test would run at the end of that test.
const undo = [];
after(async () => {
  for (const step of undo.reverse()) await step();
});

/** A folder that is gone when the tests of this file are over. */
export async function temporary() {
  const folder = await mkdtemp(join(tmpdir(), "banbao-"));
  undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A copy of the sample site's sources, with lines added to its `site.yaml`. */
export async function sampleSources(more = "") {
  const root = await temporary();
  await cp(join(project, "content"), join(root, "content"), { recursive: true });
  await cp(join(project, "themes"), join(root, "themes"), { recursive: true });
  if (more) {
    const config = join(root, "content/site.yaml");
    await writeFile(config, `${await readFile(config, "utf8")}\n${more}\n`);
  }
  return root;
}

/** Builds a site and gives the folder it was built into. */
export function build(root, ...more) {
  const output = join(root, "public");
  try {
    execFileSync(program, ["--root", root, "build", "--strict", "--now", NOW, "--output", output, ...more], { stdio: "pipe" });
  } catch (failure) {
    throw new Error(`banbao build failed:\n${failure.stderr ?? failure}`);
  }
  return output;
}

/** Every file below a folder, with `/`, sorted. */
export async function filesOf(folder, below = "") {
  const found = [];
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) found.push(...(await filesOf(folder, path)));
    else found.push(path);
  }
  return found.sort();
}

/** Serves a folder under a path; gives the address of that path. */
export async function serveFolder(folder, { base = "/", headers = {} } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    let file = path.startsWith(base) ? join(folder, path.slice(base.length)) : null;
    if (file && path.endsWith("/")) file = join(file, "index.html");
    const inside = file && (file + sep).startsWith(resolve(folder) + sep);
    const found = inside && (await stat(file).catch(() => null))?.isFile();
    const shown = found ? file : join(folder, "404.html");
    response.writeHead(found ? 200 : 404, { "content-type": KINDS[extname(shown)] ?? "application/octet-stream", ...headers });
    if (existsSync(shown)) createReadStream(shown).pipe(response);
    else response.end();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}${base}`;
}

let browser;

/** Chromium, one for all tests of a file. */
export async function chrome() {
  if (browser) return browser;
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) throw new Error(`there is no browser at ${executablePath}; tests/run finds or installs one`);
  browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--allow-file-access-from-files",
    ],
  });
  undo.push(() => browser.close());
  return browser;
}

/** A page in a context of its own; `options` as Playwright's `newContext`. */
export async function openPage(options = {}) {
  const context = await (await chrome()).newContext({ locale: "zh-CN", viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

/** One page of each kind, by what it is; `pages` are the routes of a built site. */
export function kindsOf(files) {
  const routes = files.filter((file) => file.endsWith("index.html")).map((file) => file.slice(0, -"index.html".length));
  const first = (pattern) => routes.find((route) => pattern.test(route));
  const kinds = {
    home: "",
    news: "news/",
    article: first(/^\d{4}\/\d\d\/[^/]+\/$/),
    communities: "communities/",
    community: first(/^communities\/[^/]+\/$/),
    programs: "programs/",
    program: first(/^programs\/[^/]+\/$/),
    authors: "authors/",
    author: first(/^authors\/[^/]+\/$/),
    tags: "tags/",
    tag: first(/^tags\/[^/]+\/$/),
    archive: "archive/",
    year: first(/^archive\/\d{4}\/$/),
    month: first(/^archive\/\d{4}\/\d\d\/$/),
    issues: "issues/",
    issue: first(/^issues\/[^/]+\/$/),
    search: "search/",
    page: first(/^about\/$/),
    guide: first(/^guide\/$/),
    secondPage: first(/^news\/page\/2\/$/),
    missing: "404.html",
  };
  return Object.entries(kinds).filter(([, route]) => route !== undefined);
}

/**
 * Reads pages as the browser's own parser does, without running them: many at once, since that is cheap.
 * `pages` are `{ url, html }`; addresses in the answer are whole.
 */
export async function readPages(page, pages) {
  return page.evaluate((given) => {
    const parser = new DOMParser();
    return given.map(({ url, html }) => {
      const doc = parser.parseFromString(html, "text/html");
      const absolute = (value) => new URL(value, url).href;
      const all = (selector) => [...doc.querySelectorAll(selector)];
      const resources = [
        ...all("img[src], script[src], audio[src], video[src], source[src], iframe[src]").map((e) => e.getAttribute("src")),
        ...all("link[href]:not([rel=canonical])").map((e) => e.getAttribute("href")),
        ...all("img[srcset], source[srcset]").flatMap((e) => e.getAttribute("srcset").split(",").map((part) => part.trim().split(/\s+/)[0])),
      ];
      return {
        url,
        lang: doc.documentElement.lang,
        title: doc.title,
        headings: all("h1, h2, h3, h4, h5, h6").map((e) => ({ level: Number(e.tagName[1]), text: e.textContent.trim() })),
        written: all("a[href], area[href], form[action]").map((e) => e.getAttribute("href") ?? e.getAttribute("action")),
        links: all("a[href], area[href], form[action]").map((e) => absolute(e.getAttribute("href") ?? e.getAttribute("action"))),
        main: all("main a[href]").map((e) => absolute(e.getAttribute("href"))),
        chips: all("main a[href]").map((e) => ({ url: absolute(e.getAttribute("href")), text: e.textContent.trim() })),
        resources: resources.map(absolute),
        ids: all("[id]").map((e) => e.id),
        withoutAlt: all("img:not([alt])").map((e) => e.outerHTML),
        landmarks: ["header", "main", "footer"].filter((name) => !doc.querySelector(name)),
        namelessNavs: all("nav:not([aria-label]):not([aria-labelledby])").length,
        canonical: doc.querySelector("link[rel=canonical]")?.href,
        handlers: all("*").filter((e) => [...e.attributes].some((a) => a.name.startsWith("on") || a.name === "style")).length,
        inline: all("style, script:not([src])").filter((e) => e.type !== "application/ld+json").length,
      };
    });
  }, pages);
}

/** Parses XML in the browser; gives nodes as `{ name, attributes, text, children }`, or throws. */
export async function readXml(page, text) {
  return page.evaluate((xml) => {
    const doc = new DOMParser().parseFromString(xml, "application/xml");
    const fault = doc.querySelector("parsererror");
    if (fault) throw new Error(fault.textContent);
    const plain = (node) => ({
      name: node.localName,
      attributes: Object.fromEntries([...node.attributes].map((a) => [a.name, a.value])),
      text: node.children.length ? "" : node.textContent,
      children: [...node.children].map(plain),
    });
    return plain(doc.documentElement);
  }, text);
}

/** `banbao serve` on a free port; gives its address, what it says, and a way to end it. */
export async function preview(root, ...more) {
  const child = spawn(program, ["--root", root, "serve", "--port", "0", ...more], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", err: "" };
  child.stdout.on("data", (bytes) => (said.out += bytes));
  child.stderr.on("data", (bytes) => (said.err += bytes));
  const ended = new Promise((done) => child.on("exit", (code, signal) => done({ code, signal })));
  undo.push(() => child.exitCode === null && child.kill("SIGKILL"));
  await until(() => said.out.includes("\n") || child.exitCode !== null, "the preview's address");
  if (child.exitCode !== null) throw new Error(`banbao serve ended:\n${said.err}`);
  return { url: said.out.trim().split("\n")[0], said, process: child, ended };
}

/** Waits until something holds; `what` may be asked for when the wait is over. */
export async function until(holds, what, seconds = 15) {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${typeof what === "function" ? await what() : what}`);
    await new Promise((next) => setTimeout(next, 25));
  }
}

/** Compares two lists as sets; a failure shows only what is missing and what is too much. */
export function sameSet(actual, expected, what = "") {
  const [is, wanted] = [new Set(actual), new Set(expected)];
  const missing = [...wanted].filter((one) => !is.has(one));
  const surplus = [...is].filter((one) => !wanted.has(one));
  deepEqual({ missing, surplus }, { missing: [], surplus: [] }, what && `${what}: missing ${missing.join(", ")}; too much ${surplus.join(", ")}`);
}
