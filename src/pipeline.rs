//! The whole build on one screen: read, parse, join, plan, render, and hand every output to a sink.
//!
//! `build`, `check` and `serve` all call [`prepare`]; `build` then [`render_all`] to the disk, `serve` renders
//! what is asked for. What one run learns of a file is kept in [`FileCache`], keyed by the file's content, so a
//! second run in the same process reads only what changed and ends with the same values as a fresh one.
//! rayon is used here, where files are listed, and in the inversion of search.

mod cache;
mod outputs;
mod reading;
mod retry;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use crate::article::{self, ReadOptions};
use crate::config::{self, Config};
use crate::disk::Disk;
use crate::error::Error;
use crate::moment::{self, Moment};
use crate::note::{self, Note, Place, Severity, codes};
use crate::plan::{self, Plan};
use crate::render::{self, Shells};
use crate::say;
use crate::site::{self, Documents, JoinOptions, Site};
use crate::source::{self, Kind, Sources, Unread};
use crate::stopwatch::{Amount, Stopwatch};
use crate::stray;
use crate::theme::{self, Theme};

pub use cache::{FileCache, input_key, key_of};
pub(crate) use outputs::rendered;
pub use outputs::{Content, Failed, Sink, render_all, stand_in};

/// What a build is asked to do.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The disk that it lies on.
    pub disk: Disk,
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// Whether drafts are built.
    pub drafts: bool,
    /// The moment that stands for now, as written; the clock when none.
    pub now: Option<String>,
    /// Replaces `base_url` of site.yaml.
    pub base_url: Option<String>,
}

/// A site that is ready to be rendered.
#[derive(Debug)]
pub struct Prepared {
    /// Its files.
    pub sources: Sources,
    /// Its theme; none when the theme, site.yaml or its absence keeps the site from being built.
    pub theme: Option<Arc<Theme>>,
    /// The joined site.
    pub site: Site,
    /// Its outputs; empty when there is no theme.
    pub plan: Plan,
    /// What its pages share.
    pub shells: Shells,
    /// Everything to tell the editor, sorted.
    pub notes: Vec<Note>,
    /// How many articles were found, whether or not they are published.
    pub found: usize,
    /// Articles that an error keeps from being published.
    pub withheld: Vec<Withheld>,
}

/// An article that an error keeps from being published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Path of its file.
    pub path: String,
    /// The last part of the address that it would have, if its file tells.
    pub id: String,
}

/// Reads, parses, joins and plans a site.
///
/// # Errors
/// When the machine fails to read a file or folder, or the request itself is wrong. A site without that file would
/// be another site, so there is none.
pub fn prepare(request: &Request, cache: &mut FileCache, stopwatch: &mut Stopwatch) -> Result<Prepared, Error> {
    let (mut prepared, gone) = retry::until_settled(|| prepare_once(request, cache, stopwatch))?;
    let below = |path: &PathBuf| Some(path.strip_prefix(&prepared.sources.root).ok()?.to_string_lossy().into_owned());
    let gone = gone.iter().filter_map(below).filter(|path| prepared.sources.get(path).is_none() && path.contains('/'));
    let vanished: Vec<Note> = gone.map(|path| codes::source::vanished(Place::file(&path), &path)).collect();
    if !vanished.is_empty() {
        prepared.notes.extend(vanished);
        note::sort(&mut prepared.notes);
    }
    Ok(prepared)
}

fn prepare_once(request: &Request, cache: &mut FileCache, stopwatch: &mut Stopwatch) -> Result<Prepared, Error> {
    let scanned =
        |scanned: &Result<(Sources, Vec<Note>), Error>| scanned.as_ref().map_or_else(|_| Amount::default(), |(s, _)| amount_of(s));
    let (sources, mut notes) = stopwatch.time("scan", || source::scan(&request.disk, &request.root), scanned)?;
    let config = Arc::new(configuration(request, &sources, &mut notes)?);
    let is_fine = !notes.iter().any(|note| note.severity == Severity::Error && note.place.path == config.front.path);
    let theme = stopwatch.time("theme", || theme::load(&sources, &config), |_| Amount::default())?;
    let no_words = BTreeMap::new();
    let options = ReadOptions::new(&config, theme.as_ref().map_or(&no_words, |(theme, _)| &theme.words));
    let reading = || reading::documents(&sources, &options, request.drafts, cache, &mut notes);
    let read = |read: &Result<(Documents, usize), Error>| Amount::of(read.as_ref().map_or(0, |(_, found)| *found));
    let (documents, found) = stopwatch.time("read", reading, read)?;
    cache.keep_only(&sources);
    let now = now(request, &config)?;
    let joining = || {
        let files = reading::files(&sources, &documents, cache, &mut notes)?;
        Ok(site::join(&config, &documents, files, &sources, &JoinOptions { now, drafts: request.drafts }))
    };
    let joined = |joined: &Result<(Site, Vec<Note>), Error>| Amount::of(joined.as_ref().map_or(0, |(site, _)| site.articles.len()));
    let (site, said) = stopwatch.time("join", joining, joined)?;
    notes.extend(said);
    notes.extend(stray::notes(&request.disk, &sources, |path| site.files.contains_key(path))?);
    let theme = match theme {
        Ok((theme, said)) => {
            notes.extend(said);
            is_fine.then(|| Arc::new(theme))
        }
        Err(said) => {
            notes.extend(said);
            None
        }
    };
    let withheld = withheld(&documents, &sources, &notes);
    let mut prepared = Prepared { sources, theme: None, site, plan: Plan::default(), shells: Shells::default(), notes, found, withheld };
    if let Some(theme) = theme {
        stopwatch.time("plan", || planned(&mut prepared, theme), |()| Amount::default());
    }
    note::sort(&mut prepared.notes);
    Ok(prepared)
}

