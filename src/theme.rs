//! Templates, assets and wording of a theme, and of the themes it extends. Tera is used here and in
//! [`render`](crate::render) only.
//!
//! A theme is a pile of layers: the site's own theme on top, the one it extends below, down to `banbao`,
//! which is also inside the binary. A file of an upper layer hides the file of the same name below it;
//! `{% extends "banbao/article.html" %}` still reaches it by its full name. No function that a template may
//! call reads the site, the clock, the environment, a file or the network.

mod dates;
mod failures;
mod filters;
mod layers;
mod translate;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Kwargs, State, Tera, Value};

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
use layers::{Layer, assets, key, layers, pieces, templates, words};

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
