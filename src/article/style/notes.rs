//! Slips as notes.

use std::collections::BTreeSet;

use super::{Day, Rule, Slip, Style, look};
use crate::note::{Lines, Note, codes::style as say};

/// Looks through the text of a file and adds its suggestions.
pub(crate) fn notes(path: &str, text: &str, day: Option<Day>, style: &Style, notes: &mut Vec<Note>) {
    let mut slips = look(text, day, style);
    // A slogan keeps its blank, and a word that is spoken of its spelling.
    slips.retain(|slip| !(matches!(slip.rule, Rule::SpaceBetweenHan | Rule::RepeatedWord) && is_quoted(text, slip.range.start)));
    if slips.is_empty() {
        return;
    }
    // One mistake gets one note: a line on which something else was found is written anew anyway.
    let told: BTreeSet<u32> = notes.iter().map(|note| note.place.line).collect();
    let lines = Lines::new(path, text, 1);
    notes.extend(slips.iter().map(|slip| note(slip, text, &lines)).filter(|note| !told.contains(&note.place.line)));
}

/// Whether a quotation mark is open on the line at a byte.
fn is_quoted(text: &str, at: usize) -> bool {
    let line = text.get(..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    let last = line.rfind(['“', '”', '「', '」', '《', '》']);
    last.is_some_and(|at| line[at..].starts_with(['“', '「', '《']))
}

fn note(slip: &Slip, text: &str, lines: &Lines<'_>) -> Note {
    let Slip { range, rule, wanted } = slip;
    let place = lines.place(range.clone());
    let written: String = text.get(range.clone()).unwrap_or_default().chars().take(40).collect();
    match rule {
        Rule::RepeatedWord => say::repeated_word(place, written, wanted),
        Rule::DoubledMark => say::doubled_mark(place, written, wanted),
        Rule::MixedMarks => say::mixed_marks(place, written, wanted),
        Rule::HalfWidthMark => say::half_width_mark(place, written.trim_end(), wanted),
        Rule::FullWidthCharacters => say::full_width_characters(place, written, wanted),
        Rule::UnpairedMark => say::unpaired_mark(place, written, wanted),
        Rule::NestedMarks => say::nested_marks(place, written, wanted),
        Rule::SpaceBetweenHan => say::space_between_han(place),
        Rule::DotsForEllipsis => say::dots_for_ellipsis(place, written),
        Rule::HyphensForDash => say::hyphens_for_dash(place, written),
        Rule::UnevenDates => say::uneven_dates(place, written, wanted),
        Rule::NameTwoWays => say::name_two_ways(place, written, wanted),
        Rule::WrongWeekday => say::wrong_weekday(place, written, wanted),
        Rule::PreferredWord => say::preferred_word(place, written, wanted),
    }
}
