//! Two sources that want one address (row 19), and names that cannot become one (row 20).

use snapbox::str;

use crate::project::Project;

const X: &str = "content/2024/08/x.md";
const PAGE: &str = "2024/08/x/index.html";

fn with_id(id: &str) -> Project {
    Project::new().article("content/2024/08/hao.md", "", "好。\n").article(X, &format!("id: {id}\n"), "正文。\n")
}

#[test]
fn two_articles_of_one_name_in_two_folders() {
    Project::with("content/a.md", "")
        .remove("content/a.md")
        .article("content/a/x.md", "", "甲。\n")
        .article("content/b/x.md", "", "乙。\n")
        .tells(
            1,
            str![[r#"
错误[duplicate-route]: 地址 /2024/08/x/ 已经被 content/a/x.md 占用，content/b/x.md 不能再用
--> content/b/x.md
 = 提示: 给其中一篇换文件名，或加一行 id:

成功 2 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .holds(PAGE, "甲。");
}

#[test]
fn an_id_that_another_file_has() {
    with_id("hao")
        .tells(
            1,
            str![[r#"
错误[duplicate-route]: 地址 /2024/08/hao/ 已经被 content/2024/08/hao.md 占用，content/2024/08/x.md 不能再用
 --> content/2024/08/x.md:6:5
  |
6 | id: hao
  |     ^^^
  |
  = 提示: 给其中一篇换文件名，或加一行 id:

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .holds("2024/08/hao/index.html", "好。");
}

#[test]
fn names_that_differ_in_case() {
    Project::with("content/a.md", "")
        .remove("content/a.md")
        .article("content/2024/08/News.md", "", "甲。\n")
        .article("content/2024/08/news.md", "", "乙。\n")
        .tells(
            1,
            str![[r#"
错误[duplicate-route]: 地址 /2024/08/news/ 已经被 content/2024/08/News.md 占用，content/2024/08/news.md 不能再用
--> content/2024/08/news.md
 = 提示: 给其中一篇换文件名，或加一行 id:

成功 2 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        );
}

#[test]
fn names_that_differ_in_their_normal_form() {
    Project::with("content/a.md", "")
        .remove("content/a.md")
        .article("content/2024/08/caf\u{e9}.md", "", "甲。\n")
        .article("content/2024/08/cafe\u{301}.md", "", "乙。\n")
        .tells(
            1,
            str![[r#"
错误[duplicate-route]: 地址 /2024/08/cafe/ 已经被 content/2024/08/café.md 占用，content/2024/08/café.md 不能再用
--> content/2024/08/café.md
 = 提示: 给其中一篇换文件名，或加一行 id:

成功 2 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        );
}

#[test]
fn names_of_one_sound() {
    Project::with("content/a.md", "")
        .remove("content/a.md")
        .article("content/2024/08/通知.md", "", "甲。\n")
        .article("content/2024/08/同志.md", "", "乙。\n")
        .tells(
            1,
            str![[r#"
错误[duplicate-route]: 地址 /2024/08/tongzhi/ 已经被 content/2024/08/同志.md 占用，content/2024/08/通知.md 不能再用
--> content/2024/08/通知.md
 = 提示: 给其中一篇换文件名，或加一行 id:

成功 2 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_files(&["2024/08/tongzhi/index.html"]);
}

#[test]
fn an_alias_that_is_a_page() {
    Project::new()
        .article("content/2024/08/hao.md", "", "好。\n")
        .article(X, "aliases: [/about/, /2024/08/hao/]\n", "正文。\n")
        .write("content/pages/about.md", "---\ntitle: 关于\n---\n")
        .tells(
            1,
            str![[r#"
错误[duplicate-route]: 地址 /about/ 已经被 content/pages/about.md 占用
 --> content/2024/08/x.md:6:11
  |
6 | aliases: [/about/, /2024/08/hao/]
  |           ^^^^^^^
  |
  = 提示: 给其中一个改名，或换一个地址

错误[duplicate-route]: 地址 /2024/08/hao/ 已经被 content/2024/08/hao.md 占用
 --> content/2024/08/x.md:6:20
  |
6 | aliases: [/about/, /2024/08/hao/]
  |                    ^^^^^^^^^^^^^
  |
  = 提示: 给其中一个改名，或换一个地址

成功 2 篇，错误 2，警告 0，用时 [TIME] 秒

"#]],
        )
        .holds("2024/08/hao/index.html", "好。")
        .holds("about/index.html", "关于");
}

#[test]
fn a_page_and_an_alias_of_two_articles() {
    Project::new().article("content/2024/08/hao.md", "aliases: [/old/]\n", "好。\n").article(X, "aliases: [/old/]\n", "正文。\n").tells(
        1,
        str![[r#"
错误[duplicate-route]: 地址 /old/ 已经被 content/2024/08/hao.md 占用
 --> content/2024/08/x.md:6:11
  |
6 | aliases: [/old/]
  |           ^^^^^
  |
  = 提示: 给其中一个改名，或换一个地址

成功 2 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_page_with_the_name_of_a_year() {
    Project::with("content/pages/2024.md", "---\ntitle: 今年\n---\n").write("content/pages/news.md", "---\ntitle: 新闻\n---\n").tells(
        1,
        str![[r#"
错误[reserved-address]: 地址 /2024/ 是 banbao 自己用的
--> content/pages/2024.md
 = 提示: 给文件换一个名字

错误[reserved-address]: 地址 /news/ 是 banbao 自己用的
--> content/pages/news.md
 = 提示: 给文件换一个名字

成功 1 篇，错误 2，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn two_pages_of_one_name() {
    Project::with("content/pages/About.md", "---\ntitle: 关于\n---\n").write("content/pages/about.md", "---\ntitle: 关于\n---\n").tells(
        1,
        str![[r#"
错误[duplicate-route]: 地址 /about/ 已经被 content/pages/About.md 占用
--> content/pages/about.md
 = 提示: 给其中一个换文件名

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_static_file_where_banbao_writes() {
    Project::with("content/static/index.html", "自己的首页\n")
        .write("content/static/News/index.html", "自己的\n")
        .build()
        .code(1)
        .said(str![[r#"
错误[duplicate-route]: 地址 /News/index.html 是 banbao 自己用的
--> content/static/News/index.html
 = 提示: 给其中一个改名，或换一个地址

错误[duplicate-route]: 地址 /index.html 是 banbao 自己用的
--> content/static/index.html
 = 提示: 给其中一个改名，或换一个地址

成功 1 篇，错误 2，警告 0，用时 [TIME] 秒

"#]])
        .holds("index.html", "</html>")
        .holds("news/index.html", "</html>")
        .strict_changes_nothing();
}

#[test]
fn a_static_file_where_a_folder_must_be() {
    Project::with("content/static/news", "文件\n")
        .build()
        .code(1)
        .said(str![[r#"
错误[duplicate-route]: 地址 /news 是 banbao 自己用的
--> content/static/news
 = 提示: 给其中一个改名，或换一个地址

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]])
        .strict_changes_nothing();
}

#[test]
fn dots_in_an_id() {
    with_id("../../etc/passwd")
        .tells(
            1,
            str![[r#"
错误[bad-id]: id“../../etc/passwd”里有不能用的字符
 --> content/2024/08/x.md:6:5
  |
6 | id: ../../etc/passwd
  |     ^^^^^^^^^^^^^^^^
  |
  = 提示: 只用小写英文字母、数字和中间的短横线，例如 id: laji-fenlei

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_slash_in_an_id() {
    with_id("a/b")
        .tells(
            1,
            str![[r#"
错误[bad-id]: id“a/b”里有不能用的字符
 --> content/2024/08/x.md:6:5
  |
6 | id: a/b
  |     ^^^
  |
  = 提示: 只用小写英文字母、数字和中间的短横线，例如 id: laji-fenlei

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn an_escape_in_an_id() {
    with_id("a%2e%2e")
        .tells(
            1,
            str![[r#"
错误[bad-id]: id“a%2e%2e”里有不能用的字符
 --> content/2024/08/x.md:6:5
  |
6 | id: a%2e%2e
  |     ^^^^^^^
  |
  = 提示: 只用小写英文字母、数字和中间的短横线，例如 id: laji-fenlei

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn capitals_and_chinese_in_an_id() {
    with_id("垃圾Fenlei")
        .tells(
            1,
            str![[r#"
错误[bad-id]: id“垃圾Fenlei”里有不能用的字符
 --> content/2024/08/x.md:6:5
  |
6 | id: 垃圾Fenlei
  |     ^^^^^^^^^^
  |
  = 提示: 只用小写英文字母、数字和中间的短横线，例如 id: laji-fenlei

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_reserved_name_of_windows_in_an_id() {
    with_id("con")
        .tells(
            1,
            str![[r#"
错误[bad-id]: “con”是 Windows 保留的名字，不能作 id
 --> content/2024/08/x.md:6:5
  |
6 | id: con
  |     ^^^
  |
  = 提示: 换一个 id，例如 con-1

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn three_hundred_bytes_in_an_id() {
    with_id(&"a".repeat(300))
        .tells(
            1,
            str![[r#"
错误[bad-id]: id 太长：300 个字符，最多 80 个
 --> content/2024/08/x.md:6:5
  |
6 | id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 写短一些

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn file_names_that_cannot_be_addresses() {
    Project::with("content/a.md", "")
        .remove("content/a.md")
        .article("content/2024/08/con.md", "", "甲。\n")
        .article("content/2024/08/！！！.md", "", "乙。\n")
        .article(&format!("content/2024/08/{}.md", "社区".repeat(40)), "", "丙。\n")
        .tells(1, str![[r#"
错误[bad-name]: 文件名“con.md”不能作地址
--> content/2024/08/con.md
 = 提示: 换一个文件名，或在开头的设置里写 id: 例如 id: laji-fenlei

错误[bad-name]: 文件名“社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区.md”不能作地址
--> content/2024/08/社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区社区.md
 = 提示: 换一个文件名，或在开头的设置里写 id: 例如 id: laji-fenlei

错误[bad-name]: 文件名“！！！.md”不能作地址
--> content/2024/08/！！！.md
 = 提示: 换一个文件名，或在开头的设置里写 id: 例如 id: laji-fenlei

成功 1 篇，错误 3，警告 0，用时 [TIME] 秒

"#]]);
}

#[test]
fn a_file_name_with_every_kind_of_sign_becomes_a_plain_address() {
    Project::new()
        .article("content/2024/08/8月13日 停水_通知(2).MD.md", "", "甲。\n")
        .build()
        .code(0)
        .built_files(&["2024/08/8-yue-13-ri-tingshui-tongzhi-2-md/index.html"]);
}

#[test]
fn an_index_takes_the_name_of_its_folder() {
    Project::new()
        .article("content/2024/08/停水/index.md", "", "甲。\n")
        .article("content/2024/08/停电/_index.md", "", "乙。\n")
        .build()
        .code(0)
        .built_files(&["2024/08/tingshui/index.html", "2024/08/tingdian/index.html"]);
}

#[test]
fn aliases_that_are_no_addresses() {
    Project::new()
        .article("content/2024/08/hao.md", "", "好。\n")
        .article(X, "aliases:\n  - old\n  - /../etc/\n  - /旧地址/\n  - https://example.org/a/\n  - /OLD/\n", "正文。\n")
        .tells(
            1,
            str![[r#"
错误[bad-alias]: 旧地址“old”写得不对
 --> content/2024/08/x.md:7:5
  |
7 |   - old
  |     ^^^
  |
  = 提示: 从斜杠开始写，只用小写字母、数字、短横线和斜杠，例如 /2023/05/jiedao/

错误[bad-alias]: 旧地址“/../etc/”写得不对
 --> content/2024/08/x.md:8:5
  |
8 |   - /../etc/
  |     ^^^^^^^^
  |
  = 提示: 从斜杠开始写，只用小写字母、数字、短横线和斜杠，例如 /2023/05/jiedao/

错误[bad-alias]: 旧地址“/旧地址/”写得不对
 --> content/2024/08/x.md:9:5
  |
9 |   - /旧地址/
  |     ^^^^^^^^
  |
  = 提示: 从斜杠开始写，只用小写字母、数字、短横线和斜杠，例如 /2023/05/jiedao/

错误[bad-alias]: 旧地址“https://example.org/a/”写得不对
  --> content/2024/08/x.md:10:5
   |
10 |   - https://example.org/a/
   |     ^^^^^^^^^^^^^^^^^^^^^^
   |
   = 提示: 从斜杠开始写，只用小写字母、数字、短横线和斜杠，例如 /2023/05/jiedao/

错误[bad-alias]: 旧地址“/OLD/”写得不对
  --> content/2024/08/x.md:11:5
   |
11 |   - /OLD/
   |     ^^^^^
   |
   = 提示: 从斜杠开始写，只用小写字母、数字、短横线和斜杠，例如 /2023/05/jiedao/

成功 1 篇，错误 5，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    Project::new()
        .article(X, "aliases: [/2023/05/jiu/, /old.html]\n", "正文。\n")
        .build()
        .code(0)
        .holds("2023/05/jiu/index.html", "/2024/08/x/")
        .holds("old.html", "/2024/08/x/");
}

#[test]
fn a_page_that_no_menu_names_stands_at_the_foot_of_every_page() {
    let page = |title: &str| format!("---\ntitle: {title}\n---\n");
    let link = "<a href=\"/about/\">关于我们</a>";
    Project::new()
        .write("content/pages/about.md", page("关于我们"))
        .write("content/pages/lianxi.md", page("联系"))
        .build()
        .code(0)
        .holds("index.html", link)
        .holds("404.html", link)
        .write("content/site.yaml", "title: 试验板报\nmenu:\n  - {name: 关于, url: /about}\nfooter: {contact: /lianxi/}\n")
        .build()
        .code(0)
        .holds("index.html", "<a href=\"/about/\">关于</a>")
        .lacks("index.html", link)
        .lacks("index.html", ">联系<");
}

#[test]
fn pages_at_the_foot_stand_in_their_order_and_then_by_address() {
    let page = |title: &str, order: &str| format!("---\ntitle: {title}\n{order}---\n");
    Project::new()
        .write("content/pages/a.md", page("甲", ""))
        .write("content/pages/b.md", page("乙", "order: 2\n"))
        .write("content/pages/c.md", page("丙", "order: 1\n"))
        .write("content/pages/d.md", page("丁", ""))
        .build()
        .code(0)
        .holds("index.html", "<a href=\"/c/\">丙</a><a href=\"/b/\">乙</a><a href=\"/a/\">甲</a><a href=\"/d/\">丁</a>");
}

#[test]
fn the_years_and_months_of_the_archive_are_in_the_sitemap() {
    let dated = |date: &str| format!("---\ntitle: 标题\nauthor: 王丹\ncommunity: 莫阳社区\ndate: {date}\n---\n正文。\n");
    let map = |route: &str| format!("<url><loc>https://example.org{route}</loc>");
    Project::new()
        .write("content/site.yaml", "title: 试验板报\nbase_url: https://example.org/\n")
        .write("content/a.md", dated("2023-12-30"))
        .write("content/b.md", dated("2024-08-13"))
        .build()
        .code(0)
        .holds("sitemap.xml", &map("/archive/2024/"))
        .holds("sitemap.xml", &map("/archive/2024/08/"))
        .holds("sitemap.xml", &map("/archive/2023/"))
        .holds("sitemap.xml", &map("/archive/2023/12/"))
        .lacks("sitemap.xml", "/archive/2024/12/")
        .holds("sitemap.xml", "<url><loc>https://example.org/communities/moyangshequ/</loc><lastmod>2024-08-13</lastmod></url>");
}

#[test]
fn an_atom_feed_has_full_ids_also_where_the_site_does_not_know_its_address() {
    let project = Project::new().article(X, "", "正文。\n").build().code(0);
    let ids = |feed: &str| -> Vec<String> {
        feed.split("<id>").skip(1).map(|rest| rest.split("</id>").next().expect("an end").to_owned()).collect()
    };
    let unknown = ids(&project.page("feed.xml"));
    assert_eq!(unknown.len(), 2);
    assert_ne!(unknown[0], unknown[1]);
    for id in &unknown {
        let digits: Vec<&str> = id.strip_prefix("urn:uuid:").expect("a UUID").split('-').collect();
        assert_eq!(digits.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{id}");
        assert!(digits[2].starts_with('8') && digits[3].starts_with('a'), "{id}");
    }
    // Another site has other ids; the same one keeps them.
    let other = project.write("content/site.yaml", "title: 另一家\n").build().code(0);
    assert!(ids(&other.page("feed.xml")).iter().all(|id| !unknown.contains(id)));
    let back = other.write("content/site.yaml", "title: 试验板报\n").build().code(0);
    assert_eq!(ids(&back.page("feed.xml")), unknown);
    let known = back.write("content/site.yaml", "title: 试验板报\nbase_url: https://example.org/b/\n").build().code(0);
    assert_eq!(ids(&known.page("feed.xml")), ["https://example.org/b/", "https://example.org/b/2024/08/x/"]);
}

#[test]
fn files_that_a_site_brings_stand_for_those_that_banbao_makes() {
    let brought = ["robots.txt", "manifest.webmanifest", "sitemap.xml", "feed.xml", "feed.json"];
    let project = brought.iter().fold(Project::new().article(X, "", "正文。\n"), |project, file| {
        project.write(&format!("content/static/{file}"), format!("{file} of our own\n"))
    });
    let project = project.build().code(0);
    // What readers and search engines follow does not change hands without a word.
    let said = &project.last().stderr;
    assert_eq!(said.matches("警告[special-name]").count(), 3, "{said}");
    assert!(said.contains("警告[special-name]: /feed.xml 用的是这个文件"), "{said}");
    for file in brought {
        assert_eq!(project.page(file), format!("{file} of our own\n"));
    }
}

#[test]
fn a_file_that_a_site_brings_is_no_page() {
    Project::with("content/static/index.html", "首页\n").write("content/static/Robots.txt", "User-agent: *\n").tells(
        1,
        str![[r#"
错误[duplicate-route]: 地址 /Robots.txt 是 banbao 自己用的
--> content/static/Robots.txt
 = 提示: 给其中一个改名，或换一个地址

错误[duplicate-route]: 地址 /index.html 是 banbao 自己用的
--> content/static/index.html
 = 提示: 给其中一个改名，或换一个地址

成功 1 篇，错误 2，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn files_that_were_meant_for_articles() {
    let article = "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n";
    Project::with("content/2024/08/停水.MD", article)
        .write("content/2024/08/fenlei.md.txt", article)
        .write("content/pages/about.markdown", article)
        .write("content/static/readme.md.txt", article)
        .write("content/2024/08/shuoming.txt", article)
        .tells(
            1,
            str![[r#"
错误[not-md]: “fenlei.md.txt”的结尾不是 .md，不会成为网页
--> content/2024/08/fenlei.md.txt
 = 提示: 把文件名改成 fenlei.md（结尾用小写）

警告[stray-file]: “shuoming.txt”写成了稿件的样子，但结尾不是 .md，没有发布
--> content/2024/08/shuoming.txt
 = 提示: 把文件名的结尾改成 .md

错误[not-md]: “停水.MD”的结尾不是 .md，不会成为网页
--> content/2024/08/停水.MD
 = 提示: 把文件名改成 停水.md（结尾用小写）

错误[not-md]: “about.markdown”的结尾不是 .md，不会成为网页
--> content/pages/about.markdown
 = 提示: 把文件名改成 about.md（结尾用小写）

成功 1 篇，错误 3，警告 1，用时 [TIME] 秒

"#]],
        );
}
