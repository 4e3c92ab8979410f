//! The walk through a text: what Markdown makes of it, and what it would swallow.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, OffsetIter, Tag, TagEnd};

use super::super::chinese::{Marked, is_han};
use super::Look;
use super::address::{Address, is_picture as is_picture_address, straight};
use super::characters::is_dropped;
use super::code::Code;
use super::inline::{head, is_mask};
use super::marks::{List, braces, colon, underline};
use super::notes::Notes;
use super::slips::Slip;

/// A run of `_` longer than this is no emphasis.
const LONGEST_RUN: usize = 3;

/// What the walk is in.
#[derive(Default)]
struct State {
    /// Lines of the paragraph, item or cell.
    lines: Vec<Range<usize>>,
    /// The line that is not complete yet.
    line: Option<Range<usize>>,
    /// Text without any mark.
    stretch: Option<Range<usize>>,
    /// Whether the lines are those of an item, whose first has its mark.
    is_item: bool,
    /// Whether the lines are a paragraph's or an item's.
    is_flow: bool,
    code: Option<Code>,
    lists: Vec<List>,
    in_picture: usize,
    /// How far the text has become events.
    cursor: usize,
    /// Beginnings of link definitions.
    definitions: Vec<usize>,
    /// Beginnings of the definitions that something refers to.
    used: HashSet<usize>,
    notes: Notes,
    /// How far runs that open emphasis were looked at.
    looked: usize,
    /// Runs that are kept.
    runs: HashSet<usize>,
}

/// Walks through the events of a text.
///
/// They are those of the text with marks beside its emphasis, as it will be rendered.
pub(super) fn walk(look: &mut Look<'_>, marked: &Marked<'_>, mut events: OffsetIter<'_>) {
    let mut state = State::default();
    let has_definitions = look.text.contains("]:");
    while let Some((event, range)) = events.next() {
        let range = marked.in_source(&range);
        if has_definitions {
            state.gap(look.text, &event, &range);
        }
        match event {
            Event::Start(tag) => {
                if let Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. } = &tag
                    && matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
                    && let Some(definition) = events.reference_definitions().get(id)
                    && can_be_address(&definition.dest)
                {
                    state.used.insert(marked.in_source(&definition.span).start);
                }
                state.start(look, tag, range);
            }
            Event::End(tag) => state.end(look, tag, range),
            Event::Text(_) => state.text(look, range),
            Event::SoftBreak | Event::HardBreak => state.end_line(look),
            Event::FootnoteReference(name) => {
                let within = state.notes.open.last().copied();
                state.notes.referred.push((name.to_string(), within));
                state.other(look, &range);
            }
            Event::Code(_) | Event::InlineHtml(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                state.other(look, &range);
            }
            Event::Html(_) | Event::Rule => {}
        }
    }
    state.end_flow(look);
    if has_definitions {
        state.gap_to(look.text, look.text.len());
        state.end_definitions(look);
    }
    state.notes.end(look);
}

/// Whether the target of a definition can be one, and is no `8月13日`.
fn can_be_address(target: &str) -> bool {
    let has_scheme = target.contains(':') && !target.starts_with(|c: char| c.is_ascii_digit()) && !target.contains(is_han);
    let is_word = !target.contains(|c: char| is_han(c) || c.is_ascii_digit());
    target.contains(['/', '#', '.', '@']) || has_scheme || is_word
}

