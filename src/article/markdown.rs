//! One article's Markdown → HTML with gaps, plain text, summary, headings and remarks.
//!
//! Owns the HTML of article bodies: a writer of our own over pulldown-cmark's events.
//! In goes one source text, out comes one [`Rendered`]; nothing else is read.
//! Never looks at another file: a link into the site stays a [`Slot`] until the site is joined.
//! Never recurses: whatever is nested is a counter or a stack here, so no input overflows.
//!
//! Every rule that CommonMark does not have is one field of [`MarkdownOptions`];
//! with all of them off the output is that of the specification's examples, byte for byte.
//!
//! Raw HTML ([`Html`]): with `Escape` nothing but a few elements without attributes gets through;
//! with `Clean` the finished body is parsed and cleaned once as a whole, which keeps inline tags in pairs.

mod block;
mod clean;
mod events;
mod footnote;
mod heading;
mod link;
mod numbers;
mod raw_html;
mod raw_writer;
mod rendered;
mod url;

use super::chinese::{self, Marked};
use super::escape;
use super::typing::{Slip, Slips, Typed};
use events::Events;
use pulldown_cmark::{Event, Tag, TagEnd};
pub use rendered::{Fragment, Heading, Html, Labels, MarkdownOptions, Remark, RemarkKind, Rendered, Slot, SlotKind};
use std::ops::Range;

/// Deeper containers are not written, only what is in them (S8).
const MOST_DEPTH: usize = 100;
/// Remarks after these are dropped: an article with so many has one cause.
const MOST_REMARKS: usize = 200;

/// Renders one body. `slug` makes an ASCII slug of a heading's text; an empty one becomes `section`.
///
/// Pure: the same arguments give the same result. There are no errors, since any text is Markdown.
#[must_use]
pub fn render(source: &str, options: &MarkdownOptions, slug: &dyn Fn(&str) -> String) -> Rendered {
    let mut typed = if options.typing { Typed::read(source, events::options(options.extensions)) } else { Typed::as_typed(source) };
    let slips = std::mem::take(&mut typed.slips);
    let marked = if options.chinese { chinese::mark_emphasis(typed.text()) } else { Marked::unmarked(typed.text()) };
    let mut events = Events::new(marked.text(), options.extensions);
    let mut writer = Writer::new(source, options, Way { typed: &typed, marked: &marked }, slips, slug);
    writer.run(&mut events);
    writer.write_notes(&mut events);
    writer.finish()
}

/// The way from the text that is parsed back to the source.
#[derive(Clone, Copy)]
struct Way<'a> {
    typed: &'a Typed<'a>,
    marked: &'a Marked<'a>,
}

impl Way<'_> {
    /// Bytes of the parsed text → bytes of the source.
    fn in_source(self, range: &Range<usize>) -> Range<usize> {
        self.typed.in_source(&self.marked.in_source(range))
    }
}

struct Writer<'a> {
    options: &'a MarkdownOptions,
    way: Way<'a>,
    marked: &'a Marked<'a>,
    slips: Slips,
    slug: &'a dyn Fn(&str) -> String,
    /// What a slot holds until the HTML is cleaned.
    placeholder: String,
    html: String,
    text: String,
    slots: Vec<Slot>,
    fragments: Vec<Fragment>,
    headings: Vec<Heading>,
    /// Offsets in `html` of the digits of each heading's tags.
    digits: Vec<[usize; 2]>,
    remarks: Vec<Remark>,
    /// Bytes of `text`: the paragraphs that a summary may use.
    paragraphs: Vec<Range<usize>>,
    /// Bytes of `text` before `<!--more-->`.
    more: Option<usize>,
    has_code: bool,
    /// Bytes of `text` that are code.
    code: Vec<Range<usize>>,
    /// Whether the reading of a ruby is open in HTML that will be cleaned.
    in_reading: bool,
    ids: heading::Ids,
    notes: footnote::Notes<'a>,
    block: block::Block,
    /// Elements that are open.
    depth: usize,
    /// Raw elements that are open, with an empty name for each open element of Markdown.
    raw: Vec<&'static str>,
    /// Elements of raw HTML that are open, where it is cleaned.
    raw_depth: usize,
    /// Whether each open link is written.
    links: Vec<bool>,
    last_picture: Option<link::LastPicture>,
}

