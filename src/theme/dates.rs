//! How the wording of a theme writes dates.

use std::collections::BTreeMap;

/// How the wording writes dates, taken apart once: every page and every card shows some.
#[derive(Debug)]
pub(crate) struct Dates {
    /// `date_full`: with the year.
    pub(crate) full: DatePattern,
    /// `date_short`: without it.
    pub(crate) short: DatePattern,
    /// `title_archive_year`.
    pub(crate) year: DatePattern,
    /// `title_archive_month`.
    pub(crate) month: DatePattern,
}

/// A wording with `{y}`, `{m}` and `{d}` for numbers and `{month}` for a word.
#[derive(Debug)]
pub(crate) struct DatePattern {
    parts: Vec<DatePart>,
    /// The words of the months from January on.
    months: Vec<String>,
}

#[derive(Debug)]
enum DatePart {
    Text(String),
    Year,
    Month,
    Day,
    MonthName,
}

impl Dates {
    pub(super) fn of(words: &BTreeMap<String, String>) -> Self {
        let pattern = |key: &str| DatePattern::of(words, key);
        Self {
            full: pattern("date_full"),
            short: pattern("date_short"),
            year: pattern("title_archive_year"),
            month: pattern("title_archive_month"),
        }
    }
}

impl DatePattern {
    fn of(words: &BTreeMap<String, String>, key: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = words.get(key).map_or(key, String::as_str);
        while let Some((before, after)) = rest.split_once('{') {
            parts.push(DatePart::Text(before.to_owned()));
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            parts.extend(match name {
                "y" => Some(DatePart::Year),
                "m" => Some(DatePart::Month),
                "d" => Some(DatePart::Day),
                "month" => Some(DatePart::MonthName),
                _ => None,
            });
            rest = after;
        }
        parts.push(DatePart::Text(rest.to_owned()));
        let months = (1..=12).map(|month| words.get(&format!("month_{month}")).cloned().unwrap_or_default()).collect();
        Self { parts, months }
    }

    /// A date as the wording writes it; the month is 1 to 12.
    pub(crate) fn write(&self, year: i16, month: i8, day: i8) -> String {
        let mut out = String::with_capacity(24);
        for part in &self.parts {
            match part {
                DatePart::Text(text) => out.push_str(text),
                DatePart::Year => push_number(&mut out, year.unsigned_abs()),
                DatePart::Month => push_number(&mut out, month.unsigned_abs().into()),
                DatePart::Day => push_number(&mut out, day.unsigned_abs().into()),
                DatePart::MonthName => {
                    out.push_str(self.months.get(usize::from(month.unsigned_abs()).saturating_sub(1)).map_or("", String::as_str));
                }
            }
        }
        out
    }
}

fn push_number(out: &mut String, number: u16) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}
