//! The table of fields: every field of every kind of file, in one place.
//!
//! A row says what a field is called in both languages, what it takes, whether it must be there, and what it is for.
//! From the table come the reader of front matter, site.yaml and theme.yaml (which takes a field only through its
//! row), the Chinese names, “did you mean”, and the tables of the editors' guide. A row without a name in Rust is
//! accepted and checked, and has no effect yet; the compiler complains of a row with a name that nothing reads.
//! Never looks at a value.

pub mod article;
pub mod collection;
pub mod guide;
pub mod register;
pub mod site;
mod takes;
pub mod theme;

use crate::note::code::Bilingual;

pub use takes::{Names, Takes};

/// One row: one field of one kind of file.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// How it is written.
    pub key: &'static str,
    /// Its Chinese names: the usual one first, then others that editors write.
    pub chinese: &'static [&'static str],
    /// What it is called in English. Private, so that rows are made in this room only.
    english: &'static str,
    /// What may stand in it.
    pub takes: Takes,
    /// Whether it must be there, may be there, or waits for a later version.
    pub need: Need,
    /// What it is for, in one line.
    pub hint: Bilingual,
    /// A value as an editor would write it.
    pub example: &'static str,
}

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A file without it is in error.
    Required,
    /// It may be left out.
    Optional,
    /// It is accepted, and has no effect yet.
    Later,
}

impl Field {
    /// Its usual name in both languages.
    #[must_use]
    pub fn label(&self) -> Bilingual {
        Bilingual { zh: self.chinese.first().copied().unwrap_or(self.key), en: self.english }
    }
}

/// The fields of one kind of file, or of a map within one.
#[derive(Debug)]
pub struct Table {
    /// A short name, without blanks: `article`, `site.footer`.
    pub name: &'static str,
    /// What has these fields.
    pub label: Bilingual,
    /// What it shares with other tables.
    shared: Option<&'static Table>,
    /// Its own rows, in the order in which they are shown.
    own: &'static [Field],
}

impl Table {
    /// Its rows: those that it shares with other tables first.
    pub fn rows(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.shared.map_or(&[][..], |shared| shared.own).iter().chain(self.own)
    }

    /// The row of a key.
    #[must_use]
    pub fn row(&self, key: &str) -> Option<&'static Field> {
        self.rows().find(|field| field.key == key)
    }

    /// The row that a Chinese name stands for.
    #[must_use]
    pub fn row_in_chinese(&self, name: &str) -> Option<&'static Field> {
        self.rows().find(|field| field.chinese.contains(&name))
    }

    /// The keys of all rows.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.rows().map(|field| field.key)
    }

    /// The tables of the maps within.
    pub fn inner(&self) -> impl Iterator<Item = &'static Table> + use<> {
        self.rows().filter_map(|field| field.takes.table())
    }

    /// Whether a key may stand in this file, on its own or in a map within, or is the Chinese name of any field.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        let is_here = |table: &Table| table.row(key).is_some();
        is_here(self) || self.inner().any(is_here) || (!key.is_ascii() && is_chinese_name(key))
    }
}

/// Whether a key is the Chinese name of a field of any kind of file.
fn is_chinese_name(key: &str) -> bool {
    let here = |table: &Table| table.row_in_chinese(key).is_some();
    tables().any(|table| here(table) || table.inner().any(here))
}

/// The tables of all kinds of files.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    [
        &article::TABLE,
        &register::COMMUNITY,
        &register::PROGRAM,
        &register::AUTHOR,
        &register::TAG,
        &collection::ISSUE,
        &collection::PAGE,
        &site::TABLE,
        &theme::TABLE,
    ]
    .into_iter()
}

/// A file in which every key is free, such as a theme's wording.
pub static FREE: Table = Table { name: "free", label: Bilingual { zh: "文字", en: "texts" }, shared: None, own: &[] };

/// Makes the table of one kind of file, and a name in Rust for each row that something reads.
///
/// ```text
/// fields! {
///     TABLE "article" "稿件", "article" {
///         TITLE Required "title" ["标题", "题目"] "headline", Takes::Text,
///             "里面有英文冒号时，整个标题加英文引号", "in quotes if it holds a colon and a space", "停水通知";
///         "corrections" ["更正"] "corrections", Takes::Text,        no name in Rust: accepted, no effect yet
///             "更正记录", "what was corrected", "…";
///     }
/// }
/// ```
macro_rules! fields {
    ($($(#[$about:meta])* $table:ident $name:literal $zh:literal, $en:literal $(with $shared:ident)? {
        $($($row:ident $need:ident)? $key:literal $chinese:tt $english:literal, $takes:expr,
            $hint_zh:literal, $hint_en:literal, $example:literal;)*
    })+) => {$(
        $(#[$about])*
        pub static $table: $crate::field::Table = $crate::field::Table {
            name: $name,
            label: $crate::note::code::Bilingual { zh: $zh, en: $en },
            shared: $crate::field::shared(&[$(&$shared)?]),
            own: &[$(
                $crate::field::Field {
                    key: $key,
                    chinese: &$chinese,
                    english: $english,
                    takes: $takes,
                    need: $crate::field::need(&[$($crate::field::Need::$need)?]),
                    hint: $crate::note::code::Bilingual { zh: $hint_zh, en: $hint_en },
                    example: $example,
                    }
            ),*],
        };

        // The rows again, each under its name: a name that nothing reads is found by the compiler.
        $($(
            pub(crate) const $row: $crate::field::Field = $crate::field::Field {
                key: $key,
                chinese: &$chinese,
                english: $english,
                takes: $takes,
                need: $crate::field::Need::$need,
                hint: $crate::note::code::Bilingual { zh: $hint_zh, en: $hint_en },
                example: $example,
            };
        )?)*
    )+};
}
use fields;

/// The one that is shared, if any is, for the macro.
const fn shared(of: &[&'static Table]) -> Option<&'static Table> {
    match of {
        [table, ..] => Some(table),
        [] => None,
    }
}

/// The need of a row that has a name in Rust; a row without one waits for a later version.
const fn need(of: &[Need]) -> Need {
    match of {
        [need, ..] => *need,
        [] => Need::Later,
    }
}
