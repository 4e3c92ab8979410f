//! What each version changed in that which sites and themes are written against: one table, from which come the
//! messages to those that were written for another version, and what `banbao schema changes` prints.
//!
//! A row is added by the commit that makes the change. Only what stops working has one: a new field or variable asks
//! nothing of anybody. 0.1.0 is the program as it was first kept, on 24 November 2026; themes made of a copy of its
//! templates are what most rows are about. Never looks at a file.

use std::fmt;

use crate::note::code::Bilingual;

/// A version: `0.2`, `0.2.0`, `v0.2.0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version([u32; 3]);

impl Version {
    /// The version of this program.
    #[must_use]
    pub fn here() -> Self {
        Self::parse(env!("CARGO_PKG_VERSION")).unwrap_or(Self([0; 3]))
    }

    /// Reads a version of one to three numbers; none when it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut numbers = [0; 3];
        for (nth, part) in text.strip_prefix(['v', 'V']).unwrap_or(text).split('.').enumerate() {
            *numbers.get_mut(nth)? = part.trim().parse().ok()?;
        }
        Some(Self(numbers))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([major, minor, patch]) = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}

/// What a change is a change of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A field of the table of fields with this name, which is called otherwise, or has no effect any more.
    Field(&'static str),
    /// A field of this table that is still there and means something else.
    Meaning(&'static str),
    /// A variable that the template of this name saw, or that every template saw. `menu[]` is an entry of the list `menu`.
    Variable(Option<&'static str>),
    /// A block of `base.html`.
    Block,
    /// A template of the default theme that others included.
    Template,
}

/// One row: what stopped working, since when, and what to write instead.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// The version that made the change.
    pub since: Version,
    /// What it is a change of.
    pub what: What,
    /// The name until then.
    pub old: &'static str,
    /// The name since then, if there is one that means the same.
    pub new: Option<&'static str>,
    /// What to do about it.
    pub how: Bilingual,
}

const fn row(since: [u32; 3], what: What, old: &'static str, new: Option<&'static str>, zh: &'static str, en: &'static str) -> Change {
    Change { since: Version(since), what, old, new, how: Bilingual { zh, en } }
}

/// A variable of `article.html` that lay within `article`, and lies beside it since 0.2.0.
const fn beside(old: &'static str, new: &'static str, zh: &'static str, en: &'static str) -> Change {
    row([0, 2, 0], What::Variable(Some("article.html")), old, Some(new), zh, en)
}

/// All changes, the oldest version first.
pub static CHANGES: &[Change] = &[
    beside("article.communities", "communities", "写成 communities", "write `communities`"),
    beside("article.programs", "programs", "写成 programs", "write `programs`"),
    beside("article.tags", "tags", "写成 tags", "write `tags`"),
    beside("article.cover", "cover", "写成 cover", "write `cover`"),
    beside("article.contents", "contents", "写成 contents", "write `contents`"),
    beside("article.issues", "issues", "写成 issues", "write `issues`"),
    beside("article.older", "older", "写成 older", "write `older`"),
    beside("article.newer", "newer", "写成 newer", "write `newer`"),
    beside("article.related", "related", "写成 related", "write `related`"),
    row(
        [0, 2, 0],
        What::Variable(None),
        "page.feed",
        None,
        "全站的写 site.links.feed，一个社区或项目的在 term.html 里写 term.feed",
        "write `site.links.feed` for the site's feed, and `term.feed` in term.html for that of a community or program",
    ),
    row(
        [0, 2, 0],
        What::Variable(None),
        "site.menu[].current",
        None,
        "拿这一项的 url 和 page.menu_url 比，或写 {{ site.pieces.menu | current(entry=page.menu_url, url=page.url) }}",
        "compare the entry's `url` with `page.menu_url`, or write {{ site.pieces.menu | current(entry=page.menu_url, url=page.url) }}",
    ),
    row(
        [0, 2, 0],
        What::Block,
        "brand",
        Some("top"),
        "改写 top 这个 block，它是整个页首",
        "fill the block `top`, which is the whole head of the page",
    ),
    row(
        [0, 2, 0],
        What::Block,
        "masthead",
        Some("top"),
        "改写 top 这个 block，它是整个页首",
        "fill the block `top`, which is the whole head of the page",
    ),
    row(
        [0, 2, 0],
        What::Block,
        "search",
        Some("top"),
        "改写 top 这个 block，它是整个页首",
        "fill the block `top`, which is the whole head of the page",
    ),
    row(
        [0, 2, 0],
        What::Template,
        "parts/card.html",
        None,
        "列表写成 {{ articles | each(html='<article class=\"card\">{body}') }}，一篇的样子在 card/body.html 里改",
        "write a list as {{ articles | each(html='<article class=\"card\">{body}') }}; what one article looks like is in card/body.html",
    ),
    row(
        [0, 2, 0],
        What::Meaning("theme"),
        "version",
        None,
        "theme.yaml 的 version 写的是给哪个版本的 banbao 做的，不是主题自己的版本",
        "`version` of theme.yaml names the banbao that the theme was made for, not the theme's own version",
    ),
];

/// The row of a field that is called otherwise or gone.
#[must_use]
pub fn of_field(changes: &'static [Change], table: &str, key: &str) -> Option<&'static Change> {
    changes.iter().find(|change| matches!(change.what, What::Field(of) if of == table) && change.old == key)
}

/// The row of a field that means something else.
#[must_use]
pub fn of_meaning(table: &str, key: &str) -> Option<&'static Change> {
    CHANGES.iter().find(|change| matches!(change.what, What::Meaning(of) if of == table) && change.old == key)
}

/// The rows that may concern what was written for a version: the later ones; all of them when nobody says for which.
pub fn since(version: Option<Version>) -> impl Iterator<Item = &'static Change> {
    CHANGES.iter().filter(move |change| version.is_none_or(|version| change.since > version))
}

