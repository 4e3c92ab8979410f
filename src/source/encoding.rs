//! Bytes as text. Other encodings than UTF-8 are named, never guessed at: a site full of wrong characters is worse
//! than an error.

use std::borrow::Cow;

use crate::note::{Note, Place, codes};

/// How much of a file is looked at to tell its encoding.
const SAMPLE: usize = 64 * 1024;

/// Bytes as text: without byte order marks, every line end as `\n`.
///
/// # Errors
/// A note when they are not UTF-8 text; GBK, GB18030, UTF-16 and UTF-32 are named (E5).
pub fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Note> {
    if let Some(name) = marked(bytes) {
        return Err(encoding(path, name));
    }
    let text = simdutf8::compat::from_utf8(bytes).map_err(|error| not_utf8(path, bytes, error.valid_up_to()))?;
    if let Some(at) = text.find('\0') {
        if let Some(name) = utf_16(bytes) {
            return Err(encoding(path, name));
        }
        let line = text[..at].matches('\n').count() + 1;
        return Err(codes::source::nul_byte(Place::range(path, text, 1, at..at + 1), line));
    }
    // A file that went through two programs may have two marks.
    let text = text.trim_start_matches('\u{feff}');
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() })
}

/// The encoding that a byte order mark names.
fn marked(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        _ => None,
    }
}

/// The kind of UTF-16 that bytes are without a mark. In a text of Chinese or English nearly every unit is a Han
/// character, one of ASCII or East Asian punctuation, read in the right order and not in the other.
fn utf_16(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let (units, _) = sample.as_chunks::<2>();
    if units.is_empty() {
        return None;
    }
    let is_common = |unit: u16| matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0x2010..=0x2027 | 0x3000..=0x301f | 0x4e00..=0x9fff | 0xff01..=0xff5e);
    let count = |unit: fn([u8; 2]) -> u16| units.iter().filter(|pair| is_common(unit(**pair))).count();
    let (little, big) = (count(u16::from_le_bytes), count(u16::from_be_bytes));
    let enough = |common: usize, other: usize| common * 10 >= units.len() * 9 && common > other;
    match (enough(little, big), enough(big, little)) {
        (true, _) => Some("UTF-16LE"),
        (_, true) => Some("UTF-16BE"),
        _ => None,
    }
}

fn encoding(path: &str, name: &str) -> Note {
    let from = if name.starts_with("GB") { "GB18030" } else { name };
    codes::source::encoding(Place::file(path), name, from, path)
}

fn not_utf8(path: &str, bytes: &[u8], at: usize) -> Note {
    if let Some(name) = gb(bytes).or_else(|| utf_16(bytes)) {
        return encoding(path, name);
    }
    let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
    let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n);
    let (line, byte) = (bytes[..at].iter().filter(|b| **b == b'\n').count() + 1, at - start + 1);
    let shown = String::from_utf8_lossy(&bytes[start..end]);
    let before = at - start;
    let place = Place::range(path, &shown, u32::try_from(line).unwrap_or(u32::MAX), before..before + '\u{fffd}'.len_utf8());
    codes::source::invalid_utf8(place, line, byte)
}

/// Whether every byte above ASCII belongs to a character of GBK or GB18030, and most are common: Han of rows B0 to F7
/// and punctuation, or the rare Han and signs for which GB18030 takes four bytes.
fn gb(bytes: &[u8]) -> Option<&'static str> {
    let (mut characters, mut common, mut of_four, mut at) = (0, 0, 0, 0);
    // UTF-16 has bytes of zero where it has ASCII; these encodings have none.
    while at < bytes.len() {
        match bytes.get(at..).unwrap_or_default() {
            [0, ..] => return None,
            [1..=0x7f, ..] => at += 1,
            [lead @ 0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, ..] => {
                characters += 1;
                common += usize::from((0xb0..=0xf7).contains(lead) || *lead == 0xa1 || *lead == 0xa3);
                at += 2;
            }
            // Rows 81 to 84: the rest of the basic plane. Rows 95 to 9A: the Han of the second plane.
            [0x81..=0x84 | 0x90..=0x9a, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, ..] => {
                (characters, common, of_four) = (characters + 1, common + 1, of_four + 1);
                at += 4;
            }
            _ => return None,
        }
    }
    (characters > 0 && common * 2 > characters).then_some(if of_four > 0 { "GB18030" } else { "GBK/GB18030" })
}
