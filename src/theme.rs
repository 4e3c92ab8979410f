//! Templates, assets and wording of a theme, and of the themes it extends. Tera is used here and in
//! [`render`](crate::render) only.
//!
//! A theme is a pile of layers: the site's own theme on top, the one it extends below, down to `banbao`,
//! which is also inside the binary. A file of an upper layer hides the file of the same name below it;
//! `{% extends "banbao/article.html" %}` still reaches it by its full name. No function that a template may
//! call reads the site, the clock, the environment, a file or the network.

mod dates;
mod said;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use tera::{Kwargs, State, Tera, Value};

use crate::article::escape::find_byte;
use crate::config::Config;
use crate::error::Error;
use crate::fields::Fields;
use crate::key::Key;
use crate::near;
use crate::note::{Note, Place, codes};
use crate::source::{self, Kind, Sources, Unread};

pub(crate) use dates::DatePattern;
use dates::Dates;

/// The default theme's files, by path below `themes/banbao/`.
static DEFAULT_THEME: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/default_theme.rs"));
const DEFAULT_NAME: &str = "banbao";
const THEME_KEYS: &[&str] = &["name", "version", "extends", "languages", "description"];
/// Characters of the length of a piece, each worth 7 bits.
const LENGTH: usize = 4;
/// A theme that extends more themes than this extends itself.
const DEEPEST: usize = 8;

/// The templates that every theme has, its own or those of the theme it extends.
pub const TEMPLATES: &[&str] = &[
    "home.html",
    "news.html",
    "article.html",
    "terms.html",
    "term.html",
    "archive.html",
    "archive_year.html",
    "archive_month.html",
    "issues.html",
    "issue.html",
    "page.html",
    "search.html",
    "404.html",
    "moved.html",
];

/// A file of a theme that is published under a name with its hash.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Hash of its bytes.
    pub key: Key,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// A loaded theme.
#[derive(Debug)]
pub struct Theme {
    pub(crate) tera: Tera,
    /// The names of the layers, the uppermost first.
    layers: Vec<String>,
    /// Text of each template by its full name, for notes.
    templates: BTreeMap<String, String>,
    /// Assets by their path below `assets/`.
    pub assets: BTreeMap<String, Asset>,
    /// Its templates `site/NAME.html` by name, each rendered once for all pages.
    pub site_pieces: BTreeMap<String, String>,
    /// Its templates `card/NAME.html` by name, each rendered once for every article in lists.
    pub card_pieces: BTreeMap<String, String>,
    /// Wording by key.
    pub words: BTreeMap<String, String>,
    /// How the wording writes dates.
    pub(crate) dates: Dates,
    /// Hash of everything above.
    pub key: Key,
}

struct Layer {
    name: String,
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

/// A theme with what there is to say of it, or only what there is to say.
pub type Loaded = Result<(Theme, Vec<Note>), Vec<Note>>;

/// Loads the theme that the configuration names.
///
/// # Errors
/// When the machine fails to read one of its files; and in the inner result notes when there is no such theme or one
/// of its templates cannot be read as Tera.
pub fn load(sources: &Sources, config: &Config) -> Result<Loaded, Error> {
    let mut notes = Vec::new();
    Ok(match layers(sources, config, &mut notes)? {
        Ok(layers) => of_layers(layers, config, notes),
        Err(note) => Err(vec![*note]),
    })
}

fn of_layers(layers: Vec<Layer>, config: &Config, mut notes: Vec<Note>) -> Loaded {
    let words = words(&layers, &config.language, &mut notes);
    let templates = templates(&layers, &mut notes);
    let assets = assets(&layers);
    let key = key(&layers);
    let names: Vec<String> = layers.into_iter().map(|layer| layer.name).collect();
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    tera.register_filter("fill", fill);
    tera.register_filter("current", current);
    tera.register_filter("safe", safe);
    let (site_pieces, card_pieces) = (pieces(&templates, &names, "site"), pieces(&templates, &names, "card"));
    let card_names: Vec<String> = card_pieces.keys().cloned().collect();
    tera.register_filter("each", move |cards: &Value, values: Kwargs, _: &State<'_>| each(&card_names, cards, &values));
    let prefixes: Vec<String> = names.iter().map(|name| format!("{name}/")).collect();
    let added = tera
        .set_fallback_prefixes(prefixes)
        .and_then(|()| tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_str()))));
    if let Err(error) = added {
        notes.extend(template_notes(&error, &templates));
        return Err(notes);
    }
    tera.global_context().insert("words", &words);
    let dates = Dates::of(&words);
    let theme = Theme { tera, layers: names, templates, assets, site_pieces, card_pieces, words, dates, key };
    match missing_templates(&theme) {
        None => Ok((theme, notes)),
        Some(missing) => {
            notes.push(missing);
            Err(notes)
        }
    }
}

