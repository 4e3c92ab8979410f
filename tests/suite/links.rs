//! Links inside the site and pictures: what does not exist, and what may not be published.

use snapbox::str;

use crate::project::{Project, png};

const X: &str = "content/2024/08/x.md";
const PAGE: &str = "2024/08/x/index.html";

/// A good article beside one with this text; both have a heading and there is a picture.
fn text(text: &str) -> Project {
    Project::new()
        .article("content/2024/08/hao.md", "", "## 办法 {#banfa}\n\n好。\n")
        .article(X, "", text)
        .write("content/2024/08/Photo.JPG", png(400, 300))
        .write("content/pages/about.md", "---\ntitle: 关于\n---\n关于。\n")
}

#[test]
fn a_file_with_a_slip() {
    text("请看[昨天的稿件](hoa.md)。\n")
        .tells(
            1,
            str![[r#"
错误[broken-link]: 找不到“hoa.md”
 --> content/2024/08/x.md:7:11
  |
7 | 请看[昨天的稿件](hoa.md)。
  |                  ^^^^^^
  |
  = 提示: 是不是“hao.md”？

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_file_in_another_folder() {
    text("一二三[昨天的稿件](../07/hao.md)。\n")
        .tells(
            1,
            str![[r#"
错误[broken-link]: 找不到“../07/hao.md”
 --> content/2024/08/x.md:7:12
  |
7 | 一二三[昨天的稿件](../07/hao.md)。
  |                    ^^^^^^^^^^^^
  |
  = 提示: 看看文件名和文件夹写得对不对

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_way_out_of_the_site() {
    text("[密码](../../../../../etc/passwd)\n")
        .tells(
            1,
            str![[r#"
错误[broken-link]: 找不到“../../../../../etc/passwd”
 --> content/2024/08/x.md:7:6
  |
7 | [密码](../../../../../etc/passwd)
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 看看文件名和文件夹写得对不对

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn an_address_with_a_slip() {
    text("见[关于](/abuot/)和[新闻](/news)。\n")
        .tells(
            1,
            str![[r#"
错误[broken-link]: 站内没有“/abuot/”这个地址
 --> content/2024/08/x.md:7:7
  |
7 | 见[关于](/abuot/)和[新闻](/news)。
  |          ^^^^^^^
  |
  = 提示: 是不是“/about/”？

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn an_address_like_no_other() {
    text("见[活动](/huodong/2019/)。\n")
        .tells(
            1,
            str![[r#"
错误[broken-link]: 站内没有“/huodong/2019/”这个地址
 --> content/2024/08/x.md:7:7
  |
7 | 见[活动](/huodong/2019/)。
  |          ^^^^^^^^^^^^^^
  |
  = 提示: 改成对方的 .md 文件，例如 ../08/xxx.md

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_place_of_the_page_itself() {
    let body = "[上](#)[头](#top)[表](#biaoge)[注](#fn-1)[时](#shi%6aian)[时间](#时间)[地点](#didain)[无](#x-y-z)\\\n[自](x.md#didain)\\\n[路](/2024/08/x/#didain)\n";
    text(&format!("{body}\n## 时间\n\n## 地点\n\n## 表 {{#biaoge}}\n\n注[^1]\n\n[^1]: 见[下](#meiyou)。\n"))
        .tells(
            0,
            str![[r#"
警告[broken-anchor]: 这一篇里没有“#时间”这一节
 --> content/2024/08/x.md:7:58
  |
7 | [上](#)[头](#top)[表](#biaoge)[注](#fn-1)[时](#shi%6aian)[时间](#时间)[地点](#didain)[无](#x-y-z)\
  |                                                                 ^^^^^
  |
  = 提示: 是不是“#shijian”？

警告[broken-anchor]: 这一篇里没有“#didain”这一节
 --> content/2024/08/x.md:7:67
  |
7 | [上](#)[头](#top)[表](#biaoge)[注](#fn-1)[时](#shi%6aian)[时间](#时间)[地点](#didain)[无](#x-y-z)\
  |                                                                              ^^^^^^^
  |
  = 提示: 是不是“#didian”？

警告[broken-anchor]: 这一篇里没有“#x-y-z”这一节
 --> content/2024/08/x.md:7:79
  |
7 | [上](#)[头](#top)[表](#biaoge)[注](#fn-1)[时](#shi%6aian)[时间](#时间)[地点](#didain)[无](#x-y-z)\
  |                                                                                           ^^^^^^
  |
  = 提示: 去掉 # 后面的部分

警告[broken-anchor]: 那篇稿件里没有“#didain”这一节
 --> content/2024/08/x.md:8:5
  |
8 | [自](x.md#didain)\
  |      ^^^^^^^^^^^
  |
  = 提示: 是不是“#didian”？

警告[broken-anchor]: 那篇稿件里没有“#didain”这一节
 --> content/2024/08/x.md:9:5
  |
9 | [路](/2024/08/x/#didain)
  |      ^^^^^^^^^^^^^^^^^^
  |
  = 提示: 是不是“#didian”？

警告[broken-anchor]: 这一篇里没有“#meiyou”这一节
  --> content/2024/08/x.md:19:12
   |
19 | [^1]: 见[下](#meiyou)。
   |              ^^^^^^^
   |
   = 提示: 去掉 # 后面的部分

成功 2 篇，错误 0，警告 6，用时 [TIME] 秒

"#]],
        )
        .built_files(&[PAGE]);
}

#[test]
fn a_place_that_raw_html_makes() {
    text("<p id=\"ditu\">地图</p>\n\n见[地图](#ditu)。\n")
        .write("content/site.yaml", "title: 试验板报\nmarkdown: {html: clean}\n")
        .build()
        .code(0)
        .said(str![[r#"
成功 2 篇，错误 0，警告 0，用时 [TIME] 秒

"#]]);
}

#[test]
fn a_section_that_does_not_exist() {
    text("见[办法](hao.md#banfaa)，[办法](hao.md#banfa)和[本页](#meiyou)。\n")
        .tells(
            0,
            str![[r#"
警告[broken-anchor]: 那篇稿件里没有“#banfaa”这一节
 --> content/2024/08/x.md:7:7
  |
7 | 见[办法](hao.md#banfaa)，[办法](hao.md#banfa)和[本页](#meiyou)。
  |          ^^^^^^^^^^^^^
  |
  = 提示: 是不是“#banfa”？

警告[broken-anchor]: 这一篇里没有“#meiyou”这一节
 --> content/2024/08/x.md:7:46
  |
7 | 见[办法](hao.md#banfaa)，[办法](hao.md#banfa)和[本页](#meiyou)。
  |                                                       ^^^^^^^
  |
  = 提示: 去掉 # 后面的部分

成功 2 篇，错误 0，警告 2，用时 [TIME] 秒

"#]],
        )
        .built_files(&[PAGE]);
}

#[test]
fn a_draft() {
    text("见[草稿](c.md)。\n")
        .article("content/2024/08/c.md", "draft: true\n", "")
        .tells(
            0,
            str![[r#"
警告[link-unpublished]: “c.md”现在没有发布（草稿、未到发布时间或有错误），只显示文字
 --> content/2024/08/x.md:7:7
  |
7 | 见[草稿](c.md)。
  |          ^^^^
  |
  = 提示: 等它发布，或去掉这个链接

成功 2 篇，错误 0，警告 1，草稿 1，用时 [TIME] 秒

"#]],
        )
        .lacks(PAGE, "c.md");
}

#[test]
fn an_article_in_error() {
    text("见[那一篇](c.md)。\n")
        .article("content/2024/08/c.md", "titel: 二\n", "")
        .tells(
            1,
            str![[r#"
警告[empty-text]: 这篇稿件只有标题，没有正文
 --> content/2024/08/c.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 把正文写在第二行 --- 下面；还没写好，就加一行 draft: true

错误[unknown-field]: 没有“titel”这个字段
 --> content/2024/08/c.md:6:1
  |
6 | titel: 二
  | ^^^^^
  |
  = 提示: 是不是“title”？

警告[link-unpublished]: “c.md”现在没有发布（草稿、未到发布时间或有错误），只显示文字
 --> content/2024/08/x.md:7:8
  |
7 | 见[那一篇](c.md)。
  |            ^^^^
  |
  = 提示: 等它发布，或去掉这个链接

成功 2 篇，错误 1，警告 2，用时 [TIME] 秒

"#]],
        )
        .built_files(&[PAGE]);
}

#[test]
fn a_link_to_an_article_with_a_broken_link() {
    text("见[那一篇](/2024/08/c/)。\n")
        .article("content/2024/08/c.md", "", "[没有](d.md)\n")
        .tells(
            1,
            str![[r#"
错误[broken-link]: 找不到“d.md”
 --> content/2024/08/c.md:7:6
  |
7 | [没有](d.md)
  |        ^^^^
  |
  = 提示: 是不是“c.md”？

错误[broken-link]: 站内没有“/2024/08/c/”这个地址
 --> content/2024/08/x.md:7:8
  |
7 | 见[那一篇](/2024/08/c/)。
  |            ^^^^^^^^^^^
  |
  = 提示: 是不是“/2024/08/x/”？

成功 1 篇，错误 2，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_missing_picture() {
    text("![合影](heying.jpg)\n")
        .tells(
            1,
            str![[r#"
错误[missing-picture]: 找不到图片“heying.jpg”
 --> content/2024/08/x.md:7:7
  |
7 | ![合影](heying.jpg)
  |         ^^^^^^^^^^
  |
  = 提示: 把图片放到稿件旁边，名字写得和文件名一样

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_picture_in_another_case() {
    text("活动现场：![合影](photo.jpg)\n")
        .tells(
            1,
            str![[r#"
错误[missing-picture]: 找不到图片“photo.jpg”
 --> content/2024/08/x.md:7:12
  |
7 | 活动现场：![合影](photo.jpg)
  |                   ^^^^^^^^^
  |
  = 提示: 是不是“Photo.JPG”？

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_cover_from_the_root_lies_below_static() {
    for cover in ["/img/my%20pic.png", "/img/my pic.png", "/img/图片.png", "/img/%E5%9B%BE%E7%89%87.png", "../../static/img/图片.png"] {
        let project = Project::new()
            .article(X, &format!("cover: \"{cover}\"\n"), "正文。\n")
            .write("content/static/img/my pic.png", png(40, 30))
            .write("content/static/img/图片.png", png(40, 30))
            .build()
            .code(0);
        assert!(project.page(PAGE).contains("width=\"40\" height=\"30\""), "{cover}");
    }
    for cover in ["/img/meiyou.png", "//evil.example/a.png", "/../site.yaml", "/../../secret.png"] {
        let project = Project::new().article(X, &format!("cover: \"{cover}\"\n"), "正文。\n").build().code(1);
        assert!(project.last().stderr.contains("错误[missing-picture]"), "{cover}: {}", project.last().stderr);
    }
}

#[test]
fn a_missing_cover() {
    Project::new()
        .article("content/2024/08/hao.md", "", "好。\n")
        .article(X, "cover: 图片/Phoot.JPG\n", "正文。\n")
        .write("content/2024/08/图片/Photo.JPG", png(2, 2))
        .tells(
            1,
            str![[r#"
错误[missing-picture]: 找不到图片“图片/Phoot.JPG”
 --> content/2024/08/x.md:6:8
  |
6 | cover: 图片/Phoot.JPG
  |        ^^^^^^^^^^^^^^
  |
  = 提示: 是不是“图片/Photo.JPG”？

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_cover_that_is_no_picture() {
    Project::new()
        .article("content/2024/08/hao.md", "", "好。\n")
        .article(X, "cover: 说明.pdf\n", "正文。\n")
        .write("content/2024/08/说明.pdf", "%PDF-1.4\n")
        .tells(
            1,
            str![[r#"
错误[not-a-picture]: “说明.pdf”不是网页能显示的图片
 --> content/2024/08/x.md:6:8
  |
6 | cover: 说明.pdf
  |        ^^^^^^^^
  |
  = 提示: 换成 jpg、png、webp 或 gif

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_document_for_a_picture() {
    text("![说明](说明.pdf)\n")
        .write("content/2024/08/说明.pdf", "%PDF-1.4\n")
        .tells(
            1,
            str![[r#"
错误[not-a-picture]: “说明.pdf”不是网页能显示的图片
 --> content/2024/08/x.md:7:7
  |
7 | ![说明](说明.pdf)
  |         ^^^^^^^^
  |
  = 提示: 换成 jpg、png、webp 或 gif

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn an_attachment_that_would_run() {
    text("[下载](页面.html)\n")
        .write("content/2024/08/页面.html", "<script>alert(1)</script>\n")
        .tells(
            1,
            str![[r#"
错误[unsafe-attachment]: “页面.html”这类文件不能作附件，打开时会当作网页运行
 --> content/2024/08/x.md:7:6
  |
7 | [下载](页面.html)
  |        ^^^^^^^^^
  |
  = 提示: 改成 PDF、图片或压缩包

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn an_attachment_of_another_name_may_not_take_the_place_of_the_page() {
    text("[下载](index.HTML)、[二](停水 通知.pdf)\n")
        .write("content/2024/08/index.HTML", "x\n")
        .write("content/2024/08/停水 通知.pdf", "%PDF-1.4\n")
        .tells(
            1,
            str![[r#"
错误[unsafe-attachment]: “index.HTML”这类文件不能作附件，打开时会当作网页运行
 --> content/2024/08/x.md:7:6
  |
7 | [下载](index.HTML)、[二](停水 通知.pdf)
  |        ^^^^^^^^^^
  |
  = 提示: 改成 PDF、图片或压缩包

警告[not-a-link]: 链接的括号或地址写法不对，已按链接显示
 --> content/2024/08/x.md:7:18
  |
7 | [下载](index.HTML)、[二](停水 通知.pdf)
  |                     ^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 用英文的括号，中间不空格：[二](<停水 通知.pdf>)

成功 1 篇，错误 1，警告 1，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn what_exists_is_linked_and_published() {
    text("[甲](hao.md)、[乙](hao.md#banfa)、[丙](../../pages/about.md)、[丁](/about/)、[戊](/news/)、[己](说明%20书.pdf)\n\n![合影](Photo.JPG)\n")
        .write("content/2024/08/说明 书.pdf", "%PDF-1.4\n")
        .build()
        .code(0)
        .said(str![[r#"
成功 2 篇，错误 0，警告 0，用时 [TIME] 秒

"#]])
        .holds(PAGE, "<a href=\"/2024/08/hao/\">甲</a>")
        .holds(PAGE, "<a href=\"/2024/08/hao/#banfa\">乙</a>")
        .holds(PAGE, "<a href=\"/about/\">丙</a>")
        .holds(PAGE, "<a href=\"/about/\">丁</a>")
        .holds(PAGE, "<a href=\"/news/\">戊</a>")
        .holds(PAGE, "<a href=\"/2024/08/x/shuoming-shu.pdf\">己</a>")
        .built_files(&["2024/08/x/shuoming-shu.pdf"])
        .holds(PAGE, "width=\"400\" height=\"300\"");
}

#[test]
fn what_nothing_refers_to_is_not_published() {
    let project = text("正文。\n").write("content/2024/08/mingdan.xlsx", "身份证\n").build().code(0);
    assert!(!project.built().keys().any(|file| file.contains("mingdan") || file.contains("photo")), "{:?}", project.built().keys());
}

#[test]
fn the_menu_and_the_footer() {
    Project::with(
        "content/site.yaml",
        "title: 试验板报\nmenu:\n  - name: 关于\n    url: /abuot/\n  - name: 新闻\n    url: /news/\n  - name: 外面\n    url: https://example.org/\nfooter:\n  contact: /lianxi/\n",
    )
    .write("content/pages/about.md", "---\ntitle: 关于\n---\n")
    .tells(1, str![[r#"
错误[broken-link]: 站内没有“/abuot/”这个地址
 --> content/site.yaml:4:10
  |
4 |     url: /abuot/
  |          ^^^^^^^
  |
  = 提示: 是不是“/about/”？

错误[broken-link]: 站内没有“/lianxi/”这个地址
  --> content/site.yaml:10:12
   |
10 |   contact: /lianxi/
   |            ^^^^^^^^
   |
   = 提示: 写站内的地址，例如 /about/

成功 1 篇，错误 2，警告 0，用时 [TIME] 秒

"#]]);
}

#[test]
fn headings_and_links_of_an_input_method() {
    text(
        "##小标题\n\n#活动安排\n第二行。\n\n看[网站]（https://example.com/）和[口诀] (koujue.txt)。\n\n！[一张图](tu.png)\n\n## 好的 ##\n\n#停水# #1 号楼（注）[甲]（乙）\n\n    ##code\n",
    )
    .write("content/2024/08/koujue.txt", "口诀\n")
    .write("content/2024/08/tu.png", png(8, 8))
    .build()
    .code(0)
    .said(str![[r#"
警告[heading-space]: 小标题的“#”写法不对，已按小标题显示（另有 1 处：第 9 行）
 --> content/2024/08/x.md:7:1
  |
7 | ##小标题
  | ^^
  |
  = 提示: 用英文的 #，后面空一格：## 小标题

警告[not-a-link]: 链接的括号或地址写法不对，已按链接显示（另有 1 处：第 12 行）
  --> content/2024/08/x.md:12:2
   |
12 | 看[网站]（https://example.com/）和[口诀] (koujue.txt)。
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = 提示: 用英文的括号，中间不空格：[网站](https://example.com/)

警告[not-a-picture]: 图片的符号、括号或地址写法不对，已按图片显示
  --> content/2024/08/x.md:14:1
   |
14 | ！[一张图](tu.png)
   | ^^
   |
   = 提示: 用英文的符号：![…](tu.png)

成功 2 篇，错误 0，警告 3，用时 [TIME] 秒

"#]]);
}

#[test]
fn a_place_on_the_editors_own_computer() {
    text("![图](C:\\Users\\王丹\\桌面\\tu.jpg)\n\n[表](file:///home/wang/biao.xlsx)\n")
        .tells(
            1,
            str![[r#"
错误[local-path]: “C:\Users\王丹\桌面\tu.jpg”是您电脑里的位置，别人打不开
 --> content/2024/08/x.md:7:6
  |
7 | ![图](C:\Users\王丹\桌面\tu.jpg)
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 把这个文件放到稿件旁边，这里只写文件名：tu.jpg

错误[local-path]: “file:///home/wang/biao.xlsx”是您电脑里的位置，别人打不开
 --> content/2024/08/x.md:9:5
  |
9 | [表](file:///home/wang/biao.xlsx)
  |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 把这个文件放到稿件旁边，这里只写文件名：biao.xlsx

成功 1 篇，错误 2，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn the_links_of_an_article_are_checked_also_when_something_else_keeps_it_out() {
    let of = |fields: &str| {
        Project::with(
            X,
            format!("---\ntitle: 停水\nauthor: 王丹\n{fields}cover: feng.jpg\n---\n[看](hoa.md)、[好](hao.md)和![图](tu.png)。\n"),
        )
        .write("content/communities/moyang.md", "---\nname: 莫阳社区\n---\n")
    };
    of("community: 莫阳社区\ndate: 2024-13-45\n")
        .build()
        .code(1)
        .said(str![[r#"
错误[bad-date]: 没有 13 月
 --> content/2024/08/x.md:5:7
  |
5 | date: 2024-13-45
  |       ^^^^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13

错误[missing-picture]: 找不到图片“feng.jpg”
 --> content/2024/08/x.md:6:8
  |
6 | cover: feng.jpg
  |        ^^^^^^^^
  |
  = 提示: 把图片放到稿件旁边，名字写得和文件名一样

错误[broken-link]: 找不到“hoa.md”
 --> content/2024/08/x.md:8:5
  |
8 | [看](hoa.md)、[好](hao.md)和![图](tu.png)。
  |      ^^^^^^
  |
  = 提示: 是不是“hao.md”？

错误[missing-picture]: 找不到图片“tu.png”
 --> content/2024/08/x.md:8:30
  |
8 | [看](hoa.md)、[好](hao.md)和![图](tu.png)。
  |                                   ^^^^^^
  |
  = 提示: 把图片放到稿件旁边，名字写得和文件名一样

成功 1 篇，错误 4，警告 0，用时 [TIME] 秒

"#]])
        .built_no(&[PAGE]);
    of("community: 莫杨社区\ndate: 2024-08-13\n")
        .build()
        .code(1)
        .said(str![[r#"
错误[unknown-community]: 没有叫“莫杨社区”的社区
 --> content/2024/08/x.md:4:12
  |
4 | community: 莫杨社区
  |            ^^^^^^^^
  |
  = 提示: 是不是“莫阳社区”（content/communities/moyang.md）？

错误[missing-picture]: 找不到图片“feng.jpg”
 --> content/2024/08/x.md:6:8
  |
6 | cover: feng.jpg
  |        ^^^^^^^^
  |
  = 提示: 把图片放到稿件旁边，名字写得和文件名一样

错误[broken-link]: 找不到“hoa.md”
 --> content/2024/08/x.md:8:5
  |
8 | [看](hoa.md)、[好](hao.md)和![图](tu.png)。
  |      ^^^^^^
  |
  = 提示: 是不是“hao.md”？

错误[missing-picture]: 找不到图片“tu.png”
 --> content/2024/08/x.md:8:30
  |
8 | [看](hoa.md)、[好](hao.md)和![图](tu.png)。
  |                                   ^^^^^^
  |
  = 提示: 把图片放到稿件旁边，名字写得和文件名一样

成功 1 篇，错误 4，警告 0，用时 [TIME] 秒

"#]])
        .built_no(&[PAGE]);
    // A draft is nobody's business yet.
    of("community: 莫阳社区\ndate: 2024-13-45\ndraft: true\n").build().code(0).built_no(&[PAGE]);
}

/// A link to what is not published is text, on the page and in the feed; what it holds stays.
#[test]
fn a_link_to_a_draft_is_text() {
    let project = text("前[看**这里** ![图](tu.png)](caogao.md \"题>\")，再[看](hao.md)。\n")
        .article("content/2024/08/caogao.md", "draft: true\n", "草稿。\n")
        .write("content/2024/08/tu.png", png(8, 8))
        .build();
    let page = project.page(PAGE);
    assert!(
        page.contains("<p>前看<strong>这里</strong> <img src=") && page.contains("，再<a href=\"/2024/08/hao/\">看</a>。</p>"),
        "{page}"
    );
    assert!(!project.page("feed.xml").contains("href=&quot;#&quot;") && !project.page("feed.xml").contains("href=\"#\""));
}
