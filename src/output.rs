//! Stage 6, output: the only writer of the built site.
//!
//! Writes only what changed, each file whole, and removes only what an earlier build wrote and this one did
//! not. Everything new lies complete in a stage before the first file moves into place: new files first, then
//! changed ones, then deletions, then the record; so a build that is killed leaves no page that links to a
//! missing one (S6). An output that is empty is built beside and renamed as a whole.

mod record;

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use crate::error::{At as _, Error};
use crate::key::Key;
use crate::pipeline::{Content, Sink};
use crate::say;

pub use record::Stamp;
use record::{Entry, Record};

/// Name of the record in the output's root.
pub const RECORD: &str = ".banbao";
/// Name of the folder that holds what is not in place yet.
const STAGE: &str = ".banbao-stage";

/// How an output is opened.
#[derive(Debug)]
pub struct OpenOptions<'a> {
    /// The folder to write to.
    pub dir: &'a Path,
    /// The site's root, which must not be overwritten.
    pub root: &'a Path,
    /// Whether a folder with files that banbao did not write may be used.
    pub force: bool,
}

/// An output folder, locked and ready to take files.
#[derive(Debug)]
pub struct Output {
    dir: PathBuf,
    /// Where files lie until all are complete.
    stage: Stage,
    /// Whether the stage becomes the output as a whole.
    whole: bool,
    old: Record,
    /// When the record was written: a file that is younger may have been changed by someone else.
    recorded_at: Option<SystemTime>,
    taken: Mutex<Taken>,
    next: AtomicUsize,
    /// Held for as long as the output is open.
    _lock: Option<File>,
}

/// A folder that is gone when the build is over, however it ends.
#[derive(Debug)]
struct Stage(PathBuf);

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[derive(Debug, Default)]
struct Taken {
    entries: BTreeMap<String, Entry>,
    /// Files in the stage that are not in the output as they should be: output file to stage file.
    staged: Vec<(String, PathBuf)>,
}

/// What a finished build did to its output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// Files that were not there before.
    pub added: usize,
    /// Files with other content.
    pub changed: usize,
    /// Files taken away.
    pub removed: usize,
    /// All files of the site.
    pub total: usize,
}

impl Output {
    /// Opens an output folder: checks that it may be written (S5), waits for no one, reads the record.
    ///
    /// # Errors
    /// When the folder must not be overwritten, is in use by another build, or cannot be read.
    pub fn open(options: &OpenOptions<'_>) -> Result<Self, Error> {
        let OpenOptions { dir, root, force } = *options;
        let dir = absolute(dir).at(dir)?;
        refuse_dangerous(&dir, root)?;
        if dir.exists() && !dir.is_dir() {
            let shown = dir.display();
            return Err(Error::Usage(say!("输出位置 {shown} 是一个文件，不是文件夹", "the output {shown} is a file, not a folder")));
        }
        let lock = lock(&dir)?;
        let (old, recorded_at) = Record::read(&dir.join(RECORD));
        let old = old.unwrap_or_default();
        remove_dir(&dir.join(STAGE))?;
        let foreign = foreign_files(&dir)?;
        if recorded_at.is_none() && !foreign.is_empty() && !force {
            let (shown, first) = (dir.display(), &foreign[0]);
            return Err(Error::Usage(say!(
                "{shown} 里有不是 banbao 写的文件（例如 {first}），没有改动它。换一个空文件夹，或加 --force",
                "{shown} holds files that banbao did not write (such as {first}); nothing was changed. Use an empty folder, or add --force"
            )));
        }
        let whole = recorded_at.is_none() && foreign.is_empty();
        let stage = if whole { beside(&dir) } else { dir.join(STAGE) };
        remove_dir(&stage)?;
        let (stage, whole) = match fs::create_dir_all(&stage) {
            Ok(()) => (stage, whole),
            Err(_) if whole => (dir.join(STAGE), false),
            Err(error) => return Err(error).at(&stage),
        };
        let stage = Stage(stage);
        Ok(Self { dir, stage, whole, old, recorded_at, taken: Mutex::default(), next: AtomicUsize::new(0), _lock: lock })
    }

    /// Whether the output is what a build with this key would write, and no moment has passed that changes it.
    #[must_use]
    pub fn is_current(&self, key: Key, now: i64) -> Option<Stamp> {
        let stamp = self.old.stamp.clone()?;
        if stamp.key != key || stamp.next.is_some_and(|next| next <= now) {
            return None;
        }
        let all_there = self.old.entries.iter().all(|(file, entry)| self.is_on_disk(file, entry));
        all_there.then_some(stamp)
    }

    /// Number of files that the record names.
    #[must_use]
    pub fn recorded(&self) -> usize {
        self.old.entries.len()
    }

    /// Whether a file in the output is as the record says. A file younger than the record, or any file after
    /// a build that was cut short, is read to be sure.
    fn is_on_disk(&self, file: &str, entry: &Entry) -> bool {
        let path = self.dir.join(file);
        let Ok(metadata) = fs::symlink_metadata(&path) else { return false };
        if !metadata.is_file() || metadata.len() != entry.size {
            return false;
        }
        let is_settled = !self.old.cut_short && older(&metadata, self.recorded_at);
        is_settled || fs::read(&path).is_ok_and(|bytes| Key::of(&bytes) == entry.key)
    }

