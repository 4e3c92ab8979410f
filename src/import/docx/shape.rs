//! What a Word file is made of, once its tags are read.

use std::collections::BTreeMap;

use crate::import::draft::Run;

use super::parts::Numbering;

/// A paragraph with its form.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub(super) runs: Vec<Run>,
    /// Name of its style, in lower case.
    pub(super) style: String,
    pub(super) is_centred: bool,
    pub(super) is_right: bool,
    /// Level of its outline from 1, where one is set.
    pub(super) outline: Option<u8>,
    /// Numbering and level.
    pub(super) number: Option<(String, u8)>,
    /// Size of most of its characters in half points; 0 when the style's own.
    pub(super) size: u32,
    /// Pictures: their ids in the relationships.
    pub(super) pictures: Vec<String>,
}

/// What a document is made of.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Paragraph(Paragraph),
    Table(Vec<Vec<Vec<Run>>>),
}

/// A document as it was read.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) items: Vec<Item>,
    pub(super) footnotes: Vec<Vec<Run>>,
    pub(super) numbering: Numbering,
    pub(super) links: BTreeMap<String, (String, bool)>,
    pub(super) counts: Counts,
    /// Text of headers and footers.
    pub(super) around: Vec<String>,
}

/// What is told of a document.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) deletions: usize,
    pub(super) deleted: String,
    pub(super) insertions: usize,
    pub(super) comments: usize,
    pub(super) merged: usize,
    pub(super) boxes: usize,
}
