//! Whether a text holds anything that may be a slip. Most hold nothing, so this is all that they cost.

use super::super::escape::{ByteTable, find_byte, find_in, find_pair, table};

/// Whether a text must be looked at.
pub(super) fn is_suspect(text: &str) -> bool {
    holds_typed_marks(text.as_bytes()) || lines_are_suspect(text.as_bytes())
}

/// Full-width marks of Markdown, and what no line holds by chance.
fn holds_typed_marks(bytes: &[u8]) -> bool {
    // The last two bytes of 【 】 ！ ＊ ］ ｜, which each begin with a byte that many characters share.
    let wanted = |first: u8, second: u8| {
        (first == 0x80) & ((second == 0x90) | (second == 0x91))
            | (first == 0xbc) & ((second == 0x81) | (second == 0x8a) | (second == 0xbd))
            | (first == 0xbd) & (second == 0x9c)
            | (first == b'w') & (second == b'w')
            | (first == b'[') & ((second == b'^') | (second == 0xef))
    };
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| find_pair(rest, wanted)) {
        let here = at + found;
        let (lead, after) = (here.checked_sub(1).map(|at| bytes[at]), &bytes[here + 2..]);
        let is_meant = match (lead, bytes[here], bytes[here + 1]) {
            (Some(0xe3), 0x80, 0x91) => after.starts_with(b"(") || after.starts_with(b" ") || after.starts_with("（".as_bytes()),
            (Some(0xe3), 0x80, 0x90) => after.starts_with(b"^"),
            (Some(0xef), 0xbc, 0x81) => after.starts_with(b"[") || after.starts_with("【".as_bytes()),
            (Some(0xef), 0xbc, 0x8a) => after.starts_with("＊".as_bytes()),
            (Some(0xef), 0xbc, 0xbd) | (Some(0xef), 0xbd, 0x9c) | (_, b'[', b'^') => true,
            (_, b'w', _) => after.starts_with(b"w."),
            (_, b'[', _) => bytes[here + 1..].starts_with("＾".as_bytes()),
            _ => false,
        };
        if is_meant {
            return true;
        }
        at = here + 1;
    }
    false
}

/// The marks of Markdown that [`holds_marks`] and [`Rows`] look at.
const MARKS: ByteTable = table(b"*~]{\t&_!|");

/// Whether a line holds marks of Markdown where they mean something else, or may. Bars are looked at with their rows.
fn holds_marks(line: &[u8], stars: &mut Stars) -> bool {
    let mut at = 0;
    while let Some(found) = line.get(at..).and_then(|rest| find_in(rest, &MARKS)) {
        let here = at + found;
        let next = line.get(here + 1).copied().unwrap_or(b'\n');
        at = here + 1;
        let is_suspect = match line[here] {
            b'*' => {
                let length = line[here..].iter().take_while(|b| **b == b'*').count();
                at = here + length;
                stars.next(line, here, length)
            }
            b'~' => {
                let length = line[here..].iter().take_while(|b| **b == b'~').count();
                at = here + length;
                length != 2 || is_digit(line.get(at).copied())
            }
            b'_' => line[here..].starts_with(b"____"),
            b']' => match next {
                b'(' => address_is_suspect(&line[here + 2..]),
                b':' | b' ' | b'[' | 0xef | 0xe3 => true,
                _ => false,
            },
            b'&' => next == b'#',
            b'!' => next == b' ' || next == 0xe3 || next == 0xef,
            b'|' => false,
            _ => true,
        };
        if is_suspect {
            return true;
        }
    }
    false
}

fn is_digit(byte: Option<u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_digit())
}

/// Pairs of runs of asterisks.
#[derive(Default)]
struct Stars {
    is_open: bool,
    length: usize,
    /// Whether the run that is open stands right behind text: `李**`.
    follows_text: bool,
}

impl Stars {
    /// Whether the run is none that opens, or closes the one before, as Markdown has it.
    fn next(&mut self, bytes: &[u8], start: usize, length: usize) -> bool {
        let before = start.checked_sub(1).map_or(b'\n', |at| bytes[at]);
        let after = bytes.get(start + length).copied().unwrap_or(b'\n');
        let is_blank = |b: u8| matches!(b, b' ' | b'\n' | b'\t');
        if length == 1 && !self.is_open && is_blank(after) && before == b'\n' {
            // A bullet.
            return false;
        }
        let is_fine = length <= 3
            && if self.is_open { length == self.length && !is_blank(before) } else { !is_blank(after) }
            && !(is_digit(Some(after)) && (is_digit(Some(before)) || before >= 0x80))
            // A short text between two runs that follow Chinese text may be a name that they hide.
            && !(self.is_open
                && self.follows_text
                && matches!(after, 0xe3 | 0xef | b'\n')
                && length == 2
                && before >= 0x80
                && self.is_mask(bytes, start));
        self.is_open = !self.is_open;
        self.follows_text = before >= 0x80;
        self.length = length;
        !is_fine
    }

    fn is_mask(&self, bytes: &[u8], start: usize) -> bool {
        // `、李` and `，李明` have 6 and 9 bytes.
        [6, 9].iter().any(|back| start.checked_sub(back + 2).is_some_and(|from| bytes[from..].starts_with(b"**")))
    }
}

/// Whether what follows `](` is no plain address with its parenthesis.
fn address_is_suspect(rest: &[u8]) -> bool {
    for (at, byte) in rest.iter().enumerate().take(400) {
        match byte {
            b')' => return at == 0,
            b' ' | b'\n' | b'\\' | b'<' => return true,
            0xef | 0xe2 => {
                // Full-width marks and quotes; Han has neither byte first.
                return true;
            }
            _ => {}
        }
    }
    true
}

