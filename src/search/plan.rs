//! A query as words and the terms that find them. `search.js` plans alike.

use super::fold::{Class, Folded, SEP, class, fold};
use super::terms::{self, Key, PREFIX, Unit};

/// What follows this many characters of a query is not looked at.
const LONGEST: usize = 200;
/// Nor are more terms than this.
const TERMS: usize = 48;
/// Opening quotes and what closes each.
const QUOTES: [(char, char); 7] = [('"', '"'), ('＂', '＂'), ('“', '”'), ('„', '“'), ('「', '」'), ('『', '』'), ('«', '»')];

/// One word or phrase; all of a query's must stand in an article.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) chars: Vec<char>,
    pub(crate) units: Vec<Unit>,
    pub(crate) quoted: bool,
    /// One list answers it; no text needs to be read.
    pub(crate) exact: bool,
}

/// A query, ready to run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    pub(crate) words: Vec<Word>,
    /// Every term once, in order of first use.
    pub(crate) terms: Vec<Key>,
}

impl Plan {
    pub(crate) fn of(query: &str) -> Self {
        let query: String = query.chars().take(LONGEST).collect();
        let mut plan = Self::default();
        let mut rest = query.as_str();
        while let Some((at, open, close)) = opening(rest) {
            plan.loose(&rest[..at]);
            let inner = &rest[at + open.len_utf8()..];
            match inner.find(close) {
                Some(end) => {
                    plan.push(&fold(&inner[..end]), None, true);
                    rest = &inner[end + close.len_utf8()..];
                }
                None => rest = inner,
            }
        }
        plan.loose(rest);
        plan
    }

    /// Words without quotes: parted by white space and punctuation. What stands between
    /// two digits (3.5, 2024-08-13) keeps them together.
    fn loose(&mut self, text: &str) {
        for piece in text.split(char::is_whitespace) {
            let folded = fold(piece);
            let class_at = |i: usize| folded.classes.get(i).copied().unwrap_or(Class::Gap);
            let mut from = 0;
            for i in 0..=folded.chars.len() {
                let inside = i > 0 && class_at(i - 1) == Class::Digit && class_at(i + 1) == Class::Digit;
                if class_at(i) == Class::Gap && !inside {
                    self.push(&folded, Some((from, i)), false);
                    from = i + 1;
                }
            }
        }
    }

    fn push(&mut self, folded: &Folded, range: Option<(usize, usize)>, quoted: bool) {
        let (from, to) = range.unwrap_or((0, folded.chars.len()));
        let units = if from < to { terms::cover(folded, from, to) } else { Vec::new() };
        if units.is_empty() || self.terms.len() + units.len() > TERMS {
            return;
        }
        for unit in &units {
            if !self.terms.contains(&unit.key) {
                self.terms.push(unit.key);
            }
        }
        let letters = folded.classes[from..to].iter().filter(|&&k| k == Class::Letter).count();
        let exact = units.len() == 1 && units[0].len == to - from && (letters == 0 || letters == to - from && letters <= PREFIX);
        let units = units.iter().map(|u| Unit { at: u.at - from, ..*u }).collect();
        self.words.push(Word { chars: folded.chars[from..to].to_vec(), units, quoted, exact });
    }
}

/// The first opening quote of a text.
fn opening(text: &str) -> Option<(usize, char, char)> {
    text.char_indices().find_map(|(at, c)| QUOTES.iter().find(|(open, _)| *open == c).map(|&(open, close)| (at, open, close)))
}

/// The places of a word in folded text. A word that begins with a run of letters is found at the beginning of such a
/// run only, unless it goes on with something else at once.
pub(crate) fn places(word: &[char], text: &[char]) -> Vec<usize> {
    let Some(&first) = word.first() else {
        return Vec::new();
    };
    let letter = terms::lead(&word.iter().map(|&c| class(c)).collect::<Vec<_>>()) > 0;
    let free = |i: usize| !letter || i == 0 || text[i - 1] == SEP || class(text[i - 1]) != Class::Letter;
    let starts = text.windows(word.len()).enumerate().filter(|(i, part)| part[0] == first && *part == word && free(*i));
    starts.map(|(i, _)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(query: &str) -> Vec<String> {
        let show = |w: &Word| format!("{}{}{}", w.chars.iter().collect::<String>(), if w.quoted { "!" } else { "" }, w.units.len());
        Plan::of(query).words.iter().map(show).collect()
    }

    #[test]
    fn plans() {
        assert_eq!(words("垃圾分类 楼"), ["垃圾分类3", "楼1"]);
        assert_eq!(words("一二三四五 \"甲，乙\" “"), ["一二三四五4", "甲 乙!2"]);
        assert_eq!(words("2024年 8月15日 A座 Community9"), ["2024年2", "8月15日3", "a座1", "community91"]);
        assert_eq!(words(" ， . \" \u{fe0f}"), [] as [&str; 0]);
        assert_eq!(words("3.5"), ["3 52"]);
        assert!(Plan::of(&"很长的查询".repeat(2000)).terms.len() <= TERMS);
    }
}
