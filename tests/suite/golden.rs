//! Golden sites: a whole site in, a whole tree out, compared file by file. `UPDATE=1` rewrites what is expected.
//!
//! The files of the search are left out: they are bits, and tests of their own hold them.

use std::fs;

use super::project::{Project, Tree, copy, is_update, same_trees, site_dir, steady, tree};

fn compare(name: &str, code: i32) {
    let project = Project::from(name).build().code(code);
    let mut built: Tree = project.built().clone();
    built.retain(|file, _| file != ".banbao" && (!file.starts_with("search/") || file == "search/index.html"));
    built.insert("messages.txt".to_owned(), steady(&project.last().stderr, &project).into_bytes());
    let expected = site_dir(name).join("expected");
    if is_update() {
        let _ = fs::remove_dir_all(&expected);
        for (file, bytes) in &built {
            let path = expected.join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
            fs::write(path, bytes).expect("file");
        }
        return;
    }
    same_trees(&built, &tree(&expected));
}

/// One article and a title, through the default theme.
#[test]
fn the_smallest_site() {
    compare("smallest", 0);
}

/// Every kind of page and every field of every view, through a theme that prints them.
#[test]
fn the_full_site() {
    compare("full", 0);
}

/// What is wrong is said at once, and everything else is built.
#[test]
fn the_broken_site() {
    compare("broken", 1);
}

/// The text of a retracted article is nowhere in the output, nor that of drafts and of those that wait.
#[test]
fn what_is_not_published_is_nowhere() {
    let project = Project::from("full").build();
    for (file, bytes) in project.built() {
        let text = String::from_utf8_lossy(bytes);
        for secret in ["不该再看到这句话", "以后再说", "等着发布"] {
            assert!(!text.contains(secret), "{file} holds {secret}");
        }
    }
    let found = project.run(["search", "不该再看到", "--json"]);
    assert!(found.stdout.contains("\"total\":0"), "{}", found.stdout);
}

/// The fixture itself can be copied, so that a failing site can be looked at.
#[test]
fn a_site_is_copied_whole() {
    let project = Project::new();
    copy(&site_dir("smallest").join("content"), &project.path("content"));
    assert_eq!(tree(&project.path("content")), tree(&site_dir("smallest").join("content")));
}
