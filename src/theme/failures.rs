//! What is said of templates that are missing, cannot be read, or fail while a page is made.

use std::collections::BTreeMap;

use crate::note::{Note, Place, codes};

use super::{DEFAULT_NAME, TEMPLATES, Theme};
use super::{budget, translate};

/// Every kind of page needs its template.
pub(super) fn missing_templates(theme: &Theme) -> Option<Note> {
    let top = theme.layers.first().map_or(DEFAULT_NAME, String::as_str);
    let has = |name: &str| {
        theme.tera.contains_template(name) || theme.layers.iter().any(|layer| theme.templates.contains_key(&format!("{layer}/{name}")))
    };
    let missing: Vec<&str> = TEMPLATES.iter().copied().filter(|name| !has(name)).collect();
    if missing.is_empty() {
        return None;
    }
    let (zh, en) = (missing.join("、"), missing.join(", "));
    let place = Place::file(&format!("themes/{top}/theme.yaml"));
    Some(codes::theme::missing_template(place, top, zh, en))
}

/// The notes on a Tera error, each with its place in the template.
pub(super) fn template_notes(error: &tera::Error, templates: &BTreeMap<String, String>) -> Vec<Note> {
    use tera::ErrorKind as Is;
    match error.kind() {
        Is::SyntaxError(report) | Is::RenderingError(report) => {
            vec![failure(report.filename(), Some(report.span().range.clone()), report.message(), templates)]
        }
        Is::CircularExtend { tpl, .. } | Is::CircularInclude { tpl, .. } => {
            vec![codes::theme::template_loop(Place::file(&path_of(tpl)), tpl)]
        }
        Is::MissingParent { current, parent } => vec![missing_parent(current, parent, templates)],
        // What does not exist is gathered by Tera as text: a message, then ` --> name:line:column`.
        _ => {
            let said = error.to_string();
            let mut notes: Vec<Note> = said.split("error: ").filter_map(|report| reported(report, templates)).collect();
            if notes.is_empty() {
                let first = said.lines().next().unwrap_or_default();
                notes.push(codes::theme::template(Place::file("themes/"), first));
            }
            notes
        }
    }
}

/// The file of a template by its full name.
pub(super) fn path_of(name: &str) -> String {
    let (layer, below) = name.split_once('/').unwrap_or((DEFAULT_NAME, name));
    format!("themes/{layer}/templates/{below}")
}

pub(super) fn failure(name: &str, range: Option<std::ops::Range<usize>>, said: &str, templates: &BTreeMap<String, String>) -> Note {
    let path = path_of(name);
    let place = match (templates.get(name), range) {
        (Some(text), Some(range)) => Place::range(&path, text, 1, range),
        _ => Place::file(&path),
    };
    if budget::is_spent(said) {
        return codes::theme::template_budget(place, name);
    }
    // A sentence that is not in the table stands as it was said, below one that everybody can read.
    match translate::in_chinese(said) {
        Some(zh) => codes::theme::template_fails(place, zh, said).remedy(codes::theme::see_schema()),
        None => codes::theme::template_fails(place, "这里的写法不对", said).remedy(codes::theme::see_schema_as_said(said)),
    }
}

fn missing_parent(current: &str, parent: &str, templates: &BTreeMap<String, String>) -> Note {
    let path = path_of(current);
    let quoted = templates.get(current).and_then(|text| Some((text, text.find(&format!("\"{parent}\""))? + 1)));
    let place = quoted.map_or_else(|| Place::file(&path), |(text, at)| Place::range(&path, text, 1, at..at + parent.len()));

    codes::theme::template_missing(place, parent)
}

/// One report of Tera's: its message, and its place if it tells.
fn reported(report: &str, templates: &BTreeMap<String, String>) -> Option<Note> {
    let (said, rest) = report.split_once("\n --> ")?;
    let mut parts = rest.lines().next()?.rsplitn(3, ':');
    let (column, line, name) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<usize>().ok()?, parts.next()?);
    let width = rest.lines().find_map(|line| line.split_once("| ").map(|(_, marks)| marks.trim()).filter(|marks| marks.starts_with('^')));
    let range = templates.get(name).and_then(|text| {
        let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let chars = |from: usize, count: usize| text[from..].chars().take(count).map(char::len_utf8).sum::<usize>();
        let from = start + chars(start, column.checked_sub(1)?);
        Some(from..from + chars(from, width.map_or(1, str::len)))
    });
    Some(failure(name, range, said.trim(), templates))
}
