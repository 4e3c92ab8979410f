//! Titles stay whole: what YAML takes for marks of its own belongs to the text, and whatever is changed is said.

use std::collections::BTreeMap;

use banbao::article::{self, Document, ReadOptions};
use banbao::config::Config;
use banbao::source::Kind;
use proptest::prelude::*;
use snapbox::str;

use crate::project::Project;

const X: &str = "content/2024/08/x.md";

/// The title that is published, and the codes of what is said.
fn read(title: &str) -> (Option<String>, Vec<&'static str>) {
    let text = format!("---\ntitle: {title}\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n正文。\n");
    let options = ReadOptions::new(&Config::fallback(), &BTreeMap::new());
    let reading = article::read(Kind::Article, X, &text, &options);
    let title = match &reading.document {
        Some(Document::Article(article)) => Some(article.title.clone()),
        _ => None,
    };
    (title, reading.notes.iter().map(|note| note.code).collect())
}

#[test]
fn texts_that_yaml_reads_otherwise_are_kept_with_a_word() {
    for title in [
        "停水 # 两天",
        "[通知]停水",
        "[通知] 停水",
        "{重要}停水",
        "@所有人",
        "*重点",
        "!紧急",
        "&甲",
        "%甲",
        "`甲`",
        "'abc",
        "- 甲",
        "? 甲",
        "| 甲",
        "> 甲",
        "> 5 人",
        ", 甲",
        "] 甲",
        "} 甲",
        "\"甲\" 与 “乙”",
        "\"甲\" # 乙",
        "'甲' 与 '乙'",
        "通知: 停水",
        "停水:",
        "# 停水",
        "#停水#",
        "“甲: 乙",
        "【急】甲: 乙",
    ] {
        assert_eq!(read(title), (Some(title.to_owned()), vec!["needs-quotes"]), "{title}");
    }
}

#[test]
fn texts_that_yaml_reads_as_they_are_are_kept_without_a_word() {
    for title in [
        "100%",
        "yes",
        "2024",
        "007",
        "1e3",
        "0x1F",
        "1.50",
        "停水#两天",
        "【通知】停水【急】",
        "［通知］停水",
        "“甲”与“乙”",
        "甲 & 乙",
        "a:b",
        "9:30 停水",
        "《甲》",
        "-5 度",
        "?甲",
        ".5",
        "true",
        "No",
        "'甲'",
        "\"甲\"",
    ] {
        let wanted = title.trim_matches(['\'', '"']).to_owned();
        assert_eq!(read(title), (Some(wanted), vec![]), "{title}");
    }
}

