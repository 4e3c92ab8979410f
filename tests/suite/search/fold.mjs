// Folds the strings of a JSON file with the module's own function; prints JSON.
import fs from "node:fs";
const here = new URL("../../../src/search/", import.meta.url);
const parts = fs.readdirSync(new URL("module/", here)).sort().map((name) => fs.readFileSync(new URL(`module/${name}`, here), "utf8"));
const source = parts.join("").replaceAll("import.meta.url", '"https://site.test/search/search.js"');
const add = `
export { fold, charsOf, placeOf, foreign, USUAL as usual };
export function use(pairs) { learn(pairs); whole = true; }
`;
const { fold, charsOf, placeOf, foreign, use, usual } = await import(`data:text/javascript,${encodeURIComponent(source + add)}`);
const pairs = [...fs.readFileSync(new URL("../fold.txt", here), "utf8")];
// Every traditional character must call for the table or be in the module, alike.
for (let i = 0; i < pairs.length; i += 2) {
  const own = fold(pairs[i]).text;
  if (own !== pairs[i + 1] && !(own === pairs[i] && foreign(own))) throw new Error(`not noticed: ${pairs[i]}`);
}
if ([...usual].some((c, i, all) => i % 2 === 0 && pairs[pairs.indexOf(c) + 1] !== all[i + 1])) throw new Error("the module's own pairs are not the table's");
for (const c of "的一是社区年镕喆垃圾") if (foreign(c)) throw new Error(`noticed: ${c}`);
use(pairs);
const strings = JSON.parse(fs.readFileSync(process.argv[2]));
function places(folded) {
  let unit = 0;
  return charsOf(folded).chars.map((c) => [placeOf(folded, unit, 0), placeOf(folded, (unit += c.length) - 1, 1)]);
}
console.log(JSON.stringify(strings.map((s) => [fold(s).text, places(fold(s))])));
