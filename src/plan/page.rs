//! Makes the view of one page: all that its template sees, and nothing more.

mod archive;
mod article;
mod head;
mod home;
mod issue;
mod site;
mod term;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::view::{Body as ViewBody, Card, Cards, DateView, Link, MaybeCard, Pager, Shell, TermLinks, Text, View};
use super::{Page, Plan, correction, page_count};
use crate::article::{Body, When, role_key};
use crate::moment::Moment;
use crate::site::link::{self, Target};
use crate::site::route::Route;
use crate::site::{Site, TermKind};
use crate::theme::{DatePattern, Theme};

/// Related articles on a page.
const RELATED: usize = 4;

/// What a view is made from: the site, the wording, and the page that links are written for.
struct Maker<'a> {
    site: &'a Site,
    theme: &'a Theme,
    plan: &'a Plan,
    own: &'a Route,
}

/// What every page at the depth of `own` sees.
#[must_use]
pub fn shell<'a>(site: &'a Site, theme: &'a Theme, plan: &'a Plan, own: &'a Route) -> Shell<'a> {
    let make = Maker { site, theme, plan, own };
    Shell { site: make.site_view(), assets: make.assets() }
}

/// The view of one page.
#[must_use]
pub fn view<'a>(site: &'a Site, theme: &'a Theme, plan: &'a Plan, own: &'a Route, page: Page) -> View<'a> {
    let make = Maker { site, theme, plan, own };
    View { page: make.head(page), body: make.body(page) }
}

/// An article in lists on pages at the depth of `own`.
#[must_use]
pub fn card<'a>(site: &'a Site, theme: &'a Theme, plan: &'a Plan, own: &'a Route, at: u32) -> Card<'a> {
    Maker { site, theme, plan, own }.card(at)
}

/// A term as pages at the depth of `own` link to it.
#[must_use]
pub fn link<'a>(site: &'a Site, theme: &'a Theme, plan: &'a Plan, own: &'a Route, kind: TermKind, at: u32) -> Link<'a> {
    Maker { site, theme, plan, own }.term_link(kind, at)
}

/// Writes an address into HTML: attribute-safe, with what addresses may not hold percent-encoded.
pub(crate) fn address(address: &str, html: &mut String) {
    for c in address.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("%22"),
            '<' => html.push_str("%3C"),
            '>' => html.push_str("%3E"),
            ' ' => html.push_str("%20"),
            c if c.is_control() => {}
            c => html.push(c),
        }
    }
}

impl<'a> Maker<'a> {
    pub(super) fn href(&self, route: &'a Route) -> Text<'a> {
        self.site.linker.href(self.own, route)
    }

    pub(super) fn made(&self, route: &Route) -> Text<'a> {
        Cow::Owned(self.site.linker.href(self.own, route).into_owned())
    }

    pub(super) fn assets(&self) -> BTreeMap<&'a str, Text<'a>> {
        self.plan.assets.iter().map(|(name, route)| (name.as_str(), self.href(route))).collect()
    }

