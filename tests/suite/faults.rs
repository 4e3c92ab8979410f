//! A disk that fails (S6, E of issue 11): the k-th operation, every operation from the k-th on as after a kill, a
//! file that vanishes or is swapped while it is read. The door of `disk.rs` lets a test stand in it.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use banbao::command::build;
use banbao::disk::{Disk, Faults, Operation};
use banbao::error::Error;
use banbao::pipeline::{self, FileCache, Prepared, Request};
use banbao::stopwatch::Stopwatch;

use super::project::{NOW, Project, Tree, no_link_is_broken, readable, same_trees, tree};

/// Failures as the system numbers them.
pub(crate) const EIO: i32 = 5;
pub(crate) const EACCES: i32 = 13;
pub(crate) const EMFILE: i32 = 24;
pub(crate) const ENOSPC: i32 = 28;

/// What stands in the door.
pub(crate) struct Door<F>(F);

impl<F> std::fmt::Debug for Door<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Door")
    }
}

impl<F: Fn(Operation, &Path) -> io::Result<()> + Send + Sync> Faults for Door<F> {
    fn before(&self, operation: Operation, path: &Path) -> io::Result<()> {
        self.0(operation, path)
    }
}

/// A disk that asks this before each operation.
pub(crate) fn disk(before: impl Fn(Operation, &Path) -> io::Result<()> + Send + Sync + 'static) -> Disk {
    Disk::with(Arc::new(Door(before)))
}

fn prepared(disk: Disk, project: &Project) -> Result<Prepared, Error> {
    let request = Request { disk, root: project.path(""), now: Some(NOW.to_owned()), ..Request::default() };
    pipeline::prepare(&request, &mut FileCache::default(), &mut Stopwatch::default())
}

fn site() -> Project {
    Project::new()
        .article("content/2024/08/hao.md", "tags: [通知]\n", "好。[表](biao.csv)\n")
        .article("content/2024/09/x.md", "", "甲。\n")
        .write("content/2024/08/biao.csv", "a,b\n")
        .write("content/static/CNAME", "example.org\n")
        .write("themes/own/theme.yaml", "extends: banbao\n")
        .write("content/site.yaml", "title: 试验板报\ntheme: own\n")
}

/// Whatever the machine will not read ends the build: without it, its pages would be missing from the site.
#[test]
fn what_cannot_be_read_ends_the_build_and_is_named() {
    let project = site();
    let files = ["content/site.yaml", "content/2024/08/hao.md", "content/2024/08/biao.csv", "themes/own/theme.yaml"];
    let folders = ["content", "content/2024/09", "themes/own"];
    let cases = files.map(|file| (Operation::Open, file)).into_iter();
    let cases = cases.chain(files.map(|file| (Operation::Read, file))).chain(files.map(|file| (Operation::Facts, file)));
    for (operation, below) in cases.chain(folders.map(|folder| (Operation::List, folder))) {
        for number in [EIO, EACCES, EMFILE] {
            let failing = disk(move |asked, path| match asked == operation && path.ends_with(below) {
                true => Err(io::Error::from_raw_os_error(number)),
                false => Ok(()),
            });
            let error = prepared(failing, &project).expect_err("the disk has failed");
            assert_eq!(error.exit_code(), 3, "{error}");
            assert!(error.sentence().zh.contains(below), "{operation:?} {below}: {}", error.sentence().zh);
        }
    }
}

/// Saving by removing and writing anew: the second look finds the file.
#[test]
fn a_file_that_is_away_for_a_moment_is_waited_for() {
    let project = site();
    let times = AtomicUsize::new(0);
    let away = disk(move |operation, path| match operation == Operation::Open && path.ends_with("08/hao.md") {
        true if times.fetch_add(1, Ordering::Relaxed) < 2 => Err(io::ErrorKind::NotFound.into()),
        _ => Ok(()),
    });
    let prepared = prepared(away, &project).expect("a site");
    assert_eq!(prepared.site.articles.len(), 2);
    assert!(prepared.notes.is_empty(), "{:?}", prepared.notes);
}

#[test]
fn a_file_that_is_removed_while_it_is_read_is_told() {
    let project = site();
    let file = project.path("content/2024/09/x.md");
    let removing = disk(move |operation, path| {
        if operation == Operation::Open && path.ends_with("09/x.md") {
            let _ = fs::remove_file(&file);
        }
        Ok(())
    });
    let prepared = prepared(removing, &project).expect("a site");
    let told: Vec<_> = prepared.notes.iter().map(|note| (note.code, note.place.path.as_str())).collect();
    assert_eq!(told, [("vanished", "content/2024/09/x.md")]);
}

