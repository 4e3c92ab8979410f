//! Days and moments as editors write them. The only user of jiff.
//!
//! A date without a zone is in the site's zone, never in the machine's. Nothing here reads the clock
//! but [`now`], which the command calls once.

use jiff::civil;
use jiff::tz::{Offset, TimeZone};
use unicode_normalization::UnicodeNormalization as _;

use crate::note::Sentence;
use crate::say;

/// The site's time zone.
#[derive(Debug, Clone)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

impl Zone {
    /// A zone by its IANA name, such as `Asia/Shanghai`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let zone = TimeZone::get(name).ok()?;
        Some(Self { name: name.to_owned(), zone })
    }

    /// The IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Default for Zone {
    /// Asia/Shanghai, or a fixed +08:00 where the zone data cannot be read.
    fn default() -> Self {
        Self::named("Asia/Shanghai")
            .unwrap_or_else(|| Self { name: "Asia/Shanghai".to_owned(), zone: TimeZone::fixed(Offset::constant(8)) })
    }
}

/// A point in time together with the day it falls on in the site's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// Year in the site's zone.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, 1 to 31.
    pub day: i8,
    /// The time of day as hour, minute and second, when it was written.
    pub clock: Option<(i8, i8, i8)>,
    /// Seconds east of UTC at that moment in the site's zone.
    pub offset: i32,
}

impl Moment {
    /// `2024-08-13`, or RFC 3339 such as `2024-08-13T09:30:00+08:00` when the time of day is known.
    #[must_use]
    pub fn iso(&self) -> String {
        match self.clock {
            None => self.date(),
            Some(_) => self.rfc3339(),
        }
    }

    /// As people write it: `2024-08-13`, or `2024-08-13 09:30` when the time of day is known.
    #[must_use]
    pub fn plain(&self) -> String {
        let day = self.date();
        match self.clock {
            None => day,
            Some((hour, minute, 0)) => format!("{day} {hour:02}:{minute:02}"),
            Some((hour, minute, second)) => format!("{day} {hour:02}:{minute:02}:{second:02}"),
        }
    }

    /// The day: `2024-08-13`.
    #[must_use]
    pub fn date(&self) -> String {
        // Every page and feed shows dates: writing digits takes a tenth of what formatting does.
        let mut out = String::with_capacity("2024-08-13T09:30:00+08:00".len());
        push_two(&mut out, i32::from(self.year) / 100);
        push_two(&mut out, i32::from(self.year) % 100);
        out.push('-');
        push_two(&mut out, i32::from(self.month));
        out.push('-');
        push_two(&mut out, i32::from(self.day));
        out
    }

    /// The moment from which something that lasts until this one is over: "until 20 August" is through that
    /// day, so a day ends with the first moment of the next one in the site's zone.
    #[must_use]
    pub fn end(self, zone: &Zone) -> Self {
        if self.clock.is_some() {
            return self;
        }
        let next = civil::Date::new(self.year, self.month, self.day).and_then(civil::Date::tomorrow);
        let zoned = next.and_then(|day| day.to_datetime(civil::Time::midnight()).to_zoned_datetime(zone.zone.clone()));
        // The last day that the calendar knows has no next one.
        zoned.map_or(self, |zoned| moment(&zoned, false))
    }

    /// RFC 3339 with the site's offset, midnight when the time of day is not known.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        let (hour, minute, second) = self.clock.unwrap_or_default();
        let (sign, offset) = if self.offset < 0 { ('-', -self.offset) } else { ('+', self.offset) };
        let mut out = self.date();
        for (mark, number) in [('T', i32::from(hour)), (':', i32::from(minute)), (':', i32::from(second)), (sign, offset / 3600)] {
            out.push(mark);
            push_two(&mut out, number);
        }
        out.push(':');
        push_two(&mut out, offset % 3600 / 60);
        out
    }
}

/// Writes a number of two digits.
fn push_two(out: &mut String, number: i32) {
    for digit in [number / 10 % 10, number % 10] {
        out.push(char::from(b'0' + u8::try_from(digit).unwrap_or(0)));
    }
}

/// The machine's clock as a moment: read once by the command when `--now` does not replace it.
#[must_use]
pub fn now(zone: &Zone) -> Moment {
    at(jiff::Timestamp::now(), zone)
}

fn at(timestamp: jiff::Timestamp, zone: &Zone) -> Moment {
    let zoned = timestamp.to_zoned_datetime(zone.zone.clone());
    moment(&zoned, true)
}

fn moment(zoned: &jiff::ZonedDateTime, has_clock: bool) -> Moment {
    let clock = has_clock.then(|| (zoned.hour(), zoned.minute(), zoned.second()));
    Moment {
        seconds: zoned.timestamp().as_second(),
        year: zoned.year(),
        month: zoned.month(),
        day: zoned.day(),
        clock,
        offset: zoned.offset().seconds(),
    }
}

