//! A body's Markdown rendered, and what the renderer remarks on it as notes.
//!
//! In: the text below the front matter. Out: a [`Body`], and a note for each remark, with its place in the file.
//! Never looks for mistakes itself: the renderer does, which alone knows what is code and what is text.

use super::body::{Body, LinkSlot, percent_decoded};
use super::markdown;
use super::options::ReadOptions;
use super::typing::{Found, Slip};
use crate::note::{Lines, Note, Place, codes};
use crate::pinyin;

/// Renders the body of an opened file; raw HTML and unsafe addresses become notes.
pub(crate) fn body(opened_path: &str, body: &str, body_line: u32, options: &ReadOptions, notes: &mut Vec<Note>) -> Body {
    let rendered = markdown::render(body, &options.markdown, &pinyin::slug);
    let lines = Lines::new(opened_path, body, body_line);
    notes.extend(rendered.remarks.iter().map(|remark| remark_note(remark, lines.place(remark.range.clone()), &lines)));
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

fn remark_note(remark: &markdown::Remark, place: Place, lines: &Lines<'_>) -> Note {
    match &remark.kind {
        markdown::RemarkKind::RawHtml => codes::text::raw_html(place),
        markdown::RemarkKind::DroppedHtml { name } if name.starts_with(['!', '?']) || matches!(name.as_str(), "script" | "style") => {
            codes::text::dropped_content(place, name)
        }
        markdown::RemarkKind::DroppedHtml { name } => codes::text::dropped_html(place, name),
        markdown::RemarkKind::UnsafeUrl { url } if is_of_a_computer(url) => {
            let file = url.rsplit(['/', '\\']).next().unwrap_or(url);
            let url: String = url.chars().take(60).collect();
            codes::text::local_path(place, &url, file)
        }
        markdown::RemarkKind::UnsafeUrl { url } => {
            let url: String = url.chars().take(60).collect();
            codes::text::unsafe_url(place, &url)
        }
        markdown::RemarkKind::Typed(found) => slip_note(found, place).and_more(found.more, &lines_of(found, lines)),
        markdown::RemarkKind::TooDeep => codes::text::too_nested(place),
    }
}

/// The lines of the next few places of a slip.
fn lines_of(found: &Found, lines: &Lines<'_>) -> Vec<u32> {
    let mut numbers: Vec<u32> = found.others.iter().map(|at| lines.place(*at..*at).line).collect();
    numbers.dedup();
    numbers
}

fn slip_note(found: &Found, place: Place) -> Note {
    let Found { kind, typed, wanted, .. } = found;
    match kind {
        Slip::Control => codes::text::control(place, typed),
        Slip::Invisible => codes::text::invisible(place, typed),
        Slip::LineEnd => codes::text::line_end(place, typed),
        Slip::Heading => codes::text::heading(place, wanted),
        Slip::MaybeHeading => codes::text::maybe_heading(place, wanted),
        Slip::Numbered => codes::text::numbered(place, typed, wanted),
        Slip::Bullet => codes::text::bullet(place, typed, wanted),
        Slip::Quote => codes::text::quote(place, wanted),
        Slip::Link => codes::text::link(place, wanted),
        Slip::Picture => codes::text::picture(place, wanted),
        Slip::MaybePicture => codes::text::maybe_picture(place, wanted),
        Slip::Backslash => codes::text::backslash(place, wanted),
        Slip::Strong => codes::text::strong(place, wanted),
        Slip::MaybeStrong => codes::text::maybe_strong(place, wanted),
        Slip::Unclosed => codes::text::unclosed_strong(place, typed),
        Slip::Asterisk => codes::text::asterisks(place, typed),
        Slip::Tilde => codes::text::tildes(place, typed),
        Slip::BareAddress => codes::text::bare_address(place, wanted),
        Slip::TabTable => codes::text::tab_table(place),
        Slip::BarTable => codes::text::bar_table(place),
        Slip::WideRow => codes::text::wide_row(place, typed),
        Slip::Command => codes::text::command(place, typed),
        Slip::Definition => codes::text::definition(place, typed),
        Slip::NoteMark => codes::text::note_mark(place, wanted),
        Slip::NoteUnused => codes::text::note_unused(place, typed),
        Slip::NoteTwice => codes::text::note_twice(place, typed),
        Slip::NoteMissing => codes::text::note_missing(place, typed, wanted),
        Slip::Braces => codes::text::braces(place, typed),
        Slip::Minus => codes::text::minus(place, wanted),
        Slip::MaybeMinus => codes::text::maybe_minus(place, wanted),
        Slip::Order => codes::text::order(place, typed, wanted),
        Slip::Indented => codes::text::indented(place),
        Slip::MaybeIndented => codes::text::maybe_indented(place),
        Slip::Fence => codes::text::fence(place, typed),
        Slip::MaybeFence => codes::text::maybe_fence(place, typed),
        Slip::Underline => codes::text::underline(place, typed),
        Slip::ForeignPicture => codes::text::foreign_picture(place, typed),
    }
}
