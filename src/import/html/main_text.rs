//! Pages that are not from WeChat: which element holds the story, and what the page says of it.
//!
//! In: a tree. Out: the element with most of the running text and what `<meta>` says. The element is found by how much
//! text outside of links stands in it, and by the names that common systems give it.

use super::Found;
use super::look::is_around;
use super::tree::{Node, Tree, is_unseen};
use crate::import::furniture;

/// Names that systems of offices and papers give the element with the story.
const NAMES: [&str; 30] = [
    "zoom",
    "zoomcon",
    "ucap-content",
    "pages_content",
    "trs_editor",
    "trs_uedit_para_wrapper",
    "view",
    "article-content",
    "article_content",
    "articlecontent",
    "article-body",
    "article_body",
    "articlebody",
    "content-body",
    "con_text",
    "newscontent",
    "news_content",
    "news-content",
    "v_news_content",
    "vsb_content",
    "wp_articlecontent",
    "entry-content",
    "post-content",
    "artibody",
    "main-content",
    "detail-content",
    "txt_con",
    "xxgk_content",
    "bt_content",
    "info-content",
];

/// What a page says of its story; nothing if there is no running text in it.
pub(super) fn read(tree: &Tree) -> Option<Found> {
    let weights = weights(tree);
    let all = weights.first().copied().unwrap_or(0);
    if all == 0 {
        return None;
    }
    let weight = |at: usize| weights.get(at).copied().unwrap_or(0);
    // Down to the last element that still holds most of the text.
    let mut path = vec![0];
    while let Some(here) = path.last().and_then(|at| tree.element(*at)) {
        let Some(next) = here.children.iter().copied().max_by_key(|child| weight(*child)).filter(|child| weight(*child) * 5 >= all * 4)
        else {
            break;
        };
        if tree.element(next).is_none() {
            break;
        }
        path.push(next);
    }
    let is_named = |at: usize| {
        tree.element(at).is_some_and(|element| {
            let is = |word: &str| NAMES.contains(&word.to_ascii_lowercase().as_str());
            element.name == "article"
                || element.attribute("itemprop") == Some("articleBody")
                || is(element.id())
                || element.attribute("class").unwrap_or_default().split_ascii_whitespace().any(is)
        })
    };
    let named = path.iter().rev().copied().find(|at| is_named(*at)).or_else(|| {
        let mut named: Vec<usize> = tree.elements().map(|(at, _)| at).filter(|at| is_named(*at) && weight(*at) * 2 >= all).collect();
        named.sort_by_key(|at| std::cmp::Reverse(*at));
        named.into_iter().next()
    });
    let is_box = |at: &usize| {
        tree.element(*at)
            .is_some_and(|element| matches!(element.name.as_str(), "div" | "section" | "td" | "main" | "body" | "article" | ""))
    };
    let inside = named.or_else(|| path.iter().rev().copied().find(is_box)).unwrap_or(0);
    let published = tree
        .meta(&[
            "PubDate",
            "publishdate",
            "article:published_time",
            "datePublished",
            "firstpublishedtime",
            "publish_time",
            "og:release_date",
            "apub:time",
            "weibo: article:create_at",
        ])
        .or_else(|| {
            tree.elements()
                .find(|(_, element)| element.name == "time")
                .and_then(|(_, element)| element.attribute("datetime"))
                .map(str::to_owned)
        })
        .and_then(|text| furniture::day_at_start(&text).filter(|(day, _)| day.year.is_some()).map(|(day, _)| day.iso(0)));
    let is_blank = |text: &String| !matches!(text.trim(), "" | "null" | "-" | "admin" | "本站" | "本网");
    Some(Found {
        inside,
        title: title(tree),
        source: tree.meta(&["ContentSource", "article:source", "og:site_source"]).filter(is_blank),
        authors: tree
            .meta(&["author", "article:author"])
            .filter(|author| author.chars().any(crate::byline::is_han))
            .filter(is_blank)
            .into_iter()
            .collect(),
        published,
        is_wechat: false,
    })
}

/// Characters of running text in each element.
fn weights(tree: &Tree) -> Vec<usize> {
    let mut own = vec![0_usize; tree.nodes.len()];
    // Elements stand before what they hold, so what an element is of is known when it is reached.
    let mut is_out = vec![false; tree.nodes.len()];
    for (at, element) in tree.elements() {
        let is_hidden = element.attribute("hidden").is_some()
            || element.attribute("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
        let here = is_out.get(at).copied().unwrap_or(false)
            || is_unseen(&element.name)
            || is_around(element)
            || is_hidden
            || matches!(element.name.as_str(), "a" | "button" | "select" | "textarea" | "noscript" | "svg" | "iframe");
        for child in &element.children {
            if let Some(out) = is_out.get_mut(*child) {
                *out = here;
            }
            if let Some(Node::Text(text)) = tree.nodes.get(*child).filter(|_| !here) {
                let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
                if let Some(own) = own.get_mut(*child) {
                    *own = if text.contains(['。', '，', '；', '！', '？', ',']) || letters > 25 { letters } else { letters / 4 };
                }
            }
        }
    }
    for at in (1..tree.nodes.len()).rev() {
        let Some(element) = tree.element(at) else { continue };
        let sum: usize = element.children.iter().filter_map(|child| own.get(*child)).sum();
        if let Some(own) = own.get_mut(at) {
            *own = sum;
        }
    }
    let sum = tree.element(0).map_or(0, |root| root.children.iter().filter_map(|child| own.get(*child)).sum());
    if let Some(root) = own.first_mut() {
        *root = sum;
    }
    own
}

/// The title of a page: as `<meta>` has it, as its one `<h1>`, or as `<title>` without the names of the site.
fn title(tree: &Tree) -> String {
    let of_meta = tree.meta(&["ArticleTitle"]);
    let bar = tree.elements().find(|(_, element)| element.name == "title").map(|(_, element)| {
        let text = |at: &usize| if let Some(Node::Text(text)) = tree.nodes.get(*at) { text.as_str() } else { "" };
        element.children.iter().map(text).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let heads: Vec<String> = tree
        .elements()
        .filter(|(_, element)| element.name == "h1")
        .map(|(at, _)| tree.text(at))
        .filter(|text| !text.is_empty())
        .take(5)
        .collect();
    let in_bar =
        heads.iter().find(|head| head.chars().count() > 3 && bar.as_ref().is_some_and(|bar| letters(bar).contains(&letters(head))));
    let og = tree.meta(&["og:title", "twitter:title"]);
    let cut = |bar: String| {
        let parts: Vec<&str> = bar.split(['_', '|', '｜', '－', '—', '–']).flat_map(|part| part.split(" - ")).collect();
        parts.iter().map(|part| part.trim()).find(|part| part.chars().count() > 3).unwrap_or(bar.as_str()).to_owned()
    };
    let only = if let [only] = heads.as_slice() { Some(only.clone()) } else { None };
    of_meta.or_else(|| in_bar.cloned()).or(og).or(only).or_else(|| bar.map(cut)).unwrap_or_default()
}

/// Letters and digits alone, to compare what marks and blanks set apart.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
