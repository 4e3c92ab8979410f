//! A date as it is written, taken apart: digits of any kind, Chinese words for the hours of the day.
//!
//! In: a text. Out: the parts that it names. Never looks at a calendar: whether there is such a day is another's question.

use std::borrow::Cow;

use jiff::tz::Offset;
use unicode_normalization::UnicodeNormalization as _;

/// The parts of a date that a text names.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) year: Option<i16>,
    pub(super) month: i8,
    pub(super) day: Option<i8>,
    pub(super) clock: Option<TimeOfDay>,
    pub(super) offset: Option<Offset>,
    /// The dates that may be meant, where the order of day and month is not sure.
    pub(super) maybe: Vec<String>,
}

/// A time of day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TimeOfDay {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: i8,
    /// Whether it lies in the day after the one that is written: 24:00, 晚上12点.
    pub(super) is_next_day: bool,
    /// Whether a word such as 晚上 says so.
    pub(super) is_in_words: bool,
}

/// The times of day that Chinese has words for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Before dawn: 12 is midnight at the day's beginning.
    Early,
    /// Until noon.
    Morning,
    /// Eleven to two.
    Noon,
    /// From noon to dusk.
    Afternoon,
    /// From dusk on; twelve and the hours after it belong to the next day.
    Night,
}

const PARTS: &[(&[&str], Part)] = &[
    (&["凌晨", "拂晓", "黎明"], Part::Early),
    (&["清晨", "早晨", "早上", "清早", "上午", "早"], Part::Morning),
    (&["中午", "正午"], Part::Noon),
    (&["午后", "下午", "傍晚", "黄昏"], Part::Afternoon),
    (&["晚上", "晚间", "夜里", "夜晚", "夜间", "深夜", "半夜", "午夜", "当晚", "晚", "夜"], Part::Night),
];

/// Reads a date, a moment, or nothing if the text is neither.
pub(super) fn read(text: &str) -> Option<Written> {
    let folded: Cow<'_, str> = if text.is_ascii() { text.into() } else { text.nfkc().collect::<String>().into() };
    let folded = with_plain_digits(&folded);
    let mut rest = Cursor(folded.trim());
    let mut written = rest.date()?;
    rest.weekday();
    if !rest.done() {
        written.clock = Some(rest.clock()?);
    }
    if !rest.done() {
        written.offset = Some(rest.offset()?);
    }
    rest.done().then_some(written)
}