/// Reads a date or moment: `2024-08-13`, `2024-08-13 09:30`, RFC 3339, and what people and content
/// management systems write (`2024/8/13`, `2024.8.13`, `2024年8月13日 9点30分`, full-width digits).
///
/// # Errors
/// A sentence that says what is wrong with it.
pub fn parse(text: &str, zone: &Zone) -> Result<Moment, Sentence> {
    let folded: String = text.trim().nfkc().collect();
    let mut rest = Cursor(folded.trim());
    let date = rest.date().ok_or_else(|| not_a_date(text))?;
    let clock = if rest.done() { None } else { Some(rest.clock().ok_or_else(|| not_a_date(text))?) };
    let offset = if rest.done() { None } else { Some(rest.offset().ok_or_else(|| not_a_date(text))?) };
    if !rest.done() {
        return Err(not_a_date(text));
    }
    resolve(date, clock, offset, zone)
}

fn not_a_date(text: &str) -> Sentence {
    let text: String = text.chars().take(40).collect();
    say!("“{text}”不是日期", "`{text}` is not a date")
}

type Date = (i16, i8, i8);
type Clock = (i8, i8, i8);

fn resolve((year, month, day): Date, clock: Option<Clock>, offset: Option<Offset>, zone: &Zone) -> Result<Moment, Sentence> {
    if !(1..=12).contains(&month) {
        return Err(say!("没有 {month} 月", "there is no month {month}"));
    }
    let Ok(date) = civil::Date::new(year, month, day) else {
        let last = civil::Date::new(year, month, 1).map_or(31, civil::Date::days_in_month);
        return Err(say!(
            "{year} 年 {month} 月没有 {day} 日，最后一天是 {last} 日",
            "month {year}-{month:02} has no day {day}; its last day is {last}"
        ));
    };
    let (hour, minute, second) = clock.unwrap_or_default();
    let Ok(time) = civil::Time::new(hour, minute, second, 0) else {
        return Err(say!("没有 {hour}:{minute:02}:{second:02} 这个时间", "there is no time {hour}:{minute:02}:{second:02}"));
    };
    let written_in = offset.map_or_else(|| zone.zone.clone(), TimeZone::fixed);
    let zoned = date.to_datetime(time).to_zoned_datetime(written_in).map_err(|_| {
        say!("{year}-{month:02}-{day:02} 太远了，最晚写 9999-12-30", "{year}-{month:02}-{day:02} is too far away; 9999-12-30 is the last")
    })?;
    Ok(moment(&zoned.with_time_zone(zone.zone.clone()), clock.is_some()))
}

/// What is left to read of a date.
struct Cursor<'a>(&'a str);

impl Cursor<'_> {
    fn done(&mut self) -> bool {
        self.0 = self.0.trim_start();
        self.0.is_empty()
    }

    fn number<T: std::str::FromStr>(&mut self, most_digits: usize) -> Option<T> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > most_digits {
            return None;
        }
        let (number, rest) = self.0.split_at(digits);
        self.0 = rest;
        number.parse().ok()
    }

    fn skip(&mut self, any_of: &[&str]) -> bool {
        let Some(found) = any_of.iter().find(|s| self.0.starts_with(**s)) else { return false };
        self.0 = &self.0[found.len()..];
        true
    }

    fn date(&mut self) -> Option<Date> {
        let year = self.number(4).filter(|y| *y >= 1000)?;
        self.0 = self.0.trim_start();
        let separator = ["年", "-", "/", "."].into_iter().find(|s| self.0.starts_with(s))?;
        self.skip(&[separator]);
        self.0 = self.0.trim_start();
        let month = self.number(2)?;
        let second = if separator == "年" { "月" } else { separator };
        self.0 = self.0.trim_start();
        if !self.skip(&[second]) {
            return None;
        }
        self.0 = self.0.trim_start();
        let day = self.number(2)?;
        let before_mark = self.0.trim_start();
        if before_mark.starts_with(['日', '号']) {
            self.0 = before_mark;
        }
        self.skip(&["日", "号"]);
        Some((year, month, day))
    }

    fn clock(&mut self) -> Option<Clock> {
        self.skip(&["T", "t"]);
        self.0 = self.0.trim_start();
        let afternoon = self.skip(&["下午", "晚上"]);
        self.skip(&["上午", "早上"]);
        let mut hour: i8 = self.number(2)?;
        if afternoon && hour < 12 {
            hour += 12;
        }
        if self.skip(&["点", "时"]) {
            let minute = if self.0.starts_with(|c: char| c.is_ascii_digit()) { self.number(2)? } else { 0 };
            self.skip(&["分"]);
            return Some((hour, minute, 0));
        }
        self.skip(&[":"]).then_some(())?;
        let minute = self.number(2)?;
        let second = if self.skip(&[":"]) { self.number(2)? } else { 0 };
        if self.skip(&["."]) {
            let _fraction: u64 = self.number(9)?;
        }
        Some((hour, minute, second))
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
