//! The output folder: what is refused (S5), what is left alone, what is written again, what a killed build leaves.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use snapbox::str;

use crate::project::{NOW, Project, same_trees, tree};

fn site() -> Project {
    Project::new().article("content/2024/08/hao.md", "", "好。\n").article("content/2024/08/x.md", "tags: [通知]\n", "甲。\n")
}

/// Builds with these arguments and wants a refusal that leaves the site as it was.
fn refused(project: Project, args: &[&str], expected: impl snapbox::IntoData) -> Project {
    let before = tree(&project.path("."));
    let project = project.build_with(args).code(2).said(expected);
    same_trees(&tree(&project.path(".")), &before);
    project
}

#[test]
fn never_over_the_sources() {
    refused(
        site(),
        &["--output", "."],
        str![[r#"
错误：不能把网站写到 [DIR]：那里有站点的源文件或你的其他文件。换一个文件夹，例如 public

"#]],
    );
    for output in ["content", "content/public", "themes", "themes/x/public", "..", "/", "content/../content/2024"] {
        let project = site().write("themes/x/theme.yaml", "extends: banbao\n");
        let before = tree(&project.path("."));
        let run = project.run(["build", "--now", NOW, "--output", output]);
        assert_eq!(run.code, Some(2), "{output}\n{}", run.stderr);
        same_trees(&tree(&project.path(".")), &before);
    }
}

#[test]
fn never_over_the_home_folder() {
    let project = site();
    let home = project.path("home");
    fs::create_dir_all(&home).expect("folder");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_banbao"))
        .args(["build", "--output", "home"])
        .current_dir(project.path("."))
        .env("HOME", &home)
        .output()
        .expect("banbao runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(tree(&home).is_empty());
}

#[test]
fn never_over_a_link_to_the_sources() {
    let project = site();
    std::os::unix::fs::symlink(project.path("content"), project.path("public")).expect("link");
    let run = project.run(["build", "--now", NOW]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
}

#[test]
fn a_folder_of_others() {
    refused(
        site().write("public/照片.jpg", "不要删\n"),
        &[],
        str![[r#"
错误：[DIR]/public 里有不是 banbao 写的文件（例如 照片.jpg），没有改动它。换一个空文件夹，或加 --force

"#]],
    );
}

#[test]
fn a_folder_of_others_when_told() {
    site()
        .write("public/照片.jpg", "不要删\n")
        .build_with(&["--force"])
        .code(0)
        .built_files(&["照片.jpg", "index.html"])
        .build()
        .code(0)
        .built_files(&["照片.jpg", "index.html"]);
}

#[test]
fn a_file_of_others_where_a_page_must_be() {
    refused(
        site().write("public/index.html", "别人的\n"),
        &["--force"],
        str![[r#"
错误：[DIR]/public/index.html 不是 banbao 写的，没有覆盖它。把它移走，或放进 content/static/

"#]],
    );
}

#[test]
fn a_file_for_a_folder() {
    refused(
        site().write("public", "文件\n"),
        &[],
        str![[r#"
错误：输出位置 [DIR]/public 是一个文件，不是文件夹

"#]],
    );
}

#[test]
fn a_folder_with_only_git_files() {
    site().write("public/.gitignore", "*\n").write("public/.git/HEAD", "ref\n").build().code(0).built_files(&[
        ".gitignore",
        ".git/HEAD",
        "index.html",
    ]);
}

#[test]
fn files_of_others_are_untouched_and_stale_ones_of_ours_removed() {
    let project = site()
        .build()
        .write("public/CNAME", "example.org\n")
        .write("public/2024/08/x/旧图.jpg", "图\n")
        .remove("content/2024/08/x.md")
        .build()
        .code(0)
        .built_files(&["CNAME", "2024/08/x/旧图.jpg"])
        .built_no(&["2024/08/x/index.html", "tags/tongzhi/index.html", "tags/tongzhi/feed.xml"]);
    assert!(!project.path("public/tags/tongzhi").exists(), "folders that are left empty go too");
}

#[test]
fn a_file_of_ours_that_someone_changed_or_removed_is_written_again() {
    let project = site().build();
    let built = project.built().clone();
    let project = project.write("public/index.html", "改了\n").remove("public/news/index.html").build().code(0);
    same_trees(project.built(), &built);
}

/// When each file was last written.
fn times(dir: &Path) -> BTreeMap<String, SystemTime> {
    tree(dir).into_keys().map(|file| (file.clone(), fs::metadata(dir.join(&file)).and_then(|m| m.modified()).expect("time"))).collect()
}

#[test]
fn a_second_build_writes_nothing() {
    let project = site().build();
    let before = times(&project.path("public"));
    let project = project.build().code(0).said(str![[r#"
没有变化，[DIR]/public 已经是最新的
成功 2 篇，错误 0，警告 0，用时 [TIME] 秒

"#]]);
    assert_eq!(times(&project.path("public")), before);
}

#[test]
fn a_second_build_with_warnings_writes_nothing_and_says_them_again() {
    let project = site().write("content/y.md", "---\ntitle: 乙\ndate: 2024-08-13\n---\n").build();
    let before = times(&project.path("public"));
    let first = project.last().stderr.clone();
    let project = project.build().code(0);
    assert_eq!(times(&project.path("public")), before);
    let notes = |text: &str| text.rsplit_once("\n\n").map(|(notes, _)| notes.to_owned());
    assert_eq!(notes(&project.last().stderr), notes(&first));
}

#[test]
fn a_change_writes_only_what_it_concerns() {
    site().build().article("content/2024/08/x.md", "tags: [通知]\n", "甲。\n\n## 乙\n\n丙。\n").build().rewrote(&[
        "2024/08/x/index.html",
        "authors/wangdan/index.html",
        "communities/moyangshequ/feed.json",
        "communities/moyangshequ/feed.xml",
        "communities/moyangshequ/index.html",
        "feed.json",
        "feed.xml",
        "index.html",
        "news/index.html",
        "tags/tongzhi/feed.json",
        "tags/tongzhi/feed.xml",
        "tags/tongzhi/index.html",
    ]);
}

#[test]
fn touching_a_file_changes_nothing() {
    let project = site().build();
    let before = times(&project.path("public"));
    let text = fs::read(project.path("content/2024/08/x.md")).expect("the article");
    let project = project.write("content/2024/08/x.md", text).build().code(0);
    assert_eq!(times(&project.path("public")), before);
}

#[test]
fn a_moment_that_passes_is_a_change() {
    let project = site().article("content/y.md", "publish: 2024-09-01 13:00\n", "").build().built_no(&["2024/08/y/index.html"]);
    assert_eq!(project.run(["build", "--now", "2024-09-01 12:59:59"]).code, Some(0));
    assert!(!project.path("public/2024/08/y/index.html").exists());
    assert_eq!(project.run(["build", "--now", "2024-09-01 13:00"]).code, Some(0));
    assert!(project.path("public/2024/08/y/index.html").exists());
}

/// A killed build: its record names the files of both, its stage is there, some files are new, some are gone.
#[test]
fn a_killed_build_is_completed() {
    let project = site().build();
    let record = fs::read_to_string(project.path("public/.banbao")).expect("the record");
    let cut = record.replacen("state complete", "state writing", 1);
    let without_stamp: String = cut.lines().filter(|line| !line.starts_with("stamp ")).map(|line| format!("{line}\n")).collect();
    project
        .write("public/.banbao", without_stamp)
        .write("public/.banbao-stage/0", "半个文件")
        .write("public/.banbao-stage/record", "半个记录")
        .write("public/news/index.html", "别的构建写的\n")
        .remove("public/archive/index.html")
        .article("content/2024/08/x.md", "tags: [通知]\n", "改了。\n")
        .build()
        .code(0)
        .same_as_clean_build();
}

#[test]
fn a_first_build_that_was_killed_leaves_nothing_in_the_way() {
    let project = site().write(".public.banbao-stage/index.html", "半个").build().code(0).same_as_clean_build();
    assert!(!project.path(".public.banbao-stage").exists());
}

#[test]
fn a_record_that_cannot_be_read_is_as_good_as_none() {
    refused(
        site().build().write("public/.banbao", "不是记录\n"),
        &[],
        str![[r#"
错误：[DIR]/public 里有不是 banbao 写的文件（例如 [N]），没有改动它。换一个空文件夹，或加 --force

"#]],
    );
}

#[test]
fn a_record_never_reaches_outside() {
    let project = site().build();
    let record = fs::read_to_string(project.path("public/.banbao")).expect("the record");
    let hostile = format!("{record}00000000000000000000000000000000 3 ../content/2024/08/hao.md\n");
    let project = project.write("public/.banbao", hostile);
    project.run(["build", "--now", NOW]);
    assert!(project.path("content/2024/08/hao.md").is_file());
}

#[test]
fn strict_leaves_an_output_that_does_not_exist_alone() {
    let project = site().write("content/y.md", "---\ntitle: 乙\n---\n");
    let run = project.run(["build", "--now", NOW, "--strict"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(!project.path("public").exists());
    assert!(!project.path(".public.banbao-stage").exists());
}

#[test]
fn one_output_for_two_sites_or_options() {
    site()
        .build()
        .build_with(&["--base-url", "https://example.org/repo/"])
        .holds("index.html", "\"/repo/news/\"")
        .build()
        .lacks("index.html", "/repo/");
}
