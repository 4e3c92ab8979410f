//! A long random series of changes: after each one the preview in cache and the build onto the disk are what a
//! build from nothing gives, byte for byte.
//!
//! `SEED=7 CHANGES=2000 cargo test --release series` runs another series. A failure prints its seed and changes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use banbao::error::Error;
use banbao::output::RECORD;
use banbao::pipeline::{self, Content, FileCache, Request, Sink};
use banbao::serve::{Answer, Live};
use banbao::stopwatch::Stopwatch;

use super::project::{NOW, Project, Tree, copy, png, site_dir, tree};

/// Numbers that look random: the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % n
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// One of the paths; none when there are none.
    fn path(&mut self, from: &[String]) -> Option<String> {
        (!from.is_empty()).then(|| from[self.below(from.len())].clone())
    }

    fn words(&mut self, n: usize) -> String {
        (0..n).map(|_| self.pick(WORDS)).collect()
    }

    fn day(&mut self) -> String {
        format!("{}-{:02}-{:02}", 2023 + self.below(2), 1 + self.below(9), 1 + self.below(28))
    }
}

const WORDS: &[&str] = &["社区", "居民", "义诊", "议诊", "停水", "通知", "清凉", "志愿者", "AI", "楼道", "长", "重阳"];

/// What may stand in a field of an article: right, odd and wrong values. An empty one takes the field away.
const ARTICLE: &[(&str, &[&str])] = &[
    ("author", &["王丹", "徐晓安", "[李明, 黎明]", "黎明", "{文: 王丹, 图: [李明, 徐晓安]}", "{来源: 莫阳社区}", ""]),
    ("community", &["莫阳", "moyang", "[姚祥社区, 莫阳社区]", "建元社区", "姚祥社区", "妖祥社区", ""]),
    ("program", &["地图", "[成长地图, 爱澄宝]", "aichengbao", "没有的项目", ""]),
    ("date", &["2024-08-15", "2023-01-02", "2024/8/1", "2024年7月16日", "2024-08-15 09:30", "2022-12-31T23:30:00Z", "2024-13-45", ""]),
    ("tags", &["[义诊, 议诊]", "[ＡＩ, 通知]", "[ai]", "义诊", "[通知, 重阳, 长者]", "[独一份]", ""]),
    ("summary", &["手写的摘要。", "\"带 <b> 的摘要\"", ""]),
    ("cover", &["/tu0.png", "/tu1.png", "/tu2.png", "没有.png", ""]),
    ("cover_alt", &["一块绿", ""]),
    ("id", &["yi", "er", "san", ""]),
    ("aliases", &["[/old/a/]", "[/old/b/, /c.html]", "[/news/]", ""]),
    ("pin", &["true", "2024-12-31", "2024-01-01", ""]),
    ("draft", &["true", "false", ""]),
    ("publish", &["2024-08-01", "2025-01-01", ""]),
    ("expires", &["2024-08-20", "2025-01-01", ""]),
    ("updated", &["2024-08-20", ""]),
    ("corrections", &["[{date: 2024-08-21, text: 更正}]", ""]),
    ("retracted", &["事实有误", ""]),
    ("source", &["莫阳社区", ""]),
    ("reviewed_by", &["元和街道", ""]),
    ("unknown", &["x", ""]),
];

const COMMUNITY: &[(&str, &[&str])] = &[
    ("name", &["莫阳社区", "莫阳新社区", "姚祥社区", "和美社区", ""]),
    ("aliases", &["[莫阳, 莫阳社区]", "[姚祥, 姚祥社区]", "[建元, 建元社区]", ""]),
    ("order", &["5", "30", ""]),
    ("closed", &["2023", ""]),
    ("contact", &["0512-22222222", ""]),
    ("district", &["相城区", "姑苏区", ""]),
];

const PROGRAM: &[(&str, &[&str])] = &[
    ("name", &["成长地图", "爱澄宝", "新项目"]),
    ("aliases", &["[地图, 成长地图]", "[爱澄宝]", ""]),
    ("communities", &["[莫阳]", "[建元社区, 姚祥社区]", "[没有的社区]", ""]),
    ("status", &["进行中", "已结束", ""]),
    ("started", &["2023-05", "2024", ""]),
    ("ended", &["2024-08-01", ""]),
];

const NAME: &[(&str, &[&str])] =
    &[("name", &["王丹", "通知", "义诊", "李明", "AI"]), ("aliases", &["[小王]", "[告示]", ""]), ("order", &["1", ""])];

