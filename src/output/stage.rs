//! The folder in which files lie until all are complete, and the lock that keeps a second build out.
//!
//! Both bear banbao's name and neither needs the output to exist. A stage has a name that nobody can guess and holds
//! a mark: what a killed build left is known by both and removed, a folder of someone else's never is.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{RECORD, place};
use crate::disk::{self, Disk, Lock, Locked};
use crate::error::{At as _, Error};
use crate::say;

/// Ends the name of a stage, before its number.
const STAGE: &str = ".banbao-stage-";
/// The folder of a stage that becomes the output as a whole.
pub(super) const SITE: &str = "site";
/// Folders of a stage in the output: new files before they appear, changed ones, those that wait for a place, second
/// names of what may have to come back.
pub(super) const WAIT: &str = "wait";
pub(super) const CHANGED: &str = "changed";
pub(super) const LATE: &str = "late";
pub(super) const BACK: &str = "back";
/// The file in a stage that says whose it is.
const MARK: &str = "stage-of-banbao";
const MARK_TEXT: &[u8] = b"banbao keeps files here while it builds; it may be removed when no build is running\n";
/// A build that is just ending is waited for, so often and so long each time.
const TRIES: usize = 10;
const PAUSE: Duration = Duration::from_millis(10);

/// A stage; gone when the build is over, however it ends, but for one that the output still leans on.
#[derive(Debug)]
pub(super) struct Stage {
    disk: Disk,
    path: PathBuf,
    keep: bool,
}

impl Stage {
    /// Makes a stage in a folder. `of` is empty in the output itself, else the output's name with a dot before it.
    pub(super) fn create(disk: &Disk, folder: &Path, of: &str) -> Result<Self, Error> {
        loop {
            let path = folder.join(format!("{of}{STAGE}{:016x}", RandomState::new().build_hasher().finish()));
            match disk.create_dir(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error).at(&path),
                Ok(()) => {
                    let stage = Self { disk: disk.clone(), path, keep: false };
                    let mark = stage.path.join(MARK);
                    disk.write_new(&mark, MARK_TEXT).at(&mark)?;
                    return Ok(stage);
                }
            }
        }
    }

    /// A path in the stage.
    pub(super) fn at(&self, below: impl AsRef<Path>) -> PathBuf {
        self.path.join(below)
    }

    /// The stage's own folder.
    pub(super) fn folder(&self) -> &Path {
        &self.path
    }

    /// Leaves the stage to the next build: the output has links into it.
    pub(super) fn keep(&mut self) {
        self.keep = true;
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        if !self.keep {
            let _ = remove(&self.disk, &self.path);
        }
    }
}

/// Removes a stage, its mark last: one that is removed by halves is still known.
pub(super) fn remove(disk: &Disk, path: &Path) -> io::Result<()> {
    for name in disk.list(path)?.into_iter().filter(|name| *name != *MARK) {
        let inner = path.join(name);
        if disk.own_facts(&inner)?.is_dir() { disk.remove_tree(&inner)? } else { disk.remove_file(&inner)? }
    }
    match disk.remove_file(&path.join(MARK)) {
        Err(error) if !disk::is_nothing(&error) => return Err(error),
        _ => {}
    }
    disk.remove_dir(path)
}

