//! The preview: the same pipeline as `build`, kept in memory, rendered when a page is asked for.
//!
//! A page is a pure function of its view, so a page rendered on request is the page that a build would write.
//! What is kept between changes is [`FileCache`], keyed by content, and the states that [`last_good`] still needs:
//! what fails keeps its last good page. Writes nothing to the disk.

mod answer;
mod last_good;
mod panel;
pub mod server;
pub mod watch;

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock, Weak};

use crate::disk::Opened;
use crate::error::Error;
use crate::key::Key;
use crate::note::{self, Note, Severity};
use crate::pipeline::{self, FileCache, Prepared, Request};
use crate::plan::{Job, Page, Work};
use crate::render::{self, Rendered};
use crate::search::of_site;
use crate::site::route::Route;
use crate::stopwatch::Stopwatch;

/// One state of the site.
#[derive(Debug)]
pub struct Snapshot {
    /// The joined site with its plan.
    pub prepared: Prepared,
    /// Counts the states, from 1.
    pub generation: u64,
    /// Jobs by their file.
    jobs: HashMap<String, usize>,
    /// The files that an error points at.
    failing: BTreeSet<String>,
    /// Files of the search, made when one is asked for.
    search: OnceLock<HashMap<String, Arc<Vec<u8>>>>,
    /// Notes on templates, made when they are asked for.
    templates: OnceLock<Vec<Note>>,
    /// What someone is reading right now, by job: a thousand slow readers of one page hold it once.
    read_now: Mutex<HashMap<usize, Weak<Vec<u8>>>>,
}

/// What a file of the site holds.
#[derive(Debug)]
pub enum Answer {
    /// Bytes that were made.
    Bytes(Arc<Vec<u8>>),
    /// A file of the site as it is.
    File(Opened),
    /// A template failed, or the program itself.
    Failed(Box<Note>),
}

/// The site as it is now, and what is left of how it was.
#[derive(Debug)]
pub struct Live {
    request: Request,
    states: RwLock<Arc<States>>,
}

/// The states of the site that pages are made of.
#[derive(Debug)]
struct States {
    now: Arc<Snapshot>,
    /// Those before it in which something was still good that fails now, the newest first.
    before: Vec<Arc<Snapshot>>,
}

impl Snapshot {
    fn new(prepared: Prepared, generation: u64) -> Self {
        let jobs = prepared.plan.jobs.iter().enumerate().map(|(at, job)| (job.route.file(), at)).collect();
        let errors = prepared.notes.iter().filter(|note| note.severity == Severity::Error);
        let failing = errors.map(|note| note.place.path.clone()).collect();
        let (search, templates, read_now) = (OnceLock::new(), OnceLock::new(), Mutex::default());
        Self { prepared, generation, jobs, failing, search, templates, read_now }
    }

    /// The errors of this state.
    pub fn errors(&self) -> impl Iterator<Item = &Note> {
        self.prepared.notes.iter().filter(|note| note.severity == Severity::Error)
    }

    fn job(&self, file: &str) -> Option<&Job> {
        self.jobs.get(file).map(|at| &self.prepared.plan.jobs[*at])
    }

    /// What a file of this state holds, rendered now.
    fn answer(&self, file: &str) -> Option<Answer> {
        self.prepared.theme.as_ref()?;
        let Some(at) = self.jobs.get(file) else {
            let files = self
                .search
                .get_or_init(|| of_site::files(&self.prepared.site).into_iter().map(|(name, bytes)| (name, Arc::new(bytes))).collect());
            return Some(Answer::Bytes(Arc::clone(files.get(file.strip_prefix("search/")?)?)));
        };
        let read_now = || self.read_now.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = read_now().get(at).and_then(Weak::upgrade) {
            return Some(Answer::Bytes(bytes));
        }
        let keep = |bytes: Vec<u8>| {
            let bytes = Arc::new(bytes);
            read_now().insert(*at, Arc::downgrade(&bytes));
            Answer::Bytes(bytes)
        };
        Some(match self.render(&self.prepared.plan.jobs[*at])? {
            Ok(Rendered::Bytes(bytes)) => keep(bytes),
            Ok(Rendered::Shared(bytes)) => keep(bytes.to_vec()),
            Ok(Rendered::File(path)) => Answer::File(self.prepared.sources.open(path).ok()?),
            Err(note) => Answer::Failed(note),
        })
    }

