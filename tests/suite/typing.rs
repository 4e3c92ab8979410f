//! What input methods, word processors and chats make of Markdown: read as it is meant, with a note (E2).

use banbao::article::markdown::{Html, MarkdownOptions, RemarkKind, Rendered, render};
use banbao::article::typing::Slip;

fn read(source: &str) -> Rendered {
    render(source, &MarkdownOptions::default(), &|_| "x".into())
}

fn slips(rendered: &Rendered) -> Vec<Slip> {
    rendered
        .remarks
        .iter()
        .filter_map(|remark| match &remark.kind {
            RemarkKind::Typed(found) => Some(found.kind),
            _ => None,
        })
        .collect()
}

/// A source, its slips, and a piece of the HTML.
pub(crate) const MEANT: &[(&str, &[Slip], &str)] = &[
    // Headings.
    ("＃＃ 标题\n", &[Slip::Heading], "<h2 id=\"x\">标题</h2>"),
    ("＃＃　标题\n", &[Slip::Heading], "<h2 id=\"x\">标题</h2>"),
    ("##　标题\n", &[Slip::Heading], "<h2 id=\"x\">标题</h2>"),
    ("##标题\n", &[Slip::Heading], "<h2 id=\"x\">标题</h2>"),
    ("##标题##\n", &[Slip::Heading], "<h2 id=\"x\">标题</h2>"),
    ("　　## 标题\n", &[Slip::Heading], "<h2 id=\"x\">标题</h2>"),
    ("＃標題\n\n文\n", &[Slip::Heading], "<h2 id=\"x\">標題</h2>"),
    ("#标题\n\n文\n", &[Slip::Heading], "<h2 id=\"x\">标题</h2>"),
    ("> ＃＃ 标题\n", &[Slip::Heading], "<h2 id=\"x\">标题</h2>"),
    ("文\n＃＃ 标题\n文\n", &[Slip::Heading], "<p>文</p>\n<h2 id=\"x\">标题</h2>\n<p>文</p>"),
    ("文\n\n#垃圾分类\n", &[Slip::MaybeHeading], "<p>#垃圾分类</p>"),
    // Lists and quotations.
    ("１．第一\n２．第二\n", &[Slip::Numbered], "<ol>\n<li>第一</li>\n<li>第二</li>\n</ol>"),
    ("１. 第一\n", &[Slip::Numbered], "<ol>\n<li>第一</li>"),
    ("1．第一\n2．第二\n", &[Slip::Numbered], "<li>第二</li>"),
    ("1。第一\n", &[Slip::Numbered], "<ol>\n<li>第一</li>"),
    ("1.第一\n2.第二\n3.第三\n", &[Slip::Numbered], "<ol>\n<li>第一</li>\n<li>第二</li>\n<li>第三</li>\n</ol>"),
    ("1.　第一\n", &[Slip::Numbered], "<ol>\n<li>第一</li>"),
    ("如下：\n５．第五\n６．第六\n", &[Slip::Numbered], "<p>如下：</p>\n<ol start=\"5\">\n<li>第五</li>\n<li>第六</li>"),
    ("● 甲\n● 乙\n", &[Slip::Bullet], "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
    ("●甲\n", &[Slip::Bullet], "<ul>\n<li>甲</li>\n</ul>"),
    ("■　甲\n", &[Slip::Bullet], "<li>甲</li>"),
    ("◆甲\n◆乙\n", &[Slip::Bullet], "<li>乙</li>"),
    ("· 甲\n", &[Slip::Bullet], "<li>甲</li>"),
    ("·甲\n·乙\n", &[Slip::Bullet], "<li>乙</li>"),
    ("• 甲\n", &[Slip::Bullet], "<li>甲</li>"),
    ("\u{f0b7} 甲\n", &[Slip::Bullet], "<li>甲</li>"),
    ("－ 甲\n", &[Slip::Bullet], "<li>甲</li>"),
    ("＊ 甲\n", &[Slip::Bullet], "<li>甲</li>"),
    ("-甲\n-乙\n", &[Slip::Bullet], "<li>乙</li>"),
    ("*甲\n*乙\n", &[Slip::Bullet], "<li>乙</li>"),
    ("★甲\n★乙\n", &[Slip::Bullet], "<li>乙</li>"),
    ("> ● 甲\n> ● 乙\n", &[Slip::Bullet], "<li>乙</li>"),
    ("＞ 引用\n", &[Slip::Quote], "<blockquote>\n<p>引用</p>"),
    // Links and pictures.
    ("【去】（a.md）\n", &[Slip::Link], "<p><a href=\"\">去</a></p>"),
    ("［去］（a.md）\n", &[Slip::Link], "<a href=\"\">去</a>"),
    ("见[去]（a.md）。\n", &[Slip::Link], "<p>见<a href=\"\">去</a>。</p>"),
    ("[去] (a.md)\n", &[Slip::Link], "<a href=\"\">去</a>"),
    ("[去](a.md）\n", &[Slip::Link], "<a href=\"\">去</a>"),
    ("[去](a.md），见(附件)\n", &[Slip::Link], "<a href=\"\">去</a>，见(附件)"),
    ("[去]（a.md)\n", &[Slip::Link], "<a href=\"\">去</a>"),
    ("[去](https：//example.org/)\n", &[Slip::Link], "<a href=\"https://example.org/\">去</a>"),
    ("[附件](关于 停水.docx)\n", &[Slip::Link], "<a href=\"\">附件</a>"),
    ("| 甲 |\n| --- |\n| 【去】（a.md） |\n", &[Slip::Link], "<a href=\"\">去</a>"),
    ("- [去]（a.md）\n", &[Slip::Link], "<li><a href=\"\">去</a></li>"),
    ("![图](图片\\照片 1.JPG)\n", &[Slip::Picture], "<img src=\"\" alt=\"图\""),
    ("![图](图片\\照片1.JPG)\n", &[Slip::Backslash], "<img src=\"\" alt=\"图\""),
    ("![图]（a.png）\n", &[Slip::Picture], "<img src=\"\" alt=\"图\""),
    ("！[图](a.png)\n", &[Slip::Picture], "<img src=\"\" alt=\"图\""),
    ("！【图】（a.png）\n", &[Slip::Picture], "<img src=\"\" alt=\"图\""),
    ("请看！[图](a.png)\n", &[Slip::MaybePicture], "请看！<a href=\"\">图</a>"),
    ("![照片](tu.png “说明”)\n", &[Slip::Picture], "<figcaption>说明</figcaption>"),
    ("![照片](tu.png）\n", &[Slip::Picture], "<img src=\"\" alt=\"照片\""),
    ("![图](https://example.org/a.png)\n", &[Slip::ForeignPicture], "<img src=\"https://example.org/a.png\""),
    ("请看 www.suzhou.gov.cn。\n", &[Slip::BareAddress], "<p>请看 www.suzhou.gov.cn。</p>"),
    // Emphasis.
    ("＊＊重点＊＊文字\n", &[Slip::Strong], "<strong>重点</strong>文字"),
    ("**重点 **文字\n", &[Slip::Strong], "<strong>重点</strong> 文字"),
    ("** 重点**文字\n", &[Slip::Strong], "<strong>重点</strong>文字"),
    ("*重点 *文字\n", &[Slip::MaybeStrong], "<p>*重点 *文字</p>"),
    ("**重点文字\n", &[Slip::Unclosed], "<p>**重点文字</p>"),
    ("单价3*5=15元，另有2*3=6元\n", &[Slip::Asterisk], "<p>单价3*5=15元，另有2*3=6元</p>"),
    ("长3米*5米，宽2米*3米\n", &[Slip::Asterisk], "<p>长3米*5米，宽2米*3米</p>"),
    ("电话138****1234和139****5678\n", &[Slip::Asterisk], "<p>电话138****1234和139****5678</p>"),
    ("王**、李**，请来\n", &[Slip::Asterisk], "<p>王**、李**，请来</p>"),
    ("约 ~20人~ 参加\n", &[Slip::Tilde], "<p>约 ~20人~ 参加</p>"),
    ("~20人~\n", &[Slip::Tilde], "<p>~20人~</p>"),
    // Tables.
    (
        "姓名\t电话\n张三\t8:00\n",
        &[Slip::TabTable],
        "<th scope=\"col\">姓名</th><th scope=\"col\">电话</th></tr></thead><tbody>\n<tr><td>张三</td>",
    ),
    ("通知：\n姓名\t电话\n张三\t8:00\n完\n", &[Slip::TabTable], "<p>通知：</p>\n<div"),
    ("｜姓名｜电话｜\n｜－－｜－－｜\n｜张三｜8:00｜\n", &[Slip::BarTable], "<td>张三</td>"),
    ("|姓名|电话|\n|张三|8:00|\n", &[Slip::BarTable], "<td>张三</td>"),
    ("|姓名|电话|备注|\n|---|---|\n|张三|8:00|无|\n", &[Slip::BarTable], "<td>无</td>"),
    ("|姓名|电话|\n|---|---|\n|张三|8:00|请假|\n|李四|9:00|\n", &[Slip::WideRow], "<td>请假</td>"),
    ("姓名|电话\n--|--\n张三|8:00|请假\n", &[Slip::WideRow], "<td>请假</td>"),
    // What Markdown would swallow.
    ("[时间]: 8月13日\n", &[Slip::Definition], "<p>[时间]: 8月13日</p>"),
    ("文\n\n[时间]: 8月13日\n[地点]: 活动室\n[电话]: 0512-65432100\n", &[Slip::Definition], "[地点]: 活动室\n[电话]: 0512-65432100</p>"),
    ("[时间]: 上午\n[时间]: 下午\n", &[Slip::Definition], "[时间]: 下午"),
    ("> [时间]: 8月13日\n", &[Slip::Definition], "<p>[时间]: 8月13日</p>"),
    ("见[时间]。\n\n[时间]: 8月13日\n", &[Slip::Definition], "<p>[时间]: 8月13日</p>"),
    ("[^1]: 没人用\n", &[Slip::NoteUnused], "<p>[^1]: 没人用</p>"),
    ("文[^1]\n\n[^1]: 甲\n\n[^1]: 乙\n", &[Slip::NoteTwice], "<p>[^1]: 乙</p>"),
    ("文[^1]\n", &[Slip::NoteMissing], "<p>文[^1]</p>"),
    ("文【^1】\n\n[^1]：注\n", &[Slip::NoteMark], "<p>注 <a class"),
    ("## 通知{重要}\n", &[Slip::Braces], "<h2 id=\"x\">通知{重要}</h2>"),
    ("## 通知 {.zhong key=val}\n", &[Slip::Braces], "通知 {.zhong key=val}</h2>"),
    ("词\n: 义\n\n[时间]: 8月13日\n", &[Slip::Definition], "[时间]: 8月13日"),
    ("词\n: [时间]: 8月13日\n", &[Slip::Definition], "<dd>[时间]: 8月13日</dd>"),
    ("3. 甲\n3. 乙\n", &[Slip::Order], "<li value=\"3\">乙</li>"),
    ("- 甲\n\n        乙和丙\n\n    丁\n", &[Slip::Indented], "<p>乙和丙</p>\n<p>丁</p>\n</li>"),
    ("＃＃ 标题\n    时间：上午\n", &[Slip::Heading], "<p>时间：上午</p>"),
    ("    甲\u{b}乙 = 1; x\n", &[Slip::LineEnd, Slip::MaybeIndented], "甲\n乙 = 1; x"),
    ("8. 甲\n3. 乙\n", &[Slip::Order], "<ol start=\"8\">\n<li>甲</li>\n<li value=\"3\">乙</li>"),
    ("最低气温\n- 5度\n", &[Slip::Minus], "<p>最低气温\n- 5度</p>"),
    ("    停水通知到此为止。\n", &[Slip::Indented], "<p>停水通知到此为止。</p>"),
    ("\t停水通知。\n\t明天恢复。\n", &[Slip::Indented], "<p>停水通知。</p>\n<p>明天恢复。</p>"),
    ("文\n\n    莫阳社区\n    2024年8月13日\n", &[Slip::Indented], "<p>莫阳社区</p>"),
    ("    ## 标题\n    - 甲\n", &[Slip::Indented], "<li>甲</li>"),
    ("~~~~~~~~\n正文还在下面。\n", &[Slip::Fence], "<p>~~~~~~~~\n正文还在下面。</p>"),
    ("正文写到这里为止。\n---\n下文\n", &[Slip::Underline], "<p>正文写到这里为止。</p>\n<hr />"),
    // What nobody sees.
    ("停\u{8}水\n", &[Slip::Control], "<p>停水</p>"),
    ("停\u{7f}\u{85}水\n", &[Slip::Control], "<p>停水</p>"),
    ("停&#8;水&#x1F;\n", &[Slip::Control], "<p>停水</p>"),
    ("停\u{ad}水\u{200b}\n", &[Slip::Invisible], "<p>停水</p>"),
    ("停水\u{b}停电\n", &[Slip::LineEnd], "<p>停水<br />\n停电</p>"),
    ("停水\u{2028}停电\n", &[Slip::LineEnd], "<p>停水<br />\n停电</p>"),
    // Other generators.
    ("{{< figure src=\"a.jpg\" >}}\n", &[Slip::Command], "{{&lt; figure src=&quot;a.jpg&quot; &gt;}}"),
    ("{% note %}\n", &[Slip::Command], "<p>{% note %}</p>"),
    ("{{% notice %}}\n", &[Slip::Command], "{{% notice %}}"),
    ("::: tip\n文\n:::\n", &[Slip::Command], "<p>::: tip\n文\n:::</p>"),
    ("[toc]\n", &[Slip::Command], "<p>[toc]</p>"),
    ("[TOC]\n", &[Slip::Command], "<p>[TOC]</p>"),
];

#[test]
fn what_was_meant_is_on_the_page_and_each_slip_is_told_once() {
    let mut wrong = Vec::new();
    for (source, expected, html) in MEANT {
        let rendered = read(source);
        if slips(&rendered) != *expected || !rendered.html.contains(html) {
            wrong.push(format!("{source:?}\n  wanted {expected:?} {html}\n  got    {:?} {}", slips(&rendered), rendered.html));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} of {}", wrong.join("\n"), wrong.len(), MEANT.len());
}

/// Texts of every day, in which nothing is to be told.
const INNOCENT: &[&str] = &[
    "今天8:00开会，3元一斤，约20~30人，5*3米的地毯。",
    "一、时间\n二、地点\n（一）报名\n①带身份证\n②带照片",
    "1. 报名\n2. 签到\n\n文\n\n3. 领取",
    "1. 甲\n1. 乙\n1. 丙",
    "1、报名\n2、签到",
    "1）报名\n2）签到",
    "【通知】明天停水（8:00恢复）。",
    "【通知】（二）明天停水。",
    "《条例》（2024年修订）和【活动】（周一）",
    "网址 https://www.suzhou.gov.cn/a?b=1 可以看。",
    "[去](a.md)、[去](https://www.suzhou.gov.cn/)、![图](图/a.png)",
    "[去](a.md \"题\")",
    "请拨打0512-65432100（8:00-17:00）。",
    "#停水# 明天停水\n",
    "#垃圾分类 #志愿服务",
    "#3楼停水",
    "C#和F#的课",
    "**重点**和*强调*，~~删除~~。",
    "- 甲\n- 乙\n    - 丙\n    - 丁",
    "* 甲\n* 乙",
    "- 5户家庭\n- 3个社区",
    "-5度到3度",
    "第3*5号楼",
    "a * b * c",
    "😀 :) ^_^ (*^▽^*) T_T",
    "★重要通知★",
    "※注意",
    "——摘自《人民日报》",
    "“停水”通知",
    "（莫阳社区 供稿）",
    "> 引用\n>\n> 第二段",
    "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n| 3 | |",
    "甲|乙",
    "首页｜新闻｜联系",
    "```sh\n＃＃ 不是标题\n● 也不是\t列表\n[时间]: 8月13日\n3*5*2\n```",
    "`[去]（a.md）`和`www.a.cn`和`3*5，2*3`",
    "    fn main() { println!(); }",
    "[甲][1]和[乙]\n\n[1]: https://example.org/\n[乙]: b.md",
    "文[^1]\n\n[^1]: 注",
    "## 标题 {#biaoti}\n\n## 二 {#er .k}",
    "标题\n----\n\n文",
    "标题\n====\n\n文",
    "---\n\n***\n\n文",
    "姓名：张三\t电话：8:00",
    "苏州&amp;相城 &lt;b&gt;",
    "<https://example.org/> <br> H<sub>2</sub>O",
    "<!-- 备注 -->\n\n文",
    "A&B公司 {甲} {{",
    "- [x] 完\n- [ ] 没",
    "＞60岁的老人优先",
    "3．5万元，１２．５米",
    "2024．8．13",
    "　　首行缩进的一段。",
    "张三·李四 欧阳·娜娜",
    "· · ·",
    "王**说",
    "价格*：见门口*",
    "____年____月____日",
    "👨\u{200d}👩\u{200d}👧 一家人",
    "最高 30 度，最低 - 5 度",
    "买 1 送 1！（限 8 月）",
    "看！[去](a.md)",
    "邮箱 a@example.org",
    "www 是什么",
    "词\n: 义",
    "> [!NOTE]\n> 停水",
];

#[test]
fn texts_of_every_day_stay_as_they_are() {
    let plain = MarkdownOptions { typing: false, ..MarkdownOptions::default() };
    let mut wrong = Vec::new();
    for source in INNOCENT {
        let rendered = read(source);
        if !slips(&rendered).is_empty() || rendered.html != render(source, &plain, &|_| "x".into()).html {
            wrong.push(format!("{source:?}: {:?} {}", slips(&rendered), rendered.html));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} of {}", wrong.join("\n"), wrong.len(), INNOCENT.len());
}

/// Every construct, ten thousand times (S8): linear, and still one slip of a kind.
#[test]
fn long_texts_cost_no_square() {
    let units = [
        "[",
        "【",
        "](",
        "】（",
        "*",
        "＊＊",
        "~",
        "3*5，",
        "**a **",
        "&#8;",
        "\u{8}",
        "\t",
        "a\tb\n",
        "|",
        "|a|b|\n",
        "[a]: b\n",
        "[^1]: b\n\n",
        "[^1]",
        "{",
        "{{<",
        "{%",
        "# a{b}\n",
        "1. a\n",
        "8. a\n3. b\n",
        "- 5度\n\n",
        "    文\n",
        "~~~\n",
        "```\n",
        "a\n---\n",
        "● ",
        "●a\n",
        "##a\n",
        "＃",
        "１．",
        "www.",
        "www.a.b ",
        "![a](b c.png)",
        "![a](b（",
        "！[a](b.png)",
        "[a](b\\c)",
        "> ＃＃ a\n",
        "　",
        "[toc]\n",
        ":::\n",
        "（",
        "\u{2028}",
        "王**、",
        "a．",
        "\\",
        "`",
        "[a](b.md）",
        "_",
        "____a",
        "<b>",
        "+ 5\n",
        "[a]：b\n",
    ];
    for unit in units {
        let source = unit.repeat(200_000 / unit.len());
        let start = std::time::Instant::now();
        let rendered = read(&source);
        assert!(start.elapsed().as_secs() < 20, "{unit:?} takes {:?}", start.elapsed());
        assert!(rendered.remarks.len() <= 240, "{unit:?}");
    }
}

#[test]
fn slips_point_at_the_source() {
    let source = "停\u{8}水\n\n＃＃ 时间\n\n见【去】（a.md）和[来]（b.md）。\n\n［再］（c.md）\n";
    let rendered = read(source);
    let places: Vec<(&str, usize)> = rendered
        .remarks
        .iter()
        .filter_map(|remark| match &remark.kind {
            RemarkKind::Typed(found) => Some((&source[remark.range.clone()], found.more)),
            _ => None,
        })
        .collect();
    assert_eq!(places, [("\u{8}", 0), ("＃＃", 0), ("【去】（a.md）", 2)]);
    assert_eq!(rendered.slots.iter().map(|slot| slot.target.as_str()).collect::<Vec<_>>(), ["a.md", "b.md", "c.md"]);
    let clean = MarkdownOptions { html: Html::Clean, ..MarkdownOptions::default() };
    assert!(render("8. 甲\n3. 乙", &clean, &|_| String::new()).html.contains("<li value=\"3\">"));
}
