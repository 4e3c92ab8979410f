//! The least that a build can cost on a machine: read every source, write as many files of the same sizes as a built
//! site has, on every processor, and nothing between.
//!
//!     rustc -O floor.rs && ./floor CONTENT BUILT SCRATCH

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, thread};

fn files(dir: &Path, found: &mut Vec<(PathBuf, usize)>) {
    for entry in fs::read_dir(dir).expect("folder").map(|entry| entry.expect("entry")) {
        let facts = entry.metadata().expect("facts");
        if facts.is_dir() { files(&entry.path(), found) } else { found.push((entry.path(), facts.len() as usize)) }
    }
}

fn parallel(count: usize, work: impl Fn(usize) + Sync) {
    let next = AtomicUsize::new(0);
    let turn = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                break;
            }
            work(at);
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(turn))));
}

fn main() {
    let args: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [content, built, scratch] = &args[..] else { panic!("floor CONTENT BUILT SCRATCH") };
    let (mut sources, mut outputs) = (Vec::new(), Vec::new());
    files(content, &mut sources);
    files(built, &mut outputs);
    parallel(sources.len(), |at| drop(fs::read(&sources[at].0).expect("source")));
    let place = |at: usize| scratch.join(outputs[at].0.strip_prefix(built).expect("below"));
    let bytes = vec![b'x'; outputs.iter().map(|(_, size)| *size).max().unwrap_or(0)];
    let mut folders: Vec<PathBuf> = (0..outputs.len()).filter_map(|at| place(at).parent().map(Path::to_owned)).collect();
    folders.sort();
    folders.dedup();
    parallel(folders.len(), |at| fs::create_dir_all(&folders[at]).expect("folder"));
    parallel(outputs.len(), |at| fs::write(place(at), &bytes[..outputs[at].1]).expect("file"));
}
