//! Incremental equals clean, and one thread equals many, byte for byte.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use banbao::pipeline::{FileCache, Request};
use banbao::serve::{Answer, Live};

use super::project::{NOW, Project, Tree, same_trees, tree};

/// One edit of a site.
type Edit = fn(&Path);

fn put(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
    fs::write(path, text).expect("file");
}

fn cut(root: &Path, file: &str) {
    fs::remove_file(root.join(file)).expect("file to remove");
}

fn carry(root: &Path, from: &str, to: &str) {
    fs::create_dir_all(root.join(to).parent().expect("a parent")).expect("folder");
    fs::rename(root.join(from), root.join(to)).expect("file to rename");
}

fn swap(root: &Path, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(file)).expect("file to change");
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(root.join(file), text.replace(from, to)).expect("file");
}

const ARTICLE: &str = "---\ntitle: 新来的\nauthor: 李明\ncommunity: 姚祥社区\nprogram: 爱澄宝\ndate: 2024-08-17\ntags: [义诊]\n---\n\n见[第一篇](2024/08/zhuye.md)。\n";

/// A day in an editor's life, and then some.
const EDITS: &[(&str, Edit)] = &[
    ("a new article", |r| put(r, "content/xin.md", ARTICLE)),
    ("its text changes", |r| swap(r, "content/xin.md", "见[", "请见[")),
    ("its title changes", |r| swap(r, "content/xin.md", "新来的", "新来的一篇")),
    ("its date changes", |r| swap(r, "content/xin.md", "2024-08-17", "2023-02-11")),
    ("a tag nobody had", |r| swap(r, "content/xin.md", "[义诊]", "[义诊, 独一份]")),
    ("the tag goes", |r| swap(r, "content/xin.md", ", 独一份", "")),
    ("a name with the same pinyin", |r| swap(r, "content/xin.md", "李明", "黎明")),
    ("it becomes a draft", |r| swap(r, "content/xin.md", "title:", "draft: true\ntitle:")),
    ("and is published again", |r| swap(r, "content/xin.md", "draft: true\n", "")),
    ("it is renamed", |r| carry(r, "content/xin.md", "content/2024/jiu.md")),
    ("its link is mended", |r| swap(r, "content/2024/jiu.md", "2024/08/", "08/")),
    ("an error in it", |r| swap(r, "content/2024/jiu.md", "community: 姚祥社区", "community: 妖祥社区")),
    ("mended", |r| swap(r, "content/2024/jiu.md", "妖祥社区", "姚祥社区")),
    ("it is pinned", |r| swap(r, "content/2024/jiu.md", "title:", "pin: true\ntitle:")),
    ("an article is retracted", |r| swap(r, "content/2024/08/liebiao.md", "title:", "retracted: 有误\ntitle:")),
    ("and comes back", |r| swap(r, "content/2024/08/liebiao.md", "retracted: 有误\n", "")),
    ("an old article goes", |r| cut(r, "content/lao/07.md")),
    ("a picture changes", |r| {
        fs::copy(r.join("content/2024/08/fengmian.png"), r.join("content/2024/08/tu.png")).map(drop).expect("copied")
    }),
    ("an attachment changes", |r| put(r, "content/2024/08/biao.csv", "a,b\n3,4\n")),
    ("a community is renamed", |r| {
        swap(r, "content/communities/moyang.md", "name: 莫阳社区\naliases: [莫阳]", "name: 莫阳新社区\naliases: [莫阳, 莫阳社区]")
    }),
    ("its introduction changes", |r| swap(r, "content/communities/moyang.md", "在元和街道", "就在元和街道")),
    ("a new community", |r| put(r, "content/communities/litang.md", "---\nname: 蠡塘社区\norder: 5\n---\n")),
    ("a program goes to another community", |r| swap(r, "content/programs/chengzhang-ditu.md", "建元社区", "蠡塘社区")),
    ("an author loses the register entry", |r| cut(r, "content/authors/wangdan.md")),
    ("a tag loses its", |r| cut(r, "content/tags/tongzhi.md")),
    ("an issue takes one more", |r| swap(r, "content/issues/12.md", "[zhuye,", "[zhuye, jiu,")),
    ("an issue goes", |r| cut(r, "content/issues/11.md")),
    ("a page changes", |r| swap(r, "content/pages/about.md", "title: 关于", "title: 关于我们")),
    ("a new page", |r| put(r, "content/pages/tougao.md", "---\ntitle: 投稿\n---\n\n写信来。\n")),
    ("a static file", |r| put(r, "content/static/verify.txt", "x\n")),
    ("fewer a page", |r| swap(r, "content/site.yaml", "per_page: 10", "per_page: 7")),
    ("another base path", |r| swap(r, "content/site.yaml", "/ban/", "/b/")),
    ("relative links", |r| swap(r, "content/site.yaml", "per_page: 7", "per_page: 7\nlinks: relative")),
    ("absolute again", |r| swap(r, "content/site.yaml", "\nlinks: relative", "")),
    ("a template changes", |r| swap(r, "themes/ours/templates/article.html", "<h1>", "<h1 class=\"t\">")),
    ("a template goes, and the one below shows", |r| cut(r, "themes/ours/templates/404.html")),
    ("the style sheet changes", |r| put(r, "themes/ours/assets/site.css", "body{color:#111}\n")),
    ("a word changes", |r| put(r, "themes/ours/wording/zh-Hans.yaml", "menu_home: 门口\n")),
    ("the indent is on", |r| swap(r, "content/site.yaml", "theme: ours", "theme: ours\nmarkdown: {indent: true}")),
    ("no feeds", |r| swap(r, "content/site.yaml", "theme: ours", "theme: ours\nfeeds: false")),
];

