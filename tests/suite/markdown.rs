//! Chinese Markdown from source to HTML, text and facts, whole outputs compared.

use banbao::article::markdown::{Heading, MarkdownOptions, Rendered, SlotKind, render};

fn rendered(source: &str) -> Rendered {
    render(source, &MarkdownOptions::default(), &|text| text.replace("标题", "biao ti"))
}

fn html(source: &str) -> String {
    rendered(source).html
}

#[test]
fn soft_breaks_join_wide_characters() {
    for (source, expected) in [
        ("今天\n开会", "今天开会"),
        ("今天，\n开会", "今天，开会"),
        ("今天\n“开会”", "今天“开会”"),
        ("**今天**\n*开会*", "<strong>今天</strong><em>开会</em>"),
        ("今天\n`开会`", "今天<code>开会</code>"),
        ("今天\n**“开”**会", "今天<strong>“开”</strong>会"),
        ("カナ\nかな", "カナかな"),
        ("通过\nAI 办理", "通过\nAI 办理"),
        ("AI\n办理", "AI\n办理"),
        ("한국\n어", "한국\n어"),
        ("中\n한", "中\n한"),
        ("one\ntwo", "one\ntwo"),
        ("“one”\n“two”", "“one”\n“two”"),
        ("今天  \n开会", "今天<br />\n开会"),
        ("今天\n<u>开会</u>", "今天<u>开会</u>"),
        ("> 今天\n> 开会", ""),
    ] {
        if expected.is_empty() {
            assert_eq!(html(source), "<blockquote>\n<p>今天开会</p>\n</blockquote>\n");
        } else {
            assert_eq!(html(source), format!("<p>{expected}</p>\n"), "{source}");
        }
    }
    assert_eq!(rendered("今天\n开会\nat 3 点\n\n明天").text, "今天开会 at 3 点\n明天");
}

#[test]
fn typed_indents_go_on_request() {
    let options = MarkdownOptions { indent: true, ..MarkdownOptions::default() };
    let source = "\u{3000}\u{3000}一　二\n\n\u{3000}\u{3000}**三**\n";
    let stripped = render(source, &options, &|_| String::new());
    assert_eq!(stripped.html, "<p>一　二</p>\n<p><strong>三</strong></p>\n");
    assert_eq!(stripped.text, "一　二\n三");
    assert!(html(source).starts_with("<p>\u{3000}\u{3000}一"));
}

#[test]
fn headings_get_levels_and_ids() {
    let page = rendered("### 标题\n\n# 标题 **二** {#er .k}\n\n#### 标题\n\n## [标题](a.md)\n\n# ！\n");
    assert_eq!(
        page.html,
        "<h2 id=\"biao-ti\">标题</h2>\n<h2 id=\"er\" class=\"k\">标题 <strong>二</strong></h2>\n<h3 id=\"biao-ti-2\">标题</h3>\n<h3 id=\"biao-ti-3\"><a href=\"\">标题</a></h3>\n<h2 id=\"section\">！</h2>\n"
    );
    assert!(page.html[..page.slots[0].at].ends_with("<a href=\""));
    assert_eq!(page.headings[1], Heading { level: 2, id: "er".into(), text: "标题 二".into() });
    let ids = |source: &str| rendered(source).headings.into_iter().map(|heading| heading.id).collect::<Vec<_>>();
    assert_eq!(ids("# a\n# a-2\n# a\n# b {#a-3}\n# a"), ["a", "a-2", "a-4", "a-3", "a-5"]);
    assert_eq!(ids("# fn 1\n# x {#fn-2}"), ["section-fn-1", "section-fn-2"]);
    let long = ids(&format!("# {}", "ab cd ".repeat(20)));
    assert_eq!(long, ["ab-cd-ab-cd-ab-cd-ab-cd-ab-cd-ab-cd-ab-cd-ab-cd"]);
    let many = ids(&"# 标题\n".repeat(10_000));
    assert_eq!(many[9_999], "biao-ti-10000");
}

#[test]
fn tables_scroll_and_align_by_class() {
    let page = rendered("前\n\n| 时间 | 地点 |\n|:--|--:|\n| 8:00 | **（一）**楼 |\n\n后");
    assert_eq!(
        page.html,
        "<p>前</p>\n<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"表格\"><table><thead><tr><th scope=\"col\" class=\"ta-l\">时间</th><th scope=\"col\" class=\"ta-r\">地点</th></tr></thead><tbody>\n<tr><td class=\"ta-l\">8:00</td><td class=\"ta-r\"><strong>（一）</strong>楼</td></tr>\n</tbody></table></div>\n<p>后</p>\n"
    );
    assert_eq!(page.text, "前\n时间 地点\n8:00 （一）楼\n后");
    assert!(!page.html.contains("style"));
}

