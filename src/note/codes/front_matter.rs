//! What the block of fields may say: its fences, its YAML, and what input methods make of both (E2).

use crate::note::code::codes;

codes! {
    "no-front-matter" {
        [file "content/2024/08/a.md" "明天停水。\n"]
        Error no_front_matter() "文件开头没有设置（用 --- 围起来的标题、日期等）", "the file has no front matter (title, date … between --- lines)"
            => "在文件最上面写：---（换行）title: 标题（换行）date: 2024-08-13（换行）---",
               "begin the file with: --- / title: Headline / date: 2024-08-13 / ---";
        Error no_opening_fence() "开头的设置要用两行 --- 围起来，这里上面没有", "the fields must stand between two --- lines; the first is missing"
            => "在这一行上面加一行 ---，在最后一个字段下面也加一行 ---", "add a line --- above this one, and another below the last field";
    }
    "toml" {
        [file "content/2024/08/a.md" "+++\ntitle = \"停水\"\n+++\n"]
        Error toml() "开头的设置是 TOML（+++），这里要用 YAML（---）", "the front matter is TOML (+++); it must be YAML (---)"
            => "在文件最上面写：---（换行）title: 标题（换行）date: 2024-08-13（换行）---",
               "begin the file with: --- / title: Headline / date: 2024-08-13 / ---";
    }
    "unclosed-front-matter" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n\n明天停水。\n"]
        Error unclosed_front_matter() "开头的设置没有收尾：找不到第二行 ---", "the front matter is not closed: there is no second ---"
            => "在最后一个字段下面加一行 ---", "add a line --- below the last field";
        Warning closed_by_guess() "开头的设置没有用 --- 收尾，已当作到这一行为止", "the front matter is not closed by ---; it was taken to end with this line"
            => "在这一行下面加一行 ---", "add a line --- below this line";
    }
    "second-article" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n明天停水。\n\n---\ntitle: 来水\ndate: 2024-08-14\n---\n来水了。\n"]
        Error second_article(first, second, from, to, file) "这个文件里有两篇稿件：“{first}”，和从第 {from} 行开始的“{second}”", "the file holds two articles: `{first}`, and `{second}` from line {from}"
            => "一个文件放一篇：把第 {from}–{to} 行剪下来，存成 {file}", "one file for each: cut out lines {from}-{to} and save them as {file}";
    }
    "fullwidth-dashes" {
        [file "content/2024/08/a.md" "———\ntitle: 停水\ndate: 2024-08-13\n———\n"]
        Warning fullwidth_dashes() "分隔线用了别的横线", "the separator is written with other dashes"
            => "写成三个英文减号：---", "write three hyphens: ---";
        Warning indented_fence() "分隔线 --- 前面有空格", "there are blanks before the separator ---"
            => "让 --- 从行首写起", "begin the line with ---";
    }
    "indent" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\ntags:\n\t- 通知\n---\n"]
        Warning indent() "行首用了全角空格或制表符缩进，已当作两个空格", "the line is indented with a tab or a full-width space; read as two spaces"
            => "行首只用英文空格", "indent with plain spaces";
    }
    "fullwidth-colon" {
        [file "content/2024/08/a.md" "---\ntitle：停水\ndate: 2024-08-13\n---\n"]
        Warning fullwidth_colon(written, key, text) "“{written}”后面是中文冒号", "a full-width colon follows `{written}`"
            => "用英文冒号加一个空格，写成：{key}: {text}", "use a colon and a space: {key}: {text}";
        Warning other_colon(written, mark, key, text) "“{written}”后面应当是英文冒号，这里写的是“{mark}”", "a colon should follow `{written}`, not `{mark}`"
            => "用英文冒号加一个空格，写成：{key}: {text}", "use a colon and a space: {key}: {text}";
    }
    "fullwidth-space" {
        [file "content/2024/08/a.md" "---\ntitle:　停水\ndate: 2024-08-13\n---\n"]
        Warning fullwidth_space(written, key, text) "“{written}:”后面是全角空格", "a full-width space follows `{written}:`"
            => "换成英文空格，写成：{key}: {text}", "use a plain space: {key}: {text}";
    }
    "missing-space" {
        [file "content/2024/08/a.md" "---\ntitle:停水\ndate: 2024-08-13\n---\n"]
        Warning missing_space(written, key, text) "“{written}:”后面少了一个空格", "a space is missing after `{written}:`"
            => "写成：{key}: {text}", "write: {key}: {text}";
        Warning dash_without_space(text) "“-”后面少了一个空格", "a space is missing after `-`"
            => "写成：- {text}", "write: - {text}";
    }
    "curly-quotes" {
        [file "content/2024/08/a.md" "---\ntitle: “停水”\ndate: 2024-08-13\n---\n"]
        Warning curly_quotes(field, inner) "整段文字用了中文引号，已当作 YAML 的引号去掉", "the whole text stands in Chinese quotes; they were read as YAML quotes"
            => "不要引号就删掉它；要印出引号，写成：{field} '“{inner}”'", "remove them, or write {field} '“{inner}”' to keep them";
    }
    "fullwidth-list" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\ntags: [通知，供水]\n---\n"]
        Warning fullwidth_list(items) "列表里用了中文的逗号、引号或括号", "the list is written with full-width commas, quotes or brackets"
            => "写成：[{items}]", "write: [{items}]";
        Warning dashed_list(items) "写在同一行的名字前面用了“-”", "names on the line of their field have a `-` before them"
            => "写成：{items}", "write: {items}";
    }
    "needs-quotes" {
        [file "content/2024/08/a.md" "---\ntitle: 通知: 停水\ndate: 2024-08-13\n---\n"]
        Warning needs_quotes(mark, field, quoted) "文字里的 {mark} 在这里是记号，整段文字要用英文引号括起来", "`{mark}` is a mark of YAML here; the text must be quoted"
            => "写成：{field} {quoted}", "write: {field} {quoted}";
    }
    "yaml" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\n明天停水\ndate: 2024-08-13\n---\n"]
        Error no_colon() "这一行不是“字段: 内容”", "this line is not of the form `field: value`"
            => "在字段名后面写英文冒号和一个空格；如果是正文，移到 --- 下面",
               "write a colon and a space after the field; if it is text, move it below the --- line";
        Error no_fields() "这里应当是“字段: 内容”这样的一行一项", "expected lines of the form `field: value`"
            => "例如：title: 标题", "for example: title: Headline";
        Error yaml(reason) "这里的写法 YAML 读不懂", "this is not valid YAML ({reason})"
            => "检查冒号后有没有空格、引号和方括号是不是成对、缩进是不是空格",
               "check that a space follows each colon, that quotes and brackets are paired, and that lines are indented with spaces";
    }
    "yaml-tab" {
        [file "content/site.yaml" "title: 板报\ntheme: mine\n"]
        [file "themes/mine/theme.yaml" "extends: banbao\nlanguages:\n\t- zh-Hans\n"]
        Error yaml_tab() "这里用了制表符（Tab）缩进", "a tab is used for indentation"
            => "把行首的 Tab 换成两个空格", "replace the tab at the start of the line with two spaces";
    }
    "yaml-indent" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\n  date: 2024-08-13\n---\n"]
        Error indented_too_far() "这一行往右缩进了，接不上前面的内容", "this line is indented and does not fit what is before it"
            => "删掉行首的空格，让字段名从头写起", "remove the spaces at its start, so that the field begins the line";
        Error uneven_indent() "这一行的缩进和上面的不齐", "this line is not indented like those above"
            => "同一级的几行，行首的空格要一样多", "lines of one level begin with the same number of spaces";
    }
    "yaml-colon" {
        [file "content/site.yaml" "title: 板报\ntheme: mine\n"]
        [file "themes/mine/theme.yaml" "name: 通知: 停水\nextends: banbao\n"]
        Error second_colon() "一行里有两个“冒号加空格”", "a second `: ` on one line"
            => "给冒号后面的文字加上引号，例如 title: \"通知: 停水\"", "put the text in quotes, for example title: \"Notice: no water\"";
    }
    "yaml-quote" {
        [file "content/2024/08/a.md" "---\ntitle: \"停水\ndate: 2024-08-13\n---\n"]
        Error unclosed_quote() "这个引号没有配成对", "this quote is not closed"
            => "在这段文字的末尾补上同样的引号，或删掉这一个", "close it at the end of the text, or remove it";
    }
    "yaml-bracket" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\ntags: [通知, 供水\n---\n"]
        Error unclosed_bracket() "这个括号没有配成对", "this bracket is not closed"
            => "在末尾补上另一半，例如 tags: [通知, 供水]", "close it, for example tags: [notice, water]";
    }
    "yaml-too-large" {
        [when "一段设置里括号或缩进套了几百层，或者用 & 和 * 反复引用", "brackets or indents nested hundreds deep, or a text repeated by & and *"]
        Error yaml_too_large() "这段设置太大，或者套得太深", "this block is too large or too deeply nested"
            => "只留需要的几行：去掉一层套一层的括号和缩进、重复引用（& 和 *）",
               "keep only the lines needed: no nested brackets or indents, no anchors and aliases (& and *)";
    }
}