impl<'a> Writer<'a> {
    fn new(source: &str, options: &'a MarkdownOptions, way: Way<'a>, slips: Slips, slug: &'a dyn Fn(&str) -> String) -> Self {
        let clean = options.html == Html::Clean;
        Writer {
            options,
            way,
            marked: way.marked,
            slips,
            slug,
            placeholder: if clean { clean::placeholder(source) } else { String::new() },
            html: String::with_capacity(source.len() + source.len() / 16 + 192),
            text: String::with_capacity(source.len()),
            slots: Vec::new(),
            fragments: Vec::new(),
            headings: Vec::new(),
            digits: Vec::new(),
            remarks: Vec::new(),
            paragraphs: Vec::new(),
            more: None,
            has_code: false,
            code: Vec::new(),
            in_reading: false,
            ids: if options.extensions { heading::Ids::reserve(source) } else { heading::Ids::default() },
            notes: footnote::Notes::default(),
            block: block::Block::default(),
            depth: 0,
            raw: Vec::new(),
            raw_depth: 0,
            links: Vec::new(),
            last_picture: None,
        }
    }

    fn run(&mut self, events: &mut Events<'a>) {
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(tag) => self.start(tag, range, events),
                Event::End(tag) => self.end(tag),
                Event::Text(text) => self.text(&text),
                Event::Code(code) => self.code(&code),
                Event::Html(html) => self.block_html(&html, &range),
                Event::InlineHtml(html) => self.inline_html(&html, &range),
                Event::SoftBreak => self.soft_break(events),
                Event::HardBreak => self.hard_break(),
                Event::Rule => {
                    self.fresh_line();
                    self.html.push_str("<hr />\n");
                }
                Event::FootnoteReference(name) => self.note_reference(&name),
                Event::TaskListMarker(done) => self.task(done),
                // Not asked for in `Events::new`.
                Event::InlineMath(_) | Event::DisplayMath(_) => {}
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>, events: &mut Events<'a>) {
        match tag {
            Tag::Image { .. } => {
                if let Some(target) = link::target(&tag, range, events) {
                    self.picture(&target, events);
                }
                return;
            }
            Tag::FootnoteDefinition(name) => return self.keep_note(&name, events),
            _ => {}
        }
        self.depth += 1;
        if self.options.html == Html::Escape {
            self.raw.push("");
        }
        match tag {
            Tag::Link { .. } => {
                if let Some(target) = link::target(&tag, range, events) {
                    self.open_link(&target);
                }
            }
            Tag::Emphasis => self.open_inline("<em>", &range),
            Tag::Strong => self.open_inline("<strong>", &range),
            Tag::Strikethrough => self.open_inline("<del>", &range),
            block => self.start_block(block, range),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.close_raw();
        self.depth -= 1;
        match tag {
            TagEnd::Link => self.close_link(),
            TagEnd::Emphasis => self.close_inline("</em>"),
            TagEnd::Strong => self.close_inline("</strong>"),
            TagEnd::Strikethrough => self.close_inline("</del>"),
            block => self.end_block(block),
        }
    }

    fn open_inline(&mut self, tag: &str, range: &Range<usize>) {
        if self.is_written(self.depth, range) {
            self.html.push_str(tag);
        }
    }

    fn close_inline(&mut self, tag: &str) {
        if self.depth < MOST_DEPTH {
            self.html.push_str(tag);
        }
    }

    /// Whether an element at this depth, which has just begun, is written.
    fn is_written(&mut self, depth: usize, range: &Range<usize>) -> bool {
        if depth > MOST_DEPTH && !self.remarks.iter().any(|remark| remark.kind == RemarkKind::TooDeep) {
            self.remark(RemarkKind::TooDeep, range);
        }
        depth <= MOST_DEPTH
    }

    fn text(&mut self, text: &str) {
        let marked = self.marked;
        let clean = marked.clean(text);
        if self.block.takes_code(&clean) {
            return;
        }
        if self.block.is_code() {
            self.code_text(&clean);
            return escape::text(&mut self.html, &clean);
        }
        let mut visible: &str = &clean;
        if self.options.indent && self.block.paragraph == Some(self.html.len()) {
            visible = visible.trim_start_matches(['\u{3000}', ' ', '\u{a0}']);
        }
        escape::text(&mut self.html, visible);
        self.read(visible);
    }

    /// Adds to the plain text what is no reading beside its base (`<rt>`).
    fn read(&mut self, text: &str) {
        // Emphasis may stand within a reading, but nothing goes deep there.
        let is_reading = self.in_reading || self.raw.iter().rev().take(4).any(|open| matches!(*open, "rt" | "rp"));
        if !is_reading {
            self.text.push_str(text);
        }
    }

    /// Adds code to the plain text: found like everything that can be read, but neither counted nor part of a summary.
    fn code_text(&mut self, code: &str) {
        let start = self.text.len();
        self.text.push_str(code);
        self.code.push(start..self.text.len());
    }

    fn code(&mut self, code: &str) {
        let marked = self.marked;
        let clean = marked.clean(code);
        self.html.push_str("<code>");
        escape::text(&mut self.html, &clean);
        self.html.push_str("</code>");
        self.read(&clean);
    }

    fn soft_break(&mut self, events: &mut Events<'a>) {
        if !self.joins_next(self.text.chars().next_back(), events) {
            self.html.push('\n');
            self.text.push(' ');
        }
    }

    fn hard_break(&mut self) {
        self.html.push_str("<br />\n");
        self.text.push(' ');
    }

    /// Whether a soft break between `before` and the next character of text disappears (R12).
    fn joins_next(&self, before: Option<char>, events: &mut Events<'a>) -> bool {
        let Some(before) = before.filter(|_| self.options.chinese) else {
            return false;
        };
        let mut ahead = 0;
        loop {
            let after = match events.peek(ahead) {
                Some(Event::Text(text) | Event::Code(text)) => self.marked.first_char(text),
                Some(Event::InlineHtml(html)) if !html.starts_with("<br") => None,
                Some(Event::Start(Tag::Image { .. })) => return false,
                Some(Event::Start(_) | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)) => None,
                _ => return false,
            };
            if let Some(after) = after {
                return chinese::joins(before, after);
            }
            ahead += 1;
        }
    }

