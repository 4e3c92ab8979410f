//! The block between the `---` lines: broken (rows 1, 2, 11, 12), and as input methods write it (row 3, E2).

use snapbox::str;

use crate::project::Project;

const X: &str = "content/2024/08/x.md";
const PAGE: &str = "2024/08/x/index.html";

/// An article whose front matter is these lines after its author and community.
fn fields(lines: &str) -> Project {
    Project::with(X, format!("---\nauthor: 王丹\ncommunity: 莫阳社区\n{lines}\n---\n正文。\n"))
}

/// The error keeps the article out.
fn refused(project: Project, expected: impl snapbox::IntoData) {
    project.tells(1, expected).built_no(&[PAGE]);
}

/// The warning lets the article in.
fn accepted(project: Project, expected: impl snapbox::IntoData) -> Project {
    project.tells(0, expected).built_files(&[PAGE])
}

#[test]
fn an_unclosed_quote() {
    refused(
        fields("title: \"停水\ndate: 2024-08-13"),
        str![[r#"
错误[yaml-quote]: 这个引号没有配成对
 --> content/2024/08/x.md:4:8
  |
4 | title: "停水
  |        ^
  |
  = 提示: 在这段文字的末尾补上同样的引号，或删掉这一个

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: "停水"
date: 2024-08-13
---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_quote_inside_quotes() {
    accepted(
        fields("title: \"文明\"家庭评选\ndate: 2024-08-13"),
        str![[r#"
警告[needs-quotes]: 文字里的 " 在这里是记号，整段文字要用英文引号括起来
 --> content/2024/08/x.md:4:8
  |
4 | title: "文明"家庭评选
  |        ^
  |
  = 提示: 写成：title: '"文明"家庭评选'

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: '"文明"家庭评选'
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<h1>&quot;文明&quot;家庭评选</h1>");
}

#[test]
fn an_unclosed_bracket() {
    refused(
        fields("title: 停水\ndate: 2024-08-13\ntags: [通知, 供水"),
        str![[r#"
错误[yaml-bracket]: 这个括号没有配成对
 --> content/2024/08/x.md:6:7
  |
6 | tags: [通知, 供水
  |       ^
  |
  = 提示: 在末尾补上另一半，例如 tags: [通知, 供水]

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–7 行）：
---
author: 王丹
community: 莫阳社区
title: 停水
date: 2024-08-13
tags: [通知, 供水]
---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_field_indented_below_another() {
    refused(
        fields("title: 停水\n  date: 2024-08-13"),
        str![[r#"
错误[yaml-indent]: 这一行往右缩进了，接不上前面的内容
 --> content/2024/08/x.md:5:3
  |
5 |   date: 2024-08-13
  |   ^^^^^^^^^^^^^^^^
  |
  = 提示: 删掉行首的空格，让字段名从头写起

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: 停水
date: 2024-08-13
---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn list_items_at_different_depths() {
    refused(
        fields("title: 停水\ndate: 2024-08-13\ntags:\n    - 通知\n  - 供水"),
        str![[r#"
错误[yaml-indent]: 这一行的缩进和上面的不齐
 --> content/2024/08/x.md:8:3
  |
8 |   - 供水
  |   ^^^^^^
  |
  = 提示: 同一级的几行，行首的空格要一样多

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_line_that_is_no_field() {
    refused(
        fields("title: 停水\n请大家储水\ndate: 2024-08-13"),
        str![[r#"
错误[yaml]: 这一行不是“字段: 内容”
 --> content/2024/08/x.md:5:1
  |
5 | 请大家储水
  | ^^^^^^^^^^
  |
  = 提示: 在字段名后面写英文冒号和一个空格；如果是正文，移到 --- 下面

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_block_without_any_field() {
    refused(
        Project::with(X, "---\n请大家储水\n---\n正文。\n"),
        str![[r#"
错误[yaml]: 这里应当是“字段: 内容”这样的一行一项
 --> content/2024/08/x.md:2:1
  |
2 | 请大家储水
  | ^^^^^^^^^^
  |
  = 提示: 例如：title: 标题

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_empty_block() {
    refused(
        Project::with(X, "---\n---\n正文。\n"),
        str![[r#"
错误[missing-date]: 没有日期
--> content/2024/08/x.md
 = 提示: 在 --- 之间加一行：date: 2024-08-13

错误[missing-title]: 没有标题
--> content/2024/08/x.md
 = 提示: 在 --- 之间加一行：title: 标题

警告[no-author]: 没有写作者
--> content/2024/08/x.md
 = 提示: 加一行：author: 姓名

警告[no-community]: 没有写社区，这篇稿件不会出现在任何社区的页面上
--> content/2024/08/x.md
 = 提示: 加一行：community: 某某社区；本来就不属于哪个社区，写 community: 无

成功 1 篇，错误 2，警告 2，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_list_for_a_block() {
    refused(
        Project::with(X, "---\n- title: 停水\n- date: 2024-08-13\n---\n正文。\n"),
        str![[r#"
错误[yaml]: 这里应当是“字段: 内容”这样的一行一项
 --> content/2024/08/x.md:2:1
  |
2 | - title: 停水
  | ^
  |
  = 提示: 例如：title: 标题

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_tab_inside_a_line() {
    fields("title:\t停水\ndate: 2024-08-13").build().code(0).holds(PAGE, "<h1>停水</h1>").said(str![[r#"
成功 2 篇，错误 0，警告 0，用时 [TIME] 秒

"#]]);
}

#[test]
fn no_front_matter() {
    refused(
        Project::with(X, "# 停水\n\n正文。\n"),
        str![[r#"
错误[no-front-matter]: 文件开头没有设置（用 --- 围起来的标题、日期等）
 --> content/2024/08/x.md:1:1
  |
1 | # 停水
  | ^^^^^^
  |
  = 提示: 在文件最上面写：---（换行）title: 标题（换行）date: 2024-08-13（换行）---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_empty_file() {
    refused(
        Project::with(X, ""),
        str![[r#"
错误[no-front-matter]: 文件开头没有设置（用 --- 围起来的标题、日期等）
--> content/2024/08/x.md:1:1
 = 提示: 在文件最上面写：---（换行）title: 标题（换行）date: 2024-08-13（换行）---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_file_of_blank_lines() {
    refused(
        Project::with(X, "\n\n　\n"),
        str![[r#"
错误[no-front-matter]: 文件开头没有设置（用 --- 围起来的标题、日期等）
--> content/2024/08/x.md:4:1
 = 提示: 在文件最上面写：---（换行）title: 标题（换行）date: 2024-08-13（换行）---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn toml() {
    refused(
        Project::with(X, "+++\ntitle = \"停水\"\n+++\n正文。\n"),
        str![[r#"
错误[toml]: 开头的设置是 TOML（+++），这里要用 YAML（---）
 --> content/2024/08/x.md:1:1
  |
1 | +++
  | ^^^
  |
  = 提示: 在文件最上面写：---（换行）title: 标题（换行）date: 2024-08-13（换行）---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_unclosed_block_without_a_blank_line() {
    refused(
        Project::with(X, "---\ntitle: 停水\ndate: 2024-08-13\n正文从这里开始。\n"),
        str![[r#"
错误[unclosed-front-matter]: 开头的设置没有收尾：找不到第二行 ---
 --> content/2024/08/x.md:4:1
  |
4 | 正文从这里开始。
  | ^^^^^^^^^^^^^^^^
  |
  = 提示: 在最后一个字段下面加一行 ---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_fence_and_nothing_else() {
    refused(
        Project::with(X, "---\n"),
        str![[r#"
错误[unclosed-front-matter]: 开头的设置没有收尾：找不到第二行 ---
 --> content/2024/08/x.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 在最后一个字段下面加一行 ---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_unclosed_block_that_a_blank_line_ends() {
    let text = "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n\n正文。\n";
    accepted(
        Project::with(X, text),
        str![[r#"
警告[unclosed-front-matter]: 开头的设置没有用 --- 收尾，已当作到这一行为止
 --> content/2024/08/x.md:5:1
  |
5 | date: 2024-08-13
  | ^^^^^^^^^^^^^^^^
  |
  = 提示: 在这一行下面加一行 ---

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–5 行）：
---
title: 停水
author: 王丹
community: 莫阳社区
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<p>正文。</p>");
}

#[test]
fn an_unclosed_block_at_the_end_of_the_file() {
    let text = "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n";
    accepted(
        Project::with(X, text),
        str![[r#"
警告[empty-text]: 这篇稿件只有标题，没有正文
 --> content/2024/08/x.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 把正文写在第二行 --- 下面；还没写好，就加一行 draft: true

警告[unclosed-front-matter]: 开头的设置没有用 --- 收尾，已当作到这一行为止
 --> content/2024/08/x.md:5:1
  |
5 | date: 2024-08-13
  | ^^^^^^^^^^^^^^^^
  |
  = 提示: 在这一行下面加一行 ---

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–5 行）：
---
title: 停水
author: 王丹
community: 莫阳社区
date: 2024-08-13
---

成功 2 篇，错误 0，警告 2，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn blank_lines_before_the_block() {
    let text = "\n\n---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-8-40\n---\n";
    refused(
        Project::with(X, text),
        str![[r#"
警告[empty-text]: 这篇稿件只有标题，没有正文
 --> content/2024/08/x.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 把正文写在第二行 --- 下面；还没写好，就加一行 draft: true

错误[bad-date]: 2024 年 8 月没有 40 日，最后一天是 31 日
 --> content/2024/08/x.md:7:7
  |
7 | date: 2024-8-40
  |       ^^^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13

成功 1 篇，错误 1，警告 1，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_field_twice() {
    refused(
        fields("title: 停水\ndate: 2024-08-13\ntitle: 停水通知"),
        str![[r#"
错误[duplicate-field]: 这个字段写了两遍
 --> content/2024/08/x.md:6:1
  |
6 | title: 停水通知
  | ^^^^^
  |
  = 提示: 只留一行

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_field_in_chinese_and_in_english() {
    refused(
        fields("title: 停水\n标题: 停水通知\ndate: 2024-08-13"),
        str![[r#"
错误[duplicate-field]: “标题”和“title”是同一个字段，写了两遍
 --> content/2024/08/x.md:5:1
  |
5 | 标题: 停水通知
  | ^^^^
  |
  = 提示: 只留 title

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_list_for_a_text() {
    refused(
        fields("title: [停水, 停电]\ndate: 2024-08-13"),
        str![[r#"
错误[wrong-type]: “title”应当是一段文字
 --> content/2024/08/x.md:4:8
  |
4 | title: [停水, 停电]
  |        ^
  |
  = 提示: 像这样写：title: 文字

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn every_wrong_type_at_once() {
    refused(
        fields("title: 停水\ndate: {年: 2024}\ntags: {甲: 乙}\ndraft: 也许\npin: [是]\nid: [a]\nsummary: [一, 二]\naliases: {a: b}"),
        str![[r#"
错误[wrong-type]: “date”应当是日期
 --> content/2024/08/x.md:5:7
  |
5 | date: {年: 2024}
  |       ^
  |
  = 提示: 像这样写：date: 2024-08-13

错误[wrong-type]: “tags”应当是一个名字，或用方括号括起来的几个名字
 --> content/2024/08/x.md:6:7
  |
6 | tags: {甲: 乙}
  |       ^
  |
  = 提示: 像这样写：tags: [甲, 乙]

错误[wrong-type]: “draft”应当是 true（是）或 false（否）
 --> content/2024/08/x.md:7:8
  |
7 | draft: 也许
  |        ^^^^
  |
  = 提示: 像这样写：draft: true

错误[wrong-type]: “pin”应当是 true（是），或到哪一天为止的日期
 --> content/2024/08/x.md:8:6
  |
8 | pin: [是]
  |      ^
  |
  = 提示: 像这样写：pin: 2024-08-20

错误[wrong-type]: “id”应当是小写英文字母、数字和短横线
 --> content/2024/08/x.md:9:5
  |
9 | id: [a]
  |     ^
  |
  = 提示: 像这样写：id: laji-fenlei

错误[wrong-type]: “summary”应当是一段文字
  --> content/2024/08/x.md:10:10
   |
10 | summary: [一, 二]
   |          ^
   |
   = 提示: 像这样写：summary: 文字

错误[wrong-type]: “aliases”应当是一个名字，或用方括号括起来的几个名字
  --> content/2024/08/x.md:11:10
   |
11 | aliases: {a: b}
   |          ^
   |
   = 提示: 像这样写：aliases: [甲, 乙]

成功 1 篇，错误 7，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_bomb_of_aliases() {
    let mut lines = String::from("title: 停水\ndate: 2024-08-13\na: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"]) {
        lines.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 10].join(", ")));
    }
    refused(
        fields(lines.trim_end()),
        str![[r#"
错误[unknown-field]: 没有“a”这个字段
 --> content/2024/08/x.md:6:1
  |
6 | a: &a [x, x, x, x, x, x, x, x, x, x]
  | ^
  |
  = 提示: 可以用的字段：title、date、author、community、program、tags、summary、cover、cover_alt、pin、draft、publish、expires、updated、source、reviewed_by、id、aliases、urgent、corrections、retracted、audio、privacy_allow

警告[needs-quotes]: 文字里的 & 在这里是记号，整段文字要用英文引号括起来（另有 8 处：第 7、8、9、10、11、12、13、14 行）
 --> content/2024/08/x.md:6:4
  |
6 | a: &a [x, x, x, x, x, x, x, x, x, x]
  |    ^
  |
  = 提示: 写成：a: "&a [x, x, x, x, x, x, x, x, x, x]"

错误[unknown-field]: 没有“b”这个字段
 --> content/2024/08/x.md:7:1
  |
7 | b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
  | ^
  |
  = 提示: 可以用的字段：title、date、author、community、program、tags、summary、cover、cover_alt、pin、draft、publish、expires、updated、source、reviewed_by、id、aliases、urgent、corrections、retracted、audio、privacy_allow

错误[unknown-field]: 没有“c”这个字段
 --> content/2024/08/x.md:8:1
  |
8 | c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
  | ^
  |
  = 提示: 可以用的字段：title、date、author、community、program、tags、summary、cover、cover_alt、pin、draft、publish、expires、updated、source、reviewed_by、id、aliases、urgent、corrections、retracted、audio、privacy_allow

错误[unknown-field]: 没有“d”这个字段
 --> content/2024/08/x.md:9:1
  |
9 | d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
  | ^
  |
  = 提示: 是不是“id”？

错误[unknown-field]: 没有“e”这个字段
  --> content/2024/08/x.md:10:1
   |
10 | e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
   | ^
   |
   = 提示: 可以用的字段：title、date、author、community、program、tags、summary、cover、cover_alt、pin、draft、publish、expires、updated、source、reviewed_by、id、aliases、urgent、corrections、retracted、audio、privacy_allow

错误[unknown-field]: 没有“f”这个字段
  --> content/2024/08/x.md:11:1
   |
11 | f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
   | ^
   |
   = 提示: 可以用的字段：title、date、author、community、program、tags、summary、cover、cover_alt、pin、draft、publish、expires、updated、source、reviewed_by、id、aliases、urgent、corrections、retracted、audio、privacy_allow

错误[unknown-field]: 没有“g”这个字段
  --> content/2024/08/x.md:12:1
   |
12 | g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]
   | ^
   |
   = 提示: 可以用的字段：title、date、author、community、program、tags、summary、cover、cover_alt、pin、draft、publish、expires、updated、source、reviewed_by、id、aliases、urgent、corrections、retracted、audio、privacy_allow

错误[unknown-field]: 没有“h”这个字段
  --> content/2024/08/x.md:13:1
   |
13 | h: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]
   | ^
   |
   = 提示: 可以用的字段：title、date、author、community、program、tags、summary、cover、cover_alt、pin、draft、publish、expires、updated、source、reviewed_by、id、aliases、urgent、corrections、retracted、audio、privacy_allow

错误[unknown-field]: 没有“i”这个字段
  --> content/2024/08/x.md:14:1
   |
14 | i: &i [*h, *h, *h, *h, *h, *h, *h, *h, *h, *h]
   | ^
   |
   = 提示: 是不是“id”？

成功 1 篇，错误 9，警告 1，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_bomb_of_aliases_in_brackets() {
    let level = |name: &str, before: &str| format!("&{name} [{}]", vec![format!("*{before}"); 10].join(", "));
    let levels: Vec<String> = [("b", "a"), ("c", "b"), ("d", "c"), ("e", "d"), ("f", "e"), ("g", "f"), ("h", "g"), ("i", "h")]
        .iter()
        .map(|(name, before)| level(name, before))
        .collect();
    refused(
        fields(&format!("title: 停水\ndate: 2024-08-13\ntags: [&a [x, x], {}]", levels.join(", "))),
        str![[r#"
错误[yaml-too-large]: 这段设置太大，或者套得太深
 --> content/2024/08/x.md:6:227
  |
6 | ...d, *d, *d, *d, *d, *d, *d, *d], &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e], &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]
  |                                                                ^^
  |
  = 提示: 只留需要的几行：去掉一层套一层的括号和缩进、重复引用（& 和 *）

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn brackets_without_end() {
    refused(
        fields(&format!("title: 停水\ndate: 2024-08-13\ntags: {}", "[".repeat(50_000))),
        str![[r#"
错误[yaml-too-large]: 这段设置太大，或者套得太深
 --> content/2024/08/x.md:6:262
  |
6 | ...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
  |                                                                ^
  |
  = 提示: 只留需要的几行：去掉一层套一层的括号和缩进、重复引用（& 和 *）

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn brackets_very_deep() {
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    refused(
        fields(&format!("title: 停水\ndate: 2024-08-13\ntags: {deep}")),
        str![[r#"
错误[yaml-too-large]: 这段设置太大，或者套得太深
 --> content/2024/08/x.md:6:262
  |
6 | ...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
  |                                                                ^
  |
  = 提示: 只留需要的几行：去掉一层套一层的括号和缩进、重复引用（& 和 *）

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn maps_very_deep() {
    let deep: String = (0..600).map(|depth| format!("\n{}a:", " ".repeat(depth + 1))).collect();
    refused(
        fields(&format!("title: 停水\ndate: 2024-08-13\ntags:{deep}")),
        str![[r#"
错误[yaml-too-large]: 这段设置太大，或者套得太深
  --> content/2024/08/x.md:70:65
   |
70 |                                                                 a:
   |                                                                 ^
   |
   = 提示: 只留需要的几行：去掉一层套一层的括号和缩进、重复引用（& 和 *）

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_full_width_colon() {
    accepted(
        fields("title：停水通知\ndate：2024-08-13"),
        str![[r#"
警告[fullwidth-colon]: “title”后面是中文冒号（另有 1 处：第 5 行）
 --> content/2024/08/x.md:4:6
  |
4 | title：停水通知
  |      ^^
  |
  = 提示: 用英文冒号加一个空格，写成：title: 停水通知

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: 停水通知
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<h1>停水通知</h1>");
}

#[test]
fn a_full_width_colon_and_another_inside() {
    accepted(
        fields("title：通知：停水\ndate: 2024-08-13"),
        str![[r#"
警告[fullwidth-colon]: “title”后面是中文冒号
 --> content/2024/08/x.md:4:6
  |
4 | title：通知：停水
  |      ^^
  |
  = 提示: 用英文冒号加一个空格，写成：title: 通知：停水

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: 通知：停水
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<h1>通知：停水</h1>");
}

#[test]
fn a_full_width_space_after_the_colon() {
    accepted(
        fields("title:　停水通知\ndate:　2024-08-13"),
        str![[r#"
警告[fullwidth-space]: “title:”后面是全角空格（另有 1 处：第 5 行）
 --> content/2024/08/x.md:4:7
  |
4 | title:　停水通知
  |       ^^
  |
  = 提示: 换成英文空格，写成：title: 停水通知

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: 停水通知
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<h1>停水通知</h1>");
}

#[test]
fn no_space_after_the_colon() {
    accepted(
        fields("title:春节\ndate:2024-08-13"),
        str![[r#"
警告[missing-space]: “title:”后面少了一个空格（另有 1 处：第 5 行）
 --> content/2024/08/x.md:4:6
  |
4 | title:春节
  |      ^
  |
  = 提示: 写成：title: 春节

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: 春节
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<h1>春节</h1>");
}

#[test]
fn a_list_with_full_width_commas() {
    accepted(
        fields("title: 停水\ndate: 2024-08-13\ntags: [通知，供水、夏天]"),
        str![[r#"
警告[fullwidth-list]: 列表里用了中文的逗号、引号或括号
 --> content/2024/08/x.md:6:10
  |
6 | tags: [通知，供水、夏天]
  |            ^^
  |
  = 提示: 写成：[通知, 供水, 夏天]

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–7 行）：
---
author: 王丹
community: 莫阳社区
title: 停水
date: 2024-08-13
tags: [通知, 供水, 夏天]
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .built_files(&["tags/tongzhi/index.html", "tags/gongshui/index.html", "tags/xiatian/index.html"]);
}

#[test]
fn a_list_in_full_width_brackets() {
    accepted(
        fields("title: 停水\ndate: 2024-08-13\ntags: ［通知，供水］"),
        str![[r#"
警告[fullwidth-list]: 列表里用了中文的逗号、引号或括号
 --> content/2024/08/x.md:6:7
  |
6 | tags: ［通知，供水］
  |       ^^
  |
  = 提示: 写成：[通知, 供水]

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–7 行）：
---
author: 王丹
community: 莫阳社区
title: 停水
date: 2024-08-13
tags: [通知, 供水]
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .built_files(&["tags/tongzhi/index.html", "tags/gongshui/index.html"]);
}

#[test]
fn a_list_in_lenticular_brackets_of_chinese_quotes() {
    accepted(
        fields("title: 停水\ndate: 2024-08-13\ntags: 【“通知”，“供水”】"),
        str![[r#"
警告[fullwidth-list]: 列表里用了中文的逗号、引号或括号
 --> content/2024/08/x.md:6:7
  |
6 | tags: 【“通知”，“供水”】
  |       ^^
  |
  = 提示: 写成：[通知, 供水]

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–7 行）：
---
author: 王丹
community: 莫阳社区
title: 停水
date: 2024-08-13
tags: [通知, 供水]
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .built_files(&["tags/tongzhi/index.html", "tags/gongshui/index.html"]);
}

#[test]
fn a_list_without_brackets() {
    accepted(
        fields("title: 停水\ndate: 2024-08-13\ntags: 通知、供水"),
        str![[r#"
警告[list-as-text]: “tags”写了几个名字，已按顿号和逗号分开
 --> content/2024/08/x.md:6:7
  |
6 | tags: 通知、供水
  |       ^^^^^^^^^^
  |
  = 提示: 写成：tags: [通知, 供水]

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–7 行）：
---
author: 王丹
community: 莫阳社区
title: 停水
date: 2024-08-13
tags: [通知, 供水]
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .built_files(&["tags/tongzhi/index.html", "tags/gongshui/index.html"]);
}

#[test]
fn a_list_that_spaces_part() {
    Project::with(X, "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\ntags: 通知 供水\n---\n")
        .build()
        .code(0)
        .built_files(&[PAGE, "tags/tongzhi-gongshui/index.html"]);
}

#[test]
fn chinese_quotes_around_a_text() {
    accepted(
        fields("title: “停水通知”\ndate: “2024-08-13”"),
        str![[r#"
警告[curly-quotes]: 整段文字用了中文引号，已当作 YAML 的引号去掉（另有 1 处：第 5 行）
 --> content/2024/08/x.md:4:8
  |
4 | title: “停水通知”
  |        ^
  |
  = 提示: 不要引号就删掉它；要印出引号，写成：title: '“停水通知”'

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: 停水通知
date: "2024-08-13"
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<h1>停水通知</h1>");
}

#[test]
fn corner_quotes_around_a_text() {
    accepted(
        fields("title: 「停水通知」\ndate: 2024-08-13"),
        str![[r#"
警告[curly-quotes]: 整段文字用了中文引号，已当作 YAML 的引号去掉
 --> content/2024/08/x.md:4:8
  |
4 | title: 「停水通知」
  |        ^^
  |
  = 提示: 不要引号就删掉它；要印出引号，写成：title: '“停水通知”'

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: 停水通知
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<h1>停水通知</h1>");
}

#[test]
fn chinese_quotes_inside_a_text_are_text() {
    fields("title: 关于“停水”的“通知”\ndate: 2024-08-13").build().code(0).holds(PAGE, "<h1>关于“停水”的“通知”</h1>");
    fields("title: “停水”和“停电”\ndate: 2024-08-13").build().code(0).holds(PAGE, "<h1>“停水”和“停电”</h1>");
}

#[test]
fn an_indent_of_full_width_spaces() {
    accepted(
        fields("title: 停水\ndate: 2024-08-13\ntags:\n　- 通知\n　- 供水"),
        str![[r#"
警告[indent]: 行首用了全角空格或制表符缩进，已当作两个空格（另有 1 处：第 8 行）
 --> content/2024/08/x.md:7:1
  |
7 | 　- 通知
  | ^^
  |
  = 提示: 行首只用英文空格

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–9 行）：
---
author: 王丹
community: 莫阳社区
title: 停水
date: 2024-08-13
tags:
  - 通知
  - 供水
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .built_files(&["tags/gongshui/index.html"]);
}

#[test]
fn an_indent_of_tabs() {
    accepted(
        fields("title: 停水\ndate: 2024-08-13\ntags:\n\t- 通知\n\t- 供水"),
        str![[r#"
警告[indent]: 行首用了全角空格或制表符缩进，已当作两个空格（另有 1 处：第 8 行）
 --> content/2024/08/x.md:7:1
  |
7 |  - 通知
  | ^
  |
  = 提示: 行首只用英文空格

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–9 行）：
---
author: 王丹
community: 莫阳社区
title: 停水
date: 2024-08-13
tags:
  - 通知
  - 供水
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .built_files(&["tags/gongshui/index.html"]);
}

#[test]
fn fields_indented_by_full_width_spaces() {
    accepted(
        Project::with(X, "---\n　　title: 停水\n　　author: 王丹\n　　community: 莫阳社区\n　　date: 2024-08-13\n---\n正文。\n"),
        str![[r#"
警告[indent]: 行首用了全角空格或制表符缩进，已当作两个空格（另有 3 处：第 3、4、5 行）
 --> content/2024/08/x.md:2:1
  |
2 | 　　title: 停水
  | ^^^^
  |
  = 提示: 行首只用英文空格

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
title: 停水
author: 王丹
community: 莫阳社区
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn dashes_of_an_input_method() {
    let text = "———\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n——\n正文。\n";
    accepted(
        Project::with(X, text),
        str![[r#"
警告[fullwidth-dashes]: 分隔线用了别的横线（另有 1 处：第 6 行）
 --> content/2024/08/x.md:1:1
  |
1 | ———
  | ^^^
  |
  = 提示: 写成三个英文减号：---

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
title: 停水
author: 王丹
community: 莫阳社区
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<p>正文。</p>");
}

#[test]
fn too_many_hyphens() {
    let text = "-----\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n－－－\n正文。\n";
    accepted(
        Project::with(X, text),
        str![[r#"
警告[fullwidth-dashes]: 分隔线用了别的横线（另有 1 处：第 6 行）
 --> content/2024/08/x.md:1:1
  |
1 | -----
  | ^^^^^
  |
  = 提示: 写成三个英文减号：---

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
title: 停水
author: 王丹
community: 莫阳社区
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<p>正文。</p>");
}

#[test]
fn a_colon_and_a_space_inside_a_text() {
    accepted(
        fields("title: 通知: 停水\ndate: 2024-08-13"),
        str![[r#"
警告[needs-quotes]: 文字里的 : 在这里是记号，整段文字要用英文引号括起来
 --> content/2024/08/x.md:4:10
  |
4 | title: 通知: 停水
  |            ^
  |
  = 提示: 写成：title: "通知: 停水"

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: "通知: 停水"
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<h1>通知: 停水</h1>");
}

#[test]
fn marks_of_yaml_before_a_text() {
    accepted(
        fields("title: *重要*通知\nsummary: @全体居民\ndate: 2024-08-13"),
        str![[r#"
警告[needs-quotes]: 文字里的 * 在这里是记号，整段文字要用英文引号括起来（另有 1 处：第 5 行）
 --> content/2024/08/x.md:4:8
  |
4 | title: *重要*通知
  |        ^
  |
  = 提示: 写成：title: "*重要*通知"

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–7 行）：
---
author: 王丹
community: 莫阳社区
title: "*重要*通知"
summary: "@全体居民"
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<h1>*重要*通知</h1>");
}

#[test]
fn a_hash_inside_a_text() {
    accepted(
        fields("title: 3 #楼停水\ndate: 2024-08-13 # 星期二"),
        str![[r#"
警告[needs-quotes]: 文字里的 # 在这里是记号，整段文字要用英文引号括起来
 --> content/2024/08/x.md:4:10
  |
4 | title: 3 #楼停水
  |          ^
  |
  = 提示: 写成：title: "3 #楼停水"

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: "3 #楼停水"
date: 2024-08-13 # 星期二
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<h1>3 #楼停水</h1>");
}

#[test]
fn chinese_names_of_fields() {
    let text = "---\n标题: 停水\n作者: 王丹\n社区: 莫阳社区\n项目: 平安慧眼\n日期: 2024-08-13\n标签: [通知]\n---\n正文。\n";
    accepted(
        Project::with(X, text),
        str![[r#"
警告[chinese-field]: 字段名用了中文“标题”，已当作 title（另有 5 处：第 3、4、5、6、7 行）
 --> content/2024/08/x.md:2:1
  |
2 | 标题: 停水
  | ^^^^
  |
  = 提示: 写成：title:

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–8 行）：
---
title: 停水
author: 王丹
community: 莫阳社区
program: 平安慧眼
date: 2024-08-13
tags: [通知]
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    )
    .built_files(&["communities/moyangshequ/index.html", "programs/pinganhuiyan/index.html", "tags/tongzhi/index.html"]);
}

#[test]
fn everything_at_once() {
    let text = "———\n标题：“停水通知”\n作者：王丹\n社区：莫阳社区\n日期：２０２４年８月１３日\n标签：［通知，供水］\n———\n正文。\n";
    accepted(
        Project::with(X, text),
        str![[r#"
警告[fullwidth-dashes]: 分隔线用了别的横线（另有 1 处：第 7 行）
 --> content/2024/08/x.md:1:1
  |
1 | ———
  | ^^^
  |
  = 提示: 写成三个英文减号：---

警告[fullwidth-colon]: “标题”后面是中文冒号（另有 4 处：第 3、4、5、6 行）
 --> content/2024/08/x.md:2:3
  |
2 | 标题：“停水通知”
  |     ^^
  |
  = 提示: 用英文冒号加一个空格，写成：title: 停水通知

警告[curly-quotes]: 整段文字用了中文引号，已当作 YAML 的引号去掉
 --> content/2024/08/x.md:2:4
  |
2 | 标题：“停水通知”
  |       ^
  |
  = 提示: 不要引号就删掉它；要印出引号，写成：title: '“停水通知”'

警告[fullwidth-list]: 列表里用了中文的逗号、引号或括号
 --> content/2024/08/x.md:6:4
  |
6 | 标签：［通知，供水］
  |       ^^
  |
  = 提示: 写成：[通知, 供水]

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–7 行）：
---
title: 停水通知
author: 王丹
community: 莫阳社区
date: 2024-08-13
tags: [通知, 供水]
---

成功 2 篇，错误 0，警告 4，用时 [TIME] 秒

"#]],
    )
    .holds(PAGE, "<h1>停水通知</h1>");
}

#[test]
fn what_content_management_systems_write_is_not_worth_a_word() {
    let text = "\u{feff}---\r\ntitle: \"停水\"\r\nauthor: 王丹\r\ncommunity: 莫阳社区\r\nprogram: \"\"\r\ndate: \"2024-08-13T01:30:00.000Z\"\r\n\
        tags: \"\"\r\nsummary: null\r\ncover: ~\r\ncover_alt: ''\r\nid:\r\naliases: []\r\npin: false\r\ndraft: \"false\"\r\npublish: \"\"\r\n\
        expires: null\r\nupdated: \"\"\r\ncorrections: []\r\nretracted: \"\"\r\nsource: ''\r\nreviewed_by:\r\naudio: null\r\nprivacy_allow: []\r\n---\r\n正文。\r\n";
    Project::with(X, text)
        .write("content/issues/2024-08.md", "---\r\nnumber: \"12\"\r\ndate: '2024-08-16'\r\nlead: \"\"\r\narticles: null\r\n---\r\n")
        .build()
        .code(0)
        .said(str![[r#"
成功 2 篇，错误 0，警告 0，用时 [TIME] 秒

"#]])
        .holds(PAGE, "2024-08-13T09:30:00+08:00")
        .built_files(&["issues/2024-08/index.html"]);
}

#[test]
fn a_register_an_issue_and_a_page_are_read_in_the_same_way() {
    Project::with("content/communities/moyang.md", "———\n名称：莫阳社区\n别名: [莫阳]\n———\n")
        .write("content/issues/1.md", "---\nnumber: 一\ndate: 2024-08-32\n---\n")
        .write("content/issues/2.md", "---\ntitle: 没有期号\n---\n")
        .write("content/pages/about.md", "---\norder: 1\n---\n")
        .write("content/tags/fenlei.md", "---\naliases: [垃圾]\n---\n")
        .tells(
            1,
            str![[r#"
警告[fullwidth-dashes]: 分隔线用了别的横线（另有 1 处：第 4 行）
 --> content/communities/moyang.md:1:1
  |
1 | ———
  | ^^^
  |
  = 提示: 写成三个英文减号：---

警告[fullwidth-colon]: “名称”后面是中文冒号
 --> content/communities/moyang.md:2:3
  |
2 | 名称：莫阳社区
  |     ^^
  |
  = 提示: 用英文冒号加一个空格，写成：name: 莫阳社区

警告[chinese-field]: 字段名用了中文“别名”，已当作 aliases
 --> content/communities/moyang.md:3:1
  |
3 | 别名: [莫阳]
  | ^^^^
  |
  = 提示: 写成：aliases:

改好的开头，整段复制过去就行（content/communities/moyang.md 第 1–4 行）：
---
name: 莫阳社区
aliases: [莫阳]
---

错误[wrong-type]: “number”应当是整数
 --> content/issues/1.md:2:9
  |
2 | number: 一
  |         ^^
  |
  = 提示: 像这样写：number: 12

错误[bad-date]: 2024 年 8 月没有 32 日，最后一天是 31 日
 --> content/issues/1.md:3:7
  |
3 | date: 2024-08-32
  |       ^^^^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13

错误[missing-field]: 这一期没有写 date
 --> content/issues/2.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 在 --- 之间加一行：date: 2024-08-16

错误[missing-field]: 这一期没有写 number
 --> content/issues/2.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 在 --- 之间加一行：number: 12

错误[missing-title]: 没有标题
 --> content/pages/about.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 在 --- 之间加一行：title: 标题

错误[missing-name]: 没有名称
 --> content/tags/fenlei.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 在 --- 之间加一行：name: 某某社区

成功 1 篇，错误 6，警告 3，用时 [TIME] 秒

"#]],
        )
        .built_files(&["communities/moyang/index.html"])
        .built_no(&["issues/1/index.html", "issues/2/index.html", "about/index.html", "tags/fenlei/index.html"]);
}

#[test]
fn fields_without_a_line_above() {
    refused(
        Project::with(X, "标题：停水\n作者：王丹\n日期：2024年8月13日\n\n正文。\n"),
        str![[r#"
错误[no-front-matter]: 开头的设置要用两行 --- 围起来，这里上面没有
 --> content/2024/08/x.md:1:1
  |
1 | 标题：停水
  | ^^^^^^^^^^
  |
  = 提示: 在这一行上面加一行 ---，在最后一个字段下面也加一行 ---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn two_hyphens() {
    accepted(
        Project::with(X, "--\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n--\n正文。\n"),
        str![[r#"
警告[fullwidth-dashes]: 分隔线用了别的横线（另有 1 处：第 6 行）
 --> content/2024/08/x.md:1:1
  |
1 | --
  | ^^
  |
  = 提示: 写成三个英文减号：---

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
title: 停水
author: 王丹
community: 莫阳社区
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_text_that_begins_with_a_hash() {
    accepted(
        fields("title: #停水#\ndate: 2024-08-13"),
        str![[r##"
警告[needs-quotes]: 文字里的 # 在这里是记号，整段文字要用英文引号括起来
 --> content/2024/08/x.md:4:8
  |
4 | title: #停水#
  |        ^
  |
  = 提示: 写成：title: "#停水#"

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: "#停水#"
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"##]],
    )
    .holds(PAGE, "<h1>#停水#</h1>");
    accepted(
        fields("title: # 停水\ndate: 2024-08-13"),
        str![[r##"
警告[needs-quotes]: 文字里的 # 在这里是记号，整段文字要用英文引号括起来
 --> content/2024/08/x.md:4:8
  |
4 | title: # 停水
  |        ^
  |
  = 提示: 写成：title: "# 停水"

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
title: "# 停水"
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"##]],
    )
    .holds(PAGE, "<h1># 停水</h1>");
    // In a field that may stay empty it is the comment of somebody who knows YAML.
    fields("title: 停水\ndate: 2024-08-13\nsummary: # 以后写").build().code(0).lacks(PAGE, "以后写");
}

#[test]
fn names_apart_at_plain_commas() {
    accepted(
        Project::with(
            X,
            "---\ntitle: 停水\nauthor: 王丹,李四\ncommunity: 莫阳社区；富强社区\ntags: 供水, 公告;通知\ndate: 2024-08-13\n---\n正文。\n",
        ),
        str![[r#"
警告[list-as-text]: “author”写了几个名字，已按顿号和逗号分开
 --> content/2024/08/x.md:3:9
  |
3 | author: 王丹,李四
  |         ^^^^^^^^^
  |
  = 提示: 写成：author: [王丹, 李四]

警告[list-as-text]: “community”写了几个名字，已按顿号和逗号分开
 --> content/2024/08/x.md:4:12
  |
4 | community: 莫阳社区；富强社区
  |            ^^^^^^^^^^^^^^^^^^
  |
  = 提示: 写成：community: [莫阳社区, 富强社区]

警告[list-as-text]: “tags”写了几个名字，已按顿号和逗号分开
 --> content/2024/08/x.md:5:7
  |
5 | tags: 供水, 公告;通知
  |       ^^^^^^^^^^^^^^^
  |
  = 提示: 写成：tags: [供水, 公告, 通知]

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–7 行）：
---
title: 停水
author: [王丹, 李四]
community: [莫阳社区, 富强社区]
tags: [供水, 公告, 通知]
date: 2024-08-13
---

成功 2 篇，错误 0，警告 3，用时 [TIME] 秒

"#]],
    )
    .built_files(&[
        "authors/wangdan/index.html",
        "authors/lisi/index.html",
        "communities/fuqiangshequ/index.html",
        "tags/tongzhi/index.html",
    ]);
    // Between Latin words a comma may belong to the name.
    Project::with(X, "---\ntitle: 停水\nauthor: Smith, John\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n正文。\n")
        .build()
        .code(0)
        .said(str![[r#"
成功 2 篇，错误 0，警告 0，用时 [TIME] 秒

"#]])
        .holds(PAGE, ">Smith, John</a>");
}

#[test]
fn names_apart_at_blanks() {
    Project::with(
        X,
        "---\ntitle: 停水\nauthor: {文: 王丹 徐晓安, 图: Ann Lee}\ncommunity: 莫阳社区\ntags: 公告 供水\ndate: 2024-08-13\n---\n正文。\n",
    )
    .build()
    .code(0)
    .said(str![[r#"
建议[one-name]: “王丹 徐晓安”当作一个名字
 --> content/2024/08/x.md:3:13
  |
3 | author: {文: 王丹 徐晓安, 图: Ann Lee}
  |              ^^^^^^^^^^^
  |
  = 提示: 如果是几个，写成：[王丹, 徐晓安]

建议[one-name]: “公告 供水”当作一个名字
 --> content/2024/08/x.md:5:7
  |
5 | tags: 公告 供水
  |       ^^^^^^^^^
  |
  = 提示: 如果是几个，写成：[公告, 供水]

成功 2 篇，错误 0，警告 0，建议 2，用时 [TIME] 秒

"#]]);
}

#[test]
fn a_date_with_an_hour_that_is_none() {
    refused(
        fields("title: 停水\ndate: 2024-08-13 24:30"),
        str![[r#"
错误[bad-date]: 没有 24:30:00 这个时间
 --> content/2024/08/x.md:5:7
  |
5 | date: 2024-08-13 24:30
  |       ^^^^^^^^^^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13 09:30

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn several_articles_in_one_file() {
    let text = "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n明天停水。\n\n---\ntitle: 停水延期\ndate: 2024-08-14\n---\n\
        改到后天。\n\n———\n标题：来水了\n日期：2024-08-15\n———\n来水了。\n";
    refused(
        Project::with(X, text),
        str![[r#"
错误[second-article]: 这个文件里有两篇稿件：“停水”，和从第 9 行开始的“停水延期”
 --> content/2024/08/x.md:9:1
  |
9 | ---
  | ^^^
  |
  = 提示: 一个文件放一篇：把第 9–14 行剪下来，存成 content/2024/08/tingshuiyanqi.md

错误[second-article]: 这个文件里有两篇稿件：“停水”，和从第 15 行开始的“来水了”
  --> content/2024/08/x.md:15:1
   |
15 | ———
   | ^^^
   |
   = 提示: 一个文件放一篇：把第 15–19 行剪下来，存成 content/2024/08/laishuile.md

成功 1 篇，错误 2，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn lines_and_examples_in_a_text_are_no_article() {
    let text = "前面。\n\n---\n\n后面。\n\n---\n\n标题：这样写\n\n```yaml\n---\ntitle: 停水\ndate: 2024-08-14\n---\n```\n";
    Project::new().article(X, "", text).build().code(0).built_files(&[PAGE]);
}
