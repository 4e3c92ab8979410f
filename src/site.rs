//! Stage 3, join: everything that needs more than one file.
//!
//! In: all parsed documents, the configuration, the facts of the files they refer to, and one moment that
//! stands for now. Out: a [`Site`] with addresses, order, terms, issues and resolved links. Reads no file and
//! no clock, renders nothing. A value is complete when it is made: nothing is filled in later.

mod article_terms;
mod collection;
mod held;
pub mod link;
mod placing;
mod resolve;
mod retracted;
pub mod route;
mod special;
pub mod term;
mod visible;

use std::collections::HashMap;
use std::sync::Arc;

use crate::article::{Article, Body, Issue, Page, Register};
use crate::config::Config;
use crate::fields::Front;
use crate::moment::Moment;
use crate::note::Note;
use crate::source::Sources;

use link::{Files, Target};
pub(crate) use resolve::is_address;
use route::{Linker, Route};
pub(crate) use special::is_own_name;
use term::index;
pub use term::{Taxonomy, Term, TermKind};
pub use visible::{Coming, Event, UrgentNotice};

/// What the join needs beside the documents.
#[derive(Debug, Clone)]
pub struct JoinOptions {
    /// The moment that stands for now.
    pub now: Moment,
    /// Whether drafts are built.
    pub drafts: bool,
}

/// All parsed documents, each in the order of their paths.
#[derive(Debug, Default)]
pub struct Documents {
    /// Articles.
    pub articles: Vec<Arc<Article>>,
    /// Articles that an error of their own keeps from being published.
    pub refused: Vec<Arc<Article>>,
    /// Entries of registers.
    pub registers: Vec<Arc<Register>>,
    /// Issues.
    pub issues: Vec<Arc<Issue>>,
    /// Plain pages.
    pub pages: Vec<Arc<Page>>,
}

impl Documents {
    /// Every text with the front matter of its file.
    pub fn bodies(&self) -> impl Iterator<Item = (&Front, &Body)> {
        let articles = self.articles.iter().chain(&self.refused).map(|article| (&article.front, &article.body));
        let registers = self.registers.iter().map(|entry| (&entry.front, &entry.body));
        let issues = self.issues.iter().map(|issue| (&issue.front, &issue.body));
        let pages = self.pages.iter().map(|page| (&page.front, &page.body));
        articles.chain(registers).chain(issues).chain(pages)
    }
}

/// An article in its place.
#[derive(Debug)]
pub struct Placed {
    /// The article itself.
    pub article: Arc<Article>,
    /// Its address.
    pub route: Route,
    /// Its communities.
    pub communities: Vec<u32>,
    /// Its programs.
    pub programs: Vec<u32>,
    /// Its byline: role and authors.
    pub credits: Vec<(Option<String>, Vec<u32>)>,
    /// Its tags.
    pub tags: Vec<u32>,
    /// What its links lead to, one for each slot of its body.
    pub links: Vec<Target>,
    /// Its cover: path of the file, and address.
    pub cover: Option<(String, Route)>,
    /// Whether it has expired.
    pub expired: bool,
    /// Whether it stands on top of the home page at this moment.
    pub pinned: bool,
}

impl Placed {
    /// Whether lists show it: it has neither expired nor been retracted.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        !self.expired && self.article.retracted.is_none()
    }

    /// Everyone of the byline once, also who has several roles, in its order.
    #[must_use]
    pub fn people(&self) -> Vec<u32> {
        let mut people: Vec<u32> = Vec::new();
        for person in self.credits.iter().flat_map(|(_, people)| people) {
            if !people.contains(person) {
                people.push(*person);
            }
        }
        people
    }
}

/// An issue in its place.
#[derive(Debug)]
pub struct PlacedIssue {
    /// The issue itself.
    pub issue: Arc<Issue>,
    /// Its address.
    pub route: Route,
    /// Its articles in order.
    pub articles: Vec<u32>,
    /// What its links lead to.
    pub links: Vec<Target>,
}

