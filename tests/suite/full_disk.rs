//! A disk without room, a real one: a small tmpfs in a mount namespace of the test's own. The faults of
//! [`faults`](super::faults) say ENOSPC at one operation; here a write ends in the middle of a file.
#![cfg(target_os = "linux")]

use std::fs;
use std::process::Command;

use super::faults::is_sound;
use super::project::{NOW, Project, copy, same_trees, tree};

/// What is done in the namespace: `public/` is a disk of so many kilobytes that holds the old site; it is built twice,
/// the second time with room enough. Codes and messages come back on the streams, `public/` as it was after each.
const SCRIPT: &str = r#"
mount -t tmpfs -o size="$1"k tmpfs public || exit 90
cp -a old/. public/ 2>/dev/null || exit 91
"$0" build --now "$2"; echo "$?"
cp -a public full
mount -o remount,size=64m public || exit 92
"$0" build --now "$2" 2>/dev/null; echo "$?"
cp -a public after
"#;

/// Builds with a disk of this size: exit codes without and with room, and what was said; none where nobody may mount.
fn built_on(project: &Project, kilobytes: u64) -> Option<(Vec<String>, String)> {
    for folder in ["full", "after"] {
        let _ = fs::remove_dir_all(project.path(folder));
    }
    let run = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", SCRIPT, env!("CARGO_BIN_EXE_banbao"), &kilobytes.to_string(), NOW])
        .current_dir(project.path(""))
        .output();
    let is_asked = std::env::var_os("FAULTS").is_some();
    let Some(run) = run.ok().filter(|run| run.status.code() != Some(90) && !run.stdout.is_empty()) else {
        assert!(!is_asked, "unshare --map-root-user --mount and mount -t tmpfs are needed");
        eprintln!("nobody may mount a disk here: not tried");
        return None;
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Some((text(run.stdout).lines().map(ToOwned::to_owned).collect(), text(run.stderr)))
}

/// A site that is there, and an edit that makes it larger, with hardly any room to all the room it needs: the old site or
/// the new one is there, whole, and nothing else; with room it is as a clean build has it.
#[test]
fn a_change_on_a_disk_that_fills_up() {
    let site = Project::from("smallest").build().code(0);
    copy(&site.path("public"), &site.path("old"));
    let old = tree(&site.path("public"));
    let long = "字很多的一段。".repeat(4000);
    let site = (0..8).fold(site, |site, nth| site.article(&format!("content/2024/08/lang{nth}.md"), "tags: [新]\n", &long));
    let site = site.build().code(0);
    let new = tree(&site.path("public"));
    fs::remove_dir_all(site.path("public")).expect("folder");
    fs::create_dir(site.path("public")).expect("folder");
    // A tmpfs counts pages of 4 kB for each file; there is room for the old site, and for some of the new one.
    let room = |tree: &super::project::Tree| tree.values().map(|bytes| bytes.len().div_ceil(4096) as u64 * 4).sum::<u64>();
    let mut failed = 0;
    for more in [4, 40, 150, 400, 700, 1000, 1500, 3000] {
        let Some((codes, said)) = built_on(&site, room(&old) + more) else { return };
        let full = tree(&site.path("full"));
        match codes.first().map(String::as_str) {
            Some("0") => same_trees(&full, &new),
            Some("3") => {
                failed += 1;
                assert!(said.contains("磁盘满了") && said.contains("public/"), "{more}: {said}");
                if full != old {
                    is_sound(&site.path("full"), &old, &new, &more.to_string());
                }
                assert!(!full.keys().any(|file| file.starts_with(".banbao-")), "{more}: {:?}", full.keys());
            }
            other => panic!("{more}: {other:?}: {said}"),
        }
        assert_eq!(codes.get(1).map(String::as_str), Some("0"), "{more}: {said}");
        same_trees(&tree(&site.path("after")), &new);
    }
    assert!(failed > 3, "the disks were large enough {failed}");
}

/// A first build into a disk that is too small leaves nothing.
#[test]
fn a_first_build_on_a_disk_that_is_too_small() {
    let site = Project::from("smallest").build().code(0);
    let new = tree(&site.path("public"));
    fs::remove_dir_all(site.path("public")).expect("folder");
    for folder in ["public", "old"] {
        fs::create_dir(site.path(folder)).expect("folder");
    }
    let Some((codes, said)) = built_on(&site, 64) else { return };
    assert_eq!(codes, ["3", "0"], "{said}");
    assert!(said.contains("磁盘满了"), "{said}");
    assert_eq!(tree(&site.path("full")).len(), 0);
    same_trees(&tree(&site.path("after")), &new);
}
