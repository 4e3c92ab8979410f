//! What a page has around its stories: page numbers, editors, telephone numbers, the line with the date.
//!
//! In: one line. Out: whether it is furniture, and the date that it holds. Never looks at the lines around.

use crate::byline::is_han;

/// A date as year, month and day; the year may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Year, if it was written.
    pub year: Option<u16>,
    /// Month.
    pub month: u8,
    /// Day.
    pub day: u8,
}

impl Day {
    /// As `2024-08-13`, with the year given where none was written.
    #[must_use]
    pub fn iso(self, year: u16) -> String {
        format!("{:04}-{:02}-{:02}", self.year.unwrap_or(year), self.month, self.day)
    }
}

const WEEKDAYS: [&str; 8] = ["星期", "周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const EDITORS: [&str; 24] = [
    "责任编辑",
    "责编",
    "本版编辑",
    "版面编辑",
    "执行编辑",
    "值班编辑",
    "本版责编",
    "美术编辑",
    "美编",
    "版式",
    "组版",
    "校对",
    "主编",
    "总编",
    "值班主任",
    "投稿邮箱",
    "投稿电话",
    "新闻热线",
    "热线电话",
    "广告热线",
    "编辑部电话",
    "国内统一",
    "邮发代号",
    "邮箱",
];

/// Whether a line belongs to the page and not to a story.
#[must_use]
pub fn is_furniture(line: &str) -> bool {
    let text = line
        .trim()
        .trim_matches(|c: char| matches!(c, '—' | '-' | '－' | '·' | '|' | '｜' | '=' | '*' | '【' | '】' | '[' | ']' | '（' | '）'));
    let text = text.trim();
    let length = text.chars().count();
    if text.is_empty() || length > 90 {
        return text.is_empty() && line.trim().chars().count() > 2;
    }
    is_page_number(text) || is_editors(text) || is_masthead(text) || is_telephone(text) || is_paper(text)
}

/// `A03`, `第3版`, `3版 社区新闻`, `3`, `版次：3`.
fn is_page_number(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = |text: &str| {
        !text.is_empty()
            && text.chars().count() <= 4
            && text.chars().all(|c| c.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十".contains(c))
    };
    let bare = compact.trim_start_matches('第').trim_start_matches(['A', 'B', 'C', 'D']);
    let numeral_end =
        bare.find(|c: char| !c.is_ascii_digit() && !"０１２３４５６７８９一二三四五六七八九十".contains(c)).unwrap_or(bare.len());
    let (number, rest) = bare.split_at(numeral_end);
    let is_short = compact.chars().count() <= 14;
    compact.starts_with("版次")
        || compact.starts_with("版面：")
        || is_number(number)
            && (rest.is_empty()
                && (compact.starts_with(['A', 'B', 'C', 'D']) || number.chars().all(|c| c.is_ascii_digit()))
                && number.len() <= 3
                || rest.starts_with('版') && is_short && !rest.contains(['，', '。'])
                || rest == "页"
                || rest.starts_with("页共"))
}

fn is_editors(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    EDITORS.iter().any(|word| compact.starts_with(word)) && compact.chars().count() <= 60 && !compact.ends_with('。')
        || EDITORS.iter().take(13).filter(|word| compact.contains(**word)).count() >= 2 && !compact.contains('。')
}

/// The line with the date of a paper: `2024年8月16日 星期五 第3版`.
fn is_masthead(text: &str) -> bool {
    let Some((day, rest)) = day_at_start(text) else {
        // 相城社区报 2024年8月16日 星期五, 3版 社区新闻 2024年8月16日
        let starts = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| text.split_at(at)).take(12);
        let mut dated = starts.filter_map(|(before, after)| Some((before, day_at_start(after)?)));
        return dated.next().is_some_and(|(before, (day, rest))| {
            day.year.is_some()
                && is_rest_of_masthead(rest)
                && (before.contains(['报', '刊', '版', '期']) || !rest.trim().is_empty())
                && !before.contains(['，', '。', '：'])
                && before.chars().count() < 24
        });
    };
    day.year.is_some() && !rest.trim().is_empty() && is_rest_of_masthead(rest)
}

fn is_rest_of_masthead(rest: &str) -> bool {
    let rest = rest.trim();
    let is_page = rest.contains('版') || rest.contains('期') || rest.contains("农历") || rest.contains("责任编辑");
    rest.is_empty()
        || !rest.contains(['，', '。', '：']) && rest.chars().count() < 40 && (WEEKDAYS.iter().any(|day| rest.contains(day)) || is_page)
}

fn is_telephone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_labelled = ["电话：", "电话:", "热线：", "热线:", "邮编", "邮箱：", "E-mail", "Email", "地址：", "网址：", "传真", "QQ"]
        .iter()
        .filter(|word| text.contains(**word))
        .count();
    // A telephone in a message is what the message is about; two such words in a line are the foot of a page.
    is_labelled >= 2 && digits >= 7 && !text.contains(['。', '，'])
}

fn is_paper(text: &str) -> bool {
    ["本版投稿", "欢迎投稿", "国内统一连续出版物号", "内部资料", "免费交流"].iter().any(|word| text.contains(word))
        && text.chars().count() < 60
        && !text.ends_with('。')
}

