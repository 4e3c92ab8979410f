//! An article: the fields of its front matter validated and resolved, its body rendered.

use super::body::Body;
use super::opened::{Opened, id_of_path, open, top, unset, written_id};
use super::options::ReadOptions;
use super::privacy::Allowed;
use super::{copies, together};
use crate::did_you_mean;
use crate::field::{Field, article as row};
use crate::fields::{Fields, Front, Named, truth};
use crate::fold;
use crate::moment::{self, Moment, Zone};
use crate::note::{Note, Place, codes};
use crate::say;
use crate::yaml::Span;

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

/// What was put right in an article after it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// When.
    pub date: Moment,
    /// What is right.
    pub text: String,
    /// What was wrong, where it is told apart.
    pub wrong: Option<String>,
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
    /// Until when its title stands on every page.
    pub urgent: Option<Moment>,
    /// What was put right, newest first.
    pub corrections: Vec<Correction>,
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

    /// When it was last changed, as far as its editor says: published, updated or corrected.
    #[must_use]
    pub fn changed(&self) -> Moment {
        let changed = self.updated.unwrap_or(self.date);
        match self.corrections.first() {
            Some(newest) if newest.date.seconds > changed.seconds => newest.date,
            _ => changed,
        }
    }
}

/// What is known of an article beside what is published, also when an error keeps it from being so.
#[derive(Debug, Default)]
pub(crate) struct Aside {
    pub(crate) is_draft: bool,
    /// What its editor has looked at and lets stand.
    pub(crate) allowed: Vec<Allowed>,
    /// The year of the other articles of the folder, where it is known.
    pub(crate) year: Option<i16>,
    pub(crate) lacks_year: bool,
}

/// The usual roles of a byline: the key of each in a theme's wording, and how editors write it.
pub const ROLES: &[(&str, [&str; 3])] = &[
    ("role_text", ["文", "文", "text"]),
    ("role_pictures", ["图", "圖", "pictures"]),
    ("role_photos", ["摄影", "攝影", "photos"]),
    ("role_editor", ["编辑", "編輯", "editor"]),
    ("role_review", ["审核", "審核", "review"]),
    ("role_correspondent", ["通讯员", "通訊員", "correspondent"]),
    ("role_source", ["来源", "來源", "source"]),
];
/// The longest title that is one, in characters; a longer one is published with a warning.
const LONGEST_TITLE: usize = 200;
/// What an editor writes of an article that belongs to no community on purpose.
const NO_COMMUNITY: [&str; 3] = ["无", "無", "none"];
/// Longer than this it is a text that has slipped into the wrong field.
const LONGEST_SLIP: usize = 1_000;

/// Reads an article. Whether it is a draft is known also of one that is in error.
pub(super) fn read(path: &str, text: &str, options: &ReadOptions, notes: &mut Vec<Note>, aside: &mut Aside) -> Option<Article> {
    let mut opened = open(path, text, &row::TABLE, notes)?;
    opened.fields.suppose_year(aside.year);
    aside.is_draft = opened.fields.flag(&row::DRAFT).unwrap_or(false);
    aside.allowed = allowed(&mut opened.fields);
    let article = take(&mut opened, aside.is_draft, options, notes);
    aside.lacks_year = opened.fields.lacks_year();
    notes.extend(opened.fields.finish());
    article
}

fn take(opened: &mut Opened<'_>, draft: bool, options: &ReadOptions, notes: &mut Vec<Note>) -> Option<Article> {
    let body = opened.render(options, notes);
    let front = opened.front.clone();
    let fields = &mut opened.fields;
    let zone = &options.zone;
    let title = title(fields, &front.path);
    together::notes(&front.path, title.as_deref().unwrap_or_default(), opened.body, opened.body_line, notes);
    let date = date(fields, &front.path, zone);
    let id = id(fields, &front.path);
    let times = times(fields, date, zone);
    let text = |fields: &mut Fields<'_>, field: &Field| fields.text(field).map(|named| named.text);
    // Written and empty, or 无: a choice, of which nobody is told.
    let names_none = fields.is_set(&row::COMMUNITY) || !options.needs_community;
    let communities = communities(fields);
    let article = Article {
        credits: credits(fields),
        communities,
        programs: fields.list(&row::PROGRAM),
        tags: tags(fields),
        publish: times.publish,
        expires: times.expires,
        updated: times.updated,
        pin: pin(fields, zone),
        urgent: times.urgent,
        corrections: corrections(fields, zone),
        draft,
        summary: text(fields, &row::SUMMARY),
        cover: fields.text(&row::COVER),
        cover_alt: text(fields, &row::COVER_ALT).unwrap_or_default(),
        aliases: aliases(fields),
        retracted: text(fields, &row::RETRACTED),
        source: text(fields, &row::SOURCE),
        reviewed_by: text(fields, &row::REVIEWED_BY),
        body,
        title: title.unwrap_or_default(),
        id: id.as_ref().map_or_else(|| "x".to_owned(), |(id, _)| id.clone()),
        id_spot: id.and_then(|(_, spot)| spot),
        // An article without a title, date or id has an error and is not published; its text is checked all the same.
        date: date.or_else(|| moment::parse("2000-01-01", zone).ok())?,
        front,
    };
    warn_of_gaps(fields, &article, names_none);
    if let Some(original) = copies::original_of(&article.front.path) {
        let file = article.front.path.rsplit('/').next().unwrap_or_default();
        fields.say(codes::source::copied_file(Place::file(&article.front.path), file, format!("{original}.md")));
    }
    Some(article)
}

