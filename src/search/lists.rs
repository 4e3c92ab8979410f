//! Sorted postings → the bytes of a shard.

use super::bits::{Writer, checksum, rice_k};
use super::shape::{DOC_BITS, NOTE_BITS, Shape};
use super::terms::KEY_BITS;

/// One shard as a file, and its long lists.
pub(crate) fn shard(shape: &Shape, n: usize, values: &mut [u64]) -> Vec<(String, Vec<u8>)> {
    if !values.is_sorted() {
        values.sort();
    }
    let Shape { docs, pairs, chars, long, .. } = *shape;
    let mut files = Vec::new();
    if let Some(n) = n.checked_sub(1 << pairs) {
        files.push((format!("c{n}.bin"), encode(values, chars, docs, level, |_, _| false)));
        return files;
    }
    let bytes = encode(values, pairs, docs, places, |key, list| {
        let apart = list.len() as u32 > long;
        if apart {
            let mut out = Writer::after(vec![0; 4], 2 * list.len());
            postings(&mut out, list, docs, places);
            files.push((format!("l{}.bin", (n as u32) << (KEY_BITS - pairs) | key), seal(out.finish())));
        }
        apart
    });
    files.push((format!("p{n}.bin"), bytes));
    files
}

/// Lists of at least so many postings say how many bits they take.
pub(crate) const SIZED: u32 = 16;

/// The number of terms, then for each, by key: the gap to it, its number of articles
/// and, if it is not written `apart`, its list, its size in bits before it if it is long.
fn encode(values: &[u64], log: u32, docs: u32, note: impl Fn(u32) -> Bits, mut apart: impl FnMut(u32, &[u64]) -> bool) -> Vec<u8> {
    let key = |v: &u64| (v >> (DOC_BITS + NOTE_BITS)) as u32;
    let lists = || values.chunk_by(|a, b| key(a) == key(b));
    let count = lists().count() as u32;
    let mut out = Writer::after(vec![0; 4], 2 * values.len());
    let mut sized = Writer::default();
    out.gamma(count + 1);
    let k = rice_k(1 << (KEY_BITS - log), count);
    let mut next = 0;
    for list in lists() {
        let key = key(&list[0]);
        out.rice(key - next, k);
        next = key + 1;
        out.gamma(list.len() as u32);
        if apart(key, list) {
            continue;
        }
        if (list.len() as u32) < SIZED {
            postings(&mut out, list, docs, &note);
            continue;
        }
        sized.clear();
        postings(&mut sized, list, docs, &note);
        out.gamma(sized.len());
        out.append(&sized);
    }
    seal(out.finish())
}

/// Some bits and how many they are.
type Bits = (u32, u32);

/// The articles of a list as gaps with their notes.
fn postings(out: &mut Writer, list: &[u64], docs: u32, note: impl Fn(u32) -> Bits) {
    let k = rice_k(docs, list.len() as u32);
    let mut next = 0;
    for &value in list {
        let doc = (value >> NOTE_BITS) as u32 & ((1 << DOC_BITS) - 1);
        // All of it at once: this is written for each pair of each article.
        let (bits, width) = note(value as u32 & ((1 << NOTE_BITS) - 1));
        out.rice_and(doc - next, k, bits, width);
        next = doc + 1;
    }
}

/// The number of places (0, 10, 110 for 1 to 3, 1110 for unknown; 1111 before it if the
/// term stands in the title) and the places.
fn places(note: u32) -> Bits {
    let (count, in_title, places) = (note & 3, note & 4 != 0, note >> 3);
    let place = |n: u32| places >> (4 * n) & 15;
    let (value, width) = match count {
        0 => (0b1110, 4),
        1 => (place(0), 1 + 4),
        2 => (0b10 << 8 | place(0) << 4 | place(1), 2 + 8),
        _ => (0b110 << 12 | place(0) << 8 | place(1) << 4 | place(2), 3 + 12),
    };
    if in_title { (15 << width | value, 4 + width) } else { (value, width) }
}

/// The level: 0, 10, 110 and, in the title, 111.
fn level(note: u32) -> Bits {
    match note {
        3 => (7, 3),
        level => (((1 << level) - 1) << 1, level + 1),
    }
}

/// Puts the checksum into the first four bytes.
pub(crate) fn seal(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = checksum(&bytes[4..]);
    bytes[..4].copy_from_slice(&sum.to_le_bytes());
    bytes
}
