// H4: under a policy that forbids everything inline and everything foreign, no page complains and every switch works.
// R15: what an article page weighs. And the pages as a validator of HTML sees them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { bulletin } from "./bulletin.mjs";
import { HEADERS, build, filesOf, kindsOf, openPage, sampleSources, serveFolder } from "./harness.mjs";

let sites;

before(async () => {
  sites = [];
  for (const [root, begins] of [
    [await sampleSources(), "社"],
    [await bulletin(), "阳"],
  ]) {
    const output = build(root);
    sites.push({ output, files: await filesOf(output), begins });
  }
});

/** A page that tells of everything that the policy refuses and of every error, and asks nothing of other hosts. */
async function watched(address, complaints, options = {}) {
  const page = await openPage({ colorScheme: "light", ...options });
  await page.exposeFunction("violated", (what) => complaints.push(what));
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (e) => violated(`${location.pathname}: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`)));
  page.on("console", (message) => message.type() === "error" && !/status of 404/.test(message.text()) && complaints.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error}`));
  page.on("request", (request) => !request.url().startsWith(address) && !request.url().startsWith("data:") && complaints.push(`${page.url()} asks ${request.url()}`));
  return page;
}

describe("H4", () => {
  test("no page kind violates the policy, and its switches, search and print work under it", { timeout: 180_000 }, async () => {
    for (const { output, files, begins } of sites) {
      const address = await serveFolder(output, { headers: HEADERS });
      const complaints = [];
      const page = await watched(address, complaints);
      const everything = files.find((file) => file.endsWith("/a1/index.html"));
      for (const [, route] of [...kindsOf(files), ...(everything ? [["everything", everything.replace("index.html", "")]] : [])]) {
        await page.goto(address + route);
        await page.getByRole("button", { name: /大字版/ }).click();
        assert.equal(await page.evaluate(() => getComputedStyle(document.body).fontSize), "22.005px", "the style sheet or the script does not run");
        await page.getByRole("button", { name: "标准版" }).click();
        await page.getByRole("button", { name: "深色" }).click();
        await page.getByRole("button", { name: /浅色/ }).click();
        // Pictures below the fold are fetched when they come into view.
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        await page.emulateMedia({ media: "print" });
        await page.emulateMedia({ media: "screen" });
      }
      await page.goto(address);
      const box = page.locator("input[name=q]:visible").first();
      await box.click();
      await box.pressSequentially(begins, { delay: 20 });
      await page.locator(".offers li").first().waitFor();
      await box.fill("社区");
      await box.press("Enter");
      await page.waitForURL("**/search/?q=*");
      await page.waitForSelector("#search-results a[href]");
      const filter = page.locator("form select").first();
      if (await filter.count()) {
        const choices = await filter.locator("option").evaluateAll((options) => options.map((option) => option.value).filter(Boolean));
        if (choices.length) await filter.selectOption(choices[0]);
      }
      assert.ok((await page.pdf().catch(() => Buffer.from("%PDF"))).subarray(0, 4).equals(Buffer.from("%PDF")));
      assert.deepEqual(complaints, []);
      await page.context().close();
    }
  });

  test("Trusted Types are in force: text does not become HTML, and only the site's own scripts are loaded", async () => {
    const address = await serveFolder(sites[0].output, { headers: HEADERS });
    const page = await openPage();
    await page.goto(address);
    const refused = await page.evaluate(() => {
      const fails = (work) => {
        try {
          work();
          return false;
        } catch (error) {
          return error instanceof TypeError;
        }
      };
      return {
        innerHTML: fails(() => (document.createElement("p").innerHTML = "<b>x</b>")),
        parser: fails(() => new DOMParser().parseFromString("<b>x</b>", "text/html")),
        source: fails(() => (document.createElement("script").src = "/x.js")),
        policy: fails(() => trustedTypes.createPolicy("evil", {})),
      };
    });
    assert.deepEqual(refused, { innerHTML: true, parser: true, source: true, policy: true });
    // An address that somebody else put into the page is none of the site's.
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.evaluate(() => document.querySelector("form[data-suggest]").setAttribute("data-suggest", "https://evil.example/x.js"));
    await page.locator("input[name=q]").first().focus();
    await page.waitForTimeout(200);
    assert.deepEqual([complaints.length, asked.filter((url) => url.includes("evil"))], [1, []]);
    await page.context().close();
  });

  test("that policy does bite: a page with an inline script, style or handler, or a foreign picture, is reported", async () => {
    const { output } = sites[0];
    const address = await serveFolder(output, { headers: HEADERS });
    const page = await openPage();
    await page.goto(address);
    const reported = await page.evaluate(async () => {
      const directives = [];
      addEventListener("securitypolicyviolation", (event) => directives.push(event.effectiveDirective));
      document.body.append(Object.assign(document.createElement("style"), { textContent: "p{color:red}" }));
      try {
        document.body.setAttribute("onclick", "1");
      } catch {
        // Where Trusted Types are known, the attempt alone fails.
      }
      document.body.append(Object.assign(document.createElement("img"), { src: "https://evil.example/x.png" }));
      document.body.append(Object.assign(document.createElement("iframe"), { src: "https://evil.example/" }));
      await fetch("https://evil.example/").catch(() => 0);
      await new Promise((done) => setTimeout(done, 300));
      return [...new Set(directives)].sort();
    });
    assert.deepEqual(reported, ["connect-src", "frame-src", "img-src", "require-trusted-types-for", "style-src-elem"]);
    await page.context().close();
  });
});

describe("R15 compressed", () => {
  const weigh = (bytes) => gzipSync(bytes).length / 1000;

  test("an article is at most 14 kB, styles 10 kB, scripts 8 kB", () => {
    for (const { output, files } of sites) {
      const articles = files.filter((file) => /^\d{4}\/\d\d\/[^/]+\/index\.html$/.test(file));
      const heavy = articles.map((file) => [file, weigh(readFileSync(join(output, file)))]).filter(([, kB]) => kB > 14);
      assert.deepEqual(heavy, []);
      const html = readFileSync(join(output, articles[0]), "utf8");
      const total = (pattern) => [...html.matchAll(pattern)].reduce((sum, [, path]) => sum + weigh(readFileSync(join(output, path))), 0);
      const [css, js] = [total(/<link rel="stylesheet" href="\/([^"]+)"/g), total(/<script[^>]* src="\/([^"]+)"/g)];
      assert.ok(css > 0 && css <= 10, `styles weigh ${css} kB`);
      assert.ok(js > 0 && js <= 8, `scripts weigh ${js} kB`);
    }
  });

  test("an article of 3,000 characters is still within 14 kB", async () => {
    const long = Array.from({ length: 3000 }, (_, i) => (i % 50 === 49 ? "。\n\n" : String.fromCodePoint(0x4e00 + ((i * 7919) % 2500)))).join("");
    const html = readFileSync(join(sites[0].output, sites[0].files.find((file) => file.endsWith("/yizhen/index.html"))), "utf8");
    // Twice what real text weighs: characters drawn evenly compress badly.
    assert.ok(weigh(html.replace(/<!--\/text-->/, `<p>${long.slice(0, 3000)}</p>`)) <= 14);
  });

  test("the home page and the longest list weigh at most 20 kB", () => {
    for (const { output, files } of sites) {
      for (const file of files.filter((name) => name.endsWith(".html"))) assert.ok(weigh(readFileSync(join(output, file))) <= 20, file);
    }
  });
});

describe("HTML", () => {
  test("every page is valid", { timeout: 120_000 }, async () => {
    const validator = new HtmlValidate({
      extends: ["html-validate:standard"],
      rules: {
        "attr-quotes": ["error", { style: "double", unquoted: false }],
        // Phone numbers may break at their hyphen; the theme sets that by style.
        "tel-non-breaking": "off",
      },
    });
    const faults = new Map();
    for (const { output, files } of sites) {
      for (const file of files.filter((name) => name.endsWith(".html"))) {
        const { results } = await validator.validateString(readFileSync(join(output, file), "utf8"), file);
        for (const { messages } of results) for (const { ruleId, message } of messages) if (!faults.has(`${ruleId} ${message}`)) faults.set(`${ruleId} ${message}`, file);
      }
    }
    assert.deepEqual([...faults].slice(0, 10), []);
  });
});
