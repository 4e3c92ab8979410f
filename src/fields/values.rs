//! Single values: texts, numbers, truth values, words of a list, and maps within maps.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization as _;

use super::front::offset;
use super::{Fields, Named};
use crate::field::{FREE, Field, Takes};
use crate::note::{Sentence, codes};
use crate::say;
use crate::yaml::{Node, Span, Value};

impl<'a> Fields<'a> {
    /// A text on one line; what it must be is said by its row.
    pub fn text(&mut self, field: &Field) -> Option<Named> {
        let (_, node) = self.take(field)?;
        let (wanted, example) = match field.takes {
            Takes::Text | Takes::LongText => return self.as_text(field.key, &node),
            Takes::Choice(words) => {
                let list = spellings(words);
                (say!("这几种写法之一：{list}", "one of: {list}"), field.example)
            }
            takes => (Sentence { zh: takes.words().zh.to_owned(), en: takes.words().en.to_owned() }, field.example),
        };
        self.as_text_like(field.key, &node, &wanted, &say!("{example}", "{example}"))
    }

    pub(super) fn as_text(&mut self, key: &str, node: &Node) -> Option<Named> {
        self.as_text_like(key, node, &say!("一段文字", "text"), &say!("文字", "words"))
    }

    fn as_text_like(&mut self, key: &str, node: &Node, wanted: &Sentence, example: &Sentence) -> Option<Named> {
        let spot = self.in_file(node.span);
        if let Some(text) = node.as_text() {
            let spot = self.relocated(spot, text);
            return Some(Named { text: self.without_hidden(text.trim(), spot), spot });
        }
        self.wrong_type(key, spot, wanted, example);
        None
    }

    /// The column of a text on its line as the editor wrote it: a mended line may have moved it.
    pub(super) fn relocated(&self, spot: Span, text: &str) -> Span {
        if !self.is_mended {
            return spot;
        }
        let line = self.line(spot);
        let first = text.lines().next().unwrap_or_default().trim();
        let at_spot = &line[offset(line, spot.column)..];
        if first.is_empty() || at_spot.starts_with(first) || at_spot.starts_with(['"', '\'', '|', '>']) {
            return spot;
        }
        match line.find(first) {
            Some(at) => Span {
                column: u32::try_from(line[..at].chars().count() + 1).unwrap_or(1),
                width: u32::try_from(first.chars().count()).unwrap_or(0),
                ..spot
            },
            None => spot,
        }
    }

    /// Takes out characters that are not seen but change what is (bidi overrides, zero widths, controls).
    pub(super) fn without_hidden(&mut self, text: &str, spot: Span) -> String {
        if !text.chars().any(is_hidden) {
            return text.to_owned();
        }
        let place = self.place(spot);
        let code = text.chars().find(|c| is_hidden(*c)).map_or(0, u32::from);
        self.notes.push(codes::fields::hidden_character(place, format!("U+{code:04X}")));
        text.chars().filter(|c| !is_hidden(*c)).collect()
    }

    pub(super) fn wrong_type(&mut self, key: &str, spot: Span, wanted: &Sentence, example: &Sentence) {
        let (zh, en, example_zh, example_en) = (&wanted.zh, &wanted.en, &example.zh, &example.en);
        let place = self.place(spot);
        self.notes.push(codes::fields::wrong_type(place, key, zh, en, example_zh, example_en));
    }

    /// The pairs of a map from text to text.
    pub fn text_map(&mut self, field: &Field) -> Vec<(Named, Named)> {
        let Some((_, node)) = self.take(field) else { return Vec::new() };
        let Value::Map(pairs) = &node.value else {
            let spot = self.in_file(node.span);
            self.wrong_type(
                field.key,
                spot,
                &say!("“名: 值”的几行", "a map"),
                &say!("（换行，缩进两格）名: 值", "(on the next line, two spaces) name: value"),
            );
            return Vec::new();
        };
        let pairs: Vec<_> = pairs.iter().map(|(k, v)| (self.key(k), v)).collect();
        pairs.into_iter().filter_map(|(k, v)| if v.is_unset() { None } else { self.as_text(field.key, v).map(|v| (k, v)) }).collect()
    }

