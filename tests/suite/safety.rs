//! Hostile articles: raw HTML (S1), addresses (S2), sizes (S8).

use banbao::article::markdown::{Html, MarkdownOptions, RemarkKind, Rendered, render};
use proptest::prelude::*;
use std::time::{Duration, Instant};

use crate::project::{NOW, Project};

fn with(html: Html, source: &str) -> Rendered {
    render(source, &MarkdownOptions { html, ..MarkdownOptions::default() }, &|_| "biaoti".to_string())
}

fn html(source: &str) -> String {
    with(Html::Escape, source).html
}

#[test]
fn few_elements_pass_and_stay_balanced() {
    for (source, expected) in [
        ("H<sub>2</sub>O<br>水<br/>\n", "<p>H<sub>2</sub>O<br />\n水<br />\n</p>\n"),
        ("<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字", "<p><ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字</p>\n"),
        ("一<u>二\n\n三</u>", "<p>一<u>二</u></p>\n<p>三&lt;/u&gt;</p>\n"),
        ("*一<u>二*三</u>", "<p><em>一<u>二</u></em>三&lt;/u&gt;</p>\n"),
        ("<u><sup>一</u>二</sup>", "<p><u><sup>一</sup></u>二&lt;/sup&gt;</p>\n"),
        ("<U >一</U >", "<p><u>一</u></p>\n"),
        ("<u onclick=\"x()\">一</u>", "<p>&lt;u onclick=&quot;x()&quot;&gt;一&lt;/u&gt;</p>\n"),
        ("甲<!-- 注 -->乙", "<p>甲乙</p>\n"),
        ("<!-- 整段 -->\n", ""),
        ("<u>\n整块\n</u>\n", "<p><u>\n整块\n</u></p>\n"),
        ("<script>alert(1)</script>\n", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<!-- 没有结尾\n\n正文", "<p>&lt;!-- 没有结尾\n\n正文</p>\n"),
        ("<?php x ?> <![CDATA[x]]>", "<p>&lt;?php x ?&gt; &lt;![CDATA[x]]&gt;</p>\n"),
    ] {
        assert_eq!(html(source), expected, "{source}");
    }
}

#[test]
fn refused_html_has_one_remark_a_block_or_tag() {
    let source = "<div>\n<p>一</p>\n</div>\n\n二<b>三</b>";
    let rendered = with(Html::Escape, source);
    let places: Vec<&str> = rendered.remarks.iter().map(|remark| &source[remark.range.clone()]).collect();
    assert_eq!(places, ["<div>\n<p>一</p>\n</div>\n", "<b>", "</b>"]);
    assert!(rendered.remarks.iter().all(|remark| remark.kind == RemarkKind::RawHtml));
    assert_eq!(rendered.text, "一\n二三");
}

#[test]
fn cleaned_html_keeps_slots_and_pairs() {
    let source = "甲<b onclick=x>*乙*</b><script>x()</script>[丙](丙.md)\n\n<div style=\"a\"><a href=\"丁.md\">丁</a><img src=x onerror=y></div>\n\n<a href=\"java&#115;cript:x\">戊</a>";
    let rendered = with(Html::Clean, source);
    assert_eq!(
        rendered.html,
        "<p>甲<b><em>乙</em></b>&lt;script&gt;x()&lt;/script&gt;<a href=\"\">丙</a></p>\n<div><a href=\"\">丁</a><img src=\"\"></div>\n<p><a>戊</a></p>\n"
    );
    let targets: Vec<&str> = rendered.slots.iter().map(|slot| slot.target.as_str()).collect();
    assert_eq!(targets, ["丙.md", "丁.md", "x"]);
    assert!(rendered.slots.iter().all(|slot| rendered.html[..slot.at].ends_with("=\"")));
    assert_eq!(&source[rendered.slots[0].range.clone()], "丙.md");
}

#[test]
fn cleaning_leaves_what_banbao_writes() {
    let source = "# 一\n\n| 甲 | 乙 |\n|:-:|--|\n| 1 | 2[^a] |\n\n- [x] 完\n\n![图](a.jpg \"说明\")\n\n```rust\nfn main() {}\n```\n\n> [!NOTE]\n> 注\n\n[^a]: 脚注\n";
    let (clean, escape) = (with(Html::Clean, source), with(Html::Escape, source));
    let same = |html: &str| {
        let mut words: Vec<String> = html.replace(" /", "").replace("=\"\"", "").split([' ', '>']).map(str::to_string).collect();
        words.sort();
        words
    };
    assert_eq!(same(&clean.html), same(&escape.html), "{}\n{}", clean.html, escape.html);
    assert_eq!(clean.text, escape.text);
}

const HOSTILE: [&str; 20] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#115;cript:alert(1)",
    "javascript&#58;alert(1)",
    "javascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)",
    "&#x20;javascript:alert(1)",
    "java&#0;script:alert(1)",
    "java&#x200b;script:alert(1)",
    "java&#xad;script:alert(1)",
    "&#xfeff;javascript:alert(1)",
    "vbscript:x",
    "file:///etc/passwd",
    "data:text/html,x",
    "data:image/svg+xml,x",
    "blob:x",
    "\\\\\\\\evil.example",
    "/\\\\evil.example",
];

