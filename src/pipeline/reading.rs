//! From sources to documents and the facts of the files that they refer to: in parallel, what is cached not again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::cache::{CachedFile, FileCache};
use crate::article::{self, Document, ReadOptions, Reading};
use crate::error::Error;
use crate::fault;
use crate::key::Key;
use crate::note::{Note, Place, codes};
use crate::site::Documents;
use crate::site::link::{self, FileFacts, Files};
use crate::source::{self, Entry, FILE_CAP, Kind, Sources, Unread};
use crate::svg;

/// Reads one file; a fault of the program in it costs this file only.
fn read_or_fault(path: &str, read: impl FnOnce() -> Reading) -> Reading {
    fault::caught(read)
        .unwrap_or_else(|reason| Reading { notes: vec![codes::fault::read_fault(Place::file(path), reason)], ..Reading::default() })
}

/// What came of reading a file; the second part is none when it was cached already, the whole when it must be waited for.
type Read = Option<(Arc<Reading>, Option<CachedFile>)>;

/// Reads every Markdown file that is not cached already, in parallel. Says how many articles there are.
pub(super) fn documents(
    sources: &Sources,
    options: &ReadOptions,
    drafts: bool,
    cache: &mut FileCache,
    notes: &mut Vec<Note>,
) -> Result<(Documents, usize), Error> {
    cache.use_options(options);
    cache.reserve(sources.entries.len());
    let entries: Vec<&Entry> = sources
        .entries
        .iter()
        .filter(|entry| !matches!(entry.kind, Kind::Config | Kind::Static | Kind::Beside | Kind::Inbox | Kind::Theme))
        .collect();
    let cached = &*cache;
    let mut readings: Vec<Read> = entries
        .par_iter()
        .with_min_len(16)
        .map(|entry| match cached.get(entry).and_then(|file| file.reading.clone()) {
            Some(reading) => Ok(Some((reading, None))),
            None => read(sources, entry, options, false),
        })
        .collect::<Result<_, Error>>()?;
    let left = readings.par_iter_mut().zip(&entries).filter(|(reading, _)| reading.is_none());
    left.try_for_each(|(reading, entry)| read(sources, entry, options, true).map(|read| *reading = read))?;
    read_in_year(sources, &entries, options, &mut readings)?;
    let mut documents = Documents::default();
    let found = entries.iter().filter(|entry| entry.kind == Kind::Article).count();
    for (entry, (reading, file)) in entries.into_iter().zip(readings).filter_map(|(entry, reading)| Some((entry, reading?))) {
        if drafts || !reading.is_draft {
            notes.extend(reading.notes.iter().cloned());
            documents.refused.extend(reading.refused.iter().cloned());
        } else {
            // What an import could not place is told also of a draft: nobody else remembers it.
            notes.extend(reading.notes.iter().filter(|note| note.code == "import-unplaced").cloned());
        }
        match &reading.document {
            Some(Document::Article(article)) => documents.articles.push(Arc::clone(article)),
            Some(Document::Register(entry)) => documents.registers.push(Arc::clone(entry)),
            Some(Document::Issue(issue)) => documents.issues.push(Arc::clone(issue)),
            Some(Document::Page(page)) => documents.pages.push(Arc::clone(page)),
            None => {}
        }
        if let Some(file) = file {
            cache.put(entry, file);
        }
    }
    Ok((documents, found))
}

