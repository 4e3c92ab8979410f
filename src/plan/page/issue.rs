//! The page of an issue.

use std::borrow::Cow;

use super::super::view::{IssueView, Link};
use super::Maker;
use crate::site::PlacedIssue;

impl<'a> Maker<'a> {
    pub(super) fn issue(&self, at: usize, with_text: bool) -> IssueView<'a> {
        let issues = &self.site.issues;
        let placed = &issues[at];
        let link = |placed: &'a PlacedIssue| Link { name: self.issue_title(placed), url: self.href(&placed.route) };
        IssueView {
            title: self.issue_title(placed),
            number: placed.issue.number,
            date: self.date(&placed.issue.date),
            lead: &placed.issue.lead,
            url: self.href(&placed.route),
            html: if with_text { self.html(&placed.issue.body, &placed.links) } else { Cow::Borrowed("") },
            // Lists show no article that has expired or was retracted; the issue's own page keeps its contents.
            contents: placed
                .articles
                .iter()
                .filter(|at| with_text || self.site.article(**at).is_listed())
                .map(|at| self.line(*at))
                .collect(),
            older: issues.get(at + 1).map(link),
            newer: at.checked_sub(1).map(|at| link(&issues[at])),
        }
    }
}
