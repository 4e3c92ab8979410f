//! Text → HTML text, attribute values, addresses. Each scans bytes and copies whole stretches.

/// Bytes looked at together, so that the compiler can compare them all at once.
const STRIDE: usize = 32;

/// Bytes that are looked for: one look for each byte is faster than many comparisons.
pub(crate) struct ByteTable {
    has: [bool; 256],
    is_ascii: bool,
}

/// Makes a table.
pub(crate) const fn table(wanted: &[u8]) -> ByteTable {
    let (mut has, mut is_ascii, mut at) = ([false; 256], true, 0);
    while at < wanted.len() {
        has[wanted[at] as usize] = true;
        is_ascii &= wanted[at].is_ascii();
        at += 1;
    }
    ByteTable { has, is_ascii }
}

/// The first byte that is in a table. Whole strides of Chinese text hold no ASCII, and are skipped if that is wanted.
pub(crate) fn find_in(bytes: &[u8], table: &ByteTable) -> Option<usize> {
    let first_of = |bytes: &[u8]| bytes.iter().position(|byte| table.has[usize::from(*byte)]);
    if !table.is_ascii {
        return first_of(bytes);
    }
    let mut from = 0;
    while let Some(stride) = bytes.get(from..from + STRIDE) {
        let holds_ascii = stride.iter().fold(0x80, |all, byte| all & byte) == 0;
        if holds_ascii && let Some(at) = first_of(stride) {
            return Some(from + at);
        }
        from += STRIDE;
    }
    first_of(&bytes[from..]).map(|at| from + at)
}

/// The first byte for which `wanted` holds. Most text has none, so whole strides are skipped.
pub(crate) fn find_byte(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let mut from = 0;
    while let Some(stride) = bytes.get(from..from + STRIDE) {
        if stride.iter().fold(false, |found, &byte| found | wanted(byte)) {
            break;
        }
        from += STRIDE;
    }
    bytes[from..].iter().position(|&byte| wanted(byte)).map(|at| from + at)
}

/// The first byte that with the one after it is wanted.
pub(crate) fn find_pair(bytes: &[u8], wanted: impl Fn(u8, u8) -> bool) -> Option<usize> {
    let mut from = 0;
    while let Some((first, second)) = bytes.get(from..from + STRIDE).zip(bytes.get(from + 1..from + 1 + STRIDE)) {
        // Each byte's distance is a lane of its own, so that the compiler compares whole strides at once.
        if (0..STRIDE).fold(false, |found, at| found | wanted(first[at], second[at])) {
            break;
        }
        from += STRIDE;
    }
    let rest = &bytes[from..];
    rest.windows(2).position(|two| wanted(two[0], two[1])).map(|at| from + at)
}

/// Writes text so that it is safe between tags and inside double quotes; NUL becomes U+FFFD (CommonMark 2.3).
pub(crate) fn text(out: &mut String, text: &str) {
    const SPECIAL: ByteTable = table(b"&<>\"\0");
    let bytes = text.as_bytes();
    let mut done = 0;
    while let Some(found) = find_in(&bytes[done..], &SPECIAL) {
        let at = done + found;
        out.push_str(&text[done..at]);
        out.push_str(match bytes[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "\u{fffd}",
        });
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Writes an address for a `href` or `src`, percent-encoded as the CommonMark reference implementation does.
pub(crate) fn href(out: &mut String, address: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in address.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#x27;"),
            _ if byte.is_ascii_alphanumeric() || b"-_.+!*(),%#@?=;:/$~".contains(&byte) => out.push(char::from(byte)),
            _ => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}
