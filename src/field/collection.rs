//! The fields of issues and of plain pages.

use super::{Names, Takes, fields};

fields! {
    /// An issue.
    ISSUE "issue" "期", "issue" {
        NUMBER Required "number" ["期号", "期数"] "number", Takes::Count(1, u32::MAX as usize),
            "第几期", "the number of the issue", "12";
        ISSUE_DATE Required "date" ["日期", "时间"] "date", Takes::Moment,
            "哪一天出的", "the day on which it came out", "2024-08-16";
        ISSUE_TITLE Optional "title" ["标题", "题目"] "headline", Takes::Text,
            "这一期的标题；不写就是“第几期”", "its own headline; else its number", "八月号";
        LEAD Optional "lead" ["导语"] "lead", Takes::LongText,
            "一期开头的话", "what it opens with", "八月的板报，写的是家门口的来往。";
        ARTICLES Optional "articles" ["稿件"] "articles", Takes::List(Names::Articles),
            "收进这一期的稿子", "what it is made of", "[xinchangjing, laji-fenlei]";
    }
    /// A plain page.
    PAGE "page" "网页", "page" {
        PAGE_TITLE Required "title" ["标题", "题目"] "headline", Takes::Text,
            "网页的标题", "its headline", "关于本板报";
        PAGE_ORDER Optional "order" ["排序", "次序"] "order", Takes::Number,
            "页脚里小的排在前面", "smaller ones come first in the footer", "10";
        PAGE_UPDATED Optional "updated" ["更新", "更新时间", "修改时间"] "updated", Takes::Moment,
            "显示最近改动的时间", "when it was last changed", "2024-08-15";
    }
}
