//! Every letter of a text comes out on its page (issue 10): what goes in is counted against what a browser reads.
//!
//! Bodies are put together from what editors type by a generator with a seed, rendered, and read back by html5ever.
//! `BODIES=20000` makes a long run of it. Letters are Han, Latin and figures; those of marks (the name of a footnote, `&amp;`) are named beside the piece.

use banbao::article::markdown::{Html, MarkdownOptions, RemarkKind, Rendered, SlotKind, render};
use html5ever::tendril::TendrilSink;
use html5ever::{QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::project::Project;
use crate::typing::MEANT;

/// Pieces within a line: as typed, and the letters of it where they are not all of them.
const WORDS: &[(&str, Option<&str>)] = &[
    ("莫阳社区今天停水", None),
    ("单价3*5=15元，另有2*3=6元", None),
    ("长3米*宽5米，高2米*3米", None),
    ("约~20人~参加", None),
    ("8:00~17:00，周一~周五", None),
    ("约~~20~~30人", None),
    ("**重点**通知", None),
    ("**重点 **通知", None),
    ("＊＊重点＊＊通知", None),
    ("*重点 *文字", None),
    ("**重点没有完", None),
    ("__下划线__和_一个_", None),
    ("姓名____电话____", None),
    ("王**、李**，请来", None),
    ("138****1234和139****5678", None),
    ("年龄<5岁，>60岁", None),
    ("A<B且B>C", None),
    ("<张三>和<VIP>到场", None),
    ("<b>粗体</b>和<font color=red>红字</font>", None),
    ("水压<0.1MPa</br>，H<sub>2</sub>O", Some("水压0.1MPabrH2O")),
    ("第一行<br>第二行", Some("第一行第二行")),
    ("<ruby>苏<rt>sū</rt>州<rt>zhōu</rt></ruby>", Some("苏sū州zhōu")),
    ("<!通知 A>明天", None),
    ("<!A通知>明天", None),
    ("<?通知?>明天", None),
    ("<![CDATA[通知]]>明天", None),
    ("</p>结束", None),
    ("<script>甲</script>乙", None),
    ("<style>甲</style>乙", None),
    ("<div class=\"丙\">甲</div>乙", None),
    ("<a href=\"https://example.org/\">甲</a>乙", None),
    ("<textarea>甲</textarea>乙<title>丙</title>", None),
    ("`代码 x*y*z`和`[去]（a.md）`", None),
    ("``a`b``", None),
    ("[去](a.md)看", None),
    ("[去](a.md \"题目\")看", None),
    ("【去】（a.md）看", None),
    ("[去]（a.md）看", None),
    ("[去](关于 停水.docx)看", None),
    ("[去]看", None),
    ("[甲][乙]看", None),
    ("[甲]()看", None),
    ("[](a.md)看", None),
    ("![照片](tu.png)", None),
    ("![照片](tu.png \"说明\")", None),
    ("![照片](tu.png “说明”)", None),
    ("！[照片](tu.png)", None),
    ("<https://example.org/路>", None),
    ("<a@example.org>", None),
    ("www.suzhou.gov.cn", None),
    ("A&B公司&nbsp;C&lt;D", Some("AB公司CD")),
    ("&copy;2024 &#20013;&#x56fd; &unknown;", Some("2024中国unknown")),
    ("&#8;控制", Some("控制")),
    ("C:\\图\\1.jpg", None),
    ("甲\\*乙\\_丙", None),
    ("{{< figure src=\"a\" >}}", None),
    ("{% note %}提示", None),
    ("{重要}通知{#id}", None),
    ("停\u{ad}水\u{200b}通知", None),
    ("甲\u{b}乙\u{2028}丙", None),
    ("甲\t乙", None),
    ("甲|乙|丙", None),
    ("｜甲｜乙｜", None),
    ("“引文”（注）《书》", None),
    ("#话题# 说明", None),
    ("👨\u{200d}👩\u{200d}👧 一家", None),
    ("注^1^和H~2~O", None),
    ("==高亮==和++下划++", None),
    ("$5*3$ 元", None),
    (":smile: 笑", None),
    ("甲  ", None),
    ("甲\\", None),
    ("- 5度", None),
    ("+ 3户", None),
    ("3. 第三", None),
    ("【通知】：明天", None),
    ("[通知]: 明天", None),
    ("[时间]：明天", None),
    ("[ ] 没做", None),
    ("[x] 做了", None),
];

/// What stands before each line of a block.
const LEADS: &[(&str, &str)] = &[
    ("", ""),
    ("", ""),
    ("　　", "　　"),
    ("    ", "    "),
    ("\t", "\t"),
    ("  ", "  "),
    ("> ", "> "),
    ("＞ ", "＞ "),
    ("- ", "  "),
    ("- ", "- "),
    ("* ", "* "),
    ("● ", "● "),
    ("· ", "· "),
    ("## ", ""),
    ("##", ""),
    ("＃＃", ""),
    ("#", ""),
    ("词\n: ", ": "),
    ("~~~\n", ""),
    ("```\n", ""),
    ("::: ", ""),
    ("> [!NOTE]\n> ", "> "),
    ("- [x] ", "- [ ] "),
];

/// Whole blocks: as typed, and the letters of it.
const BLOCKS: &[(&str, Option<&str>)] = &[
    ("| 姓名 | 电话 |\n| --- | --- |\n| 张三 | 8:00 |\n| 李四 | 9:00 | 请假 | 多 |", None),
    ("|姓名|电话|\n|张三|8:00|", None),
    ("姓名\t电话\n张三\t8:00", None),
    ("姓名|电话\n--|--\n张三|8:00|请假", None),
    ("| 甲 | 乙 |\n|---|\n| 1 | 2 |", None),
    ("```sh\necho 停水 *甲* | wc\n```", None),
    ("~~~~~~~~\n正文还在", None),
    ("```\n没有收尾", None),
    ("标题\n----", None),
    ("停水通知到此为止。\n---", None),
    ("标题\n===", None),
    ("[时间]: 8月13日\n[地点]: 活动室\n[电话]: 0512-65432100", None),
    ("[时间]: <8月13日> '上午'", None),
    ("[时间]:\n8月13日\n\"上午\"", None),
    ("[^1]: 没人用", Some("1没人用")),
    ("## 通知{重要}", None),
    ("## 通知{#id .甲 乙=丙}", None),
    ("## 通知 {.zhong #yao key=val}", None),
    ("<div>\n明天<b>停水</b>\n</div>", None),
    ("<div>明天</div>\n\n**停水**", None),
    ("<table><tr><td>甲</td></tr></table>", None),
    ("<script>\nvar 甲 = 1;\n</script>\n乙", None),
    ("<style>\n.甲 {}\n</style>\n乙", None),
    ("<pre>\n甲\n\n乙\n</pre>", None),
    ("<textarea>\n甲\n</textarea>", None),
    ("<!-- 备注", None),
    ("<?php echo 甲; ?>", None),
    ("<!DOCTYPE html>\n甲", None),
    ("<![CDATA[\n甲\n]]>", None),
    ("8. 甲\n3. 乙\n3. 丙", None),
    ("1. 甲\n2. 乙\n\n   续\n3. 丙", None),
    ("最低气温\n- 5度", None),
    ("- 甲\n    - 乙\n        - 丙\n\n            丁", None),
    ("- 甲\n\n    乙\n\n        丙", None),
    ("　　莫阳社区\n　　2024年8月13日", None),
    ("                    莫阳社区\n                    2024年8月13日", None),
    ("---\n2024\n---", None),
    ("***甲***乙**丙*丁", None),
    ("甲\n乙\n\n\n丙", None),
];

/// Letters of a text.
fn letters(text: &str) -> Vec<char> {
    let narrow = |c: char| if matches!(c, '０'..='９') { char::from_u32(u32::from(c) - 0xfee0).unwrap() } else { c };
    text.chars().filter(|c| c.is_alphanumeric()).map(narrow).collect()
}

/// The letters that a browser has of a body: texts, addresses, titles, numbers of lists; not what the page adds itself.
fn page_letters(html: &str) -> Vec<char> {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), Default::default(), context, Vec::new(), false).one(html);
    let mut text = String::new();
    read(&dom.document, &mut text, &mut None);
    letters(&text)
}

