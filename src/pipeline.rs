//! The whole build on one screen: read, parse, join, plan, render, and hand every output to a sink.
//!
//! `build`, `check` and `serve` all call [`prepare`]; `build` then [`render_all`] to the disk, `serve` renders
//! what is asked for. What one run learns of a file is kept in [`Memory`], keyed by the file's content, so a
//! second run in the same process reads only what changed and ends with the same values as a fresh one.
//! rayon is used here, where files are listed, and in the inversion of search.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use crate::article::{self, Document, ReadOptions, Reading};
use crate::clock::{Amount, Clock};
use crate::config::{self, Config};
use crate::disk::{self, Disk};
use crate::error::Error;
use crate::fault;
use crate::key::Key;
use crate::moment::{self, Moment};
use crate::note::{self, Note, Place, Severity, codes};
use crate::plan::{self, Job, Page, Plan, Work};
use crate::render::{self, Rendered, Shells};
use crate::say;
use crate::search::of_site;
use crate::site::link::{self, FileFacts, Files};
use crate::site::{self, Documents, JoinOptions, Site};
use crate::source::{self, Entry, FILE_CAP, Identity, Kind, Sources, Unread};
use crate::stray;
use crate::svg;
use crate::theme::{self, Theme};

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

/// What is known of files from this run and the ones before it in the same process.
#[derive(Debug, Default)]
pub struct Memory {
    files: HashMap<String, Seen>,
    options: Key,
}

/// One file as it was read.
#[derive(Debug, Clone)]
struct Seen {
    size: u64,
    modified: Option<SystemTime>,
    identity: Identity,
    read_at: SystemTime,
    content: Key,
    reading: Option<Arc<Reading>>,
    facts: Option<FileFacts>,
}

impl Seen {
    /// Whether the file can only be as it was read: the same file with the same size and times, and read well after
    /// them, so that a second change within one tick of the disk's clock cannot hide.
    fn is(&self, entry: &Entry) -> bool {
        let settled =
            entry.modified.and_then(|modified| self.read_at.duration_since(modified).ok()).is_some_and(|age| age.as_millis() > 1500);
        settled && self.size == entry.size && self.modified == entry.modified && self.identity == entry.identity
    }
}

impl Memory {
    /// Forgets files that have changed, by their paths below the root. Of a folder that came in the place of another
    /// a watcher tells only the name, so a path stands for all that is below it too.
    pub fn forget(&mut self, changed: &BTreeSet<String>) {
        let is_changed = |path: &str| changed.contains(path) || path.match_indices('/').any(|(at, _)| changed.contains(&path[..at]));
        self.files.retain(|path, _| !is_changed(path));
    }

    /// Lets go of files that are no more: a preview may run for weeks of renames.
    fn keep_only(&mut self, sources: &Sources) {
        if self.files.len() > sources.entries.len() {
            self.files.retain(|path, _| sources.get(path).is_some());
        }
    }

    fn seen(&self, entry: &Entry) -> Option<&Seen> {
        self.files.get(&entry.path).filter(|seen| seen.is(entry))
    }
}

/// So often a site is looked at anew when a file vanishes between two looks.
const LOOKS: u32 = 4;
/// An editor that saves by removing and writing anew is given this long, and longer each time.
const WAIT: Duration = Duration::from_millis(20);

/// Looks at the sources, and anew as long as files vanish between two looks. Gives the files that did.
fn looked<T>(mut look: impl FnMut() -> Result<T, Error>) -> Result<(T, Vec<PathBuf>), Error> {
    let mut gone = Vec::new();
    for turn in 1..LOOKS {
        match look() {
            Ok(seen) => return Ok((seen, gone)),
            Err(Error::Io { path, source }) if disk::is_nothing(&source) => gone.push(path),
            Err(error) => return Err(error),
        }
        std::thread::sleep(WAIT * turn);
    }
    look().map(|seen| (seen, gone))
}

