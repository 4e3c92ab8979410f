//! Bylines in `author`, as people type them: a sure reading is taken and said, an unsure one is asked.

use snapbox::str;

use crate::project::Project;

const X: &str = "content/2024/08/x.md";
const PAGE: &str = "2024/08/x/index.html";

/// An article that is signed like this, on a site that knows two authors.
fn signed(author: &str) -> Project {
    Project::with(X, format!("---\ntitle: 停水\ncommunity: 莫阳社区\ndate: 2024-08-13\n{author}\n---\n正文。\n"))
        .write("content/authors/xu.md", "---\nname: 徐叶婷\n---\n")
        .write("content/authors/an.md", "---\nname: 徐晓安\n---\n")
}

/// What is said of a byline, and who has a page.
fn shown(author: &str) -> String {
    let project = signed(author).build().code(0);
    let run = project.run(["check", "--format", "json"]);
    let said = run.stdout.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()).map(|note| {
        format!(
            "  {} {} → {}\n",
            note["code"].as_str().unwrap_or_default(),
            note["message"].as_str().unwrap_or_default(),
            note["remedy"].as_str().unwrap_or_default()
        )
    });
    let pages: Vec<&str> = project
        .built()
        .keys()
        .filter_map(|file| file.strip_prefix("authors/")?.strip_suffix("/index.html"))
        .filter(|id| !id.contains('/'))
        .collect();
    format!("{}\n  {}\n{}", author.replace('\n', "⏎"), pages.join(" "), said.collect::<String>())
}

#[test]
fn bylines_as_they_are_typed() {
    let all: String = [
        "author: 文/徐叶婷 图/王丹",
        "author: 文：徐叶婷　图：王丹",
        "author: 文：徐叶婷，图：王丹、徐晓安",
        "author: 通讯员 王丹",
        "author: 本报记者 王丹",
        "author: 作者：徐叶婷",
        "author: 王丹摄",
        "author: [文/徐叶婷, 图/王丹]",
        "author: {文：徐叶婷，图：王丹}",
        "author: {文：徐叶婷, 图: 小明}",
        "author: {徐叶婷，王丹}",
        "author: 徐叶婷 徐晓安",
        "author: 徐叶婷、徐晓安",
        "author: 王丹 李四",
        "author: 文/小明 图/王丹",
        "author: 来源：姑苏晚报",
        "author:\n  -王丹\n  -徐晓安",
        "author:\n- 王丹\n-徐晓安",
        "author: -王丹",
        "author: - 王丹 - 徐晓安",
        "author: '<u>李</u>'",
        "author: https://example.org/wang",
    ]
    .into_iter()
    .map(shown)
    .collect();
    snapbox::assert_data_eq!(
        all,
        str![[r#"
author: 文/徐叶婷 图/王丹
  an wangdan xu
  byline “文/徐叶婷 图/王丹”按分工读作 {文: 徐叶婷, 图: 王丹} → 写成：author: {文: 徐叶婷, 图: 王丹}
author: 文：徐叶婷　图：王丹
  an wangdan xu
  byline “文：徐叶婷　图：王丹”按分工读作 {文: 徐叶婷, 图: 王丹} → 写成：author: {文: 徐叶婷, 图: 王丹}
author: 文：徐叶婷，图：王丹、徐晓安
  an wangdan xu
  byline “文：徐叶婷，图：王丹、徐晓安”按分工读作 {文: 徐叶婷, 图: [王丹, 徐晓安]} → 写成：author: {文: 徐叶婷, 图: [王丹, 徐晓安]}
author: 通讯员 王丹
  an wangdan xu
  byline “通讯员 王丹”按分工读作 {通讯员: 王丹} → 写成：author: {通讯员: 王丹}
author: 本报记者 王丹
  an wangdan xu
  byline “本报记者 王丹”按分工读作 {文: 王丹} → 写成：author: {文: 王丹}
author: 作者：徐叶婷
  an wangdan xu
  byline “作者：徐叶婷”按分工读作 徐叶婷 → 写成：author: 徐叶婷
author: 王丹摄
  an wangdan xu
  byline “王丹摄”按分工读作 {摄影: 王丹} → 写成：author: {摄影: 王丹}
author: [文/徐叶婷, 图/王丹]
  an wangdan xu
  byline “文/徐叶婷”按分工读作 {文: 徐叶婷} → 写成：author: {文: 徐叶婷}
  byline “图/王丹”按分工读作 {图: 王丹} → 写成：author: {图: 王丹}
author: {文：徐叶婷，图：王丹}
  an wangdan xu
  byline 花括号里用了中文的冒号和逗号，已读作 {文: 徐叶婷, 图: 王丹} → 写成：author: {文: 徐叶婷, 图: 王丹}
author: {文：徐叶婷, 图: 小明}
  an wangdan xiaoming xu
  byline 花括号里用了中文的冒号和逗号，已读作 {文: 徐叶婷, 图: 小明} → 写成：author: {文: 徐叶婷, 图: 小明}
author: {徐叶婷，王丹}
  an wangdan xu
  byline 花括号里用了中文的冒号和逗号，已读作 [徐叶婷, 王丹] → 写成：author: [徐叶婷, 王丹]
author: 徐叶婷 徐晓安
  an wangdan xu
  one-name “徐叶婷 徐晓安”都是登记过的名字，已分开 → 写成：[徐叶婷, 徐晓安]
author: 徐叶婷、徐晓安
  an wangdan xu
  list-as-text “author”写了几个名字，已按顿号和逗号分开 → 写成：author: [徐叶婷, 徐晓安]
author: 王丹 李四
  an wangdan-lisi wangdan xu
  one-name “王丹 李四”当作一个名字 → 如果是几个，写成：[王丹, 李四]
author: 文/小明 图/王丹
  an wangdan xiaoming xu
  byline “文/小明 图/王丹”按分工读作 {文: 小明, 图: 王丹} → 写成：author: {文: 小明, 图: 王丹}
author: 来源：姑苏晚报
  an gusuwanbao wangdan xu
  byline “来源：姑苏晚报”按分工读作 {来源: 姑苏晚报} → 写成：author: {来源: 姑苏晚报}
author:⏎  -王丹⏎  -徐晓安
  an wangdan xu
  missing-space “-”后面少了一个空格（另有 1 处：第 7 行） → 写成：- 王丹
author:⏎- 王丹⏎-徐晓安
  an wangdan xu
  missing-space “-”后面少了一个空格 → 写成：- 徐晓安
author: -王丹
  an wangdan xu
  fullwidth-list 写在同一行的名字前面用了“-” → 写成：author: 王丹
author: - 王丹 - 徐晓安
  an wangdan xu
  fullwidth-list 写在同一行的名字前面用了“-” → 写成：author: [王丹, 徐晓安]
author: '<u>李</u>'
  an u-li-u wangdan xu
author: https://example.org/wang
  an https-example-org-wang wangdan xu

"#]]
    );
}

#[test]
fn names_are_taken_without_a_word() {
    for author in [
        "author: 王丹",
        "author: 欧阳文静",
        "author: 莫阳社区居委会",
        "author: 图书馆",
        "author: {文: 王丹, 图: }",
        "author: Anna-Maria O'Neil",
        "author: 文化站",
        "author: 买买提·艾力",
    ] {
        signed(author)
            .build()
            .code(0)
            .said(str![[r#"
成功 2 篇，错误 0，警告 0，用时 [TIME] 秒

"#]])
            .built_files(&[PAGE]);
    }
}
