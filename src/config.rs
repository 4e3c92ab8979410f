//! site.yaml: parsed raw, resolved once. After [`Config::resolve`] nothing that has a default is an option.
//!
//! Never looks at an article or a theme.

use crate::changes::Version;
use crate::did_you_mean;
use crate::field::{Field, site as row};
use crate::fields::{Fields, Front, Named};
use crate::moment::{Moment, Zone};
use crate::note::{Note, Place, codes};
use crate::repair::repair;

/// How links inside the site are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkStyle {
    /// From the root of the site: `/news/`, or `/repo/news/` under a base path.
    Absolute,
    /// From the page itself, with `index.html`, so that the site works from a folder opened with `file://`.
    Relative,
}

/// What happens to raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HtmlPolicy {
    /// A few harmless elements pass; all else is shown as text (S1).
    Escape,
    /// Passed through a cleaner.
    Clean,
}

/// Where the site will be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host, without a final slash: `https://example.org`.
    pub origin: String,
    /// The path, with a slash at both ends: `/` or `/repo/`.
    pub path: String,
}

/// An entry of the main menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuEntry {
    /// Its wording.
    pub name: String,
    /// A route of the site such as `/about/`, or an outside address.
    pub url: Named,
}

/// The footer's facts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footer {
    /// ICP filing number.
    pub icp: Option<String>,
    /// Police filing number.
    pub police: Option<String>,
    /// Who stands behind the site.
    pub sponsor: Option<String>,
    /// Telephone number.
    pub telephone: Option<String>,
    /// Mail address, route or outside address where mistakes are reported.
    pub contact: Option<Named>,
}

/// A notice on every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urgent {
    /// Its first moment; none when it began before anybody asks.
    pub from: Option<Moment>,
    /// Its end.
    pub until: Moment,
    /// What it says.
    pub text: String,
}

/// The configuration of a site, with every default in its place.
#[derive(Debug, Clone)]
pub struct Config {
    /// site.yaml itself, for notes.
    pub front: Front,
    /// Title of the site.
    pub title: String,
    /// One line below the title, or "".
    pub tagline: String,
    /// Where it will be published, if that is known.
    pub base_url: Option<BaseUrl>,
    /// BCP 47 tag: `zh-Hans`, `zh-Hant` or `en`.
    pub language: String,
    /// The zone of every date without one.
    pub zone: Zone,
    /// Name of the theme.
    pub theme: Named,
    /// How links are written.
    pub links: LinkStyle,
    /// Articles on one page of a list.
    pub per_page: usize,
    /// The main menu; empty for the usual one.
    pub menu: Vec<MenuEntry>,
    /// How many of the newest articles the home page shows.
    pub home_latest: usize,
    /// The footer's facts.
    pub footer: Footer,
    /// What happens to raw HTML.
    pub html: HtmlPolicy,
    /// Whether paragraphs open with an indent of two characters.
    pub indent: bool,
    /// Whether feeds are written.
    pub feeds: bool,
    /// Words to avoid, each with the one to prefer, for the editors' checks.
    pub words: Vec<(String, String)>,
    /// Suggestions on how a text is written that are switched off, by name.
    pub style_off: Vec<String>,
    /// A notice on every page, if there is one, whatever its time.
    pub urgent: Option<Urgent>,
    /// Whether an article without a community is told of: the bulletin of a street has many.
    pub needs_community: bool,
    /// The banbao that the site was written for, if it says.
    pub version: Option<Version>,
}

impl Config {
    /// Where the site lies on its host: `/` or `/repo/`.
    #[must_use]
    pub fn base_path(&self) -> &str {
        self.base_url.as_ref().map_or("/", |url| url.path.as_str())
    }

    /// Reads site.yaml. Mistakes are notes; a value that is wrong falls back to its default, so that
    /// everything else can still be checked.
    #[must_use]
    pub fn resolve(path: &str, text: &str) -> (Self, Vec<Note>) {
        let front = Front::new(path, text, 1);
        let mut notes = Vec::new();
        let yaml = repair(path, text, 1, &row::TABLE, &mut notes);
        let config = match Fields::parse(&row::TABLE, path, &yaml, text, 1) {
            Ok(fields) => {
                let (config, said) = read(path, fields);
                notes.extend(said);
                config
            }
            Err(note) => {
                notes.push(note);
                Self::fallback()
            }
        };
        (Self { front, ..config }, notes)
    }

