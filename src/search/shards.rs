//! The inversion: the articles of one segment → its files.
//!
//! Postings are single numbers, key, document and [`Note`] from the high bits down, so that
//! sorting a shard's numbers is all that has to be done. Articles are taken in batches, each
//! batch by as many hands as there are threads; what a batch leaves behind is sorted
//! and, if others follow, packed, so memory grows with the index and not with the
//! postings. No list depends on how the work was divided.

use rayon::prelude::*;

use super::addresses::addresses;
use super::counts::{Counts, Slot};
use super::fold::{Folded, fold_without_spans};
use super::lists::{seal, shard};
use super::shape::{DOC_BITS, NOTE_BITS, Shape};
use super::terms::{KEY_BITS, facet_key};
use super::unrolled::UnrolledLists;
use super::{Doc, Facets};

/// So many articles are one batch; more are taken in batches of half as many.
const BATCH: usize = 16_384;

/// Bits of a key that one pass of sorting looks at.
const DIGIT_BITS: u32 = 10;

/// Below this number of postings comparing is faster.
const FEW: usize = 512;

/// The keys of every facet value: by id, name and aliases.
pub(crate) struct FacetKeys([Vec<Vec<u32>>; 4]);

impl FacetKeys {
    pub(crate) fn of(facets: &Facets<'_>) -> Self {
        let mut kind = 0;
        Self(facets.lists().map(|terms| {
            let keys = terms.iter().map(|term| {
                let mut keys: Vec<u32> = term.labels().map(|label| facet_key(kind, label)).collect();
                keys.sort_unstable();
                keys.dedup();
                keys
            });
            let keys = keys.collect();
            kind += 1;
            keys
        }))
    }
}

