// The search page and the box: typed, composed with an input method, paged, narrowed, shared, gone back, offline,
// by keyboard only, on moved and relative sites. What is found is the business of the oracle in tests/suite/search.rs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { before, describe, test } from "node:test";
import { bulletin } from "./bulletin.mjs";
import { POLICY, build, openPage, project, serveFolder, temporary, until } from "./harness.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ask = (q, more = {}) => `search/?${new URLSearchParams({ q, ...more })}`;

let root, output, address;

before(async () => {
  root = await bulletin();
  output = build(root);
  address = await serveFolder(output, { headers: { "content-security-policy": POLICY } });
});

/** A page that fails the test when anything throws, is refused by the policy or asks another host. */
async function open(route, options) {
  const page = await openPage(options);
  page.complaints = [];
  page.asked = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.complaints.push(message.text()));
  page.on("request", (request) => page.asked.push(new URL(request.url()).pathname));
  if (route !== undefined) await page.goto(new URL(route, address).href);
  return page;
}

/** A page of a damaged site: the browser itself tells of files that are missing, but nothing may throw. */
async function openDamaged(route) {
  const page = await openPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  await page.goto(route);
  return page;
}

const box = (page) => page.locator("input[name=q]");
const said = (page) => page.locator(".found").textContent();
const titles = (page) => page.locator(".hits h3").allTextContents();

/** Waits until the page has answered, with a sentence that fits. */
async function answered(page, sentence = /找到/) {
  await until(async () => sentence.test(await said(page)) && !(await page.locator("#search-results[aria-busy]").count()), async () => `${sentence}, but it says “${await said(page)}”`);
}

/** The place of an element that has not moved for a quarter of a second: answers to less than the whole query have gone. */
async function standing(locator) {
  let place, times = 0;
  await until(async () => {
    const now = JSON.stringify(await locator.boundingBox().catch(() => null));
    times = now === place && now !== "null" ? times + 1 : 0;
    place = now;
    return times >= 10;
  }, "an element that stands still");
  return JSON.parse(place);
}

/** Holds back what a page asks for below a path; gives what lets it go. */
async function holdBack(page, pattern) {
  let release;
  const gate = new Promise((open) => (release = open));
  await page.route(pattern, async (route) => {
    await gate;
    await route.continue().catch(() => {});
  });
  return release;
}

async function answeredBusy(page) {
  await until(() => page.locator("#search-results[aria-busy]").count(), "a search on its way");
}

async function done(page) {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

describe("typing", () => {
  test("shows results, marks them, and puts the query into the address", async () => {
    const page = await open("search/");
    assert.equal(await said(page), "");
    await box(page).pressSequentially("露天电影", { delay: 20 });
    await answered(page);
    assert.match(await said(page), /^(大约)?找到\d+篇$/);
    assert.ok((await titles(page)).length > 0);
    const card = await page.locator(".hits .card").first().textContent();
    assert.match(card, /露天电影/);
    for (const mark of await page.locator(".hits mark").allTextContents()) assert.match("露天电影", new RegExp(mark));
    assert.equal(new URL(page.url()).searchParams.get("q"), "露天电影");
    assert.match(await page.title(), /^露天电影 - /);
    assert.ok(await box(page).evaluate((input) => input === document.activeElement), "the focus has left the box");
    await done(page);
  });

  test("waits for a pause: a query that is typed at once is run once", async () => {
    const page = await open("search/");
    await box(page).focus();
    await page.evaluate(() => new Promise((ready) => setTimeout(ready, 300)));
    await box(page).pressSequentially("看露天电影", { delay: 10 });
    await answered(page);
    await box(page).fill("");
    await until(async () => (await said(page)) === "", "an empty page");
    assert.equal(new URL(page.url()).search, "");
    assert.equal(await page.evaluate(() => history.length), 2, "typing makes no steps of its own");
    await done(page);
  });

  test("nothing happens while a candidate is being chosen", async () => {
    const page = await open("search/");
    await box(page).focus();
    await until(() => page.evaluate(() => document.querySelector("input[role=combobox]")), "the suggestions' script");
    const before = page.asked.length;
    const keys = await page.context().newCDPSession(page);
    for (const text of ["l", "lu", "lu t", "lu tian"]) {
      await keys.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(300);
    }
    assert.equal(await box(page).inputValue(), "lu tian");
    assert.deepEqual(page.asked.slice(before), [], "something was asked for while composing");
    assert.equal(new URL(page.url()).search, "");
    assert.equal(await said(page), "");
    await keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 });
    assert.equal(new URL(page.url()).search, "", "the Enter that chooses a candidate sends nothing");
    await keys.send("Input.insertText", { text: "露天" });
    await answered(page);
    assert.equal(await box(page).inputValue(), "露天");
    assert.equal(new URL(page.url()).searchParams.get("q"), "露天");
    await done(page);
  });

  test("a slow answer never replaces the answer to what was typed later", async () => {
    const page = await open("search/");
    const release = await holdBack(page, /\/p\d+\.bin/);
    await box(page).fill("居民");
    await answeredBusy(page);
    await page.unroute(/\/p\d+\.bin/);
    await box(page).fill("犇骉猋");
    await answered(page, /没有找到“犇骉猋”/);
    release();
    await page.waitForTimeout(500);
    assert.match(await said(page), /没有找到“犇骉猋”/);
    assert.equal(await page.locator(".hits").isVisible(), false);
    await done(page);
  });

  test("an emptied box ends a search that is still on its way", async () => {
    const page = await open("search/");
    const release = await holdBack(page, /\/p\d+\.bin/);
    await box(page).fill("居民");
    await answeredBusy(page);
    await box(page).fill("");
    await until(async () => !(await page.locator("#search-results[aria-busy]").count()), "the end of the search");
    release();
    await page.waitForTimeout(500);
    assert.equal(await said(page), "");
    assert.equal(await page.locator(".hits").isVisible(), false);
    await done(page);
  });

  test("a hundred quick strokes and a double Enter end at the last text, in one step", async () => {
    const page = await open("search/");
    await box(page).focus();
    for (let i = 0; i < 50; i++) {
      await page.keyboard.press("a");
      await page.keyboard.press("Backspace");
    }
    await box(page).pressSequentially("修路灯");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await answered(page);
    assert.equal(new URL(page.url()).search, `?${new URLSearchParams({ q: "修路灯" })}`);
    assert.equal(await page.evaluate(() => history.length), 3);
    await done(page);
  });

  test("full-width and traditional characters find the same", async () => {
    const counts = [];
    for (const q of ["阳光苑社区", "陽光苑社區", "「阳光苑社区」"]) {
      const page = await open(ask(q));
      await answered(page);
      counts.push(await said(page));
      await done(page);
    }
    assert.equal(new Set(counts).size, 1, counts.join(" "));
  });
});