/// The date that a text begins with, and what follows it.
#[must_use]
pub fn day_at_start(text: &str) -> Option<(Day, &str)> {
    let text = text.trim_start();
    let (first, rest) = number(text)?;
    let mark = rest.trim_start().chars().next()?;
    let after = |rest: &'static [char], text: &'_ str| text.trim_start().starts_with(rest);
    let skip = |text: &'_ str| -> usize {
        let trimmed = text.trim_start();
        text.len() - trimmed.len() + trimmed.chars().next().map_or(0, char::len_utf8)
    };
    let (year, month, rest) = match mark {
        '年' | '-' | '/' | '.' | '．' | '－' if (1900..2200).contains(&first) => {
            let rest = rest.get(skip(rest)..)?;
            let (month, rest) = number(rest)?;
            if !after(&['月', '-', '/', '.', '．', '－'], rest) {
                return None;
            }
            (Some(u16::try_from(first).ok()?), month, rest.get(skip(rest)..)?)
        }
        '月' => (None, first, rest.get(skip(rest)..)?),
        _ => return None,
    };
    let (day, rest) = number(rest)?;
    let rest = rest.trim_start().strip_prefix(['日', '号']).unwrap_or(rest);
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let longest = match month {
        2 if year.is_none_or(|year| year % 4 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    ((1..=12).contains(&month) && (1..=longest).contains(&day)).then_some((Day { year, month, day }, rest))
}

/// The date of a text that is a date and nothing else, but for a weekday, brackets and a time of day.
#[must_use]
pub fn only_day(text: &str) -> Option<Day> {
    let text = text.trim().trim_matches(|c: char| matches!(c, '（' | '）' | '(' | ')' | '【' | '】' | '。'));
    let text = ["时间：", "日期：", "发布时间：", "发布日期：", "成文日期：", "时间:", "日期:", "发布时间:"]
        .iter()
        .find_map(|label| text.strip_prefix(label))
        .unwrap_or(text);
    let (day, rest) = day_at_start(text)?;
    let rest = rest.trim();
    let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '：' | 'T' | 'Z' | '.' | '+' | '时' | '分' | '点' | '（' | '）' | ' ');
    let rest = ["上午", "下午", "晚上", "星期", "周"].iter().fold(rest.to_owned(), |rest, word| rest.replace(word, ""));
    let rest = rest.trim_start_matches(|c: char| "一二三四五六日天".contains(c));
    rest.chars().all(is_time).then_some(day)
}

/// A number in figures, full-width figures or Chinese numerals at the head of a text.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| numeral(c).is_none() && c != '十').unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.is_empty() || digits.chars().count() > 4 {
        return None;
    }
    if !digits.contains('十') {
        return digits.chars().try_fold(0u32, |sum, c| Some(sum * 10 + numeral(c)?)).map(|number| (number, rest));
    }
    let (tens, ones) = digits.split_once('十')?;
    let of = |text: &str, empty: u32| {
        if text.is_empty() { Some(empty) } else { text.chars().next().and_then(numeral).filter(|_| text.chars().count() == 1) }
    };
    Some((of(tens, 1)? * 10 + of(ones, 0)?, rest))
}

fn numeral(c: char) -> Option<u32> {
    let at = |row: &str| row.chars().position(|other| other == c).and_then(|at| u32::try_from(at).ok());
    c.to_digit(10)
        .or_else(|| at("０１２３４５６７８９"))
        .or_else(|| at("〇一二三四五六七八九"))
        .or_else(|| at("零壹贰叁肆伍陆柒捌玖"))
        .or_else(|| (c == '○').then_some(0))
}

/// Whether a text holds Han at all.
#[must_use]
pub fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_what_follows() {
        let day = |text: &str| only_day(text).map(|day| day.iso(2024));
        for text in [
            "2024年8月13日",
            "2024.8.13",
            "2024-08-13",
            "二〇二四年八月十三日",
            "８月１３日",
            "（8月13日）",
            "2024 年 8 月 13 日",
            "2024年8月13日 星期二",
            "2024-08-13 09:30",
            "二○二四年八月十三日",
        ] {
            assert_eq!(day(text).as_deref(), Some("2024-08-13"), "{text}");
        }
        for text in ["8月13日上午，社区", "13日", "2024年8月", "2023年2月29日", "3.5"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn furniture_is_told_from_text() {
        for line in [
            "A03",
            "第3版",
            "3版 社区新闻",
            "3",
            "责任编辑：王丹　美编：徐晓安",
            "2024年8月16日 星期五",
            "2024年8月16日 第3版",
            "社区报 2024年8月16日 星期五 A3",
            "3版 社区新闻 2024年8月16日",
            "— 3 —",
            "新闻热线：0512-00000000",
            "版次：03",
            "本版编辑 王丹 校对 徐晓安",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "8月13日，社区举行活动。",
            "2024年8月13日",
            "徐晓安",
            "时间：8月13日上午9:30",
            "电话：0512-00000000",
            "三个社区结伴",
            "一、活动内容",
            "3. 自带水杯",
            "版画展开幕",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
