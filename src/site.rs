//! Stage 3, join: everything that needs more than one file.
//!
//! In: all parsed documents, the configuration, the facts of the files they refer to, and one moment that
//! stands for now. Out: a [`Site`] with addresses, order, terms, issues and resolved links. Reads no file and
//! no clock, renders nothing. A value is complete when it is made: nothing is filled in later.

pub mod link;
pub mod route;
pub mod term;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::article::{Article, Body, Issue, Page, Pin, Register};
use crate::config::Config;
use crate::fields::{Front, Named};
use crate::moment::Moment;
use crate::note::{Note, Place, Severity, codes};
use crate::source::{Kind, Sources};

use link::{Files, Known, Target};
use route::{Linker, RESERVED, Route};
use term::index;
pub use term::{Taxonomy, Term, TermKind};

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
    pub next_change: Option<Moment>,
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
    let mut taxonomies = registers(documents, &mut notes);
    let (visible, waiting, next_change) = visible(documents, options, &mut notes);
    let (allowed, mut refused) = allowed(visible, &taxonomies, &mut notes);
    refused.extend(&documents.refused);
    let seeds = placed_once(allowed, &mut notes);
    let (seeds, resolved, known) = resolved(config, documents, seeds, &files, sources, &mut notes);
    check_refused(&refused, &known, &files, sources, &mut notes);
    let articles = with_terms(seeds, resolved, &mut taxonomies, options, &mut notes);
    let listed: Vec<u32> = (0..index(articles.len())).filter(|at| is_listed(&articles[*at as usize])).collect();
    fill_terms(&articles, &listed, &mut taxonomies);
    let calendar = calendar(&articles, &listed);
    let issues = issues(documents, &articles, sources, &known, &files, &mut notes);
    let pages = pages(documents, &known, &files, sources, &mut notes);
    let term_links = term_links(&taxonomies, &known, &files, sources, &mut notes);
    check_programs(&taxonomies, &mut notes);
    check_config_links(config, &known, &mut notes);
    let mut issues_of: HashMap<u32, Vec<u32>> = HashMap::new();
    for (at, issue) in issues.iter().enumerate() {
        for article in &issue.articles {
            issues_of.entry(*article).or_default().push(index(at));
        }
    }
    let statics = statics(sources);
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
            waiting,
        },
        notes,
    )
}

fn is_listed(placed: &Placed) -> bool {
    !placed.expired && placed.article.retracted.is_none()
}

fn registers(documents: &Documents, notes: &mut Vec<Note>) -> [Taxonomy; 4] {
    TermKind::ALL.map(|kind| {
        let entries: Vec<_> = documents.registers.iter().filter(|entry| TermKind::of(entry.kind) == Some(kind)).cloned().collect();
        Taxonomy::registered(kind, &entries, notes)
    })
}

/// The articles that are published at this moment, how many wait and how many are drafts, and when that changes.
fn visible<'a>(
    documents: &'a Documents,
    options: &JoinOptions,
    notes: &mut Vec<Note>,
) -> (Vec<&'a Arc<Article>>, (usize, usize), Option<Moment>) {
    let now = options.now;
    let (mut waiting, mut drafts) = (0, 0);
    let mut next: Option<Moment> = None;
    let mut changes_at = |moment: Moment| {
        if moment.seconds > now.seconds && next.is_none_or(|next| moment.seconds < next.seconds) {
            next = Some(moment);
        }
    };
    let mut visible = Vec::with_capacity(documents.articles.len());
    for article in &documents.articles {
        if article.draft && !options.drafts {
            drafts += 1;
            continue;
        }
        for moment in [article.publish, article.expires, pin_end(article.pin)].into_iter().flatten() {
            changes_at(moment);
        }
        match article.publish {
            Some(publish) if publish.seconds > now.seconds => {
                waiting += 1;
                let at = publish.plain();
                notes.push(codes::site::waiting(Place::file(&article.front.path), &at));
            }
            _ => visible.push(article),
        }
        if article.publish.is_none() && article.date.seconds > now.seconds {
            let date = article.date.plain();
            notes.push(codes::site::future_date(Place::file(&article.front.path), &date));
        }
    }
    (visible, (waiting, drafts), next)
}

fn pin_end(pin: Pin) -> Option<Moment> {
    match pin {
        Pin::Until(end) => Some(end),
        Pin::No | Pin::Always => None,
    }
}

