//! Import: what a street office already has becomes article files, and not one sentence is lost.
//!
//! ```text
//! bytes ─detect→ text | docx | page ─reader→ [Draft] ─finish→ [Draft] ─write→ article file and its pictures
//! ```
//!
//! One file for each foreign format; each reads bytes into [`Draft`]s and knows nothing of the site. What all formats
//! share comes after: who signed, which date, which community and program, the width of marks. Never guesses: what
//! the text does not say stays empty, and each decision is told with its reason. Writes nothing: the command does.

pub mod detect;
pub mod docx;
pub mod draft;
mod encoded;
pub mod finish;
pub mod furniture;
pub mod html;
pub mod marks;
pub mod mhtml;
pub mod picture;
pub mod place;
pub mod text;
pub mod write;

use crate::key::Key;
use crate::note::{Note, Place, codes};

use detect::Kind;
pub use draft::{Block, Decision, Draft, Picture, Run, Sureness};
pub use finish::{Context, Given};
pub use place::Names;

/// The largest file that is imported, in bytes.
pub const CAP: u64 = 64 * 1024 * 1024;
/// The largest text, in bytes.
pub const TEXT_CAP: usize = 16 * 1024 * 1024;
/// The largest page, in bytes: programs that save a page in one file write its pictures into it.
pub const PAGE_CAP: usize = 48 * 1024 * 1024;

/// A foreign file.
#[derive(Clone, Copy)]
pub struct Foreign<'a> {
    /// Its name, for notes and for what its ending promises.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
    /// Gives a file that lies beside it, by the relative path that a page names; never one outside of its folder.
    pub beside: &'a dyn Fn(&str) -> Option<Vec<u8>>,
}

impl std::fmt::Debug for Foreign<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Foreign").field("name", &self.name).field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// What came of a foreign file.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// Its stories.
    pub drafts: Vec<Draft>,
    /// What to tell the editor of the file as a whole; with an error there are no stories.
    pub notes: Vec<Note>,
}

/// Reads a foreign file.
#[must_use]
pub fn read(file: &Foreign<'_>, context: &Context) -> Imported {
    let place = || Place::file(file.name);
    let refused = |note: Note| Imported { drafts: Vec::new(), notes: vec![note] };
    let kind = detect::kind(file.bytes);
    let mut imported = match kind {
        Kind::Empty => return refused(codes::import::import_empty(place())),
        Kind::Picture => return refused(codes::import::import_picture(place())),
        Kind::Zip => return refused(codes::import::import_zip(place())),
        Kind::OldWord => return refused(codes::import::import_old_word(place())),
        Kind::Encrypted => return refused(codes::import::import_locked(place())),
        Kind::Office(name) => return refused(codes::import::import_office(place(), name)),
        Kind::Unknown => return refused(codes::import::import_unknown(place())),
        Kind::Docx => match docx::read(file.name, file.bytes) {
            Ok(drafts) => Imported { drafts, notes: Vec::new() },
            Err(note) => return refused(note),
        },
        Kind::Html => match of_page(file) {
            Ok(imported) => imported,
            Err(note) => return refused(note),
        },
        Kind::Mhtml => match of_archive(file) {
            Ok(imported) => imported,
            Err(note) => return refused(note),
        },
        Kind::Text => of_text(file, context),
    };
    let has_text = |draft: &Draft| !draft.title.is_empty() || !draft.blocks.is_empty() || !draft.homeless.is_empty();
    imported.drafts.retain(has_text);
    if imported.drafts.is_empty() && imported.notes.is_empty() {
        return refused(codes::import::import_empty(place()));
    }
    if let Some(note) = wrong_ending(file.name, kind) {
        imported.notes.push(note);
    }
    let has_han = imported
        .drafts
        .iter()
        .any(|draft| furniture::has_han(&draft.title) || draft.blocks.iter().any(|block| furniture::has_han(&block.text())));
    if !has_han && !imported.drafts.is_empty() {
        imported.notes.push(codes::import::import_english(place()));
    }
    imported.drafts = imported.drafts.into_iter().map(|draft| finish::finish(draft, context)).collect();
    imported
}

fn of_text(file: &Foreign<'_>, context: &Context) -> Imported {
    let place = || Place::file(file.name);
    if file.bytes.len() > TEXT_CAP {
        let note = codes::import::import_too_large(place(), file.bytes.len().div_ceil(1024 * 1024), TEXT_CAP / (1024 * 1024));
        return Imported { drafts: Vec::new(), notes: vec![note] };
    }
    let (text, encoding, is_broken) = detect::decode(file.bytes);
    let mut notes = Vec::new();
    if is_broken {
        notes.push(codes::import::import_encoding(place(), encoding));
    }
    let mut drafts = text::read(&text, &|name| context.is_author(name));
    if encoding != "UTF-8" {
        for draft in &mut drafts {
            draft.decide(
                "encoding",
                Sureness::Sure,
                crate::say!("原文是 {encoding} 编码，已转成 UTF-8", "the text was {encoding} and is UTF-8 now"),
            );
        }
    }
    Imported { drafts, notes }
}

