//! What a theme's own templates write that a later version of banbao has no more, read off their text when the theme
//! is loaded. A variable that is gone is nothing in a condition, so that a page would only lack something; and where the
//! template engine does fail, it cannot say what to write instead.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use crate::changes::{self, Change, Version, What};
use crate::note::{Note, Place, codes};

use super::failures::path_of;
use super::layers::is_default;
use super::metered::{Piece, included, next, parameters, word};

/// A name that stands for a longer path than this stands for nothing known.
const LONGEST_PATH: usize = 64;

/// The notes on the templates of themes that were written for an older banbao, or do not say for which.
/// `versions` are those of the layers.
pub(super) fn outdated(templates: &BTreeMap<String, String>, versions: &BTreeMap<&str, Option<Version>>) -> Vec<Note> {
    let is_included: BTreeSet<&str> = templates.values().flat_map(|text| included(text)).collect();
    let bases: BTreeSet<&str> =
        templates.values().filter(|text| !extends(text)).flat_map(|text| blocks(text)).map(|(name, _)| name).collect();
    let mut notes = Vec::new();
    for (name, text) in templates.iter().filter(|(name, text)| !is_default(name, text)) {
        let Some((layer, below)) = name.split_once('/') else { continue };
        let rows: Vec<&Change> = changes::since(versions.get(layer).copied().flatten()).collect();
        if rows.is_empty() {
            continue;
        }
        let place = |range| Place::range(&path_of(name), text, 1, range);
        let variables = used(text, |path| rows.iter().copied().find(|row| is_of(row, below) && is_at_or_below(path, row.old)));
        notes.extend(variables.into_iter().map(|(row, range)| {
            codes::theme::old_variable(place(range.clone()), as_written(row, &text[range]), row.since).remedy(remedy(row))
        }));
        let gone = |block: &str| rows.iter().copied().find(|row| row.what == What::Block && row.old == block && !bases.contains(block));
        let in_base = if extends(text) { blocks(text) } else { Vec::new() };
        let gone = in_base.into_iter().filter_map(|(block, range)| gone(block).map(|row| (row, range)));
        notes.extend(gone.map(|(row, range)| codes::theme::old_block(place(range), row.old, row.since).remedy(remedy(row))));
        for row in rows.iter().copied().filter(|row| row.what == What::Template) {
            let is_there = templates.keys().any(|name| name.split_once('/').is_some_and(|(_, below)| below == row.old));
            let includes = included(text).into_iter().any(|name| name == row.old);
            if includes && !is_there {
                let at = text.find(row.old).unwrap_or_default();
                notes.push(codes::theme::old_template(place(at..at + row.old.len()), row.old, row.since).remedy(remedy(row)));
            } else if below == row.old && !is_included.iter().any(|included| name.ends_with(included)) {
                notes.push(codes::theme::unused_template(Place::file(&path_of(name)), row.old, row.since).remedy(remedy(row)));
            }
        }
    }
    notes
}

fn remedy(row: &Change) -> crate::note::Sentence {
    codes::theme::write_new(row.how.zh, row.how.en, Version::here())
}

/// How an editor knows a variable: an entry of a list by the name that the template gives it.
fn as_written<'t>(row: &'static Change, written: &'t str) -> &'t str {
    if row.old.contains('[') { written } else { row.old }
}

/// Whether a row is about a variable that this template sees.
fn is_of(row: &Change, template: &str) -> bool {
    matches!(row.what, What::Variable(of) if of.is_none_or(|of| of == template))
}

fn is_at_or_below(path: &str, old: &str) -> bool {
    path.strip_prefix(old).is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || rest.starts_with('['))
}

fn tags(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut done = 0;
    std::iter::from_fn(move || {
        let piece = next(text, done)?;
        done = piece.range.end;
        Some(piece)
    })
}

fn extends(text: &str) -> bool {
    tags(text).any(|piece| piece.mark == b'%' && word(piece.inner) == "extends")
}

/// The blocks that a template has, and where their names stand.
fn blocks(text: &str) -> Vec<(&str, Range<usize>)> {
    let block = |piece: Piece<'_>| {
        let inner = &text[piece.range.clone()];
        let name = word(inner.trim_start_matches(['{', '%', '-']).trim_start().strip_prefix("block")?);
        let at = piece.range.start + inner.find(name)?;
        (piece.mark == b'%' && !name.is_empty()).then_some(at..at + name.len())
    };
    tags(text).filter_map(block).map(|range| (&text[range.clone()], range)).collect()
}

/// The rows that the paths of a template meet, each with the first place where it does.
fn used(text: &str, row_of: impl Fn(&str) -> Option<&'static Change>) -> Vec<(&'static Change, Range<usize>)> {
    let mut found: Vec<(&'static Change, Range<usize>)> = Vec::new();
    let mut names = Names::default();
    for piece in tags(text) {
        let word = if piece.mark == b'%' { word(piece.inner) } else { "" };
        if piece.mark == b'#' {
            continue;
        }
        for (path, range) in paths(text, piece.range.clone()) {
            let row = names.resolved(&path).and_then(|path| row_of(&path));
            if let Some(row) = row.filter(|row| !found.iter().any(|(other, _)| std::ptr::eq(*other, *row))) {
                found.push((row, range));
            }
        }
        names.follow(word, piece.inner);
    }
    found
}

/// What a template's own names stand for: the path of a variable, or something that nobody knows.
#[derive(Default)]
struct Names<'t> {
    of: HashMap<&'t str, Vec<Option<String>>>,
    /// The names of each loop and component that is open.
    open: Vec<Vec<&'t str>>,
}

