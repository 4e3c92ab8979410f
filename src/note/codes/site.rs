//! What joining the files into a site may say: terms, addresses, links, issues, moments.

use crate::note::code::codes;

codes! {
    "unknown-community" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ncommunity: 莫杨社区\ndate: 2024-08-13\n---\n"]
        Error unknown_community(name) "没有叫“{name}”的社区", "there is no community called `{name}`";
        + did_you_mean_term(near, path) "是不是“{near}”（{path}）？", "did you mean `{near}` ({path})?";
        + names_a_registered(held, folder, file, name) "里面有登记过的“{held}”：是它就写成 {held}；是另一个，就新建 content/{folder}/{file}.md 登记它，里面写三行：---、name: {name}、---",
            "it holds `{held}`, which is registered: write {held} if it is meant; else add content/{folder}/{file}.md with three lines: ---, name: {name}, ---";
        + register_it(folder, file, name) "改成登记过的名称；真是新的，就新建 content/{folder}/{file}.md 登记它，里面写三行：---、name: {name}、---",
            "use a registered name; if it is new, add content/{folder}/{file}.md with three lines: ---, name: {name}, ---";
    }
    "held-name" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ncommunity: 莫阳社区居委会\ndate: 2024-08-13\n---\n"]
        Advice held_name(name, names, written) "“{name}”读作登记过的名称：{names}", "`{name}` was read as what is registered: {names}"
            => "写成：{written}", "write: {written}";
    }
    "author-sounds-alike" {
        [file "content/authors/xu.md" "---\nname: 徐叶婷\n---\n"]
        [file "content/2024/08/a.md" "---\ntitle: 停水\nauthor: 许叶婷\ndate: 2024-08-13\n---\n"]
        Warning author_sounds_alike(name, near, file) "作者“{name}”没有登记，读音和登记过的“{near}”一样", "the author `{name}` is not registered and sounds like `{near}`, who is"
            => "是不是“{near}”？真是另一个人，就新建 content/authors/{file}.md 登记，里面写三行：---、name: {name}、---",
               "did you mean `{near}`? If it is somebody else, add content/authors/{file}.md with three lines: ---, name: {name}, ---";
    }
    "unknown-program" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\nprogram: 成长地体\ndate: 2024-08-13\n---\n"]
        Error unknown_program(name) "没有叫“{name}”的项目", "there is no program called `{name}`";
    }
    "duplicate-term" {
        [file "content/communities/a.md" "---\nname: 莫阳社区\n---\n"]
        Error duplicate_term(text, zh, en, other) "“{text}”已经是另一个{zh}的名称、别名或文件名", "`{text}` is already a name, alias or id of another {en}"
            => "两个只留一个，或改名。另一个在 {other}", "keep one of them, or rename it; the other is {other}";
    }
    "same-term" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\ntags: [AI]\n---\n"]
        [file "content/2024/08/b.md" "---\ntitle: 来水\ndate: 2024-08-14\ntags: [ＡＩ]\n---\n"]
        Advice same_term(written, name, zh, en) "“{written}”和“{name}”算作同一个{zh}", "`{written}` and `{name}` are taken as one {en}"
            => "统一写成“{name}”", "write `{name}` everywhere";
    }
    "same-pinyin" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\ntags: [通知, 同志]\n---\n"]
        Advice same_pinyin(zh, name, other, folder, id, en) "{zh}“{name}”和“{other}”拼音相同，地址是 /{folder}/{id}/",
            "the {en} `{name}` has the same pinyin as `{other}`; its address is /{folder}/{id}/"
            => "要一个好记的地址，就在 content/{folder}/ 里登记它", "to choose its address, add it to content/{folder}/";
    }
    "waiting" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\npublish: 2099-01-01\n---\n"]
        Advice waiting(at) "待发布：{at}", "waits to be published: {at}";
    }
    "future-date" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-12-24\n---\n"]
        Advice future_date(date) "日期 {date} 还没有到，稿件照常发布", "the date {date} lies ahead; the article is published all the same"
            => "要到时候才发布，加一行：publish: {date}", "to publish it then, add a line: publish: {date}";
    }
    "odd-year" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 1924-08-13\n---\n"]
        Warning odd_year(year, now) "日期写的是 {year} 年", "the date is in the year {year}"
            => "看一看年份：是不是 {now} 年？没有写错就不用改", "look at the year: is it {now}? If it is right, leave it";
    }
    "duplicate-route" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n"]
        [file "content/2024/09/a.md" "---\ntitle: 来水\ndate: 2024-08-14\n---\n"]
        Error duplicate_article_route(route, other, path) "地址 {route} 已经被 {other} 占用，{path} 不能再用", "the address {route} of {path} is already taken by {other}"
            => "给其中一篇换文件名，或加一行 id:", "rename one of the files, or give it an id";
        Error duplicate_page_route(route, other) "地址 {route} 已经被 {other} 占用", "the address {route} is already taken by {other}"
            => "给其中一个换文件名", "rename one of the files";
        Error duplicate_route(route, other) "地址 {route} 已经被 {other} 占用", "the address {route} is already taken by {other}"
            => "给其中一个改名，或换一个地址", "rename one of them, or give it another address";
        Error own_route(route) "地址 {route} 是 banbao 自己用的", "the address {route} is used by banbao itself"
            => "给其中一个改名，或换一个地址", "rename one of them, or give it another address";
    }
    "reserved-address" {
        [file "content/pages/news.md" "---\ntitle: 新闻\n---\n"]
        Error reserved_page(route) "地址 {route} 是 banbao 自己用的", "the address {route} is used by banbao itself"
            => "给文件换一个名字", "rename the file";
        Error reserved_for_search(route) "地址 {route} 是搜索自己用的", "the address {route} belongs to the search"
            => "换一个地址", "choose another address";
    }
    "special-name" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\naliases: [/.htaccess]\n---\n"]
        Error special_alias(text, name) "旧地址“{text}”不能用：“{name}”对主机、浏览器或 banbao 有特别的意思", "the former address `{text}` cannot be used: `{name}` means something to hosts, browsers or banbao"
            => "去掉这个旧地址，或换一个", "remove this former address, or write another";
        Error windows_name(name) "“{name}”是 Windows 保留的名字，不能出现在地址里", "`{name}` is a reserved name of Windows and cannot stand in an address"
            => "换一个名字", "choose another name";
        Error own_file(name) "“{name}”是 banbao 或版本管理自己用的名字，没有发布", "`{name}` is a name that banbao or version control uses itself; it was not published"
            => "给文件换一个名字，或移出 content/static/", "rename the file, or move it out of content/static/";
        Error twin_static(name, other) "“{name}”和 {other} 看起来是一个名字，只是编码里字符的合与分不同（Unicode 正规化），没有发布", "`{name}` and {other} look alike and differ only in Unicode normalization; it was not published"
            => "留一个，或给其中一个改名：苹果电脑和有些主机把它们当作同一个文件", "keep one, or rename one of them: macOS and some hosts take them for the same file";
        Warning twin_name(name, other) "“{name}”和 {other} 看起来是一个名字，只是编码里字符的合与分不同（Unicode 正规化）", "`{name}` and {other} look alike and differ only in Unicode normalization"
            => "留一个，或给其中一个改名：苹果电脑把它们当作同一个文件", "keep one, or rename one of them: macOS takes them for the same file";
        Warning host_file(name) "“{name}”会改变主机的行为，已照原样发布", "`{name}` changes what the host does; it was published as it is"
            => "是您要的就不用管；不是，就把它移出 content/static/", "leave it if that is what you want; else move it out of content/static/";
        Warning worker_file(name) "“{name}”会让浏览器绕过网络读旧网页，已照原样发布", "`{name}` stands between every page and the network; it was published as it is"
            => "是您要的就不用管；不是，就把它移出 content/static/", "leave it if that is what you want; else move it out of content/static/";
        Warning replaced_file(route) "{route} 用的是这个文件，banbao 做的没有写", "this file stands at {route}, where banbao would write its own"
            => "是您要的就不用管；不是，就把它移出 content/static/，订阅和搜索引擎才看得到新稿件", "leave it if that is what you want; else move it out of content/static/, so that readers of feeds and search engines see new articles";
        Warning program_file(name) "“{name}”在有些主机上会当作程序运行，已照原样发布", "some hosts run `{name}` as a program; it was published as it is"
            => "是您要的就不用管；不是，就把它移出 content/static/", "leave it if that is what you want; else move it out of content/static/";
    }
    "bad-address" {
        [file "content/site.yaml" "title: 板报\nmenu:\n  - {name: 点我, url: \"javascript:alert(1)\"}\n"]
        Error bad_address(text) "“{text}”不能作地址", "`{text}` cannot be an address"
            => "写站内的地址（/about/）、网址（https://…）、邮箱或电话（tel:…）", "write an address of the site (/about/), a web address (https://…), a mail address or a telephone (tel:…)";
    }
    "active-svg" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n![水管](shuiguan.svg)\n"]
        [file "content/2024/08/shuiguan.svg" "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>\n"]
        Error active_svg(name, what) "图形“{name}”里有不能发布的内容（{what}）", "the drawing `{name}` holds what cannot be published ({what})"
            => "在画图软件里导出成普通的 SVG（不带脚本和外部链接），或导出成 PNG", "export it as plain SVG (no scripts, no links to other files), or as PNG";
    }
    "taken-down" {
        [when "发布过的稿件后来有了错误，又做了一次网站", "an article that was published before has an error now, and the site is built again"]
        Warning taken_down(route) "已发布的 {route} 这次被撤下，因为这一篇有错误", "{route} was published and is taken down now, because this article is in error"
            => "改好这一篇的错误再做一次，它就回来了；有错误时不想动网站，用 banbao build --strict", "mend the error and build again, and it is back; with `build --strict` a site with errors is left as it was";
    }
    "edited-output" {
        [when "网站里不再有的文件，写好以后被人改过，或者不是 banbao 写的", "a file that the site has no more was changed after it was written, or banbao did not write it"]
        Warning edited_output(count, zh, en) "网站里不再有，但内容不是 banbao 写的样子，所以没有删（{count} 个文件）：{zh}",
            "no more part of the site, but not as banbao wrote it, and so not removed ({count}): {en}"
            => "不要了就自己删掉；要留着就移到 content/static/", "remove them yourself, or move what you want to keep to content/static/";
    }
    "broken-link" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n[去](meiyou.md)\n"]
        Error broken_link(path) "找不到“{path}”", "there is no `{path}`";
        Error broken_route(route) "站内没有“{route}”这个地址", "the site has no address `{route}`";
        + check_names() "看看文件名和文件夹写得对不对", "check the names of the file and its folder";
        + link_to_file() "改成对方的 .md 文件，例如 ../08/xxx.md", "link to the .md file instead, for example ../08/xxx.md";
        + put_in_static(path) "放在 content/static{path}，或写成从这篇稿件出发的路径，例如 tu.png", "put it at content/static{path}, or write its path from this article, such as tu.png";
        + write_route() "写站内的地址，例如 /about/", "write an address of the site, for example /about/";
    }
    "link-unpublished" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n[来水](b.md)\n"]
        [file "content/2024/08/b.md" "---\ntitle: 来水\ndate: 2024-08-14\ndraft: true\n---\n"]
        Warning link_unpublished(path) "“{path}”现在没有发布（草稿、未到发布时间或有错误），只显示文字",
            "`{path}` is not published now (draft, later, or in error); only the text is shown"
            => "等它发布，或去掉这个链接", "wait until it is published, or remove the link";
    }
    "link-retracted" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n[来水](b.md)\n"]
        [file "content/2024/08/b.md" "---\ntitle: 来水\ndate: 2024-08-14\nretracted: 内容有误\n---\n"]
        Advice link_retracted(path) "“{path}”已经撤稿，链接通到撤稿说明", "`{path}` was retracted; the link leads to the notice"
            => "看看这里的话还对不对，不要复述撤下的内容", "see that the sentence still holds and repeats nothing that was taken back";
    }
    "missing-picture" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n![水管](meiyou.jpg)\n"]
        Error missing_picture(path) "找不到图片“{path}”", "there is no picture `{path}`";
        + put_picture_beside() "把图片放到稿件旁边，名字写得和文件名一样", "put the picture beside the article and write its name exactly";
    }
    "stray-file" {
        [file "content/2024/08/tongzhi.docx" "x"]
        Advice stray_document(name) "没有稿件链接“{name}”，它没有发布", "nothing links to `{name}`; it was not published"
            => "要作附件，在稿件里写 [看附件]({name})；要作稿件，用 banbao import", "to attach it, write [notice]({name}) in an article; to make it an article, use `banbao import`";
        Warning stray_page(name) "“{name}”是网页文件，没有发布", "`{name}` is a page of its own; it was not published"
            => "用 banbao import 转成稿件；要原样放到网站上，就移到 content/static/", "make it an article with `banbao import`; to have it on the site as it is, move it to content/static/";
        Warning stray_text(name) "“{name}”写成了稿件的样子，但结尾不是 .md，没有发布", "`{name}` is written as an article, but does not end in .md; it was not published"
            => "把文件名的结尾改成 .md", "rename it so that it ends in .md";
        Warning outside_content(name) "“{name}”写成了稿件的样子，但不在 content/ 里，没有发布", "`{name}` is written as an article, but does not lie in content/; it was not published"
            => "移到 content/ 里", "move it to content/";
        Warning article_in_static(name) "“{name}”写成了稿件的样子，但在 content/static/ 里，只会照原样复制", "`{name}` is written as an article, but lies in content/static/, where files are only copied"
            => "移到 content/ 的别的文件夹里", "move it to another folder of content/";
    }
    "unsafe-attachment" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n[通知](tongzhi.html)\n"]
        [file "content/2024/08/tongzhi.html" "<p>停水</p>\n"]
        Error unsafe_attachment(name) "“{name}”这类文件不能作附件，打开时会当作网页运行", "`{name}` cannot be an attachment: a browser would run it as part of the site"
            => "改成 PDF、图片或压缩包", "use a PDF, a picture or an archive";
    }
    "duplicate-issue" {
        [file "content/issues/2.md" "---\nnumber: 2\ndate: 2024-08-16\n---\n"]
        [file "content/issues/3.md" "---\nnumber: 2\ndate: 2024-08-23\n---\n"]
        Error duplicate_issue(number, other) "第 {number} 期已经有了：{other}", "issue {number} exists already: {other}"
            => "改 number", "change the number";
    }
    "duplicate-article" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n"]
        [file "content/issues/2.md" "---\nnumber: 2\ndate: 2024-08-16\narticles: [a, a]\n---\n"]
        Warning duplicate_article(name) "“{name}”在这一期里写了两遍", "`{name}` is twice in this issue"
            => "只留一个", "keep one of them";
    }
    "ambiguous-article" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n"]
        [file "content/2024/09/a.md" "---\ntitle: 来水\ndate: 2024-09-13\n---\n"]
        [file "content/issues/2.md" "---\nnumber: 2\ndate: 2024-08-16\narticles: [a]\n---\n"]
        Error ambiguous_article(name) "有几篇稿件的 id 都是“{name}”", "several articles have the id `{name}`"
            => "写文件的路径，例如 2024/08/{name}.md", "write the file's path, for example 2024/08/{name}.md";
    }
    "issue-unpublished" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\ndraft: true\n---\n"]
        [file "content/issues/2.md" "---\nnumber: 2\ndate: 2024-08-16\narticles: [a]\n---\n"]
        Warning issue_unpublished(name) "“{name}”现在没有发布，这一期暂时不列它", "`{name}` is not published now; the issue leaves it out"
            => "等它发布，或从 articles 里去掉", "wait until it is published, or remove it from articles";
    }
    "issue-retracted" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\nretracted: 内容有误\n---\n"]
        [file "content/issues/2.md" "---\nnumber: 2\ndate: 2024-08-16\narticles: [a]\n---\n"]
        Advice issue_retracted(name) "“{name}”已经撤稿，这一期里只留标题，通到撤稿说明", "`{name}` was retracted; the issue keeps its title, which leads to the notice"
            => "标题也不该留的，从 articles 里去掉", "if its title must go too, remove it from articles";
    }
    "unknown-article" {
        [file "content/issues/2.md" "---\nnumber: 2\ndate: 2024-08-16\narticles: [meiyou]\n---\n"]
        Error unknown_article(name) "没有“{name}”这篇稿件", "there is no article `{name}`";
        + name_article() "写稿件的文件名（不带 .md）或路径", "write the article's file name (without .md) or its path";
    }
}
