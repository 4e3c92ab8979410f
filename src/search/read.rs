//! The files of a built site back into lists, for [`super::search`].

use std::path::{Path, PathBuf};

use crate::disk::Disk;

use super::bits::{Reader, checksum, rice_k};
use super::counts::TITLE;
use super::lists::SIZED;
use super::shape::{DOC_BITS, Shape};
use super::terms::{KEY_BITS, Key};
use super::{Segment, Site, VERSION};

/// Why a search has no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The site has no index, or one of another version.
    #[error("no search index of this version in `{0}`")]
    NoIndex(PathBuf),
    /// A file of the index or a page is not there.
    #[error("`{0}` cannot be read")]
    Missing(PathBuf),
    /// A file of the index is truncated or not what was written.
    #[error("`{0}` is damaged")]
    Damaged(PathBuf),
}

/// An article that a list names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) doc: u32,
    /// 0 to 3, what the term says about it.
    pub(crate) level: u8,
    /// The places, modulo 16, where the term stands or may stand, a bit each.
    pub(crate) places: u16,
}

/// The articles of a term in one segment, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    /// How many there are.
    pub(crate) df: u32,
    pub(crate) postings: Vec<Posting>,
    /// They stand in a file of their own, which was not read.
    pub(crate) later: bool,
}

/// An opened index.
pub(crate) struct Index<'a> {
    root: &'a Path,
    pub(crate) site: Site,
}

impl<'a> Index<'a> {
    /// Opens the index of a built site by the constants in its module.
    pub(crate) fn open(root: &'a Path) -> Result<Self, Error> {
        let path = root.join("search/search.js");
        let none = || Error::NoIndex(root.into());
        let text = text(&path).ok_or_else(none)?;
        let line = text.lines().find_map(|l| l.strip_prefix("const SITE = ")?.strip_suffix(';'));
        let site: Site = line.and_then(|json| serde_json::from_str(json).ok()).ok_or_else(none)?;
        if site.v != VERSION {
            return Err(none());
        }
        let docs: u64 = site.segments.iter().map(|segment| u64::from(segment.shape.docs)).sum();
        let is_possible = |segment: &Segment| segment.shape.is_possible() && is_inside(&segment.dir);
        let is_whole = docs < 1 << DOC_BITS && site.segments.iter().all(is_possible);
        if is_whole { Ok(Self { root, site }) } else { Err(Error::Damaged(path)) }
    }

    /// The content of a file after its checksum.
    fn file(&self, segment: &Segment, name: &str) -> Result<Vec<u8>, Error> {
        let path = self.root.join("search").join(&segment.dir).join(name);
        let mut bytes = bytes(&path).ok_or_else(|| Error::Missing(path.clone()))?;
        let whole = bytes.split_first_chunk().is_some_and(|(sum, rest)| u32::from_le_bytes(*sum) == checksum(rest));
        if !whole {
            return Err(Error::Damaged(path));
        }
        bytes.drain(..4);
        Ok(bytes)
    }

    fn damaged(&self, segment: &Segment, name: &str) -> Error {
        Error::Damaged(self.root.join("search").join(&segment.dir).join(name))
    }

    /// A list from its shard.
    pub(crate) fn list(&self, segment: &Segment, key: Key) -> Result<List, Error> {
        let (letter, log, number) = match key {
            Key::Pair(number) => ('p', segment.shape.pairs, number),
            Key::Char(number) => ('c', segment.shape.chars, number),
        };
        let name = format!("{letter}{}.bin", number >> (KEY_BITS - log));
        let bytes = self.file(segment, &name)?;
        find(&bytes, key, log, &segment.shape).ok_or_else(|| self.damaged(segment, &name))
    }

    /// Fills a list from its own file if it has one.
    pub(crate) fn long(&self, segment: &Segment, key: Key, list: &mut List) -> Result<(), Error> {
        if let Key::Pair(number) = key
            && list.later
        {
            let name = format!("l{number}.bin");
            let bytes = self.file(segment, &name)?;
            let postings = postings(&mut Reader::new(&bytes), list.df, segment.shape.docs, pair_note);
            list.postings = postings.ok_or_else(|| self.damaged(segment, &name))?;
            list.later = false;
        }
        Ok(())
    }

