//! The normal form in which text is indexed and searched.
//!
//! In: any text. Out: word characters (letters, digits, Han) in NFKC, lower case
//! and simplified form, with one [`SEP`] where words are apart. `search.js` holds
//! the same rule; `src/fold.txt`, the only table, is read by both. A character is
//! folded from itself and the marks after it alone, so that every folded character
//! knows which bytes of the text it comes from.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::fold::{han_run, is_ignored, simplified, table};

/// Stands between words that punctuation, a space or a line end keeps apart.
pub(crate) const SEP: char = ' ';

/// What a character is to the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Not part of a word.
    Gap,
    /// Han, kana and hangul: written without spaces, found at any place.
    Wide,
    /// 0 to 9.
    Digit,
    /// All other letters and numbers: found at the beginning of their run.
    Letter,
}

/// The class of one folded character.
pub(crate) fn class(c: char) -> Class {
    match c {
        '\u{4e00}'..='\u{9fff}' => Class::Wide,
        '0'..='9' => Class::Digit,
        'a'..='z' => Class::Letter,
        '\0'..='\x7f' => Class::Gap,
        // The marks of Chinese text, which are frequent, without asking the tables of Unicode.
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{2010}'..='\u{2027}' => Class::Gap,
        '\u{3005}' | '\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' => Class::Wide,
        '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' => Class::Wide,
        '\u{3400}'..='\u{4dbf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => Class::Wide,
        '\u{20000}'..='\u{3fffd}' => Class::Wide,
        _ if c.is_alphanumeric() || is_combining_mark(c) => Class::Letter,
        _ => Class::Gap,
    }
}

/// Folded text: characters, their classes, and where each comes from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    pub(crate) chars: Vec<char>,
    pub(crate) classes: Vec<Class>,
    /// For each character the bytes `start..end` of the text that it comes from, if they were asked for.
    pub(crate) spans: Vec<(u32, u32)>,
}

/// Folds a text and keeps the places.
pub(crate) fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    fold_with::<true>(text, &mut folded);
    folded
}

/// Folds a text into a value that is used again and again, without its spans: the index has no use for them.
pub(crate) fn fold_without_spans(text: &str, out: &mut Folded) {
    fold_with::<false>(text, out);
}

fn fold_with<const SPANS: bool>(text: &str, out: &mut Folded) {
    let table = table();
    out.chars.clear();
    out.classes.clear();
    out.spans.clear();
    let mut sink = Sink::<SPANS> { out, gap: Gap::None };
    let mut start = 0;
    loop {
        // Most text is runs of Han, which are taken whole.
        let run = han_run(&text.as_bytes()[start..]);
        if run > 0 {
            sink.han(&text.as_bytes()[start..start + run], table, start);
            start += run;
        }
        let mut rest = text[start..].chars();
        let Some(c) = rest.next() else { break };
        let mut end = start + c.len_utf8();
        while let Some(next) = rest.next().filter(|next| continues(*next)) {
            end += next.len_utf8();
        }
        // What most texts hold beside Han, without the tables of Unicode; a mark after it makes it longer.
        let one = if end == start + c.len_utf8() { folded_by_table(c) } else { None };
        if let Some(c) = one {
            sink.char(c, start, end);
        } else {
            for n in text[start..end].nfkc() {
                for l in n.to_lowercase() {
                    sink.char(simplified(table, l), start, end);
                }
            }
        }
        start = end;
    }
}

/// ASCII, its full-width forms and Chinese punctuation in lower case and NFKC.
fn folded_by_table(c: char) -> Option<char> {
    match c {
        '\0'..='\x7f' => Some(c.to_ascii_lowercase()),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).map(|c| c.to_ascii_lowercase()),
        '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' => Some(c),
        _ => None,
    }
}

/// Whether a character belongs to the one before it: a mark, or a Korean vowel or final.
fn continues(c: char) -> bool {
    c >= '\u{300}' && !('\u{3000}'..='\u{9fff}').contains(&c) && is_mark(c) || matches!(c, '\u{3099}' | '\u{309a}')
}

fn is_mark(c: char) -> bool {
    ('\u{1160}'..='\u{11ff}').contains(&c) || is_combining_mark(c)
}

#[derive(Clone, Copy, PartialEq)]
enum Gap {
    None,
    /// Spaces only: nothing between Han and a number or a Latin word (2024 年 is 2024年).
    Soft,
    Hard,
}

struct Sink<'a, const SPANS: bool> {
    out: &'a mut Folded,
    gap: Gap,
}

