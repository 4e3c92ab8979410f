// Runs queries through a site's module and prints what it finds; then, with "bad", bad input.
//   node oracle.mjs SITE QUERIES.json [bad]
import fs from "node:fs/promises";
import path from "node:path";
import { load } from "./load.mjs";
const [dir, file, bad] = process.argv.slice(2);
const { fresh } = await load(dir, { base: "/a/b/" });
const m = await fresh();
if (!bad) {
  const results = [];
  for (const [q, options] of JSON.parse(await fs.readFile(file))) {
    const r = await m.search(q, options);
    for (const hit of r.hits) hit.url = hit.url.replace("/a/b/", "/");
    results.push(r);
  }
  console.log(JSON.stringify(results));
} else {
  const must = (ok, what) => { if (!ok) throw new Error(what); };
  for (const q of [" ", "", null, undefined, 7, "长".repeat(10000), "a".repeat(10000), "\" ".repeat(5000), ".*+?^${}()|[]\\", "\ud83d", "\udc00a\ud800垃", "，。！？", "“”", "“", "的", "的 了", "\0", "\u200b"]) {
    const r = await m.search(q);
    must(Array.isArray(r.hits) && Number.isInteger(r.total), JSON.stringify(q));
  }
  const search = path.join(dir, "search"), site = /const SITE = (.*);/.exec(await fs.readFile(path.join(search, "search.js"), "utf8"))[1];
  const shards = path.join(search, JSON.parse(site).segments[0].dir);
  const code = async (q) => { try { await (await fresh()).search(q); return "none"; } catch (e) { return e.code; } };
  const files = (await fs.readdir(shards)).filter((f) => /^[pc]/.test(f));
  const kept = new Map();
  for (const f of files) kept.set(f, await fs.readFile(path.join(shards, f)));
  for (const f of files) await fs.writeFile(path.join(shards, f), kept.get(f).subarray(0, -1));
  must(await code("社区") === "missing", "truncated");
  for (const f of files) await fs.writeFile(path.join(shards, f), "<!doctype html><title>404</title>");
  must(await code("社区") === "missing", "not the index");
  for (const f of files) await fs.rm(path.join(shards, f));
  must(await code("社区") === "missing", "gone");
  // A page with an old module on a new site: the module in memory names a folder that is gone.
  const old = await fresh();
  for (const f of files) await fs.writeFile(path.join(shards, f), kept.get(f));
  await fs.rename(shards, `${shards.slice(0, -12)}aaaaaaaaaaaa`);
  const js = path.join(search, "search.js");
  await fs.writeFile(js, (await fs.readFile(js, "utf8")).replaceAll(path.basename(shards), "aaaaaaaaaaaa"));
  must((await old.search("社区")).total > 0, "a new build is found");
  await fs.rm(`${shards.slice(0, -12)}aaaaaaaaaaaa`, { recursive: true });
  await fs.writeFile(js, (await fs.readFile(js, "utf8")).replaceAll("aaaaaaaaaaaa", "bbbbbbbbbbbb"));
  try { await old.search("居民"); must(false, "no error"); } catch (e) { must(e.code === "stale", `stale: ${e.code} ${e.message}`); }
  console.log("1 passed, 0 failed");
}
