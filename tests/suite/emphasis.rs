//! Emphasis beside Chinese punctuation (R13), with comrak's `cjk_friendly_emphasis` as the reference.

use banbao::article::markdown::{Html, MarkdownOptions, RemarkKind, render};
use proptest::prelude::*;

/// The marks of commonmark-spec #650, and the middle dot.
const MARKS: [char; 26] = [
    '，', '。', '、', '：', '；', '？', '！', '“', '”', '‘', '’', '（', '）', '《', '》', '〈', '〉', '【', '】', '「', '」', '『', '』',
    '…', '—', '·',
];

fn ours(markdown: &str) -> String {
    let options = MarkdownOptions { chinese: true, ..MarkdownOptions::commonmark() };
    render(markdown, &options, &|_| String::new()).html
}

fn comrak(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.cjk_friendly_emphasis = true;
    options.render.r#unsafe = true;
    comrak::markdown_to_html(markdown, &options)
}

#[test]
fn every_mark_may_stand_inside_either_end() {
    for mark in MARKS {
        let before = format!("前文**{mark}重点**后文\n");
        let after = format!("前文**重点{mark}**后文\n");
        assert_eq!(ours(&before), format!("<p>前文<strong>{mark}重点</strong>后文</p>\n"));
        assert_eq!(ours(&after), format!("<p>前文<strong>重点{mark}</strong>后文</p>\n"));
        assert_eq!(ours(&before.replace("**", "*")), format!("<p>前文<em>{mark}重点</em>后文</p>\n"));
        for text in [before, after, format!("{mark}**重点**{mark}文\n"), format!("a**{mark}b{mark}**c\n")] {
            assert_eq!(ours(&text), comrak(&text), "{text}");
        }
    }
}

#[test]
fn the_cases_of_the_requirements() {
    assert_eq!(ours("**通知：**请看\n"), "<p><strong>通知：</strong>请看</p>\n");
    assert_eq!(ours("**“文字”**后\n"), "<p><strong>“文字”</strong>后</p>\n");
    assert_eq!(ours("税込**¥10,000**で\n"), "<p>税込<strong>¥10,000</strong>で</p>\n");
    assert_eq!(ours("看**[链接](<a（*b>)**吧\n"), "<p>看<strong><a href=\"a%EF%BC%88*b\">链接</a></strong>吧</p>\n");
    assert_eq!(ours("在`（*）*`里\n"), "<p>在<code>（*）*</code>里</p>\n");
    assert_eq!(ours("__注意__：*_（*）_*文\n"), comrak("__注意__：*_（*）_*文\n"));
}

#[test]
fn strikethrough_closes_beside_chinese_punctuation() {
    let html = render("请~~明天。~~后天来\n", &MarkdownOptions::default(), &|_| String::new()).html;
    assert_eq!(html, "<p>请<del>明天。</del>后天来</p>\n");
}

#[test]
fn remarks_and_slots_point_at_the_source_in_spite_of_marks() {
    let source = "**通知：**请看**（二）**和[这里](../x.md)及<b>粗</b>[坏](javascript:x)。";
    let options = MarkdownOptions { html: Html::Escape, ..MarkdownOptions::default() };
    let rendered = render(source, &options, &|_| String::new());
    assert_eq!(&source[rendered.slots[0].range.clone()], "../x.md");
    let places: Vec<&str> = rendered.remarks.iter().map(|remark| &source[remark.range.clone()]).collect();
    assert_eq!(places, ["<b>", "</b>", "javascript:x"]);
    assert!(matches!(&rendered.remarks[2].kind, RemarkKind::UnsafeUrl { url } if url == "javascript:x"));
    assert_eq!(rendered.text, "通知：请看（二）和这里及粗坏。");
}

#[test]
fn text_may_hold_mark_characters() {
    for mark in ['\u{1fffe}', '\u{12470}', '\u{fdd0}'] {
        let text = format!("{mark}**通知：**{mark}请看**“文”**{mark}\n");
        assert_eq!(ours(&text), comrak(&text));
    }
    let all: String = "\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}".into();
    assert_eq!(ours(&format!("{all}**重**\n")), format!("<p>{all}<strong>重</strong></p>\n"));
}

#[test]
fn blocks_stay_the_same() {
    for text in [
        "* （一）\n* *（二）*\n",
        "***（一）***\n",
        "（一）\n***\n",
        "> **（一）**文\n",
        "1. **“一”**文\n2. 二\n",
        "[**（a）**b]: /x\n\n[**（a）**b]\n",
        "a\\**（b）**c\n",
        "中\\\\**（b）**c\n",
        "<http://a/*（b*）>\n",
        "&#42;*（a）*b\n",
        "# **（题）**目\n",
        "    **（码）**\n",
        "```（*\n（*）*\n```\n",
        "<b>**（b）**c</b>\n",
    ] {
        assert_eq!(ours(text), comrak(text), "{text}");
    }
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2000);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn random_paragraphs_agree_with_comrak(body in "(\\*|\\*\\*|\\*\\*\\*|中|文字|，|。|（|）|“|”|《|》|—|…|·|a|b1|[.,:;!?()\"'$%+=]|_|~|é|№|①|😀|한| ){1,24}") {
        // A letter before keeps it one paragraph.
        for text in [format!("x {body}\n"), format!("字{body}字\n")] {
            prop_assert_eq!(ours(&text), comrak(&text), "{}", text);
        }
    }
}
