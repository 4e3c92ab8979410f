//! `banbao serve` as a program: whatever happens to the files at once, its pages end as a clean build has them.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::project::{Project, Tree, copy, site_dir, tree};

/// A running preview of a site. It ends with the test.
pub(super) struct Preview {
    project: Project,
    pub(super) process: Child,
    /// `localhost:PORT`
    pub(super) host: String,
    /// Everything that it has said on standard error.
    said: Arc<Mutex<String>>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What came back for one address.
pub(super) struct Reply {
    pub(super) status: String,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Preview {
    pub(super) fn of(name: &str) -> Self {
        let project = Project::from(name);
        let mut process = Command::new(env!("CARGO_BIN_EXE_banbao"))
            .args(["--root", &project.path("").to_string_lossy(), "serve", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("banbao runs");
        let mut url = String::new();
        BufReader::new(process.stdout.take().expect("a pipe")).read_line(&mut url).expect("an address");
        let host = url.trim().split('/').nth(2).expect("a host").to_owned();
        let (said, errors) = (Arc::new(Mutex::new(String::new())), BufReader::new(process.stderr.take().expect("a pipe")));
        let kept = Arc::clone(&said);
        thread::spawn(move || {
            errors.lines().map_while(Result::ok).for_each(|line| kept.lock().expect("no panic").push_str(&(line + "\n")))
        });
        Self { project, process, host, said }
    }

    pub(super) fn path(&self, below: &str) -> PathBuf {
        self.project.path(below)
    }

    pub(super) fn write(&self, file: &str, text: &str) {
        fs::create_dir_all(self.path(file).parent().expect("a parent")).expect("folder");
        fs::write(self.path(file), text).expect("file");
    }

    pub(super) fn get(&self, path: &str) -> Reply {
        let mut stream = TcpStream::connect(&self.host).expect("a server");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host).expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let status = head.split(' ').nth(1).unwrap_or_default().to_owned();
        Reply { status, head, body: bytes[end + 4..].to_vec() }
    }

    /// A page as a build would have it: without the script that the preview adds.
    fn page(&self, path: &str) -> String {
        let body = String::from_utf8_lossy(&self.get(path).body).into_owned();
        let Some((before, rest)) = body.split_once("<script type=\"module\" src=\"/__banbao/") else { return body };
        format!("{before}{}", rest.split_once("</script>").expect("its end").1)
    }

    /// Waits for as long as it takes on a slow machine.
    pub(super) fn until(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        for _ in 0..600 {
            if is_so() {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{what}: not in 30 seconds\n{}", self.said.lock().expect("no panic"));
    }

    /// Waits until every page is as a clean build has it.
    fn ends_as_a_clean_build(&self, what: &str) {
        let clean = self.clean();
        let path = |file: &str| format!("/{}", file.strip_suffix("index.html").unwrap_or(file));
        let differs = |file: &&String| self.page(&path(file)).as_bytes() != clean[*file];
        let pages: Vec<&String> = clean.keys().filter(|file| file.ends_with(".html")).collect();
        self.until(what, || !pages.iter().any(differs));
    }

    /// What the panel of a page says.
    fn notes(&self, page: &str) -> serde_json::Value {
        serde_json::from_slice(&self.get(&format!("/__banbao/notes?page={page}")).body).expect("JSON")
    }

    /// Waits until a page has this status and this text.
    fn shows(&self, path: &str, status: &str, text: &str) {
        let is_so = || {
            let reply = self.get(path);
            reply.status == status && String::from_utf8_lossy(&reply.body).contains(text)
        };
        self.until(&format!("{path} {status} {text}"), is_so);
    }

    fn clean(&self) -> Tree {
        self.project.run(["build", "--output", "clean"]);
        let mut clean = tree(&self.path("clean"));
        clean.remove(".banbao");
        fs::remove_dir_all(self.path("clean")).expect("clean build to remove");
        assert!(!clean.is_empty());
        clean
    }

    /// How many times the site was made: each ends with the same line.
    fn updates(&self) -> usize {
        self.said.lock().expect("no panic").matches("用时").count()
    }
}

pub(super) fn article(title: &str) -> String {
    format!("---\ntitle: {title}\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n正文。\n")
}

fn rename(from: &Path, to: &Path) {
    fs::rename(from, to).expect("file to rename");
}

#[test]
fn whatever_happens_at_once() {
    let preview = Preview::of("smallest");
    let path = |below: &str| preview.path(below);
    preview.write("content/2024/08/yi.md", &article("第一"));
    preview.write("content/2024/09/er.md", &article("第二"));
    preview.ends_as_a_clean_build("new folders with files in them");

    for round in 0..200 {
        preview.write("content/2024/08/.yi.md.swp", &article(&format!("第{round}次")));
        rename(&path("content/2024/08/.yi.md.swp"), &path("content/2024/08/yi.md"));
    }
    preview.ends_as_a_clean_build("an editor that saves by renaming, 200 times");

    rename(&path("content/2024/08"), &path("content/2024/10"));
    preview.ends_as_a_clean_build("a renamed folder");
    rename(&path("content/2024/10"), &path("content/between"));
    rename(&path("content/2024/09"), &path("content/2024/10"));
    rename(&path("content/between"), &path("content/2024/09"));
    preview.ends_as_a_clean_build("two folders that change places");
    preview.write("content/2024/10/er.md", &article("又改了"));
    preview.ends_as_a_clean_build("a change in one of them");

    fs::remove_file(path("content/2024/10/er.md")).expect("file to remove");
    preview.write("content/2024/10/er.md", &article("又回来了"));
    fs::remove_dir_all(path("content/2024/09")).expect("folder to remove");
    preview.write("content/2024/09/san.md", &article("第三"));
    preview.ends_as_a_clean_build("what is removed and made again");

    // As `git checkout` of a branch with quite other files, and back.
    rename(&path("content"), &path("other"));
    copy(&site_dir("smallest").join("content"), &path("content"));
    preview.ends_as_a_clean_build("another content/");
    preview.write("content/si.md", &article("第四"));
    preview.ends_as_a_clean_build("a change in it");
    fs::remove_dir_all(path("content")).expect("folder to remove");
    rename(&path("other"), &path("content"));
    preview.ends_as_a_clean_build("the first content/ again");
    preview.write("content/2024/09/san.md", &article("还看得见"));
    preview.ends_as_a_clean_build("a change in that");

    copy(&site_dir("full").join("themes"), &path("themes"));
    preview.write("content/site.yaml", "title: 换了主题\ntheme: ours\n");
    preview.ends_as_a_clean_build("themes/ that was not there at the start");
    preview.write("themes/ours/templates/404.html", "没有这一页");
    preview.ends_as_a_clean_build("a template in it");
}

#[test]
fn what_editors_leave_beside_wakes_nothing() {
    let preview = Preview::of("smallest");
    preview.write("content/yi.md", &article("第一"));
    preview.ends_as_a_clean_build("a first change");
    // The second look, for files that a new folder may have had before it was watched.
    thread::sleep(Duration::from_millis(800));
    let before = preview.updates();
    for number in 0..1000 {
        let file = ["content/4913", "content/.yi.md.swp", "content/yi.md~", "content/.obsidian/workspace.json", "public/x"][number % 5];
        preview.write(file, &number.to_string());
        thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(preview.updates(), before);
    preview.write("content/yi.md", &article("第二"));
    preview.ends_as_a_clean_build("a change after a thousand leftovers");
    let made = preview.updates() - before;
    assert!((1..=5).contains(&made), "the site was made {made} times for one change");
}

/// Also a page that only says what is wrong, or that there is none, follows what its editor saves.
#[test]
fn every_page_mends_itself() {
    let preview = Preview::of("smallest");
    let follows = |path: &str, status: &str| {
        let reply = preview.get(path);
        let body = String::from_utf8_lossy(&reply.body).into_owned();
        assert_eq!(reply.status, status, "{path}");
        assert_eq!(body.matches("/__banbao/live.js?tag=").count(), 1, "{path}: {body}");
        assert!(reply.head.contains("\r\netag: \"") && reply.head.contains("\r\nbanbao-generation: "), "{path}: {}", reply.head);
        body
    };
    follows("/", "200");
    follows("/nothing/here/", "404");
    copy(&site_dir("full").join("themes"), &preview.path("themes"));
    preview.write("themes/ours/templates/article.html", "{{ nothing.of.this }}");
    preview.write("content/site.yaml", "title: 换了主题\ntheme: ours\n");
    preview.write("content/2024/08/wu.md", &article("没有旧样子的一页"));
    preview.until("a template that fails", || preview.get("/2024/08/wu/").status == "500");
    assert!(follows("/2024/08/wu/", "500").contains("article.html:1:"));
    preview.write("content/site.yaml", "title: [\n");
    preview.until("a broken site.yaml", || preview.get("/__banbao/notes?page=/").body.windows(9).any(|bytes| bytes == b"site.yaml"));
    follows("/nothing/here/", "404");
}

/// A browser that goes away is noticed when the next comes, not only at the next change.
#[test]
#[cfg(target_os = "linux")]
fn pages_that_were_left_hold_nothing() {
    let preview = Preview::of("smallest");
    let open = || fs::read_dir(format!("/proc/{}/fd", preview.process.id())).expect("its open files").count();
    let before = open();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(&preview.host).expect("a server");
        write!(stream, "GET /__banbao/events HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host).expect("a request");
        let mut first = [0; 1];
        stream.read_exact(&mut first).expect("an answer");
    }
    preview.until("connections to end", || {
        preview.get("/__banbao/live.js");
        open() < before + 20
    });
}

/// What is deleted or renamed is gone whatever else is wrong, and what fails keeps its last good page, also when
/// something else failed before it.
#[test]
fn only_what_fails_keeps_its_last_good_page() {
    let preview = Preview::of("smallest");
    for (file, title) in [("yi", "第一"), ("er", "第二"), ("san", "第三")] {
        preview.write(&format!("content/2024/08/{file}.md"), &article(title));
    }
    preview.shows("/2024/08/san/", "200", "第三");
    preview.write("content/2024/08/yi.md", &article("第一").replace("2024-08-13", "2024-13-45"));
    preview.until("an error", || preview.notes("/2024/08/yi/")["gravest"] == "error");
    preview.shows("/2024/08/yi/", "200", "第一");
    fs::remove_file(preview.path("content/2024/08/er.md")).expect("file to remove");
    preview.shows("/2024/08/er/", "404", "");
    rename(&preview.path("content/2024/08/san.md"), &preview.path("content/2024/08/si.md"));
    preview.shows("/2024/08/si/", "200", "第三");
    preview.shows("/2024/08/san/", "404", "");
    // One that came when something was wrong already.
    preview.write("content/2024/08/wu.md", &article("第五").replace("王丹", "新来的人"));
    preview.shows("/2024/08/wu/", "200", "第五");
    let author = preview
        .page("/2024/08/wu/")
        .split_once("/authors/")
        .map(|(_, rest)| format!("/authors/{}/", rest.split('/').next().unwrap_or_default()));
    let author = author.expect("a page of the author");
    preview.shows(&author, "200", "第五");
    preview.write("content/2024/08/wu.md", "---\ntitle: [\n---\n");
    preview.until("another error", || preview.notes("/2024/08/wu/")["own"][0]["severity"] == "error");
    preview.shows("/2024/08/wu/", "200", "第五");
    preview.shows("/2024/08/yi/", "200", "第一");
    // The page of an author all of whose articles fail fails with them, and goes with them.
    preview.shows(&author, "200", "第五");
    fs::remove_file(preview.path("content/2024/08/wu.md")).expect("file to remove");
    preview.shows("/2024/08/wu/", "404", "");
    preview.shows(&author, "404", "");
    preview.write("content/2024/08/yi.md", &article("第一"));
    preview.ends_as_a_clean_build("all mended");
}

/// A site.yaml that is half typed moves nothing: not the path of base_url, not a page.
#[test]
fn a_half_typed_configuration_changes_nothing() {
    let preview = Preview::of("smallest");
    preview.write("content/2024/08/yi.md", &article("第一"));
    preview.write("content/2024/08/er.md", &article("第二"));
    preview.write("content/site.yaml", "title: 板报\nbase_url: https://example.org/repo/\n");
    preview.shows("/repo/2024/08/er/", "200", "第二");
    for half in ["title: 板报\nbase_url: https://example.org/re\nper_page: [\n", "titl", "", "title: 板报\nbase_url: [https://\n"] {
        preview.write("content/site.yaml", half);
        let broken = || preview.get("/repo/__banbao/notes?page=/repo/").body.windows(17).any(|bytes| bytes == b"content/site.yaml");
        preview.until(&format!("{half:?}: a note"), broken);
        preview.shows("/repo/", "200", "第一");
        preview.shows("/repo/2024/08/yi/", "200", "第一");
        preview.shows("/repo/search/", "200", "");
        assert_eq!(preview.get("/").status, "302");
    }
    fs::remove_file(preview.path("content/2024/08/er.md")).expect("file to remove");
    preview.shows("/repo/2024/08/er/", "404", "");
    preview.shows("/repo/2024/08/yi/", "200", "第一");
    preview.write("content/site.yaml", "title: 板报\nbase_url: https://example.org/other/\n");
    preview.shows("/other/2024/08/yi/", "200", "第一");
    preview.shows("/repo/2024/08/yi/", "404", "");
}

/// A template that fails leaves the pages that it made before, with a note on them.
#[test]
fn a_template_that_fails_keeps_the_pages_it_made() {
    let preview = Preview::of("smallest");
    copy(&site_dir("full").join("themes"), &preview.path("themes"));
    preview.write("content/site.yaml", "title: 换了主题\ntheme: ours\n");
    preview.write("content/2024/08/yi.md", &article("第一"));
    preview.write("themes/ours/templates/article.html", "<h1>旧样子</h1>");
    preview.shows("/2024/08/yi/", "200", "<h1>旧样子</h1>");
    preview.write("themes/ours/templates/article.html", "{{ nothing.of.this }}");
    preview.until("a note", || preview.notes("/2024/08/yi/")["own"][0]["place"].to_string().contains("article.html:1:"));
    preview.shows("/2024/08/yi/", "200", "<h1>旧样子</h1>");
    preview.write("themes/ours/templates/article.html", "<h2>新样子</h2>");
    preview.shows("/2024/08/yi/", "200", "<h2>新样子</h2>");
}

/// What a link of the site leads to is part of the site: it is built, and it is watched.
#[test]
#[cfg(unix)]
fn what_a_link_leads_to_is_watched() {
    use std::os::unix::fs::symlink;
    let preview = Preview::of("smallest");
    preview.write("shared/2024/yi.md", &article("第一"));
    preview.write("other/2024/yi.md", &article("另外"));
    preview.write("alone/er.md", &article("第二"));
    preview.write("content/inside/san.md", &article("第三"));
    symlink("../shared/2024", preview.path("content/linked")).expect("link");
    symlink("../alone/er.md", preview.path("content/er.md")).expect("link");
    symlink("inside", preview.path("content/again")).expect("link");
    let text = |preview: &Preview, path: &str| String::from_utf8_lossy(&preview.get(path).body).into_owned();
    preview.shows("/2024/08/yi/", "200", "第一");
    preview.write("shared/2024/yi.md", &article("改过一次"));
    preview.shows("/2024/08/yi/", "200", "改过一次");
    preview.write("shared/2024/deep/liu.md", &article("新的"));
    preview.shows("/2024/08/liu/", "200", "新的");
    preview.write("alone/er.md", &article("第二改过"));
    preview.shows("/2024/08/er/", "200", "第二改过");
    preview.write("alone/.er.swp", &article("换了文件"));
    rename(&preview.path("alone/.er.swp"), &preview.path("alone/er.md"));
    preview.shows("/2024/08/er/", "200", "换了文件");
    // Both places are told of a change in a folder that the site has twice.
    preview.write("content/inside/san.md", &article("第三改过"));
    preview.until("both names", || {
        preview.notes("/2024/08/san/")["rest"].to_string().contains("content/again/san.md")
            || text(&preview, "/2024/08/san/").contains("第三改过")
    });
    fs::remove_file(preview.path("content/linked")).expect("link to remove");
    preview.shows("/2024/08/yi/", "404", "");
    symlink("../other/2024", preview.path("content/linked")).expect("link");
    preview.shows("/2024/08/yi/", "200", "另外");
    preview.write("other/2024/yi.md", &article("另外改过"));
    preview.shows("/2024/08/yi/", "200", "另外改过");
}

/// Warnings reach the page, its own first.
#[test]
fn the_panel_says_the_notes_of_its_page_first() {
    let preview = Preview::of("smallest");
    preview.write("content/2024/08/yi.md", &article("第一").replace("author: 王丹\n", ""));
    preview.write("content/2024/08/er.md", &article("第二").replace("2024-08-13", "2024年8月13日"));
    preview.write("content/2024/08/san.md", "---\ntitle: 第三\n---\n正文。\n");
    preview.until("an error", || preview.notes("/2024/08/yi/")["rest"][0]["place"].to_string().contains("san.md"));
    let notes = preview.notes("/2024/08/yi/");
    let places = |part: &str| -> Vec<String> {
        let list = notes[part].as_array().expect("a list");
        list.iter()
            .map(|note| format!("{} {}", note["severity"].as_str().unwrap_or_default(), note["place"].as_str().unwrap_or_default()))
            .collect()
    };
    assert_eq!(places("own"), ["warning content/2024/08/yi.md:1:1"]);
    assert!(places("rest").iter().any(|place| place.starts_with("error content/2024/08/san.md")));
    assert!(places("rest").is_sorted(), "{:?}", places("rest"));
    let key = notes["key"].clone();
    assert_eq!(preview.notes("/2024/08/yi/")["key"], key);
    preview.write("content/2024/08/san.md", &article("第三"));
    preview.until("another key", || preview.notes("/2024/08/yi/")["key"] != key);
}
