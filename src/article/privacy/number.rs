//! Numbers: identity cards, bank cards and mobile telephones, however their digits are written and parted.
//!
//! One pass over the text gathers chains of digits: groups that only blanks, dashes, dots or one line break part.
//! A number is a run of whole groups with the right count of digits, so that the end of one number and the
//! beginning of the next never make a third.

use super::judge::{has_id_form, has_mobile_form, is_card, is_id, is_mobile, is_old_id};
use super::words::{Class, classes};
use super::{Finding, MOST, Rule, shown};

/// Places in the text that the other searches begin from.
#[derive(Debug, Default)]
pub(super) struct Triggers {
    /// Characters that abbreviate a province or the letters that a passport begins with.
    pub(super) letters: Vec<usize>,
    /// 栋, 幢, 楼, 单元, 室.
    pub(super) buildings: Vec<usize>,
    /// Where words about health, welfare and school may stand, by their first two characters.
    pub(super) words: Vec<usize>,
}

/// The value of a digit in any of its ways of writing.
pub(super) fn digit(c: char) -> Option<u8> {
    let value = match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '０'..='９' => u32::from(c) - u32::from('０'),
        '\u{1d7ce}'..='\u{1d7ff}' => (u32::from(c) - 0x1d7ce) % 10,
        '①'..='⑨' => u32::from(c) - u32::from('①') + 1,
        '〇' | '零' | '○' | '⓪' => 0,
        '一' | '幺' | '壹' => 1,
        '二' | '贰' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    u8::try_from(value).ok()
}

/// Whether a character may be the check digit X.
pub(super) fn is_check_x(c: char) -> bool {
    matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | 'Х' | 'х' | 'Χ' | '×')
}

/// A letter as it is shown: half-width capitals.
pub(super) fn folded(c: char) -> char {
    match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xfee0).map_or(c, |plain| plain.to_ascii_uppercase()),
        c if is_check_x(c) => 'X',
        c => c.to_ascii_uppercase(),
    }
}

/// The value that stands for the check digit X.
pub(super) const X: u8 = 10;

/// What parts two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing but another way of writing.
    Kind,
    Blank,
    Dash,
    Dot,
    Break,
    /// A stroke or a comma: between the parts of an identity number, which its check digit tells from a list.
    Mark,
}

/// Digits written in one way without anything between them.
#[derive(Debug, Clone, Copy)]
struct Group {
    /// Where its digits begin and end in the chain's.
    from: usize,
    to: usize,
    /// What stands before it in the chain.
    gap: Gap,
}

/// Digits that belong together.
#[derive(Debug, Default)]
struct Chain {
    digits: Vec<u8>,
    /// The bytes of each digit.
    spots: Vec<(usize, usize)>,
    groups: Vec<Group>,
}

/// The fewest digits that may be something.
const LEAST: usize = 11;
/// The longest thing that parts two groups, in characters.
const LONGEST_GAP: usize = 8;

/// Finds numbers, and the places that other searches begin from.
pub(super) fn scan(text: &str) -> (Vec<Finding>, Triggers) {
    let mut found = Vec::new();
    let mut triggers = Triggers::default();
    let mut chain = Chain::default();
    // What was seen since the last digit: how many characters, and what they are as a gap.
    let mut gap: Option<Gap> = None;
    let mut length = 0;
    let mut is_wide = false;
    let mut previous = '\n';
    let classes = classes();
    let mut at = 0;
    loop {
        let next = if chain.digits.is_empty() {
            classes.next(text, at, Class::BEGINS)
        } else {
            // Within a chain every character counts.
            text.get(at..).and_then(|rest| rest.chars().next()).map(|c| (at, c, classes.of(c)))
        };
        let Some((here, c, class)) = next else { break };
        at = here;
        let end = at + c.len_utf8();
        if class.has(Class::DIGIT)
            && let Some(value) = digit(c)
        {
            let wide = !is_figure(c);
            let gap_now = if chain.digits.is_empty() {
                Some(Gap::Blank)
            } else if length > 0 {
                gap
            } else {
                (wide != is_wide).then_some(Gap::Kind)
            };
            chain.push(value, at, c.len_utf8(), gap_now);
            is_wide = wide;
            (gap, length) = (None, 0);
        } else {
            if class.has(Class::LETTER) {
                triggers.letters.push(at);
            }
            if class.has(Class::BUILDING) {
                triggers.buildings.push(at);
            }
            if class.has(Class::WORD) && classes.may_begin_word(c, &text[end..]) {
                triggers.words.push(at);
            }
            if !chain.digits.is_empty() {
                if is_check_x(c) && chain.takes_x(length) && !text[end..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
                    chain.push(X, at, c.len_utf8(), (length > 0).then_some(gap.unwrap_or(Gap::Blank)));
                    (gap, length) = (None, 0);
                } else {
                    length += 1;
                    match widened(gap, c, previous, length) {
                        Some(wider) => gap = Some(wider),
                        None => {
                            chain.judge(text, &mut found);
                            (gap, length) = (None, 0);
                        }
                    }
                }
            }
        }
        previous = c;
        at = end;
    }
    chain.judge(text, &mut found);
    (found, triggers)
}

