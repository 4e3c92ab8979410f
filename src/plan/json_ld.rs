//! Structured data of an article's page (schema.org), for search engines.

use serde::Serialize;

use super::view::Text;
use crate::article::Correction;

/// A `NewsArticle`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewsArticle<'a> {
    #[serde(rename = "@context")]
    pub(super) context: &'static str,
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) author: Vec<Party<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) correction: Vec<CorrectionComment<'a>>,
    pub(super) date_modified: String,
    pub(super) date_published: String,
    pub(super) headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<String>,
    pub(super) publisher: Party<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
}

/// A `CorrectionComment` (<https://schema.org/CorrectionComment>).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CorrectionComment<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    date_published: String,
    text: Text<'a>,
}

impl<'a> CorrectionComment<'a> {
    pub(super) fn of(correction: &Correction, text: Text<'a>) -> Self {
        Self { kind: "CorrectionComment", date_published: correction.date.rfc3339(), text }
    }
}

/// A `Person` or an `Organization`.
#[derive(Debug, Serialize)]
pub(super) struct Party<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
}
