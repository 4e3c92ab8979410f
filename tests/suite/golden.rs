//! Golden sites: a whole site in, a whole tree out, compared file by file. `UPDATE=1` rewrites what is expected.
//!
//! The files of the search are left out: they are bits, and tests of their own hold them. So are the theme's assets,
//! which `assets.txt` lists once: pages name them by a placeholder, so that a changed style sheet changes one
//! expectation and not every page.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::project::{Project, Tree, copy, is_update, same_trees, site_dir, steady, tree};

fn compare(name: &str, code: i32) {
    let project = Project::from(name).build().code(code);
    let mut built: Tree = project.built().clone();
    built.retain(|file, _| file != ".banbao" && (!file.starts_with("search/") || file == "search/index.html"));
    built.insert("messages.txt".to_owned(), steady(&project.last().stderr, &project).into_bytes());
    for (file, placeholder) in theme_assets(name, &built) {
        built.remove(&file);
        for bytes in built.values_mut() {
            if let Ok(text) = std::str::from_utf8(bytes)
                && text.contains(&file)
            {
                *bytes = text.replace(&file, &placeholder).into_bytes();
            }
        }
    }
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

/// The published files of a site that are assets of its theme, byte for byte, and what stands for each in expectations:
/// `assets/[site.css]` for `assets/site.ead66bbb.css`.
fn theme_assets(name: &str, built: &Tree) -> Vec<(String, String)> {
    let mut sources = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/banbao/assets"));
    sources.extend(tree(&site_dir(name).join("themes/ours/assets")));
    let published = built.keys().filter(|file| file.starts_with("assets/"));
    let found = published.filter_map(|file| {
        let (stem, ending) = file.strip_prefix("assets/")?.rsplit_once('.')?;
        let plain = format!("{}.{ending}", stem.rsplit_once('.')?.0);
        let (_, bytes) = sources.iter().find(|(source, _)| source.rsplit('/').next() == Some(plain.as_str()))?;
        (built.get(file) == Some(bytes)).then(|| (file.clone(), format!("assets/[{plain}]")))
    });
    found.collect()
}

/// What the default theme publishes for ever, under names with their hashes: each file as it lies in the theme.
#[test]
fn the_assets_of_the_theme() {
    let project = Project::from("smallest").build().code(0);
    let published = theme_assets("smallest", project.built());
    let theme = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/banbao/assets"));
    assert_eq!(published.len(), theme.len(), "{published:?}");
    let list = published.iter().fold(String::new(), |mut list, (file, _)| {
        let _ = writeln!(list, "{file} {} B", project.built()[file].len());
        list
    });
    let expected = site_dir("assets.txt");
    if is_update() {
        fs::write(&expected, &list).expect("list");
    }
    assert_eq!(list, fs::read_to_string(&expected).expect("list"));
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
