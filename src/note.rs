//! Notes (提示): what an editor is told, with its place and its remedy.
//!
//! A user's mistake is a value. Stages gather notes; the command sorts them by place and shows them once.
//! Every sentence is written in Chinese and in English where it is made, so neither can be forgotten.
//! Never decides whether a build goes on.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Message, Origin, Renderer, Snippet};
use serde::Serialize;

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

/// A place in a file. Line and column count from 1, columns in characters; line 0 means the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// Path below the root, with `/`.
    pub path: String,
    /// Line.
    pub line: u32,
    /// Column, in characters.
    pub column: u32,
    /// How many characters are meant; 0 marks the point.
    pub width: u32,
    /// The line's own text.
    pub text: String,
}

/// A line that is longer than this is shown in part: characters on each side of the place.
const SHOWN_AROUND: usize = 60;

impl Place {
    /// A file as a whole.
    #[must_use]
    pub fn file(path: &str) -> Self {
        Self { path: path.to_owned(), ..Self::default() }
    }

    /// A byte range in a text that begins on `first_line` of the file. A range that goes on beyond its
    /// first line is cut at that line's end.
    #[must_use]
    pub fn range(path: &str, text: &str, first_line: u32, range: std::ops::Range<usize>) -> Self {
        let start = floor_char_boundary(text, range.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = floor_char_boundary(text, range.end).clamp(start, line_end);
        let count = |s: &str| u32::try_from(s.chars().count()).unwrap_or(u32::MAX);
        let line = u32::try_from(text[..line_start].matches('\n').count()).unwrap_or(u32::MAX);
        Self {
            path: path.to_owned(),
            line: first_line.saturating_add(line),
            column: count(&text[line_start..start]) + 1,
            width: count(&text[start..end]),
            text: text[line_start..line_end].trim_end().to_owned(),
        }
    }
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
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
}

impl Note {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, place: Place, message: Sentence) -> Self {
        Self { severity: Severity::Error, code, place, message, remedy: None }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, place: Place, message: Sentence) -> Self {
        Self { severity: Severity::Warning, code, place, message, remedy: None }
    }

    /// Advice at a place.
    #[must_use]
    pub fn advice(code: &'static str, place: Place, message: Sentence) -> Self {
        Self { severity: Severity::Advice, code, place, message, remedy: None }
    }

    /// The same note with a remedy.
    #[must_use]
    pub fn remedy(mut self, remedy: Sentence) -> Self {
        self.remedy = Some(remedy);
        self
    }
}

/// Sorts notes by place, then gravity, then code, and drops those said twice.
pub fn sort(notes: &mut Vec<Note>) {
    notes.sort_by(|a, b| (&a.place, a.severity, a.code, &a.message).cmp(&(&b.place, b.severity, b.code, &b.message)));
    notes.dedup();
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

/// The note as a person reads it in a terminal: title, place, source line with caret, remedy.
#[must_use]
pub fn human(note: &Note, speech: Speech, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let level = match note.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO,
    };
    let message = visible(note.message.in_language(speech));
    let title = level.with_name(note.severity.name(speech)).primary_title(message).id(note.code);
    let (line, caret) = clip(&note.place);
    let group = if note.place.line == 0 || note.place.text.is_empty() {
        let mut origin = Origin::path(visible(&note.place.path));
        if note.place.line > 0 {
            origin = origin.line(note.place.line as usize).char_column(note.place.column as usize);
        }
        if note.place.path.is_empty() { Group::with_title(title) } else { Group::with_title(title).element(origin) }
    } else {
        Group::with_title(title).element(
            Snippet::source(line)
                .line_start(note.place.line as usize)
                .path(visible(&note.place.path))
                .annotation(AnnotationKind::Primary.span(caret)),
        )
    };
    let group = match &note.remedy {
        Some(remedy) => group.element(help(visible(remedy.in_language(speech)), speech)),
        None => group,
    };
    correct_column(renderer.render(&[group]), &note.place)
}

/// The remedy's line.
fn help<'a>(text: String, speech: Speech) -> Element<'a> {
    let name = match speech {
        Speech::Chinese => "提示",
        Speech::English => "hint",
    };
    let message: Message<'a> = Level::HELP.with_name(name).message(text);
    Element::from(message)
}

