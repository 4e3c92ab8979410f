//! Stage 1, read: which files a site has, and what is in one of them.
//!
//! The only reader of `content/` and `themes/`. Hands out entries (handles), not contents: a file is read when its
//! stage asks, once, and let go. Never follows a link out of the root, never reads a device, never reads a file
//! beyond its cap. A mistake of the editor's is a note; a file or folder that the machine will not read is an error
//! that ends the build, since a site without it would lose its pages.

mod encoding;

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::disk::{self, Disk, Folder, Found, Metadata, Opened, Refusal, Tick, Walk, WalkError, is_nothing};
use crate::error::{At as _, Error};
use crate::note::{Note, Place, Sentence, codes};

pub use encoding::decode;

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
    /// Anything below `content/inbox/`: what waits to be imported, never an article.
    Inbox,
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
    /// What tells it from another file of the same size and time.
    pub identity: Identity,
}

/// The file's number on its disk and the moment of its last change of any kind, which nobody can set: a file that was
/// replaced or edited is another one, even where its size and time were kept. Zeros where the system has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Identity {
    number: u64,
    changed: Tick,
}

impl Identity {
    fn of(facts: &Metadata) -> Self {
        Self { number: disk::number(facts), changed: disk::changed(facts) }
    }
}

/// All files of a site, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// The files.
    pub entries: Vec<Entry>,
    /// The symbolic links among files and folders: paths below the root, and what they lead to. What is reached
    /// through a link changes elsewhere.
    pub links: Vec<(String, PathBuf)>,
    /// The same folder, held open.
    folder: Folder,
}

/// Why a file has no bytes.
#[derive(Debug)]
pub enum Unread {
    /// The editor can mend it.
    Note(Note),
    /// The machine failed, or the file has gone.
    Failed(Error),
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

    /// The bytes of a file of the site as they are now.
    ///
    /// # Errors
    /// When it is no regular file below the root any more, or cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        self.folder.read(path, FILE_CAP).map_err(|refusal| unread(&self.root, path, FILE_CAP, refusal))
    }

    /// The same file held open, to be read part by part: the preview shows states of the site that have passed, to
    /// readers who take their time.
    ///
    /// # Errors
    /// When it is no regular file below the root any more, or cannot be opened.
    pub fn open(&self, path: &str) -> Result<Opened, Unread> {
        self.folder.open_file(path, FILE_CAP).map_err(|refusal| unread(&self.root, path, FILE_CAP, refusal))
    }
}

/// Where nothing is told to the editor any more, whatever keeps a file from being read ends the build.
impl From<Unread> for Error {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Failed(error) => error,
            Unread::Note(Note { place, message, .. }) => {
                Self::Machine(Sentence { zh: format!("{}：{}", place.path, message.zh), en: format!("{}: {}", place.path, message.en) })
            }
        }
    }
}

/// Lists the files below `content/` and `themes/`.
///
/// # Errors
/// When a folder cannot be listed or a file not be looked at.
pub fn scan(disk: &Disk, root: &Path) -> Result<(Sources, Vec<Note>), Error> {
    let real_root = disk.real_path(root).at(root)?;
    let folder = Folder::open(disk, &real_root).at(&real_root)?;
    let mut scan = Scan { disk, real_root: &real_root, notes: Vec::new(), links: Vec::new(), failed: None };
    let mut entries: Vec<Looked> = Vec::new();
    for below in FOLDERS {
        let path = real_root.join(below);
        if disk
            .facts(&path)
            .map(|facts| facts.is_dir())
            .or_else(|error| if is_nothing(&error) { Ok(false) } else { Err(error) })
            .at(&path)?
        {
            let mut files = scan.files(&path);
            // One thread walks on while another asks for the size and time of what was found, which takes longer.
            let parts = std::iter::from_fn(|| Some(files.by_ref().take(PART).collect()).filter(|part: &Vec<_>| !part.is_empty()));
            entries.par_extend(parts.par_bridge().flat_map_iter(|part| part.into_iter().map(entry)));
        }
    }
    let Scan { mut notes, links, failed, .. } = scan;
    if let Some(error) = failed {
        return Err(error);
    }
    let mut found = Vec::with_capacity(entries.len());
    for looked in entries {
        match looked {
            Looked::Entry(entry) => found.push(entry),
            Looked::Refused(note) => notes.push(note),
            Looked::Failed(error) => return Err(error),
        }
    }
    found.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok((Sources { root: real_root, entries: found, links, folder }, notes))
}

/// What came of looking at a file.
enum Looked {
    Entry(Entry),
    Refused(Note),
    Failed(Error),
}

fn entry((path, file): (String, Found)) -> Looked {
    let facts = match file.facts().at(file.path()) {
        Ok(facts) => facts,
        Err(error) => return Looked::Failed(error),
    };
    let kind = classify(&path);
    // What is copied as it is has a cap like everything else.
    if kind == Kind::Static && facts.len() > FILE_CAP {
        return Looked::Refused(too_large(&path, facts.len(), FILE_CAP));
    }
    Looked::Entry(Entry { kind, size: facts.len(), modified: facts.modified().ok(), identity: Identity::of(&facts), path })
}

