//! Stories that go on elsewhere on the page: （下转第3版） and （上接第1版）.

use crate::byline::is_han;
use crate::say;

use super::super::draft::{Block, Draft, Run, Sureness};
use super::lines::{is_turn, starts_continuation};
use super::{glue, is_open, words_of};

/// Joins the halves of stories where both are there.
pub(super) fn join(stories: &mut Vec<Draft>) {
    let is_first = |story: &Draft| {
        story.blocks.iter().rev().take(3).any(|block| block.runs().is_some_and(|runs| runs.iter().any(|run| is_turn(&run.text))))
    };
    let is_second = |story: &Draft| starts_continuation(&words_of(story));
    let firsts = stories.iter().filter(|story| is_first(story)).count();
    let mut at = 0;
    while at < stories.len() {
        if !is_second(&stories[at]) {
            at += 1;
            continue;
        }
        let seconds = stories.iter().filter(|story| is_second(story)).count();
        let head = words_of(&stories[at]);
        let head: String = head.chars().take(60).collect();
        let same = |story: &Draft| shares(&story.title, &head);
        let candidates: Vec<usize> =
            (0..stories.len()).filter(|other| *other != at && is_first(&stories[*other]) && !is_second(&stories[*other])).collect();
        let by_title: Vec<usize> = candidates.iter().copied().filter(|other| same(&stories[*other])).collect();
        let found = match (by_title.as_slice(), candidates.as_slice()) {
            ([one], _) => Some((*one, Sureness::Sure)),
            ([], [one]) if firsts == 1 && seconds == 1 => Some((*one, Sureness::Sure)),
            ([], [one, ..]) if candidates.len() == seconds => Some((*one, Sureness::Likely)),
            _ => None,
        };
        match found {
            Some((first, sureness)) => {
                let second = stories.remove(at);
                let first = if first > at { first - 1 } else { first };
                append(&mut stories[first], second, sureness);
            }
            None => {
                let story = &mut stories[at];
                story.decide(
                    "continued",
                    Sureness::Asked,
                    say!("这一段写着“上接”，但这里没有找到它的前半篇", "this is the second half of a story whose first half is not here"),
                );
                at += 1;
            }
        }
    }
}

/// Whether four characters of a title stand in a text.
fn shares(title: &str, text: &str) -> bool {
    let chars: Vec<char> = title.chars().filter(|c| is_han(*c)).collect();
    let text: String = text.chars().filter(|c| is_han(*c)).collect();
    chars.windows(4).any(|four| text.contains(&four.iter().collect::<String>()))
}

fn append(first: &mut Draft, second: Draft, sureness: Sureness) {
    let mut dropped = Vec::new();
    if let Some(text) = first.blocks.iter_mut().rev().take(3).find_map(|block| last_run(block).filter(|run| is_turn(&run.text))) {
        let (kept, gone) = without_turn(&text.text);
        dropped.push(gone);
        text.text = kept;
    }
    first.blocks.retain(|block| !block.text().trim().is_empty());
    let mut blocks = second.blocks;
    if let Some(run) = blocks.first_mut().and_then(last_run) {
        let (kept, gone) = without_start(&run.text, &first.title);
        dropped.push(gone);
        run.text = kept;
    }
    blocks.retain(|block| !block.text().trim().is_empty());
    let mut blocks = blocks.into_iter().peekable();
    // The first line of the other half may repeat the headline.
    if blocks.peek().is_some_and(|block| same_words(&block.text(), &first.title))
        && let Some(block) = blocks.next()
    {
        dropped.push(block.text());
    }
    let is_cut = first.blocks.last().is_some_and(|block| is_open(&block.text()));
    if is_cut
        && let Some(Block::Paragraph(runs)) = blocks.peek()
        && let (Some(next), Some(last)) = (runs.first().cloned(), first.blocks.last_mut().and_then(last_run))
    {
        glue(&mut last.text, &next.text);
        blocks.next();
    }
    first.blocks.extend(blocks);
    first.homeless.extend(second.homeless);
    first.decisions.extend(second.decisions);
    dropped.retain(|text| !text.trim().is_empty());
    let gone = dropped.join("、");
    first.decide(
        "continued",
        sureness,
        say!("“下转”和“上接”的两半已接成一篇，去掉了“{gone}”", "both halves of the story are joined; `{gone}` was taken out"),
    );
    first.dropped.append(&mut dropped);
}

fn last_run(block: &mut Block) -> Option<&mut Run> {
    match block {
        Block::Paragraph(runs) | Block::Caption(runs) | Block::Item(_, _, runs) => runs.last_mut(),
        _ => None,
    }
}

/// The text before （下转第3版）, and the mark.
fn without_turn(text: &str) -> (String, String) {
    let Some(at) = text.rfind("下转").or_else(|| text.rfind("转第")) else { return (text.to_owned(), String::new()) };
    let (before, mark) = text.split_at(at);
    let kept = before.trim_end_matches(|c: char| matches!(c, '（' | '(' | '▶' | '►' | '→' | '【' | '[' | '■' | '“') || c.is_whitespace());
    (kept.to_owned(), format!("{}{mark}", before.get(kept.len()..).unwrap_or_default().trim()))
}

/// The text after （上接第1版《标题》）, and the mark.
fn without_start(text: &str, title: &str) -> (String, String) {
    let limit = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
    let head = text.get(..limit).unwrap_or(text);
    let is_bracketed = text.trim_start().starts_with(['（', '(', '【', '[']);
    let mut end = if is_bracketed {
        head.find(['）', ')', '】', ']']).map(|at| at + head[at..].chars().next().map_or(0, char::len_utf8))
    } else {
        None
    };
    if end.is_none() {
        end = head.find('版').map(|at| at + '版'.len_utf8());
    }
    let end = end.unwrap_or(0);
    let (mark, rest) = text.split_at(end);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '◀' | '◄'));
    // 上接第1版《标题》
    let quoted = rest.strip_prefix(['《', '“']).and_then(|inner| inner.split_once(['》', '”'])).filter(|(inner, _)| shares(title, inner));
    match quoted {
        Some((inner, after)) if after.trim().is_empty() || inner.chars().count() > 5 => {
            (after.trim_start().to_owned(), format!("{mark}{inner}"))
        }
        _ => (rest.to_owned(), mark.to_owned()),
    }
}

fn same_words(text: &str, title: &str) -> bool {
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (text, title) = (words(text), words(title));
    !text.is_empty() && (text == title || text.chars().count() >= 4 && title.starts_with(&text))
}
