//! The search itself: lists → articles in order. The oracle of `search.js`.
//!
//! Articles that hold every term are candidates, by score and then newest first.
//! Where terms alone do not prove a phrase, candidates are checked in their pages, in
//! that order and only as far as is shown. When fewer than [`FEW`] are left, near
//! matches follow: articles with at least 60 % of the terms, or all but the two that
//! one wrong character spoils. Scores are whole numbers
//! made of what the index holds, so Rust and browsers sort alike.

use std::collections::HashMap;
use std::path::Path;

use serde::Serialize;

use super::counts::{PLACES, TITLE};
use super::excerpt::excerpt;
use super::fold::fold;
use super::page::{self, Page};
use super::plan::{Plan, Word, places};
use super::read::{Error, Index, List, Posting};
use super::terms::{Key, facet_key};

/// Fewer found articles than this bring near matches.
const FEW: usize = 5;
/// At most this many near matches.
const NEAR: usize = 20;
/// So few candidates make long lists unneeded.
const ENOUGH: usize = 64;
/// What a term adds to the score for each level, times its rarity.
const WORTH: [u32; 4] = [4, 6, 8, 20];
/// What the newest article has over the oldest.
const RECENCY: u64 = 16;

/// What to find besides the words.
#[derive(Clone, Debug, Default)]
pub struct QueryOptions {
    /// The most hits, 20 if 0.
    pub limit: usize,
    /// Hits to leave out first.
    pub offset: usize,
    /// Only articles with this community: id, name or alias; so for the others.
    pub community: Option<String>,
    /// Only this program.
    pub program: Option<String>,
    /// Only this author.
    pub author: Option<String>,
    /// Only this tag.
    pub tag: Option<String>,
    /// Only this year.
    pub year: Option<String>,
    /// Addresses only, checked but without titles and excerpts.
    pub bare: bool,
}

/// One article found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Its route.
    pub url: String,
    /// Its title; this and what follows is empty in bare results.
    pub title: String,
    /// Its day.
    pub date: String,
    /// The names of its communities, parted by `、`.
    pub community: String,
    /// The names of its programs.
    pub program: String,
    /// Escaped HTML with `<mark>`.
    pub excerpt: String,
    /// A near match: not all of the query is there.
    pub near: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Results {
    /// How many articles, near ones aside.
    pub total: usize,
    /// Whether the first hit is more than near.
    pub exact: bool,
    /// The total is an upper bound.
    pub about: bool,
    /// The hits asked for.
    pub hits: Vec<Hit>,
}

/// An article in the running, by its number over all segments.
#[derive(Clone, Copy)]
struct Candidate {
    doc: u32,
    score: u64,
}

/// Searches a built site.
///
/// # Errors
/// When the site has no index, or a file of it is missing or damaged.
pub fn search(dir: &Path, query: &str, options: &QueryOptions) -> Result<Results, Error> {
    let index = Index::open(dir)?;
    let plan = Plan::of(query);
    let filters = filters(options);
    if plan.words.is_empty() && filters.is_empty() {
        return Ok(Results::default());
    }
    let matched = Matched::of(&index, &plan, &filters)?;
    let limit = if options.limit == 0 { 20 } else { options.limit };
    let wanted = options.offset + limit;
    let mut pages = Pages { index: &index, read: HashMap::new() };
    let all = matched.with(|m| matched.whole(m));
    let (found, left) = check(&plan, &all, wanted.max(FEW), &mut pages)?;
    let total = found.len() + left;
    let mut docs: Vec<(u32, bool)> = found.iter().map(|&doc| (doc, false)).collect();
    if total < FEW && plan.words.iter().any(|w| !w.quoted) {
        let near = matched.with(|m| matched.near(m)).into_iter().filter(|c| !found.contains(&c.doc));
        docs.extend(near.take(NEAR).map(|c| (c.doc, true)));
    }
    let exact = docs.first().is_some_and(|(_, near)| !near);
    let shown = docs.into_iter().skip(options.offset).take(limit);
    let hits = shown.map(|(doc, near)| pages.hit(doc, near, &plan, options.bare));
    Ok(Results { total, exact, about: left > 0, hits: hits.collect::<Result<_, _>>()? })
}