/// Reads anew the articles with a date that lacks its year, in the year of the other articles of their folder, if these
/// have one. What is remembered of a file stays what the file alone tells.
fn read_in_year(sources: &Sources, entries: &[&Entry], options: &ReadOptions, readings: &mut [Read]) -> Result<(), Error> {
    let lacks_year = |read: &Read| read.as_ref().is_some_and(|(reading, _)| reading.lacks_year);
    if !readings.iter().any(lacks_year) {
        return Ok(());
    }
    let folder = |entry: &Entry| entry.path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let mut years: BTreeMap<Option<String>, BTreeSet<i16>> = BTreeMap::new();
    for (entry, read) in entries.iter().zip(&*readings) {
        if let Some(Document::Article(article)) = read.as_ref().and_then(|(reading, _)| reading.document.as_ref()) {
            years.entry(folder(entry)).or_default().insert(article.date.year);
        }
    }
    for (entry, read) in entries.iter().zip(readings).filter(|(_, read)| lacks_year(read)) {
        let year = years.get(&folder(entry)).filter(|years| years.len() == 1).and_then(|years| years.first().copied());
        let (Some(year), Some((reading, _))) = (year, read) else { continue };
        match source::text(sources, entry) {
            Ok(text) => {
                let anew = || article::read_in_year(entry.kind, &entry.path, &text, options, Some(year));
                *reading = Arc::new(read_or_fault(&entry.path, anew));
            }
            Err(Unread::Note(_)) => {}
            Err(Unread::Failed(error)) => return Err(error),
        }
    }
    Ok(())
}

/// Reads one file; none when that would have to wait for another thread, and may not.
fn read(sources: &Sources, entry: &Entry, options: &ReadOptions, may_wait: bool) -> Result<Read, Error> {
    let bytes = match source::bytes(sources, entry, source::TEXT_CAP) {
        Ok(bytes) => bytes,
        Err(Unread::Note(note)) => return Ok(Some((Arc::new(Reading { notes: vec![note], ..Reading::default() }), None))),
        Err(Unread::Failed(error)) => return Err(error),
    };
    let content = Key::of(&bytes);
    let reading = match source::decode(&entry.path, &bytes) {
        Ok(text) if !may_wait && options.markdown.snippets.would_wait(&text) => return Ok(None),
        Ok(text) => read_or_fault(&entry.path, || article::read(entry.kind, &entry.path, &text, options)),
        Err(note) => Reading { notes: vec![note], ..Reading::default() },
    };
    let reading = Arc::new(reading);
    Ok(Some((Arc::clone(&reading), Some(CachedFile::document(entry, content, reading)))))
}

/// The facts of every file that a document refers to.
pub(super) fn files(sources: &Sources, documents: &Documents, cache: &mut FileCache, notes: &mut Vec<Note>) -> Result<Files, Error> {
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    for (from, target) in references(documents) {
        wanted.extend(link::path_in(sources, from, target));
    }
    let entries: Vec<&Entry> =
        wanted.iter().filter_map(|path| sources.get(path)).filter(|entry| matches!(entry.kind, Kind::Beside | Kind::Static)).collect();
    let cached = &*cache;
    let facts: Vec<_> = entries
        .par_iter()
        .map(|entry| match cached.get(entry).and_then(|file| file.facts.as_deref().cloned()) {
            Some(facts) => Ok(facts),
            None => source::bytes(sources, entry, FILE_CAP).map(|bytes| facts_of(&entry.path, &bytes)),
        })
        .collect();
    let mut files = Files::new();
    for (entry, facts) in entries.into_iter().zip(facts) {
        match facts {
            Ok(facts) => {
                cache.put(entry, CachedFile::file(entry, facts.clone()));
                files.insert(entry.path.clone(), facts);
            }
            Err(Unread::Note(note)) => notes.push(note),
            Err(Unread::Failed(error)) => return Err(error),
        }
    }
    Ok(files)
}

fn facts_of(path: &str, bytes: &[u8]) -> FileFacts {
    let pixels =
        imagesize::blob_size(bytes).ok().and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
    let active = if svg::is_drawing(path, bytes) { svg::active(bytes) } else { None };
    FileFacts { key: Key::of(bytes), size: bytes.len() as u64, pixels, active }
}

/// Every target that a document names, with the path of that document.
fn references(documents: &Documents) -> impl Iterator<Item = (&str, &str)> {
    let bodies = documents.bodies();
    let links = bodies.flat_map(|(front, body)| body.slots.iter().map(move |slot| (front.path.as_str(), slot.target.as_str())));
    let covers = documents
        .articles
        .iter()
        .chain(&documents.refused)
        .filter_map(|article| Some(link::of_field(&article.front.path, &article.cover.as_ref()?.text)));
    links.chain(covers)
}