fn read(node: &Handle, text: &mut String, next: &mut Option<i64>) {
    let children = |text: &mut String, next: &mut Option<i64>| {
        for child in node.children.borrow().iter() {
            read(child, text, next);
        }
    };
    match &node.data {
        NodeData::Text { contents } => text.push_str(&contents.borrow()),
        NodeData::Element { name, attrs, .. } => {
            let attrs = attrs.borrow();
            let attr = |wanted: &str| attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| attr.value.to_string());
            let class = attr("class").unwrap_or_default();
            if matches!(class.as_str(), "fn-back" | "alert-title") {
                return;
            }
            match &*name.local {
                "ol" => return children(text, &mut Some(attr("start").map_or(1, |start| start.parse().unwrap()))),
                "ul" => return children(text, &mut None),
                "sup" if class == "fn-ref" => return children(text, &mut None),
                "li" => {
                    *next = attr("value").map(|value| value.parse().unwrap()).or(*next);
                    if let Some(number) = next {
                        text.push_str(&format!("{number} "));
                        *number += 1;
                    }
                    return children(text, &mut None);
                }
                "input" if attr("checked").is_some() => text.push('x'),
                _ => {}
            }
            text.extend(class.strip_prefix("language-"));
            let start = text.len();
            children(text, next);
            let shown = letters(&text[start..]);
            let is_heading = matches!(&*name.local, "h2" | "h3" | "h4" | "h5" | "h6");
            let is_typed = |name: &str, value: &str| {
                matches!(name, "alt" | "src" | "href" | "title")
                    || is_heading && matches!(name, "id" | "class") && !value.starts_with("section")
            };
            let mut typed: Vec<_> = attrs.iter().collect();
            typed.sort_by_key(|attr| &*attr.name.local != "alt");
            for attr in typed.into_iter().filter(|attr| is_typed(&attr.name.local, &attr.value)) {
                let value = percent_decoded(attr.value.strip_prefix("mailto:").unwrap_or(&attr.value));
                let value = value.strip_prefix("#fn").map_or(value.as_str(), |_| "");
                // An address in angle brackets is typed once.
                if letters(value) != shown {
                    text.push_str(value);
                }
            }
        }
        _ => children(text, next),
    }
}

