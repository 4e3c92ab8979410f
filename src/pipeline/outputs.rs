//! From a site that is ready to its outputs, each handed to a sink.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::Prepared;
use crate::error::Error;
use crate::fault;
use crate::note::{Note, Place, codes};
use crate::plan::{Job, Page, Work};
use crate::render::{self, Rendered};
use crate::search::of_site;
use crate::source::Sources;
use crate::stopwatch::{Amount, Stopwatch};

/// Where outputs go. The disk for `build`; nothing for `check`.
pub trait Sink: Sync {
    /// Takes one output: its file below the output's root, and its content.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn put(&self, file: &str, content: Content<'_>) -> Result<(), Error>;
}

/// The content of one output.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// Bytes.
    Bytes(&'a [u8]),
    /// A file of the site, by its path below the root, to be copied.
    File(&'a Sources, &'a str),
}

/// Up to so many articles the index and the pages are made at the same time.
const MOST_TOGETHER: usize = 20_000;

/// An output that could not be made.
#[derive(Debug)]
pub struct Failed<'a> {
    /// What it was to be.
    pub job: &'a Job,
    /// Why.
    pub note: Note,
}

/// Renders every job and hands it to the sink. A page whose template fails leaves the others.
///
/// # Errors
/// The first failure of the sink.
pub fn render_all<'a>(
    prepared: &'a Prepared,
    sink: &dyn Sink,
    done: &(dyn Fn() + Sync),
    stopwatch: &mut Stopwatch,
) -> Result<Vec<Failed<'a>>, Error> {
    let Some(theme) = &prepared.theme else { return Ok(Vec::new()) };
    let index = || {
        let files = of_site::files(&prepared.site);
        // No jobs of the plan: the names of these files depend on their content, which is known only when all of it is.
        let put = |(name, bytes): &(String, Vec<u8>)| sink.put(&format!("search/{name}"), Content::Bytes(bytes));
        files.par_iter().with_min_len(16).try_for_each(put)?;
        Ok(Amount { items: files.len(), bytes: files.iter().map(|(_, bytes)| bytes.len() as u64).sum() })
    };
    let written = AtomicU64::new(0);
    let one = |job: &'a Job| -> Result<Option<Failed<'a>>, Error> {
        let failed = match rendered(job, || render::render(theme, &prepared.site, &prepared.plan, &prepared.shells, job)) {
            Ok(rendered) => {
                written.fetch_add(rendered.size(), Ordering::Relaxed);
                put(prepared, sink, job, &rendered).map(|()| None)?
            }
            Err(note) => Some(Failed { job, note: *note }),
        };
        done();
        Ok(failed)
    };
    let rendering = || prepared.plan.jobs.par_iter().with_min_len(16).map(one).collect::<Result<Vec<Option<Failed<'a>>>, Error>>();
    let indexed = |amount: &Result<Amount, Error>| *amount.as_ref().unwrap_or(&Amount::default());
    let made = || Amount { items: prepared.plan.jobs.len(), bytes: written.load(Ordering::Relaxed) };
    let notes = if stopwatch.is_apart || prepared.site.listed.len() > MOST_TOGETHER {
        // One after the other: the pages take over the memory of the inversion.
        stopwatch.time("index", index, indexed)?;
        stopwatch.time("render", rendering, |_| made())?
    } else {
        // Together, so that no thread waits for the last of the other's work.
        let both = || rayon::join(index, rendering);
        let (index, notes) = stopwatch.time("index+render", both, |_| made());
        index?;
        notes?
    };
    Ok(notes.into_iter().flatten().collect())
}

/// Puts a page where one could not be made, so that no link leads to nothing: the one for addresses that do not exist.
/// Says whether that could be made.
///
/// # Errors
/// When the sink fails.
pub fn stand_in(prepared: &Prepared, sink: &dyn Sink, failed: &Job) -> Result<bool, Error> {
    let Some(theme) = &prepared.theme else { return Ok(false) };
    let job = Job { route: failed.route.clone(), work: Work::Page(Page::NotFound) };
    match rendered(&job, || render::render(theme, &prepared.site, &prepared.plan, &prepared.shells, &job)) {
        Ok(rendered) => put(prepared, sink, &job, &rendered).map(|()| true),
        Err(_) => Ok(false),
    }
}

/// Makes one output; a fault of the program in it costs this one only.
pub(crate) fn rendered<'a>(job: &Job, render: impl FnOnce() -> Result<Rendered<'a>, Box<Note>>) -> Result<Rendered<'a>, Box<Note>> {
    fault::caught(render).unwrap_or_else(|reason| Err(Box::new(codes::fault::page_fault(Place::default(), &job.route, reason))))
}

fn put(prepared: &Prepared, sink: &dyn Sink, job: &Job, rendered: &Rendered<'_>) -> Result<(), Error> {
    let file = job.route.file();
    match rendered {
        Rendered::Bytes(bytes) => sink.put(&file, Content::Bytes(bytes)),
        Rendered::Shared(bytes) => sink.put(&file, Content::Bytes(bytes)),
        Rendered::File(path) => sink.put(&file, Content::File(&prepared.sources, path)),
    }
}