#[test]
fn pictures_and_figures() {
    let page = rendered("![开幕](a.jpg \"图：王五\")\n\n文![小](b.png \"题\")文\n\n[![三](c.jpg)](d.md)\n\n![](https://x/e.jpg)");
    assert_eq!(
        page.html,
        "<figure><img src=\"\" alt=\"开幕\" decoding=\"async\" /><figcaption>图：王五</figcaption></figure>\n\
         <p>文<img src=\"\" alt=\"小\" title=\"题\" loading=\"lazy\" decoding=\"async\" />文</p>\n\
         <p><a href=\"\"><img src=\"\" alt=\"三\" loading=\"lazy\" decoding=\"async\" /></a></p>\n\
         <figure><img src=\"https://x/e.jpg\" alt=\"\" loading=\"lazy\" decoding=\"async\" /></figure>\n"
    );
    let targets: Vec<&str> = page.slots.iter().map(|slot| slot.target.as_str()).collect();
    assert_eq!(targets, ["a.jpg", "b.png", "d.md", "c.jpg"]);
    assert_eq!(page.slots[2].kind, SlotKind::Link);
    assert!(page.slots.iter().all(|slot| page.html[..slot.at].ends_with("=\"") && page.html[slot.at..].starts_with('"')));
    assert!(page.slots.is_sorted_by_key(|slot| slot.at));
    assert_eq!(page.text, "开幕 图：王五\n文小文\n三");
}

#[test]
fn footnotes_stand_at_the_end_in_the_order_of_reference() {
    let page = rendered("一[^乙]二[^甲]三[^乙]\n\n[^甲]: 甲注[链](x.md)\n[^乙]: 乙注\n\n    第二段[^丙]\n\n[^丙]: - 表");
    assert_eq!(
        page.html,
        "<p>一<sup class=\"fn-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup>二<sup class=\"fn-ref\"><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\">2</a></sup>三<sup class=\"fn-ref\"><a href=\"#fn-1\" id=\"fnref-1-2\" role=\"doc-noteref\">1</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"注释\">\n<ol>\n\
         <li id=\"fn-1\">\n<p>乙注</p>\n<p>第二段<sup class=\"fn-ref\"><a href=\"#fn-3\" id=\"fnref-3\" role=\"doc-noteref\">3</a></sup> <a class=\"fn-back\" href=\"#fnref-1\" aria-label=\"返回正文 1\">↩\u{fe0e}</a> <a class=\"fn-back\" href=\"#fnref-1-2\" aria-label=\"返回正文 1\">↩\u{fe0e}</a></p>\n</li>\n\
         <li id=\"fn-2\">\n<p>甲注<a href=\"\">链</a> <a class=\"fn-back\" href=\"#fnref-2\" aria-label=\"返回正文 2\">↩\u{fe0e}</a></p>\n</li>\n\
         <li id=\"fn-3\">\n<ul>\n<li>表</li>\n</ul>\n <a class=\"fn-back\" href=\"#fnref-3\" aria-label=\"返回正文 3\">↩\u{fe0e}</a>\n</li>\n\
         </ol>\n</section>\n"
    );
    assert_eq!(page.text, "一二三\n乙注\n第二段\n甲注链\n表");
    assert_eq!(page.summary, "一二三");
    assert_eq!(html("字[^无]"), "<p>字[^无]</p>\n");
}

#[test]
fn lists_of_tasks_and_definitions_and_alerts() {
    assert_eq!(
        html("- [x] 完\n- [ ] 没"),
        "<ul>\n<li><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"已完成\" /> 完</li>\n<li><input type=\"checkbox\" disabled=\"\" aria-label=\"未完成\" /> 没</li>\n</ul>\n"
    );
    assert_eq!(html("词\n: 义一\n: 义二"), "<dl>\n<dt>词</dt>\n<dd>义一</dd>\n<dd>义二</dd>\n</dl>\n");
    assert_eq!(
        html("> [!WARNING]\n> 停水"),
        "<blockquote class=\"alert alert-warning\">\n<p class=\"alert-title\">注意</p>\n<p>停水</p>\n</blockquote>\n"
    );
    assert_eq!(html("\"A\" -- '乙'..."), "<p>&quot;A&quot; -- '乙'...</p>\n");
    assert_eq!(html("{{ page }}"), "<p>{{ page }}</p>\n");
}

