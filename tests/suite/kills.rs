//! Real processes: killed at any moment, ended by Ctrl+C, two at once, with a handful of open files, from odd places.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::faults::is_sound;
use super::project::{NOW, Project, Tree, readable, same_trees, tree};

/// How many builds are killed: `KILLS=200` for a long run.
fn kills() -> usize {
    std::env::var("KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(16)
}

fn start(project: &Project, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_banbao"))
        .args(["build", "--now", NOW])
        .args(args)
        .current_dir(project.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("banbao runs")
}

/// One of two states of a site: what is new in one is gone in the other, with tags, pictures and links of its own.
fn in_state(project: Project, state: usize) -> Project {
    let _ = fs::remove_dir_all(project.path("content/2023"));
    (0..40).fold(project, |project, nth| {
        let number = nth + 40 * state;
        let next = (nth + 1) % 40 + 40 * state;
        let month = number % 12 + 1;
        let next_month = next % 12 + 1;
        project
            .article(
                &format!("content/2023/{month:02}/p{number}.md"),
                &format!("tags: [标签{state}, 标签{}]\n", number % 7),
                &format!("第 {state} 版。[下一篇](../{next_month:02}/p{next}.md) [表](b{number}.csv)\n"),
            )
            .write(&format!("content/2023/{month:02}/b{number}.csv"), format!("{number}\n"))
    })
}

fn site() -> Project {
    Project::new().article("content/2024/08/hao.md", "", "好。\n")
}

/// A dice that rolls the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most.max(1)
    }
}

/// How long a build takes here and now, in microseconds.
fn time_of(project: &Project) -> u64 {
    let begin = std::time::Instant::now();
    start(project, &[]).wait().expect("banbao ends");
    u64::try_from(begin.elapsed().as_micros()).expect("a short time")
}

fn built(project: &Project) -> Tree {
    assert!(start(project, &[]).wait().expect("banbao ends").success());
    tree(&project.path("public"))
}

/// Killed again and again on the way from one state of the site to the other and back.
#[test]
fn a_build_may_be_killed_at_any_moment() {
    let project = in_state(site(), 0);
    let states = [built(&project), built(&in_state(project, 1))];
    let mut project = in_state(site(), 0);
    let took = time_of(&project);
    let mut dice = Dice(31_415);
    for nth in 0..kills() {
        let state = (nth + 1) % 2;
        project = in_state(project, state);
        // Half of them near the end, where files move.
        let from = if nth % 2 == 0 { 0 } else { took * 2 / 3 };
        let mut child = start(&project, &[]);
        std::thread::sleep(Duration::from_micros(from + dice.below(took * 5 / 4 - from)));
        let _ = child.kill();
        child.wait().expect("it ends");
        is_sound(&project.path("public"), &states[1 - state], &states[state], &format!("kill {nth}"));
        if dice.below(4) > 0 {
            same_trees(&built(&project), &states[state]);
            assert_eq!(left(&project), [".gitignore"; 0], "kill {nth}");
        } else {
            // Now and then the next build is killed as well, before it has done anything or much later.
            let mut child = start(&project, &[]);
            std::thread::sleep(Duration::from_micros(dice.below(took * 5 / 4)));
            let _ = child.kill();
            child.wait().expect("it ends");
            is_sound(&project.path("public"), &states[1 - state], &states[state], &format!("second kill {nth}"));
            same_trees(&built(&project), &states[state]);
        }
    }
}

/// What lies beside the sources and the output.
fn left(project: &Project) -> Vec<String> {
    let names = fs::read_dir(project.path("")).expect("folder").map(|entry| entry.expect("entry").file_name().into_string().expect("text"));
    names.filter(|name| !matches!(name.as_str(), "content" | "themes" | "public")).collect()
}

/// Into an output that does not exist yet: nothing of it is there until all of it is.
#[test]
fn a_first_build_may_be_killed_at_any_moment() {
    let mut project = in_state(site(), 0);
    let new = built(&project);
    let took = time_of(&project);
    let mut dice = Dice(27_182);
    for nth in 0..kills() / 2 {
        fs::remove_dir_all(project.path("public")).expect("folder to remove");
        if nth % 2 == 0 {
            fs::create_dir(project.path("public")).expect("folder");
        }
        let mut child = start(&project, &[]);
        std::thread::sleep(Duration::from_micros(dice.below(took * 5 / 4)));
        let _ = child.kill();
        child.wait().expect("it ends");
        let now = readable(&project.path("public"));
        assert!(now.is_empty() || now == new, "kill {nth}: {:?}", now.keys());
        project = project.build().code(0);
        same_trees(project.built(), &new);
        assert_eq!(left(&project), [".gitignore"; 0], "kill {nth}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_build_leaves_nothing() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        for there in [false, true] {
            let project = in_state(site(), 0);
            let project = if there { in_state(project.build().code(0), 1) } else { project };
            let before = tree(&project.path("public"));
            let mut dice = Dice(signal.len() as u64);
            let took = time_of(&Project::from("smallest")) / 2;
            let mut child = start(&project, &["--threads", "1"]);
            std::thread::sleep(Duration::from_micros(took + dice.below(took)));
            let told = Command::new("kill").args([signal, &child.id().to_string()]).status();
            assert!(told.is_ok_and(|status| status.success()));
            let code = child.wait().expect("it ends").code();
            // Before the output is open a signal ends it at once; after all is done it is too late.
            if code == Some(130) {
                assert_eq!(left(&project), [".gitignore"; 0]);
                let now = tree(&project.path("public"));
                assert!(now == before || !now.keys().any(|file| file.starts_with(".banbao-")), "{:?}", now.keys());
            }
            same_trees(&built(&project), &built(&project));
            assert_eq!(left(&project), [".gitignore"; 0]);
        }
    }
}