/// Those that name only what the registers know, and the others.
fn allowed<'a>(
    articles: Vec<&'a Arc<Article>>,
    taxonomies: &[Taxonomy; 4],
    notes: &mut Vec<Note>,
) -> (Vec<&'a Arc<Article>>, Vec<&'a Arc<Article>>) {
    let mut check = |names: &[Named], kind: TermKind, front: &Front| {
        let mut fine = true;
        for named in names {
            if let Err(note) = taxonomies[kind as usize].allows(named, front) {
                notes.push(*note);
                fine = false;
            }
        }
        fine
    };
    articles.into_iter().partition(|article| {
        let communities = check(&article.communities, TermKind::Community, &article.front);
        let programs = check(&article.programs, TermKind::Program, &article.front);
        communities && programs
    })
}

/// What is wrong with the links of articles that something else keeps from being published: an editor hears of
/// everything at once.
fn check_refused(refused: &[&Arc<Article>], known: &Known<'_>, files: &Files, sources: &Sources, notes: &mut Vec<Note>) {
    for article in refused {
        let front = &article.front;
        let route = Route::article(&article.date, &article.id);
        link::resolve(&article.body, &front.path, &route, known, files, sources, notes);
        if let Some(cover) = &article.cover {
            link::picture(&cover.text, &front.path, || front.place(cover.spot), files, sources, notes);
        }
    }
}

/// An article with its address, before its terms are known.
type Seed<'a> = (&'a Arc<Article>, Route);
/// What an article's links lead to, and its cover.
type Resolved = (Vec<Target>, Option<(String, Route)>);

/// Resolves the links of all articles. One with a broken link is not published, which may break another's
/// link to its address; so this is repeated until none falls out.
fn resolved<'a>(
    config: &Config,
    documents: &'a Documents,
    mut seeds: Vec<Seed<'a>>,
    files: &Files,
    sources: &Sources,
    notes: &mut Vec<Note>,
) -> (Vec<Seed<'a>>, Vec<Resolved>, Known<'a>) {
    loop {
        let known = known(config, documents, &seeds, sources);
        let mut said: Vec<Note> = Vec::new();
        let mut failed: Vec<Note> = Vec::new();
        let mut resolved = Vec::with_capacity(seeds.len());
        let mut kept = Vec::with_capacity(seeds.len());
        for (article, route) in seeds {
            let mut own = Vec::new();
            let front = &article.front;
            let links = link::resolve(&article.body, &front.path, &route, &known, files, sources, &mut own);
            let cover = article
                .cover
                .as_ref()
                .and_then(|cover| link::picture(&cover.text, &front.path, || front.place(cover.spot), files, sources, &mut own));
            if own.iter().any(|note| note.severity == Severity::Error) {
                failed.extend(own);
            } else {
                said.extend(own);
                resolved.push((links, cover));
                kept.push((article, route));
            }
        }
        seeds = kept;
        if failed.is_empty() {
            notes.extend(said);
            return (seeds, resolved, known);
        }
        notes.extend(failed);
    }
}

/// Gives each article its address; of two with one address the first by path stays. Newest first, the same
/// moment by route.
fn placed_once<'a>(articles: Vec<&'a Arc<Article>>, notes: &mut Vec<Note>) -> Vec<Seed<'a>> {
    let mut taken: HashMap<Route, &str> = HashMap::with_capacity(articles.len());
    let mut placed = Vec::with_capacity(articles.len());
    for article in articles {
        let route = Route::article(&article.date, &article.id);
        let path = article.front.path.as_str();
        if let Some(other) = taken.get(&route) {
            let place = article.id_spot.map_or_else(|| Place::file(path), |spot| article.front.place(spot));
            notes.push(codes::site::duplicate_article_route(place, &route, other, path));
            continue;
        }
        taken.insert(route.clone(), path);
        placed.push((article, route));
    }
    placed.sort_by(|(a, a_route), (b, b_route)| b.date.seconds.cmp(&a.date.seconds).then_with(|| a_route.cmp(b_route)));
    placed
}

