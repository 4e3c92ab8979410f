//! site.yaml: missing, broken, with keys and values that banbao does not know.

use snapbox::str;

use crate::project::Project;

fn config(text: &str) -> Project {
    Project::with("content/site.yaml", text)
}

fn refused(project: Project, expected: impl snapbox::IntoData) {
    project.build().code(1).said(expected).built_no(&["index.html"]).strict_changes_nothing();
}

#[test]
fn no_site_yaml() {
    refused(
        config("").remove("content/site.yaml"),
        str![[r#"
错误[no-config]: 没有 content/site.yaml
--> content/site.yaml
 = 提示: 建这个文件，写一行：title: 某某社区板报；或运行 banbao init

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_empty_one() {
    refused(
        config(""),
        str![[r#"
错误[missing-title]: site.yaml 里没有 title（站名）
--> content/site.yaml
 = 提示: 加一行：title: 某某社区板报

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_broken_one() {
    refused(
        config("title: 试验板报\nfooter:\n  icp: [苏ICP\n"),
        str![[r#"
错误[yaml-bracket]: 这个括号没有配成对
 --> content/site.yaml:3:8
  |
3 |   icp: [苏ICP
  |        ^
  |
  = 提示: 在末尾补上另一半，例如 tags: [通知, 供水]

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_unknown_key() {
    refused(
        config("title: 试验板报\nbaseurl: https://example.org/\n"),
        str![[r#"
错误[unknown-field]: 没有“baseurl”这个字段
 --> content/site.yaml:2:1
  |
2 | baseurl: https://example.org/
  | ^^^^^^^
  |
  = 提示: 是不是“base_url”？

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn unknown_keys_inside_others() {
    refused(
        config(
            "title: 试验板报\nfooter:\n  ipc: 苏ICP备1号\nmarkdown:\n  math: true\nmenu:\n  - name: 关于\n    link: /about/\nhome:\n  最新: 3\n",
        ),
        str![[r#"
错误[unknown-field]: 没有“ipc”这个字段
 --> content/site.yaml:3:3
  |
3 |   ipc: 苏ICP备1号
  |   ^^^
  |
  = 提示: 是不是“icp”？

错误[unknown-field]: 没有“math”这个字段
 --> content/site.yaml:5:3
  |
5 |   math: true
  |   ^^^^
  |
  = 提示: banbao 不用这一项，删掉这一行

错误[unknown-field]: 没有“link”这个字段
 --> content/site.yaml:8:5
  |
8 |     link: /about/
  |     ^^^^
  |
  = 提示: 可以用的字段：name、url

警告[chinese-field]: 字段名用了中文“最新”，已当作 latest
  --> content/site.yaml:10:3
   |
10 |   最新: 3
   |   ^^^^
   |
   = 提示: 写成：latest:

没有写任何文件：先改好上面的问题
成功 0 篇，错误 3，警告 1，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn every_wrong_value_at_once() {
    refused(
        config(
            "title: [甲]\nbase_url: example.org\nlanguage: zh\ntime_zone: 北京\nlinks: 相对\nper_page: 0\nmenu: 首页\nhome:\n  latest: 多\nfooter: 无\nmarkdown:\n  html: raw\n  indent: 大概\nfeeds: 也许\nversion: 新\n",
        ),
        str![[r#"
错误[wrong-type]: “title”应当是一段文字
 --> content/site.yaml:1:8
  |
1 | title: [甲]
  |        ^
  |
  = 提示: 像这样写：title: 文字

错误[bad-base-url]: “example.org”不是网址
 --> content/site.yaml:2:11
  |
2 | base_url: example.org
  |           ^^^^^^^^^^^
  |
  = 提示: 写成：base_url: https://example.org/

错误[bad-value]: “language”不能是“zh”
 --> content/site.yaml:3:11
  |
3 | language: zh
  |           ^^
  |
  = 提示: 可以写：zh-Hans / zh-CN / zh-Hant / zh-TW / en

错误[bad-time-zone]: 没有“北京”这个时区
 --> content/site.yaml:4:12
  |
4 | time_zone: 北京
  |            ^^^^
  |
  = 提示: 写成：time_zone: Asia/Shanghai

错误[bad-value]: “links”不能是“相对”
 --> content/site.yaml:5:8
  |
5 | links: 相对
  |        ^^^^
  |
  = 提示: 可以写：absolute / relative

错误[bad-value]: “per_page”不能是 0
 --> content/site.yaml:6:11
  |
6 | per_page: 0
  |           ^
  |
  = 提示: 写 1 到 200 之间的整数

错误[wrong-type]: “menu”应当是用“-”开头的几项
 --> content/site.yaml:7:7
  |
7 | menu: 首页
  |       ^^^^
  |
  = 提示: 像这样写：menu: （换行，缩进两格）- 字段: 内容

错误[wrong-type]: “latest”应当是整数
 --> content/site.yaml:9:11
  |
9 |   latest: 多
  |           ^^
  |
  = 提示: 像这样写：latest: 12

错误[wrong-type]: “footer”应当是缩进两格的几行“字段: 内容”
  --> content/site.yaml:10:9
   |
10 | footer: 无
   |         ^^
   |
   = 提示: 像这样写：footer: （换行，缩进两格）字段: 内容

错误[bad-value]: “html”不能是“raw”
  --> content/site.yaml:12:9
   |
12 |   html: raw
   |         ^^^
   |
   = 提示: 可以写：escape / clean

错误[wrong-type]: “indent”应当是 true（是）或 false（否）
  --> content/site.yaml:13:11
   |
13 |   indent: 大概
   |           ^^^^
   |
   = 提示: 像这样写：indent: true

错误[wrong-type]: “feeds”应当是 true（是）或 false（否）
  --> content/site.yaml:14:8
   |
14 | feeds: 也许
   |        ^^^^
   |
   = 提示: 像这样写：feeds: true

错误[bad-value]: version 应当像 0.2.0 这样
  --> content/site.yaml:15:10
   |
15 | version: 新
   |          ^^
   |
   = 提示: 写成：version: "0.2.0"，或删掉这一行

没有写任何文件：先改好上面的问题
成功 0 篇，错误 13，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn full_width_punctuation() {
    config("title：试验板报\ntagline：“大家的事”\n").tells(
        0,
        str![[r#"
警告[fullwidth-colon]: “title”后面是中文冒号（另有 1 处：第 2 行）
 --> content/site.yaml:1:6
  |
1 | title：试验板报
  |      ^^
  |
  = 提示: 用英文冒号加一个空格，写成：title: 试验板报

警告[curly-quotes]: 整段文字用了中文引号，已当作 YAML 的引号去掉
 --> content/site.yaml:2:9
  |
2 | tagline：“大家的事”
  |          ^
  |
  = 提示: 不要引号就删掉它；要印出引号，写成：tagline: '“大家的事”'

成功 1 篇，错误 0，警告 2，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_missing_space() {
    config("title:试验板报\n").tells(
        0,
        str![[r#"
警告[missing-space]: “title:”后面少了一个空格
 --> content/site.yaml:1:6
  |
1 | title:试验板报
  |      ^
  |
  = 提示: 写成：title: 试验板报

成功 1 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_colon_inside_a_text() {
    config("title: 板报: 试验\n").tells(
        0,
        str![[r#"
警告[needs-quotes]: 文字里的 : 在这里是记号，整段文字要用英文引号括起来
 --> content/site.yaml:1:10
  |
1 | title: 板报: 试验
  |            ^
  |
  = 提示: 写成：title: "板报: 试验"

成功 1 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_newer_version() {
    config("title: 试验板报\nversion: \"99.0\"\n").tells(
        0,
        str![[r#"
警告[newer-version]: 这个站点是给 banbao 99.0.0 写的，比这里的 0.2.0 新
 --> content/site.yaml:2:10
  |
2 | version: "99.0"
  |          ^^^^^^
  |
  = 提示: 更新 banbao

成功 1 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn base_urls_that_are_none() {
    for url in
        ["ftp://example.org/", "https://", "https://例子 .org/", "https://example.org/a//b/", "https://example.org/../x/", "//example.org/"]
    {
        config(&format!("title: 试验板报\nbase_url: \"{url}\"\n")).build().code(1).built_no(&["index.html"]);
    }
}

#[test]
fn a_base_url_without_its_last_slash() {
    config("title: 试验板报\nbase_url: https://example.org/repo\n").build().code(0).holds("index.html", "href=\"/repo/news/\"");
}

#[test]
fn what_people_write_for_a_language() {
    for (language, lang) in [("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("en", "en")] {
        config(&format!("title: 试验板报\nlanguage: {language}\n")).build().code(0).holds("index.html", &format!("<html lang=\"{lang}\">"));
    }
}

#[test]
fn without_feeds_none_are_written_or_named() {
    let project = config("title: 试验板报\nfeeds: false\n").build().code(0).lacks("index.html", "feed.xml");
    assert!(!project.built().keys().any(|file| file.contains("feed")), "{:?}", project.built().keys());
}