describe("the address", () => {
  test("a shared address gives the same list", async () => {
    const page = await open(ask("居民", { page: 2, community: "阳光苑社区" }));
    await answered(page);
    const first = await titles(page);
    assert.ok(first.length > 0);
    assert.equal(await box(page).inputValue(), "居民");
    assert.equal(await page.locator(".chosen button").count(), 1);
    const other = await open(new URL(page.url()).href);
    await answered(other);
    assert.deepEqual(await titles(other), first);
    await done(page);
    await done(other);
  });

  test("the way back leads through pages and queries", async () => {
    const page = await open(ask("居民"));
    await answered(page);
    const first = await titles(page);
    assert.equal(first.length, 10);
    await page.locator(".hits .pager a[rel=next]").click();
    await answered(page, /第2页/);
    assert.notDeepEqual(await titles(page), first);
    assert.equal(await page.evaluate(() => document.activeElement.id), "at-hits", "the focus is at the head of the new page");
    await box(page).fill("修路灯");
    await answered(page, /^(大约)?找到\d+篇$/);
    assert.equal(new URL(page.url()).searchParams.get("page"), null, "a new query starts at its first page");
    await box(page).press("Enter");
    await page.goBack();
    await answered(page, /第2页/);
    assert.equal(await box(page).inputValue(), "居民");
    await page.goBack();
    await answered(page, /^找到\d+篇$/);
    assert.deepEqual(await titles(page), first);
    await page.goForward();
    await answered(page, /第2页/);
    await page.locator(".hits h3 a").first().click();
    await page.waitForURL(/\/20\d\d\//);
    await page.goBack();
    await answered(page, /第2页/);
    await done(page);
  });

  test("the way back ends where the reader was, however slow the list comes", async () => {
    const page = await open(ask("居民"));
    await answered(page);
    const place = () => page.evaluate(() => scrollY);
    const link = page.locator(".hits h3 a").nth(8);
    await link.scrollIntoViewIfNeeded();
    const before = await place();
    assert.ok(before > 800);
    await link.click();
    await page.locator(".article").waitFor();
    await page.route(/\.bin/, async (route) => {
      await new Promise((later) => setTimeout(later, 300));
      await route.continue();
    });
    await page.goBack();
    await until(async () => (await place()) === before, async () => `${before}, but it is at ${await place()}`);
    await page.locator(".pager a[rel=next]").scrollIntoViewIfNeeded();
    const end = await place();
    await page.locator(".pager a[rel=next]").click();
    await answered(page, /第2页/);
    await page.goBack();
    await until(async () => (await place()) === end, async () => `${end}, but it is at ${await place()}`);
    await done(page);
  });

  test("a page beyond the last shows the last", async () => {
    const page = await open(ask("居民", { page: 999 }));
    await answered(page, /第\d+页/);
    assert.ok((await titles(page)).length > 0);
    assert.notEqual(new URL(page.url()).searchParams.get("page"), "999");
    await done(page);
  });

  test("a page that is no number is the first", async () => {
    const page = await open(ask("居民"));
    await answered(page);
    const first = await titles(page);
    for (const n of ["abc", "-3", "0", "1e400", "１"]) {
      await page.goto(address + ask("居民", { page: n }));
      await answered(page);
      assert.deepEqual(await titles(page), first, n);
    }
    await done(page);
  });

  test("the skip link asks nothing again", async () => {
    const page = await open(ask("居民"));
    await answered(page);
    const card = await page.locator(".hits .card").first().elementHandle();
    await page.locator(".skip").evaluate((link) => link.click());
    await page.waitForURL(/#/);
    await page.waitForTimeout(300);
    assert.ok(await card.evaluate((element) => element.isConnected), "the list was made anew");
    await done(page);
  });

  test("every page of a query together shows every article once", async () => {
    const page = await open(ask("居民"));
    await answered(page);
    const total = Number(/找到(\d+)篇/.exec(await said(page))[1]);
    const all = await titles(page);
    for (let n = 2; await page.locator(".pager a[rel=next]").count(); n++) {
      await page.locator(".pager a[rel=next]").click();
      await answered(page, new RegExp(`第${n}页`));
      all.push(...(await titles(page)));
    }
    assert.equal(all.length, total);
    assert.equal(new Set(all).size, total);
    await done(page);
  });
});

describe("filters", () => {
  test("counts are loaded when they are opened, and each value finds as many as it says", async () => {
    const page = await open(ask("居民"));
    await answered(page);
    const counted = () => page.asked.some((path) => /\/f\d\.bin$/.test(path));
    assert.ok(!counted(), "counts were loaded before they were asked for");
    await page.locator(".facets summary").click();
    for (const kind of ["community", "program", "author", "year", "tag"]) await until(async () => (await page.locator(`[data-kind=${kind}] option`).count()) > 1, `values of ${kind}`);
    assert.ok(counted());
    for (const kind of ["community", "year"]) {
      const option = page.locator(`[data-kind=${kind}] option`).nth(1);
      const [value, shown] = [await option.getAttribute("value"), await option.textContent()];
      await page.locator(`[data-kind=${kind}]`).focus();
      await page.keyboard.press("ArrowDown");
      const count = /（(\d+)篇）/.exec(shown)[1];
      await answered(page, new RegExp(`^找到${count}篇`));
      assert.equal(new URL(page.url()).searchParams.get(kind), value);
      assert.equal(await page.evaluate(() => document.activeElement.dataset.kind), kind, "the focus stays at the list");
      await page.locator(".chosen button").first().click();
      await until(async () => (await page.locator(".chosen button").count()) === 0, "no filter");
      assert.ok(await page.evaluate(() => document.activeElement !== document.body), "the focus is lost");
      await answered(page);
    }
    await done(page);
  });

  test("where the last filter was all that was asked, the focus goes to the box", async () => {
    for (const [more, sentence] of [["year=2023", /^$/], [`q=${encodeURIComponent("犇骉猋")}&year=2023`, /没有找到“犇骉猋”/]]) {
      const page = await open(`search/?${more}`);
      await answered(page, /找到/);
      await page.locator(".chosen button").click();
      await answered(page, sentence);
      assert.ok(await box(page).evaluate((input) => input === document.activeElement));
      await done(page);
    }
  });

  test("a filter that names nothing says so and can be taken away", async () => {
    for (const more of [{ community: "没有这个社区" }, { tag: `"><img src=x onerror=alert(1)>` }, { year: "九九" }]) {
      const page = await open(ask("居民", more));
      await answered(page, /选定的范围里没有找到/);
      assert.equal(await page.locator("main img").count(), 0);
      const [name] = Object.values(more);
      assert.ok((await page.locator(".chosen button").textContent()).includes(name));
      await page.locator(".facets summary").click();
      await until(async () => (await page.locator("[data-kind=program] option").count()) > 0, "values");
      await page.locator(".chosen button").click();
      await answered(page, /^(大约)?找到/);
      await done(page);
    }
  });

  test("counts that cannot be had leave the results where they are", async () => {
    const page = await openPage();
    await page.goto(address + ask("居民"));
    await answered(page);
    const shown = await titles(page);
    await page.route(/\/f\d\.bin/, (route) => route.abort());
    await page.locator(".facets summary").click();
    await answered(page, /没有取到/);
    assert.deepEqual(await titles(page), shown);
    await page.unroute(/\/f\d\.bin/);
    await page.getByRole("button", { name: "再试一次" }).click();
    await until(async () => (await page.locator("[data-kind=tag] option").count()) > 1, "values");
    await page.context().close();
  });

  test("a filter without a query lists what it holds", async () => {
    const page = await open("search/?year=2023");
    await answered(page);
    assert.ok((await titles(page)).length > 0);
    for (const time of await page.locator(".hits time").allTextContents()) assert.match(time, /^2023年/);
    await done(page);
  });
});

describe("what cannot be found", () => {
  for (const [name, q, sentence] of [
    ["one space", " ", /请写上要找的字/],
    ["only punctuation", "，。！？“”", /请写上要找的字/],
    ["a lone surrogate", "\ud83d", /请写上要找的字|没有找到/],
    ["marks of regular expressions", ".*+?^${}()|[]\\", /请写上要找的字/],
    ["what nobody wrote", "犇骉猋", /没有找到“犇骉猋”/],
    ["markup", "<img src=x onerror=alert(1)>", /没有找到“<img/],
  ]) {
    test(`${name} is answered in words`, async () => {
      const page = await open("search/");
      await box(page).fill(q);
      await answered(page, sentence);
      assert.equal(await page.locator(".hits").isVisible(), false);
      assert.equal(await page.locator("main img").count(), 0);
      await done(page);
    });
  }

  test("broken addresses are answered in words", async () => {
    for (const query of ["q=%ED%A0%BD", "q=%E5%B1", "q=%00", "q=%", "q=__proto__", "q=constructor&tag=__proto__", "q=\u202e居民&page=1e9", `q=${"(".repeat(500)}`, `q=${"居".repeat(500)}`]) {
      const page = await open(`search/?${query}`);
      await until(async () => (await said(page)) && !(await page.locator("#search-results[aria-busy]").count()), query);
      assert.doesNotMatch(await said(page), /没有取到|已经更新/, query);
      await done(page);
    }
  });

  test("a list of one page has no pages to turn", async () => {
    const page = await open(ask("居民"));
    await answered(page);
    const [title] = await titles(page);
    await box(page).fill(`"${title}"`);
    await answered(page, /^找到\d篇$/);
    assert.ok((await titles(page)).includes(title));
    assert.doesNotMatch(await page.locator("#search-results").innerText(), /第1页/);
    assert.equal(await page.locator(".pager").isVisible(), false);
    await done(page);
  });

  test("a word that is everywhere, or nowhere alone, is answered", async () => {
    for (const q of ["的", "了", "a", "㎡"]) {
      const page = await open(ask(q));
      await answered(page);
      await done(page);
    }
  });

  test("ten thousand characters in a box of another page still make an address that hosts accept", async () => {
    const page = await open("");
    await box(page).focus();
    await page.keyboard.insertText("居民一起".repeat(2500));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\/\?q=/);
    await answered(page, /只看了前200个字/);
    assert.ok(page.url().length < 5000);
    await done(page);
  });

  test("ten thousand characters are cut, and that is said", async () => {
    const page = await open("search/");
    await box(page).fill("居民一起".repeat(2500));
    await answered(page, /只看了前200个字/);
    assert.ok(page.url().length < 4000);
    await done(page);
  });

  test("near matches stand under a head of their own", async () => {
    const page = await open(ask("看露天犇影"));
    await answered(page, /没有找到/);
    assert.equal(await page.locator(".hits").isVisible(), false);
    assert.equal(await page.locator("#at-nearby").textContent(), "相近的结果");
    assert.ok((await page.locator(".nearby .card").count()) > 0);
    await done(page);
  });

  test("letters that no article holds lead to what is spelled so", async () => {
    const page = await open();
    await page.route(/\/s\d+\.bin/, async (route) => {
      await new Promise((later) => setTimeout(later, 800));
      await route.continue();
    });
    await page.goto(address + ask("yangguang"));
    await answered(page, /没有找到/);
    await until(() => page.locator(".extra a").count(), "names that are spelled so");
    assert.match(await page.locator(".extra").textContent(), /阳光/);
    const name = await page.locator(".extra a").first().textContent();
    await page.locator(".extra a").first().click();
    await answered(page, /^(大约)?找到/);
    assert.equal(await box(page).inputValue(), name);
    await done(page);
  });
});

describe("suggestions", () => {
  test("the box loads nothing before it is used, and then offers names by Han, pinyin and initials", async () => {
    const page = await open("");
    await page.waitForTimeout(300);
    assert.deepEqual(page.asked.filter((path) => /search|suggest/.test(path)), []);
    await box(page).click();
    await until(() => page.evaluate(() => document.querySelector("input[role=combobox]")), "the suggestions' script");
    assert.deepEqual(page.asked.filter((path) => path.startsWith("/search/")), [], "the focus alone loads no index");
    for (const typed of ["阳光", "yangguang", "ygy"]) {
      await box(page).fill(typed);
      await until(async () => /阳光苑/.test((await page.locator(".offers li").allTextContents()).join(" ")), `阳光苑 for ${typed}`);
      assert.equal(await box(page).getAttribute("aria-expanded"), "true");
    }
    await done(page);
  });

  test("by keyboard: down to one, up to the box again, Escape, Enter", async () => {
    const page = await open("");
    await box(page).click();
    await box(page).pressSequentially("阳光苑", { delay: 20 });
    await page.locator(".offers li").first().waitFor();
    const chosen = () => page.locator(".offers [aria-selected=true]");
    await page.keyboard.press("ArrowDown");
    assert.equal(await box(page).getAttribute("aria-activedescendant"), await chosen().getAttribute("id"));
    await page.keyboard.press("ArrowUp");
    assert.equal(await chosen().count(), 0);
    assert.equal(await box(page).getAttribute("aria-activedescendant"), null);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".offers").isVisible(), false);
    assert.equal(await box(page).inputValue(), "阳光苑", "Escape closes the list and keeps what was typed");
    await page.keyboard.press("ArrowDown");
    assert.match(await chosen().textContent(), /阳光苑/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/communities\//);
    assert.match(await page.locator("h1").textContent(), /阳光苑/);
    await done(page);
  });

  test("a press on a result is no miss when the list of suggestions goes", async () => {
    for (const hasTouch of [false, true]) {
      const page = await open("search/", { hasTouch, viewport: { width: 390, height: 1200 } });
      await box(page).pressSequentially("阳光苑", { delay: 20 });
      await answered(page);
      await page.locator(".offers li").first().waitFor();
      const link = page.locator(".hits h3 a").first(), { x, y, width, height } = await standing(link), url = await link.evaluate(({ href }) => href);
      if (hasTouch) await page.touchscreen.tap(x + width / 2, y + height / 2);
      else await page.mouse.click(x + width / 2, y + height / 2, { delay: 60 });
      await page.waitForURL(url);
      await done(page);
    }
  });

  test("on the search page they go when the reader goes on", async () => {
    const page = await open("search/");
    await box(page).pressSequentially("阳光苑", { delay: 20 });
    await page.locator(".offers li").first().waitFor();
    await page.locator("h1").click();
    await until(async () => !(await page.locator(".offers").isVisible()), "the list to go");
    await box(page).press("ArrowDown");
    assert.ok(await page.locator(".offers").isVisible());
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(".offers").isVisible(), false);
    await done(page);
  });

  test("on a phone the keyboard leaves the results in sight", async () => {
    const page = await open("search/", { isMobile: true, hasTouch: true });
    await box(page).fill("露天电影");
    await box(page).press("Enter");
    await answered(page);
    assert.equal(await box(page).evaluate((input) => input === document.activeElement), false);
    await done(page);
  });

  test("the box submits to the search page", async () => {
    const page = await open("");
    await box(page).fill("露天电影");
    await box(page).press("Enter");
    await page.waitForURL(/\/search\/\?q=/);
    await answered(page);
    await done(page);
  });

  test("and does so without scripts, where the page says what to do instead", async () => {
    const page = await open("", { javaScriptEnabled: false });
    await box(page).fill("露天电影");
    await box(page).press("Enter");
    await page.waitForURL(/\/search\/\?q=/);
    assert.match(await page.locator("main").textContent(), /没有打开脚本/);
    assert.ok((await page.locator("main a[href='/archive/'], main a[href='/tags/']").count()) >= 2);
    assert.equal(await page.locator(".facets").isVisible(), false);
    await done(page);
  });
});