const ISSUE: &[(&str, &[&str])] = &[
    ("number", &["11", "12", "13", "0"]),
    ("date", &["2024-07-16", "2024-08-16", "2023-02-01"]),
    ("title", &["七月号", ""]),
    ("lead", &["八月的事", ""]),
    ("articles", &["[zhuye]", "[zhuye, 2024/08/liebiao.md]", "[没有的一篇]", "[]"]),
];

const PAGE: &[(&str, &[&str])] = &[("title", &["关于", "关于我们", ""]), ("order", &["2", ""]), ("updated", &["2024-08-01", ""])];

const SITE: &[(&str, &[&str])] = &[
    ("title", &["完整的板报", "别的板报", ""]),
    ("tagline", &["一行字", ""]),
    ("base_url", &["https://example.org/ban/", "https://example.org/", "不是网址", ""]),
    ("per_page", &["3", "10", "7"]),
    ("links", &["relative", "absolute", ""]),
    ("feeds", &["false", "true"]),
    ("language", &["zh-Hant", "en", "zh-Hans"]),
    ("theme", &["banbao", "ours", "没有的主题"]),
    ("home", &["{latest: 3}", "{latest: 20}"]),
    ("menu", &["[{name: 首页, url: /}, {name: 关于, url: /about/}]", "[]", ""]),
    ("footer", &["{sponsor: 莫阳社区居委会}", "{icp: 苏ICP备1号, contact: /about/}", ""]),
    ("markdown", &["{indent: true}", "{html: clean}", ""]),
    ("words", &["{暑拖班: 暑托班}", ""]),
    ("time_zone", &["Asia/Shanghai", "Europe/Berlin", "Asia/Nowhere"]),
    ("unknown", &["x", ""]),
];

/// A site that is changed at random, and what happened to it.
struct Story {
    root: PathBuf,
    dice: Dice,
    seed: u64,
    changes: Vec<String>,
    /// Counts the files that were made, so that each has a name of its own.
    made: usize,
}

/// The test has failed: these are the changes that led there.
impl Drop for Story {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let changes = self.changes.iter().enumerate().fold(String::new(), |mut all, (number, change)| {
                let _ = writeln!(all, "{number:4} {change}");
                all
            });
            eprintln!("SEED={} CHANGES={}\n{changes}", self.seed, self.changes.len());
        }
    }
}

impl Story {
    fn files(&self, below: &str, end: &str) -> Vec<String> {
        let found = tree(&self.root.join(below)).into_keys().filter(|file| file.ends_with(end));
        found.map(|file| format!("{below}/{file}")).collect()
    }

    fn articles(&self) -> Vec<String> {
        let others = ["communities/", "programs/", "authors/", "tags/", "issues/", "pages/", "static/"];
        let mut files = self.files("content", ".md");
        files.retain(|file| !others.iter().any(|other| file["content/".len()..].starts_with(other)));
        files
    }

