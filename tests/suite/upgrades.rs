//! A site or a theme that was written for another version of banbao: what it is told, and that the table of changes is
//! what tells it.

use std::path::Path;

use banbao::changes::{self, CHANGES, Change, What};
use snapbox::str;

use crate::project::{Project, copy};

/// The site, with a theme of its own that says for which banbao it was made.
fn site(version: &str) -> Project {
    Project::with("content/site.yaml", "title: 试验板报\ntheme: ours\n")
        .write("themes/ours/theme.yaml", format!("name: ours\nextends: banbao\n{version}"))
}

/// The same with this article.html.
fn article(version: &str, text: &str) -> Project {
    site(version).write("themes/ours/templates/article.html", text)
}

/// What `build` says, without the closing lines.
fn told(project: Project) -> String {
    project.build().last().stderr.clone()
}

/// Every row: what uses the old form is told of it by name, with what the row says is to be done; what uses the new one,
/// or says that it was made for this version, is not.
#[test]
fn every_row_of_the_table_is_told() {
    for change @ Change { what, old, new, how, since } in CHANGES {
        let (uses, is_new) = match what {
            What::Variable(template) => {
                let template = template.unwrap_or("home.html");
                let uses = |path: &str| match path.split_once("[].") {
                    Some((list, field)) => format!("{{% for entry in {list} %}}{{% if entry.{field} %}}x{{% endif %}}{{% endfor %}}"),
                    None => format!("{{% if {path} %}}x{{% endif %}}"),
                };
                let file = format!("themes/ours/templates/{template}");
                (site("").write(&file, uses(old)), new.map(|new| site("").write(&file, uses(new))))
            }
            What::Block => {
                let file = "themes/ours/templates/page.html";
                let uses = |block: &str| format!("{{% extends \"base.html\" %}}{{% block {block} %}}x{{% endblock %}}");
                (site("").write(file, uses(old)), new.map(|new| site("").write(file, uses(new))))
            }
            What::Template => (article("", &format!("{{% include \"{old}\" %}}")), None),
            What::Meaning("theme") => (site(&format!("{old}: 99.0\n")), None),
            What::Field(table) | What::Meaning(table) => panic!("a way to try {change:?}, of {table}"),
        };
        let said = told(uses);
        for part in [*old, how.zh].into_iter().chain(Some(since.to_string().as_str()).filter(|_| !matches!(what, What::Meaning(_)))) {
            let named = part.rsplit("[].").next().unwrap_or(part);
            assert!(said.contains(named), "{change:?}: {named} is missing in\n{said}");
        }
        if let Some(project) = is_new {
            let said = told(project);
            assert!(!said.contains("outdated-template"), "{change:?}:\n{said}");
        }
    }
}

/// A new name is there: the table sends nobody to what does not exist.
#[test]
fn what_the_table_says_to_write_exists() {
    let views = banbao::command::schema::views();
    for Change { what, old, new, .. } in CHANGES {
        match (what, new) {
            (What::Variable(_), Some(new)) => assert!(views.contains(&format!("| `{new}` |")), "{new}"),
            (What::Field(table), Some(new)) => {
                let table = banbao::field::tables().find(|of| of.name == *table).expect("a table");
                assert!(table.row(new).is_some() && table.row(old).is_none(), "{new}");
            }
            (What::Block, Some(new)) => {
                let base =
                    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/banbao/templates/base.html")).expect("base");
                assert!(base.contains(&format!("{{% block {new} ")) && !base.contains(&format!("block {old} ")), "{new}");
            }
            _ => {}
        }
    }
}