describe("a site in trouble", () => {
  /** A copy of the site that a test may damage. */
  async function copy() {
    const folder = await temporary();
    await cp(output, folder, { recursive: true });
    const search = join(folder, "search");
    const segment = (await readdir(search, { withFileTypes: true })).find((entry) => entry.isDirectory()).name;
    return { folder, search, segment: join(search, segment), address: await serveFolder(folder) };
  }

  test("a file of the index that is missing or truncated is a sentence, and trying again works", async () => {
    const site = await copy();
    const page = await openDamaged(`${site.address}search/`);
    const spoils = [
      async (file) => rm(file),
      async (file) => writeFile(file, ""),
      async (file) => writeFile(file, (await readFile(file)).subarray(0, -1)),
      async (file) => writeFile(file, "<!doctype html><title>404</title>"),
    ];
    for (const spoil of spoils) {
      const kept = new Map();
      for (const name of (await readdir(site.segment)).filter((name) => /^[pc]/.test(name))) kept.set(join(site.segment, name), await readFile(join(site.segment, name)));
      for (const file of kept.keys()) await spoil(file);
      await page.goto(site.address + ask("居民"));
      await answered(page, /没有取到/);
      assert.equal(await page.locator(".hits").isVisible(), false);
      assert.ok(await page.locator(".instead a").first().isVisible());
      for (const [file, bytes] of kept) await writeFile(file, bytes);
      await page.getByRole("button", { name: "再试一次" }).click();
      await answered(page);
    }
    await done(page);
  });

  test("whole files with the content of others are answered without a throw", async () => {
    const site = await copy();
    const of = async (kind) => (await readdir(site.segment)).filter((name) => name[0] === kind).map((name) => join(site.segment, name));
    const [pairs, chars, addresses] = [await of("p"), await of("c"), await of("u")];
    const mixed = [...pairs, ...chars].map((file, i, all) => [file, all[(i * 7 + 3) % all.length]]);
    for (const [file, other] of [...mixed, [addresses[0], pairs[0]]]) await cp(join(output, "search", relative(site.search, other)), file);
    const page = await openDamaged(`${site.address}search/`);
    for (const q of ["居民", "看露天电影", "的", "2024", "路灯 社区"]) {
      await page.goto(site.address + ask(q));
      await answered(page, /找到|没有取到/);
    }
    await done(page);
  });

  test("without a network the page says so, and goes on when there is one", async () => {
    const page = await open("search/");
    await box(page).focus();
    await page.context().setOffline(true);
    await box(page).fill("居民");
    await answered(page, /没有取到/);
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "再试一次" }).click();
    await answered(page);
    assert.ok((await titles(page)).length > 0);
    await page.context().close();
  });

  test("a page that is older than the site offers to be opened again", async () => {
    const site = await copy();
    const page = await openDamaged(site.address + ask("居民"));
    await answered(page);
    // Another build, whose module names a folder that is gone as well.
    const js = join(site.search, "search.js");
    const name = site.segment.split("/").at(-1);
    await rename(site.segment, join(site.search, "aaaaaaaaaaaa"));
    await writeFile(js, (await readFile(js, "utf8")).replaceAll(name, "bbbbbbbbbbbb"));
    await box(page).fill("修路灯");
    await answered(page, /已经更新/);
    await writeFile(js, (await readFile(js, "utf8")).replaceAll("bbbbbbbbbbbb", "aaaaaaaaaaaa"));
    await page.getByRole("button", { name: "重新打开" }).click();
    await answered(page);
    assert.equal(await box(page).inputValue(), "修路灯");
    await done(page);
  });

  for (const part of ["the page's script", "the search module"]) {
    test(`a browser that does not understand ${part} is told so, and where to look instead`, async () => {
      const page = await openPage();
      await page.route(part === "the search module" ? /\/search\/search\.js/ : /\/assets\/search\.\w+\.js/, (route) => route.fulfill({ contentType: "text/javascript", body: "let = ?;" }));
      await page.goto(address + ask("居民"));
      await page.getByText("这个浏览器太旧").filter({ visible: true }).waitFor();
      assert.equal(await page.getByText("这个浏览器太旧").filter({ visible: true }).count(), 1);
      assert.ok(await page.locator(".instead a").first().isVisible());
      await page.context().close();
    });
  }

  test("a new build behind an open page is found without a word", async () => {
    const site = await copy();
    const page = await openDamaged(site.address + ask("居民"));
    await answered(page);
    const js = join(site.search, "search.js");
    const name = site.segment.split("/").at(-1);
    await rename(site.segment, join(site.search, "aaaaaaaaaaaa"));
    await writeFile(js, (await readFile(js, "utf8")).replaceAll(name, "aaaaaaaaaaaa"));
    await box(page).fill("修路灯");
    await answered(page);
    await done(page);
  });
});

