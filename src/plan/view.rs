//! What a template may see: the theme author's interface.
//!
//! In: a joined [`Site`](crate::site::Site) and one planned page. Out: a [`View`], a serializable value
//! that holds everything its template sees, and nothing more; so a page is a pure function of theme,
//! template and view. A view never holds a body that its page does not show: lists carry [`Card`]s.
//! `banbao schema theme` prints the tables of `views.md`, which a test holds against these structs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::site::TermKind;

/// Text that is either borrowed from the site or made for this page (addresses under a base path).
pub type Text<'a> = Cow<'a, str>;

/// What is the same on every page. The theme's wording in the site's language is there as well, by key:
/// `words.search`.
#[derive(Debug, Serialize)]
pub struct Shell<'a> {
    /// The site as a whole.
    pub site: SiteView<'a>,
    /// Addresses of the theme's assets by file name: `assets["site.css"]`.
    pub assets: BTreeMap<&'a str, Text<'a>>,
}

/// What a template sees of its own page, beside the [`Shell`].
#[derive(Debug)]
pub struct View<'a> {
    /// This page: title, address, place in the site.
    pub page: PageHead<'a>,
    /// The fields of this kind of page, laid beside the ones above.
    pub body: Body<'a>,
}

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
    /// Where it leads.
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

/// One role of a byline with its people.
#[derive(Debug, Serialize)]
pub struct CreditView<'a> {
    /// The role's wording, such as 文 or Photos; as written if it is not a usual one; none for plain `author: name`.
    pub role: Option<Text<'a>>,
    /// Its people.
    pub people: Vec<Link<'a>>,
}

/// A term in a list of terms: a chip.
#[derive(Debug, Serialize)]
pub struct TermChip<'a> {
    /// Name of the term.
    pub name: &'a str,
    /// Its address.
    pub url: Text<'a>,
    /// How many articles it has (on a page of another term: how many of that term's).
    pub count: usize,
    /// District of a community, or none.
    pub district: Option<&'a str>,
    /// Street office of a community, or none.
    pub street: Option<&'a str>,
    /// Status of a program, or none.
    pub status: Option<&'a str>,
    /// Whether a community is closed or a program has ended.
    pub closed: bool,
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

