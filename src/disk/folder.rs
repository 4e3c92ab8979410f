//! Reading below a folder that nothing may lead out of: a file is opened first and then looked at, so that what was
//! looked at is what is read, whoever swaps files meanwhile (S4).

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Disk, Operation};

/// Why a file was not read.
#[derive(Debug)]
pub enum Refusal {
    /// It is a folder, pipe, socket or device.
    NotAFile,
    /// A link leads out of the folder.
    Outside,
    /// It has so many bytes, which are more than were asked for.
    TooLarge(u64),
    /// The machine failed.
    Failed(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// A folder held open: nothing is read from it that does not lie in it.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    disk: Disk,
    path: PathBuf,
    /// None where the system cannot look up a path below an open folder.
    handle: Option<Arc<File>>,
}

impl Folder {
    /// Opens a folder by its real path.
    ///
    /// # Errors
    /// When it is not there or may not be opened.
    pub fn open(disk: &Disk, path: &Path) -> io::Result<Self> {
        disk.ask(Operation::Open, path)?;
        let handle = if cfg!(any(target_os = "linux", target_os = "android")) { Some(Arc::new(File::open(path)?)) } else { None };
        Ok(Self { disk: disk.clone(), path: path.to_owned(), handle })
    }

    /// The bytes of a regular file in the folder, at most `cap`. A link to another place in the folder is followed.
    ///
    /// # Errors
    /// [`Refusal`]
    pub fn read(&self, below: &str, cap: u64) -> Result<Vec<u8>, Refusal> {
        let path = self.path.join(below);
        self.disk.ask(Operation::Open, &path)?;
        let file = self.open_below(below, &path)?;
        self.disk.take(file, &path, cap)
    }

    /// Opens a regular file in the folder, at most `cap` long, to be read part by part. A link to another place in the
    /// folder is followed.
    ///
    /// # Errors
    /// [`Refusal`]
    pub fn open_file(&self, below: &str, cap: u64) -> Result<Opened, Refusal> {
        let path = self.path.join(below);
        self.disk.ask(Operation::Open, &path)?;
        let file = self.open_below(below, &path)?;
        let facts = file.metadata()?;
        match facts.len() {
            _ if !facts.is_file() => Err(Refusal::NotAFile),
            size if size > cap => Err(Refusal::TooLarge(size)),
            left => Ok(Opened { disk: self.disk.clone(), path, file, left }),
        }
    }

    /// The system itself refuses each step that would lead out (openat2 of Linux 5.6). A link that is written from the
    /// root of the disk counts as such a step even if it leads back in: it is resolved and the result opened without
    /// following any link. Older and other systems resolve first and compare afterwards.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn open_below(&self, below: &str, path: &Path) -> Result<File, Refusal> {
        use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
        use rustix::io::Errno;

        let Some(handle) = &self.handle else { return self.open_resolved(path) };
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let open = |below: &Path, more| loop {
            match openat2(handle, below, flags, Mode::empty(), ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS | more) {
                Err(Errno::AGAIN | Errno::INTR) => {}
                other => return other.map(File::from),
            }
        };
        match open(Path::new(below), ResolveFlags::empty()) {
            Ok(file) => Ok(file),
            Err(Errno::XDEV) => {
                let real = self.disk.real_path(path)?;
                let Ok(inside) = real.strip_prefix(&self.path) else { return Err(Refusal::Outside) };
                open(inside, ResolveFlags::NO_SYMLINKS)
                    .map_err(|error| if error == Errno::LOOP { Refusal::Outside } else { refusal(error.into()) })
            }
            Err(Errno::NOSYS | Errno::PERM | Errno::OPNOTSUPP) => self.open_resolved(path),
            Err(error) => Err(refusal(error.into())),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    fn open_below(&self, _: &str, path: &Path) -> Result<File, Refusal> {
        self.open_resolved(path)
    }

    /// Opens the file and then sees that the very file that was opened lies in the folder.
    fn open_resolved(&self, path: &Path) -> Result<File, Refusal> {
        let mut options = File::options();
        options.read(true);
        never_wait(&mut options);
        let file = options.open(path).map_err(refusal)?;
        let real = self.disk.real_path(path)?;
        if real.starts_with(&self.path) && is_at(&file, &real) { Ok(file) } else { Err(Refusal::Outside) }
    }
}

/// A regular file held open, of which as many bytes are read as it had when it was opened: what was opened is what is
/// read, wherever its path leads meanwhile.
#[derive(Debug)]
pub struct Opened {
    disk: Disk,
    path: PathBuf,
    file: File,
    left: u64,
}

impl Opened {
    /// How many bytes are still to be read.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.left
    }

    /// The next bytes, at most so many; none at the end, which comes early when the file was cut meanwhile.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn part(&mut self, most: usize) -> io::Result<Vec<u8>> {
        self.disk.ask(Operation::Read, &self.path)?;
        let mut part = Vec::new();
        (&self.file).take(self.left.min(most as u64)).read_to_end(&mut part)?;
        self.left -= part.len() as u64;
        Ok(part)
    }
}

/// A failure to open as a refusal: a socket cannot be opened at all.
pub(super) fn refusal(error: io::Error) -> Refusal {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error()) {
        return Refusal::NotAFile;
    }
    Refusal::Failed(error)
}

/// Opening a pipe that nobody writes to, or a terminal, returns at once.
#[cfg(unix)]
pub(super) fn never_wait(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    options.custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
}

#[cfg(not(unix))]
pub(super) fn never_wait(_: &mut OpenOptions) {}

/// Whether an open file is the one that stands at this path, and is no link there.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(open), Ok(there)) = (file.metadata(), std::fs::symlink_metadata(path)) else { return false };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
pub(super) fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
