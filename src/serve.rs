//! The preview: the same pipeline as `build`, kept in memory, rendered when a page is asked for.
//!
//! A page is a pure function of its view, so a page rendered on request is the page that a build would write.
//! What is kept between changes is only [`Memory`], keyed by content, and the last site without errors: a
//! half-saved article keeps its last good page. Writes nothing to the disk.

pub mod server;
pub mod watch;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::clock::Clock;
use crate::error::Error;
use crate::key::Key;
use crate::note::{self, Note, Severity, Speech};
use crate::pipeline::{self, Memory, Prepared, Request};
use crate::plan::{Job, Page, Work};
use crate::render::{self, Rendered};
use crate::say;
use crate::search::of_site;
use crate::site::route::Route;

/// Errors that a page shows; one register can break thousands of articles.
const MOST_SHOWN: usize = 20;

/// One state of the site.
#[derive(Debug)]
pub struct Snapshot {
    /// The joined site with its plan.
    pub prepared: Prepared,
    /// Jobs by their file.
    jobs: HashMap<String, usize>,
    /// Counts the states, from 1.
    pub generation: u64,
    /// Files of the search, made when one is asked for.
    search: OnceLock<HashMap<String, Vec<u8>>>,
}

/// What a file of the site holds.
#[derive(Debug)]
pub enum Answer {
    /// Bytes, and whether they are a page.
    Bytes(Vec<u8>),
    /// A file of the site as it is.
    File(Vec<u8>),
    /// A template failed.
    Failed(Box<Note>),
}

/// The site as it is now and as it last was without errors.
#[derive(Debug)]
pub struct Live {
    request: Request,
    now: RwLock<Arc<Snapshot>>,
    good: RwLock<Option<Arc<Snapshot>>>,
}

impl Snapshot {
    fn new(prepared: Prepared, generation: u64) -> Self {
        let jobs = prepared.plan.jobs.iter().enumerate().map(|(at, job)| (job.route.file(), at)).collect();
        Self { prepared, jobs, generation, search: OnceLock::new() }
    }

    /// The errors of this state.
    pub fn errors(&self) -> impl Iterator<Item = &Note> {
        self.prepared.notes.iter().filter(|note| note.severity == Severity::Error)
    }

    fn search_file(&self, name: &str) -> Option<Answer> {
        let files = self.search.get_or_init(|| of_site::files(&self.prepared.site).into_iter().collect());
        files.get(name).map(|bytes| Answer::Bytes(bytes.clone()))
    }

    fn job(&self, file: &str) -> Option<&Job> {
        self.jobs.get(file).map(|at| &self.prepared.plan.jobs[*at])
    }

    /// What a file of this state holds, rendered now.
    fn answer(&self, file: &str) -> Option<Answer> {
        let Some(job) = self.job(file) else {
            return self.search_file(file.strip_prefix("search/")?);
        };
        let theme = self.prepared.theme.as_ref()?;
        Some(match render::render(theme, &self.prepared.site, &self.prepared.plan, &self.prepared.shells, job) {
            Ok(Rendered::Bytes(bytes)) => Answer::Bytes(bytes),
            Ok(Rendered::Shared(bytes)) => Answer::Bytes(bytes.to_vec()),
            Ok(Rendered::File(path)) => Answer::File(self.prepared.sources.read(path).ok()?),
            Err(note) => Answer::Failed(note),
        })
    }
}

impl Live {
    /// Prepares the site for the first time.
    ///
    /// # Errors
    /// When the root cannot be read.
    pub fn start(request: Request, memory: &mut Memory) -> Result<Self, Error> {
        let prepared = pipeline::prepare(&request, memory, &mut Clock::default())?;
        let snapshot = Arc::new(Snapshot::new(prepared, 1));
        let good = is_whole(&snapshot).then(|| Arc::clone(&snapshot));
        Ok(Self { request, now: RwLock::new(snapshot), good: RwLock::new(good) })
    }

