//! Whether some digits are a number of a kind: their count, their first and their check digits, and what stands around
//! them. Says nothing of where digits begin and end: that is [`super::number`].

use super::number::{Candidate, Gap, X};
use super::{Rule, context};

/// The first two digits of an identity number: provinces (GB/T 2260), 81 to 83 of Hong Kong, Macau and Taiwan.
const PROVINCES: &[u8] = &[
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82,
    83,
];
/// The weights of GB 11643-1999, and the check digit for each remainder.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [u8; 11] = [1, 0, X, 9, 8, 7, 6, 5, 4, 3, 2];

pub(super) fn is_id(candidate: &Candidate<'_>) -> Option<Rule> {
    has_id_form(candidate.digits()).then_some(Rule::IdNumber)
}

pub(super) fn has_id_form(digits: &[u8]) -> bool {
    let [body @ .., check] = digits else { return false };
    if body.len() != 17 || body.contains(&X) || !PROVINCES.contains(&(body[0] * 10 + body[1])) {
        return false;
    }
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    is_date(number(&body[6..10]), number(&body[10..12]), number(&body[12..14])) && CHECKS[(sum % 11) as usize] == *check
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |number, digit| number * 10 + u32::from(*digit))
}

/// Whether somebody may have been born on a day.
fn is_date(year: u32, month: u32, day: u32) -> bool {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1900..2040).contains(&year) && (1..=last).contains(&day)
}

/// An identity number of 15 digits has no check digit: the text must say what it is.
pub(super) fn is_old_id(candidate: &Candidate<'_>) -> Option<Rule> {
    let digits = candidate.digits();
    let has_form = !digits.contains(&X)
        && PROVINCES.contains(&(digits[0] * 10 + digits[1]))
        && is_date(1900 + number(&digits[6..8]), number(&digits[8..10]), number(&digits[10..12]));
    (has_form && context::is_called(candidate.text, candidate.start(), context::ID_LABELS)).then_some(Rule::OldIdNumber)
}

/// Whether the first digits are those of cards that are used in China: UnionPay's 62 and 81, older debit cards,
/// Visa, MasterCard, JCB and American Express.
fn has_card_prefix(digits: &[u8]) -> bool {
    let four = number(&digits[..4]);
    match digits.len() {
        16 => {
            matches!(four, 6200..=6299 | 8100..=8171 | 4000..=4999 | 5100..=5599 | 2221..=2720 | 3528..=3589 | 6010..=6019 | 6040..=6059 | 6858 | 6886..=6888 | 9001..=9999)
        }
        19 => matches!(four, 6200..=6299 | 8100..=8171 | 9558..=9559 | 9400..=9499 | 6858 | 6013 | 5610 | 4563 | 9843 | 9896),
        17 | 18 => matches!(four, 6200..=6299 | 9400..=9499 | 6901..=6999),
        15 => matches!(four, 3400..=3499 | 3700..=3799 | 6200..=6299 | 5453),
        14 => matches!(four, 3000..=3059 | 3600..=3699 | 3800..=3999),
        _ => false,
    }
}

fn is_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(nth, digit)| {
            let doubled = u32::from(*digit) * if nth % 2 == 1 { 2 } else { 1 };
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    sum.is_multiple_of(10)
}

