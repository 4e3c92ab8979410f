//! Fields that nobody has taken: those that wait for a later version are checked, all others are unknown. And
//! Chinese names of fields, which are given their usual ones.

use super::{Fields, Named, foreign, truth};
use crate::did_you_mean;
use crate::field::{Field, Need, Table, Takes, theme};
use crate::moment::Zone;
use crate::note::{Note, codes, one_of_each};
use crate::yaml::{Node, Span};

/// So many unknown fields of one map get a word on what may be meant: more of one kind is not shown.
const MOST_ADVISED: usize = 20;

/// Whether a value says no.
fn is_false(node: &Node) -> bool {
    node.as_text().is_some_and(|text| truth(text.trim()) == Some(false))
}

impl Fields<'_> {
    /// Gives fields with a Chinese name their usual one.
    pub(super) fn rename_chinese(&mut self) {
        if self.pairs.iter().all(|(key, _)| key.text.is_ascii()) {
            return;
        }
        let rows = self.pairs.iter().map(|(key, _)| if key.text.is_ascii() { None } else { self.table.row_in_chinese(&key.text) });
        let mut renamed = Vec::new();
        for (nth, row) in rows.collect::<Vec<_>>().into_iter().enumerate() {
            let Some(row) = row else { continue };
            let Named { text: written, spot } = &self.pairs[nth].0;
            let place = self.place(*spot);
            if self.pairs.iter().any(|(key, _)| key.text == row.key) {
                self.notes.push(codes::fields::same_field(place, written, row.key));
            } else if !self.is_mended_after(written, *spot) {
                renamed.push(codes::fields::chinese_field(place, written, row.key));
            }
            row.key.clone_into(&mut self.pairs[nth].0.text);
        }
        self.notes.extend(one_of_each(renamed));
    }

    /// Whether the colon after a field had to be mended: the note on that says how the whole line is written.
    fn is_mended_after(&self, name: &str, spot: Span) -> bool {
        let line = self.line(spot);
        let after = line.split_once(name).map_or("", |(_, after)| after.trim_start());
        self.is_mended && !(after.starts_with(": ") || after == ":")
    }

    /// Ends the reading: every field still here that is not of the table is unknown. Returns all notes.
    #[must_use]
    pub fn finish(mut self) -> Vec<Note> {
        let waiting: Vec<&Field> = self.pairs.iter().filter_map(|(key, _)| self.table.row(&key.text)).collect();
        for row in waiting.into_iter().filter(|row| row.need == Need::Later) {
            let written = self.written(row).filter(|_| self.is_set(row));
            let said = self.notes.len();
            let is_off = matches!(row.takes, Takes::Flag) && self.pairs.iter().any(|(key, node)| key.text == row.key && is_false(node));
            self.check(row);
            // One mistake gets one note. What a theme tells of itself is for people, and has its effect on them.
            let is_silent = is_off || self.notes.len() > said || self.table.name == theme::TABLE.name;
            if let Some(spot) = written.filter(|_| !is_silent) {
                self.notes.push(codes::fields::not_yet(self.place(spot), row.key));
            }
        }
        let pairs = std::mem::take(&mut self.pairs);
        let unknown = pairs.iter().map(|(key, _)| key).filter(|key| self.table.row(&key.text).is_none());
        for (nth, key) in unknown.enumerate() {
            let note = codes::fields::unknown_field(self.place(key.spot), &key.text);
            let note = if nth < MOST_ADVISED { self.with_remedy(note, &key.text) } else { note };
            self.notes.push(note);
        }
        self.notes
    }

    /// A field that waits for a later version: what is wrong with it now will be wrong then.
    fn check(&mut self, row: &Field) {
        match row.takes {
            Takes::Flag => drop(self.flag(row)),
            Takes::Number => drop(self.number(row)),
            Takes::Count(..) => drop(self.count(row)),
            Takes::Choice(_) => drop(self.choice(row)),
            Takes::Moment => drop(self.moment(row, &Zone::default())),
            Takes::List(_) => drop(self.list(row)),
            Takes::Credits => drop(self.roles(row)),
            Takes::Texts => drop(self.text_map(row)),
            Takes::Map(_) => {
                if let Some(map) = self.map(row) {
                    self.absorb(map);
                }
            }
            Takes::Maps(_) => {
                for map in self.maps(row) {
                    self.absorb(map);
                }
            }
            _ => drop(self.text(row)),
        }
    }

    fn with_remedy(&self, note: Note, name: &str) -> Note {
        let note = match foreign::with_remedy(note, name, self.table) {
            Ok(note) => return note,
            Err(note) => note,
        };
        match nearest(self.table, name) {
            Some(near) => match self.table.row_in_chinese(near) {
                Some(row) => note.remedy(codes::fields::did_you_mean_chinese(near, row.key)),
                None => note.remedy(codes::did_you_mean(near)),
            },
            None => {
                let keys: Vec<&str> = self.table.keys().collect();
                note.remedy(codes::fields::known_fields(keys.join("、"), keys.join(", ")))
            }
        }
    }
}

/// The name of a field, in either language, that is near enough to one that is none. Of two Chinese characters one is
/// half a word: 简称 is not 简介, unless it sounds like it.
#[must_use]
pub fn nearest(table: &Table, name: &str) -> Option<&'static str> {
    let chinese = || table.rows().flat_map(|row| row.chinese.iter().copied());
    let near = did_you_mean::nearest(name, table.keys().chain(chinese()))?;
    let is_short = |text: &str| !text.is_ascii() && text.chars().count() == 2;
    if is_short(near) && is_short(name) { did_you_mean::of_same_sound(name, chinese()) } else { Some(near) }
}
