//! Stage 6, output: the only writer of the built site.
//!
//! Writes only what changed, each file whole, and removes only what an earlier build wrote and this one did not, if it
//! still holds what was written. What others put there stays, and never enters a folder that is removed. Everything new lies complete in a stage before
//! the first file moves into place.
//!
//! What is promised:
//! - A build that is killed at any moment leaves every file whole, old or new, and no page that links to a missing one
//!   (S6); the next build completes it. One that fails leaves the site as it was.
//! - An output that does not exist yet or is empty is built beside and given its name as a whole.
//! - Power loss: a site that is changed is flushed to the disk before the first file moves, so that every file is whole,
//!   old or new, also then. A first build is not flushed: there is no site to lose. What the disk had not kept of it is
//!   shorter than the record says, and the next build writes it again.

mod change;
mod place;
mod record;
mod stage;
mod stale;

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::disk::{self, Disk, Tick, is_nothing};
use crate::error::{self, At as _, Error};
use crate::key::Key;
use crate::note::Sentence;
use crate::pipeline::{Content, Sink};
use crate::say;

use change::{Change, Staged};
use place::{Ground, Way};
pub use record::Stamp;
use record::{Entry, Record, Recorded};
use stage::{BACK, CHANGED, Folders, Held, LATE, SITE, Stage, WAIT};
pub use stale::Stale;

/// Name of the record in the output's root.
pub const RECORD: &str = ".banbao";

/// How an output is opened.
#[derive(Debug)]
pub struct OpenOptions<'a> {
    /// The disk it lies on.
    pub disk: &'a Disk,
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
    disk: Disk,
    dir: PathBuf,
    /// Where files lie until all are complete.
    stage: Stage,
    /// Whether the stage becomes the output as a whole.
    whole: bool,
    old: Record,
    /// When the record came to its place: a file that was changed later may have been changed by someone else.
    recorded_at: Option<Tick>,
    /// Whether there was a record, whole or not.
    had_record: bool,
    /// Whether the record was damaged and the files of the same names may be replaced all the same.
    adopts: bool,
    /// Stages of killed builds in the output. Its files may be links into them until this build is complete.
    left: Vec<PathBuf>,
    sound: Mutex<HashSet<String>>,
    taken: Mutex<Taken>,
    next: AtomicUsize,
    /// Shared while files are taken or moved; whoever has it alone has ended the build.
    gate: Arc<RwLock<()>>,
    /// Held for as long as the output is open.
    lock: Option<Held>,
    /// Given back last if nothing came into them.
    above: Folders,
}

/// Ends a build from another thread and leaves nothing of it.
#[derive(Debug, Clone)]
pub struct Stopper {
    disk: Disk,
    gate: Arc<RwLock<()>>,
    stage: PathBuf,
    lock: Option<PathBuf>,
    above: Vec<PathBuf>,
}

impl Stopper {
    /// Removes what lies in the stage. Waits for a file that is just written, and for files that are just moved into
    /// place; from then on files wait at the gate, which is never given back: the caller ends the process.
    pub fn stop(&self) {
        std::mem::forget(self.gate.write().unwrap_or_else(PoisonError::into_inner));
        // What cannot be removed now is removed by the next build.
        let _ = stage::remove(&self.disk, &self.stage);
        if let Some(lock) = &self.lock {
            let _ = self.disk.remove_file(lock);
        }
        drop(Folders(self.disk.clone(), self.above.clone()));
    }
}

