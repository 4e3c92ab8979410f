//! Changing a site that is there, so that at every moment each file is whole, old or new, and no page links to a
//! missing one (S6): the one place that moves files about in an output.
//!
//! What links to nothing (pictures, the search's lists) comes before pages and goes after them. But new pages link to
//! each other in circles, and so do those that go: there is no order in which they could come or go one by one. So new
//! pages are first links into a folder of the stage that does not exist yet, which is nothing
//! to whoever looks; giving that folder its name makes all of them appear at once. Then changed files take the
//! places of the old ones. Then pages that go become links into another folder, which is renamed and takes them all
//! away at once. Until then every step can be taken back, and is when one fails: the site is as it was. Afterwards
//! each file is moved over the link to it, which changes nothing for who reads it.
//!
//! Where a disk knows no links, files come and go one by one, pages after what they link to.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::place::{Way, foreign};
use super::stage::{BACK, CHANGED, LATE, Stage, WAIT};
use crate::disk::{self, Disk, is_nothing};
use crate::error::{At as _, Error};

/// Folders of the stage: new files when they have appeared, files that go before and after they have gone.
const SHOWN: &str = "shown";
const GOING: &str = "going";
const GONE: &str = "gone";

/// A file that lies in the stage.
#[derive(Debug)]
pub(super) struct Staged {
    /// Its path in the output.
    pub(super) file: String,
    /// Its name in its folder of the stage.
    pub(super) name: String,
    pub(super) way: Way,
}

/// A step that can be taken back.
#[derive(Debug)]
enum Back {
    Remove(PathBuf),
    RemoveFolder(PathBuf),
    Rename(PathBuf, PathBuf),
}

/// A change under way.
#[derive(Debug)]
pub(super) struct Change<'a> {
    disk: &'a Disk,
    dir: &'a Path,
    stage: &'a Stage,
    done: Vec<Back>,
    has_links: bool,
}

impl<'a> Change<'a> {
    pub(super) fn new(disk: &'a Disk, dir: &'a Path, stage: &'a Stage) -> Self {
        Self { disk, dir, stage, done: Vec::new(), has_links: true }
    }

    /// Puts a file of the stage in the place of another or of nothing. What is there keeps a second name.
    pub(super) fn replace(&mut self, from: &Path, to: &Path, kept: &Path) -> Result<(), Error> {
        let was_there = match self.disk.link(to, kept) {
            Ok(()) => true,
            Err(error) if is_nothing(&error) => false,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => true,
            // It cannot be brought back, but it is replaced as a whole all the same.
            Err(error) if disk::has_no_links(&error) => return self.disk.rename(from, to).at(to),
            Err(error) => return Err(error).at(to),
        };
        self.disk.rename(from, to).at(to)?;
        self.done.push(if was_there { Back::Rename(kept.to_owned(), to.to_owned()) } else { Back::Remove(to.to_owned()) });
        Ok(())
    }

    /// Makes new files appear: what links to nothing first, then all pages at once.
    pub(super) fn show(&mut self, new: &[&Staged]) -> Result<(), Error> {
        for staged in new {
            self.make_folders(&staged.file)?;
        }
        let (pages, others): (Vec<&Staged>, Vec<&Staged>) = new.iter().partition(|staged| has_links(&staged.file));
        self.move_in(&others)?;
        self.has_links = pages.len() > 1;
        for staged in &pages {
            if !self.has_links {
                break;
            }
            self.link(&staged.file, SHOWN, &staged.name)?;
        }
        if self.has_links {
            let (from, to) = (self.stage.at(WAIT), self.stage.at(SHOWN));
            self.rename(&from, &to)
        } else {
            self.move_in(&pages)
        }
    }

    fn move_in(&mut self, new: &[&Staged]) -> Result<(), Error> {
        for staged in new {
            let (from, to) = (self.stage.at(WAIT).join(&staged.name), self.dir.join(&staged.file));
            self.disk.rename(&from, &to).at(&to)?;
            self.done.push(Back::Remove(to));
        }
        Ok(())
    }

    /// Makes changed files take the places of the old ones.
    pub(super) fn exchange(&mut self, changed: &[&Staged]) -> Result<(), Error> {
        for staged in changed {
            let (from, kept) = (self.stage.at(CHANGED).join(&staged.name), self.stage.at(BACK).join(&staged.name));
            self.replace(&from, &self.dir.join(&staged.file), &kept)?;
        }
        Ok(())
    }

    /// Makes pages that the site has no more go, all at once. What is left of them are links to nothing.
    pub(super) fn hide(&mut self, stale: &[&str]) -> Result<(), Error> {
        let stale: Vec<&str> = stale.iter().copied().filter(|file| has_links(file)).collect();
        if stale.len() < 2 {
            return Ok(());
        }
        let (going, gone) = (self.stage.at(GOING), self.stage.at(GONE));
        self.disk.create_dir(&going).at(&going)?;
        for (nth, file) in stale.iter().enumerate() {
            let (path, name) = (self.dir.join(file), nth.to_string());
            if self.disk.own_facts(&path).at(&path)?.is_symlink() {
                continue;
            }
            let kept = going.join(&name);
            let link = self.stage.at(format!("link-{name}"));
            let linked = self.disk.link(&path, &kept).and_then(|()| self.disk.symlink(&self.target(file, GOING, &name), &link));
            match linked {
                Ok(()) => {}
                // They are removed one by one, pages first.
                Err(error) if disk::has_no_links(&error) => return Ok(()),
                Err(error) => return Err(error).at(&path),
            }
            self.disk.rename(&link, &path).at(&path)?;
            self.done.push(Back::Rename(kept, path));
        }
        self.rename(&going, &gone)
    }

