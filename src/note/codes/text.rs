//! What the Markdown of one file may say.

use crate::note::code::codes;

codes! {
    "raw-html" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n<div>明天停水</div>\n"]
        Warning raw_html() "正文里的 HTML 会原样显示成文字", "HTML in the text is shown as text"
            => "改用 Markdown 的写法，或删掉这个标签", "write it in Markdown, or remove the tag";
        Warning dropped_html(name) "正文里不能用“<{name}>”，已经去掉，里面的文字还在", "`<{name}>` is not allowed in a text; it was taken out, the text in it stays"
            => "改用 Markdown 的写法；要显示这几个字符，写成 `<{name}>`", "write it in Markdown; to show these characters, write `<{name}>`";
        Warning dropped_content(name) "正文里不能用“<{name}”，连同里面的内容都没有显示", "`<{name}` is not allowed in a text; it is not shown, nor what is in it"
            => "删掉它；要显示出来，前后各写一行 ```", "remove it; to show it, put ``` before and after";
    }
    "local-path" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n![水管](C:/图/shuiguan.jpg)\n"]
        Error local_path(url, file) "“{url}”是您电脑里的位置，别人打不开", "`{url}` is a place on your own computer; nobody else can open it"
            => "把这个文件放到稿件旁边，这里只写文件名：{file}", "put the file beside the article, and write only its name here: {file}";
    }
    "unsafe-url" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n[点这里](javascript:alert(1))\n"]
        Warning unsafe_url(url) "“{url}”不是安全的地址，只保留了文字", "`{url}` is not a safe address; only the text was kept"
            => "链接只能用 https、http、mailto、tel 或站内地址", "use https, http, mailto, tel or an address of this site";
    }
    "heading-space" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n##时间\n"]
        Warning heading(wanted) "小标题的“#”写法不对，已按小标题显示", "the marks of this heading are not Markdown's; it is shown as a heading"
            => "用英文的 #，后面空一格：{wanted}", "use plain marks and a blank: {wanted}";
        Advice maybe_heading(wanted) "“#”后面没有空格，这一行没有成为小标题", "no blank follows `#`, so this line is no heading"
            => "要小标题就写成：{wanted}；是话题就不用改", "for a heading write: {wanted}; leave a topic as it is";
    }
    "list-mark" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n● 张三\n● 李四\n"]
        Warning numbered(typed, wanted) "“{typed}”不是 Markdown 的编号，已按编号显示", "`{typed}` is no list number of Markdown; it is shown as one"
            => "用英文的数字和点，后面空一格：{wanted}", "use plain figures, a dot and a blank: {wanted}";
        Warning bullet(typed, wanted) "“{typed}”不是 Markdown 的列表符号，已按列表显示", "`{typed}` is no list mark of Markdown; it is shown as one"
            => "用减号加空格：{wanted}", "use a hyphen and a blank: {wanted}";
        Warning quote(wanted) "“＞”是中文符号，已按引用显示", "this `＞` is full-width; it is shown as a quotation"
            => "写成：{wanted}", "write: {wanted}";
    }
    "not-a-link" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n[供水公司]（https://example.org/）\n"]
        Warning link(wanted) "链接的括号或地址写法不对，已按链接显示", "the brackets or the address of this link are not Markdown's; it is shown as a link"
            => "用英文的括号，中间不空格：{wanted}", "use plain brackets without a blank between: {wanted}";
    }
    "not-a-picture" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n！[水管](shuiguan.jpg)\n"]
        Warning picture(wanted) "图片的符号、括号或地址写法不对，已按图片显示", "the marks or the address of this picture are not Markdown's; it is shown as a picture"
            => "用英文的符号：{wanted}", "use plain marks: {wanted}";
        Warning maybe_picture(address) "图片前面的惊叹号是中文的，这里成了链接", "a full-width `！` makes this a link, not a picture"
            => "要显示图片，就用英文的惊叹号：![图上有什么]({address})", "to show the picture, use a plain one: ![what it shows]({address})";
        Error not_a_picture(name) "“{name}”不是网页能显示的图片", "`{name}` is not a picture that browsers show"
            => "换成 jpg、png、webp 或 gif", "use jpg, png, webp or gif";
    }
    "backslash" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n![水管](图\\shuiguan.jpg)\n"]
        Warning backslash(wanted) "地址里用了反斜杠，已当作斜杠", "this address has backslashes; they are read as slashes"
            => "写成：{wanted}", "write: {wanted}";
    }
    "foreign-picture" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n![水管](https://example.org/shuiguan.jpg)\n"]
        Warning foreign_picture(host) "这张图片要从别的网站（{host}）取，对方一删就没了，读者的访问也会被对方看到", "this picture comes from another site ({host}): it may vanish, and that site sees every reader"
            => "把图片存到稿件旁边，这里写文件名", "save the picture beside the article and write its file name here";
    }
    "bare-address" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n网址是 www.example.org\n"]
        Advice bare_address(wanted) "这个网址点不开", "nobody can click this address"
            => "要能点开，写成：{wanted}", "to make it a link, write: {wanted}";
    }
    "emphasis" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n**停水 **通知\n"]
        Warning strong(wanted) "加粗的星号写法不对，已按加粗显示", "these asterisks are not Markdown's; the text is shown in bold"
            => "用英文的星号，贴紧文字：{wanted}", "use plain asterisks right beside the text: {wanted}";
        Advice maybe_strong(wanted) "星号里面有空格或用了中文星号，这里没有成为强调", "with a blank inside or full-width asterisks this is no emphasis"
            => "要加粗就写成：{wanted}", "for bold write: {wanted}";
        Advice unclosed_strong(typed) "“{typed}”前面有两个星号，后面没有", "two asterisks stand before `{typed}` and none after"
            => "在要加粗的文字两头各写 **，或删掉这两个", "write ** at both ends of what is to be bold, or remove them";
    }
    "kept-marks" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n单价3*5=15元，另有2*3=6元\n"]
        Advice asterisks(typed) "“{typed}”里的星号按原样显示，没有当作强调", "the asterisks of `{typed}` are shown as they are, not as emphasis"
            => "乘号写成 ×；隐去的字写成 ×× 或 ＊＊", "write × for times";
        Advice tildes(typed) "“{typed}”里的波浪号按原样显示，没有当作删除线", "the tildes of `{typed}` are shown as they are, not as a strikethrough"
            => "“约”用中文的 ～；删除线写成 ~~…~~", "write ~~…~~ for a strikethrough";
    }
    "not-a-table" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n姓名\t电话\n张三\t8:00\n"]
        Warning tab_table() "这几行是粘贴来的表格，已按表格显示", "these lines are a pasted table; they are shown as a table"
            => "写成：| 姓名 | 电话 |，第二行写 | --- | --- |", "write: | name | time |, and | --- | --- | as the second line";
        Warning bar_table() "表格缺少分隔行，或用了中文竖线，已按表格显示", "this table lacks its line of dashes or has full-width bars; it is shown as a table"
            => "竖线用英文的 |，第二行写 | --- | --- |，格数与表头相同", "use plain bars, and | --- | --- | as the second line, with as many cells as the head";
    }
    "wide-row" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n| 姓名 | 时间 |\n| --- | --- |\n| 张三 | 8:00 | 请假 |\n"]
        Warning wide_row(lost) "这一行的格子比表头多，“{lost}”本来不会显示，已给表头补上空格子", "this row has more cells than the head; `{lost}` would not be shown, so the head got empty cells"
            => "给表头补上名称，或把多出来的竖线删掉", "name the cell in the head, or remove the bar";
    }
    "other-command" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n{{< figure src=\"a.jpg\" >}}\n"]
        Warning command(typed) "“{typed}”是别的网站程序的写法，这里会原样显示", "`{typed}` is a command of another program; it is shown as it is"
            => "删掉它，或改用 Markdown：图片 ![图上有什么](a.jpg)，提示框 > [!NOTE]；目录会自己生成", "remove it, or write Markdown: ![what it shows](a.jpg), > [!NOTE]; contents are made by themselves";
    }
    "kept-definition" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n[时间]: 8月13日\n"]
        Warning definition(typed) "“{typed}”在 Markdown 里是链接的定义，本来不会显示，已当作文字", "`{typed}` defines a link to Markdown and would not be shown; it is kept as text"
            => "去掉方括号，或用【】，或用中文冒号", "drop the brackets, or the colon";
    }
    "footnote" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n水压不足[^1]\n"]
        Warning note_mark(wanted) "脚注的符号是中文的，已按脚注显示", "the marks of this footnote are full-width; it is shown as one"
            => "写成：{wanted}", "write: {wanted}";
        Warning note_unused(typed) "正文里没有指向这条脚注的标记，已当作文字：{typed}", "no mark in the text leads to this footnote; it is kept as text: {typed}"
            => "在正文里该注的地方写同样的方括号标记", "put the same mark in the text where it belongs";
        Warning note_twice(typed) "这个编号的脚注前面已经有了，已当作文字：{typed}", "a footnote of this number stands above; this one is kept as text: {typed}"
            => "换一个编号", "give it another number";
        Warning note_missing(typed, wanted) "“{typed}”没有对应的脚注，会原样显示", "there is no footnote for `{typed}`; it is shown as it is"
            => "另起一行写：{wanted}；不是脚注就去掉 ^", "add a line: {wanted}; or remove the ^";
    }
    "kept-braces" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n## 通知{重要}\n"]
        Warning braces(typed) "“{typed}”在小标题末尾会被 Markdown 当作属性，已当作文字", "`{typed}` at the end of a heading would be attributes to Markdown; it is kept as text"
            => "改用圆括号：（）", "use parentheses";
    }
    "minus" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n最低气温\n- 5度\n"]
        Warning minus(wanted) "减号后面有空格，Markdown 会当作列表，已按原样显示", "a blank follows this sign, which makes it a list to Markdown; it is shown as typed"
            => "去掉空格：{wanted}", "remove the blank: {wanted}";
        Advice maybe_minus(wanted) "这里成了列表，减号不会显示", "this is a list; its signs are not shown"
            => "要显示减号，去掉空格：{wanted}", "to show the sign, remove the blank: {wanted}";
    }
    "list-order" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n8. 张三\n3. 李四\n"]
        Advice order(typed, wanted) "编号不连续：这里是 {typed}，按顺序该是 {wanted}；已按您写的显示", "this number is {typed} where {wanted} would follow; it is shown as typed"
            => "检查编号；都写 1. 就会自动编号", "check the numbers; with 1. everywhere they count by themselves";
    }
    "indented-text" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n    停水通知到此为止。\n"]
        Warning indented() "行首的空格会让 Markdown 当作代码，已按正文显示", "the blanks before this line make it code to Markdown; it is shown as text"
            => "去掉行首的空格；首行缩进由网页排版", "remove the blanks; the page indents by itself";
        Advice maybe_indented() "行首有四个空格或制表符，这里按代码显示", "four blanks or a tab stand before this line, so it is shown as code"
            => "要当正文就去掉它们；要当代码，前后各写一行 ```", "remove them for text; for code put ``` before and after";
    }
    "fence" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n~~~~~~~~\n下面是正文。\n"]
        Warning fence(typed) "“{typed}”会让下面的正文都成为代码，已按原样显示", "`{typed}` would make the text below it code; it is shown as typed"
            => "分隔线写成 ---，上下各空一行", "write --- for a rule, with a blank line above and below";
        Warning maybe_fence(typed) "“{typed}”没有收尾，下面全按代码显示", "`{typed}` has no end; all below it is shown as code"
            => "在代码后面另起一行写同样的符号", "write the same marks on a line after the code";
    }
    "underline" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n停水通知到此为止。\n---\n"]
        Warning underline(typed) "“{typed}”紧跟在文字下面，会把文字变成小标题，已按分隔线显示", "`{typed}` right below a text would make it a heading; it is shown as a rule"
            => "在它上面空一行", "leave a blank line above it";
    }
    "control-character" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n停水\u{8}通知\n"]
        Warning control(typed) "这里有一个看不见的控制字符（{typed}），已经去掉", "there is an invisible control character here ({typed}); it was dropped"
            => "删掉它；多半是粘贴时带来的", "delete it; it probably came along when something was pasted";
    }
    "invisible-character" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n停\u{ad}水\n"]
        Advice invisible(typed) "这里有一个看不见的字符（{typed}），已经去掉", "there is an invisible character here ({typed}); it was dropped"
            => "删掉它；多半是粘贴时带来的", "delete it; it probably came along when something was pasted";
        Advice line_end(typed) "这里是 Word 的换行符（{typed}），已按换行显示", "this is a line end of a word processor ({typed}); it is shown as one"
            => "删掉它，按一次回车", "delete it and press Enter";
    }
    "too-nested" {
        [when "引用或列表套了一百层以上", "quotes or lists nested more than a hundred deep"]
        Warning too_nested() "这里套得太深，里面的内容按普通文字显示", "nested too deeply; what is inside is shown as plain text"
            => "减少引用或列表的层数", "use fewer levels of quotes or lists";
    }
    "broken-anchor" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n[时间](#shijian)\n"]
        Warning no_section(id) "这一篇里没有“#{id}”这一节", "there is no section `#{id}` in this text";
        Warning no_section_there(id) "那篇稿件里没有“#{id}”这一节", "that article has no section `#{id}`";
        + did_you_mean_section(near) "是不是“#{near}”？", "did you mean `#{near}`?";
        + remove_fragment() "去掉 # 后面的部分", "remove the part after #";
    }
    "empty-text" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n"]
        Warning empty_text() "这篇稿件只有标题，没有正文", "the article has a headline and no text"
            => "把正文写在第二行 --- 下面；还没写好，就加一行 draft: true", "write the text below the second ---; if it is not ready, add a line draft: true";
    }
}
