//! What one row of the table of codes holds, and the macro that makes rows and the functions that say them.
//!
//! A row is a code, an example of the mistake, the sentences that it may say and the remedies that go with them,
//! each in both languages. From it come the messages themselves, `banbao explain`, the page of all codes in the
//! sample site, and the rules of SARIF. Never decides when a note is due.

use super::{Severity, Speech};

/// One row of the table of codes.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    /// The stable name of the mistake: lower-case words with hyphens.
    pub name: &'static str,
    /// How the mistake comes about.
    pub example: Example,
    /// What is said of it: the usual sentence first.
    pub sentences: &'static [Wording],
    /// Remedies that depend on what was found, beside those of the sentences.
    pub remedies: &'static [Bilingual],
}

/// A text in both languages; `{name}` marks what varies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bilingual {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Bilingual {
    /// The text in the language asked for, with `…` for what varies.
    #[must_use]
    pub fn shown(&self, speech: Speech) -> String {
        let text = match speech {
            Speech::Chinese => self.zh,
            Speech::English => self.en,
        };
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            match after.split_once('}') {
                Some((_, after)) => {
                    out.push('…');
                    rest = after;
                }
                None => rest = after,
            }
        }
        out + rest
    }
}

/// One sentence of a code, with the remedy that always goes with it, if one does.
#[derive(Debug, Clone, Copy)]
pub struct Wording {
    /// How grave the note is.
    pub severity: Severity,
    /// What is the matter.
    pub sentence: Bilingual,
    /// What to do about it.
    pub remedy: Option<Bilingual>,
}

/// How a mistake comes about.
#[derive(Debug, Clone, Copy)]
pub enum Example {
    /// Files of a site, path and text, that make it; the rest of the site is the one of the tests.
    Files(&'static [(&'static str, &'static str)]),
    /// In words: it takes more than texts.
    Words(Bilingual),
}

/// Makes the rows of one part of the table, as `ROWS`, and a function for each sentence and remedy.
///
/// ```text
/// "missing-space" {                                   the code
///     [file "content/a.md" "---\ntitle:春节\n---\n"]   an example: one file or several; or [when "中文", "English"]
///     Warning missing_space(key)                      severity, name of the function, what varies
///         "“{key}:”后面少了一个空格", "a space is missing after `{key}:`"
///         => "写成：{key}: …", "write: {key}: …";       the remedy, if it is always the same
///     + did_you_mean(near) "…", "…";                  a remedy that only some notes of this code get
/// }
/// ```
///
/// A sentence becomes `fn(place, what varies…) -> Note`, a remedy `fn(what varies…) -> Sentence`.
macro_rules! codes {
    ($(
        $code:literal {
            $([file $path:literal $text:literal])*
            $([when $when_zh:literal, $when_en:literal])?
            $($severity:ident $name:ident($($arg:ident),*) $zh:literal, $en:literal $(=> $fix_zh:literal, $fix_en:literal)?;)+
            $(+ $remedy:ident($($remedy_arg:ident),*) $remedy_zh:literal, $remedy_en:literal;)*
        }
    )+) => {
        /// This part of the table.
        pub(crate) const ROWS: &[$crate::note::Code] = &[$(
            $crate::note::Code {
                name: $code,
                example: $crate::note::code::example(
                    &[$(($path, $text)),*],
                    &[$($crate::note::code::Bilingual { zh: $when_zh, en: $when_en })?],
                ),
                sentences: &[$(
                    $crate::note::code::Wording {
                        severity: $crate::note::Severity::$severity,
                        sentence: $crate::note::code::Bilingual { zh: $zh, en: $en },
                        remedy: $crate::note::code::first(&[$($crate::note::code::Bilingual { zh: $fix_zh, en: $fix_en })?]),
                    }
                ),+],
                remedies: &[$($crate::note::code::Bilingual { zh: $remedy_zh, en: $remedy_en }),*],
            }
        ),+];

        $(
            $(
                pub(crate) fn $name(place: $crate::note::Place $(, $arg: impl std::fmt::Display)*) -> $crate::note::Note {
                    $crate::note::Note::new($crate::note::Severity::$severity, $code, place, $crate::say!($zh, $en))
                        $(.remedy($crate::say!($fix_zh, $fix_en)))?
                }
            )+
            $(
                pub(crate) fn $remedy($($remedy_arg: impl std::fmt::Display),*) -> $crate::note::Sentence {
                    $crate::say!($remedy_zh, $remedy_en)
                }
            )*
        )+
    };
}
pub(super) use codes;

/// The first of at most one, for the macro.
#[must_use]
pub(super) const fn first(of: &[Bilingual]) -> Option<Bilingual> {
    match of {
        [one, ..] => Some(*one),
        [] => None,
    }
}

/// Files if there are any, else words, for the macro. A row with neither does not compile.
#[must_use]
pub(super) const fn example(files: &'static [(&'static str, &'static str)], words: &[Bilingual]) -> Example {
    match (files, words) {
        ([], [words, ..]) => Example::Words(*words),
        ([], []) => panic!("a code needs an example: [file …] or [when …]"),
        (files, _) => Example::Files(files),
    }
}