/// The table in Markdown, the newest version first.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::from("# What each version changed\n");
    let mut versions: Vec<Version> = CHANGES.iter().map(|change| change.since).collect();
    versions.dedup();
    for version in versions.into_iter().rev() {
        out.push_str(&format!("\n## {version}\n\n| what | until then | since then | |\n| --- | --- | --- | --- |\n"));
        for Change { what, old, new, how, .. } in CHANGES.iter().filter(|change| change.since == version) {
            let what = match what {
                What::Field(table) => format!("field of {table}"),
                What::Meaning(table) => format!("meaning of a field of {table}"),
                What::Variable(Some(template)) => format!("variable of {template}"),
                What::Variable(None) => "variable".to_owned(),
                What::Block => "block of base.html".to_owned(),
                What::Template => "template".to_owned(),
            };
            let new = new.map(|new| format!("`{new}`")).unwrap_or_default();
            out.push_str(&format!("| {what} | `{old}` | {new} | {} |\n", how.en.replace('|', "\\|")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{CHANGES, Version};

    #[test]
    fn versions_are_read_and_compared() {
        let version = |text| Version::parse(text).map(|version| version.to_string());
        assert_eq!(version("0.2"), Some("0.2.0".to_owned()));
        assert_eq!(version(" v1.10.3 "), Some("1.10.3".to_owned()));
        for none in ["", "新", "1.2.3.4", "1.-2", "99999999999", "1.2-beta"] {
            assert_eq!(version(none), None, "{none}");
        }
        assert!(Version::parse("0.10") > Version::parse("0.9.9"));
        assert_eq!(Version::parse("1"), Version::parse("1.0.0"));
    }

    /// What stopped working did so in this version or an earlier one.
    #[test]
    fn rows_stand_in_the_order_of_versions() {
        assert!(CHANGES.is_sorted_by_key(|change| change.since));
        assert!(CHANGES.iter().all(|change| change.since <= Version::here()));
    }
}
