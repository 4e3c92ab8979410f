//! The fields of site.yaml and of the maps within it.

use super::{Names, Takes, fields};

fields! {
    /// site.yaml.
    TABLE "site" "site.yaml", "site.yaml" {
        TITLE Required "title" ["标题", "站名", "名称"] "title", Takes::Text,
            "站名", "the name of the site", "某某社区板报";
        TAGLINE Optional "tagline" ["口号", "副标题"] "tagline", Takes::Text,
            "站名下面的一行字", "one line below the title", "家门口的事";
        BASE_URL Optional "base_url" ["网址"] "address", Takes::Url,
            "网站将来的网址", "where the site will be", "https://example.org/";
        LANGUAGE Optional "language" ["语言"] "language",
            Takes::Choice(&[("zh-Hans", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-Hant", "zh-Hant"), ("zh-TW", "zh-Hant"), ("en", "en")]),
            "网站的语言", "the language of the site", "zh-Hans";
        TIME_ZONE Optional "time_zone" ["时区"] "time zone", Takes::TimeZone,
            "没写时区的日期按这里算", "the zone of dates without one", "Asia/Shanghai";
        THEME Optional "theme" ["主题"] "theme", Takes::Text,
            "用哪个主题", "the theme", "banbao";
        LINKS Optional "links" ["链接"] "links", Takes::Choice(&[("absolute", "absolute"), ("relative", "relative")]),
            "relative 的网站也能从文件夹里直接打开", "a site with relative links also opens from a folder", "relative";
        PER_PAGE Optional "per_page" ["每页篇数"] "articles on a page", Takes::Count(1, 200),
            "列表一页几篇", "how many articles a list shows on one page", "20";
        MENU Optional "menu" ["菜单"] "menu", Takes::Maps(&MENU_ENTRY),
            "顶上的菜单；不写就是常用的几项", "the main menu; else the usual entries", "[{name: 关于, url: /about/}]";
        HOME Optional "home" ["首页"] "home page", Takes::Map(&HOME_MAP),
            "首页怎么排", "what the home page shows", "{latest: 10}";
        FOOTER Optional "footer" ["页脚"] "footer", Takes::Map(&FOOTER_MAP),
            "页脚的备案号、电话等", "filing numbers, telephone and so on", "{telephone: 0512-12345}";
        MARKDOWN Optional "markdown" ["正文"] "Markdown", Takes::Map(&MARKDOWN_MAP),
            "正文怎么读", "how texts are read", "{indent: true}";
        FEEDS Optional "feeds" ["订阅"] "feeds", Takes::Flag,
            "写不写订阅文件", "whether feeds are written", "true";
        WORDS Optional "words" ["用词"] "preferred words", Takes::Texts,
            "不用的词，和该用的词", "words to avoid, each with the one to prefer", "{登陆: 登录}";
        STYLE Optional "style" ["文字提示"] "suggestions", Takes::Map(&STYLE_MAP),
            "对文字的建议", "suggestions on how a text is written", "{off: [repeated-word]}";
        COMMUNITY Optional "community" ["社区"] "whether articles name a community",
            Takes::Choice(&[("required", "required"), ("optional", "optional"), ("要写", "required"), ("可不写", "optional")]),
            "街道一级的板报写 optional：稿件不写社区也不提示", "`optional`: the bulletin of a street, whose articles need no community", "optional";
        URGENT Optional "urgent" ["紧急", "紧急通知"] "urgent notice", Takes::Map(&URGENT_MAP),
            "紧急通知：从开始到结束，登在每一页上面", "a notice on top of every page from its moment to its end", "{from: 2024-08-13 08:00, until: 2024-08-14, text: 今晚八点停水}";
        "offline" ["离线"] "offline", Takes::Flag,
            "能不能离线读", "whether pages can be read offline", "false";
        VERSION Optional "version" ["版本"] "version", Takes::Version,
            "这个站点是给哪个版本的 banbao 写的", "the version of banbao that the site was written for", "0.2.0";
    }
    /// An entry of the menu.
    MENU_ENTRY "site.menu" "菜单的一项", "an entry of the menu" {
        MENU_NAME Required "name" ["名称", "名字"] "name", Takes::Text,
            "菜单上的字", "what it says", "关于";
        MENU_URL Required "url" ["网址", "地址"] "address", Takes::Address,
            "点了去哪里", "where it leads", "/about/";
    }
    /// The home page.
    HOME_MAP "site.home" "首页", "the home page" {
        LATEST Optional "latest" ["最新"] "newest articles", Takes::Count(1, 100),
            "首页列几篇最新的", "how many of the newest articles it shows", "10";
    }
    /// The footer.
    FOOTER_MAP "site.footer" "页脚", "the footer" {
        ICP Optional "icp" ["备案号", "备案"] "ICP filing number", Takes::Text,
            "ICP 备案号", "the ICP filing number", "苏ICP备00000000号";
        POLICE Optional "police" ["公安备案", "公安备案号"] "police filing number", Takes::Text,
            "公安备案号", "the police filing number", "苏公网安备00000000000000号";
        SPONSOR Optional "sponsor" ["主办", "主办单位"] "sponsor", Takes::Text,
            "主办单位", "who stands behind the site", "元和街道";
        TELEPHONE Optional "telephone" ["电话"] "telephone", Takes::Text,
            "电话，点了就拨", "a telephone number that can be dialled", "0512-12345";
        CONTACT Optional "contact" ["联系方式", "邮箱", "联系"] "contact", Takes::Address,
            "发现错误写给谁：邮箱、网页或网址", "where mistakes are reported: a mail address, a page or a web address", "/contact/";
    }
    /// Suggestions on how a text is written.
    STYLE_MAP "site.style" "文字提示", "suggestions" {
        OFF Optional "off" ["关掉", "不提示"] "switched off", Takes::List(Names::Words),
            "不要哪几条建议", "the rules that are switched off", "[repeated-word]";
    }
    /// A notice on every page.
    URGENT_MAP "site.urgent" "紧急通知", "the urgent notice" {
        URGENT_FROM Optional "from" ["开始", "从"] "from", Takes::Moment,
            "从什么时候起；不写就是马上", "its first moment; at once when not given", "2024-08-13 08:00";
        URGENT_UNTIL Required "until" ["结束", "到", "截止"] "until", Takes::Moment,
            "到什么时候为止（只写日期就含当天）", "its end; a day is meant with its evening", "2024-08-14";
        URGENT_TEXT Required "text" ["内容", "文字"] "text", Takes::Text,
            "通知的话", "what it says", "今晚八点停水";
    }
    /// How Markdown is read.
    MARKDOWN_MAP "site.markdown" "正文", "Markdown" {
        HTML Optional "html" ["网页代码"] "raw HTML", Takes::Choice(&[("escape", "escape"), ("clean", "clean")]),
            "正文里的 HTML：照字面印出来，或清理后使用", "raw HTML is shown as text, or cleaned and used", "escape";
        INDENT Optional "indent" ["缩进"] "indent", Takes::Flag,
            "段首空两格", "paragraphs open with an indent of two characters", "true";
    }
}
