//! The archive as templates see it.

use serde::Serialize;

use super::{Line, Text};

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
