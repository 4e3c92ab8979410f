//! Rules for Chinese text: which soft breaks join, where emphasis may stand, what a summary is, how words are counted.
//!
//! Text in, facts or text out. Knows nothing of HTML, and of Markdown only its runs of `*` and `~~`.

mod emphasis;

pub use emphasis::{Marked, mark_emphasis};

use crate::fold::han_run;
use unicode_segmentation::UnicodeSegmentation;

/// Characters a summary aims at (R14).
const SUMMARY: usize = 90;
/// Characters after which even a first sentence is cut.
const SUMMARY_MOST: usize = 140;

/// Whether a soft line break between these two characters disappears (R12, commonmark-spec #744).
///
/// It does between two wide characters that are not Hangul.
/// Quotation marks, dashes and dots that Chinese shares with Latin (“ ” — … ·) count as wide beside a wide character.
#[must_use]
pub fn joins(before: char, after: char) -> bool {
    let (wide_before, wide_after) = (is_wide(before), is_wide(after));
    wide_before && (wide_after || is_shared(after)) || wide_after && is_shared(before)
}

/// Whether a character is wide and not Hangul (East Asian Width W or F).
#[must_use]
pub fn is_wide(c: char) -> bool {
    is_east_asian(c) && !is_hangul(c) && !matches!(u32::from(c), 0x20a9 | 0xff61..=0xffbe | 0xffe8..=0xffee)
        || matches!(u32::from(c), 0x1f300..=0x1f64f | 0x1f680..=0x1f6ff | 0x1f900..=0x1f9ff | 0x1fa70..=0x1faff)
}

fn is_hangul(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11ff | 0x3131..=0x318e | 0x3200..=0x321e | 0x3260..=0x327e | 0xa960..=0xa97c
        | 0xac00..=0xd7a3 | 0xd7b0..=0xd7fb | 0xffa0..=0xffdc)
}

