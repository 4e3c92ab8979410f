//! `banbao check`: everything that a build would say, and nothing written.

mod changed;
mod fix;

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::{Closing, closing_line, show, tell};
use crate::disk::Disk;
use crate::error::Error;
use crate::note::{self, Note, Speech, Tally};
use crate::output::Nowhere;
use crate::pipeline::{self, FileCache, Prepared, Request};
use crate::say;
use crate::stopwatch::Stopwatch;

/// How the result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a person, on standard error.
    Human,
    /// One JSON object a line.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// What `check` was asked to do.
#[derive(Debug)]
pub struct CheckOptions {
    /// Files and folders that are reported on; all when none is named.
    pub files: Vec<PathBuf>,
    /// Whether only files are reported on that differ from Git's HEAD.
    pub changed: bool,
    /// Whether what has one clear mending is mended.
    pub fix: bool,
    /// Whether it is mended without a question.
    pub yes: bool,
    /// How the result is written.
    pub format: Format,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// Whether drafts are checked.
    pub drafts: bool,
    /// The moment that stands for now.
    pub now: Option<String>,
}

/// Checks the site.
///
/// # Errors
/// When the machine fails.
pub fn run(root: &Path, options: &CheckOptions, speech: Speech) -> Result<u8, Error> {
    let CheckOptions { files, changed, fix, yes, format, strict, drafts, now } = options;
    let only = Only::of(root, files, *changed)?;
    let start = Instant::now();
    let request = Request { root: root.to_owned(), drafts: *drafts, now: now.clone(), ..Request::default() };
    let (mut prepared, mut notes) = look(&request, &only)?;
    if *fix && fix::run(root, &prepared, &notes, *yes, speech)? {
        (prepared, notes) = look(&request, &only)?;
    }
    let tally = Tally::of(&notes);
    write(&notes, *format, speech);
    tell(&closing_line(&Closing::of(&prepared.site, tally), start.elapsed(), speech));
    Ok(u8::from(tally.errors > 0 || (*strict && tally.warnings > 0)))
}

/// Everything that there is to say of the files that were asked for.
fn look(request: &Request, only: &Only) -> Result<(Prepared, Vec<Note>), Error> {
    let prepared = pipeline::prepare(request, &mut FileCache::default(), &mut Stopwatch::default())?;
    let mut notes = prepared.notes.clone();
    notes.extend(pipeline::render_all(&prepared, &Nowhere, &|| {}, &mut Stopwatch::default())?.into_iter().map(|failed| failed.note));
    notes.extend(super::import::waiting(&prepared)?);
    notes.retain(|note| only.holds(&note.place.path));
    note::sort(&mut notes);
    Ok((prepared, notes))
}

/// The files that are reported on. The whole site is looked at all the same: a file may be wrong because of another.
struct Only {
    /// Paths below the root of files and folders; none for all.
    named: Option<Vec<String>>,
    changed: Option<BTreeSet<String>>,
}

impl Only {
    fn of(root: &Path, files: &[PathBuf], changed: bool) -> Result<Self, Error> {
        let named = (!files.is_empty()).then(|| files.iter().map(|file| below(root, file)).collect::<Result<_, _>>()).transpose()?;
        Ok(Self { named, changed: changed.then(|| changed::files(root)).transpose()? })
    }

    fn holds(&self, path: &str) -> bool {
        let lies_in = |named: &String| {
            named.is_empty() || path.strip_prefix(named.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.named.as_ref().is_none_or(|named| named.iter().any(lies_in))
            && self.changed.as_ref().is_none_or(|changed| changed.contains(path))
    }
}

/// The path below the root of a file that somebody named from where they are, or from the root.
fn below(root: &Path, file: &Path) -> Result<String, Error> {
    let disk = Disk::default();
    let shown = file.display();
    let nothing = || Error::Usage(say!("没有“{shown}”这个文件", "there is no file `{shown}`"));
    let real = disk.real_path(file).or_else(|_| disk.real_path(&root.join(file))).map_err(|_| nothing())?;
    let root = disk.real_path(root).map_err(|_| nothing())?;
    let below =
        real.strip_prefix(&root).map_err(|_| Error::Usage(say!("“{shown}”不在这个站点里", "`{shown}` does not lie in this site")))?;
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    Ok(parts.join("/"))
}

/// Data goes to standard output; a reader that has gone away is not an error.
fn write(notes: &[Note], format: Format, speech: Speech) {
    let mut out = io::stdout().lock();
    match format {
        Format::Human => show(notes, speech),
        Format::Json => notes.iter().for_each(|note| drop(writeln!(out, "{}", note::json(note, speech)))),
        Format::Github => notes.iter().for_each(|note| drop(writeln!(out, "{}", note::github(note, speech)))),
        Format::Sarif => drop(writeln!(out, "{}", note::sarif(notes, speech))),
    }
}
