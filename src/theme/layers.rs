//! The files of a theme and of those it extends, the uppermost first: which of each name counts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::changes::{self, Version};
use crate::config::Config;
use crate::did_you_mean;
use crate::error::Error;
use crate::field;
use crate::fields::Fields;
use crate::key::Key;
use crate::note::{Note, Place, codes};
use crate::source::{self, Kind, Sources, Unread};

use super::{Asset, DEFAULT_NAME};

/// The default theme's files, by path below `themes/banbao/`.
static DEFAULT_THEME: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/default_theme.rs"));

/// A theme that extends more themes than this extends itself.
const DEEPEST: usize = 8;

pub(super) struct Layer {
    pub(super) name: String,
    /// The banbao that it was made for, if it says.
    pub(super) version: Option<Version>,
    pub(super) files: BTreeMap<String, Cow<'static, [u8]>>,
}

pub(super) fn layers(sources: &Sources, config: &Config, notes: &mut Vec<Note>) -> Result<Result<Vec<Layer>, Box<Note>>, Error> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut next = Some((config.theme.text.clone(), config.front.place(config.theme.spot)));
    while let Some((name, place)) = next {
        if layers.len() == DEEPEST || layers.iter().any(|layer| layer.name == name) {
            let note = codes::theme::theme_loop(place, &name);
            return Ok(Err(Box::new(note)));
        }
        let Some(mut layer) = layer(&name, sources, notes)? else { return Ok(Err(unknown_theme(&name, place, sources))) };
        (layer.version, next) = declared(&layer, notes);
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
    Ok((!files.is_empty()).then(|| Layer { name: name.to_owned(), version: None, files }))
}

fn unknown_theme(name: &str, place: Place, sources: &Sources) -> Box<Note> {
    let names = sources
        .of(Kind::Theme)
        .filter_map(|entry| entry.path.strip_prefix("themes/")?.split_once('/'))
        .map(|(name, _)| name)
        .chain([DEFAULT_NAME]);
    let note = codes::theme::unknown_theme(place, name);
    Box::new(match did_you_mean::nearest(name, names) {
        Some(near) => note.remedy(codes::did_you_mean(near)),
        None => note.remedy(codes::theme::use_default_theme(name)),
    })
}

/// What theme.yaml says: the banbao that it was made for, and by `extends` the theme below.
fn declared(layer: &Layer, notes: &mut Vec<Note>) -> (Option<Version>, Option<(String, Place)>) {
    let path = format!("themes/{}/theme.yaml", layer.name);
    let Some(text) = layer.files.get("theme.yaml").map(|bytes| String::from_utf8_lossy(bytes).into_owned()) else { return (None, None) };
    match Fields::parse(&field::theme::TABLE, &path, &text, &text, 1) {
        Ok(mut fields) => {
            let version = version(&mut fields);
            let extends = fields.text(&field::theme::EXTENDS).map(|named| (named.text.clone(), fields.place(named.spot)));
            notes.extend(fields.finish());
            (version, extends)
        }
        // What it extends cannot be read: the default theme, so that nothing else seems to be missing.
        Err(note) => {
            notes.push(note);
            (None, (layer.name != DEFAULT_NAME).then(|| (DEFAULT_NAME.to_owned(), Place::file(&path))))
        }
    }
}

/// The banbao that a theme was made for. One that is newer than this, or none at all, is told: until 0.2.0 the field held
/// the theme's own version.
fn version(fields: &mut Fields<'_>) -> Option<Version> {
    let row = &field::theme::VERSION;
    let named = fields.text(row)?;
    let (version, here) = (Version::parse(&named.text), Version::here());
    if version.is_none_or(|version| version > here) {
        let note = codes::fields::newer_theme(fields.place(named.spot), &named.text, here);
        let how =
            changes::of_meaning(field::theme::TABLE.name, row.key).map(|change| codes::fields::update_or(change.how.zh, change.how.en));
        fields.say(how.into_iter().fold(note, Note::remedy));
    }
    version
}

/// Wording in the site's language; a key that a layer lacks comes from the layer below, at last from zh-Hans.
pub(super) fn words(layers: &[Layer], language: &str, notes: &mut Vec<Note>) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for language in ["zh-Hans", language] {
        for layer in layers.iter().rev() {
            let file = format!("wording/{language}.yaml");
            let Some(bytes) = layer.files.get(&file) else { continue };
            let path = format!("themes/{}/{file}", layer.name);
            let text = String::from_utf8_lossy(bytes);
            match Fields::parse(&field::FREE, &path, &text, &text, 1) {
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

pub(super) fn templates(layers: &[Layer], notes: &mut Vec<Note>) -> BTreeMap<String, String> {
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

/// Whether a template is one of the default theme, as it is inside the program.
pub(super) fn is_default(name: &str, text: &str) -> bool {
    let below = name.strip_prefix(DEFAULT_NAME).and_then(|below| below.strip_prefix('/'));
    below.is_some_and(|below| {
        DEFAULT_THEME.iter().any(|(path, bytes)| path.strip_prefix("templates/") == Some(below) && *bytes == text.as_bytes())
    })
}

/// The templates of a folder: the full name of the uppermost by the name of its file.
pub(super) fn pieces(templates: &BTreeMap<String, String>, layers: &[String], folder: &str) -> BTreeMap<String, String> {
    let piece = |layer: &str, template: &str| {
        let file = template.strip_prefix(layer)?.strip_prefix('/')?.strip_prefix(folder)?.strip_prefix('/')?;
        Some((file.strip_suffix(".html")?.to_owned(), template.to_owned()))
    };
    layers.iter().rev().flat_map(|layer| templates.keys().filter_map(move |template| piece(layer, template))).collect()
}

pub(super) fn assets(layers: &[Layer]) -> BTreeMap<String, Asset> {
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

pub(super) fn key(layers: &[Layer]) -> Key {
    let fields = layers.iter().flat_map(|layer| {
        std::iter::once(layer.name.as_bytes()).chain(layer.files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_ref()]))
    });
    Key::of_all(fields)
}
