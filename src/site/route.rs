//! Addresses: the only maker of routes, and the only source of file names in the output.
//!
//! A [`Route`] is always written from the root of the site, in lower-case ASCII: `/2024/08/laji-fenlei/`.
//! How a page writes it (base path, relative links) is decided by [`Linker`], at the last moment.

use std::borrow::Cow;
use std::fmt;

use crate::article::is_reserved;
use crate::config::{Config, LinkStyle};
use crate::key::Key;
use crate::moment::Moment;

use super::TermKind;

/// The address of one output, from the root of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Route(String);

/// First segments that plain pages may not take.
pub const RESERVED: &[&str] = &[
    "news",
    "communities",
    "programs",
    "authors",
    "tags",
    "archive",
    "issues",
    "search",
    "corrections",
    "assets",
    "page",
    "static",
    "pages",
];

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Route {
    /// The route as text, with its first slash and, for a page, its final one.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file below the output's root: `2024/08/laji-fenlei/index.html`.
    #[must_use]
    pub fn file(&self) -> String {
        let below = &self.0[1..];
        if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() }
    }

    /// How many folders lie above the file.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.matches('/').count() - 1
    }

    /// `/`
    #[must_use]
    pub fn home() -> Self {
        Self("/".to_owned())
    }

    /// `/404.html`
    #[must_use]
    pub fn not_found() -> Self {
        Self("/404.html".to_owned())
    }

    /// Some page so many folders deep: relative links from all of them are the same.
    #[must_use]
    pub fn at_depth(depth: usize) -> Self {
        Self(format!("/{}", "x/".repeat(depth)))
    }

    /// A file at the root: `/robots.txt`.
    #[must_use]
    pub fn root_file(name: &str) -> Self {
        Self(format!("/{name}"))
    }

    /// `/news/` and its later pages.
    #[must_use]
    pub fn news(page: usize) -> Self {
        Self("/news/".to_owned()).page(page)
    }

    /// `/2024/08/<id>/`
    #[must_use]
    pub fn article(date: &Moment, id: &str) -> Self {
        Self(format!("/{:04}/{:02}/{id}/", date.year, date.month))
    }

    /// `/communities/`
    #[must_use]
    pub fn terms(kind: TermKind) -> Self {
        Self(format!("/{}/", kind.segment()))
    }

    /// `/communities/<id>/`
    #[must_use]
    pub fn term(kind: TermKind, id: &str) -> Self {
        Self(format!("/{}/{id}/", kind.segment()))
    }

    /// `/archive/`
    #[must_use]
    pub fn archive() -> Self {
        Self("/archive/".to_owned())
    }

    /// `/archive/2024/`
    #[must_use]
    pub fn year(year: i16) -> Self {
        Self(format!("/archive/{year:04}/"))
    }

    /// `/archive/2024/08/`
    #[must_use]
    pub fn month(year: i16, month: i8) -> Self {
        Self(format!("/archive/{year:04}/{month:02}/"))
    }

    /// `/issues/`
    #[must_use]
    pub fn issues() -> Self {
        Self("/issues/".to_owned())
    }

    /// `/issues/<id>/`
    #[must_use]
    pub fn issue(id: &str) -> Self {
        Self(format!("/issues/{id}/"))
    }

    /// `/corrections/`
    #[must_use]
    pub fn corrections() -> Self {
        Self("/corrections/".to_owned())
    }

    /// `/search/`
    #[must_use]
    pub fn search() -> Self {
        Self("/search/".to_owned())
    }

    /// `/<id>/`
    #[must_use]
    pub fn plain_page(id: &str) -> Self {
        Self(format!("/{id}/"))
    }

    /// A former address, as an editor wrote it and the front matter checked it.
    #[must_use]
    pub fn alias(written: &str) -> Self {
        let is_file = written.rsplit('/').next().is_some_and(|last| last.contains('.'));
        let bare = written.trim_matches('/');
        Self(if bare.is_empty() {
            "/".to_owned()
        } else if is_file {
            written.to_owned()
        } else {
            format!("/{bare}/")
        })
    }

    /// A file below `content/static/`, as it is.
    #[must_use]
    pub fn verbatim(below: &str) -> Self {
        Self(format!("/{below}"))
    }

    /// Later pages of a list: `…/page/2/`. Page 1 is the list itself.
    #[must_use]
    pub fn page(&self, number: usize) -> Self {
        if number <= 1 { self.clone() } else { Self(format!("{}page/{number}/", self.0)) }
    }

    /// A file in this page's folder: `…/feed.xml`.
    #[must_use]
    pub fn beside(&self, name: &str) -> Self {
        let folder = self.0.rsplit_once('/').map_or("", |(folder, _)| folder);
        Self(format!("{folder}/{name}"))
    }

    /// `/assets/<name>.<hash>.<ext>`: a file that may be cached for ever.
    #[must_use]
    pub fn asset(file_name: &str, key: &Key) -> Self {
        let (stem, extension) = safe_name(file_name);
        Self(format!("/assets/{stem}.{}{extension}", key.short()))
    }

    /// An attachment's name in the folder of the page that links to it.
    #[must_use]
    pub fn attachment(&self, file_name: &str) -> Self {
        let (stem, extension) = safe_name(file_name);
        self.beside(&format!("{stem}{extension}"))
    }

    /// The same for a file that shares that name with another: with a suffix from its path below the root.
    #[must_use]
    pub fn attachment_apart(&self, path: &str) -> Self {
        let (stem, extension) = safe_name(path.rsplit('/').next().unwrap_or(path));
        self.beside(&format!("{stem}-{}{extension}", Key::of(path.as_bytes()).short()))
    }
}

