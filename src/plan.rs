//! Stage 4, plan: every output of the site as a job.
//!
//! In: a joined site and a theme. Out: a list of [`Job`]s, each with its route; two jobs on one file are a
//! note. A job is small: which page it is, not what it shows. [`page::view`] makes the view of one page when
//! that page is rendered, so the views of a large site are never held at once. Renders nothing.

mod correction;
pub mod feed;
mod json_ld;
pub mod page;
pub mod sitemap;
pub mod view;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::fold;
use crate::note::{Note, Place, codes};
use crate::site::link::Target;
use crate::site::route::Route;
use crate::site::term::index;
use crate::site::{Site, TermKind};
use crate::theme::Theme;

/// One kind of page, by what it shows. Numbers of pages count from 1; the others are positions in the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The home page.
    Home,
    /// One page of all articles.
    News(usize),
    /// An article.
    Article(u32),
    /// All terms of a kind.
    Terms(TermKind),
    /// One page of a term.
    Term(TermKind, u32, usize),
    /// The archive.
    Archive,
    /// A year of the archive, by position in the calendar.
    Year(usize),
    /// A month of the archive, by positions of year and month.
    Month(usize, usize),
    /// All issues.
    Issues,
    /// An issue.
    Issue(u32),
    /// A plain page.
    Plain(u32),
    /// All corrections.
    Corrections,
    /// The search page.
    Search,
    /// The page for addresses that do not exist.
    NotFound,
    /// The stub at a former address of an article.
    Moved(u32),
}

impl Page {
    /// The template that renders it.
    #[must_use]
    pub fn template(self) -> &'static str {
        match self {
            Self::Home => "home.html",
            Self::News(_) => "news.html",
            Self::Article(_) => "article.html",
            Self::Terms(_) => "terms.html",
            Self::Term(..) => "term.html",
            Self::Archive => "archive.html",
            Self::Year(_) => "archive_year.html",
            Self::Month(..) => "archive_month.html",
            Self::Issues => "issues.html",
            Self::Issue(_) => "issue.html",
            Self::Plain(_) | Self::Corrections => "page.html",
            Self::Search => "search.html",
            Self::NotFound => "404.html",
            Self::Moved(_) => "moved.html",
        }
    }
}

/// What one output is made of.
#[derive(Debug, Clone)]
pub enum Work {
    /// A page through its template.
    Page(Page),
    /// An Atom feed: of the site, or of a term.
    Atom(Option<(TermKind, u32)>),
    /// A JSON feed: of the site, or of a term.
    Json(Option<(TermKind, u32)>),
    /// The site map, or one part of it when it is large.
    Sitemap(sitemap::Part),
    /// `robots.txt`
    Robots,
    /// `manifest.webmanifest`
    Manifest,
    /// A file of the theme.
    Asset(Arc<[u8]>),
    /// A file of the site, by its path below the root.
    Copy(String),
}

/// One output: where it goes and what it is made of.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its address.
    pub route: Route,
    /// What it is made of.
    pub work: Work,
}

/// All outputs of a site.
#[derive(Debug, Default)]
pub struct Plan {
    /// The jobs. No two have one file.
    pub jobs: Vec<Job>,
    /// Addresses of the theme's assets, by their path below `assets/`.
    pub assets: BTreeMap<String, Route>,
}

/// Plans every output. Two on one file are an error; the first stays.
#[must_use]
pub fn plan(site: &Site, theme: &Theme) -> (Plan, Vec<Note>) {
    let mut jobs = Vec::with_capacity(site.articles.len() * 3 / 2 + 64);
    copies(site, &mut jobs);
    lists(site, &mut jobs);
    articles(site, &mut jobs);
    terms(site, &mut jobs);
    archive(site, &mut jobs);
    let assets = assets(theme);
    extras(site, theme, &assets, &mut jobs);
    let (jobs, notes) = without_clashes(site, jobs);
    (Plan { jobs, assets }, notes)
}

fn page(route: Route, page: Page) -> Job {
    Job { route, work: Work::Page(page) }
}

/// How many pages a list of so many entries has: at least one.
#[must_use]
pub fn page_count(entries: usize, per_page: usize) -> usize {
    entries.div_ceil(per_page).max(1)
}

fn lists(site: &Site, jobs: &mut Vec<Job>) {
    jobs.push(page(Route::home(), Page::Home));
    for number in 1..=page_count(site.listed.len(), site.config.per_page) {
        jobs.push(page(Route::news(number), Page::News(number)));
    }
    jobs.push(page(Route::issues(), Page::Issues));
    for (at, issue) in site.issues.iter().enumerate() {
        jobs.push(page(issue.route.clone(), Page::Issue(index(at))));
        attachments(&issue.links, jobs);
    }
    for (at, plain) in site.pages.iter().enumerate() {
        jobs.push(page(plain.route.clone(), Page::Plain(index(at))));
        attachments(&plain.links, jobs);
    }
    if !site.corrections.is_empty() {
        jobs.push(page(Route::corrections(), Page::Corrections));
    }
    jobs.push(page(Route::search(), Page::Search));
    jobs.push(page(Route::not_found(), Page::NotFound));
}

