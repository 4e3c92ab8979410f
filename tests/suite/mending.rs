//! `check --fix` mends what has one mending and nothing else; `check FILE…` and `--changed` report on what was asked for.

use std::fs;
use std::process::Command;

use snapbox::str;

use crate::project::{NOW, Project, tree};

const SLIPS: &str = "---\r\ntitle：团员上门,教分类\r\nauthor: 王丹、李明\r\ncommunity: 莫阳社区\r\ndate: 2024年8月13日\r\n---\r\n\
                     今天有３０人来了,大家的的很高兴......\r\n第二段没有错。\r\n";

fn site() -> Project {
    Project::new().write("content/communities/moyang.md", "---\nname: 莫阳社区\n---\n").article("content/2024/08/hao.md", "", "好。\n")
}

fn bytes(project: &Project, file: &str) -> Vec<u8> {
    fs::read(project.path(file)).expect("file")
}

#[test]
fn what_has_one_mending_is_mended_and_nothing_else() {
    let file = "content/2024/08/a.md";
    let project = site().write(file, SLIPS).after(&["check", "--now", NOW, "--fix", "--yes"]).code(0).said(str![[r#"
content/2024/08/a.md
   2 - title：团员上门,教分类
   3 - author: 王丹、李明
   2 + title: 团员上门，教分类
   3 + author: [王丹, 李明]
   5 - date: 2024年8月13日
   5 + date: 2024-08-13
   7 - 今天有３０人来了,大家的的很高兴......
   7 + 今天有30人来了，大家的的很高兴……

改好的文件：1

建议[repeated-word]: “的的”好像多打了一遍
 --> content/2024/08/a.md:7:12
  |
7 | 今天有30人来了，大家的的很高兴……
  |                     ^^^^
  |
  = 提示: 只留一个：的

成功 2 篇，错误 0，警告 0，建议 1，用时 [TIME] 秒

"#]]);
    assert_eq!(
        String::from_utf8(bytes(&project, file)).expect("UTF-8"),
        "---\r\ntitle: 团员上门，教分类\r\nauthor: [王丹, 李明]\r\ncommunity: 莫阳社区\r\ndate: 2024-08-13\r\n---\r\n\
         今天有30人来了，大家的的很高兴……\r\n第二段没有错。\r\n"
    );
    let before = tree(&project.path("content"));
    let project = project.after(&["--lang", "en", "check", "--now", NOW, "--fix", "--yes"]).code(0).said(str![[r#"
there is nothing that can be mended at once
advice[repeated-word]: `的的` seems to stand twice
 --> content/2024/08/a.md:7:12
  |
7 | 今天有30人来了，大家的的很高兴……
  |                     ^^^^
  |
  = hint: keep one: 的

articles 2, errors 0, warnings 0, advice 1, [TIME] s

"#]]);
    assert_eq!(tree(&project.path("content")), before);
}

#[test]
fn nothing_is_written_without_a_yes() {
    let project = site().write("content/2024/08/a.md", SLIPS);
    let before = tree(&project.path("content"));
    let run = project.run(["check", "--now", NOW, "--fix"]);
    assert!(run.stderr.contains("没有改动文件：加上 --yes 就照这样改"), "{}", run.stderr);
    assert_eq!(tree(&project.path("content")), before);
    assert_eq!(project.run(["check", "--yes"]).code, Some(2));
}

#[test]
fn another_encoding_becomes_utf8_and_a_mark_of_bytes_stays() {
    let text = "---\r\ntitle: 停水通知\r\nauthor: 王丹\r\ncommunity: 莫阳社区\r\ndate: 2024-08-13\r\n---\r\n今晚八点到明早六点停水，请备好水。\r\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let project = site()
        .write("content/2024/08/gb.md", gbk)
        .write("content/2024/08/bom.md", format!("\u{feff}{}", text.replace("八点", "８点")))
        .after(&["check", "--now", NOW, "--fix", "--yes"])
        .code(0);
    assert_eq!(String::from_utf8(bytes(&project, "content/2024/08/gb.md")).expect("UTF-8"), text);
    assert_eq!(
        String::from_utf8(bytes(&project, "content/2024/08/bom.md")).expect("UTF-8"),
        format!("\u{feff}{}", text.replace("八点", "8点"))
    );
}

/// A link may lead to a file that others use: it is left alone.
#[cfg(unix)]
#[test]
fn a_link_is_left_alone() {
    let project = site().write("content/notes.txt", SLIPS);
    std::os::unix::fs::symlink(project.path("content/notes.txt"), project.path("content/2024/08/a.md")).expect("link");
    let run = project.run(["check", "--now", NOW, "--fix", "--yes"]);
    assert!(run.stderr.contains("改好的文件：0") || run.stderr.contains("没有能直接改好的地方"), "{}", run.stderr);
    assert_eq!(bytes(&project, "content/notes.txt"), SLIPS.as_bytes());
}

/// The example of every code, mended: what is mended is told no more, and nothing else is told instead.
#[test]
fn no_mending_makes_another_note() {
    use banbao::note::code::Example;
    let said = |project: &Project| {
        let run = project.run(["check", "--now", NOW, "--format", "json"]);
        let codes = run.stdout.lines().filter_map(|line| line.split("\"code\":\"").nth(1)?.split('"').next().map(str::to_owned));
        codes.collect::<Vec<_>>()
    };
    let mut mended = 0;
    for code in banbao::note::codes::all() {
        let Example::Files(files) = code.example else { continue };
        let project = files.iter().fold(site(), |project, (path, text)| project.write(path, text));
        let before = said(&project);
        let content = tree(&project.path("content"));
        project.run(["check", "--now", NOW, "--fix", "--yes"]);
        if tree(&project.path("content")) == content {
            continue;
        }
        mended += 1;
        let after = said(&project);
        let count = |all: &[String], one: &String| all.iter().filter(|other| *other == one).count();
        assert!(before.iter().any(|one| count(&after, one) < count(&before, one)), "{}: {before:?} then {after:?}", code.name);
        let new: Vec<&String> = after.iter().filter(|code| !before.contains(code)).collect();
        // What an error hid is told once it is mended.
        let hidden = ["no-community", "no-author", "missing-date", "missing-title", "empty-text", "future-date"];
        assert!(new.iter().all(|code| hidden.contains(&code.as_str())), "{}: {before:?} then {after:?}", code.name);
    }
    assert!(mended > 15, "{mended}");
}

#[test]
fn only_the_files_that_are_named_are_reported_on() {
    let wrong = "---\ntitle: 停水\nauthor: 王丹\ncommunity: 没有社区\ndate: 2024-08-13\n---\n停。\n";
    let project = site().write("content/2024/08/a.md", wrong).write("content/2024/07/b.md", wrong);
    for (files, wanted) in [
        (vec![], vec!["content/2024/07/b.md", "content/2024/08/a.md"]),
        (vec!["content/2024/08/a.md"], vec!["content/2024/08/a.md"]),
        (vec!["./content/2024/07"], vec!["content/2024/07/b.md"]),
        (vec!["content/2024/08/hao.md"], vec![]),
        (vec!["content"], vec!["content/2024/07/b.md", "content/2024/08/a.md"]),
    ] {
        let run = project.run(["check", "--now", NOW, "--format", "json"].iter().chain(&files));
        let paths: Vec<&str> = run.stdout.lines().filter_map(|line| line.split("\"file\":\"").nth(1)?.split('"').next()).collect();
        assert_eq!(paths, wanted, "{files:?}\n{}", run.stdout);
        assert_eq!(run.code, Some(i32::from(!wanted.is_empty())), "{files:?}");
    }
    let run = project.run(["check", "content/meiyou.md"]);
    assert_eq!((run.code, run.stderr.trim()), (Some(2), "错误：没有“content/meiyou.md”这个文件"));
}

#[test]
fn only_what_differs_from_git_is_reported_on() {
    let wrong = "---\ntitle: 停水\nauthor: 王丹\ncommunity: 没有社区\ndate: 2024-08-13\n---\n停。\n";
    let project = site().write("content/2024/08/jiu.md", wrong);
    let run = project.run(["check", "--changed"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.starts_with("错误：--changed 要站点在 Git 仓库里："), "{}", run.stderr);
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(project.path(".")).args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]);
        assert!(git.args(args).output().expect("git").status.success(), "{args:?}");
    };
    let paths = || -> Vec<String> {
        let run = project.run(["check", "--now", NOW, "--format", "json", "--changed"]);
        run.stdout.lines().filter_map(|line| line.split("\"file\":\"").nth(1)?.split('"').next().map(str::to_owned)).collect()
    };
    git(&["init", "-q"]);
    assert_eq!(paths(), ["content/2024/08/jiu.md"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "a"]);
    assert_eq!(paths(), [""; 0]);
    fs::write(project.path("content/2024/08/新.md"), wrong).expect("file");
    fs::write(project.path("content/2024/08/hao.md"), wrong).expect("file");
    assert_eq!(paths(), ["content/2024/08/hao.md", "content/2024/08/新.md"]);
}