fn filters(options: &QueryOptions) -> Vec<Key> {
    let QueryOptions { limit: _, offset: _, community, program, author, tag, year, bare: _ } = options;
    let values = [community, program, author, tag, year].into_iter().enumerate();
    values.filter_map(|(kind, value)| value.as_ref().map(|v| Key::Pair(facet_key(kind, v.trim())))).collect()
}

/// Candidates that hold the query itself, as many as wanted, and how many were not
/// looked at.
fn check(plan: &Plan, all: &[Candidate], wanted: usize, pages: &mut Pages<'_, '_>) -> Result<(Vec<u32>, usize), Error> {
    if plan.words.iter().all(|w| w.exact) {
        return Ok((all.iter().map(|c| c.doc).collect(), 0));
    }
    let mut found = Vec::new();
    for (n, candidate) in all.iter().enumerate() {
        if found.len() == wanted {
            return Ok((found, all.len() - n));
        }
        let (_, page) = pages.read(candidate.doc)?;
        let (title, text) = (fold(&page.title).chars, fold(&page.text).chars);
        let holds = |word: &[char]| !places(word, &title).is_empty() || !places(word, &text).is_empty();
        if plan.words.iter().all(|w| w.exact || holds(&w.chars)) {
            found.push(candidate.doc);
        }
    }
    Ok((found, 0))
}

/// The articles that hold any of the terms and pass the filters.
struct Matched {
    docs: Vec<Match>,
    /// How many terms were looked for.
    terms: usize,
}

#[derive(Clone, Copy, Default)]
struct Match {
    doc: u32,
    score: u64,
    /// Terms found, and of these in the title.
    found: usize,
    titled: usize,
    /// The terms of some word stand apart.
    torn: bool,
}

/// For each term its list in each segment.
type Lists = Vec<Vec<List>>;

impl Matched {
    fn of(index: &Index<'_>, plan: &Plan, filters: &[Key]) -> Result<Self, Error> {
        let segments = &index.site.segments;
        let load = |keys: &[Key]| -> Result<Lists, Error> {
            keys.iter().map(|&key| segments.iter().map(|s| index.list(s, key)).collect()).collect()
        };
        let complete = |key: Key, lists: &mut [List]| segments.iter().zip(lists).try_for_each(|(s, list)| index.long(s, key, list));
        let (mut lists, mut needed) = (load(&plan.terms)?, load(filters)?);
        for (&key, lists) in filters.iter().zip(&mut needed) {
            complete(key, lists)?;
        }
        let spare = spare(plan, &lists);
        for (term, lists) in lists.iter_mut().enumerate().filter(|(term, _)| !spare.contains(term)) {
            complete(plan.terms[term], lists)?;
        }
        if !spare.is_empty() {
            let few = Self::join(index, plan, &lists, &needed, |term| !spare.contains(&term));
            if (1..=ENOUGH).contains(&few.docs.iter().filter(|m| few.whole(m)).count()) {
                return Ok(few);
            }
            for &term in &spare {
                complete(plan.terms[term], &mut lists[term])?;
            }
        }
        Ok(Self::join(index, plan, &lists, &needed, |_| true))
    }

    fn join(index: &Index<'_>, plan: &Plan, lists: &Lists, needed: &Lists, used: impl Fn(usize) -> bool) -> Self {
        let segments = &index.site.segments;
        let total: u32 = segments.iter().map(|s| s.shape.docs).sum();
        let used: Vec<usize> = (0..lists.len()).filter(|&term| used(term)).collect();
        let mut docs = Vec::new();
        let mut first = 0;
        for (nth, segment) in segments.iter().enumerate() {
            let mut table = vec![Match::default(); segment.shape.docs as usize];
            for &term in &used {
                let rarity = rarity(total, lists[term].iter().map(|l| l.df).sum());
                for &Posting { doc, level, .. } in &lists[term][nth].postings {
                    let m = &mut table[doc as usize];
                    m.score += u64::from(rarity * WORTH[level as usize]);
                    m.found += 1;
                    m.titled += usize::from(level == TITLE);
                }
            }
            plan.words.iter().for_each(|word| align(word, plan, lists, &used, nth, &mut table));
            let mut pass = vec![0; table.len()];
            needed.iter().flat_map(|lists| &lists[nth].postings).for_each(|p| pass[p.doc as usize] += 1);
            for (i, m) in table.iter_mut().enumerate().filter(|&(i, _)| pass[i] == needed.len()) {
                m.doc = first + i as u32;
                if m.titled == used.len() {
                    m.score *= 2;
                }
                m.score += u64::from(total - 1 - m.doc) * RECENCY / u64::from(total);
                docs.push(*m);
            }
            first += segment.shape.docs;
        }
        Self { docs, terms: used.len() }
    }