/// A file name in lower-case ASCII: stem, and extension with its dot.
fn safe_name(file_name: &str) -> (String, String) {
    let (stem, extension) = file_name.rsplit_once('.').map_or((file_name, ""), |(stem, extension)| (stem, extension));
    let mut stem = crate::pinyin::slug(stem);
    if stem.is_empty() {
        "file".clone_into(&mut stem);
    }
    stem.truncate(60);
    if is_reserved(&stem) {
        // No file of Windows has such a name, whatever its ending.
        stem.push_str("-file");
    }
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    (stem, if extension.is_empty() { extension } else { format!(".{extension}") })
}

/// How pages write addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linker {
    style: LinkStyle,
    /// `/` or `/repo/`.
    base_path: String,
    /// `https://example.org`, if the site knows where it will be.
    origin: Option<String>,
}

impl Linker {
    /// The way that a configuration asks for.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            style: config.links,
            base_path: config.base_path().to_owned(),
            origin: config.base_url.as_ref().map(|url| url.origin.clone()),
        }
    }

    /// How the page at `from` writes the address of `to`.
    #[must_use]
    pub fn href<'a>(&self, from: &Route, to: &'a Route) -> Cow<'a, str> {
        match self.style {
            LinkStyle::Absolute if self.base_path == "/" => Cow::Borrowed(&to.0),
            LinkStyle::Absolute => Cow::Owned(self.rooted(to)),
            LinkStyle::Relative => Cow::Owned(relative(from, to)),
        }
    }

    /// The address from the root of the host: `/repo/news/`.
    #[must_use]
    pub fn rooted(&self, to: &Route) -> String {
        [&self.base_path, &to.0[1..]].concat()
    }

    /// The full address, if the site knows where it will be.
    #[must_use]
    pub fn full(&self, to: &Route) -> Option<String> {
        self.origin.as_ref().map(|origin| [origin, self.base_path.as_str(), &to.0[1..]].concat())
    }

    /// The full address where it is known, else the one from the root: for feeds.
    #[must_use]
    pub fn fullest(&self, to: &Route) -> String {
        self.full(to).unwrap_or_else(|| self.rooted(to))
    }

    /// Whether addresses are relative to the page.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        self.style == LinkStyle::Relative
    }
}

/// `../../news/index.html`
fn relative(from: &Route, to: &Route) -> String {
    let file = to.file();
    let depth = from.depth();
    if depth == 0 { format!("./{file}") } else { format!("{}{file}", "../".repeat(depth)) }
}
