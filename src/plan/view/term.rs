//! A community, program, author or tag as templates see it.

use serde::Serialize;

use super::{DateView, Text};

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
