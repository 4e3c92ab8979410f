// R1–R10 and R21, measured on the finished pages: sizes, lines, targets, contrast, no sideways scroll, keyboard,
// reading without scripts, print.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { bulletin } from "./bulletin.mjs";
import { build, filesOf, kindsOf, openPage, project, readPages, sampleSources, serveFolder } from "./harness.mjs";

/** Every page kind, of the sample site and of a bulletin with long lists and everything that Markdown can hold. */
let pages, sites;

before(async () => {
  pages = [];
  sites = [];
  for (const [name, root, more] of [["sample", await sampleSources(), []], ["bulletin", await bulletin(), [["everything", /\/a1\/$/], ["third page", /^communities\/c0\/page\/\d\/$/]]]]) {
    const output = build(root);
    const files = await filesOf(output);
    const address = await serveFolder(output);
    sites.push({ output, files, address });
    const routes = files.filter((file) => file.endsWith("index.html")).map((file) => file.slice(0, -"index.html".length));
    const kinds = [...kindsOf(files), ...more.map(([kind, pattern]) => [kind, routes.find((route) => pattern.test(route))])];
    for (const [kind, route] of kinds) pages.push({ name: `${name}: ${kind}`, kind, url: address + route });
  }
});

/**
 * Visits each page once in one tab, and gathers what each look finds wrong with it. Looks are functions that run in
 * the page, or `async (page) => faults`; they run in order, so a later one may see what an earlier one did.
 */
function survey(options, looks) {
  let done;
  return async (name) => {
    done ??= (async () => {
      const found = Object.fromEntries(Object.keys(looks).map((look) => [look, []]));
      const page = await openPage(typeof options === "function" ? options() : options);
      for (const { name, url } of pages) {
        await page.goto(url);
        for (const [look, run] of Object.entries(looks)) {
          const faults = run.constructor.name === "AsyncFunction" ? await run(page) : await page.evaluate(run);
          found[look].push(...faults.slice(0, 5).map((fault) => `${name}: ${fault}`));
        }
      }
      await page.context().close();
      return found;
    })();
    assert.deepEqual((await done)[name], []);
  };
}

/** Sets the reader's choices before any page is shown, as an earlier visit would have. */
const chosen = (size, theme) => ({
  storageState: {
    cookies: [],
    origins: sites.map(({ address }) => ({
      origin: new URL(address).origin,
      localStorage: [...(size ? [{ name: "banbao-size", value: size }] : []), ...(theme ? [{ name: "banbao-theme", value: theme }] : [])],
    })),
  },
});

/** What of a page is too wide for the window, or cut off. */
const overflow = () => {
  const wide = document.documentElement.clientWidth;
  const faults = [];
  if (document.scrollingElement.scrollWidth > wide) faults.push(`scrolls sideways: ${document.scrollingElement.scrollWidth} px in ${wide} px`);
  const scrolls = (node) => node && node !== document.documentElement && (/auto|scroll/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width === 0 || style.visibility === "hidden" || element.matches(".skip, .skip *") || scrolls(element.parentElement)) continue;
    const shown = `<${element.tagName.toLowerCase()} class="${element.className}">${element.textContent.trim().slice(0, 12)}`;
    if (box.right > wide + 1) faults.push(`reaches to ${Math.round(box.right)} px of ${wide}: ${shown}`);
    const cuts = /hidden|clip/.test(style.overflowX + style.overflowY);
    if (cuts && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) faults.push(`cuts off: ${shown}`);
    // Text that leaves its own box lies over its neighbours. The blank half of a closing mark at a line's end does not:
    // text-spacing-trim takes it away, but Chromium 148 still counts it.
    const blank = /[，。、；：！？）》〉」』】”’]/.test(element.textContent) ? parseFloat(style.fontSize) / 2 : 0;
    if (element.matches("a, button, th, td") && !scrolls(element) && style.display !== "inline" && element.scrollWidth > element.clientWidth + 1 + blank) faults.push(`text wider than its box: ${shown}`);
  }
  return faults;
};

