//! Stage 5, render: one job to its bytes.
//!
//! A pure function of theme and view: no lock, clock or file. Files to be copied stay handles.

use std::sync::OnceLock;

use tera::Context;
use tera::value::{Key, Map, Value};

use crate::note::Note;
use crate::plan::view::Shared;
use crate::plan::{Job, Page, Plan, Work, feed, page, sitemap};
use crate::site::route::Route;
use crate::site::{Site, TermKind};
use crate::theme::{self, Theme};

/// What the pages of a site share, made once: with absolute links one for all, with relative ones by depth.
#[derive(Debug, Default)]
pub struct Shells {
    by_depth: Vec<Shell>,
    relative: bool,
}

/// What the pages of one depth share. Cells are filled when a page first shows them.
#[derive(Debug)]
struct Shell {
    own: Route,
    site: Value,
    assets: Value,
    /// By position of the article.
    cards: Vec<OnceLock<Value>>,
    /// By kind, then by position of the term.
    links: [Vec<OnceLock<Value>>; 4],
}

/// Makes the shells of a planned site.
///
/// # Errors
/// A note when a template of the theme's `site/` fails.
pub fn shells(theme: &Theme, site: &Site, plan: &Plan) -> Result<Shells, Box<Note>> {
    let relative = site.linker.is_relative();
    let deepest = if relative { plan.jobs.iter().map(|job| job.route.depth()).max().unwrap_or(0) } else { 0 };
    let by_depth = (0..=deepest).map(|depth| shell(theme, site, plan, Route::at_depth(depth))).collect::<Result<_, _>>()?;
    Ok(Shells { by_depth, relative })
}

fn shell(theme: &Theme, site: &Site, plan: &Plan, own: Route) -> Result<Shell, Box<Note>> {
    let view = page::shell(site, theme, plan, &own);
    let assets = Value::from_serializable(&view.assets);
    let mut context = Context::new();
    context.insert("site", &view.site);
    context.insert_value("assets", assets.clone());
    let pieces = site_pieces(theme, &context)?;
    let site_view = with_fields(Value::from_serializable(&view.site), [("pieces", pieces)]);
    let empty = |kind: TermKind| vec![OnceLock::new(); site.taxonomy(kind).terms.len()];
    Ok(Shell { site: site_view, assets, cards: vec![OnceLock::new(); site.articles.len()], links: TermKind::ALL.map(empty), own })
}

/// What the theme makes of the site, by name.
fn site_pieces(theme: &Theme, context: &Context) -> Result<Value, Box<Note>> {
    let piece = |(name, template): (&String, &String)| {
        let mut html = Vec::new();
        theme.render_to(template, context, &mut html)?;
        Ok((Key::from(name.clone()), Value::safe_string(String::from_utf8_lossy(&html).trim_end())))
    };
    Ok(Value::from(theme.site_pieces.iter().map(piece).collect::<Result<Map, Box<Note>>>()?))
}

/// A map with more fields.
fn with_fields<const N: usize>(value: Value, fields: [(&'static str, Value); N]) -> Value {
    let mut map = value.into_map().unwrap_or_default();
    map.extend(fields.map(|(name, value)| (Key::Str(name), value)));
    Value::from(map)
}

impl Shells {
    fn of(&self, route: &Route) -> Option<&Shell> {
        self.by_depth.get(if self.relative { route.depth() } else { 0 })
    }
}

/// What a job came to.
#[derive(Debug)]
pub enum Rendered<'a> {
    /// Bytes made for it.
    Bytes(Vec<u8>),
    /// Bytes that the theme holds.
    Shared(&'a [u8]),
    /// A file to be copied, by its path below the root.
    File(&'a str),
}

impl Rendered<'_> {
    /// Number of its bytes; 0 for a file.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Shared(bytes) => bytes.len() as u64,
            Self::File(_) => 0,
        }
    }
}

