//! Text → HTML text, attribute values, addresses. Each scans bytes and copies whole stretches.

/// Bytes looked at together, so that the compiler can compare them all at once.
const STRIDE: usize = 32;

fn is_special(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == 0)
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

/// Writes text so that it is safe between tags and inside double quotes; NUL becomes U+FFFD (CommonMark 2.3).
pub(crate) fn text(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut done = 0;
    while let Some(found) = find_byte(&bytes[done..], is_special) {
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