/// Reads, parses, joins and plans a site.
///
/// # Errors
/// When the machine fails to read a file or folder, or the request itself is wrong. A site without that file would
/// be another site, so there is none.
pub fn prepare(request: &Request, memory: &mut Memory, clock: &mut Clock) -> Result<Prepared, Error> {
    let (mut prepared, gone) = looked(|| prepare_once(request, memory, clock))?;
    let below = |path: &PathBuf| Some(path.strip_prefix(&prepared.sources.root).ok()?.to_string_lossy().into_owned());
    let gone = gone.iter().filter_map(below).filter(|path| prepared.sources.get(path).is_none() && path.contains('/'));
    let vanished: Vec<Note> = gone.map(|path| codes::source::vanished(Place::file(&path), &path)).collect();
    if !vanished.is_empty() {
        prepared.notes.extend(vanished);
        note::sort(&mut prepared.notes);
    }
    Ok(prepared)
}

fn prepare_once(request: &Request, memory: &mut Memory, clock: &mut Clock) -> Result<Prepared, Error> {
    let scanned = |scanned: &Result<(Sources, Vec<Note>), Error>| scanned.as_ref().map_or_else(|_| Amount::default(), |(s, _)| of_files(s));
    let (sources, mut notes) = clock.time("scan", || source::scan(&request.disk, &request.root), scanned)?;
    let config = Arc::new(configuration(request, &sources, &mut notes)?);
    let is_fine = !notes.iter().any(|note| note.severity == Severity::Error && note.place.path == config.front.path);
    let theme = clock.time("theme", || theme::load(&sources, &config), |_| Amount::default())?;
    let no_words = BTreeMap::new();
    let options = ReadOptions::new(&config, theme.as_ref().map_or(&no_words, |(theme, _)| &theme.words));
    let reading = || documents(&sources, &options, request.drafts, memory, &mut notes);
    let read = |read: &Result<(Documents, usize), Error>| Amount::of(read.as_ref().map_or(0, |(_, found)| *found));
    let (documents, found) = clock.time("read", reading, read)?;
    memory.keep_only(&sources);
    let now = now(request, &config)?;
    let joining = || {
        let files = files(&sources, &documents, memory, &mut notes)?;
        Ok(site::join(&config, &documents, files, &sources, &JoinOptions { now, drafts: request.drafts }))
    };
    let joined = |joined: &Result<(Site, Vec<Note>), Error>| Amount::of(joined.as_ref().map_or(0, |(site, _)| site.articles.len()));
    let (site, said) = clock.time("join", joining, joined)?;
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
        clock.time("plan", || planned(&mut prepared, theme), |()| Amount::default());
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

fn of_files(sources: &Sources) -> Amount {
    Amount { items: sources.entries.len(), bytes: sources.entries.iter().map(|entry| entry.size).sum() }
}

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
    clock: &mut Clock,
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
    let notes = if clock.is_apart || prepared.site.listed.len() > MOST_TOGETHER {
        // One after the other: the pages take over the memory of the inversion.
        clock.time("index", index, indexed)?;
        clock.time("render", rendering, |_| made())?
    } else {
        // Together, so that no thread waits for the last of the other's work.
        let both = || rayon::join(index, rendering);
        let (index, notes) = clock.time("index+render", both, |_| made());
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

/// Whether every file that was copied is the one that its site was made from: it may have changed in between.
pub fn are_as_read(prepared: &Prepared, memory: &Memory, copied: impl Fn(&str) -> Option<Key>) -> bool {
    prepared.plan.jobs.iter().all(|job| match &job.work {
        Work::Copy(path) => memory.files.get(path).is_some_and(|seen| copied(&job.route.file()) == Some(seen.content)),
        _ => true,
    })
}

/// Makes one output; a fault of the program in it costs this one only.
pub(crate) fn rendered<'a>(job: &Job, render: impl FnOnce() -> Result<Rendered<'a>, Box<Note>>) -> Result<Rendered<'a>, Box<Note>> {
    fault::caught(render).unwrap_or_else(|reason| Err(Box::new(codes::fault::page_fault(Place::default(), &job.route, reason))))
}

