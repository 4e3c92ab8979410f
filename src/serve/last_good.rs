//! Which pages of the past the preview still shows: those that only an error keeps from being made now.
//!
//! In: the states of the site. Out: which of them are still needed, and whether a page of one of them stands. What was
//! deleted or renamed is gone, whatever else is wrong. Keeps nothing itself, renders nothing.

use std::sync::Arc;

use super::{Snapshot, States};
use crate::plan::{Page, Work};
use crate::site::{Site, TermKind};

/// So many states are kept at most. Each new one is needed only by what began to fail just then.
const MOST_KEPT: usize = 8;

/// The states before `now` in which something was good that fails in it, the newest first.
pub(super) fn still_needed(now: &Snapshot, states: &States) -> Vec<Arc<Snapshot>> {
    let candidates = std::iter::once(&states.now).chain(&states.before);
    let mut lost: Vec<&str> = lost(now);
    let mut kept = Vec::new();
    for old in candidates.take(MOST_KEPT) {
        let before = lost.len();
        lost.retain(|path| !is_good(old, path));
        if lost.len() < before {
            kept.push(Arc::clone(old));
        }
    }
    kept
}

/// What stands for the theme as a whole, among the paths of what fails.
const THEME: &str = "";

/// What fails in a state, by its path; a template by that of its own file.
fn lost(now: &Snapshot) -> Vec<&str> {
    let templates = now.templates.get().into_iter().flatten().map(|note| note.place.path.as_str());
    let theme = now.prepared.theme.is_none().then_some(THEME);
    theme.into_iter().chain(now.failing.iter().map(String::as_str)).chain(templates).collect()
}

/// Whether what has this path was there and did not fail.
fn is_good(old: &Snapshot, path: &str) -> bool {
    let is_there = || old.prepared.sources.get(path).is_some() || !path.starts_with("content/");
    let fails = || old.failing.contains(path) || old.templates.get().into_iter().flatten().any(|note| note.place.path == path);
    old.prepared.theme.is_some() && (path == THEME || is_there() && !fails())
}

/// Whether a page of an old state is only missing now because something fails.
pub(super) fn stands(now: &Snapshot, old: &Snapshot, file: &str) -> bool {
    let is_theme_lost = now.prepared.theme.is_none();
    // A file of the search has no job.
    let Some(job) = old.job(file) else { return is_theme_lost };
    let site = &old.prepared.site;
    let waits = |path: &str| now.prepared.sources.get(path).is_some() && (is_theme_lost || now.failing.contains(path));
    let article_waits = |at: &u32| waits(&site.article(*at).article.front.path);
    let term_waits = |kind: TermKind, at: u32| {
        let term = site.term(kind, at);
        term.register.as_ref().is_some_and(|entry| waits(&entry.front.path)) || term.articles.iter().any(article_waits)
    };
    match &job.work {
        Work::Copy(path) => now.prepared.sources.get(path).is_some(),
        Work::Page(Page::Article(_) | Page::Moved(_) | Page::Plain(_) | Page::Issue(_)) => source(site, &job.work).is_some_and(waits),
        Work::Page(Page::Term(kind, at, _)) | Work::Atom(Some((kind, at))) | Work::Json(Some((kind, at))) => term_waits(*kind, *at),
        Work::Page(Page::Year(year)) => {
            site.calendar.get(*year).is_some_and(|year| year.months.iter().any(|month| listed(site, &month.range).any(article_waits)))
        }
        Work::Page(Page::Month(year, month)) => {
            let month = site.calendar.get(*year).and_then(|year| year.months.get(*month));
            month.is_some_and(|month| listed(site, &month.range).any(article_waits))
        }
        Work::Page(Page::News(page)) => {
            let (page, per_page) = (page.saturating_sub(1), site.config.per_page);
            let end = site.listed.len();
            listed(site, &((page * per_page).min(end)..((page + 1) * per_page).min(end))).any(article_waits)
        }
        _ => is_theme_lost,
    }
}

fn listed<'a>(site: &'a Site, range: &std::ops::Range<usize>) -> impl Iterator<Item = &'a u32> {
    site.listed.get(range.clone()).unwrap_or_default().iter()
}

/// The file that one page is made of; none for lists of many.
pub(super) fn source<'a>(site: &'a Site, work: &Work) -> Option<&'a str> {
    Some(match work {
        Work::Page(Page::Article(at) | Page::Moved(at)) => &site.article(*at).article.front.path,
        Work::Page(Page::Plain(at)) => &site.pages.get(*at as usize)?.page.front.path,
        Work::Page(Page::Issue(at)) => &site.issues.get(*at as usize)?.issue.front.path,
        Work::Page(Page::Term(kind, at, _)) => &site.term(*kind, *at).register.as_ref()?.front.path,
        _ => return None,
    })
}
