//! YAML as input methods write it, made into YAML (E2): full-width punctuation, Chinese quotes, missing spaces.
//!
//! In: lines as an editor wrote them. Out: the same lines as YAML, and one warning for each kind of mend. Works line
//! by line, so that places stay true. Never guesses where the meaning is not clear.

mod value;

use std::borrow::Cow;

use crate::field::{Field, Need, Table, Takes};
use crate::note::{self, Note, Place, codes};
use crate::yaml::Span;

/// How much of a text a remedy repeats, in characters.
const MOST_SHOWN: usize = 40;

/// The key of a line and where its colon is.
#[must_use]
pub fn key_of(line: &str) -> Option<(&str, usize)> {
    let at = line.find([':', '：'])?;
    let key = line[..at].trim();
    (!key.is_empty() && !key.contains(['"', '\'', '[', '{', '#'])).then_some((key, at))
}

/// The lines with every one mended; borrowed when nothing had to be. `table` has the fields that may stand in them.
pub fn repair<'a>(path: &str, lines: &'a str, first_line: u32, table: &Table, notes: &mut Vec<Note>) -> Cow<'a, str> {
    let mut mended: Option<String> = None;
    let mut said = Vec::new();
    let mut block_indent: Option<usize> = None;
    let mut in_list = false;
    let mut at = 0;
    for (index, line) in lines.split_inclusive('\n').enumerate() {
        let bare = line.trim_end_matches('\n');
        let indent = bare.len() - bare.trim_start_matches(' ').len();
        if block_indent.is_some_and(|outer| bare.trim().is_empty() || indent > outer) {
            if let Some(out) = &mut mended {
                out.push_str(line);
            }
            at += line.len();
            continue;
        }
        block_indent = None;
        let fixed = Mend::of(bare, &lines[at + line.len()..], in_list, table);
        if !fixed.slips.is_empty() {
            let number = first_line + u32::try_from(index).unwrap_or(0);
            said.extend(fixed.notes(table, |span| Place::on_line(path, number, span.column, span.width, bare.trim_end())));
        }
        let now = fixed.line.as_ref();
        if ends_in_block_mark(now) {
            block_indent = Some(indent);
        }
        in_list = now.trim_end().ends_with(':') || now.trim_start().starts_with("- ");
        if let (None, Cow::Owned(_)) = (&mended, &fixed.line) {
            mended = Some(lines[..at].to_owned());
        }
        if let Some(out) = &mut mended {
            out.push_str(now);
            out.push_str(&line[bare.len()..]);
        }
        at += line.len();
    }
    notes.extend(note::one_of_each(said));
    mended.map_or(Cow::Borrowed(lines), Cow::Owned)
}

/// `key: |` and its like open a block of text in which nothing is mended.
pub fn ends_in_block_mark(line: &str) -> bool {
    line.rsplit_once(": ").is_some_and(|(_, value)| {
        let value = value.trim();
        value.starts_with(['|', '>']) && value.len() <= 3
    })
}

/// What was wrong on a line.
#[derive(Debug)]
enum Slip {
    Indent,
    WideColon,
    /// Another mark where the colon should be.
    OtherColon(char),
    WideSpace,
    NoSpace,
    /// The text without its Chinese quotes.
    Quotes(String),
    /// The items of a list, as they are shown.
    List(String),
    /// The mark of YAML in a text.
    Mark(char),
    /// A dash without its blank.
    Dash,
    /// What stands behind dashes on the line of a field, as it is shown.
    Dashed(String),
}

/// A line mended: what it became, and what was wrong with it and where.
struct Mend<'l> {
    written: &'l str,
    line: Cow<'l, str>,
    slips: Vec<(Slip, Span)>,
}

impl<'l> Mend<'l> {
    /// One line; `below` are the lines that follow it, and the one above may be part of a list.
    fn of(written: &'l str, below: &str, in_list: bool, table: &Table) -> Self {
        let mut mend = Self { written, line: Cow::Borrowed(written), slips: Vec::new() };
        mend.indent();
        if in_list {
            mend.dash();
        }
        mend.colon(table);
        mend.value(below, table);
        mend
    }

    /// The line is this now, for this reason.
    fn becomes(&mut self, line: String, slip: Slip, span: Span) {
        self.line = Cow::Owned(line);
        self.slips.push((slip, span));
    }

    fn indent(&mut self) {
        let line = self.written;
        let lead: usize = line.chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{3000}')).map(char::len_utf8).sum();
        if !line[..lead].contains(['\t', '\u{3000}']) || line[lead..].is_empty() {
            return;
        }
        let span = Span { line: 0, column: 1, width: u32::try_from(line[..lead].chars().count()).unwrap_or(0) };
        self.becomes(format!("{}{}", line[..lead].replace(['\t', '\u{3000}'], "  "), &line[lead..]), Slip::Indent, span);
    }

    /// `-王丹` in a list.
    fn dash(&mut self) {
        let line = self.line.as_ref();
        let bare = line.trim_start();
        let Some(dash) = bare.chars().next().filter(|c| matches!(c, '-' | '－' | '–' | '—' | '•' | '●')) else { return };
        let item = &bare[dash.len_utf8()..];
        if !item.starts_with(|c: char| c > '\u{2e7f}' && !matches!(c, '－' | '—') || c.is_ascii_alphabetic()) && dash == '-' {
            return;
        }
        let item = item.trim_start_matches([' ', '\u{3000}']);
        if item.is_empty() || item.starts_with(dash) {
            return;
        }
        let line = format!("{}- {item}", &line[..line.len() - bare.len()]);
        self.becomes(line, Slip::Dash, span_of(self.written, dash));
    }

