//! Pieces become stories: which heading begins one, which stands within it.

use std::collections::BTreeSet;

use crate::byline;
use crate::say;

use super::super::draft::{Draft, Sureness};
use super::super::furniture;
use super::lines::{Kind, Piece, headline, is_lead, is_sentence, starts_continuation};
use super::{block, signs};

/// The stories of a page.
pub(super) fn split(pieces: Vec<Piece>, known: &dyn Fn(&str) -> bool) -> Vec<Draft> {
    let has_hashes = pieces.iter().any(|piece| matches!(piece.kind, Kind::Hashes(_)));
    let starts = if has_hashes { starts_by_hashes(&pieces, known) } else { starts_by_lines(&pieces, known) };
    let mut stories: Vec<Draft> = Vec::new();
    let mut pieces = pieces.into_iter().enumerate().peekable();
    while let Some((at, piece)) = pieces.next() {
        if !starts.contains(&at) {
            if stories.is_empty() {
                stories.push(Draft::default());
            }
            if let Some(story) = stories.last_mut() {
                take(story, piece);
            }
            continue;
        }
        let mut story = Draft::default();
        if starts_continuation(&piece.text) {
            // Its headline, if it has one, stands in the same line or in the next.
            take(&mut story, Piece { kind: Kind::Line, ..piece });
            stories.push(story);
            continue;
        }
        story.title.clone_from(&piece.text);
        // The lines of a headline that is broken, and what stands below it in small print.
        for _ in 0..2 {
            let after = |from: usize| starts.contains(&from);
            let goes_on = pieces.peek().is_some_and(|(at, next)| !after(*at) && is_second_line(next, has_hashes, known));
            let has_body = pieces.peek().map(|(at, _)| *at).is_some_and(|at| at > 0) && goes_on;
            if !has_body {
                break;
            }
            if let Some((_, next)) = pieces.next() {
                let (first, second) = (story.title.clone(), next.text.clone());
                headline(&mut story.title, &next.text);
                story.decide(
                    "title",
                    Sureness::Likely,
                    say!("标题由两行接成：“{first}”和“{second}”", "the title was joined from two lines: `{first}` and `{second}`"),
                );
            }
        }
        stories.push(story);
    }
    stories.retain(|story| !story.title.is_empty() || !story.blocks.is_empty());
    stories
}

fn take(story: &mut Draft, piece: Piece) {
    if piece.joined > 0 {
        let joined = piece.joined;
        let start: String = piece.text.chars().take(12).collect();
        story.decide(
            "joined",
            Sureness::Sure,
            say!(
                "“{start}…”这一段被分栏断开 {joined} 处，已接好",
                "the paragraph `{start}…` was broken in {joined} places and is whole again"
            ),
        );
    }
    if piece.kind == Kind::Caption {
        let text = &piece.text;
        story.decide(
            "caption",
            Sureness::Likely,
            say!(
                "“{text}”是图片说明，放在那一段后面；原文没有带图片",
                "`{text}` is a caption; it stands after its paragraph, and there is no picture"
            ),
        );
    }
    story.blocks.push(block(piece));
}

/// Whether a piece goes on with the headline before it.
fn is_second_line(piece: &Piece, has_hashes: bool, known: &dyn Fn(&str) -> bool) -> bool {
    let is_headline = piece.kind == Kind::Line && may_be_headline(piece, known) && piece.text.chars().count() <= 30;
    is_headline && !is_numbered(&piece.text) && (has_hashes || piece.text.starts_with('—') || piece.text.chars().count() > 4)
}

/// A short line that ends without a full stop, and signs nothing.
fn may_be_headline(piece: &Piece, known: &dyn Fn(&str) -> bool) -> bool {
    let text = &piece.text;
    let count = text.chars().count();
    piece.kind == Kind::Line
        && (2..=45).contains(&count)
        && !text.ends_with(['。', '，', ',', '；', ';', '：', ':', '、', '.'])
        && !is_sentence(text)
        && !signs(text, known)
        && furniture::only_day(text).is_none()
        && !(text.contains(['：', ':']) && text.chars().take(6).any(|c| matches!(c, '：' | ':')))
        && text.chars().any(char::is_alphanumeric)
}

/// `一、`, `（一）`: always a heading within a story.
pub(in crate::import) fn is_numbered(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(']);
    let numerals = bare.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).count();
    numerals > 0 && numerals <= 3 && bare.chars().nth(numerals).is_some_and(|c| matches!(c, '、' | '）' | ')' | '．' | '.' | '，'))
}

