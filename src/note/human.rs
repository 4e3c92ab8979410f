//! A note as a person reads it in a terminal.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Message, Origin, Renderer, Snippet};

use super::{Note, Place, Severity, Speech};

/// A line that is longer than this is shown in part: characters on each side of the place.
const SHOWN_AROUND: usize = 60;

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