fn is_shared(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether the markdown-cjk-friendly specification counts a character as East Asian (its `ranges.md`, Unicode 18).
#[must_use]
pub fn is_east_asian(c: char) -> bool {
    match u32::from(c) {
        0..0x1100 => false,
        0x3041..=0x3096 | 0x4e00..=0x9fff | 0xff01..=0xffbe => true,
        code => EAST_ASIAN
            .binary_search_by(|&(from, to)| {
                if to < code {
                    std::cmp::Ordering::Less
                } else if from > code {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok(),
    }
}

#[rustfmt::skip]
const EAST_ASIAN: [(u32, u32); 65] = [
    (0x1100, 0x11ff), (0x20a9, 0x20a9), (0x2329, 0x232a), (0x2630, 0x2637), (0x268a, 0x268f), (0x2e80, 0x2e99),
    (0x2e9b, 0x2ef3), (0x2f00, 0x2fd5), (0x2ff0, 0x303e), (0x3041, 0x3096), (0x3099, 0x30ff), (0x3105, 0x312f),
    (0x3131, 0x318e), (0x3190, 0x31e5), (0x31ef, 0x321e), (0x3220, 0x3247), (0x3250, 0xa48c), (0xa490, 0xa4c6),
    (0xa960, 0xa97c), (0xac00, 0xd7a3), (0xd7b0, 0xd7c6), (0xd7cb, 0xd7fb), (0xf900, 0xfaff), (0xfe10, 0xfe19),
    (0xfe30, 0xfe52), (0xfe54, 0xfe66), (0xfe68, 0xfe6b), (0xff01, 0xffbe), (0xffc2, 0xffc7), (0xffca, 0xffcf),
    (0xffd2, 0xffd7), (0xffda, 0xffdc), (0xffe0, 0xffe6), (0xffe8, 0xffee), (0x16fe0, 0x16fe4), (0x16ff0, 0x16ff6),
    (0x17000, 0x18cda), (0x18cff, 0x18d20), (0x18d80, 0x18df2), (0x18e00, 0x19191), (0x191a0, 0x191d2),
    (0x1aff0, 0x1aff3), (0x1aff5, 0x1affb), (0x1affd, 0x1affe), (0x1b000, 0x1b128), (0x1b132, 0x1b132),
    (0x1b150, 0x1b152), (0x1b155, 0x1b155), (0x1b164, 0x1b168), (0x1b170, 0x1b2fb), (0x1d300, 0x1d356),
    (0x1d360, 0x1d376), (0x1f1ae, 0x1f1ae), (0x1f200, 0x1f200), (0x1f202, 0x1f202), (0x1f210, 0x1f219),
    (0x1f21b, 0x1f22e), (0x1f230, 0x1f231), (0x1f237, 0x1f237), (0x1f23b, 0x1f23b), (0x1f240, 0x1f248),
    (0x1f260, 0x1f265), (0x1f7da, 0x1f7da), (0x20000, 0x2ffff), (0x30000, 0x3fffd),
];

pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x4e00..=0x9fff | 0x3400..=0x4dbf | 0x20000..=0x3fffd | 0xf900..=0xfaff | 0x3005..=0x3007 | 0x3041..=0x30ff)
}

/// The number of Han characters (and kana) and of words in other scripts and figures (R14).
///
/// `3.5`, `don't` and `Wi-Fi` are one word each.
#[must_use]
pub fn count_words(text: &str) -> usize {
    let mut words = 0;
    let mut inside = false;
    let mut linked = false;
    let mut rest = text;
    loop {
        // Most of a text are Han, told by their bytes without being decoded.
        let run = han_run(rest.as_bytes());
        if run > 0 {
            words += run / 3;
            (inside, linked) = (false, false);
            rest = &rest[run..];
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        if is_han(c) {
            words += 1;
            (inside, linked) = (false, false);
        } else if matches!(c, '，' | '。' | '、' | '\u{3008}'..='\u{3020}') {
            // The most frequent marks, before a look-up that takes longer.
            (inside, linked) = (false, false);
        } else if c.is_alphanumeric() {
            words += usize::from(!inside && !linked);
            (inside, linked) = (true, false);
        } else {
            linked = inside && matches!(c, '.' | ',' | '\'' | '’' | '-');
            inside = false;
        }
    }
    words
}

/// Whole sentences from the start of `paragraphs`, about 90 characters long (R14).
///
/// A first sentence is never cut unless it is longer than about 140 characters; then it ends in `…`.
#[must_use]
pub fn summary<'a>(paragraphs: impl Iterator<Item = &'a str>) -> String {
    let (text, whole) = gather(paragraphs, SUMMARY_MOST + 20);
    let mut end = 0;
    for (count, stop) in sentences(&text) {
        if end > 0 && count > SUMMARY || count > SUMMARY_MOST {
            break;
        }
        end = stop;
        if count >= SUMMARY {
            break;
        }
    }
    if whole && text.chars().count() <= SUMMARY {
        return text;
    }
    if end > 0 {
        return text[..end].trim_end().to_string();
    }
    cut(&text)
}

/// Paragraphs as one line, up to the first that brings it over `most` characters, and whether these are all.
#[must_use]
pub fn gather<'a>(paragraphs: impl Iterator<Item = &'a str>, most: usize) -> (String, bool) {
    let mut line = String::new();
    let mut count = 0;
    for paragraph in paragraphs {
        if count > most {
            return (line, false);
        }
        let paragraph = paragraph.trim();
        if let (Some(before), Some(after)) = (line.chars().next_back(), paragraph.chars().next())
            && !joins(before, after)
            && !ends_with_its_own_space(before)
        {
            line.push(' ');
        }
        line.push_str(paragraph);
        count += paragraph.chars().take(most + 1).count();
    }
    (line, true)
}

/// Whether a mark has the blank that follows it within its own square, so that a Latin letter or a digit needs no other.
fn ends_with_its_own_space(mark: char) -> bool {
    matches!(mark, '。' | '！' | '？' | '：' | '；' | '，' | '、' | '）' | '》' | '」' | '』' | '】')
}

/// The ends of the sentences of a text: characters up to there, and the byte offset.
fn sentences(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut chars = text.char_indices().enumerate().peekable();
    std::iter::from_fn(move || {
        loop {
            let (count, (at, c)) = chars.next()?;
            let spaced = |next: Option<&(usize, (usize, char))>| next.is_none_or(|&(_, (_, c))| c.is_whitespace());
            let ends = matches!(c, '。' | '！' | '？' | '!' | '?') || c == '.' && spaced(chars.peek());
            if !ends {
                continue;
            }
            let (mut count, mut end) = (count + 1, at + c.len_utf8());
            while let Some(&(_, (at, c))) = chars.peek() {
                // Some marks of Unicode belong to the one before them.
                if !matches!(
                    c,
                    '\u{fe0e}'
                        | '\u{fe0f}'
                        | '\u{20e3}'
                        | '。'
                        | '！'
                        | '？'
                        | '”'
                        | '’'
                        | '」'
                        | '』'
                        | '）'
                        | '》'
                        | '!'
                        | '?'
                        | ')'
                        | '"'
                ) {
                    break;
                }
                chars.next();
                (count, end) = (count + 1, at + c.len_utf8());
            }
            return Some((count, end));
        }
    })
}

/// The first characters of a text without a near end of a sentence, up to a comma if there is one, and `…`.
fn cut(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(SUMMARY) else {
        return text.to_string();
    };
    // A sign of several characters, such as a family, stays whole or goes whole.
    let end = text.grapheme_indices(true).map(|(at, _)| at).take_while(|at| *at <= end).last().unwrap_or(end);
    let head = &text[..end];
    let comma = head.rfind(['，', '；', '：', '、', ',', ';']).filter(|&at| at > end / 2);
    let mut short = head[..comma.unwrap_or(end)].trim_end().to_string();
    short.push('…');
    short
}