describe("elsewhere", () => {
  const find = async (page, folder) => {
    await box(page).fill("露天电影");
    await box(page).press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === "露天电影");
    await answered(page);
    const link = page.locator(".hits h3 a").first();
    const title = await link.textContent();
    await link.click();
    await page.locator(".article h1").waitFor();
    assert.equal(await page.locator("h1").textContent(), title, folder);
  };

  test("a site moved to /a/b/ is searched there", async () => {
    const folder = build(await bulletin({ count: 30 }), "--base-url", "https://example.org/a/b/");
    const page = await openPage();
    await page.goto(await serveFolder(folder, { base: "/a/b/" }));
    await find(page, folder);
    assert.match(page.url(), /\/a\/b\/20/);
    await page.context().close();
  });

  test("with `links: relative` it is found over http under any path, and from a disk the page says why not", async () => {
    const own = await bulletin({ count: 30, config: "links: relative\n" });
    const folder = build(own);
    for (const base of ["/", "/x/y/"]) {
      const page = await openPage();
      await page.goto(await serveFolder(folder, { base }));
      await find(page, folder);
      await page.context().close();
    }
    const page = await openPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(`file://${folder}/search/index.html?q=%E5%B1%85%E6%B0%91`);
    await page.getByText("浏览器不允许从本机文件搜索").filter({ visible: true }).waitFor();
    assert.equal(await page.getByText("浏览器不允许从本机文件搜索").filter({ visible: true }).count(), 1);
    assert.ok(await page.locator(".instead a[href*=archive]").first().isVisible());
    assert.deepEqual(errors, []);
    await page.context().close();
  });
});

