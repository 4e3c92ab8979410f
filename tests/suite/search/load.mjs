// Imports a built site's search module into Node, with a fetch over its files.
//   const { module, counts } = await load("DIR", { base: "/a/b/", delay: 0 })
import fs from "node:fs/promises";
import path from "node:path";
import zlib from "node:zlib";

const TEXT = new Set([".html", ".js", ".json", ".txt"]);

export async function load(dir, { base = "/", delay = 0 } = {}) {
  const origin = "https://site.test", counts = { bytes: 0, requests: 0, log: [] };
  globalThis.fetch = async (url) => {
    const { pathname } = new URL(url);
    counts.requests++;
    if (delay) await new Promise((r) => setTimeout(r, delay));
    let file = path.join(dir, decodeURIComponent(pathname.slice(base.length - 1)));
    if (pathname.endsWith("/")) file = path.join(file, "index.html");
    let data;
    try { data = await fs.readFile(file); } catch { return new Response("", { status: 404 }); }
    const size = TEXT.has(path.extname(file)) ? zlib.gzipSync(data).length : data.length;
    counts.bytes += size;
    counts.log.push([pathname, size]);
    return new Response(data);
  };
  const source = await fs.readFile(path.join(dir, "search/search.js"), "utf8");
  const placed = source.replaceAll("import.meta.url", JSON.stringify(`${origin}${base}search/search.js`));
  const fresh = () => import(`data:text/javascript,${encodeURIComponent(placed)}//${Math.random()}`);
  return { fresh, counts, gzip: zlib.gzipSync(source).length };
}
