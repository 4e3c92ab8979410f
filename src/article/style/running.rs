//! The running text of a file: what a reader reads, sign by sign, with its place, and where paragraphs end.
//!
//! Front matter is left out but for its title and summary; so are code, addresses, raw HTML and the marks of
//! Markdown. No Markdown is parsed here: a slip may be named or passed over, but no text is changed by this.

use super::super::escape::{ByteTable, find_in, table};
use crate::article::front_matter::is_fence;

/// One sign of the running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    /// Its first byte in the file.
    pub(super) at: usize,
    pub(super) c: char,
}

/// Stands where a paragraph, a heading, an item of a list or a cell ends.
pub(super) const END: char = '\u{0}';
/// Stands for code, an address or anything else that is not read as words.
pub(super) const OBJECT: char = '\u{fffc}';

/// Whether a character is Han.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}')
}

/// The running text of a file.
pub(super) fn of(text: &str) -> Vec<Sign> {
    // Han take three bytes; a little more than a third is enough for nearly all.
    let mut signs = Vec::with_capacity(text.len() / 2);
    walk(text, |at, piece| signs.extend(piece.char_indices().map(|(offset, c)| Sign { at: at + offset, c })));
    signs
}

/// Hands over the running text of a file, piece by piece, each with its first byte.
pub(super) fn walk(text: &str, take: impl FnMut(usize, &str)) {
    let mut reader = Reader { text, take, has_ended: true, fence: None, in_comment: false };
    let body = reader.front_matter();
    let mut at = body;
    for line in text.get(body..).unwrap_or_default().split_inclusive('\n') {
        reader.line(at, line.trim_end_matches(['\n', '\r']));
        at += line.len();
    }
    reader.end(text.len());
}

struct Reader<'a, T> {
    text: &'a str,
    take: T,
    /// Whether an end was handed over last, or nothing yet.
    has_ended: bool,
    /// The mark of the fence that is open.
    fence: Option<&'static str>,
    in_comment: bool,
}

impl<T: FnMut(usize, &str)> Reader<'_, T> {
    fn push(&mut self, at: usize, piece: &str) {
        if !piece.is_empty() {
            self.has_ended = false;
            (self.take)(at, piece);
        }
    }

    /// Reads the title and the summary; gives the byte at which the body begins.
    fn front_matter(&mut self) -> usize {
        if !self.text.lines().next().is_some_and(is_fence) {
            return 0;
        }
        let mut at = 0;
        for (nth, line) in self.text.split_inclusive('\n').enumerate() {
            let bare = line.trim_end();
            if nth > 0 && (is_fence(bare.trim_start()) || bare == "...") {
                return at + line.len();
            }
            let value =
                ["title", "summary", "标题", "摘要"].iter().find_map(|key| bare.strip_prefix(key)?.trim_start().strip_prefix([':', '：']));
            if let Some(value) = value {
                let from = bare.len() - value.len();
                let value = value.trim().trim_matches(['"', '\'']);
                let from = from + bare.get(from..).and_then(|rest| rest.find(value)).unwrap_or(0);
                if !value.starts_with(['|', '>']) {
                    self.inline(at + from, value);
                    self.end(at + line.len());
                }
            }
            at += line.len();
        }
        // Unclosed: nothing can be said of the rest.
        self.text.len()
    }

    fn end(&mut self, at: usize) {
        if !self.has_ended {
            (self.take)(at, END.encode_utf8(&mut [0; 4]));
            self.has_ended = true;
        }
    }

    fn line(&mut self, at: usize, line: &str) {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        if let Some(fence) = self.fence {
            if trimmed.starts_with(fence) {
                self.fence = None;
            }
            return;
        }
        if self.in_comment {
            self.in_comment = !trimmed.contains("-->");
            return;
        }
        if let Some(fence) = ["```", "~~~"].into_iter().find(|fence| trimmed.starts_with(fence)) {
            self.fence = Some(fence);
            return self.end(at);
        }
        if trimmed.starts_with("<!--") && !trimmed.contains("-->") {
            self.in_comment = true;
            return self.end(at);
        }
        if trimmed.is_empty() {
            return self.end(at);
        }
        let (mark, is_own) = block_mark(trimmed);
        if is_own {
            self.end(at);
        }
        let rest = &trimmed[mark..];
        if trimmed.starts_with('|') {
            // A row that aligns holds no words.
            if rest.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t')) {
                return;
            }
            self.end(at);
            let mut from = at + indent + mark;
            for cell in rest.split('|') {
                self.inline(from, cell.trim_end());
                self.end(from + cell.len());
                from += cell.len() + 1;
            }
            return;
        }
        self.inline(at + indent + mark, rest);
        if trimmed.starts_with('#') {
            self.end(at + line.len());
        } else {
            self.push(at + line.len(), "\n");
        }
    }

    /// The text of a piece of a line.
    fn inline(&mut self, from: usize, line: &str) {
        let (mut done, mut at) = (0, 0);
        let mut endless = Endless::default();
        while let Some(found) = line.as_bytes().get(at..).and_then(|rest| find_in(rest, &MAY_BE_MARKUP)) {
            let here = at + found;
            let (length, is_object) = match markup(line, here, &mut endless) {
                Markup::None => {
                    at = here + 1;
                    continue;
                }
                Markup::Mark(length) => (length, false),
                Markup::Object(length) => (length, true),
            };
            self.push(from + done, &line[done..here]);
            if is_object {
                self.push(from + here, OBJECT.encode_utf8(&mut [0; 4]));
            }
            done = here + length;
            // What is escaped is read, whatever it is.
            at = done + usize::from(line[here..].starts_with('\\'));
        }
        self.push(from + done, &line[done..]);
    }
}

