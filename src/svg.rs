//! Whether an SVG drawing holds more than a drawing (S3): scripts, handlers, other documents, references outside.
//!
//! In: the bytes of a file. Out: what in it could run or reach out, or none. A drawing is shown through `<img>`, where
//! nothing of it runs, but it has an address of its own, and whoever opens that opens a document of the site. What
//! cannot be told for certain counts as found. Never changes a drawing: what an editor drew is published or refused.

/// Elements that run, load or hold other documents, or change what another element refers to.
const ELEMENTS: &[&str] = &[
    "script",
    "foreignobject",
    "iframe",
    "embed",
    "object",
    "audio",
    "video",
    "canvas",
    "handler",
    "listener",
    "set",
    "animate",
    "animatetransform",
    "animatemotion",
    "base",
    "link",
    "meta",
    "form",
    "html",
    "body",
    "portal",
    "feimage",
];

/// Whether a file is an SVG drawing by its name or its content.
#[must_use]
pub fn is_drawing(path: &str, bytes: &[u8]) -> bool {
    let has_ending = path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("svg"));
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]);
    has_ending || (start.trim_start_matches('\u{feff}').trim_start().starts_with('<') && start.to_ascii_lowercase().contains("<svg"))
}

/// What in a drawing could run or reach out, in a word for a sentence; none when it only draws.
#[must_use]
pub fn active(bytes: &[u8]) -> Option<&'static str> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Some("UTF-8?") };
    let text = text.to_ascii_lowercase();
    // XML has no control characters; in other encodings they, and some bytes, change what the bytes behind them mean.
    if text.contains(|c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || !is_utf_8(&text) {
        return Some("UTF-8?");
    }
    // A document type can hold entities that stand for anything, and attributes that every element has.
    if ["<!entity", "<!attlist", "<!element"].iter().any(|declaration| text.contains(declaration)) {
        return Some("<!ENTITY>");
    }
    if text.contains("<?xml-stylesheet") {
        return Some("<?xml-stylesheet?>");
    }
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(after) = past_quoted(rest) {
            rest = after;
            continue;
        }
        let end = end_of_tag(rest);
        let (tag, after) = (&rest[..end], &rest[end..]);
        if tag.starts_with("!doctype") && tag.contains('[') {
            return Some("<!ENTITY>");
        }
        if let Some(found) = active_tag(tag) {
            return Some(found);
        }
        let is_style = local_name(tag) == "style" && !tag.starts_with('/') && !tag.ends_with('/');
        rest = after;
        // It is no raw text in XML: elements in it are elements, and are looked at as such.
        if is_style && reaches_out(&after[..end_of_style(after)]) {
            return Some("@import / url()");
        }
    }
    None
}

/// Whether the first line of an XML file names no other encoding.
fn is_utf_8(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}').strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let named = head
        .and_then(|(head, _)| head.split_once("encoding"))
        .map(|(_, rest)| rest.trim_start_matches([' ', '\t', '\n', '\r', '=', '"', '\'']));
    named.is_none_or(|rest| rest.starts_with("utf-8"))
}

/// What stands behind a comment, a text in CDATA or an instruction, if one begins here, behind its `<`. Quotes mean nothing
/// in them: they end where they end.
fn past_quoted(rest: &str) -> Option<&str> {
    let quoted = [("!--", "-->"), ("![cdata[", "]]>"), ("?", "?>")];
    let (rest, closer) = quoted.into_iter().find_map(|(opener, closer)| Some((rest.strip_prefix(opener)?, closer)))?;
    Some(rest.split_once(closer).map_or("", |(_, after)| after))
}

/// Where a style ends: at the first end tag.
fn end_of_style(text: &str) -> usize {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let after = &rest[at + 1..];
        if after.starts_with('/') {
            return text.len() - rest.len() + at;
        }
        rest = past_quoted(after).unwrap_or(after);
    }
    text.len()
}

/// Where a tag ends: at the first `>` outside quotes.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if byte == open => quote = None,
            _ => {}
        }
    }
    rest.len()
}

/// The name of a tag's element without a prefix.
fn local_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('/').split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or(name)
}

fn active_tag(tag: &str) -> Option<&'static str> {
    let name = local_name(tag);
    if let Some(found) = ELEMENTS.iter().find(|element| **element == name) {
        return Some(found);
    }
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let attribute = before.trim_end().rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '/')).next().unwrap_or_default();
        let attribute = attribute.rsplit(':').next().unwrap_or(attribute);
        let after = after.trim_start();
        let (value, next) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        let value = value.trim();
        if attribute.starts_with("on") && attribute.len() > 2 {
            return Some("on…");
        }
        let is_inside = value.is_empty() || value.starts_with('#');
        let is_pixels = ["png", "jpeg", "jpg", "gif", "webp"].iter().any(|kind| value.starts_with(&format!("data:image/{kind};")));
        if matches!(attribute, "href" | "src" | "action" | "formaction" | "data" | "poster")
            && !is_inside
            && !(is_pixels && name == "image")
        {
            return Some("href");
        }
        if reaches_out(value) {
            return Some("url()");
        }
        rest = next;
    }
    None
}

