//! What is visible at a moment, and when that changes: the only place that compares with now.
//!
//! In: articles and the moment that stands for now. Out: those that are published, and the next moment at which the
//! site would look otherwise by itself. Knows no address and no term.

use std::sync::Arc;

use crate::article::{Article, Pin};
use crate::moment::Moment;
use crate::note::{Note, Place, codes};

use super::{Documents, JoinOptions, Placed};

pub(super) fn is_listed(placed: &Placed) -> bool {
    !placed.expired && placed.article.retracted.is_none()
}

/// The articles that are published at this moment, how many wait and how many are drafts, and when that changes.
pub(super) fn visible<'a>(
    documents: &'a Documents,
    options: &JoinOptions,
    notes: &mut Vec<Note>,
) -> (Vec<&'a Arc<Article>>, (usize, usize), Option<Moment>) {
    let now = options.now;
    let (mut waiting, mut drafts) = (0, 0);
    let mut next: Option<Moment> = None;
    let mut changes_at = |moment: Moment| {
        if moment.seconds > now.seconds && next.is_none_or(|next| moment.seconds < next.seconds) {
            next = Some(moment);
        }
    };
    let mut visible = Vec::with_capacity(documents.articles.len());
    for article in &documents.articles {
        if article.draft && !options.drafts {
            drafts += 1;
            continue;
        }
        for moment in [article.publish, article.expires, pin_end(article.pin)].into_iter().flatten() {
            changes_at(moment);
        }
        match article.publish {
            Some(publish) if publish.seconds > now.seconds => {
                waiting += 1;
                let at = publish.plain();
                notes.push(codes::site::waiting(Place::file(&article.front.path), &at));
            }
            _ => visible.push(article),
        }
        if article.publish.is_none() && article.date.seconds > now.seconds {
            let date = article.date.plain();
            notes.push(codes::site::future_date(Place::file(&article.front.path), &date));
        }
    }
    (visible, (waiting, drafts), next)
}

fn pin_end(pin: Pin) -> Option<Moment> {
    match pin {
        Pin::Until(end) => Some(end),
        Pin::No | Pin::Always => None,
    }
}

/// Whether an article is off the lists at a moment.
pub(super) fn is_expired(article: &Article, now: &Moment) -> bool {
    article.expires.is_some_and(|expires| expires.seconds <= now.seconds)
}

/// Whether an article stands on top of the home page at a moment.
pub(super) fn is_pinned(article: &Article, now: &Moment) -> bool {
    match article.pin {
        Pin::No => false,
        Pin::Always => true,
        Pin::Until(end) => now.seconds < end.seconds,
    }
}