    /// What a site without site.yaml gets while the missing file is reported.
    #[must_use]
    pub fn fallback() -> Self {
        Self {
            front: Front::default(),
            title: String::new(),
            tagline: String::new(),
            base_url: None,
            language: "zh-Hans".to_owned(),
            zone: Zone::default(),
            theme: Named { text: "banbao".to_owned(), ..Named::default() },
            links: LinkStyle::Absolute,
            per_page: 20,
            menu: Vec::new(),
            home_latest: 10,
            footer: Footer::default(),
            html: HtmlPolicy::Escape,
            indent: false,
            feeds: true,
            words: Vec::new(),
            style_off: Vec::new(),
            urgent: None,
            needs_community: true,
            version: None,
        }
    }
}

/// Reads an address such as `https://example.org/repo/`.
#[must_use]
pub fn base_url(text: &str) -> Option<BaseUrl> {
    let (scheme, rest) = text.trim().split_once("://")?;
    if !matches!(scheme, "http" | "https") {
        return None;
    }
    let (host, path) = rest.split_once('/').map_or((rest, ""), |(host, path)| (host, path));
    let host_is_fine = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
    let path_is_fine = path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.' | b'~'))
        && path.trim_matches('/').split('/').all(|part| part != "." && part != "..");
    if !host_is_fine || !path_is_fine || (path.contains("//")) {
        return None;
    }
    let path = path.trim_matches('/');
    let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
    Some(BaseUrl { origin: format!("{scheme}://{host}"), path })
}

fn read(path: &str, mut fields: Fields<'_>) -> (Config, Vec<Note>) {
    let defaults = Config::fallback();
    if !fields.is_set(&row::TITLE) {
        fields.say(codes::fields::missing_site_title(Place::file(path)));
    }
    let title = fields.text(&row::TITLE).map(|t| t.text);
    let zone = read_zone(&mut fields);
    let config = Config {
        front: Front::default(),
        title: title.unwrap_or_default(),
        tagline: fields.text(&row::TAGLINE).map_or(defaults.tagline, |t| t.text),
        base_url: read_base_url(&mut fields),
        language: fields.choice(&row::LANGUAGE).unwrap_or("zh-Hans").to_owned(),
        needs_community: fields.choice(&row::COMMUNITY) != Some("optional"),
        urgent: read_urgent(&mut fields, &zone),
        zone,
        theme: fields.text(&row::THEME).unwrap_or(defaults.theme),
        links: if fields.choice(&row::LINKS) == Some("relative") { LinkStyle::Relative } else { LinkStyle::Absolute },
        per_page: fields.count(&row::PER_PAGE).map_or(defaults.per_page, |(count, _)| count),
        menu: read_menu(&mut fields),
        home_latest: read_home(&mut fields, defaults.home_latest),
        footer: read_footer(&mut fields),
        feeds: fields.flag(&row::FEEDS).unwrap_or(defaults.feeds),
        words: fields.text_map(&row::WORDS).into_iter().map(|(from, to)| (from.text, to.text)).collect(),
        style_off: read_style(&mut fields),
        version: defaults.version,
        html: defaults.html,
        indent: defaults.indent,
    };
    let (html, indent) = read_markdown(&mut fields);
    let version = read_version(&mut fields);
    (Config { html, indent, version, ..config }, fields.finish())
}

fn read_base_url(fields: &mut Fields<'_>) -> Option<BaseUrl> {
    let named = fields.text(&row::BASE_URL)?;
    let url = base_url(&named.text);
    if url.is_none() {
        let (text, place) = (&named.text, fields.place(named.spot));
        fields.say(codes::fields::bad_base_url(place, text));
    }
    url
}

fn read_zone(fields: &mut Fields<'_>) -> Zone {
    let Some(named) = fields.text(&row::TIME_ZONE) else { return Zone::default() };
    Zone::named(&named.text).unwrap_or_else(|| {
        let (text, place) = (&named.text, fields.place(named.spot));
        fields.say(codes::fields::bad_time_zone(place, text));
        Zone::default()
    })
}

