//! Reads back what came out, as those would who get it: pages as a browser, feeds and maps as XML, data as JSON.

use std::collections::BTreeSet;

use html5ever::tendril::TendrilSink;
use html5ever::{QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Elements that no page holds, whatever an article says; a text holds no form either.
const NEVER: [&str; 21] = [
    "style",
    "iframe",
    "object",
    "embed",
    "applet",
    "base",
    "frame",
    "frameset",
    "svg",
    "math",
    "template",
    "textarea",
    "plaintext",
    "xmp",
    "noembed",
    "noframes",
    "audio",
    "video",
    "foreignobject",
    "marquee",
    "portal",
];

/// Attributes that hold addresses.
const ADDRESSES: [&str; 10] = ["href", "src", "action", "formaction", "cite", "poster", "data", "background", "longdesc", "manifest"];

/// Attributes that no page holds.
const NEVER_WRITTEN: [&str; 5] = ["style", "srcdoc", "formaction", "ping", "is"];

/// Wants a page of the default theme to be free of anything that runs.
pub(crate) fn html(page: &str) -> Result<(), String> {
    let dom = parse_document(RcDom::default(), Default::default()).one(page);
    let mut ids = BTreeSet::new();
    walk(&dom.document, &mut |node| element(node, true, &mut ids))
}

/// The same of an article's text alone: it holds no script at all.
pub(super) fn text(html: &str) -> Result<(), String> {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), Default::default(), context, Vec::new(), false).one(html);
    let mut ids = BTreeSet::new();
    walk(&dom.document, &mut |node| element(node, false, &mut ids))
}

/// Without recursion: what is deep is not the tests' to fall over.
fn walk(root: &Handle, look: &mut impl FnMut(&Handle) -> Result<(), String>) -> Result<(), String> {
    let mut open = vec![root.clone()];
    while let Some(node) = open.pop() {
        look(&node)?;
        open.extend(node.children.borrow().iter().cloned());
    }
    Ok(())
}

fn element(node: &Handle, is_page: bool, ids: &mut BTreeSet<String>) -> Result<(), String> {
    let NodeData::Element { name, attrs, .. } = &node.data else { return Ok(()) };
    let (tag, attrs) = (&*name.local, attrs.borrow());
    let attr = |wanted: &str| attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| &*attr.value);
    let is_form = match tag {
        // The box of a task list.
        "input" => attr("type") != Some("checkbox") || attr("disabled").is_none(),
        tag => matches!(tag, "form" | "button" | "select" | "option"),
    };
    if NEVER.contains(&tag.to_ascii_lowercase().as_str()) || (is_form && !is_page) {
        return Err(format!("there is a <{tag}>"));
    }
    if tag == "script" {
        let content: String = node.children.borrow().iter().filter_map(text_of).collect();
        match (attr("src"), attr("type")) {
            (None, Some("application/ld+json")) if is_page => json(content.as_bytes())?,
            (Some(src), _) if is_page && src.starts_with('/') && content.is_empty() => {}
            _ => return Err(format!("there is a script: {content}")),
        }
    }
    for attr in attrs.iter() {
        let (key, value) = (&*attr.name.local, &*attr.value);
        if key.starts_with("on") || NEVER_WRITTEN.contains(&key) {
            return Err(format!("<{tag}> has {key}=\"{value}\""));
        }
        if ADDRESSES.contains(&key) && !is_harmless(value, tag == "img") {
            return Err(format!("<{tag}> leads to {value:?}"));
        }
        if key == "http-equiv" && !value.eq_ignore_ascii_case("refresh") {
            return Err(format!("<{tag}> says {key}=\"{value}\""));
        }
        if key == "id" && !ids.insert(value.to_owned()) {
            return Err(format!("two elements have the id {value:?}"));
        }
    }
    Ok(())
}

fn text_of(node: &Handle) -> Option<String> {
    match &node.data {
        NodeData::Text { contents } => Some(contents.borrow().to_string()),
        _ => None,
    }
}

/// The scheme that a browser would find (WHATWG URL, basic URL parser) is one that runs nothing.
fn is_harmless(address: &str, is_picture: bool) -> bool {
    let trimmed = address.trim_matches(|c: char| c <= ' ');
    let bare: String = trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let Some((scheme, rest)) = bare.split_once(':') else { return true };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    match scheme.to_ascii_lowercase().as_str() {
        _ if !is_scheme => true,
        "http" | "https" | "mailto" | "tel" => true,
        "data" => {
            is_picture
                && ["image/png", "image/jpeg", "image/gif", "image/webp"].iter().any(|kind| rest.to_ascii_lowercase().starts_with(kind))
        }
        _ => false,
    }
}

/// Wants well-formed XML.
pub(super) fn xml(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    roxmltree::Document::parse(text).map(|_| ()).map_err(|error| format!("XML: {error}"))
}

/// Wants a drawing that only draws, if it is one that a browser can read as XML.
pub(super) fn drawing(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let Ok(document) = roxmltree::Document::parse_with_options(&text, options) else { return Ok(()) };
    for node in document.descendants().filter(|node| node.is_element()) {
        let tag = node.tag_name().name();
        if ["script", "foreignobject", "iframe", "animate", "set", "handler"].contains(&tag.to_ascii_lowercase().as_str()) {
            return Err(format!("there is a <{tag}>"));
        }
        for attribute in node.attributes() {
            let (key, value) = (attribute.name().to_ascii_lowercase(), attribute.value().trim());
            let leads_out = key == "href" && !value.is_empty() && !value.starts_with('#') && !value.starts_with("data:image/");
            if key.starts_with("on") && key.len() > 2 || leads_out {
                return Err(format!("<{tag}> has {key}=\"{value}\""));
            }
        }
    }
    Ok(())
}

/// Wants JSON.
pub(super) fn json(bytes: &[u8]) -> Result<(), String> {
    serde_json::from_slice::<serde_json::Value>(bytes).map(|_| ()).map_err(|error| format!("JSON: {error}"))
}

/// The oracle itself: it sees what it should, and lets pass what it should.
#[test]
fn the_reader_of_pages_sees_what_runs() {
    let bad = [
        "<script>1</script>",
        "<p><svg><script>1</script></svg>",
        "<img src=x onerror=y>",
        "<p style='x'>",
        "<a href=' java\nscript:x'>",
        "<a href='&#1;JAVASCRIPT:x'>",
        "<a href='data:text/html,x'>",
        "<img src='data:image/svg+xml,x'>",
        "<p id=a><p id=a>",
        "<iframe>",
    ];
    for html in bad {
        assert!(text(html).is_err(), "{html}");
    }
    let good =
        ["<a href='/2024/'>x</a>", "<a href='图:1'>x</a>", "<img src='data:image/png;base64,x'>", "&lt;script&gt;", "<p id=a><p id=b>"];
    for html in good {
        assert_eq!(text(html), Ok(()), "{html}");
    }
}