fn starts_by_hashes(pieces: &[Piece], known: &dyn Fn(&str) -> bool) -> BTreeSet<usize> {
    let headings: Vec<(usize, u8)> = pieces
        .iter()
        .enumerate()
        .filter_map(|(at, piece)| if let Kind::Hashes(level) = piece.kind { Some((at, level)) } else { None })
        .collect();
    let highest = headings.iter().map(|(_, level)| *level).min().unwrap_or(1);
    // A heading after a byline begins a story, and so do all of its level.
    let after_byline = |at: usize| at > 0 && ends_with_byline(pieces, at - 1, known);
    let mut levels: BTreeSet<u8> =
        headings.iter().filter(|(at, level)| *level > highest && after_byline(*at)).map(|(_, level)| *level).collect();
    levels.insert(highest);
    let mut starts: BTreeSet<usize> = headings.iter().filter(|(_, level)| levels.contains(level)).map(|(at, _)| *at).collect();
    starts.extend(pieces.iter().enumerate().filter(|(_, piece)| starts_continuation(&piece.text)).map(|(at, _)| at));
    // A heading right below another is the second line of it.
    let seconds: Vec<usize> = starts
        .iter()
        .copied()
        .filter(|at| {
            *at > 0
                && starts.contains(&(at - 1))
                && matches!(pieces[*at].kind, Kind::Hashes(_))
                && !pieces[*at].apart
                && !starts_continuation(&pieces[*at - 1].text)
        })
        .collect();
    for at in seconds {
        starts.remove(&at);
    }
    starts
}

fn ends_with_byline(pieces: &[Piece], at: usize, known: &dyn Fn(&str) -> bool) -> bool {
    // A caption, a date or an office may stand after the names.
    let mut back = pieces.get(..=at).unwrap_or_default().iter().rev().take(4);
    let found =
        back.find(|piece| piece.kind != Kind::Caption && furniture::only_day(&piece.text).is_none() && !byline::is_office(&piece.text));
    let has_date = pieces.get(..=at).unwrap_or_default().last().is_some_and(|piece| furniture::only_day(&piece.text).is_some());
    has_date
        || found.is_some_and(|piece| {
            matches!(piece.kind, Kind::Line | Kind::Item(_)) && (signs(&piece.text, known) || byline::at_end(&piece.text, known).is_some())
        })
}

/// Without `#`: a short line between blank lines that ends without a full stop, where a story may begin.
fn starts_by_lines(pieces: &[Piece], known: &dyn Fn(&str) -> bool) -> BTreeSet<usize> {
    let mut starts = BTreeSet::new();
    let has_bylines = (0..pieces.len()).any(|at| ends_with_byline(pieces, at, known));
    let mut last_start = None;
    for (at, piece) in pieces.iter().enumerate() {
        if starts_continuation(&piece.text) {
            starts.insert(at);
            last_start = Some(at);
            continue;
        }
        let follows_start = last_start.is_some_and(|start: usize| {
            pieces.get(start..at).is_some_and(|between| between.iter().all(|piece| may_be_headline(piece, known)))
        });
        if !may_be_headline(piece, known) || follows_start || is_numbered(&piece.text) {
            continue;
        }
        let body = pieces.get(at + 1..).unwrap_or_default().iter().find(|next| !may_be_headline(next, known));
        let has_text = body.is_some_and(|next| {
            next.kind == Kind::Line && (is_sentence(&next.text) || signs(&next.text, known)) || matches!(next.kind, Kind::Item(_))
        });
        let is_first = last_start.is_none() && at <= 1;
        let is_new = at > 0 && ends_with_byline(pieces, at - 1, known)
            || piece.apart
                && piece.text.chars().count() >= if has_bylines { 17 } else { 13 }
                && body.is_some_and(|body| is_lead(&body.text) && is_sentence(&body.text))
                && at > 0
                && is_closed(&pieces[at - 1]);
        if is_first && (has_text || pieces.len() == 1 || at + 1 < pieces.len()) || !is_first && is_new && has_text && piece.apart {
            starts.insert(at);
            last_start = Some(at);
        }
    }
    starts
}

fn is_closed(piece: &Piece) -> bool {
    !super::is_open(&piece.text)
}