describe("other sites", () => {
  const yaml = (title, language) => `title: ${title}\nbase_url: https://example.org/\nlanguage: ${language}\n`;

  /** A site of one community and the given articles, built and served. */
  async function site(config, community, articles) {
    const folder = await temporary();
    const write = async (file, text) => {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    };
    await cp(join(project, "themes"), join(folder, "themes"), { recursive: true });
    await write("content/site.yaml", config);
    await write("content/communities/c.md", `---\nname: ${community}\n---\n`);
    for (const [i, { title, author, tags, text }] of articles.entries()) {
      await write(`content/a${i}.md`, `---\ntitle: ${title}\nauthor: ${author}\ncommunity: ${community}\ndate: 2024-08-${10 + i}\ntags: ${JSON.stringify(tags)}\n---\n${text}\n`);
    }
    return serveFolder(build(folder), { headers: { "content-security-policy": POLICY } });
  }

  /** Every sentence of the search page that a reader can meet. */
  async function sentences(at, { found, missing, letters, name }) {
    const page = await open();
    const texts = [];
    const read = async () => texts.push(await page.evaluate(() => [document.title, document.body.innerText, ...[...document.querySelectorAll("[aria-label], [placeholder]")].flatMap((e) => [e.getAttribute("aria-label"), e.placeholder])].join("\n")));
    const turn = async (query) => {
      await page.goto(`${at}search/${query && `?${new URLSearchParams(query)}`}`);
      if (query) await until(async () => (await said(page)) && !(await page.locator("#search-results[aria-busy]").count()), "an answer");
      await read();
    };
    await turn("");
    await turn({ q: found });
    await page.locator(".facets summary").click();
    await until(async () => (await page.locator("[data-kind=author] option").count()) > 1, "values");
    await read();
    await turn({ q: found, page: 2, year: 2024 });
    for (const query of [{ q: missing }, { q: letters }, { q: "?!" }, { q: `${found} `.repeat(200) }, { q: found, year: 1900 }]) await turn(query);
    await page.route(/\.bin/, (route) => route.abort());
    await turn({ q: name });
    await page.unroute(/\.bin/);
    await box(page).fill("");
    await box(page).pressSequentially(name);
    await page.locator(".offers li").first().waitFor();
    await read();
    await page.context().close();
    return texts.join("\n");
  }

  test("an English site says everything in English", async () => {
    const articles = Array.from({ length: 12 }, (_, i) => ({ title: `Street lamps ${i}`, author: "Ann Lee", tags: ["lamps"], text: `We mended ${i} street lamps today.` }));
    const text = await sentences(await site(yaml("The Board", "en"), "Garden Estate", articles), { found: "street", missing: "zzyzx", letters: "gar den", name: "Gar" });
    assert.deepEqual(text.match(/.*\p{Script=Han}.*/gu), null);
    assert.match(text, /Page 2 of 2/);
  });

  test("a site in traditional characters says everything in them", async () => {
    const articles = Array.from({ length: 12 }, (_, i) => ({ title: `路燈修好了${i}`, author: "李大力", tags: ["路燈"], text: `今天修好了${i}盞路燈。` }));
    const text = await sentences(await site(yaml("板報", "zh-Hant"), "陽光苑社區", articles), { found: "路灯", missing: "犇骉猋", letters: "yangguang", name: "陽光" });
    const wording = await readFile(join(project, "themes/banbao/wording/zh-Hant.yaml"), "utf8");
    const known = `${wording.replace(/#.*/g, "")}板報陽光苑社區路燈修好了李大力今天盞路灯犇骉猋`;
    assert.deepEqual([...new Set(text.match(/\p{Script=Han}/gu))].filter((c) => !known.includes(c)), []);
    assert.match(text, /第2頁/);
  });

  test("one article, and names that look like markup", async () => {
    const tag = `<b>"引号"&'单'</b>`;
    const at = await site(yaml("板报", "zh-Hans"), "阳光苑社区", [{ title: "'修<i>好</i>了\"路灯\"&路'", author: "'<u>李</u>'", tags: [tag], text: "今天修好了路灯。" }]);
    const page = await open();
    await page.goto(`${at}search/?q=${encodeURIComponent("路灯")}`);
    await answered(page, /^找到1篇$/);
    assert.deepEqual(await titles(page), ['修<i>好</i>了"路灯"&路']);
    await page.locator(".facets summary").click();
    await until(async () => (await page.locator("[data-kind=tag] option").count()) > 1, "values");
    assert.equal(await page.locator("[data-kind=tag] option").nth(1).textContent(), `${tag}（1篇）`);
    await page.locator("[data-kind=tag]").selectOption({ index: 1 });
    await until(async () => (await page.locator(".chosen button").count()) === 1, "the filter");
    await answered(page, /^找到1篇$/);
    assert.equal(await page.locator(".chosen button").textContent(), `标签：${tag}✕`);
    await page.reload();
    await answered(page, /^找到1篇$/);
    assert.equal(await page.locator("main :is(b, i, u)").count(), 0);
    await done(page);
  });
});

