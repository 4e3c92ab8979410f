//! Stage 1, read: which files a site has, and what is in one of them.
//!
//! The only reader of `content/` and `themes/`, and the only user of walkdir. Hands out entries (handles),
//! not contents: a file is read when its stage asks, once, and let go. Never follows a link out of the root,
//! never opens a device, never reads a file beyond its cap.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::error::{At as _, Error};
use crate::note::{Note, Place, codes};

/// The folders that a site is made of, below its root.
pub const FOLDERS: [&str; 2] = ["content", "themes"];
/// So many files are handed on at once while folders are walked through.
const PART: usize = 64;
/// The largest Markdown or YAML file, in bytes.
pub const TEXT_CAP: u64 = 2 * 1024 * 1024;
/// The largest picture or attachment, in bytes.
pub const FILE_CAP: u64 = 50 * 1024 * 1024;
/// Folders may lie this deep below `content/`.
const DEPTH_CAP: usize = 32;

/// What a file is, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `content/site.yaml`
    Config,
    /// `content/communities/*.md`
    Community,
    /// `content/programs/*.md`
    Program,
    /// `content/authors/*.md`
    Author,
    /// `content/tags/*.md`
    Tag,
    /// `content/issues/*.md`
    Issue,
    /// `content/pages/*.md`
    Page,
    /// Any other `.md` below `content/`.
    Article,
    /// Anything below `content/static/`.
    Static,
    /// A picture or attachment beside an article.
    Beside,
    /// Anything below `themes/<name>/`.
    Theme,
}

/// A file of the site, unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Path below the root, with `/`.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Its size in bytes when it was seen.
    pub size: u64,
    /// When it was last written, as the disk tells. Never reaches an output.
    pub modified: Option<SystemTime>,
}

/// All files of a site, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// The files.
    pub entries: Vec<Entry>,
}

impl Sources {
    /// The entries of one kind, in the order of their paths.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }

    /// The entry at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
        self.entries.get(at)
    }

    /// Where an entry lies on the disk.
    #[must_use]
    pub fn disk_path(&self, entry: &Entry) -> PathBuf {
        self.root.join(&entry.path)
    }
}

/// Lists the files below `content/` and `themes/`.
///
/// # Errors
/// When `content/` cannot be listed at all.
pub fn scan(root: &Path) -> Result<(Sources, Vec<Note>), Error> {
    let real_root = fs::canonicalize(root).at(root)?;
    let mut scan = Scan { real_root: &real_root, notes: Vec::new() };
    let mut entries: Vec<Entry> = Vec::new();
    for folder in FOLDERS {
        if real_root.join(folder).is_dir() {
            let mut files = scan.files(folder);
            // One thread walks on while another asks for the size and time of what was found, which takes longer.
            let parts = std::iter::from_fn(|| Some(files.by_ref().take(PART).collect()).filter(|part: &Vec<_>| !part.is_empty()));
            entries.par_extend(parts.par_bridge().flat_map_iter(|part| part.into_iter().filter_map(entry)));
        }
    }
    let notes = scan.notes;
    entries.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok((Sources { root: real_root, entries }, notes))
}

fn entry((path, file): (String, walkdir::DirEntry)) -> Option<Entry> {
    let metadata = file.metadata().ok()?;
    Some(Entry { kind: classify(&path), size: metadata.len(), modified: metadata.modified().ok(), path })
}

struct Scan<'a> {
    real_root: &'a Path,
    notes: Vec<Note>,
}

/// What is done with something that a folder holds.
enum Step {
    /// Looked into.
    Enter,
    /// Taken as a file, by its path below the root.
    Take(String),
    /// Left alone.
    Leave,
}

