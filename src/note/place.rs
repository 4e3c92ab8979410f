//! Where a note points: a file, or some characters of one of its lines.
//!
//! A place holds no more of its line than is shown, so that a line of a megabyte with ten thousand mistakes costs
//! ten thousand short texts; and the lines of a file are counted once for all places in it.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

/// A place in a file. Line and column count from 1, columns in characters; line 0 means the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// Path below the root, with `/`.
    pub path: String,
    /// Line.
    pub line: u32,
    /// Column, in characters.
    pub column: u32,
    /// How many characters are meant; 0 marks the point.
    pub width: u32,
    /// The line's own text, or the part of it around the place.
    pub text: String,
    /// How many characters of the line stand before that part.
    pub skipped: u32,
}

/// A line that is longer than twice this is kept in part: characters on each side of the place.
const KEPT_AROUND: usize = 60;

impl Place {
    /// A file as a whole.
    #[must_use]
    pub fn file(path: &str) -> Self {
        Self { path: path.to_owned(), ..Self::default() }
    }

    /// Some characters of a line whose text is at hand.
    #[must_use]
    pub fn on_line(path: &str, line: u32, column: u32, width: u32, text: &str) -> Self {
        let column = column.max(1);
        let (kept, skipped) = if fits(text) {
            (text.to_owned(), 0)
        } else {
            let skipped = (column as usize - 1).saturating_sub(KEPT_AROUND);
            (text.chars().skip(skipped).take(column as usize - 1 - skipped + KEPT_AROUND).collect(), skipped)
        };
        Self { path: path.to_owned(), line, column, width, text: kept, skipped: number(skipped) }
    }

    /// A byte range of a text that begins on `first_line` of the file. A range that goes on beyond its first line is
    /// cut at that line's end. For one place; [`Lines`] is for several.
    #[must_use]
    pub fn range(path: &str, text: &str, first_line: u32, range: Range<usize>) -> Self {
        Lines::new(path, text, first_line).place(range)
    }
}

/// The lines of a text, counted once for all places in it.
#[derive(Debug)]
pub struct Lines<'a> {
    path: &'a str,
    text: &'a str,
    /// The number of the text's first line in the file.
    first_line: u32,
    /// Where each line begins.
    starts: OnceCell<Vec<usize>>,
    /// A byte that was asked for, and its column counted from 0: the next place on the same line goes on from there.
    last: Cell<(usize, usize)>,
}

impl<'a> Lines<'a> {
    /// A text that begins on `first_line` of the file at `path`. Nothing is counted before the first place.
    #[must_use]
    pub fn new(path: &'a str, text: &'a str, first_line: u32) -> Self {
        Self { path, text, first_line, starts: OnceCell::new(), last: Cell::new((0, 0)) }
    }

    /// The place of a byte range, cut at the end of its first line.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        let text = self.text;
        let starts = self.starts.get_or_init(|| std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let start = floor_char_boundary(text, range.start);
        let line = starts.partition_point(|from| *from <= start).saturating_sub(1);
        let line_start = starts.get(line).copied().unwrap_or(0);
        let line_end = starts.get(line + 1).map_or(text.len(), |next| next - 1);
        let end = floor_char_boundary(text, range.end).clamp(start, line_end.max(start));
        let column = self.column(line_start, start);
        // What is kept of a long line is found from the place, not from the line's far beginning.
        let whole = &text[line_start..line_end];
        let (kept, skipped) = if fits(whole) {
            (whole, 0)
        } else {
            let before = text[line_start..start].chars().rev().take(KEPT_AROUND).collect::<Vec<_>>();
            let from = start - before.iter().map(|c| c.len_utf8()).sum::<usize>();
            let part = &text[from..line_end];
            (part.char_indices().nth(before.len() + KEPT_AROUND).map_or(part, |(length, _)| &part[..length]), column - before.len())
        };
        Place {
            path: self.path.to_owned(),
            line: self.first_line.saturating_add(number(line)),
            column: number(column + 1),
            width: number(text[start..end].chars().count()),
            text: kept.trim_end().to_owned(),
            skipped: number(skipped),
        }
    }

    /// The characters of a line before a byte of it, counted on from the last place if that was on the line too.
    fn column(&self, line_start: usize, at: usize) -> usize {
        let (seen, count) = self.last.get();
        let column = if (line_start..=at).contains(&seen) {
            count + self.text[seen..at].chars().count()
        } else {
            self.text[line_start..at].chars().count()
        };
        self.last.set((at, column));
        column
    }
}

/// Whether a line is short enough to be kept whole.
fn fits(line: &str) -> bool {
    line.len() <= 2 * KEPT_AROUND || line.chars().nth(2 * KEPT_AROUND).is_none()
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
