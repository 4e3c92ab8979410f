//! `banbao explain`: what a code means, from the table of codes. Reads no site.

use std::io::{self, Write as _};

use crate::article::privacy;
use crate::error::Error;
use crate::note::{Speech, codes, explain};
use crate::say;

/// Explains a code, or lists all codes when none is named.
///
/// # Errors
/// When there is no such code.
pub fn run(name: Option<&str>, speech: Speech) -> Result<u8, Error> {
    let text = match name {
        None => explain::listed(speech),
        Some(name) => {
            // As it stands in a message, `错误[unknown-field]`, and as it may be typed.
            let bare = name.rsplit_once('[').map_or(name, |(_, code)| code).trim().trim_end_matches(']').to_ascii_lowercase();
            match codes::row(&bare) {
                Some(code) => explain::explained(code, speech),
                None => return Err(unknown(&bare)),
            }
        }
    };
    // A reader that has gone away is not an error.
    let _ = io::stdout().write_all(text.as_bytes());
    Ok(0)
}

/// The page of the sample site that explains every code to editors. Its examples of personal data are masked: a page
/// that is published holds no number that could be somebody's.
#[must_use]
pub fn page() -> String {
    let page = explain::page();
    privacy::masked(&page, &privacy::look(&page)).into_owned()
}

fn unknown(name: &str) -> Error {
    Error::Usage(match explain::nearest(name) {
        Some(near) => say!("没有“{name}”这个代码，是不是“{near}”？", "there is no code `{name}`; did you mean `{near}`?"),
        None => say!("没有“{name}”这个代码；全部代码见 banbao explain", "there is no code `{name}`; `banbao explain` lists all codes"),
    })
}
