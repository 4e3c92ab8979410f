//! A note as a person reads it in a terminal.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Message, Origin, Renderer, Snippet};

use super::{Fix, Note, Place, Severity, Speech, mended_front_matter};
use crate::say;

/// So many notes of one code are shown of one file; the rest is counted.
const MOST_OF_A_KIND: usize = 10;

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
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let level = match note.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO,
    };
    let message = visible(note.message.in_language(speech));
    let title = level.with_name(note.severity.name(speech)).primary_title(message).id(note.code);
    let (line, caret) = marked(&note.place);
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
    let shown = correct_column(renderer.render(&[group]), &note.place);
    match &note.fix {
        Some(fix) => format!("{}\n\n{}", shown.trim_end(), fixed(fix, &note.place.path, speech)),
        None => shown,
    }
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

/// The remedy's line.
fn help<'a>(text: String, speech: Speech) -> Element<'a> {
    let name = match speech {
        Speech::Chinese => "提示",
        Speech::English => "hint",
    };
    let message: Message<'a> = Level::HELP.with_name(name).message(text);
    Element::from(message)
}

/// A line of which only a part is kept shows the caret right but counts its column from that part; the true column
/// is put back.
fn correct_column(shown: String, place: &Place) -> String {
    if place.skipped == 0 {
        return shown;
    }
    let prefix = format!("{}:{}:", visible(&place.path), place.line);
    let Some(at) = shown.find(&prefix).map(|at| at + prefix.len()) else { return shown };
    let digits = shown[at..].bytes().take_while(u8::is_ascii_digit).count();
    format!("{}{}{}", &shown[..at], place.column, &shown[at + digits..])
}

/// What is kept of a place's line as it may be shown, and the byte range of the place in it.
#[must_use]
pub fn marked(place: &Place) -> (String, Range<usize>) {
    let chars: Vec<char> = place.text.chars().collect();
    let column = (place.column.saturating_sub(1).saturating_sub(place.skipped) as usize).min(chars.len());
    let end = column.saturating_add(place.width as usize).min(chars.len());
    let text = |range: &[char]| visible(&range.iter().collect::<String>());
    let (before, meant, after) = (text(&chars[..column]), text(&chars[column..end]), text(&chars[end..]));
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
