//! Bytes as text. Other encodings than UTF-8 are named, never guessed at: a site full of wrong characters is worse
//! than an error.

use std::borrow::Cow;

use crate::note::{Note, Place, codes};

/// Bytes as text: without byte order mark, every line end as `\n`.
///
/// # Errors
/// A note when they are not UTF-8 text; GBK and UTF-16 are named (E5).
pub fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Note> {
    if let Some(name) = utf_16(bytes) {
        return Err(encoding(path, name));
    }
    let text = simdutf8::compat::from_utf8(bytes).map_err(|error| not_utf8(path, bytes, error.valid_up_to()))?;
    if let Some(at) = text.find('\0') {
        let line = text[..at].matches('\n').count() + 1;
        return Err(codes::source::nul_byte(Place::range(path, text, 1, at..at + 1), line));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() })
}

/// The kind of UTF-16 that bytes begin like: with its mark, or with an ASCII character of two bytes twice.
fn utf_16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        [1..=0x7f, 0, 1..=0x7f, 0, ..] => Some("UTF-16LE"),
        [0, 1..=0x7f, 0, 1..=0x7f, ..] => Some("UTF-16BE"),
        _ => None,
    }
}

fn encoding(path: &str, name: &str) -> Note {
    let from = if name.starts_with("GBK") { "GB18030" } else { name };
    codes::source::encoding(Place::file(path), name, from, path)
}

fn not_utf8(path: &str, bytes: &[u8], at: usize) -> Note {
    if is_gbk(bytes) {
        return encoding(path, "GBK/GB18030");
    }
    let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
    let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n);
    let (line, byte) = (bytes[..at].iter().filter(|b| **b == b'\n').count() + 1, at - start + 1);
    let shown = String::from_utf8_lossy(&bytes[start..end]);
    let before = at - start;
    let place = Place::range(path, &shown, u32::try_from(line).unwrap_or(u32::MAX), before..before + '\u{fffd}'.len_utf8());
    codes::source::invalid_utf8(place, line, byte)
}

/// Whether every byte above ASCII belongs to a pair of GBK, and most pairs are common Han (rows B0 to F7).
fn is_gbk(bytes: &[u8]) -> bool {
    let (mut pairs, mut common, mut at) = (0, 0, 0);
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (0..=0x7f, _) => at += 1,
            (lead @ 0x81..=0xfe, Some(0x40..=0x7e | 0x80..=0xfe)) => {
                pairs += 1;
                common += usize::from((0xb0..=0xf7).contains(&lead) || lead == 0xa1 || lead == 0xa3);
                at += 2;
            }
            _ => return false,
        }
    }
    pairs > 0 && common * 2 > pairs
}
