//! `privacy_allow`: what an editor has looked at and lets stand, each with its reason.

use super::number::{digit, folded};
use crate::note::Place;

/// One entry of `privacy_allow`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Allowed {
    /// The text that may stand, as it is written in the article or nearly so.
    pub(crate) what: String,
    /// The reason.
    pub(crate) why: String,
    /// Where `what` is written.
    pub(crate) place: Place,
}

impl Allowed {
    /// Whether a found text is the one that is meant, however its digits are written and parted.
    pub(super) fn means(&self, found: &str) -> bool {
        let (what, found) = (bare(&self.what), bare(found));
        !what.is_empty() && (what == found || (found.chars().count() > 3 && what.contains(&found)))
    }
}

/// A text without what parts its characters, its digits plain.
fn bare(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric() || digit(*c).is_some());
    kept.map(|c| digit(c).map_or_else(|| folded(c), |digit| char::from(b'0' + digit))).collect()
}