fn typed() -> impl Strategy<Value = String> {
    let marks: Vec<char> = (' '..='~')
        .filter(|c| !c.is_ascii_alphanumeric())
        .chain("，。、；：？！“”‘’（）【】《》「」［］｛｝＃＊－—…·　～￥％".chars())
        .collect();
    let sign = prop_oneof![3 => prop::sample::select(marks), 2 => prop::sample::select("停水通知甲乙a1".chars().collect::<Vec<char>>())];
    prop::collection::vec(sign, 1..9).prop_map(|signs| signs.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_title_is_published_as_it_was_typed_or_something_is_said(title in typed()) {
        let (published, said) = read(&title);
        let whole: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = whole.trim_matches('\u{3000}').trim();
        // Quotes around all of it are how YAML is written.
        let is_quoted = bare.len() > 1 && ['"', '\''].iter().any(|quote| bare.starts_with(*quote) && bare.ends_with(*quote));
        prop_assert!(published.as_deref() == Some(bare) || is_quoted || !said.is_empty(), "{title:?}: {published:?}");
    }
}

/// An article whose whole front matter is this.
fn block(lines: &str) -> Project {
    Project::with(X, format!("{lines}正文。\n"))
}

#[test]
fn other_marks_for_the_colon() {
    block("---\ntitle; 通知: 停水\n标题人=王丹\nauthor=王丹\ncommunity；莫阳社区\ndate:2024-08-13\n---\n").tells(
        1,
        str![[r#"
警告[fullwidth-colon]: “title”后面应当是英文冒号，这里写的是“;”（另有 2 处：第 4、5 行）
 --> content/2024/08/x.md:2:6
  |
2 | title; 通知: 停水
  |      ^
  |
  = 提示: 用英文冒号加一个空格，写成：title: "通知: 停水"

警告[needs-quotes]: 文字里的 : 在这里是记号，整段文字要用英文引号括起来
 --> content/2024/08/x.md:2:10
  |
2 | title; 通知: 停水
  |            ^
  |
  = 提示: 写成：title: "通知: 停水"

错误[yaml]: 这一行不是“字段: 内容”
 --> content/2024/08/x.md:3:1
  |
3 | 标题人=王丹
  | ^^^^^^^^^^^
  |
  = 提示: 在字段名后面写英文冒号和一个空格；如果是正文，移到 --- 下面

警告[missing-space]: “date:”后面少了一个空格
 --> content/2024/08/x.md:6:5
  |
6 | date:2024-08-13
  |     ^
  |
  = 提示: 写成：date: 2024-08-13

成功 1 篇，错误 1，警告 3，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_fence_behind_blanks() {
    block("---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\nsummary: |\n  甲\n  ---\n  乙\n ---\n")
        .tells(
            0,
            str![[r#"
警告[fullwidth-dashes]: 分隔线 --- 前面有空格
  --> content/2024/08/x.md:10:1
   |
10 |  ---
   | ^
   |
   = 提示: 让 --- 从行首写起

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–10 行）：
---
title: 停水
author: 王丹
community: 莫阳社区
date: 2024-08-13
summary: |
  甲
  ---
  乙
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
        )
        .holds("2024/08/x/index.html", "正文。");
}

#[test]
fn twelve_lines_with_full_width_colons_are_one_mistake() {
    block(
        "———\n标题：停水 # 两天\n供稿：王丹\n社区：莫阳社区\n日期：２０２４年８月１３日\n标签：［通知，供水］\n摘要：明天停水。\n编号：tingshui\n来源：姑苏晚报\n\
         审核：板报编辑部\n到期：2024-08-20\n置顶：否\n草稿：否\n———\n",
    )
    .tells(0, str![[r#"
警告[fullwidth-dashes]: 分隔线用了别的横线（另有 1 处：第 14 行）
 --> content/2024/08/x.md:1:1
  |
1 | ———
  | ^^^
  |
  = 提示: 写成三个英文减号：---

警告[fullwidth-colon]: “标题”后面是中文冒号（另有 11 处：第 3、4、5、6、7、8、9、10、11、12、13 行）
 --> content/2024/08/x.md:2:3
  |
2 | 标题：停水 # 两天
  |     ^^
  |
  = 提示: 用英文冒号加一个空格，写成：title: "停水 # 两天"

警告[needs-quotes]: 文字里的 # 在这里是记号，整段文字要用英文引号括起来
 --> content/2024/08/x.md:2:7
  |
2 | 标题：停水 # 两天
  |            ^
  |
  = 提示: 写成：title: "停水 # 两天"

警告[fullwidth-list]: 列表里用了中文的逗号、引号或括号
 --> content/2024/08/x.md:6:4
  |
6 | 标签：［通知，供水］
  |       ^^
  |
  = 提示: 写成：[通知, 供水]

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–14 行）：
---
title: "停水 # 两天"
author: 王丹
community: 莫阳社区
date: 2024-08-13
tags: [通知, 供水]
summary: 明天停水。
id: tingshui
source: 姑苏晚报
reviewed_by: 板报编辑部
expires: 2024-08-20
pin: 否
draft: 否
---

成功 2 篇，错误 0，警告 4，用时 [TIME] 秒

"#]]);
}

/// What is offered is taken without a word, and says the same.
#[test]
fn the_mended_front_matter_has_no_mistakes() {
    let project = block("---\n标题：“停水”\n作者：王丹、徐晓安\n社区:莫阳社区\n日期：8月13日\ntag：供水\nsummry: 明天：停水 # 两天\n---\n");
    let said = project.run(["check", "--format", "json"]).stdout;
    let fix = said.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()).find_map(|note| {
        let fix = note.get("fix")?.clone();
        Some((fix["first_line"].as_u64()?, fix["last_line"].as_u64()?, fix["text"].as_str()?.to_owned()))
    });
    let (first, last, text) = fix.expect("a mended front matter");
    assert_eq!((first, last), (1, 8));
    snapbox::assert_data_eq!(
        &text,
        str![[r#"
---
title: 停水
author: [王丹, 徐晓安]
community: 莫阳社区
date: 2024-08-13
tags: 供水
summary: "明天：停水 # 两天"
---

"#]]
    );
    let log: serde_json::Value = serde_json::from_str(&project.run(["check", "--format", "sarif"]).stdout).expect("JSON");
    let fixes: Vec<_> = log["runs"][0]["results"].as_array().expect("results").iter().filter_map(|result| result.get("fixes")).collect();
    assert_eq!(fixes.len(), 1);
    assert_eq!(fixes[0][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], text);
}

#[test]
fn a_block_that_is_indented_with_its_fences() {
    block("　　---\n　　title: 停水\n　　author: 王丹\n　　community: 莫阳社区\n　　date: 2024-08-13\n　　---\n")
        .tells(
            0,
            str![[r#"
警告[indent]: 行首用了全角空格或制表符缩进，已当作两个空格（另有 3 处：第 3、4、5 行）
 --> content/2024/08/x.md:2:1
  |
2 | 　　title: 停水
  | ^^^^
  |
  = 提示: 行首只用英文空格

警告[fullwidth-dashes]: 分隔线 --- 前面有空格
 --> content/2024/08/x.md:6:1
  |
6 | 　　---
  | ^^^^
  |
  = 提示: 让 --- 从行首写起

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
title: 停水
author: 王丹
community: 莫阳社区
date: 2024-08-13
---

成功 2 篇，错误 0，警告 2，用时 [TIME] 秒

"#]],
        )
        .holds("2024/08/x/index.html", "正文。");
}