/// An address with its characters as they are.
fn percent_decoded(address: &str) -> String {
    let mut parts = address.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => bytes.extend_from_slice(part.as_bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A body's HTML with the addresses of the source in its gaps.
fn filled(rendered: &Rendered) -> String {
    let mut html = String::new();
    let mut done = 0;
    for slot in &rendered.slots {
        assert!(matches!(slot.kind, SlotKind::Link | SlotKind::Picture));
        html.push_str(&rendered.html[done..slot.at]);
        html.push_str(&slot.target.replace('&', "&amp;").replace('"', "&quot;"));
        done = slot.at;
    }
    html + &rendered.html[done..]
}

/// Numbers from a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// What stands in the tags of a text, and in scripts and styles.
fn tags(text: &str) -> String {
    let mut tags = String::new();
    for part in text.split('<').skip(1) {
        match part.split_once('>').filter(|_| part.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))) {
            Some((tag, content)) if tag == "script" || tag == "style" => tags.extend([tag, content]),
            Some((tag, _)) => tags.push_str(tag),
            None => {}
        }
    }
    tags
}

/// What is in both of two sorted heaps.
fn common(all: &[char], others: &[char]) -> Vec<char> {
    let gone: Vec<char> = without(all, others).chars().collect();
    without(all, &gone).chars().collect()
}

/// A body: as typed, and the letters that are to be seen of it.
fn body(random: &mut Random) -> (String, String) {
    let (mut typed, mut seen) = (String::new(), String::new());
    for _ in 0..=random.below(3) {
        let (block, letters) = if random.below(3) == 0 { whole(random) } else { lines(random) };
        typed.push_str(&block);
        typed.push_str(random.of(&["\n\n", "\n\n", "\n"]));
        seen.push_str(&letters);
    }
    (typed, seen)
}