/// Whether a name in the output's folder is one that a stage has.
pub(super) fn is_name(name: &str, of: &str) -> bool {
    let number = name.strip_prefix(of).and_then(|rest| rest.strip_prefix(STAGE));
    number.is_some_and(|number| number.len() == 16 && number.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The stages that killed builds have left in a folder: by name and mark. One that was killed before it could write
/// its mark is empty.
pub(super) fn left(disk: &Disk, folder: &Path, of: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let names = match disk.list(folder) {
        Ok(names) => names,
        // A folder that may be passed through but not listed has no stage that we could make there.
        Err(error) if disk::is_nothing(&error) || error.kind() == io::ErrorKind::PermissionDenied => Vec::new(),
        Err(error) => return Err(error),
    };
    for path in names.iter().filter(|name| name.to_str().is_some_and(|name| is_name(name, of))).map(|name| folder.join(name)) {
        if disk.own_facts_if_any(&path)?.is_none_or(|facts| !facts.is_dir()) {
            continue;
        }
        let is_marked = disk.read(&path.join(MARK), MARK_TEXT.len() as u64).is_ok_and(|text| MARK_TEXT.starts_with(&text));
        if is_marked || disk.list(&path)?.is_empty() {
            found.push(path);
        }
    }
    Ok(found)
}

/// A stage beside an output that does not exist yet or is empty, and can take its place.
pub(super) fn beside(disk: &Disk, dir: &Path) -> Result<Option<Stage>, Error> {
    let there = disk.own_facts_if_any(dir).at(dir)?;
    if there.is_some() && !place::names(disk, dir)?.is_empty() {
        return Ok(None);
    }
    let parent = dir.parent().unwrap_or(dir);
    let stage = match Stage::create(disk, parent, &name_of(dir)) {
        Err(Error::Io { source, .. })
            if there.is_some() && matches!(source.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) =>
        {
            return Ok(None);
        }
        other => other?,
    };
    let site = stage.at(SITE);
    disk.create_dir(&site).at(&site)?;
    if let Some(there) = there {
        // A folder that is a disk of its own, or somebody's who is not us, keeps its place and gets the files.
        let is_alike = disk.own_facts(&site).is_ok_and(|facts| disk::are_alike(&facts, &there));
        if !is_alike || !can_move(disk, &stage, dir) {
            return Ok(None);
        }
    }
    Ok(Some(stage))
}

/// Whether a folder of the stage can be moved into the output. A mount of the same disk looks like any folder.
fn can_move(disk: &Disk, stage: &Stage, dir: &Path) -> bool {
    let name = stage.folder().file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let Some(name) = name.strip_prefix(&name_of(dir)) else { return false };
    let (from, to) = (stage.at("probe"), dir.join(name));
    disk.create_dir(&from).and_then(|()| disk.rename(&from, &to)).and_then(|()| disk.remove_dir(&to)).is_ok()
}

/// A stage in the output itself.
pub(super) fn within(disk: &Disk, dir: &Path) -> Result<Stage, Error> {
    let stage = Stage::create(disk, dir, "")?;
    for folder in [WAIT, CHANGED, LATE, BACK] {
        let path = stage.at(folder);
        disk.create_dir(&path).at(&path)?;
    }
    Ok(stage)
}

/// Folders that were made so that the output has a place; those that stay empty are removed at the end.
#[derive(Debug)]
pub(super) struct Folders(pub(super) Disk, pub(super) Vec<PathBuf>);

impl Drop for Folders {
    fn drop(&mut self) {
        for path in self.1.iter().rev() {
            let _ = self.0.remove_dir(path);
        }
    }
}

/// Makes the folders above the output that are missing.
pub(super) fn make_above(disk: &Disk, dir: &Path) -> Result<Folders, Error> {
    let mut missing = Vec::new();
    for folder in dir.ancestors().skip(1) {
        if disk.own_facts_if_any(folder).at(folder)?.is_some() {
            break;
        }
        missing.push(folder);
    }
    let mut made = Folders(disk.clone(), Vec::new());
    for folder in missing.into_iter().rev() {
        match disk.create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => other.at(folder)?,
        }
        made.1.push(folder.to_owned());
    }
    Ok(made)
}

/// The name of an output, as its stages and its lock bear it.
pub(super) fn name_of(dir: &Path) -> String {
    format!(".{}", dir.file_name().map_or_else(|| "public".into(), |name| name.to_string_lossy()))
}

/// A lock on an output, held as long as this lives.
#[derive(Debug)]
pub(super) struct Held {
    disk: Disk,
    path: PathBuf,
    _lock: Lock,
}

impl Held {
    /// Where the lock lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // Taken away while it is held: who opens it afterwards makes a new one.
        let _ = self.disk.remove_file(&self.path);
    }
}

/// Keeps other builds out of an output. The lock lies beside it, so that an output that does not exist yet has one
/// too; in it where nothing may be made beside it. None where the system has no locks.
pub(super) fn lock(disk: &Disk, dir: &Path) -> Result<Option<Held>, Error> {
    let beside = dir.with_file_name(format!("{}.banbao-lock", name_of(dir)));
    match take_lock(disk, &beside) {
        Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
            let within = dir.join(format!("{RECORD}-lock"));
            taken(take_lock(disk, &within), dir, &within)
        }
        other => taken(other, dir, &beside),
    }
}

fn taken(lock: io::Result<Option<Held>>, dir: &Path, path: &Path) -> Result<Option<Held>, Error> {
    match lock {
        Ok(Some(held)) => Ok(Some(held)),
        Ok(None) => {
            let shown = dir.display();
            Err(Error::Machine(say!(
                "另一个 banbao 正在写 {shown}，等它做完再来",
                "another banbao is writing {shown}; try again when it is done"
            )))
        }
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(error).at(path),
    }
}

fn take_lock(disk: &Disk, path: &Path) -> io::Result<Option<Held>> {
    for _ in 0..TRIES {
        match disk.lock(path)? {
            Locked::Ours(lock) => return Ok(Some(Held { disk: disk.clone(), path: path.to_owned(), _lock: lock })),
            Locked::Others => std::thread::sleep(PAUSE),
            Locked::Gone => {}
        }
    }
    Ok(None)
}
