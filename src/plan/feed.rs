//! Feeds: Atom (RFC 4287) and JSON Feed 1.1, of the site and of each community, program and tag.
//!
//! 20 entries; the site's feeds hold the full text, those of terms the summaries.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;

use crate::article::Body;
use crate::article::escape::{ByteTable, find_in, table};
use crate::key::Key;
use crate::plan::correction;
use crate::plan::page::address;
use crate::site::link::{self, Target};
use crate::site::route::Route;
use crate::site::{Placed, Site, TermKind};
use crate::theme::Theme;

/// Entries in a feed.
const MOST: usize = 20;

/// What a feed is about: its name, page and articles.
struct Channel<'a> {
    title: String,
    page: Route,
    articles: &'a [u32],
    full_text: bool,
}

fn channel(site: &Site, of: Option<(TermKind, u32)>) -> Channel<'_> {
    match of {
        None => Channel { title: site.config.title.clone(), page: Route::home(), articles: first(&site.listed), full_text: true },
        Some((kind, at)) => {
            let term = site.term(kind, at);
            Channel {
                title: format!("{} - {}", term.name, site.config.title),
                page: term.route.clone(),
                articles: first(&term.articles),
                full_text: false,
            }
        }
    }
}

fn first(articles: &[u32]) -> &[u32] {
    &articles[..articles.len().min(MOST)]
}

/// Escapes text for XML; characters that XML 1.0 forbids are left out.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape(text, &mut out);
    out
}

/// Writes text into XML, as [`xml`] does.
fn escape(text: &str, out: &mut String) {
    // What is written otherwise, and what the characters begin with that XML does not have.
    const MAY_BE_SPECIAL: ByteTable = table(
        b"&<>\"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f\xc2\xef",
    );
    let (mut done, mut at) = (0, 0);
    while let Some(found) = text.as_bytes().get(at..).and_then(|rest| find_in(rest, &MAY_BE_SPECIAL)) {
        let here = at + found;
        let Some(c) = text[here..].chars().next() else { break };
        at = here + c.len_utf8();
        let written = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => "",
            _ => continue,
        };
        out.push_str(&text[done..here]);
        out.push_str(written);
        done = at;
    }
    out.push_str(&text[done..]);
}

/// Writes `<name>text</name>` and what follows it.
fn element(name: &str, text: &str, after: &str, out: &mut String) {
    out.extend(["<", name, ">"]);
    escape(text, out);
    out.extend(["</", name, ">", after]);
}

/// An article's text with full addresses, so that it can be read anywhere.
fn portable_html<'a>(site: &Site, placed: &'a Placed) -> Cow<'a, str> {
    let body: &Body = &placed.article.body;
    link::fill(body, &placed.links, |target, html| match target {
        Target::Route(route, rest) => address(&format!("{}{rest}", site.linker.fullest(route)), html),
        Target::Picture(_, route) | Target::Attachment(_, route) => address(&site.linker.fullest(route), html),
        Target::Broken => html.push('#'),
    })
}

/// The same below what was put right in it.
fn corrected_html<'a>(site: &Site, theme: &Theme, placed: &'a Placed) -> Cow<'a, str> {
    let html = portable_html(site, placed);
    if placed.article.corrections.is_empty() {
        return html;
    }
    let lines = placed.article.corrections.iter().map(|one| format!("<p><strong>{}</strong></p>\n", xml(&correction::line(theme, one))));
    Cow::Owned(lines.chain([html.into_owned()]).collect())
}

/// An article's summary, behind what was put right in it.
fn summary<'a>(theme: &Theme, placed: &'a Placed) -> Cow<'a, str> {
    let article = &placed.article;
    if article.corrections.is_empty() {
        return Cow::Borrowed(article.summary());
    }
    let lines = article.corrections.iter().map(|one| correction::line(theme, one));
    Cow::Owned(lines.chain([article.summary().to_owned()]).collect::<Vec<_>>().join(" "))
}

fn authors<'a>(site: &'a Site, placed: &'a Placed) -> impl Iterator<Item = &'a str> {
    placed.people().into_iter().map(|at| site.term(TermKind::Author, at).name.as_str())
}

/// Names of an article's communities, programs and tags.
fn categories<'a>(site: &'a Site, placed: &'a Placed) -> impl Iterator<Item = &'a str> {
    let groups = [(TermKind::Community, &placed.communities), (TermKind::Program, &placed.programs), (TermKind::Tag, &placed.tags)];
    groups.into_iter().flat_map(move |(kind, terms)| terms.iter().map(move |at| site.term(kind, *at).name.as_str()))
}

