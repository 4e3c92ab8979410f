//! The rules of the house, read off the sources themselves.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::project::{Project, Tree, copy, same_trees};

/// The modules in the order in which they may import: each only from lines before its own, or from its own.
const ORDER: &[&[&str]] = &[
    &[
        "disk",
        "svg",
        "note",
        "error",
        "fault",
        "key",
        "stopwatch",
        "yaml",
        "fold",
        "moment",
        "pinyin",
        "did_you_mean",
        "byline",
        "changes",
        "field",
        "repair",
        "fields",
        "policy",
    ],
    &["source"],
    &["config"],
    &["article", "theme", "stray"],
    &["site"],
    &["search"],
    &["plan"],
    &["render"],
    &["pipeline"],
    &["output", "serve", "import"],
    &["command"],
    &["cli"],
];

/// Each dependency and the files that may name it.
const DOORS: &[(&str, &[&str])] = &[
    ("serde_yaml", &["yaml.rs"]),
    ("walkdir", &["disk.rs", "disk/walk.rs"]),
    ("rustix", &["disk.rs", "disk/folder.rs"]),
    ("jiff", &["moment.rs", "moment/written.rs"]),
    ("tera", &["theme/budget.rs", "theme.rs", "theme/failures.rs", "theme/filters.rs", "render.rs"]),
    ("notify", &["serve/watch.rs"]),
    ("hyper", &["serve/server.rs", "serve/server/line.rs"]),
    ("hyper_util", &["serve/server.rs"]),
    ("tokio", &["serve/server.rs", "serve/server/line.rs", "serve/server/guests.rs"]),
    ("socket2", &["serve/server/line.rs"]),
    ("rlimit", &["serve/server.rs"]),
    ("xxhash_rust", &["key.rs"]),
    ("cpu_time", &["stopwatch.rs"]),
    ("clap", &["cli.rs"]),
    ("ctrlc", &["command/build.rs"]),
    ("unicode_width", &["note/human.rs"]),
    ("indicatif", &["command/build.rs", "command/import.rs"]),
    ("encoding_rs", &["import/detect.rs"]),
    ("chardetng", &["import/detect.rs"]),
    ("zip", &["import/docx/package.rs"]),
    ("quick_xml", &["import/docx/xml.rs"]),
    ("syntect", &["article/highlight.rs"]),
    ("ammonia", &["article/markdown/clean.rs"]),
    (
        "rayon",
        &["pipeline.rs", "pipeline/cache.rs", "pipeline/outputs.rs", "pipeline/reading.rs", "source.rs", "search.rs", "search/shards.rs"],
    ),
    ("imagesize", &["pipeline/reading.rs", "import/picture.rs"]),
    ("html5ever", &["import/html/tree.rs"]),
    ("base64", &["import/encoded.rs"]),
    ("percent_encoding", &["import/encoded.rs"]),
    ("unicode_segmentation", &["article/chinese.rs"]),
    ("mimalloc", &["main.rs"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Every source file: its path below `src/` and its code, without comments and unit tests.
fn sources() -> Vec<(String, String)> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).expect("folder").map(|entry| entry.expect("entry").path()) {
            if entry.is_dir() {
                walk(&entry, found);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                found.push(entry);
            }
        }
    }
    let src = root().join("src");
    let mut files = Vec::new();
    walk(&src, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("source");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
            (path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/"), code)
        })
        .collect()
}