/// What stands at the beginning of some text, with its length.
enum Markup {
    /// Nothing but text.
    None,
    /// A mark that is not read.
    Mark(usize),
    /// What is no word.
    Object(usize),
}

/// What may begin markup, or an address.
const MAY_BE_MARKUP: ByteTable = table(b"\\`]![*~_<{hwHW");

/// What has no end in a line, as far as that was looked for: it is looked for once only, however often it begins.
#[derive(Default)]
struct Endless {
    /// Marks behind which none of their closers stands.
    closers: Vec<char>,
    /// Lengths of fences of code that none of the same length follows.
    fences: Vec<usize>,
    /// The brackets of the line that are never closed, ascending.
    brackets: Option<Vec<usize>>,
}

impl Endless {
    /// The length up to a closer, with it; 1 if there is none.
    fn up_to(&mut self, closer: char, rest: &str) -> usize {
        if self.closers.contains(&closer) {
            return 1;
        }
        let end = rest.find(closer);
        if end.is_none() {
            self.closers.push(closer);
        }
        end.map_or(1, |end| end + 1)
    }

    /// The length of a piece of code with its marks; that of its first marks if it has no end.
    fn code(&mut self, rest: &str) -> usize {
        let marks = rest.bytes().take_while(|b| *b == b'`').count();
        if self.fences.contains(&marks) {
            return marks;
        }
        let fence = &rest[..marks];
        let end = rest[marks..].find(fence);
        if end.is_none() {
            self.fences.push(marks);
        }
        end.map_or(marks, |end| marks + end + marks)
    }

    /// The length of `](address)` at a place of a line; 1 if it has no end.
    fn target(&mut self, line: &str, here: usize) -> usize {
        if self.brackets.as_ref().is_some_and(|brackets| brackets.binary_search(&(here + 1)).is_ok()) {
            return 1;
        }
        let mut depth = 0;
        for (at, b) in line.as_bytes()[here..].iter().enumerate().skip(1) {
            match b {
                b'(' => depth += 1,
                b')' if depth == 1 => return at + 1,
                b')' => depth -= 1,
                _ => {}
            }
        }
        self.brackets.get_or_insert_with(|| unclosed(line));
        1
    }
}