impl Theme {
    /// The wording of a key, or the key itself where the theme has none.
    #[must_use]
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The note on a template that failed while a page was rendered.
    pub(crate) fn render_note(&self, error: &tera::Error) -> Note {
        let unknown = || codes::theme::template(Place::file("themes/"), error);
        template_notes(error, &self.templates).into_iter().next().unwrap_or_else(unknown)
    }
}

/// `{{ words.count | fill(n=20) }}`: a wording with its gaps filled. HTML among the values stays HTML, and then all
/// else is escaped here.
fn fill(text: &str, values: Kwargs, _: &State<'_>) -> Value {
    let value = |name: &str| values.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value);
    let is_html = values.iter().any(|(_, value)| value.is_safe());
    let mut out: Vec<u8> = Vec::with_capacity(text.len() + 16);
    let mut add = |text: &str, is_safe: bool| {
        if is_html && !is_safe {
            // Writing to memory does not fail.
            let _ = escape(text, &mut out);
        } else {
            out.extend_from_slice(text.as_bytes());
        }
    };
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        add(before, false);
        match after.split_once('}').and_then(|(name, after)| Some((value(name)?, after))) {
            Some((value, after)) => {
                add(&value.to_string(), value.is_safe());
                rest = after;
            }
            None => {
                add("{", false);
                rest = after;
            }
        }
    }
    add(rest, false);
    let filled = String::from_utf8_lossy(&out);
    if is_html { Value::safe_string(&filled) } else { Value::normal_string(&filled) }
}

/// `{{ article.html | safe }}`: as Tera has it, but without a copy of the text.
fn safe(value: &Value, _: Kwargs, _: &State<'_>) -> Value {
    if value.as_str().is_some() { value.clone().mark_safe() } else { Value::safe_string(&value.to_string()) }
}

/// `{{ site.pieces.menu | current(entry=page.menu_url, url=page.url) }}`: a menu in which the entry of this page is
/// marked, as the page itself or as what it lies below.
fn current(menu: &Value, values: Kwargs, _: &State<'_>) -> tera::TeraResult<Value> {
    let (entry, url) = (values.must_get::<&str>("entry")?, values.must_get::<&str>("url")?);
    let html = menu.as_str().unwrap_or_default();
    let mut link = b"href=\"".to_vec();
    // Writing to memory does not fail.
    let _ = escape(entry, &mut link);
    link.push(b'"');
    let link = String::from_utf8_lossy(&link);
    let Some(at) = html.find(&*link).filter(|_| !entry.is_empty()).map(|at| at + link.len()) else { return Ok(menu.clone()) };
    let what = if entry == url { "page" } else { "true" };
    let marked = [&html[..at], " aria-current=\"", what, "\"", &html[at..]].concat();
    Ok(if menu.is_safe() { Value::safe_string(&marked) } else { Value::normal_string(&marked) })
}

