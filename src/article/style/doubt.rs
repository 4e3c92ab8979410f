//! Which rules a text may break. Most break none, so this is all that they cost.
//!
//! Says yes wherever a rule might hold: where it says no, that rule has no slip. Looks at bytes, many at a time, for
//! the beginnings of what the rules look for; only there is anything decoded.

use super::super::escape::{find_byte, find_four, find_pair, find_triple, find_twice};
use super::marks::{is_chinese, is_stop};
use super::pairs::{closing, opening};
use super::repeats;
use super::running::{self, is_han};
use crate::article::privacy;
use crate::pinyin;

/// So many candidates for names are held against each other; with more the text is looked at.
const MOST_NAMES: usize = 200;

/// What may be wrong in a text, by the file of the rules that look closer.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Doubts {
    pub(super) marks: bool,
    pub(super) repeats: bool,
    pub(super) pairs: bool,
    pub(super) figures: bool,
    pub(super) names: bool,
}

impl Doubts {
    /// Looks through a text.
    pub(super) fn of(text: &str) -> Self {
        let running = running::without_places(text);
        Self {
            marks: marks(&running),
            repeats: repeats(&running),
            pairs: pairs(&running),
            figures: figures(&running),
            names: names(&running),
        }
    }

    /// Whether there is any.
    pub(super) fn are_any(self) -> bool {
        self != Self::default()
    }
}

/// The places that a search finds one after the other.
fn places(text: &str, find: impl Fn(&[u8]) -> Option<usize>) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + find(text.as_bytes().get(from..)?)?;
        from = at + 1;
        Some(at)
    })
}

