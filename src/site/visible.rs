//! What is visible at a moment, and when that changes: the only place that compares with now.
//!
//! In: articles and the moment that stands for now. Out: those that are published, and the next moment at which the
//! site would look otherwise by itself. Knows no address and no term.

use std::sync::Arc;

use crate::article::{Article, Pin};
use crate::field::article::DATE;
use crate::fields::Front;
use crate::moment::Moment;
use crate::note::{Note, Place, codes};
use crate::repair::key_of;
use crate::yaml::Span;

use super::{Documents, JoinOptions};

/// An article that is older than this, in years, or is dated after the next year, probably has a slip in its date.
const OLDEST: i16 = 40;

/// The articles that are published at this moment, how many wait and how many are drafts, and when that changes.
pub(super) fn visible<'a>(
    documents: &'a Documents,
    options: &JoinOptions,
    notes: &mut Vec<Note>,
) -> (Vec<&'a Arc<Article>>, (usize, usize), Option<Moment>) {
    let now = options.now;
    let (mut waiting, mut drafts) = (0, 0);
    let mut visible = Vec::with_capacity(documents.articles.len());
    for article in &documents.articles {
        if article.draft && !options.drafts {
            drafts += 1;
            continue;
        }
        match article.publish {
            Some(publish) if publish.seconds > now.seconds => {
                waiting += 1;
                let at = publish.written();
                notes.push(codes::site::waiting(Place::file(&article.front.path), &at));
            }
            _ => visible.push(article),
        }
        if !(now.year - OLDEST..=now.year + 1).contains(&article.date.year) {
            notes.push(codes::site::odd_year(place_of_date(&article.front), article.date.year, now.year));
        } else if article.publish.is_none() && article.date.seconds > now.seconds {
            let date = article.date.written();
            notes.push(codes::site::future_date(Place::file(&article.front.path), &date));
        }
    }
    (visible, (waiting, drafts), next_moment(documents, options))
}

/// The line on which the date stands.
fn place_of_date(front: &Front) -> Place {
    let is_date = |key: &str| key == DATE.key || DATE.chinese.contains(&key);
    let mut lines = (front.first_line..).zip(front.lines.lines());
    let found = lines.find(|(_, line)| key_of(line).is_some_and(|(key, _)| is_date(key)));
    found.map_or_else(
        || Place::file(&front.path),
        |(line, text)| front.place(Span { line, column: 1, width: u32::try_from(text.trim_end().chars().count()).unwrap_or(0) }),
    )
}

/// The next moment at which the site changes by itself: an article appears, expires, or is no longer pinned.
pub(super) fn next_moment(documents: &Documents, options: &JoinOptions) -> Option<Moment> {
    let articles = documents.articles.iter().filter(|article| options.drafts || !article.draft);
    articles.flat_map(|article| moments(article)).filter(|moment| moment.seconds > options.now.seconds).min_by_key(|moment| moment.seconds)
}

/// The moments at which an article makes the site look otherwise.
fn moments(article: &Article) -> impl Iterator<Item = Moment> {
    let pin_end = match article.pin {
        Pin::Until(end) => Some(end),
        Pin::No | Pin::Always => None,
    };
    [article.publish, article.expires, pin_end].into_iter().flatten()
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