/// The fields of one kind of page. Each variant names its template.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "one view exists at a time on each thread, and only to be serialized")]
pub enum Body<'a> {
    /// `home.html`
    Home {
        /// Pinned articles, newest first.
        #[serde(skip)]
        pinned: Cards,
        /// Newest articles that are not pinned.
        #[serde(skip)]
        latest: Cards,
        /// The latest issue, with its contents.
        issue: Option<IssueView<'a>>,
        /// Communities in the register's order.
        communities: Vec<TermChip<'a>>,
        /// Programs in the register's order.
        programs: Vec<TermChip<'a>>,
        /// Number of all articles in the lists.
        total: usize,
        /// The date of the newest article.
        newest: Option<DateView>,
    },
    /// `news.html`
    News {
        /// One page of articles.
        #[serde(skip)]
        articles: Cards,
        /// Place among the pages.
        pager: Pager<'a>,
    },
    /// `article.html`
    Article {
        /// The article itself.
        article: Box<ArticleView<'a>>,
        /// Its communities.
        #[serde(skip)]
        communities: TermLinks<'a>,
        /// Its programs.
        #[serde(skip)]
        programs: TermLinks<'a>,
        /// Its tags.
        #[serde(skip)]
        tags: TermLinks<'a>,
        /// Picture at its head.
        cover: Option<PictureView<'a>>,
        /// The headings of its text, for a contents list: none when there are fewer than 4.
        contents: Vec<ContentsEntry<'a>>,
        /// The issues that hold it.
        issues: Vec<Link<'a>>,
        /// The next older article, if there is one.
        #[serde(skip)]
        older: MaybeCard,
        /// The next newer article, if there is one.
        #[serde(skip)]
        newer: MaybeCard,
        /// Up to 4 articles of the same program, community or tags.
        #[serde(skip)]
        related: Cards,
    },
    /// `terms.html`: all terms of one kind.
    Terms {
        /// `communities`, `programs`, `authors` or `tags`.
        kind: &'static str,
        /// The terms, by order, then as the language sorts.
        terms: Vec<TermChip<'a>>,
    },
    /// `term.html`: the front page of one community, program, author or tag.
    Term {
        /// `communities`, `programs`, `authors` or `tags`.
        kind: &'static str,
        /// The term.
        term: Box<TermView<'a>>,
        /// One page of its articles.
        #[serde(skip)]
        articles: Cards,
        /// Place among the pages.
        pager: Pager<'a>,
    },
    /// `archive.html`
    Archive {
        /// Years, newest first.
        years: Vec<YearView<'a>>,
    },
    /// `archive_year.html`
    ArchiveYear {
        /// The year's number and months.
        year: YearView<'a>,
        /// The months with their articles.
        months: Vec<MonthView<'a>>,
    },
    /// `archive_month.html`
    ArchiveMonth {
        /// The month with its articles.
        month: MonthView<'a>,
    },
    /// `issues.html`
    Issues {
        /// All issues, newest first.
        issues: Vec<IssueView<'a>>,
    },
    /// `issue.html`
    Issue {
        /// The issue with its contents.
        issue: Box<IssueView<'a>>,
        /// Its articles in the order that the issue gives.
        #[serde(skip)]
        articles: Cards,
    },
    /// `page.html`: a plain page such as 关于.
    Page {
        /// Its title.
        title: &'a str,
        /// Its text as HTML made by banbao: print it with `safe`.
        html: Text<'a>,
        /// When it was last changed, if its front matter says.
        updated: Option<DateView>,
    },
    /// `search.html`
    Search {
        /// Address of the search module.
        module: Text<'a>,
        /// Where to look instead: newest years first.
        years: Vec<YearView<'a>>,
    },
    /// `404.html`
    NotFound {},
    /// `moved.html`: the stub at an article's old address.
    Moved {
        /// Title of the article.
        title: &'a str,
        /// Its address now.
        target: Text<'a>,
    },
}

/// What a field holds whose values are made once for all pages.
#[derive(Debug, Clone, Copy)]
pub enum Shared<'v> {
    /// An array of cards.
    Cards(&'v [u32]),
    /// One card or none.
    Card(Option<u32>),
    /// An array of links to terms.
    Links(TermKind, &'v [u32]),
}

impl Body<'_> {
    /// The fields made of shared cards, which serde leaves out.
    #[must_use]
    pub fn shared(&self) -> Vec<(&'static str, Shared<'_>)> {
        match self {
            Self::Home { pinned, latest, .. } => vec![("pinned", Shared::Cards(&pinned.0)), ("latest", Shared::Cards(&latest.0))],
            Self::News { articles, .. } | Self::Term { articles, .. } | Self::Issue { articles, .. } => {
                vec![("articles", Shared::Cards(&articles.0))]
            }
            Self::Article { communities, programs, tags, older, newer, related, .. } => vec![
                ("communities", links(communities)),
                ("programs", links(programs)),
                ("tags", links(tags)),
                ("older", Shared::Card(older.0)),
                ("newer", Shared::Card(newer.0)),
                ("related", Shared::Cards(&related.0)),
            ],
            _ => Vec::new(),
        }
    }
}

impl Card<'_> {
    /// The fields made of shared links, which serde leaves out.
    #[must_use]
    pub fn shared(&self) -> [(&'static str, Shared<'_>); 2] {
        [("communities", links(&self.communities)), ("programs", links(&self.programs))]
    }
}

fn links<'v>(TermLinks(kind, terms): &TermLinks<'v>) -> Shared<'v> {
    Shared::Links(*kind, terms)
}

