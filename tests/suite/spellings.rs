//! Names and files that look alike: spellings of one term, files of one address, addresses with percent signs.

use snapbox::str;

use crate::project::{Project, png};

fn tagged(file: &str, day: u8, tags: &str) -> (String, String) {
    let text = format!("---\ntitle: 标题\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-{day:02}\ntags: {tags}\n---\n好。\n");
    (format!("content/2024/08/{file}.md"), text)
}

/// Each pair is one tag, with one page that lists both articles, and a note on the second spelling.
#[test]
fn spellings_of_one_tag_are_one_tag() {
    for (first, second) in [
        ("环保", "環保"),
        ("老人", "⽼⼈"),
        ("居民", "居⺠"),
        ("志愿服务", "\"志愿 服务\""),
        ("志愿服务", "\"志愿\u{ad}服务\""),
        ("志愿服务", "\"志愿\u{200b}服务\""),
        ("志愿服务", "\"志愿服务\u{fe00}\""),
        ("AI培训", "ＡＩ 培訓"),
        ("Open Day", "open　day"),
    ] {
        let (a, b) = (tagged("a", 1, &format!("[{first}]")), tagged("b", 2, &format!("[{second}]")));
        let project = Project::new().write(&a.0, a.1).write(&b.0, b.1).build().code(0);
        let pages = project.built().keys().filter(|file| file.starts_with("tags/") && file.matches('/').count() == 2);
        assert_eq!(pages.filter(|file| file.ends_with(".html")).count(), 1, "{first} {second}");
        let said = &project.last().stderr;
        assert!(said.contains("same-term") || said.contains("hidden-character"), "{first} {second}: {said}");
    }
}

