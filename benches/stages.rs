//! The cost of each stage, on a corpus of its own: `cargo bench`.
//!
//! The corpus is generated (a fixed rule, no clock), so that numbers can be compared between commits.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to measure")]

use std::fs;
use std::path::Path;

use banbao::article::{self, ReadOptions};
use banbao::config::Config;
use banbao::output::{Nowhere, OpenOptions, Output};
use banbao::pipeline::{self, FileCache, Prepared, Request};
use banbao::plan::{Page, Work};
use banbao::render;
use banbao::search::of_site;
use banbao::source::Kind;
use banbao::stopwatch::Stopwatch;
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

const WORDS: [&str; 24] = [
    "社区",
    "居民",
    "志愿者",
    "垃圾分类",
    "义诊",
    "成长地图",
    "物业",
    "楼道",
    "快递",
    "党员",
    "网格",
    "暑托班",
    "老人",
    "孩子",
    "清凉",
    "安全",
    "宣传",
    "服务",
    "活动",
    "健康",
    "广场",
    "花园",
    "协商",
    "微更新",
];

/// A small generator of numbers: the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }

    fn words(&mut self, n: usize) -> String {
        (0..n).map(|_| WORDS[self.below(WORDS.len())]).collect()
    }
}

fn article_text(dice: &mut Dice) -> String {
    let (title, community, program) = (dice.words(4), dice.below(120), dice.below(20));
    let (year, month, day) = (2014 + dice.below(11), 1 + dice.below(12), 1 + dice.below(28));
    let tags = [dice.words(1), dice.words(1)];
    let body: String =
        (0..6).map(|_| format!("{}，{}，**{}：**{}。\n\n", dice.words(9), dice.words(6), dice.words(1), dice.words(8))).collect();
    format!(
        "---\ntitle: \"{title}\"\nauthor: [\"作者{}\"]\ncommunity: 第{community}社区\nprogram: 第{program}项目\ndate: {year}-{month:02}-{day:02}\ntags: [\"{}\", \"{}\"]\n---\n\n## {}\n\n{body}",
        dice.below(200),
        tags[0],
        tags[1],
        dice.words(2)
    )
}

fn corpus(dir: &Path, articles: usize) {
    let mut dice = Dice(20_240_813);
    fs::create_dir_all(dir.join("content")).expect("folder");
    fs::write(dir.join("content/site.yaml"), "title: 试验板报\nbase_url: https://example.org/\n").expect("file");
    for number in 0..articles {
        let folder = dir.join(format!("content/{:03}", number / 500));
        fs::create_dir_all(&folder).expect("folder");
        fs::write(folder.join(format!("{number:06}.md")), article_text(&mut dice)).expect("file");
    }
}

#[divan::bench]
fn front_matter(bencher: Bencher<'_, '_>) {
    let text = article_text(&mut Dice(1));
    let yaml = text.split("---\n").nth(1).unwrap_or_default().to_owned();
    bencher.counter(ItemsCount::new(1_usize)).bench(|| banbao::yaml::parse(divan::black_box(&yaml)));
}

#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    let text = article_text(&mut Dice(1));
    let body = text.splitn(3, "---\n").nth(2).unwrap_or_default().to_owned();
    let options = article::markdown::MarkdownOptions::default();
    bencher.counter(ItemsCount::new(1_usize)).bench(|| article::markdown::render(divan::black_box(&body), &options, &banbao::pinyin::slug));
}

#[divan::bench]
fn one_article(bencher: Bencher<'_, '_>) {
    let text = article_text(&mut Dice(1));
    let options = ReadOptions::new(&Config::fallback(), &std::collections::BTreeMap::new());
    bencher.counter(ItemsCount::new(1_usize)).bench(|| article::read(Kind::Article, "content/x.md", divan::black_box(&text), &options));
}

const SITES: [usize; 2] = [100, 1000];

