//! How text looks by its tags and styles, and which tags hold no text of the story.
//!
//! In: an element and how the text around it looks. Out: how the text in it looks, or why there is none. Reads the few
//! properties of a style that tell headings, captions and hidden text; knows no style sheet.

use std::rc::Rc;

use super::tree::Element;

/// The longest address that a link keeps.
const LONGEST_LINK: usize = 1_000;

/// What is not text of the story, by its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dropped {
    Card,
    Media,
    Control,
    Hidden,
    Icon,
}

/// How text looks where a reading stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) size: u32,
    pub(super) is_centred: bool,
    pub(super) link: Option<Rc<str>>,
    pub(super) heading: u8,
    pub(super) is_quote: bool,
    pub(super) is_caption: bool,
    pub(super) is_pre: bool,
    pub(super) is_inside: bool,
    pub(super) is_around: bool,
    pub(super) lists: u8,
}

/// Whether an element stands on lines of its own.
pub(super) fn is_block(name: &str, style: &str) -> bool {
    let is_by_tag = matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    );
    match property(style, "display") {
        Some("inline") => false,
        Some("block" | "flex" | "grid") => true,
        _ => is_by_tag,
    }
}

/// The value of a property in a style.
fn property<'a>(style: &'a str, name: &str) -> Option<&'a str> {
    let of = |part: &'a str| {
        let (key, value) = part.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_end_matches("!important").trim_end())
    };
    style.split(';').filter_map(of).next_back()
}

/// How text looks within an element.
pub(super) fn shape(look: &mut Look, name: &str, style: &str, element: &Element) {
    match name {
        "b" | "strong" | "th" => look.bold = true,
        "i" | "em" => look.italic = true,
        "center" => look.is_centred = true,
        "blockquote" => look.is_quote = true,
        "figcaption" | "caption" => look.is_caption = true,
        "pre" => look.is_pre = true,
        "a" => {
            let link = element.attribute("href").map(str::trim).filter(|link| link.len() <= LONGEST_LINK);
            // One that leads nowhere from here is written without its address, but it is a link all the same.
            look.link = link.filter(|link| !link.is_empty() && !link.starts_with('#') && !link.starts_with("javascript:")).map(Rc::from);
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => look.heading = name.as_bytes().get(1).map_or(0, |digit| digit - b'0'),
        _ => {}
    }
    match element.attribute("align").map(str::to_ascii_lowercase).as_deref() {
        Some("center" | "middle") => look.is_centred = true,
        Some("left" | "right" | "justify") => look.is_centred = false,
        _ => {}
    }
    if style.is_empty() {
        return;
    }
    match property(style, "font-weight") {
        Some("bold" | "bolder" | "600" | "700" | "800" | "900") => look.bold = true,
        Some("normal" | "400" | "300" | "lighter") if !matches!(name, "b" | "strong") => look.bold = false,
        _ => {}
    }
    match property(style, "font-style") {
        Some("italic" | "oblique") => look.italic = true,
        Some("normal") => look.italic = false,
        _ => {}
    }
    match property(style, "text-align") {
        Some("center") => look.is_centred = true,
        Some("left" | "justify" | "right" | "start" | "end") => look.is_centred = false,
        _ => {}
    }
    let size = property(style, "font-size").and_then(|size| size.strip_suffix("px")).and_then(|size| size.trim().parse::<f32>().ok());
    if let Some(size) = size.filter(|size| (1.0..=100.0).contains(size)) {
        look.size = size.round() as u32;
    }
}

/// What an element is, if it is no text of the page.
pub(super) fn dropped(element: &Element, is_inside: bool) -> Option<Dropped> {
    let name = element.name.as_str();
    let style = element.attribute("style").unwrap_or_default();
    if name.starts_with("mp-")
        || matches!(
            name,
            "mpprofile"
                | "mpvoice"
                | "mpcps"
                | "mpvideosnap"
                | "mpgongyi"
                | "mpchecktext"
                | "qqmusic"
                | "mpmusic"
                | "wx-open-launch-weapp"
                | "weapp"
        )
    {
        return Some(Dropped::Card);
    }
    if is_inside && name == "a" && (element.has_class("weapp_text_link") || element.has_class("weapp_image_link")) {
        return Some(Dropped::Card);
    }
    match name {
        "iframe" | "video" | "audio" | "object" | "embed" | "canvas" => Some(Dropped::Media),
        "button" | "select" | "textarea" | "input" | "datalist" => Some(Dropped::Control),
        "noscript" | "noembed" | "noframes" | "svg" | "math" => Some(Dropped::Hidden),
        _ if element.attribute("hidden").is_some() || property(style, "display") == Some("none") => Some(Dropped::Hidden),
        _ => None,
    }
}

/// Whether an element stands around the story: menus, heads and feet of pages, lists of other stories.
pub(super) fn is_around(element: &Element) -> bool {
    matches!(element.name.as_str(), "nav" | "footer" | "aside" | "header" | "form")
}

/// Faces and other pictures within a line of text.
pub(super) fn is_icon(element: &Element) -> bool {
    let number = |name: &str| element.attribute(name).and_then(|value| value.trim_end_matches("px").parse::<f32>().ok());
    let class = element.attribute("class").unwrap_or_default();
    class.contains("emoji")
        || class.contains("emotion")
        || number("data-w").or_else(|| number("width")).is_some_and(|width| width > 0.0 && width <= 40.0)
}
