//! A note as a person reads it in a terminal.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_width::UnicodeWidthChar as _;

use super::{Fix, Note, Place, Severity, Speech, mended_front_matter};
use crate::say;

/// So many notes of one code are shown of one file; the rest is counted.
const MOST_OF_A_KIND: usize = 10;
/// Of a source line so many columns are shown,
const MOST_COLUMNS: usize = 120;
/// and of them at most so many before the place that is meant.
const MOST_BEFORE: usize = 80;

/// Sorted notes as a person reads them: of each code of a file the first few, and how many more there are.
pub fn shown(notes: &[Note], speech: Speech, colour: bool) -> impl Iterator<Item = String> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for note in notes {
        *counts.entry((&note.place.path, note.code)).or_default() += 1;
    }
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    notes.iter().filter_map(move |note| {
        let key = (note.place.path.as_str(), note.code);
        let nth = seen.entry(key).or_default();
        *nth += 1;
        match counts.get(&key).copied().unwrap_or(0) {
            _ if *nth > MOST_OF_A_KIND => note.fix.as_ref().map(|fix| fixed(fix, &note.place.path, speech)),
            all if *nth == MOST_OF_A_KIND && all > MOST_OF_A_KIND => {
                let (more, path, code) = (all - MOST_OF_A_KIND, visible(&note.place.path), note.code);
                let rest = say!("{path} 里这样的问题（{code}）还有 {more} 处", "{more} more of these ({code}) in {path}");
                Some(format!("{}\n\n{}", human(note, speech, colour), rest.in_language(speech)))
            }
            _ => Some(human(note, speech, colour)),
        }
    })
}

/// The note as a person reads it in a terminal: title, place, source line with caret, remedy.
#[must_use]
pub fn human(note: &Note, speech: Speech, colour: bool) -> String {
    let Place { path, line, column, text, .. } = &note.place;
    let paint = |style, text: &str| if colour { format!("{}{text}\u{1b}[0m", style_code(style)) } else { text.to_owned() };
    let level = Style::Level(note.severity);
    let head = format!("{}[{}]", note.severity.name(speech), note.code);
    let message = format!(": {}", visible(note.message.in_language(speech)));
    let mut out = format!("{}{}", paint(level, &head), paint(Style::Title, &message));
    let place = match line {
        0 => visible(path),
        _ => format!("{}:{line}:{column}", visible(path)),
    };
    let is_shown = *line > 0 && !text.is_empty();
    let number = if is_shown { line.to_string() } else { String::new() };
    let gutter = " ".repeat(number.len());
    if !path.is_empty() || is_shown {
        out += &format!("\n{gutter}{} {place}", paint(Style::Frame, "-->"));
    }
    if is_shown {
        let SourceLine { text, before, width } = source_line(&note.place);
        let bar = paint(Style::Frame, &format!("{gutter} |"));
        let numbered = paint(Style::Frame, &format!("{number} |"));
        let caret = format!("{}{}", " ".repeat(before), paint(level, &"^".repeat(width)));
        out += &format!("\n{bar}\n{numbered} {text}\n{bar} {caret}");
        if note.remedy.is_some() {
            out += &format!("\n{bar}");
        }
    }
    if let Some(remedy) = &note.remedy {
        let name = match speech {
            Speech::Chinese => "提示",
            Speech::English => "hint",
        };
        let equals = paint(Style::Frame, &format!("{gutter} ="));
        out += &format!("\n{equals} {}: {}", paint(Style::Title, name), visible(remedy.in_language(speech)));
    }
    if let Some(fix) = &note.fix {
        out += &format!("\n\n{}", fixed(fix, path, speech));
    }
    out
}

/// What a piece of a note looks like where there are colours.
#[derive(Clone, Copy)]
enum Style {
    Level(Severity),
    Title,
    Frame,
}

/// The sequence that switches a style on (ECMA-48, SGR).
fn style_code(style: Style) -> &'static str {
    match style {
        Style::Level(Severity::Error) => "\u{1b}[1;91m",
        Style::Level(Severity::Warning) => "\u{1b}[1;33m",
        Style::Level(Severity::Advice) | Style::Frame => "\u{1b}[1;94m",
        Style::Title => "\u{1b}[1m",
    }
}

/// What is shown of a source line, and where the carets go below it, in columns.
struct SourceLine {
    text: String,
    before: usize,
    width: usize,
}

fn source_line(place: &Place) -> SourceLine {
    let chars: Vec<char> = visible(&place.text).chars().collect();
    let meant = meant(place, chars.len());
    let columns = |range: &[char]| range.iter().map(|c| c.width().unwrap_or(0)).sum::<usize>();
    let (mut from, mut to) = (0, chars.len());
    if columns(&chars) > MOST_COLUMNS {
        // The characters around the place that find room.
        let fit = |chars: &mut dyn Iterator<Item = &char>, room: usize| {
            let mut left = room;
            chars.take_while(|c| left.checked_sub(c.width().unwrap_or(0)).map(|now| left = now).is_some()).count()
        };
        from = meant.start - fit(&mut chars[..meant.start].iter().rev(), MOST_BEFORE);
        to = from + fit(&mut chars[from..].iter(), MOST_COLUMNS);
    }
    let head = if from > 0 || place.skipped > 0 { "..." } else { "" };
    let tail = if to < chars.len() { "..." } else { "" };
    let text = format!("{head}{}{tail}", chars[from..to].iter().collect::<String>());
    let width = columns(&chars[meant.start..meant.end.min(to)]).max(1);
    SourceLine { text: text.trim_end().to_owned(), before: head.len() + columns(&chars[from..meant.start]), width }
}

/// Lines as they should be: nothing stands before them, so that they can be copied.
fn fixed(fix: &Fix, path: &str, speech: Speech) -> String {
    let (sentence, path, first, last) = (mended_front_matter(), visible(path), fix.first_line, fix.last_line);
    let lines: Vec<String> = fix.text.lines().map(visible).collect();
    let head = match speech {
        Speech::Chinese => format!("{}（{path} 第 {first}–{last} 行）：", sentence.zh),
        Speech::English => format!("{} ({path}, lines {first}-{last}):", sentence.en),
    };
    format!("{head}\n{}", lines.join("\n"))
}

/// The characters that a place means, counted in what is kept of its line, which has `count` of them.
fn meant(place: &Place, count: usize) -> Range<usize> {
    let start = (place.column.saturating_sub(1).saturating_sub(place.skipped) as usize).min(count);
    start..start.saturating_add(place.width as usize).min(count)
}

/// What is kept of a place's line as it may be shown, and the byte range of the place in it.
#[must_use]
pub fn marked(place: &Place) -> (String, Range<usize>) {
    let chars: Vec<char> = place.text.chars().collect();
    let Range { start, end } = meant(place, chars.len());
    let text = |range: &[char]| visible(&range.iter().collect::<String>());
    let (before, meant, after) = (text(&chars[..start]), text(&chars[start..end]), text(&chars[end..]));
    let start = before.len();
    (format!("{before}{meant}{after}"), start..start + meant.len())
}

/// Characters that would change how a terminal shows the line (controls, bidi overrides) as `�`, tabs as spaces.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control() => '\u{fffd}',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => '\u{fffd}',
            c => c,
        })
        .collect()
}
