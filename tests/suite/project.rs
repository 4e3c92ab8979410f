//! A site in a temporary folder and the program run on it: the one fixture of the suite.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The moment that stands for now in every test.
pub(crate) const NOW: &str = "2024-09-01 12:00";

/// A site, in a folder that is removed at the end.
pub(crate) struct Project {
    dir: TempDir,
    /// The built site after the last build.
    before: Tree,
    now: Tree,
    last: Option<Run>,
}

/// What a run of the program came to.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The files of a folder by path.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Every file below a folder.
pub(crate) fn tree(dir: &Path) -> Tree {
    fn walk(dir: &Path, prefix: &str, files: &mut Tree) {
        let Ok(entries) = fs::read_dir(dir) else { return };
        for entry in entries.map(|entry| entry.expect("readable folder")) {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), files);
            } else {
                files.insert(name, fs::read(entry.path()).expect("readable file"));
            }
        }
    }
    let mut files = Tree::new();
    walk(dir, "", &mut files);
    files
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
        fs::write(path, bytes).expect("file");
    }
}

/// The folder of a golden site.
pub(crate) fn site_dir(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name)
}

impl Project {
    /// A site with nothing but its title.
    pub(crate) fn new() -> Self {
        Self { dir: TempDir::new().expect("temporary folder"), before: Tree::new(), now: Tree::new(), last: None }.write("content/site.yaml", "title: 试验板报\n")
    }

    /// A copy of one of `tests/sites`.
    pub(crate) fn from(name: &str) -> Self {
        let project = Self::new();
        copy(&site_dir(name).join("content"), &project.path("content"));
        copy(&site_dir(name).join("themes"), &project.path("themes"));
        project
    }

    /// A path in the site.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.dir.path().join(below)
    }

    /// Writes a file.
    pub(crate) fn write(self, file: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
        fs::write(path, content).expect("file");
        self
    }

    /// Writes an article with the fields that none may lack, and more fields or a text.
    pub(crate) fn article(self, file: &str, more: &str, text: &str) -> Self {
        self.write(file, format!("---\ntitle: 标题\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n{more}---\n{text}"))
    }

    /// Removes a file.
    pub(crate) fn remove(self, file: &str) -> Self {
        fs::remove_file(self.path(file)).expect("file to remove");
        self
    }

    /// Renames a file.
    pub(crate) fn rename(self, from: &str, to: &str) -> Self {
        let path = self.path(to);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
        fs::rename(self.path(from), path).expect("file to rename");
        self
    }

    /// Runs the program in the site's folder.
    pub(crate) fn run(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_banbao"))
            .args(args)
            .current_dir(self.dir.path())
            .env_remove("CARGO")
            .env_remove("RUST_BACKTRACE")
            .output()
            .expect("banbao runs");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("banbao writes UTF-8");
        Run { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    /// Builds into `public/` at the fixed moment.
    pub(crate) fn build(self) -> Self {
        self.build_with(&[])
    }

    /// Builds with more arguments.
    pub(crate) fn build_with(mut self, args: &[&str]) -> Self {
        let run = self.run(["build", "--now", NOW].iter().chain(args));
        self.before = std::mem::take(&mut self.now);
        self.now = tree(&self.path("public"));
        self.last = Some(run);
        self
    }

    /// The last run.
    pub(crate) fn last(&self) -> &Run {
        self.last.as_ref().expect("a run")
    }

    /// Wants an exit code of the last run.
    pub(crate) fn code(self, code: i32) -> Self {
        assert_eq!(self.last().code, Some(code), "{}", self.last().stderr);
        self
    }

    /// Wants everything that the last run said, but for the time it took and the folder it ran in.
    pub(crate) fn said(self, expected: &str) -> Self {
        assert_eq!(steady(&self.last().stderr, &self), expected);
        self
    }

    /// The built site.
    pub(crate) fn built(&self) -> &Tree {
        &self.now
    }

    /// A built page as text.
    pub(crate) fn page(&self, file: &str) -> String {
        let bytes = self.now.get(file).unwrap_or_else(|| panic!("{file} was not built; there are {:?}", self.now.keys()));
        String::from_utf8(bytes.clone()).expect("UTF-8")
    }

    /// Wants exactly these files to have been written, changed or removed by the last build.
    pub(crate) fn rewrote(self, expected: &[&str]) -> Self {
        let mut touched: Vec<&str> = self.now.iter().filter(|(file, bytes)| self.before.get(*file) != Some(bytes)).map(|(file, _)| file.as_str()).collect();
        touched.extend(self.before.keys().filter(|file| !self.now.contains_key(*file)).map(String::as_str));
        touched.retain(|file| *file != ".banbao");
        touched.sort_unstable();
        assert_eq!(touched, expected);
        self
    }

    /// Wants the built site to be what a build into a new folder gives.
    pub(crate) fn same_as_clean_build(self) -> Self {
        self.run(["build", "--now", NOW, "--output", "clean"]);
        let clean = tree(&self.path("clean"));
        same_trees(&self.now, &clean);
        fs::remove_dir_all(self.path("clean")).expect("clean build to remove");
        self
    }
}

/// Compares two trees file by file, so that a failure names the file.
pub(crate) fn same_trees(actual: &Tree, expected: &Tree) {
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(actual), names(expected));
    for (name, bytes) in expected {
        let (actual, expected) = (String::from_utf8_lossy(&actual[name]).into_owned(), String::from_utf8_lossy(bytes).into_owned());
        assert_eq!(actual, expected, "{name}");
    }
}

/// What a run said, with its time and folder made the same everywhere.
pub(crate) fn steady(text: &str, project: &Project) -> String {
    let folder = fs::canonicalize(project.dir.path()).expect("folder").display().to_string();
    let text = text.replace(&folder, "[DIR]").replace(&project.dir.path().display().to_string(), "[DIR]");
    let mut out = String::new();
    for line in text.lines() {
        match line.find("用时 ") {
            Some(at) => out.push_str(&format!("{}用时 [TIME] 秒\n", &line[..at])),
            None => out.push_str(&format!("{line}\n")),
        }
    }
    out
}