impl Scan<'_> {
    /// The files of a folder and those below it.
    fn files(&mut self, folder: &str) -> impl Iterator<Item = (String, walkdir::DirEntry)> + Send {
        let walk = walkdir::WalkDir::new(self.real_root.join(folder)).follow_links(true).max_depth(DEPTH_CAP + 1).into_iter();
        let real_root = self.real_root;
        let mut walk = walk.filter_entry(|entry| entry.depth() == 0 || !is_left_over(entry.path(), real_root));
        std::iter::from_fn(move || {
            loop {
                match walk.next()? {
                    Ok(entry) if entry.depth() == 0 => {}
                    Ok(entry) => match self.step(&entry) {
                        Step::Take(path) => return Some((path, entry)),
                        Step::Leave if entry.file_type().is_dir() => walk.skip_current_dir(),
                        Step::Enter | Step::Leave => {}
                    },
                    Err(error) => self.unreadable(&error),
                }
            }
        })
    }

    fn step(&mut self, entry: &walkdir::DirEntry) -> Step {
        let Some(path) = self.relative(entry.path()) else { return Step::Leave };
        if entry.path_is_symlink() && !fs::canonicalize(entry.path()).is_ok_and(|real| real.starts_with(self.real_root)) {
            self.notes.push(codes::source::link_outside(Place::file(&path), &path));
            return Step::Leave;
        }
        if entry.file_type().is_dir() {
            return if self.shallow_enough(entry, &path) { Step::Enter } else { Step::Leave };
        }
        if !entry.file_type().is_file() {
            self.notes.push(codes::source::not_a_file(Place::file(&path), &path));
            return Step::Leave;
        }
        if let Some(stem) = misnamed(&path) {
            let file = path.rsplit('/').next().unwrap_or(&path);
            self.notes.push(codes::source::not_md(Place::file(&path), file, stem));
        }
        Step::Take(path)
    }

    fn shallow_enough(&mut self, entry: &walkdir::DirEntry, path: &str) -> bool {
        if entry.depth() <= DEPTH_CAP {
            return true;
        }
        let place = Place::file(path);
        self.notes.push(codes::source::too_deep(place, DEPTH_CAP));
        false
    }

    /// The path below the root, with `/`; a name that is not text is an error.
    fn relative(&mut self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(self.real_root).unwrap_or(path);
        if let Some(text) = below.to_str() {
            return Some(if std::path::MAIN_SEPARATOR == '/' { text.to_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") });
        }
        let shown = below.to_string_lossy().into_owned();
        self.notes.push(codes::source::file_name(Place::file(&shown), &shown));
        None
    }

    fn unreadable(&mut self, error: &walkdir::Error) {
        let shown = error.path().map(|p| p.strip_prefix(self.real_root).unwrap_or(p).to_string_lossy().into_owned()).unwrap_or_default();
        let place = Place::file(&shown);
        let note = if error.loop_ancestor().is_some() {
            codes::source::link_loop(place, &shown)
        } else if error.io_error().is_some_and(|e| e.kind() == io::ErrorKind::NotFound) {
            codes::source::link_dangling(place, &shown)
        } else {
            unreadable(&shown)
        };
        self.notes.push(note);
    }
}

/// The note on a file that cannot be opened.
#[must_use]
pub fn unreadable(path: &str) -> Note {
    codes::source::unreadable(Place::file(path), path)
}

/// Whether a file or folder is something that editors and systems leave behind. Below `content/static/`
/// dot files such as `.well-known` are meant; `.git`, `.env` and leftovers never are (H7).
#[must_use]
pub fn is_left_over(path: &Path, root: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|n| n.to_str()) else { return false };
    let always = matches!(name, ".git" | ".svn" | ".env" | ".DS_Store" | "Thumbs.db" | "desktop.ini" | "4913")
        || name.starts_with("._")
        || name.starts_with(".env.")
        || name.starts_with("~$")
        || name.ends_with('~')
        || [".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", ".part", ".crdownload"].iter().any(|end| name.ends_with(end))
        || (name.starts_with('#') && name.ends_with('#'))
        || name.contains("___jb_");
    let is_static = path.strip_prefix(root).is_ok_and(|below| below.starts_with("content/static"));
    always || (name.starts_with('.') && !is_static)
}

/// The stem of a file that was meant for Markdown: `停水.MD`, `停水.markdown`, and `停水.md.txt`, as Notepad saves it.
fn misnamed(path: &str) -> Option<&str> {
    let below = path.strip_prefix("content/").filter(|below| !below.starts_with("static/") && !below.ends_with(".md"))?;
    let file = below.rsplit('/').next().unwrap_or(below);
    let stem = [".md", ".markdown", ".mdown", ".mkd", ".md.txt", ".md.doc", ".md.docx"].iter().find_map(|ending| {
        let at = file.len().checked_sub(ending.len()).filter(|at| *at > 0)?;
        file.get(at..).filter(|end| end.eq_ignore_ascii_case(ending)).map(|_| &file[..at])
    })?;
    Some(stem)
}

