//! Text as it comes from a newspaper page or out of a message: stories, paragraphs made whole again, captions.
//!
//! In: decoded text, and which names are known. Out: a draft for each story, with blocks in the order of the text.
//! Lines that a column broke are joined; a caption that stands in the middle of a sentence stands after it. Nothing is
//! left out but what a decision names.

mod continued;
mod lines;
mod stories;

use crate::byline;
use crate::say;

use super::draft::{Block, Draft, Run, Sureness, text_of};
use super::furniture;

pub(super) use lines::headline;
pub(super) use lines::is_caption;
pub use lines::is_open;
use lines::{Kind, Piece};
pub(super) use stories::is_numbered;

/// The stories of a text. Furniture stands in the first one's `homeless`.
#[must_use]
pub fn read(text: &str, known: &dyn Fn(&str) -> bool) -> Vec<Draft> {
    let text = even(text);
    let (pieces, around) = lines::pieces(&text, known);
    let mut stories = stories::split(pieces, known);
    continued::join(&mut stories);
    stories.iter_mut().for_each(sections);
    if stories.is_empty() && !around.is_empty() {
        stories.push(Draft::default());
    }
    if let Some(first) = stories.first_mut() {
        let day = around.iter().find_map(|line| day_of(line));
        if !around.is_empty() {
            let shown = around.join("；");
            first.decide(
                "furniture",
                Sureness::Sure,
                say!("版面上的字（{shown}）放在这一篇的最后", "what belongs to the page ({shown}) stands at the end of this article"),
            );
        }
        first.homeless.extend(around);
        if let Some(day) = day {
            for story in &mut stories {
                story.date = Some(day.clone());
                story.decide("date", Sureness::Sure, say!("日期 {day}：版面上写着", "date {day}: it stands on the page"));
            }
        }
    }
    stories
}

/// `一、` and `（一）` on lines of their own as headings, where each has text below it: else they count a list.
fn sections(story: &mut Draft) {
    let kind_of = |block: &Block| match block {
        Block::Paragraph(runs) => Some(text_of(runs)).filter(|text| is_numbered(text)).map(|text| text.starts_with(['（', '('])),
        _ => None,
    };
    for is_second in [false, true] {
        let of_kind = |block: &Block| kind_of(block) == Some(is_second);
        let lines: Vec<usize> = (0..story.blocks.len()).filter(|at| story.blocks.get(*at).is_some_and(of_kind)).collect();
        let is_clear = |at: &usize| {
            let text = story.blocks.get(*at).map(Block::text).unwrap_or_default();
            let is_line =
                text.chars().count() <= 30 && !text.contains('。') && !text.ends_with(['，', '；', '：', '！', '？', ',', ';', ':', '、']);
            // Below the last of （一） may not stand the next 一、, which would be its text.
            let below = story.blocks.get(at + 1);
            is_line
                && below.is_some_and(|below| {
                    !of_kind(below) && (!is_second || kind_of(below).is_none() && !matches!(below, Block::Heading(..)))
                })
        };
        if lines.is_empty() || !lines.iter().all(is_clear) {
            continue;
        }
        let (count, first) = (lines.len(), story.blocks.get(lines[0]).map(Block::text).unwrap_or_default());
        for at in lines {
            if let Some(block) = story.blocks.get_mut(at)
                && let Block::Paragraph(runs) = block
            {
                *block = Block::Heading(if is_second { 2 } else { 1 }, std::mem::take(runs));
            }
        }
        story.decide("heading", Sureness::Sure, say!("“{first}”这样的 {count} 行是小标题", "{count} lines like `{first}` are headings"));
    }
}

/// The date in the head line of a page.
fn day_of(line: &str) -> Option<String> {
    let starts = line.char_indices().filter(|(_, c)| c.is_ascii_digit() || "二０１２".contains(*c)).map(|(at, _)| at);
    let day = starts.take(12).find_map(|at| furniture::day_at_start(line.get(at..)?)).map(|(day, _)| day)?;
    day.year.map(|year| day.iso(year))
}

/// Line ends of every system as line feeds; invisible characters that carry no text are gone.
fn even(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{2028}' | '\u{2029}' | '\u{0b}' | '\u{0c}' | '\u{85}' => out.push('\n'),
            '\u{feff}' | '\u{200b}' | '\u{ad}' | '\u{2060}' | '\u{200e}' | '\u{200f}' | '\0' => {}
            '\t' | '\u{a0}' => out.push(' '),
            c if c.is_control() && c != '\n' => {}
            c => out.push(c),
        }
    }
    out
}

/// Two pieces of a broken text as one: a blank only between Latin words.
pub(super) fn glue(text: &mut String, next: &str) {
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ',' | '.' | ';'));
    if is_latin(text.chars().next_back())
        && next.chars().next().is_some_and(|c| c.is_ascii_alphanumeric())
        && !(text.ends_with(|c: char| c.is_ascii_digit()) && next.starts_with(|c: char| c.is_ascii_digit()))
    {
        text.push(' ');
    }
    text.push_str(next);
}

/// The block that a piece becomes within a story.
fn block(piece: Piece) -> Block {
    let runs = vec![Run::plain(piece.text)];
    match piece.kind {
        Kind::Hashes(level) => Block::Heading(level, runs),
        Kind::Item(number) => Block::Item(number, 0, runs),
        Kind::Caption => Block::Caption(runs),
        Kind::Line => Block::Paragraph(runs),
    }
}

/// Whether a text signs: people or a role, not only an office.
fn signs(text: &str, known: &dyn Fn(&str) -> bool) -> bool {
    byline::read(text, known).is_some_and(|byline| {
        byline.has_role || byline.signed.iter().flat_map(|signed| &signed.names).any(|name| known(name) || !byline::is_office(name))
    })
}

/// The characters of a draft's text, for comparing continuations.
fn words_of(draft: &Draft) -> String {
    draft.blocks.first().and_then(Block::runs).map(text_of).unwrap_or_default()
}
