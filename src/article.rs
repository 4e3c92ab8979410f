//! Stage 2, parse: one Markdown file to one value, by itself.
//!
//! In: the text of a file and the options that the site sets for all of them. Out: an [`Article`], or a
//! [`Register`], [`Issue`] or [`Page`], with notes. Never looks at another file: a link stays a [`LinkSlot`]
//! until the site is joined, and a community stays a name.

pub mod article_fields;
pub mod chinese;
mod copies;
pub(crate) mod escape;
pub mod front_matter;
pub mod highlight;
pub mod markdown;
mod mended;
pub mod privacy;
pub mod register;
mod remarks;
pub mod style;
mod together;
pub mod typing;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Config, HtmlPolicy};
use crate::field::{self, Field, Table};
use crate::fields::{Fields, Front, Named};
use crate::key::Key;
use crate::moment::{Moment, Zone};
use crate::near;
use crate::note::{Note, Place, Sentence, codes};
use crate::pinyin;
use crate::source::Kind;
use crate::yaml::Span;

pub use article_fields::role_key;
pub use markdown::SlotKind;
pub use register::{Issue, Page, Register, When};
pub(crate) use remarks::body;

/// What the site sets for the reading of every file. Part of the key of every parsed value.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The zone of dates without one.
    pub zone: Zone,
    /// How Markdown is rendered.
    pub markdown: markdown::MarkdownOptions,
    /// What is suggested on how texts are written.
    pub style: style::Style,
    key: Key,
}

impl ReadOptions {
    /// The options that a configuration asks for, with the wording of the theme for labels in the HTML.
    #[must_use]
    pub fn new(config: &Config, words: &BTreeMap<String, String>) -> Self {
        let html = match config.html {
            HtmlPolicy::Escape => markdown::Html::Escape,
            HtmlPolicy::Clean => markdown::Html::Clean,
        };
        let labels = labels(words);
        let style = style::Style { off: config.style_off.clone(), words: config.words.clone() };
        let said = format!("{} {} {html:?} {} {labels:?} {style:?}", config.zone.name(), config.language, config.indent);
        let key = Key::of_all([said.as_bytes(), env!("CARGO_PKG_VERSION").as_bytes()]);
        let markdown = markdown::MarkdownOptions { html, indent: config.indent, labels, ..markdown::MarkdownOptions::default() };
        Self { zone: config.zone.clone(), markdown, style, key }
    }

    /// The key of the value that a file's text gives under these options.
    #[must_use]
    pub fn key_of(&self, kind: Kind, path: &str, text: &[u8]) -> Key {
        Key::of_all([self.key.bytes(), &[kind as u8], path.as_bytes(), text])
    }
}

/// The wording of the theme, where it has one.
fn labels(words: &BTreeMap<String, String>) -> markdown::Labels {
    let usual = markdown::Labels::default();
    let word = |key: &str, usual: String| words.get(key).cloned().unwrap_or(usual);
    let [note, tip, important, warning, caution] = usual.alerts;
    markdown::Labels {
        table: word("label_table", usual.table),
        footnotes: word("label_footnotes", usual.footnotes),
        back: word("label_back", usual.back),
        code: word("label_code", usual.code),
        done: word("label_done", usual.done),
        to_do: word("label_to_do", usual.to_do),
        alerts: [
            word("alert_note", note),
            word("alert_tip", tip),
            word("alert_important", important),
            word("alert_warning", warning),
            word("alert_caution", caution),
        ],
    }
}

/// A gap in a body's HTML where an address goes once the site is joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSlot {
    /// Byte offset in the HTML.
    pub at: usize,
    /// Link or picture.
    pub kind: SlotKind,
    /// The target as written, decoded.
    pub target: String,
    /// Where it stands.
    pub place: Place,
}

/// A rendered body with gaps.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// HTML with a gap for each slot.
    pub html: String,
    /// The gaps, in order.
    pub slots: Vec<LinkSlot>,
    /// Headings in order.
    pub headings: Vec<markdown::Heading>,
    /// Where the HTML has ids beside those of headings: all of them, sorted.
    pub anchors: Vec<String>,
    /// Plain text, blocks separated by line feeds: for search.
    pub text: String,
    /// A summary made from the text.
    pub summary: String,
    /// Han characters and Latin words.
    pub words: usize,
}