/// The round brackets of a line that are never closed.
fn unclosed(line: &str) -> Vec<usize> {
    let mut open = Vec::new();
    for (at, b) in line.bytes().enumerate() {
        match b {
            b'(' => open.push(at),
            b')' => drop(open.pop()),
            _ => {}
        }
    }
    open
}

fn markup(line: &str, here: usize, endless: &mut Endless) -> Markup {
    let rest = &line[here..];
    let bytes = rest.as_bytes();
    let next = bytes.get(1).copied().unwrap_or(b'\n');
    match bytes.first() {
        Some(b'\\') if next.is_ascii_punctuation() => Markup::Mark(1),
        Some(b'`') => Markup::Object(endless.code(rest)),
        Some(b']') if next == b'(' => Markup::Mark(endless.target(line, here)),
        Some(b'!') if next == b'[' => Markup::Mark(1),
        Some(b'[') if next == b'^' => Markup::Mark(endless.up_to(']', rest)),
        Some(b'[' | b']' | b'*' | b'~' | b'_') => Markup::Mark(1),
        Some(b'<') if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!') => Markup::Mark(endless.up_to('>', rest)),
        Some(b'{') if matches!(next, b'#' | b'.' | b':' | b'%' | b'{') => Markup::Object(endless.up_to('}', rest)),
        Some(b'h' | b'w' | b'H' | b'W') if is_address(rest) => {
            Markup::Object(rest.find(|c: char| !c.is_ascii_graphic() || matches!(c, ')' | '>' | '"')).unwrap_or(rest.len()))
        }
        _ => Markup::None,
    }
}

fn is_address(rest: &str) -> bool {
    ["http://", "https://", "www.", "HTTP://", "HTTPS://", "WWW."].iter().any(|start| rest.starts_with(start))
}

/// The bytes of the mark that a line begins with, and whether it begins a block of its own.
fn block_mark(line: &str) -> (usize, bool) {
    let after = |mark: usize| mark + (line[mark..].len() - line[mark..].trim_start().len());
    let bytes = line.as_bytes();
    match bytes.first() {
        Some(b'#') => (after(bytes.iter().take_while(|b| **b == b'#').count()), true),
        Some(b'-' | b'+' | b'*' | b':') if matches!(bytes.get(1), Some(b' ' | b'\t')) => {
            let mark = after(1);
            // The box of a task.
            let is_task = ["[ ]", "[x]", "[X]"].iter().any(|task| line[mark..].starts_with(task));
            (if is_task { after(mark + 3) } else { mark }, true)
        }
        Some(b'>') => (after(1), false),
        Some(b'|') => (1, true),
        Some(b'0'..=b'9') => {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            let is_item = digits < 4 && matches!(bytes.get(digits), Some(b'.' | b')')) && matches!(bytes.get(digits + 1), Some(b' '));
            if is_item { (after(digits + 1), true) } else { (0, false) }
        }
        _ => (0, false),
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    /// What has no end is text, as often as it begins; what has one is none, also behind something without an end.
    #[test]
    fn what_never_ends_is_text() {
        for (line, read) in [
            ("甲](乙](丙](丁", "甲(乙(丙(丁\n"),
            ("甲](乙](丙)丁", "甲(乙丁\n"),
            ("甲](乙(丙)丁](戊)", "甲(乙(丙)丁\n"),
            ("<a 甲<b 乙", "a 甲b 乙\n"),
            ("`甲``乙", "\u{fffc}\u{fffc}乙\n"),
            ("``甲`乙``丙", "\u{fffc}丙\n"),
        ] {
            assert_eq!(of(line).iter().map(|sign| sign.c).collect::<String>(), format!("{read}\u{0}"), "{line}");
        }
    }
}
