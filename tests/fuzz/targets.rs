//! The doors of banbao that take bytes from elsewhere, one target each.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use banbao::article::{self, Document, ReadOptions};
use banbao::config::Config;
use banbao::note::code::Example;
use banbao::note::{self, Note, Speech};
use banbao::output::{OpenOptions, Output, RECORD};
use banbao::pipeline::{self, Content, FileCache, Request, Sink as _};
use banbao::plan::{self, Job, Page, Work};
use banbao::render::{self, Rendered};
use banbao::search::{self, QueryOptions};
use banbao::site::{self, Documents, JoinOptions, link::Files};
use banbao::source::{self, Kind, Sources};
use banbao::stopwatch::Stopwatch;
use banbao::theme::{self, Theme};
use banbao::{moment, pinyin, yaml};
use tempfile::TempDir;

use super::imports;
use super::mutate::{CHINESE, MARKDOWN, TEMPLATE, YAML};
use super::{foreign, page};

/// Something that takes bytes.
pub(super) struct Target {
    /// Its name, and that of the folder of its cases.
    pub(super) name: &'static str,
    /// Good inputs, to be spoilt.
    pub(super) seeds: fn() -> Vec<Vec<u8>>,
    /// What inputs are littered with.
    pub(super) words: &'static [&'static [&'static str]],
    /// Takes the bytes; what it says is wrong with what came of them.
    pub(super) run: fn(&[u8]) -> Result<(), String>,
}

pub(super) const TARGETS: &[Target] = &[
    Target { name: "article", seeds: articles, words: &[MARKDOWN, CHINESE, MARKDOWN, YAML], run: article },
    Target { name: "clean-html", seeds: bodies, words: &[MARKDOWN, MARKDOWN, CHINESE], run: clean_html },
    Target { name: "front-matter", seeds: front_matters, words: &[YAML, CHINESE], run: front_matter },
    Target { name: "register", seeds: registers, words: &[YAML, CHINESE, MARKDOWN], run: register },
    Target { name: "site", seeds: articles, words: &[MARKDOWN, CHINESE, YAML], run: whole_site },
    Target { name: "site-yaml", seeds: configurations, words: &[YAML, CHINESE], run: configuration },
    Target { name: "yaml", seeds: front_matters, words: &[YAML, CHINESE], run: yaml_alone },
    Target { name: "theme", seeds: templates, words: &[TEMPLATE, TEMPLATE, YAML], run: theme_files },
    Target { name: "date", seeds: dates, words: &[YAML, CHINESE], run: date },
    Target { name: "slug", seeds: queries, words: &[CHINESE], run: slug },
    Target {
        name: "picture",
        seeds: pictures,
        words: &[&["IHDR", "JFIF", "Exif", "ftypheic", "RIFF", "WEBPVP8X", "<svg", "GIF89a", "II*", "MM"]],
        run: picture,
    },
    Target { name: "drawing", seeds: foreign::drawings, words: &[foreign::DRAWING], run: foreign::drawing },
    Target {
        name: "import-word-parts",
        seeds: foreign::word_files,
        words: &[
            &[
                "<w:p>",
                "</w:p>",
                "<w:r><w:t>",
                "</w:t></w:r>",
                "<w:tbl>",
                "<w:tr><w:tc>",
                "<w:numPr>",
                "<w:pStyle w:val=\"",
                "\"/>",
                "<w:del>",
                "<w:hyperlink r:id=\"",
                "<!DOCTYPE x [",
                "<!ENTITY",
                "&a;",
                "<![CDATA[",
                "\u{1e}",
                "\u{1d}",
                "word/document.xml\u{1d}",
                "PK\u{3}\u{4}",
            ],
            CHINESE,
        ],
        run: foreign::word,
    },
    Target { name: "request", seeds: foreign::requests, words: &[foreign::REQUEST], run: foreign::request },
    Target { name: "query", seeds: queries, words: &[CHINESE, MARKDOWN], run: query },
    Target {
        name: "index",
        seeds: index_files,
        words: &[&["const SITE = ", "{\"", "\":", "[", "]", ",", "0", "4294967295", "-1", "\n"]],
        run: index_file,
    },
    Target {
        name: "record",
        seeds: records,
        words: &[&[
            "banbao record 1\n",
            "banbao record 2\n",
            "end 1\n",
            "state complete\n",
            "state writing\n",
            "stamp ",
            "0 ",
            "../",
            "/",
            "-",
            "\n",
            " ",
            "18446744073709551616",
            "mine.txt",
        ]],
        run: record,
    },
    Target { name: "import-page", seeds: imports::pages, words: &[imports::TAGS, imports::TAGS, CHINESE], run: imports::page },
    Target { name: "import-archive", seeds: imports::archives, words: &[imports::TAGS, imports::MIME, CHINESE], run: imports::page },
    Target { name: "import-word", seeds: imports::word_files, words: &[imports::TAGS, CHINESE], run: imports::any },
    Target { name: "import-text", seeds: imports::texts, words: &[imports::PAGE, CHINESE, MARKDOWN], run: imports::any },
];

/// The text of a file of this repository.
fn file(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Files below a folder of this repository with this ending.
pub(super) fn files(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let all = crate::project::tree(&root);
    all.into_iter().filter(|(name, _)| name.ends_with(ending)).map(|(_, bytes)| bytes).collect()
}

/// The examples in the table of codes: a mistake each, and its neighbours are mistakes too.
fn examples(ending: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<Vec<u8>> {
    let all = note::codes::all().filter_map(|code| match code.example {
        Example::Files(files) => Some(files),
        Example::Words(_) => None,
    });
    let wanted = all.flatten().filter(|(path, _)| path.ends_with(ending) && is_wanted(path));
    wanted.map(|(_, text)| text.as_bytes().to_vec()).collect()
}

fn is_article(path: &str) -> bool {
    !["communities/", "programs/", "authors/", "tags/", "issues/", "pages/"].iter().any(|folder| path.contains(folder))
}

pub(super) fn articles() -> Vec<Vec<u8>> {
    let mut all = examples(".md", is_article);
    all.extend(files("content/2024", ".md"));
    all.extend(files("tests/sites/full/content/2024", ".md"));
    all.extend(files("tests/sites/broken/content", ".md"));
    all.push(file("content/pages/guide.md"));
    all
}

fn bodies() -> Vec<Vec<u8>> {
    let body = |bytes: Vec<u8>| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        text.splitn(3, "---\n").nth(2).unwrap_or(&text).as_bytes().to_vec()
    };
    articles().into_iter().map(body).collect()
}

fn front_matters() -> Vec<Vec<u8>> {
    let head = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).split("---\n").nth(1).unwrap_or("title: x\n").as_bytes().to_vec();
    articles().into_iter().chain(registers()).map(head).collect()
}

fn registers() -> Vec<Vec<u8>> {
    let mut all = examples(".md", |path| !is_article(path));
    for folder in ["communities", "programs", "authors", "tags", "issues", "pages"] {
        all.extend(files(&format!("content/{folder}"), ".md"));
        all.extend(files(&format!("tests/sites/full/content/{folder}"), ".md"));
    }
    all
}

fn configurations() -> Vec<Vec<u8>> {
    let mut all = examples("site.yaml", |_| true);
    all.extend([file("content/site.yaml"), file("tests/sites/full/content/site.yaml")]);
    all
}

/// Three files of a theme in one input, each behind a line of its name.
fn templates() -> Vec<Vec<u8>> {
    let theme = "name: t\\nextends: banbao\\n".replace("\\n", "\n");
    let mut all = Vec::new();
    for (name, text) in crate::project::tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/banbao")) {
        if name.ends_with(".html") || name.ends_with(".yaml") {
            all.push([b"theme.yaml\x1d", theme.as_bytes(), b"\x1e", name.as_bytes(), b"\x1d", &text].concat());
        }
    }
    all.push([b"theme.yaml\x1d", theme.as_bytes(), b"\x1etemplates/article.html\x1d{{ article.title }}{{ article.html }}"].concat());
    all
}

