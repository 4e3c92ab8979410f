//! The addresses of articles as the index holds them.

use std::fmt::Write as _;

use super::Doc;

/// Addresses, each a line: how many bytes it shares with the one before, as a character from `0` up, and the rest. The
/// slashes at both ends are left out. Ends early once there are `most` bytes.
pub(super) fn addresses(docs: &[Doc<'_>], most: usize) -> String {
    let mut text = String::new();
    let mut last = "";
    for doc in docs {
        let url = doc.url.trim_matches('/');
        let shared = last.bytes().zip(url.bytes()).take(70).take_while(|(a, b)| a == b && a.is_ascii()).count();
        let _ = writeln!(text, "{}{}", char::from(b'0' + shared as u8), &url[shared..]);
        last = url;
        if text.len() > most {
            break;
        }
    }
    text
}
