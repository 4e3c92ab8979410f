//! The site map after sitemaps.org 0.9, `robots.txt`, and the web app manifest.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::plan::feed::xml;
use crate::site::route::Route;
use crate::site::{Site, TermKind};

/// One file of the site map. The protocol allows 50,000 addresses in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The whole map in one file.
    Whole,
    /// The list of its files, of which there are so many.
    Index(usize),
    /// One of its files, from 1.
    Number(usize),
}

/// Addresses in one file.
const MOST: usize = 45_000;

/// The files of the map.
#[must_use]
pub fn parts(site: &Site) -> Vec<(Route, Part)> {
    let main = Route::root_file("sitemap.xml");
    let files = addresses(site).count().div_ceil(MOST);
    if files <= 1 {
        return vec![(main, Part::Whole)];
    }
    let numbered = (1..=files).map(|number| (part_route(number), Part::Number(number)));
    std::iter::once((main, Part::Index(files))).chain(numbered).collect()
}

fn part_route(number: usize) -> Route {
    Route::root_file(&format!("sitemap-{number}.xml"))
}

/// Every address worth finding, with the day of its last change where that is known.
fn addresses(site: &Site) -> impl Iterator<Item = (Route, Option<String>)> {
    let fixed = [Route::home(), Route::news(1), Route::archive(), Route::issues()].into_iter().chain(TermKind::ALL.map(Route::terms));
    let corrections = (!site.corrections.is_empty()).then(Route::corrections);
    let articles = site.listed.iter().map(|at| {
        let placed = site.article(*at);
        let changed = placed.article.changed();
        (placed.route.clone(), Some(changed.iso()))
    });
    // A list changes with its newest article.
    let newest = |articles: &[u32]| articles.first().map(|at| site.article(*at).article.date.iso());
    let terms = site.taxonomies.iter().flat_map(|taxonomy| &taxonomy.terms).filter(|term| !term.is_asked);
    let terms = terms.map(move |term| (term.route.clone(), newest(&term.articles)));
    let issues = site.issues.iter().map(|issue| (issue.route.clone(), Some(issue.issue.date.iso())));
    let pages = site.pages.iter().map(|page| (page.route.clone(), page.page.updated.map(|updated| updated.iso())));
    let archive = site.calendar.iter().flat_map(|year| {
        let months = year.months.iter().map(|month| Route::month(year.year, month.month));
        std::iter::once(Route::year(year.year)).chain(months).map(|route| (route, None))
    });
    fixed.chain(corrections).map(|route| (route, None)).chain(issues).chain(pages).chain(terms).chain(archive).chain(articles)
}

/// One file of the map.
#[must_use]
pub fn sitemap(site: &Site, part: Part) -> String {
    const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let skip = match part {
        Part::Index(files) => {
            let _ = writeln!(out, "<sitemapindex xmlns=\"{NAMESPACE}\">");
            for number in 1..=files {
                let _ = writeln!(out, "<sitemap><loc>{}</loc></sitemap>", xml(&site.linker.fullest(&part_route(number))));
            }
            out.push_str("</sitemapindex>\n");
            return out;
        }
        Part::Whole => 0,
        Part::Number(number) => (number - 1) * MOST,
    };
    let _ = writeln!(out, "<urlset xmlns=\"{NAMESPACE}\">");
    for (route, changed) in addresses(site).skip(skip).take(MOST) {
        let _ = write!(out, "<url><loc>{}</loc>", xml(&site.linker.fullest(&route)));
        if let Some(changed) = changed {
            let _ = write!(out, "<lastmod>{changed}</lastmod>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// `robots.txt`: everything may be found; the map is named when its full address is known.
#[must_use]
pub fn robots(site: &Site) -> String {
    let map = site.linker.full(&Route::root_file("sitemap.xml")).map_or_else(String::new, |url| format!("\nSitemap: {url}\n"));
    format!("User-agent: *\nAllow: /\n{map}")
}

/// `manifest.webmanifest`, with the icons that the theme has.
#[must_use]
pub fn manifest(site: &Site, assets: &BTreeMap<String, Route>) -> String {
    let own = Route::root_file("manifest.webmanifest");
    let icons: Vec<_> =
        [("icon-192.png", "192x192", "image/png"), ("icon-512.png", "512x512", "image/png"), ("favicon.svg", "any", "image/svg+xml")]
            .into_iter()
            .filter_map(|(name, sizes, kind)| {
                let route = assets.get(name)?;
                Some(serde_json::json!({ "src": site.linker.href(&own, route), "sizes": sizes, "type": kind }))
            })
            .collect();
    let manifest = serde_json::json!({
        "name": site.config.title,
        "short_name": site.config.title.chars().take(12).collect::<String>(),
        "lang": site.config.language,
        "start_url": site.linker.href(&own, &Route::home()),
        "scope": if site.linker.is_relative() { "./".to_owned() } else { site.config.base_path().to_owned() },
        "display": "browser",
        "background_color": "#fbfaf7",
        "theme_color": "#9b2116",
        "icons": icons,
    });
    format!("{manifest:#}\n")
}
