//! What the fields of a file may say.

use crate::note::code::codes;

codes! {
    "unknown-field" {
        [file "content/2024/08/a.md" "---\ntitel: 停水\ndate: 2024-08-13\n---\n"]
        Error unknown_field(name) "没有“{name}”这个字段", "there is no field `{name}`";
        + did_you_mean_chinese(near, field) "是不是“{near}”？写成：{field}:", "did you mean `{near}`? write: {field}:";
        + called_here(zh, en) "这里叫 {zh}", "here it is called {en}";
        + no_such_field() "banbao 不用这一项，删掉这一行", "banbao has nothing of the kind; remove the line";
        + known_fields(zh, en) "可以用的字段：{zh}", "known fields: {en}";
    }
    "not-yet" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\naudio: langdu.mp3\n---\n"]
        Advice not_yet(key) "{key} 已经记下，这一版的网站还不显示", "{key} is kept; this version does not show it yet";
    }
    "chinese-field" {
        [file "content/2024/08/a.md" "---\n标题: 停水\ndate: 2024-08-13\n---\n"]
        Warning chinese_field(written, name) "字段名用了中文“{written}”，已当作 {name}", "the field name `{written}` was read as `{name}`"
            => "写成：{name}:", "write: {name}:";
    }
    "duplicate-field" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\n标题: 停水\ndate: 2024-08-13\n---\n"]
        Error same_field(written, name) "“{written}”和“{name}”是同一个字段，写了两遍", "`{written}` and `{name}` are the same field, written twice"
            => "只留 {name}", "keep {name} only";
        Error duplicate_field() "这个字段写了两遍", "this field is written twice"
            => "只留一行", "keep one of the lines";
    }
    "wrong-type" {
        [file "content/2024/08/a.md" "---\ntitle: [停水, 通知]\ndate: 2024-08-13\n---\n"]
        Error wrong_type(key, zh, en, example_zh, example_en) "“{key}”应当是{zh}", "`{key}` must be {en}"
            => "像这样写：{key}: {example_zh}", "write it like this: {key}: {example_en}";
    }
    "bad-value" {
        [file "content/issues/2.md" "---\nnumber: 0\ndate: 2024-08-16\n---\n"]
        Error bad_issue_number(number) "没有第 {number} 期", "there is no issue {number}"
            => "写 1 或更大的整数，例如 number: 12", "write a whole number from 1, for example number: 12";
        Error bad_choice(key, text, list) "“{key}”不能是“{text}”", "`{key}` cannot be `{text}`"
            => "可以写：{list}", "one of: {list}";
        Error bad_number(key, number, low, high) "“{key}”不能是 {number}", "`{key}` cannot be {number}"
            => "写 {low} 到 {high} 之间的整数", "write a whole number from {low} to {high}";
        Error bad_version(here) "version 应当像 {here} 这样", "version must look like {here}"
            => "写成：version: \"{here}\"，或删掉这一行", "write: version: \"{here}\", or remove the line";
    }
    "bad-date" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-13-45\n---\n"]
        Error bad_date(zh, en) "{zh}", "{en}";
        Error no_day(text) "“{text}”没有写哪一天", "`{text}` names no day";
        + write_date(key, example) "像这样写：{key}: {example}", "write it like this: {key}: {example}";
        + write_period(key) "像这样写：{key}: 2024-08-13，或 2024-08、2024", "write it like this: {key}: 2024-08-13, or 2024-08, or 2024";
        + maybe_date(key, date) "如果是这一天，写成：{key}: {date}", "if this day is meant, write: {key}: {date}";
        + which_date(key, one, other) "按年、月、日的次序写：{key}: {one}，还是 {key}: {other}", "write year, month, day: {key}: {one}, or {key}: {other}";
        + write_pin() "一直置顶写 pin: true，到某一天为止写 pin: 2024-08-20", "write pin: true to pin it for good, or the last day: pin: 2024-08-20";
    }
    "date-supposed" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 8月13日\n---\n"]
        Warning year_supposed(text, key, date) "“{text}”没有写年份，按文件夹或文件的名字读作 {date}", "`{text}` has no year; after the name of the folder or file it was read as {date}"
            => "写成：{key}: {date}", "write: {key}: {date}";
        Warning year_of_neighbours(text, key, date) "“{text}”没有写年份，按同一个文件夹里别的稿件读作 {date}", "`{text}` has no year; after the other articles of the folder it was read as {date}"
            => "写成：{key}: {date}", "write: {key}: {date}";
        Warning day_supposed(text, key, date) "“{text}”没有写哪一天，读作 {date}", "`{text}` names no day; it was read as {date}"
            => "写上日子，像这样：{key}: {date}", "write the day, like this: {key}: {date}";
        Advice late_hour(text, key, date) "“{text}”读作 {date}，是第二天", "`{text}` was read as {date}, which is the next day"
            => "写成：{key}: {date}", "write: {key}: {date}";
    }
    "list-as-text" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\ntags: 通知、供水\n---\n"]
        Warning list_as_text(key, items) "“{key}”写了几个名字，已按顿号和逗号分开", "`{key}` names several; they were taken apart at the commas"
            => "写成：{key}: [{items}]", "write: {key}: [{items}]";
    }
    "too-many" {
        [when "“tags”一次写了五千个名字", "`tags` lists five thousand names"]
        Error too_many(key, count, most) "“{key}”一次写了 {count} 个，最多 {most} 个", "`{key}` lists {count}; at most {most} are taken"
            => "只留最要紧的几个", "keep the few that matter";
    }
    "byline" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\nauthor: 文/徐叶婷 图/王丹\n---\n"]
        Advice byline_read(text, roles) "“{text}”按分工读作 {roles}", "`{text}` was read by role as {roles}"
            => "写成：author: {roles}", "write: author: {roles}";
        Advice byline_in_braces(roles) "花括号里用了中文的冒号和逗号，已读作 {roles}", "the braces hold full-width colons and commas; they were read as {roles}"
            => "写成：author: {roles}", "write: author: {roles}";
        Warning byline_unsure(text) "“{text}”像是几个人的署名，拿不准怎么读，当作一个名字原样印出", "`{text}` looks like a byline of several; it is not clear how to read it, and it is printed as one name";
        + by_role(roles) "如果是这样，写成：author: {roles}", "if this is meant, write: author: {roles}";
        + write_by_role() "按分工写，像这样：author: {{文: 徐叶婷, 图: 王丹}}", "write it by role, like this: author: {{文: 徐叶婷, 图: 王丹}}";
    }
    "one-name" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\nauthor: 王丹 徐晓安\n---\n"]
        Advice names_apart(name, items) "“{name}”都是登记过的名字，已分开", "all names in `{name}` are registered; they were taken apart"
            => "写成：[{items}]", "write: [{items}]";
        Advice one_name(name, items) "“{name}”当作一个名字", "`{name}` was taken as one name"
            => "如果是几个，写成：[{items}]", "if it is several, write: [{items}]";
    }
    "hidden-character" {
        [file "content/2024/08/a.md" "---\ntitle: 停\u{200b}水\ndate: 2024-08-13\n---\n"]
        Warning hidden_character(code) "这里有看不见的控制字符（{code}），已去掉", "there is an invisible control character ({code}); it was taken out"
            => "把这一行删掉重新打一遍", "delete this line and type it again";
    }
    "missing-title" {
        [file "content/2024/08/a.md" "---\ndate: 2024-08-13\n---\n"]
        Error missing_title() "没有标题", "the title is missing";
        Error missing_site_title() "site.yaml 里没有 title（站名）", "site.yaml has no title"
            => "加一行：title: 某某社区板报", "add a line: title: Our bulletin";
        + fill_in(zh, en) "在这一行的冒号后面写上，像这样：{zh}", "write it after the colon, like this: {en}";
        + add_line(zh, en) "在 --- 之间加一行：{zh}", "add a line between the --- lines: {en}";
    }
    "missing-date" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\n---\n"]
        Error missing_date() "没有日期", "the date is missing";
    }
    "missing-name" {
        [file "content/communities/a.md" "---\norder: 3\n---\n"]
        Error missing_name() "没有名称", "the name is missing";
    }
    "missing-field" {
        [file "content/issues/2.md" "---\ndate: 2024-08-16\n---\n"]
        Error missing_within(field, key, example) "“{field}”里没有写 {key}", "`{field}` has no {key}"
            => "加上 {key}，像这样：{key}: {example}", "add {key}, like this: {key}: {example}";
        Error missing_of_issue(key) "这一期没有写 {key}", "the issue has no {key}";
    }
    "long-title" {
        [when "标题超过 200 个字", "a title of more than 200 characters"]
        Warning long_title(length, most) "标题太长：{length} 个字，最多 {most} 个", "the title is too long: {length} characters, at most {most}"
            => "标题写短一些，其余放进 summary 或正文", "shorten it; put the rest into summary or the text";
        Error text_as_title(length, most) "标题太长：{length} 个字，最多 {most} 个", "the title is too long: {length} characters, at most {most}"
            => "标题写短一些，其余放进 summary 或正文", "shorten it; put the rest into summary or the text";
    }
    "expires-too-early" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\nexpires: 2024-08-01\n---\n"]
        Error expires_too_early() "到期（expires）不晚于稿件的日期，这篇稿件永远不会列出", "expires is not after the article's own date: it would never be listed"
            => "把 expires 改到 date 和 publish 之后", "move expires after date and publish";
    }
    "urgent-too-short" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\nurgent: 2024-08-01\n---\n"]
        Error urgent_too_short() "紧急通知还没有开始就结束了，永远不会登出来", "the urgent notice ends before it begins: it would never be shown"
            => "把结束的时间改到开始以后", "move its end after its beginning";
    }
    "unknown-role" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\nauthor: {画: 王丹}\n---\n"]
        Warning unknown_role(name) "“{name}”不是常用的署名方式", "`{name}` is not a usual role of a byline";
        + usual_roles(zh, en) "常用的有：{zh}", "usual ones: {en}";
    }
    "empty-tag" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\ntags: [通知, ！！]\n---\n"]
        Warning empty_tag(name) "标签“{name}”里没有字，已略过", "the tag `{name}` holds no letter; it was left out"
            => "删掉它，或写一个词", "remove it, or write a word";
    }
    "bad-alias" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\naliases: [旧闻]\n---\n"]
        Error bad_alias(text) "旧地址“{text}”写得不对", "the former address `{text}` cannot be used"
            => "从斜杠开始写，只用小写字母、数字、短横线和斜杠，例如 /2023/05/jiedao/",
               "begin with a slash; use a-z, 0-9, hyphens and slashes, for example /2023/05/news/";
    }
    "bad-id" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\nid: 停水通知\n---\n"]
        Error bad_id(id) "id“{id}”里有不能用的字符", "the id `{id}` holds characters that are not allowed"
            => "只用小写英文字母、数字和中间的短横线，例如 id: laji-fenlei", "use a-z, 0-9 and hyphens between them, for example id: sorting-day";
        Error long_id(length, most) "id 太长：{length} 个字符，最多 {most} 个", "the id is too long: {length} characters, at most {most}"
            => "写短一些", "make it shorter";
        Error reserved_id(id) "“{id}”是 Windows 保留的名字，不能作 id", "`{id}` is a reserved name of Windows and cannot be an id"
            => "换一个 id，例如 {id}-1", "choose another, for example {id}-1";
    }
    "bad-name" {
        [file "content/2024/08/con.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n"]
        Error bad_name(file) "文件名“{file}”不能作地址", "the file name `{file}` cannot become an address"
            => "换一个文件名，或在开头的设置里写 id: 例如 id: laji-fenlei", "rename the file, or write an id, for example id: sorting-day";
    }
    "no-community" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n"]
        Warning no_community() "没有写社区，这篇稿件不会出现在任何社区的页面上", "no community: the article will not stand on any community's page"
            => "加一行：community: 某某社区；本来就不属于哪个社区，写 community: 无", "add a line: community: Name; if it belongs to none, community: none";
    }
    "no-author" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n"]
        Warning no_author() "没有写作者", "no author"
            => "加一行：author: 姓名", "add a line: author: Name";
    }
    "bad-base-url" {
        [file "content/site.yaml" "title: 板报\nbase_url: example.org\n"]
        Error bad_base_url(text) "“{text}”不是网址", "`{text}` is not a web address"
            => "写成：base_url: https://example.org/", "write: base_url: https://example.org/";
    }
    "bad-time-zone" {
        [file "content/site.yaml" "title: 板报\ntime_zone: 北京\n"]
        Error bad_time_zone(text) "没有“{text}”这个时区", "there is no time zone `{text}`"
            => "写成：time_zone: Asia/Shanghai", "write: time_zone: Asia/Shanghai";
    }
    "old-field" {
        [when "用了以前版本的字段名", "a field is written as an earlier version called it"]
        Warning renamed_field(old, new, since) "“{old}”从 banbao {since} 起叫 {new}，已当作 {new}", "`{old}` is called `{new}` since banbao {since} and was read as that"
            => "写成：{new}:", "write: {new}:";
        Warning dropped_field(old, since) "“{old}”从 banbao {since} 起没有用了", "`{old}` has no effect since banbao {since}";
        + instead(zh, en) "{zh}", "{en}";
    }
    "newer-version" {
        [file "content/site.yaml" "title: 板报\nversion: \"99.0\"\n"]
        Warning newer_version(wanted, here) "这个站点是给 banbao {wanted} 写的，比这里的 {here} 新",
            "the site was written for banbao {wanted}, which is newer than this one, {here}"
            => "更新 banbao", "update banbao";
        Warning newer_theme(wanted, here) "这个主题要 banbao {wanted}，这里是 {here}", "the theme asks for banbao {wanted}; this is {here}";
        + update_or(zh, en) "更新 banbao。{zh}", "update banbao. {en}";
    }
}