/** Controls that are smaller than a thumb; links inside a sentence of the text are no controls. */
const small = (least) => async (page) => page.evaluate(smaller, least);
const smaller = (least) => {
  const faults = [];
  for (const element of document.querySelectorAll("a[href], button, input, select, summary")) {
    if (element.closest(".text") || element.matches(".skip")) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 || getComputedStyle(element).visibility === "hidden") continue;
    if (box.height < least - 0.5 || box.width < least - 0.5) faults.push(`${box.width.toFixed(1)} × ${box.height.toFixed(1)} px: ${element.outerHTML.slice(0, 80)}`);
  }
  return faults;
};

const bodySize = () => parseFloat(getComputedStyle(document.body).fontSize);

const sizes = () => {
  const faults = [];
  for (const element of document.querySelectorAll("body, body *")) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue.trim());
    const box = element.getBoundingClientRect();
    // Readings above characters are small everywhere; marks of notes and formulas too.
    if (!text || box.width === 0 || element.closest("rt, sup, sub, script")) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    const isBody = element.matches(".text p, .text li, .text td, .card p:not([class]), .contents a, .chips a, .menu a");
    if (size < (isBody ? 18 : 16)) faults.push(`${size} px: ${element.outerHTML.slice(0, 80)}`);
  }
  return faults;
};

const lines = () => {
  const faults = [];
  for (const paragraph of document.querySelectorAll(".text p, .card > p:last-child")) {
    const style = getComputedStyle(paragraph);
    const ratio = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
    if (ratio < 1.695 || ratio > 1.805) faults.push(`line height ${ratio}: ${paragraph.textContent.slice(0, 20)}`);
    const next = paragraph.nextElementSibling;
    if (next?.tagName !== "P" || !paragraph.matches(".text > p")) continue;
    const gap = next.getBoundingClientRect().top - paragraph.getBoundingClientRect().bottom;
    const line = parseFloat(style.lineHeight) - parseFloat(style.fontSize);
    if (gap < 1.3 * line - 0.5) faults.push(`gap ${gap} px after ${paragraph.textContent.slice(0, 20)}`);
  }
  return faults;
};

const zoom = () => {
  const { content } = document.querySelector("meta[name=viewport]");
  return /user-scalable|maximum-scale/.test(content) ? [content] : [];
};

const plainLinks = () =>
  [...document.querySelectorAll(".text a")].filter((a) => !getComputedStyle(a).textDecorationLine.includes("underline")).map((a) => a.outerHTML.slice(0, 80));

const motion = () =>
  [...document.querySelectorAll("html, body *")]
    .filter((element) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
      return animationName !== "none" || transitionDuration.split(",").some((time) => parseFloat(time) > 0) || scrollBehavior === "smooth";
    })
    .map((element) => element.outerHTML.slice(0, 60));

/** WCAG 1.4.12, and what WeChat does to a page when its reader chose the largest type. */
const spaced = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}";
const enlarged = "html{font-size:32px!important}";

const phone = survey({ reducedMotion: "reduce" }, { sizes, lines, small: small(48), overflow, zoom, plainLinks, motion });
const narrow = survey(
  { viewport: { width: 320, height: 800 } },
  {
    overflow,
    spaced: async (page) => (await page.addStyleTag({ content: spaced }), page.evaluate(overflow)),
    enlarged: async (page) => (await page.addStyleTag({ content: enlarged }), page.evaluate(overflow)),
  },
);
const tablet = survey({ viewport: { width: 768, height: 1024 } }, { overflow });
const desk = survey({ viewport: { width: 1280, height: 900 } }, { overflow, small: small(48) });
const large = survey(() => chosen("large"), { overflow, small: small(60) });
const larger = survey(() => ({ ...chosen("xlarge"), viewport: { width: 768, height: 1024 } }), { overflow, small: small(60) });
const largest = survey(() => ({ ...chosen("huge"), viewport: { width: 320, height: 800 } }), { overflow, small: small(60) });