/// Lines that begin, or stand, as no line of Markdown does.
fn lines_are_suspect(bytes: &[u8]) -> bool {
    let mut at = 0;
    let mut before: &[u8] = b"";
    let mut is_code = false;
    let mut rows = Rows::default();
    let mut stars = Stars::default();
    while at < bytes.len() {
        let end = find_byte(&bytes[at..], |b| b == b'\n').map_or(bytes.len(), |found| at + found);
        let line = &bytes[at..end];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        at = end + 1;
        // What stands between two fences is code, and read as it is.
        if is_code || line.starts_with(b"```") {
            let is_fence = line.starts_with(b"```") && !line[3..].contains(&b'`');
            let closes = is_fence && line[3..].iter().all(|b| *b == b' ');
            match (is_code, is_fence) {
                (true, _) => is_code = !closes,
                (false, true) => is_code = true,
                (false, false) => return true,
            }
            before = b"```";
            continue;
        }
        let holds = find_in(line, &MARKS).is_some();
        if rows.next(line, before, holds) || line_is_suspect(line, before) || holds && holds_marks(line, &mut stars) {
            return true;
        }
        before = line;
    }
    is_code || rows.is_cut() || stars.is_open
}

/// The rows of a table, if that is what lines with bars are.
#[derive(Default)]
struct Rows {
    /// How many bars its head has.
    bars: usize,
    seen: usize,
}

impl Rows {
    /// Whether a line has bars that are none of a row, or no row that its table has room for; a line without marks has
    /// no bars.
    fn next(&mut self, line: &[u8], before: &[u8], holds_marks: bool) -> bool {
        if !holds_marks || !line.contains(&b'|') {
            return std::mem::take(self).is_cut();
        }
        let bars = line.iter().filter(|b| **b == b'|').count();
        let is_row = line.starts_with(b"|") && line.ends_with(b"|") && find_byte(line, |b| (b == b'\\') | (b == b'`')).is_none();
        let fits = match self.seen {
            0 => before.is_empty(),
            1 => bars == self.bars && line.iter().all(|b| matches!(b, b'|' | b'-' | b':' | b' ')) && line.contains(&b'-'),
            _ => bars <= self.bars,
        };
        if self.seen == 0 {
            self.bars = bars;
        }
        self.seen += 1;
        !is_row || !fits
    }

    /// Whether there is a head and nothing else.
    fn is_cut(&self) -> bool {
        self.seen == 1
    }
}

fn line_is_suspect(line: &[u8], before: &[u8]) -> bool {
    let indent = line.iter().take_while(|b| **b == b' ').count();
    let mut rest = &line[indent..];
    // Marks within quotations and lists.
    while let [b'>' | b'-' | b'+' | b'*', b' ', ..] | [b' ' | b'>', ..] = rest {
        if matches!(rest, [b'-' | b'+', b' ', b'0'..=b'9', ..]) {
            return true;
        }
        rest = &rest[1..];
    }
    while let [0xe3, 0x80, 0x80, after @ ..] | [b' ', after @ ..] = rest {
        rest = after;
    }
    if indent >= 4 && !matches!(line[indent..].first(), None | Some(b'-' | b'*' | b'+' | b'0'..=b'9')) {
        return true;
    }
    match *rest {
        [b'#', ..] => {
            let after = rest.iter().position(|b| *b != b'#').and_then(|at| rest.get(at));
            !matches!(after, Some(b' ') | None) || rest.len() < line.len() && line.starts_with(&[0xe3])
        }
        [b'0'..=b'9', ..] => number_is_suspect(rest),
        // A fence that does not begin its line.
        [b'`', b'`', b'`', ..] => true,
        [b'-' | b'+', next, ..] if next >= 0x80 => true,
        [b'-', ..] | [b'=', ..] => !before.is_empty() && rest.iter().all(|b| *b == rest[0] || *b == b' '),
        [b':', after, ..] => after != b' ',
        [b'!', b'!', b'!', ..] | [b'@', b'[', ..] | [b'$', b'{', ..] => true,
        [b'[', next, ..] => next.is_ascii_alphabetic() || next == b'[' || next == b'^',
        // Bullets, full-width digits and marks, private characters. Quotes, dashes, 、 and （ are none of them.
        [0xe2, second, third, ..] => !matches!((second, third), (0x80, 0x94 | 0x98..=0x9f | 0xa6 | 0xb2 | 0xb3)),
        [0xc2, 0xb7, ..] => true,
        [0xef, 0xbc, third, ..] => !matches!(third, 0x81 | 0x88 | 0x89 | 0x8c | 0x9a | 0x9b | 0x9f),
        [0xef, second, ..] => second < 0xbc,
        [0xe3, 0x80, 0x90, ..] => rest.iter().take(30).any(|b| b.is_ascii_alphabetic()),
        _ => false,
    }
}

/// `1.第一`, `1．第一`, `1。第一`; `1. 第一` is none.
fn number_is_suspect(rest: &[u8]) -> bool {
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits > 3 {
        return false;
    }
    match rest.get(digits..) {
        Some([b'.', next, ..]) => *next >= 0x80,
        Some([0xef, 0xbc, 0x8e, ..] | [0xe3, 0x80, 0x82, ..] | [0xef, 0xbc, 0x90..=0x99, ..]) => true,
        _ => false,
    }
}
