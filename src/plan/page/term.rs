//! The pages of communities, programs, authors and tags.

use std::borrow::Cow;

use super::super::view::{TermChip, TermView, YearCount};
use super::{Maker, telephone};
use crate::site::link::Target;
use crate::site::{Term, TermKind};

impl<'a> Maker<'a> {
    pub(super) fn chips(&self, kind: TermKind) -> Vec<TermChip<'a>> {
        self.site.taxonomy(kind).in_order().map(|(_, term)| self.chip(term, term.articles.len())).collect()
    }

    pub(super) fn chip(&self, term: &'a Term, count: usize) -> TermChip<'a> {
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

    pub(super) fn term(&self, kind: TermKind, at: u32, number: usize) -> TermView<'a> {
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
    pub(super) fn counts(&self, term: &Term, of: TermKind) -> Vec<usize> {
        let mut counts = vec![0; self.site.taxonomy(of).terms.len()];
        for at in &term.articles {
            let placed = self.site.article(*at);
            let terms = if of == TermKind::Program { &placed.programs } else { &placed.communities };
            terms.iter().for_each(|other| counts[*other as usize] += 1);
        }
        counts
    }

    /// A community's programs: those whose register entry names it, and those of its articles.
    pub(super) fn programs_of(&self, community: u32, term: &Term) -> Vec<TermChip<'a>> {
        let counts = self.counts(term, TermKind::Program);
        let names_it = |program: &Term| {
            let communities = self.site.taxonomy(TermKind::Community);
            program
                .register
                .as_ref()
                .is_some_and(|entry| entry.communities.iter().any(|named| communities.find_all(&named.text).contains(&community)))
        };
        let programs = self.site.taxonomy(TermKind::Program).in_order();
        programs
            .filter(|(at, program)| counts[*at as usize] > 0 || names_it(program))
            .map(|(at, program)| self.chip(program, counts[at as usize]))
            .collect()
    }

    /// A program's communities: those that its register entry names, and those of its articles.
    pub(super) fn communities_of(&self, term: &Term) -> Vec<TermChip<'a>> {
        let communities = self.site.taxonomy(TermKind::Community);
        let counts = self.counts(term, TermKind::Community);
        let named: Vec<u32> =
            term.register.iter().flat_map(|entry| &entry.communities).flat_map(|named| communities.find_all(&named.text)).collect();
        let chosen = communities.in_order().filter(|(at, _)| counts[*at as usize] > 0 || named.contains(at));
        chosen.map(|(at, community)| self.chip(community, counts[at as usize])).collect()
    }

    pub(super) fn year_counts(&self, term: &Term) -> Vec<YearCount> {
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
}
