//! Files that were meant to be published and are not: each is named once, with what to do.

use snapbox::str;

use crate::project::Project;

const ARTICLE: &str = "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n周三停水。\n";

#[test]
fn every_kind_is_named_once() {
    Project::with("content/2024/08/a.docx", "x")
        .write("content/2024/08/b.html", "<p>停水</p>\n")
        .write("content/2024/08/c.txt", ARTICLE)
        .write("content/2024/08/d.TXT", "\u{feff}\n---\n标题：停水\n---\n")
        .write("e.md", ARTICLE)
        .write("content/static/f.md", ARTICLE)
        .build()
        .code(0)
        .said(str![[r#"
建议[stray-file]: 没有稿件链接“a.docx”，它没有发布
--> content/2024/08/a.docx
 = 提示: 要作附件，在稿件里写 [看附件](a.docx)；要作稿件，用 banbao import

警告[stray-file]: “b.html”是网页文件，没有发布
--> content/2024/08/b.html
 = 提示: 用 banbao import 转成稿件；要原样放到网站上，就移到 content/static/

警告[stray-file]: “c.txt”写成了稿件的样子，但结尾不是 .md，没有发布
--> content/2024/08/c.txt
 = 提示: 把文件名的结尾改成 .md

警告[stray-file]: “d.TXT”写成了稿件的样子，但结尾不是 .md，没有发布
--> content/2024/08/d.TXT
 = 提示: 把文件名的结尾改成 .md

警告[stray-file]: “f.md”写成了稿件的样子，但在 content/static/ 里，只会照原样复制
--> content/static/f.md
 = 提示: 移到 content/ 的别的文件夹里

警告[stray-file]: “e.md”写成了稿件的样子，但不在 content/ 里，没有发布
--> e.md
 = 提示: 移到 content/ 里

成功 1 篇，错误 0，警告 5，建议 1，用时 [TIME] 秒

"#]]);
}

#[test]
fn documents_of_every_kind() {
    for name in ["通知.doc", "通知.WPS", "通知.pdf", "名单.xlsx", "课件.pptx"] {
        let project = Project::with(&format!("content/2024/08/{name}"), "x").build().code(0);
        let said = &project.last().stderr;
        assert_eq!(said.matches("stray-file").count(), 1, "{said}");
        assert!(said.contains(name), "{said}");
    }
}

/// What is linked to, what is copied as it is, and plain notes are nobody's lost article.
#[test]
fn what_is_meant_is_not_named() {
    Project::new()
        .article("content/2024/08/x.md", "", "见[附件](a.docx)和[表](biao/b.xlsx)。\n")
        .write("content/2024/08/a.docx", "x")
        .write("content/2024/08/biao/b.xlsx", "x")
        .write("content/2024/08/c.txt", "记一下：周三开会。\n")
        .write("content/static/robots.txt", "User-agent: *\n")
        .write("content/static/f.md", "# 不是稿件\n")
        .write("content/static/g.html", "<p>验证</p>\n")
        .write("content/static/h.pdf", "x")
        .write("README.md", "# 我们的板报\n")
        .build()
        .code(0)
        .said(str![[r#"
成功 1 篇，错误 0，警告 0，用时 [TIME] 秒

"#]]);
}

#[test]
fn a_copy_an_empty_text_and_an_odd_year_are_published_and_told() {
    let text = |date: &str, text: &str| format!("---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: {date}\n---\n{text}");
    Project::new()
        .article("content/2024/08/hao.md", "", "好。\n")
        .write("content/2024/08/hao - 副本.md", text("2024-08-14", "好。\n"))
        .write("content/2024/08/kong.md", text("2024-08-14", "\n\n"))
        .write("content/2024/08/zao.md", text("1924-08-13", "好。\n"))
        .write("content/2024/08/chi.md", text("2042-08-13", "好。\n"))
        .write("content/2024/08/mingnian.md", text("2025-08-13", "好。\n"))
        .write("content/2024/08/jiu.md", text("1998-08-13", "好。\n"))
        .write("content/2024/08/che.md", text("2024-08-15", "").replace("date", "retracted: 内容有误\ndate"))
        .tells(
            0,
            str![[r#"
警告[odd-year]: 日期写的是 2042 年
 --> content/2024/08/chi.md:5:1
  |
5 | date: 2042-08-13
  | ^^^^^^^^^^^^^^^^
  |
  = 提示: 看一看年份：是不是 2024 年？没有写错就不用改

警告[copy]: “hao - 副本.md”像是“hao.md”的副本，它会另外登出一篇
--> content/2024/08/hao - 副本.md
 = 提示: 不要就删掉它；要登就给它起个自己的名字

警告[empty-text]: 这篇稿件只有标题，没有正文
 --> content/2024/08/kong.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 把正文写在第二行 --- 下面；还没写好，就加一行 draft: true

建议[future-date]: 日期 2025-08-13 还没有到，稿件照常发布
--> content/2024/08/mingnian.md
 = 提示: 要到时候才发布，加一行：publish: 2025-08-13

警告[odd-year]: 日期写的是 1924 年
 --> content/2024/08/zao.md:5:1
  |
5 | date: 1924-08-13
  | ^^^^^^^^^^^^^^^^
  |
  = 提示: 看一看年份：是不是 2024 年？没有写错就不用改

成功 8 篇，错误 0，警告 4，建议 1，用时 [TIME] 秒

"#]],
        );
}
