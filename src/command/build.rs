//! `banbao build`: the site, onto the disk.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Closing, closing_line, show, tell};
use crate::disk::Disk;
use crate::error::Error;
use crate::key::Key;
use crate::moment::{self, Zone};
use crate::note::{self, Note, Place, Severity, Speech, Tally, codes};
use crate::output::{Changes, OpenOptions, Output, Stale, Stamp, Stopper};
use crate::pipeline::{self, Failed, FileCache, Prepared, Request};
use crate::plan::Job;
use crate::say;
use crate::site::route::Route;
use crate::stopwatch::{Amount, Stage, Stopwatch};

/// What `build` was asked to do.
#[derive(Debug)]
pub struct BuildOptions {
    /// Where to write; `public/` in the root when none.
    pub output: Option<PathBuf>,
    /// Replaces `base_url` of site.yaml.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// The moment that stands for now.
    pub now: Option<String>,
    /// Whether warnings count as errors, and any of them keeps the output as it was.
    pub strict: bool,
    /// Whether and how the time of each stage is reported.
    pub timings: Option<Timings>,
    /// Number of threads.
    pub threads: Option<usize>,
    /// Whether a folder that holds other files may be written.
    pub force: bool,
}

/// How the time of each stage is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timings {
    /// A table on standard error.
    Table,
    /// One JSON object on standard output.
    Json,
}

/// The exit code of a program that Ctrl+C has ended, as shells know it.
const INTERRUPTED: i32 = 130;
/// So many files are named in one note.
const MOST_NAMED: usize = 10;

/// What a build came to.
#[derive(Debug)]
pub enum Outcome {
    /// There was nothing to do.
    Unchanged(Stamp),
    /// The site was made.
    Made(Box<Made>),
}

/// A site that was made.
#[derive(Debug)]
pub struct Made {
    /// The site.
    pub prepared: Prepared,
    /// Everything to tell the editor, sorted.
    pub notes: Vec<Note>,
    /// What was done to the output; none when it was left as it was.
    pub changes: Option<Changes>,
    /// How many articles were published before and are not any more, because of errors.
    pub taken_down: usize,
}

/// Where and how a site is built.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The folder to write to.
    pub dir: &'a Path,
    /// Whether warnings keep the output as it was.
    pub strict: bool,
    /// Whether a folder that holds other files may be written.
    pub force: bool,
}

/// Who is told how a build goes on.
#[expect(missing_debug_implementations, reason = "functions have nothing to show")]
pub struct Listener<'a> {
    /// That files will be written, and what ends the build.
    pub opened: &'a dyn Fn(Stopper),
    /// How many outputs there will be.
    pub jobs: &'a dyn Fn(u64),
    /// Each output that is made.
    pub made: &'a (dyn Fn() + Sync),
}

impl Default for Listener<'_> {
    fn default() -> Self {
        Self { opened: &|_| {}, jobs: &|_| {}, made: &|| {} }
    }
}

/// Builds the site and tells of it.
///
/// # Errors
/// When the machine fails or the output must not be written.
pub fn run(root: &Path, options: BuildOptions, speech: Speech) -> Result<u8, Error> {
    let BuildOptions { output, base_url, drafts, now, strict, timings, threads, force } = options;
    let start = Instant::now();
    pipeline::use_threads(threads)?;
    let mut stopwatch = Stopwatch { is_apart: timings.is_some(), ..Stopwatch::default() };
    let dir = output.unwrap_or_else(|| root.join("public"));
    let request = Request { disk: Disk::default(), root: root.to_owned(), drafts, now, base_url };
    let mut cache = FileCache::default();
    let bar = progress();
    let opened = |stopper| clean_up_when_interrupted(stopper, speech);
    let listener = Listener { opened: &opened, jobs: &|jobs| bar.set_length(jobs), made: &|| bar.inc(1) };
    let outcome = build(&request, Target { dir: &dir, strict, force }, &mut cache, &mut stopwatch, &listener);
    bar.finish_and_clear();
    let code = match outcome? {
        Outcome::Unchanged(stamp) => {
            unchanged(&stamp, &dir, start, speech);
            0
        }
        Outcome::Made(made) => {
            let code = tell_of(&made, &dir, strict, start, speech);
            // The process ends here and takes its memory along; freeing a large site value by value only takes time.
            std::mem::forget((made, cache));
            code
        }
    };
    report(&stopwatch, timings, start.elapsed());
    Ok(code)
}

/// Ctrl+C, the end of a session and of a job in a pipeline leave nothing behind: not the files that lay in the stage.
/// Where no handler can be set the next build cleans up.
fn clean_up_when_interrupted(stopper: Stopper, speech: Speech) {
    let _ = ctrlc::set_handler(move || {
        stopper.stop();
        tell(say!("已停止", "stopped").in_language(speech));
        std::process::exit(INTERRUPTED);
    });
}

