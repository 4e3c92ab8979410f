//! Which terms a folded text has, and their numbers.
//!
//! A term number is a key of 30 bits. Two Han characters of the basic blocks have a
//! key of their own, so that a query of two characters is answered exactly; all other
//! terms share the rest of the room by hash. Keys are mixed so that their high bits,
//! which choose the shard, are spread evenly. `search.js` holds the same functions.

use super::fold::{Class, Folded};

/// Keys are smaller than `1 << KEY_BITS`.
pub(crate) const KEY_BITS: u32 = 30;
const MASK: u32 = (1 << KEY_BITS) - 1;
/// The basic blocks of Han, from here on,
pub(crate) const FIRST_HAN: u32 = 0x3400;
/// hold so many characters.
pub(crate) const HAN: u32 = 0x6c00;
const EXACT: u32 = HAN * HAN;
/// Runs of letters are found by their beginnings of up to this length.
pub(crate) const PREFIX: usize = 8;
/// Words of a query up to this length take overlapping pairs.
const OVERLAP: usize = 12;

/// A term: where its list stands and its key there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Key {
    /// One character.
    Char(u32),
    /// Everything else: pairs, numbers, beginnings of words, facets.
    Pair(u32),
}

pub(crate) fn char_key(c: char) -> u32 {
    mix(c as u32)
}

pub(crate) fn pair_key(a: char, b: char) -> u32 {
    let (x, y) = ((a as u32).wrapping_sub(FIRST_HAN), (b as u32).wrapping_sub(FIRST_HAN));
    if x < HAN && y < HAN { mix(x * HAN + y) } else { hashed(1, [a, b]) }
}

pub(crate) fn triple_key(a: char, b: char, c: char) -> u32 {
    hashed(2, [a, b, c])
}

pub(crate) fn prefix_key(letters: &[char]) -> u32 {
    hashed(3, letters.iter().copied())
}

/// The key of a facet's value: `kind` is the facet's place in [`super::KINDS`].
pub(crate) fn facet_key(kind: usize, value: &str) -> u32 {
    hashed(4 + kind as u32, value.chars())
}

/// The key of the first characters of a suggestion.
pub(crate) fn offer_key(first: &[char]) -> u32 {
    hashed(9, first.iter().copied())
}

fn hashed(seed: u32, chars: impl IntoIterator<Item = char>) -> u32 {
    let mut h = chars.into_iter().fold(seed, |h, c| (h ^ c as u32).wrapping_mul(0x0100_0193));
    h ^= h >> 16;
    h = h.wrapping_mul(0x7feb_352d);
    h ^= h >> 15;
    h = h.wrapping_mul(0x846c_a68b);
    h ^= h >> 16;
    mix(EXACT + h % (MASK + 1 - EXACT))
}

/// A bijection of the 30-bit numbers.
fn mix(x: u32) -> u32 {
    let x = (x ^ x >> 15).wrapping_mul(0x2c1b_3c6d) & MASK;
    let x = (x ^ x >> 12).wrapping_mul(0x297a_2d39) & MASK;
    x ^ x >> 15
}

/// Takes the terms of a text.
pub(crate) trait Take {
    /// A character.
    fn char(&mut self, c: char);
    /// A pair, a number or the beginning of a word; pairs and numbers with the place of their first character.
    fn pair(&mut self, key: u32, at: Option<usize>);
}

/// Hands over every term of a text as often as it stands there.
pub(crate) fn each(text: &Folded, to: &mut impl Take) {
    let Folded { chars, classes, .. } = text;
    let mut i = 0;
    while i < chars.len() {
        // Within a run of Han every character and every two are terms.
        let run = classes[i..].iter().take_while(|&&k| k == Class::Wide).count();
        for (at, two) in chars[i..i + run].windows(2).enumerate() {
            to.char(two[0]);
            to.pair(pair_key(two[0], two[1]), Some(i + at));
        }
        i += run.saturating_sub(1);
        one(chars, classes, i, to);
        i += 1;
    }
}

