//! Notes (提示): what an editor is told, with its place and its remedy.
//!
//! A user's mistake is a value. Stages gather notes; the command sorts them by place and shows them once.
//! Every code, with its sentences and remedies in Chinese and in English, is a row of the one table in
//! [`codes`]; a note can be made in no other way. Never decides whether a build goes on.

pub mod code;
pub mod codes;
pub mod explain;
mod human;
mod machine;
mod place;

use std::cmp::Ordering;

use serde::Serialize;

pub use code::Code;
pub use human::{human, marked, shown, visible};
pub use machine::{github, json, sarif};
pub use place::{Lines, Place};

/// The language that the program speaks to the person who runs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Speech {
    /// Plain Chinese.
    #[default]
    Chinese,
    /// English.
    English,
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sentence {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Sentence {
    /// The sentence in the language asked for.
    #[must_use]
    pub fn in_language(&self, speech: Speech) -> &str {
        match speech {
            Speech::Chinese => &self.zh,
            Speech::English => &self.en,
        }
    }
}

/// Makes a [`Sentence`] from a Chinese and an English format string.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::note::Sentence { zh: format!($zh), en: format!($en) }
    };
}

/// How grave a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file it points at is not published.
    Error,
    /// Published, but look at it.
    Warning,
    /// Good to know.
    Advice,
}

impl Severity {
    /// Its name in the language asked for.
    #[must_use]
    pub fn name(self, speech: Speech) -> &'static str {
        match (self, speech) {
            (Self::Error, Speech::Chinese) => "错误",
            (Self::Warning, Speech::Chinese) => "警告",
            (Self::Advice, Speech::Chinese) => "建议",
            (Self::Error, Speech::English) => "error",
            (Self::Warning, Speech::English) => "warning",
            (Self::Advice, Speech::English) => "advice",
        }
    }
}

/// One thing to tell the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// How grave.
    pub severity: Severity,
    /// A stable name of the mistake: lower-case words with hyphens.
    pub code: &'static str,
    /// Where.
    pub place: Place,
    /// What is the matter: one sentence.
    pub message: Sentence,
    /// What to do about it.
    pub remedy: Option<Sentence>,
    /// Lines of the file as they should be.
    pub fix: Option<Fix>,
}

/// Lines of a file as they should be, to be put in the place of those that are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// The first line that they take the place of, counted from 1.
    pub first_line: u32,
    /// The last one.
    pub last_line: u32,
    /// The lines, each with its end.
    pub text: String,
}

impl Note {
    /// A note at a place, without a remedy. Only the table of codes makes notes.
    #[must_use]
    fn new(severity: Severity, code: &'static str, place: Place, message: Sentence) -> Self {
        Self { severity, code, place, message, remedy: None, fix: None }
    }

    /// The same note with a count of the places that it stands for beside its own, and the lines of the next few.
    #[must_use]
    pub(crate) fn and_more(mut self, more: usize, lines: &[u32]) -> Self {
        if more > 0 {
            let numbers = |between: &str| lines.iter().map(u32::to_string).collect::<Vec<_>>().join(between);
            let (zh, en) = (numbers("、"), numbers(", "));
            let (rest_zh, rest_en) = if more > lines.len() { ("等", ", …") } else { ("", "") };
            let counted = say!("（另有 {more} 处：第 {zh} 行{rest_zh}）", " (and {more} more: line {en}{rest_en})");
            self.message.zh.push_str(&counted.zh);
            self.message.en.push_str(&counted.en);
        }
        self
    }

    /// The same note with a remedy.
    #[must_use]
    pub fn remedy(mut self, remedy: Sentence) -> Self {
        self.remedy = Some(remedy);
        self
    }
}

/// What is said above the lines of a [`Fix`].
fn mended_front_matter() -> Sentence {
    say!("改好的开头，整段复制过去就行", "the front matter as it should be, ready to paste")
}

/// So many lines are named of places that one note stands for.
const MOST_LINES: usize = 20;

/// One note for each code: the first, with the number and the lines of the others.
pub(crate) fn one_of_each(notes: Vec<Note>) -> Vec<Note> {
    let mut kept: Vec<(Note, Vec<u32>)> = Vec::with_capacity(notes.len());
    for note in notes {
        match kept.iter_mut().find(|(first, _)| first.code == note.code) {
            Some((_, lines)) => lines.push(note.place.line),
            None => kept.push((note, Vec::new())),
        }
    }
    let counted = |(note, lines): (Note, Vec<u32>)| note.and_more(lines.len(), &lines[..lines.len().min(MOST_LINES)]);
    kept.into_iter().map(counted).collect()
}

/// Sorts notes by place, then gravity, then code, and drops those said twice.
pub fn sort(notes: &mut Vec<Note>) {
    notes.sort_by(order);
    notes.dedup();
}

fn order(a: &Note, b: &Note) -> Ordering {
    (&a.place, a.severity, a.code, &a.message).cmp(&(&b.place, b.severity, b.code, &b.message))
}

/// Whether a note is among others, which are sorted.
#[must_use]
pub fn is_among(note: &Note, sorted: &[Note]) -> bool {
    sorted.binary_search_by(|other| order(other, note)).is_ok()
}

/// How many notes of each severity there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Advice.
    pub advice: usize,
}

impl Tally {
    /// Counts a list of notes.
    #[must_use]
    pub fn of(notes: &[Note]) -> Self {
        let count = |severity| notes.iter().filter(|n| n.severity == severity).count();
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning), advice: count(Severity::Advice) }
    }
}