    /// The route of an article of one segment.
    pub(crate) fn url(&self, segment: &Segment, doc: u32) -> Result<String, Error> {
        let name = format!("u{}.txt", doc / segment.shape.block);
        let bytes = self.file(segment, &name)?;
        let mut url = String::from("/");
        for line in bytes.split(|&b| b == b'\n').take((doc % segment.shape.block) as usize + 1) {
            let shared = line.first().map_or(0, |&b| b.wrapping_sub(b'0').into());
            // Addresses are ASCII.
            let own = std::str::from_utf8(line.get(1..).unwrap_or_default()).ok().filter(|own| own.is_ascii());
            let own = own.ok_or_else(|| self.damaged(segment, &name))?;
            url.truncate(1 + usize::min(shared, url.len() - 1));
            url.push_str(own);
        }
        url.push('/');
        if is_inside(&url[1..]) { Ok(url) } else { Err(self.damaged(segment, &name)) }
    }

    /// The page at a route.
    pub(crate) fn page(&self, url: &str) -> Result<String, Error> {
        let path = self.root.join(url.trim_start_matches('/')).join("index.html");
        text(&path).ok_or(Error::Missing(path))
    }
}

/// The bytes of a file of the built site.
fn bytes(path: &Path) -> Option<Vec<u8>> {
    Disk::default().read(path, u64::MAX).ok()
}

fn text(path: &Path) -> Option<String> {
    String::from_utf8(bytes(path)?).ok()
}

/// Whether a path of the index stays in the folder of the site.
fn is_inside(path: &str) -> bool {
    !path.starts_with('/') && !path.contains('\\') && path.split('/').all(|part| part != "..")
}

/// Finds one list in a shard; none where the shard is not what was written.
fn find(bytes: &[u8], key: Key, log: u32, shape: &Shape) -> Option<List> {
    let (wanted, note, long): (u32, Note, u32) = match key {
        Key::Pair(key) => (key, pair_note, shape.long),
        Key::Char(key) => (key, char_note, u32::MAX),
    };
    let room = 1 << (KEY_BITS - log);
    let wanted = wanted & (room - 1);
    let mut bits = Reader::new(bytes);
    let count = bits.gamma() - 1;
    let key_k = rice_k(room, count);
    let mut next = 0;
    for _ in 0..count {
        let key = bits.rice(key_k).checked_add(next)?;
        next = key.checked_add(1)?;
        let df = bits.gamma();
        if bits.is_over() || df > shape.docs {
            return None;
        }
        let later = df > long;
        if !later && df >= SIZED {
            bits.gamma();
        }
        let postings = if later { Vec::new() } else { postings(&mut bits, df, shape.docs, note)? };
        if key >= wanted {
            return Some(if key == wanted { List { df, postings, later } } else { List::default() });
        }
    }
    Some(List::default())
}

type Note = fn(&mut Reader<'_>) -> (u8, u16);

fn postings(bits: &mut Reader<'_>, df: u32, docs: u32, note: Note) -> Option<Vec<Posting>> {
    let k = rice_k(docs, df);
    let mut next = 0_u32;
    let postings = (0..df).map(|_| {
        let doc = bits.rice(k).checked_add(next).filter(|doc| *doc < docs)?;
        next = doc + 1;
        let (level, places) = note(bits);
        Some(Posting { doc, level, places })
    });
    postings.collect()
}

/// Ones before a zero, at most `most`.
fn ones(bits: &mut Reader<'_>, most: usize) -> u8 {
    (0..most).take_while(|_| bits.bits(1) == 1).count() as u8
}

fn pair_note(bits: &mut Reader<'_>) -> (u8, u16) {
    let mut count = ones(bits, 4);
    let title = count == 4;
    if title {
        count = ones(bits, 4);
    }
    let places = if count > 2 { u16::MAX } else { (0..=count).fold(0, |all, _| all | 1 << bits.bits(4)) };
    (if title { TITLE } else { count.min(2) }, places)
}

fn char_note(bits: &mut Reader<'_>) -> (u8, u16) {
    (ones(bits, 3), u16::MAX)
}