    pub(super) fn word(&self, key: &'a str) -> &'a str {
        self.theme.word(key)
    }

    /// A role of a byline in the site's language; one that is not usual stays as it was written.
    pub(super) fn role(&self, written: &'a str) -> &'a str {
        role_key(written).and_then(|key| self.theme.words.get(key)).map_or(written, String::as_str)
    }

    pub(super) fn date(&self, moment: &Moment) -> DateView {
        let dates = &self.theme.dates;
        DateView { iso: moment.iso(), text: dated(&dates.full, moment), short: dated(&dates.short, moment) }
    }

    /// A year, month or day: only what was written.
    pub(super) fn when(&self, when: &When) -> DateView {
        let full = self.date(&when.moment);
        let (pattern, length) = match when.parts {
            1 => (&self.theme.dates.year, 4),
            2 => (&self.theme.dates.month, 7),
            _ => return full,
        };
        let text = dated(pattern, &when.moment);
        DateView { iso: full.iso[..length].to_owned(), short: text.clone(), text }
    }

    pub(super) fn body(&self, page: Page) -> ViewBody<'a> {
        let site = self.site;
        match page {
            Page::Home => self.home(),
            Page::News(number) => {
                let (articles, pager) = self.list(&site.listed, &Route::news(1), number);
                ViewBody::News { articles, pager }
            }
            Page::Article(at) => {
                let (newer, older) = site.neighbours(at);
                let placed = site.article(at);
                ViewBody::Article {
                    article: Box::new(self.article(at)),
                    communities: TermLinks(TermKind::Community, &placed.communities),
                    programs: TermLinks(TermKind::Program, &placed.programs),
                    tags: TermLinks(TermKind::Tag, &placed.tags),
                    cover: self.cover(placed),
                    contents: if placed.article.retracted.is_some() { Vec::new() } else { article::contents(&placed.article.body) },
                    issues: self.issues_of(at),
                    older: MaybeCard(older),
                    newer: MaybeCard(newer),
                    related: Cards(site.related(at, RELATED)),
                }
            }
            Page::Terms(kind) => ViewBody::Terms { kind: kind.segment(), terms: self.chips(kind) },
            Page::Term(kind, at, number) => {
                let term = site.term(kind, at);
                let (articles, pager) = self.list(&term.articles, &term.route, number);
                ViewBody::Term { kind: kind.segment(), term: Box::new(self.term(kind, at, number)), articles, pager }
            }
            Page::Archive => ViewBody::Archive { years: self.years() },
            Page::Year(at) => {
                let year = &site.calendar[at];
                ViewBody::ArchiveYear { year: self.year(year), months: (0..year.months.len()).map(|month| self.month(at, month)).collect() }
            }
            Page::Month(year, month) => ViewBody::ArchiveMonth { month: self.month(year, month) },
            Page::Issues => ViewBody::Issues { issues: (0..site.issues.len()).map(|at| self.issue(at, false)).collect() },
            Page::Issue(at) => {
                let placed = &site.issues[at as usize];
                ViewBody::Issue { issue: Box::new(self.issue(at as usize, true)), articles: Cards(placed.articles.clone()) }
            }
            Page::Plain(at) => {
                let plain = &site.pages[at as usize];
                let updated = plain.page.updated.map(|moment| self.date(&moment));
                ViewBody::Page { title: &plain.page.title, html: self.html(&plain.page.body, &plain.links), updated }
            }
            Page::Corrections => ViewBody::Page {
                title: self.word("title_corrections"),
                html: Cow::Owned(correction::list(site, self.theme, self.own)),
                updated: None,
            },
            Page::Search => ViewBody::Search { module: self.made(&Route::search().beside("search.js")), years: self.years() },
            Page::NotFound => ViewBody::NotFound {},
            Page::Moved(at) => ViewBody::Moved { title: &site.article(at).article.title, target: self.href(&site.article(at).route) },
        }
    }

    /// One page of a list with its pager.
    pub(super) fn list(&self, articles: &'a [u32], route: &Route, number: usize) -> (Cards, Pager<'a>) {
        let per_page = self.site.config.per_page;
        let pages = page_count(articles.len(), per_page);
        let from = (number - 1) * per_page;
        let cards = articles[from.min(articles.len())..].iter().take(per_page).copied().collect();
        let pager = Pager {
            number,
            pages,
            total: articles.len(),
            previous: (number > 1).then(|| self.made(&route.page(number - 1))),
            next: (number < pages).then(|| self.made(&route.page(number + 1))),
            first: self.made(route),
            last: self.made(&route.page(pages)),
        };
        (Cards(cards), pager)
    }

    pub(super) fn term_link(&self, kind: TermKind, at: u32) -> Link<'a> {
        let term = self.site.term(kind, at);
        let url = if term.is_asked { Cow::Borrowed("") } else { self.href(&term.route) };
        Link { name: Cow::Borrowed(&term.name), url }
    }

    pub(super) fn term_links(&self, kind: TermKind, terms: &[u32]) -> Vec<Link<'a>> {
        terms.iter().map(|at| self.term_link(kind, *at)).collect()
    }

    /// A body's HTML with every address in its place; pictures get their size, so that nothing jumps.
    pub(super) fn html(&self, body: &'a Body, links: &[Target]) -> Text<'a> {
        link::fill(body, links, |target, html| match target {
            Target::Route(route, rest) => address(&format!("{}{rest}", self.site.linker.href(self.own, route)), html),
            Target::Attachment(_, route) => address(&self.site.linker.href(self.own, route), html),
            Target::Picture(path, route) => {
                address(&self.site.linker.href(self.own, route), html);
                if let Some((width, height)) = self.site.files.get(path).and_then(|facts| facts.pixels).filter(|_| html_is_img(html)) {
                    html.push_str(&format!("\" width=\"{width}\" height=\"{height}"));
                }
            }
            Target::Broken => html.push('#'),
        })
    }
}

fn dated(pattern: &DatePattern, moment: &Moment) -> String {
    pattern.write(moment.year, moment.month, moment.day)
}

/// Whether the gap that was just filled is the `src` of a picture, not the `href` of a link to one.
fn html_is_img(html: &str) -> bool {
    html.rfind('<').is_some_and(|at| html[at..].starts_with("<img"))
}

fn kind_key(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Community => "kind_communities",
        TermKind::Program => "kind_programs",
        TermKind::Author => "kind_authors",
        TermKind::Tag => "kind_tags",
    }
}

/// A `tel:` address when a text holds a telephone number of at least 7 digits.
fn telephone(text: &str) -> Option<String> {
    let start = text.find(|c: char| c.is_ascii_digit() || c == '+')?;
    let number: String = text[start..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')'))
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    (number.len() >= 7).then(|| format!("tel:{number}"))
}