    /// A map as fields of its own.
    pub fn map(&mut self, field: &Field) -> Option<Fields<'a>> {
        let (_, node) = self.take(field)?;
        let spot = self.in_file(node.span);
        self.sub(node, field, spot)
    }

    fn sub(&mut self, node: Node, field: &Field, spot: Span) -> Option<Fields<'a>> {
        let Value::Map(pairs) = node.value else {
            self.wrong_type(
                field.key,
                spot,
                &say!("缩进两格的几行“字段: 内容”", "a map"),
                &say!("（换行，缩进两格）字段: 内容", "(on the next line, two spaces) field: value"),
            );
            return None;
        };
        let pairs = pairs.into_iter().map(|(k, v)| (self.key(&k), v)).collect();
        let table = field.takes.table().unwrap_or(&FREE);
        let mut within = Fields { table, pairs, notes: Vec::new(), starts: Rc::clone(&self.starts), ..*self };
        within.rename_chinese();
        within.rename_old();
        Some(within)
    }

    /// A list of maps, each as fields of its own.
    pub fn maps(&mut self, field: &Field) -> Vec<Fields<'a>> {
        let Some((_, node)) = self.take(field) else { return Vec::new() };
        let spot = self.in_file(node.span);
        let Value::List(items) = node.value else {
            self.wrong_type(
                field.key,
                spot,
                &say!("用“-”开头的几项", "a list"),
                &say!("（换行，缩进两格）- 字段: 内容", "(on the next line, two spaces) - field: value"),
            );
            return Vec::new();
        };
        if self.are_too_many(field.key, items.len(), spot) {
            return Vec::new();
        }
        items
            .into_iter()
            .filter_map(|item| {
                let spot = self.in_file(item.span);
                self.sub(item, field, spot)
            })
            .collect()
    }

    /// `true` or `false`, also 是 and 否.
    pub fn flag(&mut self, field: &Field) -> Option<bool> {
        let (_, node) = self.take(field)?;
        let spot = self.in_file(node.span);
        let flag = node.as_text().and_then(truth);
        if flag.is_none() {
            self.wrong_type(field.key, spot, &say!(" true（是）或 false（否）", "true or false"), &say!("true", "true"));
        }
        flag
    }

    /// A whole number with its place, also quoted or in full-width digits.
    pub fn number(&mut self, field: &Field) -> Option<(i64, Span)> {
        let (_, node) = self.take(field)?;
        let spot = self.in_file(node.span);
        let number = node.as_text().and_then(|text| text.nfkc().collect::<String>().trim().parse().ok());
        if number.is_none() {
            self.wrong_type(field.key, spot, &say!("整数", "a whole number"), &say!("12", "12"));
        }
        Some((number?, spot))
    }

    /// A whole number within the bounds of its row.
    pub fn count(&mut self, field: &Field) -> Option<(usize, Span)> {
        let Takes::Count(low, high) = field.takes else { return None };
        let (number, spot) = self.number(field)?;
        if let Some(number) = usize::try_from(number).ok().filter(|number| (low..=high).contains(number)) {
            return Some((number, spot));
        }
        let place = self.place(spot);
        self.say(codes::fields::bad_number(place, field.key, number, low, high));
        None
    }

    /// One of the words of its row, as the one that it means.
    pub fn choice(&mut self, field: &Field) -> Option<&'static str> {
        let Takes::Choice(words) = field.takes else { return None };
        let named = self.text(field)?;
        if let Some((_, meant)) = words.iter().find(|(word, _)| *word == named.text) {
            return Some(meant);
        }
        let place = self.place(named.spot);
        self.say(codes::fields::bad_choice(place, field.key, &named.text, spellings(words)));
        None
    }
}

/// The words of a choice as they are written.
fn spellings(words: &[(&str, &str)]) -> String {
    words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" / ")
}

/// Controls other than line feed and tab, bidi marks and overrides, zero-width characters, byte order marks.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What counts as true or false.
#[must_use]
pub fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "是" => Some(true),
        "false" | "no" | "off" | "否" => Some(false),
        _ => None,
    }
}
