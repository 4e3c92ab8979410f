//! Thousands of mistakes in one file (S8): all counted, a few shown, and what is kept of each stays small.

use banbao::note::Lines;
use proptest::prelude::*;

use crate::project::Project;

const HEAD: &str = "---\ntitle: 标题\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n";

#[test]
fn twenty_thousand_missing_pictures_on_one_line() {
    let project = Project::with("content/2024/08/x.md", format!("{HEAD}{}\n", "![](x.png)".repeat(20_000))).build().code(1);
    let said = &project.last().stderr;
    assert!(said.len() < 20_000, "{}", said.len());
    assert_eq!(said.matches("错误[missing-picture]").count(), 10);
    assert!(said.contains("content/2024/08/x.md 里这样的问题（missing-picture）还有 19990 处\n"), "{said}");
    assert!(said.contains("成功 1 篇，错误 20000，警告 0"), "{said}");
}

#[test]
fn marks_in_a_line_of_a_megabyte() {
    let line = format!("{}<b>", "很长的一行".repeat(400)).repeat(150);
    let project = Project::with("content/2024/08/x.md", format!("{HEAD}{line}\n")).build().code(0);
    let said = &project.last().stderr;
    assert!(said.contains(":7:2001\n"), "{said}");
    assert!(said.contains("（raw-html）还有 140 处"), "{said}");
}

#[test]
fn twenty_thousand_broken_links() {
    let links: String = (0..20_000).map(|n| format!("[去](meiyou{n}.md)\n\n")).collect();
    let project = Project::with("content/2024/08/x.md", format!("{HEAD}{links}")).build().code(1);
    assert!(project.last().stderr.contains("（broken-link）还有 19990 处"), "{}", project.last().stderr);
    let json = project.run(["check", "--format", "json"]);
    assert_eq!(json.stdout.lines().count(), 20_000);
}

proptest! {
    /// Places that go on from each other are those that are counted from the start.
    #[test]
    fn places_are_counted_right(text in "[a字\u{1F600}\n ]{0,400}", ranges in prop::collection::vec((0_usize..1200, 0_usize..9), 1..20)) {
        let lines = Lines::new("a.md", &text, 7);
        for (start, length) in ranges {
            let place = lines.place(start..start + length);
            let at = (0..=start.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let before = &text[..at];
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            prop_assert_eq!(place.line as usize, 7 + before.matches('\n').count());
            prop_assert_eq!(place.column as usize, 1 + text[line_start..at].chars().count());
            let line = text[line_start..].lines().next().unwrap_or_default();
            let kept: String = line.chars().skip(place.skipped as usize).collect();
            prop_assert!(kept.starts_with(&place.text), "{:?} of {:?}", place, line);
            prop_assert!(place.skipped < place.column && place.text.chars().count() <= 120);
        }
    }
}

/// What an article names stands on the pages and in the feeds of each of its terms.
#[test]
fn five_thousand_tags() {
    let tags: Vec<String> = (0..5000).map(|n| format!("标签{n}")).collect();
    let x = |tags: &str| Project::with("content/2024/08/x.md", HEAD.replace("date:", &format!("tags: {tags}\ndate:"))).build().code(1);
    for written in [format!("[{}]", tags.join(", ")), tags.join("、")] {
        let project = x(&written).built_no(&["2024/08/x/index.html"]);
        let said = &project.last().stderr;
        assert!(said.contains("错误[too-many]: “tags”一次写了 5000 个，最多 1000 个"), "{said}");
        assert!(said.contains("提示: 只留最要紧的几个"), "{said}");
    }
}

/// The places of what is said are found by counting the lines once.
#[test]
fn thirty_thousand_unknown_fields() {
    let fields: String = (0..30_000).map(|n| format!("k{n}: x\n")).collect();
    let project = Project::with("content/2024/08/x.md", HEAD.replace("date:", &format!("{fields}date:"))).build().code(1);
    let said = &project.last().stderr;
    assert!(said.contains("没有“k9”这个字段") && said.contains("content/2024/08/x.md:14:1\n"), "{said}");
    assert!(said.contains("错误 30000，"), "{said}");
}

/// Whatever begins on a line and never ends is looked for once: each of these took half a minute in this profile.
#[test]
fn what_begins_and_never_ends() {
    for mark in ["[a](", "<a ", "<![CDATA[", "[^a", "{{ a ", "字`字``"] {
        let text = mark.repeat(200_000 / mark.len());
        Project::new().article("content/2024/08/x.md", "", &text).build().holds("2024/08/x/index.html", "</html>");
    }
}

/// The parser of HTML walks over all open elements at each tag, so there are never too many; what is more is text.
#[test]
fn thirty_thousand_open_elements() {
    let project = Project::with("content/site.yaml", "title: 试\nmarkdown: {html: clean}\n");
    let project = project.article("content/2024/08/x.md", "", &"<div>".repeat(30_000)).build();
    let page = project.page("2024/08/x/index.html");
    assert_eq!(page.matches("<div>").count(), 256);
    assert!(page.contains("&lt;div&gt;&lt;div&gt;"));
    let said = &project.last().stderr;
    assert!(said.contains("[raw-html]"), "{said}");
}