fn dates() -> Vec<Vec<u8>> {
    [
        "2024-08-13",
        "2024-08-13 09:30",
        "2024-08-13T01:30:00.000Z",
        "2024年8月13日",
        "2024/8/13",
        "20240815",
        "二〇二四年八月十三日",
        "8月13日 下午3点",
        "2024-08-20 晚上12点",
        "13/8/2024",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

fn queries() -> Vec<Vec<u8>> {
    ["社区", "垃圾分类 志愿", "a.*b", "\"莫阳社区\"", "𠮷", "AI", "清凉一夏", "的", "community:莫阳", "徐叶婷 祥爱邻距离"]
        .map(|text| text.as_bytes().to_vec())
        .to_vec()
}

fn pictures() -> Vec<Vec<u8>> {
    let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\0\x20\0\x20\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xd9".to_vec();
    let gif = b"GIF89a\x20\0\x20\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x20\0\x20\0\0\x02\x01\0;".to_vec();
    let webp = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x1f\0\0\x1f\0\0".to_vec();
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x20meta\0\0\0\0\0\0\0\x21hdlr".to_vec();
    let tiff = b"II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x20\0\0\0\x01\x01\x03\0\x01\0\0\0\x20\0\0\0".to_vec();
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M0 0h8v8z\"/></svg>".to_vec();
    vec![crate::project::png(32, 32), file("themes/banbao/assets/icon-192.png"), jpeg, gif, webp, heic, tiff, svg]
}

pub(super) static OPTIONS: LazyLock<ReadOptions> = LazyLock::new(|| ReadOptions::new(&Config::fallback(), &BTreeMap::new()));
static CLEAN: LazyLock<ReadOptions> = LazyLock::new(|| {
    let (config, _) = Config::resolve("content/site.yaml", "title: 试\nmarkdown: {html: clean}\n");
    ReadOptions::new(&config, &BTreeMap::new())
});

/// Every note can be shown in each way, and what a program reads of it is JSON.
pub(super) fn notes_can_be_told(notes: &[Note]) -> Result<(), String> {
    if let Some(note) = notes.iter().find(|note| note.code == "program-fault") {
        return Err(format!("panic: {}", note.message.en));
    }
    for note in notes.iter().take(20) {
        for speech in [Speech::Chinese, Speech::English] {
            let _ = note::human(note, speech, false);
            page::json(note::json(note, speech).as_bytes())?;
            if note::github(note, speech).contains('\n') {
                return Err("a note for GitHub has two lines".to_owned());
            }
        }
    }
    page::json(note::sarif(&notes[..notes.len().min(20)], Speech::Chinese).as_bytes())
}

pub(super) fn read(kind: Kind, path: &str, bytes: &[u8], options: &ReadOptions) -> Result<Option<Document>, String> {
    let text = match source::decode(path, bytes) {
        Ok(text) => text,
        Err(note) => return notes_can_be_told(&[note]).map(|()| None),
    };
    let reading = article::read(kind, path, &text, options);
    notes_can_be_told(&reading.notes)?;
    let body = match (&reading.document, &reading.refused) {
        (Some(Document::Article(article)), _) | (_, Some(article)) => &article.body,
        (Some(Document::Register(entry)), _) => &entry.body,
        (Some(Document::Issue(issue)), _) => &issue.body,
        (Some(Document::Page(page)), _) => &page.body,
        (None, None) => return Ok(None),
    };
    page::text(&body.html)?;
    if body.slots.iter().any(|slot| !body.html.is_char_boundary(slot.at)) {
        return Err("a link's gap is within a character".to_owned());
    }
    Ok(reading.document)
}

pub(super) fn article(bytes: &[u8]) -> Result<(), String> {
    read(Kind::Article, "content/2024/08/a.md", bytes, &OPTIONS).map(|_| ())
}

const HEAD: &[u8] = "---\ntitle: 标题\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n".as_bytes();

fn clean_html(bytes: &[u8]) -> Result<(), String> {
    read(Kind::Article, "content/2024/08/a.md", &[HEAD, bytes].concat(), &CLEAN).map(|_| ())
}

fn front_matter(bytes: &[u8]) -> Result<(), String> {
    read(Kind::Article, "content/2024/08/a.md", &[b"---\n", bytes, "\n---\n正文。\n".as_bytes()].concat(), &OPTIONS).map(|_| ())
}

fn register(bytes: &[u8]) -> Result<(), String> {
    let kinds = [Kind::Community, Kind::Program, Kind::Author, Kind::Tag, Kind::Issue, Kind::Page];
    // The kind depends on the bytes, so that a kept case stays one.
    let kind = kinds[bytes.len() % kinds.len()];
    read(kind, "content/communities/a.md", bytes, &OPTIONS).map(|_| ())
}

fn yaml_alone(bytes: &[u8]) -> Result<(), String> {
    let _ = yaml::parse(&String::from_utf8_lossy(bytes));
    Ok(())
}

fn date(bytes: &[u8]) -> Result<(), String> {
    if let Ok(moment) = moment::parse(&String::from_utf8_lossy(bytes), &OPTIONS.zone) {
        let _ = (moment.iso(), moment.written(), moment.date(), moment.rfc3339(), moment.end(&OPTIONS.zone));
    }
    Ok(())
}

fn slug(bytes: &[u8]) -> Result<(), String> {
    let slug = pinyin::slug(&String::from_utf8_lossy(bytes));
    let is_fine = slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if is_fine { Ok(()) } else { Err(format!("not a name: {slug:?}")) }
}

fn picture(bytes: &[u8]) -> Result<(), String> {
    let _ = imagesize::blob_size(bytes);
    Ok(())
}

/// A site in memory: the default theme and one article.
fn built(config: &Arc<Config>, theme: &Theme, documents: &Documents, look: fn(&Job, &[u8]) -> Result<(), String>) -> Result<(), String> {
    let now = moment::parse("2024-09-01 12:00", &config.zone).expect("a date");
    let sources = Sources::default();
    let (site, notes) = site::join(config, documents, Files::new(), &sources, &JoinOptions { now, drafts: false });
    notes_can_be_told(&notes)?;
    let (plan, notes) = plan::plan(&site, theme);
    notes_can_be_told(&notes)?;
    let told = |note: Box<Note>| notes_can_be_told(std::slice::from_ref(&*note));
    let shells = match render::shells(theme, &site, &plan) {
        Ok(shells) => shells,
        Err(note) => return told(note),
    };
    for job in &plan.jobs {
        match render::render(theme, &site, &plan, &shells, job) {
            Ok(Rendered::Bytes(bytes)) => look(job, &bytes)?,
            Ok(_) => {}
            Err(note) => told(note)?,
        }
    }
    Ok(())
}

static DEFAULT_THEME: LazyLock<Theme> =
    LazyLock::new(|| theme::load(&Sources::default(), &Config::fallback()).expect("a disk").expect("the default theme").0);

/// Everything that is made is what its reader takes it for.
fn outputs_are_fine(job: &Job, bytes: &[u8]) -> Result<(), String> {
    let told = match &job.work {
        Work::Page(_) => page::html(&String::from_utf8_lossy(bytes)),
        Work::Atom(_) | Work::Sitemap(_) => page::xml(bytes),
        Work::Json(_) | Work::Manifest => page::json(bytes),
        _ => Ok(()),
    };
    told.map_err(|reason| format!("{}: {reason}", job.route))
}

fn whole_site(bytes: &[u8]) -> Result<(), String> {
    let Some(Document::Article(article)) = read(Kind::Article, "content/2024/08/a.md", bytes, &OPTIONS)? else { return Ok(()) };
    let (config, _) = Config::resolve("content/site.yaml", "title: 试验板报\nbase_url: https://example.org/\n");
    let documents = Documents { articles: vec![article], ..Documents::default() };
    built(&Arc::new(config), &DEFAULT_THEME, &documents, outputs_are_fine)
}

fn configuration(bytes: &[u8]) -> Result<(), String> {
    let Ok(text) = source::decode("content/site.yaml", bytes) else { return Ok(()) };
    let (config, notes) = Config::resolve("content/site.yaml", &text);
    notes_can_be_told(&notes)?;
    if notes.iter().any(|note| note.severity == note::Severity::Error) {
        return Ok(());
    }
    // Only the home page: what the configuration says is on every page alike.
    let look = |job: &Job, bytes: &[u8]| if job.route.to_string() == "/" { outputs_are_fine(job, bytes) } else { Ok(()) };
    built(&Arc::new(config), &DEFAULT_THEME, &Documents::default(), look)
}

thread_local! {
    static FOLDER: TempDir = TempDir::new().expect("temporary folder");
}

/// A theme may write what it likes; it must only not bring the program down.
fn theme_files(bytes: &[u8]) -> Result<(), String> {
    FOLDER.with(|folder| {
        let root = folder.path().join("theme");
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("content")).expect("folder");
        fs::write(root.join("content/site.yaml"), "title: 试验板报\ntheme: t\n").expect("file");
        fs::write(root.join("content/a.md"), [HEAD, "正文。".as_bytes()].concat()).expect("file");
        for part in bytes.split(|byte| *byte == 0x1e) {
            let mut halves = part.splitn(2, |byte| *byte == 0x1d);
            let name = String::from_utf8_lossy(halves.next().unwrap_or_default()).into_owned();
            let is_name = name.split('/').all(|part| {
                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)) && part != ".."
            });
            if !is_name || name.len() > 100 {
                continue;
            }
            let path = root.join("themes/t").join(name);
            if fs::create_dir_all(path.parent().expect("a parent")).is_ok() {
                let _ = fs::write(path, halves.next().unwrap_or_default());
            }
        }
        let request = Request { root, now: Some("2024-09-01 12:00".to_owned()), ..Request::default() };
        let prepared =
            pipeline::prepare(&request, &mut FileCache::default(), &mut Stopwatch::default()).map_err(|error| error.to_string())?;
        notes_can_be_told(&prepared.notes)?;
        let Some(theme) = &prepared.theme else { return Ok(()) };
        for job in prepared.plan.jobs.iter().filter(|job| matches!(job.work, Work::Page(Page::Article(_) | Page::Home))) {
            if let Err(note) = render::render(theme, &prepared.site, &prepared.plan, &prepared.shells, job) {
                notes_can_be_told(&[*note])?;
            }
        }
        Ok(())
    })
}

