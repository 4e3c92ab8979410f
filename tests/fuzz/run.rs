//! Runs targets: one input at a time, watched for panics, time and memory; what fails is cut short and kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;

use super::mutate::input;
use super::targets::{TARGETS, Target};

/// No input may take longer, of the processor's time: others may be at work on the machine.
const MOST_TIME: Duration = Duration::from_secs(1);
/// Nor may all of them together ever need more memory beyond what the targets keep ready.
const MOST_MEMORY_KB: u64 = 512 * 1024;
/// As little as a thread of rayon has: recursion shows. A long run is optimized, as the program is.
const STACK: usize = 2 << 20;
/// For the short run, whose frames are those of a program that is not optimized.
const WIDE_STACK: usize = 8 << 20;
/// So many inputs between two looks at the memory and two lines for the watch.
const BATCH: u64 = 64;
/// After this time without an end, an input counts as one that hangs.
const HANGS: Duration = Duration::from_secs(60);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/cases")
}

/// What a long run is asked for.
pub(super) struct Plan {
    seconds: u64,
    first: u64,
    threads: u64,
    only: Option<String>,
}

impl Plan {
    /// `FUZZ_SECONDS`, `FUZZ_FIRST` (the number of the first input), `FUZZ_THREADS`, `FUZZ_ONLY` (a target, or `import-` for
    /// all that begin so).
    pub(super) fn from_environment() -> Self {
        let number = |name: &str, usual: u64| std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual);
        Self {
            seconds: number("FUZZ_SECONDS", 60),
            first: number("FUZZ_FIRST", 0),
            threads: number("FUZZ_THREADS", 1),
            only: std::env::var("FUZZ_ONLY").ok().filter(|only| !only.is_empty()),
        }
    }
}

/// Every kept case: its target's name and its file.
pub(super) fn cases() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for target in TARGETS {
        let Ok(entries) = fs::read_dir(folder().join(target.name)) else { continue };
        found.extend(entries.map(|entry| (target.name.to_owned(), entry.expect("entry").path())));
    }
    found.sort();
    found
}

/// Runs one kept case.
pub(super) fn replay((name, file): &(String, PathBuf)) -> Result<(), String> {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target for every folder of cases");
    let bytes = fs::read(file).expect("case");
    on_its_own_stack(|| attempt(target, &bytes)).map_err(|reason| format!("{}: {reason}", file.display()))
}

fn on_its_own_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(WIDE_STACK).spawn_scoped(scope, work).expect("a thread");
        thread.join().expect("its end")
    })
}

/// One input: its fault, if it has one.
fn attempt(target: &Target, bytes: &[u8]) -> Result<(), String> {
    let begun = ThreadTime::now();
    let done = banbao::fault::caught(|| (target.run)(bytes));
    let taken = begun.elapsed();
    match done {
        Err(panic) => Err(format!("panic: {panic}")),
        Ok(Err(reason)) => Err(reason),
        Ok(Ok(())) if taken > MOST_TIME * if cfg!(debug_assertions) { 4 } else { 1 } => {
            Err(format!("slow: {taken:.1?} for {} bytes", bytes.len()))
        }
        Ok(Ok(())) => Ok(()),
    }
}

/// What two findings of one fault have in common.
fn kind(reason: &str) -> String {
    let place = reason.rsplit_once(" (").map_or("", |(_, place)| place);
    let words: String = reason.chars().take_while(|c| !matches!(c, '"' | '`' | '\'' | '0'..='9')).take(40).collect();
    format!("{words}{place}")
}

/// The shortest input with the same fault that is found by leaving out pieces.
fn shortened(target: &Target, bytes: Vec<u8>, reason: &str) -> Vec<u8> {
    let (mut best, wanted, end) = (bytes, kind(reason), Instant::now() + Duration::from_secs(20));
    let mut piece = best.len() / 2;
    while piece > 0 && Instant::now() < end {
        let mut at = 0;
        while at < best.len() && Instant::now() < end {
            let mut less = best.clone();
            less.drain(at..(at + piece).min(best.len()));
            match attempt(target, &less) {
                Err(reason) if kind(&reason) == wanted => best = less,
                _ => at += piece,
            }
        }
        piece /= 2;
    }
    best
}

fn keep(target: &Target, bytes: &[u8], reason: &str) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    let file = folder().join(target.name).join(format!("{hash:016x}"));
    fs::create_dir_all(file.parent().expect("a parent")).expect("folder");
    fs::write(&file, bytes).expect("case");
    format!("{}: {reason}\n  {}", target.name, file.display())
}

/// A few inputs for every target; the same ones each time.
pub(super) fn short(each: Duration) -> Vec<String> {
    let mut found = Vec::new();
    for target in TARGETS {
        let inputs = |found: &mut Vec<String>| {
            let seeds = (target.seeds)();
            let end = Instant::now() + each;
            for number in (0..).take_while(|_| Instant::now() < end) {
                let bytes = input(target.name, &seeds, target.words, number);
                if let Err(reason) = attempt(target, &bytes) {
                    let bytes = shortened(target, bytes, &reason);
                    found.push(keep(target, &bytes, &reason));
                    break;
                }
            }
        };
        on_its_own_stack(|| inputs(&mut found));
    }
    found
}

