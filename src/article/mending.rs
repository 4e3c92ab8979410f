//! What has one clear mending, mended: the front matter as its notes show it, and marks of the wrong width or number.
//!
//! One text in, the text as it should be out. Never changes a word: what is repeated, misspelt or spelled in two ways
//! is for people. What comes out has nothing left to mend, and no error that was not there before.

use std::collections::BTreeSet;
use std::ops::Range;

use super::style::{self, Rule};
use super::{ReadOptions, read};
use crate::note::{Fix, Note, Severity};
use crate::source::Kind;

/// The slips that have one mending, whatever the sentence means.
const CLEAR: [Rule; 5] = [Rule::DoubledMark, Rule::HalfWidthMark, Rule::FullWidthCharacters, Rule::DotsForEllipsis, Rule::HyphensForDash];

/// A mended text shows what else there is to mend; one that has no end after so many turns is left as it is.
const MOST_TURNS: usize = 8;

/// The text with everything mended; none when there is nothing to mend.
#[must_use]
pub fn mended(kind: Kind, path: &str, text: &str, options: &ReadOptions) -> Option<String> {
    let errors = |notes: &[Note]| -> BTreeSet<&'static str> {
        notes.iter().filter(|note| note.severity == Severity::Error).map(|note| note.code).collect()
    };
    let mut now = text.to_owned();
    let mut before = None;
    for _ in 0..MOST_TURNS {
        let notes = read(kind, path, &now, options).notes;
        let first = before.get_or_insert_with(|| errors(&notes));
        if !errors(&notes).is_subset(first) {
            return None;
        }
        let next = match notes.iter().find_map(|note| note.fix.as_ref()) {
            Some(fix) => replaced(&now, &[(lines(&now, fix), fix.text.clone())]),
            None => replaced(&now, &slips(&now, options)),
        };
        if next == now {
            return (now != text).then_some(now);
        }
        now = next;
    }
    None
}

/// The bytes of the lines that a fix takes the place of.
fn lines(text: &str, fix: &Fix) -> Range<usize> {
    let start = |line: u32| {
        let before = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        text.split_inclusive('\n').take(before).map(str::len).sum::<usize>()
    };
    start(fix.first_line)..start(fix.last_line.saturating_add(1))
}

fn slips(text: &str, options: &ReadOptions) -> Vec<(Range<usize>, String)> {
    let slips = style::look(text, None, &options.style);
    slips.into_iter().filter(|slip| CLEAR.contains(&slip.rule)).map(|slip| (slip.range, slip.wanted)).collect()
}

/// A text with other bytes in some places, which are in order. Of two that overlap the first one counts.
fn replaced(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (range, wanted) in edits {
        if range.start >= done
            && let Some(before) = text.get(done..range.start)
        {
            out.extend([before, wanted]);
            done = range.end;
        }
    }
    out + text.get(done..).unwrap_or_default()
}