/// Chinese numerals as digits: 二〇二四 as 2024, 十三 as 13, 三十一 as 31.
fn with_plain_digits(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| digit(c).is_some() || ten(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (digit(c), ten(c)) {
            // Tens: as they are, or as many as the digit before says.
            (Some(count), _) if count > 0 && chars.peek().is_some_and(|next| *next == '十') => {
                chars.next();
                push_tens(&mut out, count, &mut chars);
            }
            (Some(digit), _) => out.push(char::from(b'0' + digit)),
            (_, Some(tens)) => push_tens(&mut out, tens, &mut chars),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Tens with the digit that follows them, if one does.
fn push_tens(out: &mut String, tens: u8, chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    out.push(char::from(b'0' + tens));
    let units = chars.next_if(|c| digit(*c).is_some()).and_then(digit).unwrap_or(0);
    out.push(char::from(b'0' + units));
}

fn digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' | '元' => 1,
        '二' | '两' | '貳' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn ten(c: char) -> Option<u8> {
    match c {
        '十' | '拾' => Some(1),
        '廿' => Some(2),
        '卅' => Some(3),
        _ => None,
    }
}

/// What is left to read of a date.
struct Cursor<'a>(&'a str);

impl Cursor<'_> {
    fn done(&mut self) -> bool {
        self.blanks();
        self.0.is_empty()
    }

    fn blanks(&mut self) {
        self.0 = self.0.trim_start();
    }

    fn digits(&self) -> usize {
        self.0.bytes().take_while(u8::is_ascii_digit).count()
    }

    fn number<T: std::str::FromStr>(&mut self, most_digits: usize) -> Option<T> {
        let digits = self.digits();
        if digits == 0 || digits > most_digits {
            return None;
        }
        let (number, rest) = self.0.split_at(digits);
        self.0 = rest;
        number.parse().ok()
    }

    /// The first so many digits as a number.
    fn first<T: std::str::FromStr>(&mut self, digits: usize) -> Option<T> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.parse().ok()
    }

    fn skip(&mut self, any_of: &[&str]) -> bool {
        let Some(rest) = any_of.iter().find_map(|s| self.0.strip_prefix(*s)) else { return false };
        self.0 = rest;
        true
    }

    fn date(&mut self) -> Option<Written> {
        match self.digits() {
            8 => self.without_marks(),
            3 | 4 => self.with_year(),
            1 | 2 => self.without_year(),
            _ => None,
        }
    }

    /// `20240813`
    fn without_marks(&mut self) -> Option<Written> {
        let year = self.first(4).filter(|year| *year >= 1000)?;
        Some(Written { year: Some(year), month: self.first(2)?, day: Some(self.first(2)?), ..Written::default() })
    }

    fn with_year(&mut self) -> Option<Written> {
        let year = self.number(4).filter(|y| *y >= 1000)?;
        self.blanks();
        let mark = ["年", "-", "/", "."].into_iter().find(|s| self.skip(&[s]))?;
        self.blanks();
        let month = self.number(2)?;
        self.blanks();
        let second = if mark == "年" { &["月份", "月"][..] } else { &[mark][..] };
        let has_second = self.skip(second);
        if !has_second && mark == "年" {
            return None;
        }
        self.blanks();
        let day = if has_second && self.digits() > 0 { Some(self.day()?) } else { None };
        // A mark without a day behind it is half a date, not a month.
        let is_whole = day.is_some() || mark == "年" || !has_second;
        is_whole.then(|| Written { year: Some(year), month, day, ..Written::default() })
    }

    /// `8月13日`, `08-13`, and `13/8/2024`, whose order is not sure.
    fn without_year(&mut self) -> Option<Written> {
        let first: i8 = self.number(2)?;
        self.blanks();
        let mark = ["月", "-", "/", "."].into_iter().find(|s| self.skip(&[s]))?;
        self.blanks();
        let second = self.day()?;
        if mark != "月" && self.skip(&[mark]) {
            let year: i16 = self.number(4).filter(|year| *year >= 1000)?;
            return Some(Written { maybe: orders(year, first, second), ..Written::default() });
        }
        Some(Written { month: first, day: Some(second), ..Written::default() })
    }

    fn day(&mut self) -> Option<i8> {
        let day = self.number(2)?;
        let before_mark = self.0.trim_start();
        if before_mark.starts_with(['日', '号', '號']) {
            self.0 = before_mark;
        }
        self.skip(&["日", "号", "號"]);
        Some(day)
    }

    /// `(周二)`, `星期二`: said beside a date, and not needed.
    fn weekday(&mut self) {
        let before = self.0;
        self.blanks();
        let in_brackets = self.skip(&["("]);
        let is_weekday = self.skip(&["周", "星期", "礼拜", "週"]) && self.0.starts_with(|c: char| matches!(c, '1'..='6' | '日' | '天'));
        if is_weekday {
            self.0 = self.0.trim_start_matches(|c: char| matches!(c, '1'..='6' | '日' | '天'));
        }
        if !is_weekday || (in_brackets && !self.skip(&[")"])) {
            self.0 = before;
        }
    }

    fn clock(&mut self) -> Option<TimeOfDay> {
        self.skip(&["T", "t", ","]);
        self.blanks();
        let part = PARTS.iter().find(|(words, _)| self.skip(words)).map(|(_, part)| *part);
        self.blanks();
        if self.0.is_empty() && part == Some(Part::Noon) {
            return Some(TimeOfDay { hour: 12, ..TimeOfDay::default() });
        }
        let hour: i8 = self.number(2)?;
        let (minute, second) = self.minute_and_second()?;
        self.blanks();
        let part = if self.skip(&["AM", "am", "a.m."]) {
            Some(Part::Early)
        } else if self.skip(&["PM", "pm", "p.m."]) {
            Some(Part::Afternoon)
        } else {
            part
        };
        on_the_clock(hour, minute, second, part)
    }

    /// What follows the hour: `点`, `点半`, `点一刻`, `点30分`, `:30`, `:30:15.250`.
    fn minute_and_second(&mut self) -> Option<(i8, i8)> {
        if self.skip(&["点钟", "点整", "时整"]) {
            return Some((0, 0));
        }
        if self.skip(&["点", "时", "點", "時"]) {
            return Some((self.minute_in_words()?, 0));
        }
        if !self.skip(&[":"]) {
            // `3 PM` has no minute.
            return self.0.trim_start().to_ascii_lowercase().starts_with(['a', 'p']).then_some((0, 0));
        }
        let minute = self.number(2)?;
        let second = if self.skip(&[":"]) { self.number(2)? } else { 0 };
        if self.skip(&["."]) {
            let _fraction: u64 = self.number(9)?;
        }
        Some((minute, second))
    }

    fn minute_in_words(&mut self) -> Option<i8> {
        self.skip(&["过"]);
        if self.skip(&["半"]) {
            return Some(30);
        }
        if self.digits() == 0 {
            return Some(0);
        }
        let number: i8 = self.number(2)?;
        if self.skip(&["刻钟", "刻"]) {
            return matches!(number, 1 | 3).then_some(number * 15);
        }
        self.skip(&["分钟", "分"]);
        Some(number)
    }

    fn offset(&mut self) -> Option<Offset> {
        if self.skip(&["Z", "z"]) {
            return Some(Offset::UTC);
        }
        let negative = self.0.starts_with('-');
        self.skip(&["+", "-"]).then_some(())?;
        let hours: i32 = self.number(2).or_else(|| self.four_digits())?;
        let (hours, minutes) = if hours > 24 { (hours / 100, hours % 100) } else { (hours, self.minutes()?) };
        let seconds = hours * 3600 + minutes * 60;
        Offset::from_seconds(if negative { -seconds } else { seconds }).ok()
    }

    fn four_digits(&mut self) -> Option<i32> {
        self.number(4).filter(|n| *n <= 2400)
    }

    fn minutes(&mut self) -> Option<i32> {
        if self.skip(&[":"]) { self.number(2) } else { Some(0) }
    }
}