impl State {
    fn start(&mut self, look: &mut Look<'_>, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {
                self.end_stretch(look);
                self.extend_line(range.start..range.start);
                self.run(look, &range);
            }
            Tag::Link { link_type, ref dest_url, .. } | Tag::Image { link_type, ref dest_url, .. } => {
                self.end_stretch(look);
                self.extend_line(range.start..range.start);
                let is_picture = matches!(tag, Tag::Image { .. });
                if !is_picture && is_picture_address(dest_url) {
                    self.exclamation(look, range.start, dest_url);
                }
                if link_type == LinkType::Inline && self.in_picture == 0 {
                    self.address(look, &range, dest_url, is_picture);
                }
                self.in_picture += usize::from(is_picture);
                look.in_link = true;
            }
            block => {
                self.end_flow(look);
                self.start_block(look, block, range);
            }
        }
    }

    fn start_block(&mut self, look: &mut Look<'_>, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => (self.is_flow, self.is_item) = (true, false),
            Tag::Item => {
                (self.is_flow, self.is_item) = (true, true);
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(range);
                }
            }
            Tag::List(None) => {
                let mark = look.text.as_bytes().get(range.start).copied().unwrap_or(0);
                self.lists.push(List { start: range.start, items: Vec::new(), mark });
            }
            Tag::List(Some(_)) => self.lists.push(List { start: range.start, items: Vec::new(), mark: 0 }),
            Tag::CodeBlock(kind) => {
                let (is_fenced, has_info) = match kind {
                    CodeBlockKind::Fenced(info) => (true, !info.trim().is_empty()),
                    CodeBlockKind::Indented => (false, false),
                };
                let indent = self.lists.last().map_or(0, |list| list.text_column(look.text));
                self.code = Some(Code { range, is_fenced, has_info, lines: Vec::new(), indent });
            }
            Tag::Heading { classes, attrs, .. } => {
                // Of attributes only ids and classes reach the page.
                if !attrs.is_empty() || classes.iter().any(|class| !class.is_ascii()) {
                    braces(look, &range);
                }
                underline(look, &range);
            }
            Tag::DefinitionListDefinition => colon(look, range.start),
            Tag::Table(_) => look.wide_rows(&range),
            Tag::FootnoteDefinition(name) => {
                self.notes.open.push(self.notes.defined.len());
                self.notes.defined.push((name.to_string(), range));
            }
            _ => {}
        }
    }

    fn end(&mut self, look: &mut Look<'_>, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.end_stretch(look);
                self.extend_line(range);
            }
            TagEnd::Link | TagEnd::Image => {
                self.end_stretch(look);
                self.in_picture -= usize::from(tag == TagEnd::Image);
                look.in_link = false;
                self.extend_line(range);
            }
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    code.end(look);
                }
            }
            TagEnd::List(_) => {
                self.end_flow(look);
                if let Some(list) = self.lists.pop() {
                    list.end(look, self.lists.is_empty());
                }
            }
            TagEnd::FootnoteDefinition => {
                self.end_flow(look);
                self.notes.open.pop();
            }
            _ => self.end_flow(look),
        }
    }

    /// Text: part of a stretch, unless it is code, or stands for a character that no page may hold.
    fn text(&mut self, look: &mut Look<'_>, range: Range<usize>) {
        if let Some(code) = &mut self.code {
            code.lines.push(range);
            return;
        }
        let typed = look.text.get(range.clone()).unwrap_or_default();
        if typed.starts_with("&#") && reference(typed).is_some_and(is_dropped) {
            look.say(Slip::Control, range.clone(), typed, "");
            look.edits.put(range.clone(), "");
        }
        self.extend_line(range.clone());
        match &mut self.stretch {
            Some(stretch) if stretch.end == range.start => stretch.end = range.end,
            _ => {
                self.end_stretch(look);
                self.stretch = Some(range);
            }
        }
    }

    /// Something that is not text, within a line.
    fn other(&mut self, look: &mut Look<'_>, range: &Range<usize>) {
        self.end_stretch(look);
        self.extend_line(range.clone());
    }

    fn extend_line(&mut self, range: Range<usize>) {
        match &mut self.line {
            Some(line) => line.end = line.end.max(range.end),
            None => self.line = Some(range),
        }
    }

    fn end_stretch(&mut self, look: &mut Look<'_>) {
        if let Some(stretch) = self.stretch.take().filter(|_| self.in_picture == 0) {
            look.stretch(&stretch);
        }
    }

    fn end_line(&mut self, look: &mut Look<'_>) {
        self.end_stretch(look);
        self.lines.extend(self.line.take());
    }

    /// The end of a paragraph, or of the first lines of an item.
    fn end_flow(&mut self, look: &mut Look<'_>) {
        self.end_line(look);
        if self.is_flow && !self.lines.is_empty() {
            look.lines(&self.lines, self.is_item);
        }
        self.lines.clear();
        self.is_flow = false;
    }

    /// `！[图](a.png)` at the beginning of a line: no sentence ends with that mark.
    fn exclamation(&mut self, look: &mut Look<'_>, at: usize, target: &str) {
        let Some(line) = self.line.clone().filter(|line| line.start < at) else { return };
        let lead = look.text.get(line.start..at).unwrap_or_default();
        let bare = lead.trim();
        if matches!(bare, "！" | "!") {
            look.say(Slip::Picture, line.start..at, lead, &format!("![…]({target})"));
            look.edits.put(line.start..at, "!");
        }
    }

    /// The address of a link that Markdown reads as one: `（` and `\` in it are slips.
    fn address(&mut self, look: &mut Look<'_>, range: &Range<usize>, target: &str, is_picture: bool) {
        let Some(link) = look.text.get(range.clone()) else { return };
        let Some(open) = link.rfind("](").map(|at| at + "](".len()) else { return };
        let Some(raw) = link.get(open..link.len().saturating_sub(1)) else { return };
        let raw_range = range.start + open..range.start + open + raw.len();
        // `[去](a.md），见(附件)`: the address ends at the first parenthesis.
        if let Some(at) = raw.find('）').filter(|at| !raw[..*at].contains('（') && Address::read(&raw[..*at]).is_some()) {
            let wanted = format!("[…]({})", &raw[..at]);
            look.say(if is_picture { Slip::Picture } else { Slip::Link }, raw_range.clone(), &raw[..at + '）'.len_utf8()], &wanted);
            let at = raw_range.start + at;
            look.edits.put(at..at + '）'.len_utf8(), ")");
            return;
        }
        let is_drive = target.as_bytes().get(1) == Some(&b':');
        let is_web_typed = target.starts_with("http") && target.contains(['：', '／', '．']);
        // A browser takes two slashes, of either kind, for another site.
        let is_elsewhere = raw.trim_start_matches('<').starts_with(['\\', '/']);
        if raw.contains('\\') && !is_drive && !is_elsewhere && !raw.contains("\\(") && !raw.contains("\\)") && !raw.contains("\\_") {
            let wanted = raw.replace('\\', "/");
            look.say(Slip::Backslash, raw_range.clone(), raw, &wanted);
            for (at, _) in raw.match_indices('\\') {
                look.edits.put(raw_range.start + at..raw_range.start + at + 1, "/");
            }
        } else if is_web_typed {
            let wanted = straight(raw);
            look.say(Slip::Link, raw_range.clone(), raw, &format!("[…]({wanted})"));
            look.edits.put(raw_range, wanted);
        }
    }

    /// `3*5=15元，另有2*3` and `~20人~`: marks that are no emphasis are kept.
    fn run(&mut self, look: &mut Look<'_>, range: &Range<usize>) {
        let text = look.text;
        let bytes = text.as_bytes();
        let Some(&mark) = bytes.get(range.start) else { return };
        // All elements that begin in one run are looked at with the first.
        if range.start < self.looked {
            return;
        }
        let around = |at: usize| {
            let before = bytes[..at].iter().rev().take_while(|b| **b == mark).count();
            let after = bytes[at..].iter().take_while(|b| **b == mark).count();
            at - before..at + after
        };
        let open = around(range.start);
        self.looked = open.end;
        let close = around(range.end.saturating_sub(1).max(range.start));
        if close.start < open.end {
            return;
        }
        let is_kept = match mark {
            b'~' => open.len() == 1 || close.len() == 1 || is_product(text, &open) || is_product(text, &close),
            b'*' => is_product(text, &open) || is_product(text, &close) || is_hiding(text, &open, &close),
            // Blanks to be filled in.
            _ => open.len() > LONGEST_RUN || close.len() > LONGEST_RUN,
        };
        if !is_kept {
            return;
        }
        let kind = if mark == b'~' { Slip::Tilde } else { Slip::Asterisk };
        let from = text[..open.start].char_indices().rev().take(4).last().map_or(open.start, |(at, _)| at);
        let typed = text.get(from..range.end).map_or("", |typed| typed.lines().next().unwrap_or_default()).to_owned();
        look.say(kind, open.start..open.end, &typed, "");
        for run in [open, close] {
            if self.runs.insert(run.start) {
                run.for_each(|at| look.edits.escape(at));
            }
        }
    }

    /// What lies between the events of Markdown: definitions of links.
    fn gap(&mut self, text: &str, event: &Event<'_>, range: &Range<usize>) {
        let to = if matches!(event, Event::End(_)) { range.end } else { range.start };
        self.gap_to(text, to);
        let is_container = matches!(
            event,
            Event::Start(
                Tag::BlockQuote(_)
                    | Tag::List(_)
                    | Tag::Item
                    | Tag::FootnoteDefinition(_)
                    | Tag::DefinitionList
                    | Tag::DefinitionListDefinition
            )
        );
        let end = if is_container { range.start } else { range.end };
        self.cursor = self.cursor.max(end);
    }

    fn gap_to(&mut self, text: &str, to: usize) {
        if to > self.cursor
            && let Some(gap) = text.get(self.cursor..to)
        {
            let mut at = self.cursor;
            for line in gap.split_inclusive('\n') {
                let inner = line
                    .trim_start_matches([' ', '>', '\t', '-', '*', '+', '.', ')', ':'])
                    .trim_start_matches(|c: char| c.is_ascii_digit());
                if inner.starts_with('[') && !inner.starts_with("[^") && inner.contains("]:") {
                    self.definitions.push(at + line.len() - inner.len());
                }
                at += line.len();
            }
            self.cursor = to;
        }
    }

    /// Definitions that nothing refers to are text.
    fn end_definitions(&mut self, look: &mut Look<'_>) {
        for &at in self.definitions.iter().filter(|at| !self.used.contains(at)) {
            let line = look.text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            look.say(Slip::Definition, at..at + line.len(), line, "");
            look.edits.escape(at);
        }
    }
}

/// Whether a run stands between two figures, or between a figure with its unit and a figure.
fn is_product(text: &str, run: &Range<usize>) -> bool {
    let after = text[run.end..].chars().next();
    let mut before = text[..run.start].chars().rev();
    let first = before.next();
    let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c.is_numeric() && !is_han(c));
    is_figure(after) && (is_figure(first) || first.is_some_and(is_han) && is_figure(before.next()))
}

/// Whether two runs hide the names before them.
fn is_hiding(text: &str, open: &Range<usize>, close: &Range<usize>) -> bool {
    let from = text[..open.start].chars().next_back().map_or(0, char::len_utf8);
    let start = open.start - from;
    let end = (close.end + 8).min(text.len());
    if close.start - open.end > 24 {
        return false;
    }
    let part = &text[start..];
    let part = head(part, end - start);
    is_mask(part, &(open.start - start..open.end - start), &(close.start - start..close.end - start))
}

/// The character that a numeric reference stands for.
fn reference(typed: &str) -> Option<char> {
    let digits = typed.strip_prefix("&#")?.strip_suffix(';')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(number)
}
