//! Suggestions on how a text is written: what is one, what is none, and how a site switches them off.

use banbao::article::style::{Rule, Style, look};
use snapbox::str;

use crate::project::Project;

/// What is found in a text, as `rule:written>wanted`.
fn found(text: &str) -> Vec<String> {
    let slips = look(text, Some((2024, 8, 13)), &Style::default());
    slips.iter().map(|slip| format!("{}:{}>{}", slip.rule.name(), &text[slip.range.clone()], slip.wanted)).collect()
}

#[test]
fn slips_of_every_kind() {
    let table: &[(&str, &[&str])] = &[
        ("明天的的水要停。", &["repeated-word:的的>的"]),
        ("我们我们一起去。", &["repeated-word:我们我们>我们"]),
        ("明天停水，，请储水。。", &["doubled-mark:，，>，", "doubled-mark:。。>。"]),
        ("真好！！！！", &["doubled-mark:！！！！>！"]),
        ("明天停水，。请储水", &["mixed-marks:，。>。"]),
        ("明天停水，,请储水", &["mixed-marks:，,>，"]),
        ("好了！。", &["mixed-marks:！。>！"]),
        ("明天停水,请储水", &["half-width-mark:,>，"]),
        ("明天停水, 请储水", &["half-width-mark:, >，"]),
        ("注意:明天停水!", &["half-width-mark::>：", "half-width-mark:!>！"]),
        ("明天停水.请储水", &["half-width-mark:.>。"]),
        ("王丹(右)在浇花", &["half-width-mark:(>（", "half-width-mark:)>）"]),
        ("约3公里,其中一半是山路", &["half-width-mark:,>，"]),
        ("明天１０点停水，ＡＩ课堂照常", &["full-width-characters:１０>10", "full-width-characters:ＡＩ>AI"]),
        ("通知说：“明天停水。\n\n好。", &["unpaired-mark:“>”"]),
        ("通知说：明天停水”。", &["unpaired-mark:”>“"]),
        ("《成长地图开班了。", &["unpaired-mark:《>》"]),
        ("（图为现场。\n", &["unpaired-mark:（>）"]),
        ("“姑苏里“开张了", &["unpaired-mark:“>”"]),
        ("他说：“好。她说：“也好。”", &["unpaired-mark:“>”"]),
        ("读《走进《红楼梦》》", &["nested-marks:《>〈"]),
        ("她说：“他说“好”，我也说好。”", &["nested-marks:“>‘"]),
        ("“读《红楼梦”》", &["nested-marks:”>》"]),
        ("明天上午 小区停水，请储水。", &["space-between-han: >"]),
        ("停水、停电...都要说。", &["dots-for-ellipsis:...>……"]),
        ("停水、停电。。。", &["dots-for-ellipsis:。。。>……"]),
        ("一件大事--停水", &["hyphens-for-dash:-->——"]),
        ("2024年8月13日停水，2024年09月01日恢复", &["uneven-dates:09月>9月", "uneven-dates:01日>1日"]),
        ("徐叶婷说要储水。\n\n徐业婷说，水桶不够。", &["name-two-ways:徐业婷>徐叶婷"]),
        ("2024年8月15日（星期三）停水", &["wrong-weekday:星期三>星期四"]),
        ("8月15日周三停水", &["wrong-weekday:周三>周四"]),
        ("1月3日（周六）", &["wrong-weekday:周六>周五"]),
    ];
    for (text, wanted) in table {
        assert_eq!(found(text), *wanted, "{text}");
    }
    // Every rule has its line here, but for the one that needs a list of words.
    for rule in Rule::ALL.into_iter().filter(|rule| *rule != Rule::PreferredWord) {
        assert!(table.iter().any(|(_, wanted)| wanted.iter().any(|slip| slip.starts_with(rule.name()))), "{rule:?}");
    }
}

#[test]
fn what_is_meant_is_no_slip() {
    let texts = [
        "的的确确是这个目的的意义。",
        "为了了解情况，元和和美社区的人都来了。",
        "真好！！！谁说的？！",
        "9:30开始，比分3:2，网址 https://example.org/a,b 可以看。",
        "`文字,文字` 和 [去看看](a,b.md) 都照原样。",
        "```\n文字,文字。。\n```\n",
        "| 时间 | 地点 |\n| :-- | --: |\n| 9:00 | 活动室 |\n",
        "他说：“第一段。\n\n“第二段。”\n",
        "1）报名；2）签到。",
        "文/徐叶婷 图/王丹",
        "徐叶婷 王丹 徐晓安",
        "床前明月光 疑是地上霜",
        "# 标题 一\n\n健康 生活\n",
        "2024-08-13",
        "2024年08月13日和2024年12月01日",
        "2024年8月13日（周二）到8月14日（星期三）",
        "8月12日（周一至周五）",
        "张建国、张建果、王丹",
        "刮痧\n: 由中医当场操作。\n",
        "---\ntags: [甲,乙]\nsummary: 好。\n---\n正文。\n",
        "<!-- 文字,文字 -->\n",
        "老师说“读《红楼梦》‘黛玉葬花’一回”。",
        "苏E·12345，AI课堂，A4纸，3.5公里，1,200人。",
    ];
    for text in texts {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_site_prefers_words_and_switches_rules_off() {
    Project::new()
        .write(
            "content/site.yaml",
            "title: 试验板报\nwords:\n  暑拖班: 暑托班\n  托班: 暑托班\nstyle:\n  off: [half-width-mark, repeated-wrod, 全部]\n",
        )
        .article("content/2024/08/a.md", "", "暑拖班开班,暑托班开班。`暑拖班`\n")
        .build()
        .code(0)
        .said(str![[r#"
建议[preferred-word]: “暑拖班”在本站写作“暑托班”
 --> content/2024/08/a.md:7:1
  |
7 | 暑拖班开班,暑托班开班。`暑拖班`
  | ^^^^^^
  |
  = 提示: 换成：暑托班

警告[unknown-rule]: 没有叫“repeated-wrod”的文字建议，关不掉
 --> content/site.yaml:6:26
  |
6 |   off: [half-width-mark, repeated-wrod, 全部]
  |                          ^^^^^^^^^^^^^
  |
  = 提示: 是不是“repeated-word”？

警告[unknown-rule]: 没有叫“全部”的文字建议，关不掉
 --> content/site.yaml:6:41
  |
6 |   off: [half-width-mark, repeated-wrod, 全部]
  |                                         ^^^^
  |
  = 提示: 可以关的有：repeated-word、doubled-mark、mixed-marks、half-width-mark、full-width-characters、unpaired-mark、nested-marks、space-between-han、dots-for-ellipsis、hyphens-for-dash、uneven-dates、name-two-ways、wrong-weekday、preferred-word

成功 1 篇，错误 0，警告 2，建议 1，用时 [TIME] 秒

"#]]);
}