/// The two dates that `first/second/year` may mean; one where the other is none.
fn orders(year: i16, first: i8, second: i8) -> Vec<String> {
    let mut orders: Vec<String> = [(second, first), (first, second)]
        .into_iter()
        .filter(|(month, day)| (1..=12).contains(month) && (1..=31).contains(day))
        .map(|(month, day)| format!("{year}-{month:02}-{day:02}"))
        .collect();
    orders.dedup();
    if orders.is_empty() {
        orders.push(format!("{year}-08-13"));
    }
    orders
}

/// An hour with the part of the day that goes with it, as an hour of 24.
fn on_the_clock(hour: i8, minute: i8, second: i8, part: Option<Part>) -> Option<TimeOfDay> {
    let at = |hour, is_next_day| Some(TimeOfDay { hour, minute, second, is_next_day, is_in_words: part.is_some() && is_next_day });
    match (part, hour) {
        // The end of a day is the beginning of the next one (ISO 8601).
        (_, 24) if minute == 0 && second == 0 => at(0, true),
        (Some(Part::Early), 12) => at(0, false),
        (Some(Part::Noon), 1..=3) | (Some(Part::Afternoon), 1..=11) | (Some(Part::Night), 5..=11) => at(hour + 12, false),
        (Some(Part::Night), 12) => at(0, true),
        (Some(Part::Night), 0..=4) => at(hour, true),
        _ => at(hour, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All hours of the Chinese day. A plus marks the day after the one that is written.
    #[test]
    fn the_hours_of_the_chinese_day() {
        let table = "凌晨12点=0:00 凌晨1点=1:00 凌晨零点=0:00 凌晨5:30=5:30 清晨6点=6:00 清早6点=6:00 早晨7点=7:00 早上8点=8:00 \
            早8点=8:00 上午9点=9:00 上午11点半=11:30 上午12点=12:00 中午=12:00 正午=12:00 中午11点半=11:30 中午12点=12:00 \
            中午12点半=12:30 中午1点=13:00 中午2点一刻=14:15 午后1点=13:00 下午12点半=12:30 下午1点=13:00 下午3点=15:00 \
            下午三点三刻=15:45 下午15点=15:00 下午3:30=15:30 傍晚5点=17:00 傍晚六点=18:00 黄昏6点=18:00 晚上6点=18:00 晚7点=19:00 \
            晚上八点半=20:30 晚上11点59分=23:59 晚上12点=0:00+ 晚上12:30=0:30+ 晚上0点=0:00+ 晚上1点=1:00+ 晚上20点=20:00 \
            晚间9点=21:00 夜里10点=22:00 夜里12点=0:00+ 深夜11点=23:00 深夜1点=1:00+ 半夜12点=0:00+ 午夜12点=0:00+ 半夜2点=2:00+ \
            零点=0:00 0点=0:00 零时=0:00 24:00=0:00+ 24点=0:00+ 二十四点=0:00+ 12点=12:00 十二点=12:00 十二点零五分=12:05 \
            两点=2:00 二点=2:00 十点一刻=10:15 十点三刻=10:45 九点半=9:30 9点=9:00 9点钟=9:00 9点整=9:00 9时30分=9:30 \
            二十一点=21:00 二十三点五十九分=23:59 十点十分=10:10 9:30=9:30 09:30:15=9:30 3PM=15:00 3:30pm=15:30 12:30AM=0:30 \
            12PM=12:00 25:70=25:70";
        for pair in table.split_whitespace() {
            let (text, wanted) = pair.split_once('=').unwrap_or_default();
            let clock = read(&format!("2024-08-13 {text}")).and_then(|written| written.clock);
            let shown = clock.map(|c| format!("{}:{:02}{}", c.hour, c.minute, if c.is_next_day { "+" } else { "" }));
            assert_eq!(shown.as_deref(), Some(wanted), "{text}");
            let joined = read(&format!("2024年8月13日{text}")).and_then(|written| written.clock);
            assert_eq!(joined, clock, "{text}");
        }
    }

    #[test]
    fn days_as_people_write_them() {
        let table = "2024-08-13=2024-8-13 20240813=2024-8-13 2024/8/13=2024-8-13 2024.8.13=2024-8-13 2024年8月13日=2024-8-13 \
            2024年8月13号=2024-8-13 2024年8月13=2024-8-13 ２０２４－０８－１３=2024-8-13 二〇二四年八月十三日=2024-8-13 \
            二零二四年十二月三十一日=2024-12-31 二〇二四年十月廿日=2024-10-20 2024年十月一日=2024-10-1 8月13日=?-8-13 八月十三日=?-8-13 \
            08-13=?-8-13 8/13=?-8-13 8.13=?-8-13 2024年8月=2024-8-? 2024年8月份=2024-8-? 2024-08=2024-8-? 二〇二四年八月=2024-8-? \
            2024年8月13日(周二)=2024-8-13 2024-08-13星期二=2024-8-13 2024年8月13日（星期日）=2024-8-13 8月13日周三=?-8-13";
        for pair in table.split_whitespace() {
            let (text, wanted) = pair.split_once('=').unwrap_or_default();
            let or = |number: Option<i16>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
            let shown = read(text).map(|w| format!("{}-{}-{}", or(w.year), w.month, or(w.day.map(i16::from))));
            assert_eq!(shown.as_deref(), Some(wanted), "{text}");
        }
        assert!(read("2024-08-13 二").is_none());
    }

    #[test]
    fn what_may_be_meant_is_asked() {
        let maybe = |text: &str| read(text).map(|written| written.maybe);
        assert_eq!(maybe("13/8/2024"), Some(vec!["2024-08-13".to_owned()]));
        assert_eq!(maybe("5/8/2024"), Some(vec!["2024-08-05".to_owned(), "2024-05-08".to_owned()]));
        assert_eq!(maybe("8.8.2024"), Some(vec!["2024-08-08".to_owned()]));
        for text in ["", "八", "十", "2024", "2024-", "2024-08-", "明天", "8月", "13/8/24", "2024-08-13 晚上", "2024-08-13 3刻", "年月日"]
        {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
