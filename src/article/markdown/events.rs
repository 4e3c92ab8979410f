//! The events of pulldown-cmark with a look ahead, and with events fed in (the bodies of footnotes).

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag};
use std::collections::VecDeque;
use std::ops::Range;

/// An event and its bytes in the marked text.
pub(super) type Spanned<'a> = (Event<'a>, Range<usize>);

/// What the parser is asked for.
pub(super) fn options(extensions: bool) -> Options {
    if extensions {
        Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST
    } else {
        Options::empty()
    }
}

pub(super) struct Events<'a> {
    queue: VecDeque<Spanned<'a>>,
    parser: OffsetIter<'a>,
}

impl<'a> Events<'a> {
    pub(super) fn new(text: &'a str, extensions: bool) -> Self {
        Events { queue: VecDeque::new(), parser: Parser::new_ext(text, options(extensions)).into_offset_iter() }
    }

    pub(super) fn next(&mut self) -> Option<Spanned<'a>> {
        self.queue.pop_front().or_else(|| self.parser.next())
    }

    /// The event `ahead` places after the next one.
    pub(super) fn peek(&mut self, ahead: usize) -> Option<&Event<'a>> {
        while self.queue.len() <= ahead {
            let event = self.parser.next()?;
            self.queue.push_back(event);
        }
        self.queue.get(ahead).map(|(event, _)| event)
    }

    /// Takes the events up to the end of the element that has just begun, without that end.
    pub(super) fn take_element(&mut self) -> Vec<Spanned<'a>> {
        let mut events = Vec::new();
        let mut depth = 0_usize;
        while let Some(event) = self.next() {
            match event.0 {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            events.push(event);
        }
        events
    }

    /// Makes these the next events. The parser must have ended.
    pub(super) fn feed(&mut self, events: Vec<Spanned<'a>>) {
        self.queue = events.into();
    }

    /// The bytes of the definition that a link or picture refers to.
    pub(super) fn definition(&self, tag: &Tag) -> Option<Range<usize>> {
        let (Tag::Link { id, .. } | Tag::Image { id, .. }) = tag else {
            return None;
        };
        Some(self.parser.reference_definitions().get(id)?.span.clone())
    }
}
