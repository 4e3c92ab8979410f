//! The fields of one YAML map, each taken once and validated; every mistake becomes a note with its place.
//!
//! Shared by site.yaml, front matter, registers and theme.yaml, so that all of them accept the same
//! things (empty texts and nulls for unset fields, quoted numbers) and say the same sentences. A field is taken
//! through its row in [`field`](crate::field), which says how it is written, also in Chinese, and what it holds.

mod credits;
mod dates;
mod foreign;
mod front;
mod names;
mod renamed;
mod syntax;
mod unknown;
mod values;

use std::rc::Rc;

use crate::changes::{CHANGES, Change};
use crate::field::{Field, Table};
use crate::note::{Note, Place, codes};
use crate::yaml::{self, Node, Span, Value};

pub use credits::byline_by_role;
pub use dates::year_of;
pub use front::{Front, Named};
use front::{Starts, place_in};
pub use names::{names_in, several_in};
pub use unknown::nearest;
pub use values::truth;

/// The fields of one map that nobody has taken yet.
#[derive(Debug)]
pub struct Fields<'a> {
    path: &'a str,
    /// The lines as the editor wrote them, for notes.
    lines: &'a str,
    /// The number of the first of these lines in the file.
    first_line: u32,
    /// Whether the YAML is not just these lines.
    is_mended: bool,
    /// Shared with the maps within this one.
    starts: Rc<Starts>,
    /// The fields that there are.
    table: &'static Table,
    /// What earlier versions called them.
    changes: &'static [Change],
    pairs: Vec<(Named, Node)>,
    notes: Vec<Note>,
    /// The year of the other articles of the folder, where it is known.
    year: Option<i16>,
    /// Whether a date lacks its year, and nothing tells it.
    lacks_year: bool,
}

impl<'a> Fields<'a> {
    /// Reads a YAML text whose top is a map. `lines` is the text as the editor wrote it.
    ///
    /// # Errors
    /// A note when the text is not YAML or not a map.
    pub fn parse(table: &'static Table, path: &'a str, yaml: &str, lines: &'a str, first_line: u32) -> Result<Self, Note> {
        Self::parse_after(CHANGES, table, path, yaml, lines, first_line)
    }

    /// The same after other changes than those of this program.
    fn parse_after(
        changes: &'static [Change],
        table: &'static Table,
        path: &'a str,
        yaml: &str,
        lines: &'a str,
        first_line: u32,
    ) -> Result<Self, Note> {
        let (is_mended, starts) = (yaml != lines, Rc::default());
        let (pairs, notes, year, lacks_year) = (Vec::new(), Vec::new(), None, false);
        let mut fields = Self { path, lines, first_line, is_mended, starts, table, changes, pairs, notes, year, lacks_year };
        match yaml::parse(yaml) {
            Ok(Node { value: Value::Map(pairs), .. }) => {
                fields.pairs = pairs.into_iter().map(|(key, value)| (fields.key(&key), value)).collect();
                fields.rename_chinese();
                fields.rename_old();
                Ok(fields)
            }
            Ok(Node { value: Value::Null, .. }) => Ok(fields),
            Ok(node) => {
                let place = fields.place(fields.in_file(node.span));
                Err(codes::front_matter::no_fields(place))
            }
            Err(error) => Err(syntax::note(&fields, &error)),
        }
    }

    /// Tells the year of dates that are written without one, where the path tells none.
    pub fn suppose_year(&mut self, year: Option<i16>) {
        self.year = year;
    }

    /// Whether a date that was taken lacks its year, and nothing tells it.
    #[must_use]
    pub fn lacks_year(&self) -> bool {
        self.lacks_year
    }

    fn key(&self, node: &Node) -> Named {
        Named { text: node.as_text().unwrap_or_default().trim().to_owned(), spot: self.in_file(node.span) }
    }

    /// A span of the YAML text as a span of the file.
    fn in_file(&self, span: Span) -> Span {
        Span { line: span.line.max(1) + self.first_line - 1, ..span }
    }

    /// The line of a spot as the editor wrote it.
    fn line(&self, spot: Span) -> &'a str {
        self.starts.line(self.lines, self.first_line, spot)
    }

    /// The place of a span of the file.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        place_in(self.path, self.line(span), span)
    }

    /// Adds a note.
    pub fn say(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// Takes a field's value out, unset ones (null, empty text) as none.
    fn take(&mut self, field: &Field) -> Option<(Named, Node)> {
        debug_assert!(self.table.row(field.key).is_some(), "{} is no field of {}", field.key, self.table.name);
        let at = self.pairs.iter().position(|(named, _)| named.text == field.key)?;
        let (named, node) = self.pairs.remove(at);
        if node.is_unset() { None } else { Some((named, node)) }
    }

    /// Where a field that nobody has taken yet is written, even if unset.
    #[must_use]
    pub fn written(&self, field: &Field) -> Option<Span> {
        self.pairs.iter().find(|(named, _)| named.text == field.key).map(|(named, _)| named.spot)
    }

    /// Where the first field that nobody has taken yet is written.
    #[must_use]
    pub fn first(&self) -> Option<Span> {
        self.pairs.first().map(|(named, _)| named.spot)
    }

    /// Whether a field is written with a value, even a wrong one.
    #[must_use]
    pub fn is_set(&self, field: &Field) -> bool {
        self.pairs.iter().any(|(named, node)| named.text == field.key && !node.is_unset())
    }

    /// Ends the reading of a map in which every key is free and every value a text.
    #[must_use]
    pub fn into_texts(mut self) -> (Vec<(Named, Named)>, Vec<Note>) {
        let pairs = std::mem::take(&mut self.pairs);
        let texts = pairs.into_iter().filter(|(_, node)| !node.is_unset());
        let texts = texts.filter_map(|(key, node)| self.as_text(&key.text, &node).map(|text| (key, text))).collect();
        (texts, self.notes)
    }

    /// Takes over the notes of a map within this one.
    pub fn absorb(&mut self, fields: Fields<'a>) {
        self.notes.extend(fields.finish());
    }
}
