//! The table of codes: every row's example makes its note, and no name stands twice.

use std::collections::BTreeSet;

use banbao::note::code::Example;
use banbao::note::codes;

use crate::project::Project;

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
        let run = project.run(["check", "--format", "json"]);
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
