//! `banbao import`: newspaper text, Word files, saved pages and messages become article files.
//!
//! Writes below `content/` only, never over a file. What was imported is remembered in `content/.imported`, a line for
//! each story with the key of its text: a comment or field in the article would be lost by editing, and comparing with
//! articles would fail after the first correction. A story whose article is still there is not made again.

mod report;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use super::tell;
use crate::article::stem_for;
use crate::disk::{Disk, Refusal};
use crate::error::{At as _, Error};
use crate::import::{self, CAP, Context, Draft, Foreign, Given, Imported, Names};
use crate::key::Key;
use crate::moment::{self, Moment};
use crate::note::{Note, Place, Sentence, Severity, Speech, codes};
use crate::pipeline::{self, FileCache, Prepared, Request};
use crate::say;
use crate::site::{Site, TermKind};
use crate::stopwatch::Stopwatch;

/// What `import` was asked to do.
#[derive(Debug, Default)]
pub struct ImportOptions {
    /// Files, folders, or `-` for standard input.
    pub files: Vec<PathBuf>,
    /// Date where the text has none.
    pub date: Option<String>,
    /// Communities where the text names none.
    pub community: Vec<String>,
    /// Programs where the text names none.
    pub program: Vec<String>,
    /// Authors where the text is not signed.
    pub author: Vec<String>,
    /// Whether articles are published at once.
    pub publish: bool,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// Whether the report is JSON.
    pub json: bool,
}

/// Where the record lies, below `content/`.
const RECORD: &str = ".imported";
/// Words of a title that its file is named after.
const NAMED_AFTER: usize = 8;
/// Folders are looked into this deep.
const DEPTH: usize = 16;

/// What was done with one story.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It is an article now, or would be: its file below the root and the file's text.
    Made(String, String),
    /// It was imported before, as this file.
    Before(String),
}

