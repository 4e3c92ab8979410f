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