impl<'t> Names<'t> {
    /// A path as it is from the top of the view; none when it begins with a name of which nothing is known.
    fn resolved(&self, path: &str) -> Option<String> {
        let (root, rest) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
        match self.of.get(root).and_then(|all| all.last()) {
            None => Some(path.to_owned()),
            Some(known) => known.as_ref().map(|known| format!("{known}{rest}")).filter(|path| path.len() <= LONGEST_PATH),
        }
    }

    /// Takes in what a tag says of names.
    fn follow(&mut self, tag: &str, inner: &'t str) {
        let rest = inner.trim_start().strip_prefix(tag).unwrap_or_default();
        match tag {
            "for" => {
                let (names, list) = rest.split_once(" in ").unwrap_or((rest, ""));
                let names: Vec<&str> = names.split(',').map(word).collect();
                let entry = self.whole(list).map(|path| format!("{path}[]")).filter(|_| names.len() == 1);
                for name in &names {
                    self.of.entry(name).or_default().push(entry.clone());
                }
                self.open.push(names);
            }
            "component" => {
                let names = parameters(inner);
                for name in &names {
                    self.of.entry(name).or_default().push(None);
                }
                self.open.push(names);
            }
            "endfor" | "endcomponent" => {
                for name in self.open.pop().unwrap_or_default() {
                    self.of.get_mut(name).map(Vec::pop);
                }
            }
            "set" | "set_global" => {
                let name = word(rest);
                let known = rest.split_once('=').and_then(|(_, value)| self.whole(value));
                let all = self.of.entry(name).or_default();
                all.pop();
                all.push(known);
            }
            _ => {}
        }
    }

    /// The path that an expression is, if it is nothing but one.
    fn whole(&self, expression: &str) -> Option<String> {
        let expression = expression.trim();
        let (path, range) = paths(expression, 0..expression.len()).into_iter().next()?;
        (range == (0..expression.len())).then(|| self.resolved(&path)).flatten()
    }
}

/// The paths in a part of a text, such as `article.cover.url`, and where they stand; what is quoted is none.
fn paths(text: &str, within: Range<usize>) -> Vec<(String, Range<usize>)> {
    let bytes = text.as_bytes();
    let is_name = |at: usize| at < within.end && (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_');
    let name_end = |from: usize| (from..within.end).find(|at| !is_name(*at)).unwrap_or(within.end);
    let mut found = Vec::new();
    let mut at = within.start;
    while at < within.end {
        match bytes[at] {
            quote @ (b'"' | b'\'' | b'`') => {
                at += 1;
                while at < within.end && bytes[at] != quote {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'0'..=b'9' | b'.' => at = name_end(at + 1),
            _ if is_name(at) => {
                let start = at;
                at = name_end(at);
                let mut path = text[start..at].to_owned();
                loop {
                    let dot = at + usize::from(at < within.end && bytes[at] == b'?');
                    let has_dot = dot < within.end && bytes[dot] == b'.' && is_name(dot + 1);
                    let has_key = dot + 1 < within.end && bytes[dot] == b'[' && matches!(bytes[dot + 1], b'"' | b'\'' | b'`');
                    let (from, closing) = if has_dot { (dot + 1, 0) } else { (dot + 2, 2) };
                    let end = name_end(from.min(within.end));
                    let closes = closing == 0 || end + 1 < within.end && bytes[end] == bytes[from - 1] && bytes[end + 1] == b']';
                    if !(has_dot || has_key && closes) {
                        break;
                    }
                    path.push('.');
                    path.push_str(&text[from..end]);
                    at = end + closing;
                }
                found.push((path, start..at));
            }
            _ => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Names, paths, tags, word};

    /// The paths of a template from the top of the view; `?` for those of which nothing is known.
    fn resolved(text: &str) -> Vec<String> {
        let mut names = Names::default();
        let mut all = Vec::new();
        for piece in tags(text).filter(|piece| piece.mark != b'#') {
            if piece.mark == b'{' {
                all.extend(paths(text, piece.range.clone()).iter().map(|(path, _)| names.resolved(path).unwrap_or_else(|| "?".to_owned())));
            } else {
                names.follow(word(piece.inner), piece.inner);
            }
        }
        all
    }

    #[test]
    fn names_are_followed() {
        assert_eq!(resolved("{{ a.b[\"c\"].d ~ \"e.f\" ~ 1.5 ~ g?.h | i(j=k[0]) }}"), ["a.b.c.d", "g.h", "i", "j", "k"]);
        assert_eq!(
            resolved("{{ a }}{% for a in b.c %}{{ a.d }}{% for a in a.e %}{{ a }}{% endfor %}{% endfor %}{{ a }}"),
            ["a", "b.c[].d", "b.c[].e[]", "a"]
        );
        assert_eq!(
            resolved("{% set a = b.c %}{{ a.d }}{% set a = b ~ c %}{{ a.d }}{# {{ a }} #}{% raw %}{{ a }}{% endraw %}"),
            ["b.c.d", "?"]
        );
        assert_eq!(
            resolved("{% for a, b in c %}{{ a }}{{ b }}{% endfor %}{% component d(e) %}{{ e }}{% endcomponent %}{{ e }}"),
            ["?", "?", "?", "e"]
        );
        assert_eq!(resolved("{{ \"字\\\" }}"), Vec::<String>::new());
        assert_eq!(resolved(&"{% for a in a %}".repeat(1000)), Vec::<String>::new());
    }
}
