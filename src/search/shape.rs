//! How an index is divided: from the amount of text alone, never from history.

use super::Doc;
use super::addresses::addresses;
use super::terms::KEY_BITS;

/// A posting holds the key within its shard (at most 25 bits), the article and a note.
pub(crate) const DOC_BITS: u32 = 24;

pub(crate) const NOTE_BITS: u32 = 15;

/// So there are at least so many shards, as log2.
const FEWEST: u32 = KEY_BITS - (64 - DOC_BITS - NOTE_BITS);

/// [`Shape::long`] unless told.
const LONG: u32 = 16_384;

/// All addresses of a segment are one file if they take no more bytes: such a file is asked for along with the lists,
/// so that a query need not wait for addresses.
const ONE_FILE: usize = 12_000;

/// How many files of each kind a segment has, and its number of articles.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct Shape {
    pub(crate) docs: u32,
    /// log2 of the number of shards for pairs.
    pub(crate) pairs: u32,
    /// log2 of the number of shards for single characters.
    pub(crate) chars: u32,
    /// Addresses in one file.
    pub(crate) block: u32,
    /// log2 of the number of shards for suggestions.
    pub(crate) names: u32,
    /// A pair in more articles than this has its list in a file of its own, which most
    /// phrases can do without.
    pub(crate) long: u32,
}

impl Shape {
    /// Chosen from the amount of text and the length of the addresses alone.
    pub(crate) fn of(docs: &[Doc<'_>], long: Option<u32>) -> Self {
        let bytes: usize = docs.iter().map(|d| d.text.len() + d.title.len()).sum();
        let n = docs.len() as u32;
        let most = 11 + u32::from(n > 16_384) + u32::from(n > 32_768) + u32::from(n > 65_536);
        let log = |per: usize| (bytes / per + 1).ilog2();
        Self {
            docs: n,
            pairs: log(1_600).clamp(FEWEST, most),
            chars: log(12_000).clamp(FEWEST, most - 3),
            block: if addresses(docs, ONE_FILE).len() <= ONE_FILE {
                n
            } else if n <= 16_384 {
                48
            } else {
                64
            },
            names: log(60_000).min(most - 4),
            long: long.unwrap_or(LONG),
        }
    }
    /// Whether an index can have this shape: what stands in a module need not be what was written.
    pub(crate) fn is_possible(&self) -> bool {
        let Self { docs, pairs, chars, block, names, long: _ } = *self;
        docs < 1 << DOC_BITS && (block > 0 || docs == 0) && [pairs, chars, names].iter().all(|log| *log <= KEY_BITS)
    }
}
