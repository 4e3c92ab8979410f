//! A rendered body, with gaps where addresses go once the site is joined.

use super::markdown::{self, SlotKind};
use crate::did_you_mean;
use crate::note::{Note, Place, codes};

/// A gap in a body's HTML where an address goes once the site is joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSlot {
    /// Byte offset in the HTML.
    pub at: usize,
    /// Link or picture.
    pub kind: SlotKind,
    /// The target as written, decoded.
    pub target: String,
    /// Where it stands.
    pub place: Place,
}

/// A rendered body with gaps.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// HTML with a gap for each slot.
    pub html: String,
    /// The gaps, in order.
    pub slots: Vec<LinkSlot>,
    /// Headings in order.
    pub headings: Vec<markdown::Heading>,
    /// Where the HTML has ids beside those of headings: all of them, sorted.
    pub anchors: Vec<String>,
    /// Plain text, blocks separated by line feeds: for search.
    pub text: String,
    /// A summary made from the text.
    pub summary: String,
    /// Han characters and Latin words.
    pub words: usize,
}

impl Body {
    /// Whether a page that shows this body has the place that a fragment (without its `#`, decoded) names.
    #[must_use]
    pub fn has_anchor(&self, fragment: &str) -> bool {
        // A browser takes `#` and `#top` to the head of any page; `main` is what the skip link of a theme leads to.
        matches!(fragment, "" | "top" | "main")
            || self.headings.iter().any(|heading| heading.id == fragment)
            || self.anchors.binary_search_by(|id| id.as_str().cmp(fragment)).is_ok()
    }

    /// The note on a link to a section that this body does not have, with the nearest that it has.
    pub(crate) fn with_nearest_section(&self, note: Note, fragment: &str) -> Note {
        let same_words = self.headings.iter().find(|heading| heading.text == fragment).map(|heading| heading.id.as_str());
        match same_words.or_else(|| did_you_mean::nearest(fragment, self.headings.iter().map(|heading| heading.id.as_str()))) {
            Some(near) => note.remedy(codes::text::did_you_mean_section(near)),
            None => note.remedy(codes::text::remove_fragment()),
        }
    }
}

/// An address with its `%E9%80%9A` as the characters that they stand for.
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}