/// The files `p<n>.bin`, `l<key>.bin`, `c<n>.bin` and `u<n>.txt` of one segment.
pub(crate) fn build(docs: &[Doc<'_>], shape: &Shape, keys: &FacetKeys) -> Vec<(String, Vec<u8>)> {
    let (pairs, chars) = (1 << shape.pairs, 1 << shape.chars);
    // For each shard what the batches left.
    let mut runs: Vec<Vec<Packed>> = Vec::new();
    let mut files = Vec::new();
    let size = if docs.len() <= BATCH { BATCH } else { BATCH / 2 };
    for (nth, batch) in docs.chunks(size).enumerate() {
        let hands = scan(batch, (nth * size) as u32, shape, keys);
        if docs.len() <= BATCH {
            files.par_extend((0..pairs + chars).into_par_iter().flat_map_iter(|n| shard(shape, n, &mut gather(&hands, n, shape))));
        } else {
            runs.resize_with(pairs + chars, Vec::new);
            let shards = runs.par_iter_mut().enumerate();
            shards.for_each_init(Vec::new, |room, (n, run)| run.push(Packed::of(&gather(&hands, n, shape), room)));
        }
    }
    // Each shard's runs are gone when its file is there.
    files.par_extend(runs.into_par_iter().enumerate().flat_map_iter(|(n, run)| {
        let mut values = Vec::with_capacity(run.iter().map(|packed| packed.postings).sum());
        run.iter().for_each(|packed| packed.unpack(&mut values));
        shard(shape, n, &mut values)
    }));
    let blocks = docs.chunks(shape.block.max(1) as usize).enumerate();
    files.extend(blocks.map(|(n, block)| {
        let text = format!("\0\0\0\0{}", addresses(block, usize::MAX));
        (format!("u{n}.txt"), seal(text.into_bytes()))
    }));
    files
}

/// All postings of shard `n`, sorted. Hands hold theirs by article, so the keys are all that has to be put in order.
fn gather(hands: &[UnrolledLists], n: usize, shape: &Shape) -> Vec<u64> {
    let mut values = Vec::with_capacity(hands.iter().map(|hand| hand.len(n)).sum());
    hands.iter().flat_map(|hand| hand.pieces(n)).for_each(|piece| values.extend_from_slice(piece));
    if values.len() < FEW {
        values.sort_unstable();
        return values;
    }
    let mut other = vec![0; values.len()];
    let key_bits = KEY_BITS - if n < 1 << shape.pairs { shape.pairs } else { shape.chars };
    for digit in 0..key_bits.div_ceil(DIGIT_BITS) {
        if by_digit(&values, &mut other, DOC_BITS + NOTE_BITS + digit * DIGIT_BITS) {
            std::mem::swap(&mut values, &mut other);
        }
    }
    values
}

/// One pass of a radix sort, which keeps the order of what is equal. Says no if there was nothing to do.
fn by_digit(values: &[u64], sorted: &mut [u64], shift: u32) -> bool {
    let digit = |value: u64| (value >> shift) as usize & ((1 << DIGIT_BITS) - 1);
    let mut ends = [0u32; 1 << DIGIT_BITS];
    values.iter().for_each(|value| ends[digit(*value)] += 1);
    if ends[0] as usize == values.len() {
        return false;
    }
    let mut next = 0;
    for end in &mut ends {
        next += std::mem::replace(end, next);
    }
    for &value in values {
        let at = &mut ends[digit(value)];
        sorted[*at as usize] = value;
        *at += 1;
    }
    true
}

/// Sorted postings in little room, list by list: the gap to the key, the number of articles, then for each the gap to
/// it and its note; numbers of 7 bits a byte.
struct Packed {
    bytes: Vec<u8>,
    postings: usize,
}

impl Packed {
    /// `bytes` is room that is used again and again.
    fn of(values: &[u64], bytes: &mut Vec<u8>) -> Self {
        bytes.clear();
        let mut next_key = 0;
        for list in values.chunk_by(|a, b| key(*a) == key(*b)) {
            push(bytes, key(list[0]) - next_key);
            next_key = key(list[0]) + 1;
            push(bytes, list.len() as u64);
            let mut next = 0;
            for value in list {
                let doc = value >> NOTE_BITS & ((1 << DOC_BITS) - 1);
                push(bytes, doc - next);
                next = doc + 1;
                push(bytes, value & ((1 << NOTE_BITS) - 1));
            }
        }
        Self { bytes: bytes.as_slice().to_vec(), postings: values.len() }
    }

    fn unpack(&self, values: &mut Vec<u64>) {
        let mut rest = self.bytes.iter();
        let mut next_key = 0;
        while !rest.as_slice().is_empty() {
            let key = next_key + pull(&mut rest);
            next_key = key + 1;
            let mut next = 0;
            for _ in 0..pull(&mut rest) {
                let doc = next + pull(&mut rest);
                next = doc + 1;
                values.push((key << DOC_BITS | doc) << NOTE_BITS | pull(&mut rest));
            }
        }
    }
}

fn key(value: u64) -> u64 {
    value >> (DOC_BITS + NOTE_BITS)
}

fn push(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 128 {
        bytes.push(number as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn pull(bytes: &mut std::slice::Iter<'_, u8>) -> u64 {
    let (mut number, mut shift) = (0, 0);
    for &byte in bytes {
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            break;
        }
        shift += 7;
    }
    number
}

/// Reads a batch: for each hand its postings by shard, pairs first, then characters.
fn scan(batch: &[Doc<'_>], first: u32, shape: &Shape, keys: &FacetKeys) -> Vec<UnrolledLists> {
    let part = batch.len().div_ceil(2 * rayon::current_num_threads()).max(16);
    let parts = batch.par_chunks(part).enumerate();
    let hands = parts.map(|(nth, docs)| {
        let mut hand = Hand::new(shape);
        for (i, doc) in docs.iter().enumerate() {
            hand.read(doc, first + (nth * part + i) as u32, keys);
        }
        hand.shards
    });
    hands.collect()
}

/// One pair of hands: counts the terms of one article after the other.
struct Hand {
    shards: UnrolledLists,
    shape: Shape,
    counts: Counts,
    folded: Folded,
}

impl Hand {
    fn new(shape: &Shape) -> Self {
        let shards = UnrolledLists::new((1 << shape.pairs) + (1 << shape.chars));
        Self { shards, shape: *shape, counts: Counts::new(), folded: Folded::default() }
    }

    fn read(&mut self, doc: &Doc<'_>, number: u32, keys: &FacetKeys) {
        let Self { counts, folded, .. } = self;
        fold_without_spans(doc.title, folded);
        let title = folded.chars.len();
        counts.text(folded, 0, Slot::TITLE);
        fold_without_spans(doc.text, folded);
        let len = title + folded.chars.len();
        counts.text(folded, title + 1, 0);
        for (values, keys) in doc.lists().into_iter().zip(&keys.0) {
            for key in values.iter().filter_map(|&v| keys.get(v as usize)).flatten() {
                counts.add(*key, Slot::ANYWHERE);
            }
        }
        counts.add(facet_key(4, &doc.year.to_string()), Slot::ANYWHERE);
        self.drain(number, len as u32);
    }

    fn drain(&mut self, number: u32, len: u32) {
        let Shape { pairs, chars, .. } = self.shape;
        for slot in self.counts.drain() {
            let (base, log, key, note) = match slot.key.checked_sub(Slot::CHAR) {
                None => (0, pairs, slot.key, slot.note()),
                Some(key) => (1 << pairs, chars, key, slot.level(len)),
            };
            let room = KEY_BITS - log;
            let own = u64::from(key & ((1 << room) - 1));
            let value = (own << DOC_BITS | u64::from(number)) << NOTE_BITS | u64::from(note);
            self.shards.push((base + (key >> room)) as usize, value);
        }
    }
}
