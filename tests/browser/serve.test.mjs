// `banbao serve`: an open page follows what its editor saves, keeps the last good page while something is broken,
// and answers nobody but this machine (S7).

import assert from "node:assert/strict";
import { appendFile, readFile, rename, rm, unlink, writeFile, mkdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, test } from "node:test";
import { openPage, POLICY, preview, sampleSources, until } from "./harness.mjs";

/** Sends exactly these bytes as the path, which no client library would; gives the status, head and body. */
function ask(url, path, { host, method = "GET" } = {}) {
  const { hostname, port } = new URL(url);
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${method} ${path} HTTP/1.1\r\nHost: ${host ?? `${hostname}:${port}`}\r\nConnection: close\r\n\r\n`));
    const parts = [];
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer to ${path}`)));
    socket.on("data", (bytes) => parts.push(bytes));
    socket.on("error", fail);
    socket.on("close", () => {
      const [head, ...body] = Buffer.concat(parts).toString("utf8").split("\r\n\r\n");
      done({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), head, body: body.join("\r\n\r\n") });
    });
  });
}

/** Opens a page of the preview, and waits until it listens for changes. */
async function visit(page, url) {
  const [, response] = await Promise.all([page.waitForResponse(/__banbao\/notes/), page.goto(url)]);
  return response;
}

const ARTICLE = "content/2024/08/yizhen.md";

