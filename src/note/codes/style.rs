//! Suggestions on how a text is written: each code is the name of a rule that site.yaml can switch off.

use crate::note::code::codes;

codes! {
    "repeated-word" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n明天的的水要停。\n"]
        Advice repeated_word(written, wanted) "“{written}”好像多打了一遍", "`{written}` seems to stand twice"
            => "只留一个：{wanted}", "keep one: {wanted}";
    }
    "doubled-mark" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n明天停水，，请储水。\n"]
        Advice doubled_mark(written, wanted) "标点“{written}”打重了", "the mark `{written}` stands several times"
            => "只留一个：{wanted}", "keep one: {wanted}";
    }
    "mixed-marks" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n明天停水，。请储水。\n"]
        Advice mixed_marks(written, wanted) "“{written}”两个标点连在一起了", "the marks `{written}` stand together"
            => "只留一个：{wanted}", "keep one: {wanted}";
    }
    "half-width-mark" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n明天停水,请储水。\n"]
        Advice half_width_mark(written, wanted) "汉字中间的“{written}”是英文标点", "`{written}` between Chinese characters is a half-width mark"
            => "换成中文的：{wanted}", "use the full-width one: {wanted}";
    }
    "full-width-characters" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n明天１０点停水。\n"]
        Advice full_width_characters(written, wanted) "“{written}”是全角的数字或字母", "`{written}` is of full width"
            => "换成半角的：{wanted}", "use half width: {wanted}";
    }
    "unpaired-mark" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n通知说：“明天停水。\n"]
        Advice unpaired_mark(written, wanted) "“{written}”只有一半，没有找到与它成对的“{wanted}”", "`{written}` has no `{wanted}`"
            => "补上另一半，或删掉这一半", "add the other half, or remove this one";
    }
    "nested-marks" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n一起读《走进《红楼梦》》。\n"]
        Advice nested_marks(written, wanted) "这个“{written}”套在同样的或交叉的标点里", "this `{written}` stands within its own kind, or crosses another pair"
            => "里面的一层用“{wanted}”，先开的后收", "use `{wanted}` for the inner pair, and close it first";
    }
    "space-between-han" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n明天上午 小区停水，请储水。\n"]
        Advice space_between_han() "汉字中间多了空格", "a blank stands between Chinese characters"
            => "删掉空格；要断开就用标点", "remove it, or use a mark";
    }
    "dots-for-ellipsis" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n停水、停电...都要提前说。\n"]
        Advice dots_for_ellipsis(written) "“{written}”不是中文的省略号", "`{written}` is no Chinese ellipsis"
            => "换成：……", "write: ……";
    }
    "hyphens-for-dash" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n一件大事--停水。\n"]
        Advice hyphens_for_dash(written) "“{written}”不是中文的破折号", "`{written}` is no Chinese dash"
            => "换成：——", "write: ——";
    }
    "uneven-dates" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n2024年8月13日停水，2024年09月01日恢复。\n"]
        Advice uneven_dates(written, wanted) "这一篇里的日期有的补零（{written}），有的不补", "some dates of this text have a nought ({written}), some have none"
            => "统一写成不补零的：{wanted}", "write them alike: {wanted}";
    }
    "name-two-ways" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n居民徐叶婷说要储水。徐业婷说，水桶不够。\n"]
        Advice name_two_ways(written, wanted) "“{written}”和前面的“{wanted}”读音一样，是同一个人吗？", "`{written}` sounds like `{wanted}` before it: the same person?"
            => "是同一个人就写成一样的；是两个人就不用改", "spell them alike if they are the same person";
    }
    "wrong-weekday" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n2024年8月15日（星期三）停水。\n"]
        Advice wrong_weekday(written, wanted) "那一天不是{written}，是{wanted}", "that day is no {written} but {wanted}"
            => "核对日期，再改日期或星期", "check the date, then mend one of them";
    }
    "preferred-word" {
        [file "content/2024/08/a.md" "---\ntitle: 停水\ndate: 2024-08-13\n---\n暑拖班开班了。\n"]
        [file "content/site.yaml" "title: 试验板报\nwords:\n  暑拖班: 暑托班\n"]
        Advice preferred_word(written, wanted) "“{written}”在本站写作“{wanted}”", "this site writes `{wanted}` for `{written}`"
            => "换成：{wanted}", "write: {wanted}";
    }
    "unknown-rule" {
        [file "content/site.yaml" "title: 试验板报\nstyle:\n  off: [repeated-wrod]\n"]
        Warning unknown_rule(rule) "没有叫“{rule}”的文字建议，关不掉", "there is no suggestion called `{rule}` to switch off";
        + known_rules(rules_zh, rules_en) "可以关的有：{rules_zh}", "these can be switched off: {rules_en}";
    }
}
