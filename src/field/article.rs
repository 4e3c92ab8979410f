//! The fields of an article.

use super::{Names, Takes, fields};

fields! {
    /// The front matter of an article.
    TABLE "article" "稿件", "article" {
        TITLE Required "title" ["标题", "题目"] "headline", Takes::Text,
            "里面有英文冒号时，整个标题加英文引号", "in quotes if it holds a colon and a space", "团员面对面讲分类";
        DATE Required "date" ["日期", "时间", "发布日期", "发布时间", "发稿日期", "发稿时间"] "date", Takes::Moment,
            "决定先后次序和网址", "decides the order and the address", "2024-08-13";
        AUTHOR Optional "author" ["作者", "供稿", "撰稿", "撰文", "署名", "记者", "供稿人", "撰稿人", "作者姓名"] "author", Takes::Credits,
            "署名，也进入作者页", "the byline, and the authors' pages", "徐叶婷";
        COMMUNITY Optional "community" ["社区", "所属社区", "社区名称"] "community", Takes::List(Names::Communities),
            "稿子出现在这些社区的版面上", "the communities on whose pages it stands", "莫阳社区";
        PROGRAM Optional "program" ["项目", "所属项目"] "program", Takes::List(Names::Programs),
            "稿子出现在这些项目的页面上", "the programs on whose pages it stands", "祥爱邻距离";
        TAGS Optional "tags" ["标签", "关键词", "分类"] "tags", Takes::List(Names::Tags),
            "同一个词的稿子收在一起", "articles of one word are listed together", "[垃圾分类, 志愿服务]";
        SUMMARY Optional "summary" ["摘要", "简介", "提要", "概要", "导语"] "summary", Takes::LongText,
            "列表里的摘要；不写就取正文开头的整句", "shown in lists; else the first sentences of the text", "团员走到居民跟前，把四类垃圾讲明白。";
        COVER Optional "cover" ["封面", "题图", "封面图", "图片"] "cover", Takes::Picture,
            "题图", "the picture at the head", "tupian.jpg";
        COVER_ALT Optional "cover_alt" ["题图说明", "封面说明"] "what the cover shows", Takes::Text,
            "念给看不见图的人听", "read to those who do not see the picture", "四只并排的分类桶";
        PIN Optional "pin" ["置顶"] "pinned", Takes::MomentOrTrue,
            "首页置顶；写日期就顶到那天为止", "first on the home page, until that day", "2024-08-20";
        DRAFT Optional "draft" ["草稿"] "draft", Takes::Flag,
            "草稿不出网页；`banbao build --drafts` 才看得到", "not published; `banbao build --drafts` shows it", "true";
        PUBLISH Optional "publish" ["发布", "定时发布"] "publish at", Takes::Moment,
            "到时候才登", "not before this moment", "2024-08-14 08:00";
        EXPIRES Optional "expires" ["到期", "截止", "截至"] "expires", Takes::Moment,
            "到那一天（含当天）为止；过期后不再列出，网页上注明已过期", "through that day; then off the lists, and the page says so", "2024-08-20";
        UPDATED Optional "updated" ["更新", "更新时间", "修改时间"] "updated", Takes::Moment,
            "显示最近改动的时间", "when it was last changed", "2024-08-15 10:00";
        SOURCE Optional "source" ["来源", "出处", "稿件来源", "供稿单位"] "source", Takes::Text,
            "稿子从哪里来", "where the text comes from", "姑苏晚报";
        REVIEWED_BY Optional "reviewed_by" ["审核", "审稿"] "reviewed by", Takes::Text,
            "审稿的单位，不写个人", "the office that reviewed it, not a person", "板报编辑部";
        ID Optional "id" ["编号"] "id", Takes::Id,
            "网址的最后一段；不写就用文件名", "the last part of the address; else the file's name", "laji-fenlei";
        ALIASES Optional "aliases" ["旧地址", "别名", "旧网址"] "former addresses", Takes::List(Names::Addresses),
            "稿子搬了家，旧网址还能找到它", "where it was before: the old address still leads to it", "/2023/05/jiedao/";
        URGENT Optional "urgent" ["紧急"] "urgent until", Takes::Moment,
            "紧急：到那一天（含当天）为止，每一页上面都有这篇稿件的标题", "until that moment every page shows its title on top", "2024-08-14 18:00";
        CORRECTIONS Optional "corrections" ["更正"] "corrections", Takes::Maps(&CORRECTION),
            "更正：登在稿件最上面、订阅里和 /corrections/", "what was corrected: on top of the article, in feeds and at /corrections/", "[{date: 2024-08-14, text: 活动时间应为下午两点}]";
        RETRACTED Optional "retracted" ["撤稿"] "retracted", Takes::Text,
            "撤稿的原因：撤下正文，留一句说明", "why it was taken back: the text goes, a line stays", "内容有误";
        "audio" ["录音", "音频"] "audio", Takes::File,
            "朗读的录音", "a recording of the text", "fenlei.mp3";
        PRIVACY_ALLOW Optional "privacy_allow" ["隐私放行"] "what may stand", Takes::Maps(&ALLOWED),
            "看过了、可以公开的号码或名字，见[隐私提示](#yinsitishi)", "numbers and names that you have looked at and let stand", "[{what: 文中的号码, why: 活动专用}]";
    }
    /// An entry of `privacy_allow`.
    ALLOWED "article.privacy_allow" "隐私放行的一项", "an entry of privacy_allow" {
        WHAT Required "what" ["内容"] "what", Takes::Text,
            "文中的号码或名字，照原样写", "the number or name as it stands in the text", "文中的号码";
        WHY Required "why" ["原因", "理由"] "why", Takes::Text,
            "为什么可以公开", "why it may be public", "活动专用号码，办完就停";
    }
    /// An entry of `corrections`.
    CORRECTION "article.corrections" "更正的一项", "an entry of corrections" {
        CORRECTED_ON Required "date" ["日期", "时间"] "date", Takes::Moment,
            "哪一天更正的", "when it was corrected", "2024-08-14";
        CORRECTED_TEXT Required "text" ["内容", "说明"] "text", Takes::Text,
            "对的是什么", "what is right", "活动时间应为下午两点";
        CORRECTED_WRONG Optional "wrong" ["原文", "错处"] "what was wrong", Takes::Text,
            "原来错在哪里", "what was wrong", "活动时间为下午三点";
    }
}