    /// Starts a new line of HTML unless one has just begun.
    fn fresh_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// Ends a block of the plain text.
    fn break_text(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// `range` is of the marked text.
    fn remark(&mut self, kind: RemarkKind, range: &Range<usize>) {
        if self.remarks.len() < MOST_REMARKS {
            self.remarks.push(Remark { kind, range: self.way.in_source(range) });
        }
    }

    /// `range` is of the marked text.
    fn slip(&mut self, kind: Slip, range: &Range<usize>, typed: &str, wanted: &str) {
        if self.options.typing {
            self.slips.add(kind, self.way.in_source(range), typed, wanted);
        }
    }

    fn finish(mut self) -> Rendered {
        self.level_headings();
        let summary = self.summary();
        let code_words: usize = self.code.iter().map(|range| chinese::count_words(&self.text[range.clone()])).sum();
        self.text.truncate(self.text.trim_end().len());
        let (html, slots) = match self.options.html {
            Html::Clean => clean::clean(&self.html, &self.placeholder, &self.slots),
            Html::Escape | Html::Raw => (self.html, self.slots),
        };
        let slips = self.slips.take().into_iter().map(|found| Remark { range: found.range.clone(), kind: RemarkKind::Typed(found) });
        self.remarks.extend(slips);
        let has_more_ids = self.options.html == Html::Clean || self.notes.are_used();
        // Both stay for as long as the site does: copies have no room to spare.
        let (html, text) = (html.as_str().to_owned(), self.text.as_str().to_owned());
        Rendered {
            anchors: if has_more_ids { ids(&html) } else { Vec::new() },
            html,
            slots,
            fragments: self.fragments,
            headings: self.headings,
            summary,
            words: chinese::count_words(&text).saturating_sub(code_words),
            text,
            has_code: self.has_code,
            remarks: self.remarks,
        }
    }

    /// The plain text without code.
    fn prose(&self) -> String {
        let mut prose = String::with_capacity(self.text.len());
        let mut done = 0;
        for code in &self.code {
            prose.push_str(&self.text[done..code.start]);
            done = code.end;
        }
        prose + &self.text[done..]
    }

    fn summary(&self) -> String {
        if let Some(more) = self.more {
            return chinese::gather(self.text[..more].lines(), usize::MAX - 1).0;
        }
        if self.paragraphs.is_empty() {
            return if self.code.is_empty() { chinese::summary(self.text.lines()) } else { chinese::summary(self.prose().lines()) };
        }
        chinese::summary(self.paragraphs.iter().map(|range| &self.text[range.clone()]))
    }
}

/// Every id in the HTML, sorted.
fn ids(html: &str) -> Vec<String> {
    let mut ids: Vec<String> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
    ids.sort_unstable();
    ids
}
