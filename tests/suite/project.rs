//! A site in a temporary folder and the program run on it: the one fixture of the suite.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::IntoData;
use snapbox::assert::Action;
use tempfile::TempDir;

/// The moment that stands for now in every test.
pub(crate) const NOW: &str = "2024-09-01 12:00";

/// What every build says before its last line that wrote something.
const OUTCOME: &str = "网站在 [DIR]/public：共 [N] 个文件，新写 [N]，改写 [N]，删去 [N]\n\
    接下来：banbao serve --open 在本机预览；把这个文件夹传到任何静态主机就发布了\n";

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
        Self { dir: TempDir::new().expect("temporary folder"), before: Tree::new(), now: Tree::new(), last: None }
            .write("content/site.yaml", "title: 试验板报\n")
    }

    /// A site with one good article, and one more file that the test is about.
    pub(crate) fn with(file: &str, content: impl AsRef<[u8]>) -> Self {
        Self::new().article("content/2024/08/hao.md", "", "好。\n").write(file, content)
    }

    /// Builds and wants this exit code and exactly these words; that the good article was built all the same;
    /// and that a strict build changes nothing.
    pub(crate) fn tells(self, code: i32, expected: impl IntoData) -> Self {
        self.build()
            .code(code)
            .said(expected)
            .built_files(&["2024/08/hao/index.html", "index.html", "news/index.html"])
            .strict_changes_nothing()
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

    /// Wants everything that the last run said, but for the time it took, the folder it ran in, and the two
    /// lines of every build that wrote something ([`OUTCOME`]).
    pub(crate) fn said(self, expected: impl IntoData) -> Self {
        let said = steady(&self.last().stderr, &self);
        same_text(&said.replacen(OUTCOME, "", 1), expected);
        self
    }

    /// Wants everything that the last run wrote to standard output.
    pub(crate) fn printed(self, expected: impl IntoData) -> Self {
        same_text(&steady(&self.last().stdout, &self), expected);
        self
    }

    /// The same, after a change to what was written.
    pub(crate) fn printed_as(self, change: impl Fn(&str) -> String, expected: impl IntoData) -> Self {
        same_text(&change(&steady(&self.last().stdout, &self)), expected);
        self
    }

    /// Runs any command and keeps what it came to.
    pub(crate) fn after(mut self, args: &[&str]) -> Self {
        let run = self.run(args);
        self.before = std::mem::take(&mut self.now);
        self.now = tree(&self.path("public"));
        self.last = Some(run);
        self
    }

    /// Wants these files to have been built.
    pub(crate) fn built_files(self, files: &[&str]) -> Self {
        for file in files {
            assert!(self.now.contains_key(*file), "{file} was not built\n{}", self.last().stderr);
        }
        self
    }

    /// Wants these files not to have been built.
    pub(crate) fn built_no(self, files: &[&str]) -> Self {
        for file in files {
            assert!(!self.now.contains_key(*file), "{file} was built\n{}", self.last().stderr);
        }
        self
    }

    /// Wants a page to hold a text.
    pub(crate) fn holds(self, file: &str, text: &str) -> Self {
        let page = self.page(file);
        assert!(page.contains(text), "{file} does not hold {text}\n{page}");
        self
    }

    /// Wants a page not to hold a text.
    pub(crate) fn lacks(self, file: &str, text: &str) -> Self {
        let page = self.page(file);
        assert!(!page.contains(text), "{file} holds {text}\n{page}");
        self
    }

    /// Wants a strict build to end with exit code 1 and to leave every file as it was, though the site has
    /// changed since the last build; and the same of the record.
    pub(crate) fn strict_changes_nothing(self) -> Self {
        let before = tree(&self.path("public"));
        let project = self.write("content/pages/strict.md", "---\ntitle: 新的一页\n---\n");
        let run = project.run(["build", "--now", NOW, "--strict"]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        same_trees(&tree(&project.path("public")), &before);
        project.remove("content/pages/strict.md")
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

    /// Wants exactly these files to have been written, changed or removed by the last build, the search aside:
    /// its folders are named after what is in them.
    pub(crate) fn rewrote(self, expected: &[&str]) -> Self {
        let mut touched: Vec<&str> =
            self.now.iter().filter(|(file, bytes)| self.before.get(*file) != Some(bytes)).map(|(file, _)| file.as_str()).collect();
        touched.extend(self.before.keys().filter(|file| !self.now.contains_key(*file)).map(String::as_str));
        touched.retain(|file| *file != ".banbao" && (!file.starts_with("search/") || *file == "search/index.html"));
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

/// Whether expectations are to be rewritten from what came out: `UPDATE=1 cargo test`.
pub(crate) fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// Compares a text with what a test expects of it, character by character.
pub(crate) fn same_text(actual: &str, expected: impl IntoData) {
    let action = if is_update() { Action::Overwrite } else { Action::Verify };
    snapbox::Assert::new().action(action).eq(actual.into_data().raw(), expected.into_data().raw());
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

/// Every file that a reader can get, links followed.
pub(crate) fn readable(public: &Path) -> Tree {
    let mut files = Tree::new();
    let mut folders = vec![public.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.expect("entry").path()) {
            let name = path.strip_prefix(public).expect("below").to_string_lossy().into_owned();
            if path.is_dir() {
                if !name.starts_with(".banbao-stage") {
                    folders.push(path);
                }
            } else if let Ok(bytes) = fs::read(&path) {
                files.insert(name, bytes);
            }
        }
    }
    files
}

/// Wants every link from a page of a built site into the site to lead to a file.
pub(crate) fn no_link_is_broken(public: &Path) {
    let mut broken = Vec::new();
    for (page, bytes) in readable(public).iter().filter(|(file, _)| file.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for target in ["href=\"", "src=\""].iter().flat_map(|before| html.split(before).skip(1)).filter_map(|rest| rest.split('"').next()) {
            let path = target.split(['#', '?']).next().unwrap_or_default();
            let Some(below) = path.strip_prefix('/') else { continue };
            let file = if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() };
            if !public.join(&file).is_file() {
                broken.push(format!("{page}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// What a run said, with its time and folder made the same everywhere, and without the number of files, which
/// changes with the default theme.
pub(crate) fn steady(text: &str, project: &Project) -> String {
    let folder = fs::canonicalize(project.dir.path()).expect("folder").display().to_string();
    let text = text.replace(&folder, "[DIR]").replace(&project.dir.path().display().to_string(), "[DIR]");
    let mut out = String::new();
    for line in text.lines() {
        if let Some(at) = line.find("用时 ") {
            out.push_str(&format!("{}用时 [TIME] 秒\n", &line[..at]));
        } else if let Some((before, _)) =
            line.strip_suffix(" s").and_then(|line| line.rsplit_once(", ")).filter(|_| line.starts_with("articles "))
        {
            out.push_str(&format!("{before}, [TIME] s\n"));
        } else if line.contains("[DIR]/public") && line.contains(['：', ':']) && line.contains(|c: char| c.is_ascii_digit()) {
            out.push_str(&without_numbers(line));
            out.push('\n');
        } else {
            out.push_str(&format!("{line}\n"));
        }
    }
    out
}

/// Every number of a line as `[N]`.
fn without_numbers(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars() {
        match c {
            '0'..='9' if out.ends_with("[N]") => {}
            '0'..='9' => out.push_str("[N]"),
            c => out.push(c),
        }
    }
    out
}

/// A grey picture of this size, as PNG.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    fn chunk(out: &mut Vec<u8>, kind: &[u8], data: &[u8]) {
        let crc = kind.iter().chain(data).fold(!0u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        });
        out.extend((data.len() as u32).to_be_bytes());
        out.extend(kind);
        out.extend(data);
        out.extend((!crc).to_be_bytes());
    }
    // One bit a pixel, without compression: only the first block of the rows is written, which is all that
    // a reader of sizes looks at.
    let rows = vec![0u8; ((width as usize).div_ceil(8) + 1) * height as usize];
    let rows = &rows[..rows.len().min(60_000)];
    let (mut a, mut b) = (1u32, 0u32);
    for byte in rows {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    let length = rows.len() as u16;
    let mut data = vec![0x78, 0x01, 0x01];
    data.extend(length.to_le_bytes());
    data.extend((!length).to_le_bytes());
    data.extend(rows);
    data.extend((b << 16 | a).to_be_bytes());
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let head: Vec<u8> = width.to_be_bytes().into_iter().chain(height.to_be_bytes()).chain([1, 0, 0, 0, 0]).collect();
    chunk(&mut out, b"IHDR", &head);
    chunk(&mut out, b"IDAT", &data);
    chunk(&mut out, b"IEND", b"");
    out
}
