//! Watches `content/` and `themes/`, and gathers what happens together into one change. The only user of notify.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::error::Error;
use crate::say;

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
    events: Receiver<notify::Result<Event>>,
    look_again: Option<Instant>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Begins to watch the folders of a site that exist.
    ///
    /// # Errors
    /// When the machine cannot watch them.
    pub fn start(root: &Path) -> Result<Self, Error> {
        let (send, events) = mpsc::channel();
        let failed = |error: notify::Error| Error::Machine(say!("没法监视文件夹的变化：{error}", "cannot watch the folders: {error}"));
        let mut watcher = notify::recommended_watcher(send).map_err(failed)?;
        for folder in ["content", "themes"] {
            let path = root.join(folder);
            if path.is_dir() {
                watcher.watch(&path, RecursiveMode::Recursive).map_err(failed)?;
            }
        }
        Ok(Self { events, look_again: None, _watcher: watcher })
    }

    /// Waits for the next change, at most until `until`. None when the watcher has ended.
    pub fn next(&mut self, until: Option<Duration>) -> Option<Change> {
        let mut changed = BTreeSet::new();
        let mut lost_count = false;
        loop {
            let again = self.look_again.map(|at| at.saturating_duration_since(Instant::now()));
            let wait = [again, until].into_iter().flatten().min().unwrap_or(Duration::from_secs(3600));
            match self.events.recv_timeout(wait) {
                Ok(event) => self.take(event, &mut changed, &mut lost_count),
                Err(RecvTimeoutError::Timeout) if self.look_again.is_some_and(|at| at <= Instant::now()) => {
                    self.look_again = None;
                    return Some(Change::Files(BTreeSet::new()));
                }
                Err(RecvTimeoutError::Timeout) if until.is_some() => return Some(Change::Time),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
            if !changed.is_empty() || lost_count {
                break;
            }
        }
        let began = Instant::now();
        while began.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => self.take(event, &mut changed, &mut lost_count),
                Err(_) => break,
            }
        }
        Some(Change::Files(if lost_count { BTreeSet::new() } else { changed }))
    }

    fn take(&mut self, event: notify::Result<Event>, changed: &mut BTreeSet<PathBuf>, lost_count: &mut bool) {
        let Ok(event) = event else {
            *lost_count = true;
            return;
        };
        *lost_count |= event.need_rescan();
        let matters = !matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        if !matters {
            return;
        }
        if matches!(event.kind, EventKind::Create(_)) && event.paths.iter().any(|path| path.is_dir()) {
            self.look_again = Some(Instant::now() + LOOK_AGAIN);
        }
        changed.extend(event.paths);
    }
}
