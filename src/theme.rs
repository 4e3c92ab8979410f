//! Templates, assets and wording of a theme, and of the themes it extends. Tera is used here and in
//! [`render`](crate::render) only.
//!
//! A theme is a pile of layers: the site's own theme on top, the one it extends below, down to `banbao`,
//! which is also inside the binary. A file of an upper layer hides the file of the same name below it;
//! `{% extends "banbao/article.html" %}` still reaches it by its full name. No function that a template may
//! call reads the site, the clock, the environment, a file or the network.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use tera::Tera;

use crate::config::Config;
use crate::fields::Fields;
use crate::key::Key;
use crate::near;
use crate::note::{Note, Place};
use crate::say;
use crate::source::{self, Kind, Sources};

/// The default theme's files, by path below `themes/banbao/`.
static DEFAULT_THEME: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/default_theme.rs"));
const DEFAULT_NAME: &str = "banbao";
const THEME_KEYS: &[&str] = &["name", "version", "extends", "languages", "description"];
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
    /// Wording by key.
    pub words: BTreeMap<String, String>,
    /// Hash of everything above.
    pub key: Key,
}

struct Layer {
    name: String,
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

/// Loads the theme that the configuration names.
///
/// # Errors
/// Notes when there is no such theme or one of its templates cannot be read as Tera.
pub fn load(sources: &Sources, config: &Config) -> Result<(Theme, Vec<Note>), Vec<Note>> {
    let mut notes = Vec::new();
    let layers = layers(sources, config, &mut notes).map_err(|note| vec![*note])?;
    let words = words(&layers, &config.language, &mut notes);
    let templates = templates(&layers, &mut notes);
    let assets = assets(&layers);
    let key = key(&layers);
    let names: Vec<String> = layers.into_iter().map(|layer| layer.name).collect();
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    let prefixes: Vec<String> = names.iter().map(|name| format!("{name}/")).collect();
    let added = tera
        .set_fallback_prefixes(prefixes)
        .and_then(|()| tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_str()))));
    if let Err(error) = added {
        notes.push(template_note(&error, &templates));
        return Err(notes);
    }
    tera.global_context().insert("words", &words);
    let theme = Theme { tera, layers: names, templates, assets, words, key };
    let missing = missing_templates(&theme);
    if missing.is_empty() {
        return Ok((theme, notes));
    }
    notes.extend(missing);
    Err(notes)
}

impl Theme {
    /// The wording of a key, or the key itself where the theme has none.
    #[must_use]
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The note on a template that failed while a page was rendered.
    pub(crate) fn render_note(&self, error: &tera::Error) -> Note {
        template_note(error, &self.templates)
    }
}

/// Escapes what HTML gives a meaning to: `&`, `<`, `>` and `"`. Templates double-quote their attributes.
fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let entity: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            _ => continue,
        };
        out.write_all(&bytes[from..at])?;
        out.write_all(entity)?;
        from = at + 1;
    }
    out.write_all(&bytes[from..])
}

fn layers(sources: &Sources, config: &Config, notes: &mut Vec<Note>) -> Result<Vec<Layer>, Box<Note>> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut next = Some((config.theme.text.clone(), config.front.place(config.theme.spot)));
    while let Some((name, place)) = next {
        if layers.len() == DEEPEST || layers.iter().any(|layer| layer.name == name) {
            let note = Note::error("theme-loop", place, say!("主题“{name}”绕回了自己", "the theme `{name}` extends itself"));
            return Err(Box::new(note.remedy(say!("改 theme.yaml 里的 extends", "change `extends` in theme.yaml"))));
        }
        let layer = layer(&name, sources, notes).ok_or_else(|| unknown_theme(&name, place, sources))?;
        next = extends(&layer, notes);
        layers.push(layer);
    }
    Ok(layers)
}

fn layer(name: &str, sources: &Sources, notes: &mut Vec<Note>) -> Option<Layer> {
    let prefix = format!("themes/{name}/");
    let mut files = BTreeMap::new();
    for entry in sources.of(Kind::Theme).filter(|entry| entry.path.starts_with(&prefix)) {
        match source::bytes(sources, entry, source::FILE_CAP) {
            Ok(bytes) => {
                files.insert(entry.path[prefix.len()..].to_owned(), Cow::Owned(bytes));
            }
            Err(note) => notes.push(note),
        }
    }
    if files.is_empty() && name == DEFAULT_NAME {
        files = DEFAULT_THEME.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes))).collect();
    }
    (!files.is_empty()).then(|| Layer { name: name.to_owned(), files })
}