/// Names that follow a prefix: `crate::x` gives `x`.
fn names_after(code: &str, prefix: &str) -> BTreeSet<String> {
    code.match_indices(prefix)
        .map(|(at, _)| code[at + prefix.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

fn line_of(module: &str) -> Option<usize> {
    ORDER.iter().position(|line| line.contains(&module))
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        let module = file.split(['/', '.']).next().unwrap_or_default().to_owned();
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let own = line_of(&module).unwrap_or_else(|| panic!("the module {module} has no place in the order"));
        for other in names_after(&code, "crate::") {
            if let Some(line) = line_of(&other).filter(|line| *line > own) {
                wrong.push(format!("{file} imports {other}, which stands {} later", line - own));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_dependency_has_one_door() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        for (dependency, doors) in DOORS {
            let names_it = code.contains(&format!("{dependency}::")) && !code.contains(&format!("super::{dependency}::"));
            if names_it && !doors.contains(&file.as_str()) {
                wrong.push(format!("{file} uses {dependency}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Files are reached through `disk.rs`, where a test can let each operation fail.
#[test]
fn the_disk_has_one_door() {
    let past = sources().into_iter().filter(|(file, code)| !file.starts_with("disk") && code.contains("fs::"));
    let past: Vec<String> = past.map(|(file, _)| file).collect();
    assert!(past.is_empty(), "{past:?} reach the disk by another door");
}

/// What is longer has a seam somewhere, or says in its head why it has none.
#[test]
fn no_file_is_too_full() {
    const MOST_LINES: usize = 450;
    let src = root().join("src");
    let too_full = sources().into_iter().map(|(file, _)| file).filter(|file| {
        let text = fs::read_to_string(src.join(file)).expect("a source");
        let mut head = text.lines().take_while(|line| line.starts_with("//!"));
        text.lines().count() > MOST_LINES && !head.any(|line| line.contains("One file, because "))
    });
    assert_eq!(too_full.collect::<Vec<_>>(), Vec::<String>::new(), "more than {MOST_LINES} lines");
}

#[test]
fn nothing_reads_the_clock_but_the_command() {
    for (file, code) in sources() {
        let reads = code.contains("SystemTime::now") || code.contains("Timestamp::now") || code.contains("Instant::now");
        let may =
            file.starts_with("command/") || matches!(file.as_str(), "stopwatch.rs" | "moment.rs" | "pipeline/cache.rs" | "serve/watch.rs");
        assert!(!reads || may, "{file} reads the clock");
    }
}

#[test]
fn every_wording_has_the_same_keys() {
    let keys = |language: &str| -> BTreeSet<String> {
        let path = root().join(format!("themes/banbao/wording/{language}.yaml"));
        let text = fs::read_to_string(path).expect("wording");
        text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':').map(|(key, _)| key.to_owned())).collect()
    };
    let ours = keys("zh-Hans");
    assert!(ours.len() > 50);
    for language in ["zh-Hant", "en"] {
        assert_eq!(keys(language), ours, "{language}");
    }
}

#[test]
fn every_word_that_a_template_prints_exists() {
    let wording = fs::read_to_string(root().join("themes/banbao/wording/zh-Hans.yaml")).expect("wording");
    let mut templates = Vec::new();
    for folder in ["themes/banbao/templates", "themes/banbao/templates/parts"] {
        templates.extend(
            fs::read_dir(root().join(folder)).expect("templates").map(|entry| entry.expect("entry").path()).filter(|path| path.is_file()),
        );
    }
    for template in templates {
        let text = fs::read_to_string(&template).expect("template");
        for key in names_after(&text, "words.") {
            assert!(wording.contains(&format!("{key}:")), "{} prints words.{key}", template.display());
        }
    }
}

#[test]
fn the_schema_names_every_field_of_every_view() {
    let schema = banbao::command::schema::views();
    let views: String = sources().into_iter().filter(|(file, _)| file.starts_with("plan/view")).map(|(_, code)| code).collect();
    // A field of a struct or of a variant: its name, a colon, its type and a comma.
    let lines = views.lines().filter(|line| line.starts_with(' ') && line.ends_with(',')).map(str::trim);
    let fields = lines.filter_map(|line| line.trim_start_matches("pub ").split_once(": "));
    let fields = fields.filter(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
    let mut count = 0;
    for (field, _) in fields {
        assert!(schema.contains(&format!("| `{field}` |")), "{field}");
        count += 1;
    }
    assert!(count > 140, "{count}");
    for template in banbao::theme::TEMPLATES {
        assert!(schema.contains(&format!("`{template}`")), "{template}");
    }
}

/// An installed banbao needs no `themes/`: what is inside it is what lies there.
#[test]
fn the_theme_inside_is_the_theme_outside() {
    let inside = Project::from("smallest").build().code(0);
    let outside = Project::from("smallest");
    copy(&root().join("themes/banbao"), &outside.path("themes/banbao"));
    let outside = outside.build().code(0);
    let pages = |project: &Project| -> Tree {
        project.built().iter().filter(|(file, _)| *file != ".banbao").map(|(file, bytes)| (file.clone(), bytes.clone())).collect()
    };
    same_trees(&pages(&inside), &pages(&outside));
}

/// Where nothing may be installed, the test command says in one line what is missing, and runs nothing.
#[cfg(unix)]
#[test]
fn the_test_command_says_in_one_line_what_to_install() {
    let bin = tempfile::TempDir::new().expect("temporary folder");
    for tool in ["bash", "dirname", "id", "grep"] {
        let found = std::env::split_paths(&std::env::var_os("PATH").expect("PATH")).map(|dir| dir.join(tool)).find(|path| path.exists());
        std::os::unix::fs::symlink(found.expect(tool), bin.path().join(tool)).expect("link");
    }
    // A cargo that would be seen if it were called.
    fs::write(bin.path().join("cargo"), "#!/bin/sh\nexit 99\n").expect("file");
    fs::set_permissions(bin.path().join("cargo"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("mode");
    let run = std::process::Command::new(bin.path().join("bash"))
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/run"))
        .env_clear()
        .env("PATH", bin.path())
        .output()
        .expect("bash runs");
    assert_eq!((run.status.code(), String::from_utf8_lossy(&run.stdout).as_ref()), (Some(1), ""));
    assert_eq!(
        String::from_utf8_lossy(&run.stderr),
        "tests/run: nothing can be installed here; install these packages first: \
         chromium fontconfig fonts-noto-cjk nodejs ca-certificates npm\n"
    );
}
