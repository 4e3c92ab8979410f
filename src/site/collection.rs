//! What is put together from the documents beside the articles: issues and plain pages.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::did_you_mean;
use crate::fields::{Front, Named};
use crate::note::{Note, Place, Severity, codes};
use crate::source::Sources;

use super::link::{self, Files, LinkTargets};
use super::route::{RESERVED, Route};
use super::term::index;
use super::{Documents, Placed, PlacedIssue, PlacedPage};

pub(super) fn issues(
    documents: &Documents,
    articles: &[Placed],
    sources: &Sources,
    reachable: &LinkTargets<'_>,
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
                Ok(at) => {
                    if articles[at as usize].article.retracted.is_some() {
                        notes.push(codes::site::issue_retracted(front.place(named.spot), &named.text));
                    }
                    found.push(at);
                }
                Err(many) => notes.push(missing_article(named, front, many, &unpublished, &by_id, sources)),
            }
        }
        let route = Route::issue(&issue.id);
        let links = link::resolve(&issue.body, &front.path, &route, reachable, files, sources, notes);
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
    match did_you_mean::nearest(name, ids) {
        Some(near) => note.remedy(codes::did_you_mean(near)),
        None => note.remedy(codes::site::name_article()),
    }
}

pub(super) fn pages(
    documents: &Documents,
    reachable: &LinkTargets<'_>,
    files: &Files,
    sources: &Sources,
    notes: &mut Vec<Note>,
) -> Vec<PlacedPage> {
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
        let links = link::resolve(&page.body, path, &route, reachable, files, sources, notes);
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