#[test]
fn a_registered_name_is_found_in_every_spelling() {
    let article = "---\ntitle: 标题\nauthor: 王丹\ncommunity: 莫陽社區\ndate: 2024-08-01\n---\n好。\n";
    Project::new()
        .write("content/communities/moyang.md", "---\nname: 莫阳社区\n---\n")
        .write("content/2024/08/a.md", article)
        .build()
        .code(0)
        .holds("communities/moyang/index.html", "/2024/08/a/")
        .said(str![[r#"
成功 1 篇，错误 0，警告 0，用时 [TIME] 秒

"#]]);
}

/// Files whose names come to one address have two, which do not depend on who is linked first.
#[test]
fn two_attachments_of_one_address_are_both_there() {
    let long = "甲".repeat(80);
    let pairs = [
        ("报表.pdf".to_owned(), "抱表.pdf".to_owned()),
        ("a.pdf".to_owned(), "A.pdf".to_owned()),
        ("a b.pdf".to_owned(), "a-b.pdf".to_owned()),
        ("ａ.pdf".to_owned(), "a.pdf".to_owned()),
        ("x/a.pdf".to_owned(), "y/a.pdf".to_owned()),
        (format!("{long}一.pdf"), format!("{long}二.pdf")),
    ];
    for (one, other) in pairs {
        let built = |text: &str| {
            Project::new()
                .article("content/2024/08/x.md", "", text)
                .write(&format!("content/2024/08/{one}"), "一")
                .write(&format!("content/2024/08/{other}"), "二")
                .build()
                .code(0)
                .built()
                .iter()
                .filter(|(file, _)| file.ends_with(".pdf"))
                .map(|(file, bytes)| (file.clone(), bytes.clone()))
                .collect::<Vec<_>>()
        };
        let files = built(&format!("[一](<{one}>)[二](<{other}>)\n"));
        assert_eq!(files.len(), 2, "{one} {other}: {files:?}");
        assert_ne!(files[0].1, files[1].1);
        assert_eq!(files, built(&format!("[二](<{other}>)[一](<{one}>)\n")), "{one} {other}");
    }
}

#[test]
fn percent_signs_in_addresses_of_the_site() {
    Project::new()
        .write("content/static/img/my pic.png", png(2, 2))
        .write("content/static/图/张 三.png", png(2, 2))
        .write("content/static/a#b.txt", "x")
        .article(
            "content/2024/08/x.md",
            "",
            "![甲](/img/my%20pic.png) ![乙](/图/张%20三.png) ![丙](/%E5%9B%BE/%E5%BC%A0%20%E4%B8%89.png) [丁](/a%23b.txt) [戊](/news%2F)\n",
        )
        .build()
        .code(0)
        .holds("2024/08/x/index.html", "src=\"/img/my%20pic.png\"")
        .holds("2024/08/x/index.html", "src=\"/%E5%9B%BE/%E5%BC%A0%20%E4%B8%89.png\"")
        .holds("2024/08/x/index.html", "href=\"/a%23b.txt\"");
}

#[test]
fn a_picture_that_is_not_below_static_is_told_where_it_belongs() {
    Project::with(
        "content/2024/08/x.md",
        "---\ntitle: 甲\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n![图](/img/wo%20de.png)\n",
    )
    .tells(
        1,
        str![[r#"
错误[broken-link]: 站内没有“/img/wo%20de.png”这个地址
 --> content/2024/08/x.md:7:6
  |
7 | ![图](/img/wo%20de.png)
  |       ^^^^^^^^^^^^^^^^
  |
  = 提示: 放在 content/static/img/wo de.png，或写成从这篇稿件出发的路径，例如 tu.png

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

/// Drafts and what waits stand in the last line, also when nothing has changed.
#[test]
fn the_last_line_counts_what_is_not_published() {
    let project = Project::new()
        .article("content/2024/08/a.md", "", "好。\n")
        .article("content/2024/08/b.md", "draft: true\n", "好。\n")
        .article("content/2024/08/c.md", "publish: 2024-09-15\n", "好。\n");
    let project = project.build().code(0).said(str![[r#"
建议[waiting]: 待发布：2024-09-15
--> content/2024/08/c.md

成功 1 篇，错误 0，警告 0，建议 1，草稿 1，待发布 1，用时 [TIME] 秒

"#]]);
    project.build().code(0).said(str![[r#"
没有变化，[DIR]/public 已经是最新的
成功 1 篇，错误 0，警告 0，建议 1，草稿 1，待发布 1，用时 [TIME] 秒

"#]]);
}

/// A title that is off the lists is not under the latest issue on the home page either; the issue's own page keeps it.
#[test]
fn the_latest_issue_shows_no_title_that_is_off_the_lists() {
    let titled =
        |title: &str, more: &str| format!("---\ntitle: {title}\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n{more}---\n好。\n");
    Project::new()
        .write("content/2024/08/a.md", titled("还在的", ""))
        .write("content/2024/08/b.md", titled("过期的", "expires: 2024-08-20\n"))
        .write("content/2024/08/c.md", titled("撤回的", "retracted: 有误\n"))
        .write("content/issues/2.md", "---\nnumber: 2\ndate: 2024-08-16\narticles: [a, b, c]\n---\n")
        .build()
        .code(0)
        .holds("index.html", "还在的")
        .lacks("index.html", "过期的")
        .lacks("index.html", "撤回的")
        .lacks("issues/index.html", "过期的")
        .holds("issues/2/index.html", "过期的");
}

/// Each of 20,000 links that lead nowhere is counted, within the bound of S8.
#[test]
fn very_many_broken_links_take_no_second() {
    let links = (0..20_000).fold(String::new(), |text, n| text + &format!("[去](/x{n}/)\n[来](x{n}.md)\n"));
    let mut project = Project::new().article("content/2024/08/x.md", "", &links);
    for n in 0..400 {
        project = project.article(&format!("content/2024/08/a{n}.md"), "", "好。\n");
    }
    let start = std::time::Instant::now();
    let run = project.run(["check", "--now", crate::project::NOW]);
    assert_eq!(run.code, Some(1));
    // The program of the tests is not optimized.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
