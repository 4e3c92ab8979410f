//! Personal data that should not stand on a public page: one text in, what was found in it out.
//!
//! In goes any text, as its editor wrote it: a whole article with its front matter, a file's name, a cell of a
//! sheet. Out come [`Finding`]s, each with its bytes, its [`Rule`] and the text with its private half masked. What
//! is found is a hint (提示): nothing here is ever a promise that a text keeps a law, in either direction.
//! A pure function: never looks at another file, the clock or the settings of the site.
//!
//! One pass over the text with a table of characters decides what is looked at closer, so a text without digits
//! and without a word such as 小学 or 低保 costs that pass and nothing more.

mod address;
mod allow;
mod context;
mod judge;
mod letters;
mod names;
mod notes;
mod number;
mod person;
mod words;

use std::borrow::Cow;
use std::ops::Range;

pub(crate) use allow::Allowed;
pub(crate) use names::{has_room, stands_as_name};
pub(crate) use notes::notes;
pub(crate) use words::{Class, Classes, classes};

/// After so many findings a text has one cause, and nobody reads on.
const MOST: usize = 200;

/// What kind of personal data it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A resident's identity number of 18 digits: province, date and check digit are right (GB 11643).
    IdNumber,
    /// The same of 15 digits, as they were until 2013: without a check digit, so only where the text says what it is.
    OldIdNumber,
    /// The number of a bank card: its length, first digits and check digit (Luhn) are right.
    BankCard,
    /// A mobile telephone number.
    Mobile,
    /// An address down to the door.
    Address,
    /// A full name beside an illness, a disability or a benefit.
    Health,
    /// A full name beside a school, a class or the age of a child.
    Minor,
    /// A number plate.
    Plate,
    /// The number of a passport or of a permit to travel.
    Passport,
}

impl Rule {
    /// Its name, as in the labelled set of the tests.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::IdNumber => "id-number",
            Self::OldIdNumber => "old-id-number",
            Self::BankCard => "bank-card",
            Self::Mobile => "mobile",
            Self::Address => "address",
            Self::Health => "health",
            Self::Minor => "minor",
            Self::Plate => "plate",
            Self::Passport => "passport",
        }
    }

    /// Whether a text with it is not published.
    #[must_use]
    pub fn is_error(self) -> bool {
        matches!(self, Self::IdNumber | Self::BankCard)
    }
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is.
    pub rule: Rule,
    /// As it may be shown: `320***********1234`.
    pub masked: String,
}

/// Looks for personal data in a text, in the order of the text.
#[must_use]
pub fn look(text: &str) -> Vec<Finding> {
    let (mut found, triggers) = number::scan(text);
    letters::look(text, &triggers.letters, &mut found);
    address::look(text, &triggers.buildings, &mut found);
    person::look(text, &triggers.words, &mut found);
    found.sort_by_key(|finding| (finding.range.start, finding.rule));
    // Of two that lie on each other the graver one stays: the digits of an identity number are no telephone's.
    let mut kept: Vec<Finding> = Vec::new();
    for finding in found {
        match kept.last() {
            Some(last) if last.range.end > finding.range.start && last.rule <= finding.rule => {}
            Some(last) if last.range.end > finding.range.start => {
                kept.pop();
                kept.push(finding);
            }
            _ => kept.push(finding),
        }
    }
    kept.truncate(MOST);
    kept
}

/// A text with everything that was found in it masked, of the same length in bytes and in characters.
#[must_use]
pub fn masked<'a>(text: &'a str, found: &[Finding]) -> Cow<'a, str> {
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for finding in found {
        let Some((before, inside)) = text.get(at..finding.range.start).zip(text.get(finding.range.clone())) else { continue };
        out.push_str(before);
        let count = inside.chars().filter(|c| is_hidden_in(finding.rule, *c)).count();
        let (first, last) = shown_of(finding.rule, count);
        let mut nth = 0;
        for c in inside.chars() {
            if !is_hidden_in(finding.rule, c) {
                out.push(c);
                continue;
            }
            let is_shown = nth < first || nth >= count - last.min(count);
            out.push(if is_shown { c } else { star(c) });
            nth += 1;
        }
        at = finding.range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(out)
}

/// A star as long in bytes as the character that it hides.
fn star(c: char) -> char {
    match c.len_utf8() {
        1 => '*',
        2 => '·',
        3 => '＊',
        _ => '🞸',
    }
}

/// Whether a character of a finding counts when it is masked.
fn is_hidden_in(rule: Rule, c: char) -> bool {
    match rule {
        Rule::Health | Rule::Minor => !c.is_ascii(),
        Rule::Address | Rule::IdNumber | Rule::OldIdNumber | Rule::BankCard | Rule::Mobile => {
            number::digit(c).is_some() || matches!(c, '十' | '百') || number::is_check_x(c)
        }
        Rule::Plate | Rule::Passport => c.is_alphanumeric(),
    }
}

/// How many of a finding's characters are shown at its beginning and its end.
fn shown_of(rule: Rule, count: usize) -> (usize, usize) {
    match rule {
        Rule::IdNumber | Rule::OldIdNumber => (3, 4),
        Rule::BankCard => (4, 4),
        Rule::Mobile => (count.saturating_sub(8), 4),
        Rule::Address => (0, 0),
        Rule::Health | Rule::Minor => (1, 0),
        Rule::Plate => (2, 2),
        Rule::Passport => (1, 2),
    }
}

/// What a finding is called when it is shown: plain digits, stars for what is hidden, no separators within numbers.
fn shown(rule: Rule, text: &str) -> String {
    let keeps_rest = matches!(rule, Rule::Address);
    let count = text.chars().filter(|c| is_hidden_in(rule, *c)).count();
    let (first, last) = shown_of(rule, count);
    let mut out = String::new();
    let mut nth = 0;
    for c in text.chars() {
        if !is_hidden_in(rule, c) {
            if keeps_rest && !c.is_whitespace() {
                out.push(c);
            }
            continue;
        }
        let is_person = matches!(rule, Rule::Health | Rule::Minor);
        let plain = if is_person { c } else { number::digit(c).map_or_else(|| number::folded(c), |digit| char::from(b'0' + digit)) };
        out.push(if nth < first || nth >= count - last.min(count) { plain } else { '*' });
        nth += 1;
    }
    out
}