#[test]
fn every_edit_on_the_disk() {
    let mut project = Project::from("full").build();
    for (what, edit) in EDITS {
        edit(&project.path(""));
        eprintln!("{what}");
        project = project.build().same_as_clean_build();
    }
}

/// Every file of a snapshot, as the preview would answer.
fn served(live: &Live, clean: &Tree) -> Tree {
    let mut files = Tree::new();
    let now = live.now();
    let planned = now.prepared.plan.jobs.iter().map(|job| job.route.file());
    let search = clean.keys().filter(|file| file.starts_with("search/")).cloned();
    let names: HashSet<String> = planned.chain(search).collect();
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort();
    for name in names {
        match live.answer(&name) {
            Some(Answer::Bytes(bytes)) => files.insert(name, bytes.to_vec()),
            Some(Answer::File(mut file)) => files.insert(name, file.part(usize::MAX).expect("a file of the site")),
            Some(Answer::Failed(note)) => panic!("{name}: {note:?}"),
            None => None,
        };
    }
    files
}

/// Edits the site of a preview step by step. After each edit every file is what a clean build gives, but where
/// the site has an error: there the preview shows more.
fn preview(told: bool) {
    let project = Project::from("full");
    let root = fs::canonicalize(project.path("")).expect("folder");
    let request = Request { root: root.clone(), now: Some(NOW.to_owned()), ..Request::default() };
    let mut cache = FileCache::default();
    let live = Live::start(request, &mut cache).expect("a site");
    let mut compared = 0;
    for (what, edit) in EDITS {
        let before = sources(&root);
        edit(&root);
        if told {
            cache.forget(&changed(&before, &sources(&root)));
        }
        live.update(&mut cache, true).expect("a site");
        project.run(["build", "--now", NOW, "--output", "clean"]);
        let mut clean = tree(&root.join("clean"));
        clean.remove(".banbao");
        if live.now().errors().next().is_none() {
            eprintln!("{what}");
            same_trees(&served(&live, &clean), &clean);
            compared += 1;
        }
        fs::remove_dir_all(root.join("clean")).expect("clean build to remove");
    }
    assert!(compared > 30, "only {compared} edits left a site without errors");
}

/// The files that a watcher looks at.
fn sources(root: &Path) -> Tree {
    ["content", "themes"]
        .iter()
        .flat_map(|folder| tree(&root.join(folder)).into_iter().map(move |(file, bytes)| (format!("{folder}/{file}"), bytes)))
        .collect()
}

/// The files that differ, as a watcher would tell.
fn changed(before: &Tree, after: &Tree) -> BTreeSet<String> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names.into_iter().filter(|name| before.get(*name) != after.get(*name)).cloned().collect()
}

#[test]
fn every_edit_in_the_preview() {
    preview(true);
}

/// A watcher may miss a change; the next look at the disk finds it all the same.
#[test]
fn every_edit_in_a_preview_that_nobody_told() {
    preview(false);
}

/// A half-saved article keeps the page that it had.
#[test]
fn the_last_good_page_stays() {
    let project = Project::from("full");
    let root = fs::canonicalize(project.path("")).expect("folder");
    let mut cache = FileCache::default();
    let request = Request { root: root.clone(), now: Some(NOW.to_owned()), ..Request::default() };
    let live = Live::start(request, &mut cache).expect("a site");
    let page = |live: &Live| match live.answer("2024/08/zhuye/index.html") {
        Some(Answer::Bytes(bytes)) => bytes,
        other => panic!("no page: {other:?}"),
    };
    let before = page(&live);
    put(&root, "content/2024/08/zhuye.md", "---\ntitle: \"每一\n");
    live.update(&mut cache, true).expect("a site");
    assert!(live.now().errors().next().is_some());
    assert_eq!(page(&live), before);
}

#[test]
fn one_thread_or_many() {
    let project = Project::from("full");
    for (threads, folder) in [("1", "one"), ("8", "eight")] {
        assert_eq!(project.run(["build", "--now", NOW, "--threads", threads, "--output", folder]).code, Some(0));
    }
    same_trees(&tree(&project.path("eight")), &tree(&project.path("one")));
}