fn whole(random: &mut Random) -> (String, String) {
    let (typed, seen) = random.of(BLOCKS);
    (typed.to_owned(), seen.unwrap_or(typed).to_owned())
}

fn lines(random: &mut Random) -> (String, String) {
    let (first, other) = random.of(LEADS);
    let (mut typed, mut seen) = (String::new(), String::new());
    for line in 0..=random.below(3) {
        let lead = if line == 0 { first } else { other };
        typed.push_str(lead);
        seen.push_str(lead.trim_end_matches("[!NOTE]\n> "));
        for _ in 0..=random.below(2) {
            let (word, letters) = random.of(WORDS);
            typed.push_str(word);
            typed.push_str(random.of(&["", "", "，", " "]));
            seen.push_str(letters.unwrap_or(word));
        }
        typed.push('\n');
    }
    (typed.trim_end_matches('\n').to_owned(), seen)
}

fn sorted(mut letters: Vec<char>) -> Vec<char> {
    letters.sort_unstable();
    letters
}

/// What is in one of two sorted heaps and not in the other.
fn without(all: &[char], gone: &[char]) -> String {
    let mut rest = gone.to_vec();
    all.iter().filter(|c| rest.iter().position(|other| other == *c).map(|at| rest.remove(at)).is_none()).collect()
}

fn options(html: Html) -> MarkdownOptions {
    MarkdownOptions { html, indent: true, ..MarkdownOptions::default() }
}