    /// A file that an earlier change took away reads as empty; one that it broke reads as text all the same.
    fn read(&self, file: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.root.join(file)).unwrap_or_default()).into_owned()
    }

    /// What is there already is not written again: the file would be newer, and what is new is read again by the clock.
    fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root.join(file);
        if fs::read(&path).is_ok_and(|old| old == bytes.as_ref()) {
            return;
        }
        fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
        fs::write(path, bytes).expect("file");
    }

    fn carry(&self, from: &str, to: &str) {
        fs::create_dir_all(self.root.join(to).parent().expect("a parent")).expect("folder");
        fs::rename(self.root.join(from), self.root.join(to)).expect("file to rename");
    }

    fn new_name(&mut self) -> String {
        self.made += 1;
        format!("xin{}", self.made)
    }

    /// Sets one field of a front matter, or takes it away.
    fn set(&self, file: &str, key: &str, value: &str) -> String {
        let text = self.read(file);
        // Without a front matter this is no file of ours any more: an earlier change broke it.
        let Some((front, body)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n")) else {
            return format!("{file}: left as it is");
        };
        self.write(file, format!("---\n{}---\n{body}", with_field(front, key, value)));
        format!("{file}: {key}: {value}")
    }

    /// One field of one of these files.
    fn field(&mut self, files: &[String], fields: &[(&str, &[&str])]) -> Option<String> {
        let file = self.dice.path(files)?;
        let (key, values) = fields[self.dice.below(fields.len())];
        let value = self.dice.pick(values);
        Some(self.set(&file, key, value))
    }

    fn text(&mut self) -> String {
        let articles = self.articles();
        let other = self.dice.path(&articles).unwrap_or_default();
        let links = [
            String::new(),
            format!("见[另一篇](/{}).\n\n", other.trim_start_matches("content/")),
            "![图](/tu0.png)\n\n![图](/tu1.png \"题\")\n\n".to_owned(),
            "见[表](/biao0.csv)和[关于](/about/)。\n\n".to_owned(),
            "见[没有的](没有.md)。\n\n".to_owned(),
            "```rust\nfn main() {}\n```\n\n".to_owned(),
        ];
        let link = &links[self.dice.below(links.len())];
        format!("{}，**{}**。\n\n{link}## {}\n\n{}\n", self.dice.words(6), self.dice.words(2), self.dice.words(2), self.dice.words(9))
    }

    fn new_article(&mut self) -> String {
        let folder = self.dice.pick(&["content", "content/2024/08", "content/lao", "content/xin/li"]);
        let file = format!("{folder}/{}.md", self.new_name());
        let (title, day, text) = (self.dice.words(3), self.dice.day(), self.text());
        let community = self.dice.pick(&["莫阳社区", "姚祥社区"]);
        self.write(&file, format!("---\ntitle: {title}\nauthor: 王丹\ncommunity: {community}\ndate: {day}\n---\n{text}"));
        format!("{file} is new")
    }

    fn article(&mut self) -> Option<String> {
        let articles = self.articles();
        if articles.len() < 12 {
            return Some(self.new_article());
        }
        let file = self.dice.path(&articles)?;
        Some(match self.dice.below(12) {
            0 => self.new_article(),
            1 => {
                fs::remove_file(self.root.join(&file)).expect("file to remove");
                format!("{file} is gone")
            }
            2 => {
                let to = format!("content/{}/{}.md", self.dice.pick(&["2024/08", "lao", "xin"]), self.new_name());
                self.carry(&file, &to);
                format!("{file} becomes {to}")
            }
            3 => {
                let to = self.dice.path(&articles)?;
                let (one, other) = (self.read(&file), self.read(&to));
                self.write(&file, other);
                self.write(&to, one);
                format!("{file} and {to} change places")
            }
            4 => {
                let text = self.text();
                let front = self.read(&file);
                let front = front.split_inclusive("---\n").take(2).collect::<String>();
                self.write(&file, format!("{front}{text}"));
                format!("{file}: another text")
            }
            5 => {
                let day = self.dice.day();
                self.set(&file, "date", &day)
            }
            6 => {
                let title = self.dice.words(3);
                self.set(&file, "title", &title)
            }
            _ => self.field(&[file], ARTICLE)?,
        })
    }

    fn register(&mut self) -> Option<String> {
        let (folder, fields) = [
            ("content/communities", COMMUNITY),
            ("content/programs", PROGRAM),
            ("content/authors", NAME),
            ("content/tags", NAME),
            ("content/issues", ISSUE),
            ("content/pages", PAGE),
        ][self.dice.below(6)];
        let files = self.files(folder, ".md");
        match self.dice.below(8) {
            0 => {
                let file = format!("{folder}/{}.md", self.new_name());
                let (name, number) = (self.dice.words(2), 20 + self.made);
                self.write(&file, format!("---\nname: {name}\ntitle: {name}\nnumber: {number}\ndate: 2024-08-01\n---\n介绍。\n"));
                // Each kind of file takes only its own: what the others want is an unknown field.
                let foreign: &[&str] = match folder {
                    "content/issues" => &["name"],
                    "content/pages" => &["name", "number", "date"],
                    _ => &["title", "number", "date"],
                };
                foreign.iter().for_each(|key| drop(self.set(&file, key, "")));
                Some(format!("{file} is new"))
            }
            1 => {
                let file = self.dice.path(&files)?;
                fs::remove_file(self.root.join(&file)).expect("file to remove");
                Some(format!("{file} is gone"))
            }
            2 => {
                let file = self.dice.path(&files)?;
                let text = self.text();
                let front = self.read(&file).split_inclusive("---\n").take(2).collect::<String>();
                self.write(&file, format!("{front}{text}"));
                Some(format!("{file}: another introduction"))
            }
            _ => self.field(&files, fields),
        }
    }

    fn site_yaml(&mut self) -> String {
        let file = "content/site.yaml";
        if self.dice.below(12) == 0 {
            fs::remove_file(self.root.join(file)).expect("file to remove");
            return format!("{file} is gone");
        }
        let (key, values) = SITE[self.dice.below(SITE.len())];
        let value = self.dice.pick(values);
        self.write(file, with_field(&self.read(file), key, value));
        format!("{file}: {key}: {value}")
    }

    fn theme(&mut self) -> Option<String> {
        match self.dice.below(8) {
            0..4 => {
                let file = self.dice.path(&self.files("themes/ours/templates", ".html"))?;
                let marks = ["<!-- 一 -->", "<!-- 二 -->", "{# x #}", "{{ words.menu_home }}", "{{ nothing.of.this }}", "{% if %}"];
                let mark = self.dice.pick(&marks);
                let text = self.read(&file);
                // Inside a block, where a template that extends another is heard.
                let text = match text.find("-%}").filter(|_| text.contains("extends")) {
                    Some(_) => text.replacen("{% endblock", &format!("{mark}{{% endblock"), 1),
                    None => format!("{text}{mark}"),
                };
                self.write(&file, text);
                Some(format!("{file}: {mark}"))
            }
            4 => {
                let file = self.dice.path(&self.files("themes/ours/templates", ".html"))?;
                fs::remove_file(self.root.join(&file)).expect("file to remove");
                Some(format!("{file} is gone"))
            }
            5 => {
                // Templates that an earlier change took away come back.
                copy(&site_dir("full").join("themes"), &self.root.join("themes"));
                Some("the theme as it was".to_owned())
            }
            6 => {
                let color = self.dice.below(0xfff);
                let file = self.dice.pick(&["site.css", "other.css", "x.svg"]);
                self.write(&format!("themes/ours/assets/{file}"), format!("body{{color:#{color:03x}}}\n"));
                Some(format!("themes/ours/assets/{file}: #{color:03x}"))
            }
            _ => {
                let word =
                    self.dice.pick(&["menu_home: 门口\nlabel_table: 一张表\n", "menu_home: 首页\nmenu_news: 消息\n", "", "menu_home: [\n"]);
                self.write("themes/ours/wording/zh-Hans.yaml", word);
                Some(format!("themes/ours/wording/zh-Hans.yaml: {}", word.trim_end()))
            }
        }
    }

    fn beside(&mut self) -> String {
        let file = format!("content/static/{}", self.dice.pick(&["tu0.png", "tu1.png", "tu2.png", "biao0.csv", "biao1.csv"]));
        if self.root.join(&file).exists() && self.dice.below(4) == 0 {
            fs::remove_file(self.root.join(&file)).expect("file to remove");
            return format!("{file} is gone");
        }
        let size = u32::try_from(1 + self.dice.below(40)).expect("small");
        let bytes = if file.ends_with("png") { png(size, 8) } else { format!("a,{size:02}\n").into_bytes() };
        self.write(&file, bytes);
        format!("{file}: {size}")
    }

    /// Changes that touch many files at once.
    fn folder(&mut self) -> Option<String> {
        match self.dice.below(4) {
            0 => {
                let to = format!("content/{}", self.new_name());
                let from = ["content/lao", "content/2024/08", "content/xin"].into_iter().find(|from| self.root.join(from).is_dir())?;
                self.carry(from, &to);
                Some(format!("the folder {from} becomes {to}"))
            }
            1 => {
                let (one, other) = ("content/lao", "content/xin");
                if !self.root.join(one).is_dir() || !self.root.join(other).is_dir() {
                    return None;
                }
                self.carry(one, "content/between");
                self.carry(other, one);
                self.carry("content/between", other);
                Some(format!("the folders {one} and {other} change places"))
            }
            2 => {
                let articles = self.articles();
                for file in articles.iter().step_by(3) {
                    let day = self.dice.day();
                    self.set(file, "date", &day);
                }
                Some("every third article has another date".to_owned())
            }
            _ => {
                let file = self.dice.path(&self.articles())?;
                let odd: [&[u8]; 5] =
                    [b"", b"---\ntitle: \"\xe6\n", b"\xff\xfe-\0-\0", "---\ntitle: [没有关上\n".as_bytes(), b"plain text\n"];
                let at = self.dice.below(odd.len());
                self.write(&file, odd[at]);
                Some(format!("{file} is broken in manner {at}"))
            }
        }
    }

    /// One change at random.
    fn change(&mut self) -> String {
        loop {
            let what = match self.dice.below(20) {
                0..9 => self.article(),
                9..13 => self.register(),
                13..15 => Some(self.site_yaml()),
                15..17 => self.theme(),
                17..19 => Some(self.beside()),
                _ => self.folder(),
            };
            if let Some(what) = what {
                return what;
            }
        }
    }

    /// The files that a watcher looks at.
    fn sources(&self) -> Tree {
        let of = |folder: &str| -> Tree {
            tree(&self.root.join(folder)).into_iter().map(|(file, bytes)| (format!("{folder}/{file}"), bytes)).collect()
        };
        of("content").into_iter().chain(of("themes")).collect()
    }

    /// Puts all files back as they were.
    fn restore(&self, then: &Tree) {
        for file in changed(then, &self.sources()) {
            match then.get(&file) {
                Some(bytes) => self.write(&file, bytes),
                None => fs::remove_file(self.root.join(&file)).expect("file to remove"),
            }
        }
    }
}