impl<const SPANS: bool> Sink<'_, SPANS> {
    fn char(&mut self, c: char, start: usize, end: usize) {
        match class(c) {
            Class::Gap if is_ignored(c) => {}
            Class::Gap if c == ' ' && self.gap != Gap::Hard => self.gap = Gap::Soft,
            Class::Gap => self.gap = Gap::Hard,
            _ if is_ignored(c) => {}
            k => {
                self.part(k, start);
                self.push(c, k, start, end);
            }
        }
    }

    /// Takes a run of Han of three bytes each.
    fn han(&mut self, run: &[u8], table: &[u16], start: usize) {
        self.part(Class::Wide, start);
        let (run, _) = run.as_chunks();
        let code = |[lead, second, third]: [u8; 3]| u32::from(lead & 15) << 12 | u32::from(second & 63) << 6 | u32::from(third & 63);
        self.out.chars.extend(run.iter().map(|bytes| simplified(table, char::from_u32(code(*bytes)).unwrap_or(SEP))));
        self.out.classes.resize(self.out.chars.len(), Class::Wide);
        if SPANS {
            let places = (start as u32..).step_by(3);
            self.out.spans.extend(places.take(run.len()).map(|at| (at, at + 3)));
        }
    }

    /// Writes the gap before a character of a word, if it parts it from the one before.
    fn part(&mut self, k: Class, start: usize) {
        if self.gap == Gap::None {
            return;
        }
        let apart = match self.out.classes.last() {
            None => false,
            Some(&last) => self.gap == Gap::Hard || (last == Class::Wide) == (k == Class::Wide),
        };
        if apart {
            self.push(SEP, Class::Gap, start, start);
        }
        self.gap = Gap::None;
    }

    fn push(&mut self, c: char, k: Class, start: usize, end: usize) {
        self.out.chars.push(c);
        self.out.classes.push(k);
        if SPANS {
            self.out.spans.push((start as u32, end as u32));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> String {
        fold(s).chars.into_iter().collect()
    }

    #[test]
    fn folds_width_case_and_tradition() {
        assert_eq!(text("ＡＩ垃圾分類，２０２４ 年"), "ai垃圾分类 2024年");
        assert_eq!(text("  e\u{301}T\u{e9} "), "été");
        assert_eq!(text("一 二\n三"), "一 二 三");
        assert_eq!(text("①㎡"), "1m2");
        assert_eq!(text("……"), "");
    }

    #[test]
    fn what_needs_no_table_is_folded_as_by_the_tables() {
        for c in ('\0'..='\u{ffff}').filter(|c| folded_by_table(*c).is_some()) {
            let tables: String = c.nfkc().flat_map(char::to_lowercase).collect();
            assert_eq!(folded_by_table(c).map(String::from), Some(tables), "{c:?}");
        }
    }

    /// The browser's module folds as this file does: 4,000 strings of many scripts.
    #[test]
    fn javascript_folds_alike() {
        let ranges = [
            (0x20, 0x7e),
            (0x20, 0x7e),
            (0xa0, 0x17f),
            (0x300, 0x345),
            (0x370, 0x3ff),
            (0x400, 0x44f),
            (0x1100, 0x11ff),
            (0x2000, 0x206f),
            (0x2460, 0x24ff),
            (0x3000, 0x30ff),
            (0x3105, 0x3129),
            (0x3200, 0x33ff),
            (0x4e00, 0x9fa5),
            (0x4e00, 0x9fa5),
            (0x8a00, 0x8c00),
            (0xac00, 0xac80),
            (0xf900, 0xfa6d),
            (0xfe00, 0xfe6b),
            (0xff01, 0xffdc),
            (0x1f600, 0x1f640),
            (0x20000, 0x20100),
            (0x1d400, 0x1d450),
            (0xe0100, 0xe0110),
            (0x2f800, 0x2fa1d),
        ];
        let mut state = 0x9e37_79b9_7f4a_7c15u64;
        let mut random = move |n: u32| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 33) as u32 % n
        };
        let mut strings: Vec<String> = Vec::new();
        for _ in 0..4000 {
            let chars = (0..random(12)).filter_map(|_| {
                let (low, high) = ranges[random(ranges.len() as u32) as usize];
                char::from_u32(low + random(high - low + 1))
            });
            strings.push(chars.collect());
        }
        strings.push(crate::fold::PAIRS.into());
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("strings.json");
        std::fs::write(&file, serde_json::to_string(&strings).unwrap()).unwrap();
        let node = std::process::Command::new("node")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/search/fold.mjs"))
            .arg(&file)
            .output()
            .unwrap();
        assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stderr));
        let theirs: Vec<(String, Vec<[usize; 2]>)> = serde_json::from_slice(&node.stdout).unwrap();
        for (string, (folded, spans)) in strings.iter().zip(theirs) {
            let ours = fold(string);
            let units = |at: u32| string[..at as usize].encode_utf16().count();
            assert_eq!(ours.chars.iter().collect::<String>(), folded, "{string:?}");
            let own: Vec<[usize; 2]> =
                if string.len() > 1000 { spans.clone() } else { ours.spans.iter().map(|&(a, b)| [units(a), units(b)]).collect() };
            assert_eq!(own, spans, "{string:?}");
        }
    }

    #[test]
    fn spans_point_at_the_source() {
        let source = "a，Ｂe\u{301}類";
        let folded = fold(source);
        let parts: Vec<&str> = folded.spans.iter().map(|&(a, b)| &source[a as usize..b as usize]).collect();
        assert_eq!(parts, ["a", "", "Ｂ", "e\u{301}", "類"]);
    }
}
