//! Stage 5, render: one job to its bytes.
//!
//! A pure function of theme and view: no lock, clock or file. Files to be copied stay handles.

use tera::{Context, Value};

use crate::note::Note;
use crate::plan::{Job, Page, Plan, Work, feed, page, sitemap};
use crate::site::Site;
use crate::site::route::Route;
use crate::theme::Theme;

/// What the pages of a site share, made once: with absolute links one for all, with relative ones by depth.
#[derive(Debug, Default)]
pub struct Shells {
    by_depth: Vec<[Value; 2]>,
    relative: bool,
}

/// Makes the shells of a planned site.
#[must_use]
pub fn shells(theme: &Theme, site: &Site, plan: &Plan) -> Shells {
    let relative = site.linker.is_relative();
    let deepest = if relative { plan.jobs.iter().map(|job| job.route.depth()).max().unwrap_or(0) } else { 0 };
    let by_depth = (0..=deepest)
        .map(|depth| {
            let own = Route::at_depth(depth);
            let shell = page::shell(site, theme, plan, &own);
            [Value::from_serializable(&shell.site), Value::from_serializable(&shell.assets)]
        })
        .collect();
    Shells { by_depth, relative }
}

impl Shells {
    fn of(&self, route: &Route) -> Option<&[Value; 2]> {
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

/// Renders one job.
///
/// # Errors
/// A note when its template fails.
pub fn render<'a>(theme: &Theme, site: &Site, plan: &Plan, shells: &Shells, job: &'a Job) -> Result<Rendered<'a>, Box<Note>> {
    Ok(match &job.work {
        Work::Page(page) => Rendered::Bytes(render_page(theme, site, plan, shells, job, *page)?),
        Work::Atom(of) => Rendered::Bytes(feed::atom(site, &job.route, *of).into_bytes()),
        Work::Json(of) => Rendered::Bytes(feed::json(site, &job.route, *of).into_bytes()),
        Work::Sitemap(part) => Rendered::Bytes(sitemap::sitemap(site, *part).into_bytes()),
        Work::Robots => Rendered::Bytes(sitemap::robots(site).into_bytes()),
        Work::Manifest => Rendered::Bytes(sitemap::manifest(site, &plan.assets).into_bytes()),
        Work::Asset(bytes) => Rendered::Shared(bytes),
        Work::Copy(path) => Rendered::File(path),
    })
}

fn render_page(theme: &Theme, site: &Site, plan: &Plan, shells: &Shells, job: &Job, page: Page) -> Result<Vec<u8>, Box<Note>> {
    let view = page::view(site, theme, plan, &job.route, page);
    let failed = |error: tera::Error| Box::new(theme.render_note(&error));
    let mut context = Context::from_serialize(&view).map_err(failed)?;
    if let Some([site, assets]) = shells.of(&job.route) {
        context.insert_value("site", site.clone());
        context.insert_value("assets", assets.clone());
    }
    let mut html = Vec::with_capacity(16 * 1024);
    theme.tera.render_to(page.template(), &context, &mut html).map_err(failed)?;
    Ok(html)
}