/// Imports files.
///
/// # Errors
/// When an option is wrong, a file cannot be read, or an article not be written.
pub fn run(root: &Path, options: &ImportOptions, speech: Speech) -> Result<u8, Error> {
    let disk = Disk::default();
    let prepared =
        pipeline::prepare(&Request { root: root.to_owned(), ..Request::default() }, &mut FileCache::default(), &mut Stopwatch::default())?;
    let context = context(&prepared.site, options)?;
    let inputs = inputs(&disk, &options.files)?;
    if inputs.is_empty() {
        return Err(Error::Usage(say!("文件夹里没有可以导入的文件", "there is no file to import in the folder")));
    }
    let mut shelf = Shelf::open(&disk, root, options)?;
    let bar = progress(inputs.len());
    let mut tally = report::Tally::default();
    let mut failed = None;
    for input in inputs {
        let name = input.name();
        let imported = match bytes(&disk, &input)? {
            Ok(bytes) => {
                let beside = |path: &str| beside(&disk, &input, path);
                import::read(&Foreign { name: &name, bytes: &bytes, beside: &beside }, &context)
            }
            Err(note) => Imported { drafts: Vec::new(), notes: vec![note] },
        };
        let mut outcomes = Vec::with_capacity(imported.drafts.len());
        for draft in imported.drafts {
            match shelf.put(draft) {
                Ok(done) => outcomes.push(done),
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        bar.suspend(|| report::file(&name, &imported.notes, &outcomes, options, speech, &mut tally));
        bar.inc(1);
        if failed.is_some() {
            break;
        }
    }
    bar.finish_and_clear();
    shelf.remember()?;
    if let Some(error) = failed {
        return Err(error);
    }
    if !options.json {
        tell(&report::closing(&tally, options.dry_run, speech));
    }
    Ok(u8::from(tally.failed > 0))
}

fn progress(files: usize) -> ProgressBar {
    if files < 20 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(files as u64).with_style(style)
}

/// What the readers need to know of the site.
fn context(site: &Site, options: &ImportOptions) -> Result<Context, Error> {
    let zone = &site.config.zone;
    let date = match &options.date {
        None => None,
        Some(text) => Some(moment::parse(text, zone).map(|moment| moment.iso()).map_err(|reason| {
            Error::Usage(Sentence {
                zh: format!("--date：{}，要像 2024-08-13 这样写", reason.zh),
                en: format!("--date: {}; write it like 2024-08-13", reason.en),
            })
        })?),
    };
    let given = |kind: TermKind, names: &[String]| names.iter().map(|name| of_register(site, kind, name)).collect::<Result<Vec<_>, _>>();
    Ok(Context {
        communities: names(site, TermKind::Community),
        programs: names(site, TermKind::Program),
        authors: authors(site),
        given: Given {
            date,
            communities: given(TermKind::Community, &options.community)?,
            programs: given(TermKind::Program, &options.program)?,
            authors: options.author.clone(),
        },
        today: Moment { clock: None, ..moment::now(zone) }.iso(),
    })
}

/// A name that the caller gave, as the register has it.
fn of_register(site: &Site, kind: TermKind, name: &str) -> Result<String, Error> {
    let taxonomy = site.taxonomy(kind);
    let named = crate::fields::Named { text: name.to_owned(), ..Default::default() };
    match taxonomy.allows(&named, &crate::fields::Front::default()) {
        Ok(_) => {
            Ok(taxonomy.find(name).and_then(|at| taxonomy.terms.get(at as usize)).map_or_else(|| name.to_owned(), |term| term.name.clone()))
        }
        Err(note) => {
            let Note { message, remedy, .. } = *note;
            let remedy = remedy.unwrap_or(Sentence { zh: String::new(), en: String::new() });
            Err(Error::Usage(Sentence { zh: format!("{}。{}", message.zh, remedy.zh), en: format!("{}. {}", message.en, remedy.en) }))
        }
    }
}

fn names(site: &Site, kind: TermKind) -> Names {
    let entries = site.taxonomy(kind).terms.iter().filter_map(|term| Some((term, term.register.as_ref()?)));
    Names::new(entries.map(|(term, entry)| (term.name.as_str(), entry.alias_texts.iter().map(String::as_str).collect(), term.id.as_str())))
}

/// Registered authors and those of other articles.
fn authors(site: &Site) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for term in &site.taxonomy(TermKind::Author).terms {
        names.insert(term.name.clone());
        names.extend(term.register.iter().flat_map(|entry| entry.alias_texts.iter().cloned()));
    }
    names
}

/// Something to import.
#[derive(Debug)]
enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

fn inputs(disk: &Disk, files: &[PathBuf]) -> Result<Vec<Input>, Error> {
    let mut inputs = Vec::new();
    for path in files {
        if path.as_os_str() == "-" {
            inputs.push(Input::Stdin);
        } else if disk.facts(path).at(path)?.is_dir() {
            inputs.extend(in_folder(disk, path)?.into_iter().map(Input::File));
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    Ok(inputs)
}

/// The files of a folder that are no pictures, in the order of their names. The `_files` folder of a saved page belongs to the page.
fn in_folder(disk: &Disk, folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    let mut walk = disk.walk(folder, DEPTH);
    while let Some(next) = walk.next() {
        let entry = match next {
            Ok(entry) => entry,
            Err(crate::disk::WalkError::Loop(_)) => continue,
            Err(crate::disk::WalkError::Failed(path, source)) => return Err(Error::Io { path, source }),
        };
        let name = entry.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_beside = ["_files", ".files", "_file"].iter().any(|ending| name.ends_with(ending));
        if entry.depth() > 0 && (name.starts_with('.') || name.starts_with("~$") || entry.is_link() || entry.is_dir() && is_beside) {
            if entry.is_dir() {
                walk.leave();
            }
            continue;
        }
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let is_picture = ["jpg", "jpeg", "png", "gif", "webp", "bmp", "svg", "css", "js"].contains(&ending.as_str());
        if entry.is_file() && !is_picture {
            found.push(entry.path().to_owned());
        }
    }
    found.sort();
    Ok(found)
}

/// The bytes of an input, or the note on why it has none.
fn bytes(disk: &Disk, input: &Input) -> Result<Result<Vec<u8>, Note>, Error> {
    let too_large =
        |size: u64| codes::import::import_too_large(Place::file(&input.name()), size.div_ceil(1024 * 1024), CAP / (1024 * 1024));
    match input {
        Input::Stdin => {
            let mut bytes = Vec::new();
            io::stdin().lock().take(CAP + 1).read_to_end(&mut bytes).at(Path::new("-"))?;
            Ok(if bytes.len() as u64 > CAP { Err(too_large(CAP + 1)) } else { Ok(bytes) })
        }
        Input::File(path) => match disk.read(path, CAP) {
            Ok(bytes) => Ok(Ok(bytes)),
            Err(Refusal::TooLarge(size)) => Ok(Err(too_large(size))),
            Err(Refusal::NotAFile | Refusal::Outside) => Ok(Err(codes::import::import_unknown(Place::file(&input.name())))),
            Err(Refusal::Failed(error)) => Err(error).at(path),
        },
    }
}

/// A file beside an input, by a relative path that stays within the input's folder, also where a link leads out of it.
fn beside(disk: &Disk, input: &Input, path: &str) -> Option<Vec<u8>> {
    let Input::File(file) = input else { return None };
    let folder = disk.real_path(file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))).ok()?;
    let is_below = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir));
    let real = disk.real_path(&folder.join(path)).ok().filter(|real| is_below && real.starts_with(&folder))?;
    disk.read(&real, crate::source::FILE_CAP).ok()
}

