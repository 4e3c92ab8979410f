//! What each stage of a run took: for `--timings`, and for whoever makes banbao faster.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its name.
    pub name: &'static str,
    /// Time on the wall.
    pub wall: Duration,
    /// Time of all processors together, where the system tells.
    pub cpu: Option<Duration>,
    /// What went through it.
    pub amount: Amount,
}

/// How much went through a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amount {
    /// Files, articles or pages, whatever the stage works on.
    pub items: usize,
    /// Their bytes, 0 where they have none.
    pub bytes: u64,
}

/// The stages of a run so far.
#[derive(Debug, Default)]
pub struct Stopwatch {
    /// Whether what could run at the same time runs one after the other, so that each part can be told apart.
    pub is_apart: bool,
    /// In the order in which they ended.
    pub stages: Vec<Stage>,
}

impl Stopwatch {
    /// Runs a stage.
    pub fn time<T>(&mut self, name: &'static str, run: impl FnOnce() -> T, amount: impl FnOnce(&T) -> Amount) -> T {
        let (start, cpu) = (Instant::now(), ProcessTime::try_now().ok());
        let value = run();
        let wall = start.elapsed();
        let cpu = cpu.and_then(|start| Some(ProcessTime::try_now().ok()?.duration_since(start)));
        self.stages.push(Stage { name, wall, cpu, amount: amount(&value) });
        value
    }
}

impl Amount {
    /// Items without bytes.
    #[must_use]
    pub fn of(items: usize) -> Self {
        Self { items, bytes: 0 }
    }
}
