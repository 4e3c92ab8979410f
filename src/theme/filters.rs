//! What templates may call beside Tera's own filters, and how text becomes HTML.
//!
//! Pure: no filter reads the site, the clock, the environment, a file or the network.

use std::io::Write;

use tera::{Kwargs, State, Value};

use crate::article::escape::{ByteTable, find_in, table};

/// Characters of the length of a piece, each worth 7 bits.
const LENGTH: usize = 4;

/// `{{ words.count | fill(n=20) }}`: a wording with its gaps filled. HTML among the values stays HTML, and then all
/// else is escaped here.
pub(super) fn fill(text: &str, values: Kwargs, _: &State<'_>) -> Value {
    let value = |name: &str| values.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value);
    let is_html = values.iter().any(|(_, value)| value.is_safe());
    let mut out: Vec<u8> = Vec::with_capacity(text.len() + 16);
    let mut add = |text: &str, is_safe: bool| {
        if is_html && !is_safe {
            // Writing to memory does not fail.
            let _ = escape(text, &mut out);
        } else {
            out.extend_from_slice(text.as_bytes());
        }
    };
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        add(before, false);
        match after.split_once('}').and_then(|(name, after)| Some((value(name)?, after))) {
            Some((value, after)) => {
                add(&value.to_string(), value.is_safe());
                rest = after;
            }
            None => {
                add("{", false);
                rest = after;
            }
        }
    }
    add(rest, false);
    let filled = String::from_utf8_lossy(&out);
    if is_html { Value::safe_string(&filled) } else { Value::normal_string(&filled) }
}

/// `{{ article.html | safe }}`: as Tera has it, but without a copy of the text.
pub(super) fn safe(value: &Value, _: Kwargs, _: &State<'_>) -> Value {
    if value.as_str().is_some() { value.clone().mark_safe() } else { Value::safe_string(&value.to_string()) }
}

/// `{{ site.pieces.menu | current(entry=page.menu_url, url=page.url) }}`: a menu in which the entry of this page is
/// marked, as the page itself or as what it lies below.
pub(super) fn current(menu: &Value, values: Kwargs, _: &State<'_>) -> tera::TeraResult<Value> {
    let (entry, url) = (values.must_get::<&str>("entry")?, values.must_get::<&str>("url")?);
    let html = menu.as_str().unwrap_or_default();
    let mut link = b"href=\"".to_vec();
    // Writing to memory does not fail.
    let _ = escape(entry, &mut link);
    link.push(b'"');
    let link = String::from_utf8_lossy(&link);
    let Some(at) = html.find(&*link).filter(|_| !entry.is_empty()).map(|at| at + link.len()) else { return Ok(menu.clone()) };
    let what = if entry == url { "page" } else { "true" };
    let marked = [&html[..at], " aria-current=\"", what, "\"", &html[at..]].concat();
    Ok(if menu.is_safe() { Value::safe_string(&marked) } else { Value::normal_string(&marked) })
}

/// `{{ articles | each(html="<li>{line}</li>") }}`: for each card its pieces in the gaps of a text, one card after the
/// other; `{programs+}` is filled only if the card has more than one of these. What many lists show alike is put
/// together without the template engine.
pub(super) fn each(names: &[String], cards: &Value, values: &Kwargs) -> tera::TeraResult<Value> {
    let html = values.must_get::<&str>("html")?;
    let mut parts: Vec<(&str, usize, Option<&str>)> = Vec::new();
    let mut rest = html;
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?))) {
        let several = name.strip_suffix('+');
        let name = several.unwrap_or(name);
        let place = names.iter().position(|known| known == name);
        let unknown = || tera::Error::message(format!("There is no piece `{name}`. Available pieces: {}", names.join(", ")));
        parts.push((before, place.ok_or_else(unknown)?, several));
        rest = after;
    }
    let mut out = String::with_capacity(16 * 1024);
    for card in cards.as_array().unwrap_or_default() {
        // Few fields: looking at one after the other, the last ones first, is faster than asking by hash.
        let field = |name: &str| card.as_map()?.iter().rev().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value);
        let pieces = field("pieces").and_then(Value::as_str).unwrap_or_default();
        for (before, place, several) in &parts {
            out.push_str(before);
            if several.is_none_or(|list| field(list).and_then(Value::as_array).is_some_and(|list| list.len() > 1)) {
                out.push_str(nth_piece(pieces, names.len(), *place));
            }
        }
        out.push_str(rest);
    }
    Ok(Value::safe_string(&out))
}

/// Pieces as one text: the length of each in [`LENGTH`] characters, then one after the other. `write` adds the piece of
/// a number to what is there.
pub(crate) fn bound<E>(count: usize, mut write: impl FnMut(usize, &mut Vec<u8>) -> Result<(), E>) -> Result<String, E> {
    let mut out = Vec::with_capacity(1024);
    out.resize(count * LENGTH, 0);
    for nth in 0..count {
        let from = out.len();
        write(nth, &mut out)?;
        out.truncate(from + out[from..].trim_ascii_end().len());
        let length = out.len() - from;
        for digit in 0..LENGTH {
            out[nth * LENGTH + digit] = (length >> (7 * digit)) as u8 & 127;
        }
    }
    Ok(String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

fn nth_piece(bound: &str, count: usize, place: usize) -> &str {
    let digits = bound.as_bytes();
    let length = |nth: usize| (0..LENGTH).map(|digit| usize::from(digits[nth * LENGTH + digit]) << (7 * digit)).sum::<usize>();
    if digits.len() < count * LENGTH {
        return "";
    }
    let from = count * LENGTH + (0..place).map(length).sum::<usize>();
    bound.get(from..from + length(place)).unwrap_or_default()
}

/// Escapes what HTML gives a meaning to: `&`, `<`, `>` and `"`. Templates double-quote their attributes.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    const SPECIAL: ByteTable = table(b"&<>\"");
    let mut rest = text.as_bytes();
    while let Some(at) = find_in(rest, &SPECIAL) {
        out.write_all(&rest[..at])?;
        out.write_all(match rest[at] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            _ => b"&quot;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest)
}
