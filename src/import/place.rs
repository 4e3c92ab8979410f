//! Communities and programs that a text names, by the register and by nothing else.
//!
//! In: the registers' names, and the title, lead and body of a story. Out: the names found, where, and the names that
//! are one character away from a registered one. Title before lead before body; the longest match wins. Never a guess:
//! a name within a longer name, and an everyday word that happens to be an alias, are not taken.

use std::collections::BTreeSet;

use crate::byline::is_han;

/// The names of one register.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Each spelling and the term that it means.
    spellings: Vec<Spelling>,
    /// The terms' names.
    pub names: Vec<String>,
    /// How the names of this register end, where that tells them from other words.
    endings: Vec<String>,
}

#[derive(Debug, Clone)]
struct Spelling {
    text: String,
    term: usize,
    /// What the name has beyond this alias: 社区 for 莫阳. Empty for whole names.
    rest: String,
}

/// A term found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which term.
    pub term: usize,
    /// As the text has it.
    pub written: String,
}

/// A word that is one character away from a registered name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    /// As the text has it.
    pub written: String,
    /// The name.
    pub name: String,
}

/// Endings of communities and villages; what comes before one is a proper name.
const ENDINGS: [&str; 7] = ["社区", "村", "小区", "街道", "镇", "居委会", "新村"];
/// What makes another name of the one before it: 莫阳路 is not 莫阳社区.
const OTHERS: [&str; 26] = [
    "路",
    "街",
    "桥",
    "小学",
    "中学",
    "幼儿园",
    "花园",
    "医院",
    "公司",
    "大厦",
    "广场",
    "公园",
    "镇",
    "村",
    "新村",
    "弄",
    "巷",
    "家园",
    "学校",
    "酒店",
    "超市",
    "苑",
    "小区",
    "大道",
    "河",
    "湖",
];
/// Aliases that are everyday words as well: they count only beside an ending of a name.
const WORDS: [&str; 36] = [
    "富强", "和美", "民主", "文明", "和谐", "幸福", "平安", "建设", "团结", "友谊", "胜利", "光明", "新华", "人民", "全区", "全市", "友好",
    "和平", "健康", "阳光", "希望", "未来", "红旗", "东风", "解放", "前进", "中心", "城市", "美好", "爱国", "敬业", "诚信", "自由", "平等",
    "公正", "法治",
];
/// Before a name these make it another's: 东莫阳社区.
const PREFIXES: &str = "东西南北新老";
/// A district holds many communities: it stands back behind one of them.
const AREAS: [&str; 6] = ["区", "县", "市", "街道", "镇", "（全区）"];

