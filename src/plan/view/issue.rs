//! An issue as templates see it.

use serde::Serialize;

use super::{DateView, Line, Link, Text};

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
