//! The archive of a Word file: bounded, and never unpacked to the disk. zip is used here only.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    NoDocument,
    NotWord,
    Locked,
    Broken(String),
    /// What is too much, and how much may be.
    Bomb(String, String),
    Outside(String),
    Entity,
}

/// A Word file has some dozens of parts.
const MOST_PARTS: usize = 4_000;
/// The largest part that is text, unpacked.
const LARGEST_TEXT: u64 = 48 * 1024 * 1024;
/// All parts together, unpacked.
const LARGEST_WHOLE: u64 = 512 * 1024 * 1024;
/// XML packs to a thirtieth; a part beyond that is made of nothing.
const RATIO: u64 = 250;
/// Below this size the ratio says nothing.
const SMALL: u64 = 1024 * 1024;

/// An open archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(refusal)?;
        if archive.len() > MOST_PARTS {
            return Err(Refusal::Bomb(format!("{} 个部件", archive.len()), MOST_PARTS.to_string()));
        }
        let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect();
        if let Some(name) = names.iter().find(|name| leads_out(name)) {
            return Err(Refusal::Outside(name.chars().take(80).collect()));
        }
        let mut whole = 0_u64;
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).map_err(refusal)?;
            if part.encrypted() {
                return Err(Refusal::Locked);
            }
            whole = whole.saturating_add(part.size());
            if part.size() > SMALL && part.size() / part.compressed_size().max(1) > RATIO {
                return Err(Refusal::Bomb(format!("压缩了 {} 倍", part.size() / part.compressed_size().max(1)), format!("{RATIO} 倍")));
            }
        }
        if whole > LARGEST_WHOLE {
            return Err(Refusal::Bomb(format!("解开有 {} MB", whole >> 20), format!("{} MB", LARGEST_WHOLE >> 20)));
        }
        if !names.iter().any(|name| name.starts_with("word/") || name == "[Content_Types].xml") {
            return Err(Refusal::NotWord);
        }
        Ok(Self { archive })
    }

    /// A part that is text; none when there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(bytes) = self.bytes(name, LARGEST_TEXT)? else { return Ok(None) };
        Ok(Some(super::super::detect::decode(&bytes).0.into_owned()))
    }

    /// The bytes of a part, whatever its headers say of its size.
    pub(super) fn bytes(&mut self, name: &str, cap: u64) -> Result<Option<Vec<u8>>, Refusal> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(refusal(error)),
        };
        let mut bytes = Vec::new();
        part.take(cap + 1).read_to_end(&mut bytes).map_err(|error| Refusal::Broken(error.to_string()))?;
        if bytes.len() as u64 > cap {
            return Err(Refusal::Bomb(format!("部件“{name}”解开超过 {} MB", cap >> 20), format!("{} MB", cap >> 20)));
        }
        Ok(Some(bytes))
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect()
    }
}

/// Whether a name leads out of the folder that it would be unpacked to.
fn leads_out(name: &str) -> bool {
    let name = name.replace('\\', "/");
    name.starts_with('/') || name.split('/').any(|part| part == "..") || name.as_bytes().get(1) == Some(&b':')
}

fn refusal(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(what) if what == ZipError::PASSWORD_REQUIRED => Refusal::Locked,
        error => Refusal::Broken(error.to_string()),
    }
}