describe("live reload", { timeout: 120_000 }, () => {
  test("an open article shows what its editor saves, without a hand on the browser", async () => {
    const root = await sampleSources();
    const server = await preview(root);
    const page = await openPage();
    await visit(page, `${server.url}2024/08/yizhen/`);
    const source = await readFile(join(root, ARTICLE), "utf8");

    await writeFile(join(root, ARTICLE), `${source}\n新添的一段话。\n`);
    await page.getByText("新添的一段话。").waitFor();

    // As editors save: a new file beside the old one, renamed over it.
    await writeFile(join(root, "content/2024/08/.yizhen.md.swp"), `${source}\n换了文件的一段话。\n`);
    await rename(join(root, "content/2024/08/.yizhen.md.swp"), join(root, ARTICLE));
    await page.getByText("换了文件的一段话。").waitFor();

    // A page that an article does not reach stays as it is: no reload without need.
    await visit(page, `${server.url}about/`);
    await page.evaluate(() => (window.marker = "still here"));
    await appendFile(join(root, ARTICLE), "\n又一段。\n");
    await until(async () => (await (await fetch(`${server.url}2024/08/yizhen/`)).text()).includes("又一段。"), "the new text");
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.marker), "still here");

    // Lists follow their articles.
    await visit(page, `${server.url}news/`);
    await writeFile(join(root, ARTICLE), source.replace(/^title:.*$/m, "title: 换过的标题"));
    await page.getByRole("link", { name: "换过的标题" }).waitFor();
    await unlink(join(root, ARTICLE));
    await page.getByRole("link", { name: "换过的标题" }).waitFor({ state: "detached" });
    await page.context().close();
  });

  test("a style sheet is swapped without a reload", async () => {
    const root = await sampleSources();
    await mkdir(join(root, "themes/ours/assets"), { recursive: true });
    await writeFile(join(root, "themes/ours/theme.yaml"), "extends: banbao\n");
    const styles = await readFile(join(root, "themes/banbao/assets/site.css"), "utf8");
    await writeFile(join(root, "themes/ours/assets/site.css"), styles);
    await appendFile(join(root, "content/site.yaml"), "\ntheme: ours\n");
    const server = await preview(root);
    const page = await openPage();
    await visit(page, server.url);
    await page.evaluate(() => (window.marker = "still here"));
    await writeFile(join(root, "themes/ours/assets/site.css"), `${styles}\nbody { border-top: 7px solid red; }\n`);
    await page.waitForFunction(() => getComputedStyle(document.body).borderTopWidth === "7px");
    await writeFile(join(root, "themes/ours/assets/site.css"), `${styles}\nbody { border-top: 9px solid red; }\n`);
    await page.waitForFunction(() => getComputedStyle(document.body).borderTopWidth === "9px");
    assert.equal(await page.evaluate(() => window.marker), "still here");
    await page.context().close();
  });

  test("an article saved right behind a style sheet is not missed", async () => {
    const root = await sampleSources();
    const server = await preview(root);
    const page = await openPage();
    await visit(page, `${server.url}2024/08/yizhen/`);
    const styles = await readFile(join(root, "themes/banbao/assets/site.css"), "utf8");
    for (const round of [1, 2, 3, 4, 5]) {
      await writeFile(join(root, "themes/banbao/assets/site.css"), `${styles}\nbody { border-top: ${round}px solid red; }\n`);
      // Long enough for two changes, short enough for the page to be still busy with the first.
      await page.waitForTimeout(20 * round);
      await appendFile(join(root, ARTICLE), `\n第 ${round} 段新话。\n`);
      await page.getByText(`第 ${round} 段新话。`).waitFor();
    }
    await page.context().close();
  });

  test("a broken article keeps its last good page and says on it what is wrong, until it is mended", async () => {
    const root = await sampleSources();
    const server = await preview(root);
    const page = await openPage();
    await visit(page, `${server.url}2024/08/yizhen/`);
    const title = await page.locator("h1").innerText();
    const source = await readFile(join(root, ARTICLE), "utf8");

    await writeFile(join(root, ARTICLE), source.replace(/^date:.*$/m, "date: 2024-13-45"));
    const notes = page.locator("#banbao-notes");
    await notes.filter({ hasText: "yizhen.md:" }).waitFor();
    assert.match(await notes.innerText(), /2024-13-45/);
    assert.equal(await page.locator("h1").innerText(), title);
    await page.reload();
    assert.equal(await page.locator("h1").innerText(), title);
    await notes.filter({ hasText: "yizhen.md:" }).waitFor();

    await writeFile(join(root, ARTICLE), source.replace(/^title:/m, "title: [没有关上\nx:"));
    await until(async () => (await notes.innerText().catch(() => "")).includes("yizhen.md:") && !(await notes.innerText()).includes("2024-13-45"), "the new note");
    assert.equal(await page.locator("h1").innerText(), title);

    await writeFile(join(root, ARTICLE), `${source}\n修好了。\n`);
    await page.getByText("修好了。").waitFor();
    await notes.waitFor({ state: "hidden" });
    await page.context().close();
  });

  test("a broken template says so on the page, and the page comes back when it is mended", async () => {
    const root = await sampleSources();
    const server = await preview(root);
    const page = await openPage();
    await visit(page, `${server.url}about/`);
    const template = join(root, "themes/banbao/templates/page.html");
    const source = await readFile(template, "utf8");
    await writeFile(template, source.replace("{%- block main -%}", "{%- block main -%}{{ nothing.of.this }}"));
    await page.locator("#banbao-notes, pre").filter({ hasText: "page.html" }).first().waitFor();
    await writeFile(template, source.replace("{%- block main -%}", "{%- block main -%}<p>修好了。</p>"));
    await page.getByText("修好了。").waitFor();
    await page.context().close();
  });

  test("new pages appear, and an address that is not there yet comes to life when it is", async () => {
    const root = await sampleSources();
    const server = await preview(root);
    const page = await openPage();
    await visit(page, `${server.url}2024/09/xinxi/`);
    await mkdir(join(root, "content/2024/09"), { recursive: true });
    await writeFile(join(root, "content/2024/09/xinxi.md"), "---\ntitle: 新消息\nauthor: 王丹\ncommunity: 莫阳\ndate: 2024-09-01\n---\n正文。\n");
    await page.getByRole("heading", { level: 1, name: "新消息" }).waitFor();
    await page.context().close();
  });

  test("under the path of base_url it answers there", async () => {
    const root = await sampleSources();
    const config = join(root, "content/site.yaml");
    await writeFile(config, (await readFile(config, "utf8")).replace(/^base_url:.*$/m, "base_url: https://example.org/repo/"));
    const server = await preview(root);
    assert.match(server.url, /\/repo\/$/);
    const page = await openPage();
    const response = await visit(page, server.url);
    assert.equal(response.status(), 200);
    await page.getByRole("link", { name: "新闻", exact: true }).first().click();
    await page.waitForURL("**/repo/news/");
    const source = await readFile(join(root, ARTICLE), "utf8");
    await visit(page, `${server.url}2024/08/yizhen/`);
    await writeFile(join(root, ARTICLE), `${source}\n也会更新。\n`);
    await page.getByText("也会更新。").waitFor();
    await page.context().close();
  });

  test("the address on standard output, all else on standard error; an interrupt ends it, also with pages open", async () => {
    const server = await preview(await sampleSources());
    const page = await openPage();
    await visit(page, server.url);
    assert.match(server.said.out, /^http:\/\/(localhost|127\.0\.0\.1):\d+\/\n$/);
    server.process.kill("SIGINT");
    const { code, signal } = await Promise.race([server.ended, new Promise((_, fail) => setTimeout(() => fail(new Error("still running after 5 s")), 5000))]);
    assert.ok(code === 0 || code === 130 || signal === "SIGINT", `ended with ${code ?? signal}`);
    await page.context().close();
  });
});