/// A theme made of a copy of the first version's templates, as it lay in this repository on 24 November 2026.
#[test]
fn a_theme_copied_from_the_first_version() {
    let project = site("");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/themes/0.1.0"), &project.path("themes/ours"));
    project.build().code(1).said(str![[r#"
错误[outdated-template]: 模板里的“article.communities”从 banbao 0.2.0 起没有了
  --> themes/ours/templates/article.html:16:8
   |
16 | {%- if article.communities or article.programs %}
   |        ^^^^^^^^^^^^^^^^^^^
   |
   = 提示: 写成 communities。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

错误[outdated-template]: 模板里的“article.programs”从 banbao 0.2.0 起没有了
  --> themes/ours/templates/article.html:16:31
   |
16 | {%- if article.communities or article.programs %}
   |                               ^^^^^^^^^^^^^^^^
   |
   = 提示: 写成 programs。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

错误[outdated-template]: 模板里的“article.cover”从 banbao 0.2.0 起没有了
  --> themes/ours/templates/article.html:29:8
   |
29 | {%- if article.cover %}
   |        ^^^^^^^^^^^^^
   |
   = 提示: 写成 cover。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

错误[outdated-template]: 模板里的“article.contents”从 banbao 0.2.0 起没有了
  --> themes/ours/templates/article.html:32:8
   |
32 | {%- if article.contents %}
   |        ^^^^^^^^^^^^^^^^
   |
   = 提示: 写成 contents。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

错误[outdated-template]: 模板里的“article.tags”从 banbao 0.2.0 起没有了
  --> themes/ours/templates/article.html:42:8
   |
42 | {%- if article.tags or article.issues %}
   |        ^^^^^^^^^^^^
   |
   = 提示: 写成 tags。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

错误[outdated-template]: 模板里的“article.issues”从 banbao 0.2.0 起没有了
  --> themes/ours/templates/article.html:42:24
   |
42 | {%- if article.tags or article.issues %}
   |                        ^^^^^^^^^^^^^^
   |
   = 提示: 写成 issues。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

错误[outdated-template]: 模板里的“article.older”从 banbao 0.2.0 起没有了
  --> themes/ours/templates/article.html:49:8
   |
49 | {%- if article.older or article.newer %}
   |        ^^^^^^^^^^^^^
   |
   = 提示: 写成 older。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

错误[outdated-template]: 模板里的“article.newer”从 banbao 0.2.0 起没有了
  --> themes/ours/templates/article.html:49:25
   |
49 | {%- if article.older or article.newer %}
   |                         ^^^^^^^^^^^^^
   |
   = 提示: 写成 newer。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

错误[outdated-template]: 模板里的“article.related”从 banbao 0.2.0 起没有了
  --> themes/ours/templates/article.html:55:8
   |
55 | {%- if article.related %}
   |        ^^^^^^^^^^^^^^^
   |
   = 提示: 写成 related。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

错误[outdated-template]: 模板里的“page.feed”从 banbao 0.2.0 起没有了
  --> themes/ours/templates/base.html:32:8
   |
32 | {%- if page.feed %}
   |        ^^^^^^^^^
   |
   = 提示: 全站的写 site.links.feed，一个社区或项目的在 term.html 里写 term.feed。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

错误[outdated-template]: 模板里的“item.current”从 banbao 0.2.0 起没有了
  --> themes/ours/templates/base.html:57:31
   |
57 | <a href="{{ item.url }}"{% if item.current %} aria-current="{{ "page" if item.url == page.
   |                               ^^^^^^^^^^^^
   |
   = 提示: 拿这一项的 url 和 page.menu_url 比，或写 {{ site.pieces.menu | current(entry=page.menu_url, url=page.url) }}。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

没有写任何文件：先改好上面的问题
成功 0 篇，错误 11，警告 0，用时 [TIME] 秒

"#]]).built_no(&["index.html"]);
}

#[test]
fn a_renamed_variable_that_would_vanish_without_a_word() {
    article(
        "version: 0.1.0\n",
        "<h1>{{ article.title }}</h1>\n{% if article.cover %}<img src=\"{{ article.cover.url }}\" alt=\"\">{% endif %}\n",
    )
    .build()
    .code(1)
    .said(str![[r#"
错误[outdated-template]: 模板里的“article.cover”从 banbao 0.2.0 起没有了
 --> themes/ours/templates/article.html:2:7
  |
2 | {% if article.cover %}<img src="{{ article.cover.url }}" alt="">{% endif %}
  |       ^^^^^^^^^^^^^
  |
  = 提示: 写成 cover。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]])
    .built_no(&["index.html"])
    .strict_changes_nothing();
}

/// The site that is there stays: nothing is published with something missing.
#[test]
fn the_site_that_is_there_stays() {
    article("", "<h1>{{ article.title }}</h1>")
        .build()
        .code(0)
        .write("themes/ours/templates/article.html", "<h1>{{ article.title }}</h1>{% for tag in article.tags %}{{ tag.name }}{% endfor %}")
        .build()
        .code(1)
        .rewrote(&[]);
}

/// Names of the template's own are no variables of ours.
#[test]
fn what_only_looks_old_is_not_told() {
    for text in [
        "{% for article in related %}{% if article.cover %}x{% endif %}{% endfor %}",
        "{# article.cover #}{{ \"article.cover\" }} article.cover {% raw %}{{ article.cover }}{% endraw %}",
        "{% if article.covers %}x{% endif %}{% if my_article.cover %}x{% endif %}",
        "{% block search %}x{% endblock %}",
    ] {
        let said = told(article("", text));
        assert!(!said.contains("outdated-template"), "{text}:\n{said}");
    }
    // Whoever says that it was made for this version is believed.
    let said = told(article("version: 0.2.0\n", "{% if article.cover %}x{% endif %}"));
    assert!(!said.contains("outdated-template"), "{said}");
}

/// Under another name it is the same variable.
#[test]
fn an_old_variable_under_another_name() {
    for text in [
        "{% set a = article %}{% if a.cover %}x{% endif %}",
        "{% if article[\"cover\"].url %}x{% endif %}",
        "{% for c in article.contents %}{{ c.id }}{% endfor %}",
    ] {
        let said = told(article("", text));
        assert!(said.contains("outdated-template"), "{text}:\n{said}");
    }
}

/// A block that the theme's own base has is no old one; a template that the theme still includes neither.
#[test]
fn what_the_theme_has_itself() {
    let project = site("")
        .write(
            "themes/ours/templates/base.html",
            "{% block head %}{% endblock %}{% block top %}{% endblock %}{% block search %}{% endblock %}{% block main %}{% endblock %}",
        )
        .write("themes/ours/templates/page.html", "{% extends \"base.html\" %}{% block search %}x{% endblock %}")
        .write("themes/ours/templates/parts/card.html", "{{ card.title }}")
        .write("themes/ours/templates/news.html", "{% for card in articles %}{% include \"parts/card.html\" %}{% endfor %}");
    project.build().code(0).holds("news/index.html", "标题");
}

/// One that nobody includes any more would be changed in vain.
#[test]
fn a_template_that_nobody_includes() {
    site("").write("themes/ours/templates/parts/card.html", "{{ card.title }}").build().code(1).said(str![[r#"
错误[outdated-template]: 模板“parts/card.html”从 banbao 0.2.0 起没有谁用了
--> themes/ours/templates/parts/card.html
 = 提示: 列表写成 {{ articles | each(html='<article class="card">{body}') }}，一篇的样子在 card/body.html 里改。如果都改好了，在 theme.yaml 里写 version: 0.2.0，就不再查旧写法

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]]);
}

#[test]
fn a_theme_for_a_newer_banbao() {
    site("version: 7.1\n").tells(
        0,
        str![[r#"
警告[newer-version]: 这个主题要 banbao 7.1，这里是 0.2.0
 --> themes/ours/theme.yaml:3:10
  |
3 | version: 7.1
  |          ^^^
  |
  = 提示: 更新 banbao。theme.yaml 的 version 写的是给哪个版本的 banbao 做的，不是主题自己的版本

成功 1 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    );
}

/// The theme's own version, as the field was meant until 0.2.0.
#[test]
fn a_theme_with_a_version_of_its_own_kind() {
    site("version: 2024a\n").tells(
        0,
        str![[r#"
警告[newer-version]: 这个主题要 banbao 2024a，这里是 0.2.0
 --> themes/ours/theme.yaml:3:10
  |
3 | version: 2024a
  |          ^^^^^
  |
  = 提示: 更新 banbao。theme.yaml 的 version 写的是给哪个版本的 banbao 做的，不是主题自己的版本

成功 1 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
    );
}

/// Nothing is wrong with an older site, and nothing is said; its theme, which says nothing, is as old.
#[test]
fn a_site_for_an_older_banbao() {
    Project::with("content/site.yaml", "title: 试验板报\nversion: 0.1\n").build().code(0).said(str![[r#"
成功 1 篇，错误 0，警告 0，用时 [TIME] 秒

"#]]);
    let theme = |version: &str| {
        let project = article("", "{% if article.cover %}x{% endif %}");
        told(project.write("content/site.yaml", format!("title: 试验板报\ntheme: ours\nversion: {version}\n")))
    };
    assert!(theme("0.1").contains("outdated-template"));
    assert!(!theme("0.2").contains("outdated-template"));
}

/// The program's own files name the program's own version.
#[test]
fn the_default_theme_and_a_new_site_are_of_this_version() {
    let here = env!("CARGO_PKG_VERSION");
    let theme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/banbao/theme.yaml")).expect("theme.yaml");
    assert!(theme.contains(&format!("version: {here}\n")), "{theme}");
    for lang in ["zh", "en"] {
        let project = Project::new().after(&["--lang", lang, "init", "new"]);
        let yaml = std::fs::read_to_string(project.path("new/content/site.yaml")).expect("site.yaml");
        assert!(yaml.contains(&format!("\nversion: {here}\n")), "{yaml}");
    }
}

#[test]
fn the_table_is_printed() {
    let printed = Project::new().run(["schema", "changes"]).stdout;
    assert_eq!(printed, changes::markdown());
    for change in CHANGES {
        assert!(printed.contains(&format!("| `{}` |", change.old)), "{change:?}");
    }
}
