//! The table of codes: every row's example makes its note, and no name stands twice.

use std::collections::BTreeSet;

use banbao::command;
use banbao::note::code::Example;
use banbao::note::{codes, explain};
use snapbox::str;

use crate::project::{NOW, Project, is_update};

/// The site in which the examples of the table stand.
fn site() -> Project {
    Project::new()
        .write("content/communities/moyang.md", "---\nname: 莫阳社区\n---\n")
        .write("content/programs/chengzhang.md", "---\nname: 成长地图\n---\n")
        .article("content/2024/08/hao.md", "", "好。\n")
}

#[test]
fn every_example_makes_its_note() {
    let mut silent = Vec::new();
    for code in codes::all() {
        let Example::Files(files) = code.example else { continue };
        let project = files.iter().fold(site(), |project, (path, text)| project.write(path, text));
        let run = project.run(["check", "--now", NOW, "--format", "json"]);
        if !run.stdout.contains(&format!("\"code\":\"{}\"", code.name)) {
            silent.push(format!("{}:\n{}{}", code.name, run.stdout, run.stderr));
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn every_code_stands_once() {
    let mut names = BTreeSet::new();
    for code in codes::all() {
        assert!(names.insert(code.name), "{}", code.name);
        assert!(code.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{}", code.name);
    }
    assert!(names.len() > 60);
}

/// The page of the sample site is made from the table: `UPDATE=1` writes it.
#[test]
fn the_page_of_all_codes_is_the_table() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/codes.md");
    let page = command::explain::page();
    if is_update() {
        std::fs::write(&path, &page).expect("page");
    }
    assert_eq!(std::fs::read_to_string(&path).expect("page"), page, "UPDATE=1 cargo test makes it anew");
}

/// The page says nothing but what it is about: none of its examples is a mistake of its own.
#[test]
fn the_page_of_all_codes_has_no_mistakes() {
    let project = Project::new().write("content/pages/codes.md", command::explain::page()).build();
    for code in codes::all() {
        project.page("codes/index.html").find(&format!("id=\"{}\"", code.name)).unwrap_or_else(|| panic!("{}", code.name));
    }
    project.code(0).said(str![[r#"
成功 0 篇，错误 0，警告 0，用时 [TIME] 秒

"#]]);
}

#[test]
fn explain_one_code() {
    Project::new().after(&["explain", "missing-space"]).code(0).said(str![""]).printed(str![[r#"
missing-space

警告: “…:”后面少了一个空格
  提示：写成：…: …

警告: “-”后面少了一个空格
  提示：写成：- …

例子：
  content/2024/08/a.md
    ---
    title:停水
    date: 2024-08-13
    ---

"#]]);
    Project::new().after(&["--lang", "en", "explain", "错误[unknown-program]"]).code(0).printed(str![[r#"
unknown-program

error: there is no program called `…`

example:
  content/2024/08/a.md
    ---
    title: 停水
    program: 成长地体
    date: 2024-08-13
    ---

"#]]);
}

#[test]
fn explain_a_code_that_does_not_exist() {
    Project::new().after(&["explain", "unknown-comunity"]).code(2).printed(str![""]).said(str![[r#"
错误：没有“unknown-comunity”这个代码，是不是“unknown-community”？

"#]]);
    Project::new().after(&["--lang", "en", "explain", "x"]).code(2).said(str![[r#"
error: there is no code `x`; `banbao explain` lists all codes

"#]]);
}

/// Every code is explained and listed in both languages, and nothing stays unfilled.
#[test]
fn explain_knows_every_code() {
    let project = Project::new();
    for lang in ["zh", "en"] {
        let list = project.run(["--lang", lang, "explain"]).stdout;
        assert_eq!(list.lines().count(), codes::all().count());
        for code in codes::all() {
            assert!(list.contains(&format!(" {} ", code.name)), "{}", code.name);
        }
    }
    for code in codes::all() {
        for speech in [banbao::note::Speech::Chinese, banbao::note::Speech::English] {
            let text = explain::explained(code, speech);
            assert!(text.starts_with(code.name) && text.lines().count() >= 4, "{text}");
        }
    }
}

/// The rules of SARIF are the table, and each result points at its rule.
#[test]
fn sarif_names_its_rules() {
    let project = site().article("content/2024/08/x.md", "titel: y\n", "好。\n");
    let log: serde_json::Value = serde_json::from_str(&project.run(["check", "--format", "sarif"]).stdout).expect("JSON");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), codes::all().count());
    for rule in rules {
        let has = |field: &str| rule[field]["text"].as_str().is_some_and(|text| !text.is_empty());
        assert!(has("shortDescription") && has("help"), "{rule}");
    }
    for result in run["results"].as_array().expect("results") {
        let at = result["ruleIndex"].as_u64().expect("index");
        assert_eq!(rules[at as usize]["id"], result["ruleId"]);
    }
}
