//! The site as templates see it.

use serde::Serialize;

use super::{Link, Text};

/// The site as every page sees it. Nothing here changes when one article changes.
#[derive(Debug, Serialize)]
pub struct SiteView<'a> {
    /// `title` of site.yaml.
    pub title: &'a str,
    /// `tagline` of site.yaml, or "".
    pub tagline: &'a str,
    /// BCP 47 tag of the site's language, such as `zh-Hans`.
    pub language: &'a str,
    /// The main menu: `menu` of site.yaml, or the lists that every site has.
    pub menu: Vec<MenuItem<'a>>,
    /// The plain pages that neither the menu nor the footer's contact leads to, by `order`, then by address.
    pub pages: Vec<Link<'a>>,
    /// Addresses of the pages that every site has.
    pub links: Links<'a>,
    /// The footer's facts.
    pub footer: FooterView<'a>,
    /// What stands on every page at this moment: `urgent` of site.yaml and of articles.
    pub urgent: Vec<UrgentView<'a>>,
    /// Whether paragraphs open with an indent of two characters (`markdown.indent`).
    pub indent: bool,
    /// `pieces.NAME` is what the theme's template `site/NAME.html` makes of the site: HTML that is the same on every
    /// page, rendered once. Such a template sees `site`, `assets` and `words`, this field left out.
    #[serde(skip)]
    pub pieces: Pieces,
}

/// Pieces of HTML by name; safe to print as they are.
#[derive(Debug, Default)]
pub struct Pieces;

/// An urgent notice.
#[derive(Debug, Serialize)]
pub struct UrgentView<'a> {
    /// What it says.
    pub text: &'a str,
    /// Address of the article that it is the title of, if it is one.
    pub url: Option<Text<'a>>,
}

/// One entry of the main menu.
#[derive(Debug, Serialize)]
pub struct MenuItem<'a> {
    /// Its wording.
    pub name: Text<'a>,
    /// Its address; this page stands under it if `page.menu_url` is the same.
    pub url: Text<'a>,
}

/// Addresses of the pages that every site has.
#[derive(Debug, Serialize)]
pub struct Links<'a> {
    /// `/`
    pub home: Text<'a>,
    /// `/news/`
    pub news: Text<'a>,
    /// `/communities/`
    pub communities: Text<'a>,
    /// `/programs/`
    pub programs: Text<'a>,
    /// `/authors/`
    pub authors: Text<'a>,
    /// `/tags/`
    pub tags: Text<'a>,
    /// `/archive/`
    pub archive: Text<'a>,
    /// `/issues/`
    pub issues: Text<'a>,
    /// `/corrections/`; none when nothing was corrected.
    pub corrections: Option<Text<'a>>,
    /// `/search/`
    pub search: Text<'a>,
    /// `/feed.xml`
    pub feed: Text<'a>,
    /// `/feed.json`
    pub feed_json: Text<'a>,
    /// `/manifest.webmanifest`
    pub manifest: Text<'a>,
}

/// Facts of the footer; each is none when site.yaml does not name it.
#[derive(Debug, Serialize)]
pub struct FooterView<'a> {
    /// ICP filing number, to be linked to beian.miit.gov.cn.
    pub icp: Option<&'a str>,
    /// Police filing number.
    pub police: Option<&'a str>,
    /// Who stands behind the site.
    pub sponsor: Option<&'a str>,
    /// Telephone number as written.
    pub telephone: Option<&'a str>,
    /// The same as a `tel:` address.
    pub telephone_url: Option<String>,
    /// Where to report a mistake, as written.
    pub contact: Option<&'a str>,
    /// The same as an address: `mailto:`, a route of the site, or an outside address.
    pub contact_url: Option<Text<'a>>,
}
