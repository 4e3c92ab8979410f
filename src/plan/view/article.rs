//! An article as templates see it.

use serde::Serialize;

use super::{DateView, Link, Text};

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
    /// What was put right since it was published, newest first.
    pub corrections: Vec<CorrectionView<'a>>,
}

/// One correction.
#[derive(Debug, Serialize)]
pub struct CorrectionView<'a> {
    /// When.
    pub date: DateView,
    /// What is right, beside what was wrong where that is told apart.
    pub text: Text<'a>,
}

/// One role of a byline with its people.
#[derive(Debug, Serialize)]
pub struct CreditView<'a> {
    /// The role's wording, such as 文 or Photos; as written if it is not a usual one; none for plain `author: name`.
    pub role: Option<Text<'a>>,
    /// Its people.
    pub people: Vec<Link<'a>>,
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