    /// Takes back what was done. What cannot be taken back leaves links into the stage, which then stays.
    pub(super) fn take_back(self) -> Result<(), ()> {
        let mut all = Ok(());
        for step in self.done.into_iter().rev() {
            let done = match step {
                Back::Remove(path) => self.disk.remove_file(&path),
                Back::RemoveFolder(path) => self.disk.remove_dir(&path),
                Back::Rename(from, to) => self.disk.rename(&from, &to),
            };
            if done.is_err_and(|error| !is_nothing(&error)) {
                all = Err(());
            }
        }
        all
    }

    /// Moves what was shown over the links to it, removes the links to what has gone, and puts files where files or
    /// folders of the old site stood. The site is the new one already: what fails is tried once more, and keeps the rest
    /// from nothing.
    pub(super) fn settle(self, new: &[&Staged], stale: &[&str], late: &[&Staged]) -> Result<(), Error> {
        let mut first = Ok(());
        let mut note = |done: Result<(), Error>| {
            if first.is_ok() {
                first = done;
            }
        };
        if self.has_links {
            for staged in new.iter().filter(|staged| has_links(&staged.file)) {
                let to = self.dir.join(&staged.file);
                let from = self.stage.at(SHOWN).join(&staged.name);
                note(twice(|| self.disk.rename(&from, &to)).at(&to));
            }
        }
        let mut stale = stale.to_vec();
        stale.sort_by_key(|file| (!has_links(file), *file));
        for file in stale {
            note(self.remove(file));
        }
        for staged in late {
            let to = self.dir.join(&staged.file);
            let folder = to.parent().unwrap_or(&to);
            let from = self.stage.at(LATE).join(&staged.name);
            note(twice(|| self.disk.create_dir_all(folder)).at(folder));
            note(twice(|| self.disk.rename(&from, &to)).at(&to));
        }
        first
    }

    /// Removes a file and the folders that it leaves empty.
    fn remove(&self, file: &str) -> Result<(), Error> {
        let path = self.dir.join(file);
        match twice(|| self.disk.remove_file(&path)) {
            Err(error) if !is_nothing(&error) => return Err(error).at(&path),
            _ => {}
        }
        let mut folder = path.parent();
        while let Some(parent) = folder.filter(|parent| *parent != self.dir) {
            match twice(|| self.disk.remove_dir(parent)) {
                Ok(()) => {}
                Err(error) if is_nothing(&error) => {}
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => break,
                Err(error) => return Err(error).at(parent),
            }
            folder = parent.parent();
        }
        Ok(())
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Error> {
        self.disk.rename(from, to).at(to)?;
        self.done.push(Back::Rename(to.to_owned(), from.to_owned()));
        Ok(())
    }

    /// Makes the folders above a file.
    fn make_folders(&mut self, file: &str) -> Result<(), Error> {
        let mut missing = Vec::new();
        let mut below = file;
        while let Some((folder, _)) = below.rsplit_once('/') {
            let path = self.dir.join(folder);
            match self.disk.create_dir(&path) {
                Ok(()) => {
                    self.done.push(Back::RemoveFolder(path));
                    break;
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => break,
                Err(error) if error.kind() == io::ErrorKind::NotFound => missing.push(path),
                Err(error) => return Err(error).at(&path),
            }
            below = folder;
        }
        for path in missing.into_iter().rev() {
            self.disk.create_dir(&path).at(&path)?;
            self.done.push(Back::RemoveFolder(path));
        }
        Ok(())
    }

    /// Makes a file's place a link into the stage.
    fn link(&mut self, file: &str, folder: &str, name: &str) -> Result<(), Error> {
        let path = self.dir.join(file);
        let target = self.target(file, folder, name);
        let mut made = self.disk.symlink(&target, &path);
        // A link to nothing that a killed build has left; only such a one was taken for new.
        if made.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists)
            && self.disk.own_facts(&path).is_ok_and(|facts| facts.is_symlink())
        {
            made = self.disk.remove_file(&path).and_then(|()| self.disk.symlink(&target, &path));
        }
        match made {
            Ok(()) => self.done.push(Back::Remove(path)),
            Err(error) if disk::has_no_links(&error) => self.has_links = false,
            // Somebody put it there while the site was built.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(foreign(&path)),
            Err(error) => return Err(error).at(&path),
        }
        Ok(())
    }

    /// Where a link at a file's place leads: into a folder of the stage, which lies in the output.
    fn target(&self, file: &str, folder: &str, name: &str) -> PathBuf {
        let mut target: PathBuf = Path::new(file).parent().into_iter().flat_map(Path::components).map(|_| Component::ParentDir).collect();
        target.push(self.stage.folder().strip_prefix(self.dir).unwrap_or(self.stage.folder()));
        target.push(folder);
        target.push(name);
        target
    }
}

/// Does what is left to do when there is no way back, and once more if the disk stumbles. That something has gone or a
/// folder holds more is an answer.
pub(super) fn twice(mut step: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let is_answer = |error: &io::Error| is_nothing(error) || error.kind() == io::ErrorKind::DirectoryNotEmpty;
    step().or_else(|error| if is_answer(&error) { Err(error) } else { step() })
}

/// Whether a file may link to others: pages, feeds, the map of the site.
fn has_links(file: &str) -> bool {
    [".html", ".xml", ".json", ".webmanifest"].iter().any(|ending| file.ends_with(ending))
}