/// What names a feed or an entry for ever: its full address; where the site does not know that (no `base_url`), a
/// UUID made of the site's title and the address, since RFC 4287 (4.2.6) allows no relative reference here.
fn id(site: &Site, route: &Route) -> String {
    site.linker.full(route).unwrap_or_else(|| {
        let hex = Key::of_all([site.config.title.as_bytes(), route.as_str().as_bytes()]).hex();
        format!("urn:uuid:{}-{}-8{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
    })
}

/// An Atom feed.
#[must_use]
pub fn atom(site: &Site, theme: &Theme, own: &Route, of: Option<(TermKind, u32)>) -> String {
    let channel = channel(site, of);
    let newest = channel.articles.iter().map(|at| site.article(*at).article.changed()).max_by_key(|moment| moment.seconds);
    let updated = newest.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |moment| moment.rfc3339());
    let page = xml(&site.linker.fullest(&channel.page));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", xml(&site.config.language));
    let own_id = xml(&id(site, &channel.page));
    let _ = writeln!(out, "<title>{}</title>\n<id>{own_id}</id>\n<updated>{updated}</updated>", xml(&channel.title));
    let _ = writeln!(
        out,
        "<link href=\"{page}\"/>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>",
        xml(&site.linker.fullest(own))
    );
    let _ = writeln!(out, "<author><name>{}</name></author>", xml(site.config.footer.sponsor.as_deref().unwrap_or(&site.config.title)));
    out.reserve(channel.articles.len() * 1024);
    for at in channel.articles {
        let placed = site.article(*at);
        let url = xml(&site.linker.fullest(&placed.route));
        out.push_str("<entry>\n");
        element("title", &placed.article.title, "\n", &mut out);
        element("id", &id(site, &placed.route), "\n", &mut out);
        out.extend(["<link href=\"", &url, "\"/>\n"]);
        element("published", &placed.article.date.rfc3339(), "\n", &mut out);
        element("updated", &placed.article.changed().rfc3339(), "\n", &mut out);
        for author in authors(site, placed) {
            out.push_str("<author>");
            element("name", author, "</author>\n", &mut out);
        }
        for category in categories(site, placed) {
            out.push_str("<category term=\"");
            escape(category, &mut out);
            out.push_str("\"/>\n");
        }
        element("summary", &summary(theme, placed), "\n", &mut out);
        if channel.full_text {
            out.push_str("<content type=\"html\">");
            escape(&corrected_html(site, theme, placed), &mut out);
            out.push_str("</content>\n");
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// The head of a JSON feed; its items follow it one a line.
#[derive(Serialize)]
struct Head<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    language: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
}

/// One article of a JSON feed.
#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    authors: Vec<Named<'a>>,
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
}

/// A JSON feed.
#[must_use]
pub fn json(site: &Site, theme: &Theme, own: &Route, of: Option<(TermKind, u32)>) -> String {
    let channel = channel(site, of);
    let head = Head {
        version: "https://jsonfeed.org/version/1.1",
        title: &channel.title,
        home_page_url: site.linker.fullest(&channel.page),
        feed_url: site.linker.fullest(own),
        language: &site.config.language,
    };
    let mut out = serde_json::to_string(&head).unwrap_or_default();
    // The head is an object that stays open for its items.
    out.truncate(out.len().saturating_sub(1));
    out.push_str(",\"items\":[");
    for (nth, at) in channel.articles.iter().enumerate() {
        out.push_str(if nth == 0 { "\n" } else { ",\n" });
        out.push_str(&item(site, theme, site.article(*at), channel.full_text));
    }
    out.push_str("\n]}\n");
    out
}

fn item(site: &Site, theme: &Theme, placed: &Placed, full_text: bool) -> String {
    let url = site.linker.fullest(&placed.route);
    let summary = summary(theme, placed);
    let changed = placed.article.changed();
    let is_changed = placed.article.updated.is_some() || changed != placed.article.date;
    let item = Item {
        id: &url,
        url: &url,
        title: &placed.article.title,
        summary: full_text.then_some(&summary),
        date_published: placed.article.date.rfc3339(),
        date_modified: is_changed.then(|| changed.rfc3339()),
        authors: authors(site, placed).map(|name| Named { name }).collect(),
        tags: categories(site, placed).collect(),
        image: placed.cover.as_ref().map(|(_, route)| site.linker.fullest(route)),
        content_html: full_text.then(|| corrected_html(site, theme, placed).into_owned()),
        content_text: (!full_text).then_some(&summary),
    };
    serde_json::to_string(&item).unwrap_or_default()
}