/// `{{ articles | each(html="<li>{line}</li>") }}`: for each card its pieces in the gaps of a text, one card after the
/// other; `{programs+}` is filled only if the card has more than one of these. What many lists show alike is put
/// together without the template engine.
fn each(names: &[String], cards: &Value, values: &Kwargs) -> tera::TeraResult<Value> {
    let html = values.must_get::<&str>("html")?;
    let mut parts: Vec<(&str, usize, Option<&str>)> = Vec::new();
    let mut rest = html;
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?))) {
        let several = name.strip_suffix('+');
        let name = several.unwrap_or(name);
        let place = names.iter().position(|known| known == name);
        let unknown = || tera::Error::message(format!("There is no piece `{name}`. Available pieces: {}", names.join(", ")));
        parts.push((before, place.ok_or_else(unknown)?, several));
        rest = after;
    }
    let mut out = String::with_capacity(16 * 1024);
    for card in cards.as_array().unwrap_or_default() {
        // Few fields: looking at one after the other, the last ones first, is faster than asking by hash.
        let field = |name: &str| card.as_map()?.iter().rev().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value);
        let pieces = field("pieces").and_then(Value::as_str).unwrap_or_default();
        for (before, place, several) in &parts {
            out.push_str(before);
            if several.is_none_or(|list| field(list).and_then(Value::as_array).is_some_and(|list| list.len() > 1)) {
                out.push_str(nth_piece(pieces, names.len(), *place));
            }
        }
        out.push_str(rest);
    }
    Ok(Value::safe_string(&out))
}

/// Pieces as one text: the length of each in [`LENGTH`] characters, then one after the other. `write` adds the piece of
/// a number to what is there.
pub(crate) fn bound<E>(count: usize, mut write: impl FnMut(usize, &mut Vec<u8>) -> Result<(), E>) -> Result<String, E> {
    let mut out = Vec::with_capacity(1024);
    out.resize(count * LENGTH, 0);
    for nth in 0..count {
        let from = out.len();
        write(nth, &mut out)?;
        out.truncate(from + out[from..].trim_ascii_end().len());
        let length = out.len() - from;
        for digit in 0..LENGTH {
            out[nth * LENGTH + digit] = (length >> (7 * digit)) as u8 & 127;
        }
    }
    Ok(String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

fn nth_piece(bound: &str, count: usize, place: usize) -> &str {
    let digits = bound.as_bytes();
    let length = |nth: usize| (0..LENGTH).map(|digit| usize::from(digits[nth * LENGTH + digit]) << (7 * digit)).sum::<usize>();
    if digits.len() < count * LENGTH {
        return "";
    }
    let from = count * LENGTH + (0..place).map(length).sum::<usize>();
    bound.get(from..from + length(place)).unwrap_or_default()
}

/// Escapes what HTML gives a meaning to: `&`, `<`, `>` and `"`. Templates double-quote their attributes.
fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let mut rest = text.as_bytes();
    while let Some(at) = find_byte(rest, |byte| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"')) {
        out.write_all(&rest[..at])?;
        out.write_all(match rest[at] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            _ => b"&quot;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest)
}

fn layers(sources: &Sources, config: &Config, notes: &mut Vec<Note>) -> Result<Result<Vec<Layer>, Box<Note>>, Error> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut next = Some((config.theme.text.clone(), config.front.place(config.theme.spot)));
    while let Some((name, place)) = next {
        if layers.len() == DEEPEST || layers.iter().any(|layer| layer.name == name) {
            let note = codes::theme::theme_loop(place, &name);
            return Ok(Err(Box::new(note)));
        }
        let Some(layer) = layer(&name, sources, notes)? else { return Ok(Err(unknown_theme(&name, place, sources))) };
        next = extends(&layer, notes);
        layers.push(layer);
    }
    Ok(Ok(layers))
}

fn layer(name: &str, sources: &Sources, notes: &mut Vec<Note>) -> Result<Option<Layer>, Error> {
    let prefix = format!("themes/{name}/");
    let mut files = BTreeMap::new();
    for entry in sources.of(Kind::Theme).filter(|entry| entry.path.starts_with(&prefix)) {
        match source::bytes(sources, entry, source::FILE_CAP) {
            Ok(bytes) => {
                files.insert(entry.path[prefix.len()..].to_owned(), Cow::Owned(bytes));
            }
            Err(Unread::Note(note)) => notes.push(note),
            Err(Unread::Failed(error)) => return Err(error),
        }
    }
    if files.is_empty() && name == DEFAULT_NAME {
        files = DEFAULT_THEME.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes))).collect();
    }
    Ok((!files.is_empty()).then(|| Layer { name: name.to_owned(), files }))
}