impl Body {
    /// Whether a page that shows this body has the place that a fragment (without its `#`, decoded) names.
    #[must_use]
    pub fn has_anchor(&self, fragment: &str) -> bool {
        // A browser takes `#` and `#top` to the head of any page; `main` is what the skip link of a theme leads to.
        matches!(fragment, "" | "top" | "main")
            || self.headings.iter().any(|heading| heading.id == fragment)
            || self.anchors.binary_search_by(|id| id.as_str().cmp(fragment)).is_ok()
    }

    /// The note on a link to a section that this body does not have, with the nearest that it has.
    pub(crate) fn with_nearest_section(&self, note: Note, fragment: &str) -> Note {
        let same_words = self.headings.iter().find(|heading| heading.text == fragment).map(|heading| heading.id.as_str());
        match same_words.or_else(|| near::nearest(fragment, self.headings.iter().map(|heading| heading.id.as_str()))) {
            Some(near) => note.remedy(codes::text::did_you_mean_section(near)),
            None => note.remedy(codes::text::remove_fragment()),
        }
    }
}

/// When an article is pinned to the top of the home page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// Never.
    No,
    /// As long as the front matter says so.
    Always,
    /// Until this moment, which is the end of the day when only a day was written.
    Until(Moment),
}

/// One role of a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// 文, 图, 摄影 …; none for plain `author: name`.
    pub role: Option<String>,
    /// The people.
    pub people: Vec<Named>,
}

/// One article.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its front matter, for notes.
    pub front: Front,
    /// The last part of its address.
    pub id: String,
    /// Where `id` is written, if it is.
    pub id_spot: Option<Span>,
    /// Title.
    pub title: String,
    /// Byline.
    pub credits: Vec<Credit>,
    /// Communities as written: id, name or alias.
    pub communities: Vec<Named>,
    /// Programs as written.
    pub programs: Vec<Named>,
    /// Tags as written.
    pub tags: Vec<Named>,
    /// Date.
    pub date: Moment,
    /// Not before this moment.
    pub publish: Option<Moment>,
    /// Off the lists from this moment, which is the end of the day when only a day was written.
    pub expires: Option<Moment>,
    /// Last change, as the editor says.
    pub updated: Option<Moment>,
    /// Pinned or not.
    pub pin: Pin,
    /// Not built unless asked for.
    pub draft: bool,
    /// Summary by hand.
    pub summary: Option<String>,
    /// Picture at the head: path as written.
    pub cover: Option<Named>,
    /// What the cover shows.
    pub cover_alt: String,
    /// Former addresses.
    pub aliases: Vec<Named>,
    /// Why it was taken back.
    pub retracted: Option<String>,
    /// Where the text comes from.
    pub source: Option<String>,
    /// Who reviewed it.
    pub reviewed_by: Option<String>,
    /// The text.
    pub body: Body,
}

impl Article {
    /// The summary by hand, else the one made from the text.
    #[must_use]
    pub fn summary(&self) -> &str {
        self.summary.as_deref().unwrap_or(&self.body.summary)
    }
}

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

/// What is known of an article beside what is published, also when an error keeps it from being so.
#[derive(Debug, Default)]
pub(crate) struct Aside {
    pub(crate) is_draft: bool,
    /// What its editor has looked at and lets stand.
    pub(crate) allowed: Vec<privacy::Allowed>,
    /// The year of the other articles of the folder, where it is known.
    pub(crate) year: Option<i16>,
    pub(crate) lacks_year: bool,
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
    mended::attach((kind, path, text), options, year, &mut notes);
    let has_error = notes.iter().any(|note| note.severity == crate::note::Severity::Error);
    match document {
        Some(Document::Article(article)) if has_error => Reading { document: None, refused: Some(article), notes, is_draft, lacks_year },
        document => Reading { document: document.filter(|_| !has_error), notes, is_draft, refused: None, lacks_year },
    }
}

