//! `banbao next`: the next moment at which the site changes by itself, for whoever builds it by the clock.
//!
//! The same moment that `build` keeps in its record and `serve` wakes for.

use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;

use crate::error::Error;
use crate::note::Speech;
use crate::pipeline::{self, FileCache, Request};
use crate::site::{Coming, Event};
use crate::stopwatch::Stopwatch;

/// What `next` was asked to do.
#[derive(Debug)]
pub struct NextOptions {
    /// Whether one JSON object is printed.
    pub json: bool,
    /// Whether drafts count.
    pub drafts: bool,
    /// The moment that stands for now.
    pub now: Option<String>,
}

/// The next moment as JSON.
#[derive(Serialize)]
struct Next<'a> {
    at: Option<String>,
    /// Seconds since 1970.
    seconds: Option<i64>,
    events: Vec<Happening<'a>>,
}

#[derive(Serialize)]
struct Happening<'a> {
    path: &'a str,
    event: &'static str,
}

/// Prints the next moment. The exit code is 0 when there is one, 1 when the site stays as it is.
///
/// # Errors
/// When the machine fails.
pub fn run(root: &Path, options: &NextOptions, speech: Speech) -> Result<u8, Error> {
    let NextOptions { json, drafts, now } = options;
    let request = Request { root: root.to_owned(), drafts: *drafts, now: now.clone(), ..Request::default() };
    let prepared = pipeline::prepare(&request, &mut FileCache::default(), &mut Stopwatch::default())?;
    let next = prepared.site.next_change.as_ref();
    let text = if *json { as_json(next) } else { as_text(next, speech) };
    // A reader that has gone away is not an error.
    let _ = writeln!(io::stdout(), "{text}");
    Ok(u8::from(next.is_none()))
}

fn as_json(next: Option<&Coming>) -> String {
    let events = next.iter().flat_map(|next| &next.events).map(|(path, event)| Happening { path, event: name(*event) }).collect();
    let next = Next { at: next.map(|next| next.at.rfc3339()), seconds: next.map(|next| next.at.seconds), events };
    serde_json::to_string(&next).unwrap_or_default()
}

fn as_text(next: Option<&Coming>, speech: Speech) -> String {
    let Some(next) = next else {
        return match speech {
            Speech::Chinese => "没有稿件在等时间，网站不会自己变",
            Speech::English => "nothing waits for its time: the site does not change by itself",
        }
        .to_owned();
    };
    let events = next.events.iter().map(|(path, event)| format!("\n  {path} {}", told(*event, speech)));
    std::iter::once(next.at.rfc3339()).chain(events).collect()
}

fn name(event: Event) -> &'static str {
    match event {
        Event::Published => "published",
        Event::Expired => "expired",
        Event::Unpinned => "unpinned",
        Event::UrgentBegins => "urgent-begins",
        Event::UrgentEnds => "urgent-ends",
    }
}

fn told(event: Event, speech: Speech) -> &'static str {
    match (event, speech) {
        (Event::Published, Speech::Chinese) => "发布",
        (Event::Expired, Speech::Chinese) => "到期",
        (Event::Unpinned, Speech::Chinese) => "不再置顶",
        (Event::UrgentBegins, Speech::Chinese) => "紧急通知开始",
        (Event::UrgentEnds, Speech::Chinese) => "紧急通知结束",
        (Event::Published, Speech::English) => "is published",
        (Event::Expired, Speech::English) => "expires",
        (Event::Unpinned, Speech::English) => "is no longer pinned",
        (Event::UrgentBegins, Speech::English) => "begins its urgent notice",
        (Event::UrgentEnds, Speech::English) => "ends its urgent notice",
    }
}
