//! The terms of one article, counted: how often, in the title, at which places.

use super::fold::Folded;
use super::terms::{self, KEY_BITS, char_key};

/// The level of a term that stands in the title.
pub(crate) const TITLE: u8 = 3;
/// The length, in folded characters, at which an article counts as neither short nor long.
const USUAL: u32 = 600;
/// Places are kept modulo this: enough to tell most phrases from their parts.
pub(crate) const PLACES: u32 = 16;

/// A term of the article at hand: how often it stands there (8 bits), whether in the
/// title, and its first three places.
#[derive(Clone, Copy)]
pub(crate) struct Slot {
    pub(crate) key: u32,
    seen: u32,
}

impl Slot {
    const FREE: Self = Self { key: u32::MAX, seen: 0 };
    /// Added to the keys of characters.
    pub(crate) const CHAR: u32 = 1 << KEY_BITS;
    pub(crate) const TITLE: u32 = 1 << 8;
    /// The term has no places.
    pub(crate) const ANYWHERE: u32 = 1 << 9;
    /// Where the first place stands, 4 bits each.
    const PLACE: u32 = 12;

    /// Counts the term once more; `what` is a place in the high bits, and flags.
    fn see(&mut self, what: u32) {
        let count = self.seen & 255;
        let place = what >> Self::PLACE;
        if count < 3 {
            self.seen |= place << (Self::PLACE + 4 * count);
        }
        self.seen = (self.seen | what & 0xf00) + u32::from(count < 255);
    }

    /// What a posting says of a pair: the first places (4 bits each, 12 in all), whether it
    /// stands in the title, and the number of places, 0 if they are not known.
    pub(crate) fn note(self) -> u32 {
        let count = self.seen & 255;
        let title = u32::from(self.seen & Self::TITLE != 0) << 2;
        if count > 3 || self.seen & Self::ANYWHERE != 0 { title } else { self.seen >> Self::PLACE << 3 | title | count }
    }

    /// What a posting says of a character: [`TITLE`], else 0 to 2 by how often it stands
    /// there for the length (BM25 with k1 = 1.2, b = 0.75, in hundredths).
    pub(crate) fn level(self, len: u32) -> u32 {
        if self.seen & Self::TITLE != 0 {
            return TITLE.into();
        }
        let count = self.seen & 255;
        match u64::from(count) * 22_000 / u64::from(count * 100 + 30 + 90 * len / USUAL) {
            0..120 => 0,
            120..160 => 1,
            _ => 2,
        }
    }
}

/// A small hash table of terms, emptied after each article.
pub(crate) struct Counts {
    slots: Vec<Slot>,
    used: Vec<u32>,
}

impl Counts {
    pub(crate) fn new() -> Self {
        Self { slots: vec![Slot::FREE; 2048], used: Vec::new() }
    }

    /// Counts the terms of a text whose first character has the place `first`.
    pub(crate) fn text(&mut self, text: &Folded, first: usize, flag: u32) {
        let counts = std::cell::RefCell::new(self);
        terms::each(
            text,
            |c| counts.borrow_mut().add(char_key(c) | Slot::CHAR, flag),
            |key, at| {
                let place = at.map_or(Slot::ANYWHERE, |at| ((first + at) as u32 % PLACES) << Slot::PLACE);
                counts.borrow_mut().add(key, place | flag);
            },
        );
    }

    pub(crate) fn add(&mut self, key: u32, what: u32) {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            let slot = &mut self.slots[at];
            if slot.key == key {
                slot.see(what);
                return;
            }
            if slot.key == Slot::FREE.key {
                slot.key = key;
                slot.see(what);
                self.used.push(at as u32);
                if self.used.len() * 2 > self.slots.len() {
                    self.grow();
                }
                return;
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let old: Vec<Slot> = self.drain().collect();
        let mask = self.slots.len() * 4 - 1;
        self.slots = vec![Slot::FREE; mask + 1];
        for slot in old {
            let mut at = slot.key as usize & mask;
            while self.slots[at].key != Slot::FREE.key {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
            self.used.push(at as u32);
        }
    }

    /// Every term; the table is empty afterwards.
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = Slot> {
        let slots = &mut self.slots;
        self.used.drain(..).map(move |at| std::mem::replace(&mut slots[at as usize], Slot::FREE))
    }
}
