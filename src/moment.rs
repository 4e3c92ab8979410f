//! Days and moments as editors write them. The only user of jiff.
//!
//! In: a text in any of the forms that people and programs write. Out: a [`Moment`], and what had to be supposed to
//! read it. A date without a zone is in the site's zone, never in the machine's. Nothing here reads the clock
//! but [`now`], which the command calls once.

mod written;

use jiff::civil;
use jiff::tz::{Offset, TimeZone};

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
    pub fn written(&self) -> String {
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

/// The day in China of a moment that is told in seconds, as pages of WeChat tell it.
#[must_use]
pub fn day_in_china(seconds: i64) -> Option<String> {
    // Before the first page and beyond any calendar, the number is no time.
    let timestamp = jiff::Timestamp::from_second(seconds).ok().filter(|_| (1_300_000_000..10_000_000_000).contains(&seconds))?;
    Some(at(timestamp, &Zone { name: String::new(), zone: TimeZone::fixed(Offset::constant(8)) }).date())
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

/// What had to be supposed to read a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supposed {
    /// The year, as none is written.
    Year,
    /// The first day of the month, as no day is written.
    FirstDay,
    /// That a late hour belongs to the night after the day that is written: 晚上12点.
    NextDay,
}

/// Why a text is no date.
#[derive(Debug, Clone)]
pub struct NoDate {
    /// What is the matter.
    pub reason: Sentence,
    /// The dates that may be meant, if some may: `13/8/2024` is asked, not guessed.
    pub maybe: Vec<String>,
    /// Whether nothing is missing but the year.
    pub lacks_year: bool,
}

/// Reads a date or moment that is written in full, as [`read`] does.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub fn parse(text: &str, zone: &Zone) -> Result<Moment, Sentence> {
    match read(text, zone, || None) {
        Ok((moment, None | Some(Supposed::NextDay))) => Ok(moment),
        Ok(_) => Err(not_a_date(text)),
        Err(no) => Err(no.reason),
    }
}

/// Reads a date or moment: `2024-08-13`, `2024-08-13 09:30`, RFC 3339, and what people and content management systems
/// write: `2024/8/13`, `20240813`, `2024年8月13日 下午3点半`, `二〇二四年八月十三日`, full-width digits, `8月13日` where
/// the year is known otherwise, `2024年8月`.
///
/// # Errors
/// What is wrong with it, and what may be meant.
pub fn read(text: &str, zone: &Zone, year: impl FnOnce() -> Option<i16>) -> Result<(Moment, Option<Supposed>), NoDate> {
    let written = written::read(text).ok_or_else(|| not_a_date(text))?;
    if !written.maybe.is_empty() {
        let text: String = text.chars().take(MOST_SHOWN).collect();
        let reason = say!("“{text}”看不出哪个是月、哪个是日", "in `{text}` month and day cannot be told apart");
        return Err(NoDate { reason, maybe: written.maybe, lacks_year: false });
    }
    let Some(known) = written.year.or_else(year) else {
        let text: String = text.chars().take(MOST_SHOWN).collect();
        let reason = say!("“{text}”没有写年份", "`{text}` has no year");
        return Err(NoDate { reason, maybe: Vec::new(), lacks_year: true });
    };
    let date = (known, written.month, written.day.unwrap_or(1));
    let moment = resolve(date, written.clock, written.offset, zone)?;
    let supposed = match written {
        written::Written { year: None, .. } => Some(Supposed::Year),
        written::Written { day: None, .. } => Some(Supposed::FirstDay),
        written::Written { clock: Some(clock), .. } if clock.is_next_day && clock.is_in_words => Some(Supposed::NextDay),
        _ => None,
    };
    Ok((moment, supposed))
}

/// How much of a text that is no date is repeated, in characters.
const MOST_SHOWN: usize = 40;

fn not_a_date(text: &str) -> Sentence {
    let text: String = text.chars().take(MOST_SHOWN).collect();
    say!("“{text}”不是日期", "`{text}` is not a date")
}

impl From<Sentence> for NoDate {
    fn from(reason: Sentence) -> Self {
        Self { reason, maybe: Vec::new(), lacks_year: false }
    }
}

fn resolve(
    (year, month, day): (i16, i8, i8),
    clock: Option<written::TimeOfDay>,
    offset: Option<Offset>,
    zone: &Zone,
) -> Result<Moment, Sentence> {
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
    let written::TimeOfDay { hour, minute, second, is_next_day, is_in_words: _ } = clock.unwrap_or_default();
    let Ok(time) = civil::Time::new(hour, minute, second, 0) else {
        return Err(say!("没有 {hour}:{minute:02}:{second:02} 这个时间", "there is no time {hour}:{minute:02}:{second:02}"));
    };
    let written_in = offset.map_or_else(|| zone.zone.clone(), TimeZone::fixed);
    let too_far = || {
        say!("{year}-{month:02}-{day:02} 太远了，最晚写 9999-12-30", "{year}-{month:02}-{day:02} is too far away; 9999-12-30 is the last")
    };
    let date = if is_next_day { date.tomorrow().map_err(|_| too_far())? } else { date };
    let zoned = date.to_datetime(time).to_zoned_datetime(written_in).map_err(|_| too_far())?;
    Ok(moment(&zoned.with_time_zone(zone.zone.clone()), clock.is_some()))
}
