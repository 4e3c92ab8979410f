//! Names that no register knows (row 15), tags (row 18), registers that contradict themselves, and sites with
//! next to nothing in them (row 36).

use snapbox::str;

use crate::project::{Project, png};

const X: &str = "content/2024/08/x.md";
const PAGE: &str = "2024/08/x/index.html";

/// A site whose registers know two communities and two programs.
fn registered(lines: &str) -> Project {
    Project::with(X, format!("---\ntitle: 停水\nauthor: 王丹\ndate: 2024-08-13\n{lines}---\n正文。\n"))
        .write("content/communities/moyang.md", "---\nname: 莫阳社区\naliases: [莫阳]\n---\n")
        .write("content/communities/fuqiang.md", "---\nname: 富强社区\n---\n")
        .write("content/programs/chengzhang.md", "---\nname: 成长地图\ncommunities: [莫阳, 富强社区]\n---\n")
        .write("content/programs/huiyan.md", "---\nname: 平安慧眼\n---\n")
}

fn open(lines: &str) -> Project {
    Project::with(X, format!("---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n{lines}---\n正文。\n"))
}

#[test]
fn a_community_with_a_slip() {
    registered("community: 莫杨社区\n")
        .tells(
            1,
            str![[r#"
错误[unknown-community]: 没有叫“莫杨社区”的社区
 --> content/2024/08/x.md:5:12
  |
5 | community: 莫杨社区
  |            ^^^^^^^^
  |
  = 提示: 是不是“莫阳社区”（content/communities/moyang.md）？

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn one_of_several_communities() {
    registered("community: [富强社区, 莫羊社区]\n")
        .tells(
            1,
            str![[r#"
错误[unknown-community]: 没有叫“莫羊社区”的社区
 --> content/2024/08/x.md:5:19
  |
5 | community: [富强社区, 莫羊社区]
  |                       ^^^^^^^^
  |
  = 提示: 是不是“莫阳社区”（content/communities/moyang.md）？

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn communities_apart_by_a_comma() {
    registered("community: 富强社区、和美社区\n")
        .tells(
            1,
            str![[r#"
警告[list-as-text]: “community”写了几个名字，已按顿号和逗号分开
 --> content/2024/08/x.md:5:12
  |
5 | community: 富强社区、和美社区
  |            ^^^^^^^^^^^^^^^^^^
  |
  = 提示: 写成：community: [富强社区, 和美社区]

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
title: 停水
author: 王丹
date: 2024-08-13
community: [富强社区, 和美社区]
---

错误[unknown-community]: 没有叫“和美社区”的社区
 --> content/2024/08/x.md:5:17
  |
5 | community: 富强社区、和美社区
  |                      ^^^^^^^^
  |
  = 提示: 改成登记过的名称；真是新的，就新建 content/communities/hemeishequ.md 登记它，里面写三行：---、name: 和美社区、---

成功 1 篇，错误 1，警告 1，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_community_that_is_like_no_other() {
    registered("community: 御景湾\n")
        .tells(
            1,
            str![[r#"
错误[unknown-community]: 没有叫“御景湾”的社区
 --> content/2024/08/x.md:5:12
  |
5 | community: 御景湾
  |            ^^^^^^
  |
  = 提示: 改成登记过的名称；真是新的，就新建 content/communities/yujingwan.md 登记它，里面写三行：---、name: 御景湾、---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_program_with_a_slip() {
    registered("community: 莫阳社区\nprogram: 成掌地图\n")
        .tells(
            1,
            str![[r#"
错误[unknown-program]: 没有叫“成掌地图”的项目
 --> content/2024/08/x.md:6:10
  |
6 | program: 成掌地图
  |          ^^^^^^^^
  |
  = 提示: 是不是“成长地图”（content/programs/chengzhang.md）？

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_community_and_a_program_at_once() {
    registered("community: 摸阳社区\nprogram: 平安惠眼\n")
        .tells(
            1,
            str![[r#"
错误[unknown-community]: 没有叫“摸阳社区”的社区
 --> content/2024/08/x.md:5:12
  |
5 | community: 摸阳社区
  |            ^^^^^^^^
  |
  = 提示: 是不是“莫阳社区”（content/communities/moyang.md）？

错误[unknown-program]: 没有叫“平安惠眼”的项目
 --> content/2024/08/x.md:6:10
  |
6 | program: 平安惠眼
  |          ^^^^^^^^
  |
  = 提示: 是不是“平安慧眼”（content/programs/huiyan.md）？

成功 1 篇，错误 2，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn an_alias_an_id_and_another_width_are_the_same_community() {
    for name in ["莫阳", "moyang", "莫阳社区", "ＭＯＹＡＮＧ"] {
        registered(&format!("community: {name}\n")).build().code(0).holds("communities/moyang/index.html", "/2024/08/x/");
    }
}

#[test]
fn a_program_of_an_unknown_community() {
    registered("community: 莫阳社区\n")
        .write("content/programs/linju.md", "---\nname: 祥爱邻距离\ncommunities:\n  - 莫阳社区\n  - 富墙社区\n---\n")
        .tells(
            1,
            str![[r#"
错误[unknown-community]: 没有叫“富墙社区”的社区
 --> content/programs/linju.md:5:5
  |
5 |   - 富墙社区
  |     ^^^^^^^^
  |
  = 提示: 是不是“富强社区”（content/communities/fuqiang.md）？

成功 2 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_files(&[PAGE]);
}

#[test]
fn two_communities_of_one_name() {
    registered("community: 莫阳社区\n").write("content/communities/z.md", "---\nname: 莫阳社区\n---\n").tells(
        1,
        str![[r#"
错误[duplicate-term]: “莫阳社区”已经是另一个社区的名称、别名或文件名
 --> content/communities/z.md:2:7
  |
2 | name: 莫阳社区
  |       ^^^^^^^^
  |
  = 提示: 两个只留一个，或改名。另一个在 content/communities/moyang.md

成功 2 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_alias_that_is_the_name_of_another() {
    registered("community: 莫阳社区\n")
        .write("content/communities/z.md", "---\nname: 和美社区\naliases:\n  - 和美\n  - 莫阳\n---\n")
        .tells(
            1,
            str![[r#"
错误[duplicate-term]: “莫阳”已经是另一个社区的名称、别名或文件名
 --> content/communities/z.md:5:5
  |
5 |   - 莫阳
  |     ^^^^
  |
  = 提示: 两个只留一个，或改名。另一个在 content/communities/moyang.md

成功 2 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        );
}

#[test]
fn a_name_that_is_the_id_of_another() {
    registered("community: 莫阳社区\n").write("content/communities/z.md", "---\nname: moyang\n---\n").tells(
        1,
        str![[r#"
错误[duplicate-term]: “moyang”已经是另一个社区的名称、别名或文件名
 --> content/communities/z.md:2:7
  |
2 | name: moyang
  |       ^^^^^^
  |
  = 提示: 两个只留一个，或改名。另一个在 content/communities/moyang.md

成功 2 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_entry_without_a_name() {
    registered("community: 莫阳社区\n").write("content/communities/z.md", "---\ndistrict: 相城区\n---\n").tells(
        1,
        str![[r#"
错误[missing-name]: 没有名称
 --> content/communities/z.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 在 --- 之间加一行：name: 某某社区

成功 2 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_entry_in_error_does_not_make_its_articles_wrong() {
    registered("community: 莫阳社区\n")
        .write("content/communities/hemei.md", "---\nname: 和美社区\ncolour: 红\n---\n")
        .article("content/2024/08/y.md", "", "乙。\n")
        .tells(
            1,
            str![[r#"
错误[unknown-field]: 没有“colour”这个字段
 --> content/communities/hemei.md:3:1
  |
3 | colour: 红
  | ^^^^^^
  |
  = 提示: 可以用的字段：name、aliases、order、district、street、contact、closed

成功 3 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        );
}

#[test]
fn empty_tags_are_no_tags() {
    for tags in ["tags:\n", "tags: []\n", "tags: \"\"\n", "tags: [\"\", ' ']\n", "tags: null\n", "tags:\n  -\n"] {
        open(tags).build().code(0).built_no(&["tags/x/index.html"]).holds("tags/index.html", "<main");
    }
}

#[test]
fn tags_of_punctuation() {
    open("tags: [通知, ！！！, ——]\n")
        .tells(
            0,
            str![[r#"
警告[empty-tag]: 标签“！！！”里没有字，已略过
 --> content/2024/08/x.md:6:12
  |
6 | tags: [通知, ！！！, ——]
  |              ^^^^^^
  |
  = 提示: 删掉它，或写一个词

警告[empty-tag]: 标签“——”里没有字，已略过
 --> content/2024/08/x.md:6:17
  |
6 | tags: [通知, ！！！, ——]
  |                      ^^
  |
  = 提示: 删掉它，或写一个词

成功 2 篇，错误 0，警告 2，用时 [TIME] 秒

"#]],
        )
        .built_files(&[PAGE, "tags/tongzhi/index.html"]);
}

#[test]
fn two_widths_of_one_tag() {
    open("tags: [ＡＩ]\n")
        .write("content/2024/08/a.md", "---\ntitle: 甲\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-12\ntags: [AI]\n---\n甲。\n")
        .build()
        .code(0)
        .said(str![[r#"
建议[same-term]: “ＡＩ”和“AI”算作同一个标签
 --> content/2024/08/x.md:6:8
  |
6 | tags: [ＡＩ]
  |        ^^^^
  |
  = 提示: 统一写成“AI”

成功 3 篇，错误 0，警告 0，建议 1，用时 [TIME] 秒

"#]])
        .built_files(&["tags/ai/index.html"])
        .holds("tags/ai/index.html", "/2024/08/x/")
        .holds("tags/ai/index.html", "/2024/08/a/");
}

#[test]
fn two_tags_of_one_sound() {
    open("tags: [通知]\n")
        .write("content/2024/08/a.md", "---\ntitle: 甲\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-12\ntags: [同志]\n---\n甲。\n")
        .build()
        .code(0)
        .said(str![[r#"
建议[same-pinyin]: 标签“通知”和“同志”拼音相同，地址是 /tags/tongzhi-d35c/
 --> content/2024/08/x.md:6:8
  |
6 | tags: [通知]
  |        ^^^^
  |
  = 提示: 要一个好记的地址，就在 content/tags/ 里登记它

成功 3 篇，错误 0，警告 0，建议 1，用时 [TIME] 秒

"#]])
        .built_files(&["tags/tongzhi/index.html"])
        .holds("tags/tongzhi/index.html", "/2024/08/a/")
        .lacks("tags/tongzhi/index.html", "/2024/08/x/");
}

#[test]
fn a_name_of_nothing_but_signs_still_gets_an_address() {
    open("program: ★★★\n").build().code(0).built_files(&[PAGE]);
}

#[test]
fn a_name_keeps_its_chinese_punctuation() {
    open("program: 长桥（南）\ntags: [ＡＢ１]\n")
        .build()
        .code(0)
        .holds("programs/index.html", "<b>长桥（南）</b>")
        .holds(PAGE, ">长桥（南）</a>")
        .holds(PAGE, ">AB1</a>");
}

#[test]
fn a_term_of_many_others_shows_the_first_and_folds_the_rest_away() {
    let named = |count: usize| {
        let names: Vec<String> = (10..10 + count).map(|n| format!("社区{n}")).collect();
        let fields = format!("title: 停水\nauthor: 王丹\ncommunity: [{}]\nprogram: 成长地图\ndate: 2024-08-13\n", names.join(", "));
        Project::with(X, format!("---\n{fields}---\n正文。\n")).build().code(0).page("programs/chengzhangditu/index.html")
    };
    let chips = |page: &str| page.matches("/communities/shequ-").count();
    let few = named(16);
    assert!(chips(&few) >= 16 && !few.contains("<details class=\"more\">"), "sixteen need no fold");
    let many = named(40);
    let (open, folded) = many.split_once("<details class=\"more\"><summary>还有28个</summary>").expect("a fold");
    assert!(open.matches("<li><a href=\"/communities/").count() == 12 && folded.contains(">社区49 "), "{many}");
}

#[test]
fn a_site_without_articles() {
    Project::new()
        .build()
        .code(0)
        .said(str![[r#"
成功 0 篇，错误 0，警告 0，用时 [TIME] 秒

"#]])
        .built_files(&[
            "index.html",
            "news/index.html",
            "communities/index.html",
            "archive/index.html",
            "issues/index.html",
            "search/index.html",
            "404.html",
            "feed.xml",
            "feed.json",
            "sitemap.xml",
        ])
        .same_as_clean_build();
}

#[test]
fn a_site_with_one_article() {
    Project::new()
        .article("content/x.md", "", "一篇。\n")
        .build()
        .code(0)
        .said(str![[r#"
成功 1 篇，错误 0，警告 0，用时 [TIME] 秒

"#]])
        .built_files(&[PAGE])
        .same_as_clean_build();
}

#[test]
fn a_community_without_articles() {
    registered("community: 莫阳社区\n")
        .build()
        .code(0)
        .said(str![[r#"
成功 2 篇，错误 0，警告 0，用时 [TIME] 秒

"#]])
        .built_files(&["communities/fuqiang/index.html", "communities/fuqiang/feed.xml", "communities/fuqiang/feed.json"])
        .holds("communities/index.html", "/communities/fuqiang/");
}

#[test]
fn an_empty_register_is_an_open_one() {
    let project = open("");
    std::fs::create_dir_all(project.path("content/communities")).expect("folder");
    project.build().code(0).built_files(&["communities/moyangshequ/index.html"]);
}

#[test]
fn an_issue_of_unknown_articles() {
    open("")
        .write("content/2024/07/hao.md", "---\ntitle: 又好\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-07-13\n---\n好。\n")
        .write("content/2024/08/draft.md", "---\ntitle: 草稿\ndate: 2024-08-13\ndraft: true\n---\n")
        .write(
            "content/issues/1.md",
            "---\nnumber: 1\ndate: 2024-08-16\narticles:\n  - x\n  - hoa\n  - 2024/08/x.md\n  - ../2024/08/x.md\n---\n",
        )
        .write("content/issues/2.md", "---\nnumber: 2\ndate: 2024-08-17\narticles: [hao]\n---\n")
        .write("content/issues/3.md", "---\nnumber: 3\ndate: 2024-08-18\narticles: [draft, x]\n---\n")
        .write("content/issues/4.md", "---\nnumber: 3\ndate: 2024-08-19\n---\n")
        .tells(
            1,
            str![[r#"
错误[unknown-article]: 没有“hoa”这篇稿件
 --> content/issues/1.md:6:5
  |
6 |   - hoa
  |     ^^^
  |
  = 提示: 是不是“hao”？

警告[duplicate-article]: “2024/08/x.md”在这一期里写了两遍
 --> content/issues/1.md:7:5
  |
7 |   - 2024/08/x.md
  |     ^^^^^^^^^^^^
  |
  = 提示: 只留一个

警告[duplicate-article]: “../2024/08/x.md”在这一期里写了两遍
 --> content/issues/1.md:8:5
  |
8 |   - ../2024/08/x.md
  |     ^^^^^^^^^^^^^^^
  |
  = 提示: 只留一个

错误[ambiguous-article]: 有几篇稿件的 id 都是“hao”
 --> content/issues/2.md:4:12
  |
4 | articles: [hao]
  |            ^^^
  |
  = 提示: 写文件的路径，例如 2024/08/hao.md

警告[issue-unpublished]: “draft”现在没有发布，这一期暂时不列它
 --> content/issues/3.md:4:12
  |
4 | articles: [draft, x]
  |            ^^^^^
  |
  = 提示: 等它发布，或从 articles 里去掉

错误[duplicate-issue]: 第 3 期已经有了：content/issues/3.md
 --> content/issues/4.md:2:9
  |
2 | number: 3
  |         ^
  |
  = 提示: 改 number

成功 3 篇，错误 3，警告 3，草稿 1，用时 [TIME] 秒

"#]],
        )
        .built_files(&["issues/3/index.html"])
        .built_no(&["issues/1/index.html", "issues/2/index.html", "issues/4/index.html"]);
}

#[test]
fn an_issue_of_a_number_that_none_has() {
    let issue = |number: &str| format!("---\nnumber: {number}\ndate: 2024-08-16\narticles: [hao]\n---\n");
    Project::with("content/issues/1.md", issue("0"))
        .write("content/issues/2.md", issue("-1"))
        .write("content/issues/3.md", issue("99999999999"))
        .tells(
            1,
            str![[r#"
错误[bad-value]: 没有第 0 期
 --> content/issues/1.md:2:9
  |
2 | number: 0
  |         ^
  |
  = 提示: 写 1 或更大的整数，例如 number: 12

错误[bad-value]: 没有第 -1 期
 --> content/issues/2.md:2:9
  |
2 | number: -1
  |         ^^
  |
  = 提示: 写 1 或更大的整数，例如 number: 12

错误[bad-value]: 没有第 99999999999 期
 --> content/issues/3.md:2:9
  |
2 | number: 99999999999
  |         ^^^^^^^^^^^
  |
  = 提示: 写 1 或更大的整数，例如 number: 12

成功 1 篇，错误 3，警告 0，用时 [TIME] 秒

"#]],
        );
}

#[test]
fn an_article_twice_in_an_issue() {
    Project::with("content/issues/1.md", "---\nnumber: 1\ndate: 2024-08-16\narticles: [hao, 2024/08/hao.md]\n---\n")
        .tells(
            0,
            str![[r#"
警告[duplicate-article]: “2024/08/hao.md”在这一期里写了两遍
 --> content/issues/1.md:4:17
  |
4 | articles: [hao, 2024/08/hao.md]
  |                 ^^^^^^^^^^^^^^
  |
  = 提示: 只留一个

成功 1 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
        )
        .holds("issues/1/index.html", "共1篇");
}

#[test]
fn a_tag_that_no_folder_of_windows_can_be_called() {
    let project = Project::new()
        .article("content/2024/08/x.md", "tags: [con, COM1, console]\n", "正文。\n")
        .build()
        .code(0)
        .built_files(&["tags/console/index.html"])
        .built_no(&["tags/con/index.html", "tags/com1/index.html"]);
    for prefix in ["tags/con-", "tags/com1-"] {
        assert!(project.built().keys().any(|file| file.starts_with(prefix)), "{prefix}");
    }
}

#[test]
fn the_picture_of_an_introduction_stands_for_the_community_when_its_page_is_shared() {
    let project = registered("community: 莫阳社区\n")
        .write("content/site.yaml", "title: 试验板报\nbase_url: https://example.org/\n")
        .write("content/communities/moyang.md", "---\nname: 莫阳社区\naliases: [莫阳]\n---\n![门口](men.png)\n")
        .write("content/communities/men.png", png(400, 300))
        .build()
        .code(0);
    let page = project.page("communities/moyang/index.html");
    let picture = page.split("property=\"og:image\" content=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");
    let file = picture.strip_prefix("https://example.org/").expect("a full address");
    assert!(project.built().contains_key(file), "{picture}");
    project.lacks("communities/fuqiang/index.html", "og:image");
}

#[test]
fn registered_names_within_a_text() {
    registered("community: 莫阳社区和富强社区\nprogram: ‘成长地图’\n")
        .write("content/programs/huiyan.md", "---\nname: 平安慧眼\ncommunities: 元和街道富强社区居委会\n---\n")
        .build()
        .code(0)
        .said(str![[r#"
建议[held-name]: “莫阳社区和富强社区”读作登记过的名称：莫阳社区、富强社区
 --> content/2024/08/x.md:5:12
  |
5 | community: 莫阳社区和富强社区
  |            ^^^^^^^^^^^^^^^^^^
  |
  = 提示: 写成：[莫阳社区, 富强社区]

建议[held-name]: “‘成长地图’”读作登记过的名称：成长地图
 --> content/2024/08/x.md:6:10
  |
6 | program: ‘成长地图’
  |          ^^^^^^^^^^
  |
  = 提示: 写成：成长地图

建议[held-name]: “元和街道富强社区居委会”读作登记过的名称：富强社区
 --> content/programs/huiyan.md:3:14
  |
3 | communities: 元和街道富强社区居委会
  |              ^^^^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 写成：富强社区

成功 2 篇，错误 0，警告 0，建议 3，用时 [TIME] 秒

"#]])
        .holds("communities/moyang/index.html", "停水")
        .holds("communities/fuqiang/index.html", "停水")
        .holds("programs/huiyan/index.html", "富强社区")
        .holds("programs/chengzhang/index.html", "停水")
        .same_as_clean_build();
}

#[test]
fn a_name_and_more_is_no_registered_name() {
    registered("community: 莫阳社区卫生院\n").tells(1, str![[r#"
错误[unknown-community]: 没有叫“莫阳社区卫生院”的社区
 --> content/2024/08/x.md:5:12
  |
5 | community: 莫阳社区卫生院
  |            ^^^^^^^^^^^^^^
  |
  = 提示: 里面有登记过的“莫阳社区”：是它就写成 莫阳社区；是另一个，就新建 content/communities/moyangshequweishengyuan.md 登记它，里面写三行：---、name: 莫阳社区卫生院、---

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]]).built_no(&[PAGE]);
}

#[test]
fn an_author_who_sounds_like_a_registered_one() {
    open("")
        .write("content/authors/xu.md", "---\nname: 徐叶婷\n---\n")
        .write("content/2024/08/y.md", "---\ntitle: 来水\nauthor: [许叶婷, 徐晓安]\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n正文。\n")
        .tells(
            0,
            str![[r#"
警告[author-sounds-alike]: 作者“许叶婷”没有登记，读音和登记过的“徐叶婷”一样
 --> content/2024/08/y.md:3:10
  |
3 | author: [许叶婷, 徐晓安]
  |          ^^^^^^
  |
  = 提示: 是不是“徐叶婷”？真是另一个人，就新建 content/authors/xuyeting.md 登记，里面写三行：---、name: 许叶婷、---

成功 3 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
        )
        .holds("2024/08/y/index.html", "许叶婷、<a href=\"/authors/xuxiaoan/\">徐晓安</a>")
        .built_no(&["authors/xuyeting/index.html"]);
}

/// An article of the whole street names no community on purpose: a strict build passes.
#[test]
fn no_community_may_be_a_choice() {
    let article = |community: &str| format!("---\ntitle: 标题\nauthor: 王丹\n{community}date: 2024-08-13\n---\n全街道。\n");
    for written in ["community: 无\n", "community: []\n", "社区: 無\n", "community: [none]\n"] {
        let project = Project::new().write("content/2024/08/quan.md", article(written)).build();
        assert!(!project.last().stderr.contains("no-community"), "{written}{}", project.last().stderr);
        project.built_files(&["2024/08/quan/index.html"]);
    }
    Project::new().write("content/2024/08/quan.md", article("community: 无\n")).build_with(&["--strict"]).code(0);
    let project = Project::new().write("content/2024/08/quan.md", article("community:\n")).build_with(&["--strict"]).code(1);
    project
        .write("content/site.yaml", "title: 街道板报\ncommunity: optional\n")
        .build_with(&["--strict"])
        .code(0)
        .built_files(&["2024/08/quan/index.html"]);
}