/// Digits that are figures, half or full width; the others are characters.
fn is_figure(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '\u{1d7ce}'..='\u{1d7ff}')
}

/// A gap with one more character, or none if that ends the chain.
fn widened(gap: Option<Gap>, c: char, previous: char, length: usize) -> Option<Gap> {
    if length > LONGEST_GAP {
        return None;
    }
    let this = match c {
        ' ' | '\t' | '\r' | '\u{a0}' | '\u{ad}' | '\u{3000}' | '\u{2000}'..='\u{200f}' | '\u{202f}' | '\u{2060}' | '\u{feff}' | '\\' => {
            Gap::Blank
        }
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '－' | '_' | '＿' | '~' | '～' | '﹣' => Gap::Dash,
        '.' | '·' | '•' | '・' | '．' => Gap::Dot,
        '/' | '／' | ',' | '，' if gap.is_none() => Gap::Mark,
        '\n' if gap == Some(Gap::Break) => return None,
        '\n' => Gap::Break,
        // A quoted line, the end of `<br>`, and the brackets of `(0138)`.
        '>' if gap == Some(Gap::Break) => Gap::Break,
        ')' | '）' | '(' | '（' => Gap::Blank,
        // `**138** 1234`: a pair of stars; more of them hide digits.
        '*' if previous != '*' || gap == Some(Gap::Blank) => Gap::Blank,
        '*' if length == 2 => Gap::Blank,
        // `&nbsp;` and `<br>` by their letters, each after the one before it.
        '&' | '<' => Gap::Blank,
        'n' if previous == '&' => Gap::Blank,
        'b' if matches!(previous, 'n' | '<') => Gap::Blank,
        's' if previous == 'b' => Gap::Blank,
        'p' if previous == 's' => Gap::Blank,
        ';' if previous == 'p' => Gap::Blank,
        'r' if previous == 'b' => Gap::Blank,
        '/' if matches!(previous, 'r' | ' ') && gap == Some(Gap::Blank) && length > 3 => Gap::Blank,
        '>' if matches!(previous, 'r' | '/') => Gap::Blank,
        _ => return None,
    };
    Some(match (gap, this) {
        (None, this) => this,
        (Some(Gap::Mark), _) => Gap::Mark,
        (Some(Gap::Break), _) | (_, Gap::Break) => Gap::Break,
        (Some(Gap::Dash), _) | (_, Gap::Dash) => Gap::Dash,
        (Some(Gap::Dot), _) | (_, Gap::Dot) => Gap::Dot,
        (Some(before), _) => before,
    })
}

impl Chain {
    fn push(&mut self, value: u8, at: usize, width: usize, gap: Option<Gap>) {
        let nth = self.digits.len();
        if let Some(gap) = gap {
            self.groups.push(Group { from: nth, to: nth, gap });
        }
        if let Some(group) = self.groups.last_mut() {
            group.to = nth + 1;
        }
        self.digits.push(value);
        self.spots.push((at, at + width));
    }

    /// Whether an X may follow: there are 17 digits in the last groups, and at most one sign between.
    fn takes_x(&self, length: usize) -> bool {
        length <= 1 && self.digits.len() >= 17 && !self.digits.ends_with(&[X])
    }

    /// Looks at a chain that has ended, and empties it.
    fn judge(&mut self, text: &str, found: &mut Vec<Finding>) {
        if self.digits.len() >= LEAST && found.len() < MOST {
            // What each digit belongs to, so that no digit is two things.
            let mut taken = vec![false; self.digits.len()];
            self.every(18..=18, &mut taken, text, found, is_id);
            self.within_long_groups(&mut taken, text, found);
            self.every(14..=19, &mut taken, text, found, is_card);
            self.every(15..=15, &mut taken, text, found, is_old_id);
            self.every(11..=15, &mut taken, text, found, is_mobile);
        }
        self.digits.clear();
        self.spots.clear();
        self.groups.clear();
    }

