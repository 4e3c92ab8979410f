//! Numbered lists: an item keeps the number that was typed where it is not the one that follows.

use super::super::typing::Slip;
use super::{MOST_DEPTH, Writer};
use std::ops::Range;

/// How far a numbered list has come.
pub(super) struct Numbers {
    first: u64,
    next: u64,
    /// Whether all items so far have the first one's number: Markdown counts a list of `1.` by itself.
    are_same: bool,
}

impl From<u64> for Numbers {
    fn from(first: u64) -> Self {
        Numbers { first, next: first, are_same: true }
    }
}

impl Writer<'_> {
    /// An item keeps the number that was typed, where it is not the one that follows.
    pub(super) fn start_item(&mut self, range: &Range<usize>) {
        let marked = self.marked;
        let mut value = None;
        if self.options.typing
            && let Some(Some(numbers)) = self.block.numbers.last_mut()
        {
            let typed = marked.text().get(range.clone()).unwrap_or_default().trim_start();
            let digits = typed.bytes().take(9).take_while(u8::is_ascii_digit).count();
            let typed: u64 = typed[..digits].parse().unwrap_or(numbers.next);
            let counts_by_itself = numbers.are_same && typed == numbers.first && typed <= 1;
            numbers.are_same = counts_by_itself;
            if typed != numbers.next && !counts_by_itself {
                value = Some((typed, numbers.next));
                numbers.next = typed;
            }
            numbers.next += 1;
        }
        if let Some((typed, next)) = value {
            self.slip(Slip::Order, &(range.start..range.start), &typed.to_string(), &next.to_string());
        }
        if self.depth > MOST_DEPTH {
            return;
        }
        match value {
            Some((typed, _)) => self.open_block(&format!("<li value=\"{typed}\">")),
            None => self.open_block("<li>"),
        }
    }
}
