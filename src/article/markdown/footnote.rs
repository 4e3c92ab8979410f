//! Footnotes: collected where they stand, written at the end in the order of their first references.

use super::super::escape;
use super::Writer;
use super::events::{Events, Spanned};
use std::collections::HashMap;
use std::fmt::Write;

/// The notes of one page. Maps are looked up only, so their order reaches no output.
#[derive(Default)]
pub(super) struct Notes<'a> {
    bodies: HashMap<String, Vec<Spanned<'a>>>,
    numbers: HashMap<String, usize>,
    /// Name and number of references so far, by number.
    referenced: Vec<(String, usize)>,
}

impl Notes<'_> {
    /// Whether the text refers to any of them.
    pub(super) fn are_used(&self) -> bool {
        !self.referenced.is_empty()
    }
}

impl<'a> Writer<'a> {
    /// Keeps a note for the end; the first of two with one name counts.
    pub(super) fn keep_note(&mut self, name: &str, events: &mut Events<'a>) {
        let body = events.take_element();
        self.notes.bodies.entry(name.to_string()).or_insert(body);
    }

    pub(super) fn note_reference(&mut self, name: &str) {
        let notes = &mut self.notes;
        let index = *notes.numbers.entry(name.to_string()).or_insert_with(|| {
            notes.referenced.push((name.to_string(), 0));
            notes.referenced.len() - 1
        });
        notes.referenced[index].1 += 1;
        let (number, uses) = (index + 1, notes.referenced[index].1);
        let _ = write!(
            self.html,
            r##"<sup class="fn-ref"><a href="#fn-{number}" id="{}" role="doc-noteref">{number}</a></sup>"##,
            reference_id(number, uses),
        );
    }

    /// Writes the referenced notes; those that only these refer to come after them.
    pub(super) fn write_notes(&mut self, events: &mut Events<'a>) {
        if !self.notes.are_used() {
            return;
        }
        self.fresh_line();
        self.html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        escape::text(&mut self.html, &self.options.labels.footnotes);
        self.html.push_str("\">\n<ol>\n");
        let mut index = 0;
        while index < self.notes.referenced.len() {
            let body = self.notes.bodies.remove(&self.notes.referenced[index].0).unwrap_or_default();
            let _ = write!(self.html, "<li id=\"fn-{}\">", index + 1);
            self.break_text();
            // One level down, so that no paragraph of a note gets into the summary.
            self.depth += 1;
            events.feed(body);
            self.run(events);
            self.depth -= 1;
            self.back_links(index);
            self.html.push_str("</li>\n");
            index += 1;
        }
        self.html.push_str("</ol>\n</section>\n");
    }

    /// Links to the places that refer to a note, inside its last paragraph where it ends with one.
    fn back_links(&mut self, index: usize) {
        const END: &str = "</p>\n";
        let in_paragraph = self.html.ends_with(END);
        if in_paragraph {
            self.html.truncate(self.html.len() - END.len());
        }
        for uses in 1..=self.notes.referenced[index].1 {
            let _ = write!(self.html, r##" <a class="fn-back" href="#{}" aria-label=""##, reference_id(index + 1, uses));
            escape::text(&mut self.html, &self.options.labels.back);
            let _ = write!(self.html, " {}", index + 1);
            self.html.push_str("\">↩\u{fe0e}</a>");
        }
        self.html.push_str(if in_paragraph { END } else { "\n" });
    }
}

fn reference_id(number: usize, uses: usize) -> String {
    if uses == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{uses}") }
}
