//! Feeds: Atom (RFC 4287) and JSON Feed 1.1, of the site and of each community, program and tag.
//!
//! 20 entries; the site's feeds hold the full text, those of terms the summaries.

use std::fmt::Write as _;

use crate::article::Body;
use crate::key::Key;
use crate::plan::page::address;
use crate::site::link::{self, Target};
use crate::site::route::Route;
use crate::site::{Placed, Site, TermKind};

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
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// An article's text with full addresses, so that it can be read anywhere.
fn portable_html(site: &Site, placed: &Placed) -> String {
    let body: &Body = &placed.article.body;
    link::fill(body, &placed.links, |target, html| match target {
        Target::Route(route, rest) => address(&format!("{}{rest}", site.linker.fullest(route)), html),
        Target::Picture(_, route) | Target::Attachment(_, route) => address(&site.linker.fullest(route), html),
        Target::Broken => html.push('#'),
    })
    .into_owned()
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
pub fn atom(site: &Site, own: &Route, of: Option<(TermKind, u32)>) -> String {
    let channel = channel(site, of);
    let changed = |placed: &Placed| placed.article.updated.unwrap_or(placed.article.date);
    let newest = channel.articles.iter().map(|at| changed(site.article(*at))).max_by_key(|moment| moment.seconds);
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
    for at in channel.articles {
        let placed = site.article(*at);
        let url = xml(&site.linker.fullest(&placed.route));
        let (title, id) = (xml(&placed.article.title), xml(&id(site, &placed.route)));
        let _ = writeln!(out, "<entry>\n<title>{title}</title>\n<id>{id}</id>\n<link href=\"{url}\"/>");
        let _ = writeln!(out, "<published>{}</published>\n<updated>{}</updated>", placed.article.date.rfc3339(), changed(placed).rfc3339());
        for author in authors(site, placed) {
            let _ = writeln!(out, "<author><name>{}</name></author>", xml(author));
        }
        for category in categories(site, placed) {
            let _ = writeln!(out, "<category term=\"{}\"/>", xml(category));
        }
        let _ = writeln!(out, "<summary>{}</summary>", xml(placed.article.summary()));
        if channel.full_text {
            let _ = writeln!(out, "<content type=\"html\">{}</content>", xml(&portable_html(site, placed)));
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// A JSON feed.
#[must_use]
pub fn json(site: &Site, own: &Route, of: Option<(TermKind, u32)>) -> String {
    let channel = channel(site, of);
    let items: Vec<_> = channel.articles.iter().map(|at| item(site, site.article(*at), channel.full_text)).collect();
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": site.linker.fullest(&channel.page),
        "feed_url": site.linker.fullest(own),
        "language": site.config.language,
        "items": items,
    });
    format!("{feed:#}\n")
}

fn item(site: &Site, placed: &Placed, full_text: bool) -> serde_json::Value {
    let url = site.linker.fullest(&placed.route);
    let authors: Vec<_> = authors(site, placed).map(|name| serde_json::json!({ "name": name })).collect();
    let mut item = serde_json::json!({
        "id": url, "url": url, "title": placed.article.title, "summary": placed.article.summary(),
        "date_published": placed.article.date.rfc3339(),
        "authors": authors,
        "tags": categories(site, placed).collect::<Vec<_>>(),
    });
    if let Some(updated) = placed.article.updated {
        item["date_modified"] = updated.rfc3339().into();
    }
    if let Some((_, route)) = &placed.cover {
        item["image"] = site.linker.fullest(route).into();
    }
    if full_text {
        item["content_html"] = portable_html(site, placed).into();
    } else {
        item["content_text"] = placed.article.summary().into();
    }
    item
}