describe("the panel of notes", { timeout: 120_000 }, () => {
  const WARNED = "content/2024/08/warned.md";
  const warned = (title, more = "") => `---\ntitle: ${title}\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n正文。${more}\n`;
  let root, server;

  test("starts", async () => {
    root = await sampleSources();
    await writeFile(join(root, WARNED), warned("没有作者"));
    server = await preview(root);
  });

  const panelOf = (page) => {
    const panel = page.locator("#banbao-notes");
    return { panel, list: panel.locator(".list"), bar: panel.locator(".summary"), fold: panel.locator("button.fold"), close: panel.locator("button.close") };
  };

  test("a page's own warnings open it, those of others only leave a bar", async () => {
    const page = await openPage();
    const { list, bar, fold } = panelOf(page);
    await visit(page, `${server.url}2024/08/warned/`);
    await list.getByText("warned.md").waitFor();
    assert.equal(await bar.innerText(), "警告 1");
    assert.equal(await fold.getAttribute("aria-expanded"), "true");
    await visit(page, `${server.url}2024/08/yizhen/`);
    await bar.waitFor();
    assert.equal(await list.isVisible(), false);
    await fold.click();
    await list.getByText("warned.md").waitFor();
    await page.context().close();
  });

  test("folded and closed it stays so over reloads of that page, until the notes are others", async () => {
    const page = await openPage();
    const { panel, list, fold, close } = panelOf(page);
    const url = `${server.url}2024/08/warned/`;
    await visit(page, url);
    await list.waitFor();
    await fold.click();
    await list.waitFor({ state: "hidden" });
    await Promise.all([page.waitForResponse(/__banbao\/notes/), page.reload()]);
    await fold.waitFor();
    assert.equal(await list.isVisible(), false);
    await close.click();
    await panel.waitFor({ state: "hidden" });
    await Promise.all([page.waitForResponse(/__banbao\/notes/), page.reload()]);
    await page.waitForTimeout(300);
    assert.equal(await panel.isVisible(), false);
    // Another page, and this one again.
    await visit(page, `${server.url}2024/08/yizhen/`);
    await fold.waitFor();
    await visit(page, url);
    await page.waitForTimeout(300);
    assert.equal(await panel.isVisible(), false);
    // The same note on another text is not another note; a second one is.
    await writeFile(join(root, WARNED), warned("没有作者", "多写一句。"));
    await page.getByText("多写一句。").waitFor();
    await page.waitForTimeout(300);
    assert.equal(await panel.isVisible(), false);
    await writeFile(join(root, WARNED), warned("没有作者", "![图](meiyou.png)"));
    await list.filter({ hasText: "meiyou.png" }).waitFor();
    await writeFile(join(root, WARNED), warned("没有作者"));
    await until(async () => !(await panel.innerText().catch(() => "")).includes("meiyou.png"), "the first notes");
    await page.context().close();
  });

  test("by keyboard: unfolded, scrolled, folded with Escape, closed", async () => {
    const page = await openPage();
    const { panel, list, fold, close } = panelOf(page);
    await visit(page, `${server.url}2024/08/warned/`);
    await list.waitFor();
    await fold.focus();
    await page.keyboard.press("Tab");
    assert.equal(await close.evaluate((e) => e === document.activeElement), true);
    await page.keyboard.press("Tab");
    assert.equal(await list.evaluate((e) => e === document.activeElement), true);
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
    assert.equal(await fold.evaluate((e) => e === document.activeElement), true);
    await page.keyboard.press("Enter");
    await list.waitFor();
    await close.focus();
    await page.keyboard.press("Space");
    await panel.waitFor({ state: "hidden" });
    await page.context().close();
  });

  test("it covers at most two fifths of the window, hides nothing at the page's end, and its buttons can be hit", async () => {
    const many = Array.from({ length: 12 }, (_, n) => `![图](meiyou${n}.png)`).join("\n\n");
    await writeFile(join(root, WARNED), warned("许多", many));
    for (const [width, height] of [[320, 568], [390, 844], [1280, 800]]) {
      for (const size of [null, "large", "huge"]) {
        const page = await openPage({ viewport: { width, height } });
        const { panel, list, fold, close } = panelOf(page);
        await page.addInitScript((size) => size && localStorage.setItem("banbao-size", size), size);
        await visit(page, `${server.url}2024/08/warned/`);
        await list.waitFor();
        if (size) await page.evaluate((size) => (document.documentElement.dataset.size = size), size);
        const what = `${width} ${size}`;
        await until(async () => (await panel.boundingBox()).height > 100, what);
        const box = await panel.boundingBox();
        assert.ok(box.height <= height * 0.4 + 1, `${what}: ${box.height}`);
        assert.ok(Math.round(box.y + box.height) === height, what);
        for (const button of [fold, close]) {
          const { width: w, height: h } = await button.boundingBox();
          assert.ok(w >= 48 && h >= (size ? 60 : 48), `${what}: ${w} × ${h}`);
        }
        assert.ok(await list.evaluate((e) => e.scrollHeight > e.clientHeight && e.scrollWidth <= e.clientWidth), what);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), what);
        await fold.click();
        await until(async () => (await panel.boundingBox()).height < height * 0.25, `${what}: a slim bar`);
        await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
        const end = await page.evaluate(() => document.querySelector("footer").getBoundingClientRect().bottom);
        assert.ok(end <= (await panel.boundingBox()).y + 1, `${what}: the footer ends at ${end}`);
        await page.context().close();
      }
    }
  });

  test("it works under the strictest policy, Trusted Types included, and a theme does not reach into it", async () => {
    await writeFile(join(root, WARNED), warned("没有作者"));
    const page = await openPage();
    const refused = [];
    page.on("console", (message) => /refused|violates|TrustedHTML/i.test(message.text()) && refused.push(message.text()));
    page.on("pageerror", (error) => refused.push(String(error)));
    await page.route("**/2024/08/**", async (route) => {
      if (route.request().resourceType() !== "document") return route.continue();
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": `${POLICY}; require-trusted-types-for 'script'` } });
    });
    await visit(page, `${server.url}2024/08/warned/`);
    const { panel, list, fold } = panelOf(page);
    await list.getByText("warned.md").waitFor();
    assert.equal(await panel.evaluate((e) => getComputedStyle(e).position), "fixed");
    await mkdir(join(root, "themes/banbao/assets"), { recursive: true });
    const css = join(root, "themes/banbao/assets/site.css");
    const before = await readFile(css, "utf8");
    await writeFile(css, `${before}\nbody { border-top: 7px solid red; }\nsection, p, div { display: none; color: red; }\nbutton { font-size: 3px; }\n`);
    await page.waitForFunction(() => getComputedStyle(document.body).borderTopWidth === "7px");
    assert.equal(await list.getByText("warned.md").isVisible(), true);
    assert.equal(await fold.evaluate((e) => parseFloat(getComputedStyle(e).fontSize) >= 16), true);
    await writeFile(css, before);
    assert.deepEqual(refused, []);
    await page.context().close();
  });
});

