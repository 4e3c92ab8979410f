//! Stage 2, parse: one Markdown file to one value, by itself.
//!
//! In: the text of a file and the options that the site sets for all of them. Out: an [`Article`], or a
//! [`Register`], [`Issue`] or [`Page`], with notes. Never looks at another file: a link stays a [`LinkSlot`]
//! until the site is joined, and a community stays a name.

pub mod article_fields;
mod body;
pub mod chinese;
mod copies;
pub(crate) mod escape;
pub mod front_matter;
pub mod highlight;
pub mod markdown;
mod mended;
pub mod mending;
mod opened;
mod options;
pub mod privacy;
pub mod register;
mod remarks;
pub mod style;
mod together;
pub mod typing;

use std::sync::Arc;

use crate::note::{Note, Place, Severity, codes};
use crate::source::Kind;

use article_fields::Aside;
pub use article_fields::{Article, Correction, Credit, Pin, role_key};
pub(crate) use body::percent_decoded;
pub use body::{Body, LinkSlot};
pub use markdown::SlotKind;
pub(crate) use opened::{id_of_path, is_reserved, stem_for};
pub use options::ReadOptions;
pub use register::{Issue, Page, Register, When};

/// What one Markdown file turned out to be.
#[derive(Debug, Clone)]
pub enum Document {
    /// An article.
    Article(Arc<Article>),
    /// An entry of a register.
    Register(Arc<Register>),
    /// An issue.
    Issue(Arc<Issue>),
    /// A plain page.
    Page(Arc<Page>),
}

/// The outcome of reading one file.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The document, unless an error keeps it from being published.
    pub document: Option<Document>,
    /// An article that an error keeps from being published: its links are checked all the same, so that an editor
    /// hears of everything at once.
    pub refused: Option<Arc<Article>>,
    /// What to tell the editor.
    pub notes: Vec<Note>,
    /// Whether it is a draft: nobody is told what an unfinished text lacks unless drafts are built.
    pub is_draft: bool,
    /// Whether a date lacks its year, and neither folder nor name tells it: the other articles of the folder may.
    pub lacks_year: bool,
}

/// The line below which an import puts text that had no place.
pub const UNPLACED: &str = "<!-- 导入时没有位置的文字 -->";

/// Reads one Markdown file.
#[must_use]
pub fn read(kind: Kind, path: &str, text: &str, options: &ReadOptions) -> Reading {
    read_in_year(kind, path, text, options, None)
}

/// Reads one Markdown file among articles of one year, which dates without a year take.
#[must_use]
pub fn read_in_year(kind: Kind, path: &str, text: &str, options: &ReadOptions, year: Option<i16>) -> Reading {
    let mut notes = Vec::new();
    let mut aside = Aside { year, ..Aside::default() };
    let document = match kind {
        Kind::Article => {
            article_fields::read(path, text, options, &mut notes, &mut aside).map(|article| Document::Article(Arc::new(article)))
        }
        Kind::Issue => register::read_issue(path, text, options, &mut notes).map(|issue| Document::Issue(Arc::new(issue))),
        Kind::Page => register::read_page(path, text, options, &mut notes).map(|page| Document::Page(Arc::new(page))),
        _ => register::read(kind, path, text, options, &mut notes).map(|entry| Document::Register(Arc::new(entry))),
    };
    let Aside { is_draft, allowed, year, lacks_year } = aside;
    let day = match &document {
        Some(Document::Article(article)) => {
            Some((i32::from(article.date.year), article.date.month.unsigned_abs().into(), article.date.day.unsigned_abs().into()))
        }
        _ => None,
    };
    style::notes(path, text, day, &options.style, &mut notes);
    privacy::notes(kind, path, text, &allowed, &mut notes);
    // From the end: what an import could not place stands there.
    if kind == Kind::Article
        && let Some(at) = text.rfind(UNPLACED)
    {
        let place = Place::range(path, text, 1, at..at + UNPLACED.len());
        notes.push(if is_draft { codes::import::import_unplaced_draft(place) } else { codes::import::import_unplaced(place) });
    }
    if let Some(Document::Article(article)) = &document
        && article.retracted.is_some()
    {
        // Nothing below the front matter is published: what is wrong there keeps nothing from being taken back.
        let end = article.front.first_line.saturating_add(u32::try_from(article.front.lines.lines().count()).unwrap_or(u32::MAX));
        notes.retain(|note| note.place.line <= end);
    }
    mended::attach((kind, path, text), options, year, &mut notes);
    let has_error = notes.iter().any(|note| note.severity == Severity::Error);
    match document {
        Some(Document::Article(article)) if has_error => Reading { document: None, refused: Some(article), notes, is_draft, lacks_year },
        document => Reading { document: document.filter(|_| !has_error), notes, is_draft, refused: None, lacks_year },
    }
}
