//! `banbao check`: everything that a build would say, and nothing written.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::Instant;

use super::{Closing, closing_line, show, tell};
use crate::error::Error;
use crate::note::{self, Note, Speech, Tally};
use crate::output::Nowhere;
use crate::pipeline::{self, FileCache, Request};
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
    let CheckOptions { format, strict, drafts, now } = options;
    let start = Instant::now();
    let request = Request { root: root.to_owned(), drafts: *drafts, now: now.clone(), ..Request::default() };
    let prepared = pipeline::prepare(&request, &mut FileCache::default(), &mut Stopwatch::default())?;
    let mut notes = prepared.notes.clone();
    notes.extend(pipeline::render_all(&prepared, &Nowhere, &|| {}, &mut Stopwatch::default())?.into_iter().map(|failed| failed.note));
    notes.extend(super::import::waiting(&prepared)?);
    note::sort(&mut notes);
    let tally = Tally::of(&notes);
    write(&notes, *format, speech);
    tell(&closing_line(&Closing::of(&prepared.site, tally), start.elapsed(), speech));
    Ok(u8::from(tally.errors > 0 || (*strict && tally.warnings > 0)))
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