/// Reads one file; a fault of the program in it costs this file only.
fn read_or_fault(path: &str, read: impl FnOnce() -> Reading) -> Reading {
    fault::caught(read)
        .unwrap_or_else(|reason| Reading { notes: vec![codes::fault::read_fault(Place::file(path), reason)], ..Reading::default() })
}

fn put(prepared: &Prepared, sink: &dyn Sink, job: &Job, rendered: &Rendered<'_>) -> Result<(), Error> {
    let file = job.route.file();
    match rendered {
        Rendered::Bytes(bytes) => sink.put(&file, Content::Bytes(bytes)),
        Rendered::Shared(bytes) => sink.put(&file, Content::Bytes(bytes)),
        Rendered::File(path) => sink.put(&file, Content::File(&prepared.sources, path)),
    }
}

/// The key of everything that a build of this request depends on but the moment, as it lies on the disk.
///
/// # Errors
/// When the root cannot be read.
pub fn input_key(request: &Request, memory: &mut Memory) -> Result<(Key, Amount), Error> {
    let looking = || {
        let (sources, _) = source::scan(&request.disk, &request.root)?;
        Ok((key_of(request, &sources, memory)?, of_files(&sources)))
    };
    Ok(looked(looking)?.0)
}

/// The same of sources as they were scanned and read: version, options, inputs.
///
/// # Errors
/// When one of them cannot be read.
pub fn key_of(request: &Request, sources: &Sources, memory: &mut Memory) -> Result<Key, Error> {
    let unseen: Vec<&Entry> = sources.entries.iter().filter(|entry| memory.seen(entry).is_none()).collect();
    let read: Vec<Option<(String, Seen)>> = unseen
        .into_par_iter()
        .map(|entry| match source::bytes(sources, entry, FILE_CAP) {
            Ok(bytes) => Ok(Some((entry.path.clone(), seen(entry, Key::of(&bytes))))),
            Err(Unread::Note(_)) => Ok(None),
            Err(Unread::Failed(error)) => Err(error),
        })
        .collect::<Result<_, Error>>()?;
    let read = read.into_iter().flatten();
    memory.files.extend(read);
    let drafts = [u8::from(request.drafts)];
    let base_url = request.base_url.as_deref().unwrap_or_default();
    let now = request.now.as_deref().unwrap_or_default();
    let options = [env!("BANBAO_BUILD").as_bytes(), &drafts, base_url.as_bytes(), now.as_bytes()];
    let inputs = sources.entries.iter().flat_map(|entry| {
        let content = memory.files.get(&entry.path).map_or(&[][..], |seen| seen.content.bytes());
        [entry.path.as_bytes(), content]
    });
    Ok(Key::of_all(options.into_iter().chain(inputs)))
}

