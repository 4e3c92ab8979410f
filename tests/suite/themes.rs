//! Themes that are not there, and templates that fail (row 27): each with the place in the template.

use snapbox::str;

use crate::project::{Project, same_text};

/// A site whose own theme extends banbao and has this template.
fn template(name: &str, text: &str) -> Project {
    Project::with("content/site.yaml", "title: 试验板报\ntheme: ours\n")
        .write("themes/ours/theme.yaml", "name: ours\nextends: banbao\n")
        .write(&format!("themes/ours/templates/{name}"), text)
}

/// Nothing can be built.
fn refused(project: Project, expected: impl snapbox::IntoData) {
    project.build().code(1).said(expected).built_no(&["index.html"]).strict_changes_nothing();
}

#[test]
fn an_unknown_theme() {
    refused(
        Project::with("content/site.yaml", "title: 试验板报\ntheme: banboa\n"),
        str![[r#"
错误[unknown-theme]: 没有叫“banboa”的主题
 --> content/site.yaml:2:8
  |
2 | theme: banboa
  |        ^^^^^^
  |
  = 提示: 是不是“banbao”？

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_theme_like_no_other() {
    refused(
        Project::with("content/site.yaml", "title: 试验板报\ntheme: 节日\n"),
        str![[r#"
错误[unknown-theme]: 没有叫“节日”的主题
 --> content/site.yaml:2:8
  |
2 | theme: 节日
  |        ^^^^
  |
  = 提示: 删掉 theme 这一行就用默认主题，或建一个文件夹 themes/节日/

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_theme_that_extends_itself() {
    refused(
        Project::with("content/site.yaml", "title: 试验板报\ntheme: ours\n").write("themes/ours/theme.yaml", "extends: ours\n"),
        str![[r#"
错误[theme-loop]: 主题“ours”绕回了自己
 --> themes/ours/theme.yaml:1:10
  |
1 | extends: ours
  |          ^^^^
  |
  = 提示: 改 theme.yaml 里的 extends

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_theme_that_extends_nothing_and_lacks_templates() {
    refused(
        Project::with("content/site.yaml", "title: 试验板报\ntheme: ours\n")
            .write("themes/ours/theme.yaml", "name: ours\n")
            .write("themes/ours/templates/home.html", "首页"),
        str![[r#"
错误[missing-template]: 主题“ours”缺少模板：news.html、article.html、terms.html、term.html、archive.html、archive_year.html、archive_month.html、issues.html、issue.html、page.html、search.html、404.html、moved.html
--> themes/ours/theme.yaml
 = 提示: 在 theme.yaml 里写一行 extends: banbao，缺少的就用默认主题的

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_unknown_key_of_theme_yaml() {
    template("404.html", "没有").write("themes/ours/theme.yaml", "extends: banbao\nextend: x\n").tells(
        1,
        str![[r#"
错误[unknown-field]: 没有“extend”这个字段
 --> themes/ours/theme.yaml:2:1
  |
2 | extend: x
  | ^^^^^^
  |
  = 提示: 是不是“extends”？

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_broken_theme_yaml() {
    Project::with("content/site.yaml", "title: 试验板报\ntheme: ours\n").write("themes/ours/theme.yaml", "extends: [banbao\n").tells(
        1,
        str![[r#"
错误[yaml-bracket]: 这个括号没有配成对
 --> themes/ours/theme.yaml:1:10
  |
1 | extends: [banbao
  |          ^
  |
  = 提示: 在末尾补上另一半，例如 tags: [通知, 供水]

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_broken_wording() {
    template("404.html", "没有").write("themes/ours/wording/zh-Hans.yaml", "search: 搜\n  menu: x\n").tells(
        1,
        str![[r#"
错误[yaml-indent]: 这一行往右缩进了，接不上前面的内容
 --> themes/ours/wording/zh-Hans.yaml:2:3
  |
2 |   menu: x
  |   ^^^^^^^
  |
  = 提示: 删掉行首的空格，让字段名从头写起

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_word_of_the_site() {
    template("404.html", "{{ words.menu_home }}")
        .write("themes/ours/wording/zh-Hans.yaml", "menu_home: 头版\n")
        .build()
        .code(0)
        .holds("404.html", "头版");
}

#[test]
fn a_syntax_error() {
    refused(
        template("page.html", "<p>\n一二三 {{ title }\n</p>\n"),
        str![[r#"
错误[template]: 模板出错：这里是 }，应当是 }}
 --> themes/ours/templates/page.html:2:14
  |
2 | 一二三 {{ title }
  |                 ^
  |
  = 提示: 可以用的变量见 banbao schema theme

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_unclosed_block() {
    refused(
        template("page.html", "{% if title %}\n<p>{{ title }}</p>\n"),
        str![[r#"
错误[template]: 模板出错：模板没有写完，可能少了 endif、endfor 或 endblock
 --> themes/ours/templates/page.html:2:15
  |
2 | <p>{{ title }}</p>
  |               ^^^^
  |
  = 提示: 可以用的变量见 banbao schema theme

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_unknown_filter() {
    refused(
        template("page.html", "<p>\n标题：{{ title | dazi }}\n</p>\n"),
        str![[r#"
错误[template]: 模板出错：没有“dazi”这个过滤器
 --> themes/ours/templates/page.html:2:15
  |
2 | 标题：{{ title | dazi }}
  |                  ^^^^
  |
  = 提示: 可以用的变量见 banbao schema theme

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

/// A theme's own `card/NAME.html` is put into lists by `each`; a gap with `+` is for cards with several of these.
#[test]
fn a_piece_of_its_own_and_one_that_does_not_exist() {
    let list = "{{ articles | each(html=\"<p>{own}{communities+}</p>\") }}";
    let project = template("news.html", list).write("themes/ours/templates/card/own.html", "<b>{{ card.title }}</b>\n").build().code(0);
    assert_eq!(project.page("news/index.html"), "<p><b>标题</b></p>");
    template("news.html", "{{ articles | each(html=\"<p>{linie}</p>\") }}\n").build().code(1).said(str![[r#"
错误[template]: 模板出错：card/ 里没有“linie”这个模板，这里有：body、communities、line、programs
 --> themes/ours/templates/news.html:1:15
  |
1 | {{ articles | each(html="<p>{linie}</p>") }}
  |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 可以用的变量见 banbao schema theme

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]]);
}

#[test]
fn a_variable_that_does_not_exist() {
    template("page.html", "<h1>{{ title }}</h1>\n<p>标题：{{ titel }}</p>\n")
        .write("content/pages/about.md", "---\ntitle: 关于\n---\n")
        .tells(
            1,
            str![[r#"
错误[template]: 模板出错：没有“titel”这个变量，这里有：assets、html、page、site、title、updated、words
 --> themes/ours/templates/page.html:2:10
  |
2 | <p>标题：{{ titel }}</p>
  |             ^^^^^
  |
  = 提示: 可以用的变量见 banbao schema theme

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .holds("about/index.html", "<h1>找不到这一页</h1>");
}

#[test]
fn a_field_that_does_not_exist() {
    template("article.html", "<h1>{{ article.title }}</h1>\n<p>{{ article.autor.name }}</p>\n")
        .build()
        .code(1)
        .said(str![[r#"
错误[template]: 模板出错：没有“autor”这个字段，这里有：corrections、credits、date、expired、html、minutes、retracted、reviewed_by、source、summary、title、updated、words
 --> themes/ours/templates/article.html:2:15
  |
2 | <p>{{ article.autor.name }}</p>
  |               ^^^^^
  |
  = 提示: 可以用的变量见 banbao schema theme

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]])
        .built_files(&["index.html", "news/index.html"])
        .holds("2024/08/hao/index.html", "<h1>找不到这一页</h1>")
        .strict_changes_nothing();
}

#[test]
fn a_parent_that_does_not_exist() {
    refused(
        template("page.html", "{% extends \"bse.html\" %}\n"),
        str![[r#"
错误[template-missing]: 找不到模板“bse.html”
 --> themes/ours/templates/page.html:1:13
  |
1 | {% extends "bse.html" %}
  |             ^^^^^^^^
  |
  = 提示: 看看 extends 后面的名字

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_included_file_that_does_not_exist() {
    refused(
        template("page.html", "<p>\n{% include \"parts/meiyou.html\" %}\n"),
        str![[r#"
错误[template]: 模板出错：找不到模板“parts/meiyou.html”
 --> themes/ours/templates/page.html:2:12
  |
2 | {% include "parts/meiyou.html" %}
  |            ^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 可以用的变量见 banbao schema theme

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_template_that_extends_itself() {
    refused(
        template("page.html", "{% extends \"ours/page.html\" %}\n"),
        str![[r#"
错误[template-loop]: 模板“ours/page.html”引用了自己
--> themes/ours/templates/page.html
 = 提示: 去掉绕回来的 extends 或 include

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_template_that_includes_itself() {
    template("page.html", "{% include \"page.html\" %}\n")
        .write("content/pages/about.md", "---\ntitle: 关于\n---\n")
        .build()
        .code(1)
        .said(str![[r#"
错误[template-loop]: 模板“ours/page.html”引用了自己
--> themes/ours/templates/page.html
 = 提示: 去掉绕回来的 extends 或 include

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]])
        .built_no(&["about/index.html"])
        .strict_changes_nothing();
}

#[test]
fn two_templates_that_include_each_other() {
    template("page.html", "{% include \"parts/a.html\" %}\n")
        .write("themes/ours/templates/parts/a.html", "{% include \"page.html\" %}\n")
        .write("content/pages/about.md", "---\ntitle: 关于\n---\n")
        .build()
        .code(1)
        .said(str![[r#"
错误[template-loop]: 模板“ours/page.html”引用了自己
--> themes/ours/templates/page.html
 = 提示: 去掉绕回来的 extends 或 include

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]])
        .built_no(&["about/index.html"])
        .strict_changes_nothing();
}

#[test]
fn a_range_without_end() {
    template("page.html", "{% for i in range(end=1000000000000) %}{{ i }}{% endfor %}\n")
        .write("content/pages/about.md", "---\ntitle: 关于\n---\n")
        .build()
        .code(1)
        .said(str![[r#"
错误[template]: 模板出错：range 要生成 1000000000000 项，最多 100000 项
 --> themes/ours/templates/page.html:1:13
  |
1 | {% for i in range(end=1000000000000) %}{{ i }}{% endfor %}
  |             ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 可以用的变量见 banbao schema theme

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]])
        .holds("about/index.html", "<h1>找不到这一页</h1>");
}

#[test]
fn a_template_in_another_encoding() {
    template("page.html", "")
        .write("themes/ours/templates/page.html", [b"<p>".as_slice(), &[0xd5, 0xfd, 0xce, 0xc4]].concat())
        .build()
        .code(1)
        .said(str![[r#"
错误[template-encoding]: 模板不是 UTF-8 编码
--> themes/ours/templates/page.html
 = 提示: 在编辑器里另存为 UTF-8

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]])
        .strict_changes_nothing();
}

#[test]
fn a_template_below_its_full_name_can_be_extended() {
    template("page.html", "{% extends \"banbao/page.html\" %}{% block head %}<meta name=\"x\" content=\"y\">{% endblock %}")
        .write("content/pages/about.md", "---\ntitle: 关于\n---\n")
        .build()
        .code(0)
        .holds("about/index.html", "<meta name=\"x\" content=\"y\">");
}

#[test]
fn what_the_template_engine_says_is_told_in_chinese() {
    let said: String = [
        "{{ title",
        "{{ \"title }}",
        "{# 注释",
        "{{ title！ }}",
        "{% if title %}{% endfor %}",
        "{% if title %}{% else %}{% elif title %}{% endif %}",
        "{% for a title %}{% endfor %}",
        "{% endif %}",
        "{% foo %}",
        "{% break %}",
        "{% set %}",
        "{% set true = 1 %}",
        "{% block a %}{% endblock %}{% block a %}{% endblock %}",
        "{% block %}{% endblock %}",
        "{% extends \"base.html\" %}{% extends \"base.html\" %}",
        "{% extends \"base.html\" %}首页",
        "{% raw %}",
        "{{ now() }}",
        "{{ title is zhongwen }}",
        "{{ <card /> }}",
        "{{ title + 1 }}",
        "{{ 1 / 0 }}",
        "{{ 1 < title }}",
        "{{ title | replace(from=\"a\") }}",
        "{{ title | round }}",
        "{{ title.a.b }}",
        "{{ updated.text }}",
        "{% for a in 1 %}{% endfor %}",
        "{% for k, v in [1] %}{% endfor %}",
        "{% for a in [1] %}{{ loop.foo }}{% endfor %}",
        "{{ page[1:2] }}",
        "{{ super() }}",
        "{{ {[1]: 2} }}",
    ]
    .iter()
    .map(|text| {
        let project = template("page.html", text).write("content/pages/about.md", "---\ntitle: 关于\n---\n").build().code(1);
        let lines: Vec<&str> = project.last().stderr.lines().collect();
        let kept = lines.iter().filter(|line| line.starts_with("错误") || line.contains("-->") || line.contains("原话"));
        format!("{text}\n{}\n", kept.copied().collect::<Vec<_>>().join("\n"))
    })
    .collect();
    same_text(
        &said,
        str![[r#"
{{ title
错误[template]: 模板出错：模板没有写完，可能少了 endif、endfor 或 endblock
 --> themes/ours/templates/page.html:1:4
{{ "title }}
错误[template]: 模板出错：引号 " 没有配成对
 --> themes/ours/templates/page.html:1:4
{# 注释
错误[template]: 模板出错：注释没有写完，少了 #}
 --> themes/ours/templates/page.html:1:1
{{ title！ }}
错误[template]: 模板出错：这里有模板里不能用的字符，标点要用英文的
 --> themes/ours/templates/page.html:1:9
{% if title %}{% endfor %}
错误[template]: 模板出错：没有这个标签，或者前面没有和它配对的开头
 --> themes/ours/templates/page.html:1:18
{% if title %}{% else %}{% elif title %}{% endif %}
错误[template]: 模板出错：没有这个标签，或者前面没有和它配对的开头
 --> themes/ours/templates/page.html:1:28
{% for a title %}{% endfor %}
错误[template]: 模板出错：这里是 名字，应当是 in
 --> themes/ours/templates/page.html:1:10
{% endif %}
错误[template]: 模板出错：没有这个标签，或者前面没有和它配对的开头
 --> themes/ours/templates/page.html:1:4
{% foo %}
错误[template]: 模板出错：没有这个标签，或者前面没有和它配对的开头
 --> themes/ours/templates/page.html:1:4
{% break %}
错误[template]: 模板出错：break 只能写在 for 里面
 --> themes/ours/templates/page.html:1:4
{% set %}
错误[template]: 模板出错：这里是 %}，应当是 名字
 --> themes/ours/templates/page.html:1:8
{% set true = 1 %}
错误[template]: 模板出错：这里是 bool，应当是 名字
 --> themes/ours/templates/page.html:1:8
{% block a %}{% endblock %}{% block a %}{% endblock %}
错误[template]: 模板出错：block“a”写了两遍
 --> themes/ours/templates/page.html:1:37
{% block %}{% endblock %}
错误[template]: 模板出错：这里是 %}，应当是 名字
 --> themes/ours/templates/page.html:1:10
{% extends "base.html" %}{% extends "base.html" %}
错误[template]: 模板出错：extends 写了两遍，前一个是“base.html”
 --> themes/ours/templates/page.html:1:37
{% extends "base.html" %}首页
错误[template]: 模板出错：有 extends 的模板里，block 外面的内容不会显示
 --> themes/ours/templates/page.html:1:26
{% raw %}
错误[template]: 模板出错：raw 后面没有 endraw
 --> themes/ours/templates/page.html:1:1
{{ now() }}
错误[template]: 模板出错：没有“now”这个函数
 --> themes/ours/templates/page.html:1:4
{{ title is zhongwen }}
错误[template]: 模板出错：没有“zhongwen”这个判断
 --> themes/ours/templates/page.html:1:13
{{ <card /> }}
错误[template]: 模板出错：没有“card”这个组件
 --> themes/ours/templates/page.html:1:4
{{ title + 1 }}
错误[template]: 模板出错：“+”的两边都要是数字，这里是“string”和“i64”
 --> themes/ours/templates/page.html:1:4
{{ 1 / 0 }}
错误[template]: 模板出错：不能除以 0
 --> themes/ours/templates/page.html:1:8
{{ 1 < title }}
错误[template]: 模板出错：“i64”和“string”不能比较
 --> themes/ours/templates/page.html:1:4
{{ title | replace(from="a") }}
错误[template]: 模板出错：少写了参数“to”
 --> themes/ours/templates/page.html:1:12
{{ title | round }}
错误[template]: 模板出错：这里要“f64”，给的是“string”
 --> themes/ours/templates/page.html:1:4
{{ title.a.b }}
错误[template]: 模板出错：没有“a”这个字段
 --> themes/ours/templates/page.html:1:10
{{ updated.text }}
错误[template]: 模板出错：没有“text”这个字段
 --> themes/ours/templates/page.html:1:12
{% for a in 1 %}{% endfor %}
错误[template]: 模板出错：“i64”不能用 for 一个一个取
 --> themes/ours/templates/page.html:1:13
{% for k, v in [1] %}{% endfor %}
错误[template]: 模板出错：“array”没有键和值，for 后面只能写一个名字
 --> themes/ours/templates/page.html:1:16
{% for a in [1] %}{{ loop.foo }}{% endfor %}
错误[template]: 模板出错：loop 没有“foo”，只有 index、index0、first、last、length
 --> themes/ours/templates/page.html:1:27
{{ page[1:2] }}
错误[template]: 模板出错：“map/struct”不能截取一段
 --> themes/ours/templates/page.html:1:4
{{ super() }}
错误[template]: 模板出错：super() 只能写在 block 里面
 --> themes/ours/templates/page.html:1:4
{{ {[1]: 2} }}
错误[template]: 模板出错：这里是 [，应当是 ...、a string、an integer or a bool
 --> themes/ours/templates/page.html:1:5

"#]],
    );
}
