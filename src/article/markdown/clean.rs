//! `markdown.html: clean`: the finished HTML of a body goes through ammonia once, so that inline tags split over events keep their pairs.
//!
//! Gaps cannot survive a parser, so each slot holds a placeholder until then; afterwards every address inside the site,
//! also those of the author's own `<a>` and `<img>`, is a slot again.

use super::url::{Place, place};
use super::{Slot, SlotKind};
use ammonia::Builder;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A word that the source does not hold, for the placeholders.
pub(super) fn placeholder(source: &str) -> String {
    let mut word = "banbao-slot-".to_string();
    while source.contains(&word) {
        word.insert(0, 'x');
    }
    word
}

/// Cleans a body and finds its slots again.
pub(super) fn clean(html: &str, placeholder: &str, slots: &[Slot]) -> (String, Vec<Slot>) {
    let cleaned = builder().clean(html).to_string();
    let mut out = String::with_capacity(cleaned.len());
    let mut found = Vec::new();
    let mut done = 0;
    for (kind, value) in addresses(&cleaned) {
        let address = &cleaned[value.clone()];
        let known = address.strip_prefix(placeholder).and_then(|index| slots.get(index.parse::<usize>().ok()?));
        let target = address.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        if known.is_none() && place(&target, kind == SlotKind::Picture) != Place::Inside {
            continue;
        }
        out.push_str(&cleaned[done..value.start]);
        let (target, range) = known.map_or((target, 0..0), |slot| (slot.target.clone(), slot.range.clone()));
        found.push(Slot { at: out.len(), kind, target, range });
        done = value.end;
    }
    out.push_str(&cleaned[done..]);
    (out, found)
}

/// The text of a piece of raw HTML, without its tags, the readings of ruby and the contents of scripts and styles.
pub(super) fn text(html: &str) -> String {
    let text = Builder::empty().add_clean_content_tags(["rt", "rp"]).clean(html).to_string();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&")
}

/// Elements whose contents are no HTML to a browser, up to their ends.
const SWALLOWING: [&str; 10] = ["script", "style", "title", "textarea", "xmp", "plaintext", "iframe", "noembed", "noframes", "noscript"];

/// Elements that would swallow what follows a piece of raw HTML, since they do not end in it.
pub(super) fn unclosed(html: &str) -> Vec<&'static str> {
    let lower = html.to_ascii_lowercase();
    let count = |opener: &str, name: &str| lower.match_indices(name).filter(|(at, _)| lower[..*at].ends_with(opener)).count();
    let is_open = |name: &&str| lower.contains(*name) && count("<", name) != count("</", name);
    SWALLOWING.into_iter().filter(is_open).collect()
}

/// Whether cleaning keeps elements of this name.
pub(super) fn keeps(name: &str) -> bool {
    static KEPT: LazyLock<HashSet<&'static str>> = LazyLock::new(|| builder().clone_tags());
    KEPT.contains(name)
}

fn builder() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "input", "rb"])
        .add_generic_attributes(["class", "id", "role", "aria-label"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("div", ["tabindex"])
        .add_tag_attributes("pre", ["tabindex"])
        .add_tag_attributes("th", ["scope"])
        .add_tag_attributes("li", ["value"])
        .add_url_schemes(["data"])
        .link_rel(None)
        .attribute_filter(|element, attribute, value| {
            let is_address = matches!(attribute, "href" | "src" | "cite");
            let is_box = (element, attribute) != ("input", "type") || value == "checkbox";
            let is_safe = !is_address || place(value, element == "img") != Place::Unsafe;
            (is_box && is_safe).then_some(Cow::Borrowed(value))
        });
    builder
}

/// The values of `href` in `<a>` and `src` in `<img>`, in serialized HTML: attributes double-quoted, no `<` in text.
fn addresses(html: &str) -> impl Iterator<Item = (SlotKind, std::ops::Range<usize>)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = html[at..].find('<') {
            let tag = at + found;
            let (end, value) = scan_tag(html, tag);
            at = end;
            if value.is_some() {
                return value;
            }
        }
        None
    })
}

/// Where the tag at `tag` ends, and its address.
fn scan_tag(html: &str, tag: usize) -> (usize, Option<(SlotKind, std::ops::Range<usize>)>) {
    let (kind, name) = if html[tag..].starts_with("<a ") {
        (SlotKind::Link, " href=")
    } else if html[tag..].starts_with("<img ") {
        (SlotKind::Picture, " src=")
    } else {
        return (tag + 1, None);
    };
    let mut at = tag;
    let mut value = None;
    while let Some(found) = html[at..].find(['"', '>']) {
        let quote = at + found;
        if html.as_bytes()[quote] == b'>' {
            return (quote + 1, value);
        }
        let end = html[quote + 1..].find('"').map_or(html.len(), |length| quote + 1 + length);
        if html[at..quote].ends_with(name) {
            value = Some((kind, quote + 1..end));
        }
        at = (end + 1).min(html.len());
    }
    (html.len(), value)
}