#[divan::bench(args = SITES, sample_count = 10)]
fn prepare(bencher: Bencher<'_, '_>, articles: usize) {
    let dir = tempfile::tempdir().expect("temporary folder");
    corpus(dir.path(), articles);
    let request = Request { root: dir.path().to_owned(), now: Some("2026-01-01".to_owned()), ..Request::default() };
    bencher.counter(ItemsCount::new(articles)).bench(|| pipeline::prepare(&request, &mut FileCache::default(), &mut Stopwatch::default()));
}

#[divan::bench(args = SITES, sample_count = 10)]
fn update_of_nothing(bencher: Bencher<'_, '_>, articles: usize) {
    let dir = tempfile::tempdir().expect("temporary folder");
    corpus(dir.path(), articles);
    std::thread::sleep(std::time::Duration::from_secs(2));
    let request = Request { root: dir.path().to_owned(), now: Some("2026-01-01".to_owned()), ..Request::default() };
    let mut cache = FileCache::default();
    pipeline::prepare(&request, &mut cache, &mut Stopwatch::default()).expect("a site");
    bencher.counter(ItemsCount::new(articles)).bench_local(|| pipeline::prepare(&request, &mut cache, &mut Stopwatch::default()));
}

/// A site that is ready to be rendered; its folder is not needed any more.
fn prepared(articles: usize) -> Prepared {
    let dir = tempfile::tempdir().expect("temporary folder");
    corpus(dir.path(), articles);
    let request = Request { root: dir.path().to_owned(), now: Some("2026-01-01".to_owned()), ..Request::default() };
    pipeline::prepare(&request, &mut FileCache::default(), &mut Stopwatch::default()).expect("a site")
}

#[divan::bench(args = SITES, sample_count = 10)]
fn index(bencher: Bencher<'_, '_>, articles: usize) {
    let prepared = prepared(articles);
    bencher.counter(ItemsCount::new(articles)).bench(|| of_site::files(&prepared.site));
}

#[divan::bench]
fn one_page(bencher: Bencher<'_, '_>) {
    let prepared = prepared(100);
    let Prepared { theme: Some(theme), site, plan, shells, .. } = &prepared else { return };
    let job = plan.jobs.iter().find(|job| matches!(job.work, Work::Page(Page::Article(_)))).expect("an article");
    bencher.counter(ItemsCount::new(1_usize)).bench(|| render::render(theme, site, plan, shells, divan::black_box(job)));
}

/// All of it: read, joined, indexed, rendered, written.
#[divan::bench(args = SITES, sample_count = 10)]
fn whole_build(bencher: Bencher<'_, '_>, articles: usize) {
    let dir = tempfile::tempdir().expect("temporary folder");
    corpus(dir.path(), articles);
    let request = Request { root: dir.path().to_owned(), now: Some("2026-01-01".to_owned()), ..Request::default() };
    let out = || tempfile::tempdir().expect("temporary folder");
    bencher.counter(ItemsCount::new(articles)).with_inputs(out).bench_values(|out| {
        let output = Output::open(&OpenOptions { disk: &banbao::disk::Disk::default(), dir: out.path(), root: dir.path(), force: false })
            .expect("an output");
        let prepared = pipeline::prepare(&request, &mut FileCache::default(), &mut Stopwatch::default()).expect("a site");
        pipeline::render_all(&prepared, &output, &|| {}, &mut Stopwatch::default()).expect("a disk");
        let stale = output.stale().expect("a disk");
        output.commit(None, &stale).expect("a disk");
        // Taking it away again is not measured.
        out
    });
}

/// Every file of the site, index and pages, to nowhere.
#[divan::bench(args = SITES, sample_count = 10)]
fn render_all(bencher: Bencher<'_, '_>, articles: usize) {
    let prepared = prepared(articles);
    bencher
        .counter(ItemsCount::new(prepared.plan.jobs.len()))
        .bench(|| pipeline::render_all(&prepared, &Nowhere, &|| {}, &mut Stopwatch::default()));
}
