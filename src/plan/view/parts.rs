//! What views of several kinds of page hold.

use serde::Serialize;

use super::{Pieces, Shared, Text, links};
use crate::site::TermKind;

/// This page's head.
#[derive(Debug, Serialize)]
pub struct PageHead<'a> {
    /// Which kind of page: `home`, `news`, `article`, `terms`, `term`, `archive`, `archive_year`,
    /// `archive_month`, `issues`, `issue`, `page`, `search`, `not_found`, `moved`.
    pub kind: &'static str,
    /// For `<title>`: "标题 - 社区" on an article, "名称 - 站名" elsewhere, the site's title on the home page.
    pub title: Text<'a>,
    /// For `<meta name="description">`.
    pub description: Text<'a>,
    /// This page's own address, as links write it.
    pub url: Text<'a>,
    /// The address of the menu entry that this page is, or lies below; "" when there is none.
    pub menu_url: Text<'a>,
    /// The full address with `base_url`, or none when the site has none.
    pub canonical: Option<String>,
    /// Full address of the picture for Open Graph, if the page has one.
    pub image: Option<String>,
    /// The way from the home page to here, this page left out.
    pub breadcrumbs: Vec<Link<'a>>,
    /// Whether search engines should leave this page out (later pages of lists, 404, moved and retracted articles).
    pub noindex: bool,
    /// Structured data (schema.org) as one JSON text that is safe inside a script element, or none.
    pub json_ld: Option<String>,
}

/// A name with an address.
#[derive(Debug, Serialize)]
pub struct Link<'a> {
    /// What to show.
    pub name: Text<'a>,
    /// Where it leads; empty for an author of whom it is asked who is meant.
    pub url: Text<'a>,
}

/// A day or moment in the forms that templates need. All in the site's time zone.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// For `<time datetime>`: `2024-08-13`, or RFC 3339 with offset when the hour is known.
    pub iso: String,
    /// With the year: `2024年8月13日`.
    pub text: String,
    /// Without the year: `8月13日`.
    pub short: String,
}

/// A picture that the build publishes.
#[derive(Debug, Serialize)]
pub struct PictureView<'a> {
    /// Address under `/assets/`.
    pub url: Text<'a>,
    /// Alternative text; empty for a decorative picture.
    pub alt: &'a str,
    /// Width in pixels, if the file tells.
    pub width: Option<u32>,
    /// Height in pixels, if the file tells.
    pub height: Option<u32>,
}

/// An article in a list.
#[derive(Debug, Serialize)]
pub struct Card<'a> {
    /// Title of the article.
    pub title: &'a str,
    /// Its address.
    pub url: Text<'a>,
    /// Its date.
    pub date: DateView,
    /// Its summary, at most about 90 characters unless written by hand.
    pub summary: &'a str,
    /// Its communities, in the order written.
    #[serde(skip)]
    pub communities: TermLinks<'a>,
    /// Its programs, in the order written.
    #[serde(skip)]
    pub programs: TermLinks<'a>,
    /// Its cover, if it has one.
    pub cover: Option<PictureView<'a>>,
    /// Whether it is pinned at this moment.
    pub pinned: bool,
    /// What the theme's templates `card/NAME.html` make of this card: HTML that is rendered once and stands in many
    /// lists, where `articles | each(html="<li>{NAME}</li>")` puts it (`{NAME+}`: if there is more than one). Such a template sees `site`, `assets`, `words`
    /// and `card`, this field left out.
    #[serde(skip)]
    pub pieces: Pieces,
}

/// Articles of the site by position. A template sees an array of [`Card`]s: an article stands in many lists, so
/// its card is made once for all of them.
#[derive(Debug, Default)]
pub struct Cards(pub Vec<u32>);

/// Terms of one kind by position. A template sees an array of [`Link`]s, made once for all pages that name them.
#[derive(Debug)]
pub struct TermLinks<'a>(pub TermKind, pub &'a [u32]);

/// An article of the site by position, if there is one. A template sees a [`Card`] or none.
#[derive(Debug, Default)]
pub struct MaybeCard(pub Option<u32>);

/// An article as a bare line: archive, contents of an issue.
#[derive(Debug, Serialize)]
pub struct Line<'a> {
    /// Title of the article.
    pub title: &'a str,
    /// Its address.
    pub url: Text<'a>,
    /// Its date.
    pub date: DateView,
}

/// Where this page stands among the pages of one list.
#[derive(Debug, Serialize)]
pub struct Pager<'a> {
    /// Number of this page, from 1.
    pub number: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// How many entries there are on all pages.
    pub total: usize,
    /// Address of the page before, with newer articles.
    pub previous: Option<Text<'a>>,
    /// Address of the page after, with older articles.
    pub next: Option<Text<'a>>,
    /// Address of the first page.
    pub first: Text<'a>,
    /// Address of the last page.
    pub last: Text<'a>,
}

impl Card<'_> {
    /// The fields made of shared links, which serde leaves out.
    #[must_use]
    pub fn shared(&self) -> [(&'static str, Shared<'_>); 2] {
        [("communities", links(&self.communities)), ("programs", links(&self.programs))]
    }
}