    /// `title：春节`, `title:春节` and `title；春节`.
    fn colon(&mut self, table: &Table) {
        let line = self.line.as_ref();
        let found = key_of(line).map(|(key, at)| (key.strip_prefix("- ").unwrap_or(key).trim(), at));
        let known = found.filter(|(key, _)| table.knows(key));
        let other = if known.is_some() { None } else { other_colon(line, table) };
        let Some((_, at)) = other.or(found) else { return };
        let Some(colon) = line[at..].chars().next() else { return };
        let rest = &line[at + colon.len_utf8()..];
        let is_fine = match colon {
            '：' => known.is_none() && rest.contains(": "),
            ':' => rest.is_empty() || rest.starts_with([' ', '\t']) || known.is_none(),
            _ => false,
        };
        if is_fine {
            return;
        }
        let span = span_of(self.written, colon);
        let (slip, span) = match colon {
            '：' => (Slip::WideColon, span),
            ':' if rest.starts_with('\u{3000}') => (Slip::WideSpace, Span { column: span.column + 1, ..span }),
            ':' => (Slip::NoSpace, span),
            other => (Slip::OtherColon(other), span),
        };
        let text = rest.trim_start_matches([' ', '\t', '\u{3000}']);
        let line = format!("{}: {text}", line[..at].trim_end());
        self.becomes(line, slip, span);
    }

    /// Quotes, brackets and commas of a Chinese input method, and texts that YAML would misread.
    fn value(&mut self, below: &str, table: &Table) {
        let line = self.line.as_ref();
        let (head, rest) = if let Some((_, at)) = key_of(line) {
            // A full-width colon that is still there is part of the key: the value begins behind a half-width one.
            let colon = if line[at..].starts_with(':') { Some(at) } else { line.find(": ") };
            let Some(colon) = colon else { return };
            line.split_at(colon + 1)
        } else if let Some(dash) = line.find("- ").filter(|_| line.trim_start().starts_with("- ")) {
            line.split_at(dash + 1)
        } else {
            return;
        };
        let text = rest.trim();
        let use_of_text = || use_of(row_of(head, table));
        let Some((now, slip, mark)) = value::mended(text, use_of_text, below) else { return };
        let before = self.written.find(text).map_or(0, |at| self.written[..at].chars().count());
        let at = text.chars().position(|c| c == mark).unwrap_or(0);
        let span = Span { line: 0, column: u32::try_from(before + at + 1).unwrap_or(1), width: 1 };
        self.becomes(format!("{head} {now}"), slip, span);
    }

    /// The notes, each of which shows the line as it should be.
    fn notes(&self, table: &Table, place: impl Fn(Span) -> Place) -> Vec<Note> {
        let key = key_of(&self.line).map_or("", |(key, _)| key);
        let written = key.strip_prefix("- ").unwrap_or(key).trim();
        let key = table.row_in_chinese(written).map_or(written, |row| row.key);
        let head = if key.is_empty() { "-".to_owned() } else { format!("{key}:") };
        // The colon may be a full-width one.
        let text = key_of(&self.line).map_or("", |(_, at)| self.line[at..].trim_start_matches([':', '：']).trim());
        let text: String = text.chars().take(MOST_SHOWN).collect();
        let note = |(slip, span): &(Slip, Span)| {
            let place = place(*span);
            match slip {
                Slip::Indent => codes::front_matter::indent(place),
                Slip::WideColon => codes::front_matter::fullwidth_colon(place, written, key, &text),
                Slip::OtherColon(mark) => codes::front_matter::other_colon(place, written, mark, key, &text),
                Slip::WideSpace => codes::front_matter::fullwidth_space(place, written, key, &text),
                Slip::NoSpace => codes::front_matter::missing_space(place, written, key, &text),
                Slip::Quotes(inner) => codes::front_matter::curly_quotes(place, &head, inner),
                Slip::List(items) => codes::front_matter::fullwidth_list(place, items),
                Slip::Dash => codes::front_matter::dash_without_space(place, self.line.trim_start().trim_start_matches("- ")),
                Slip::Dashed(items) => codes::front_matter::dashed_list(place, format!("{head} {items}")),
                Slip::Mark(mark) => codes::front_matter::needs_quotes(place, mark, &head, value::short(&self.line)),
            }
        };
        self.slips.iter().map(note).collect()
    }
}

/// What stands where the colon should be: `title; 停水` and `title=停水`, if the words before it are a field.
fn other_colon<'l>(line: &'l str, table: &Table) -> Option<(&'l str, usize)> {
    let at = line.find([';', '；', '=', '＝', '∶', '﹕', '︰'])?;
    let key = line[..at].trim();
    table.knows(key).then_some((key, at))
}

fn span_of(line: &str, c: char) -> Span {
    let column = line.chars().position(|x| x == c).map_or(1, |at| at + 1);
    Span { line: 0, column: u32::try_from(column).unwrap_or(1), width: 1 }
}

/// The row of the field that a line begins with, in either language.
fn row_of(head: &str, table: &Table) -> Option<&'static Field> {
    let key = head.trim_end_matches(':').trim();
    table.row(key).or_else(|| table.row_in_chinese(key))
}

/// What a value is read as, as far as marks of YAML in it depend on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// A text without which the file is nothing: whatever stands there belongs to it.
    Title,
    /// A text.
    Text,
    /// Names.
    Names,
    /// Anything else.
    Other,
}

fn use_of(row: Option<&Field>) -> Use {
    match row {
        Some(Field { takes: Takes::Text, need: Need::Required, .. }) => Use::Title,
        Some(Field { takes: Takes::Text | Takes::LongText, .. }) => Use::Text,
        Some(Field { takes: Takes::List(_) | Takes::Credits, .. }) => Use::Names,
        _ => Use::Other,
    }
}