    /// Moves everything into place and writes the record. `stamp` is none when the next build must look again.
    ///
    /// # Errors
    /// When the machine fails; every file is then still whole, old or new.
    pub fn commit(self, stamp: Option<Stamp>) -> Result<Changes, Error> {
        let Taken { entries, staged } = self.taken.into_inner().unwrap_or_default();
        let total = entries.len();
        let record = Record { stamp, entries, cut_short: false };
        if self.whole {
            fs::write(self.stage.0.join(RECORD), record.write()).at(&self.stage.0)?;
            put_whole(&self.stage.0, &self.dir)?;
            return Ok(Changes { added: total, total, ..Changes::default() });
        }
        let stale: Vec<&String> = self.old.entries.keys().filter(|file| !record.entries.contains_key(*file)).collect();
        if staged.is_empty() && stale.is_empty() && self.recorded_at.is_some() && record == self.old {
            remove_dir(&self.stage.0)?;
            return Ok(Changes { total, ..Changes::default() });
        }
        let mut both = self.old.entries.clone();
        both.extend(record.entries.clone());
        replace(&self.dir, &Record { stamp: None, entries: both, cut_short: true }, &self.stage.0)?;
        let (changed, added): (Vec<_>, Vec<_>) = staged.iter().partition(|(file, _)| self.old.entries.contains_key(file));
        for (file, from) in added.iter().chain(&changed) {
            move_into_place(from, &self.dir.join(file))?;
        }
        for file in &stale {
            remove_file(&self.dir, file)?;
        }
        replace(&self.dir, &record, &self.stage.0)?;
        remove_dir(&self.stage.0)?;
        Ok(Changes { added: added.len(), changed: changed.len(), removed: stale.len(), total })
    }

    /// Leaves the output as it was.
    ///
    /// # Errors
    /// When the stage cannot be removed.
    pub fn abandon(self) -> Result<(), Error> {
        remove_dir(&self.stage.0)
    }

    fn stage_path(&self, file: &str) -> PathBuf {
        if self.whole {
            return self.stage.0.join(file);
        }
        self.stage.0.join(self.next.fetch_add(1, Ordering::Relaxed).to_string())
    }
}

impl Sink for Output {
    fn put(&self, file: &str, content: Content<'_>) -> Result<(), Error> {
        let read;
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::File(sources, path) => {
                read = sources.read(path)?;
                &read
            }
        };
        let entry = Entry { key: Key::of(bytes), size: bytes.len() as u64 };
        let is_there = self.old.entries.get(file) == Some(&entry) && self.is_on_disk(file, &entry);
        let staged = if is_there {
            None
        } else {
            let path = self.stage_path(file);
            if !self.whole {
                self.refuse_foreign(file)?;
            }
            write_new(&path, bytes)?;
            Some(path)
        };
        let mut taken = self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(path) = staged.filter(|_| !self.whole) {
            taken.staged.push((file.to_owned(), path));
        }
        taken.entries.insert(file.to_owned(), entry);
        Ok(())
    }
}

impl Output {
    /// A file of someone else's is never overwritten.
    fn refuse_foreign(&self, file: &str) -> Result<(), Error> {
        let path = self.dir.join(file);
        if self.old.entries.contains_key(file) || fs::symlink_metadata(&path).is_err() {
            return Ok(());
        }
        let shown = path.display();
        Err(Error::Usage(say!(
            "{shown} 不是 banbao 写的，没有覆盖它。把它移走，或放进 content/static/",
            "{shown} was not written by banbao and was not overwritten. Move it away, or put it into content/static/"
        )))
    }
}

fn older(metadata: &Metadata, than: Option<SystemTime>) -> bool {
    match (metadata.modified(), than) {
        (Ok(modified), Some(than)) => modified <= than,
        _ => false,
    }
}

/// The path with every part that exists resolved.
fn absolute(dir: &Path) -> io::Result<PathBuf> {
    let full = std::path::absolute(dir)?;
    let mut missing = Vec::new();
    let mut existing = full.as_path();
    while !existing.exists() {
        let (Some(name), Some(parent)) = (existing.file_name(), existing.parent()) else { break };
        missing.push(name.to_owned());
        existing = parent;
    }
    let mut path = fs::canonicalize(existing)?;
    path.extend(missing.iter().rev());
    Ok(path)
}

/// Refuses folders whose loss would hurt: the root of the site or of the disk, the home folder, what holds
/// them, and everything in or around `content/` and `themes/` (S5).
fn refuse_dangerous(dir: &Path, root: &Path) -> Result<(), Error> {
    let root = fs::canonicalize(root).at(root)?;
    let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
    let mut holders = vec![root.clone()];
    holders.extend(home);
    let holds = holders.iter().any(|inner| inner.starts_with(dir)) || dir.parent().is_none();
    let within = ["content", "themes"].iter().map(|name| root.join(name)).any(|source| dir.starts_with(&source) || source.starts_with(dir));
    if !holds && !within {
        return Ok(());
    }
    let shown = dir.display();
    Err(Error::Usage(say!(
        "不能把网站写到 {shown}：那里有站点的源文件或你的其他文件。换一个文件夹，例如 public",
        "will not write the site to {shown}: it holds the sources or files of yours. Use another folder, such as public"
    )))
}

