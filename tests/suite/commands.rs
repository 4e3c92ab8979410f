//! Commands: `check` in its formats, English, wrong usage, `init`, `new`.

use snapbox::str;

use crate::project::{NOW, Project, same_text};

/// A site with an error, a warning and an advice.
fn mixed() -> Project {
    Project::with("content/2024/08/x.md", "---\ntitle：停水，100%\nauthor: 王丹\ncommunity: 莫杨社区\ndate: 2024-08-13\n---\n正文。\n")
        .write("content/communities/moyang.md", "---\nname: 莫阳社区\n---\n")
        .article("content/2024/08/later.md", "publish: 2024-09-15\n", "")
}

#[test]
fn check_writes_nothing() {
    let project = mixed()
        .after(&["check", "--now", NOW])
        .code(1)
        .said(str![[r#"
建议[waiting]: 待发布：2024-09-15
--> content/2024/08/later.md

警告[empty-text]: 这篇稿件只有标题，没有正文
 --> content/2024/08/later.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 把正文写在第二行 --- 下面；还没写好，就加一行 draft: true

警告[fullwidth-colon]: “title”后面是中文冒号
 --> content/2024/08/x.md:2:6
  |
2 | title：停水，100%
  |      ^^
  |
  = 提示: 用英文冒号加一个空格，写成：title: 停水，100%

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
title: 停水，100%
author: 王丹
community: 莫杨社区
date: 2024-08-13
---

错误[unknown-community]: 没有叫“莫杨社区”的社区
 --> content/2024/08/x.md:4:12
  |
4 | community: 莫杨社区
  |            ^^^^^^^^
  |
  = 提示: 是不是“莫阳社区”（content/communities/moyang.md）？

成功 1 篇，错误 1，警告 2，建议 1，待发布 1，用时 [TIME] 秒

"#]])
        .printed("");
    assert!(!project.path("public").exists());
}

#[test]
fn check_says_what_build_says() {
    let project = mixed().build();
    let check = project.run(["check", "--now", NOW]);
    let notes = |text: &str| text.rsplit_once("\n\n").map(|(notes, _)| notes.to_owned());
    assert_eq!(notes(&check.stderr), notes(&project.last().stderr));
}

#[test]
fn check_as_json() {
    mixed().after(&["check", "--now", NOW, "--format", "json"]).code(1).said(str![[r#"
成功 1 篇，错误 1，警告 2，建议 1，待发布 1，用时 [TIME] 秒

"#]]).printed(str![[r#"
{"severity":"advice","code":"waiting","file":"content/2024/08/later.md","line":0,"column":0,"message":"待发布：2024-09-15","remedy":null}
{"severity":"warning","code":"empty-text","file":"content/2024/08/later.md","line":1,"column":1,"message":"这篇稿件只有标题，没有正文","remedy":"把正文写在第二行 --- 下面；还没写好，就加一行 draft: true"}
{"severity":"warning","code":"fullwidth-colon","file":"content/2024/08/x.md","line":2,"column":6,"message":"“title”后面是中文冒号","remedy":"用英文冒号加一个空格，写成：title: 停水，100%","fix":{"first_line":1,"last_line":6,"text":"---\ntitle: 停水，100%\nauthor: 王丹\ncommunity: 莫杨社区\ndate: 2024-08-13\n---\n"}}
{"severity":"error","code":"unknown-community","file":"content/2024/08/x.md","line":4,"column":12,"message":"没有叫“莫杨社区”的社区","remedy":"是不是“莫阳社区”（content/communities/moyang.md）？"}

"#]]);
}

#[test]
fn check_as_github_commands() {
    mixed().after(&["check", "--now", NOW, "--format", "github"]).code(1).said(str![[r#"
成功 1 篇，错误 1，警告 2，建议 1，待发布 1，用时 [TIME] 秒

"#]]).printed(str![[r#"
::notice file=content/2024/08/later.md,title=waiting::待发布：2024-09-15
::warning file=content/2024/08/later.md,title=empty-text,line=1,col=1::这篇稿件只有标题，没有正文%0A把正文写在第二行 --- 下面；还没写好，就加一行 draft: true
::warning file=content/2024/08/x.md,title=fullwidth-colon,line=2,col=6::“title”后面是中文冒号%0A用英文冒号加一个空格，写成：title: 停水，100%25
::error file=content/2024/08/x.md,title=unknown-community,line=4,col=12::没有叫“莫杨社区”的社区%0A是不是“莫阳社区”（content/communities/moyang.md）？

"#]]);
}

/// A SARIF log without the rules, which a test of the table of codes looks at, and without the numbers of the rules.
fn without_rules(log: &str) -> String {
    let mut log: serde_json::Value = serde_json::from_str(log).expect("JSON");
    let run = &mut log["runs"][0];
    run["tool"]["driver"].as_object_mut().expect("driver").remove("rules");
    for result in run["results"].as_array_mut().expect("results") {
        result.as_object_mut().expect("result").remove("ruleIndex");
    }
    format!("{log}\n")
}

#[test]
fn check_as_sarif() {
    mixed().after(&["check", "--now", NOW, "--format", "sarif"]).code(1).said(str![[r#"
成功 1 篇，错误 1，警告 2，建议 1，待发布 1，用时 [TIME] 秒

"#]]).printed_as(without_rules, str![[r#"
{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[{"results":[{"level":"note","locations":[{"physicalLocation":{"artifactLocation":{"uri":"content/2024/08/later.md"}}}],"message":{"text":"待发布：2024-09-15"},"ruleId":"waiting"},{"level":"warning","locations":[{"physicalLocation":{"artifactLocation":{"uri":"content/2024/08/later.md"},"region":{"startColumn":1,"startLine":1}}}],"message":{"text":"这篇稿件只有标题，没有正文\n把正文写在第二行 --- 下面；还没写好，就加一行 draft: true"},"ruleId":"empty-text"},{"fixes":[{"artifactChanges":[{"artifactLocation":{"uri":"content/2024/08/x.md"},"replacements":[{"deletedRegion":{"endColumn":1,"endLine":7,"startColumn":1,"startLine":1},"insertedContent":{"text":"---\ntitle: 停水，100%\nauthor: 王丹\ncommunity: 莫杨社区\ndate: 2024-08-13\n---\n"}}]}],"description":{"text":"改好的开头，整段复制过去就行"}}],"level":"warning","locations":[{"physicalLocation":{"artifactLocation":{"uri":"content/2024/08/x.md"},"region":{"startColumn":6,"startLine":2}}}],"message":{"text":"“title”后面是中文冒号\n用英文冒号加一个空格，写成：title: 停水，100%"},"ruleId":"fullwidth-colon"},{"level":"error","locations":[{"physicalLocation":{"artifactLocation":{"uri":"content/2024/08/x.md"},"region":{"startColumn":12,"startLine":4}}}],"message":{"text":"没有叫“莫杨社区”的社区\n是不是“莫阳社区”（content/communities/moyang.md）？"},"ruleId":"unknown-community"}],"tool":{"driver":{"name":"banbao","version":"0.2.0"}}}],"version":"2.1.0"}

"#]]);
}

#[test]
fn check_in_english() {
    mixed().after(&["--lang", "en", "check", "--now", NOW]).code(1).said(str![[r#"
advice[waiting]: waits to be published: 2024-09-15
--> content/2024/08/later.md

warning[empty-text]: the article has a headline and no text
 --> content/2024/08/later.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: write the text below the second ---; if it is not ready, add a line draft: true

warning[fullwidth-colon]: a full-width colon follows `title`
 --> content/2024/08/x.md:2:6
  |
2 | title：停水，100%
  |      ^^
  |
  = hint: use a colon and a space: title: 停水，100%

the front matter as it should be, ready to paste (content/2024/08/x.md, lines 1-6):
---
title: 停水，100%
author: 王丹
community: 莫杨社区
date: 2024-08-13
---

error[unknown-community]: there is no community called `莫杨社区`
 --> content/2024/08/x.md:4:12
  |
4 | community: 莫杨社区
  |            ^^^^^^^^
  |
  = hint: did you mean `莫阳社区` (content/communities/moyang.md)?

articles 1, errors 1, warnings 2, advice 1, waiting 1, [TIME] s

"#]]);
}

#[test]
fn check_in_english_as_json() {
    mixed().after(&["--lang", "en", "check", "--now", NOW, "--format", "json"]).code(1).printed(str![[r#"
{"severity":"advice","code":"waiting","file":"content/2024/08/later.md","line":0,"column":0,"message":"waits to be published: 2024-09-15","remedy":null}
{"severity":"warning","code":"empty-text","file":"content/2024/08/later.md","line":1,"column":1,"message":"the article has a headline and no text","remedy":"write the text below the second ---; if it is not ready, add a line draft: true"}
{"severity":"warning","code":"fullwidth-colon","file":"content/2024/08/x.md","line":2,"column":6,"message":"a full-width colon follows `title`","remedy":"use a colon and a space: title: 停水，100%","fix":{"first_line":1,"last_line":6,"text":"---\ntitle: 停水，100%\nauthor: 王丹\ncommunity: 莫杨社区\ndate: 2024-08-13\n---\n"}}
{"severity":"error","code":"unknown-community","file":"content/2024/08/x.md","line":4,"column":12,"message":"there is no community called `莫杨社区`","remedy":"did you mean `莫阳社区` (content/communities/moyang.md)?"}

"#]]);
}

#[test]
fn strict_check_counts_warnings() {
    let warned = || Project::with("content/2024/08/x.md", "---\ntitle: 停水\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n正文。\n");
    warned().after(&["check", "--now", NOW]).code(0);
    warned().after(&["check", "--now", NOW, "--strict"]).code(1).said(str![[r#"
警告[no-author]: 没有写作者
 --> content/2024/08/x.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 加一行：author: 姓名

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]]);
}

#[test]
fn advice_alone_is_no_error_even_when_strict() {
    Project::new()
        .article("content/x.md", "publish: 2024-09-15\n", "好。\n")
        .build_with(&["--strict"])
        .code(0)
        .said(str![[r#"
建议[waiting]: 待发布：2024-09-15
--> content/x.md

成功 0 篇，错误 0，警告 0，建议 1，待发布 1，用时 [TIME] 秒

"#]])
        .built_files(&["index.html"]);
}

#[test]
fn build_in_english() {
    Project::new().article("content/x.md", "", "").after(&["--lang", "en", "build", "--now", NOW]).code(0).said(str![[r#"
warning[empty-text]: the article has a headline and no text
 --> content/x.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: write the text below the second ---; if it is not ready, add a line draft: true

the site is in [DIR]/public: [N] files, [N] new, [N] changed, [N] removed
next: `banbao --lang en serve --open` to preview; upload the folder to any static host to publish
articles 1, errors 0, warnings 1, [TIME] s

"#]]);
}

#[test]
fn without_a_command_it_builds() {
    Project::new().article("content/x.md", "", "").after(&[] as &[&str]).code(0).built_files(&["2024/08/x/index.html"]);
}

#[test]
fn from_a_folder_inside_the_site() {
    let project = Project::new().article("content/2024/08/x.md", "", "");
    let inside = project.path("content/2024/08");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_banbao")).arg("build").current_dir(inside).output().expect("banbao runs");
    assert_eq!(output.status.code(), Some(0));
    assert!(project.path("public/2024/08/x/index.html").is_file());
}

#[test]
fn wrong_usage_is_exit_code_2() {
    for args in [
        &["bulid"][..],
        &["build", "--threads"],
        &["build", "--root", "x"],
        &["build", "--threads", "x"],
        &["build", "--now", "昨天"],
        &["build", "--base-url", "example.org"],
        &["check", "--format", "xml"],
        &["--root", "meiyou", "build"],
        &["new"],
        &["init"],
        &["--lang", "fr"],
    ] {
        let project = Project::new();
        let run = project.run(args);
        assert_eq!(run.code, Some(2), "{args:?}\n{}", run.stderr);
        assert!(!run.stderr.is_empty() && run.stdout.is_empty(), "{args:?}\n{}", run.stderr);
        assert!(!project.path("public").exists(), "{args:?}");
    }
}

#[test]
fn wrong_usage_is_told_in_words() {
    let project = Project::new();
    project.after(&["build", "--now", "昨天"]).code(2).said(str![[r#"
错误：--now：“昨天”不是日期

"#]]);
    Project::new().after(&["build", "--base-url", "example.org"]).code(2).said(str![[r#"
错误：“example.org”不是网址，应当像 https://example.org/

"#]]);
    Project::new().after(&["--root", "meiyou", "build"]).code(2).said(str![[r#"
错误：meiyou 里没有 content/ 文件夹

"#]]);
    Project::new().after(&["--lang", "en", "--root", "meiyou", "build"]).code(2).said(str![[r#"
error: there is no folder content/ in meiyou

"#]]);
}

#[test]
fn outside_of_a_site() {
    let empty = tempfile::TempDir::new().expect("temporary folder");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_banbao")).current_dir(empty.path()).output().expect("banbao runs");
    assert_eq!(output.status.code(), Some(2));
    crate::project::same_text(
        &String::from_utf8_lossy(&output.stderr),
        str![[r#"
错误：这里和上面的文件夹里都没有 content/。换到站点的文件夹，或运行 banbao init 新建一个

"#]],
    );
}

#[test]
fn help_and_version() {
    for args in [&["--help"][..], &["build", "--help"], &["new", "--help"], &["--version"]] {
        let run = Project::new().run(args);
        assert_eq!(run.code, Some(0), "{args:?}");
        assert!(!run.stdout.is_empty() && run.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn a_new_site_builds_without_a_word_of_complaint() {
    let project = Project::new();
    let init = project.run(["init", "新站"]);
    assert_eq!((init.code, init.stdout.as_str()), (Some(0), "新站\n"));
    let build = project.run(["--root", "新站", "build", "--now", NOW, "--strict"]);
    assert_eq!(build.code, Some(0), "{}", build.stderr);
    assert!(project.path("新站/public/index.html").is_file());
    let again = project.run(["init", "新站"]);
    assert_eq!(again.code, Some(2), "{}", again.stderr);
}

/// Follows the README word by word.
#[test]
fn the_first_article_of_the_readme_builds_without_a_word_of_complaint() {
    let readme = include_str!("../../README.md");
    let command = readme.lines().find_map(|line| line.strip_prefix("banbao new ")).expect("a command");
    let args: Vec<String> = command.split(' ').map(|arg| arg.trim_matches('"').to_owned()).collect();
    let article = readme.split("```markdown\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an article");
    let project = Project::new();
    assert_eq!(project.run(["init", "my-bulletin"]).code, Some(0));
    let made = project.run(["--root", "my-bulletin", "new"].into_iter().map(str::to_owned).chain(args));
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    assert!(!made.stderr.contains("警告"), "{}", made.stderr);
    // Before anything is written below it, that is all that is said.
    let empty = project.run(["--root", "my-bulletin", "build"]);
    assert_eq!(empty.code, Some(0), "{}", empty.stderr);
    assert_eq!(empty.stderr.matches("[empty-text]").count(), empty.stderr.matches("警告[").count(), "{}", empty.stderr);
    std::fs::write(project.path(made.stdout.trim()), article).expect("the article");
    let build = project.run(["--root", "my-bulletin", "build", "--strict"]);
    assert_eq!(build.code, Some(0), "{}", build.stderr);
    let page = project.path("my-bulletin/public/2024/08/tuanyuanshangmenjiaofenlei/index.html");
    assert!(std::fs::read_to_string(page).expect("the page").contains("href=\"/2024/08/huanying/\""));
}

#[test]
fn whoever_speaks_english_gets_an_english_site() {
    let project = Project::new().after(&["--lang", "en", "init", "site"]).code(0).said(str![[r#"
the new site is in site. Next:
  banbao --lang en --root site serve --open   preview while you write
  banbao --lang en --root site build          build it into site/public/
its title is in content/site.yaml, articles go below content/

"#]]);
    let run = project.run(["--lang", "en", "--root", "site", "build", "--now", NOW, "--strict"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let page = |file: &str| std::fs::read_to_string(project.path("site/public").join(file)).expect("a page");
    assert!(page("2024/08/welcome/index.html").contains("<time datetime=\"2024-08-16\">16 August 2024</time>"));
    assert!(page("archive/2024/08/index.html").contains("<title>August 2024 - Our Neighbourhood Bulletin</title>"));
    assert!(page("archive/2024/08/index.html").contains("<time datetime=\"2024-08-16\">16 August</time>"));
}

#[test]
fn a_new_article_of_a_community_that_nobody_knows() {
    mixed().after(&["new", "停电", "--community", "莫杨社区", "--date", "2024-08-13"]).code(0).said(str![[r#"
警告[unknown-community]: 没有叫“莫杨社区”的社区
--> content/2024/08/tingdian.md
 = 提示: 是不是“莫阳社区”（content/communities/moyang.md）？

建好了 content/2024/08/tingdian.md。打开它写正文，再运行 banbao serve --open 预览

"#]]);
}

#[test]
fn wrong_usage_is_told_in_chinese() {
    let project = Project::new();
    let said: String = [
        &["init"][..],
        &["new"],
        &["new", "停水", "通知"],
        &["buld"],
        &["build", "--out", "x"],
        &["build", "--root", "x"],
        &["build", "--threads", "x"],
        &["build", "--output"],
        &["check", "--format", "xml"],
        &["serve", "--port", "99999"],
        &["--lang", "fr", "build"],
        &["--root", "a", "--root", "b"],
    ]
    .iter()
    .map(|args| {
        let run = project.run(*args);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        run.stderr
    })
    .collect();
    same_text(
        &said,
        str![[r#"
错误：少写了 <DIR>
提示：怎么写见 banbao init --help
错误：少写了 <TITLE>
提示：怎么写见 banbao new --help
错误：多写了“通知”；有空格的文字要用引号括起来
提示：怎么写见 banbao new --help
错误：没有“buld”这个命令
提示：是不是“build”？怎么写见 banbao --help
错误：没有“--out”这个选项
提示：是不是“--output”？怎么写见 banbao build --help
错误：--root 要写在命令前面
提示：怎么写见 banbao build --help
错误：--threads <N> 不能是“x”
提示：怎么写见 banbao build --help
错误：--output <DIR> 后面没有写内容
提示：怎么写见 banbao build --help
错误：--format <FORMAT> 不能是“xml”
提示：可以写：human json github sarif。怎么写见 banbao check --help
错误：--port <PORT> 不能是“99999”
提示：怎么写见 banbao serve --help
错误：--lang <LANG> 不能是“fr”
提示：可以写：zh en。怎么写见 banbao build --help
错误：--root <DIR> 写了两遍，或者不能这样一起用
提示：怎么写见 banbao --help

"#]],
    );
}

#[test]
fn a_new_article_never_replaces_another() {
    let args = ["new", "停水: “通知”", "--community", "莫阳社区", "--author", "王丹", "--date", "2024-08-13"];
    let project = Project::new().after(&args).code(0);
    let path = project.path("content/2024/08/tingshui-tongzhi.md");
    let text = std::fs::read_to_string(&path).expect("the article");
    let project = project.after(&args).code(2).said(str![[r#"
错误：content/2024/08/tingshui-tongzhi.md 已经有了，没有改动它。换一个标题，或直接编辑它

"#]]);
    assert_eq!(std::fs::read_to_string(&path).expect("the article"), text);
    project
        .build()
        .code(0)
        .said(str![[r#"
警告[empty-text]: 这篇稿件只有标题，没有正文
 --> content/2024/08/tingshui-tongzhi.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 把正文写在第二行 --- 下面；还没写好，就加一行 draft: true

建议[half-width-mark]: 汉字中间的“:”是英文标点
 --> content/2024/08/tingshui-tongzhi.md:2:11
  |
2 | title: "停水: “通知”"
  |             ^^
  |
  = 提示: 换成中文的：：

成功 1 篇，错误 0，警告 1，建议 1，用时 [TIME] 秒

"#]])
        .holds("2024/08/tingshui-tongzhi/index.html", "<h1>停水: “通知”</h1>");
}

#[test]
fn a_published_article_that_gets_an_error_is_not_taken_down_without_a_word() {
    let project =
        Project::new().article("content/2024/08/hao.md", "", "好。\n").article("content/2024/08/shui.md", "", "停水。\n").build().code(0);
    let project =
        project.write("content/2024/08/shui.md", "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-1x\n---\n停水。\n");
    let strict = project.run(["build", "--now", "2024-09-01 12:00", "--strict"]);
    assert!(!strict.stderr.contains("撤下"), "{}", strict.stderr);
    let project = project.build().code(1).built_no(&["2024/08/shui/index.html"]);
    let said = &project.last().stderr;
    assert!(
        said.contains("警告[taken-down]: 已发布的 /2024/08/shui/ 这次被撤下，因为这一篇有错误\n--> content/2024/08/shui.md\n"),
        "{said}"
    );
    assert!(said.contains("成功 1 篇，错误 1，警告 1，撤下 1，用时 "), "{said}");
    // It is told once: afterwards it is not published any more.
    let project = project.build().code(1);
    assert!(!project.last().stderr.contains("撤下"), "{}", project.last().stderr);
    // Without front matter that can be read, by its file's name.
    let project = project
        .article("content/2024/08/shui.md", "", "停水。\n")
        .build()
        .code(0)
        .write("content/2024/08/shui.md", "停水。\n")
        .build()
        .code(1);
    assert!(project.last().stderr.contains("已发布的 /2024/08/shui/ 这次被撤下"), "{}", project.last().stderr);
}

#[test]
fn drafts_and_what_waits_are_counted_in_the_last_line() {
    let project = Project::new()
        .article("content/2024/08/hao.md", "", "好。\n")
        .article("content/2024/08/a.md", "draft: true\n", "稿。\n")
        .article("content/2024/08/b.md", "publish: 2024-10-01\n", "稿。\n");
    for command in ["build", "check"] {
        let run = project.run([command, "--now", "2024-09-01 12:00"]);
        assert!(run.stderr.contains("成功 1 篇，错误 0，警告 0，建议 1，草稿 1，待发布 1，用时 "), "{}", run.stderr);
    }
    let english = project.run(["--lang", "en", "check", "--now", "2024-09-01 12:00"]);
    assert!(english.stderr.contains("articles 1, errors 0, warnings 0, advice 1, drafts 1, waiting 1, "), "{}", english.stderr);
}