/// The lines of a YAML map with one field, of one line, set or taken away.
fn with_field(lines: &str, key: &str, value: &str) -> String {
    let mut in_it = false;
    let mut kept = String::new();
    for line in lines.lines() {
        in_it = line.starts_with(&format!("{key}:")) || (in_it && line.starts_with(' '));
        if !in_it {
            let _ = writeln!(kept, "{line}");
        }
    }
    if value.is_empty() { kept } else { format!("{kept}{key}: {value}\n") }
}

/// The files that differ.
fn changed(before: &Tree, after: &Tree) -> Vec<String> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names.into_iter().filter(|name| before.get(*name) != after.get(*name)).cloned().collect()
}

/// A sink that keeps everything.
#[derive(Default)]
struct Kept(Mutex<Tree>);

impl Sink for Kept {
    fn put(&self, file: &str, content: Content<'_>) -> Result<(), Error> {
        let bytes = match content {
            Content::Bytes(bytes) => bytes.to_vec(),
            Content::File(sources, path) => sources.read(path).expect("a file of the site"),
        };
        self.0.lock().expect("no panic").insert(file.to_owned(), bytes);
        Ok(())
    }
}

/// What a build from nothing gives; none when something keeps the whole site from being built.
fn clean(request: &Request) -> Option<Tree> {
    let kept = Kept::default();
    let mut stopwatch = Stopwatch::default();
    let prepared = pipeline::prepare(request, &mut FileCache::default(), &mut stopwatch).expect("a readable root");
    pipeline::render_all(&prepared, &kept, &|| {}, &mut stopwatch).expect("a sink that takes all");
    prepared.theme.is_some().then(|| kept.0.into_inner().expect("no panic"))
}

