//! Registered names within a longer text: 莫阳社区 in 元和街道莫阳社区居委会, two of them in 莫阳社区和虎池苑社区.
//!
//! In: a text, and what a register knows. Out: the terms, if all of the text is names of the register and words that
//! go with them. Never a guess: one character more, and the text holds nothing.

/// The longest text that is looked into, and the longest name, in characters.
const LONGEST: usize = 60;
const LONGEST_NAME: usize = 24;
const SEPARATORS: &str = "、，,；;/／&＆+＋·｜|";
const QUOTES: &str = "‘’“”「」『』《》〈〉【】（）()\"'";
/// Words between two names.
const BETWEEN: [&str; 6] = ["以及", "和", "与", "及", "跟", "同"];
/// What a community's office is called behind its name.
const OFFICES: [&str; 18] = [
    "居民委员会",
    "村民委员会",
    "居委会",
    "村委会",
    "党委",
    "党总支",
    "党支部",
    "党群服务中心",
    "便民服务中心",
    "社区服务中心",
    "服务中心",
    "工作站",
    "社工站",
    "新时代文明实践站",
    "文明实践站",
    "志愿服务队",
    "妇联",
    "关工委",
];
/// How a place ends that a community lies in.
const PLACES: [&str; 7] = ["街道", "省", "市", "区", "县", "镇", "乡"];

/// The terms that a text consists of, in its order.
pub(super) fn terms(text: &str, find: &dyn Fn(&str) -> Option<u32>) -> Option<Vec<u32>> {
    let bare: String = text.chars().filter(|c| !QUOTES.contains(*c)).collect();
    let bare = bare.trim();
    if bare.is_empty() || bare.chars().count() > LONGEST {
        return None;
    }
    let mut found = Vec::new();
    rest(bare, find, &mut found).then_some(found)
}

/// Whether a text is a name and what may follow it.
fn rest(text: &str, find: &dyn Fn(&str) -> Option<u32>, found: &mut Vec<u32>) -> bool {
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_NAME).collect();
    for end in ends.iter().rev() {
        let (name, after) = text.split_at(*end);
        let Some(term) = find(name) else { continue };
        let before = found.len();
        if !found.contains(&term) {
            found.push(term);
        }
        let bare = OFFICES.iter().find_map(|office| after.strip_prefix(office)).unwrap_or(after);
        if bare.is_empty() || next(bare).is_some_and(|next| rest(next, find, found)) {
            return true;
        }
        found.truncate(before);
    }
    // A street or a district before the name.
    ends.iter().skip(1).any(|end| {
        let (place, after) = text.split_at(*end);
        !after.is_empty() && PLACES.iter().any(|ending| place.ends_with(ending)) && rest(after, find, found)
    })
}

/// What follows a word or mark between two names.
fn next(text: &str) -> Option<&str> {
    let is_separator = |c: char| c.is_whitespace() || SEPARATORS.contains(c);
    let bare = text.trim_start_matches(is_separator);
    let after = BETWEEN.iter().find_map(|word| bare.strip_prefix(word)).map(str::trim_start);
    after.or_else(|| (bare.len() < text.len()).then_some(bare)).filter(|next| !next.is_empty())
}

#[cfg(test)]
mod tests {
    use super::terms;

    #[test]
    fn names_are_found_where_all_of_the_text_is_names() {
        let find = |name: &str| {
            ["莫阳社区", "虎池苑社区", "和美社区", "元和街道"]
                .iter()
                .position(|known| *known == name || name == "莫阳" && *known == "莫阳社区")
        };
        let find = |name: &str| find(name).and_then(|at| u32::try_from(at).ok());
        for (text, wanted) in [
            ("莫阳社区和虎池苑社区", Some(vec![0, 1])),
            ("莫阳社区、虎池苑社区与和美社区", Some(vec![0, 1, 2])),
            ("莫阳社区和和美社区", Some(vec![0, 2])),
            ("莫阳社区居委会", Some(vec![0])),
            ("莫阳居委会", Some(vec![0])),
            ("元和街道莫阳社区", Some(vec![0])),
            ("苏州市相城区元和街道莫阳社区", Some(vec![0])),
            ("‘莫阳社区’", Some(vec![0])),
            ("“莫阳社区” 虎池苑社区", Some(vec![0, 1])),
            ("莫阳社区卫生院", None),
            ("莫阳小学", None),
            ("富强社区和莫阳社区", None),
            ("莫阳社区和", None),
            ("和莫阳社区", None),
            ("", None),
        ] {
            assert_eq!(terms(text, &find), wanted, "{text}");
        }
    }
}