/// What links can lead to; nothing when there are none. Addresses are gathered only when something names one.
fn known<'a>(config: &Config, documents: &'a Documents, seeds: &[Seed<'a>], sources: &Sources) -> Known<'a> {
    let mut known = Known::default();
    let config_links = !config.menu.is_empty() || config.footer.contact.is_some();
    if !config_links && documents.bodies().all(|(_, body)| body.slots.is_empty()) {
        return known;
    }
    let mut add = |path: &'a str, route: Route, body: &'a Body| {
        known.documents.insert(path, route);
        known.bodies.insert(path, body);
    };
    for (article, route) in seeds {
        add(&article.front.path, route.clone(), &article.body);
    }
    for entry in &documents.registers {
        if let Some(kind) = TermKind::of(entry.kind) {
            add(&entry.front.path, Route::term(kind, &entry.id), &entry.body);
        }
    }
    for issue in &documents.issues {
        add(&issue.front.path, Route::issue(&issue.id), &issue.body);
    }
    for page in &documents.pages {
        add(&page.front.path, Route::plain_page(&page.id), &page.body);
    }
    let names_address = |body: &Body| body.slots.iter().any(|slot| slot.target.starts_with('/'));
    if config_links || known.bodies.values().any(|body| names_address(body)) {
        known.routes = made_routes(config, seeds, sources).iter().map(|route| (route.to_string(), None)).collect();
        known.routes.extend(known.documents.iter().map(|(path, route)| (route.to_string(), known.bodies.get(path).copied())));
    }
    known
}

/// Addresses that belong to no source file.
fn made_routes(config: &Config, seeds: &[Seed<'_>], sources: &Sources) -> Vec<Route> {
    let mut routes =
        vec![Route::home(), Route::news(1), Route::archive(), Route::issues(), Route::search(), Route::root_file("sitemap.xml")];
    routes.extend(TermKind::ALL.map(Route::terms));
    if config.feeds {
        routes.extend([Route::root_file("feed.xml"), Route::root_file("feed.json")]);
    }
    routes.extend(statics(sources).into_iter().map(|(_, route)| route));
    let slug = |kind: TermKind, named: &Named| Route::term(kind, &crate::pinyin::slug(&named.text));
    for (article, _) in seeds {
        routes.extend([Route::year(article.date.year), Route::month(article.date.year, article.date.month)]);
        routes.extend(article.tags.iter().map(|tag| slug(TermKind::Tag, tag)));
        routes.extend(article.communities.iter().map(|community| slug(TermKind::Community, community)));
        routes.extend(article.programs.iter().map(|program| slug(TermKind::Program, program)));
        routes.extend(article.credits.iter().flat_map(|credit| &credit.people).map(|author| slug(TermKind::Author, author)));
    }
    routes
}

/// Terms in their place. Open terms are made from the oldest article to the newest.
fn with_terms(
    seeds: Vec<Seed<'_>>,
    resolved: Vec<Resolved>,
    taxonomies: &mut [Taxonomy; 4],
    options: &JoinOptions,
    notes: &mut Vec<Note>,
) -> Vec<Placed> {
    let mut oldest_first: Vec<usize> = (0..seeds.len()).collect();
    oldest_first.sort_by(|a, b| seeds[*a].0.date.seconds.cmp(&seeds[*b].0.date.seconds).then_with(|| seeds[*a].1.cmp(&seeds[*b].1)));
    let mut terms: Vec<Option<ArticleTerms>> = seeds.iter().map(|_| None).collect();
    for at in oldest_first {
        terms[at] = Some(ArticleTerms::of(seeds[at].0, taxonomies, notes));
    }
    let now = options.now.seconds;
    seeds
        .into_iter()
        .zip(resolved)
        .zip(terms)
        .map(|(((article, route), (links, cover)), terms)| {
            let ArticleTerms { communities, programs, credits, tags } = terms.unwrap_or_default();
            let expired = article.expires.is_some_and(|expires| expires.seconds <= now);
            let pinned = match article.pin {
                Pin::No => false,
                Pin::Always => true,
                Pin::Until(end) => now < end.seconds,
            };
            Placed { route, communities, programs, credits, tags, links, cover, expired, pinned, article: Arc::clone(article) }
        })
        .collect()
}

#[derive(Default)]
struct ArticleTerms {
    communities: Vec<u32>,
    programs: Vec<u32>,
    credits: Vec<(Option<String>, Vec<u32>)>,
    tags: Vec<u32>,
}

impl ArticleTerms {
    fn of(article: &Article, taxonomies: &mut [Taxonomy; 4], notes: &mut Vec<Note>) -> Self {
        let mut find = |names: &[Named], kind: TermKind| {
            let mut found: Vec<u32> = Vec::with_capacity(names.len());
            for named in names {
                let at = taxonomies[kind as usize].find_or_add(named, &article.front, notes);
                if !found.contains(&at) {
                    found.push(at);
                }
            }
            found
        };
        Self {
            communities: find(&article.communities, TermKind::Community),
            programs: find(&article.programs, TermKind::Program),
            tags: find(&article.tags, TermKind::Tag),
            credits: article.credits.iter().map(|credit| (credit.role.clone(), find(&credit.people, TermKind::Author))).collect(),
        }
    }
}

/// The list is sorted by time, so years and months are runs of it.
fn calendar(articles: &[Placed], listed: &[u32]) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for (position, at) in listed.iter().enumerate() {
        let date = articles[*at as usize].article.date;
        if years.last().is_none_or(|year| year.year != date.year) {
            years.push(Year { year: date.year, months: Vec::new() });
        }
        let Some(year) = years.last_mut() else { continue };
        match year.months.last_mut() {
            Some(month) if month.month == date.month => month.range.end = position + 1,
            _ => year.months.push(Month { month: date.month, range: position..position + 1 }),
        }
    }
    years
}

fn fill_terms(articles: &[Placed], listed: &[u32], taxonomies: &mut [Taxonomy; 4]) {
    for at in listed {
        let placed = &articles[*at as usize];
        let mut add = |kind: TermKind, term: u32| {
            let list = &mut taxonomies[kind as usize].terms[term as usize].articles;
            if list.last() != Some(at) {
                list.push(*at);
            }
        };
        placed.communities.iter().for_each(|term| add(TermKind::Community, *term));
        placed.programs.iter().for_each(|term| add(TermKind::Program, *term));
        placed.tags.iter().for_each(|term| add(TermKind::Tag, *term));
        placed.credits.iter().flat_map(|(_, people)| people).for_each(|term| add(TermKind::Author, *term));
    }
    taxonomies.iter_mut().for_each(Taxonomy::sort);
}

fn issues(
    documents: &Documents,
    articles: &[Placed],
    sources: &Sources,
    known: &Known<'_>,
    files: &Files,
    notes: &mut Vec<Note>,
) -> Vec<PlacedIssue> {
    if documents.issues.is_empty() {
        return Vec::new();
    }
    let by_path: HashMap<&str, u32> =
        articles.iter().enumerate().map(|(at, placed)| (placed.article.front.path.as_str(), index(at))).collect();
    let mut by_id: HashMap<&str, Vec<u32>> = HashMap::new();
    for (at, placed) in articles.iter().enumerate() {
        by_id.entry(&placed.article.id).or_default().push(index(at));
    }
    let unpublished: BTreeSet<&str> = documents.articles.iter().map(|article| article.id.as_str()).collect();
    let mut numbers: HashMap<u32, &str> = HashMap::new();
    let mut issues = Vec::new();
    for issue in &documents.issues {
        let front = &issue.front;
        let before = notes.len();
        if let Some(other) = numbers.insert(issue.number, &front.path) {
            let number = issue.number;
            notes.push(codes::site::duplicate_issue(front.place(issue.number_spot), number, other));
        }
        let mut found = Vec::new();
        for named in &issue.articles {
            match find_article(named, front, &by_path, &by_id) {
                Ok(at) if found.contains(&at) => {
                    let (name, place) = (&named.text, front.place(named.spot));
                    notes.push(codes::site::duplicate_article(place, name));
                }
                Ok(at) => found.push(at),
                Err(many) => notes.push(missing_article(named, front, many, &unpublished, &by_id, sources)),
            }
        }
        let route = Route::issue(&issue.id);
        let links = link::resolve(&issue.body, &front.path, &route, known, files, sources, notes);
        if !notes[before..].iter().any(|note| note.severity == Severity::Error) {
            issues.push(PlacedIssue { issue: Arc::clone(issue), route, articles: found, links });
        }
    }
    issues.sort_by_key(|placed| std::cmp::Reverse((placed.issue.date.seconds, placed.issue.number)));
    issues
}

/// An article by its path (from `content/` or from the issue's own file) or by its id. The error tells
/// whether several have that id.
fn find_article(named: &Named, front: &Front, by_path: &HashMap<&str, u32>, by_id: &HashMap<&str, Vec<u32>>) -> Result<u32, bool> {
    let written = named.text.trim_start_matches('/');
    let candidates = [Some(written.to_owned()), Some(format!("content/{written}")), link::path_of(&front.path, written)];
    if let Some(at) =
        candidates.iter().flatten().find_map(|path| by_path.get(path.as_str()).or_else(|| by_path.get(format!("{path}.md").as_str())))
    {
        return Ok(*at);
    }
    match by_id.get(written).map(Vec::as_slice) {
        Some([one]) => Ok(*one),
        Some(_) => Err(true),
        None => Err(false),
    }
}

fn missing_article(
    named: &Named,
    front: &Front,
    many: bool,
    unpublished: &BTreeSet<&str>,
    by_id: &HashMap<&str, Vec<u32>>,
    sources: &Sources,
) -> Note {
    let (name, place) = (&named.text, front.place(named.spot));
    if many {
        return codes::site::ambiguous_article(place, name);
    }
    let exists = unpublished.contains(name.as_str()) || sources.get(&format!("content/{}", name.trim_start_matches('/'))).is_some();
    if exists {
        return codes::site::issue_unpublished(place, name);
    }
    let note = codes::site::unknown_article(place, name);
    let mut ids: Vec<&str> = by_id.keys().copied().collect();
    ids.sort_unstable();
    match crate::near::nearest(name, ids) {
        Some(near) => note.remedy(codes::did_you_mean(near)),
        None => note.remedy(codes::site::name_article()),
    }
}

fn pages(documents: &Documents, known: &Known<'_>, files: &Files, sources: &Sources, notes: &mut Vec<Note>) -> Vec<PlacedPage> {
    let mut taken: HashMap<Route, &str> = HashMap::new();
    let mut pages = Vec::new();
    for page in &documents.pages {
        let (path, id) = (page.front.path.as_str(), page.id.as_str());
        let route = Route::plain_page(id);
        let before = notes.len();
        if RESERVED.contains(&id) || (id.len() == 4 && id.bytes().all(|b| b.is_ascii_digit())) {
            notes.push(codes::site::reserved_page(Place::file(path), &route));
        } else if let Some(other) = taken.insert(route.clone(), path) {
            notes.push(codes::site::duplicate_page_route(Place::file(path), &route, other));
        }
        let links = link::resolve(&page.body, path, &route, known, files, sources, notes);
        if !notes[before..].iter().any(|note| note.severity == Severity::Error) {
            pages.push(PlacedPage { page: Arc::clone(page), route, links });
        }
    }
    pages.sort_by(|a, b| {
        let rank = |placed: &PlacedPage| placed.page.order.unwrap_or(i64::MAX);
        rank(a).cmp(&rank(b)).then_with(|| a.route.cmp(&b.route))
    });
    pages
}

fn term_links(
    taxonomies: &[Taxonomy; 4],
    known: &Known<'_>,
    files: &Files,
    sources: &Sources,
    notes: &mut Vec<Note>,
) -> HashMap<(TermKind, u32), Vec<Target>> {
    let mut links = HashMap::new();
    for taxonomy in taxonomies {
        for (at, term) in taxonomy.terms.iter().enumerate() {
            if let Some(entry) = term.register.as_ref().filter(|entry| !entry.body.slots.is_empty()) {
                let targets = link::resolve(&entry.body, &entry.front.path, &term.route, known, files, sources, notes);
                links.insert((taxonomy.kind, index(at)), targets);
            }
        }
    }
    links
}

/// The communities that a program's register entry names must exist.
fn check_programs(taxonomies: &[Taxonomy; 4], notes: &mut Vec<Note>) {
    let entries = taxonomies[TermKind::Program as usize].terms.iter().filter_map(|term| term.register.as_ref());
    for entry in entries {
        for named in &entry.communities {
            if let Err(note) = taxonomies[TermKind::Community as usize].allows(named, &entry.front) {
                notes.push(*note);
            }
        }
    }
}

/// The menu and the footer's contact may name routes of the site; these must exist.
fn check_config_links(config: &Config, known: &Known<'_>, notes: &mut Vec<Note>) {
    let menu = config.menu.iter().map(|entry| &entry.url);
    for named in menu.chain(&config.footer.contact) {
        let route = &named.text;
        let slashed = format!("{}/", route.trim_end_matches('/'));
        if !route.starts_with('/') || known.routes.contains_key(route) || known.routes.contains_key(&slashed) {
            continue;
        }
        let note = codes::site::broken_route(config.front.place(named.spot), route);
        notes.push(match crate::near::nearest(&slashed, known.routes.keys().map(String::as_str)) {
            Some(near) => note.remedy(codes::did_you_mean(near)),
            None => note.remedy(codes::site::write_route()),
        });
    }
}

fn statics(sources: &Sources) -> Vec<(String, Route)> {
    sources
        .of(Kind::Static)
        .map(|entry| (entry.path.clone(), Route::verbatim(entry.path.strip_prefix("content/static/").unwrap_or(&entry.path))))
        .collect()
}
