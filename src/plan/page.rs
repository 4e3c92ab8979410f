//! Makes the view of one page: all that its template sees, and nothing more.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::json_ld::{NewsArticle, Party};
use super::view::{
    ArticleView, Body as ViewBody, Card, Cards, ContentsEntry, CreditView, DateView, FooterView, IssueView, Line, Link, Links, MaybeCard,
    MenuItem, MonthCount, MonthView, PageHead, Pager, PictureView, Pieces, Shell, SiteView, TermChip, TermLinks, TermView, Text, View,
    YearCount, YearView,
};
use super::{Page, Plan, page_count};
use crate::article::{Body, When, role_key};
use crate::moment::Moment;
use crate::site::link::{self, Target};
use crate::site::route::Route;
use crate::site::{Placed, PlacedIssue, Site, Term, TermKind, Year};
use crate::theme::{DatePattern, Theme};

/// The menu of a site that has none of its own: routes, and the keys of their wording.
const USUAL_MENU: [(&str, &str); 6] = [
    ("/", "menu_home"),
    ("/news/", "menu_news"),
    ("/communities/", "menu_communities"),
    ("/programs/", "menu_programs"),
    ("/issues/", "menu_issues"),
    ("/archive/", "menu_archive"),
];
/// Headings below which an article gets no contents list.
const FEWEST_HEADINGS: usize = 4;
/// Related articles on a page.
const RELATED: usize = 4;
/// Han characters that most people read in a minute.
const READ_IN_A_MINUTE: usize = 300;

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
    fn href(&self, route: &'a Route) -> Text<'a> {
        self.site.linker.href(self.own, route)
    }

    fn made(&self, route: &Route) -> Text<'a> {
        Cow::Owned(self.site.linker.href(self.own, route).into_owned())
    }

    fn assets(&self) -> BTreeMap<&'a str, Text<'a>> {
        self.plan.assets.iter().map(|(name, route)| (name.as_str(), self.href(route))).collect()
    }

    fn word(&self, key: &'a str) -> &'a str {
        self.theme.word(key)
    }

    /// A role of a byline in the site's language; one that is not usual stays as it was written.
    fn role(&self, written: &'a str) -> &'a str {
        role_key(written).and_then(|key| self.theme.words.get(key)).map_or(written, String::as_str)
    }

    fn date(&self, moment: &Moment) -> DateView {
        let dates = &self.theme.dates;
        DateView { iso: moment.iso(), text: dated(&dates.full, moment), short: dated(&dates.short, moment) }
    }

    /// A year, month or day: only what was written.
    fn when(&self, when: &When) -> DateView {
        let full = self.date(&when.moment);
        let (pattern, length) = match when.parts {
            1 => (&self.theme.dates.year, 4),
            2 => (&self.theme.dates.month, 7),
            _ => return full,
        };
        let text = dated(pattern, &when.moment);
        DateView { iso: full.iso[..length].to_owned(), short: text.clone(), text }
    }

    fn site_view(&self) -> SiteView<'a> {
        let config = &self.site.config;
        SiteView {
            title: &config.title,
            tagline: &config.tagline,
            language: &config.language,
            menu: self.menu(),
            pages: self.other_pages(),
            links: self.links(),
            footer: self.footer(),
            indent: config.indent,
            pieces: Pieces,
        }
    }

    fn menu(&self) -> Vec<MenuItem<'a>> {
        if self.site.config.menu.is_empty() {
            return USUAL_MENU
                .iter()
                .map(|(route, key)| MenuItem { name: Cow::Borrowed(self.word(key)), url: self.made(&Route::alias(route)) })
                .collect();
        }
        let entries = self.site.config.menu.iter();
        entries.map(|entry| MenuItem { name: Cow::Borrowed(&entry.name), url: self.outside_or_route(&entry.url.text) }).collect()
    }

    /// The plain pages to which no other address on every page leads.
    fn other_pages(&self) -> Vec<Link<'a>> {
        let config = &self.site.config;
        let named: Vec<Route> =
            config.menu.iter().map(|entry| &entry.url).chain(&config.footer.contact).map(|named| Route::alias(&named.text)).collect();
        let others = self.site.pages.iter().filter(|placed| !named.contains(&placed.route));
        others.map(|placed| Link { name: Cow::Borrowed(placed.page.title.as_str()), url: self.href(&placed.route) }).collect()
    }

    /// The menu entry that this page is or lies below: the longest, so that 首页 is current on the home page only.
    fn menu_url(&self) -> Text<'a> {
        let own = self.own.as_str();
        let is_above = |route: &&str| {
            if *route == "/" { own == "/" } else { own.strip_prefix(route.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/')) }
        };
        let longest = |routes: &mut dyn Iterator<Item = &'a str>| routes.filter(is_above).max_by_key(|route| route.len());
        let found = if self.site.config.menu.is_empty() {
            longest(&mut USUAL_MENU.iter().map(|(route, _)| *route))
        } else {
            longest(&mut self.site.config.menu.iter().map(|entry| entry.url.text.as_str()).filter(|route| route.starts_with('/')))
        };
        found.map_or(Cow::Borrowed(""), |route| self.made(&Route::alias(route)))
    }

    /// An address from site.yaml: a route of the site, or an outside address as it is.
    fn outside_or_route(&self, written: &'a str) -> Text<'a> {
        match written.strip_prefix('/') {
            Some(_) => self.made(&Route::alias(written)),
            None => Cow::Borrowed(written),
        }
    }

    fn links(&self) -> Links<'a> {
        Links {
            home: self.made(&Route::home()),
            news: self.made(&Route::news(1)),
            communities: self.made(&Route::terms(TermKind::Community)),
            programs: self.made(&Route::terms(TermKind::Program)),
            authors: self.made(&Route::terms(TermKind::Author)),
            tags: self.made(&Route::terms(TermKind::Tag)),
            archive: self.made(&Route::archive()),
            issues: self.made(&Route::issues()),
            search: self.made(&Route::search()),
            feed: if self.site.config.feeds { self.made(&Route::root_file("feed.xml")) } else { Cow::Borrowed("") },
            feed_json: if self.site.config.feeds { self.made(&Route::root_file("feed.json")) } else { Cow::Borrowed("") },
            manifest: self.made(&Route::root_file("manifest.webmanifest")),
        }
    }

    fn footer(&self) -> FooterView<'a> {
        let footer = &self.site.config.footer;
        let contact = footer.contact.as_ref().map(|named| named.text.as_str());
        let contact_url = contact.map(|written| {
            if written.contains('@') && !written.contains(['/', ' ']) {
                Cow::Owned(format!("mailto:{written}"))
            } else {
                self.outside_or_route(written)
            }
        });
        FooterView {
            icp: footer.icp.as_deref(),
            police: footer.police.as_deref(),
            sponsor: footer.sponsor.as_deref(),
            telephone: footer.telephone.as_deref(),
            telephone_url: footer.telephone.as_deref().and_then(telephone),
            contact,
            contact_url,
        }
    }

    fn head(&self, page: Page) -> PageHead<'a> {
        let site = self.site;
        let named = |name: &str| Cow::Owned(format!("{name} - {}", site.config.title));
        let word = |key: &'a str| named(self.word(key));
        let title: Text<'a> = match page {
            Page::Home => Cow::Borrowed(&site.config.title),
            Page::News(number) => self.numbered(self.word("title_news"), number),
            Page::Article(at) | Page::Moved(at) => self.article_title(site.article(at)),
            Page::Terms(kind) => word(kind_key(kind)),
            Page::Term(kind, at, number) => self.numbered(&site.term(kind, at).name, number),
            Page::Archive => word("title_archive"),
            Page::Year(at) => named(&self.year_name(&site.calendar[at])),
            Page::Month(year, month) => named(&self.month_name(year, month)),
            Page::Issues => word("title_issues"),
            Page::Issue(at) => named(&self.issue_title(&site.issues[at as usize])),
            Page::Plain(at) => named(&site.pages[at as usize].page.title),
            Page::Search => word("title_search"),
            Page::NotFound => word("title_not_found"),
        };
        let is_stub = match page {
            Page::NotFound | Page::Moved(_) => true,
            Page::Article(at) => site.article(at).article.retracted.is_some(),
            _ => false,
        };
        let canonical = match page {
            Page::Moved(at) => site.linker.full(&site.article(at).route),
            _ => site.linker.full(self.own),
        };
        PageHead {
            kind: kind(page),
            title,
            description: self.description(page),
            url: self.href(self.own),
            menu_url: self.menu_url(),
            canonical: canonical.filter(|_| !matches!(page, Page::NotFound)),
            image: self.image(page),
            breadcrumbs: self.breadcrumbs(page),
            noindex: is_stub || matches!(page, Page::News(2..) | Page::Term(_, _, 2..) | Page::Search),
            json_ld: self.json_ld(page),
        }
    }

    /// "名称 - 站名", with the number of later pages.
    fn numbered(&self, name: &str, number: usize) -> Text<'a> {
        let title = &self.site.config.title;
        if number <= 1 {
            return Cow::Owned(format!("{name} - {title}"));
        }
        let page = self.word("page_n").replace("{n}", &number.to_string());
        Cow::Owned(format!("{name} {page} - {title}"))
    }

    /// "标题 - 社区" (R17).
    fn article_title(&self, placed: &Placed) -> Text<'a> {
        let place = placed.communities.first().map_or(&self.site.config.title, |at| &self.site.term(TermKind::Community, *at).name);
        Cow::Owned(format!("{} - {place}", placed.article.title))
    }

    fn year_name(&self, year: &Year) -> String {
        self.theme.dates.year.write(year.year, 1, 1)
    }

    fn month_name(&self, year: usize, month: usize) -> String {
        let year = &self.site.calendar[year];
        self.theme.dates.month.write(year.year, year.months[month].month, 1)
    }

    fn issue_title(&self, placed: &'a PlacedIssue) -> Text<'a> {
        match &placed.issue.title {
            Some(title) => Cow::Borrowed(title),
            None => Cow::Owned(self.word("issue_title").replace("{n}", &placed.issue.number.to_string())),
        }
    }

    fn description(&self, page: Page) -> Text<'a> {
        let site = self.site;
        let text: &'a str = match page {
            Page::Article(at) if site.article(at).article.retracted.is_none() => site.article(at).article.summary(),
            Page::Term(kind, at, _) => site.term(kind, at).register.as_ref().map_or("", |entry| &entry.body.summary),
            Page::Issue(at) => &site.issues[at as usize].issue.lead,
            Page::Plain(at) => &site.pages[at as usize].page.body.summary,
            _ => "",
        };
        match (text, site.config.tagline.as_str()) {
            ("", "") => Cow::Borrowed(&site.config.title),
            ("", tagline) => Cow::Borrowed(tagline),
            (text, _) => Cow::Borrowed(text),
        }
    }

    fn image(&self, page: Page) -> Option<String> {
        let site = self.site;
        let none: &[Target] = &[];
        let (cover, links) = match page {
            Page::Article(at) if site.article(at).article.retracted.is_none() => {
                (site.article(at).cover.as_ref(), &*site.article(at).links)
            }
            Page::Term(kind, at, _) => (None, site.term_links.get(&(kind, at)).map_or(none, Vec::as_slice)),
            Page::Issue(at) => (None, &*site.issues[at as usize].links),
            Page::Plain(at) => (None, &*site.pages[at as usize].links),
            _ => (None, none),
        };
        let first = || {
            links.iter().find_map(|target| match target {
                Target::Picture(_, route) => Some(route),
                _ => None,
            })
        };
        site.linker.full(cover.map(|(_, route)| route).or_else(first)?)
    }

    fn breadcrumbs(&self, page: Page) -> Vec<Link<'a>> {
        let site = self.site;
        let fixed = |route: Route, key: &'a str| Link { name: Cow::Borrowed(self.word(key)), url: self.made(&route) };
        let mut trail = vec![fixed(Route::home(), "menu_home")];
        match page {
            Page::Home | Page::NotFound | Page::Moved(_) => return Vec::new(),
            Page::Article(at) => {
                let placed = site.article(at);
                trail.extend(placed.communities.first().map(|at| self.term_link(TermKind::Community, *at)));
                trail.extend(placed.programs.first().map(|at| self.term_link(TermKind::Program, *at)));
            }
            Page::Term(kind, ..) => trail.push(fixed(Route::terms(kind), kind_key(kind))),
            Page::Year(_) => trail.push(fixed(Route::archive(), "title_archive")),
            Page::Month(year, _) => {
                let year = &site.calendar[year];
                trail.push(fixed(Route::archive(), "title_archive"));
                trail.push(Link { name: Cow::Owned(self.year_name(year)), url: self.made(&Route::year(year.year)) });
            }
            Page::Issue(_) => trail.push(fixed(Route::issues(), "title_issues")),
            Page::News(_) | Page::Terms(_) | Page::Archive | Page::Issues | Page::Plain(_) | Page::Search => {}
        }
        trail
    }

    fn json_ld(&self, page: Page) -> Option<String> {
        let Page::Article(at) = page else { return None };
        let (site, placed) = (self.site, self.site.article(at));
        if placed.article.retracted.is_some() {
            return None;
        }
        let name = |at: u32| site.term(TermKind::Author, at).name.as_str();
        let changed = placed.article.updated.unwrap_or(placed.article.date);
        let data = NewsArticle {
            context: "https://schema.org",
            kind: "NewsArticle",
            author: placed.people().into_iter().map(|at| Party { kind: "Person", name: name(at) }).collect(),
            date_modified: changed.rfc3339(),
            date_published: placed.article.date.rfc3339(),
            headline: &placed.article.title,
            image: self.image(page),
            publisher: Party { kind: "Organization", name: site.config.footer.sponsor.as_ref().unwrap_or(&site.config.title) },
            url: site.linker.full(&placed.route),
        };
        let json = serde_json::to_string(&data).unwrap_or_default();
        Some(if json.contains('<') { json.replace('<', "\\u003c") } else { json })
    }

    fn body(&self, page: Page) -> ViewBody<'a> {
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
                    contents: if placed.article.retracted.is_some() { Vec::new() } else { contents(&placed.article.body) },
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
            Page::Search => ViewBody::Search { module: self.made(&Route::search().beside("search.js")), years: self.years() },
            Page::NotFound => ViewBody::NotFound {},
            Page::Moved(at) => ViewBody::Moved { title: &site.article(at).article.title, target: self.href(&site.article(at).route) },
        }
    }

    fn home(&self) -> ViewBody<'a> {
        let site = self.site;
        let (pinned, others): (Vec<u32>, Vec<u32>) = site.listed.iter().partition(|at| site.article(**at).pinned);
        ViewBody::Home {
            pinned: Cards(pinned),
            latest: Cards(others.into_iter().take(site.config.home_latest).collect()),
            issue: (!site.issues.is_empty()).then(|| self.issue(0, false)),
            communities: self.chips(TermKind::Community),
            programs: self.chips(TermKind::Program),
            total: site.listed.len(),
            newest: site.listed.first().map(|at| self.date(&site.article(*at).article.date)),
        }
    }

    /// One page of a list with its pager.
    fn list(&self, articles: &'a [u32], route: &Route, number: usize) -> (Cards, Pager<'a>) {
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

    fn card(&self, at: u32) -> Card<'a> {
        let placed = self.site.article(at);
        Card {
            title: &placed.article.title,
            url: self.href(&placed.route),
            date: self.date(&placed.article.date),
            summary: if placed.article.retracted.is_some() { "" } else { placed.article.summary() },
            communities: TermLinks(TermKind::Community, &placed.communities),
            programs: TermLinks(TermKind::Program, &placed.programs),
            cover: self.cover(placed),
            pinned: placed.pinned,
            pieces: Pieces,
        }
    }

    fn cover(&self, placed: &'a Placed) -> Option<PictureView<'a>> {
        let (path, route) = placed.cover.as_ref().filter(|_| placed.article.retracted.is_none())?;
        let pixels = self.site.files.get(path).and_then(|facts| facts.pixels);
        Some(PictureView {
            url: self.href(route),
            alt: &placed.article.cover_alt,
            width: pixels.map(|(width, _)| width),
            height: pixels.map(|(_, height)| height),
        })
    }

    fn line(&self, at: u32) -> Line<'a> {
        let placed = self.site.article(at);
        Line { title: &placed.article.title, url: self.href(&placed.route), date: self.date(&placed.article.date) }
    }

    fn term_link(&self, kind: TermKind, at: u32) -> Link<'a> {
        let term = self.site.term(kind, at);
        Link { name: Cow::Borrowed(&term.name), url: self.href(&term.route) }
    }

    fn term_links(&self, kind: TermKind, terms: &[u32]) -> Vec<Link<'a>> {
        terms.iter().map(|at| self.term_link(kind, *at)).collect()
    }

    fn chips(&self, kind: TermKind) -> Vec<TermChip<'a>> {
        self.site.taxonomy(kind).in_order().map(|(_, term)| self.chip(term, term.articles.len())).collect()
    }

    fn chip(&self, term: &'a Term, count: usize) -> TermChip<'a> {
        let entry = term.register.as_deref();
        TermChip {
            name: &term.name,
            url: self.href(&term.route),
            count,
            district: entry.and_then(|entry| entry.district.as_deref()),
            street: entry.and_then(|entry| entry.street.as_deref()),
            status: entry.and_then(|entry| entry.status.as_deref()),
            closed: entry.is_some_and(|entry| entry.closed.is_some() || entry.ended.is_some()),
        }
    }

    /// A body's HTML with every address in its place; pictures get their size, so that nothing jumps.
    fn html(&self, body: &'a Body, links: &[Target]) -> Text<'a> {
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

    fn article(&self, at: u32) -> ArticleView<'a> {
        let site = self.site;
        let placed = site.article(at);
        let article = &placed.article;
        let is_back = article.retracted.is_some();
        ArticleView {
            title: &article.title,
            html: if is_back { Cow::Borrowed("") } else { self.html(&article.body, &placed.links) },
            summary: if is_back { "" } else { article.summary() },
            date: self.date(&article.date),
            updated: article.updated.map(|moment| self.date(&moment)),
            credits: placed
                .credits
                .iter()
                .map(|(role, people)| CreditView {
                    role: role.as_deref().map(|role| Cow::Borrowed(self.role(role))),
                    people: self.term_links(TermKind::Author, people),
                })
                .collect(),
            source: article.source.as_deref(),
            reviewed_by: article.reviewed_by.as_deref(),
            words: article.body.words,
            minutes: article.body.words.div_ceil(READ_IN_A_MINUTE).max(1),
            expired: article.expires.filter(|_| placed.expired).map(|moment| self.date(&moment)),
            retracted: article.retracted.as_deref(),
        }
    }

    /// The issues that hold an article.
    fn issues_of(&self, at: u32) -> Vec<Link<'a>> {
        let link = |at: &u32| {
            let issue = &self.site.issues[*at as usize];
            Link { name: self.issue_title(issue), url: self.href(&issue.route) }
        };
        self.site.issues_of.get(&at).into_iter().flatten().map(link).collect()
    }

    fn term(&self, kind: TermKind, at: u32, number: usize) -> TermView<'a> {
        let site = self.site;
        let term = site.term(kind, at);
        let entry = term.register.as_deref();
        let none: &[Target] = &[];
        let is_first = number == 1;
        let links = site.term_links.get(&(kind, at)).map_or(none, Vec::as_slice);
        TermView {
            name: &term.name,
            aliases: entry.map_or(&[], |entry| &entry.alias_texts),
            html: entry.filter(|_| is_first).map_or(Cow::Borrowed(""), |entry| self.html(&entry.body, links)),
            count: term.articles.len(),
            district: entry.and_then(|entry| entry.district.as_deref()),
            street: entry.and_then(|entry| entry.street.as_deref()),
            contact: entry.and_then(|entry| entry.contact.as_deref()),
            contact_url: entry.and_then(|entry| entry.contact.as_deref()).and_then(telephone),
            closed: entry.and_then(|entry| entry.closed.as_ref()).map(|when| self.when(when)),
            status: entry.and_then(|entry| entry.status.as_deref()),
            started: entry.and_then(|entry| entry.started.as_ref()).map(|when| self.when(when)),
            ended: entry.and_then(|entry| entry.ended.as_ref()).map(|when| self.when(when)),
            programs: if is_first && kind == TermKind::Community { self.programs_of(at, term) } else { Vec::new() },
            communities: if is_first && kind == TermKind::Program { self.communities_of(term) } else { Vec::new() },
            years: if is_first { self.year_counts(term) } else { Vec::new() },
            feed: (site.config.feeds && kind != TermKind::Author).then(|| self.made(&term.route.beside("feed.xml"))),
        }
    }

    /// How many of a term's articles each term of another kind has.
    fn counts(&self, term: &Term, of: TermKind) -> Vec<usize> {
        let mut counts = vec![0; self.site.taxonomy(of).terms.len()];
        for at in &term.articles {
            let placed = self.site.article(*at);
            let terms = if of == TermKind::Program { &placed.programs } else { &placed.communities };
            terms.iter().for_each(|other| counts[*other as usize] += 1);
        }
        counts
    }

    /// A community's programs: those whose register entry names it, and those of its articles.
    fn programs_of(&self, community: u32, term: &Term) -> Vec<TermChip<'a>> {
        let counts = self.counts(term, TermKind::Program);
        let names_it = |program: &Term| {
            let communities = self.site.taxonomy(TermKind::Community);
            program
                .register
                .as_ref()
                .is_some_and(|entry| entry.communities.iter().any(|named| communities.find(&named.text) == Some(community)))
        };
        let programs = self.site.taxonomy(TermKind::Program).in_order();
        programs
            .filter(|(at, program)| counts[*at as usize] > 0 || names_it(program))
            .map(|(at, program)| self.chip(program, counts[at as usize]))
            .collect()
    }

    /// A program's communities: those that its register entry names, and those of its articles.
    fn communities_of(&self, term: &Term) -> Vec<TermChip<'a>> {
        let communities = self.site.taxonomy(TermKind::Community);
        let counts = self.counts(term, TermKind::Community);
        let named: Vec<u32> =
            term.register.iter().flat_map(|entry| &entry.communities).filter_map(|named| communities.find(&named.text)).collect();
        let chosen = communities.in_order().filter(|(at, _)| counts[*at as usize] > 0 || named.contains(at));
        chosen.map(|(at, community)| self.chip(community, counts[at as usize])).collect()
    }

    fn year_counts(&self, term: &Term) -> Vec<YearCount> {
        let mut years: Vec<YearCount> = Vec::new();
        for at in &term.articles {
            let year = self.site.article(*at).article.date.year;
            match years.last_mut() {
                Some(last) if last.year == year => last.count += 1,
                _ => years.push(YearCount { year, count: 1 }),
            }
        }
        years
    }

    fn years(&self) -> Vec<YearView<'a>> {
        self.site.calendar.iter().map(|year| self.year(year)).collect()
    }

    fn year(&self, year: &Year) -> YearView<'a> {
        let months: Vec<_> = year
            .months
            .iter()
            .map(|month| MonthCount { month: month.month, url: self.made(&Route::month(year.year, month.month)), count: month.range.len() })
            .collect();
        YearView { year: year.year, url: self.made(&Route::year(year.year)), count: months.iter().map(|month| month.count).sum(), months }
    }

    fn month(&self, year: usize, month: usize) -> MonthView<'a> {
        let year = &self.site.calendar[year];
        let month = &year.months[month];
        let articles = self.site.listed[month.range.clone()].iter().map(|at| self.line(*at)).collect();
        MonthView { year: year.year, month: month.month, url: self.made(&Route::month(year.year, month.month)), articles }
    }

    fn issue(&self, at: usize, with_text: bool) -> IssueView<'a> {
        let issues = &self.site.issues;
        let placed = &issues[at];
        let link = |placed: &'a PlacedIssue| Link { name: self.issue_title(placed), url: self.href(&placed.route) };
        IssueView {
            title: self.issue_title(placed),
            number: placed.issue.number,
            date: self.date(&placed.issue.date),
            lead: &placed.issue.lead,
            url: self.href(&placed.route),
            html: if with_text { self.html(&placed.issue.body, &placed.links) } else { Cow::Borrowed("") },
            contents: placed.articles.iter().map(|at| self.line(*at)).collect(),
            older: issues.get(at + 1).map(link),
            newer: at.checked_sub(1).map(|at| link(&issues[at])),
        }
    }
}

