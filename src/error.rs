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

/// The reason of an input or output failure in plain words. The number of the system is kept where there are none.
pub(crate) fn reason(source: &io::Error) -> Sentence {
    use io::ErrorKind as Kind;
    let zh = match source.kind() {
        Kind::NotFound => "找不到这个文件或文件夹",
        Kind::PermissionDenied => "没有权限",
        Kind::AlreadyExists => "已经有同名的文件或文件夹",
        Kind::StorageFull => "磁盘满了",
        Kind::QuotaExceeded => "用满了给你的磁盘空间",
        Kind::FileTooLarge => "文件太大，这个磁盘放不下",
        Kind::ReadOnlyFilesystem => "磁盘是只读的",
        Kind::NotADirectory => "路径中有一段不是文件夹",
        Kind::IsADirectory => "这是文件夹，不是文件",
        Kind::DirectoryNotEmpty => "文件夹不是空的",
        Kind::InvalidFilename => "文件名太长，或有这个磁盘不认的字符",
        Kind::CrossesDevices => "两个文件夹不在同一个磁盘上",
        Kind::TooManyLinks => "链接太多",
        Kind::ResourceBusy | Kind::ExecutableFileBusy | Kind::Deadlock => "别的程序正在用它",
        Kind::StaleNetworkFileHandle => "网络磁盘断开过，文件已经变了",
        Kind::TimedOut => "等了太久没有回应",
        Kind::Interrupted => "被打断了",
        Kind::OutOfMemory => "内存不够",
        Kind::Unsupported => "这个磁盘或系统做不到",
        Kind::InvalidInput => "名字里有不能用的字符",
        Kind::AddrInUse => "端口已被占用",
        Kind::AddrNotAvailable => "这台电脑没有这个地址",
        Kind::NetworkDown | Kind::NetworkUnreachable | Kind::HostUnreachable => "网络不通",
        Kind::ConnectionRefused | Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe => "连接断了",
        _ => return numbered(source),
    };
    Sentence { zh: zh.to_owned(), en: source.to_string() }
}

/// Failures that the standard library has no name for.
fn numbered(source: &io::Error) -> Sentence {
    let en = source.to_string();
    let Some(number) = source.raw_os_error() else { return Sentence { zh: en.clone(), en } };
    let zh = match number {
        5 if cfg!(unix) => "磁盘读写出错，可能是磁盘坏了或断开了".to_owned(),
        23 | 24 if cfg!(unix) => "同时打开的文件太多".to_owned(),
        40 if cfg!(target_os = "linux") => "链接绕成了圈".to_owned(),
        _ => format!("系统报错 {number}"),
    };
    Sentence { zh, en }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What the system says in English is told in Chinese, whatever it is.
    #[test]
    fn every_failure_of_the_system_has_chinese_words() {
        for number in 1..=133 {
            let zh = reason(&io::Error::from_raw_os_error(number)).zh;
            assert!(!zh.contains("os error") && zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{number}: {zh}");
        }
    }
}