#[derive(Debug, Default)]
struct Taken {
    entries: BTreeMap<String, Entry>,
    /// Files in the stage that are not in the output as they should be.
    staged: Vec<Staged>,
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
        let OpenOptions { disk, dir, root, force } = *options;
        let dir = place::absolute(disk, dir).at(dir)?;
        place::refuse_dangerous(disk, &dir, root)?;
        let above = stage::make_above(disk, &dir)?;
        let lock = stage::lock(disk, &dir)?;
        let (old, recorded_at, damage) = read_record(disk, &dir)?;
        let adopts = damage.is_some() && force;
        if let Some(error) = damage.filter(|_| !force) {
            return Err(error);
        }
        let had_record = recorded_at.is_some() || adopts;
        let foreign = place::foreign_files(disk, &dir)?;
        if let Some(first) = foreign.first().filter(|_| !had_record && !force) {
            let shown = dir.display();
            return Err(Error::Usage(say!(
                "{shown} 里有不是 banbao 写的文件（例如 {first}），没有改动它。换一个空文件夹，或加 --force",
                "{shown} holds files that banbao did not write (such as {first}); nothing was changed. Use an empty folder, or add --force"
            )));
        }
        remove_all(disk, &stage::left(disk, dir.parent().unwrap_or(&dir), &stage::name_of(&dir)).at(&dir)?)?;
        let mut left = stage::left(disk, &dir, "").at(&dir)?;
        if !old.cut_short && !adopts {
            remove_all(disk, &std::mem::take(&mut left))?;
        }
        let (stage, whole) = match stage::beside(disk, &dir)? {
            Some(stage) => (stage, true),
            None => (stage::within(disk, &dir)?, false),
        };
        let (sound, taken, next) = (Mutex::default(), Mutex::default(), AtomicUsize::new(0));
        let gate = Arc::default();
        let disk = disk.clone();
        Ok(Self { disk, dir, stage, whole, old, recorded_at, had_record, adopts, left, sound, taken, next, gate, lock, above })
    }

    /// What ends this build from another thread.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper {
            disk: self.disk.clone(),
            gate: Arc::clone(&self.gate),
            stage: self.stage.folder().to_owned(),
            lock: self.lock.as_ref().map(|held| held.path().to_owned()),
            above: self.above.1.clone(),
        }
    }

    /// Whether the output is what a build with this key would write, and no moment has passed that changes it.
    #[must_use]
    pub fn is_current(&self, key: Key, now: i64) -> Option<Stamp> {
        let stamp = self.old.stamp.clone()?;
        if stamp.key != key || stamp.next.is_some_and(|next| next <= now) {
            return None;
        }
        let all_there = self.old.entries.iter().all(|(file, entry)| self.is_on_disk(file, entry).unwrap_or(false));
        all_there.then_some(stamp)
    }

    /// Number of files that the record names.
    #[must_use]
    pub fn recorded(&self) -> usize {
        self.old.entries.len()
    }

    /// What becomes of the files of the last build that this one has not handed over.
    ///
    /// # Errors
    /// When the machine fails to read one of them.
    pub fn stale(&self) -> Result<Stale, Error> {
        stale::stale(&self.ground(), &self.taken.lock().unwrap_or_else(PoisonError::into_inner).entries)
    }

    /// The key of a file that this build has handed over.
    #[must_use]
    pub fn key_of(&self, file: &str) -> Option<Key> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).entries.get(file).map(|entry| entry.key)
    }

    /// Whether a file in the output is as the record says. A file that was changed after the record, or any file after
    /// a build that was cut short, is read to be sure.
    fn is_on_disk(&self, file: &str, entry: &Entry) -> io::Result<bool> {
        let path = self.dir.join(file);
        let Some(facts) = self.disk.own_facts_if_any(&path)? else { return Ok(false) };
        if !facts.is_file() || facts.len() != entry.size {
            return Ok(false);
        }
        let is_settled = !self.old.cut_short && self.recorded_at.is_some_and(|record| disk::changed(&facts) < record);
        Ok(is_settled || self.disk.read(&path, entry.size).is_ok_and(|bytes| Key::of(&bytes) == entry.key))
    }

    /// Keeps the old form of pages that could not be made, and gives those that have none. Where anything is to be
    /// removed none is kept: an old page may link to it.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn keep(&self, files: Vec<String>) -> Result<Vec<String>, Error> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let failed: HashSet<&String> = files.iter().collect();
        let removes = self.old.entries.keys().any(|file| !taken.entries.contains_key(file) && !failed.contains(file));
        let mut without = Vec::new();
        for file in files {
            match self.old.entries.get(&file).filter(|_| !removes) {
                Some(entry) if self.is_on_disk(&file, entry).at(&self.dir.join(&file))? => drop(taken.entries.insert(file, *entry)),
                _ => without.push(file),
            }
        }
        Ok(without)
    }

    fn ground(&self) -> Ground<'_> {
        Ground { disk: &self.disk, dir: &self.dir, old: &self.old, adopts: self.adopts, sound: &self.sound }
    }

    /// Moves everything into place, removes what is [`stale`](Self::stale), and writes the record. `stamp` is none when the
    /// next build must look again.
    ///
    /// # Errors
    /// When the machine fails; the site is then as it was, or as it is to be if nothing but tidying up was left to do.
    pub fn commit(mut self, stamp: Option<Stamp>, stale: &Stale) -> Result<Changes, Error> {
        let gate = Arc::clone(&self.gate);
        let _entered = gate.read().unwrap_or_else(PoisonError::into_inner);
        let Taken { mut entries, mut staged } = std::mem::take(&mut *self.taken.lock().unwrap_or_else(PoisonError::into_inner));
        // What stays is named on, so that the next build tells of it again.
        entries.extend(stale.edited.iter().filter_map(|file| Some((file.clone(), *self.old.entries.get(file)?))));
        let record = Record { stamp, entries, ..Record::default() };
        if self.whole {
            return self.commit_whole(&record);
        }
        // Threads hand files over in any order.
        staged.sort_unstable_by(|a, b| a.file.cmp(&b.file));
        let changes = self.change(&record, &staged, &stale.gone)?;
        // What killed builds left is of no use any more; what cannot be removed now is removed by the next build.
        let _ = remove_all(&self.disk, &self.left);
        Ok(changes)
    }

    fn change(&mut self, record: &Record, staged: &[Staged], gone: &[String]) -> Result<Changes, Error> {
        let total = record.entries.len();
        let stale: Vec<&str> = gone.iter().map(String::as_str).collect();
        let moves = !staged.is_empty() || !stale.is_empty();
        if !moves && self.recorded_at.is_some() && *record == self.old {
            return Ok(Changes { total, ..Changes::default() });
        }
        let of = |way: Way| staged.iter().filter(move |staged| staged.way == way).collect::<Vec<_>>();
        let (new, changed, late) = (of(Way::New), of(Way::Changed), of(Way::Late));
        let in_place = self.dir.join(RECORD);
        let complete = self.stage.at("complete");
        self.disk.write_new(&complete, record.write().as_bytes()).at(&in_place)?;
        if moves {
            let writing = self.stage.at("writing");
            self.disk.write_new(&writing, stale::of_both(&self.old, record).write().as_bytes()).at(&in_place)?;
            if self.had_record {
                let files = staged.iter().map(|staged| self.stage.at(folder_of(staged.way)).join(&staged.name));
                let files: Vec<PathBuf> = files.chain([writing.clone(), complete.clone()]).collect();
                self.disk.flush(self.stage.folder(), &files).at(&self.dir)?;
            }
            let mut change = Change::new(&self.disk, &self.dir, &self.stage);
            // The record first: from now on it names the files of both.
            let kept = self.stage.at(BACK).join("record");
            let shown = change.replace(&writing, &in_place, &kept).and_then(|()| change.show(&new));
            let visible = shown.and_then(|()| change.exchange(&changed)).and_then(|()| change.hide(&stale));
            if let Err(error) = visible {
                if change.take_back().is_err() {
                    self.stage.keep();
                }
                return Err(error);
            }
            if let Err(error) = change.settle(&new, &stale, &late) {
                self.stage.keep();
                return Err(error);
            }
        }
        change::twice(|| self.disk.rename(&complete, &in_place)).at(&in_place)?;
        Ok(Changes { added: new.len() + late.len(), changed: changed.len(), removed: stale.len(), total })
    }

    /// The stage becomes the output.
    fn commit_whole(&self, record: &Record) -> Result<Changes, Error> {
        let (disk, dir) = (&self.disk, &self.dir);
        let site = self.stage.at(SITE);
        let in_place = dir.join(RECORD);
        disk.write_new(&site.join(RECORD), record.write().as_bytes()).at(&in_place)?;
        let there = disk.own_facts_if_any(dir).at(dir)?;
        if let Some(facts) = &there {
            disk.copy_rights(facts, &site).at(dir)?;
        }
        let renamed = match disk.rename(&site, dir) {
            // Not every system lets a folder take the place of an empty one.
            Err(_) if there.is_some() && !cfg!(unix) => disk.remove_dir(dir).and_then(|()| disk.rename(&site, dir)),
            other => other,
        };
        renamed.at(dir)?;
        let total = record.entries.len();
        Ok(Changes { added: total, total, ..Changes::default() })
    }

    /// Leaves the output as it was.
    pub fn abandon(self) {
        drop(self);
    }
}