/// Where articles are put, and what was put there before.
struct Shelf<'a> {
    disk: &'a Disk,
    root: &'a Path,
    options: &'a ImportOptions,
    /// Key of a story and its article's path below the root.
    record: BTreeMap<String, String>,
    is_changed: bool,
    /// Paths that this run gave out, also where nothing is written.
    taken: BTreeSet<String>,
}

impl<'a> Shelf<'a> {
    fn open(disk: &'a Disk, root: &'a Path, options: &'a ImportOptions) -> Result<Self, Error> {
        let path = root.join("content").join(RECORD);
        let text = match disk.read(&path, CAP) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(Refusal::Failed(error)) if crate::disk::is_nothing(&error) => String::new(),
            Err(Refusal::Failed(error)) => return Err(error).at(&path),
            Err(_) => return Err(Error::Machine(say!("content/{RECORD} 不是能读的文件", "content/{RECORD} is no file that can be read"))),
        };
        let record = text.lines().filter_map(|line| line.split_once(' ')).map(|(key, path)| (key.to_owned(), path.to_owned())).collect();
        Ok(Self { disk, root, options, record, is_changed: false, taken: BTreeSet::new() })
    }

    /// Puts one story on the shelf.
    fn put(&mut self, mut draft: Draft) -> Result<(Draft, Outcome), Error> {
        let key = import::key_of(&draft);
        if let Some(path) = self.known(&key)? {
            return Ok((draft, Outcome::Before(path)));
        }
        let (folder, stem) = self.stem(&draft)?;
        for (at, picture) in draft.pictures.iter_mut().enumerate() {
            let ending = picture.name.rsplit_once('.').map_or("jpg", |(_, ending)| ending).to_owned();
            picture.name = format!("{stem}-{}.{ending}", at + 1);
        }
        let below = format!("{folder}/{stem}.md");
        let text = import::write::article(&draft, !self.options.publish);
        self.taken.insert(below.clone());
        if !self.options.dry_run {
            let dir = self.root.join(&folder);
            self.disk.create_dir_all(&dir).at(&dir)?;
            for picture in &draft.pictures {
                let path = dir.join(&picture.name);
                self.disk.write_new(&path, &picture.bytes).at(&path)?;
            }
            let path = self.root.join(&below);
            self.disk.write_new(&path, text.as_bytes()).at(&path)?;
        }
        self.record.insert(key.hex(), below.clone());
        self.is_changed = true;
        Ok((draft, Outcome::Made(below, text)))
    }

    /// The article that a story became before, if it is still there or was moved to another folder of its own name.
    fn known(&self, key: &Key) -> Result<Option<String>, Error> {
        let Some(below) = self.record.get(&key.hex()) else { return Ok(None) };
        let path = self.root.join(below);
        let is_there = self.taken.contains(below) || self.disk.own_facts_if_any(&path).at(&path)?.is_some();
        Ok(is_there.then(|| below.clone()))
    }

    /// The folder and the free file name of an article.
    fn stem(&self, draft: &Draft) -> Result<(String, String), Error> {
        let date = draft.date.as_deref().unwrap_or_default();
        let (year, month) = (date.get(..4).unwrap_or("0000"), date.get(5..7).unwrap_or("01"));
        let folder = format!("content/{year}/{month}");
        let first: String = draft.title.chars().filter(|c| c.is_alphanumeric()).take(NAMED_AFTER).collect();
        let slug = stem_for(&first);
        for number in 1_u32.. {
            let stem = if number == 1 { slug.clone() } else { format!("{slug}-{number}") };
            if self.is_free(&folder, &stem, draft.pictures.len())? {
                return Ok((folder, stem));
            }
        }
        Ok((folder, slug))
    }

    fn is_free(&self, folder: &str, stem: &str, pictures: usize) -> Result<bool, Error> {
        let below = format!("{folder}/{stem}.md");
        if self.taken.contains(&below) {
            return Ok(false);
        }
        let path = self.root.join(&below);
        if self.disk.own_facts_if_any(&path).at(&path)?.is_some() {
            return Ok(false);
        }
        if pictures == 0 {
            return Ok(true);
        }
        let dir = self.root.join(folder);
        let names = match self.disk.list(&dir) {
            Ok(names) => names,
            Err(error) if crate::disk::is_nothing(&error) => return Ok(true),
            Err(error) => return Err(error).at(&dir),
        };
        let start = format!("{stem}-");
        Ok(!names.iter().any(|name| name.to_string_lossy().starts_with(&start)))
    }

    /// Writes the record anew, whole or not at all.
    fn remember(&self) -> Result<(), Error> {
        if !self.is_changed || self.options.dry_run {
            return Ok(());
        }
        let text: String = self.record.iter().map(|(key, path)| format!("{key} {path}\n")).collect();
        let path = self.root.join("content").join(RECORD);
        let beside = path.with_extension("part");
        match self.disk.remove_file(&beside) {
            Err(error) if !crate::disk::is_nothing(&error) => return Err(error).at(&beside),
            _ => {}
        }
        self.disk.write_new(&beside, text.as_bytes()).at(&beside)?;
        self.disk.rename(&beside, &path).at(&path)
    }
}