/// A file opened: its fields, its front matter and its body.
pub(crate) struct Opened<'a> {
    pub(crate) fields: Fields<'a>,
    pub(crate) front: Front,
    body: &'a str,
    body_line: u32,
}

/// Opens a file: front matter found, mended, parsed.
pub(crate) fn open<'a>(path: &'a str, text: &'a str, table: &'static Table, notes: &mut Vec<Note>) -> Option<Opened<'a>> {
    let parts = match front_matter::split(path, text, table) {
        Ok(parts) => parts,
        Err(note) => {
            notes.push(note);
            return None;
        }
    };
    let front_matter::FrontMatter { lines, yaml, first_line, body, body_line, notes: mended, is_closed: _ } = parts;
    notes.extend(mended);
    let front = Front::new(path, lines, first_line);
    match Fields::parse(table, path, &yaml, lines, first_line) {
        Ok(fields) => Some(Opened { fields, front, body, body_line }),
        Err(note) => {
            notes.push(note);
            None
        }
    }
}

/// The first line of the front matter, for what is missing in it.
pub(crate) fn top(fields: &Fields<'_>, path: &str) -> Place {
    let place = fields.place(Span { line: 2, column: 1, width: 0 });
    if place.text.is_empty() { Place::file(path) } else { Place::on_line(path, 1, 1, 3, "---") }
}

/// The error on a field without a value. It points at the field where it stands empty: a second one would be an error too.
pub(crate) fn unset(fields: &Fields<'_>, path: &str, field: &Field, note: impl FnOnce(Place) -> Note, example: &Sentence) -> Note {
    let (zh, en) = (&example.zh, &example.en);
    match fields.written(field) {
        Some(spot) => note(fields.place(spot)).remedy(codes::fields::fill_in(zh, en)),
        None => note(top(fields, path)).remedy(codes::fields::add_line(zh, en)),
    }
}

/// An address with its `%E9%80%9A` as the characters that they stand for.
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

impl Opened<'_> {
    /// Renders the body.
    pub(crate) fn render(&self, options: &ReadOptions, notes: &mut Vec<Note>) -> Body {
        body(&self.front.path, self.body, self.body_line, options, notes)
    }
}

/// Reserved names of Windows, which no file of a site may have (H7).
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];
/// The longest id, in bytes.
const LONGEST_ID: usize = 80;

/// An id from the front matter: `[a-z0-9-]`.
pub(crate) fn written_id(fields: &mut Fields<'_>) -> Result<Option<Named>, ()> {
    let Some(named) = fields.text(&field::article::ID) else { return Ok(None) };
    let text = &named.text;
    let allowed = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let shown: String = text.chars().take(40).collect();
    let note = if !allowed || text.starts_with('-') || text.ends_with('-') {
        codes::fields::bad_id(fields.place(named.spot), &shown)
    } else if text.len() > LONGEST_ID {
        let length = text.len();
        codes::fields::long_id(fields.place(named.spot), length, LONGEST_ID)
    } else if is_reserved(text) {
        codes::fields::reserved_id(fields.place(named.spot), text)
    } else {
        return Ok(Some(named));
    };
    fields.say(note);
    Err(())
}

/// Whether no folder of Windows can have this name (H7).
pub(crate) fn is_reserved(id: &str) -> bool {
    let numbered = |prefix: &str| id.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    RESERVED.contains(&id) || numbered("com") || numbered("lpt")
}

/// The id that a file's name gives: its stem in pinyin, or its folder's name for `index.md`.
///
/// # Errors
/// A note when nothing usable is left, or the name is reserved or too long.
pub(crate) fn id_of_path(path: &str) -> Result<String, Note> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let is_index = matches!(stem, "index" | "_index");
    let name = if is_index && folder != "content" { folder.rsplit('/').next().unwrap_or(folder) } else { stem };
    let id = pinyin::slug(name);
    if id.is_empty() || is_reserved(&id) || id.len() > LONGEST_ID {
        return Err(codes::fields::bad_name(Place::file(path), file));
    }
    Ok(id)
}