fn seen(entry: &Entry, content: Key) -> Seen {
    let Entry { path: _, kind: _, size, modified, identity } = *entry;
    Seen { size, modified, identity, read_at: SystemTime::now(), content, reading: None, facts: None }
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

/// What came of reading a file; the second part is none when it was known already, the whole when it must be waited for.
type Read = Option<(Arc<Reading>, Option<Seen>)>;

/// Reads every Markdown file that is not known already, in parallel. Says how many articles there are.
fn documents(
    sources: &Sources,
    options: &ReadOptions,
    drafts: bool,
    memory: &mut Memory,
    notes: &mut Vec<Note>,
) -> Result<(Documents, usize), Error> {
    let key = options.key_of(Kind::Config, "", &[]);
    if memory.options != key {
        memory.files.values_mut().for_each(|seen| seen.reading = None);
        memory.options = key;
    }
    let entries: Vec<&Entry> = sources
        .entries
        .iter()
        .filter(|entry| !matches!(entry.kind, Kind::Config | Kind::Static | Kind::Beside | Kind::Inbox | Kind::Theme))
        .collect();
    let known = &memory.files;
    let mut readings: Vec<Read> = entries
        .par_iter()
        .with_min_len(16)
        .map(|entry| match known.get(&entry.path).filter(|seen| seen.is(entry)).and_then(|seen| seen.reading.clone()) {
            Some(reading) => Ok(Some((reading, None))),
            None => read(sources, entry, options, false),
        })
        .collect::<Result<_, Error>>()?;
    let left = readings.par_iter_mut().zip(&entries).filter(|(reading, _)| reading.is_none());
    left.try_for_each(|(reading, entry)| read(sources, entry, options, true).map(|read| *reading = read))?;
    read_in_year(sources, &entries, options, &mut readings)?;
    let mut documents = Documents::default();
    let found = entries.iter().filter(|entry| entry.kind == Kind::Article).count();
    for (entry, (reading, seen)) in entries.into_iter().zip(readings).filter_map(|(entry, reading)| Some((entry, reading?))) {
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
        if let Some(seen) = seen {
            memory.files.insert(entry.path.clone(), seen);
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
    Ok(Some((Arc::clone(&reading), Some(Seen { reading: Some(reading), ..seen(entry, content) }))))
}

/// The facts of every file that a document refers to.
fn files(sources: &Sources, documents: &Documents, memory: &mut Memory, notes: &mut Vec<Note>) -> Result<Files, Error> {
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    for (from, target) in references(documents) {
        wanted.extend(link::path_in(sources, from, target));
    }
    let entries: Vec<&Entry> =
        wanted.iter().filter_map(|path| sources.get(path)).filter(|entry| matches!(entry.kind, Kind::Beside | Kind::Static)).collect();
    let known = &memory.files;
    let facts: Vec<_> = entries
        .par_iter()
        .map(|entry| match known.get(&entry.path).filter(|seen| seen.is(entry)).and_then(|seen| seen.facts.clone()) {
            Some(facts) => Ok(facts),
            None => source::bytes(sources, entry, FILE_CAP).map(|bytes| facts_of(&entry.path, &bytes)),
        })
        .collect();
    let mut files = Files::new();
    for (entry, facts) in entries.into_iter().zip(facts) {
        match facts {
            Ok(facts) => {
                memory.files.insert(entry.path.clone(), Seen { facts: Some(facts.clone()), ..seen(entry, facts.key) });
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

/// Sets how many threads this process uses; as many as the machine has when none is given.
///
/// # Errors
/// When they cannot be started.
pub fn use_threads(threads: Option<usize>) -> Result<(), Error> {
    let Some(threads) = threads else { return Ok(()) };
    let built = rayon::ThreadPoolBuilder::new().num_threads(threads.clamp(1, 512)).build_global();
    built.map_err(|error| Error::Machine(say!("开不了 {threads} 个线程：{error}", "cannot start {threads} threads: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Speech;
    use crate::site::route::Route;

    #[test]
    fn a_fault_costs_one_file_or_one_page() {
        let reading = read_or_fault("content/a.md", || panic!("so"));
        assert!(reading.document.is_none());
        let told: Vec<_> = reading.notes.iter().map(|note| (note.severity, note.place.path.as_str(), note.code)).collect();
        assert_eq!(told, [(Severity::Error, "content/a.md", "program-fault")]);
        let job = Job { route: Route::news(1), work: Work::Robots };
        let note = rendered(&job, || panic!("so")).map(|_| ());
        let said = note.map_err(|note| note::human(&note, Speech::Chinese, false)).unwrap_err();
        assert!(said.contains("做网页 /news/ 时自己出了错（so (src/pipeline.rs:"), "{said}");
    }
}