#[test]
fn what_goes_in_comes_out() {
    let mut random = Random(0x2024_0813);
    let made = std::env::var("BODIES").map_or(600, |count| count.parse().unwrap());
    let by_hand = MEANT.iter().map(|(typed, ..)| ((*typed).to_owned(), (*typed).to_owned())).filter(|(typed, _)| !typed.contains("&#"));
    let bodies: Vec<(String, String)> = by_hand.chain((0..made).map(|_| body(&mut random))).collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (typed, seen) in bodies {
        for html in [Html::Escape, Html::Clean] {
            count += 1;
            let rendered = render(&typed, &options(html), &|_| String::new());
            let (typed_letters, seen_letters, got) =
                (sorted(letters(&typed)), sorted(letters(&seen)), sorted(page_letters(&filled(&rendered))));
            // Tags are no text where they are cleaned; those that are dropped are named.
            let tags = if html == Html::Clean { sorted(letters(&tags(&typed))) } else { Vec::new() };
            // Within code, marks stand as they were typed.
            let wanted = common(&seen_letters, &typed_letters);
            let may = sorted([typed_letters.clone(), without(&seen_letters, &typed_letters).chars().collect()].concat());
            let (lost, added) = (without(&wanted, &sorted([got.clone(), tags].concat())), without(&got, &may));
            let han = |all: Vec<char>| all.into_iter().filter(|c| !c.is_ascii()).collect::<String>();
            let out_of_order = html == Html::Escape
                && !typed.contains("&#")
                && !typed.contains("[^")
                && han(letters(&seen)) != han(page_letters(&filled(&rendered)));
            if !lost.is_empty() || !added.is_empty() || out_of_order {
                wrong.push(format!("{html:?} lost {lost:?} added {added:?} {out_of_order}\n{typed:?}\n{}", filled(&rendered)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{} of {count}", wrong[..wrong.len().min(12)].join("\n\n"), wrong.len());
}

/// A note points at what it names, and what is said to be code is nothing else.
#[test]
fn one_mistake_is_one_note_at_its_place() {
    let mut random = Random(0x2024_0814);
    let mut wrong = Vec::new();
    for _ in 0..600 {
        let (typed, _) = body(&mut random);
        let rendered = render(&typed, &options(Html::Escape), &|_| String::new());
        let mut places: Vec<(usize, usize, String)> = Vec::new();
        for remark in &rendered.remarks {
            let Some(shown) = typed.get(remark.range.clone()) else {
                wrong.push(format!("{:?} is no place of {typed:?}", remark.range));
                continue;
            };
            let name = match &remark.kind {
                RemarkKind::Typed(found) => {
                    let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).take(4).collect::<String>();
                    let is_there = squeezed(typed[remark.range.start..].trim_start()).starts_with(&squeezed(shown));
                    if !is_there {
                        wrong.push(format!("{found:?} {shown:?}"));
                    }
                    format!("{:?}", found.kind)
                }
                other => format!("{other:?}"),
            };
            places.push((remark.range.start, remark.range.end, name));
        }
        places.sort();
        for pair in places.windows(2) {
            let is_code = |name: &str| matches!(name, "MaybeIndented" | "MaybeFence");
            if pair[0].1 > pair[1].0
                && (is_code(&pair[0].2) || is_code(&pair[1].2))
                && !pair.iter().any(|place| matches!(place.2.as_str(), "Invisible" | "Control" | "LineEnd"))
            {
                let shown = |place: &(usize, usize, String)| format!("{} {:?}", place.2, &typed[place.0..place.1]);
                wrong.push(format!("{} and {} in {typed:?}", shown(&pair[0]), shown(&pair[1])));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong[..wrong.len().min(25)].join("\n\n"), wrong.len());
}

/// The same of pages as they are built, with their titles, lists and links around the text.
#[test]
fn built_pages_hold_every_letter() {
    let mut random = Random(0x2024_0815);
    let has_target = |typed: &str| ["a.md", ".png", ".docx", ".jpg", "]()", "&#"].iter().any(|target| typed.contains(target));
    let bodies: Vec<(String, String)> =
        std::iter::repeat_with(|| body(&mut random)).filter(|(typed, _)| !has_target(typed)).take(40).collect();
    let file = |nth: usize| format!("content/2024/08/a{nth}.md");
    let project = bodies.iter().enumerate().fold(Project::new(), |project, (nth, (typed, _))| project.article(&file(nth), "", typed));
    let project = project.build().code(0);
    for (nth, (typed, seen)) in bodies.iter().enumerate() {
        let page = String::from_utf8_lossy(&project.built()[&format!("2024/08/a{nth}/index.html")]).into_owned();
        let mut on_page = page_letters(&page).into_iter();
        let lost = letters(seen).into_iter().filter(|c| !c.is_ascii()).find(|c| !on_page.any(|other| other == *c));
        assert_eq!(lost, None, "{typed:?}\n{page}");
    }
}

/// Where HTML is cleaned, what is dropped is named, and nothing swallows what follows.
#[test]
fn what_cleaning_drops_is_named() {
    let dropped = |source: &str| -> (Vec<String>, bool, String) {
        let rendered = render(source, &options(Html::Clean), &|_| String::new());
        let names = rendered.remarks.iter().filter_map(|remark| match &remark.kind {
            RemarkKind::DroppedHtml { name } => Some(name.clone()),
            _ => None,
        });
        let is_shown = rendered.remarks.iter().any(|remark| remark.kind == RemarkKind::RawHtml);
        (names.collect(), is_shown, rendered.html)
    };
    for (source, names) in [
        ("<font color=red>红</font>和<font>字</font>", &["font"][..]),
        ("<VIP>到场</VIP>", &["vip"]),
        ("<script>\nvar 甲;\n</script>\n\n乙", &["script"]),
        ("<!DOCTYPE html>\n\n甲", &["!doctype"]),
        ("甲<?通知?>乙", &["?"]),
        ("<b>粗</b><br><!-- 备注 -->", &[]),
        ("<div>\n年龄 < 5 岁\n</div>", &[]),
    ] {
        assert_eq!(dropped(source).0, names, "{source}");
    }
    // Without an end they would take the rest of the page with them.
    for opener in ["<script>", "<style>", "<title>甲", "甲<textarea>", "<!-- 备注", "<div 甲", "甲<xmp>", "</ 甲"] {
        let (names, is_shown, html) = dropped(&format!("<div>乙</div>\n{opener}\n\n## 丙\n"));
        assert!(html.contains("&lt;") && is_shown && names.is_empty(), "{opener} {names:?} {html}");
        assert!(html.contains("丙"), "{opener} {html}");
    }
}
