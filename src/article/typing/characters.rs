//! Characters that no reader can see: controls, marks of direction, line ends of word processors.

use std::ops::Range;

use super::super::escape::find_byte;
use super::edits::Edits;
use super::slips::{Slip, Slips};

/// What becomes of a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    /// Dropped, with a note of this kind.
    Goes(Slip),
    /// A line end within a paragraph.
    Breaks,
    /// The end of a paragraph.
    Parts,
}

fn fate(c: char) -> Fate {
    match c {
        '\t' | '\n' | '\r' => Fate::Stays,
        '\u{b}' | '\u{2028}' => Fate::Breaks,
        '\u{c}' | '\u{2029}' => Fate::Parts,
        c if c.is_control() => Fate::Goes(Slip::Control),
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
            Fate::Goes(Slip::Invisible)
        }
        _ => Fate::Stays,
    }
}

/// Whether a character is a control that never reaches a page.
pub(super) fn is_dropped(c: char) -> bool {
    fate(c) != Fate::Stays
}

/// The next character from `from` on that is not kept as it is.
fn next(text: &str, from: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut from = from;
    let lead = |b: u8| (b < 0x20) & (b != b'\n') & (b != b'\t') & (b != b'\r') | (b == 0x7f) | (b == 0xc2) | (b == 0xe2);
    loop {
        let at = from + find_byte(bytes.get(from..)?, lead)?;
        let c = text.get(at..)?.chars().next()?;
        if is_dropped(c) {
            return Some((at, c));
        }
        from = at + c.len_utf8();
    }
}

/// Whether a text holds any of them.
pub(super) fn are_in(text: &str) -> bool {
    next(text, 0).is_some() || text.contains('\u{feff}')
}

/// Gathers the edits that take them out.
pub(super) fn clean(text: &str, edits: &mut Edits, slips: &mut Slips) {
    let mut fenced = Fenced::default();
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        let code = || format!("U+{:04X}", u32::from(c));
        match fate(c) {
            Fate::Stays => {}
            Fate::Goes(kind) => {
                slips.add(kind, range.clone(), &code(), "");
                edits.put(range, "");
            }
            Fate::Breaks => {
                slips.add(Slip::LineEnd, range.clone(), &code(), "");
                let by = break_at(text, &range, fenced.at(text, at));
                edits.put(range, by);
            }
            Fate::Parts => {
                slips.add(Slip::LineEnd, range.clone(), &code(), "");
                edits.put(range, "\n\n");
            }
        }
    }
}

/// A line end of a word processor as Markdown: nothing at the end of a line, a line feed within code.
fn break_at(text: &str, range: &Range<usize>, is_code: bool) -> &'static str {
    let ends_line = text[range.end..].chars().next().is_none_or(|c| c == '\n' || is_dropped(c));
    let begins_line = text[..range.start].ends_with('\n') || range.start == 0;
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let is_indented = text[line..].starts_with(['\t']) || text[line..].starts_with("    ");
    match (ends_line || begins_line, is_code, is_indented) {
        (true, _, _) => "",
        // What is indented may be code, so that no tag of ours may stand there.
        (false, false, true) => "\n    ",
        (false, true, _) => "\n",
        (false, false, false) => "<br>",
    }
}

/// Whether a place lies between two fences, asked for places in ascending order.
#[derive(Default)]
struct Fenced {
    seen: usize,
    open: Option<u8>,
}

impl Fenced {
    fn at(&mut self, text: &str, at: usize) -> bool {
        let Some(new) = text.get(self.seen..at) else { return self.open.is_some() };
        for line in new.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
            let bare = line.trim_start_matches([' ', '>']).as_bytes();
            if let [mark @ (b'`' | b'~'), second, third, ..] = bare
                && mark == second
                && mark == third
            {
                self.open = match self.open {
                    None => Some(*mark),
                    Some(open) if open == *mark => None,
                    open => open,
                };
            }
            self.seen += line.len();
        }
        self.open.is_some()
    }
}
