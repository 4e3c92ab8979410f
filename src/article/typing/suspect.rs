//! Whether a text holds anything that may be a slip. Most hold nothing, so this is all that they cost.

use super::super::escape::find_byte;

/// Whether a text must be looked at.
pub(super) fn is_suspect(text: &str) -> bool {
    let bytes = text.as_bytes();
    holds_typed_marks(text) || holds_marks(bytes) || lines_are_suspect(bytes)
}

/// Runs of full-width marks, and what no line holds by chance.
fn holds_typed_marks(text: &str) -> bool {
    ["】（", "】(", "】 ", "］", "＊＊", "www.", "｜", "！[", "！【", "【^", "[^", "[＾"].iter().any(|marks| text.contains(marks))
}

/// Marks of Markdown where they mean something else, or may.
fn holds_marks(bytes: &[u8]) -> bool {
    let wanted = |b: u8| {
        (b == b'*') | (b == b'~') | (b == b']') | (b == b'{') | (b == b'\t') | (b == b'&') | (b == b'|') | (b == b'_') | (b == b'!')
    };
    let mut at = 0;
    let mut stars = Stars::default();
    while let Some(found) = bytes.get(at..).and_then(|rest| find_byte(rest, wanted)) {
        let here = at + found;
        let next = bytes.get(here + 1).copied().unwrap_or(b'\n');
        at = here + 1;
        let is_suspect = match bytes[here] {
            b'*' => {
                let length = bytes[here..].iter().take_while(|b| **b == b'*').count();
                at = here + length;
                stars.next(bytes, here, length)
            }
            b'~' => {
                let length = bytes[here..].iter().take_while(|b| **b == b'~').count();
                at = here + length;
                length != 2 || is_digit(bytes.get(at).copied())
            }
            b'_' => bytes[here..].starts_with(b"____"),
            b']' => match next {
                b'(' => address_is_suspect(&bytes[here + 2..]),
                b':' | b' ' | b'[' | 0xef | 0xe3 => true,
                _ => false,
            },
            b'&' => next == b'#',
            b'!' => next == b' ' || next == 0xe3 || next == 0xef,
            _ => true,
        };
        if is_suspect {
            return true;
        }
    }
    stars.is_open
}

fn is_digit(byte: Option<u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_digit())
}

/// Pairs of runs of asterisks.
#[derive(Default)]
struct Stars {
    is_open: bool,
    length: usize,
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
            && !(self.is_open && matches!(after, 0xe3 | 0xef | b'\n') && length == 2 && before >= 0x80 && self.is_mask(bytes, start));
        self.is_open = !self.is_open;
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
    let mut fences = 0_usize;
    while at < bytes.len() {
        let end = find_byte(&bytes[at..], |b| b == b'\n').map_or(bytes.len(), |found| at + found);
        let line = &bytes[at..end];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line_is_suspect(line, before, &mut fences) {
            return true;
        }
        before = line;
        at = end + 1;
    }
    fences % 2 == 1
}

fn line_is_suspect(line: &[u8], before: &[u8], fences: &mut usize) -> bool {
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
        [b'`', b'`', b'`', ..] => {
            *fences += 1;
            false
        }
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
