//! The one door to the disk: sources, output, search and the commands reach files through it and through nothing else.
//!
//! In: paths. Out: bytes, facts and plain input and output errors; what they mean to an editor is decided elsewhere.
//! A test puts [`Faults`] in front of it that let an operation fail, or every operation from some moment on, as
//! when the process is killed there. Without them an operation costs one comparison more than that of the system.
//! The only user of walkdir and of `std::fs`. Never waits for a pipe or device, and never reads one.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub use std::fs::Metadata;

mod folder;
mod walk;

pub use folder::{Folder, Opened, Refusal};
pub use walk::{Found, Walk, WalkError};

/// Up to so many files are flushed one by one.
const FLUSHED_ALONE: usize = 2000;
/// So many at a time.
const FLUSHED_TOGETHER: usize = 16;

/// What is done to a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Opening a file to read it.
    Open,
    /// Reading what was opened.
    Read,
    /// Asking for kind, size and times.
    Facts,
    /// Listing a folder.
    List,
    /// Making a file that was not there.
    Create,
    /// Writing into it. One that fails leaves half of what was to be written.
    Write,
    /// Giving a file or folder another name.
    Rename,
    /// Giving a file a second name.
    Link,
    /// Making a symbolic link.
    Symlink,
    /// Making a folder.
    CreateFolder,
    /// Removing a file.
    Remove,
    /// Removing an empty folder.
    RemoveFolder,
    /// Having files reach the disk itself.
    Flush,
    /// Keeping other processes out.
    Lock,
}

/// What stands in front of the disk in tests.
pub trait Faults: Send + Sync + fmt::Debug {
    /// Asked before each operation.
    ///
    /// # Errors
    /// The failure that the operation is to have.
    fn before(&self, operation: Operation, path: &Path) -> io::Result<()>;
}

/// The disk of this machine, or that disk with faults.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    faults: Option<Arc<dyn Faults>>,
}

/// A lock on a file; let go of when it is dropped and when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Whether a lock could be had.
#[derive(Debug)]
pub enum Locked {
    /// It is ours.
    Ours(Lock),
    /// Another process has it.
    Others,
    /// It was another process's, which has taken the file away: look again.
    Gone,
}

impl Disk {
    /// This machine's disk, with something in front of it.
    #[must_use]
    pub fn with(faults: Arc<dyn Faults>) -> Self {
        Self { faults: Some(faults) }
    }

    fn ask(&self, operation: Operation, path: &Path) -> io::Result<()> {
        self.faults.as_ref().map_or(Ok(()), |faults| faults.before(operation, path))
    }

    /// Kind, size and times of what a path leads to.
    ///
    /// # Errors
    /// When there is nothing, or it may not be asked.
    pub fn facts(&self, path: &Path) -> io::Result<Metadata> {
        self.ask(Operation::Facts, path)?;
        fs::metadata(path)
    }

    /// The same of the thing itself: a symbolic link is a link.
    ///
    /// # Errors
    /// When there is nothing, or it may not be asked.
    pub fn own_facts(&self, path: &Path) -> io::Result<Metadata> {
        self.ask(Operation::Facts, path)?;
        fs::symlink_metadata(path)
    }

