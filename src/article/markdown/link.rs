//! Links and pictures: what is written, what becomes a slot, what is refused (S2, R16).

use super::super::escape;
use super::super::typing::Slip;
use super::events::Events;
use super::url::{Place, place};
use super::{Fragment, Html, RemarkKind, Slot, SlotKind, Writer};
use pulldown_cmark::{CowStr, Event, LinkType, Tag};
use std::ops::Range;

/// Where a link or picture points, as it stands in the source.
pub(super) struct Target<'t> {
    pub(super) kind: LinkType,
    pub(super) address: &'t str,
    pub(super) title: &'t str,
    /// Bytes of the whole link in the marked text.
    pub(super) range: Range<usize>,
    pub(super) definition: Option<Range<usize>>,
}

/// The last picture written: its bytes in the HTML, and those of its title attribute.
pub(super) struct LastPicture {
    pub(super) html: Range<usize>,
    title_attribute: Range<usize>,
    title: String,
}

/// Takes a link's or picture's tag apart.
pub(super) fn target<'t>(tag: &'t Tag, range: Range<usize>, events: &Events) -> Option<Target<'t>> {
    let (Tag::Link { link_type, dest_url, title, .. } | Tag::Image { link_type, dest_url, title, .. }) = tag else {
        return None;
    };
    let definition = match link_type {
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => events.definition(tag),
        _ => None,
    };
    Some(Target { kind: *link_type, address: dest_url, title, range, definition })
}

fn is_picture(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".gif", ".webp"].iter().any(|end| lower.ends_with(end))
}

impl<'a> Writer<'a> {
    pub(super) fn open_link(&mut self, target: &Target) {
        let marked = self.marked;
        let address = marked.clean(target.address);
        let place = self.place(&address, target, false);
        self.links.push(place != Place::Unsafe);
        if place == Place::Unsafe {
            return;
        }
        if place == Place::Inside && self.text.ends_with('！') && is_picture(&address) {
            let range = self.target_range(target);
            self.slip(Slip::MaybePicture, &range, &address, &address);
        }
        self.html.push_str("<a href=\"");
        if target.kind == LinkType::Email {
            self.html.push_str("mailto:");
        }
        self.address(place, &address, target, SlotKind::Link);
        if !target.title.is_empty() {
            self.html.push_str("\" title=\"");
            escape::text(&mut self.html, &marked.clean(target.title));
        }
        self.html.push_str("\">");
    }

    pub(super) fn close_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.html.push_str("</a>");
        }
    }

    /// Writes a picture and takes its events up to its end.
    pub(super) fn picture(&mut self, target: &Target, events: &mut Events<'a>) {
        let marked = self.marked;
        let address = marked.clean(target.address);
        let alt = self.alt(events);
        let place = self.place(&address, target, true);
        self.text.push_str(&alt);
        if place == Place::Unsafe {
            escape::text(&mut self.html, &alt);
            return;
        }
        if place == Place::Written && !address.starts_with("data:") {
            let host = address.split("//").nth(1).unwrap_or(&address).split('/').next().unwrap_or_default().to_owned();
            let range = self.target_range(target);
            self.slip(Slip::ForeignPicture, &range, &host, "");
        }
        let start = self.html.len();
        self.html.push_str("<img src=\"");
        self.address(place, &address, target, SlotKind::Picture);
        self.html.push_str("\" alt=\"");
        escape::text(&mut self.html, &alt);
        self.html.push('"');
        let title_start = self.html.len();
        let title = marked.clean(target.title);
        if !title.is_empty() {
            self.html.push_str(" title=\"");
            escape::text(&mut self.html, &title);
            self.html.push('"');
        }
        let title_attribute = title_start..self.html.len();
        if self.options.extensions {
            self.html.push_str(if self.last_picture.is_some() { " loading=\"lazy\"" } else { "" });
            self.html.push_str(" decoding=\"async\"");
        }
        self.html.push_str(" />");
        let title = title.into_owned();
        self.last_picture = Some(LastPicture { html: start..self.html.len(), title_attribute, title });
    }

    /// Makes the paragraph that began at `start` a figure, if it holds one picture and nothing else.
    pub(super) fn figure(&mut self, start: usize) -> bool {
        const OPEN: &str = "<figure>";
        let Some(picture) = &self.last_picture else {
            return false;
        };
        let (before, after) = ("<p>".len(), &picture.html);
        if !self.options.extensions || after.start != start + before || after.end != self.html.len() {
            return false;
        }
        if !picture.title.is_empty() {
            self.html.replace_range(picture.title_attribute.clone(), "");
            self.html.push_str("<figcaption>");
            escape::text(&mut self.html, &picture.title);
            self.html.push_str("</figcaption>");
            self.text.push(' ');
            self.text.push_str(&picture.title);
        }
        self.html.replace_range(start..start + before, OPEN);
        self.move_slots(start, OPEN.len() - before);
        self.html.push_str("</figure>\n");
        true
    }

    /// Moves the slots after a place in the HTML that has grown.
    pub(super) fn move_slots(&mut self, start: usize, by: usize) {
        for slot in self.slots.iter_mut().rev().take_while(|slot| slot.at >= start) {
            slot.at += by;
        }
    }

    fn place(&mut self, address: &str, target: &Target, is_picture: bool) -> Place {
        if !self.options.check_urls || target.kind == LinkType::Email {
            return Place::Written;
        }
        let place = place(address, is_picture);
        if place == Place::Unsafe {
            self.remark(RemarkKind::UnsafeUrl { url: address.to_string() }, &self.target_range(target));
        }
        place
    }

    fn address(&mut self, place: Place, address: &str, target: &Target, kind: SlotKind) {
        if place == Place::Written {
            if self.options.heading_ids && address.starts_with('#') {
                let range = self.way.in_source(&self.target_range(target));
                self.fragments.push(Fragment { target: address.to_string(), range });
            }
            return escape::href(&mut self.html, address);
        }
        let range = self.way.in_source(&self.target_range(target));
        self.slots.push(Slot { at: self.html.len(), kind, target: address.to_string(), range });
        if self.options.html == Html::Clean {
            self.html.push_str(&self.placeholder);
            self.html.push_str(&(self.slots.len() - 1).to_string());
        }
    }

    /// The bytes of the address itself where it stands as it is, else of the whole link.
    fn target_range(&self, target: &Target) -> Range<usize> {
        let source = self.marked.text();
        let address = target.address;
        let found = match &target.definition {
            _ if address.is_empty() => None,
            Some(span) => source[span.clone()].find(address).map(|at| span.start + at),
            None => {
                let link = &source[target.range.clone()];
                let after = |opener: &str| {
                    link.rmatch_indices(opener).take(16).map(|(at, _)| at + opener.len()).find(|&at| link[at..].starts_with(address))
                };
                after("](").or_else(|| after("](<")).or_else(|| link.rfind(address)).map(|at| target.range.start + at)
            }
        };
        found.map_or(target.range.clone(), |at| at..at + address.len())
    }

    /// The text inside a picture's brackets.
    fn alt(&mut self, events: &mut Events<'a>) -> String {
        let mut alt = String::new();
        let mut depth = 0_usize;
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                Event::Text(text) | Event::Code(text) => self.append(&mut alt, &text),
                Event::InlineHtml(html) if self.options.html == Html::Raw => alt.push_str(&html),
                Event::SoftBreak if !self.joins_next(alt.chars().next_back(), events) => alt.push(' '),
                Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        alt
    }

    fn append(&self, to: &mut String, text: &CowStr) {
        to.push_str(&self.marked.clean(text));
    }
}