impl Sink for Output {
    fn put(&self, file: &str, content: Content<'_>) -> Result<(), Error> {
        let _entered = self.gate.read().unwrap_or_else(PoisonError::into_inner);
        let read;
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::File(sources, path) => {
                read = sources.read(path)?;
                &read
            }
        };
        let entry = Entry { key: Key::of(bytes), size: bytes.len() as u64 };
        let there = self.dir.join(file);
        let is_there = self.old.entries.get(file) == Some(&entry) && self.is_on_disk(file, &entry).at(&there)?;
        let staged = if is_there {
            None
        } else if self.whole {
            write_new(&self.disk, &self.stage.at(SITE).join(file), bytes).at(&there)?;
            None
        } else {
            let way = self.ground().way(file)?;
            let name = self.next.fetch_add(1, Ordering::Relaxed).to_string();
            self.disk.write_new(&self.stage.at(folder_of(way)).join(&name), bytes).at(&there)?;
            Some(Staged { file: file.to_owned(), name, way })
        };
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.staged.extend(staged);
        taken.entries.insert(file.to_owned(), entry);
        Ok(())
    }
}

/// The folder of a stage in the output in which a file lies.
fn folder_of(way: Way) -> &'static str {
    match way {
        Way::New => WAIT,
        Way::Changed => CHANGED,
        Way::Late => LATE,
    }
}