/// An article on its own page.
#[derive(Debug, Serialize)]
pub struct ArticleView<'a> {
    /// Title.
    pub title: &'a str,
    /// Body as HTML made by banbao: print it with `safe`.
    pub html: Text<'a>,
    /// Summary.
    pub summary: &'a str,
    /// Date.
    pub date: DateView,
    /// Day of the last change, if the front matter says.
    pub updated: Option<DateView>,
    /// Byline by roles.
    pub credits: Vec<CreditView<'a>>,
    /// Where the text comes from.
    pub source: Option<&'a str>,
    /// Who reviewed it.
    pub reviewed_by: Option<&'a str>,
    /// Han characters and Latin words.
    pub words: usize,
    /// Minutes to read, at least 1.
    pub minutes: usize,
    /// The day from which it no longer holds, once that has come: the page shows a banner.
    pub expired: Option<DateView>,
    /// Why it was taken back: the page shows only this.
    pub retracted: Option<&'a str>,
}

/// One heading of an article's contents list.
#[derive(Debug, Serialize)]
pub struct ContentsEntry<'a> {
    /// 2 to 6.
    pub level: u8,
    /// The fragment without `#`.
    pub id: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A term on its own page.
#[derive(Debug, Serialize)]
pub struct TermView<'a> {
    /// Name.
    pub name: &'a str,
    /// Other names.
    pub aliases: &'a [String],
    /// Introduction as HTML made by banbao, or "": print it with `safe`.
    pub html: Text<'a>,
    /// How many articles it has.
    pub count: usize,
    /// District of a community.
    pub district: Option<&'a str>,
    /// Street office of a community.
    pub street: Option<&'a str>,
    /// Contact of a community, as written.
    pub contact: Option<&'a str>,
    /// A `tel:` address when the contact holds a telephone number.
    pub contact_url: Option<String>,
    /// Since when a community is closed.
    pub closed: Option<DateView>,
    /// Status of a program, as written.
    pub status: Option<&'a str>,
    /// When a program began.
    pub started: Option<DateView>,
    /// When a program ended.
    pub ended: Option<DateView>,
    /// On the first page of a community: its programs, with the count of their articles here.
    pub programs: Vec<TermChip<'a>>,
    /// On the first page of a program: its communities, with the count of their articles here.
    pub communities: Vec<TermChip<'a>>,
    /// On the first page: how many of its articles each year has, newest first; no addresses.
    pub years: Vec<YearCount>,
    /// Address of the term's Atom feed; none for authors.
    pub feed: Option<Text<'a>>,
}

/// A number of articles in a year.
#[derive(Debug, Serialize)]
pub struct YearCount {
    /// The year.
    pub year: i16,
    /// How many articles.
    pub count: usize,
}

/// A year of the archive.
#[derive(Debug, Serialize)]
pub struct YearView<'a> {
    /// The year.
    pub year: i16,
    /// Address of its page.
    pub url: Text<'a>,
    /// How many articles.
    pub count: usize,
    /// Its months, newest first.
    pub months: Vec<MonthCount<'a>>,
}

/// A month of the archive, by number only.
#[derive(Debug, Serialize)]
pub struct MonthCount<'a> {
    /// 1 to 12.
    pub month: i8,
    /// Address of its page.
    pub url: Text<'a>,
    /// How many articles.
    pub count: usize,
}

/// A month of the archive with its articles.
#[derive(Debug, Serialize)]
pub struct MonthView<'a> {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// Address of its page.
    pub url: Text<'a>,
    /// Its articles, newest first.
    pub articles: Vec<Line<'a>>,
}

/// An issue (期).
#[derive(Debug, Serialize)]
pub struct IssueView<'a> {
    /// Its title: `title` of its front matter, or 第N期.
    pub title: Text<'a>,
    /// Its number.
    pub number: u32,
    /// Its date.
    pub date: DateView,
    /// Its lead.
    pub lead: &'a str,
    /// Its address.
    pub url: Text<'a>,
    /// Its text as HTML made by banbao, or "" (always "" in lists): print it with `safe`.
    pub html: Text<'a>,
    /// Its contents in order.
    pub contents: Vec<Line<'a>>,
    /// The issue before, in time.
    pub older: Option<Link<'a>>,
    /// The issue after.
    pub newer: Option<Link<'a>>,
}