describe("type", () => {
  test("R1 body text is at least 18 px, and no text is smaller than 16", () => phone("sizes"));
  test("R2 lines of text are 1.7 to 1.8 high, and paragraphs at least 1.3 times the line gap apart", () => phone("lines"));

  test("R1 sizes are rem: twice the root makes twice the text", async () => {
    const page = await openPage();
    await page.goto(`${sites[0].address}about/`);
    const before = await page.evaluate(bodySize);
    await page.addStyleTag({ content: "html{font-size:32px!important}" });
    assert.ok(Math.abs((await page.evaluate(bodySize)) - 2 * before) < 0.1);
    await page.context().close();
  });

  test("R1 large print: a visible text button on the first screen, 22 px, steps to 30 px, kept on other pages", async () => {
    for (const viewport of [{ width: 390, height: 844 }, { width: 320, height: 568 }]) {
      const page = await openPage({ viewport });
      await page.goto(sites[0].address);
      const entry = page.getByRole("button", { name: "大字版" });
      const box = await entry.boundingBox();
      assert.ok(box && box.y + box.height <= viewport.height, "大字版 is not on the first screen");
      await entry.click();
      assert.ok((await page.evaluate(bodySize)) >= 22);
      await page.goto(`${sites[0].address}about/`);
      assert.ok((await page.evaluate(bodySize)) >= 22, "the choice is lost on the next page");
      for (let i = 0; i < 6; i++) await page.getByRole("button", { name: "大一点" }).click({ force: true });
      assert.ok((await page.evaluate(bodySize)) >= 30);
      assert.equal(await page.getByRole("button", { name: "大一点" }).getAttribute("aria-disabled"), "true");
      await page.reload();
      assert.ok((await page.evaluate(bodySize)) >= 30, "the choice is lost after a reload");
      await page.getByRole("button", { name: "标准版" }).click();
      assert.ok((await page.evaluate(bodySize)) < 22);
      await page.context().close();
    }
  });
});

describe("room", () => {
  test("R5 controls are at least 48 px", () => phone("small"));
  test("R5 controls are at least 48 px on a wide screen", () => desk("small"));
  test("R5 in large print, controls are at least 60 px", () => large("small"));
  test("R5 nor smaller in its second step", () => larger("small"));
  test("R5 nor in its third, at 320 px", () => largest("small"));

  test("R9 nothing scrolls sideways or is cut off at 320 px", () => narrow("overflow"));
  test("R9 nor at 390 px", () => phone("overflow"));
  test("R9 nor at 768 px", () => tablet("overflow"));
  test("R9 nor at 1280 px", () => desk("overflow"));
  test("R9 nor in large print at 390 px", () => large("overflow"));
  test("R9 nor in larger print at 768 px", () => larger("overflow"));
  test("R9 nor in the largest print at 320 px", () => largest("overflow"));
  test("R9 nor with WCAG 1.4.12 spacing at 320 px", () => narrow("spaced"));
  test("R9 nor with that spacing and WeChat's largest setting (root 32 px) at 320 px", () => narrow("enlarged"));
  test("R9 zoom is never disabled", () => phone("zoom"));
  test("R9 wide tables and code scroll in a region of their own that the keyboard reaches", async () => {
    const page = await openPage({ viewport: { width: 320, height: 800 } });
    await page.goto(pages.find(({ kind }) => kind === "everything").url);
    const regions = await page.evaluate(() =>
      [...document.querySelectorAll(".text *")]
        .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth)
        .map((element) => ({ tab: element.tabIndex, named: Boolean(element.getAttribute("aria-label") || element.getAttribute("aria-labelledby")), role: element.getAttribute("role"), tag: element.tagName })),
    );
    assert.ok(regions.length >= 2, "neither the table nor the code scrolls");
    for (const region of regions) assert.ok(region.tab === 0 && region.named && /^(region|group)$/.test(region.role), JSON.stringify(region));
    await page.context().close();
  });
});

