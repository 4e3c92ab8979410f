//! Machine failures: the first one stops. What an editor can mend is a [`Note`](crate::note::Note) instead.

use std::io;
use std::path::{Path, PathBuf};

use crate::note::Sentence;

/// What stopped the program.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The program was called in a way that cannot be carried out: exit code 2.
    #[error("{}", .0.en)]
    Usage(Sentence),
    /// A file or folder could not be read or written: exit code 3.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another failure of the machine, such as a port that is taken: exit code 3.
    #[error("{}", .0.en)]
    Machine(Sentence),
}

impl Error {
    /// The exit code: 2 for wrong usage, 3 for a machine that failed.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Io { .. } | Self::Machine(_) => 3,
        }
    }

    /// What to tell the person.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Usage(sentence) | Self::Machine(sentence) => sentence.clone(),
            Self::Io { path, source } => {
                let (path, reason) = (path.display(), reason(source));
                Sentence { zh: format!("读写失败：{path}：{}", reason.zh), en: format!("cannot read or write {path}: {}", reason.en) }
            }
        }
    }
}

/// The reason of an input or output failure in plain words.
pub(crate) fn reason(source: &io::Error) -> Sentence {
    let zh = match source.kind() {
        io::ErrorKind::NotFound => "找不到这个文件或文件夹",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::StorageFull => "磁盘满了",
        io::ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        io::ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        io::ErrorKind::IsADirectory => "这是文件夹，不是文件",
        io::ErrorKind::AddrInUse => "端口已被占用",
        _ => return Sentence { zh: source.to_string(), en: source.to_string() },
    };
    Sentence { zh: zh.to_owned(), en: source.to_string() }
}

/// Adds the path to an input or output result.
pub(crate) trait At<T> {
    /// The same result, with the path in its error.
    fn at(self, path: &Path) -> Result<T, Error>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, Error> {
        self.map_err(|source| Error::Io { path: path.to_owned(), source })
    }
}
