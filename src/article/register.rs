//! Entries of registers, issues and plain pages: the files that are not articles.

use super::{Body, Opened, ReadOptions, id_of_path, open, unset};
use crate::fields::{Fields, Front, Named};
use crate::moment::{self, Moment, Zone};
use crate::note::{Note, codes};
use crate::say;
use crate::source::Kind;
use crate::yaml::Span;

const COMMUNITY: &[&str] = &["name", "aliases", "district", "street", "order", "contact", "closed"];
const PROGRAM: &[&str] = &["name", "aliases", "communities", "status", "started", "ended", "order"];
const PERSON_OR_TAG: &[&str] = &["name", "aliases", "order"];
const ISSUE: &[&str] = &["number", "date", "title", "lead", "articles"];
const PAGE: &[&str] = &["title", "order", "updated"];

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

/// Reads an entry of a register.
pub(super) fn read(kind: Kind, path: &str, text: &str, options: &ReadOptions, notes: &mut Vec<Note>) -> Option<Register> {
    let known = match kind {
        Kind::Community => COMMUNITY,
        Kind::Program => PROGRAM,
        _ => PERSON_OR_TAG,
    };
    let mut opened = open(path, text, known, notes)?;
    let entry = take(kind, &mut opened, options, notes);
    notes.extend(opened.fields.finish(known));
    entry
}

fn take(kind: Kind, opened: &mut Opened<'_>, options: &ReadOptions, notes: &mut Vec<Note>) -> Option<Register> {
    let body = opened.render(options, notes);
    let front = opened.front.clone();
    let fields = &mut opened.fields;
    let id = stem_id(fields, &front.path);
    if !fields.is_set("name") {
        let example = say!("name: 某某社区", "name: Name");
        fields.say(unset(fields, &front.path, "name", codes::fields::missing_name, &example));
    }
    let name = fields.text("name");
    let aliases = fields.list("aliases");
    let text = |fields: &mut Fields<'_>, key| fields.text(key).map(|named| named.text);
    Some(Register {
        kind,
        alias_texts: aliases.iter().map(|alias| alias.text.clone()).collect(),
        aliases,
        order: fields.number("order").map(|(order, _)| order),
        district: text(fields, "district"),
        street: text(fields, "street"),
        contact: text(fields, "contact"),
        closed: when(fields, "closed", &options.zone),
        communities: fields.list("communities"),
        status: text(fields, "status"),
        started: when(fields, "started", &options.zone),
        ended: when(fields, "ended", &options.zone),
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
fn when(fields: &mut Fields<'_>, key: &str, zone: &Zone) -> Option<When> {
    let wanted = say!("一个年份、月份或日期", "a year, a month or a day");
    let named = fields.text_like(key, &wanted, "2024-08")?;
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
    fields.as_moment(&named, zone, codes::fields::write_period(key)).map(|moment| When { moment, parts: 3 })
}

/// The number of an issue with its place.
fn issue_number(fields: &mut Fields<'_>) -> Option<(u32, Span)> {
    let (written, spot) = fields.number("number")?;
    if let Some(number) = u32::try_from(written).ok().filter(|number| *number > 0) {
        return Some((number, spot));
    }
    let place = fields.place(spot);
    fields.say(codes::fields::bad_issue_number(place, written));
    None
}

/// Reads an issue.
pub(super) fn read_issue(path: &str, text: &str, options: &ReadOptions, notes: &mut Vec<Note>) -> Option<Issue> {
    let mut opened = open(path, text, ISSUE, notes)?;
    let body = opened.render(options, notes);
    let front = opened.front.clone();
    let fields = &mut opened.fields;
    let id = stem_id(fields, path);
    for (key, example) in [("number", "number: 12"), ("date", "date: 2024-08-16")] {
        if !fields.is_set(key) {
            let example = say!("{example}", "{example}");
            fields.say(unset(fields, path, key, |place| codes::fields::missing_of_issue(place, key), &example));
        }
    }
    let number = issue_number(fields);
    let date = fields.moment("date", &options.zone);
    let issue = (|fields: &mut Fields<'_>| {
        Some(Issue {
            title: fields.text("title").map(|named| named.text),
            lead: fields.text("lead").map(|named| named.text).unwrap_or_default(),
            articles: fields.list("articles"),
            number: number?.0,
            number_spot: number?.1,
            date: date?.0,
            body,
            front,
            id: id?,
        })
    })(fields);
    notes.extend(opened.fields.finish(ISSUE));
    issue
}

/// Reads a plain page.
pub(super) fn read_page(path: &str, text: &str, options: &ReadOptions, notes: &mut Vec<Note>) -> Option<Page> {
    let mut opened = open(path, text, PAGE, notes)?;
    let body = opened.render(options, notes);
    let front = opened.front.clone();
    let fields = &mut opened.fields;
    let id = stem_id(fields, path);
    if !fields.is_set("title") {
        let example = say!("title: 标题", "title: Headline");
        fields.say(unset(fields, path, "title", codes::fields::missing_title, &example));
    }
    let title = fields.text("title");
    let order = fields.number("order").map(|(order, _)| order);
    let updated = fields.moment("updated", &options.zone).map(|(moment, _)| moment);
    notes.extend(opened.fields.finish(PAGE));
    Some(Page { updated, order, body, front, id: id?, title: title?.text })
}
