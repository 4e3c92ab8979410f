//! The table of codes: everything that banbao may tell an editor, in one place for each stage.

pub(crate) mod fault;
pub(crate) mod fields;
pub(crate) mod front_matter;
pub(crate) mod import;
pub(crate) mod privacy;
pub(crate) mod site;
pub(crate) mod source;
pub(crate) mod style;
pub(crate) mod text;
pub(crate) mod theme;

use super::{Code, Sentence};
use crate::say;

/// The parts of the table, in the order of the stages.
const PARTS: &[&[Code]] = &[
    fault::ROWS,
    source::ROWS,
    front_matter::ROWS,
    fields::ROWS,
    text::ROWS,
    privacy::ROWS,
    style::ROWS,
    site::ROWS,
    theme::ROWS,
    import::ROWS,
];

/// All rows, in the order of the stages.
pub fn all() -> impl Iterator<Item = &'static Code> {
    PARTS.iter().copied().flatten()
}

/// The row of a code.
#[must_use]
pub fn row(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name == name)
}

/// “Did you mean”: the remedy of everything that has a nearest known name.
pub(crate) fn did_you_mean(near: impl std::fmt::Display) -> Sentence {
    say!("是不是“{near}”？", "did you mean `{near}`?")
}