describe("R3 contrast, computed from the variables of the style sheet", () => {
  const css = readFileSync(join(project, "themes/banbao/assets/site.css"), "utf8");
  const variables = (block) => Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/gi)].map(([, name, value]) => [name, value]));
  const block = (start) => {
    const at = css.indexOf(start);
    assert.ok(at >= 0, `${start} is not in site.css`);
    return variables(css.slice(at, css.indexOf("}", at)));
  };
  const light = block(":root {");
  const dark = block(':root:not([data-theme="light"]) {');
  const luminance = (colour) => {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  test("the dark of the system and the dark of the switch are the same", () => {
    assert.deepEqual(block(':root[data-theme="dark"] {'), dark);
  });
  for (const [scheme, colours] of [["light", light], ["dark", dark]]) {
    test(`text has at least 7:1 and borders of controls 3:1 in ${scheme}`, () => {
      const poor = [];
      const wants = (ink, ground, least) => {
        assert.ok(colours[ink] && colours[ground], `${ink} or ${ground} is not defined in ${scheme}`);
        const found = contrast(colours[ink], colours[ground]);
        if (found < least) poor.push(`${ink} on ${ground}: ${found.toFixed(2)}, wanted ${least}`);
      };
      for (const ground of ["paper", "band"]) {
        for (const ink of ["ink", "muted", "vermilion", "pine", "indigo", "violet"].filter((name) => light[name])) wants(ink, ground, 7);
        wants("rule", ground, 3);
      }
      wants("on-vermilion", "vermilion-ground", 7);
      assert.deepEqual(poor, []);
    });
    test(`no colour of ${scheme} is written outside the variables`, () => {
      const rest = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/--[\w-]+:[^;]+;/g, "").replace(/mark\s*\{[^}]*\}/g, "");
      assert.deepEqual(rest.match(/#[0-9a-f]{3,8}\b|rgba?\([^)]*\)/gi) ?? [], []);
    });
  }
});

