//! Walking through folders. Who walks says which folders are not entered; links are followed, loops are told.

use std::io;
use std::path::{Path, PathBuf};

use super::{Disk, Metadata, Operation};

/// A walk through a folder and all below it.
#[derive(Debug)]
pub struct Walk {
    disk: Disk,
    steps: walkdir::IntoIter,
}

/// Something that a walk came to.
#[derive(Debug)]
pub struct Found {
    disk: Disk,
    entry: walkdir::DirEntry,
}

/// What a walk could not look at.
#[derive(Debug)]
pub enum WalkError {
    /// A link leads to a folder that it lies in.
    Loop(PathBuf),
    /// The system refused.
    Failed(PathBuf, io::Error),
}

impl Walk {
    pub(super) fn new(disk: Disk, folder: &Path, depth: usize) -> Self {
        Self { disk, steps: walkdir::WalkDir::new(folder).follow_links(true).max_depth(depth).into_iter() }
    }

    /// Does not enter the folder that was found last.
    pub fn leave(&mut self) {
        self.steps.skip_current_dir();
    }
}

impl Iterator for Walk {
    type Item = Result<Found, WalkError>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = match self.steps.next()? {
            Ok(entry) => Found { disk: self.disk.clone(), entry },
            Err(error) => {
                let path = error.path().map(Path::to_owned).unwrap_or_default();
                let is_loop = error.loop_ancestor().is_some();
                return Some(Err(if is_loop { WalkError::Loop(path) } else { WalkError::Failed(path, of_system(error)) }));
            }
        };
        if found.is_dir()
            && let Err(error) = self.disk.ask(Operation::List, found.path())
        {
            self.steps.skip_current_dir();
            return Some(Err(WalkError::Failed(found.path().to_owned(), error)));
        }
        Some(Ok(found))
    }
}

/// The system's own error, with its number.
fn of_system(error: walkdir::Error) -> io::Error {
    let text = error.to_string();
    error.into_io_error().unwrap_or_else(|| io::Error::other(text))
}

impl Found {
    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.entry.path()
    }

    /// How many folders below the beginning; 0 is the folder itself.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.entry.depth()
    }

    /// Whether it is a folder or a link to one.
    #[must_use]
    pub fn is_dir(&self) -> bool {
        self.entry.file_type().is_dir()
    }

    /// Whether it is a regular file or a link to one.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.entry.file_type().is_file()
    }

    /// Whether it is a symbolic link.
    #[must_use]
    pub fn is_link(&self) -> bool {
        self.entry.path_is_symlink()
    }

    /// Size and times, of what a link leads to.
    ///
    /// # Errors
    /// When it has gone, or the system refuses.
    pub fn facts(&self) -> io::Result<Metadata> {
        self.disk.ask(Operation::Facts, self.path())?;
        self.entry.metadata().map_err(of_system)
    }
}