fn articles(site: &Site, jobs: &mut Vec<Job>) {
    for (at, placed) in site.articles.iter().enumerate() {
        jobs.push(page(placed.route.clone(), Page::Article(index(at))));
        for alias in &placed.article.aliases {
            jobs.push(page(Route::alias(&alias.text), Page::Moved(index(at))));
        }
        if placed.article.retracted.is_none() {
            attachments(&placed.links, jobs);
        }
    }
}

/// Attachments lie beside the page that links to them.
fn attachments(links: &[Target], jobs: &mut Vec<Job>) {
    let mut added: Vec<&Route> = Vec::new();
    for target in links {
        if let Target::Attachment(path, route) = target
            && !added.contains(&route)
        {
            added.push(route);
            jobs.push(Job { route: route.clone(), work: Work::Copy(path.clone()) });
        }
    }
}

fn terms(site: &Site, jobs: &mut Vec<Job>) {
    for taxonomy in &site.taxonomies {
        let kind = taxonomy.kind;
        jobs.push(page(Route::terms(kind), Page::Terms(kind)));
        for (at, term) in taxonomy.terms.iter().enumerate().filter(|(_, term)| !term.is_asked) {
            let at = index(at);
            for number in 1..=page_count(term.articles.len(), site.config.per_page) {
                jobs.push(page(term.route.page(number), Page::Term(kind, at, number)));
            }
            if site.config.feeds && kind != TermKind::Author {
                jobs.push(Job { route: term.route.beside("feed.xml"), work: Work::Atom(Some((kind, at))) });
                jobs.push(Job { route: term.route.beside("feed.json"), work: Work::Json(Some((kind, at))) });
            }
            if let Some(links) = site.term_links.get(&(kind, at)) {
                attachments(links, jobs);
            }
        }
    }
}

fn archive(site: &Site, jobs: &mut Vec<Job>) {
    jobs.push(page(Route::archive(), Page::Archive));
    for (at, year) in site.calendar.iter().enumerate() {
        jobs.push(page(Route::year(year.year), Page::Year(at)));
        for (month_at, month) in year.months.iter().enumerate() {
            jobs.push(page(Route::month(year.year, month.month), Page::Month(at, month_at)));
        }
    }
}

fn assets(theme: &Theme) -> BTreeMap<String, Route> {
    let file = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    theme.assets.iter().map(|(path, asset)| (path.clone(), Route::asset(&file(path), &asset.key))).collect()
}

fn extras(site: &Site, theme: &Theme, assets: &BTreeMap<String, Route>, jobs: &mut Vec<Job>) {
    let mut add = |route: Route, work: Work| jobs.push(Job { route, work });
    if site.config.feeds {
        add(Route::root_file("feed.xml"), Work::Atom(None));
        add(Route::root_file("feed.json"), Work::Json(None));
    }
    for (route, part) in sitemap::parts(site) {
        add(route, Work::Sitemap(part));
    }
    add(Route::root_file("robots.txt"), Work::Robots);
    add(Route::root_file("manifest.webmanifest"), Work::Manifest);
    for (asset, route) in theme.assets.values().zip(assets.values()) {
        add(route.clone(), Work::Asset(Arc::clone(&asset.bytes)));
    }
}

fn copies(site: &Site, jobs: &mut Vec<Job>) {
    for (path, route) in &site.statics {
        jobs.push(Job { route: route.clone(), work: Work::Copy(path.clone()) });
    }
    let mut seen: Vec<&Route> = Vec::new();
    let mut pictures: Vec<(&String, &Route)> = Vec::new();
    let covers = site.articles.iter().filter(|placed| placed.article.retracted.is_none()).filter_map(|placed| placed.cover.as_ref());
    pictures.extend(covers.map(|(path, route)| (path, route)));
    let bodies = site.articles.iter().filter(|placed| placed.article.retracted.is_none()).map(|placed| &placed.links);
    let others = site.issues.iter().map(|issue| &issue.links).chain(site.pages.iter().map(|page| &page.links));
    let mut introductions: Vec<_> = site.term_links.iter().collect();
    introductions.sort_by_key(|(term, _)| **term);
    for links in bodies.chain(others).chain(introductions.into_iter().map(|(_, links)| links)) {
        pictures.extend(links.iter().filter_map(|target| match target {
            Target::Picture(path, route) => Some((path, route)),
            _ => None,
        }));
    }
    pictures.sort_by(|a, b| a.1.cmp(b.1).then(a.0.cmp(b.0)));
    for (path, route) in pictures {
        if seen.last() != Some(&route) {
            seen.push(route);
            jobs.push(Job { route: route.clone(), work: Work::Copy(path.clone()) });
        }
    }
}

