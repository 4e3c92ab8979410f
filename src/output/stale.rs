//! Files that an earlier build wrote and this one does not have. Those that are as they were written go. One with other
//! contents is an editor's, or somebody's who wrote its name into the record: it stays, and is told at every build until
//! someone takes it away. Only what is about to go is read. Removes nothing itself.

use std::collections::BTreeMap;

use std::path::{Component, Path};

use super::place::Ground;
use super::record::{Entry, Record};
use super::stage;
use crate::disk::{Metadata, Refusal, is_nothing};
use crate::error::{At as _, Error};
use crate::key::Key;

/// What becomes of the files that the site has no more.
#[derive(Debug, Default)]
pub struct Stale {
    /// They are removed.
    pub gone: Vec<String>,
    /// They are not as banbao wrote them, and stay.
    pub edited: Vec<String>,
}

/// Looks at the files of the last build that are not among these.
pub(super) fn stale(ground: &Ground<'_>, entries: &BTreeMap<String, Entry>) -> Result<Stale, Error> {
    let mut stale = Stale::default();
    for file in ground.old.entries.keys().filter(|file| !entries.contains_key(*file)) {
        if let Some(facts) = ground.removable(file)? {
            let list = if is_as_written(ground, file, &facts)? { &mut stale.gone } else { &mut stale.edited };
            list.push(file.clone());
        }
    }
    Ok(stale)
}

/// Whether what lies at a file's place is what banbao put there: by its contents, or a link into a stage, which a killed
/// build leaves. Who wrote the record does not matter: what has these contents is made anew by whoever has the sources.
pub(super) fn is_as_written(ground: &Ground<'_>, file: &str, facts: &Metadata) -> Result<bool, Error> {
    let path = ground.dir.join(file);
    if facts.is_symlink() {
        return ground.disk.target(&path).map(|target| leads_to_stage(&target)).at(&path);
    }
    let mut keys = ground.old.written(file).filter(|entry| entry.size == facts.len()).map(|entry| entry.key).peekable();
    if !facts.is_file() || keys.peek().is_none() {
        return Ok(false);
    }
    match ground.disk.read(&path, facts.len()) {
        Ok(bytes) => {
            let key = Key::of(&bytes);
            Ok(keys.any(|written| written == key))
        }
        // It has just gone.
        Err(Refusal::Failed(error)) if is_nothing(&error) => Ok(true),
        Err(Refusal::Failed(error)) => Err(error).at(&path),
        Err(Refusal::NotAFile | Refusal::Outside | Refusal::TooLarge(_)) => Ok(false),
    }
}

fn leads_to_stage(target: &Path) -> bool {
    target.components().any(|part| matches!(part, Component::Normal(name) if name.to_str().is_some_and(|name| stage::is_name(name, ""))))
}

/// The record of a build under way: the files of both, each with all the contents that a kill may leave it with.
pub(super) fn of_both(old: &Record, new: &Record) -> Record {
    let mut entries = old.entries.clone();
    entries.extend(new.entries.iter().map(|(file, entry)| (file.clone(), *entry)));
    let mut before = BTreeMap::new();
    for file in old.entries.keys() {
        let others: Vec<Entry> = old.written(file).filter(|entry| entries.get(file) != Some(entry)).collect();
        if !others.is_empty() {
            before.insert(file.clone(), others);
        }
    }
    Record { stamp: None, entries, before, cut_short: true }
}