/// What the threads of a long run share.
struct Shared {
    counts: Mutex<BTreeMap<&'static str, u64>>,
    found: Mutex<Vec<String>>,
    kinds: Mutex<BTreeSet<String>>,
    is_over: AtomicBool,
}

/// All targets in turns until the time is over; prints the figures. Each thread has numbers of its own.
pub(super) fn long(plan: &Plan) -> Vec<String> {
    let targets: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| {
            plan.only.as_ref().is_none_or(|only| only == target.name || only.ends_with('-') && target.name.starts_with(only.as_str()))
        })
        .collect();
    assert!(!targets.is_empty(), "no such target");
    let shared = Shared { counts: Mutex::default(), found: Mutex::default(), kinds: Mutex::default(), is_over: AtomicBool::new(false) };
    let begun = Instant::now();
    let heartbeats: Vec<AtomicU64> = (0..plan.threads).map(|_| AtomicU64::new(0)).collect();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..plan.threads)
            .map(|thread| {
                let (shared, targets, beat) = (&shared, &targets, &heartbeats[usize::try_from(thread).unwrap_or(0)]);
                let work = move || worker(plan, thread, targets, shared, beat, begun);
                std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).expect("a thread")
            })
            .collect();
        scope.spawn(|| watch(&shared, &heartbeats, begun));
        for worker in workers {
            worker.join().expect("the end of a thread");
        }
        shared.is_over.store(true, Ordering::Relaxed);
    });
    let counts = shared.counts.into_inner().expect("counts");
    for (name, count) in &counts {
        println!("{name:<16} {count:>12}");
    }
    let peak = peak_kb();
    println!(
        "{:<16} {:>12} executions in {:.0} s, peak memory {} MB",
        "all",
        counts.values().sum::<u64>(),
        begun.elapsed().as_secs_f64(),
        peak / 1024
    );
    shared.found.into_inner().expect("findings")
}

/// One thread's share: a slice of time for each target, again and again.
fn worker(plan: &Plan, thread: u64, targets: &[&'static Target], shared: &Shared, beat: &AtomicU64, begun: Instant) {
    let end = begun + Duration::from_secs(plan.seconds);
    let seeds: Vec<Vec<Vec<u8>>> = targets.iter().map(|target| (target.seeds)()).collect();
    // Every thread counts on from a first number of its own: far apart, so that no input is tried twice.
    let mut numbers = vec![plan.first + (thread << 40); targets.len()];
    let slice = Duration::from_secs((plan.seconds / (targets.len() as u64 * 4)).clamp(1, 20));
    let before = peak_kb();
    while Instant::now() < end {
        for (at, target) in targets.iter().enumerate() {
            let slice_end = end.min(Instant::now() + slice);
            while Instant::now() < slice_end {
                note_state(plan, thread, target, numbers[at]);
                for _ in 0..BATCH {
                    beat.store(begun.elapsed().as_millis() as u64 + 1, Ordering::Relaxed);
                    let bytes = input(target.name, &seeds[at], target.words, numbers[at]);
                    numbers[at] += 1;
                    if let Err(reason) = attempt(target, &bytes) {
                        found(target, bytes, &reason, shared);
                    }
                }
                *shared.counts.lock().expect("counts").entry(target.name).or_default() += BATCH;
                if peak_kb() > before + MOST_MEMORY_KB && shared.kinds.lock().expect("kinds").insert(format!("memory {}", target.name)) {
                    let (from, peak) = (numbers[at] - BATCH, peak_kb() / 1024);
                    shared
                        .found
                        .lock()
                        .expect("findings")
                        .push(format!("{}: {peak} MB, one of the {BATCH} inputs from number {from}", target.name));
                }
            }
        }
    }
    beat.store(0, Ordering::Relaxed);
}

fn found(target: &Target, bytes: Vec<u8>, reason: &str, shared: &Shared) {
    // One of each kind is enough to mend it; a slow one may have met a busy machine.
    if shared.kinds.lock().expect("kinds").contains(&format!("{} {}", target.name, kind(reason))) || attempt(target, &bytes).is_ok() {
        return;
    }
    shared.kinds.lock().expect("kinds").insert(format!("{} {}", target.name, kind(reason)));
    let bytes = shortened(target, bytes, reason);
    let told = keep(target, &bytes, reason);
    println!("found: {told}");
    shared.found.lock().expect("findings").push(told);
}

/// Leaves word of what is being tried, for the case that it kills the process.
fn note_state(plan: &Plan, thread: u64, target: &Target, number: u64) {
    let Some(folder) = std::env::var_os("FUZZ_STATE") else { return };
    let file = Path::new(&folder).join(format!("thread-{thread}"));
    if plan.only.is_some() && plan.seconds == 0 {
        return;
    }
    fs::write(file, format!("{} {number}\n", target.name)).expect("state");
}

/// Ends the process when an input does not end: the state tells which.
fn watch(shared: &Shared, heartbeats: &[AtomicU64], begun: Instant) {
    while !shared.is_over.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(200));
        for beat in heartbeats {
            let last = beat.load(Ordering::Relaxed);
            if last > 0 && begun.elapsed() > Duration::from_millis(last) + HANGS {
                let _ = writeln!(std::io::stderr(), "an input hangs: see the state of its thread");
                std::process::abort();
            }
        }
    }
}

/// The most memory that this process ever had, in kB; 0 where the system does not tell.
fn peak_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok()).unwrap_or(0)
}
