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

use super::{Documents, JoinOptions, Placed};
use crate::config::Config;

/// An article that is older than this, in years, or is dated after the next year, probably has a slip in its date.
const OLDEST: i16 = 40;

/// What happens to the site by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// An article appears.
    Published,
    /// An article leaves the lists.
    Expired,
    /// An article is no longer on top of the home page.
    Unpinned,
    /// A notice appears on every page.
    UrgentBegins,
    /// A notice leaves every page.
    UrgentEnds,
}

/// The next moment at which the site changes by itself, and what happens then to which file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// The moment.
    pub at: Moment,
    /// What happens then: path of the file, and what happens to it.
    pub events: Vec<(String, Event)>,
}

/// A notice on every page at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrgentNotice {
    /// What it says.
    pub text: String,
    /// The article that it is the title of, if it is one.
    pub article: Option<u32>,
}

/// The articles that are published at this moment, how many wait and how many are drafts, and when that changes.
pub(super) fn visible<'a>(
    documents: &'a Documents,
    config: &Config,
    options: &JoinOptions,
    notes: &mut Vec<Note>,
) -> (Vec<&'a Arc<Article>>, (usize, usize), Option<Coming>) {
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
    (visible, (waiting, drafts), coming(documents, config, options))
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

/// The next moment at which the site changes by itself, and everything that happens then.
fn coming(documents: &Documents, config: &Config, options: &JoinOptions) -> Option<Coming> {
    let articles = documents.articles.iter().filter(|article| options.drafts || !article.draft);
    let of_articles = articles.flat_map(|article| events(article).map(|(at, event)| (at, article.front.path.as_str(), event)));
    let urgent = config.urgent.iter().flat_map(|urgent| {
        [(urgent.from, Event::UrgentBegins), (Some(urgent.until), Event::UrgentEnds)]
            .map(|(at, event)| (at, config.front.path.as_str(), event))
    });
    let mut next: Option<Coming> = None;
    for (at, path, event) in of_articles.chain(urgent) {
        let Some(at) = at.filter(|at| at.seconds > options.now.seconds) else { continue };
        match &mut next {
            Some(coming) if coming.at.seconds < at.seconds => {}
            Some(coming) if coming.at.seconds == at.seconds => coming.events.push((path.to_owned(), event)),
            _ => next = Some(Coming { at, events: vec![(path.to_owned(), event)] }),
        }
    }
    next
}

/// The moments at which an article makes the site look otherwise. What ends before the article is published, or after
/// it has left the lists, changes nothing.
fn events(article: &Article) -> impl Iterator<Item = (Option<Moment>, Event)> {
    let pin_end = match article.pin {
        Pin::Until(end) => Some(end),
        Pin::No | Pin::Always => None,
    };
    let expires = article.expires.filter(|_| article.retracted.is_none());
    let is_shown = |at: &Moment| {
        article.retracted.is_none()
            && article.publish.is_none_or(|publish| at.seconds > publish.seconds)
            && expires.is_none_or(|expires| at.seconds < expires.seconds)
    };
    [
        (article.publish, Event::Published),
        (expires, Event::Expired),
        (pin_end.filter(is_shown), Event::Unpinned),
        (article.urgent.filter(is_shown), Event::UrgentEnds),
    ]
    .into_iter()
}

/// The notices that stand on every page at a moment: that of site.yaml, then those of listed articles.
pub(super) fn urgent(config: &Config, articles: &[Placed], listed: &[u32], now: &Moment) -> Vec<UrgentNotice> {
    let has_begun = |from: Option<Moment>| from.is_none_or(|from| from.seconds <= now.seconds);
    let of_site = config.urgent.iter().filter(|urgent| has_begun(urgent.from) && now.seconds < urgent.until.seconds);
    let of_site = of_site.map(|urgent| UrgentNotice { text: urgent.text.clone(), article: None });
    let is_urgent = |at: &&u32| articles[**at as usize].article.urgent.is_some_and(|until| now.seconds < until.seconds);
    let title = |at: &u32| UrgentNotice { text: articles[*at as usize].article.title.clone(), article: Some(*at) };
    of_site.chain(listed.iter().filter(is_urgent).map(title)).collect()
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
