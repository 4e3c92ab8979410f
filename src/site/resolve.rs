//! What the links of all texts lead to.
//!
//! In: documents with their addresses. Out: a target for each link, and a note for each that leads nowhere. An article
//! with a broken link is not published, which may break another's link to it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::article::{Article, Body};
use crate::config::Config;
use crate::fields::Named;
use crate::note::{Note, Place, Severity, codes};
use crate::source::{Kind, Sources};

use super::link::{self, Files, LinkTargets, Target};
use super::placing::Seed;
use super::route::Route;
use super::special::{self, Meaning};
use super::term::index;
use super::{Documents, Taxonomy, TermKind};

/// What an article's links lead to, and its cover.
pub(super) type Resolved = (Vec<Target>, Option<(String, Route)>);

/// Resolves the links of all articles. One with a broken link is not published, which may break another's link to its
/// address: those that link to what fell out are resolved again, until none falls out.
pub(super) fn resolved<'a>(
    config: &Config,
    documents: &'a Documents,
    seeds: Vec<Seed<'a>>,
    files: &Files,
    sources: &Sources,
    notes: &mut Vec<Note>,
) -> (Vec<Seed<'a>>, Vec<Resolved>, LinkTargets<'a>) {
    let mut reachable = reachable(config, documents, &seeds, sources);
    let resolve = |(article, route): &Seed<'a>, reachable: &LinkTargets<'a>| {
        let mut said = Vec::new();
        if article.retracted.is_some() {
            // Neither text nor cover is published: a picture that was removed with them is not missed.
            return ((Vec::new(), None), said);
        }
        let front = &article.front;
        let links = link::resolve(&article.body, &front.path, route, reachable, files, sources, &mut said);
        let place = |cover: &Named| front.place(cover.spot);
        let cover = article
            .cover
            .as_ref()
            .and_then(|cover| link::picture(&cover.text, &front.path, || place(cover), reachable, files, sources, &mut said));
        ((links, cover), said)
    };
    let fails = |said: &[Note]| said.iter().any(|note| note.severity == Severity::Error);
    let mut all: Vec<(Resolved, Vec<Note>)> = seeds.iter().map(|seed| resolve(seed, &reachable)).collect();
    let mut falling: Vec<usize> = (0..all.len()).filter(|at| fails(&all[*at].1)).collect();
    let mut fallen = vec![false; all.len()];
    if !falling.is_empty() {
        let mut readers = Readers::of(config, &seeds, &all, sources);
        while !falling.is_empty() {
            falling.iter().for_each(|at| fallen[*at] = true);
            let mut again = readers.take_down(&falling, &seeds, &mut reachable);
            again.retain(|at| !fallen[*at]);
            for at in &again {
                all[*at] = resolve(&seeds[*at], &reachable);
            }
            again.retain(|at| fails(&all[*at].1));
            falling = again;
        }
    }
    let (mut kept, mut targets) = (Vec::with_capacity(seeds.len()), Vec::with_capacity(seeds.len()));
    for ((seed, (resolved, said)), fallen) in seeds.into_iter().zip(all).zip(fallen) {
        notes.extend(said);
        if !fallen {
            kept.push(seed);
            targets.push(resolved);
        }
    }
    (kept, targets, reachable)
}

/// Who links to an address, and how many articles it takes to keep one.
struct Readers {
    /// Positions of the articles that link to an address.
    of: HashMap<String, Vec<usize>>,
    /// Addresses that exist for articles only (their terms, months and years), with the number of these.
    made_for: HashMap<String, usize>,
}

impl Readers {
    fn of(config: &Config, seeds: &[Seed<'_>], all: &[(Resolved, Vec<Note>)], sources: &Sources) -> Self {
        let mut of: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, ((links, _), _)) in all.iter().enumerate() {
            for target in links {
                if let Target::Route(route, _) = target {
                    of.entry(route.to_string()).or_default().push(at);
                }
            }
        }
        let fixed: HashSet<String> = fixed_routes(config, sources).iter().map(Route::to_string).collect();
        let mut made_for: HashMap<String, usize> = HashMap::new();
        let routes = seeds.iter().flat_map(|(article, _)| routes_of(article)).map(|route| route.to_string());
        for route in routes.filter(|route| !fixed.contains(route)) {
            *made_for.entry(route).or_default() += 1;
        }
        Self { of, made_for }
    }