/// A file's name as the disks know it on which names that differ only in case or composition are one (H7).
fn on_disk(file: String) -> String {
    if file.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) { fold::of_disk(&file) } else { file }
}

/// Keeps the first job of each file; names both owners of a file that two want; and a file cannot be a folder too.
fn without_clashes(site: &Site, jobs: Vec<Job>) -> (Vec<Job>, Vec<Note>) {
    let mut notes = Vec::new();
    let mut owners: HashMap<String, usize> = HashMap::with_capacity(jobs.len());
    let own = Route::search().file();
    let mut kept: Vec<Job> = Vec::with_capacity(jobs.len());
    for job in jobs {
        let file = job.route.file();
        let same_but_case = on_disk(file);
        if same_but_case.starts_with("search/") && same_but_case != own {
            notes.push(reserved(site, &job));
            continue;
        }
        match owners.get(&same_but_case) {
            Some(other) if replaces(&kept[*other], &job) => {
                if !matches!(job.work, Work::Robots | Work::Manifest) {
                    notes.push(codes::site::replaced_file(place_of(site, &kept[*other]), &job.route));
                }
            }
            Some(other) => {
                notes.push(clash(site, &kept[*other], &job));
                // A page of banbao's own gives way to nothing: without its home page a site is not one.
                if owner(site, &job.work) == OWN && owner(site, &kept[*other].work) != OWN {
                    kept[*other] = job;
                }
            }
            None => {
                owners.insert(same_but_case, kept.len());
                kept.push(job);
            }
        }
    }
    let mut in_the_way: Vec<(usize, usize)> = Vec::new();
    for (at, job) in kept.iter().enumerate() {
        let file = on_disk(job.route.file());
        let folders = file.match_indices('/').map(|(slash, _)| &file[..slash]);
        in_the_way.extend(folders.filter_map(|folder| owners.get(folder)).map(|other| (*other, at)));
    }
    in_the_way.sort_unstable();
    in_the_way.dedup_by_key(|(other, _)| *other);
    for (other, at) in in_the_way.into_iter().rev() {
        notes.push(clash(site, &kept[at], &kept[other]));
        kept.remove(other);
    }
    (kept, notes)
}

/// Whether a file that the site brings along below `content/static/` stands for one that banbao would make:
/// a site knows better than banbao what its `robots.txt` is to say. Pages are the theme's business.
fn replaces(brought: &Job, made: &Job) -> bool {
    let is_brought = matches!(&brought.work, Work::Copy(path) if path.starts_with("content/static/"));
    let may_be_replaced = matches!(made.work, Work::Robots | Work::Manifest | Work::Sitemap(_) | Work::Atom(None) | Work::Json(None));
    is_brought && may_be_replaced && brought.route == made.route
}

/// The search has the whole folder `search/` to itself.
fn reserved(site: &Site, job: &Job) -> Note {
    let (route, place) = (&job.route, place_of(site, job));
    codes::site::reserved_for_search(place, route)
}

/// Points at the file of the site that is to give way; banbao's own pages never do.
fn clash(site: &Site, first: &Job, second: &Job) -> Note {
    let (own, first_owner, second_owner) = (OWN, owner(site, &first.work), owner(site, &second.work));
    let loser = if second_owner == own { first } else { second };
    let (route, place) = (&loser.route, place_of(site, loser));
    let other = if second_owner == own { second_owner } else { first_owner };

    if other == own { codes::site::own_route(place, route) } else { codes::site::duplicate_route(place, route, &other) }
}

/// Where an editor finds what gives an output its address.
fn place_of(site: &Site, job: &Job) -> Place {
    if let Work::Page(Page::Moved(at)) = &job.work {
        let article = &site.article(*at).article;
        if let Some(alias) = article.aliases.iter().find(|alias| Route::alias(&alias.text) == job.route) {
            return article.front.place(alias.spot);
        }
    }
    Place::file(&owner(site, &job.work))
}

/// Who owns what no source file asks for.
const OWN: &str = "banbao";

/// The source of an output, as an editor knows it.
fn owner(site: &Site, work: &Work) -> String {
    match work {
        Work::Copy(path) => path.clone(),
        Work::Page(Page::Article(at) | Page::Moved(at)) => site.article(*at).article.front.path.clone(),
        Work::Page(Page::Plain(at)) => site.pages[*at as usize].page.front.path.clone(),
        Work::Page(Page::Issue(at)) => site.issues[*at as usize].issue.front.path.clone(),
        Work::Page(Page::Term(kind, at, _)) => {
            let term = site.term(*kind, *at);
            term.register.as_ref().map_or_else(|| term.name.clone(), |entry| entry.front.path.clone())
        }
        _ => OWN.to_owned(),
    }
}
