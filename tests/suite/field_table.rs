//! The table of fields: what follows from a row by itself. A row that names a constant which nothing reads is found by
//! the compiler, and nothing can be read without a row; here is what the table says to editors and makes of its rows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use banbao::field::{self, Field, Need, Table, Takes, guide};
use banbao::note::Speech;

use crate::project::Project;

/// Where a file of each kind lies, with the fields that all have.
fn file_of(table: &Table) -> (&'static str, bool) {
    match table.name {
        "article" => ("content/2024/08/a.md", true),
        "community" => ("content/communities/a.md", true),
        "program" => ("content/programs/a.md", true),
        "author" => ("content/authors/a.md", true),
        "tag" => ("content/tags/a.md", true),
        "issue" => ("content/issues/a.md", true),
        "page" => ("content/pages/a.md", true),
        "site" => ("content/site.yaml", false),
        "theme" => ("themes/banbao/theme.yaml", false),
        other => panic!("no file of the kind {other} is tried"),
    }
}

fn check(table: &Table, lines: &str) -> String {
    let (path, has_fences) = file_of(table);
    let text = if has_fences { format!("---\n{lines}---\n好。\n") } else { lines.to_owned() };
    let run = Project::new().write(path, &text).run(["check", "--format", "json"]);
    run.stdout.lines().filter(|line| line.contains(&format!("\"file\":\"{path}\""))).map(|line| format!("{line}\n")).collect()
}

/// One line for each row, with the row's example.
fn golden(table: &Table) -> String {
    table.rows().map(|row| format!("{}: {}\n", row.key, row.example)).collect()
}

#[test]
fn every_row_is_accepted_with_its_own_example() {
    for table in field::tables() {
        let said = check(table, &golden(table).replace("draft: true", "draft: false"));
        for code in ["unknown-field", "wrong-type", "bad-value", "bad-date", "chinese-field", "duplicate-field", "yaml"] {
            assert!(!said.contains(&format!("\"code\":\"{code}")), "{}:\n{said}", table.name);
        }
    }
}

#[test]
fn every_field_may_be_written_in_chinese() {
    for table in field::tables() {
        let rows: Vec<&Field> = table.rows().collect();
        // All of them in one file are one note.
        for rows in rows.chunks(1) {
            // Nobody is told what a draft lacks.
            let value = |row: &&Field| if row.key == "draft" { "false" } else { row.example };
            let lines: String = rows.iter().map(|row| format!("{}: {}\n", row.chinese[0], value(row))).collect();
            let said = check(table, &lines);
            assert!(!said.contains("unknown-field"), "{}:\n{said}", table.name);
            for row in rows {
                assert!(said.contains(&format!("已当作 {}", row.key)), "{} {}:\n{said}", table.name, row.key);
            }
        }
    }
}

#[test]
fn a_slip_in_any_field_is_told_the_field() {
    for table in field::tables() {
        for row in table.rows().filter(|row| row.key.len() > 4) {
            let slip = format!("{}x{}", &row.key[..2], &row.key[2..]);
            let said = check(table, &format!("{slip}: {}\n", row.example));
            assert!(said.contains(&format!("是不是“{}”", row.key)), "{} {slip}:\n{said}", table.name);
        }
    }
}

#[test]
fn no_name_stands_for_two_fields_and_each_row_says_what_it_is() {
    let inner = field::tables().flat_map(Table::inner);
    for table in field::tables().chain(inner) {
        let mut names = BTreeSet::new();
        for row in table.rows() {
            for name in row.chinese.iter().copied().chain([row.key]) {
                assert!(names.insert(name), "{}: {name}", table.name);
            }
            let hints = [row.hint.zh, row.hint.en, row.label().zh, row.label().en, row.example];
            assert!(hints.iter().all(|text| !text.is_empty()), "{} {}", table.name, row.key);
            assert!(row.need != Need::Required || !matches!(row.takes, Takes::Map(_) | Takes::Maps(_)), "{}", row.key);
        }
    }
}

/// A field that waits for a later version is accepted, and what is wrong with it is said now.
#[test]
fn a_field_that_waits_is_checked_already() {
    let article = field::article::TABLE.rows().find(|row| row.key == "audio").expect("row");
    assert_eq!(article.need, Need::Later);
    let said = check(&field::article::TABLE, "title: 停水\ndate: 2024-08-13\naudio: [a, b]\n");
    assert!(said.contains("“audio”应当是"), "{said}");
}

/// The tables of the guide are the table of fields; `UPDATE=1` rewrites them.
#[test]
fn the_guide_shows_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/guide.md");
    let text = fs::read_to_string(&path).expect("guide");
    let mut made = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("<!-- fields: ") {
        let (name, after) = after.split_once(" -->").expect("the marker ends");
        let (_, after) = after.split_once("<!-- end of fields -->").expect("the block ends");
        let (kind, own) = name.strip_suffix(" own").map_or((name, false), |kind| (kind, true));
        let table = field::tables().find(|table| table.name == kind).expect("a kind of file");
        made.push_str(&format!(
            "{before}<!-- fields: {name} -->\n\n{}\n<!-- end of fields -->",
            guide::markdown(table, own, Speech::Chinese)
        ));
        rest = after;
    }
    made.push_str(rest);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &made).expect("guide");
    } else {
        assert!(made == text, "the guide's tables are not those of src/field: UPDATE=1 cargo test --test suite field_table");
    }
}

#[test]
fn a_chinese_name_that_is_no_field_is_told_only_what_is_meant() {
    let remedies = [
        ("摘药", "是不是“摘要”"),
        ("编揖", "可以用的字段"),
        ("简称", "可以用的字段"),
        ("作着", "是不是“作者”"),
        ("做者", "是不是“作者”"),
        ("发布日其", "是不是“发布日期”"),
        ("供稿人员", "是不是“供稿人”"),
    ];
    let said = |name: &str| check(&field::article::TABLE, &format!("title: 停水\n{name}: 王丹\n"));
    for (name, wanted) in remedies {
        assert!(said(name).contains(wanted), "{name}:\n{}", said(name));
    }
    for (name, key) in [("供稿", "author"), ("供稿人", "author"), ("发布时间", "date"), ("供稿单位", "source"), ("社区名称", "community")]
    {
        assert!(said(name).contains(&format!("已当作 {key}")), "{name}:\n{}", said(name));
    }
}

/// A field without an effect says so, once it asks for one.
#[test]
fn a_field_without_an_effect_says_so() {
    let article = |lines: &str| check(&field::article::TABLE, &format!("title: 停水\ndate: 2024-08-13\n{lines}"));
    assert!(article("audio: langdu.mp3\n").contains("audio 已经记下，这一版的网站还不显示"));
    assert!(!article("audio:\n").contains("not-yet"));
    assert!(check(&field::site::TABLE, "title: 板报\noffline: true\n").contains("offline 已经记下，这一版的网站还不显示"));
    assert!(!check(&field::site::TABLE, "title: 板报\noffline: false\n").contains("not-yet"));
}