    /// The same; none when there is nothing at that path.
    ///
    /// # Errors
    /// When it may not be asked.
    pub fn own_facts_if_any(&self, path: &Path) -> io::Result<Option<Metadata>> {
        match self.own_facts(path) {
            Ok(facts) => Ok(Some(facts)),
            Err(error) if is_nothing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The path with every link in it followed.
    ///
    /// # Errors
    /// When a part of it is not there.
    pub fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.ask(Operation::Facts, path)?;
        fs::canonicalize(path)
    }

    /// The bytes of a regular file. Anything else is an error of its own, and so is a file above the cap.
    ///
    /// # Errors
    /// [`Refusal`]
    pub fn read(&self, path: &Path, cap: u64) -> Result<Vec<u8>, Refusal> {
        self.ask(Operation::Open, path)?;
        let mut options = File::options();
        options.read(true);
        folder::never_wait(&mut options);
        self.take(options.open(path).map_err(folder::refusal)?, path, cap)
    }

    /// Reads what was opened, if it is a regular file.
    fn take(&self, file: File, path: &Path, cap: u64) -> Result<Vec<u8>, Refusal> {
        let facts = file.metadata()?;
        if !facts.is_file() {
            return Err(Refusal::NotAFile);
        }
        if facts.len() > cap {
            return Err(Refusal::TooLarge(facts.len()));
        }
        self.ask(Operation::Read, path)?;
        // Room for what the file holds and a little more, so that its end is seen without asking again. A file that
        // grows meanwhile is read up to one byte above the cap.
        let mut bytes = Vec::with_capacity(usize::try_from(facts.len()).unwrap_or(0) + 64);
        file.take(cap.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > cap { Err(Refusal::TooLarge(bytes.len() as u64)) } else { Ok(bytes) }
    }

    /// The names in a folder, sorted.
    ///
    /// # Errors
    /// When it cannot be listed.
    pub fn list(&self, path: &Path) -> io::Result<Vec<OsString>> {
        self.ask(Operation::List, path)?;
        let mut names: Vec<OsString> = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.file_name())).collect::<io::Result<_>>()?;
        names.sort();
        Ok(names)
    }

