//! Templates, assets and wording of a theme, and of the themes it extends. Tera is used here and in
//! [`render`](crate::render) only.
//!
//! A theme is a pile of layers: the site's own theme on top, the one it extends below, down to `banbao`,
//! which is also inside the binary. A file of an upper layer hides the file of the same name below it;
//! `{% extends "banbao/article.html" %}` still reaches it by its full name. No function that a template may
//! call reads the site, the clock, the environment, a file or the network.

mod budget;
mod dates;
mod failures;
mod filters;
mod layers;
mod metered;
mod outdated;
mod translate;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use crate::config::Config;
use crate::error::Error;
use crate::key::Key;
use crate::note::{Note, Place, codes};
use crate::source::Sources;

pub(crate) use dates::DatePattern;
use dates::Dates;
use failures::{missing_templates, template_notes};
pub(crate) use filters::bound;
use filters::{current, each, escape, fill, safe};
use layers::{Layer, assets, is_default, key, layers, pieces, templates, words};
use metered::{Metered, included};
use outdated::outdated;

const DEFAULT_NAME: &str = "banbao";

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
    tera: Tera,
    /// The texts of templates with the meter in them, by their full names; those of the default theme have none.
    metered: BTreeMap<String, Metered>,
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
        // What was said of the files before is not lost with the theme.
        Err(note) => {
            notes.push(*note);
            Err(notes)
        }
    })
}

fn of_layers(layers: Vec<Layer>, config: &Config, mut notes: Vec<Note>) -> Loaded {
    let words = words(&layers, &config.language, &mut notes);
    let templates = templates(&layers, &mut notes);
    let assets = assets(&layers);
    let key = key(&layers);
    // A theme that does not say for which banbao it was made is as old as its site.
    let versions = layers.iter().map(|layer| (layer.name.as_str(), layer.version.or(config.version))).collect();
    let old = outdated(&templates, &versions);
    if !old.is_empty() {
        // Nothing is built with what is known to be missing: the site that is there stays as it is.
        notes.extend(old);
        return Err(notes);
    }
    let names: Vec<String> = layers.into_iter().map(|layer| layer.name).collect();
    let (site_pieces, card_pieces) = (pieces(&templates, &names, "site"), pieces(&templates, &names, "card"));
    let card_names: Vec<String> = card_pieces.keys().cloned().collect();
    let (mut tera, metered) = match engine(&templates, &names, &card_names) {
        Ok(made) => made,
        Err(error) => {
            notes.extend(template_notes(&error, &templates));
            return Err(notes);
        }
    };
    tera.global_context().insert("words", &words);
    let dates = Dates::of(&words);
    let theme = Theme { tera, metered, layers: names, templates, assets, site_pieces, card_pieces, words, dates, key };
    match missing_templates(&theme) {
        None => Ok((theme, notes)),
        Some(missing) => {
            notes.push(missing);
            Err(notes)
        }
    }
}

/// The template engine with all templates: those of the site's own themes with the meter in them.
fn engine(templates: &BTreeMap<String, String>, layers: &[String], cards: &[String]) -> TeraResult<(Tera, BTreeMap<String, Metered>)> {
    // As they are written first, so that what is wrong with one is told of its own text.
    let plain = loaded(layers, cards, templates.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
    let is_own = |name: &String, text: &String| !is_default(name, text);
    let included: Vec<&str> = templates.values().flat_map(|text| included(text)).collect();
    let is_included = |name: &str| included.iter().any(|included| name.ends_with(included));
    let metered: BTreeMap<String, Metered> = templates
        .iter()
        .filter(|(name, text)| is_own(name, text))
        .map(|(name, text)| (name.clone(), Metered::of(text, is_included(name))))
        .collect();
    if metered.is_empty() {
        return Ok((plain, metered));
    }
    let text = |(name, text)| (String::as_str(name), metered.get(name).map_or(String::as_str(text), |own| own.text.as_str()));
    match loaded(layers, cards, templates.iter().map(text)) {
        Ok(tera) => Ok((tera, metered)),
        // What the meter breaks is rendered without it: what is written is bounded all the same.
        Err(_) => Ok((plain, BTreeMap::new())),
    }
}

fn loaded<'t>(layers: &[String], cards: &[String], templates: impl Iterator<Item = (&'t str, &'t str)>) -> TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    tera.register_filter("fill", fill);
    tera.register_filter("current", current);
    tera.register_filter("safe", safe);
    tera.register_filter("replace", budget::replace);
    tera.register_filter("join", budget::join);
    tera.register_filter("metered", budget::metered);
    tera.register_function("meter", budget::meter);
    tera.register_function("range", budget::range);
    let cards = cards.to_vec();
    tera.register_filter("each", move |all: &Value, values: Kwargs, _: &State<'_>| each(&cards, all, &values));
    tera.set_fallback_prefixes(layers.iter().map(|name| format!("{name}/")).collect::<Vec<_>>())?;
    tera.add_raw_templates(templates)?;
    Ok(tera)
}

impl Theme {
    /// Renders a template to the end of what is there.
    ///
    /// # Errors
    /// A note when the template fails, or its budget is spent.
    pub(crate) fn render_to(&self, template: &str, context: &Context, out: &mut Vec<u8>) -> Result<(), Box<Note>> {
        budget::render_to(&self.tera, template, context, out).map_err(|error| Box::new(self.render_note(template, &error)))
    }

    /// The wording of a key, or the key itself where the theme has none.
    #[must_use]
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The name of the uppermost template of this name, with that of its theme.
    fn full_name(&self, template: &str) -> String {
        let full = |layer: &String| Some(format!("{layer}/{template}")).filter(|name| self.templates.contains_key(name));
        self.layers.iter().find_map(full).unwrap_or_else(|| template.to_owned())
    }

    /// The note on a template that failed while a page was rendered.
    pub(crate) fn render_note(&self, template: &str, error: &tera::Error) -> Note {
        use tera::ErrorKind as Is;
        let note = match error.kind() {
            // Only the bound of what is written fails so.
            Is::Io(_) => {
                let name = self.full_name(template);
                Some(codes::theme::template_budget(Place::file(&failures::path_of(&name)), name))
            }
            Is::Msg(said) => Some(failures::failure(&self.full_name(template), None, said, &self.templates)),
            Is::RenderingError(report) => {
                let (name, range) = (report.filename(), report.span().range.clone());
                let range = self.metered.get(name).map_or(range.clone(), |text| text.back(range.start)..text.back(range.end));
                Some(failures::failure(name, Some(range), report.message(), &self.templates))
            }
            _ => template_notes(error, &self.templates).into_iter().next(),
        };
        note.unwrap_or_else(|| codes::theme::template(Place::file("themes/"), error))
    }
}
