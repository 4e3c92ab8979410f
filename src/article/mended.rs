//! The front matter as it should be, to be pasted over the one that is there.
//!
//! In: a file of which something was said, and its notes. Out: the last of the notes on its front matter carries the
//! mended one. Changes only what the notes say: a name of a field, a date, a list, a mark; never adds a field. A block with
//! personal data in it is not repeated: a report is read by more eyes than the article's editor's.

use super::{ReadOptions, front_matter, privacy, register};
use crate::field::{Field, Table, Takes};
use crate::fields::{byline_by_role, names_in, nearest, year_of};
use crate::moment::{self, Zone};
use crate::note::{Fix, Note, codes};
use crate::repair::{ends_in_block_mark, key_of, repair};
use crate::source::Kind;
use crate::yaml::{self, SyntaxError, SyntaxKind};

/// What can be mended beside the mistakes of the block itself.
const OF_FIELDS: [&str; 5] = ["unknown-field", "chinese-field", "list-as-text", "date-supposed", "byline"];
/// A longer block is no front matter that somebody wrote.
const MOST_LINES: u32 = 200;
/// So many mistakes that keep the block from being read are mended, one after the other.
const MOST_TURNS: usize = 5;

/// Gives the last note on the front matter the lines as they should be, if they can be told.
pub(super) fn attach((kind, path, text): (Kind, &str, &str), options: &ReadOptions, year: Option<i16>, notes: &mut [Note]) {
    let is_due = |note: &Note| OF_FIELDS.contains(&note.code) || codes::front_matter::ROWS.iter().any(|row| row.name == note.code);
    if !notes.iter().any(is_due) {
        return;
    }
    let names = Names { table: register::table_of(kind), year: year_of(path).or(year), zone: &options.zone };
    let Some(fix) = fix(path, text, &names) else { return };
    if !privacy::look(&fix.text).is_empty() {
        return;
    }
    let within = notes.iter_mut().filter(|note| (fix.first_line..=fix.last_line).contains(&note.place.line));
    let order = |note: &Note| (note.place.clone(), note.severity, note.code);
    if let Some(last) = within.max_by_key(|note| order(note)) {
        last.fix = Some(fix);
    }
}

fn fix(path: &str, text: &str, names: &Names<'_>) -> Option<Fix> {
    let table = names.table;
    let parts = front_matter::split(path, text, table).ok()?;
    let count = u32::try_from(parts.lines.lines().count()).ok().filter(|count| *count <= MOST_LINES)?;
    let (first_line, last_line) = (parts.first_line - 1, parts.first_line + count - u32::from(!parts.is_closed));
    let mut lines: Vec<String> = parts.yaml.lines().map(str::to_owned).collect();
    unindent(&mut lines);
    names.mend(&mut lines);
    let named: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    // What a text may hold depends on the field, whose name may only now be right.
    let repaired = repair(path, &named, parts.first_line, table, &mut Vec::new());
    let block = readable(repaired.lines().map(str::to_owned).collect(), table)?;
    let text: String = format!("---\n{block}---\n");
    let is_new = !parts.lines.eq(&block) || !parts.notes.is_empty();
    // What is offered must be taken without a word.
    let is_fine = front_matter::split(path, &text, table).is_ok_and(|parts| parts.notes.is_empty());
    (is_new && is_fine).then_some(Fix { first_line, last_line, text })
}

/// Takes out the blanks that all lines begin with.
fn unindent(lines: &mut [String]) {
    let indent = |line: &String| line.len() - line.trim_start_matches(' ').len();
    let shared = lines.iter().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    if shared > 0 {
        lines.iter_mut().for_each(|line| *line = line.get(shared..).unwrap_or_default().to_owned());
    }
}

/// The lines as a text that YAML reads, with the mistakes mended that keep it from being read.
fn readable(mut lines: Vec<String>, table: &Table) -> Option<String> {
    for _ in 0..MOST_TURNS {
        let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        match yaml::parse(&text) {
            Ok(_) => return Some(text),
            Err(error) => unlock(&mut lines, &error, table)?,
        }
    }
    None
}

/// Mends the line that keeps a text from being read.
fn unlock(lines: &mut [String], error: &SyntaxError, table: &Table) -> Option<()> {
    let line = lines.get_mut((error.span.line as usize).checked_sub(1)?)?;
    let mark = line.chars().nth((error.span.column as usize).checked_sub(1)?)?;
    match (error.kind, mark) {
        (SyntaxKind::Quote, '"' | '\'') => line.push(mark),
        (SyntaxKind::Bracket, '[') => line.push(']'),
        (SyntaxKind::Bracket, '{') => line.push('}'),
        (SyntaxKind::Indent | SyntaxKind::SecondColon, _)
            if line.starts_with(' ') && key_of(line).is_some_and(|(key, _)| table.row(key).is_some()) =>
        {
            *line = line.trim_start().to_owned();
        }
        _ => return None,
    }
    Some(())
}

/// What the names and values of fields are mended by.
struct Names<'a> {
    table: &'static Table,
    year: Option<i16>,
    zone: &'a Zone,
}

impl Names<'_> {
    fn mend(&self, lines: &mut [String]) {
        let keys = lines.iter().filter_map(|line| key_of(line)).filter_map(|(key, _)| self.known(key));
        let keys: Vec<&str> = keys.map(|row| row.key).collect();
        let mut in_block = false;
        for line in lines {
            in_block = in_block && (line.is_empty() || line.starts_with(' '));
            if in_block || line.starts_with([' ', '-', '#']) {
                continue;
            }
            in_block = ends_in_block_mark(line);
            if let Some(now) = self.line(line, &keys) {
                *line = now;
            }
        }
    }

    /// A line with the usual name of its field and the usual form of its value.
    fn line(&self, line: &str, keys: &[&str]) -> Option<String> {
        let (written, at) = key_of(line).filter(|(_, at)| line[*at..].starts_with(':'))?;
        let row = self.row(written, keys)?;
        let rest = &line[at + 1..];
        let value = rest.trim();
        let now = if value.contains('#') { None } else { self.value(value, row) };
        match now {
            Some(now) => Some(format!("{}: {now}", row.key)),
            None => Some(format!("{}:{rest}", row.key)),
        }
    }

    fn row(&self, written: &str, keys: &[&str]) -> Option<&'static Field> {
        let meant = || {
            let near = nearest(self.table, written)?;
            self.known(near).filter(|row| !keys.contains(&row.key))
        };
        self.known(written).or_else(meant)
    }

    /// The field of this name, in either language.
    fn known(&self, name: &str) -> Option<&'static Field> {
        self.table.row(name).or_else(|| self.table.row_in_chinese(name))
    }

    fn value(&self, value: &str, row: &Field) -> Option<String> {
        match row.takes {
            Takes::Moment => match moment::read(value, self.zone, || self.year) {
                Ok((moment, supposed)) if supposed.is_some() || !value.is_ascii() => Some(moment.written()),
                _ => None,
            },
            Takes::Credits if byline_by_role(value).is_some() => byline_by_role(value),
            Takes::List(_) | Takes::Credits if !value.starts_with(['[', '{', '"', '\'']) => {
                let names = names_in(value);
                (names.len() > 1).then(|| format!("[{}]", names.join(", ")))
            }
            _ => None,
        }
    }
}
