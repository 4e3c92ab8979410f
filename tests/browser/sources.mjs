// The oracle: reads a site's sources with a YAML parser that banbao does not use, and says what its lists must hold.
// Knows only what the sample and the generated site use; it is not a second banbao.

import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { filesOf } from "./harness.mjs";

export const KINDS = ["communities", "programs", "authors", "tags"];
const FIELDS = { communities: "community", programs: "program", authors: "author", tags: "tags" };
const RESERVED = [...KINDS, "issues", "pages", "static"];

const frontMatter = (text) => parse(/^---\n([\s\S]*?)\n---(\n|$)/.exec(text)[1]) ?? {};
const list = (value) => (value === undefined || value === null || value === "" ? [] : [value].flat());
/** The names under `author`, which may be a map of roles. */
const names = (value) => (value && typeof value === "object" && !Array.isArray(value) ? Object.values(value).flatMap(list) : list(value));

/** Seconds of a moment, in the site's zone (+08:00) where it names none. */
function seconds(written) {
  const text = written instanceof Date ? written.toISOString() : String(written);
  if (/[zZ]$|[+-]\d\d:\d\d$/.test(text)) return Date.parse(text) / 1000;
  const [date, time = "00:00"] = text.split(/[ T]/);
  return Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}+08:00`) / 1000;
}

/** The registers, and every article with its route and its terms, newest first and then by route. */
export async function readSources(root) {
  const content = join(root, "content");
  const files = await filesOf(content);
  const registers = {};
  for (const kind of KINDS) {
    registers[kind] = [];
    for (const file of files.filter((name) => name.startsWith(`${kind}/`) && name.endsWith(".md"))) {
      const { name, aliases } = frontMatter(await readFile(join(content, file), "utf8"));
      registers[kind].push({ id: basename(file, ".md"), name, also: list(aliases) });
    }
  }
  const resolve = (kind, written) =>
    registers[kind].find(({ id, name, also }) => [id, name, ...also].includes(String(written)))?.name ?? String(written);
  const articles = [];
  for (const file of files.filter((name) => name.endsWith(".md") && !RESERVED.includes(name.split("/")[0]))) {
    const front = frontMatter(await readFile(join(content, file), "utf8"));
    const at = seconds(front.date);
    const local = new Date((at + 8 * 3600) * 1000).toISOString();
    const id = front.id ?? basename(file, ".md").toLowerCase();
    const terms = {};
    for (const kind of KINDS) terms[kind] = [...new Set(names(front[FIELDS[kind]]).map((name) => resolve(kind, name)))];
    articles.push({ file, title: front.title, pin: Boolean(front.pin), at, route: `${local.slice(0, 4)}/${local.slice(5, 7)}/${id}/`, terms });
  }
  articles.sort((a, b) => b.at - a.at || (a.route < b.route ? -1 : 1));
  return { registers, articles };
}

/** The articles of one term, in the order of its page. */
export const articlesOf = (articles, kind, name) => articles.filter((article) => article.terms[kind].includes(name));

/** Every term that a site must have a page for: the registered ones, and those that articles name. */
export function termsOf({ registers, articles }, kind) {
  return [...new Set([...registers[kind].map(({ name }) => name), ...articles.flatMap((article) => article.terms[kind])])];
}