/// A clipped line shows the caret right but counts its column from the clip; the true column is put back.
fn correct_column(shown: String, place: &Place) -> String {
    if place.text.chars().count() <= 2 * SHOWN_AROUND {
        return shown;
    }
    let prefix = format!("{}:{}:", visible(&place.path), place.line);
    let Some(at) = shown.find(&prefix).map(|at| at + prefix.len()) else { return shown };
    let digits = shown[at..].bytes().take_while(u8::is_ascii_digit).count();
    format!("{}{}{}", &shown[..at], place.column, &shown[at + digits..])
}

/// The part of the line around the place, and the byte range of the place in that part.
fn clip(place: &Place) -> (String, std::ops::Range<usize>) {
    let chars: Vec<char> = place.text.chars().collect();
    let column = (place.column.max(1) as usize - 1).min(chars.len());
    let width = (place.width as usize).min(chars.len() - column);
    let (from, to) = if chars.len() <= 2 * SHOWN_AROUND {
        (0, chars.len())
    } else {
        (column.saturating_sub(SHOWN_AROUND), (column + SHOWN_AROUND).min(chars.len()))
    };
    let text = |range: &[char]| visible(&range.iter().collect::<String>());
    let end = (column + width).min(to);
    let (before, meant, after) = (text(&chars[from..column]), text(&chars[column..end]), text(&chars[end..to]));
    let start = before.len();
    let stop = (start + meant.len()).max(start);
    (format!("{before}{meant}{after}"), start..stop)
}

/// Characters that would change how a terminal shows the line (controls, bidi overrides) as `�`, tabs as spaces.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control() => '\u{fffd}',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// One line of `check --format json`.
#[derive(Serialize)]
struct JsonLine<'a> {
    severity: Severity,
    code: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    message: &'a str,
    remedy: Option<&'a str>,
}

/// The note as one line of JSON with severity, code, file, line, column, message and remedy.
#[must_use]
pub fn json(note: &Note, speech: Speech) -> String {
    let line = JsonLine {
        severity: note.severity,
        code: note.code,
        file: &note.place.path,
        line: note.place.line,
        column: note.place.column,
        message: note.message.in_language(speech),
        remedy: note.remedy.as_ref().map(|r| r.in_language(speech)),
    };
    serde_json::to_string(&line).unwrap_or_default()
}

/// The note as a workflow command of GitHub Actions, which shows it beside the changed line.
#[must_use]
pub fn github(note: &Note, speech: Speech) -> String {
    let kind = match note.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let mut text = note.message.in_language(speech).to_owned();
    if let Some(remedy) = &note.remedy {
        let _ = write!(text, "\n{}", remedy.in_language(speech));
    }
    let escape = |s: &str| s.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |s: &str| escape(s).replace(':', "%3A").replace(',', "%2C");
    let mut out = format!("::{kind} file={},title={}", property(&note.place.path), property(note.code));
    if note.place.line > 0 {
        let _ = write!(out, ",line={},col={}", note.place.line, note.place.column.max(1));
    }
    let _ = write!(out, "::{}", escape(&text));
    out
}

/// All notes as one SARIF 2.1.0 log, the format of code-scanning services.
#[must_use]
pub fn sarif(notes: &[Note], speech: Speech) -> String {
    let results: Vec<_> = notes
        .iter()
        .map(|note| {
            let level = match note.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "note",
            };
            let mut text = note.message.in_language(speech).to_owned();
            if let Some(remedy) = &note.remedy {
                let _ = write!(text, "\n{}", remedy.in_language(speech));
            }
            let mut physical = serde_json::json!({ "artifactLocation": { "uri": note.place.path } });
            if note.place.line > 0 {
                physical["region"] = serde_json::json!({ "startLine": note.place.line, "startColumn": note.place.column.max(1) });
            }
            serde_json::json!({
                "ruleId": note.code, "level": level, "message": { "text": text },
                "locations": [{ "physicalLocation": physical }],
            })
        })
        .collect();
    serde_json::json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
        "runs": [{ "tool": { "driver": { "name": "banbao", "version": env!("CARGO_PKG_VERSION") } }, "results": results }],
    })
    .to_string()
}