/// A page, with the files in the folders beside it.
fn of_page(file: &Foreign<'_>) -> Result<Imported, Note> {
    let place = || Place::file(file.name);
    if file.bytes.len() > PAGE_CAP {
        return Err(codes::import::import_too_large(place(), file.bytes.len().div_ceil(1024 * 1024), PAGE_CAP / (1024 * 1024)));
    }
    let (text, encoding, is_broken) = detect::decode_page(file.bytes);
    let stem = file.name.rsplit(['/', '\\']).next().and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem);
    let find = |address: &str| beside(file, stem, address);
    let draft = html::read(&text, &find, None).map_err(|refusal| page_refused(file.name, refusal))?;
    let notes = if is_broken { vec![codes::import::import_encoding(place(), encoding)] } else { Vec::new() };
    Ok(Imported { drafts: vec![draft], notes })
}

/// A page with its parts in one file.
fn of_archive(file: &Foreign<'_>) -> Result<Imported, Note> {
    let archive = mhtml::Archive::read(file.bytes).map_err(|refusal| match refusal {
        mhtml::Refusal::NoPage => codes::import::import_page_empty(Place::file(file.name)),
        mhtml::Refusal::Parts(most) => codes::import::import_page_bomb(Place::file(file.name), "部件太多", "too many parts", most),
    })?;
    let (text, encoding, is_broken) = detect::decode_as(&archive.page, &archive.charset);
    let find = |address: &str| archive.part(address);
    let draft = html::read(&text, &find, archive.address.clone()).map_err(|refusal| page_refused(file.name, refusal))?;
    let notes = if is_broken { vec![codes::import::import_encoding(Place::file(file.name), encoding)] } else { Vec::new() };
    Ok(Imported { drafts: vec![draft], notes })
}

fn page_refused(name: &str, refusal: html::Refusal) -> Note {
    let place = Place::file(name);
    match refusal {
        html::Refusal::NoText => codes::import::import_page_empty(place),
        html::Refusal::TooMuch(html::TooMuch::Tags(most)) => codes::import::import_page_bomb(place, "标签太多", "too many tags", most),
        html::Refusal::TooMuch(html::TooMuch::Attributes(most)) => {
            codes::import::import_page_bomb(place, "一个标签里的属性太多", "too many attributes in one tag", most)
        }
    }
}

/// What was saved with a page: only below a folder beside it, whatever the address says.
fn beside(file: &Foreign<'_>, stem: &str, address: &str) -> Option<Vec<u8>> {
    let is_remote = address.starts_with("//") || address.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    if is_remote {
        // Some programs save a picture by the last part of its address; 640 is what every picture of WeChat is called.
        let name = address.split(['?', '#']).next()?.rsplit('/').next().filter(|name| name.len() > 8 && name.contains('.'))?;
        return ["_files", ".files"].iter().find_map(|ending| (file.beside)(&format!("{stem}{ending}/{}", encoded::percent(name))));
    }
    let in_folder = |path: &str| {
        let path = path.trim_start_matches("./").replace('\\', "/");
        path.contains('/').then(|| (file.beside)(&path)).flatten()
    };
    in_folder(&encoded::percent(address)).or_else(|| in_folder(&encoded::percent(address.split(['?', '#']).next()?)))
}

/// A note where the ending of a name promises another format.
fn wrong_ending(name: &str, kind: Kind) -> Option<Note> {
    let (_, ending) = name.rsplit('/').next()?.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let (fine, zh, en): (&[&str], _, _) = match kind {
        Kind::Docx => (&["docx", "docm", "dotx"], "Word 文件", "a Word file"),
        Kind::Html => (&["html", "htm", "xhtml"], "网页", "a web page"),
        Kind::Mhtml => (&["mhtml", "mht"], "存成一个文件的网页", "a web page in one file"),
        _ => (&["txt", "md", "markdown", "text"], "文字", "text"),
    };
    let is_promise =
        ["docx", "doc", "wps", "html", "htm", "mhtml", "mht", "txt", "md", "pdf", "jpg", "png", "zip"].contains(&ending.as_str());
    (is_promise && !fine.contains(&ending.as_str())).then(|| codes::import::import_ending(Place::file(name), format!(".{ending}"), zh, en))
}

/// What a story is remembered by: its letters as they were found, whatever is edited later.
#[must_use]
pub fn key_of(draft: &Draft) -> Key {
    let mut letters: String = draft.title.chars().filter(|c| c.is_alphanumeric()).collect();
    for block in &draft.blocks {
        letters.extend(block.text().chars().filter(|c| c.is_alphanumeric()));
    }
    letters.extend(draft.homeless.iter().flat_map(|text| text.chars()).filter(|c| c.is_alphanumeric()));
    Key::of(letters.as_bytes())
}
