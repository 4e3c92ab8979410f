//! What a theme may say.

use crate::note::code::codes;

codes! {
    "unknown-theme" {
        [file "content/site.yaml" "title: 板报\ntheme: banbo\n"]
        Error unknown_theme(name) "没有叫“{name}”的主题", "there is no theme called `{name}`";
        + use_default_theme(name) "删掉 theme 这一行就用默认主题，或建一个文件夹 themes/{name}/",
            "remove the line `theme` to use the default theme, or make the folder themes/{name}/";
    }
    "theme-loop" {
        [file "content/site.yaml" "title: 板报\ntheme: mine\n"]
        [file "themes/mine/theme.yaml" "extends: mine\n"]
        Error theme_loop(name) "主题“{name}”绕回了自己", "the theme `{name}` extends itself"
            => "改 theme.yaml 里的 extends", "change `extends` in theme.yaml";
    }
    "missing-template" {
        [file "content/site.yaml" "title: 板报\ntheme: mine\n"]
        [file "themes/mine/theme.yaml" "name: mine\n"]
        Error missing_template(theme, zh, en) "主题“{theme}”缺少模板：{zh}", "the theme `{theme}` lacks templates: {en}"
            => "在 theme.yaml 里写一行 extends: banbao，缺少的就用默认主题的",
               "write `extends: banbao` in theme.yaml to take what is missing from the default theme";
    }
    "template" {
        [file "content/site.yaml" "title: 板报\ntheme: mine\n"]
        [file "themes/mine/theme.yaml" "extends: banbao\n"]
        [file "themes/mine/templates/article.html" "{{ aticle.title }}"]
        Error template_fails(zh, en) "模板出错：{zh}", "the template fails: {en}";
        Error template(reason) "模板出错，Tera 的原话是“{reason}”", "a template fails: {reason}";
        + see_schema() "可以用的变量见 banbao schema theme", "`banbao schema theme` lists what a template sees";
        + see_schema_as_said(reason) "Tera 的原话是“{reason}”；可以用的变量见 banbao schema theme", "`banbao schema theme` lists what a template sees";
    }
    "outdated-template" {
        [file "content/site.yaml" "title: 板报\ntheme: mine\n"]
        [file "themes/mine/theme.yaml" "extends: banbao\nversion: 0.1.0\n"]
        [file "themes/mine/templates/article.html" "{% if article.cover %}<img src=\"{{ article.cover.url }}\" alt=\"\">{% endif %}"]
        Error old_variable(old, since) "模板里的“{old}”从 banbao {since} 起没有了", "templates have no `{old}` since banbao {since}";
        Error old_block(old, since) "“{old}”这个 block 从 banbao {since} 起没有了", "there is no block `{old}` since banbao {since}";
        Error old_template(old, since) "模板“{old}”从 banbao {since} 起没有了", "there is no template `{old}` since banbao {since}";
        Error unused_template(old, since) "模板“{old}”从 banbao {since} 起没有谁用了", "no template includes `{old}` since banbao {since}";
        + write_new(zh, en, here) "{zh}。如果都改好了，在 theme.yaml 里写 version: {here}，就不再查旧写法",
            "{en}. If all is done, write version: {here} in theme.yaml, and old forms are no longer looked for";
    }
    "template-encoding" {
        [when "主题里的模板不是 UTF-8 编码", "a template of the theme is not UTF-8"]
        Error template_encoding() "模板不是 UTF-8 编码", "the template is not UTF-8"
            => "在编辑器里另存为 UTF-8", "save it as UTF-8";
    }
    "template-loop" {
        [file "content/site.yaml" "title: 板报\ntheme: mine\n"]
        [file "themes/mine/theme.yaml" "extends: banbao\n"]
        [file "themes/mine/templates/article.html" "{% extends \"mine/article.html\" %}"]
        Error template_loop(template) "模板“{template}”引用了自己", "the template `{template}` includes or extends itself"
            => "去掉绕回来的 extends 或 include", "remove the extends or include that leads back";
    }
    "template-missing" {
        [file "content/site.yaml" "title: 板报\ntheme: mine\n"]
        [file "themes/mine/theme.yaml" "extends: banbao\n"]
        [file "themes/mine/templates/article.html" "{% extends \"meiyou.html\" %}"]
        Error template_missing(parent) "找不到模板“{parent}”", "there is no template `{parent}`"
            => "看看 extends 后面的名字", "check the name after extends";
    }
    "template-budget" {
        [file "content/site.yaml" "title: 板报\ntheme: mine\n"]
        [file "themes/mine/theme.yaml" "extends: banbao\n"]
        [file "themes/mine/templates/article.html" "{% for a in range(end=9000) %}{% for b in range(end=9000) %}{% endfor %}{% endfor %}"]
        Error template_budget(template) "模板“{template}”做得太多，停下来了：循环太多次，或文字越接越长",
            "the template `{template}` does too much and was stopped: it loops too often, or a text grows and grows"
            => "看看 for、include 和 set 有没有绕在一起、越滚越大", "see whether its for, include and set multiply one another";
    }
}