/// Wants two trees to be the same, and names a file that is not.
fn same(what: &str, actual: &Tree, expected: &Tree) {
    let differing = changed(actual, expected);
    let Some(file) = differing.first() else { return };
    let text = |tree: &Tree| tree.get(file).map_or("(no file)".to_owned(), |bytes| String::from_utf8_lossy(bytes).into_owned());
    let text = (text(actual), text(expected));
    let at = text.0.char_indices().zip(text.1.chars()).find(|((_, a), b)| a != b).map_or(0, |((at, _), _)| at);
    let near = |text: &str| text.get(at..).unwrap_or_default().chars().take(300).collect::<String>();
    panic!("{what} differs in {differing:?}; in {file} from byte {at}:\n{}\nas against\n{}", near(&text.0), near(&text.1));
}

/// Every page and file that the preview has to show: in a good state all that a clean build has and nothing else.
/// With an error somewhere it may show more, which is how it last was.
fn preview_is(live: &Live, clean: &Tree, before: &BTreeSet<String>) {
    let mut shown = Tree::new();
    let now = live.now();
    let is_good = now.errors().next().is_none();
    let planned = now.prepared.plan.jobs.iter().map(|job| job.route.file());
    let names: BTreeSet<String> = if is_good { planned.chain(before.iter().cloned()).collect() } else { BTreeSet::new() };
    for name in names.into_iter().chain(clean.keys().cloned()) {
        let bytes = match live.answer(&name) {
            Some(Answer::Bytes(bytes)) => bytes.to_vec(),
            Some(Answer::File(mut file)) => file.part(usize::MAX).expect("a file of the site"),
            // A page whose template fails is in no build either.
            Some(Answer::Failed(_)) | None => continue,
        };
        shown.insert(name, bytes);
    }
    if fails(live) {
        // Pages of the last good state stand in for those that fail.
        shown.retain(|name, _| clean.contains_key(name));
    }
    same("the preview", &shown, clean);
}

