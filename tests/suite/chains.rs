//! Articles that are not published because what they link to is not: each falls with the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use banbao::article::{self, Document, ReadOptions};
use banbao::config::Config;
use banbao::moment;
use banbao::site::link::Files;
use banbao::site::{self, Documents, JoinOptions};
use banbao::source::{Kind, Sources};

use crate::project::Project;

/// A chain of articles of which the last has a broken link: each falls with the next, and none is looked at for each of
/// the others (this would not end).
#[test]
fn a_chain_of_twenty_thousand_falls_link_by_link() {
    const COUNT: usize = 20_000;
    let config = Config::fallback();
    let options = ReadOptions::new(&config, &BTreeMap::new());
    let read = |name: &str, tag: &str, target: &str| {
        let text = format!("---\ntitle: 停水\ndate: 2024-08-13\ntags: [{tag}]\n---\n[下]({target})[签](/tags/{tag}/)\n");
        match article::read(Kind::Article, &format!("content/2024/08/{name}.md"), &text, &options).document {
            Some(Document::Article(article)) => article,
            _ => panic!("{name} is an article"),
        }
    };
    let next = |nth: usize| if nth + 1 == COUNT { "/meiyou/".to_owned() } else { format!("/2024/08/a{}/", nth + 1) };
    let mut articles: Vec<_> = (0..COUNT).map(|nth| read(&format!("a{nth}"), &format!("t{nth}"), &next(nth))).collect();
    // One links to a tag that only an article of the chain has, one to nothing of it.
    articles.push(read("y", "own", "/tags/t5/"));
    articles.push(read("z", "own", "/archive/2024/08/"));
    let documents = Documents { articles, ..Documents::default() };
    let now = moment::parse("2024-09-01 12:00", &config.zone).unwrap();
    let (site, notes) = site::join(&Arc::new(config), &documents, Files::new(), &Sources::default(), &JoinOptions { now, drafts: false });
    assert_eq!(site.articles.iter().map(|placed| placed.route.to_string()).collect::<Vec<_>>(), ["/2024/08/z/"]);
    assert_eq!(notes.iter().filter(|note| note.code == "broken-link").count(), COUNT + 1);
}

/// The same on the disk: who falls is told with its own link, and what nobody broke stays.
#[test]
fn what_links_to_a_fallen_article_falls_too() {
    let project = Project::new()
        .article("content/2024/08/a.md", "tags: [甲]\n", "[下](/2024/08/b/)\n")
        .article("content/2024/08/b.md", "tags: [乙]\n", "[下](/2024/08/c/)\n")
        .article("content/2024/08/c.md", "tags: [丙]\n", "[下](/meiyou/)\n")
        .article("content/2024/08/d.md", "", "[签](/tags/bing/)\n")
        .article("content/2024/08/e.md", "tags: [丁]\n", "[签](/tags/ding/)[月](/archive/2024/08/)[稿](a.md)\n")
        .build()
        .code(1)
        .built_files(&["2024/08/e/index.html", "tags/ding/index.html"])
        .built_no(&["2024/08/a/index.html", "2024/08/b/index.html", "2024/08/c/index.html", "2024/08/d/index.html"]);
    let said = &project.last().stderr;
    assert_eq!(said.matches("错误[broken-link]").count(), 4, "{said}");
    assert_eq!(said.matches("警告[link-unpublished]").count(), 1, "{said}");
}