/// A built site with an index, once for all threads.
static BUILT: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().expect("temporary folder");
    crate::project::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &folder.path().join("content"));
    let request = Request { root: folder.path().to_owned(), now: Some("2024-09-01 12:00".to_owned()), ..Request::default() };
    let prepared = pipeline::prepare(&request, &mut FileCache::default(), &mut Stopwatch::default()).expect("a site");
    let dir = folder.path().join("public");
    let output = Output::open(&OpenOptions { disk: &banbao::disk::Disk::default(), dir: &dir, root: folder.path(), force: false })
        .expect("an output");
    pipeline::render_all(&prepared, &output, &|| {}, &mut Stopwatch::default()).expect("pages");
    let stale = output.stale().expect("a disk");
    output.commit(None, &stale).expect("a disk");
    folder
});

fn searched(dir: &Path, query: &str) -> Result<search::Results, search::Error> {
    search::search(dir, query, &QueryOptions { limit: 3, ..QueryOptions::default() })
}

fn query(bytes: &[u8]) -> Result<(), String> {
    let results = searched(&BUILT.path().join("public"), &String::from_utf8_lossy(bytes)).map_err(|error| error.to_string())?;
    // An excerpt is escaped text and marks, nothing else.
    let bad = results.hits.iter().find(|hit| hit.excerpt.replace("<mark>", "").replace("</mark>", "").contains(['<', '>', '"']));
    bad.map_or(Ok(()), |hit| Err(format!("the excerpt is no text: {}", hit.excerpt)))
}