    /// Writes a file that must not be there yet. Its folder must.
    ///
    /// # Errors
    /// When it is there, or cannot be written; a part of it may then be.
    pub fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.ask(Operation::Create, path)?;
        let mut file = File::options().write(true).create_new(true).open(path)?;
        if let Err(error) = self.ask(Operation::Write, path) {
            file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
            return Err(error);
        }
        file.write_all(bytes)
    }

    /// Gives a file or folder another name, in the place of a file that has it.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask(Operation::Rename, to)?;
        fs::rename(from, to)
    }

    /// Gives a file a second name.
    ///
    /// # Errors
    /// When the name is taken, or the disk knows no second names.
    pub fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask(Operation::Link, to)?;
        fs::hard_link(from, to)
    }

    /// What a symbolic link says, whether or not that is there.
    ///
    /// # Errors
    /// When it is none, or may not be asked.
    pub fn target(&self, path: &Path) -> io::Result<PathBuf> {
        self.ask(Operation::Facts, path)?;
        fs::read_link(path)
    }

    /// Makes a symbolic link to a file that need not be there.
    ///
    /// # Errors
    /// When the name is taken, or the system makes no links for everybody.
    pub fn symlink(&self, target: &Path, path: &Path) -> io::Result<()> {
        self.ask(Operation::Symlink, path)?;
        #[cfg(unix)]
        return std::os::unix::fs::symlink(target, path);
        #[cfg(not(unix))]
        return Err(io::Error::new(io::ErrorKind::Unsupported, target.display().to_string()));
    }

    /// Makes a folder.
    ///
    /// # Errors
    /// When the name is taken or the folder above is missing.
    pub fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.ask(Operation::CreateFolder, path)?;
        fs::create_dir(path)
    }

    /// Makes a folder and those above it that are missing.
    ///
    /// # Errors
    /// When a file is in the way.
    pub fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        self.ask(Operation::CreateFolder, path)?;
        fs::create_dir_all(path)
    }

    /// Gives a folder the rights of another.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn copy_rights(&self, of: &Metadata, to: &Path) -> io::Result<()> {
        self.ask(Operation::Facts, to)?;
        fs::set_permissions(to, of.permissions())
    }

    /// Removes a file or a link.
    ///
    /// # Errors
    /// When it is not there, or may not be removed.
    pub fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.ask(Operation::Remove, path)?;
        fs::remove_file(path)
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// When it is not empty, or may not be removed.
    pub fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.ask(Operation::RemoveFolder, path)?;
        fs::remove_dir(path)
    }

    /// Removes a folder with all that is in it; links in it are not followed. One that is not there is as good as removed.
    ///
    /// # Errors
    /// When something of it cannot be removed.
    pub fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.ask(Operation::RemoveFolder, path)?;
        match fs::remove_dir_all(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Has files reach the disk itself. Several at a time: a disk takes as long for many as for one.
    ///
    /// # Errors
    /// When the disk says that it cannot keep them.
    pub fn flush(&self, folder: &Path, files: &[PathBuf]) -> io::Result<()> {
        self.ask(Operation::Flush, folder)?;
        // A whole disk at once, with what other programs have written there, is quicker only for very many files.
        #[cfg(any(target_os = "linux", target_os = "android"))]
        if files.len() > FLUSHED_ALONE {
            return Ok(rustix::fs::syncfs(File::open(folder)?)?);
        }
        let next = AtomicUsize::new(0);
        let flush = || {
            while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                File::options().read(true).write(true).open(path)?.sync_data()?;
            }
            Ok(())
        };
        thread::scope(|scope| {
            let threads: Vec<_> = (0..FLUSHED_TOGETHER.min(files.len())).map(|_| scope.spawn(flush)).collect();
            threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(io::Error::other("panic"))))
        })
    }

    /// Locks a file, which is made if it is not there. Waits for no one.
    ///
    /// # Errors
    /// When the file cannot be made or the system knows no locks there.
    pub fn lock(&self, path: &Path) -> io::Result<Locked> {
        self.ask(Operation::Lock, path)?;
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        folder::never_wait(&mut options);
        let file = options.open(path)?;
        match file.try_lock() {
            Ok(()) if !folder::is_at(&file, path) => Ok(Locked::Gone),
            Ok(()) => Ok(Locked::Ours(Lock { _file: file })),
            Err(fs::TryLockError::WouldBlock) => Ok(Locked::Others),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Walks through a folder and those below it, at most `depth` deep; links are followed.
    pub fn walk(&self, folder: &Path, depth: usize) -> Walk {
        Walk::new(self.clone(), folder, depth)
    }
}

/// A moment by the clock of the disk that a file lies on: seconds and nanoseconds.
pub type Tick = (i64, i64);

/// When a file was last changed in any way, its name and rights included. Unlike the time of writing, nobody can set it.
#[cfg(unix)]
#[must_use]
pub fn changed(facts: &Metadata) -> Tick {
    use std::os::unix::fs::MetadataExt as _;
    (facts.ctime(), facts.ctime_nsec())
}

/// When a file was last written.
#[cfg(not(unix))]
#[must_use]
pub fn changed(facts: &Metadata) -> Tick {
    let written = facts.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
    (i64::try_from(written.as_secs()).unwrap_or(0), i64::from(written.subsec_nanos()))
}

/// The file's number on its disk; 0 where it has none.
#[must_use]
pub fn number(facts: &Metadata) -> u64 {
    #[cfg(unix)]
    return std::os::unix::fs::MetadataExt::ino(facts);
    #[cfg(not(unix))]
    return facts.len() & 0;
}

/// Whether two folders lie on one disk and belong to the same user and group.
#[must_use]
pub fn are_alike(a: &Metadata, b: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        (a.dev(), a.uid(), a.gid()) == (b.dev(), b.uid(), b.gid())
    }
    #[cfg(not(unix))]
    return a.is_dir() && b.is_dir();
}

/// Whether a disk has said that it knows no links.
#[must_use]
pub fn has_no_links(error: &io::Error) -> bool {
    // EPERM is how the disks of cameras and sticks say so on Linux, 1314 how Windows does.
    error.kind() == io::ErrorKind::Unsupported || error.raw_os_error() == Some(if cfg!(windows) { 1314 } else { 1 })
}

/// Whether an error says that a path leads to nothing: its last part, or a folder before it, is not there.
#[must_use]
pub fn is_nothing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
