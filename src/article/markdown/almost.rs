//! What a Chinese input method makes of Markdown (E2): headings and links that are none, for a remark each.

use super::super::chinese::is_han;
use super::{RemarkKind, Writer};
use std::ops::Range;

/// File endings and beginnings that only an address has.
const ENDINGS: &[&str] = &[".md", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".pdf", ".txt", ".doc", ".docx", ".xls", ".xlsx"];
const BEGINNINGS: &[&str] = &["http://", "https://", "mailto:", "tel:", "./", "../", "/"];

impl Writer<'_> {
    /// Looks at a run of text, which stands at `range` of the marked text.
    pub(super) fn look_for_slips(&mut self, text: &str, range: &Range<usize>) {
        match text.as_bytes().first() {
            Some(b'#') => self.almost_heading(text, range),
            Some(b' ' | b'\xef') if self.text.ends_with(']') => self.almost_link(text, range),
            _ => {}
        }
    }

    /// `##小标题`, and `#小标题` where no second mark makes it a topic (`#停水#`).
    fn almost_heading(&mut self, text: &str, range: &Range<usize>) {
        let source = self.marked.text();
        let before = source[..range.start].trim_end_matches(' ');
        if !before.is_empty() && !before.ends_with('\n') {
            return;
        }
        let rest = text.trim_start_matches('#');
        let level = text.len() - rest.len();
        let is_meant = match level {
            1 => rest.starts_with(is_han) && !source[range.start + 1..].lines().next().is_some_and(|line| line.contains('#')),
            2..=6 => !rest.is_empty() && !rest.starts_with(char::is_whitespace),
            _ => false,
        };
        if is_meant {
            let text = self.marked.clean(rest).into_owned();
            self.remark(RemarkKind::AlmostHeading { level, text }, &(range.start..range.start + level));
        }
    }

    /// `[文字]（地址）` and `[文字] (地址)`.
    fn almost_link(&mut self, text: &str, range: &Range<usize>) {
        let Some(inner) = text.strip_prefix('（').or_else(|| text.strip_prefix(" (")) else { return };
        let Some((address, _)) = inner.split_once(['）', ')']) else { return };
        let lower = address.to_ascii_lowercase();
        let is_address = !lower.contains(char::is_whitespace)
            && (BEGINNINGS.iter().any(|start| lower.starts_with(start)) || ENDINGS.iter().any(|end| lower.ends_with(end)));
        if is_address {
            let end = text.len() - inner.len() + address.len();
            let length = end + text[end..].chars().next().map_or(0, char::len_utf8);
            let address = self.marked.clean(address).into_owned();
            self.remark(RemarkKind::AlmostLink { address }, &(range.start..range.start + length));
        }
    }
}