describe("for everybody", () => {
  test("by keyboard only: from the skip link to the box, to a filter, to a result", async () => {
    const page = await open(ask("居民"));
    await answered(page);
    const at = () => page.evaluate(() => document.activeElement.matches("input[name=q]") ? "box" : document.activeElement.matches(".facets summary") ? "filters" : document.activeElement.matches("select") ? document.activeElement.dataset.kind : document.activeElement.matches(".hits h3 a") ? "result" : "");
    const seen = [];
    for (let i = 0; i < 40 && seen.at(-1) !== "result"; i++) {
      await page.keyboard.press("Tab");
      const now = await at();
      if (now) seen.push(now);
      if (now === "filters") await page.keyboard.press("Enter");
    }
    assert.deepEqual(seen, ["box", "filters", "community", "program", "author", "year", "tag", "result"]);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/20\d\d\//);
    await done(page);
  });

  test("the number of results is announced, and only that", async () => {
    const page = await open(ask("居民"));
    await answered(page);
    assert.equal(await page.locator("main [role=status], main [aria-live]").count(), 1);
    assert.equal(await page.locator(".found").getAttribute("role"), "status");
    await done(page);
  });

  for (const [name, options] of [
    ["light", { colorScheme: "light" }],
    ["dark, on a wide screen", { colorScheme: "dark", viewport: { width: 1280, height: 900 } }],
    ["large print", { size: "large" }],
    ["the narrowest", { viewport: { width: 320, height: 700 }, size: "huge" }],
  ]) {
    test(`axe, targets and width: ${name}`, { timeout: 60_000 }, async () => {
      const { size, ...context } = options;
      const origin = new URL(address).origin;
      // Without the policy, which forbids what axe does.
      const plain = await serveFolder(output);
      const page = await openPage({ ...context, storageState: { cookies: [], origins: size ? [origin, new URL(plain).origin].map((origin) => ({ origin, localStorage: [{ name: "banbao-size", value: size }] })) : [] } });
      for (const [q, act] of [
        ["居民", async () => { await page.locator(".facets summary").click(); await until(async () => (await page.locator("[data-kind=tag] option").count()) > 1, "values"); }],
        ["看露天犇影", null],
        ["犇骉猋", null],
        ["", async () => { await box(page).click(); await box(page).pressSequentially("阳光"); await page.locator(".offers li").first().waitFor(); await page.keyboard.press("ArrowDown"); }],
      ]) {
        await page.goto(plain + (q ? ask(q, q === "居民" ? { year: 2023 } : {}) : ""));
        if (q) await answered(page, /找到/);
        await act?.();
        await page.evaluate(AXE);
        const found = await page.evaluate(async () => {
          const { violations } = await axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            rules: { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } },
            resultTypes: ["violations"],
          });
          return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id}: ${target.join(" ")} ${any[0]?.message ?? ""}`));
        });
        assert.deepEqual(found, [], q);
        const small = await page.evaluate((least) => [...document.querySelectorAll("main a[href], main button, main input, main select, main summary, .offers:not([hidden]) li")].filter((e) => {
          const box = e.getBoundingClientRect();
          return box.width && (box.height < least - 0.5 || box.width < least - 0.5);
        }).map((e) => e.outerHTML.slice(0, 80)), size ? 60 : 48);
        assert.deepEqual(small, [], q);
        assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= document.documentElement.clientWidth), `${q}: scrolls sideways`);
      }
      await page.context().close();
    });
  }
});