/// The record of an output, when it came there, and why it is none although something lies there.
fn read_record(disk: &Disk, dir: &Path) -> Result<(Record, Option<Tick>, Option<Error>), Error> {
    let path = dir.join(RECORD);
    let shown = path.display();
    let remedy = say!(
        "加 --force 重做：和网站同名的文件会换成新的，别的文件不动",
        "add --force to build all the same: files that the site has are replaced, others stay"
    );
    let Sentence { zh, en } = remedy;
    let damage = match Record::read(disk, &path) {
        Recorded::Nothing => None,
        Recorded::Record(record, at) => return Ok((record, Some(at), None)),
        Recorded::Damaged => Some(Error::Usage(say!(
            "{shown} 坏了（它记着哪些文件是 banbao 写的），没有改动任何文件。{zh}",
            "{shown}, which says what files banbao wrote, is damaged; nothing was changed. Mend it: {en}"
        ))),
        Recorded::Unreadable(error) => {
            let reason = error::reason(&error);
            let (why_zh, why_en) = (reason.zh, reason.en);
            Some(Error::Machine(say!(
                "读不了 {shown}（它记着哪些文件是 banbao 写的）：{why_zh}，没有改动任何文件。先让它能读，或{zh}",
                "cannot read {shown}, which says what files banbao wrote: {why_en}; nothing was changed. Make it readable, or {en}"
            )))
        }
    };
    Ok((Record::default(), None, damage))
}

fn remove_all(disk: &Disk, stages: &[PathBuf]) -> Result<(), Error> {
    stages.iter().try_for_each(|path| stage::remove(disk, path).at(path))
}

/// Writes a file of a site that is built as a whole, and makes its folder.
fn write_new(disk: &Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = path.parent().unwrap_or(path);
    // Most files are a folder's index.html and the first in it: no need to ask whether the folder is there.
    if path.ends_with("index.html") {
        let _ = disk.create_dir(parent);
    }
    match disk.write_new(path, bytes) {
        Err(error) if is_nothing(&error) => {
            disk.create_dir_all(parent)?;
            disk.write_new(path, bytes)
        }
        other => other,
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
