//! Unknown fields (row 16), and texts that are empty, far too long or hostile (row 17).

use snapbox::str;

use crate::project::Project;

const X: &str = "content/2024/08/x.md";
const PAGE: &str = "2024/08/x/index.html";

fn with(lines: &str) -> Project {
    Project::with(X, format!("---\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n{lines}---\n正文。\n"))
}

#[test]
fn a_field_with_a_slip() {
    with("title: 停水\ncomunity: 富强社区\n")
        .tells(
            1,
            str![[r#"
错误[unknown-field]: 没有“comunity”这个字段
 --> content/2024/08/x.md:6:1
  |
6 | comunity: 富强社区
  | ^^^^^^^^
  |
  = 提示: 是不是“community”？

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_field_of_another_generator() {
    with("title: 停水\nlayout: post\n")
        .tells(
            1,
            str![[r#"
错误[unknown-field]: 没有“layout”这个字段
 --> content/2024/08/x.md:6:1
  |
6 | layout: post
  | ^^^^^^
  |
  = 提示: banbao 不用这一项，删掉这一行

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn an_unknown_field_in_chinese() {
    with("title: 停水\n地点: 广场\n").tells(1, str![[r#"
错误[unknown-field]: 没有“地点”这个字段
 --> content/2024/08/x.md:6:1
  |
6 | 地点: 广场
  | ^^^^
  |
  = 提示: 可以用的字段：title、date、author、community、program、tags、summary、cover、cover_alt、pin、draft、publish、expires、updated、source、reviewed_by、id、aliases、urgent、corrections、retracted、audio、privacy_allow

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]]).built_no(&[PAGE]);
}

#[test]
fn a_chinese_field_with_a_slip() {
    with("title: 停水\n标鉴: [通知]\n")
        .tells(
            1,
            str![[r#"
错误[unknown-field]: 没有“标鉴”这个字段
 --> content/2024/08/x.md:6:1
  |
6 | 标鉴: [通知]
  | ^^^^
  |
  = 提示: 可以用的字段：title、date、author、community、program、tags、summary、cover、cover_alt、pin、draft、publish、expires、updated、source、reviewed_by、id、aliases、urgent、corrections、retracted、audio、privacy_allow

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_field_in_another_case() {
    with("Title: 停水\n")
        .tells(
            1,
            str![[r#"
错误[missing-title]: 没有标题
 --> content/2024/08/x.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 在 --- 之间加一行：title: 标题

错误[unknown-field]: 没有“Title”这个字段
 --> content/2024/08/x.md:5:1
  |
5 | Title: 停水
  | ^^^^^
  |
  = 提示: 是不是“title”？

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
author: 王丹
community: 莫阳社区
date: 2024-08-13
title: 停水
---

成功 1 篇，错误 2，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_field_of_an_article_in_a_register() {
    Project::with("content/communities/moyang.md", "---\nname: 莫阳社区\ntitle: 莫阳社区\n---\n").tells(
        1,
        str![[r#"
错误[unknown-field]: 没有“title”这个字段
 --> content/communities/moyang.md:3:1
  |
3 | title: 莫阳社区
  | ^^^^^
  |
  = 提示: 可以用的字段：name、aliases、order、district、street、contact、closed

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn two_unknown_fields_of_two_files_in_the_order_of_their_places() {
    with("title: 停水\nweight: 1\ncategory: 通知\n")
        .article("content/2024/08/a.md", "auther: 李四\n", "甲。\n")
        .tells(
            1,
            str![[r#"
错误[unknown-field]: 没有“auther”这个字段
 --> content/2024/08/a.md:6:1
  |
6 | auther: 李四
  | ^^^^^^
  |
  = 提示: 是不是“author”？

错误[unknown-field]: 没有“weight”这个字段
 --> content/2024/08/x.md:6:1
  |
6 | weight: 1
  | ^^^^^^
  |
  = 提示: 这里叫 pin

错误[unknown-field]: 没有“category”这个字段
 --> content/2024/08/x.md:7:1
  |
7 | category: 通知
  | ^^^^^^^^
  |
  = 提示: 这里叫 community、program、tags

成功 1 篇，错误 3，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE, "2024/08/a/index.html"]);
}

#[test]
fn no_title() {
    with("")
        .tells(
            1,
            str![[r#"
错误[missing-title]: 没有标题
 --> content/2024/08/x.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 在 --- 之间加一行：title: 标题

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn an_empty_title() {
    with("title: \"\"\n")
        .tells(
            1,
            str![[r#"
错误[missing-title]: 没有标题
 --> content/2024/08/x.md:5:1
  |
5 | title: ""
  | ^^^^^
  |
  = 提示: 在这一行的冒号后面写上，像这样：title: 标题

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_title_of_spaces() {
    with("title: \" 　 \"\n")
        .tells(
            1,
            str![[r#"
错误[missing-title]: 没有标题
 --> content/2024/08/x.md:5:1
  |
5 | title: " 　 "
  | ^^^^^
  |
  = 提示: 在这一行的冒号后面写上，像这样：title: 标题

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_title_of_ten_thousand_characters() {
    with(&format!("title: {}\n", "停水".repeat(5_000)))
        .tells(
            1,
            str![[r#"
错误[long-title]: 标题太长：10000 个字，最多 200 个
 --> content/2024/08/x.md:5:8
  |
5 | title: 停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水...
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 标题写短一些，其余放进 summary 或正文

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

/// Old papers have such titles, and their readers should find them.
#[test]
fn a_title_of_a_paragraph_is_published_with_a_warning() {
    let title = "停水".repeat(101);
    with(&format!("title: {title}\n"))
        .build()
        .code(0)
        .said(str![[r#"
警告[long-title]: 标题太长：202 个字，最多 200 个
 --> content/2024/08/x.md:5:8
  |
5 | title: 停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水停水...
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 标题写短一些，其余放进 summary 或正文

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]])
        .holds(PAGE, &format!("<h1>{title}</h1>"));
}

#[test]
fn a_title_over_several_lines() {
    with("title: |\n  停水\n  通知\n").build().code(0).holds(PAGE, "<h1>停水 通知</h1>");
}

#[test]
fn a_title_that_would_end_a_script() {
    with("title: \"</script><script>alert(1)</script>\"\n")
        .build()
        .code(0)
        .lacks(PAGE, "<script>alert")
        .holds(PAGE, "<h1>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</h1>")
        .holds(PAGE, "\\u003c/script")
        .lacks("index.html", "<script>alert")
        .lacks("feed.xml", "<script>alert")
        .lacks("news/index.html", "<script>alert");
}

#[test]
fn markup_in_every_text_field_is_text() {
    let hostile = "\"'><img src=x onerror=alert(1)>{{ site.title }}\"";
    with(&format!(
        "title: {hostile}\nsummary: {hostile}\nsource: {hostile}\nreviewed_by: {hostile}\ncover_alt: {hostile}\ntags: [{hostile}]\nprogram: {hostile}\n"
    ))
    .build()
    .code(0)
    .lacks(PAGE, "<img src=x")
    .lacks("index.html", "<img src=x")
    .lacks("feed.xml", "<img")
    .holds(PAGE, "{{ site.title }}");
}

#[test]
fn no_author_and_no_community() {
    Project::with(X, "---\ntitle: 停水\ndate: 2024-08-13\n---\n正文。\n")
        .tells(
            0,
            str![[r#"
警告[no-author]: 没有写作者
 --> content/2024/08/x.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 加一行：author: 姓名

警告[no-community]: 没有写社区，这篇稿件不会出现在任何社区的页面上
 --> content/2024/08/x.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 加一行：community: 某某社区；本来就不属于哪个社区，写 community: 无

成功 2 篇，错误 0，警告 2，用时 [TIME] 秒

"#]],
        )
        .built_files(&[PAGE]);
}

#[test]
fn an_unusual_role() {
    Project::with(X, "---\ntitle: 停水\nauthor:\n  文: 王丹\n  摄像: [李四, 赵五]\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n正文。\n")
        .tells(
            0,
            str![[r#"
警告[unknown-role]: “摄像”不是常用的署名方式
 --> content/2024/08/x.md:5:3
  |
5 |   摄像: [李四, 赵五]
  |   ^^^^
  |
  = 提示: 是不是“摄影”？

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
        )
        .holds(PAGE, "摄像");
}

#[test]
fn roles_are_named_in_the_language_of_the_site() {
    let article =
        "---\ntitle: 停水\nauthor:\n  文: 王丹\n  图: 李四\n  摄影: 赵五\n  编辑: 钱六\n  审核: 孙七\n  通讯员: 周八\n  来源: 吴九\n---\n";
    let article = article.replace("---\ntitle", "---\ncommunity: 莫阳社区\ndate: 2024-08-13\ntitle");
    let site =
        |language: &str| Project::new().write(X, &article).write("content/site.yaml", format!("title: 试验板报\nlanguage: {language}\n"));
    for (language, roles) in [
        ("zh-Hans", ["文", "图", "摄影", "编辑", "审核", "通讯员", "来源"]),
        ("zh-Hant", ["文", "圖", "攝影", "編輯", "審核", "通訊員", "來源"]),
        ("en", ["Text", "Pictures", "Photos", "Editor", "Reviewed by", "Correspondent", "Source"]),
    ] {
        let page = site(language).build().code(0).page(PAGE);
        let named: Vec<&str> =
            page.split("<span class=\"role\">").skip(1).map(|rest| rest.split("</span>").next().expect("an end")).collect();
        assert_eq!(named, roles, "{language}");
    }
}

#[test]
fn roles_are_known_in_each_script_and_in_english() {
    for roles in [["圖", "攝影", "編輯"], ["text", "photos", "correspondent"]] {
        let names = roles.map(|role| format!("  {role}: 王丹\n")).concat();
        Project::with(X, format!("---\ntitle: 停水\nauthor:\n{names}community: 莫阳社区\ndate: 2024-08-13\n---\n正文。\n"))
            .build()
            .code(0)
            .said(str![[r#"
成功 2 篇，错误 0，警告 0，用时 [TIME] 秒

"#]]);
    }
    // Any other role is worth a word, and stays as it was written, in every language.
    Project::with(X, "---\ntitle: Notice\nauthor:\n  Cartoon: Ann\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n")
        .write("content/site.yaml", "title: Board\nlanguage: en\n")
        .build()
        .code(0)
        .said(str![[r#"
警告[empty-text]: 这篇稿件只有标题，没有正文
 --> content/2024/08/x.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 把正文写在第二行 --- 下面；还没写好，就加一行 draft: true

警告[unknown-role]: “Cartoon”不是常用的署名方式
 --> content/2024/08/x.md:4:3
  |
4 |   Cartoon: Ann
  |   ^^^^^^^
  |
  = 提示: 常用的有：文、图、摄影、编辑、审核、通讯员、来源

成功 2 篇，错误 0，警告 2，用时 [TIME] 秒

"#]])
        .holds(PAGE, "<span class=\"role\">Cartoon</span>");
}

#[test]
fn fields_of_later_versions_are_accepted() {
    with("title: 停水\naudio: x.mp3\ncorrections:\n  - date: 2024-08-14\n    text: 改了\n").build().code(0).said(str![[r#"
建议[not-yet]: audio 已经记下，这一版的网站还不显示
 --> content/2024/08/x.md:6:1
  |
6 | audio: x.mp3
  | ^^^^^

成功 2 篇，错误 0，警告 0，建议 1，用时 [TIME] 秒

"#]]);
}

#[test]
fn raw_html_and_unsafe_addresses_in_the_text() {
    Project::with(
        X,
        "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n\n请看：<b>重要</b>，[点这里](javascript:alert(1))。\n\n<div onclick=\"x()\">\n块\n</div>\n",
    )
    .tells(0, str![[r#"
警告[raw-html]: 正文里的 HTML 会原样显示成文字
 --> content/2024/08/x.md:8:4
  |
8 | 请看：<b>重要</b>，[点这里](javascript:alert(1))。
  |       ^^^
  |
  = 提示: 改用 Markdown 的写法，或删掉这个标签

警告[raw-html]: 正文里的 HTML 会原样显示成文字
 --> content/2024/08/x.md:8:9
  |
8 | 请看：<b>重要</b>，[点这里](javascript:alert(1))。
  |              ^^^^
  |
  = 提示: 改用 Markdown 的写法，或删掉这个标签

警告[unsafe-url]: “javascript:alert(1)”不是安全的地址，只保留了文字
 --> content/2024/08/x.md:8:20
  |
8 | 请看：<b>重要</b>，[点这里](javascript:alert(1))。
  |                             ^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 链接只能用 https、http、mailto、tel 或站内地址

警告[raw-html]: 正文里的 HTML 会原样显示成文字
  --> content/2024/08/x.md:10:1
   |
10 | <div onclick="x()">
   | ^^^^^^^^^^^^^^^^^^^
   |
   = 提示: 改用 Markdown 的写法，或删掉这个标签

成功 2 篇，错误 0，警告 4，用时 [TIME] 秒

"#]])
    .built_files(&[PAGE]);
}
