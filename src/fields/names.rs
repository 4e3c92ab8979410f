//! Fields that name people, communities, programs, tags or articles: one, a list, or by role.

use super::front::offset;
use super::{Fields, Named};
use crate::field::{Field, Names, Takes};
use crate::note::codes;
use crate::say;
use crate::yaml::{Node, Span, Value};

/// A field never lists more than this.
const MOST_NAMES: usize = 1000;

impl Fields<'_> {
    /// One text or a list of texts. A single text that lists several names with 、 or ， is split, with a warning.
    pub fn list(&mut self, field: &Field) -> Vec<Named> {
        let Some((_, node)) = self.take(field) else { return Vec::new() };
        self.as_list(field, &node)
    }

    pub(super) fn as_list(&mut self, field: &Field, node: &Node) -> Vec<Named> {
        let spot = self.in_file(node.span);
        if let Value::List(items) = &node.value
            && self.are_too_many(field.key, items.len(), spot)
        {
            return Vec::new();
        }
        match &node.value {
            Value::Text(text) => self.split(field, text, spot),
            Value::List(items) => {
                let items: Vec<&Node> = items.iter().filter(|item| !item.is_unset()).collect();
                items.into_iter().filter_map(|item| self.as_text(field.key, item)).collect()
            }
            Value::Null => Vec::new(),
            Value::Map(_) => {
                self.wrong_type(
                    field.key,
                    spot,
                    &say!("一个名字，或用方括号括起来的几个名字", "a name or a list of names"),
                    &say!("[甲, 乙]", "[one, two]"),
                );
                Vec::new()
            }
        }
    }

    /// What an article names stands on each of its terms' pages and in their feeds: all of it grows as the square.
    pub(super) fn are_too_many(&mut self, key: &str, count: usize, spot: Span) -> bool {
        if count > MOST_NAMES {
            let place = self.place(spot);
            self.notes.push(codes::fields::too_many(place, key, count, MOST_NAMES));
        }
        count > MOST_NAMES
    }

    fn split(&mut self, field: &Field, text: &str, spot: Span) -> Vec<Named> {
        let text = &self.without_hidden(text, spot);
        let spot = self.relocated(spot, text);
        let parts = names_in(text);
        if self.are_too_many(field.key, parts.len(), spot) {
            return Vec::new();
        }
        if parts.len() > 1 {
            let joined = parts.join(", ");
            let place = self.place(spot);
            self.notes.push(codes::fields::list_as_text(place, field.key, &joined));
        }
        if let (Takes::List(Names::Tags), [one]) = (field.takes, parts.as_slice())
            && let Some(items) = several_in(one)
        {
            let place = self.place(spot);
            self.notes.push(codes::fields::one_name(place, one, items));
        }
        let line = self.line(spot);
        let mut from = offset(line, spot.column);
        let mut spot_of = |part: &str| {
            let Some(at) = line[from..].find(part).map(|at| from + at) else { return spot };
            from = at + part.len();
            let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(0);
            Span { column: count(&line[..at]) + 1, width: count(part), ..spot }
        };
        parts.into_iter().map(|part| Named { text: part.to_owned(), spot: spot_of(part) }).collect()
    }
}

/// `王丹 徐晓安` may be one name or two: what it would be as a list.
#[must_use]
pub fn several_in(name: &str) -> Option<String> {
    let is_chinese = |word: &str| word.chars().count() > 1 && word.chars().all(|c| c > '\u{2e7f}');
    let words: Vec<&str> = name.split_whitespace().collect();
    (words.len() > 1 && words.iter().all(|word| is_chinese(word))).then(|| words.join(", "))
}

/// The names in one text: apart at Chinese commas, and at `,` and `;` that touch a Chinese character.
#[must_use]
pub fn names_in(text: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_wide = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|(_, c)| *c > '\u{2e7f}');
    let mut parts = Vec::new();
    let mut from = 0;
    for (n, (at, c)) in chars.iter().enumerate() {
        let is_apart = match c {
            '、' | '，' | '；' => true,
            ',' | ';' => is_wide(n.checked_sub(1)) || is_wide(Some(n + 1)),
            _ => false,
        };
        if is_apart {
            parts.push(&text[from..*at]);
            from = at + c.len_utf8();
        }
    }
    parts.push(&text[from..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}
