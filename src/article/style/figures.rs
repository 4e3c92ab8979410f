//! Dates: months and days with and without a nought in one text, and days of the week that do not fit.

use super::running::{END, Sign};
use super::{Day, MOST, Rule, Slip};

/// One month or day as it is written: `08月`.
struct Written {
    nth: usize,
    digits: usize,
    is_padded: bool,
}

pub(super) fn look(signs: &[Sign], day: Option<Day>, slips: &mut Vec<Slip>) {
    let mut padded = Vec::new();
    let mut has_plain = false;
    for (nth, sign) in signs.iter().enumerate() {
        if slips.len() >= MOST {
            return;
        }
        if !matches!(sign.c, '月' | '日') {
            continue;
        }
        if let Some(written) = written(signs, nth)
            && follows_date(signs, &written)
        {
            if written.is_padded {
                padded.push(written);
            } else if written.digits == 1 {
                has_plain = true;
            }
        }
        if sign.c == '日' {
            weekday(signs, nth, day, slips);
        }
    }
    if has_plain {
        for Written { nth, digits, .. } in padded {
            let (Some(first), Some(last)) = (signs.get(nth - digits), signs.get(nth)) else { continue };
            let plain: String = signs[nth - digits + 1..=nth].iter().map(|sign| sign.c).collect();
            slips.push(Slip { range: first.at..last.at + last.c.len_utf8(), rule: Rule::UnevenDates, wanted: plain });
        }
    }
}

/// The digits right before a sign.
fn written(signs: &[Sign], nth: usize) -> Option<Written> {
    let digits = signs[..nth].iter().rev().take(3).take_while(|sign| sign.c.is_ascii_digit()).count();
    let first = signs.get(nth.checked_sub(digits)?)?;
    (1..=2).contains(&digits).then_some(Written { nth, digits, is_padded: digits == 2 && first.c == '0' })
}

/// A month follows a year or stands before a day; a day follows a month. `共3日` and `5月嫂` are none.
fn follows_date(signs: &[Sign], written: &Written) -> bool {
    let before = (written.nth - written.digits).checked_sub(1).and_then(|nth| signs.get(nth)).map_or(END, |sign| sign.c);
    match signs[written.nth].c {
        '日' => before == '月',
        _ => before == '年' || signs.get(written.nth + 1).is_some_and(|sign| sign.c.is_ascii_digit()),
    }
}

/// The number that ends at a sign, and where it begins.
fn number_before(signs: &[Sign], end: usize) -> Option<(u32, usize)> {
    let digits = signs[..end].iter().rev().take(4).take_while(|sign| sign.c.is_ascii_digit()).count();
    let start = end - digits;
    let text: String = signs[start..end].iter().map(|sign| sign.c).collect();
    text.parse().ok().map(|number| (number, start))
}

const NAMES: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// The day of the week right after a date, in brackets or not.
fn weekday(signs: &[Sign], nth: usize, today: Option<Day>, slips: &mut Vec<Slip>) {
    let Some((day, start)) = number_before(signs, nth) else { return };
    let Some(month_at) = start.checked_sub(1).filter(|at| signs[*at].c == '月') else { return };
    let Some((month, start)) = number_before(signs, month_at) else { return };
    let year = start
        .checked_sub(1)
        .filter(|at| signs[*at].c == '年')
        .and_then(|at| number_before(signs, at))
        .filter(|(year, _)| (1900..2100).contains(year));
    let mut after =
        signs[nth + 1..].iter().enumerate().skip_while(|(_, sign)| matches!(sign.c, '（' | '(' | ' ' | '，' | '、' | '\u{3000}')).take(3);
    let (Some((first, word)), Some((_, second))) = (after.next(), after.next()) else { return };
    if first > 2 {
        return;
    }
    let named = match (word.c, second.c) {
        ('星', '期') | ('礼', '拜') => after.next().map(|(at, sign)| (at, sign.c)),
        ('周', c) => Some((first + 1, c)),
        _ => None,
    };
    let Some((last, name)) = named else { return };
    let name = if name == '天' { '日' } else { name };
    let Some(said) = NAMES.iter().position(|one| one.starts_with(name)) else { return };
    // 周一至周五 and 周六日 name more than one day.
    if signs
        .get(nth + 2 + last)
        .is_some_and(|sign| matches!(sign.c, '至' | '到' | '、' | '-' | '—' | '和' | '或' | '日' | '六' | '期' | '边' | '围' | '年' | '岁'))
    {
        return;
    }
    let Some(real) = real_weekday(year.map(|(year, _)| year), month, day, today) else { return };
    if real != said {
        let end = &signs[nth + 1 + last];
        let begin = &signs[nth + 1 + first];
        let prefix = if word.c == '周' {
            "周"
        } else if word.c == '礼' {
            "礼拜"
        } else {
            "星期"
        };
        slips.push(Slip {
            range: begin.at..end.at + end.c.len_utf8(),
            rule: Rule::WrongWeekday,
            wanted: format!("{prefix}{}", NAMES[real]),
        });
    }
}

/// The weekday of a date, Monday 0. Without a year it is the year that brings it nearest to the article's own day.
fn real_weekday(year: Option<u32>, month: u32, day: u32, today: Option<Day>) -> Option<usize> {
    let year = match year {
        Some(year) => i64::from(year),
        None => {
            let (y, m, d) = today?;
            let here = days(i64::from(y), m, d);
            (i64::from(y) - 1..=i64::from(y) + 1).min_by_key(|year| (days(*year, month, day) - here).abs())?
        }
    };
    let is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let last = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=last).contains(&day) {
        return None;
    }
    // 1970-01-01 was a Thursday.
    usize::try_from((days(year, month, day) + 3).rem_euclid(7)).ok()
}

/// Days since 1970-01-01 in the calendar of today (Howard Hinnant's `days_from_civil`).
fn days(year: i64, month: u32, day: u32) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (i64::from(month) + if month > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}