/// Two builds into an output that does not exist yet: one builds it, the other does too when it is done or says so.
#[test]
fn two_builds_at_once() {
    let project = in_state(site(), 0);
    let new = built(&project);
    for nth in 0..6 {
        fs::remove_dir_all(project.path("public")).expect("folder to remove");
        let mut both = [start(&project, &[]), start(&project, &[])];
        let codes = both.each_mut().map(|child| child.wait().expect("it ends").code());
        assert!(codes.contains(&Some(0)), "{nth}: {codes:?}");
        assert!(codes.iter().all(|code| matches!(code, Some(0 | 3))), "{nth}: {codes:?}");
        same_trees(&tree(&project.path("public")), &new);
        assert_eq!(left(&project), [".gitignore"; 0], "{nth}");
    }
}

/// Runs a build in a shell that sets something first.
#[cfg(unix)]
fn in_shell(project: &Project, setting: &str) -> (Option<i32>, String) {
    let run = Command::new("sh")
        .args(["-c", &format!("{setting}; exec \"$0\" build --now \"$1\""), env!("CARGO_BIN_EXE_banbao"), NOW])
        .current_dir(project.path(""))
        .output()
        .expect("a shell");
    (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
}

#[cfg(unix)]
#[test]
fn a_handful_of_open_files_is_enough() {
    let project = in_state(site(), 0);
    let new = built(&project);
    fs::remove_dir_all(project.path("public")).expect("folder to remove");
    let (code, said) = in_shell(&project, "ulimit -n 64");
    assert_eq!(code, Some(0), "{said}");
    same_trees(&tree(&project.path("public")), &new);
    let (code, said) = in_shell(&project, "ulimit -n 6");
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("同时打开的文件太多"), "{said}");
    same_trees(&tree(&project.path("public")), &new);
}

/// The bytes do not depend on the rights of new files, the order of names in a folder, the language and zone of the
/// machine, or where the site lies.
#[cfg(unix)]
#[test]
fn the_same_bytes_everywhere() {
    let project = in_state(site(), 0);
    let new = built(&project);
    let again = |setting: &str| {
        let _ = fs::remove_dir_all(project.path("public"));
        let (code, said) = in_shell(&project, setting);
        assert_eq!(code, Some(0), "{setting}: {said}");
        same_trees(&tree(&project.path("public")), &new);
    };
    for setting in
        ["umask 077", "umask 000", "export LANG=C LC_ALL=C", "export LC_ALL=tr_TR.UTF-8", "export TZ=Pacific/Kiritimati", "unset HOME"]
    {
        again(setting);
    }
    // Names lie in a folder in the order in which they were made, or in one that depends on the disk.
    let other = tempfile::Builder::new().prefix("板报 网站 ").tempdir().expect("temporary folder");
    let mut files: Vec<_> = tree(&project.path("content")).into_iter().collect();
    files.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().rev().collect::<String>()));
    for (name, bytes) in files {
        let path: PathBuf = other.path().join("content").join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
        fs::write(path, bytes).expect("file");
    }
    let status = Command::new(env!("CARGO_BIN_EXE_banbao")).arg("--root").arg(other.path()).args(["build", "--now", NOW]).output();
    assert!(status.is_ok_and(|run| run.status.success()));
    same_trees(&tree(&Path::new(other.path()).join("public")), &new);
}

/// A preview reads while a build writes: neither keeps the other.
#[test]
fn a_preview_beside_a_build() {
    let project = in_state(site(), 0).build().code(0);
    let mut preview = Command::new(env!("CARGO_BIN_EXE_banbao"))
        .args(["serve", "--port", "0"])
        .current_dir(project.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("banbao runs");
    let project = in_state(project, 1);
    let project = project.build().code(0).same_as_clean_build();
    assert!(preview.try_wait().expect("its state").is_none());
    preview.kill().expect("it ends");
    preview.wait().expect("it ends");
    drop(project);
}
