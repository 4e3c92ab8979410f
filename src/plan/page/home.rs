//! The home page.

use super::super::view::{Body as ViewBody, Cards};
use super::Maker;
use crate::site::TermKind;

impl<'a> Maker<'a> {
    pub(super) fn home(&self) -> ViewBody<'a> {
        let site = self.site;
        let (pinned, others): (Vec<u32>, Vec<u32>) = site.listed.iter().partition(|at| site.article(**at).pinned);
        ViewBody::Home {
            pinned: Cards(pinned),
            latest: Cards(others.into_iter().take(site.config.home_latest).collect()),
            issue: (!site.issues.is_empty()).then(|| self.issue(0, false)),
            communities: self.chips(TermKind::Community),
            programs: self.chips(TermKind::Program),
            total: site.listed.len(),
            newest: site.listed.first().map(|at| self.date(&site.article(*at).article.date)),
        }
    }
}