    fn render<'a>(&'a self, job: &'a Job) -> Option<Result<Rendered<'a>, Box<Note>>> {
        let Prepared { theme, site, plan, shells, .. } = &self.prepared;
        let theme = theme.as_ref()?;
        Some(pipeline::rendered(job, || render::render(theme, site, plan, shells, job)))
    }

    /// The notes on templates that fail: the home page and one page of each kind are tried, not all of them.
    pub fn template_notes(&self) -> &[Note] {
        self.templates.get_or_init(|| {
            let mut tried: Vec<&str> = Vec::new();
            let mut notes = Vec::new();
            for job in &self.prepared.plan.jobs {
                let Work::Page(page) = job.work else { continue };
                let template = Page::template(page);
                if tried.contains(&template) {
                    continue;
                }
                tried.push(template);
                notes.extend(self.render(job).and_then(Result::err).map(|note| *note));
            }
            note::sort(&mut notes);
            notes
        })
    }
}

impl Live {
    /// Prepares the site for the first time.
    ///
    /// # Errors
    /// When the root cannot be read.
    pub fn start(request: Request, cache: &mut FileCache) -> Result<Self, Error> {
        let prepared = pipeline::prepare(&request, cache, &mut Stopwatch::default())?;
        let states = States { now: Arc::new(Snapshot::new(prepared, 1)), before: Vec::new() };
        Ok(Self { request, states: RwLock::new(Arc::new(states)) })
    }

    /// Prepares the site again after something changed; pages are answered from the states before until it is done.
    /// Whether templates still work is asked at once only when they may have changed: it takes time that an article's
    /// editor would wait.
    ///
    /// # Errors
    /// When the root cannot be read.
    pub fn update(&self, cache: &mut FileCache, are_templates_new: bool) -> Result<Arc<Snapshot>, Error> {
        let prepared = pipeline::prepare(&self.request, cache, &mut Stopwatch::default())?;
        let states = self.states();
        let now = Arc::new(Snapshot::new(prepared, states.now.generation + 1));
        if are_templates_new {
            now.template_notes();
        }
        let before = last_good::still_needed(&now, &states);
        *self.states.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(States { now: Arc::clone(&now), before });
        Ok(now)
    }

    /// The site as it is now.
    #[must_use]
    pub fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.states().now)
    }

    fn states(&self) -> Arc<States> {
        Arc::clone(&self.states.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where the site lies on this server: `/` or `/repo/`. A site.yaml that cannot be read moves nothing.
    #[must_use]
    pub fn base_path(&self) -> String {
        self.states().shown().prepared.site.config.base_path().to_owned()
    }

    /// What a file holds: now, or when it is gone or cannot be made because something fails, as it last was.
    #[must_use]
    pub fn answer(&self, file: &str) -> Option<Answer> {
        let states = self.states();
        let fresh = states.now.answer(file);
        if matches!(fresh, Some(Answer::Bytes(_) | Answer::File(_))) {
            return fresh;
        }
        let is_good = |answer: &Answer| !matches!(answer, Answer::Failed(_));
        let stands = |old: &&Arc<Snapshot>| fresh.is_some() || last_good::stands(&states.now, old, file);
        let old = states.before.iter().filter(stands).find_map(|old| old.answer(file).filter(is_good));
        old.or(fresh)
    }

    /// The page for addresses that do not exist.
    #[must_use]
    pub fn not_found(&self) -> Option<Arc<Vec<u8>>> {
        match self.answer(&Route::not_found().file()) {
            Some(Answer::Bytes(bytes)) => Some(bytes),
            _ => None,
        }
    }
}

impl States {
    /// The newest state that has pages.
    fn shown(&self) -> &Snapshot {
        std::iter::once(&self.now).chain(&self.before).find(|state| state.prepared.theme.is_some()).unwrap_or(&self.now)
    }
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
