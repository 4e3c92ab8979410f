//! The head of a page: its title, description, picture, place in the site, and what search engines read.

use std::borrow::Cow;

use super::super::Page;
use super::super::correction;
use super::super::json_ld::{CorrectionComment, NewsArticle, Party};
use super::super::view::{Link, PageHead, Text};
use super::{Maker, kind_key};
use crate::site::link::Target;
use crate::site::route::Route;
use crate::site::{Placed, PlacedIssue, TermKind, Year};

impl<'a> Maker<'a> {
    pub(super) fn head(&self, page: Page) -> PageHead<'a> {
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
            Page::Corrections => word("title_corrections"),
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
    pub(super) fn numbered(&self, name: &str, number: usize) -> Text<'a> {
        let title = &self.site.config.title;
        if number <= 1 {
            return Cow::Owned(format!("{name} - {title}"));
        }
        let page = self.word("page_n").replace("{n}", &number.to_string());
        Cow::Owned(format!("{name} {page} - {title}"))
    }

    /// "标题 - 社区" (R17).
    pub(super) fn article_title(&self, placed: &Placed) -> Text<'a> {
        let place = placed.communities.first().map_or(&self.site.config.title, |at| &self.site.term(TermKind::Community, *at).name);
        Cow::Owned(format!("{} - {place}", placed.article.title))
    }

    pub(super) fn year_name(&self, year: &Year) -> String {
        self.theme.dates.year.write(year.year, 1, 1)
    }

    pub(super) fn month_name(&self, year: usize, month: usize) -> String {
        let year = &self.site.calendar[year];
        self.theme.dates.month.write(year.year, year.months[month].month, 1)
    }

    pub(super) fn issue_title(&self, placed: &'a PlacedIssue) -> Text<'a> {
        match &placed.issue.title {
            Some(title) => Cow::Borrowed(title),
            None => Cow::Owned(self.word("issue_title").replace("{n}", &placed.issue.number.to_string())),
        }
    }

    pub(super) fn description(&self, page: Page) -> Text<'a> {
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

    pub(super) fn image(&self, page: Page) -> Option<String> {
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

    pub(super) fn breadcrumbs(&self, page: Page) -> Vec<Link<'a>> {
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
            Page::News(_) | Page::Terms(_) | Page::Archive | Page::Issues | Page::Plain(_) | Page::Corrections | Page::Search => {}
        }
        trail
    }

    pub(super) fn json_ld(&self, page: Page) -> Option<String> {
        let Page::Article(at) = page else { return None };
        let (site, placed) = (self.site, self.site.article(at));
        if placed.article.retracted.is_some() {
            return None;
        }
        let name = |at: u32| site.term(TermKind::Author, at).name.as_str();
        let comment = |one| CorrectionComment::of(one, correction::sentence(self.theme, one));
        let data = NewsArticle {
            context: "https://schema.org",
            kind: "NewsArticle",
            author: placed.people().into_iter().map(|at| Party { kind: "Person", name: name(at) }).collect(),
            correction: placed.article.corrections.iter().map(comment).collect(),
            date_modified: placed.article.changed().rfc3339(),
            date_published: placed.article.date.rfc3339(),
            headline: &placed.article.title,
            image: self.image(page),
            publisher: Party { kind: "Organization", name: site.config.footer.sponsor.as_ref().unwrap_or(&site.config.title) },
            url: site.linker.full(&placed.route),
        };
        let json = serde_json::to_string(&data).unwrap_or_default();
        Some(if json.contains('<') { json.replace('<', "\\u003c") } else { json })
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
        Page::Corrections => "corrections",
        Page::Search => "search",
        Page::NotFound => "not_found",
        Page::Moved(_) => "moved",
    }
}