pub(super) fn is_card(candidate: &Candidate<'_>) -> Option<Rule> {
    let digits = candidate.digits();
    if digits.contains(&X) || !has_card_prefix(digits) || !is_luhn(digits) || digits.iter().all(|digit| digit == &digits[0]) {
        return None;
    }
    // Part of a longer number that is written in groups is nothing by itself.
    let same = |gap: Option<Gap>| gap.is_some_and(|gap| matches!(gap, Gap::Dash | Gap::Dot | Gap::Kind));
    if same(candidate.gap_before()) || same(candidate.gap_after()) || candidate.gaps().any(|gap| matches!(gap, Gap::Dot | Gap::Mark)) {
        return None;
    }
    if context::is_in_token(candidate.text, candidate.start(), candidate.end()) {
        return None;
    }
    if context::is_called(candidate.text, candidate.start(), context::CARD_LABELS) {
        return Some(Rule::BankCard);
    }
    // UnionPay's of the usual lengths speak for themselves; all others need a word that says card or account.
    let is_usual = matches!((digits.len(), digits[0], digits[1]), (16 | 19, 6, 2));
    let is_usual = is_usual || (digits.len() == 19 && digits.starts_with(&[9, 5, 5])) || (digits.len() == 16 && matches!(digits[0], 4 | 5));
    let is_other = context::is_called(candidate.text, candidate.start(), context::OTHER_NUMBERS)
        || context::is_amount(candidate.text, candidate.start(), candidate.end());
    (is_usual && !is_other).then_some(Rule::BankCard)
}

/// The first three digits of mobile numbers that have been given out.
pub(super) fn has_mobile_form(digits: &[u8]) -> bool {
    let [1, second, third, ..] = digits else { return false };
    if digits.len() != 11 || digits.contains(&X) {
        return false;
    }
    let is_series = match second {
        3 | 8 => true,
        4 => *third != 2 && *third != 3,
        5 => *third != 4,
        6 => matches!(third, 2 | 5 | 6 | 7),
        7 => *third != 9,
        9 => *third != 4,
        _ => false,
    };
    is_series && !digits[3..].iter().all(|digit| *digit == 0)
}

pub(super) fn is_mobile(candidate: &Candidate<'_>) -> Option<Rule> {
    let digits = candidate.digits();
    let (text, start, end) = (candidate.text, candidate.start(), candidate.end());
    // 86 and 0086 in front of it, the 0 of old long-distance calls.
    let code = digits.len() - 11;
    let has_code = matches!(&digits[..code], [] | [8, 6] | [0, 0, 8, 6] | [0]);
    if !has_code || !has_mobile_form(&digits[code..]) {
        return None;
    }
    let sizes: Vec<usize> = candidate.sizes().collect();
    let whole = sizes.len() == 1 || (sizes.len() == 2 && code > 0 && sizes[0] == code);
    let is_single = sizes.len() >= 10 && sizes.iter().all(|size| *size == 1);
    let kinds_only = candidate.gaps().all(|gap| gap == Gap::Kind);
    let usual = matches!(sizes.as_slice(), [3, 4, 4] | [2, 3, 4, 4] | [4, 3, 4, 4]);
    let is_grouped = sizes.len() <= 6
        && sizes.first().is_some_and(|size| *size >= 3 || (code > 0 && *size == code))
        && sizes[1..].iter().all(|size| *size >= 2);
    if !(whole || is_single || is_grouped || kinds_only) {
        return None;
    }
    // One dot is that of a decimal, and strokes and commas part the numbers of a list.
    if candidate.gaps().any(|gap| gap == Gap::Mark) || sizes.len() == 2 && candidate.gaps().any(|gap| gap == Gap::Dot) {
        return None;
    }
    // Groups beside it that are joined to it make it part of a longer number.
    let beside = [candidate.gap_before(), candidate.gap_after()];
    let is_part = |gap: &Option<Gap>| match gap {
        Some(Gap::Dot) => true,
        Some(Gap::Dash) => !whole && !usual,
        Some(Gap::Blank) => !whole && !usual,
        Some(Gap::Kind) => kinds_only && sizes.len() > 1,
        Some(Gap::Mark) | None => false,
        Some(Gap::Break) => !whole && !usual && !candidate.gaps().any(|gap| gap == Gap::Break),
    };
    if beside.iter().any(is_part) || context::is_in_token(text, start, end) || context::is_amount(text, start, end) {
        return None;
    }
    let is_called = context::is_called(text, start, context::MOBILE_LABELS);
    let is_other = candidate.is_joined_to_another() || context::is_called(text, start, context::OTHER_NUMBERS);
    (is_called || !is_other).then_some(Rule::Mobile)
}