fn allowed(fields: &mut Fields<'_>) -> Vec<Allowed> {
    let mut allowed = Vec::new();
    for mut entry in fields.maps(&row::PRIVACY_ALLOW) {
        let key = entry.first();
        match (entry.text(&row::WHAT), entry.text(&row::WHY)) {
            (Some(what), Some(why)) => allowed.push(Allowed { place: fields.place(what.spot), what: what.text, why: why.text }),
            (what, _) => {
                let spot = what.map(|what| what.spot).or(key).unwrap_or_default();
                fields.say(codes::privacy::no_reason(fields.place(spot)));
            }
        }
        fields.absorb(entry);
    }
    allowed
}

fn title(fields: &mut Fields<'_>, path: &str) -> Option<String> {
    if !fields.is_set(&row::TITLE) {
        let example = say!("title: 标题", "title: Headline");
        fields.say(unset(fields, path, &row::TITLE, codes::fields::missing_title, &example));
    }
    let named = fields.text(&row::TITLE)?;
    let length = named.text.chars().count();
    if length > LONGEST_TITLE {
        let place = fields.place(named.spot);
        let is_slip = length > LONGEST_SLIP;
        let note = if is_slip { codes::fields::text_as_title } else { codes::fields::long_title };
        fields.say(note(place, length, LONGEST_TITLE));
    }
    Some(named.text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn date(fields: &mut Fields<'_>, path: &str, zone: &Zone) -> Option<Moment> {
    if !fields.is_set(&row::DATE) {
        let example = say!("date: 2024-08-13", "date: 2024-08-13");
        fields.say(unset(fields, path, &row::DATE, codes::fields::missing_date, &example));
    }
    fields.moment(&row::DATE, zone).map(|(moment, _)| moment)
}

fn id(fields: &mut Fields<'_>, path: &str) -> Option<(String, Option<Span>)> {
    match written_id(fields) {
        Ok(Some(named)) => Some((named.text, Some(named.spot))),
        Err(()) => None,
        Ok(None) => match id_of_path(path) {
            Ok(id) => Some((id, None)),
            Err(note) => {
                fields.say(note);
                None
            }
        },
    }
}

struct Times {
    publish: Option<Moment>,
    expires: Option<Moment>,
    updated: Option<Moment>,
    urgent: Option<Moment>,
}

fn times(fields: &mut Fields<'_>, date: Option<Moment>, zone: &Zone) -> Times {
    let publish = fields.moment(&row::PUBLISH, zone).map(|(moment, _)| moment);
    let expires = fields.moment(&row::EXPIRES, zone).map(|(moment, spot)| (moment.end(zone), spot));
    let updated = fields.moment(&row::UPDATED, zone).map(|(moment, _)| moment);
    let urgent = fields.moment(&row::URGENT, zone).map(|(moment, spot)| (moment.end(zone), spot));
    if let (Some(from), Some((until, spot))) = (publish.or(date), urgent)
        && until.seconds <= from.seconds
    {
        let place = fields.place(spot);
        fields.say(codes::fields::urgent_too_short(place));
    }
    if let (Some(from), Some((expires, spot))) = (publish.max(date), expires)
        && expires.seconds <= from.seconds
    {
        let place = fields.place(spot);
        fields.say(codes::fields::expires_too_early(place));
    }
    Times { publish, expires: expires.map(|(moment, _)| moment), updated, urgent: urgent.map(|(moment, _)| moment) }
}

fn corrections(fields: &mut Fields<'_>, zone: &Zone) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for mut entry in fields.maps(&row::CORRECTIONS) {
        let place = fields.place(entry.first().unwrap_or_default());
        for row in [&row::CORRECTED_ON, &row::CORRECTED_TEXT] {
            if !entry.is_set(row) {
                fields.say(codes::fields::missing_within(place.clone(), row::CORRECTIONS.key, row.key, row.example));
            }
        }
        let date = entry.moment(&row::CORRECTED_ON, zone).map(|(moment, _)| moment);
        let mut text = |row: &Field| entry.text(row).map(|named| named.text);
        if let (Some(date), Some(right), wrong) = (date, text(&row::CORRECTED_TEXT), text(&row::CORRECTED_WRONG)) {
            corrections.push(Correction { date, text: right, wrong });
        }
        fields.absorb(entry);
    }
    corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date.seconds));
    corrections
}

