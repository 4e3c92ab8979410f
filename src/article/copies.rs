//! Files that a file manager made as copies of others: `a - 副本.md`, `a (1).md`, `a 的副本.md`, `复制 a.md`.
//!
//! In: the path of a file. Out: the name of the one that it was copied from, as far as the name tells.

/// What stands behind the name of a copy, and what parts it from the name.
const BEHIND: [&str; 4] = ["副本", "复件", "copy", "拷贝"];
/// What stands before it.
const BEFORE: [&str; 5] = ["复制 ", "复件 ", "副本 ", "拷贝 ", "copy of "];

/// The stem of the file of which a file is a copy.
pub(super) fn original_of(path: &str) -> Option<&str> {
    let stem = path.rsplit('/').next()?.strip_suffix(".md")?;
    let original = behind(stem).or_else(|| before(stem))?.trim_matches([' ', '\u{3000}']);
    (!original.is_empty()).then_some(original)
}

fn behind(stem: &str) -> Option<&str> {
    let (bare, is_numbered) = match without_number(stem) {
        Some(bare) => (bare, true),
        None => (stem.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end(), false),
    };
    let word = BEHIND.iter().find_map(|word| strip_end(bare, word));
    let apart = |rest: &&str| rest.ends_with([' ', '\u{3000}', '-', '_', '—', '的']);
    let copied = word.filter(apart).map(|rest| rest.trim_end_matches([' ', '\u{3000}', '-', '_', '—', '的']));
    copied.or_else(|| is_numbered.then_some(bare))
}

/// `a (1)` without its number.
fn without_number(stem: &str) -> Option<&str> {
    let inner = stem.strip_suffix(')')?;
    let bare = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_number = (1..=2).contains(&(inner.len() - bare.len()));
    bare.strip_suffix(" (").filter(|_| has_number)
}

fn before(stem: &str) -> Option<&str> {
    BEFORE
        .iter()
        .find_map(|word| stem.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).and_then(|_| stem.get(word.len()..)))
}

/// A text without its ending, in any case.
fn strip_end<'t>(text: &'t str, ending: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(ending.len())?;
    text.get(at..).filter(|end| end.eq_ignore_ascii_case(ending)).and_then(|_| text.get(..at))
}

#[cfg(test)]
mod tests {
    use super::original_of;

    #[test]
    fn copies_are_told_by_their_names() {
        for name in [
            "a - 副本",
            "a - 副本 (2)",
            "a-副本",
            "a_副本",
            "a 副本",
            "a 的副本",
            "a的副本",
            "a 的副本 2",
            "a (1)",
            "a (12)",
            "复制 a",
            "复件 a",
            "a copy",
            "a copy 2",
            "a - Copy",
            "a - Copy (3)",
            "Copy of a",
            "a 拷贝",
        ] {
            assert_eq!(original_of(&format!("content/2024/08/{name}.md")), Some("a"), "{name}");
        }
        for name in [
            "合同副本",
            "a(1)",
            "停水（2）",
            "第3期 (2024)",
            "photocopy",
            "hard-copies",
            "复制粘贴",
            "副本",
            "(1)",
            "a",
            "2024-08-13",
            "copyright",
        ] {
            assert_eq!(original_of(&format!("content/2024/08/{name}.md")), None, "{name}");
        }
    }
}