/// Builds the site without a word.
///
/// # Errors
/// When the machine fails or the output must not be written.
pub fn build(
    request: &Request,
    target: Target<'_>,
    cache: &mut FileCache,
    stopwatch: &mut Stopwatch,
    listener: &Listener<'_>,
) -> Result<Outcome, Error> {
    let Target { dir, strict, force } = target;
    let output = Output::open(&OpenOptions { disk: &request.disk, dir, root: &request.root, force })?;
    (listener.opened)(output.stopper());
    if output.recorded() > 0 {
        let of = |key: &Result<(Key, Amount), Error>| key.as_ref().map_or_else(|_| Amount::default(), |(_, amount)| *amount);
        let (key, _) = stopwatch.time("inputs", || pipeline::input_key(request, cache), of)?;
        let is_current = || output.is_current(key, unix_now(request));
        if let Some(stamp) = stopwatch.time("outputs", is_current, |_| Amount::of(output.recorded())) {
            output.abandon();
            return Ok(Outcome::Unchanged(stamp));
        }
    }
    let prepared = pipeline::prepare(request, cache, stopwatch)?;
    (listener.jobs)(prepared.plan.jobs.len() as u64);
    let failed = pipeline::render_all(&prepared, &output, listener.made, stopwatch)?;
    let is_whole = stand_in_for(&prepared, &output, &failed)?;
    let mut notes = prepared.notes.clone();
    notes.extend(failed.into_iter().map(|failed| failed.note));
    note::sort(&mut notes);
    let tally = Tally::of(&notes);
    let refused = (strict && tally.errors + tally.warnings > 0) || prepared.theme.is_none() || !is_whole;
    let stale = if refused { Stale::default() } else { output.stale()? };
    let refused = refused || strict && !stale.edited.is_empty();
    let taken_down = if refused { Vec::new() } else { taken_down(&prepared, &stale.gone) };
    let count = taken_down.len();
    notes.extend(taken_down);
    notes.extend(edited(&stale.edited, dir));
    note::sort(&mut notes);
    let changes = if refused {
        output.abandon();
        None
    } else {
        let stamp = stamp(request, &prepared, &notes, cache, &output)?;
        let of = |changes: &Result<Changes, Error>| Amount::of(changes.as_ref().map_or(0, |c| c.added + c.changed + c.removed));
        Some(stopwatch.time("commit", || output.commit(stamp, &stale), of)?)
    };
    Ok(Outcome::Made(Box::new(Made { prepared, notes, changes, taken_down: count })))
}

/// A note for each article that is published now and will not be any more, because of an error.
fn taken_down(prepared: &Prepared, gone: &[String]) -> Vec<Note> {
    if prepared.withheld.is_empty() {
        return Vec::new();
    }
    let mut notes = Vec::new();
    for file in gone {
        let Some(route) = file.strip_suffix("index.html") else { continue };
        let [year, month, id, ""] = route.split('/').collect::<Vec<_>>()[..] else { continue };
        let is_article =
            [(year, 4), (month, 2)].iter().all(|(part, digits)| part.len() == *digits && part.bytes().all(|b| b.is_ascii_digit()));
        if let Some(withheld) = prepared.withheld.iter().find(|withheld| is_article && withheld.id == id) {
            notes.push(codes::site::taken_down(Place::file(&withheld.path), format!("/{route}")));
        }
    }
    notes
}

/// A note on the files that the site has no more and that stay, since they are not as they were written.
fn edited(files: &[String], dir: &Path) -> Option<Note> {
    let first = dir.join(files.first()?);
    let shown = |between: &str| files.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(between);
    let (zh, en) = (shown("、"), shown(", "));
    Some(codes::site::edited_output(Place::file(&first.to_string_lossy()), files.len(), zh, en))
}