fn credits(fields: &mut Fields<'_>) -> Vec<Credit> {
    let roles = fields.roles(&row::AUTHOR);
    let mut credits = Vec::with_capacity(roles.len());
    for (role, people) in roles {
        if let Some(role) = &role
            && role_key(&role.text).is_none()
        {
            let (name, place) = (&role.text, fields.place(role.spot));
            let note = codes::fields::unknown_role(place, name);
            let all = |spelling: usize| ROLES.iter().map(|(_, spellings)| spellings[spelling]).collect::<Vec<_>>();
            let (chinese, english) = (all(0).join("、"), all(2).join(", "));
            fields.say(match did_you_mean::nearest(name, ROLES.iter().flat_map(|(_, spellings)| spellings.iter().copied())) {
                Some(near) => note.remedy(codes::did_you_mean(near)),
                None => note.remedy(codes::fields::usual_roles(chinese, english)),
            });
        }
        credits.push(Credit { role: role.map(|role| role.text), people });
    }
    credits
}

/// The key under which a theme's wording names a role, if it is a usual one.
#[must_use]
pub fn role_key(role: &str) -> Option<&'static str> {
    ROLES.iter().find(|(_, spellings)| spellings.contains(&role)).map(|(key, _)| *key)
}

fn tags(fields: &mut Fields<'_>) -> Vec<Named> {
    let (kept, empty): (Vec<_>, Vec<_>) = fields.list(&row::TAGS).into_iter().partition(|tag| fold::has_letters(&tag.text));
    for tag in empty {
        let (name, place) = (&tag.text, fields.place(tag.spot));
        fields.say(codes::fields::empty_tag(place, name));
    }
    kept
}

fn pin(fields: &mut Fields<'_>, zone: &Zone) -> Pin {
    let Some(named) = fields.text(&row::PIN) else { return Pin::No };
    match truth(&named.text) {
        Some(true) => Pin::Always,
        Some(false) => Pin::No,
        None => {
            fields.as_moment(&row::PIN, &named, zone, |_| codes::fields::write_pin()).map_or(Pin::No, |moment| Pin::Until(moment.end(zone)))
        }
    }
}

fn aliases(fields: &mut Fields<'_>) -> Vec<Named> {
    let mut kept = Vec::new();
    for alias in fields.list(&row::ALIASES) {
        if is_address(&alias.text) {
            kept.push(alias);
            continue;
        }
        let (text, place) = (&alias.text, fields.place(alias.spot));
        fields.say(codes::fields::bad_alias(place, text));
    }
    kept
}

/// Whether a text is an address within the site whose file name is lower-case ASCII.
fn is_address(text: &str) -> bool {
    text.starts_with('/')
        && text.len() > 1
        && text.len() < 200
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'/' | b'.'))
        && text.trim_matches('/').split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// The communities that are named; 无 alone names none.
fn communities(fields: &mut Fields<'_>) -> Vec<Named> {
    let communities = fields.list(&row::COMMUNITY);
    let says_none = matches!(communities.as_slice(), [one] if NO_COMMUNITY.contains(&one.text.as_str()));
    if says_none { Vec::new() } else { communities }
}

fn warn_of_gaps(fields: &mut Fields<'_>, article: &Article, names_none: bool) {
    if article.communities.is_empty() && !names_none {
        fields.say(codes::fields::no_community(top(fields, &article.front.path)));
    }
    if article.credits.is_empty() {
        fields.say(codes::fields::no_author(top(fields, &article.front.path)));
    }
    let is_empty = article.body.html.trim().is_empty();
    if is_empty && article.retracted.is_none() && article.cover.is_none() {
        fields.say(codes::text::empty_text(top(fields, &article.front.path)));
    }
}