/// Locks the folder for this process. A second build says so instead of mixing its files with the first's.
fn lock(dir: &Path) -> Result<Option<File>, Error> {
    if !dir.exists() {
        return Ok(None);
    }
    let Ok(file) = File::open(dir) else { return Ok(None) };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => {
            let shown = dir.display();
            Err(Error::Machine(say!(
                "另一个 banbao 正在写 {shown}，等它做完再来",
                "another banbao is writing {shown}; try again when it is done"
            )))
        }
        Err(fs::TryLockError::Error(_)) => Ok(None),
    }
}

/// Names in the folder's root that are neither `.git*` nor banbao's own.
fn foreign_files(dir: &Path) -> Result<Vec<String>, Error> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).at(dir),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.at(dir)?.file_name().to_string_lossy().into_owned();
        if !name.starts_with(".git") && !name.starts_with(RECORD) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// A hidden folder next to the output, on the same disk.
fn beside(dir: &Path) -> PathBuf {
    let name = dir.file_name().map_or_else(|| "public".to_owned(), |name| name.to_string_lossy().into_owned());
    dir.with_file_name(format!(".{name}{STAGE}"))
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let parent = path.parent().unwrap_or(path);
    // Most files are a folder's index.html and the first in it: no need to ask whether the folder is there.
    if path.ends_with("index.html") {
        let _ = fs::create_dir(parent);
    }
    let open = || File::options().write(true).create_new(true).open(path);
    let mut file = match open() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(parent).at(parent)?;
            open().at(path)?
        }
        other => other.at(path)?,
    };
    file.write_all(bytes).at(path)
}

/// The stage becomes the output. `.git*` files that were in the output stay in it.
fn put_whole(stage: &Path, dir: &Path) -> Result<(), Error> {
    let mut kept = Vec::new();
    if dir.exists() {
        for entry in fs::read_dir(dir).at(dir)? {
            let entry = entry.at(dir)?;
            kept.push(entry.file_name());
        }
    }
    for name in &kept {
        fs::rename(dir.join(name), stage.join(name)).at(&dir.join(name))?;
    }
    if dir.exists() && fs::remove_dir(dir).is_err() {
        return put_parts(stage, dir);
    }
    match fs::rename(stage, dir) {
        Ok(()) => Ok(()),
        Err(_) => {
            fs::create_dir_all(dir).at(dir)?;
            put_parts(stage, dir)
        }
    }
}

/// Where the folder itself cannot be replaced (it is a mount, or someone's working folder), its parts are moved
/// in one by one, the home page last.
fn put_parts(stage: &Path, dir: &Path) -> Result<(), Error> {
    let mut names: Vec<_> = fs::read_dir(stage).at(stage)?.filter_map(Result::ok).map(|entry| entry.file_name()).collect();
    names.sort_by_key(|name| (name == "index.html", name.clone()));
    for name in names {
        fs::rename(stage.join(&name), dir.join(&name)).at(&dir.join(&name))?;
    }
    remove_dir(stage)
}

fn replace(dir: &Path, record: &Record, stage: &Path) -> Result<(), Error> {
    let temporary = stage.join("record");
    fs::write(&temporary, record.write()).at(&temporary)?;
    fs::rename(&temporary, dir.join(RECORD)).at(&dir.join(RECORD))
}

fn move_into_place(from: &Path, to: &Path) -> Result<(), Error> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let parent = to.parent().unwrap_or(to);
            fs::create_dir_all(parent).at(parent)?;
            fs::rename(from, to).at(to)
        }
        // A file of the old site stands where the new one has a folder.
        Err(_) if to.parent().is_some_and(|parent| parent.is_file()) => {
            let parent = to.parent().unwrap_or(to);
            fs::remove_file(parent).at(parent)?;
            fs::create_dir_all(parent).at(parent)?;
            fs::rename(from, to).at(to)
        }
        other => other.at(to),
    }
}

/// Removes a file and the folders that it leaves empty.
fn remove_file(dir: &Path, file: &str) -> Result<(), Error> {
    let path = dir.join(file);
    match fs::remove_file(&path) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory) => {
            return Err(error).at(&path);
        }
        _ => {}
    }
    let mut folder = path.parent();
    while let Some(parent) = folder.filter(|parent| *parent != dir) {
        if fs::remove_dir(parent).is_err() {
            break;
        }
        folder = parent.parent();
    }
    Ok(())
}

fn remove_dir(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).at(path),
        _ => Ok(()),
    }
}

/// A sink that keeps nothing: for `check`, which renders only to find template errors.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: &str, _: Content<'_>) -> Result<(), Error> {
        Ok(())
    }
}
