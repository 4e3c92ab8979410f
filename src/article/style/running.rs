//! The running text of a file: what a reader reads, sign by sign, with its place, and where paragraphs end.
//!
//! Front matter is left out but for its title and summary; so are code, addresses, raw HTML and the marks of
//! Markdown. No Markdown is parsed here: a slip may be named or passed over, but no text is changed by this.

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
    let mut reader = Reader { text, signs: Vec::with_capacity(text.len() / 2), fence: None, in_comment: false };
    let body = reader.front_matter();
    let mut at = body;
    for line in text.get(body..).unwrap_or_default().split_inclusive('\n') {
        reader.line(at, line.trim_end_matches(['\n', '\r']));
        at += line.len();
    }
    reader.end(text.len());
    reader.signs
}

struct Reader<'a> {
    text: &'a str,
    signs: Vec<Sign>,
    /// The mark of the fence that is open.
    fence: Option<&'static str>,
    in_comment: bool,
}

impl Reader<'_> {
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
        if self.signs.last().is_some_and(|sign| sign.c != END) {
            self.signs.push(Sign { at, c: END });
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
            self.signs.push(Sign { at: at + line.len(), c: '\n' });
        }
    }

    /// The signs of a piece of a line.
    fn inline(&mut self, from: usize, line: &str) {
        let mut at = 0;
        while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = &line[at..];
            if !c.is_ascii() {
                self.signs.push(Sign { at: from + at, c });
                at += c.len_utf8();
                continue;
            }
            let skipped = match c {
                '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => {
                    at += 1;
                    let c = line[at..].chars().next().unwrap_or('\\');
                    self.signs.push(Sign { at: from + at, c });
                    c.len_utf8()
                }
                '`' => self.object(from + at, code(rest)),
                ']' if rest[1..].starts_with('(') => target(rest),
                '!' if rest[1..].starts_with('[') => 1,
                '[' if rest[1..].starts_with('^') => rest.find(']').map_or(1, |end| end + 1),
                '[' | ']' | '*' | '~' | '_' => 1,
                '<' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) => {
                    rest.find('>').map_or(1, |end| end + 1)
                }
                '{' if rest[1..].starts_with(['#', '.', ':', '%', '{']) => self.object(from + at, rest.find('}').map_or(1, |end| end + 1)),
                'h' | 'w' | 'H' | 'W' if is_address(rest) => {
                    let length = rest.find(|c: char| !c.is_ascii_graphic() || matches!(c, ')' | '>' | '"')).unwrap_or(rest.len());
                    self.object(from + at, length)
                }
                _ => {
                    self.signs.push(Sign { at: from + at, c });
                    1
                }
            };
            at += skipped.max(1);
        }
    }

    fn object(&mut self, at: usize, length: usize) -> usize {
        self.signs.push(Sign { at, c: OBJECT });
        length
    }
}

fn is_address(rest: &str) -> bool {
    ["http://", "https://", "www.", "HTTP://", "HTTPS://", "WWW."].iter().any(|start| rest.starts_with(start))
}

/// The length of a piece of code with its marks; 1 if it has no end.
fn code(rest: &str) -> usize {
    let marks = rest.bytes().take_while(|b| *b == b'`').count();
    let fence = &rest[..marks];
    rest[marks..].find(fence).map_or(marks, |end| marks + end + marks)
}

/// The length of `](address)`.
fn target(rest: &str) -> usize {
    let mut depth = 0;
    for (at, b) in rest.bytes().enumerate().skip(1) {
        match b {
            b'(' => depth += 1,
            b')' if depth == 1 => return at + 1,
            b')' => depth -= 1,
            _ => {}
        }
    }
    1
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