/// The articles that an error keeps from being published.
fn withheld(documents: &Documents, sources: &Sources, notes: &[Note]) -> Vec<Withheld> {
    let paths: BTreeSet<&str> = notes.iter().filter(|note| note.severity == Severity::Error).map(|note| note.place.path.as_str()).collect();
    if paths.is_empty() {
        return Vec::new();
    }
    let read = documents.articles.iter().chain(&documents.refused).map(|article| (article.front.path.as_str(), article.id.as_str()));
    let ids: HashMap<&str, &str> = read.filter(|(path, _)| paths.contains(path)).collect();
    let articles = paths.into_iter().filter(|path| sources.get(path).is_some_and(|entry| entry.kind == Kind::Article));
    let id = |path: &str| ids.get(path).map(|id| (*id).to_owned()).or_else(|| article::id_of_path(path).ok());
    articles.filter_map(|path| Some(Withheld { path: path.to_owned(), id: id(path)? })).collect()
}

fn planned(prepared: &mut Prepared, theme: Arc<Theme>) {
    let (plan, said) = plan::plan(&prepared.site, &theme);
    prepared.notes.extend(said);
    match render::shells(&theme, &prepared.site, &plan) {
        Ok(shells) => (prepared.theme, prepared.plan, prepared.shells) = (Some(theme), plan, shells),
        Err(note) => prepared.notes.push(*note),
    }
}

fn amount_of(sources: &Sources) -> Amount {
    Amount { items: sources.entries.len(), bytes: sources.entries.iter().map(|entry| entry.size).sum() }
}

fn configuration(request: &Request, sources: &Sources, notes: &mut Vec<Note>) -> Result<Config, Error> {
    let base_url = match &request.base_url {
        None => None,
        Some(text) => Some(config::base_url(text).ok_or_else(|| {
            Error::Usage(say!(
                "“{text}”不是网址，应当像 https://example.org/",
                "`{text}` is not a web address such as https://example.org/"
            ))
        })?),
    };
    let mut config = match sources.of(Kind::Config).next() {
        None => {
            notes.push(codes::source::no_config(Place::file("content/site.yaml")));
            let mut config = Config::fallback();
            "content/site.yaml".clone_into(&mut config.front.path);
            config
        }
        Some(entry) => match source::text(sources, entry) {
            Ok(text) => {
                let (config, said) = Config::resolve(&entry.path, &text);
                notes.extend(said);
                config
            }
            Err(Unread::Failed(error)) => return Err(error),
            Err(Unread::Note(note)) => {
                notes.push(note);
                let mut config = Config::fallback();
                entry.path.clone_into(&mut config.front.path);
                config
            }
        },
    };
    config.base_url = base_url.or(config.base_url);
    Ok(config)
}

fn now(request: &Request, config: &Config) -> Result<Moment, Error> {
    match &request.now {
        None => Ok(moment::now(&config.zone)),
        Some(text) => moment::parse(text, &config.zone)
            .map_err(|reason| Error::Usage(note::Sentence { zh: format!("--now：{}", reason.zh), en: format!("--now: {}", reason.en) })),
    }
}

/// Sets how many threads this process uses; as many as the machine has when none is given.
///
/// # Errors
/// When they cannot be started.
pub fn use_threads(threads: Option<usize>) -> Result<(), Error> {
    let Some(threads) = threads else { return Ok(()) };
    let built = rayon::ThreadPoolBuilder::new().num_threads(threads.clamp(1, 512)).build_global();
    built.map_err(|error| Error::Machine(say!("开不了 {threads} 个线程：{error}", "cannot start {threads} threads: {error}")))
}