/// Whether any template fails.
fn fails(live: &Live) -> bool {
    !live.now().template_notes().is_empty()
}

/// The names below which the disk differs, as a watcher tells them: of a folder that came, went or was replaced, only
/// its own.
fn told(before: &Tree, after: &Tree) -> BTreeSet<String> {
    let of = |tree: &Tree, folder: &str| -> Tree {
        tree.iter().filter(|(file, _)| file.starts_with(&format!("{folder}/"))).map(|(file, bytes)| (file.clone(), bytes.clone())).collect()
    };
    let is_another = |folder: &str| {
        let (before, after) = (of(before, folder), of(after, folder));
        before.is_empty() != after.is_empty() || before.iter().all(|(file, bytes)| after.get(file) != Some(bytes))
    };
    let whole = |file: &str| {
        let folder = file.match_indices('/').skip(1).map(|(at, _)| &file[..at]).find(|folder| is_another(folder));
        folder.unwrap_or(file).to_owned()
    };
    changed(before, after).iter().map(|file| whole(file)).collect()
}

/// Gives every changed file a time long ago: then nothing is read again only because it is so new. With one
/// time for all, only the watcher's word tells that a file has changed; else each change has a time of its own.
fn age(root: &Path, files: &[String], seconds: u64) {
    for file in files {
        if let Ok(file) = File::options().write(true).open(root.join(file)) {
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds)).expect("a time");
        }
    }
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn a_long_series_of_changes() {
    let (seed, length) = (number("SEED", 20_240_813), number("CHANGES", 500));
    let mut project = Project::from("full");
    let root = fs::canonicalize(project.path("")).expect("folder");
    // A second folder of files with the names and sizes of the first: when the two change places, only that is told.
    for number in 12..24 {
        let (from, to) = (format!("content/lao/{number:02}.md"), format!("content/xin/{:02}.md", number - 12));
        fs::create_dir_all(root.join("content/xin")).expect("folder");
        fs::rename(root.join(from), root.join(to)).expect("file to rename");
    }
    let mut story = Story { root: root.clone(), dice: Dice(seed), seed, changes: Vec::new(), made: 0 };
    let mut sources = story.sources();
    age(&root, &sources.keys().cloned().collect::<Vec<_>>(), 0);
    let request = Request { root: root.clone(), now: Some(NOW.to_owned()), ..Request::default() };
    let mut cache = FileCache::default();
    let live = Live::start(request.clone(), &mut cache).expect("a site");
    project = project.build();
    let (mut good, mut built, mut broken, mut compared) = (sources.clone(), BTreeSet::new(), 0, 0);
    for number in 1..=length {
        // Most errors are mended at once, as by an editor who saw them; some are left for a while.
        let is_mending = broken > 3 || (broken > 0 && story.dice.below(3) > 0);
        let what = if is_mending {
            story.restore(&good);
            "mended".to_owned()
        } else {
            story.change()
        };
        let after = story.sources();
        let differing = changed(&sources, &after);
        let is_told = story.dice.below(2) == 0;
        story.changes.push(format!("{what}{}", if is_told { "" } else { " (nobody told)" }));
        age(&root, &differing, if is_told { 0 } else { number });
        if is_told {
            cache.forget(&told(&sources, &after));
        }
        sources = after;
        live.update(&mut cache, true).expect("a site");
        let clean = clean(&request);
        project = project.build();
        if let Some(clean) = &clean {
            preview_is(&live, clean, &built);
            let mut on_disk = project.built().clone();
            on_disk.remove(RECORD);
            same("the build onto the disk", &on_disk, clean);
            built.extend(clean.keys().cloned());
        }
        if number % 50 == 0 && clean.is_some() {
            project = project.same_as_clean_build();
        }
        let is_good = clean.is_some() && live.now().errors().next().is_none() && !fails(&live);
        (good, broken) = if is_good { (sources.clone(), 0) } else { (good, broken + 1) };
        compared += u64::from(is_good);
    }
    assert!(compared * 2 > length, "only {compared} of {length} changes left a site without errors");
}
