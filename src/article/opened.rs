//! A file opened: front matter found, mended and parsed, the body still as it was typed; and the id that it has.

use super::body::Body;
use super::options::ReadOptions;
use super::{front_matter, remarks};
use crate::field::{self, Field, Table};
use crate::fields::{Fields, Front, Named};
use crate::note::{Note, Place, Sentence, codes};
use crate::pinyin;
use crate::yaml::Span;

/// A file opened: its fields, its front matter and its body.
pub(crate) struct Opened<'a> {
    pub(crate) fields: Fields<'a>,
    pub(crate) front: Front,
    pub(crate) body: &'a str,
    pub(crate) body_line: u32,
}

/// Opens a file: front matter found, mended, parsed.
pub(crate) fn open<'a>(path: &'a str, text: &'a str, table: &'static Table, notes: &mut Vec<Note>) -> Option<Opened<'a>> {
    let parts = match front_matter::split(path, text, table) {
        Ok(parts) => parts,
        Err(note) => {
            notes.push(note);
            return None;
        }
    };
    let front_matter::FrontMatter { lines, yaml, first_line, body, body_line, notes: mended, is_closed: _ } = parts;
    notes.extend(mended);
    let front = Front::new(path, lines, first_line);
    match Fields::parse(table, path, &yaml, lines, first_line) {
        Ok(fields) => Some(Opened { fields, front, body, body_line }),
        Err(note) => {
            notes.push(note);
            None
        }
    }
}

/// The first line of the front matter, for what is missing in it.
pub(crate) fn top(fields: &Fields<'_>, path: &str) -> Place {
    let place = fields.place(Span { line: 2, column: 1, width: 0 });
    if place.text.is_empty() { Place::file(path) } else { Place::on_line(path, 1, 1, 3, "---") }
}

/// The error on a field without a value. It points at the field where it stands empty: a second one would be an error too.
pub(crate) fn unset(fields: &Fields<'_>, path: &str, field: &Field, note: impl FnOnce(Place) -> Note, example: &Sentence) -> Note {
    let (zh, en) = (&example.zh, &example.en);
    match fields.written(field) {
        Some(spot) => note(fields.place(spot)).remedy(codes::fields::fill_in(zh, en)),
        None => note(top(fields, path)).remedy(codes::fields::add_line(zh, en)),
    }
}

impl Opened<'_> {
    /// Renders the body.
    pub(crate) fn render(&self, options: &ReadOptions, notes: &mut Vec<Note>) -> Body {
        remarks::body(&self.front.path, self.body, self.body_line, options, notes)
    }
}

/// Reserved names of Windows, which no file of a site may have (H7).
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];
/// The longest id, in bytes.
const LONGEST_ID: usize = 80;

/// An id from the front matter: `[a-z0-9-]`.
pub(crate) fn written_id(fields: &mut Fields<'_>) -> Result<Option<Named>, ()> {
    let Some(named) = fields.text(&field::article::ID) else { return Ok(None) };
    let text = &named.text;
    let allowed = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let shown: String = text.chars().take(40).collect();
    let note = if !allowed || text.starts_with('-') || text.ends_with('-') {
        codes::fields::bad_id(fields.place(named.spot), &shown)
    } else if text.len() > LONGEST_ID {
        let length = text.len();
        codes::fields::long_id(fields.place(named.spot), length, LONGEST_ID)
    } else if is_reserved(text) {
        codes::fields::reserved_id(fields.place(named.spot), text)
    } else {
        return Ok(Some(named));
    };
    fields.say(note);
    Err(())
}

/// Whether no folder of Windows can have this name (H7).
pub(crate) fn is_reserved(id: &str) -> bool {
    let numbered = |prefix: &str| id.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    RESERVED.contains(&id) || numbered("com") || numbered("lpt")
}

/// Letters of a new file's name.
const LONGEST_STEM: usize = 60;

/// The stem of a new file for an article of this title: pinyin, and never a name that means something to Windows, or
/// here, where `index.md` takes its folder's name.
pub(crate) fn stem_for(title: &str) -> String {
    let mut slug = pinyin::slug(title);
    slug.truncate(LONGEST_STEM);
    match slug.trim_end_matches('-') {
        "" => "gaojian".to_owned(),
        slug if is_reserved(slug) || slug == "index" => format!("gaojian-{slug}"),
        slug => slug.to_owned(),
    }
}

/// The id that a file's name gives: its stem in pinyin, or its folder's name for `index.md`.
///
/// # Errors
/// A note when nothing usable is left, or the name is reserved or too long.
pub(crate) fn id_of_path(path: &str) -> Result<String, Note> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let is_index = matches!(stem, "index" | "_index");
    let name = if is_index && folder != "content" { folder.rsplit('/').next().unwrap_or(folder) } else { stem };
    let id = pinyin::slug(name);
    if id.is_empty() || is_reserved(&id) || id.len() > LONGEST_ID {
        return Err(codes::fields::bad_name(Place::file(path), file));
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::stem_for;

    #[test]
    fn a_new_file_never_has_a_name_that_means_something() {
        let stems = ["停水通知", "con", "Index", "！！", "lpt1"].map(stem_for);
        assert_eq!(stems, ["tingshuitongzhi", "gaojian-con", "gaojian-index", "gaojian", "gaojian-lpt1"]);
    }
}
