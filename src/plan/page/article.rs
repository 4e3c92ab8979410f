//! The page of an article, and articles in lists.

use std::borrow::Cow;

use super::super::correction;
use super::super::view::{ArticleView, Card, ContentsEntry, CorrectionView, CreditView, Line, Link, PictureView, Pieces, TermLinks};
use super::Maker;
use crate::article::Body;
use crate::site::{Placed, TermKind};

/// Headings below which an article gets no contents list.
const FEWEST_HEADINGS: usize = 4;

/// Han characters that most people read in a minute.
const READ_IN_A_MINUTE: usize = 300;

impl<'a> Maker<'a> {
    pub(super) fn card(&self, at: u32) -> Card<'a> {
        let placed = self.site.article(at);
        Card {
            title: &placed.article.title,
            url: self.href(&placed.route),
            date: self.date(&placed.article.date),
            summary: if placed.article.retracted.is_some() { "" } else { placed.article.summary() },
            communities: TermLinks(TermKind::Community, &placed.communities),
            programs: TermLinks(TermKind::Program, &placed.programs),
            cover: self.cover(placed),
            pinned: placed.pinned,
            pieces: Pieces,
        }
    }

    pub(super) fn cover(&self, placed: &'a Placed) -> Option<PictureView<'a>> {
        let (path, route) = placed.cover.as_ref().filter(|_| placed.article.retracted.is_none())?;
        let pixels = self.site.files.get(path).and_then(|facts| facts.pixels);
        Some(PictureView {
            url: self.href(route),
            alt: &placed.article.cover_alt,
            width: pixels.map(|(width, _)| width),
            height: pixels.map(|(_, height)| height),
        })
    }

    pub(super) fn line(&self, at: u32) -> Line<'a> {
        let placed = self.site.article(at);
        Line { title: &placed.article.title, url: self.href(&placed.route), date: self.date(&placed.article.date) }
    }

    pub(super) fn article(&self, at: u32) -> ArticleView<'a> {
        let site = self.site;
        let placed = site.article(at);
        let article = &placed.article;
        let is_back = article.retracted.is_some();
        ArticleView {
            title: &article.title,
            html: if is_back { Cow::Borrowed("") } else { self.html(&article.body, &placed.links) },
            summary: if is_back { "" } else { article.summary() },
            date: self.date(&article.date),
            updated: article.updated.map(|moment| self.date(&moment)),
            credits: placed
                .credits
                .iter()
                .map(|(role, people)| CreditView {
                    role: role.as_deref().map(|role| Cow::Borrowed(self.role(role))),
                    people: self.term_links(TermKind::Author, people),
                })
                .collect(),
            source: article.source.as_deref(),
            reviewed_by: article.reviewed_by.as_deref(),
            words: article.body.words,
            minutes: article.body.words.div_ceil(READ_IN_A_MINUTE).max(1),
            expired: article.expires.filter(|_| placed.expired).map(|moment| self.date(&moment)),
            retracted: article.retracted.as_deref(),
            // What was wrong in a text that was taken back is not told again.
            corrections: if is_back { &[][..] } else { &article.corrections }
                .iter()
                .map(|one| CorrectionView { date: self.date(&one.date), text: correction::sentence(self.theme, one) })
                .collect(),
        }
    }

    /// The issues that hold an article.
    pub(super) fn issues_of(&self, at: u32) -> Vec<Link<'a>> {
        let link = |at: &u32| {
            let issue = &self.site.issues[*at as usize];
            Link { name: self.issue_title(issue), url: self.href(&issue.route) }
        };
        self.site.issues_of.get(&at).into_iter().flatten().map(link).collect()
    }
}

pub(super) fn contents(body: &Body) -> Vec<ContentsEntry<'_>> {
    if body.headings.len() < FEWEST_HEADINGS {
        return Vec::new();
    }
    body.headings.iter().map(|heading| ContentsEntry { level: heading.level, id: &heading.id, text: &heading.text }).collect()
}