impl Names {
    /// Takes terms as name, aliases and id.
    #[must_use]
    pub fn new<'a>(terms: impl IntoIterator<Item = (&'a str, Vec<&'a str>, &'a str)>) -> Self {
        let mut all = Self::default();
        for (name, aliases, id) in terms {
            let term = all.names.len();
            all.names.push(name.to_owned());
            for text in std::iter::once(name).chain(aliases).chain([id]) {
                let rest = name.strip_prefix(text).unwrap_or_default().to_owned();
                if text.chars().count() > 1 && all.spellings.iter().all(|spelling| spelling.text != text) {
                    all.spellings.push(Spelling { text: text.to_owned(), term, rest });
                }
            }
            if let Some(ending) = ENDINGS.iter().find(|ending| name.ends_with(**ending))
                && !all.endings.iter().any(|known| known == ending)
            {
                all.endings.push((*ending).to_owned());
            }
        }
        all
    }

    /// Whether there is no register.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The terms that a text names, in its order, each once.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Found> {
        let mut matches: Vec<(usize, usize, usize)> = Vec::new();
        for (at, spelling) in self.spellings.iter().enumerate() {
            matches.extend(text.match_indices(spelling.text.as_str()).map(|(start, word)| (start, start + word.len(), at)));
        }
        matches.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
        let mut found: Vec<Found> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut upto = 0;
        for (start, end, at) in matches {
            if start < upto {
                continue;
            }
            let spelling = &self.spellings[at];
            if !self.stands(text, start, end, spelling) {
                continue;
            }
            upto = end;
            if seen.insert(spelling.term) {
                found.push(Found { term: spelling.term, written: text[start..end].to_owned() });
            }
        }
        found
    }

    /// Whether a match is the name itself and not a part of another word.
    fn stands(&self, text: &str, start: usize, end: usize, spelling: &Spelling) -> bool {
        let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
        if spelling.text.is_ascii() {
            let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '@'));
            return !is_word(before.chars().next_back()) && !is_word(after.chars().next());
        }
        let is_place = self.endings.iter().any(|ending| self.names[spelling.term].ends_with(ending.as_str()));
        if is_place && before.chars().next_back().is_some_and(|c| PREFIXES.contains(c)) && !ends_a_word(before) {
            return false;
        }
        if spelling.rest.is_empty() || spelling.text == self.names[spelling.term] {
            return !WORDS.contains(&spelling.text.as_str());
        }
        if after.starts_with(spelling.rest.as_str()) {
            return true;
        }
        if OTHERS.iter().any(|other| after.starts_with(other)) {
            return false;
        }
        let is_word = WORDS.contains(&spelling.text.as_str());
        !is_word || is_listed(before, after, &spelling.rest)
    }

    /// Words of a text that are one character away from a name of three characters or more.
    #[must_use]
    pub fn near(&self, text: &str) -> BTreeSet<Near> {
        let mut near = BTreeSet::new();
        for name in &self.names {
            let chars: Vec<char> = name.chars().collect();
            // Half of the name stands in the text unchanged.
            let middle = name.char_indices().nth(chars.len() / 2).map_or(name.len(), |(at, _)| at);
            let (first, second) = name.split_at(middle);
            if chars.len() < 3 || second.is_empty() {
                continue;
            }
            for (at, _) in text.match_indices(first) {
                self.look(text, at, &chars, &mut near);
            }
            for (at, _) in text.match_indices(second) {
                let back: usize = text[..at].chars().rev().take(chars.len() / 2).map(char::len_utf8).sum();
                self.look(text, at - back, &chars, &mut near);
            }
        }
        near
    }

    fn look(&self, text: &str, at: usize, name: &[char], near: &mut BTreeSet<Near>) {
        let word: Vec<char> = text.get(at..).unwrap_or_default().chars().take(name.len()).collect();
        if word.len() < name.len() || word.iter().zip(name).filter(|(a, b)| a != b).count() != 1 {
            return;
        }
        let differs = word.iter().zip(name).find(|(a, b)| a != b).map(|(a, b)| (*a, *b));
        let is_apart = differs.is_some_and(|(a, b)| !is_han(a) || !is_han(b) || COMMON.contains(a));
        let written: String = word.into_iter().collect();
        // The first character of a name that the text does not have may be the end of the word before: 的元社区.
        let is_known = self.spellings.iter().any(|spelling| written.contains(spelling.text.as_str()) && spelling.text.chars().count() > 2);
        if !is_apart && !is_known {
            near.insert(Near { written, name: name.iter().collect() });
        }
    }
}

/// Characters that are words by themselves and so no slip within a name.
const COMMON: &str = "的了在和与及是有到从对为被把将让给向个们这那各本该其以于而但也都就等";

/// Whether the text before a name ends with a word, so that its last character does not belong to the name: 最新, 更新.
fn ends_a_word(before: &str) -> bool {
    ["最新", "更新", "创新", "全新", "重新", "崭新", "敬老", "养老", "为老", "助老", "苏州市区东", "华东", "华北"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// Whether an alias stands in a list that ends with the rest of its name: 和美、富强等社区.
fn is_listed(before: &str, after: &str, rest: &str) -> bool {
    if rest.is_empty() {
        return false;
    }
    let is_apart = before.is_empty() || before.ends_with(|c: char| !is_han(c)) || before.ends_with(['在', '和', '与', '及', '、']);
    let list: String = after.chars().take(24).take_while(|c| is_han(*c) || matches!(c, '、' | '“' | '”')).collect();
    let is_list = list.starts_with(['、', '和', '与', '及', '等']);
    is_list && (is_apart || before.chars().next_back().is_some_and(is_han)) && list.contains(rest)
}

/// Of terms found together, those that are not an area around another one.
#[must_use]
pub fn narrowest(names: &Names, found: &[Found]) -> Vec<Found> {
    let is_area = |found: &&Found| AREAS.iter().any(|area| names.names[found.term].ends_with(area));
    let narrow: Vec<Found> = found.iter().filter(|found| !is_area(found)).cloned().collect();
    if narrow.is_empty() { found.to_vec() } else { narrow }
}

/// Whether all terms found are areas.
#[must_use]
pub fn only_areas(names: &Names, found: &[Found]) -> bool {
    found.iter().all(|found| AREAS.iter().any(|area| names.names[found.term].ends_with(area)))
}
