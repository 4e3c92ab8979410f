//! What lies where the site is to go, and whose it is. Decides only: nothing is written or removed here.

use std::collections::HashSet;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::record::Record;
use super::stale::is_as_written;
use super::{RECORD, stage};
use crate::disk::{self, Disk, Metadata};
use crate::error::{At as _, Error};
use crate::say;

/// The path with every part that exists resolved.
pub(super) fn absolute(disk: &Disk, dir: &Path) -> io::Result<PathBuf> {
    let full = std::path::absolute(dir)?;
    let mut missing = Vec::new();
    let mut existing = full.as_path();
    loop {
        match disk.real_path(existing) {
            Ok(mut path) => {
                path.extend(missing.iter().rev());
                return Ok(path);
            }
            Err(error) if disk::is_nothing(&error) => {}
            Err(error) => return Err(error),
        }
        let (Some(name), Some(parent)) = (existing.file_name(), existing.parent()) else { return Ok(full) };
        missing.push(name.to_owned());
        existing = parent;
    }
}

/// Refuses folders whose loss would hurt: the root of the site or of the disk, the home folder, what holds
/// them, and everything in or around `content/` and `themes/` (S5).
pub(super) fn refuse_dangerous(disk: &Disk, dir: &Path, root: &Path) -> Result<(), Error> {
    let root = disk.real_path(root).at(root)?;
    let home = std::env::home_dir().and_then(|home| disk.real_path(&home).ok());
    let mut holders = vec![root.clone()];
    holders.extend(home);
    let holds = holders.iter().any(|inner| inner.starts_with(dir)) || dir.parent().is_none();
    let within = ["content", "themes"].iter().map(|name| root.join(name)).any(|source| dir.starts_with(&source) || source.starts_with(dir));
    let shown = dir.display();
    if holds || within {
        return Err(Error::Usage(say!(
            "不能把网站写到 {shown}：那里有站点的源文件或你的其他文件。换一个文件夹，例如 public",
            "will not write the site to {shown}: it holds the sources or files of yours. Use another folder, such as public"
        )));
    }
    if disk.own_facts_if_any(dir).at(dir)?.is_some_and(|facts| !facts.is_dir()) {
        return Err(Error::Usage(say!("输出位置 {shown} 是一个文件，不是文件夹", "the output {shown} is a file, not a folder")));
    }
    Ok(())
}

/// Names in the output's root that are neither `.git*` nor banbao's own.
pub(super) fn foreign_files(disk: &Disk, dir: &Path) -> Result<Vec<String>, Error> {
    let left = stage::left(disk, dir, "").at(dir)?;
    let lock = format!("{RECORD}-lock");
    let names = names(disk, dir)?.into_iter().map(|name| name.to_string_lossy().into_owned());
    Ok(names.filter(|name| !name.starts_with(".git") && name != RECORD && *name != lock && !left.contains(&dir.join(name))).collect())
}

/// The names in the output's folder; none when it is not there.
pub(super) fn names(disk: &Disk, dir: &Path) -> Result<Vec<std::ffi::OsString>, Error> {
    match disk.list(dir) {
        Err(error) if disk::is_nothing(&error) => Ok(Vec::new()),
        other => other.at(dir),
    }
}

/// How a file comes to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Nothing is there.
    New,
    /// The file of the same name of an earlier build is there.
    Changed,
    /// A file stands where a folder must be, or a folder where the file must be, and all of it is banbao's: it is
    /// put there when those are gone.
    Late,
}

/// The output as an earlier build left it and as others changed it.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    pub(super) disk: &'a Disk,
    pub(super) dir: &'a Path,
    /// What the record says is banbao's.
    pub(super) old: &'a Record,
    /// Whether any file may be banbao's: the record was damaged, and the editor has said to go on.
    pub(super) adopts: bool,
    /// Folders that were looked at and are sound.
    pub(super) sound: &'a Mutex<HashSet<String>>,
}

/// What stands above a file.
enum Above {
    /// Folders as far as there are any.
    Folders,
    /// A file of banbao's.
    OurFile,
    /// Something else.
    Foreign(PathBuf),
}

impl Ground<'_> {
    /// How a file comes to its place. What is there and not banbao's stays, and the build ends.
    pub(super) fn way(&self, file: &str) -> Result<Way, Error> {
        match self.above(file)? {
            Above::Folders => {}
            Above::OurFile => return Ok(Way::Late),
            Above::Foreign(path) => return Err(foreign(&path)),
        }
        let path = self.dir.join(file);
        let Some(facts) = self.disk.own_facts_if_any(&path).at(&path)? else { return Ok(Way::New) };
        if facts.is_dir() {
            return if self.is_all_ours(file, &path)? { Ok(Way::Late) } else { Err(foreign(&path)) };
        }
        if !(self.old.entries.contains_key(file) || self.adopts && facts.is_file()) {
            return Err(foreign(&path));
        }
        // A link is what a killed build left. One into a stage that is gone is as good as nothing.
        let leads_nowhere = facts.is_symlink() && self.disk.facts(&path).is_err_and(|error| disk::is_nothing(&error));
        Ok(if leads_nowhere { Way::New } else { Way::Changed })
    }

    /// What is known of a file that the record names, if it may be taken away: it is one, and lies in folders, not
    /// behind a link to somewhere else that someone has put in their place.
    pub(super) fn removable(&self, file: &str) -> Result<Option<Metadata>, Error> {
        if !matches!(self.above(file)?, Above::Folders) {
            return Ok(None);
        }
        let path = self.dir.join(file);
        Ok(self.disk.own_facts_if_any(&path).at(&path)?.filter(|facts| !facts.is_dir()))
    }

    fn above(&self, file: &str) -> Result<Above, Error> {
        for (at, _) in file.match_indices('/') {
            let folder = &file[..at];
            if self.sound.lock().unwrap_or_else(PoisonError::into_inner).contains(folder) {
                continue;
            }
            let path = self.dir.join(folder);
            match self.disk.own_facts_if_any(&path).at(&path)? {
                None => break,
                Some(facts) if facts.is_dir() => {
                    self.sound.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
                }
                Some(facts) if self.is_ours(folder, &facts)? => return Ok(Above::OurFile),
                Some(_) => return Ok(Above::Foreign(path)),
            }
        }
        Ok(Above::Folders)
    }

    /// Whether a file that must make room is named by the record and as it was written.
    fn is_ours(&self, file: &str, facts: &Metadata) -> Result<bool, Error> {
        Ok(self.old.entries.contains_key(file) && is_as_written(self, file, facts)?)
    }

    /// Whether a folder holds nothing but files of ours.
    fn is_all_ours(&self, folder: &str, path: &Path) -> Result<bool, Error> {
        for name in self.disk.list(path).at(path)? {
            let (Some(name), inner) = (name.to_str(), path.join(&name)) else { return Ok(false) };
            let below = format!("{folder}/{name}");
            let facts = self.disk.own_facts(&inner).at(&inner)?;
            let is_ours = if facts.is_dir() { self.is_all_ours(&below, &inner)? } else { self.is_ours(&below, &facts)? };
            if !is_ours {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// What is not banbao's is never overwritten and never removed.
pub(super) fn foreign(path: &Path) -> Error {
    let shown = path.display();
    Error::Usage(say!(
        "{shown} 不是 banbao 写的，没有覆盖它。把它移走，或放进 content/static/",
        "{shown} was not written by banbao and was not overwritten. Move it away, or put it into content/static/"
    ))
}
