//! Entries of registers, issues and plain pages: the files that are not articles.

use super::body::Body;
use super::opened::{Opened, id_of_path, open, unset};
use super::options::ReadOptions;
use crate::field::{Field, Table, article, collection, register as row};
use crate::fields::{Fields, Front, Named};
use crate::moment::{self, Moment, Zone};
use crate::note::{Note, codes};
use crate::say;
use crate::source::Kind;
use crate::yaml::Span;

/// A day, a month or a year: programs often know only the year they began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// Its first moment.
    pub moment: Moment,
    /// How many of year, month and day were written: 1 to 3.
    pub parts: u8,
}

/// One entry of a register.
#[derive(Debug, Clone)]
pub struct Register {
    /// Which register.
    pub kind: Kind,
    /// Its front matter, for notes.
    pub front: Front,
    /// File stem: the last part of its address.
    pub id: String,
    /// Name.
    pub name: Named,
    /// Other names that articles may use.
    pub aliases: Vec<Named>,
    /// The same as texts, for views.
    pub alias_texts: Vec<String>,
    /// Place in lists; those without come last, by id.
    pub order: Option<i64>,
    /// District of a community.
    pub district: Option<String>,
    /// Street office of a community.
    pub street: Option<String>,
    /// Contact of a community.
    pub contact: Option<String>,
    /// Since when a community is closed.
    pub closed: Option<When>,
    /// Communities of a program, as written.
    pub communities: Vec<Named>,
    /// Status of a program.
    pub status: Option<String>,
    /// When a program began.
    pub started: Option<When>,
    /// When a program ended.
    pub ended: Option<When>,
    /// Introduction.
    pub body: Body,
}

/// One issue (期).
#[derive(Debug, Clone)]
pub struct Issue {
    /// Its front matter, for notes.
    pub front: Front,
    /// File stem: the last part of its address.
    pub id: String,
    /// Title by hand.
    pub title: Option<String>,
    /// Number.
    pub number: u32,
    /// Where the number is written.
    pub number_spot: Span,
    /// Date.
    pub date: Moment,
    /// Lead.
    pub lead: String,
    /// Articles in order: ids or paths, as written.
    pub articles: Vec<Named>,
    /// Editorial.
    pub body: Body,
}

/// One plain page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its front matter, for notes.
    pub front: Front,
    /// File stem: its address.
    pub id: String,
    /// Title.
    pub title: String,
    /// Last change, as the editor says.
    pub updated: Option<Moment>,
    /// Place in the footer; those without come last, by address.
    pub order: Option<i64>,
    /// Text.
    pub body: Body,
}

/// The fields of a kind of file.
pub(super) fn table_of(kind: Kind) -> &'static Table {
    match kind {
        Kind::Community => &row::COMMUNITY,
        Kind::Program => &row::PROGRAM,
        Kind::Author => &row::AUTHOR,
        Kind::Tag => &row::TAG,
        Kind::Issue => &collection::ISSUE,
        Kind::Page => &collection::PAGE,
        _ => &article::TABLE,
    }
}

/// Reads an entry of a register.
pub(super) fn read(kind: Kind, path: &str, text: &str, options: &ReadOptions, notes: &mut Vec<Note>) -> Option<Register> {
    let mut opened = open(path, text, table_of(kind), notes)?;
    let entry = take(kind, &mut opened, options, notes);
    notes.extend(opened.fields.finish());
    entry
}

fn take(kind: Kind, opened: &mut Opened<'_>, options: &ReadOptions, notes: &mut Vec<Note>) -> Option<Register> {
    let body = opened.render(options, notes);
    let front = opened.front.clone();
    let fields = &mut opened.fields;
    let id = stem_id(fields, &front.path);
    if !fields.is_set(&row::NAME) {
        let example = say!("name: 某某社区", "name: Name");
        fields.say(unset(fields, &front.path, &row::NAME, codes::fields::missing_name, &example));
    }
    let name = fields.text(&row::NAME);
    let aliases = fields.list(&row::ALIASES);
    let (is_community, is_program) = (kind == Kind::Community, kind == Kind::Program);
    let text = |fields: &mut Fields<'_>, field: &Field| fields.text(field).map(|named| named.text);
    Some(Register {
        kind,
        alias_texts: aliases.iter().map(|alias| alias.text.clone()).collect(),
        aliases,
        order: fields.number(&row::ORDER).map(|(order, _)| order),
        district: is_community.then(|| text(fields, &row::DISTRICT)).flatten(),
        street: is_community.then(|| text(fields, &row::STREET)).flatten(),
        contact: is_community.then(|| text(fields, &row::CONTACT)).flatten(),
        closed: is_community.then(|| when(fields, &row::CLOSED, &options.zone)).flatten(),
        communities: if is_program { fields.list(&row::COMMUNITIES) } else { Vec::new() },
        status: is_program.then(|| text(fields, &row::STATUS)).flatten(),
        started: is_program.then(|| when(fields, &row::STARTED, &options.zone)).flatten(),
        ended: is_program.then(|| when(fields, &row::ENDED, &options.zone)).flatten(),
        body,
        front,
        name: name?,
        id: id?,
    })
}

