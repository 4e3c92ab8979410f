//! One folding of writing: what two spellings of one word have in common.
//!
//! In: a text or a character. Out: its form without what does not change its meaning: simplified characters for
//! traditional ones, one width, one case, no characters without width. Names of terms, registers and the search all
//! fold through here, so what the search finds as one word is also one term. Never shown to a reader: what is shown
//! stays as it was written.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

/// Pairs of a traditional character and its simplified form, sorted, without anything between.
/// Made from OpenCC's `TSCharacters.txt` (Apache-2.0).
pub(crate) const PAIRS: &str = include_str!("fold.txt");

/// Radicals that PDF files hold in place of characters, and for which Unicode has no compatibility form.
const RADICALS: &str = "⺠民⺬示⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙";

/// A name as it is compared: two that differ only in traditional and simplified characters, width, case, blanks,
/// radicals for characters, or characters without width are one.
#[must_use]
pub(crate) fn name(text: &str) -> String {
    let table = table();
    let plain = text.nfkc().filter(|c| !c.is_whitespace() && !is_ignored(*c));
    plain.flat_map(char::to_lowercase).map(|c| simplified(table, unified(c))).collect()
}

/// A name as it is shown: characters for radicals, nothing without width.
pub(crate) fn cleaned(text: &str) -> String {
    let is_radical = |c: char| ('\u{2e80}'..='\u{2fdf}').contains(&c);
    if !text.contains(|c| is_radical(c) || is_ignored(c)) {
        return text.to_owned();
    }
    let character = |c: char| if is_radical(c) { unified(c).nfkc().next().unwrap_or(c) } else { c };
    text.chars().filter(|c| !is_ignored(*c)).map(character).collect()
}

/// A file's name as some disks know it (HFS+, APFS, NTFS): composed characters, no case.
pub(crate) fn of_disk(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().flat_map(char::to_lowercase).nfc().collect() }
}

/// A path with its characters composed, and the same with them taken apart: two spellings of one name.
pub(crate) fn spellings(path: &str) -> [String; 2] {
    [path.nfc().collect(), path.nfd().collect()]
}

/// Whether a path may be spelled otherwise than composed: none in which no mark can follow its letter.
pub(crate) fn may_be_decomposed(path: &str) -> bool {
    // Combining marks, Hangul in parts, marks of kana, and characters that Unicode keeps for compatibility.
    let bytes = path.as_bytes();
    let is_lead = |at: usize| match bytes[at] {
        0xcc | 0xcd | 0xe1 => true,
        0xe3 => matches!(bytes.get(at + 1..at + 3), Some([0x82, 0x99 | 0x9a])),
        0xef => matches!(bytes.get(at + 1), Some(0xa4..=0xab)),
        _ => false,
    };
    (0..bytes.len()).any(is_lead)
}

/// Whether a text holds any letter, digit or character, radicals of PDF files among them.
#[must_use]
pub(crate) fn has_letters(text: &str) -> bool {
    text.nfkc().any(|c| unified(c).is_alphanumeric())
}

/// Characters without width or meaning, which part nothing.
pub(crate) fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// How many bytes of a text, from its beginning on, are Han of the basic block (U+4E00 to U+9FFF), three for each.
pub(crate) fn han_run(text: &[u8]) -> usize {
    let is_han = |c: &&[u8; 3]| matches!(c[0], 0xe5..=0xe9) || c[0] == 0xe4 && c[1] >= 0xb8;
    3 * text.as_chunks().0.iter().take_while(is_han).count()
}

/// The simplified form of a character, by [`table`].
pub(crate) fn simplified(table: &[u16], c: char) -> char {
    match (c as u32).checked_sub(0x4e00).and_then(|i| table.get(i as usize)) {
        Some(&to) if to != 0 => char::from_u32(to.into()).unwrap_or(c),
        _ => c,
    }
}

/// Simplified characters by their distance from U+4E00, 0 where nothing changes.
pub(crate) fn table() -> &'static [u16] {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![0; 0x5200];
        let mut chars = PAIRS.chars();
        while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
            if let Some(slot) = table.get_mut((from as usize).wrapping_sub(0x4e00)) {
                *slot = to as u16;
            }
        }
        table
    })
}

/// The character for a radical.
fn unified(c: char) -> char {
    if !('\u{2e80}'..='\u{2eff}').contains(&c) {
        return c;
    }
    let mut rest = RADICALS.chars();
    while let (Some(radical), Some(character)) = (rest.next(), rest.next()) {
        if radical == c {
            return character;
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one() {
        let spellings = [
            ["環保", "环保"],
            ["⽼⼈", "老人"],
            ["居⺠", "居民"],
            ["ＡＩ 培訓", "ai培训"],
            ["志愿\u{ad}服务", "志愿服务"],
            ["志\u{200b}愿\u{feff}", "志愿"],
            ["志愿\u{fe00}", "志愿"],
            [" 邻里\u{3000}节 ", "邻里节"],
            ["ﬁt", "FIT"],
        ];
        for [one, other] in spellings {
            assert_eq!(name(one), name(other));
        }
        assert_ne!(name("莫阳"), name("莫杨"));
    }

    #[test]
    fn a_name_from_a_pdf_is_shown_in_characters() {
        assert_eq!(cleaned("⽼⼈\u{200b}与居⺠"), "老人与居民");
        assert_eq!(cleaned("環保"), "環保");
        assert!(has_letters("⽼⼈") && has_letters("⺠") && !has_letters("！\u{200b}"));
    }
}
