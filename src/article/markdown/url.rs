//! Which addresses an article may hold (S2). Looks at text only; what a relative one leads to is the site's business.

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A page or file of this site, relative or from its root: a slot.
    Inside,
    /// Written as it is: another site, a mail address, a place on this page.
    Written,
    /// Never written.
    Unsafe,
}

/// Classifies a decoded address of a link, or of a picture.
///
/// Blanks, controls and invisible characters are no part of a scheme to a browser, so they are none here.
pub(super) fn place(address: &str, is_picture: bool) -> Place {
    let bare: String = address.chars().filter(|&c| !is_invisible(c)).collect();
    let slashes = bare.chars().take_while(|&c| c == '/' || c == '\\').take(2).collect::<String>();
    if slashes.contains('\\') {
        // Browsers read `\\host` and `/\host` as `//host`.
        return Place::Unsafe;
    }
    if bare.starts_with('#') || slashes == "//" {
        return Place::Written;
    }
    let end = bare.find(['/', '\\', '?', '#', ':']).unwrap_or(bare.len());
    if !bare[end..].starts_with(':') || !is_scheme(&bare[..end]) {
        return Place::Inside;
    }
    let scheme = bare[..end].to_ascii_lowercase();
    let allowed = match (scheme.as_str(), is_picture) {
        ("http" | "https", _) | ("mailto" | "tel", false) => true,
        ("data", true) => is_raster(&bare[end + 1..]),
        _ => false,
    };
    if allowed { Place::Written } else { Place::Unsafe }
}

/// A name that a browser would take for a scheme (WHATWG URL, scheme start state): `图:1.png` has none.
fn is_scheme(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

fn is_raster(data: &str) -> bool {
    let kind = data.split([';', ',']).next().unwrap_or("").to_ascii_lowercase();
    matches!(kind.as_str(), "image/png" | "image/jpeg" | "image/gif" | "image/webp")
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fffd}')
}