/// Files are swapped for links out of the site and for pipes between the look and the read: nothing of what they
/// lead to is taken, and nothing waits.
#[cfg(unix)]
#[test]
fn a_file_that_is_swapped_while_it_is_read_is_not_taken() {
    for below in ["content/2024/08/hao.md", "content/2024/08/biao.csv", "content/2024/08"] {
        for pipe in [false, true] {
            let project = site().write("geheim/hao.md", "geheim").write("geheim/biao.csv", "geheim");
            let outside = tempfile::TempDir::new().expect("temporary folder");
            super::project::copy(&project.path("geheim"), outside.path());
            let (path, outside) = (project.path(below), outside.path().to_owned());
            let name = Path::new(below).file_name().expect("a name").to_owned();
            let target = if below.ends_with("08") { outside } else { outside.join(name) };
            let swapping = disk(move |operation, asked| {
                if operation == Operation::Open && asked.starts_with(&path) && !fs::symlink_metadata(&path).expect("it").is_symlink() {
                    let is_dir = path.is_dir();
                    let _ = if is_dir { fs::rename(&path, path.with_extension("old")) } else { fs::remove_file(&path) };
                    if pipe && !is_dir {
                        let made = std::process::Command::new("mkfifo").arg(&path).status();
                        assert!(made.is_ok_and(|status| status.success()));
                    } else {
                        std::os::unix::fs::symlink(&target, &path).expect("link");
                    }
                }
                Ok(())
            });
            let codes = match prepared(swapping, &project) {
                Ok(prepared) => prepared.notes.iter().map(|note| note.code.to_owned()).collect::<Vec<_>>().join(" "),
                Err(error) => error.to_string(),
            };
            let wanted = if pipe && !below.ends_with("08") { "not-a-file" } else { "link-outside" };
            assert!(codes.contains(wanted), "{below}: {codes}");
        }
    }
}

/// Builds into `public/`, all in this process.
fn build(disk: Disk, project: &Project) -> Result<build::Outcome, Error> {
    let request = Request { disk, root: project.path(""), now: Some(NOW.to_owned()), ..Request::default() };
    let target = build::Target { dir: &project.path("public"), strict: false, force: false };
    build::build(&request, target, &mut FileCache::default(), &mut Stopwatch::default(), &build::Listener::default())
}

/// An edit that makes new pages that link to each other, changes some, and takes others away with what they link to.
fn edited(project: Project) -> Project {
    project
        .write("content/2024/10/tu.csv", "c,d\n")
        .article("content/2024/10/y.md", "tags: [义诊, 消防]\n", "乙。[表](tu.csv) [甲](../09/x.md)\n")
        .article("content/2024/10/z.md", "tags: [义诊, 消防]\naliases: [/alt/]\n", "丙。[乙](y.md)\n")
        .article("content/2024/09/x.md", "", "改了。[丙](../10/z.md)\n")
        .remove("content/2024/08/hao.md")
        .remove("content/2024/08/biao.csv")
        .write("content/static/CNAME", "example.com\n")
}

/// Where a build into a site that is there begins.
fn published() -> Project {
    site().article("content/2024/08/lao.md", "tags: [通知, 旧]\n", "旧。[好](hao.md)\n").build().code(0)
}

/// What lies in the site's folder apart from `content/` and `themes/`.
fn beside(project: &Project) -> Vec<String> {
    let names = fs::read_dir(project.path("")).expect("folder").map(|entry| entry.expect("entry").file_name().into_string().expect("text"));
    let mut names: Vec<String> = names.filter(|name| !matches!(name.as_str(), "content" | "themes" | "public")).collect();
    names.sort();
    names
}

/// Copies a site, its output and what the last build left in both.
fn copied(from: &Project) -> Project {
    let to = Project::new();
    let status = std::process::Command::new("cp").arg("-alf").arg(from.path(".")).arg(to.path("")).status();
    assert!(status.is_ok_and(|status| status.success()));
    to
}

/// Every file is one of the old or of the new site, and every link leads to something.
pub(crate) fn is_sound(public: &Path, old: &Tree, new: &Tree, when: &str) {
    for (file, bytes) in readable(public).iter().filter(|(file, _)| *file != ".banbao") {
        assert!([old.get(file), new.get(file)].contains(&Some(bytes)), "{when}: {file} is neither old nor new");
    }
    no_link_is_broken(public);
}

/// Which failures each operation is to have: all of them when everything is to be tried, else one after the other.
fn failures(k: usize) -> Vec<i32> {
    let all = [EIO, ENOSPC, EACCES, EMFILE];
    if is_long() { all.to_vec() } else { vec![all[k % all.len()]] }
}

/// `tests/faults/run` tries everything.
fn is_long() -> bool {
    std::env::var_os("FAULTS").is_some_and(|value| value == "all")
}