/// Whether a style loads something: every `url(` that is no place of the drawing itself, and `@import`. Escapes and
/// entities could spell either.
fn reaches_out(style: &str) -> bool {
    let outside = |rest: &str| !rest.trim_start().trim_start_matches(['"', '\'']).trim_start().starts_with('#');
    style.contains("@import")
        || style.contains("image-set(")
        || style.contains('\\')
        || style.split("url(").skip(1).any(outside)
        || (style.contains('&') && style.contains("url"))
}

#[cfg(test)]
mod tests {
    use super::{active, is_drawing};

    #[test]
    fn drawings_pass() {
        for svg in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\" fill=\"url(#g)\"/></svg>",
            "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg><!-- <script> --><title>on = off</title><use xlink:href=\"#a\"/></svg>",
            "<svg><style>.a{fill:url(#b)}</style><image href=\"data:image/png;base64,AA\"/><text>javascript: onclick=1 &amp; url</text></svg>",
            "<svg><a href=\"#top\"><rect width='1' height='1'/></a></svg>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><svg><style><![CDATA[.a > .b{fill:red} /* </ */]]></style><text><![CDATA[<script>]]></text></svg>",
        ] {
            assert_eq!(active(svg.as_bytes()), None, "{svg}");
        }
    }

    #[test]
    fn whatever_runs_or_reaches_out_is_found() {
        for svg in [
            "<svg><script>alert(1)</script></svg>",
            "<svg><SCRIPT/></svg>",
            "<svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:script>1</s:script></svg>",
            "<svg onload=\"alert(1)\"/>",
            "<svg><g\nonclick = 'x'></g></svg>",
            "<svg><rect/onmouseover=x></svg>",
            "<svg><foreignObject><p/></foreignObject></svg>",
            "<svg><a xlink:href=\"javascript:alert(1)\"/></svg>",
            "<svg><a href=\"&#106;avascript:alert(1)\"/></svg>",
            "<svg><a href=' https://evil.example/'/></svg>",
            "<svg><use href=\"other.svg#a\"/></svg>",
            "<svg><image href=\"data:image/svg+xml,x\"/></svg>",
            "<svg><image href=\"http://evil.example/x.png\"/></svg>",
            "<svg><use href=\"data:image/png;base64,AA\"/></svg>",
            "<svg><set attributeName=\"href\" to=\"javascript:1\"/></svg>",
            "<svg><animate attributeName=\"xlink:href\" values=\"javascript:1\"/></svg>",
            "<svg><style>@import 'x';</style></svg>",
            "<svg><style>a{background:u\\72l(x)}</style></svg>",
            "<svg><rect style=\"fill:url( 'http://x' )\"/></svg>",
            "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg>&x;</svg>",
            "<?xml-stylesheet href=\"x.css\"?><svg/>",
            "<svg><!-- --><script/></svg>",
            "<svg title=\">\" onload='x'/>",
            // What ends somewhere else for us than for a browser hides what stands behind it.
            "<svg><![CDATA[\"]]><script>alert(1)</script><!-- \" --></svg>",
            "<?x \"?><svg><script>alert(1)</script></svg><?y \"?>",
            "<!DOCTYPE svg PUBLIC \">\" \"x\" [<!ATTLIST svg onload CDATA \"alert(1)\">]><svg/>",
            "<!DOCTYPE svg SYSTEM '>' [ ]><svg/>",
            "<svg><style><![CDATA[ /*</*/ @import url(http://evil.example/) ]]></style></svg>",
            "<svg><style><!-- </ --> @import url(http://evil.example/)</style></svg>",
            "<svg><style><foreignObject/></style></svg>",
            "<?xml version='1.0' encoding='iso-2022-jp'?><svg/>",
            "<svg><g a=\"\x1b$B\" b=\"><script>alert(1)</script>\"/></svg>",
        ] {
            assert!(active(svg.as_bytes()).is_some(), "{svg}");
        }
        assert!(active(b"<svg>\xff</svg>").is_some());
        assert!(is_drawing("a.SVG", b"") && is_drawing("a.png", b" <?xml version='1.0'?><svg/>") && !is_drawing("a.png", b"\x89PNG"));
    }
}