describe("structure", () => {
  test("R8 language, one h1, no skipped level, landmarks, names, alt text; H4 no inline script, style or handler", async () => {
    const page = await openPage();
    const faults = [];
    for (const { output, files, address } of sites) {
      const html = files.filter((file) => file.endsWith(".html"));
      const read = await readPages(page, html.map((file) => ({ url: address + file, html: readFileSync(join(output, file), "utf8") })));
      for (const [i, { lang, headings, landmarks, namelessNavs, withoutAlt, ids, handlers, inline }] of read.entries()) {
        const fault = (text) => faults.push(`${html[i]}: ${text}`);
        if (lang !== "zh-Hans") fault(`lang is ${lang}`);
        if (headings.filter(({ level }) => level === 1).length !== 1) fault(`${headings.filter(({ level }) => level === 1).length} h1`);
        headings.reduce((last, { level, text }) => (level > last + 1 && fault(`h${level} after h${last}: ${text}`), level), 0);
        if (headings.some(({ text }) => !text)) fault("an empty heading");
        if (landmarks.length) fault(`no ${landmarks}`);
        if (namelessNavs) fault("a nav without a name");
        if (withoutAlt.length) fault(`no alt: ${withoutAlt}`);
        if (new Set(ids).size !== ids.length) fault(`an id twice: ${ids.filter((id, at) => ids.indexOf(id) !== at)}`);
        if (handlers || inline) fault(`${handlers} handlers or style attributes, ${inline} inline scripts or styles`);
      }
    }
    await page.context().close();
    assert.deepEqual(faults.slice(0, 20), []);
  });

  test("every attribute is in double quotes", () => {
    const faults = [];
    for (const { output, files } of sites) {
      for (const file of files.filter((name) => name.endsWith(".html"))) {
        const html = readFileSync(join(output, file), "utf8").replace(/<script type="application\/ld\+json">[\s\S]*?<\/script>/g, "");
        for (const [tag] of html.matchAll(/<[a-z][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>/gi)) {
          if (/\s[\w:-]+=(?!")/.test(tag.replace(/"[^"]*"/g, '""'))) faults.push(`${file}: ${tag}`);
        }
      }
    }
    assert.deepEqual(faults.slice(0, 5), []);
  });

  test("R4 links in text are underlined", () => phone("plainLinks"));
});

describe("keyboard", () => {
  const skipping = survey({}, {
    skip: async (page) => {
      await page.keyboard.press("Tab");
      const first = await page.evaluate(() => {
        const { className, textContent } = document.activeElement;
        const box = document.activeElement.getBoundingClientRect();
        return { className, textContent, shown: box.left >= 0 && box.top >= 0 && box.width >= 48 && box.height >= 48 };
      });
      const faults = [];
      if (first.className !== "skip" || !first.shown) faults.push(`first is ${JSON.stringify(first)}`);
      await page.keyboard.press("Enter");
      if ((await page.evaluate(() => document.activeElement.id)) !== "main") faults.push("the skip link does not move the focus to the text");
      return faults;
    },
  });
  test("R7 the skip link comes first, shows itself, is large enough, and leads to the text", () => skipping("skip"));

  test("R7 everything that can be used is reached by Tab, in order, with a focus that can be seen", async () => {
    for (const kind of ["home", "everything", "search"]) {
      const page = await openPage();
      await page.goto(pages.findLast(({ kind: one }) => one === kind).url);
      const all = await page.evaluate(() => {
        const usable = [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")].filter((e) => e.checkVisibility() && !e.disabled);
        usable.forEach((element, i) => (element.dataset.order = i));
        return usable.length;
      });
      const seen = [];
      for (let i = 0; i < all; i++) {
        await page.keyboard.press("Tab");
        const now = await page.evaluate(() => {
          const element = document.activeElement;
          const style = getComputedStyle(element);
          return { order: Number(element.dataset.order), html: element.outerHTML.slice(0, 80), outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
        });
        assert.ok(now.outline, `the focus cannot be seen on ${now.html}`);
        seen.push(now.order);
      }
      assert.deepEqual(seen, [...Array(all).keys()], kind);
      await page.context().close();
    }
  });

  test("the switches work by keyboard and say their state", async () => {
    const page = await openPage({ colorScheme: "light" });
    await page.goto(sites[0].address);
    await page.getByRole("button", { name: "深色" }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.getByRole("button", { name: "深色" }).getAttribute("aria-pressed"), "true");
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(23, 21, 19)");
    await page.goto(`${sites[0].address}news/`);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(23, 21, 19)", "the colour is lost on the next page");
    await page.getByRole("button", { name: "大字版" }).focus();
    await page.keyboard.press("Space");
    assert.ok((await page.evaluate(bodySize)) >= 22);
    await page.context().close();
  });
});

describe("without scripts", () => {
  const plain = survey({ javaScriptEnabled: false }, {
    reading: async (page) => {
      const faults = [];
      if (!(await page.locator("h1").isVisible())) faults.push("no heading");
      if ((await page.locator("main").innerText()).trim().length < 10) faults.push("no text");
      if (!(await page.locator("nav.menu a").first().isVisible())) faults.push("no menu");
      for (const button of await page.getByRole("button").all()) {
        if ((await button.isVisible()) && !(await button.evaluate((element) => Boolean(element.form)))) faults.push(`a dead button: ${await button.innerText()}`);
      }
      return faults;
    },
  });
  test("R15 every page can be read and left, and shows no control that does nothing", () => plain("reading"));

  test("the search box leads to the search page, which says where to look instead", async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(sites[0].address);
    await page.fill("input[name=q]", "蠡塘");
    await page.press("input[name=q]", "Enter");
    await page.waitForURL("**/search/?q=*");
    assert.equal(new URL(page.url()).searchParams.get("q"), "蠡塘");
    assert.ok(await page.locator("main a[href='/archive/']").first().isVisible());
    await page.context().close();
  });
});

describe("other ways to see", () => {
  test("R10 nothing moves for readers who asked for rest", () => phone("motion"));

  test("R21 print is black on white, without what only a screen needs, even from a dark screen", async () => {
    const page = await openPage({ ...chosen("huge", "dark") });
    for (const kind of ["article", "issue"]) {
      await page.goto(pages.find((one) => one.kind === kind).url);
      await page.emulateMedia({ media: "print" });
      const print = await page.evaluate(() => ({
        ground: getComputedStyle(document.body).backgroundColor,
        ink: getComputedStyle(document.querySelector("main p, main li")).color,
        shown: [...document.querySelectorAll("nav.menu, .tools, .find, .crumbs, .colours, .skip")].filter((element) => element.getClientRects().length).map((element) => element.className),
        address: document.querySelector(".on-paper")?.innerText,
      }));
      assert.equal(print.ground, "rgb(255, 255, 255)");
      assert.equal(print.ink, "rgb(0, 0, 0)");
      assert.deepEqual(print.shown, []);
      assert.match(print.address, /https:\/\/example\.org\//);
      await page.emulateMedia({ media: "screen" });
    }
    await page.context().close();
  });
});
