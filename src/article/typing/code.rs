//! Code that is none: indented texts, and fences around texts or without an end.

use std::ops::Range;

use super::super::chinese::{is_han, is_wide};
use super::Look;
use super::slips::Slip;

/// A block of code as Markdown sees it.
pub(super) struct Code {
    pub(super) range: Range<usize>,
    pub(super) is_fenced: bool,
    pub(super) has_info: bool,
    pub(super) lines: Vec<Range<usize>>,
    /// Blanks before the texts of the list's item that it is in.
    pub(super) indent: usize,
}

impl Code {
    /// Looks at the block when it is complete.
    pub(super) fn end(self, look: &mut Look<'_>) {
        let text: String = self.lines.iter().filter_map(|line| look.text.get(line.clone())).collect();
        if self.is_fenced {
            return self.fence(look, &text);
        }
        let start = self.lines.first().map_or(self.range.start, |line| line.start);
        let typed = text.lines().next().unwrap_or_default();
        let range = start..start + typed.len();
        if !is_prose(&text) {
            if text.contains(is_han) {
                look.say(Slip::MaybeIndented, range, typed, "");
            }
            return;
        }
        look.say(Slip::Indented, range, typed, "");
        let mut after_prose = false;
        for line in self.lines.iter().flat_map(|range| lines_of(look.text, range)) {
            let Some(typed) = look.text.get(line.clone()) else { continue };
            let bare = typed.trim_start_matches([' ', '\t']);
            if bare.trim().is_empty() {
                after_prose = false;
                continue;
            }
            let head = look.text.get(..line.start).unwrap_or_default();
            let from = head.trim_end_matches([' ', '\t']).len();
            let begins = look.begins_line(from);
            // Each indented line begins a paragraph.
            let after_digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
            let is_number = after_digits.len() < bare.len() && !after_digits.starts_with(['.', ')']);
            let is_prose = is_number || bare.starts_with(|c: char| is_wide(c) || matches!(c, '“' | '‘'));
            let lead = if !begins {
                " ".to_owned()
            } else if after_prose && is_prose {
                format!("\n{}", " ".repeat(self.indent))
            } else {
                " ".repeat(self.indent)
            };
            look.edits.put(from..line.start + typed.len() - bare.len(), lead);
            after_prose = is_prose;
        }
    }

    /// A fence without an end, or of tildes, around a text that is no code.
    fn fence(&self, look: &mut Look<'_>, text: &str) {
        let Some(block) = look.text.get(self.range.clone()) else { return };
        let block = block.trim_end();
        let Some(mark) = block.chars().next().filter(|mark| matches!(mark, '`' | '~')) else { return };
        let last = block.rfind('\n').map(|at| at + 1);
        let last_line = last.map_or("", |at| block[at..].trim_matches([' ', '>', '\t']));
        let is_closed = last_line.len() >= 3 && last_line.chars().all(|c| c == mark);
        let first = block.lines().next().unwrap_or_default();
        let opener = self.range.start..self.range.start + first.len();
        let is_decoration = mark == '~' && (!self.has_info || first.trim_end().ends_with('~') || first.contains(is_han));
        let is_text = is_prose(text) || text.trim().is_empty() && first.contains(is_han);
        if is_text && (!is_closed || is_decoration) {
            look.say(Slip::Fence, opener.clone(), first, "");
            look.edits.escape(opener.start);
            if let Some(at) = last.filter(|_| is_closed) {
                let start = self.range.start + at + (block[at..].len() - block[at..].trim_start_matches([' ', '>', '\t']).len());
                look.edits.escape(start);
            }
        } else if !is_closed {
            look.say(Slip::MaybeFence, opener, first, "");
        }
    }
}

/// The lines of a piece of code.
fn lines_of(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut at = range.start;
    let piece = text.get(range.clone()).unwrap_or_default();
    piece
        .split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            start..start + line.trim_end_matches(['\n', '\r']).len()
        })
        .collect()
}

/// Whether a text is what people write to people.
fn is_prose(text: &str) -> bool {
    const SIGNS: [&str; 12] = ["{", "}", "();", " = ", "==", "</", "/>", "$ ", "#!", "->", "=>", "\");"];
    let wide = text.chars().filter(|c| is_wide(*c)).count();
    let others = text.chars().filter(|c| !c.is_whitespace() && !is_wide(*c)).count();
    let has_signs = SIGNS.iter().any(|sign| text.contains(sign)) || text.lines().any(|line| line.trim_end().ends_with(';'));
    let begins = text.trim_start().starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
    wide > others || !has_signs && (wide > 0 || begins)
}
