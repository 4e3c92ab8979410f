//! The output folder: what is refused (S5), what is left alone, what is written again, what a killed build leaves.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use snapbox::str;

use crate::project::{NOW, Project, no_link_is_broken, same_trees, tree};

/// What the file in a stage says that tells it from a folder of somebody's.
const STAGE_MARK: &str = "banbao keeps files here while it builds; it may be removed when no build is running\n";

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
        .write("public/.banbao-stage-0123456789abcdef/stage-of-banbao", STAGE_MARK)
        .write("public/.banbao-stage-0123456789abcdef/wait/0", "半个文件")
        .write("public/.banbao-stage-0123456789abcdef/writing", "半个记录")
        .write("public/news/index.html", "别的构建写的\n")
        .remove("public/archive/index.html")
        .article("content/2024/08/x.md", "tags: [通知]\n", "改了。\n")
        .build()
        .code(0)
        .same_as_clean_build();
}

#[test]
fn a_first_build_that_was_killed_leaves_nothing_in_the_way() {
    let stage = ".public.banbao-stage-0123456789abcdef";
    let project = site()
        .write(&format!("{stage}/site/index.html"), "半个")
        .write(&format!("{stage}/stage-of-banbao"), STAGE_MARK)
        .write(".public.banbao-lock", "")
        .build()
        .code(0)
        .same_as_clean_build();
    assert!(!project.path(stage).exists());
    assert!(!project.path(".public.banbao-lock").exists());
}

/// Names like banbao's own, without its mark: they are somebody's.
#[test]
fn a_folder_of_the_name_of_a_stage_stays() {
    let mine =
        ["public/.banbao-stage/甲.txt", "public/.banbao-stage-0123456789abcdef/甲.txt", ".public.banbao-stage-0123456789abcdef/甲.txt"];
    let project = mine.iter().fold(site().build(), |project, file| project.write(file, "别删\n"));
    let project = project.article("content/2024/08/y.md", "", "乙。\n").build().code(0);
    for file in mine {
        assert_eq!(fs::read_to_string(project.path(file)).expect("the file"), "别删\n", "{file}");
    }
}

