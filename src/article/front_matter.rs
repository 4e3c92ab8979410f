//! The block between `---` lines: found, also where an input method wrote the lines, or the second is missing (E2).
//!
//! In: the text of one file. Out: the YAML to parse, the lines as the editor wrote them, where the body
//! begins, and one warning for each kind of mend. Never guesses where the meaning is not clear.

use std::borrow::Cow;

use crate::field::Table;
use crate::note::{Note, Place, codes, one_of_each};
use crate::repair::{ends_in_block_mark, key_of, repair};
use crate::say;

/// A file taken apart.
#[derive(Debug)]
pub struct FrontMatter<'a> {
    /// The lines of the block as the editor wrote them.
    pub lines: &'a str,
    /// The same as YAML.
    pub yaml: Cow<'a, str>,
    /// The number of the first of these lines in the file.
    pub first_line: u32,
    /// The text after the block.
    pub body: &'a str,
    /// The number of the body's first line in the file.
    pub body_line: u32,
    /// Whether a fence closes the block.
    pub is_closed: bool,
    /// One warning for each kind of mend.
    pub notes: Vec<Note>,
}

/// Takes a file apart.
///
/// # Errors
/// A note when there is no block, or its end cannot be found.
pub fn split<'a>(path: &str, text: &'a str, table: &Table) -> Result<FrontMatter<'a>, Note> {
    let mut notes = Vec::new();
    let start = text.len() - text.trim_start_matches(['\n', ' ', '\u{3000}']).len();
    let fence_line = line_number(text, start);
    let opening = text[start..].lines().next().unwrap_or_default();
    match fence(opening) {
        Fence::Plain => {}
        Fence::Dashes => notes.push(dashes(path, fence_line, opening)),
        Fence::No => return Err(missing(path, opening, fence_line, table)),
    }
    let from = (start + opening.len() + 1).min(text.len());
    let end = find_end(&text[from..]);
    let is_closed = end.is_some();
    let (length, after) = match end {
        Some((at, closing)) => {
            let number = || line_number(text, from + at);
            match fence(closing) {
                Fence::Plain => {}
                Fence::Dashes => notes.push(dashes(path, number(), closing)),
                Fence::No if closing.starts_with(INDENTS) => notes.push(indented(path, number(), closing)),
                Fence::No => {}
            }
            (at, (from + at + closing.len() + 1).min(text.len()))
        }
        None => {
            let at = end_of_fields(&text[from..], table).map_err(|at| unclosed(path, text, from, at))?;
            notes.push(ended_early(path, text, from + at));
            (at, from + at)
        }
    };
    let lines = &text[from..from + length];
    let first_line = fence_line + 1;
    let mut notes = one_of_each(notes);
    let yaml = repair(path, lines, first_line, table, &mut notes);
    Ok(FrontMatter { lines, yaml, first_line, body: &text[after..], body_line: line_number(text, after), is_closed, notes })
}

fn line_number(text: &str, at: usize) -> u32 {
    u32::try_from(text.bytes().take(at).filter(|b| *b == b'\n').count() + 1).unwrap_or(u32::MAX)
}

enum Fence {
    Plain,
    /// Dashes of a Chinese input method.
    Dashes,
    No,
}

/// Whether a line opens or closes the block, in whatever dashes.
#[must_use]
pub fn is_fence(line: &str) -> bool {
    !matches!(fence(line), Fence::No)
}

fn fence(line: &str) -> Fence {
    let line = line.trim_end();
    if line == "---" {
        return Fence::Plain;
    }
    let is_dashes = !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '‐'));
    if is_dashes && line != "-" { Fence::Dashes } else { Fence::No }
}

fn dashes(path: &str, line: u32, text: &str) -> Note {
    let text = text.trim_end();
    let place = Place::on_line(path, line, 1, u32::try_from(text.chars().count()).unwrap_or(0), text);
    codes::front_matter::fullwidth_dashes(place)
}

