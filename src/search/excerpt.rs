//! The sentence around a match, as escaped HTML with `<mark>`.

use super::fold::fold;
use super::plan::{Plan, places};

/// An excerpt begins at most this many characters before the match,
const BEFORE: usize = 40;
/// has at least this many if the text has them,
const LEAST: usize = 60;
/// and at most this many.
const MOST: usize = 120;

/// The part of a text that shows best why it was found: from the beginning of a
/// sentence to the end of one. Near matches mark the single terms.
pub(crate) fn excerpt(text: &str, plan: &Plan, near: bool) -> String {
    let folded = fold(text);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut best: Option<(usize, usize)> = None;
    let words = plan.words.iter().flat_map(|word| {
        let parts = word.units.iter().map(|u| &word.chars[u.at..u.at + u.len]);
        if near { parts.collect() } else { vec![&word.chars[..]] }
    });
    for word in words {
        for at in places(word, &folded.chars) {
            let (start, end) = (folded.spans[at].0 as usize, folded.spans[at + word.len() - 1].1 as usize);
            if best.is_none_or(|(len, _)| word.len() > len) {
                best = Some((word.len(), start));
            }
            spans.push((start, end));
        }
    }
    spans.sort_unstable();
    let (start, end) = window(text, best.map_or(0, |(_, start)| start));
    marked(text, start, end, &spans)
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | '\n')
}

/// The bytes to show around a place. Characters are counted as `search.js` does, those beyond U+FFFF as two.
fn window(text: &str, at: usize) -> (usize, usize) {
    let mut start = at;
    let mut before = 0;
    for (i, c) in text[..at].char_indices().rev() {
        if before >= BEFORE || ends_sentence(c) {
            break;
        }
        start = i;
        before += c.len_utf16();
    }
    let mut end = text.len();
    let mut stop = None;
    // A character that begins too early counts from its second half on.
    let mut n = 0;
    let mut early = before.saturating_sub(BEFORE);
    for (i, c) in text[start..].char_indices() {
        if n >= MOST {
            end = stop.unwrap_or(start + i);
            break;
        }
        if ends_sentence(c) && n + 1 >= LEAST && start + i >= at {
            end = start + i + c.len_utf8();
            break;
        }
        if ends_sentence(c) && start + i >= at {
            stop = Some(start + i + c.len_utf8());
        }
        n += c.len_utf16() - std::mem::take(&mut early);
    }
    (start, end)
}

fn marked(text: &str, start: usize, end: usize, spans: &[(usize, usize)]) -> String {
    let whole = |c: Option<char>| c.is_none_or(ends_sentence);
    let mut out = String::new();
    if !whole(text[..start].chars().next_back()) {
        out.push('…');
    }
    let mut at = start;
    for &(from, to) in spans {
        let (from, to) = (from.max(at), to.min(end));
        if from >= to {
            continue;
        }
        escape(&text[at..from], &mut out);
        if from == at && out.ends_with("</mark>") {
            out.truncate(out.len() - "</mark>".len());
        } else {
            out.push_str("<mark>");
        }
        escape(&text[from..to], &mut out);
        out.push_str("</mark>");
        at = to;
    }
    escape(&text[at..end], &mut out);
    if !whole(text[..end].chars().next_back()) && end < text.len() {
        out.push('…');
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_sentences_and_marks() {
        let text = format!("{}。今日Ａ座<居民>垃圾分類。{}。尾", "前".repeat(80), "后".repeat(150));
        let plan = Plan::of("垃圾分类 a座");
        let cut = excerpt(&text, &plan, false);
        assert_eq!(cut, "今日<mark>Ａ座</mark>&lt;居民&gt;<mark>垃圾分類</mark>。");
        assert_eq!(excerpt("甲乙丙丁", &Plan::of("甲乙丙己"), true), "<mark>甲乙丙</mark>丁");
    }
}