fn unknown_theme(name: &str, place: Place, sources: &Sources) -> Box<Note> {
    let names = sources
        .of(Kind::Theme)
        .filter_map(|entry| entry.path.strip_prefix("themes/")?.split_once('/'))
        .map(|(name, _)| name)
        .chain([DEFAULT_NAME]);
    let note = codes::theme::unknown_theme(place, name);
    Box::new(match near::nearest(name, names) {
        Some(near) => note.remedy(codes::did_you_mean(near)),
        None => note.remedy(codes::theme::use_default_theme(name)),
    })
}

/// The theme below, by `extends` of theme.yaml.
fn extends(layer: &Layer, notes: &mut Vec<Note>) -> Option<(String, Place)> {
    let path = format!("themes/{}/theme.yaml", layer.name);
    let text = String::from_utf8_lossy(layer.files.get("theme.yaml")?).into_owned();
    match Fields::parse(&path, &text, &text, 1) {
        Ok(mut fields) => {
            let extends = fields.text("extends").map(|named| (named.text.clone(), fields.place(named.spot)));
            notes.extend(fields.finish(THEME_KEYS));
            extends
        }
        // What it extends cannot be read: the default theme, so that nothing else seems to be missing.
        Err(note) => {
            notes.push(note);
            (layer.name != DEFAULT_NAME).then(|| (DEFAULT_NAME.to_owned(), Place::file(&path)))
        }
    }
}

/// Wording in the site's language; a key that a layer lacks comes from the layer below, at last from zh-Hans.
fn words(layers: &[Layer], language: &str, notes: &mut Vec<Note>) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for language in ["zh-Hans", language] {
        for layer in layers.iter().rev() {
            let file = format!("wording/{language}.yaml");
            let Some(bytes) = layer.files.get(&file) else { continue };
            let path = format!("themes/{}/{file}", layer.name);
            let text = String::from_utf8_lossy(bytes);
            match Fields::parse(&path, &text, &text, 1) {
                Ok(fields) => {
                    let (pairs, said) = fields.into_texts();
                    words.extend(pairs.into_iter().map(|(key, word)| (key.text, word.text)));
                    notes.extend(said);
                }
                Err(note) => notes.push(note),
            }
        }
    }
    words
}

fn templates(layers: &[Layer], notes: &mut Vec<Note>) -> BTreeMap<String, String> {
    let mut templates = BTreeMap::new();
    for layer in layers {
        for (path, bytes) in &layer.files {
            let Some(below) = path.strip_prefix("templates/") else { continue };
            match String::from_utf8(bytes.to_vec()) {
                Ok(text) => {
                    templates.insert(format!("{}/{below}", layer.name), text);
                }
                Err(_) => {
                    let path = format!("themes/{}/{path}", layer.name);
                    notes.push(codes::theme::template_encoding(Place::file(&path)));
                }
            }
        }
    }
    templates
}

/// The templates of a folder: the full name of the uppermost by the name of its file.
fn pieces(templates: &BTreeMap<String, String>, layers: &[String], folder: &str) -> BTreeMap<String, String> {
    let piece = |layer: &str, template: &str| {
        let file = template.strip_prefix(layer)?.strip_prefix('/')?.strip_prefix(folder)?.strip_prefix('/')?;
        Some((file.strip_suffix(".html")?.to_owned(), template.to_owned()))
    };
    layers.iter().rev().flat_map(|layer| templates.keys().filter_map(move |template| piece(layer, template))).collect()
}

fn assets(layers: &[Layer]) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    for layer in layers.iter().rev() {
        for (path, bytes) in &layer.files {
            let Some(below) = path.strip_prefix("assets/") else { continue };
            let asset = Asset { key: Key::of(bytes), bytes: Arc::from(bytes.as_ref()) };
            assets.insert(below.to_owned(), asset);
        }
    }
    assets
}

fn key(layers: &[Layer]) -> Key {
    let fields = layers.iter().flat_map(|layer| {
        std::iter::once(layer.name.as_bytes()).chain(layer.files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_ref()]))
    });
    Key::of_all(fields)
}

