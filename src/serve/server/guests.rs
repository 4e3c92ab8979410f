//! Who is connected: never more than so many, and nobody for ever who does not move.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::AbortHandle;

use super::line::Line;

/// Rounds after which an answer that is not taken is given up.
const PATIENCE: u32 = 20;

/// All connections.
#[derive(Debug)]
pub(super) struct Guests {
    most: usize,
    turns: Arc<AtomicU64>,
    next: AtomicU64,
    here: Mutex<BTreeMap<u64, Guest>>,
}

#[derive(Debug)]
struct Guest {
    line: Arc<Line>,
    task: AbortHandle,
}

/// Held by a connection's task: however that ends, its place is free again.
struct Place {
    guests: Arc<Guests>,
    number: u64,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.guests.here().remove(&self.number);
    }
}

impl Guests {
    pub(super) fn new(most: usize) -> Self {
        Self { most, turns: Arc::default(), next: AtomicU64::default(), here: Mutex::default() }
    }

    /// What counts the moves of all connections.
    pub(super) fn turns(&self) -> &Arc<AtomicU64> {
        &self.turns
    }

    /// Gives a connection a task of its own; where all places are taken, the quietest one ends.
    pub(super) fn admit(self: &Arc<Self>, line: &Arc<Line>, attend: impl Future<Output = ()> + Send + 'static) {
        if self.here().len() >= self.most {
            self.make_room();
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let place = Place { guests: Arc::clone(self), number };
        let mut here = self.here();
        let task = tokio::spawn(async move {
            let _place = place;
            attend.await;
        });
        here.insert(number, Guest { line: Arc::clone(line), task: task.abort_handle() });
    }

    /// Ends the connection on which nothing has moved for the longest time.
    pub(super) fn make_room(&self) {
        let mut here = self.here();
        let quietest = here.iter().min_by_key(|(_, guest)| guest.line.moved()).map(|(number, _)| *number);
        if let Some(guest) = quietest.and_then(|number| here.remove(&number)) {
            guest.task.abort();
        }
    }

    /// Begins another round, and ends those who have not taken their answer for many.
    pub(super) fn end_what_is_stuck(&self) {
        for guest in self.here().values().filter(|guest| guest.line.next_round() > PATIENCE) {
            guest.task.abort();
        }
    }

    fn here(&self) -> MutexGuard<'_, BTreeMap<u64, Guest>> {
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