fn dated(pattern: &DatePattern, moment: &Moment) -> String {
    pattern.write(moment.year, moment.month, moment.day)
}

/// Whether the gap that was just filled is the `src` of a picture, not the `href` of a link to one.
fn html_is_img(html: &str) -> bool {
    html.rfind('<').is_some_and(|at| html[at..].starts_with("<img"))
}

fn contents(body: &Body) -> Vec<ContentsEntry<'_>> {
    if body.headings.len() < FEWEST_HEADINGS {
        return Vec::new();
    }
    body.headings.iter().map(|heading| ContentsEntry { level: heading.level, id: &heading.id, text: &heading.text }).collect()
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

fn kind_key(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Community => "kind_communities",
        TermKind::Program => "kind_programs",
        TermKind::Author => "kind_authors",
        TermKind::Tag => "kind_tags",
    }
}

fn kind(page: Page) -> &'static str {
    match page {
        Page::Home => "home",
        Page::News(_) => "news",
        Page::Article(_) => "article",
        Page::Terms(_) => "terms",
        Page::Term(..) => "term",
        Page::Archive => "archive",
        Page::Year(_) => "archive_year",
        Page::Month(..) => "archive_month",
        Page::Issues => "issues",
        Page::Issue(_) => "issue",
        Page::Plain(_) => "page",
        Page::Search => "search",
        Page::NotFound => "not_found",
        Page::Moved(_) => "moved",
    }
}