describe("S7", { timeout: 60_000 }, () => {
  let server, root;

  test("starts", async () => {
    root = await sampleSources();
    await writeFile(join(root, "secret.txt"), "不可外传");
    await writeFile(join(root, "content/2024/08/.env"), "不可外传");
    server = await preview(root);
  });

  test("another name in Host is refused, this machine's names are not", async () => {
    const { port } = new URL(server.url);
    for (const host of ["evil.example", `evil.example:${port}`, "localhost.evil.example", "127.0.0.1.evil.example", "192.168.1.1", "", "[::2]"]) {
      const { status, body } = await ask(server.url, "/", { host });
      assert.ok(status === 403 || status === 400, `${host}: ${status}`);
      assert.ok(!body.includes("板报</h1>"), host);
    }
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, "localhost", "LOCALHOST", `[::1]:${port}`]) assert.equal((await ask(server.url, "/", { host })).status, 200, host);
    for (const own of ["/__banbao/live.js", "/__banbao/events", "/__banbao/notes?page=/"]) assert.equal((await ask(server.url, own, { host: "evil.example" })).status, 403, own);
  });

  test("no path leaves the site", async () => {
    for (const path of [
      "/../secret.txt",
      "/../../../../etc/passwd",
      "/%2e%2e/secret.txt",
      "/%2e%2e%2fsecret.txt",
      "/..%2fsecret.txt",
      "/..%5csecret.txt",
      "/..\\secret.txt",
      "/assets/../../secret.txt",
      "/assets/%2e%2e/%2e%2e/secret.txt",
      "/%252e%252e/secret.txt",
      "//etc/passwd",
      "/%2fetc/passwd",
      "/etc/passwd",
      "/content/site.yaml",
      "/themes/banbao/theme.yaml",
      "/2024/08/yizhen.md",
      "/2024/08/.env",
      "/.banbao",
      "/secret.txt",
      "/%00",
      "/%",
      "/%zz",
      "/%ff",
    ]) {
      const { status, body } = await ask(server.url, path);
      assert.ok(status === 400 || status === 404, `${path}: ${status}`);
      assert.ok(!/不可外传|root:|base_url|extends/.test(body), path);
    }
  });

  test("it only reads", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"]) assert.equal((await ask(server.url, "/", { method })).status, 405, method);
    assert.equal((await ask(server.url, "/", { method: "HEAD" })).body, "");
  });

  test("a request that makes no sense does not stop it", async () => {
    const { hostname, port } = new URL(server.url);
    for (const bytes of ["\r\n\r\n", "GET\r\n\r\n", "\0\0\0", `GET /${"a".repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, "GET / HTTP/1.1\r\n"]) {
      await new Promise((done) => {
        const socket = connect(Number(port), hostname, () => socket.end(bytes));
        socket.on("error", done);
        socket.on("close", done);
        socket.resume();
        setTimeout(() => socket.destroy(), 500);
      });
    }
    assert.equal((await ask(server.url, "/")).status, 200);
  });

  test("nothing is said about who may embed or read it, and nothing is cached", async () => {
    const { head } = await ask(server.url, "/");
    assert.doesNotMatch(head, /access-control-allow-origin/i);
    assert.match(head, /cache-control: no-store/i);
    assert.match(head, /x-content-type-options: nosniff/i);
  });

  test("a built page and a served page differ by one script only", async () => {
    const { body } = await ask(server.url, "/2024/08/yizhen/");
    assert.equal(body.match(/__banbao/g)?.length, 1);
    await rm(join(root, "secret.txt"));
  });
});
