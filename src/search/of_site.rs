//! A joined site as the index sees it: its listed articles, and the terms they name.
//!
//! Drafts, articles that wait for their day, expired and retracted ones are not listed, so they are not found.

use super::{Doc, Facets, IndexOptions, Term, index};
use crate::site::{Placed, Site, TermKind};

/// What a document needs beside the article itself.
struct Row<'a> {
    placed: &'a Placed,
    day: String,
    authors: Vec<u32>,
}

/// Every file below `search/`.
#[must_use]
pub fn files(site: &Site) -> Vec<(String, Vec<u8>)> {
    let rows: Vec<Row<'_>> = site.listed.iter().map(|at| row(site.article(*at))).collect();
    let docs: Vec<Doc<'_>> = rows.iter().map(doc).collect();
    let facets = Facets {
        community: terms(site, TermKind::Community),
        program: terms(site, TermKind::Program),
        author: terms(site, TermKind::Author),
        tag: terms(site, TermKind::Tag),
    };
    index(&docs, &facets, IndexOptions { relative: site.linker.is_relative(), long: None })
}

fn row(placed: &Placed) -> Row<'_> {
    let date = &placed.article.date;
    let mut authors: Vec<u32> = placed.credits.iter().flat_map(|(_, people)| people.iter().copied()).collect();
    authors.sort_unstable();
    authors.dedup();
    Row { placed, day: date.date(), authors }
}

fn doc<'a>(row: &'a Row<'a>) -> Doc<'a> {
    let article = &row.placed.article;
    Doc {
        url: row.placed.route.as_str(),
        title: &article.title,
        text: &article.body.text,
        date: article.date.seconds,
        day: &row.day,
        community: &row.placed.communities,
        program: &row.placed.programs,
        author: &row.authors,
        tag: &row.placed.tags,
        year: u16::try_from(article.date.year).unwrap_or(0),
    }
}

fn terms(site: &Site, kind: TermKind) -> Vec<Term<'_>> {
    let terms = site.taxonomy(kind).terms.iter();
    terms
        .map(|term| Term {
            id: &term.id,
            name: &term.name,
            aliases: term.register.iter().flat_map(|entry| &entry.alias_texts).map(String::as_str).collect(),
        })
        .collect()
}
