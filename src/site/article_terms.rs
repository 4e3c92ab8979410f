//! Which communities, programs, authors and tags each article has, and which articles each of these has.

use std::sync::Arc;

use crate::article::Article;
use crate::fields::{Front, Named};
use crate::note::Note;

use super::placing::Seed;
use super::resolve::Resolved;
use super::visible;
use super::{Documents, JoinOptions, Placed, Taxonomy, TermKind};

pub(super) fn registers(documents: &Documents, notes: &mut Vec<Note>) -> [Taxonomy; 4] {
    TermKind::ALL.map(|kind| {
        let entries: Vec<_> = documents.registers.iter().filter(|entry| TermKind::of(entry.kind) == Some(kind)).cloned().collect();
        Taxonomy::registered(kind, &entries, notes)
    })
}

/// Those that name only what the registers know, and the others.
pub(super) fn allowed<'a>(
    articles: Vec<&'a Arc<Article>>,
    taxonomies: &[Taxonomy; 4],
    notes: &mut Vec<Note>,
) -> (Vec<&'a Arc<Article>>, Vec<&'a Arc<Article>>) {
    let mut check = |names: &[Named], kind: TermKind, front: &Front| {
        let mut fine = true;
        for named in names {
            match taxonomies[kind as usize].allows(named, front) {
                Ok(note) => notes.extend(note),
                Err(note) => {
                    notes.push(*note);
                    fine = false;
                }
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

/// Terms in their place. Open terms are made from the oldest article to the newest.
pub(super) fn with_terms(
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
    let now = &options.now;
    seeds
        .into_iter()
        .zip(resolved)
        .zip(terms)
        .map(|(((article, route), (links, cover)), terms)| {
            let ArticleTerms { communities, programs, credits, tags } = terms.unwrap_or_default();
            let (expired, pinned) = (visible::is_expired(article, now), visible::is_pinned(article, now));
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
                let taxonomy = &mut taxonomies[kind as usize];
                if let Some(several) = taxonomy.held(named, &article.front, notes) {
                    found.extend(several);
                } else {
                    found.push(taxonomy.find_or_add(named, &article.front, notes));
                }
            }
            once_each(found)
        };
        Self {
            communities: find(&article.communities, TermKind::Community),
            programs: find(&article.programs, TermKind::Program),
            tags: find(&article.tags, TermKind::Tag),
            credits: article.credits.iter().map(|credit| (credit.role.clone(), find(&credit.people, TermKind::Author))).collect(),
        }
    }
}

/// The same terms, each where it comes first.
fn once_each(terms: Vec<u32>) -> Vec<u32> {
    let mut kept = Vec::with_capacity(terms.len());
    for term in terms {
        if !kept.contains(&term) {
            kept.push(term);
        }
    }
    kept
}

pub(super) fn fill_terms(articles: &[Placed], listed: &[u32], taxonomies: &mut [Taxonomy; 4]) {
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

/// The communities that a program's register entry names must exist.
pub(super) fn check_programs(taxonomies: &[Taxonomy; 4], notes: &mut Vec<Note>) {
    let entries = taxonomies[TermKind::Program as usize].terms.iter().filter_map(|term| term.register.as_ref());
    for entry in entries {
        for named in &entry.communities {
            match taxonomies[TermKind::Community as usize].allows(named, &entry.front) {
                Ok(note) => notes.extend(note),
                Err(note) => notes.push(*note),
            }
        }
    }
}
