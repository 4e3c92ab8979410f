// Folds the strings of a JSON file with the module's own function; prints JSON.
import fs from "node:fs";
const here = new URL("../../../src/search/", import.meta.url);
const source = fs.readFileSync(new URL("search.js", here), "utf8").replaceAll("import.meta.url", '"https://site.test/search/search.js"');
const add = `
export { fold, foreign };
export function use(pairs) { table = new Map(); for (let i = 0; i < pairs.length; i += 2) table.set(pairs[i], pairs[i + 1]); }
`;
const { fold, foreign, use } = await import(`data:text/javascript,${encodeURIComponent(source + add)}`);
const pairs = [...fs.readFileSync(new URL("fold.txt", here), "utf8")];
// Every traditional character must call for the table.
for (let i = 0; i < pairs.length; i += 2) if (!foreign(pairs[i])) throw new Error(`not noticed: ${pairs[i]}`);
for (const c of "的一是社区年镕喆垃圾") if (foreign(c)) throw new Error(`noticed: ${c}`);
use(pairs);
const strings = JSON.parse(fs.readFileSync(process.argv[2]));
console.log(JSON.stringify(strings.map((s) => { const f = fold(s); return [f.chars.join(""), f.from.map((a, i) => [a, f.to[i]])]; })));