    /// Tries every run of whole groups with so many digits.
    fn every(
        &self,
        counts: std::ops::RangeInclusive<usize>,
        taken: &mut [bool],
        text: &str,
        found: &mut Vec<Finding>,
        judge: fn(&Candidate<'_>) -> Option<Rule>,
    ) {
        for first in 0..self.groups.len() {
            for last in first..self.groups.len() {
                let (from, to) = (self.groups[first].from, self.groups[last].to);
                if to - from > *counts.end() {
                    break;
                }
                if !counts.contains(&(to - from)) || taken[from..to].contains(&true) {
                    continue;
                }
                let candidate = Candidate { chain: self, text, first, last, from, to };
                if let Some(rule) = judge(&candidate) {
                    taken[from..to].fill(true);
                    found.push(candidate.finding(rule));
                }
            }
        }
    }

    /// Identity numbers and mobile numbers that stand together without anything between them.
    fn within_long_groups(&self, taken: &mut [bool], text: &str, found: &mut Vec<Finding>) {
        for (nth, group) in self.groups.iter().enumerate() {
            let mut from = group.from;
            while from + 18 <= group.to && group.to - group.from > 18 {
                let candidate = Candidate { chain: self, text, first: nth, last: nth, from, to: from + 18 };
                if taken[from..from + 18].contains(&true) || !has_id_form(candidate.digits()) {
                    from += 1;
                    continue;
                }
                taken[from..from + 18].fill(true);
                found.push(candidate.finding(Rule::IdNumber));
                for (start, end) in [(group.from, from), (from + 18, group.to)] {
                    let rest = Candidate { chain: self, text, first: nth, last: nth, from: start, to: end };
                    if end - start == 11 && has_mobile_form(rest.digits()) {
                        taken[start..end].fill(true);
                        found.push(rest.finding(Rule::Mobile));
                    }
                }
                from += 18;
            }
        }
    }
}

/// Some digits of a chain.
pub(super) struct Candidate<'a> {
    chain: &'a Chain,
    pub(super) text: &'a str,
    first: usize,
    last: usize,
    from: usize,
    to: usize,
}

impl Candidate<'_> {
    pub(super) fn digits(&self) -> &[u8] {
        &self.chain.digits[self.from..self.to]
    }

    pub(super) fn start(&self) -> usize {
        self.chain.spots[self.from].0
    }

    pub(super) fn end(&self) -> usize {
        self.chain.spots[self.to - 1].1
    }

    fn finding(&self, rule: Rule) -> Finding {
        let range = self.start()..self.end();
        let masked = shown(rule, &self.text[range.clone()]);
        Finding { range, rule, masked }
    }

    /// The gap before the first group, if another group stands there.
    pub(super) fn gap_before(&self) -> Option<Gap> {
        (self.first > 0).then(|| self.chain.groups[self.first].gap).filter(|gap| *gap != Gap::Mark)
    }

    pub(super) fn gap_after(&self) -> Option<Gap> {
        self.chain.groups.get(self.last + 1).map(|group| group.gap).filter(|gap| *gap != Gap::Mark)
    }

    /// How many digits each group has.
    pub(super) fn sizes(&self) -> impl Iterator<Item = usize> {
        self.chain.groups[self.first..=self.last].iter().map(|group| group.to - group.from)
    }

    /// Whether its groups were written apart in one way throughout.
    pub(super) fn gaps(&self) -> impl Iterator<Item = Gap> {
        self.chain.groups[self.first..=self.last].iter().skip(1).map(|group| group.gap)
    }

    /// Whether a dash joins it to a number that is neither another telephone's nor a code before it.
    pub(super) fn is_joined_to_another(&self) -> bool {
        let groups = &self.chain.groups;
        let is_other = |gap: Option<Gap>, group: Option<&Group>| {
            let size = group.map_or(0, |group| group.to - group.from);
            gap == Some(Gap::Dash) && size != 11 && group.is_none_or(|group| self.chain.digits[group.from..group.to] != [8, 6])
        };
        let before = self.first.checked_sub(1).and_then(|nth| groups.get(nth));
        is_other(self.gap_before(), before) || is_other(self.gap_after(), groups.get(self.last + 1))
    }
}
