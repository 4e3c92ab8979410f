//! Where things stand in a front matter: the lines as they were written, and the places of texts in them.

use std::sync::OnceLock;

use crate::note::Place;
use crate::yaml::Span;

/// A text with the place where it was written, so that a later stage can point at it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// The text, trimmed.
    pub text: String,
    /// Where it stands; lines count from the top of the file.
    pub spot: Span,
}

/// The front matter of a file, kept so that later stages can point into it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Front {
    /// Path of the file below the root.
    pub path: String,
    /// The lines between the fences, as written.
    pub lines: String,
    /// The number of the first of them in the file.
    pub first_line: u32,
    starts: Starts,
}

impl Front {
    /// The front matter of the file at `path`: these lines, of which the first has this number.
    #[must_use]
    pub fn new(path: &str, lines: &str, first_line: u32) -> Self {
        Self { path: path.to_owned(), lines: lines.to_owned(), first_line, starts: Starts::default() }
    }

    /// The place of a span of the front matter.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        if span.line == 0 {
            return Place::file(&self.path);
        }
        place_in(&self.path, self.starts.line(&self.lines, self.first_line, span), span)
    }
}

/// Where each of some lines begins, counted when a line is first asked for and only once: a file may have a
/// hundred thousand lines, and something to be said of each.
#[derive(Debug, Clone, Default)]
pub(super) struct Starts(OnceLock<Box<[usize]>>);

/// Counted or not, the lines are the same.
impl PartialEq for Starts {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Starts {}

impl Starts {
    /// The line on which a span of the file stands, in lines of which the first has this number.
    pub(super) fn line<'t>(&self, lines: &'t str, first_line: u32, span: Span) -> &'t str {
        let starts = self.0.get_or_init(|| std::iter::once(0).chain(lines.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let nth = span.line.saturating_sub(first_line) as usize;
        let end = starts.get(nth + 1).map_or(lines.len(), |next| next - 1);
        starts.get(nth).and_then(|start| lines.get(*start..end)).unwrap_or_default().trim_end()
    }
}

/// Where a column (from 1, in characters) begins in a line; its end if the line is shorter.
pub(super) fn offset(line: &str, column: u32) -> usize {
    line.char_indices().nth((column as usize).saturating_sub(1)).map_or(line.len(), |(at, _)| at)
}

/// The place of a span on a line of a file.
pub(super) fn place_in(path: &str, text: &str, span: Span) -> Place {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let column = span.column.clamp(1, length + 1);
    Place::on_line(path, span.line, column, span.width.min(length + 1 - column), text)
}
