//! `banbao serve`: build, watch, reload.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Closing, closing_line, failure, show, tell};
use crate::disk::Disk;
use crate::error::{At as _, Error};
use crate::fault;
use crate::moment;
use crate::note::{self, Note, Severity, Speech, Tally};
use crate::pipeline::{FileCache, Request};
use crate::say;
use crate::serve::server::{self, Listeners};
use crate::serve::watch::{Change, Watch};
use crate::serve::{self, Live, Snapshot};

/// What `serve` was asked to do.
#[derive(Debug)]
pub struct ServeOptions {
    /// Address to listen on.
    pub host: String,
    /// Port; 0 for any that is free.
    pub port: u16,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether to open a browser.
    pub open: bool,
}

/// Serves the site until the process is ended.
///
/// # Errors
/// When the machine fails.
pub fn run(root: &Path, options: &ServeOptions, speech: Speech) -> Result<u8, Error> {
    let ServeOptions { host, port, drafts, open } = options;
    let disk = Disk::default();
    let root = disk.real_path(root).at(root)?;
    let start = Instant::now();
    let (server, bound) = server::bind(host, *port)?;
    let mut watch = Watch::start(&root)?;
    let mut cache = FileCache::default();
    let request = Request { disk, root: root.clone(), drafts: *drafts, ..Request::default() };
    let started = fault::caught(|| Live::start(request, &mut cache));
    let live = Arc::new(started.unwrap_or_else(|reason| Err(site_fault(&reason)))?);
    watch.follow(&live.now().prepared.sources.links);
    let listeners = Arc::new(Listeners::default());
    server::answer_all(server, &live, &listeners, bound, speech)?;
    let mut told = Told::default();
    told.say(&live.now(), start, speech);
    let shown = if bound.ip().is_loopback() { "localhost".to_owned() } else { bound.ip().to_string() };
    let url = format!("http://{shown}:{}{}", bound.port(), live.base_path());
    let _ = writeln!(std::io::stdout(), "{url}");
    tell(
        say!("预览在 {url}，保存稿件后页面自己更新；按 Ctrl+C 结束", "preview at {url}; pages reload when you save; Ctrl+C ends it")
            .in_language(speech),
    );
    if *open {
        open_browser(&url);
    }
    while let Some(change) = watch.next(until_next_change(&live.now())) {
        let start = Instant::now();
        let Changed { are_templates_new, styles_only } = remember(&root, &change, &mut cache);
        // A fault of the program costs this change, never the preview: what it had its hands on is read anew.
        let updated = fault::caught(|| live.update(&mut cache, are_templates_new)).unwrap_or_else(|reason| {
            cache = FileCache::default();
            Err(site_fault(&reason))
        });
        match updated {
            Ok(snapshot) => {
                listeners.tell(snapshot.generation, styles_only);
                watch.follow(&snapshot.prepared.sources.links);
                told.say(&snapshot, start, speech);
            }
            // A folder that cannot be read just now may be readable at the next change; until then the last pages stay.
            Err(error) => tell(&failure(&error, speech)),
        }
    }
    Ok(0)
}

fn site_fault(reason: &str) -> Error {
    Error::Machine(say!(
        "banbao 整理网站时自己出了错（{reason}）。这是程序的毛病，不是您写错了：请告诉 banbao 的开发者",
        "banbao failed while putting the site together ({reason}). This is a fault of the program, not yours: please tell its developers"
    ))
}

/// What a change may have reached.
struct Changed {
    are_templates_new: bool,
    styles_only: bool,
}

/// Forgets what changed.
fn remember(root: &Path, change: &Change, cache: &mut FileCache) -> Changed {
    let Change::Files(paths) = change else { return Changed { are_templates_new: false, styles_only: false } };
    let below: BTreeSet<String> = paths.iter().filter_map(|path| serve::below(root, path)).collect();
    cache.forget(&below);
    let is_style = |path: &String| path.starts_with("themes/") && path.ends_with(".css");
    let is_theme = |path: &String| path.starts_with("themes") || path.ends_with("site.yaml");
    // Without a path anything may have changed.
    Changed {
        are_templates_new: below.is_empty() || below.iter().any(is_theme),
        styles_only: !below.is_empty() && below.iter().all(is_style),
    }
}

/// How long until the site changes by itself.
fn until_next_change(snapshot: &Snapshot) -> Option<Duration> {
    let site = &snapshot.prepared.site;
    let next = site.next_change.as_ref()?.at.seconds - moment::now(&site.config.zone).seconds;
    Some(Duration::from_secs(u64::try_from(next).unwrap_or(0) + 1))
}

/// What the editor was told of the site as it was before.
#[derive(Default)]
struct Told {
    notes: Vec<Note>,
}

impl Told {
    /// Tells what is new since the last time, and every error again: two thousand suggestions on other articles would
    /// hide the one word on the article that was just saved. The last line counts them all.
    fn say(&mut self, snapshot: &Snapshot, start: Instant, speech: Speech) {
        let mut notes = snapshot.prepared.notes.clone();
        notes.extend(snapshot.template_notes().iter().cloned());
        match super::import::waiting(&snapshot.prepared) {
            Ok(waiting) => notes.extend(waiting),
            Err(error) => tell(&failure(&error, speech)),
        }
        note::sort(&mut notes);
        let closing = Closing::of(&snapshot.prepared.site, Tally::of(&notes));
        let is_new = |note: &&Note| note.severity == Severity::Error || !note::is_among(note, &self.notes);
        let new: Vec<Note> = notes.iter().filter(is_new).cloned().collect();
        show(&new, speech);
        tell(&closing_line(&closing, start.elapsed(), speech));
        self.notes = notes;
    }
}

fn open_browser(url: &str) {
    let (program, first): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let _ = Command::new(program).args(first).arg(url).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