/// The files of the index, each behind a byte that says which it is.
fn index_files() -> Vec<Vec<u8>> {
    let files = index_names().into_iter().enumerate();
    files
        .map(|(number, name)| [vec![number as u8], fs::read(BUILT.path().join("public/search").join(name)).expect("index")].concat())
        .collect()
}

fn index_names() -> Vec<String> {
    crate::project::tree(&BUILT.path().join("public/search")).into_keys().filter(|name| name != "index.html").collect()
}

/// A file of the index in another state than it was written; half the time its checksum is right all the same.
fn index_file(bytes: &[u8]) -> Result<(), String> {
    let Some((number, content)) = bytes.split_first() else { return Ok(()) };
    FOLDER.with(|folder| {
        let dir = folder.path().join("public");
        if !dir.exists() {
            crate::project::copy(&BUILT.path().join("public"), &dir);
        }
        let names = index_names();
        let path = dir.join("search").join(&names[usize::from(*number) % names.len()]);
        let mut content = content.to_vec();
        if content.len() % 2 == 0 && path.extension().is_none_or(|ending| ending != "js") && content.len() > 4 {
            let sum = checksum(&content[4..]).to_le_bytes();
            content[..4].copy_from_slice(&sum);
        }
        let good = fs::read(&path).expect("index");
        fs::write(&path, content).expect("index");
        // What is damaged is told; anything else is fine too, as long as there is an end.
        let outcome = std::panic::catch_unwind(|| {
            for query in ["社区", "垃圾分类", "的"] {
                let _ = searched(&dir, query);
            }
        });
        // The next input finds the index as it was, whatever this one did.
        fs::write(&path, good).expect("index");
        outcome.map_err(|panic| std::panic::resume_unwind(panic))
    })
}