struct Scan<'a> {
    disk: &'a Disk,
    real_root: &'a Path,
    notes: Vec<Note>,
    links: Vec<(String, PathBuf)>,
    /// The first failure of the machine.
    failed: Option<Error>,
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
    /// The files of a folder and those below it; fewer when the machine has failed.
    fn files(&mut self, folder: &Path) -> impl Iterator<Item = (String, Found)> + Send {
        let mut walk = self.disk.walk(folder, DEPTH_CAP + 1);
        std::iter::from_fn(move || {
            while self.failed.is_none() {
                match walk.next()? {
                    Ok(found) if found.depth() == 0 => {}
                    Ok(found) => match self.step(&found) {
                        Step::Take(path) => return Some((path, found)),
                        Step::Leave => leave(&mut walk, &found),
                        Step::Enter => {}
                    },
                    Err(error) => self.unreadable(error),
                }
            }
            None
        })
    }

    fn step(&mut self, entry: &Found) -> Step {
        if is_left_over(entry.path(), self.real_root) {
            return Step::Leave;
        }
        let Some(path) = self.relative(entry.path()) else { return Step::Leave };
        if entry.is_link() {
            match self.disk.real_path(entry.path()) {
                Ok(real) if real.starts_with(self.real_root) => self.links.push((path.clone(), real)),
                _ => {
                    self.notes.push(codes::source::link_outside(Place::file(&path), &path));
                    return Step::Leave;
                }
            }
        }
        if entry.is_dir() {
            return if self.shallow_enough(entry, &path) { Step::Enter } else { Step::Leave };
        }
        if !entry.is_file() {
            self.notes.push(codes::source::not_a_file(Place::file(&path), &path));
            return Step::Leave;
        }
        if let Some(stem) = misnamed(&path) {
            let file = path.rsplit('/').next().unwrap_or(&path);
            self.notes.push(codes::source::not_md(Place::file(&path), file, stem));
        }
        Step::Take(path)
    }

    fn shallow_enough(&mut self, entry: &Found, path: &str) -> bool {
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
            if text.contains(char::is_control) {
                let shown = text.escape_debug().to_string();
                self.notes.push(codes::source::control_in_name(Place::file(&shown), &shown));
                return None;
            }
            return Some(if std::path::MAIN_SEPARATOR == '/' { text.to_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") });
        }
        let shown = below.to_string_lossy().into_owned();
        self.notes.push(codes::source::file_name(Place::file(&shown), &shown));
        None
    }

    /// A link that leads nowhere or in circles is the editor's to mend. Anything else that cannot be looked at has been
    /// taken away under our eyes, or the machine failed.
    fn unreadable(&mut self, error: WalkError) {
        let shown = |path: &Path| path.strip_prefix(self.real_root).unwrap_or(path).to_string_lossy().into_owned();
        match error {
            WalkError::Loop(path) => {
                let shown = shown(&path);
                self.notes.push(codes::source::link_loop(Place::file(&shown), &shown));
            }
            WalkError::Failed(path, error) => {
                let is_link = is_nothing(&error) && self.disk.own_facts(&path).is_ok_and(|facts| facts.is_symlink());
                if is_link {
                    let shown = shown(&path);
                    self.notes.push(codes::source::link_dangling(Place::file(&shown), &shown));
                } else {
                    self.failed = Some(Error::Io { path, source: error });
                }
            }
        }
    }
}

/// Does not look into what is not wanted, if it is a folder.
fn leave(walk: &mut Walk, found: &Found) {
    if found.is_dir() {
        walk.leave();
    }
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
    let below = path
        .strip_prefix("content/")
        .filter(|below| !below.starts_with("static/") && !below.starts_with("inbox/") && !below.ends_with(".md"))?;
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
    if below.starts_with("inbox/") {
        return Kind::Inbox;
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
/// A note when it is beyond the cap, or was replaced by something that is not read; an error when it cannot be read.
pub fn bytes(sources: &Sources, entry: &Entry, cap: u64) -> Result<Vec<u8>, Unread> {
    sources.folder.read(&entry.path, cap).map_err(|refusal| unread(&sources.root, &entry.path, cap, refusal))
}

fn unread(root: &Path, path: &str, cap: u64, refusal: Refusal) -> Unread {
    match refusal {
        Refusal::TooLarge(size) => Unread::Note(too_large(path, size, cap)),
        Refusal::NotAFile => Unread::Note(codes::source::not_a_file(Place::file(path), path)),
        Refusal::Outside => Unread::Note(codes::source::link_outside(Place::file(path), path)),
        Refusal::Failed(source) => Unread::Failed(Error::Io { path: root.join(path), source }),
    }
}

fn too_large(path: &str, size: u64, cap: u64) -> Note {
    codes::source::too_large(Place::file(path), size.div_ceil(1024 * 1024), cap / (1024 * 1024))
}

/// The text of an entry: without byte order mark, every line end as `\n`.
///
/// # Errors
/// A note when it is not UTF-8 text; and those of [`bytes`].
pub fn text(sources: &Sources, entry: &Entry) -> Result<String, Unread> {
    let bytes = bytes(sources, entry, TEXT_CAP)?;
    decode(&entry.path, &bytes).map(std::borrow::Cow::into_owned).map_err(Unread::Note)
}