fn indented(path: &str, line: u32, text: &str) -> Note {
    let blanks = text.chars().take_while(|c| INDENTS.contains(c)).count();
    let place = Place::on_line(path, line, 1, u32::try_from(blanks).unwrap_or(0), text.trim_end());
    codes::front_matter::indented_fence(place)
}

fn missing(path: &str, opening: &str, line: u32, table: &Table) -> Note {
    let shown = opening.chars().count();
    let place = Place::on_line(path, line, 1, u32::try_from(shown).unwrap_or(0), opening);
    let example = say!(
        "在文件最上面写：---（换行）title: 标题（换行）date: 2024-08-13（换行）---",
        "begin the file with: --- / title: Headline / date: 2024-08-13 / ---"
    );
    if opening.trim_end() == "+++" {
        return codes::front_matter::toml(place).remedy(example);
    }
    if key_of(opening).is_some_and(|(key, _)| table.knows(key)) {
        return codes::front_matter::no_opening_fence(place);
    }
    codes::front_matter::no_front_matter(place).remedy(example)
}

/// The error on a block whose end cannot be guessed: it points at the line where the fields stop.
fn unclosed(path: &str, text: &str, from: usize, at: usize) -> Note {
    let line = text[from + at..].lines().next().unwrap_or_default().trim_end();
    let place = if line.is_empty() {
        Place::on_line(path, line_number(text, from.saturating_sub(1)), 1, 3, "---")
    } else {
        Place::range(path, text, 1, from + at..from + at + line.len())
    };
    codes::front_matter::unclosed_front_matter(place)
}

/// The warning on a block that only fields and a blank line or the end of the file show the end of.
fn ended_early(path: &str, text: &str, at: usize) -> Note {
    let last = text[..at].trim_end();
    let start = last.rfind('\n').map_or(0, |at| at + 1);
    codes::front_matter::closed_by_guess(Place::range(path, text, 1, start..last.len()))
}

/// The closing fence: its byte offset and its line.
fn find_end(text: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches('\n');
        let is_end = matches!(fence(bare), Fence::Plain | Fence::Dashes)
            || bare.trim_end() == "..."
            || bare.starts_with(INDENTS) && is_indented_fence(bare, &text[..at]);
        if is_end {
            return Some((at, bare));
        }
        at += line.len();
    }
    None
}

/// What an editor indents by.
const INDENTS: [char; 3] = [' ', '\t', '\u{3000}'];

/// So many lines of a text are looked back over for the field that opens it.
const LONGEST_TEXT: usize = 200;

/// Whether a line is a fence but for the blanks before it, and not part of a text over several lines.
fn is_indented_fence(line: &str, before: &str) -> bool {
    let bare = line.trim_start_matches(INDENTS);
    if matches!(fence(bare), Fence::No) || bare.trim_end().chars().count() < 3 {
        return false;
    }
    let indent = |line: &str| line.len() - line.trim_start_matches(INDENTS).len();
    // The text that a line such as `summary: |` opens is indented at least as far as its least indented line.
    let (mut least, mut seen) = (usize::MAX, 0);
    for other in before.lines().rev().filter(|other| !other.trim().is_empty()).take(LONGEST_TEXT) {
        if ends_in_block_mark(other) && indent(other) < indent(line) {
            return least != usize::MAX && indent(line) < least;
        }
        if indent(other) == 0 {
            return true;
        }
        least = least.min(indent(other));
        seen += 1;
    }
    seen < LONGEST_TEXT
}

/// In an unclosed block: the blank line or the end of the file that ends a run of lines that can only be fields.
/// The error is the place of the first line that can be none.
fn end_of_fields(text: &str, table: &Table) -> Result<usize, usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare.is_empty() {
            break;
        }
        let is_field = key_of(bare).is_some_and(|(key, _)| table.knows(key));
        if !is_field && !bare.starts_with([' ', '\t', '-', '#', '\u{3000}']) {
            return Err(at);
        }
        at += line.len();
    }
    if at > 0 { Ok(at) } else { Err(at) }
}