fn unknown_theme(name: &str, place: Place, sources: &Sources) -> Box<Note> {
    let names = sources
        .of(Kind::Theme)
        .filter_map(|entry| entry.path.strip_prefix("themes/")?.split_once('/'))
        .map(|(name, _)| name)
        .chain([DEFAULT_NAME]);
    let note = Note::error("unknown-theme", place, say!("没有叫“{name}”的主题", "there is no theme called `{name}`"));
    Box::new(match near::nearest(name, names) {
        Some(near) => note.remedy(say!("是不是“{near}”？", "did you mean `{near}`?")),
        None => note.remedy(say!(
            "删掉 theme 这一行就用默认主题，或建一个文件夹 themes/{name}/",
            "remove the line `theme` to use the default theme, or make the folder themes/{name}/"
        )),
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
        Err(note) => {
            notes.push(note);
            None
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
            let text = format!("words:\n{}", indented(&String::from_utf8_lossy(bytes)));
            match Fields::parse(&path, &text, &text, 0) {
                Ok(mut fields) => {
                    words.extend(fields.text_map("words").into_iter().map(|(key, word)| (key.text, word.text)));
                    notes.extend(fields.finish(&[]));
                }
                Err(note) => notes.push(note),
            }
        }
    }
    words
}

/// The lines of a map, one level deeper.
fn indented(text: &str) -> String {
    text.lines().map(|line| format!(" {line}\n")).collect()
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
                    notes.push(
                        Note::error("encoding", Place::file(&path), say!("模板不是 UTF-8 编码", "the template is not UTF-8"))
                            .remedy(say!("在编辑器里另存为 UTF-8", "save it as UTF-8")),
                    );
                }
            }
        }
    }
    templates
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
fn missing_templates(theme: &Theme) -> Vec<Note> {
    let top = theme.layers.first().map_or(DEFAULT_NAME, String::as_str);
    let missing = TEMPLATES.iter().filter(|name| {
        !theme.tera.contains_template(name) && !theme.layers.iter().any(|layer| theme.templates.contains_key(&format!("{layer}/{name}")))
    });
    missing
        .map(|name| {
            let path = format!("themes/{top}/templates/{name}");
            Note::error("missing-template", Place::file(&path), say!("主题缺少模板 {name}", "the theme lacks the template {name}")).remedy(
                say!("补上这个文件，或在 theme.yaml 里写 extends: banbao", "add the file, or write `extends: banbao` in theme.yaml"),
            )
        })
        .collect()
}

/// A Tera error with its place in the template.
fn template_note(error: &tera::Error, templates: &BTreeMap<String, String>) -> Note {
    use tera::ErrorKind as Is;
    let place_of = |name: &str| {
        let (layer, below) = name.split_once('/').unwrap_or((DEFAULT_NAME, name));
        format!("themes/{layer}/templates/{below}")
    };
    match error.kind() {
        Is::SyntaxError(report) | Is::RenderingError(report) => {
            let path = place_of(report.filename());
            let place = templates
                .get(report.filename())
                .map_or_else(|| Place::file(&path), |text| Place::range(&path, text, 1, report.span().range.clone()));
            let said = report.message();
            let note = Note::error("template", place, say!("模板出错：{said}", "the template fails: {said}"));
            note.remedy(say!("可以用的变量见 banbao schema theme", "`banbao schema theme` lists what a template sees"))
        }
        Is::CircularExtend { tpl, .. } | Is::CircularInclude { tpl, .. } => Note::error(
            "template-loop",
            Place::file(&place_of(tpl)),
            say!("模板“{tpl}”引用了自己", "the template `{tpl}` includes or extends itself"),
        )
        .remedy(say!("去掉绕回来的 extends 或 include", "remove the extends or include that leads back")),
        Is::MissingParent { current, parent } => Note::error(
            "template-missing",
            Place::file(&place_of(current)),
            say!("找不到模板“{parent}”", "there is no template `{parent}`"),
        )
        .remedy(say!("看看 extends 后面的名字", "check the name after extends")),
        _ => {
            let said = error.to_string();
            let said = said.lines().next().unwrap_or_default();
            Note::error("template", Place::file("themes/"), say!("模板出错：{said}", "a template fails: {said}"))
        }
    }
}
