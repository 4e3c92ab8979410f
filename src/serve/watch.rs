//! Watches `content/` and `themes/`, and gathers what happens together into one change. The only user of notify.
//!
//! What a link of the site leads to is part of the site: it is watched where it lies, and what happens there is told of
//! the place where the link stands.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::error::Error;
use crate::say;
use crate::source;

/// A change is over when nothing more happens for this long.
const QUIET: Duration = Duration::from_millis(6);
/// A storm of events is cut into changes of this length.
const LONGEST: Duration = Duration::from_millis(250);
/// Files written into a folder before it could be watched are found by looking once more after this long.
const LOOK_AGAIN: Duration = Duration::from_millis(300);

/// What happened.
#[derive(Debug)]
pub enum Change {
    /// These files or folders changed; the set is empty when the watcher lost count.
    Files(BTreeSet<PathBuf>),
    /// The time that was waited for has come.
    Time,
}

/// A watch over a site's sources.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    events: Receiver<notify::Result<Event>>,
    look_again: Option<Instant>,
    watcher: RecommendedWatcher,
    /// Links of the site: where each stands, and where it leads.
    links: Vec<(PathBuf, PathBuf)>,
    /// What is watched because a link leads there.
    followed: BTreeMap<PathBuf, RecursiveMode>,
}

/// What happened together, so far.
#[derive(Default)]
struct Batch {
    changed: BTreeSet<PathBuf>,
    lost_count: bool,
}

impl Watch {
    /// Begins to watch the folders of a site, also those that do not exist yet.
    ///
    /// # Errors
    /// When the machine cannot watch them.
    pub fn start(root: &Path) -> Result<Self, Error> {
        let (send, events) = mpsc::channel();
        let failed = |error: notify::Error| Error::Machine(say!("没法监视文件夹的变化：{error}", "cannot watch the folders: {error}"));
        // Two paths to one folder would be told as one of them: links are followed below, not by the watcher.
        let mut watcher = RecommendedWatcher::new(send, Config::default().with_follow_symlinks(false)).map_err(failed)?;
        // The root itself tells when one of the folders comes, goes or is replaced.
        watcher.watch(root, RecursiveMode::NonRecursive).map_err(failed)?;
        for folder in source::FOLDERS {
            let path = root.join(folder);
            if path.is_dir() {
                watcher.watch(&path, RecursiveMode::Recursive).map_err(failed)?;
            }
        }
        let (links, followed) = (Vec::new(), BTreeMap::new());
        Ok(Self { root: root.to_owned(), events, look_again: None, watcher, links, followed })
    }

    /// Watches also what these links of the site lead to, and nothing any more that no link leads to.
    pub fn follow(&mut self, links: &[(String, PathBuf)]) {
        self.links = links.iter().map(|(at, real)| (self.root.join(at), real.clone())).collect();
        let is_watched = |path: &Path| path == self.root || source::FOLDERS.iter().any(|folder| path.starts_with(self.root.join(folder)));
        let mut wanted: BTreeMap<PathBuf, RecursiveMode> = BTreeMap::new();
        for (_, real) in links {
            if real.is_dir() {
                wanted.insert(real.clone(), RecursiveMode::Recursive);
            } else if let Some(folder) = real.parent() {
                // A file that is replaced by another is seen from its folder only.
                wanted.entry(folder.to_owned()).or_insert(RecursiveMode::NonRecursive);
            }
        }
        wanted.retain(|path, _| !is_watched(path));
        if wanted == self.followed {
            return;
        }
        for path in self.followed.keys().filter(|path| wanted.get(*path) != self.followed.get(*path)) {
            let _ = self.watcher.unwatch(path);
        }
        for (path, mode) in wanted.iter().filter(|(path, _)| wanted.get(*path) != self.followed.get(*path)) {
            // What changed there before it was watched is found by looking once more.
            if self.watcher.watch(path, *mode).is_ok() {
                self.look_again = Some(Instant::now() + LOOK_AGAIN);
            }
        }
        self.followed = wanted;
    }

    /// Waits for the next change, at most until `until`. None when the watcher has ended.
    pub fn next(&mut self, until: Option<Duration>) -> Option<Change> {
        let time = until.and_then(|until| Instant::now().checked_add(until));
        let mut batch = Batch::default();
        while batch.changed.is_empty() && !batch.lost_count {
            match self.event(self.look_again.into_iter().chain(time).min()) {
                Ok(event) => drop(self.take(event, &mut batch)),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) if self.look_again.is_some_and(|at| at <= Instant::now()) => {
                    self.look_again = None;
                    return Some(Change::Files(BTreeSet::new()));
                }
                Err(RecvTimeoutError::Timeout) => return Some(Change::Time),
            }
        }
        let longest = Instant::now() + LONGEST;
        let mut end = Instant::now() + QUIET;
        // Asked of the clock each time: of a full queue there is always one more event to be had.
        while Instant::now() < end {
            let Ok(event) = self.event(Some(end)) else { break };
            if self.take(event, &mut batch) {
                end = longest.min(Instant::now() + QUIET);
            }
        }
        Some(Change::Files(if batch.lost_count { BTreeSet::new() } else { batch.changed }))
    }

    /// The next event, waited for at most until this moment.
    fn event(&self, until: Option<Instant>) -> Result<notify::Result<Event>, RecvTimeoutError> {
        match until {
            Some(until) => self.events.recv_timeout(until.saturating_duration_since(Instant::now())),
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    /// Adds an event to what happened together; says whether it matters to the site.
    fn take(&mut self, event: notify::Result<Event>, batch: &mut Batch) -> bool {
        let Ok(mut event) = event else {
            batch.lost_count = true;
            return true;
        };
        batch.lost_count |= event.need_rescan();
        // Reading is not a change: the preview itself reads all the time.
        let is_read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        let through_links: Vec<PathBuf> = event.paths.iter().flat_map(|path| self.through_links(path)).collect();
        event.paths.extend(through_links);
        event.paths.retain(|path| !is_read && self.is_source(path));
        for folder in source::FOLDERS.map(|folder| self.root.join(folder)) {
            if event.paths.contains(&folder) {
                self.watch_again(&folder);
            }
        }
        if matches!(event.kind, EventKind::Create(_)) && event.paths.iter().any(|path| path.is_dir()) {
            self.look_again = Some(Instant::now() + LOOK_AGAIN);
        }
        let matters = !event.paths.is_empty() || event.need_rescan();
        batch.changed.extend(event.paths);
        matters
    }

    /// The places in the site at which a path is reached through links.
    fn through_links<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = PathBuf> {
        let place = |at: &Path, rest: &Path| if rest.as_os_str().is_empty() { at.to_owned() } else { at.join(rest) };
        self.links.iter().filter_map(move |(at, real)| Some(place(at, path.strip_prefix(real).ok()?)))
    }

    /// Whether the site is made of this path: not what editors leave beside it, nor what the root holds besides.
    fn is_source(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else { return false };
        let is_ours = source::FOLDERS.iter().any(|folder| below.starts_with(folder));
        let up_to_root = path.ancestors().take_while(|ancestor| *ancestor != self.root);
        is_ours && !up_to_root.into_iter().any(|part| source::is_left_over(part, &self.root))
    }

    /// Watches a folder that may be another one than before, as after `git checkout` of a branch without it.
    fn watch_again(&mut self, folder: &Path) {
        let _ = self.watcher.unwatch(folder);
        if folder.is_dir() {
            let _ = self.watcher.watch(folder, RecursiveMode::Recursive);
            self.look_again = Some(Instant::now() + LOOK_AGAIN);
        }
    }
}