    /// Takes articles out of what links can lead to; those whose links led there, in order.
    fn take_down(&mut self, articles: &[usize], seeds: &[Seed<'_>], reachable: &mut LinkTargets<'_>) -> Vec<usize> {
        let mut gone: Vec<String> = Vec::new();
        for (article, route) in articles.iter().map(|at| &seeds[*at]) {
            reachable.documents.remove(article.front.path.as_str());
            reachable.bodies.remove(article.front.path.as_str());
            gone.push(route.to_string());
            for route in routes_of(article).iter().map(Route::to_string) {
                let Some(left) = self.made_for.get_mut(&route) else { continue };
                *left -= 1;
                // The page of a registered term does not need an article.
                if *left == 0 && reachable.routes.get(&route).is_some_and(Option::is_none) {
                    gone.push(route);
                }
            }
        }
        let mut readers: Vec<usize> = Vec::new();
        for route in gone {
            reachable.routes.remove(&route);
            readers.extend(self.of.remove(&route).unwrap_or_default());
        }
        readers.sort_unstable();
        readers.dedup();
        readers
    }
}

/// What is wrong with the links of articles that something else keeps from being published: an editor hears of
/// everything at once.
pub(super) fn check_refused(
    refused: &[&Arc<Article>],
    reachable: &LinkTargets<'_>,
    files: &Files,
    sources: &Sources,
    notes: &mut Vec<Note>,
) {
    for article in refused {
        let front = &article.front;
        let route = Route::article(&article.date, &article.id);
        link::resolve(&article.body, &front.path, &route, reachable, files, sources, notes);
        if let Some(cover) = &article.cover {
            link::picture(&cover.text, &front.path, || front.place(cover.spot), reachable, files, sources, notes);
        }
    }
}

/// What links can lead to; nothing when there are none. Addresses are gathered only when something names one.
fn reachable<'a>(config: &Config, documents: &'a Documents, seeds: &[Seed<'a>], sources: &Sources) -> LinkTargets<'a> {
    let mut reachable = LinkTargets::default();
    let config_links = !config.menu.is_empty() || config.footer.contact.is_some();
    if !config_links && documents.bodies().all(|(_, body)| body.slots.is_empty()) {
        return reachable;
    }
    let mut retracted = HashSet::new();
    let mut add = |path: &'a str, route: Route, body: &'a Body| {
        reachable.documents.insert(path, route);
        reachable.bodies.insert(path, body);
    };
    for (article, route) in seeds {
        add(&article.front.path, route.clone(), &article.body);
        if article.retracted.is_some() {
            retracted.insert(route.clone());
        }
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
    reachable.retracted = retracted;
    let names_address = |body: &Body| body.slots.iter().any(|slot| slot.target.starts_with('/'));
    if config_links || reachable.bodies.values().any(|body| names_address(body)) {
        reachable.routes = made_routes(config, seeds, sources).iter().map(|route| (route.to_string(), None)).collect();
        reachable.routes.extend(reachable.documents.iter().map(|(path, route)| (route.to_string(), reachable.bodies.get(path).copied())));
    }
    reachable
}

/// Addresses that belong to no source file.
fn made_routes(config: &Config, seeds: &[Seed<'_>], sources: &Sources) -> Vec<Route> {
    let mut routes = fixed_routes(config, sources);
    routes.extend(seeds.iter().flat_map(|(article, _)| routes_of(article)));
    routes
}

/// Those that exist whatever articles there are.
fn fixed_routes(config: &Config, sources: &Sources) -> Vec<Route> {
    let mut routes =
        vec![Route::home(), Route::news(1), Route::archive(), Route::issues(), Route::search(), Route::root_file("sitemap.xml")];
    routes.extend(TermKind::ALL.map(Route::terms));
    if config.feeds {
        routes.extend([Route::root_file("feed.xml"), Route::root_file("feed.json")]);
    }
    routes.extend(statics(sources).into_iter().map(|(_, route)| route));
    routes
}

/// Those that exist for an article: of its month, its year and its terms.
fn routes_of(article: &Article) -> Vec<Route> {
    let slug = |kind: TermKind, named: &Named| Route::term(kind, &crate::pinyin::slug(&named.text));
    let mut routes = vec![Route::year(article.date.year), Route::month(article.date.year, article.date.month)];
    if !article.corrections.is_empty() && article.retracted.is_none() {
        routes.push(Route::corrections());
    }
    routes.extend(article.tags.iter().map(|tag| slug(TermKind::Tag, tag)));
    routes.extend(article.communities.iter().map(|community| slug(TermKind::Community, community)));
    routes.extend(article.programs.iter().map(|program| slug(TermKind::Program, program)));
    routes.extend(article.credits.iter().flat_map(|credit| &credit.people).map(|author| slug(TermKind::Author, author)));
    routes
}

pub(super) fn term_links(
    taxonomies: &[Taxonomy; 4],
    reachable: &LinkTargets<'_>,
    files: &Files,
    sources: &Sources,
    notes: &mut Vec<Note>,
) -> HashMap<(TermKind, u32), Vec<Target>> {
    let mut links = HashMap::new();
    for taxonomy in taxonomies {
        for (at, term) in taxonomy.terms.iter().enumerate() {
            if let Some(entry) = term.register.as_ref().filter(|entry| !entry.body.slots.is_empty()) {
                let targets = link::resolve(&entry.body, &entry.front.path, &term.route, reachable, files, sources, notes);
                links.insert((taxonomy.kind, index(at)), targets);
            }
        }
    }
    links
}

/// The menu and the footer's contact may name routes of the site; these must exist.
pub(super) fn check_config_links(config: &Config, reachable: &LinkTargets<'_>, notes: &mut Vec<Note>) {
    let menu = config.menu.iter().map(|entry| &entry.url);
    for named in menu.chain(&config.footer.contact) {
        let route = &named.text;
        if !is_address(route) {
            notes.push(codes::site::bad_address(config.front.place(named.spot), route));
            continue;
        }
        let slashed = format!("{}/", route.trim_end_matches('/'));
        if !route.starts_with('/') || reachable.routes.contains_key(route) || reachable.routes.contains_key(&slashed) {
            continue;
        }
        let note = codes::site::broken_route(config.front.place(named.spot), route);
        notes.push(match crate::did_you_mean::nearest(&slashed, reachable.routes.keys().map(String::as_str)) {
            Some(near) => note.remedy(codes::did_you_mean(near)),
            None => note.remedy(codes::site::write_route()),
        });
    }
}

/// Whether an address from site.yaml may be linked to: of the site, of the web, of a mailbox, of a telephone.
pub(crate) fn is_address(text: &str) -> bool {
    let is_route = text.starts_with('/') && !text.starts_with("//") && !text.contains('\\');
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_mailbox = text.contains('@') && !text.contains(['/', ' ', ':', '\\']);
    let is_plain = !text.contains(|c: char| c.is_control());
    is_plain && (is_route || is_mailbox || scheme.is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel")))
}

/// What is said of the names of files; those below `content/static/` that are not published at all are left out.
pub(super) fn check_names(sources: &Sources, notes: &mut Vec<Note>) -> Vec<(String, Route)> {
    let twins = special::twins(sources);
    for (path, other) in &twins {
        let name = path.rsplit('/').next().unwrap_or(path);
        let say = if is_static(path) { codes::site::twin_static } else { codes::site::twin_name };
        notes.push(say(Place::file(path), name, other));
    }
    let twins: HashSet<&str> = twins.iter().map(|(path, _)| *path).collect();
    let statics = statics(sources);
    let mut kept = Vec::with_capacity(statics.len());
    for (path, route) in statics.into_iter().filter(|(path, _)| !twins.contains(path.as_str())) {
        let place = || Place::file(&path);
        match special::meaning(route.as_str()) {
            None | Some((_, Meaning::Keeper)) => {}
            Some((name, Meaning::Host)) => notes.push(codes::site::host_file(place(), name)),
            Some((name, Meaning::Worker)) => notes.push(codes::site::worker_file(place(), name)),
            Some((name, Meaning::Program)) => notes.push(codes::site::program_file(place(), name)),
            Some((name, Meaning::Windows)) => {
                notes.push(codes::site::windows_name(place(), name));
                continue;
            }
            Some((name, Meaning::Own)) => {
                notes.push(codes::site::own_file(place(), name));
                continue;
            }
        }
        kept.push((path, route));
    }
    kept
}

fn is_static(path: &str) -> bool {
    path.starts_with("content/static/")
}

pub(super) fn statics(sources: &Sources) -> Vec<(String, Route)> {
    sources
        .of(Kind::Static)
        .map(|entry| (entry.path.clone(), Route::verbatim(entry.path.strip_prefix("content/static/").unwrap_or(&entry.path))))
        .collect()
}