/// A plain page in its place.
#[derive(Debug)]
pub struct PlacedPage {
    /// The page itself.
    pub page: Arc<Page>,
    /// Its address.
    pub route: Route,
    /// What its links lead to.
    pub links: Vec<Target>,
}

/// A year of listed articles.
#[derive(Debug)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Its months that have articles, newest first.
    pub months: Vec<Month>,
}

/// A month of listed articles.
#[derive(Debug)]
pub struct Month {
    /// 1 to 12.
    pub month: i8,
    /// Its articles: positions in the site's list.
    pub range: std::ops::Range<usize>,
}

/// The whole site, joined.
#[derive(Debug)]
pub struct Site {
    /// The configuration.
    pub config: Arc<Config>,
    /// How addresses are written.
    pub linker: Linker,
    /// Published articles, newest first, the same moment by route.
    pub articles: Vec<Placed>,
    /// Those that lists show, in the same order, as indices.
    pub listed: Vec<u32>,
    /// The listed articles by year and month, newest first.
    pub calendar: Vec<Year>,
    /// Communities, programs, authors, tags.
    pub taxonomies: [Taxonomy; 4],
    /// What the links of register introductions lead to, by kind and term.
    pub term_links: HashMap<(TermKind, u32), Vec<Target>>,
    /// Issues, newest first.
    pub issues: Vec<PlacedIssue>,
    /// Plain pages, by their order, then by route.
    pub pages: Vec<PlacedPage>,
    /// Files below `content/static/`: path and address.
    pub statics: Vec<(String, Route)>,
    /// Pictures and attachments that something refers to.
    pub files: Files,
    /// For each article, the issues that hold it (by position).
    pub issues_of: HashMap<u32, Vec<u32>>,
    /// When the site next changes by itself.
    pub next_change: Option<Coming>,
    /// Notices on every page at this moment.
    pub urgent: Vec<UrgentNotice>,
    /// Corrections of articles, newest first: the article, and the place among its own.
    pub corrections: Vec<(u32, usize)>,
    /// How many articles wait for their moment, and how many are drafts.
    pub waiting: (usize, usize),
}

impl Site {
    /// The terms of one kind.
    #[must_use]
    pub fn taxonomy(&self, kind: TermKind) -> &Taxonomy {
        &self.taxonomies[kind as usize]
    }

    /// One term.
    #[must_use]
    pub fn term(&self, kind: TermKind, at: u32) -> &Term {
        &self.taxonomy(kind).terms[at as usize]
    }

    /// One article.
    #[must_use]
    pub fn article(&self, at: u32) -> &Placed {
        &self.articles[at as usize]
    }

    /// The listed articles next to one in time: newer and older.
    #[must_use]
    pub fn neighbours(&self, at: u32) -> (Option<u32>, Option<u32>) {
        match self.listed.binary_search(&at) {
            Ok(found) => (found.checked_sub(1).map(|i| self.listed[i]), self.listed.get(found + 1).copied()),
            Err(_) => (None, None),
        }
    }

    /// Up to `most` listed articles of the same program, community and tags. Only the nearest few in time of
    /// each term are weighed, so the cost does not grow with the site.
    #[must_use]
    pub fn related(&self, at: u32, most: usize) -> Vec<u32> {
        const REACH: usize = 4;
        let own = self.article(at);
        let mut near: Vec<(u32, u32)> = Vec::with_capacity(128);
        let groups = [(TermKind::Program, &own.programs, 4), (TermKind::Community, &own.communities, 3), (TermKind::Tag, &own.tags, 2)];
        for (kind, terms, weight) in groups {
            for term in terms {
                let list = &self.term(kind, *term).articles;
                let here = list.partition_point(|other| *other < at);
                let around = &list[here.saturating_sub(REACH)..(here + REACH + 1).min(list.len())];
                near.extend(around.iter().filter(|other| **other != at).map(|other| (*other, weight)));
            }
        }
        near.sort_unstable();
        let weighed = near.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|(_, weight)| weight).sum::<u32>()));
        let mut best: Vec<(std::cmp::Reverse<u32>, u32, u32)> = Vec::with_capacity(most + 1);
        for (other, weight) in weighed {
            let rank = (std::cmp::Reverse(weight), other.abs_diff(at), other);
            let place = best.partition_point(|better| *better < rank);
            if place < most {
                best.truncate(most - 1);
                best.insert(place, rank);
            }
        }
        best.into_iter().map(|(_, _, other)| other).collect()
    }
}

