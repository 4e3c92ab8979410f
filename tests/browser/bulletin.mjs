// A bulletin that nobody has seen: 120 communities, 20 programs, enough articles for several pages of every list,
// names that share their pinyin, long names, and an article with everything that Markdown can hold.
// The same for the same seed.

import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { project, temporary } from "./harness.mjs";

/** A small generator of even randomness (mulberry32). */
function randomness(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const FRONTS = "阳光 清水 长寿 东园 桃坞 金塘 柳溪 新桥 银杏 重阳 白鹭 石湖".split(" ");
const BACKS = "苑 里 新村 家园 花苑 名邸 一区 二区 三区 公寓".split(" ");
const DEEDS = "晒被子 修路灯 种薄荷 读报纸 换净水 量血压 学剪纸 看露天电影 包馄饨 讲故事".split(" ");
const TAGS = "成长 呈长 长期 健康 环保 防汛 AI 重要 一个特别特别特别特别长的标签用来试一试会不会撑破页面".split(" ");
const WRITERS = "王小明 李大力 赵红 欧阳长河 Ann-Marie 单于 曾婷 仇丽".split(" ");

const EVERYTHING = `开头一段，有**粗体：**也有*着重*，还有~~划掉的~~字和 \`code\`。一行
接一行，{{ 不是模板 }}，{% 也不是 %}。<ruby>蠡<rt>lí</rt></ruby>塘，H<sub>2</sub>O，按 <kbd>Ctrl</kbd>。

## 一张很宽的表

| 社区 | 电话 | 办公时间 | 地址 | 备注 | 负责的事 | 还有一栏 |
| :--- | ---: | :---: | --- | --- | --- | --- |
| 阳光苑社区 | 0512-00000000 | 九点到五点 | 阳光路一号 | 周末休息 | 调解、养老、助残 | 无 |
| Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | 1 | 2 | 3 | 4 | 5 | 6 |

### 清单

- 第一
  - 里面一层
    1. 再里面
- [x] 做完的
- [ ] 没做的

1. 一
2. 二

> [!NOTE]
> 请注意。

> 引一句话。

术语
: 它的意思。

一条很长的地址：https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa

![画着小区的图](tu.png)

\`\`\`rust
fn main() { println!("一行很长很长的代码，长到手机屏幕放不下，只能在自己的框里左右滑动 {}", "abcdefghijklmnopqrstuvwxyz"); } // 注
\`\`\`

有一个脚注[^1]，还有[附件](shuoming.txt)和[另一篇](a0.md)。

---

#### 小标题

完。

[^1]: 脚注的内容。
`;

/** Writes the bulletin's sources; gives their folder. */
export async function bulletin({ seed = 7, count = 130, config = "" } = {}) {
  const root = await temporary();
  const random = randomness(seed);
  const pick = (all) => all[Math.floor(random() * all.length)];
  const write = async (file, text) => {
    const path = join(root, "content", file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  };
  await cp(join(project, "themes"), join(root, "themes"), { recursive: true });
  await write("site.yaml", `title: 试验板报\ntagline: 没人见过的一份\nbase_url: https://example.org/\nmenu:\n  - {name: 新闻, url: /news/}\n  - {name: 社区, url: /communities/}\n  - {name: 关于, url: /about/}\nfooter:\n  telephone: 0512-00000000\n${config}`);

  const communities = [];
  for (const front of FRONTS) for (const back of BACKS) communities.push(`${front}${back}社区`);
  const programs = Array.from({ length: 20 }, (_, i) => `${FRONTS[i % 12]}${i < 12 ? "邻里" : "少年"}计划`);
  for (const [i, name] of communities.entries()) {
    await write(`communities/c${i}.md`, `---\nname: ${name}\naliases: [${name.slice(0, -2)}]\norder: ${i}\n${i % 3 ? "" : "contact: 电话 0512-00000000\ndistrict: 试验区\n"}---\n${i % 2 ? "" : `${name}的介绍。\n`}`);
  }
  for (const [i, name] of programs.entries()) {
    await write(`programs/p${i}.md`, `---\nname: ${name}\ncommunities: [c${i}, c${i + 20}]\norder: ${i}\nstatus: 进行中\nstarted: 2023-0${(i % 9) + 1}-01\n---\n做什么的，一句话说清。\n`);
  }
  const issue = [];
  for (let i = 0; i < count; i++) {
    const [year, month, day] = [2022 + Math.floor((i / count) * 3), 1 + Math.floor(random() * 8), 1 + Math.floor(random() * 28)].map((n) => String(n).padStart(2, "0"));
    // The first community and the first program get enough for three pages.
    const own = new Set([i % 3 === 0 ? communities[0] : pick(communities), ...(i % 7 === 0 ? [pick(communities), pick(communities)] : [])]);
    const its = i % 2 === 0 ? [programs[i % 3 === 0 ? 0 : Math.floor(random() * 20)]] : [];
    const tags = [...new Set([pick(TAGS), pick(TAGS)])];
    const writers = i % 5 === 0 ? `{文: [${pick(WRITERS)}], 图: ${pick(WRITERS)}}` : pick(WRITERS);
    const lines = [`title: ${[...own][0]}的居民一起${pick(DEEDS)}（${i}）`, `author: ${writers}`, `community: [${[...own].join(", ")}]`, `date: ${year}-${month}-${day}${i % 4 ? "" : " 09:30"}`, `tags: [${tags.join(", ")}]`];
    if (its.length) lines.push(`program: ${its[0]}`);
    if (i % 10 === 0) lines.push("cover: tu.png", "cover_alt: 一张画");
    if (i === 3) lines.push("pin: true");
    await write(`news/a${i}.md`, `---\n${lines.join("\n")}\n---\n${i === 1 ? EVERYTHING : `${[...own][0]}这个月${pick(DEEDS)}。来了不少人，都说好。\n\n下个月还办。\n`}`);
    if (i < 12) issue.push(`  - a${i}`);
  }
  await cp(join(project, "content/2024/08/daolantu.png"), join(root, "content/news/tu.png"));
  await write("news/shuoming.txt", "说明\n");
  await write("issues/2024-01.md", `---\nnumber: 1\ndate: 2024-08-30\nlead: 导语。\narticles:\n${issue.join("\n")}\n---\n编者按。\n`);
  await write("pages/about.md", "---\ntitle: 关于\n---\n关于我们，看[第一篇](../news/a0.md)。\n");
  return root;
}