/// Hands over the terms that begin at one character.
fn one(chars: &[char], classes: &[Class], i: usize, to: &mut impl Take) {
    let (c, k) = (chars[i], classes[i]);
    if k == Class::Gap {
        return;
    }
    let next = classes.get(i + 1).copied().unwrap_or(Class::Gap);
    if k == Class::Letter {
        if i == 0 || classes[i - 1] != Class::Letter {
            let run = classes[i..].iter().take(PREFIX).take_while(|&&k| k == Class::Letter).count();
            (1..=run).for_each(|n| to.pair(prefix_key(&chars[i..i + n]), None));
        }
    } else {
        to.char(c);
    }
    if next == Class::Gap || k == Class::Letter && next == Class::Letter {
        return;
    }
    to.pair(pair_key(c, chars[i + 1]), Some(i));
    if k == Class::Digit && next == Class::Digit && classes.get(i + 2).is_some_and(|&k| k != Class::Gap) {
        to.pair(triple_key(c, chars[i + 1], chars[i + 2]), Some(i));
    }
}

/// A piece of a word that one term stands for: its place, its length and the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) at: usize,
    pub(crate) len: usize,
    pub(crate) key: Key,
}

/// Terms that cover a folded word of a query: every overlapping pair, or every second
/// if the word is long. What adjacency that loses is checked in the text. (Every second
/// pair of all words saves a quarter of the bytes of the lists at 100,000 articles, but
/// then thousands of pages would have to be checked for a phrase of frequent words.)
pub(crate) fn cover(text: &Folded, from: usize, to: usize) -> Vec<Unit> {
    let overlap = usize::from(to - from <= OVERLAP);
    let all: Vec<Unit> = (from..to).filter_map(|at| unit(text, at, from, to)).collect();
    let mut units: Vec<Unit> = Vec::new();
    let mut covered = from;
    loop {
        let slack = if units.is_empty() { 0 } else { overlap };
        let mut best = None;
        for unit in all.iter().filter(|u| u.at + slack <= covered && u.at + u.len > covered) {
            if best.is_none_or(|b: &Unit| unit.at + unit.len > b.at + b.len) {
                best = Some(unit);
            }
        }
        let Some(unit) = best.or_else(|| all.iter().find(|u| u.at + u.len > covered)) else {
            return units;
        };
        covered = unit.at + unit.len;
        units.push(*unit);
    }
}

/// How many letters a part of a text begins with; none if more than letters follows them at once, since then the first
/// may stand within a run: `dma数字` is found in CDMA数字.
pub(crate) fn lead(classes: &[Class]) -> usize {
    let letters = classes.iter().take_while(|&&k| k == Class::Letter).count();
    if classes.get(letters).is_some_and(|&k| k != Class::Gap) { 0 } else { letters }
}

/// The longest term that begins at a place of a word.
fn unit(text: &Folded, at: usize, from: usize, to: usize) -> Option<Unit> {
    let Folded { chars, classes, .. } = text;
    let k = |i: usize| if i < to { classes[i] } else { Class::Gap };
    let (c, next) = (chars[at], k(at + 1));
    if k(at) == Class::Letter && (at == from || classes[at - 1] != Class::Letter) {
        let run = classes[at..to].iter().take_while(|&&k| k == Class::Letter).count();
        if run > 1 && at > from || lead(&classes[at..to]) > 0 {
            return Some(Unit { at, len: run, key: Key::Pair(prefix_key(&chars[at..at + run.min(PREFIX)])) });
        }
    }
    if k(at) == Class::Gap || k(at) == Class::Letter && next == Class::Letter {
        return None;
    }
    if k(at) == Class::Digit && next == Class::Digit && k(at + 2) != Class::Gap {
        return Some(Unit { at, len: 3, key: Key::Pair(triple_key(c, chars[at + 1], chars[at + 2])) });
    }
    if next != Class::Gap {
        return Some(Unit { at, len: 2, key: Key::Pair(pair_key(c, chars[at + 1])) });
    }
    let alone = at == from || classes[at - 1] == Class::Gap;
    alone.then_some(Unit { at, len: 1, key: Key::Char(char_key(c)) })
}