/// Renders one job.
///
/// # Errors
/// A note when its template fails.
pub fn render<'a>(theme: &Theme, site: &Site, plan: &Plan, shells: &Shells, job: &'a Job) -> Result<Rendered<'a>, Box<Note>> {
    Ok(match &job.work {
        Work::Page(page) => Rendered::Bytes(render_page(theme, site, plan, shells, job, *page)?),
        Work::Atom(of) => Rendered::Bytes(feed::atom(site, theme, &job.route, *of).into_bytes()),
        Work::Json(of) => Rendered::Bytes(feed::json(site, theme, &job.route, *of).into_bytes()),
        Work::Sitemap(part) => Rendered::Bytes(sitemap::sitemap(site, *part).into_bytes()),
        Work::Robots => Rendered::Bytes(sitemap::robots(site).into_bytes()),
        Work::Manifest => Rendered::Bytes(sitemap::manifest(site, &plan.assets).into_bytes()),
        Work::Asset(bytes) => Rendered::Shared(bytes),
        Work::Copy(path) => Rendered::File(path),
    })
}

fn render_page(theme: &Theme, site: &Site, plan: &Plan, shells: &Shells, job: &Job, page: Page) -> Result<Vec<u8>, Box<Note>> {
    let view = page::view(site, theme, plan, &job.route, page);
    let mut context = Context::new();
    for (name, value) in Value::try_from_serializable(&view.body)
        .map_err(|error| Box::new(theme.render_note(page.template(), &error)))?
        .into_map()
        .unwrap_or_default()
    {
        // Fields of a view are known by static names, so none is copied.
        if let Key::Str(name) = name {
            context.insert_value(name, value);
        }
    }
    context.insert("page", &view.page);
    if let Some(shell) = shells.of(&job.route) {
        let make = Sharing { theme, site, plan, shell };
        context.insert_value("site", shell.site.clone());
        context.insert_value("assets", shell.assets.clone());
        for (name, shared) in view.body.shared() {
            context.insert_value(name, make.value(shared)?);
        }
    }
    let mut html = Vec::with_capacity(16 * 1024);
    theme.render_to(page.template(), &context, &mut html)?;
    Ok(html)
}

/// Makes the values that pages share, when the first of them needs one.
struct Sharing<'a> {
    theme: &'a Theme,
    site: &'a Site,
    plan: &'a Plan,
    shell: &'a Shell,
}

impl Sharing<'_> {
    fn value(&self, shared: Shared<'_>) -> Result<Value, Box<Note>> {
        Ok(match shared {
            Shared::Cards(articles) => Value::from(articles.iter().map(|at| self.card(*at)).collect::<Result<Vec<_>, _>>()?),
            Shared::Card(article) => article.map_or_else(|| Ok(Value::none()), |at| self.card(at))?,
            Shared::Links(kind, terms) => Value::from(terms.iter().map(|at| self.link(kind, *at)).collect::<Vec<_>>()),
        })
    }

    fn with_shared<const N: usize>(&self, value: Value, fields: [(&'static str, Shared<'_>); N]) -> Result<Value, Box<Note>> {
        let mut map = value.into_map().unwrap_or_default();
        for (name, shared) in fields {
            map.insert(Key::Str(name), self.value(shared)?);
        }
        Ok(Value::from(map))
    }

    fn link(&self, kind: TermKind, at: u32) -> Value {
        let Self { theme, site, plan, shell } = *self;
        let made = || Value::from_serializable(&page::link(site, theme, plan, &shell.own, kind, at));
        shell.links[kind as usize][at as usize].get_or_init(made).clone()
    }

    fn card(&self, at: u32) -> Result<Value, Box<Note>> {
        let Self { theme, site, plan, shell } = *self;
        let cell = &shell.cards[at as usize];
        if let Some(card) = cell.get() {
            return Ok(card.clone());
        }
        let view = page::card(site, theme, plan, &shell.own, at);
        let card = self.with_shared(Value::from_serializable(&view), view.shared())?;
        let mut context = Context::new();
        context.insert_value("site", shell.site.clone());
        context.insert_value("assets", shell.assets.clone());
        context.insert_value("card", card.clone());
        let templates: Vec<&String> = theme.card_pieces.values().collect();
        let pieces = theme::bound(templates.len(), |nth, out| theme.render_to(templates[nth], &context, out));
        let pieces = Value::safe_string(&pieces?);
        drop(context);
        Ok(cell.get_or_init(|| with_fields(card, [("pieces", pieces)])).clone())
    }
}