#[test]
fn code_is_highlighted_by_class() {
    let page = rendered("```rust\nfn f() -> &'static str { \"（*）*\" } // 注\n```\n\n```weizhi\n<a>\n```\n");
    assert!(page.has_code);
    assert_eq!(
        page.html,
        "<pre role=\"group\" tabindex=\"0\" aria-label=\"代码\"><code class=\"language-rust\"><span class=\"hl-k\">fn </span><span class=\"hl-f\">f</span>() -&gt; <span class=\"hl-o\">&amp;</span><span class=\"hl-k\">'static str </span>{ <span class=\"hl-s\">&quot;（*）*&quot; </span>} <span class=\"hl-c\">// 注\n</span></code></pre>\n<pre role=\"group\" tabindex=\"0\" aria-label=\"代码\"><code class=\"language-weizhi\">&lt;a&gt;\n</code></pre>\n"
    );
    assert_eq!(page.text, "fn f() -> &'static str { \"（*）*\" } // 注\n<a>");
    assert_eq!((page.words, page.summary.as_str()), (0, ""));
    assert!(!rendered("```\nx\n```\n\n    y\n").has_code);
}

#[test]
fn summaries_are_whole_sentences() {
    let sentence = |length: usize| "字".repeat(length - 1) + "。";
    let summary = |source: &str| rendered(source).summary;
    assert_eq!(summary("# 题\n\n![图](a.jpg)\n\n一。\n\n- 项\n\n二！"), "一。二！");
    assert_eq!(summary(&format!("{}{}{}", sentence(40), sentence(40), sentence(40))), sentence(40).repeat(2));
    assert_eq!(summary(&format!("{}\n\n{}", sentence(60), sentence(60))), sentence(60));
    assert_eq!(summary(&format!("{}后文。", sentence(130))), sentence(130));
    assert_eq!(summary(&sentence(150)), "字".repeat(90) + "…");
    assert_eq!(summary(&("字".repeat(70) + "，" + &sentence(100))), "字".repeat(70) + "…");
    assert_eq!(summary("他说：“好。”大家笑了。"), "他说：“好。”大家笑了。");
    assert_eq!(summary("It is 3.5. Yes\n\nNo"), "It is 3.5. Yes No");
    assert_eq!(summary("一。\n\n二。\n\n<!--more-->\n\n三。"), "一。二。");
    assert_eq!(summary("一<!-- more -->二。"), "一");
    assert_eq!(summary("- 只有\n- 列表"), "只有 列表".replace(' ', ""));
    assert_eq!(summary(""), "");
}

#[test]
fn words_are_han_characters_and_latin_words() {
    for (source, words) in
        [("社区2024年", 4), ("Wi-Fi 和 don't 3.5 米", 5), ("**一**，`code`二", 3), ("", 0), ("AI办理，", 3), ("a - b", 2), ("カナ", 2)]
    {
        assert_eq!(rendered(source).words, words, "{source}");
    }
}

#[test]
fn the_same_source_gives_the_same_result() {
    let source = "# 一 {#a}\n\n[^1]: 注\n[^2]: 注\n\n文[^2][^1] **（二）**三\n\n```py\nx = 1\n```\n";
    assert_eq!(rendered(source), rendered(source));
    assert_eq!(rendered(&source.replace('\n', "\r\n")).text, rendered(source).text);
}

#[test]
fn a_summary_puts_no_blank_after_a_mark_that_has_its_own() {
    assert_eq!(rendered("请看。\n\n6月27日。\n\n在 A 座\n\nB 座").summary, "请看。6月27日。在 A 座 B 座");
}

/// The base text counts everywhere: in the text for search, the words, the summary, headings and ids.
#[test]
fn readings_of_ruby_part_no_words() {
    use banbao::article::markdown::Html;
    let source = "## <ruby>标<rt>biāo</rt>题<rt>tí</rt></ruby>\n\n<ruby>苏<rp>(</rp><rt>sū</rt><rp>)</rp>州<rt>*zhōu*</rt></ruby>停水。\n";
    for html in [Html::Escape, Html::Clean] {
        let page = render(source, &MarkdownOptions { html, ..MarkdownOptions::default() }, &|text| text.replace("标题", "biao ti"));
        assert_eq!((page.text.as_str(), page.summary.as_str(), page.words), ("标题\n苏州停水。", "苏州停水。", 6), "{html:?}");
        assert_eq!((page.headings[0].id.as_str(), page.headings[0].text.as_str()), ("biao-ti", "标题"));
        assert!(page.html.contains("<rt>sū</rt>"));
    }
}

#[test]
fn a_summary_is_not_cut_within_a_sign_of_several_characters() {
    let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
    for length in 80..=92 {
        let summary = rendered(&format!("{}{family}{}", "字".repeat(length), "文".repeat(100))).summary;
        let rest = summary.trim_start_matches('字').trim_end_matches('…').trim_end_matches('文');
        assert!(rest.is_empty() || rest == family, "{length}: {summary}");
    }
    assert!(rendered(&format!("好!\u{fe0f}{}", "字".repeat(150))).summary.starts_with("好!\u{fe0f}"));
}