    /// Prepares the site again after something changed.
    ///
    /// # Errors
    /// When the root cannot be read.
    pub fn update(&self, memory: &mut Memory) -> Result<Arc<Snapshot>, Error> {
        let prepared = pipeline::prepare(&self.request, memory, &mut Clock::default())?;
        let snapshot = Arc::new(Snapshot::new(prepared, self.now().generation + 1));
        if is_whole(&snapshot) {
            *self.good.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&snapshot));
        }
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&snapshot);
        Ok(snapshot)
    }

    /// The site as it is now.
    #[must_use]
    pub fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where the site lies on this server: `/` or `/repo/`.
    #[must_use]
    pub fn base_path(&self) -> String {
        self.now().prepared.site.config.base_path().to_owned()
    }

    /// What a file holds: now, or when it is gone because of an error, as it last was without one.
    #[must_use]
    pub fn answer(&self, file: &str) -> Option<Answer> {
        let now = self.now();
        let fresh = now.answer(file);
        let is_broken = now.errors().next().is_some() || matches!(fresh, Some(Answer::Failed(_)));
        if !is_broken || matches!(fresh, Some(Answer::Bytes(_) | Answer::File(_))) {
            return fresh;
        }
        let good = self.good.read().unwrap_or_else(PoisonError::into_inner).clone();
        match good.and_then(|good| good.answer(file)) {
            Some(old @ (Answer::Bytes(_) | Answer::File(_))) => Some(old),
            _ => fresh,
        }
    }

    /// The page for addresses that do not exist.
    #[must_use]
    pub fn not_found(&self) -> Option<Vec<u8>> {
        match self.answer(&Route::not_found().file()) {
            Some(Answer::Bytes(bytes)) => Some(bytes),
            _ => None,
        }
    }

    /// What the page shows of what is wrong now: every error, and the failing template of that page.
    #[must_use]
    pub fn complaints(&self, file: &str, speech: Speech) -> Vec<String> {
        let now = self.now();
        let mut shown: Vec<String> = now.errors().take(MOST_SHOWN).map(|note| note::human(note, speech, false)).collect();
        if let Some(Answer::Failed(note)) = now.answer(file) {
            shown.push(note::human(&note, speech, false));
        }
        let more = now.errors().skip(MOST_SHOWN).count();
        if more > 0 {
            shown.push(say!("还有 {more} 处错误，见终端", "{more} more errors: see the terminal").in_language(speech).to_owned());
        }
        shown
    }
}

/// Whether a state can serve as the last good one.
fn is_whole(snapshot: &Snapshot) -> bool {
    snapshot.prepared.theme.is_some() && snapshot.errors().next().is_none()
}

/// The notes on templates that fail: the home page and one page of each kind are tried, not all of them.
#[must_use]
pub fn try_templates(snapshot: &Snapshot) -> Vec<Note> {
    let mut tried: Vec<&str> = Vec::new();
    let mut notes = Vec::new();
    let Some(theme) = &snapshot.prepared.theme else { return notes };
    for job in &snapshot.prepared.plan.jobs {
        let Work::Page(page) = job.work else { continue };
        let template = Page::template(page);
        if tried.contains(&template) {
            continue;
        }
        tried.push(template);
        if let Err(note) = render::render(theme, &snapshot.prepared.site, &snapshot.prepared.plan, &snapshot.prepared.shells, job) {
            notes.push(*note);
        }
    }
    note::sort(&mut notes);
    notes
}

/// The tag by which a browser knows whether a page is still the same.
#[must_use]
pub fn tag(bytes: &[u8]) -> String {
    format!("\"{}\"", Key::of(bytes).short())
}

/// The path of a changed file below the root, with `/`.
#[must_use]
pub fn below(root: &Path, changed: &Path) -> Option<String> {
    let below = changed.strip_prefix(root).ok()?;
    Some(below.to_str()?.replace(std::path::MAIN_SEPARATOR, "/"))
}
