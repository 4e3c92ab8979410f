//! A body's Markdown rendered, and what the renderer remarks on it as notes.
//!
//! In: the text below the front matter. Out: a [`Body`], and a note for each remark, with its place in the file.
//! Never looks for mistakes itself: the renderer does, which alone knows what is code and what is text.

use super::{Body, LinkSlot, ReadOptions, markdown, percent_decoded};
use crate::note::{Lines, Note, Place, codes};
use crate::pinyin;

/// Renders the body of an opened file; raw HTML and unsafe addresses become notes.
pub(crate) fn body(opened_path: &str, body: &str, body_line: u32, options: &ReadOptions, notes: &mut Vec<Note>) -> Body {
    let rendered = markdown::render(body, &options.markdown, &pinyin::slug);
    let lines = Lines::new(opened_path, body, body_line);
    notes.extend(rendered.remarks.iter().map(|remark| remark_note(remark, lines.place(remark.range.clone()))));
    let markdown::Rendered { html, slots, fragments, anchors, headings, text, summary, words, has_code: _, remarks: _ } = rendered;
    let slots = slots
        .into_iter()
        .map(|slot| LinkSlot { at: slot.at, kind: slot.kind, target: slot.target, place: lines.place(slot.range) })
        .collect();
    let out = Body { html, slots, headings, anchors, text, summary, words };
    let missing = fragments.iter().filter_map(|fragment| {
        let id = percent_decoded(fragment.target.trim_start_matches('#'));
        (!out.has_anchor(&id)).then_some((id, fragment))
    });
    for (id, fragment) in missing.take(MOST_MISSING) {
        let place = lines.place(fragment.range.clone());
        notes.push(out.with_nearest_section(codes::text::no_section(place, &id), &id));
    }
    out
}

/// A text with so many links to places that it lacks has one cause.
const MOST_MISSING: usize = 200;

/// `C:\图\1.jpg` and `file:///home/…`: what a file manager copies.
fn is_of_a_computer(url: &str) -> bool {
    let bytes = url.as_bytes();
    let has_drive = bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'/' | b'\\');
    has_drive || url.to_ascii_lowercase().starts_with("file:")
}

fn remark_note(remark: &markdown::Remark, place: Place) -> Note {
    match &remark.kind {
        markdown::RemarkKind::RawHtml => codes::text::raw_html(place),
        markdown::RemarkKind::UnsafeUrl { url } if is_of_a_computer(url) => {
            let file = url.rsplit(['/', '\\']).next().unwrap_or(url);
            let url: String = url.chars().take(60).collect();
            codes::text::local_path(place, &url, file)
        }
        markdown::RemarkKind::AlmostHeading { level, text } => {
            let marks = "#".repeat(*level);
            // The title of the page is its only heading of the first level.
            let wanted = "#".repeat((*level).max(2));
            let text: String = text.chars().take(40).collect();
            codes::text::heading_space(place, &marks, &wanted, &text)
        }
        markdown::RemarkKind::AlmostLink { address } => codes::text::not_a_link(place, address),
        markdown::RemarkKind::AlmostPicture { address } => codes::text::fullwidth_picture(place, address),
        markdown::RemarkKind::UnsafeUrl { url } => {
            let url: String = url.chars().take(60).collect();
            codes::text::unsafe_url(place, &url)
        }
        markdown::RemarkKind::TooDeep => codes::text::too_nested(place),
    }
}
