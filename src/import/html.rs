//! Saved web pages: articles of WeChat accounts, and any other page with running text.
//!
//! ```text
//! HTML ─tree→ elements ─wechat | main_text→ where the story is ─flow→ lines ─story→ Draft
//! ```
//!
//! In: decoded HTML, and a way to the files that were saved with it. Out: a draft. Bounded in tags, depth and
//! attributes; nothing is fetched. A text of the page is in the draft, or in what the report says was dropped.

mod flow;
mod labels;
mod look;
mod main_text;
mod pictures;
mod report;
mod scan;
mod story;
mod table;
mod tree;
mod wechat;

use super::draft::Draft;
pub(super) use tree::TooMuch;
use tree::Tree;

/// What a page says of its story.
#[derive(Debug, Default)]
struct Found {
    /// The element that holds the story.
    inside: usize,
    title: String,
    source: Option<String>,
    authors: Vec<String>,
    /// The day it was published, `2024-08-13`.
    published: Option<String>,
    is_wechat: bool,
}

/// Why a page gives no story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is made to be slow or large.
    TooMuch(TooMuch),
    /// There is no running text in it.
    NoText,
}

/// The story of a page. `find` gives what was saved with it, by an address as the page writes it; `saved_from` is the
/// page's own address, where the file around it says so.
pub(super) fn read(text: &str, find: &dyn Fn(&str) -> Option<Vec<u8>>, saved_from: Option<String>) -> Result<Draft, Refusal> {
    let tree = Tree::read(text).map_err(Refusal::TooMuch)?;
    let found = wechat::read(&tree, text).or_else(|| main_text::read(&tree)).ok_or(Refusal::NoText)?;
    let address = saved_from.or_else(|| address(&tree));
    let flow = flow::read(&tree, found.inside);
    Ok(story::draft(&tree, flow, found, address, find))
}

/// The address that a page was saved from: browsers and SingleFile write it into the first comment.
fn address(tree: &Tree) -> Option<String> {
    let of_comment = |comment: &String| {
        let mark = ["saved from url=", "url:"].iter().find_map(|mark| comment.find(mark).map(|at| at + mark.len()))?;
        let rest = comment.get(mark..)?;
        let start = rest.find("http")?;
        rest.get(start..)?.split_whitespace().next().map(str::to_owned)
    };
    let of_link = || {
        let link = tree.elements().find(|(_, element)| element.name == "link" && element.attribute("rel") == Some("canonical"));
        link.and_then(|(_, element)| element.attribute("href")).map(str::to_owned)
    };
    let found = tree.comments.iter().find_map(of_comment).or_else(|| tree.meta(&["og:url"])).or_else(of_link)?;
    (found.starts_with("http") && found.len() <= 500).then_some(found)
}
