// axe-core on every page kind: light, dark, large print. WCAG 2.0–2.2 A and AA, best practice, and AAA contrast (R3).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, describe, test } from "node:test";
import { bulletin } from "./bulletin.mjs";
import { build, filesOf, kindsOf, openPage, sampleSources, serveFolder } from "./harness.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let pages, origins;

before(async () => {
  pages = [];
  origins = [];
  for (const [name, root] of [["sample", await sampleSources()], ["bulletin", await bulletin()]]) {
    const output = build(root);
    const address = await serveFolder(output);
    origins.push(new URL(address).origin);
    for (const [kind, route] of kindsOf(await filesOf(output))) {
      // Of the bulletin, what the sample has no like of: pages of long lists and the article with everything.
      if (name === "bulletin" && !["home", "communities", "secondPage"].includes(kind)) continue;
      pages.push([`${name}: ${kind}`, address + route]);
    }
    if (name === "bulletin") pages.push([`${name}: everything`, address + (await filesOf(output)).find((file) => file.endsWith("/a1/index.html")).replace("index.html", "")]);
  }
});

/** What axe has to say about one page. */
async function violations(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      rules: { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } },
      resultTypes: ["violations"],
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, any }) => `${id}: ${target.join(" ")} ${any[0]?.message ?? ""}`));
}

describe("axe finds nothing", () => {
  for (const [name, options] of [
    ["in light", { colorScheme: "light" }],
    ["in dark", { colorScheme: "dark" }],
    ["in large print on a wide screen", { colorScheme: "light", size: "large", viewport: { width: 1280, height: 900 } }],
    ["in the largest print, dark, by the switches", { colorScheme: "light", size: "huge", theme: "dark" }],
  ]) {
    test(name, { timeout: 240_000 }, async () => {
      const { size, theme, ...context } = options;
      const localStorage = [...(size ? [{ name: "banbao-size", value: size }] : []), ...(theme ? [{ name: "banbao-theme", value: theme }] : [])];
      const page = await openPage({ ...context, storageState: { cookies: [], origins: origins.map((origin) => ({ origin, localStorage })) } });
      const found = [];
      for (const [kind, url] of pages) {
        await page.goto(url);
        // What a reader may open is looked at too.
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
        found.push(...(await violations(page)).map((violation) => `${kind}: ${violation}`));
      }
      await page.context().close();
      assert.deepEqual(found, []);
    });
  }
});
