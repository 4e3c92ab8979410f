//! What a template may see: the theme author's interface.
//!
//! In: a joined [`Site`](crate::site::Site) and one planned page. Out: a [`View`], a serializable value
//! that holds everything its template sees, and nothing more; so a page is a pure function of theme,
//! template and view. A view never holds a body that its page does not show: lists carry [`Card`]s.
//! `banbao schema theme` prints the tables of `views.md`, which a test holds against these structs.

mod archive;
mod article;
mod issue;
mod parts;
mod site;
mod term;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::site::TermKind;

pub use archive::*;
pub use article::*;
pub use issue::*;
pub use parts::*;
pub use site::*;
pub use term::*;

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

fn links<'v>(TermLinks(kind, terms): &TermLinks<'v>) -> Shared<'v> {
    Shared::Links(*kind, terms)
}
