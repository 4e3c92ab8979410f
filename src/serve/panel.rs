//! What a page of the preview says of what is wrong: its own notes first, then those on other files.
//!
//! In: the states of the site and a file of it. Out: a list for the panel that `panel.js` puts on the page, in the
//! editor's language. Shows nothing in HTML, decides nothing about what stands on the page.

use serde::Serialize;

use super::{Answer, Live, last_good};
use crate::key::Key;
use crate::note::{self, Note, Severity, Speech};
use crate::say;

/// So many notes are shown on a page; one register can break thousands of articles.
const MOST_SHOWN: usize = 20;

/// What the panel of a page shows.
#[derive(Debug, Serialize)]
pub(super) struct Panel {
    /// Names exactly these notes: a panel that was closed stays closed until others come.
    key: String,
    /// What the bar says: how many of each there are.
    summary: String,
    /// The gravest of them; none without notes.
    gravest: Option<Severity>,
    /// Whether it is worth opening by itself.
    open: bool,
    /// The notes on what this page is made of.
    own: Vec<Shown>,
    /// The errors and warnings of other files.
    rest: Vec<Shown>,
    /// How many more there are, in a sentence; empty when these are all.
    more: String,
    words: Words,
}

/// One note: what, where and what to do, each to be laid out as the window allows.
#[derive(Debug, Serialize)]
struct Shown {
    severity: Severity,
    name: &'static str,
    code: &'static str,
    message: String,
    /// `path:line:column`, the path alone, or nothing.
    place: String,
    /// The source line: before the place, the place, and after it.
    line: Option<[String; 3]>,
    remedy: Option<String>,
}

impl Shown {
    fn of(note: &Note, speech: Speech) -> Self {
        let Note { severity, code, place, message, remedy, fix: _ } = note;
        let path = note::visible(&place.path);
        let (text, meant) = note::marked(place);
        let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
        Self {
            severity: *severity,
            name: severity.name(speech),
            code,
            message: note::visible(message.in_language(speech)),
            place: if place.line > 0 { format!("{path}:{}:{}", place.line, place.column) } else { path },
            line: (!text.is_empty()).then(|| [part(0..meant.start), part(meant.clone()), part(meant.end..text.len())]),
            remedy: remedy.as_ref().map(|remedy| note::visible(remedy.in_language(speech))),
        }
    }
}

/// What else the panel says.
#[derive(Debug, Serialize)]
struct Words {
    lang: &'static str,
    label: &'static str,
    own: &'static str,
    rest: &'static str,
    unfold: &'static str,
    fold: &'static str,
    close: &'static str,
    hint: &'static str,
}

impl Words {
    fn of(speech: Speech) -> Self {
        match speech {
            Speech::Chinese => Self {
                lang: "zh-Hans",
                label: "板报提示",
                own: "这一页",
                rest: "别处",
                unfold: "展开",
                fold: "收起",
                close: "关闭",
                hint: "提示：",
            },
            Speech::English => Self {
                lang: "en",
                label: "banbao notes",
                own: "This page",
                rest: "Elsewhere",
                unfold: "Show",
                fold: "Fold",
                close: "Close",
                hint: "Hint: ",
            },
        }
    }
}

/// What is to be said on the page of a file.
pub(super) fn of(live: &Live, file: &str, speech: Speech) -> Panel {
    let states = live.states();
    let failed = match states.now.answer(file) {
        Some(Answer::Failed(note)) => Some(*note),
        _ => None,
    };
    let source = std::iter::once(&states.now)
        .chain(&states.before)
        .find_map(|state| Some(last_good::source(&state.prepared.site, &state.job(file)?.work)?.to_owned()));
    // A template is tried on one page of its kind; what fails on this page is this page's own.
    let templates = states.now.templates.get().into_iter().flatten().filter(|note| failed.as_ref() != Some(note));
    let notes = || states.now.prepared.notes.iter();
    let is_own = |note: &&Note| source.as_ref().is_some_and(|source| *source == note.place.path);
    let mut own: Vec<&Note> = failed.iter().chain(notes().filter(is_own)).collect();
    let mut rest: Vec<&Note> = notes().chain(templates).filter(|note| !is_own(note) && note.severity != Severity::Advice).collect();
    // A stable sort: of the same gravity they stay in the order of their places.
    own.sort_by_key(|note| note.severity);
    rest.sort_by_key(|note| note.severity);
    let count = |severity| own.iter().chain(&rest).filter(|note| note.severity == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Advice].map(|severity| (severity, count(severity)));
    let more = (own.len() + rest.len()).saturating_sub(MOST_SHOWN);
    own.truncate(MOST_SHOWN);
    rest.truncate(MOST_SHOWN - own.len());
    let shown = |notes: &[&Note]| notes.iter().map(|note| Shown::of(note, speech)).collect();
    let (own, rest): (Vec<Shown>, Vec<Shown>) = (shown(&own), shown(&rest));
    let more = match more {
        0 => String::new(),
        more => say!("还有 {more} 条，见终端", "{more} more: see the terminal").in_language(speech).to_owned(),
    };
    let said = own.iter().chain(&rest).flat_map(|note| [note.place.as_bytes(), note.code.as_bytes(), note.message.as_bytes()]);
    Panel {
        key: Key::of_all(said.chain([more.as_bytes()])).short(),
        summary: summary(&counts, speech),
        gravest: counts.iter().find(|(_, count)| *count > 0).map(|(severity, _)| *severity),
        open: counts[0].1 > 0 || own.iter().any(|note| note.severity == Severity::Warning),
        own,
        rest,
        more,
        words: Words::of(speech),
    }
}

fn summary(counts: &[(Severity, usize)], speech: Speech) -> String {
    let some = counts.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = some.map(|(severity, count)| format!("{} {count}", severity.name(speech))).collect();
    parts.join(match speech {
        Speech::Chinese => "，",
        Speech::English => ", ",
    })
}

/// The errors as plain text, for a page that can show nothing else.
pub(super) fn text(live: &Live, speech: Speech) -> String {
    let states = live.states();
    let errors = states.now.errors().take(MOST_SHOWN).map(|note| note::human(note, speech, false));
    errors.collect::<Vec<_>>().join("\n\n")
}