/// As the index has it: FNV-1a over words of four bytes.
fn checksum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks();
    let words = words.iter().map(|&word| u32::from_le_bytes(word));
    words.chain(rest.iter().map(|&byte| byte.into())).fold(0x811c_9dc5, |hash, word| (hash ^ word).wrapping_mul(0x0100_0193))
}

fn records() -> Vec<Vec<u8>> {
    vec![
        fs::read(BUILT.path().join("public").join(RECORD)).expect("record").into_iter().take(2000).collect(),
        b"banbao record 1\nstate complete\n".to_vec(),
    ]
}

/// Whatever the record says: a file that is not ours, and what lies outside, is there afterwards.
fn record(bytes: &[u8]) -> Result<(), String> {
    FOLDER.with(|folder| {
        let root = folder.path().join("record");
        let dir = root.join("public");
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&dir).expect("folder");
        fs::write(root.join("outside.txt"), "mine").expect("file");
        fs::write(dir.join("mine.txt"), "mine").expect("file");
        fs::write(dir.join(RECORD), bytes).expect("record");
        if let Ok(output) = Output::open(&OpenOptions { disk: &banbao::disk::Disk::default(), dir: &dir, root: &root, force: true }) {
            output.put("index.html", Content::Bytes(b"<p>new")).map_err(|error| error.to_string())?;
            let stale = output.stale().map_err(|error| error.to_string())?;
            output.commit(None, &stale).map_err(|error| error.to_string())?;
        }
        let told = |path: &Path| fs::read(path).is_ok_and(|bytes| bytes == b"mine");
        if !told(&root.join("outside.txt")) || !told(&dir.join("mine.txt")) {
            return Err("a file that is not banbao's is gone".to_owned());
        }
        Ok(())
    })
}