/// Whether a byte lies between two others, without a branch: whole strides are compared so.
#[inline]
fn lies(byte: u8, from: u8, to: u8) -> bool {
    byte.wrapping_sub(from) <= to - from
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

fn marks(text: &str) -> bool {
    // Half-width marks behind or before Han, and two dots.
    let half_width = |first: u8, second: u8| {
        let is_mark = |b: u8| (b == b',') | (b == b';') | (b == b':') | (b == b'!') | (b == b'?') | (b == b'.') | (b == b'(');
        let parts = |b: u8| (b == b',') | (b == b';') | (b == b'(');
        (first >= 0x80) & is_mark(second) | parts(first) & (second >= 0x80) | (first == b'.') & (second == b'.')
    };
    // Figures and letters of full width; blanks and dashes behind Han; a blank that does not break.
    let wide_or_gap = |first: u8, second: u8, third: u8| {
        let figure = lies(third, 0x90, 0x99);
        let letters = lies(third, 0xa1, 0xba);
        let small = lies(third, 0x81, 0x9a);
        (first == 0xef) & ((second == 0xbc) & (figure | letters) | (second == 0xbd) & small)
            | (first >= 0x80) & (second == b' ') & ((third >= 0xe3) | (third == b' '))
            | (first >= 0x80) & (second == b'-') & (third == b'-')
            | (second == 0xc2) & (third == 0xa0)
    };
    // The end of a mark that parts sentences, and what may be the beginning of another.
    let two_stops = |first: u8, second: u8, third: u8| {
        let small = (first == 0x80) & ((second == 0x81) | (second == 0x82));
        let wide = (second == 0x81) | (second == 0x8c) | (second == 0x9a) | (second == 0x9b) | (second == 0x9f);
        (small | (first == 0xbc) & wide) & ((third == 0xe3) | (third == 0xef))
    };
    let is_mark = |c: char| is_stop(c) || matches!(c, '！' | '？');
    places(text, |bytes| find_pair(bytes, half_width)).any(|at| {
        let (before, after) = (char_before(text, at + 1), char_at(text, at + 1));
        before == after || before.is_none() || before.is_some_and(|c| is_stop(c) || is_chinese(c)) || after.is_some_and(is_han)
    }) || find_triple(text.as_bytes(), wide_or_gap).is_some()
        || places(text, |bytes| find_triple(bytes, two_stops))
            .any(|at| char_before(text, at + 2).is_some_and(is_mark) && char_at(text, at + 2).is_some_and(is_mark))
}

fn repeats(text: &str) -> bool {
    // All words that are seldom said twice are Han whose first byte is 0xe4 or more.
    let is_same = |a: u8, b: u8, c: u8, d: u8, e: u8, f: u8| (a >= 0xe4) & (a == d) & (b == e) & (c == f);
    let is_word = |at: usize| {
        let mut chars = text.get(at..).unwrap_or_default().chars();
        match (chars.next(), chars.next(), chars.next(), chars.next()) {
            (Some(a), Some(b), Some(c), Some(d)) => a == c && b == d && repeats::is_never_doubled(a, b),
            _ => false,
        }
    };
    places(text, |bytes| find_twice::<3>(bytes, is_same)).any(|at| char_at(text, at).is_some_and(repeats::is_seldom_doubled))
        || places(text, |bytes| find_twice::<6>(bytes, is_same)).any(is_word)
}

fn pairs(text: &str) -> bool {
    let wanted = |first: u8, second: u8, third: u8| {
        (first == 0xe2) & (second == 0x80) & ((third == 0x9c) | (third == 0x9d))
            | (first == 0xe3) & (second == 0x80) & lies(third, 0x88, 0x91)
            | (first == 0xef) & (second == 0xbc) & ((third == 0x88) | (third == 0x89))
    };
    // Each opens and closes before its paragraph ends, and none lies within its own kind.
    let mut open: Vec<(char, usize)> = Vec::new();
    for at in places(text, |bytes| find_triple(bytes, wanted)) {
        let Some(c) = char_at(text, at) else { continue };
        if closing(c).is_some() {
            if matches!(c, '“' | '《') && open.last().is_some_and(|(last, _)| *last == c) {
                return true;
            }
            open.push((c, at));
        } else if let Some(mark) = opening(c) {
            let Some((last, from)) = open.pop() else { return true };
            // An end between them, or half of a pair of half width.
            let between = find_byte(&text.as_bytes()[from..at], |b| (b == 0) | (b == b')'));
            if last != mark || between.is_some() {
                return true;
            }
        }
    }
    !open.is_empty()
}

fn figures(text: &str) -> bool {
    // The sign for month or day behind a figure.
    let wanted = |digit: u8, first: u8, second: u8, third: u8| {
        digit.is_ascii_digit() & (first == 0xe6) & ((second == 0x9c) & (third == 0x88) | (second == 0x97) & (third == 0xa5))
    };
    let (mut has_padded, mut has_plain) = (false, false);
    for at in places(text, |bytes| find_four(bytes, wanted)) {
        let before = text.as_bytes().get(at.wrapping_sub(1)).copied().unwrap_or(b' ');
        has_padded |= before == b'0';
        has_plain |= !before.is_ascii_digit();
        // A day of the week stands right after its date, or behind a bracket or a blank or two.
        let mut after = text.get(at + 1..).unwrap_or_default().chars();
        if after.next() == Some('日') && after.take(3).any(|c| matches!(c, '星' | '礼' | '周')) {
            return true;
        }
    }
    has_padded && has_plain
}

/// Whether two candidates for a name sound alike and are written otherwise.
fn names(text: &str) -> bool {
    let mut names: Vec<[char; 3]> = Vec::new();
    for at in privacy::sure_surnames(text) {
        let mut chars = text.get(at..).unwrap_or_default().chars();
        if let (Some(a), Some(b), Some(c)) = (chars.next(), chars.next(), chars.next())
            && privacy::may_be_name(a, b, c)
        {
            names.push([a, b, c]);
        }
        if names.len() > MOST_NAMES {
            return true;
        }
    }
    names.sort_unstable();
    names.dedup();
    let sound = |name: &[char; 3]| Some((pinyin::first_reading(name[1])?, pinyin::first_reading(name[2])?));
    names.chunk_by(|a, b| a[0] == b[0]).any(|alike| {
        let mut sounds: Vec<_> = if alike.len() > 1 { alike.iter().filter_map(sound).collect() } else { Vec::new() };
        sounds.sort_unstable();
        sounds.windows(2).any(|two| two[0] == two[1])
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Rule, Style, look_closely};
    use super::*;
    use proptest::prelude::*;

    /// Pieces of text of which slips are made, and what makes them none.
    const PIECES: &[&str] = &[
        "居民",
        "的",
        "的的",
        "我们",
        "了",
        "在",
        "徐叶婷",
        "徐业婷",
        "王丹",
        "王单",
        "，",
        "。",
        "、",
        "；",
        "：",
        "！",
        "？",
        ",",
        ".",
        ";",
        ":",
        "!",
        "?",
        "(",
        ")",
        "（",
        "）",
        "“",
        "”",
        "《",
        "》",
        "「",
        "」",
        "【",
        "】",
        "-",
        "——",
        "……",
        " ",
        "\u{a0}",
        "\n",
        "\n\n",
        "８",
        "Ａ",
        "8",
        "08",
        "3公里",
        "月",
        "日",
        "年",
        "2024年",
        "8月13日",
        "08月",
        "星期",
        "周",
        "二",
        "一",
        "礼拜",
        "`码`",
        "**",
        "[",
        "](/a/)",
        "<b>",
        "|",
        "- ",
        "> ",
        "# ",
        "abc",
        "\\",
        "...",
        "--",
        "![",
        "〇",
        "```\n",
        "<!-- ",
        "-->",
        "https://a.b/c",
        "％",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]
        #[test]
        fn what_is_not_doubted_holds_no_slip(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)) {
            let text = pieces.concat();
            let all = Doubts { marks: true, repeats: true, pairs: true, figures: true, names: true };
            let doubts = Doubts::of(&text);
            for slip in look_closely(&text, Some((2024, 8, 13)), &Style::default(), all) {
                let is_doubted = match slip.rule {
                    Rule::RepeatedWord => doubts.repeats,
                    Rule::UnpairedMark | Rule::NestedMarks => doubts.pairs,
                    Rule::UnevenDates | Rule::WrongWeekday => doubts.figures,
                    Rule::NameTwoWays => doubts.names,
                    Rule::PreferredWord => true,
                    _ => doubts.marks,
                };
                prop_assert!(is_doubted, "{text:?}: {slip:?}");
            }
        }
    }

    #[test]
    fn plain_news_is_not_doubted() {
        let text = "---\ntitle: 停水通知\n标题: 停水，通知\n---\n8月13日，莫阳社区（元和街道）举行“清凉一夏”活动，**12名**居民参加。详见[通知](/news/a/)。\n\n- 徐叶婷说：“谢谢！”\n";
        assert_eq!(Doubts::of(text), Doubts::default());
    }
}
