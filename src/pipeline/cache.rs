//! What one run learns of a file, kept for the next in the same process, and the key of all inputs.
//!
//! A file that can only be as it was read is not read again; every value is kept beside the content that it came
//! from, so that a second run ends with the same values as a fresh one.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::retry::until_settled;
use super::{Request, amount_of};
use crate::article::{ReadOptions, Reading};
use crate::error::Error;
use crate::key::Key;
use crate::plan::{Plan, Work};
use crate::site::link::FileFacts;
use crate::source::{self, Entry, FILE_CAP, Identity, Kind, Sources, Unread};
use crate::stopwatch::Amount;

/// What was read of files in this run and the ones before it in the same process.
#[derive(Debug, Default)]
pub struct FileCache {
    files: HashMap<String, CachedFile>,
    options: Key,
}

/// One file as it was read.
#[derive(Debug, Clone)]
pub(super) struct CachedFile {
    size: u64,
    modified: Option<SystemTime>,
    identity: Identity,
    read_at: SystemTime,
    content: Key,
    /// The document that was read from it.
    pub(super) reading: Option<Arc<Reading>>,
    /// The facts of a file that a document refers to; most files are documents and have none.
    pub(super) facts: Option<Box<FileFacts>>,
}

impl CachedFile {
    fn of(entry: &Entry, content: Key) -> Self {
        let Entry { path: _, kind: _, size, modified, identity } = *entry;
        Self { size, modified, identity, read_at: SystemTime::now(), content, reading: None, facts: None }
    }

    /// A document that was read just now.
    pub(super) fn document(entry: &Entry, content: Key, reading: Arc<Reading>) -> Self {
        Self { reading: Some(reading), ..Self::of(entry, content) }
    }

    /// A file that a document refers to, read just now.
    pub(super) fn file(entry: &Entry, facts: FileFacts) -> Self {
        let content = facts.key;
        Self { facts: Some(Box::new(facts)), ..Self::of(entry, content) }
    }

    /// Whether the file can only be as it was read: the same file with the same size and times, and read well after
    /// them, so that a second change within one tick of the disk's clock cannot hide.
    fn is(&self, entry: &Entry) -> bool {
        let settled =
            entry.modified.and_then(|modified| self.read_at.duration_since(modified).ok()).is_some_and(|age| age.as_millis() > 1500);
        settled && self.size == entry.size && self.modified == entry.modified && self.identity == entry.identity
    }
}

impl FileCache {
    /// Forgets files that have changed, by their paths below the root. Of a folder that came in the place of another
    /// a watcher tells only the name, so a path stands for all that is below it too.
    pub fn forget(&mut self, changed: &BTreeSet<String>) {
        let is_changed = |path: &str| changed.contains(path) || path.match_indices('/').any(|(at, _)| changed.contains(&path[..at]));
        self.files.retain(|path, _| !is_changed(path));
    }

    /// Lets go of files that are no more: a preview may run for weeks of renames.
    pub(super) fn keep_only(&mut self, sources: &Sources) {
        if self.files.len() > sources.entries.len() {
            self.files.retain(|path, _| sources.get(path).is_some());
        }
    }

    /// Forgets every document that was read with other options.
    pub(super) fn use_options(&mut self, options: &ReadOptions) {
        let key = options.key_of(Kind::Config, "", &[]);
        if self.options != key {
            self.files.values_mut().for_each(|file| file.reading = None);
            self.options = key;
        }
    }

    /// Makes room for so many files at once: growing costs half of it again.
    pub(super) fn reserve(&mut self, files: usize) {
        self.files.reserve(files.saturating_sub(self.files.len()));
    }

    /// What was read of a file, if it can only be as it was.
    pub(super) fn get(&self, entry: &Entry) -> Option<&CachedFile> {
        self.files.get(&entry.path).filter(|file| file.is(entry))
    }

    pub(super) fn put(&mut self, entry: &Entry, file: CachedFile) {
        self.files.insert(entry.path.clone(), file);
    }

    /// Whether every file that was copied is the one that its site was made from: it may have changed in between.
    pub fn are_as_read(&self, plan: &Plan, copied: impl Fn(&str) -> Option<Key>) -> bool {
        plan.jobs.iter().all(|job| match &job.work {
            Work::Copy(path) => self.files.get(path).is_some_and(|file| copied(&job.route.file()) == Some(file.content)),
            _ => true,
        })
    }
}

/// The key of everything that a build of this request depends on but the moment, as it lies on the disk.
///
/// # Errors
/// When the root cannot be read.
pub fn input_key(request: &Request, cache: &mut FileCache) -> Result<(Key, Amount), Error> {
    let looking = || {
        let (sources, _) = source::scan(&request.disk, &request.root)?;
        Ok((key_of(request, &sources, cache)?, amount_of(&sources)))
    };
    Ok(until_settled(looking)?.0)
}

/// The same of sources as they were scanned and read: version, options, inputs.
///
/// # Errors
/// When one of them cannot be read.
pub fn key_of(request: &Request, sources: &Sources, cache: &mut FileCache) -> Result<Key, Error> {
    let unread: Vec<&Entry> = sources.entries.iter().filter(|entry| cache.get(entry).is_none()).collect();
    let read: Vec<Option<(String, CachedFile)>> = unread
        .into_par_iter()
        .map(|entry| match source::bytes(sources, entry, FILE_CAP) {
            Ok(bytes) => Ok(Some((entry.path.clone(), CachedFile::of(entry, Key::of(&bytes))))),
            Err(Unread::Note(_)) => Ok(None),
            Err(Unread::Failed(error)) => Err(error),
        })
        .collect::<Result<_, Error>>()?;
    let read = read.into_iter().flatten();
    cache.files.extend(read);
    let drafts = [u8::from(request.drafts)];
    let base_url = request.base_url.as_deref().unwrap_or_default();
    let now = request.now.as_deref().unwrap_or_default();
    let options = [env!("BANBAO_BUILD").as_bytes(), &drafts, base_url.as_bytes(), now.as_bytes()];
    let inputs = sources.entries.iter().flat_map(|entry| {
        let content = cache.files.get(&entry.path).map_or(&[][..], |file| file.content.bytes());
        [entry.path.as_bytes(), content]
    });
    Ok(Key::of_all(options.into_iter().chain(inputs)))
}