fn read_menu(fields: &mut Fields<'_>) -> Vec<MenuEntry> {
    let mut menu = Vec::new();
    for mut entry in fields.maps(&row::MENU) {
        let (name, url) = (entry.text(&row::MENU_NAME), entry.text(&row::MENU_URL));
        if let (Some(name), Some(url)) = (name, url) {
            menu.push(MenuEntry { name: name.text, url });
        }
        fields.absorb(entry);
    }
    menu
}

fn read_home(fields: &mut Fields<'_>, default: usize) -> usize {
    let Some(mut home) = fields.map(&row::HOME) else { return default };
    let latest = home.count(&row::LATEST).map_or(default, |(count, _)| count);
    fields.absorb(home);
    latest
}

fn read_footer(fields: &mut Fields<'_>) -> Footer {
    let Some(mut map) = fields.map(&row::FOOTER) else { return Footer::default() };
    let mut text = |field: &Field| map.text(field).map(|t| t.text);
    let footer = Footer {
        icp: text(&row::ICP),
        police: text(&row::POLICE),
        sponsor: text(&row::SPONSOR),
        telephone: text(&row::TELEPHONE),
        contact: map.text(&row::CONTACT),
    };
    fields.absorb(map);
    footer
}

fn read_urgent(fields: &mut Fields<'_>, zone: &Zone) -> Option<Urgent> {
    let mut map = fields.map(&row::URGENT)?;
    let place = fields.place(map.first().unwrap_or_default());
    for row in [&row::URGENT_UNTIL, &row::URGENT_TEXT] {
        if !map.is_set(row) {
            fields.say(codes::fields::missing_within(place.clone(), row::URGENT.key, row.key, row.example));
        }
    }
    let from = map.moment(&row::URGENT_FROM, zone).map(|(moment, _)| moment);
    let until = map.moment(&row::URGENT_UNTIL, zone).map(|(moment, spot)| (moment.end(zone), spot));
    let text = map.text(&row::URGENT_TEXT);
    fields.absorb(map);
    let ((until, spot), text) = (until?, text?);
    if from.is_some_and(|from| until.seconds <= from.seconds) {
        fields.say(codes::fields::urgent_too_short(fields.place(spot)));
    }
    Some(Urgent { from, until, text: text.text })
}

fn read_markdown(fields: &mut Fields<'_>) -> (HtmlPolicy, bool) {
    let Some(mut map) = fields.map(&row::MARKDOWN) else { return (HtmlPolicy::Escape, false) };
    let html = if map.choice(&row::HTML) == Some("clean") { HtmlPolicy::Clean } else { HtmlPolicy::Escape };
    let indent = map.flag(&row::INDENT).unwrap_or(false);
    fields.absorb(map);
    (html, indent)
}

/// The suggestions that are switched off; a name that is no row of their table is a mistake.
fn read_style(fields: &mut Fields<'_>) -> Vec<String> {
    let Some(mut map) = fields.map(&row::STYLE) else { return Vec::new() };
    let off = map.list(&row::OFF);
    fields.absorb(map);
    let known = || codes::style::ROWS.iter().map(|row| row.name).filter(|name| *name != "unknown-rule");
    for rule in off.iter().filter(|rule| !known().any(|name| name == rule.text)) {
        let note = codes::style::unknown_rule(fields.place(rule.spot), &rule.text);
        let list = |between: &str| known().collect::<Vec<_>>().join(between);
        fields.say(match did_you_mean::nearest(&rule.text, known()) {
            Some(near) => note.remedy(codes::did_you_mean(near)),
            None => note.remedy(codes::style::known_rules(list("、"), list(", "))),
        });
    }
    off.into_iter().map(|rule| rule.text).collect()
}

/// `version` names the banbao that the site was written for; a newer one than this is worth a warning.
fn read_version(fields: &mut Fields<'_>) -> Option<Version> {
    let named = fields.text(&row::VERSION)?;
    let (here, place) = (Version::here(), fields.place(named.spot));
    let version = Version::parse(&named.text);
    match version {
        None => fields.say(codes::fields::bad_version(place, here)),
        Some(wanted) if wanted > here => fields.say(codes::fields::newer_version(place, wanted, here)),
        Some(_) => {}
    }
    version
}
