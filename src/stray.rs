//! Files that somebody laid down to be published, and that are not: told once, with what to do.
//!
//! In: the files of a site, and which of them something links to. Out: notes. Reads only files that could be articles
//! by another name, never a large one, and changes nothing.

use crate::disk::Disk;
use crate::error::{At as _, Error};
use crate::note::{Note, Place, codes};
use crate::source::{self, Entry, Kind, Sources, Unread};

/// Documents that an editor may have meant to attach, or to be the article itself.
const DOCUMENTS: &[&str] =
    &["doc", "docx", "wps", "wpt", "pdf", "rtf", "odt", "xls", "xlsx", "et", "ods", "csv", "ppt", "pptx", "dps", "odp"];
/// Pages made by other programs.
const PAGES: &[&str] = &["html", "htm", "xhtml", "mhtml", "mht"];
/// Plain texts, which may be articles but for their names.
const TEXTS: &[&str] = &["txt", "text"];
/// The lines in which the front matter of an article has its title.
const HEAD: usize = 40;

/// What is said of files that nothing publishes.
///
/// # Errors
/// When a folder or file cannot be read.
pub(crate) fn notes(disk: &Disk, sources: &Sources, is_used: impl Fn(&str) -> bool) -> Result<Vec<Note>, Error> {
    let mut notes = Vec::new();
    for entry in sources.entries.iter().filter(|entry| matches!(entry.kind, Kind::Beside | Kind::Static)) {
        notes.extend(of_entry(sources, entry, &is_used)?);
    }
    for name in disk.list(&sources.root).at(&sources.root)? {
        let Some(name) = name.to_str().filter(|name| ending(name).is_some_and(|ending| ending.eq_ignore_ascii_case("md"))) else {
            continue;
        };
        if !name.starts_with('.') && looks_like_an_article(sources.read(name))? {
            notes.push(codes::site::outside_content(Place::file(name), name));
        }
    }
    Ok(notes)
}

fn of_entry(sources: &Sources, entry: &Entry, is_used: &impl Fn(&str) -> bool) -> Result<Option<Note>, Error> {
    let path = entry.path.as_str();
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some(ending) = ending(name) else { return Ok(None) };
    let is = |endings: &[&str]| endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
    if entry.kind == Kind::Static {
        let is_article = is(&["md"]) && looks_like_an_article(source::bytes(sources, entry, source::TEXT_CAP))?;
        return Ok(is_article.then(|| codes::site::article_in_static(Place::file(path), name)));
    }
    // `停水.md.docx` was meant for Markdown, which is told already.
    if is_used(path) || name.to_ascii_lowercase().contains(".md.") {
        return Ok(None);
    }
    Ok(if is(DOCUMENTS) {
        Some(codes::site::stray_document(Place::file(path), name))
    } else if is(PAGES) {
        Some(codes::site::stray_page(Place::file(path), name))
    } else if is(TEXTS) && looks_like_an_article(source::bytes(sources, entry, source::TEXT_CAP))? {
        Some(codes::site::stray_text(Place::file(path), name))
    } else {
        None
    })
}

fn ending(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, ending)| ending)
}

/// Whether a file opens with front matter that has a title. One that may not be read is not: that is told elsewhere.
fn looks_like_an_article(bytes: Result<Vec<u8>, Unread>) -> Result<bool, Error> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(Unread::Note(_)) => return Ok(false),
        Err(Unread::Failed(error)) => return Err(error),
    };
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).skip_while(|line| line.is_empty());
    let is_open = lines.next().is_some_and(|line| matches!(line, "---" | "———" | "－－－" | "——"));
    let is_title = |line: &str| {
        let key = line.split([':', '：']).next().unwrap_or_default().trim();
        key.len() < line.len() && (key.eq_ignore_ascii_case("title") || key == "标题")
    };
    Ok(is_open && lines.take(HEAD).any(is_title))
}
