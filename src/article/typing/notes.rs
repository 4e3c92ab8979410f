//! Footnotes that would not be shown: those without a mark, and second ones of a name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Look;
use super::slips::Slip;

/// The footnotes of a text and the marks that lead to them.
#[derive(Default)]
pub(super) struct Notes {
    /// Footnotes in order: name and bytes.
    pub(super) defined: Vec<(String, Range<usize>)>,
    /// Names that marks refer to, with the footnote in which the mark stands, if it is in one.
    pub(super) referred: Vec<(String, Option<usize>)>,
    /// Footnotes that the walk is in.
    pub(super) open: Vec<usize>,
}

impl Notes {
    /// Footnotes that no mark leads to, and second ones of a name, are text.
    pub(super) fn end(&self, look: &mut Look<'_>) {
        if self.defined.is_empty() {
            return;
        }
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (index, (name, range)) in self.defined.iter().enumerate() {
            if first.contains_key(name.as_str()) {
                keep(look, range, Slip::NoteTwice);
            } else {
                first.insert(name, index);
            }
        }
        // Marks in footnotes count once their footnote does.
        let mut within: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut reached = HashSet::new();
        let mut open = Vec::new();
        for (name, place) in &self.referred {
            let Some(&index) = first.get(name.as_str()) else { continue };
            match place {
                None => open.push(index),
                Some(place) => within.entry(*place).or_default().push(index),
            }
        }
        while let Some(index) = open.pop() {
            if reached.insert(index) {
                open.extend(within.remove(&index).unwrap_or_default());
            }
        }
        let mut unused: Vec<usize> = first.into_values().filter(|index| !reached.contains(index)).collect();
        unused.sort_unstable();
        for index in unused {
            if let Some((_, range)) = self.defined.get(index) {
                keep(look, range, Slip::NoteUnused);
            }
        }
    }
}

/// Makes a footnote a paragraph.
fn keep(look: &mut Look<'_>, range: &Range<usize>, kind: Slip) {
    let line = look.text.get(range.start..).and_then(|rest| rest.lines().next()).unwrap_or_default().to_owned();
    look.say(kind, range.start..range.start + line.len(), &line, "");
    look.edits.escape(range.start);
}