/// Cut anywhere, empty, or not a record at all: nothing is touched until the editor says so, and then it is whole again.
#[test]
fn a_damaged_record_is_named_and_can_be_mended() {
    let record = fs::read(site().build().path("public/.banbao")).expect("the record");
    let lines = String::from_utf8(record.clone()).expect("text");
    let half = lines.lines().take(20).map(|line| format!("{line}\n")).collect::<String>();
    for damaged in
        [b"".to_vec(), "不是记录\n".into(), record[..record.len() - 1].to_vec(), record[..300].to_vec(), half.into(), vec![0; 900]]
    {
        let project = refused(
            site().build().write("public/CNAME", "example.org\n").write("public/.banbao", damaged),
            &[],
            str![[r#"
错误：[DIR]/public/.banbao 坏了（它记着哪些文件是 banbao 写的），没有改动任何文件。加 --force 重做：和网站同名的文件会换成新的，别的文件不动

"#]],
        );
        let project = project.article("content/2024/08/x.md", "tags: [通知]\n", "改了。\n").build_with(&["--force"]).code(0);
        let project = project.holds("CNAME", "example.org").holds("2024/08/x/index.html", "改了。").build().code(0);
        // Files that the site has no more stay, as nobody knows whose they are; all others are as of a clean build.
        project.run(["build", "--now", NOW, "--output", "clean"]);
        let clean = tree(&project.path("clean"));
        same_trees(&tree(&project.path("public")).into_iter().filter(|(file, _)| clean.contains_key(file)).collect(), &clean);
    }
}

/// A pipe in the place of the record is not waited for.
#[cfg(unix)]
#[test]
fn a_record_that_is_a_pipe() {
    let project = site().build().remove("public/.banbao");
    let made = std::process::Command::new("mkfifo").arg(project.path("public/.banbao")).status();
    assert!(made.is_ok_and(|status| status.success()));
    let run = project.run(["build", "--now", NOW]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("public/.banbao 坏了"), "{}", run.stderr);
    project.build_with(&["--force"]).code(0).same_as_clean_build();
}

#[test]
fn a_record_never_reaches_outside() {
    let project = site().build();
    let record = fs::read_to_string(project.path("public/.banbao")).expect("the record");
    let (lines, end) = record.rsplit_once("end ").expect("the last line");
    let count: usize = end.trim().parse().expect("a number");
    let project = project
        .write("public/.banbao", format!("{lines}00000000000000000000000000000000 3 ../content/2024/08/hao.md\nend {}\n", count + 1));
    project.run(["build", "--now", NOW]);
    project.run(["build", "--now", NOW, "--force"]);
    assert!(project.path("content/2024/08/hao.md").is_file());
}

/// Whoever writes into the record cannot make a build remove what belongs to version control.
#[test]
fn a_record_never_owns_what_no_site_has() {
    let project = site().build();
    let record = fs::read_to_string(project.path("public/.banbao")).expect("the record");
    let (lines, end) = record.rsplit_once("end ").expect("the last line");
    let lines: String = lines.split_inclusive('\n').filter(|line| !line.starts_with("stamp")).collect();
    let count: usize = end.trim().parse().expect("a number");
    let names = [".git/config", ".gitattributes", ".banbao-stage/x", ".github/workflows/a.yml"];
    let forged: String = names.iter().map(|name| format!("00000000000000000000000000000000 3 {name}\n")).collect();
    let project = names.iter().fold(project, |project, name| project.write(&format!("public/{name}"), "我的\n"));
    let project = project.write("public/.banbao", format!("{lines}{forged}end {}\n", count + names.len())).build().code(0);
    for name in names {
        assert_eq!(fs::read(project.path(&format!("public/{name}"))).expect("still there"), "我的\n".as_bytes(), "{name}");
    }
    assert_eq!(fs::read_to_string(project.path("public/.banbao")).expect("the record"), record);
}

/// A record that names files which banbao did not write, each with its right size, and one with contents of its own.
fn forged(project: Project, names: &[&str]) -> Project {
    let record = fs::read_to_string(project.path("public/.banbao")).expect("the record");
    let (lines, end) = record.rsplit_once("end ").expect("the last line");
    let lines: String = lines.split_inclusive('\n').filter(|line| !line.starts_with("stamp")).collect();
    let count: usize = end.trim().parse().expect("a number");
    let forged: String = names.iter().map(|name| format!("00000000000000000000000000000000 7 {name}\n")).collect();
    let project = names.iter().fold(project, |project, name| project.write(&format!("public/{name}"), "我的\n"));
    project.write("public/.banbao", format!("{lines}{forged}end {}\n", count + names.len()))
}

/// Whoever writes into the record cannot make a build remove somebody's file: what does not hold what banbao wrote stays,
/// and is told until it is away.
#[test]
fn a_forged_record_removes_nothing() {
    let names = ["fotos/a.jpg", "mine.html", "notes"];
    let said = str![[r#"
警告[edited-output]: 网站里不再有，但内容不是 banbao 写的样子，所以没有删（3 个文件）：fotos/a.jpg、mine.html、notes
--> [DIR]/public/fotos/a.jpg
 = 提示: 不要了就自己删掉；要留着就移到 content/static/

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]];
    let mut project = forged(site().build(), &names);
    for _ in 0..2 {
        project = project.build().code(0).said(said.clone());
        for name in names {
            assert_eq!(fs::read(project.path(&format!("public/{name}"))).expect("still there"), "我的\n".as_bytes(), "{name}");
        }
    }
    // With --strict nothing is written at all.
    let project = project.article("content/2024/08/x.md", "", "改了。\n").strict_changes_nothing();
    let project = names.iter().fold(project, |project, name| project.remove(&format!("public/{name}")));
    fs::remove_dir(project.path("public/fotos")).expect("an empty folder");
    project.build().code(0).same_as_clean_build();
}

/// A page that someone has changed in `public/` and that the site has no more: nobody knows what it holds.
#[test]
fn an_edited_file_that_is_stale_stays_and_is_told() {
    let page = "public/2024/08/weg/index.html";
    let with = || site().article("content/2024/08/weg.md", "", "去。\n").build();
    let project = with().write(page, "<p>改过").remove("content/2024/08/weg.md").build().code(0);
    assert_eq!(fs::read_to_string(project.path(page)).expect("still there"), "<p>改过");
    assert!(project.last().stderr.contains("edited-output"), "{}", project.last().stderr);
    // As it was written it goes, whenever it was written.
    let project = with();
    let bytes = fs::read(project.path(page)).expect("page");
    let project = project.remove("content/2024/08/weg.md").write(page, bytes).build().code(0);
    assert!(!project.path("public/2024/08/weg").exists());
    project.same_as_clean_build();
}

/// A file where a folder must be, or in a folder where a file must be, is not ours because the record says so.
#[test]
fn a_forged_record_makes_no_room() {
    for (mine, theirs) in [("apple", "content/static/apple/x.txt"), ("apple/mine.txt", "content/static/apple")] {
        let project = forged(site().build(), &[mine]).write(theirs, "新\n").build().code(2);
        assert_eq!(fs::read(project.path(&format!("public/{mine}"))).expect("still there"), "我的\n".as_bytes(), "{mine}");
    }
}

/// A build that changes a page is killed, and the page goes in the next: whichever form it was left in, it is ours.
#[test]
fn what_a_killed_build_left_of_a_page_goes_with_it() {
    let file = "2024/08/weg/index.html";
    let one = site().article("content/2024/08/weg.md", "", "去。\n").build();
    let other = site().article("content/2024/08/weg.md", "", "又改了。\n").build();
    let record = |project: &Project| fs::read_to_string(project.path("public/.banbao")).expect("the record");
    let line = |project: &Project| record(project).lines().find(|line| line.ends_with(file)).expect("its line").to_owned();
    let (old, new) = (line(&one), line(&other));
    assert_ne!(old, new);
    let cut = record(&other).replacen("state complete", "state writing", 1);
    let cut: String = cut.split_inclusive('\n').filter(|line| !line.starts_with("stamp ")).collect();
    for left in [&one, &other] {
        let bytes = fs::read(left.path("public").join(file)).expect("page");
        let project = site().article("content/2024/08/weg.md", "", "又改了。\n").build();
        let cut = cut.replacen("end ", &format!("before {old}\nend "), 1);
        let project = project.write("public/.banbao", cut).write(&format!("public/{file}"), bytes);
        let project = project.remove("content/2024/08/weg.md").build().code(0);
        assert!(!project.path("public").join(file).exists());
        project.same_as_clean_build();
    }
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

/// Where a file of somebody's stands, nothing is put and the build ends, whatever the page is: an alias, a copied file,
/// a folder that a page needs, a file where the site has a folder, a link out of the output.
#[test]
fn nothing_is_put_where_somebody_s_file_is() {
    let cases: &[(&str, &str, &str)] = &[
        ("public/notes", "aliases: [/notes/]\n", "public/notes"),
        ("public/notes/index.html", "aliases: [/notes/]\n", "public/notes/index.html"),
        ("public/notes/index.html/甲.txt", "aliases: [/notes/]\n", "public/notes/index.html"),
        ("public/2023", "date: 2023-01-02\n", "public/2023"),
        ("public/tags/yizhen/feed.xml", "tags: [义诊]\n", "public/tags/yizhen/feed.xml"),
    ];
    for (theirs, more, named) in cases {
        let article = format!(
            "---\ntitle: 新\nauthor: 王丹\ncommunity: 莫阳社区\n{}{more}---\n文。\n",
            if more.contains("date") { "" } else { "date: 2024-08-13\n" }
        );
        for damaged in [false, true] {
            let mut project = site().build().write(theirs, "别人的\n").write("content/2024/08/xin.md", &article);
            if damaged && !matches!(*theirs, "public/notes/index.html" | "public/tags/yizhen/feed.xml") {
                project = project.write("public/.banbao", "");
            }
            let before = tree(&project.path("."));
            let project = project.build_with(&["--force"]).code(2);
            let said = &project.last().stderr;
            assert!(said.contains(&format!("{named} 不是 banbao 写的，没有覆盖它")), "{theirs}: {said}");
            same_trees(&tree(&project.path(".")), &before);
        }
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_put_or_removed_behind_a_link() {
    let elsewhere = tempfile::TempDir::new().expect("temporary folder");
    let project = site().build();
    crate::project::copy(&project.path("public/tags"), elsewhere.path());
    let theirs = tree(elsewhere.path());
    fs::remove_dir_all(project.path("public/tags")).expect("folder to remove");
    std::os::unix::fs::symlink(elsewhere.path(), project.path("public/tags")).expect("link");
    // The tag goes, and its pages with it; then a new one comes.
    let project = project.article("content/2024/08/x.md", "", "甲。\n").build();
    same_trees(&tree(elsewhere.path()), &theirs);
    let project = project.article("content/2024/08/x.md", "tags: [义诊]\n", "甲。\n").build().code(2);
    assert!(project.last().stderr.contains("public/tags 不是 banbao 写的"), "{}", project.last().stderr);
    same_trees(&tree(elsewhere.path()), &theirs);
}

/// A file of the site becomes a folder and back, more than once.
#[test]
fn a_file_becomes_a_folder_and_back() {
    let mut project = site().write("content/static/apple", "一\n").build().code(0);
    for _ in 0..2 {
        project = project.remove("content/static/apple").write("content/static/apple/pie.txt", "二\n").build().code(0);
        project = project.holds("apple/pie.txt", "二").same_as_clean_build().remove("content/static/apple/pie.txt");
        fs::remove_dir(project.path("content/static/apple")).expect("folder to remove");
        project = project.write("content/static/apple", "三\n").build().code(0).holds("apple", "三").same_as_clean_build();
    }
    let project = project.write("public/树.txt", "别人的\n").remove("content/static/apple").write("content/static/apple/pie.txt", "四\n");
    let project = project.build().code(0).write("public/apple/核.txt", "别人的\n").remove("content/static/apple/pie.txt");
    fs::remove_dir(project.path("content/static/apple")).expect("folder to remove");
    let project = project.write("content/static/apple", "五\n").build().code(2);
    assert!(project.last().stderr.contains("public/apple 不是 banbao 写的"), "{}", project.last().stderr);
}

/// A checkout of the branch that is published: git's own files never move, and a build killed at any time cannot
/// have taken them along.
#[test]
fn the_files_of_git_never_move() {
    let number = |project: &Project, file: &str| {
        #[cfg(unix)]
        return std::os::unix::fs::MetadataExt::ino(&fs::metadata(project.path(file)).expect("the file"));
        #[cfg(not(unix))]
        return fs::metadata(project.path(file)).expect("the file").len();
    };
    let project = site().write("public/.git/HEAD", "ref\n").write("public/.gitattributes", "* -text\n");
    let before = [number(&project, "public/.git"), number(&project, "public/.gitattributes"), number(&project, "public")];
    let project = project.build().code(0).built_files(&["index.html", ".git/HEAD", ".gitattributes"]);
    assert_eq!([number(&project, "public/.git"), number(&project, "public/.gitattributes"), number(&project, "public")], before);
    let project = project.article("content/2024/08/y.md", "aliases: [/.git/config/]\n", "乙。\n").build();
    assert_eq!(fs::read_to_string(project.path("public/.gitattributes")).expect("the file"), "* -text\n");
}

/// The output's own folder keeps its rights where it was there and empty.
#[cfg(unix)]
#[test]
fn an_empty_output_keeps_its_rights() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = site();
    fs::create_dir(project.path("public")).expect("folder");
    fs::set_permissions(project.path("public"), fs::Permissions::from_mode(0o2775)).expect("rights");
    let project = project.build().code(0).same_as_clean_build();
    assert_eq!(fs::metadata(project.path("public")).expect("folder").permissions().mode() & 0o7777, 0o2775);
}

/// Pages that fail keep what stood there, so that the lists lead to something; where nothing did, a page says so.
#[test]
fn no_link_leads_to_nothing_when_a_template_fails() {
    let broken = |project: Project| {
        project.write("themes/own/theme.yaml", "extends: banbao\n").write("themes/own/templates/article.html", "{{ nichts }}\n")
    };
    let project = site()
        .write("content/site.yaml", "title: 试验板报\ntheme: own\n")
        .write("themes/own/theme.yaml", "extends: banbao\n")
        .build()
        .code(0);
    let page = project.page("2024/08/x/index.html");
    let project = broken(project).build().code(1);
    assert_eq!(project.page("2024/08/x/index.html"), page);
    no_link_is_broken(&project.path("public"));
    let project =
        project.article("content/2024/08/y.md", "", "乙。\n").build().code(1).holds("2024/08/y/index.html", "<h1>找不到这一页</h1>");
    no_link_is_broken(&project.path("public"));
    let project = project.remove("content/2024/08/hao.md").build().code(1);
    no_link_is_broken(&project.path("public"));
    let project = project.write("themes/own/templates/404.html", "{{ nichts }}\n");
    let before = tree(&project.path("public"));
    let project = project.article("content/2024/08/z.md", "", "丙。\n").build().code(1);
    same_trees(&tree(&project.path("public")), &before);
}
