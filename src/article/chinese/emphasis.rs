//! Emphasis beside Chinese punctuation (R13): marks that make pulldown-cmark's flanking rules those of markdown-cjk-friendly.
//!
//! CommonMark lets a run of `*` open or close by its two neighbours: blank, punctuation or letter.
//! The markdown-cjk-friendly specification lets it do both where one neighbour is East Asian and neither is blank.
//! pulldown-cmark does both where both neighbours are letters, or both punctuation.
//! So a letter-like mark goes between the run and a neighbour that may be punctuation;
//! but between a run and ASCII punctuation nothing may stand, for that may be a delimiter (`_`, `[`) with a rule of its own:
//! there a punctuation-like mark goes on the East Asian side instead.
//! Every mark is taken out of every event afterwards. `_` is left alone, as in the specification's default.

use super::super::escape::find_byte;
use super::is_east_asian;
use std::borrow::Cow;
use std::ops::Range;

/// Noncharacters: to pulldown-cmark neither blank nor punctuation. Four bytes each, the first 0xF0, which is rare in Chinese.
const LETTERS: [char; 6] = ['\u{1fffe}', '\u{1ffff}', '\u{2fffe}', '\u{2ffff}', '\u{3fffe}', '\u{3ffff}'];
/// Cuneiform punctuation (category Po), four bytes each as well.
const POINTS: [char; 5] = ['\u{12470}', '\u{12471}', '\u{12472}', '\u{12473}', '\u{12474}'];
const MARK_LEN: usize = 4;

/// A source with marks in it, and the way back.
#[derive(Debug)]
pub struct Marked<'a> {
    text: Cow<'a, str>,
    /// Byte offsets of the marks in `text`, ascending.
    places: Vec<usize>,
    marks: [char; 2],
}

impl<'a> Marked<'a> {
    /// A source that needs no marks.
    #[must_use]
    pub fn unmarked(source: &'a str) -> Self {
        Marked { text: Cow::Borrowed(source), places: Vec::new(), marks: [LETTERS[0], POINTS[0]] }
    }

    /// The text to parse.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A piece of an event without the marks.
    #[must_use]
    pub fn clean<'s>(&self, piece: &'s str) -> Cow<'s, str> {
        if self.places.is_empty() || !piece.bytes().any(|b| b == 0xf0) {
            return Cow::Borrowed(piece);
        }
        Cow::Owned(piece.replace(self.marks, ""))
    }

    /// The first character of a piece that is not a mark.
    #[must_use]
    pub fn first_char(&self, piece: &str) -> Option<char> {
        piece.chars().find(|c| self.places.is_empty() || !self.marks.contains(c))
    }

    /// Bytes of the marked text → bytes of the source.
    #[must_use]
    pub fn in_source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    fn offset(&self, at: usize) -> usize {
        at - MARK_LEN * self.places.partition_point(|&place| place < at)
    }
}

/// Puts marks beside the runs of `*` (and of two or more `~`) that need them; without such runs nothing is copied.
///
/// A source that holds every mark character itself is left as it is: only its Chinese emphasis suffers.
#[must_use]
pub fn mark_emphasis(source: &str) -> Marked<'_> {
    let wanted = places(source);
    if wanted.is_empty() {
        return Marked::unmarked(source);
    }
    let unused = |marks: &[char]| marks.iter().copied().find(|&mark| !source.contains(mark));
    let (Some(letter), Some(point)) = (unused(&LETTERS), unused(&POINTS)) else {
        return Marked::unmarked(source);
    };
    let mut text = String::with_capacity(source.len() + MARK_LEN * wanted.len());
    let mut places = Vec::with_capacity(wanted.len());
    let mut done = 0;
    for (at, mark) in wanted {
        text.push_str(&source[done..at]);
        places.push(text.len());
        text.push(if mark == Mark::Letter { letter } else { point });
        done = at;
    }
    text.push_str(&source[done..]);
    Marked { text: Cow::Owned(text), places, marks: [letter, point] }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Letter,
    Point,
}

/// Where marks belong in the source, ascending.
fn places(source: &str) -> Vec<(usize, Mark)> {
    let bytes = source.as_bytes();
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(found) = find_byte(&bytes[from..], |b| (b == b'*') | (b == b'~')) {
        let mut start = from + found;
        let delimiter = bytes[start];
        let end = start + bytes[start..].iter().take_while(|&&b| b == delimiter).count();
        from = end;
        if delimiter == b'*' && is_escaped(bytes, start) {
            start += 1;
        }
        let long_enough = end - start >= if delimiter == b'~' { 2 } else { 1 };
        if !long_enough || start == 0 || end == bytes.len() || bytes[start - 1].is_ascii() && bytes[end].is_ascii() {
            continue;
        }
        let (before, after) = marks(&source[..start], &source[end..]);
        places.extend(before.map(|mark| (start, mark)));
        places.extend(after.map(|mark| (end, mark)));
    }
    places
}

fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|&&b| b == b'\\').count() % 2 == 1
}

/// The marks before and after a run that stands between these two texts.
fn marks(before: &str, after: &str) -> (Option<Mark>, Option<Mark>) {
    let mut chars = before.chars().rev();
    let (Some(left), Some(right)) = (chars.next(), after.chars().next()) else {
        return (None, None);
    };
    if left.is_whitespace() || right.is_whitespace() {
        return (None, None);
    }
    if !counts_as_east_asian(left, chars.next()) && !is_east_asian(right) {
        return (None, None);
    }
    let letter = |c: char| (!is_surely_letter(c)).then_some(Mark::Letter);
    match (left.is_ascii_punctuation(), right.is_ascii_punctuation()) {
        (true, _) => (None, Some(Mark::Point)),
        (_, true) => (Some(Mark::Point), None),
        (false, false) => (letter(left), letter(right)),
    }
}

/// A variation selector counts as what it varies; one for ideographs always.
fn counts_as_east_asian(c: char, before: Option<char>) -> bool {
    match c {
        '\u{fe00}'..='\u{fe0e}' => {
            before.is_some_and(|base| is_east_asian(base) || c == '\u{fe01}' && matches!(base, '‘' | '’' | '“' | '”'))
        }
        '\u{e0100}'..='\u{e01ef}' => true,
        _ => is_east_asian(c),
    }
}

/// Alphanumeric and not one of the encircled letters, which are symbols.
fn is_surely_letter(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}')
}
