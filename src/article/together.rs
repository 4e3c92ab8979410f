//! Several articles in one file: the front matter of another stands in the body.
//!
//! In: the body of an article. Out: an error for each further article, with its title, its lines and the name of a
//! file for it. What stands in a code block is an example, and none.

use super::front_matter::is_fence;
use super::opened::stem_for;
use crate::field::{Table, article as row};
use crate::note::{Lines, Note, codes};
use crate::repair::key_of;

/// A front matter is no longer than this, in lines.
const MOST_LINES: usize = 60;
/// A title in a sentence is no longer than this.
const MOST_SHOWN: usize = 40;

/// Says of each further article in a body where it should be.
pub(super) fn notes(path: &str, title: &str, body: &str, body_line: u32, notes: &mut Vec<Note>) {
    // Most bodies do not even hold the word.
    if !body.contains(row::TITLE.key) && !row::TITLE.chinese.iter().any(|name| body.contains(name)) {
        return;
    }
    let found = others(body);
    let lines = Lines::new(path, body, body_line);
    let last = body_line + u32::try_from(body.trim_end().matches('\n').count()).unwrap_or(0);
    for (nth, other) in found.iter().enumerate() {
        let place = lines.place(other.at..other.at + other.width);
        let from = place.line;
        let to = found.get(nth + 1).map_or(last, |next| lines.place(next.at..next.at).line - 1);
        let shown = |title: &str| title.chars().take(MOST_SHOWN).collect::<String>();
        notes.push(codes::front_matter::second_article(place, shown(title), shown(other.title), from, to, file(path, other.title)));
    }
}

/// The front matter of another article.
struct Other<'a> {
    /// Where its first fence begins in the body, and how long that is.
    at: usize,
    width: usize,
    title: &'a str,
}

fn others(body: &str) -> Vec<Other<'_>> {
    let mut found = Vec::new();
    let mut code: Option<&str> = None;
    let mut at = 0;
    let mut lines = body.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let bare = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (code, mark) {
            (Some(open), Some(mark)) if open == mark => code = None,
            (None, Some(mark)) => code = Some(mark),
            (None, None) if is_fence(bare) => {
                if let Some((title, length)) = block(lines.clone()) {
                    found.push(Other { at, width: line.trim_end().len(), title });
                    at += lines.by_ref().take(length).map(str::len).sum::<usize>();
                }
            }
            _ => {}
        }
        at += line.len();
    }
    found
}

/// The title in a block of fields that a fence closes, and how many lines it has with that fence.
fn block<'a>(lines: impl Iterator<Item = &'a str>) -> Option<(&'a str, usize)> {
    let table: &Table = &row::TABLE;
    let mut title = None;
    for (nth, line) in lines.take(MOST_LINES).enumerate() {
        let bare = line.trim_end();
        if is_fence(bare.trim_start()) {
            return title.map(|title| (title, nth + 1));
        }
        let field = key_of(bare).filter(|(key, _)| table.knows(key));
        if let Some((key, at)) = field {
            let value = bare[at..].trim_start_matches([':', '：']).trim().trim_matches(['"', '\'']);
            if key == row::TITLE.key || row::TITLE.chinese.contains(&key) {
                title = Some(value);
            }
        } else if !bare.is_empty() && !bare.starts_with([' ', '\t', '-', '#', '\u{3000}']) {
            return None;
        }
    }
    None
}

/// A file for another article, beside this one.
fn file(path: &str, title: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("content", path));
    let slug = stem_for(title);
    let same = name.strip_suffix(".md") == Some(&slug);
    if same { format!("{folder}/{slug}-2.md") } else { format!("{folder}/{slug}.md") }
}