/// Pages that could not be made keep their old form, or get one that stands in for them: others link to them. Says
/// whether each has one.
fn stand_in_for(prepared: &Prepared, output: &Output, failed: &[Failed<'_>]) -> Result<bool, Error> {
    let mut jobs: BTreeMap<String, &Job> = failed.iter().map(|failed| (failed.job.route.file(), failed.job)).collect();
    // Nothing links to the page for addresses that do not exist.
    jobs.remove(&Route::not_found().file());
    for file in output.keep(jobs.keys().cloned().collect())? {
        let Some(job) = jobs.get(&file) else { continue };
        if !pipeline::stand_in(prepared, output, job)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Tells what a build came to; gives the exit code.
fn tell_of(made: &Made, dir: &Path, strict: bool, start: Instant, speech: Speech) -> u8 {
    let Made { prepared, notes, changes, taken_down } = made;
    let tally = Tally::of(notes);
    show(notes, speech);
    let built = if changes.is_some() { prepared.site.articles.len() } else { 0 };
    tell(&outcome(*changes, dir, speech));
    let (waiting, drafts) = prepared.site.waiting;
    tell(&closing_line(&Closing { articles: built, drafts, waiting, taken_down: *taken_down, tally }, start.elapsed(), speech));
    u8::from(tally.errors > 0 || (strict && tally.warnings > 0))
}

fn unix_now(request: &Request) -> i64 {
    let zone = Zone::default();
    let given = request.now.as_ref().and_then(|text| moment::parse(text, &zone).ok());
    given.unwrap_or_else(|| moment::now(&zone)).seconds
}

/// What the next build may rely on: nothing, when there is something to say again.
fn stamp(request: &Request, prepared: &Prepared, notes: &[Note], cache: &mut FileCache, output: &Output) -> Result<Option<Stamp>, Error> {
    if notes.iter().any(|note| note.severity != Severity::Advice) {
        return Ok(None);
    }
    let key = pipeline::key_of(request, &prepared.sources, cache)?;
    if !cache.are_as_read(&prepared.plan, |file| output.key_of(file)) {
        return Ok(None);
    }
    let next = prepared.site.next_change.as_ref().map(|next| next.at.seconds);
    let (waiting, drafts) = prepared.site.waiting;
    Ok(Some(Stamp { key, next, articles: prepared.site.articles.len(), advice: notes.len(), drafts, waiting }))
}

fn unchanged(stamp: &Stamp, dir: &Path, start: Instant, speech: Speech) {
    let Stamp { key: _, next: _, articles, advice, drafts, waiting } = *stamp;
    let shown = dir.display();
    tell(say!("没有变化，{shown} 已经是最新的", "nothing has changed; {shown} is up to date").in_language(speech));
    let tally = Tally { advice, ..Tally::default() };
    tell(&closing_line(&Closing { articles, drafts, waiting, taken_down: 0, tally }, start.elapsed(), speech));
}

fn outcome(changes: Option<Changes>, dir: &Path, speech: Speech) -> String {
    let shown = dir.display();
    let Some(Changes { added, changed, removed, total }) = changes else {
        return say!("没有写任何文件：先改好上面的问题", "nothing was written: mend what is listed above first")
            .in_language(speech)
            .to_owned();
    };
    let mut line = say!(
        "网站在 {shown}：共 {total} 个文件，新写 {added}，改写 {changed}，删去 {removed}",
        "the site is in {shown}: {total} files, {added} new, {changed} changed, {removed} removed"
    )
    .in_language(speech)
    .to_owned();
    line.push('\n');
    line.push_str(next_step(speech));
    line
}

/// What to do after a build. Run through cargo, the program is not installed yet.
fn next_step(speech: Speech) -> &'static str {
    match (std::env::var_os("CARGO").is_some(), speech) {
        (true, Speech::Chinese) => "接下来：cargo run --release -- serve --open 在本机预览；把这个文件夹传到任何静态主机就发布了",
        (true, Speech::English) => {
            "next: `cargo run --release -- --lang en serve --open` to preview; upload the folder to any static host to publish"
        }
        (false, Speech::Chinese) => "接下来：banbao serve --open 在本机预览；把这个文件夹传到任何静态主机就发布了",
        (false, Speech::English) => "next: `banbao --lang en serve --open` to preview; upload the folder to any static host to publish",
    }
}

fn progress() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

fn report(stopwatch: &Stopwatch, timings: Option<Timings>, total: Duration) {
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    match timings {
        None => {}
        Some(Timings::Table) => {
            tell(&format!("{:>8} {:>10} {:>10} {:>8} {:>12}", "stage", "wall ms", "cpu ms", "items", "bytes"));
            for Stage { name, wall, cpu, amount: Amount { items, bytes } } in &stopwatch.stages {
                let cpu = cpu.map_or_else(|| "-".to_owned(), |cpu| format!("{:.1}", ms(cpu)));
                tell(&format!("{name:>8} {:>10.1} {cpu:>10} {items:>8} {bytes:>12}", ms(*wall)));
            }
            tell(&format!("{:>8} {:>10.1}", "total", ms(total)));
        }
        Some(Timings::Json) => {
            let stages = stopwatch.stages.iter().map(|Stage { name, wall, cpu, amount: Amount { items, bytes } }| {
                serde_json::json!({ "stage": name, "wall_ms": ms(*wall), "cpu_ms": cpu.map(ms), "items": items, "bytes": bytes })
            });
            let told = serde_json::json!({ "stages": stages.collect::<Vec<_>>(), "total_ms": ms(total) });
            // A reader that has gone away is no fault.
            let _ = writeln!(std::io::stdout(), "{told}");
        }
    }
}