/// One operation after the other fails, until a build meets none that does. Each time the old site is as it was, the
/// message names a file, and the next build is as a clean one and leaves nothing.
fn every_operation_fails(before: &Project, after: &Project) -> usize {
    let (old, new) = (tree(&before.path("public")), tree(&after.path("public")));
    for (k, number) in (0..).flat_map(|k| failures(k).into_iter().map(move |number| (k, number))) {
        let project = copied(before);
        let count = Arc::new(AtomicUsize::new(0));
        let met = Arc::clone(&count);
        let failing = disk(move |_, _| match met.fetch_add(1, Ordering::Relaxed) == k {
            true => Err(io::Error::from_raw_os_error(number)),
            false => Ok(()),
        });
        let outcome = build(failing, &project);
        if count.load(Ordering::Relaxed) <= k {
            assert!(outcome.is_ok());
            return k;
        }
        let now = readable(&project.path("public"));
        match outcome {
            // What was only to be tidied up may fail; the site is whole.
            Ok(_) => same_trees(&readable(&project.path("public")), &new),
            Err(error) => {
                assert_eq!(error.exit_code(), 3, "{k}: {error}");
                assert!(error.sentence().zh.contains('/'), "{k}: {}", error.sentence().zh);
                let is_old = now == old;
                if !is_old {
                    is_sound(&project.path("public"), &new, &new, &format!("{k}"));
                }
            }
        }
        build(Disk::default(), &project).expect("a site");
        same_trees(&tree(&project.path("public")), &new);
        assert_eq!(beside(&project), beside(before), "{k}");
    }
    0
}

#[test]
fn any_operation_of_a_change_may_fail() {
    let before = edited(published());
    let after = copied(&before);
    build(Disk::default(), &after).expect("a site");
    assert!(every_operation_fails(&before, &after) > 300);
}

#[test]
fn any_operation_of_a_first_build_may_fail() {
    let before = site();
    let after = copied(&before);
    build(Disk::default(), &after).expect("a site");
    assert!(every_operation_fails(&before, &after) > 200);
}

/// The process ends at one operation after the other. What it leaves is sound, and the next build completes it.
fn dies_at_every_operation(before: &Project, after: &Project) {
    let (old, new) = (tree(&before.path("public")), tree(&after.path("public")));
    for k in 0.. {
        let project = copied(before);
        let count = Arc::new(AtomicUsize::new(0));
        let met = Arc::clone(&count);
        let dying = disk(move |_, _| match met.fetch_add(1, Ordering::Relaxed) >= k {
            true => Err(io::Error::from_raw_os_error(EIO)),
            false => Ok(()),
        });
        if build(dying, &project).is_ok() && count.load(Ordering::Relaxed) <= k {
            break;
        }
        is_sound(&project.path("public"), &old, &new, &format!("{k}"));
        build(Disk::default(), &project).expect("a site");
        same_trees(&tree(&project.path("public")), &new);
        assert_eq!(beside(&project), beside(before), "{k}");
    }
}

#[test]
fn a_change_may_die_at_any_operation() {
    let before = edited(published());
    let after = copied(&before);
    build(Disk::default(), &after).expect("a site");
    dies_at_every_operation(&before, &after);
}

/// A change dies, and the next build takes away what it was to change: in whichever form a file was left, it is known as
/// ours.
#[test]
fn after_a_change_that_died_pages_may_go() {
    let before = edited(published());
    let less = site().remove("content/2024/08/hao.md").remove("content/2024/09/x.md").article("content/2024/07/neu.md", "", "新。\n");
    build(Disk::default(), &less).expect("a site");
    let wanted = tree(&less.path("public"));
    for k in (0..).step_by(if is_long() { 1 } else { 9 }) {
        let project = copied(&before);
        let count = Arc::new(AtomicUsize::new(0));
        let met = Arc::clone(&count);
        let dying = disk(move |_, _| match met.fetch_add(1, Ordering::Relaxed) >= k {
            true => Err(io::Error::from_raw_os_error(EIO)),
            false => Ok(()),
        });
        if build(dying, &project).is_ok() && count.load(Ordering::Relaxed) <= k {
            break;
        }
        // Anew, since the copy shares its files with the site that it is of.
        fs::remove_dir_all(project.path("content")).expect("folder");
        super::project::copy(&less.path("content"), &project.path("content"));
        build(Disk::default(), &project).expect("a site");
        same_trees(&tree(&project.path("public")), &wanted);
    }
}

#[test]
fn a_first_build_may_die_at_any_operation() {
    let before = site();
    let after = copied(&before);
    build(Disk::default(), &after).expect("a site");
    dies_at_every_operation(&before, &after);
}