#[test]
fn hostile_addresses_are_never_written() {
    for address in HOSTILE {
        for source in [
            format!("[字](<{address}>)"),
            format!("[字]({address} \"题\")"),
            format!("![字](<{address}>)"),
            format!("[字][a]\n\n[a]: <{address}>"),
            format!("![字]\n\n[字]: <{address}>"),
            format!("[![字](<{address}>)](<{address}>)"),
        ] {
            let rendered = with(Html::Escape, &source);
            assert!(!rendered.html.contains("<a ") && !rendered.html.contains("<img"), "{source}\n{}", rendered.html);
            assert!(rendered.html.contains('字') && rendered.slots.is_empty(), "{source}");
            let unsafe_url = |kind: &RemarkKind| matches!(kind, RemarkKind::UnsafeUrl { .. });
            assert!(rendered.remarks.iter().any(|remark| unsafe_url(&remark.kind)), "{source}");
        }
    }
    assert_eq!(html("<javascript:alert(1)>"), "<p>javascript:alert(1)</p>\n");
    assert_eq!(html("[字](data:image/png;base64,AA)"), "<p>字</p>\n");
}

#[test]
fn good_addresses_are_written_or_become_slots() {
    for address in ["https://example.org/a?b=c&amp;d", "http://a", "mailto:a@b.c", "tel:0512", "#标题", "//host/x", "HTTPS://A"] {
        let rendered = with(Html::Escape, &format!("[字]({address})"));
        assert!(rendered.html.starts_with("<p><a href=\"") && rendered.slots.is_empty(), "{}", rendered.html);
        assert!(!rendered.html.contains("href=\"\""), "{}", rendered.html);
    }
    for (address, target) in [
        ("../08/x.md", "../08/x.md"),
        ("/a/", "/a/"),
        ("<a b.md>", "a b.md"),
        ("图:1.md", "图:1.md"),
        ("a%20b.md", "a%20b.md"),
        ("a&amp;b.md#c", "a&b.md#c"),
        ("1:2", "1:2"),
    ] {
        let source = format!("字**，**[字]({address} \"题\")");
        let rendered = with(Html::Escape, &source);
        assert_eq!(rendered.html, "<p>字<strong>，</strong><a href=\"\" title=\"题\">字</a></p>\n");
        assert_eq!(rendered.slots[0].target, target);
        assert!(rendered.html[..rendered.slots[0].at].ends_with("href=\""));
        assert!(source[rendered.slots[0].range.clone()].contains(address.trim_matches(['<', '>'])));
    }
    assert!(html("![字](data:image/png;base64,AA)").contains("src=\"data:image/png;base64,AA\""));
}

#[test]
fn heading_attributes_are_id_and_class_only() {
    assert_eq!(html("# 一 {#a .b}"), "<h2 id=\"a\" class=\"b\">一</h2>\n");
    // Others would vanish: what they stand in is text, and named.
    let others = "# 一 {#a .b onclick=x style=y data-z}";
    assert_eq!(html(others), "<h2 id=\"biaoti\">一 {#a .b onclick=x style=y data-z}</h2>\n");
    assert_eq!(html("# 一 {#\"x}"), "<h2 id=\"&quot;x\">一</h2>\n");
}

/// Well under a second each, with some room for a busy machine and a build without optimization.
#[test]
fn no_size_hangs_or_overflows() {
    let n = 50_000;
    let long = "社区居民，".repeat(2 * 1024 * 1024 / 15);
    let inputs = [
        ("brackets", "[".repeat(n)),
        ("pictures", "![".repeat(n)),
        ("nested pictures", "![".repeat(2000) + "x" + &"](a.png)".repeat(2000)),
        ("links", "[字](a.md)".repeat(n)),
        ("bad links", "[字](javascript:x)".repeat(n)),
        ("references", "[a]: ".to_string() + &"x".repeat(n) + "\n\n" + &"[a] ".repeat(n)),
        ("stars", "*".repeat(n)),
        ("stars and words", "**字，".repeat(n)),
        ("pairs of stars", "*".repeat(n) + "字" + &"*".repeat(n)),
        ("marks", "**“".repeat(n)),
        ("underscores", "_".repeat(n) + "a"),
        ("tildes", "~~，".repeat(n)),
        ("backticks", "`".repeat(n)),
        ("backtick runs", (1..700).map(|length| "`".repeat(length) + " ").collect()),
        ("backslashes", "\\".repeat(n) + "*"),
        ("quotes", ">".repeat(10_000) + "字"),
        ("lists", (0..1000).map(|depth| " ".repeat(2 * depth) + "- 字\n").collect()),
        ("one line of lists", "- ".repeat(10_000) + "字"),
        ("headings", "## 标题\n\n".repeat(10_000)),
        ("explicit ids", "## 题 {#a}\n\n".repeat(10_000)),
        ("open braces", "{#".repeat(n)),
        ("open tags", "<u>".repeat(n)),
        ("refused tags", "<b>".repeat(n)),
        ("angles", "<".repeat(n)),
        ("comments", "<!--".repeat(n)),
        ("more", "字<!--more-->".repeat(n)),
        ("entities", "&amp;".repeat(n)),
        ("soft breaks", "字\n".repeat(n)),
        ("soft breaks and stars", "*字*\n".repeat(n)),
        ("footnotes", (0..5000).map(|i| format!("字[^{i}]\n\n[^{i}]: 注\n\n")).collect()),
        ("one footnote", "字[^a]".repeat(10_000) + "\n\n[^a]: 注"),
        ("table", "|".repeat(2000) + "\n" + &"|-".repeat(2000) + "|\n" + &"|字\n".repeat(2000)),
        ("definitions", "字\n: 义\n\n".repeat(10_000)),
        ("code", format!("```rust\n{}\n```", "let a = \"b\";\n".repeat(100_000))),
        ("one line of code", format!("```js\n{}\n```", "a(".repeat(n))),
        ("one line", long),
    ];
    for html in [Html::Escape, Html::Clean] {
        for (name, source) in &inputs {
            let start = Instant::now();
            let rendered = with(html, source);
            let time = start.elapsed();
            println!("{html:?} {name}: {time:?}, {} bytes", rendered.html.len());
            assert!(rendered.remarks.len() <= 200, "{name}");
            let most = Duration::from_secs(if cfg!(debug_assertions) { 5 } else { 1 });
            assert!(time < most, "{html:?} {name}: {time:?}");
        }
    }
}