/// Joins all documents.
#[must_use]
pub fn join(config: &Arc<Config>, documents: &Documents, files: Files, sources: &Sources, options: &JoinOptions) -> (Site, Vec<Note>) {
    let mut notes = Vec::new();
    let mut taxonomies = article_terms::registers(documents, &mut notes);
    let (visible, waiting, next_change) = visible::visible(documents, config, options, &mut notes);
    let (visible, mut refused) = placing::without_special_aliases(visible, &mut notes);
    let (allowed, unknown) = article_terms::allowed(visible, &taxonomies, &mut notes);
    refused.extend(unknown);
    // An editor hears of everything at once: also of names that are unknown in an article with another error.
    article_terms::allowed(documents.refused.iter().collect(), &taxonomies, &mut notes);
    refused.extend(&documents.refused);
    let seeds = placing::placed_once(allowed, &mut notes);
    let (seeds, resolved, known) = resolve::resolved(config, documents, seeds, &files, sources, &mut notes);
    resolve::check_refused(&refused, &known, &files, sources, &mut notes);
    let articles = article_terms::with_terms(seeds, resolved, &mut taxonomies, options, &mut notes);
    let listed: Vec<u32> = (0..index(articles.len())).filter(|at| articles[*at as usize].is_listed()).collect();
    article_terms::fill_terms(&articles, &listed, &mut taxonomies);
    let urgent = visible::urgent(config, &articles, &listed, &options.now);
    let corrections = corrections(&articles);
    let calendar = placing::calendar(&articles, &listed);
    let issues = collection::issues(documents, &articles, sources, &known, &files, &mut notes);
    let pages = collection::pages(documents, &known, &files, sources, &mut notes);
    let term_links = resolve::term_links(&taxonomies, &known, &files, sources, &mut notes);
    article_terms::check_programs(&taxonomies, &mut notes);
    resolve::check_config_links(config, &known, &mut notes);
    let mut issues_of: HashMap<u32, Vec<u32>> = HashMap::new();
    for (at, issue) in issues.iter().enumerate() {
        for article in &issue.articles {
            issues_of.entry(*article).or_default().push(index(at));
        }
    }
    let statics = resolve::check_names(sources, &mut notes);
    let linker = Linker::new(config);
    let config = Arc::clone(config);
    (
        Site {
            config,
            linker,
            articles,
            listed,
            calendar,
            taxonomies,
            term_links,
            issues,
            pages,
            statics,
            files,
            issues_of,
            next_change,
            urgent,
            corrections,
            waiting,
        },
        notes,
    )
}

/// The corrections of all articles whose text stands, newest first.
fn corrections(articles: &[Placed]) -> Vec<(u32, usize)> {
    let corrected = articles.iter().enumerate().filter(|(_, placed)| placed.article.retracted.is_none());
    let mut all: Vec<(i64, u32, usize)> = corrected
        .flat_map(|(at, placed)| placed.article.corrections.iter().enumerate().map(move |(nth, one)| (one.date.seconds, index(at), nth)))
        .collect();
    all.sort_by_key(|(seconds, at, nth)| (std::cmp::Reverse(*seconds), *at, *nth));
    all.into_iter().map(|(_, at, nth)| (at, nth)).collect()
}
