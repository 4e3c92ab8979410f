//! Edits of a text, and the way back to the bytes that were typed.

use std::borrow::Cow;
use std::ops::Range;

/// Edits that are gathered while a text is looked at, and made together.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(Range<usize>, Cow<'static, str>)>);

/// How an edited text came about: for each edit its bytes in the new text and in the old.
#[derive(Debug)]
pub(super) struct Layer(Vec<(Range<usize>, Range<usize>)>);

impl Edits {
    /// Puts a text in the place of some bytes.
    pub(super) fn put(&mut self, range: Range<usize>, by: impl Into<Cow<'static, str>>) {
        self.0.push((range, by.into()));
    }

    /// Makes a mark of Markdown a character like any other.
    pub(super) fn escape(&mut self, at: usize) {
        self.put(at..at, "\\");
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The edited text. Of two edits that overlap the one that begins first is made.
    pub(super) fn apply(mut self, text: &str) -> (String, Layer) {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len() + 8 * self.0.len());
        let mut layer = Vec::with_capacity(self.0.len());
        let mut done = 0;
        for (old, by) in self.0 {
            let Some(kept) = text.get(done..old.start).filter(|_| text.is_char_boundary(old.end)) else { continue };
            out.push_str(kept);
            let start = out.len();
            out.push_str(&by);
            done = old.end;
            layer.push((start..out.len(), old));
        }
        out.push_str(text.get(done..).unwrap_or_default());
        (out, Layer(layer))
    }
}

impl Layer {
    /// A byte of the new text → the byte of the old one: within an edit, where it begins, or ends for the end of a range.
    pub(super) fn back(&self, at: usize, is_end: bool) -> usize {
        let after = self.0.partition_point(|(new, _)| new.start <= at);
        match after.checked_sub(1).and_then(|last| self.0.get(last)) {
            Some((new, old)) if at == new.start && at < new.end => old.start,
            Some((new, old)) if at < new.end => {
                if is_end {
                    old.end
                } else {
                    old.start
                }
            }
            Some((new, old)) => old.end + (at - new.end),
            None => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Edits;

    #[test]
    fn every_byte_finds_its_way_back() {
        let mut edits = Edits::default();
        edits.put(0..3, "## ");
        edits.put(6..6, "\\");
        edits.put(7..9, "");
        edits.put(8..9, "never");
        let (text, layer) = edits.apply("＃abcdefg");
        assert_eq!(text, "## abc\\dg");
        assert_eq!((0..=9).map(|at| layer.back(at, false)).collect::<Vec<_>>(), [0, 0, 0, 3, 4, 5, 6, 6, 9, 10]);
    }
}
