//! What input methods, word processors and chats make of Markdown, read as it is meant.
//!
//! In: the source of one body. Out: the same text with what was typed otherwise than Markdown has it mended, the
//! kinds of slips, and the way from a byte of the mended text back to the source. A character that Markdown would
//! swallow is escaped, so that it stands on the page as it was typed. Where something else may be meant as well,
//! nothing is changed and the slip is only named.
//!
//! A text without a suspicious character is scanned once and not parsed. Otherwise Markdown itself says what is code,
//! what is a link and what is nothing but text: only text is looked at, and after an edit the text is looked at again.
//! Never renders, and never looks at another file.

mod address;
mod block;
mod characters;
mod code;
mod edits;
mod inline;
mod line;
mod marks;
mod notes;
mod slips;
mod suspect;
mod table;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use super::chinese::mark_emphasis;

use edits::{Edits, Layer};
pub(crate) use slips::Slips;
pub use slips::{Found, MOST_OTHERS, Slip};

/// How often a mended text is looked at again.
const MOST_ROUNDS: usize = 4;

/// A source as it is meant.
#[derive(Debug)]
pub(crate) struct Typed<'a> {
    text: Cow<'a, str>,
    layers: Vec<Layer>,
    /// What was found.
    pub(crate) slips: Slips,
}

impl<'a> Typed<'a> {
    /// A source that is taken as it is.
    pub(crate) fn as_typed(source: &'a str) -> Self {
        Self { text: Cow::Borrowed(source), layers: Vec::new(), slips: Slips::default() }
    }

    /// Reads a source.
    pub(crate) fn read(source: &'a str, options: Options) -> Self {
        let mut typed = Self::as_typed(source);
        if characters::are_in(source) {
            let mut edits = Edits::default();
            characters::clean(source, &mut edits, &mut typed.slips);
            typed.apply(edits);
        }
        if !suspect::is_suspect(&typed.text) {
            return typed;
        }
        for _ in 0..MOST_ROUNDS {
            let text = std::mem::take(&mut typed.text);
            typed.slips.forget_advice();
            let edits = Look::new(&text, &typed.layers, &mut typed.slips).walk(options);
            typed.text = text;
            if edits.is_empty() {
                break;
            }
            typed.apply(edits);
        }
        typed
    }

    fn apply(&mut self, edits: Edits) {
        let (text, layer) = edits.apply(&self.text);
        self.text = Cow::Owned(text);
        self.layers.push(layer);
    }

    /// The text to parse.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Bytes of the mended text → bytes of the source.
    pub(crate) fn in_source(&self, range: &Range<usize>) -> Range<usize> {
        back(&self.layers, range)
    }
}

fn back(layers: &[Layer], range: &Range<usize>) -> Range<usize> {
    let offset = |at: usize, is_end| layers.iter().rev().fold(at, |at, layer| layer.back(at, is_end));
    let start = offset(range.start, false);
    start..offset(range.end, true).max(start)
}

/// One walk through a text.
struct Look<'t> {
    text: &'t str,
    layers: &'t [Layer],
    slips: &'t mut Slips,
    edits: Edits,
    /// Whether the text of a link is being walked through.
    in_link: bool,
    before: line::Before,
}

impl<'t> Look<'t> {
    fn new(text: &'t str, layers: &'t [Layer], slips: &'t mut Slips) -> Self {
        Look { text, layers, slips, edits: Edits::default(), in_link: false, before: line::Before::default() }
    }

    /// Adds a slip at some bytes of the text.
    fn say(&mut self, kind: Slip, range: Range<usize>, typed: &str, wanted: &str) {
        self.slips.add(kind, back(self.layers, &range), typed, wanted);
    }

    /// Adds a command of another generator.
    fn command(&mut self, range: Range<usize>, typed: &str) {
        self.say(Slip::Command, range, typed, "");
    }

    fn walk(mut self, options: Options) -> Edits {
        let marked = mark_emphasis(self.text);
        let parser = Parser::new_ext(marked.text(), options).into_offset_iter();
        block::walk(&mut self, &marked, parser);
        self.edits
    }
}