fn classify(path: &str) -> Kind {
    let Some(below) = path.strip_prefix("content/") else { return Kind::Theme };
    if below == "site.yaml" {
        return Kind::Config;
    }
    if below.starts_with("static/") {
        return Kind::Static;
    }
    if !below.ends_with(".md") {
        return Kind::Beside;
    }
    match below.split_once('/') {
        Some(("communities", _)) => Kind::Community,
        Some(("programs", _)) => Kind::Program,
        Some(("authors", _)) => Kind::Author,
        Some(("tags", _)) => Kind::Tag,
        Some(("issues", _)) => Kind::Issue,
        Some(("pages", _)) => Kind::Page,
        _ => Kind::Article,
    }
}

/// The bytes of an entry.
///
/// # Errors
/// A note when the file is beyond the cap or cannot be read any more.
pub fn bytes(sources: &Sources, entry: &Entry, cap: u64) -> Result<Vec<u8>, Note> {
    let path = entry.path.as_str();
    if entry.size > cap {
        let (size, most) = (entry.size.div_ceil(1024 * 1024), cap / (1024 * 1024));
        return Err(codes::source::too_large(Place::file(path), size, most));
    }
    // Its size is known: room for it and a little more is read at once, without asking again.
    let room = usize::try_from(entry.size).unwrap_or(0) + 64;
    let read = || {
        let mut bytes = Vec::with_capacity(room);
        fs::File::open(sources.disk_path(entry))?.take(cap).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|_: io::Error| unreadable(path))
}

/// The text of an entry: without byte order mark, every line end as `\n`.
///
/// # Errors
/// A note when the file cannot be read or is not UTF-8 text.
pub fn text(sources: &Sources, entry: &Entry) -> Result<String, Note> {
    let bytes = bytes(sources, entry, TEXT_CAP)?;
    decode(&entry.path, &bytes).map(Cow::into_owned)
}

/// Bytes as text: without byte order mark, every line end as `\n`.
///
/// # Errors
/// A note when they are not UTF-8 text; GBK and UTF-16 are named (E5).
pub fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Note> {
    if let Some(name) = utf_16(bytes) {
        return Err(encoding(path, name));
    }
    let text = simdutf8::compat::from_utf8(bytes).map_err(|error| not_utf8(path, bytes, error.valid_up_to()))?;
    if let Some(at) = text.find('\0') {
        let line = text[..at].matches('\n').count() + 1;
        return Err(codes::source::nul_byte(Place::range(path, text, 1, at..at + 1), line));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() })
}

/// The kind of UTF-16 that bytes begin like: with its mark, or with an ASCII character of two bytes twice.
fn utf_16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        [1..=0x7f, 0, 1..=0x7f, 0, ..] => Some("UTF-16LE"),
        [0, 1..=0x7f, 0, 1..=0x7f, ..] => Some("UTF-16BE"),
        _ => None,
    }
}

fn encoding(path: &str, name: &str) -> Note {
    let from = if name.starts_with("GBK") { "GB18030" } else { name };
    codes::source::encoding(Place::file(path), name, from, path)
}

fn not_utf8(path: &str, bytes: &[u8], at: usize) -> Note {
    if is_gbk(bytes) {
        return encoding(path, "GBK/GB18030");
    }
    let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
    let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n);
    let (line, byte) = (bytes[..at].iter().filter(|b| **b == b'\n').count() + 1, at - start + 1);
    let shown = String::from_utf8_lossy(&bytes[start..end]);
    let before = at - start;
    let place = Place::range(path, &shown, u32::try_from(line).unwrap_or(u32::MAX), before..before + '\u{fffd}'.len_utf8());
    codes::source::invalid_utf8(place, line, byte)
}

/// Whether every byte above ASCII belongs to a pair of GBK, and most pairs are common Han (rows B0 to F7).
fn is_gbk(bytes: &[u8]) -> bool {
    let (mut pairs, mut common, mut at) = (0, 0, 0);
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (0..=0x7f, _) => at += 1,
            (lead @ 0x81..=0xfe, Some(0x40..=0x7e | 0x80..=0xfe)) => {
                pairs += 1;
                common += usize::from((0xb0..=0xf7).contains(&lead) || lead == 0xa1 || lead == 0xa3);
                at += 2;
            }
            _ => return false,
        }
    }
    pairs > 0 && common * 2 > pairs
}
