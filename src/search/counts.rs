//! The terms of one article, counted: how often, in the title, at which places.

use super::fold::Folded;
use super::terms::{self, FIRST_HAN, HAN, KEY_BITS, char_key};

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
    #[inline]
    pub(crate) fn note(self) -> u32 {
        let count = self.seen & 255;
        let title = u32::from(self.seen & Self::TITLE != 0) << 2;
        if count > 3 || self.seen & Self::ANYWHERE != 0 { title } else { self.seen >> Self::PLACE << 3 | title | count }
    }

    /// What a posting says of a character: [`TITLE`], else 0 to 2 by how often it stands
    /// there for the length (BM25 with k1 = 1.2, b = 0.75, in hundredths).
    #[inline]
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

/// The terms of the article at hand, emptied after each: a small hash table, and beside it the characters of the basic
/// blocks of Han, which are half of all terms and only counted, each at its own place.
pub(crate) struct Counts {
    slots: Vec<Slot>,
    used: Vec<u32>,
    /// What [`Slot::seen`] holds of each, by its distance from [`FIRST_HAN`].
    han: Vec<u16>,
    used_han: Vec<u16>,
}

impl Counts {
    pub(crate) fn new() -> Self {
        Self { slots: vec![Slot::FREE; 2048], used: Vec::new(), han: vec![0; HAN as usize], used_han: Vec::new() }
    }

    /// Counts the terms of a text whose first character has the place `first`.
    pub(crate) fn text(&mut self, text: &Folded, first: usize, flag: u32) {
        terms::each(text, &mut InText { counts: self, first, flag });
    }

    #[inline]
    fn add_char(&mut self, c: char, flag: u32) {
        let at = u32::from(c).wrapping_sub(FIRST_HAN);
        let Some(seen) = self.han.get_mut(at as usize) else { return self.add(char_key(c) | Slot::CHAR, flag) };
        if *seen == 0 {
            self.used_han.push(at as u16);
        }
        *seen = (*seen | flag as u16) + u16::from(*seen & 255 < 255);
    }

    #[inline]
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
        let old: Vec<Slot> = self.used.drain(..).map(|at| self.slots[at as usize]).collect();
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

    /// Every term; nothing is counted afterwards.
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = Slot> {
        let Self { slots, used, han, used_han } = self;
        let chars = used_han.drain(..).map(|at| {
            let seen = std::mem::take(&mut han[usize::from(at)]).into();
            Slot { key: char::from_u32(FIRST_HAN + u32::from(at)).map_or(0, char_key) | Slot::CHAR, seen }
        });
        used.drain(..).map(|at| std::mem::replace(&mut slots[at as usize], Slot::FREE)).chain(chars)
    }
}

/// A text whose terms are counted.
struct InText<'a> {
    counts: &'a mut Counts,
    first: usize,
    flag: u32,
}

impl terms::Take for InText<'_> {
    #[inline]
    fn char(&mut self, c: char) {
        self.counts.add_char(c, self.flag);
    }

    #[inline]
    fn pair(&mut self, key: u32, at: Option<usize>) {
        let place = at.map_or(Slot::ANYWHERE, |at| ((self.first + at) as u32 % PLACES) << Slot::PLACE);
        self.counts.add(key, place | self.flag);
    }
}