fn stem_id(fields: &mut Fields<'_>, path: &str) -> Option<String> {
    match id_of_path(path) {
        Ok(id) => Some(id),
        Err(note) => {
            fields.say(note);
            None
        }
    }
}

/// A day, `2024-08`, `2024年8月`, `2024` or `2024年`.
fn when(fields: &mut Fields<'_>, field: &Field, zone: &Zone) -> Option<When> {
    let named = fields.text(field)?;
    let bare = named.text.trim_end_matches(['年', '月']).replace('年', "-");
    let full = match bare.len() {
        4 => Some((format!("{bare}-01-01"), 1)),
        6 | 7 => Some((format!("{bare}-01"), 2)),
        _ => None,
    };
    if let Some((text, parts)) = full
        && let Ok(moment) = moment::parse(&text, zone)
    {
        return Some(When { moment, parts });
    }
    fields.as_moment(field, &named, zone, |_| codes::fields::write_period(field.key)).map(|moment| When { moment, parts: 3 })
}

/// The number of an issue with its place.
fn issue_number(fields: &mut Fields<'_>) -> Option<(u32, Span)> {
    let (written, spot) = fields.number(&collection::NUMBER)?;
    if let Some(number) = u32::try_from(written).ok().filter(|number| *number > 0) {
        return Some((number, spot));
    }
    let place = fields.place(spot);
    fields.say(codes::fields::bad_issue_number(place, written));
    None
}

/// Reads an issue.
pub(super) fn read_issue(path: &str, text: &str, options: &ReadOptions, notes: &mut Vec<Note>) -> Option<Issue> {
    let mut opened = open(path, text, &collection::ISSUE, notes)?;
    let body = opened.render(options, notes);
    let front = opened.front.clone();
    let fields = &mut opened.fields;
    let id = stem_id(fields, path);
    for field in [&collection::NUMBER, &collection::ISSUE_DATE] {
        let (key, example) = (field.key, field.example);
        if !fields.is_set(field) {
            let example = say!("{key}: {example}", "{key}: {example}");
            fields.say(unset(fields, path, field, |place| codes::fields::missing_of_issue(place, key), &example));
        }
    }
    let number = issue_number(fields);
    let date = fields.moment(&collection::ISSUE_DATE, &options.zone);
    let issue = (|fields: &mut Fields<'_>| {
        Some(Issue {
            title: fields.text(&collection::ISSUE_TITLE).map(|named| named.text),
            lead: fields.text(&collection::LEAD).map(|named| named.text).unwrap_or_default(),
            articles: fields.list(&collection::ARTICLES),
            number: number?.0,
            number_spot: number?.1,
            date: date?.0,
            body,
            front,
            id: id?,
        })
    })(fields);
    notes.extend(opened.fields.finish());
    issue
}

/// Reads a plain page.
pub(super) fn read_page(path: &str, text: &str, options: &ReadOptions, notes: &mut Vec<Note>) -> Option<Page> {
    let mut opened = open(path, text, &collection::PAGE, notes)?;
    let body = opened.render(options, notes);
    let front = opened.front.clone();
    let fields = &mut opened.fields;
    let id = stem_id(fields, path);
    if !fields.is_set(&collection::PAGE_TITLE) {
        let example = say!("title: 标题", "title: Headline");
        fields.say(unset(fields, path, &collection::PAGE_TITLE, codes::fields::missing_title, &example));
    }
    let title = fields.text(&collection::PAGE_TITLE);
    let order = fields.number(&collection::PAGE_ORDER).map(|(order, _)| order);
    let updated = fields.moment(&collection::PAGE_UPDATED, &options.zone).map(|(moment, _)| moment);
    notes.extend(opened.fields.finish());
    Some(Page { updated, order, body, front, id: id?, title: title?.text })
}