#[test]
fn deep_nesting_is_flattened_with_one_remark() {
    for source in [">".repeat(10_000) + "字", "- ".repeat(10_000) + "字", "*".repeat(999) + "字" + &"*".repeat(999)] {
        let rendered = with(Html::Escape, &source);
        assert_eq!(rendered.remarks.iter().filter(|remark| remark.kind == RemarkKind::TooDeep).count(), 1);
        assert_eq!(rendered.html.matches("</").count(), rendered.html.matches('<').count() / 2);
        assert_eq!(rendered.text, "字");
    }
}

/// Checks what holds for every input: gaps lie between quotes, tags come in pairs, places lie on character boundaries.
fn assert_sound(source: &str, html: Html) {
    let rendered = with(html, source);
    assert!(rendered.slots.is_sorted_by_key(|slot| slot.at), "{source:?}");
    for slot in &rendered.slots {
        assert!(rendered.html[..slot.at].ends_with("=\"") && rendered.html[slot.at..].starts_with('"'), "{source:?}");
        assert!(source.get(slot.range.clone()).is_some(), "{source:?}");
    }
    assert!(rendered.remarks.iter().all(|remark| source.get(remark.range.clone()).is_some()), "{source:?}");
    let mut open: Vec<&str> = Vec::new();
    for tag in rendered.html.split('<').skip(1) {
        let name = tag.split([' ', '>']).next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{source:?}\n{}", rendered.html);
        } else if !["br", "hr", "img", "input"].contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{source:?}\n{}", rendered.html);
    assert!(!rendered.html.contains(['\u{1fffe}', '\u{12470}']), "{source:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_input_gives_sound_output(source in "(\\*\\*|[*_~`>#|\\-:\\[\\]()!<&\\\\=\"{}^.]|\\n|\n\n|  |\\[\\^a\\]|\\[\\^a\\]: |\\[字\\](\\(b\\.md\\))?|!\\[图\\]\\(c\\.png \"题\"\\)|# |- |1\\. |: |\\[x\\] |\\|-\\||```rust\n|<u>|</u>|<br>|<ruby>|</b>|<!--|-->|<b a='>|中文|，|（|”|a1|\t){1,40}") {
        assert_sound(&source, Html::Escape);
        assert_sound(&source, Html::Clean);
    }
}

/// Names that would break the record line by line, and files beyond the cap: told, not published.
#[cfg(unix)]
#[test]
fn names_with_control_characters_and_large_static_files_are_refused() {
    let project =
        Project::with("content/static/a\nb.txt", "甲\n").write("content/static/c\td/e.txt", "乙\n").write("content/static/hao.txt", "丙\n");
    std::fs::File::create(project.path("content/static/gross.bin")).and_then(|file| file.set_len(50 * 1024 * 1024 + 1)).expect("file");
    for _ in 0..2 {
        let project = project.run(["build", "--now", NOW]);
        assert_eq!(project.code, Some(1), "{}", project.stderr);
        for said in [
            "错误[file-name]: 文件名里有换行或别的控制字符：“content/static/a\\nb.txt”",
            "错误[file-name]: 文件名里有换行或别的控制字符：“content/static/c\\td”",
            "错误[too-large]: 文件太大：51 MB，最多 50 MB\n--> content/static/gross.bin",
        ] {
            assert!(project.stderr.contains(said), "{}", project.stderr);
        }
    }
    let built = crate::project::tree(&project.path("public"));
    assert!(built.contains_key("hao.txt") && !built.keys().any(|file| file.contains("gross") || file.contains(['\n', '\t'])));
}
