//! The record of an output: what banbao wrote there, and from what. Made from content only, so that equal
//! sites have equal records. One that cannot be read or understood is told, never taken for none: without it nobody
//! knows which files are banbao's.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::disk::{self, Disk, Refusal, Tick};
use crate::key::Key;
use crate::site;

const FIRST_LINE: &str = "banbao record 2";
/// Begins a line of what an earlier build wrote.
const BEFORE: &str = "before ";
/// Records before that had no last line.
const FIRST_LINE_BEFORE: &str = "banbao record 1";
/// No record is larger: a million files have 100 MB.
const CAP: u64 = 1 << 30;

/// What a finished build came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Key of everything that went into it.
    pub key: Key,
    /// Unix seconds of the moment when the site changes by itself.
    pub next: Option<i64>,
    /// Published articles.
    pub articles: usize,
    /// Pieces of advice that were given.
    pub advice: usize,
    /// Drafts that were left out.
    pub drafts: usize,
    /// Articles that wait for their moment.
    pub waiting: usize,
}

/// One file of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: Key,
    pub(super) size: u64,
}

/// What banbao wrote to an output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// None when the next build must look again: there were errors or warnings.
    pub(super) stamp: Option<Stamp>,
    pub(super) entries: BTreeMap<String, Entry>,
    /// What else may lie in the place of a file after a build that was killed: what earlier builds wrote there.
    pub(super) before: BTreeMap<String, Vec<Entry>>,
    /// Written before files are moved into place, and replaced when all are: a build that was killed leaves it.
    pub(super) cut_short: bool,
}

/// What lies where the record should.
#[derive(Debug)]
pub(super) enum Recorded {
    /// Nothing.
    Nothing,
    /// A record, and when it came there.
    Record(Record, Tick),
    /// Something that is no record, or not a whole one.
    Damaged,
    /// Something that the machine will not read.
    Unreadable(io::Error),
}

impl Record {
    /// Reads a record.
    pub(super) fn read(disk: &Disk, path: &Path) -> Recorded {
        let bytes = match disk.read(path, CAP) {
            Ok(bytes) => bytes,
            Err(Refusal::Failed(error)) if disk::is_nothing(&error) => return Recorded::Nothing,
            Err(Refusal::Failed(error)) => return Recorded::Unreadable(error),
            Err(Refusal::NotAFile | Refusal::Outside | Refusal::TooLarge(_)) => return Recorded::Damaged,
        };
        let Some(record) = std::str::from_utf8(&bytes).ok().and_then(parse) else { return Recorded::Damaged };
        match disk.own_facts(path) {
            Ok(facts) => Recorded::Record(record, disk::changed(&facts)),
            Err(error) => Recorded::Unreadable(error),
        }
    }

    /// What builds have written to a file, as far as it may still lie there.
    pub(super) fn written(&self, file: &str) -> impl Iterator<Item = Entry> {
        self.entries.get(file).into_iter().chain(self.before.get(file).into_iter().flatten()).copied()
    }

    /// The record as text. Its last line tells a whole one from one that was cut.
    pub(super) fn write(&self) -> String {
        let mut out = String::with_capacity(64 + self.entries.len() * 80);
        let state = if self.cut_short { "writing" } else { "complete" };
        let _ = writeln!(out, "{FIRST_LINE}\nstate {state}");
        if let Some(Stamp { key, next, articles, advice, drafts, waiting }) = &self.stamp {
            let next = next.map_or_else(|| "-".to_owned(), |next| next.to_string());
            let _ = writeln!(out, "stamp {} {next} {articles} {advice} {drafts} {waiting}", key.hex());
        }
        for (file, Entry { key, size }) in &self.entries {
            out.extend([&key.hex(), " ", &size.to_string(), " ", file, "\n"]);
        }
        for (file, before) in &self.before {
            for Entry { key, size } in before {
                out.extend([BEFORE, &key.hex(), " ", &size.to_string(), " ", file, "\n"]);
            }
        }
        let _ = writeln!(out, "end {}", self.entries.len());
        out
    }
}

fn parse(text: &str) -> Option<Record> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    let has_end = match lines.next()? {
        FIRST_LINE => true,
        FIRST_LINE_BEFORE => false,
        _ => return None,
    };
    let cut_short = match lines.next()? {
        "state complete" => false,
        "state writing" => true,
        _ => return None,
    };
    let count: Option<usize> = if has_end { Some(lines.next_back()?.strip_prefix("end ")?.parse().ok()?) } else { None };
    let mut record = Record { cut_short, ..Record::default() };
    let mut others = 0;
    for line in lines {
        if let Some(stamp) = line.strip_prefix("stamp ") {
            record.stamp = Some(parse_stamp(stamp)?);
            continue;
        }
        let before = line.strip_prefix(BEFORE);
        let mut parts = before.unwrap_or(line).splitn(3, ' ');
        let key = Key::from_hex(parts.next()?)?;
        let size = parts.next()?.parse().ok()?;
        let file = parts.next().filter(|file| is_inside(file))?;
        if before.is_some() {
            record.before.entry(file.to_owned()).or_default().push(Entry { key, size });
            continue;
        }
        // No site has such files, so whoever wrote this, it was not banbao: they are nothing to be removed.
        if site::is_own_name(file) {
            others += 1;
        } else {
            record.entries.insert(file.to_owned(), Entry { key, size });
        }
    }
    count.is_none_or(|count| count == record.entries.len() + others).then_some(record)
}

fn parse_stamp(text: &str) -> Option<Stamp> {
    let mut parts = text.split(' ');
    let key = Key::from_hex(parts.next()?)?;
    let next = match parts.next()? {
        "-" => None,
        number => Some(number.parse().ok()?),
    };
    let (articles, advice) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    // Records of before do not count what was left out.
    let mut count = || parts.next().map_or(Some(0), |number| number.parse().ok());
    Some(Stamp { key, next, articles, advice, drafts: count()?, waiting: count()? })
}

/// A record never names a file outside its folder, whatever someone wrote into it.
fn is_inside(file: &str) -> bool {
    !file.is_empty()
        && !file.starts_with('/')
        && file.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && !file.contains('\\')
}
