//! What the Markdown of one file may say.

use crate::note::code::codes;

codes! {
    "raw-html" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n<div>明天停水</div>\n"]
        Warning raw_html() "正文里的 HTML 会原样显示成文字", "HTML in the text is shown as text"
            => "改用 Markdown 的写法，或删掉这个标签", "write it in Markdown, or remove the tag";
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
        Warning heading_space(marks, wanted, text) "“{marks}”后面少了空格，这一行没有成为小标题", "a space is missing after `{marks}`; this line is no heading"
            => "写成：{wanted} {text}", "write: {wanted} {text}";
    }
    "not-a-link" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n[供水公司]（https://example.org/）\n"]
        Warning not_a_link(address) "这里没有成为链接：方括号后面要紧跟英文的圆括号", "this is no link: `(` must follow `]` at once"
            => "写成：[文字]({address})", "write: [text]({address})";
    }
    "not-a-picture" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n！[水管](shuiguan.jpg)\n"]
        Warning fullwidth_picture(address) "图片前面的惊叹号是中文的，这里成了链接", "a full-width `！` makes this a link, not a picture"
            => "用英文的惊叹号，写成：![图上有什么]({address})", "use a plain one: ![what it shows]({address})";
        Error not_a_picture(name) "“{name}”不是网页能显示的图片", "`{name}` is not a picture that browsers show"
            => "换成 jpg、png、webp 或 gif", "use jpg, png, webp or gif";
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
}