/// Every kind of page needs its template.
fn missing_templates(theme: &Theme) -> Option<Note> {
    let top = theme.layers.first().map_or(DEFAULT_NAME, String::as_str);
    let has = |name: &str| {
        theme.tera.contains_template(name) || theme.layers.iter().any(|layer| theme.templates.contains_key(&format!("{layer}/{name}")))
    };
    let missing: Vec<&str> = TEMPLATES.iter().copied().filter(|name| !has(name)).collect();
    if missing.is_empty() {
        return None;
    }
    let (zh, en) = (missing.join("、"), missing.join(", "));
    let place = Place::file(&format!("themes/{top}/theme.yaml"));
    Some(codes::theme::missing_template(place, top, zh, en))
}

/// The notes on a Tera error, each with its place in the template.
fn template_notes(error: &tera::Error, templates: &BTreeMap<String, String>) -> Vec<Note> {
    use tera::ErrorKind as Is;
    match error.kind() {
        Is::SyntaxError(report) | Is::RenderingError(report) => {
            vec![failure(report.filename(), Some(report.span().range.clone()), report.message(), templates)]
        }
        Is::CircularExtend { tpl, .. } | Is::CircularInclude { tpl, .. } => {
            vec![codes::theme::template_loop(Place::file(&path_of(tpl)), tpl)]
        }
        Is::MissingParent { current, parent } => vec![missing_parent(current, parent, templates)],
        // What does not exist is gathered by Tera as text: a message, then ` --> name:line:column`.
        _ => {
            let said = error.to_string();
            let mut notes: Vec<Note> = said.split("error: ").filter_map(|report| reported(report, templates)).collect();
            if notes.is_empty() {
                let first = said.lines().next().unwrap_or_default();
                notes.push(codes::theme::template(Place::file("themes/"), first));
            }
            notes
        }
    }
}

/// The file of a template by its full name.
fn path_of(name: &str) -> String {
    let (layer, below) = name.split_once('/').unwrap_or((DEFAULT_NAME, name));
    format!("themes/{layer}/templates/{below}")
}

fn failure(name: &str, range: Option<std::ops::Range<usize>>, said: &str, templates: &BTreeMap<String, String>) -> Note {
    let path = path_of(name);
    let place = match (templates.get(name), range) {
        (Some(text), Some(range)) => Place::range(&path, text, 1, range),
        _ => Place::file(&path),
    };
    // A sentence that is not in the table stands as it was said, below one that everybody can read.
    match said::in_chinese(said) {
        Some(zh) => codes::theme::template_fails(place, zh, said).remedy(codes::theme::see_schema()),
        None => codes::theme::template_fails(place, "这里的写法不对", said).remedy(codes::theme::see_schema_as_said(said)),
    }
}

fn missing_parent(current: &str, parent: &str, templates: &BTreeMap<String, String>) -> Note {
    let path = path_of(current);
    let quoted = templates.get(current).and_then(|text| Some((text, text.find(&format!("\"{parent}\""))? + 1)));
    let place = quoted.map_or_else(|| Place::file(&path), |(text, at)| Place::range(&path, text, 1, at..at + parent.len()));

    codes::theme::template_missing(place, parent)
}

/// One report of Tera's: its message, and its place if it tells.
fn reported(report: &str, templates: &BTreeMap<String, String>) -> Option<Note> {
    let (said, rest) = report.split_once("\n --> ")?;
    let mut parts = rest.lines().next()?.rsplitn(3, ':');
    let (column, line, name) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<usize>().ok()?, parts.next()?);
    let width = rest.lines().find_map(|line| line.split_once("| ").map(|(_, marks)| marks.trim()).filter(|marks| marks.starts_with('^')));
    let range = templates.get(name).and_then(|text| {
        let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let chars = |from: usize, count: usize| text[from..].chars().take(count).map(char::len_utf8).sum::<usize>();
        let from = start + chars(start, column.checked_sub(1)?);
        Some(from..from + chars(from, width.map_or(1, str::len)))
    });
    Some(failure(name, range, said.trim(), templates))
}