    /// Whether an article holds all terms, as far as places tell side by side.
    fn whole(&self, m: &Match) -> bool {
        m.found == self.terms && !m.torn
    }

    /// Whether it holds enough of them to be near.
    fn near(&self, m: &Match) -> bool {
        m.found > 0 && (m.found * 5 >= self.terms * 3 || m.found > 1 && m.found + 2 >= self.terms)
    }

    /// Those that are good enough, best first.
    fn with(&self, enough: impl Fn(&Match) -> bool) -> Vec<Candidate> {
        let docs = self.docs.iter().filter(|m| enough(m));
        let mut docs: Vec<Candidate> = docs.map(|m| Candidate { doc: m.doc, score: m.score }).collect();
        docs.sort_by_key(|c| (std::cmp::Reverse(c.score), c.doc));
        docs
    }
}

/// Terms with long lists in words that have other terms: if these alone leave only a few
/// articles, the long lists need not be loaded, since the pages are checked anyway.
fn spare(plan: &Plan, lists: &Lists) -> Vec<usize> {
    let kept = |key: &Key| plan.words.iter().any(|w| w.exact && w.units[0].key == *key);
    let long = |&term: &usize| lists[term].iter().any(|l| l.later) && !kept(&plan.terms[term]);
    let spare: Vec<usize> = (0..lists.len()).filter(long).collect();
    if spare.len() < lists.len() { spare } else { Vec::new() }
}

/// Marks the articles of a segment where the terms of a word cannot stand side by side.
fn align(word: &Word, plan: &Plan, lists: &Lists, used: &[usize], segment: usize, table: &mut [Match]) {
    let mut room = vec![u16::MAX; table.len()];
    for unit in &word.units {
        let term = plan.terms.iter().position(|key| *key == unit.key);
        let term = term.filter(|term| used.contains(term));
        for posting in term.into_iter().flat_map(|term| &lists[term][segment].postings) {
            room[posting.doc as usize] &= posting.places.rotate_right(unit.at as u32 % PLACES);
        }
    }
    for (m, room) in table.iter_mut().zip(room) {
        m.torn |= room == 0;
    }
}

/// How much a term tells, in eighths of a bit, at least 4.
fn rarity(total: u32, holders: u32) -> u32 {
    log8(total + 1).saturating_sub(log8(holders.max(1))).max(4)
}

/// 8 × log2, with straight lines between the powers of two.
fn log8(x: u32) -> u32 {
    let b = x.ilog2();
    8 * b + ((x << 3 >> b) & 7)
}

/// Pages that were read already.
struct Pages<'a, 'i> {
    index: &'a Index<'i>,
    read: HashMap<u32, (String, Page)>,
}

impl Pages<'_, '_> {
    fn url(&self, doc: u32) -> Result<String, Error> {
        let mut doc = doc;
        for segment in &self.index.site.segments {
            if doc < segment.shape.docs {
                return self.index.url(segment, doc);
            }
            doc -= segment.shape.docs;
        }
        Ok(String::new())
    }

    fn read(&mut self, doc: u32) -> Result<&(String, Page), Error> {
        if !self.read.contains_key(&doc) {
            let url = self.url(doc)?;
            let page = page::parse(&self.index.page(&url)?);
            self.read.insert(doc, (url, page));
        }
        Ok(&self.read[&doc])
    }

    fn hit(&mut self, doc: u32, near: bool, plan: &Plan, bare: bool) -> Result<Hit, Error> {
        if bare {
            return Ok(Hit { url: self.url(doc)?, near, ..Hit::default() });
        }
        let (url, page) = self.read(doc)?;
        let Page { title, date, community, program, text } = page.clone();
        let excerpt = excerpt(&text, plan, near);
        Ok(Hit { url: url.clone(), title, date, community, program, excerpt, near })
    }
}