/// What `check` and `serve` say of the files in `content/inbox/`.
///
/// # Errors
/// When the folder or the record cannot be read.
pub fn waiting(prepared: &Prepared) -> Result<Vec<Note>, Error> {
    let disk = Disk::default();
    let root = &prepared.sources.root;
    let folder = root.join("content/inbox");
    if disk.own_facts_if_any(&folder).at(&folder)?.is_none_or(|facts| !facts.is_dir()) {
        return Ok(Vec::new());
    }
    let options = ImportOptions { dry_run: true, ..ImportOptions::default() };
    let context = context(&prepared.site, &options)?;
    let shelf = Shelf::open(&disk, root, &options)?;
    let mut notes = Vec::new();
    for path in in_folder(&disk, &folder)?.into_iter().take(MOST_LOOKED_INTO) {
        let shown = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let input = Input::File(path);
        let imported = match bytes(&disk, &input)? {
            Ok(bytes) => import::read(&Foreign { name: &shown, bytes: &bytes, beside: &|_| None }, &context),
            Err(note) => Imported { drafts: Vec::new(), notes: vec![note] },
        };
        let place = Place::file(&shown);
        if let Some(note) = imported.notes.iter().find(|note| note.severity == Severity::Error) {
            notes.push(codes::import::inbox_cannot(place, &note.message.zh, &note.message.en));
            continue;
        }
        let mut left = Vec::new();
        for draft in &imported.drafts {
            if shelf.known(&import::key_of(draft))?.is_none() {
                left.push(draft.title.as_str());
            }
        }
        notes.push(match left.len() {
            0 => codes::import::inbox_done(place),
            count => codes::import::inbox_waits(
                place,
                count,
                left.iter().take(8).map(|title| format!("“{title}”")).collect::<Vec<_>>().join("、"),
            ),
        });
    }
    Ok(notes)
}

/// So many files of the inbox are read for their titles at each check.
const MOST_LOOKED_INTO: usize = 50;
