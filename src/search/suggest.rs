//! Names and titles to offer while the reader types: `s<n>.bin`.
//!
//! A file holds lines `key TAB text TAB kind TAB address`. The key is what may be typed:
//! the folded text (nothing if the text itself), its pinyin or its initials, the latter
//! two with other readings of its characters. Keys that begin with the same Han character or the same two letters
//! share a file. Pinyin leads to names and titles only, never to the text of articles.

use std::fmt::Write as _;

use super::fold::{Class, class, fold};
use super::lists::seal;
use super::terms::{KEY_BITS, offer_key};
use super::{Doc, Facets};
use crate::pinyin;

/// Folders of the terms' pages.
const FOLDERS: [&str; 4] = ["communities", "programs", "authors", "tags"];
/// The kind of an article's title, after those of the terms.
const TITLE: usize = 4;
/// How many characters of a text are spelled, and in how many ways, where they have
/// several readings: names, titles.
const SPELLED: [(usize, usize); 2] = [(8, 4), (4, 2)];
/// Letters of a spelling that are kept.
const LETTERS: usize = 24;

/// The files of one segment; the terms stand in the recent one.
pub(crate) fn files(docs: &[Doc<'_>], facets: Option<&Facets<'_>>, log: u32) -> Vec<(String, Vec<u8>)> {
    let mut shards = vec![String::from("\0\0\0\0"); 1 << log];
    for (kind, terms) in facets.iter().flat_map(|f| f.lists()).enumerate() {
        for term in terms {
            let url = format!("{}/{}", FOLDERS[kind], term.id);
            for label in term.labels().skip(1) {
                offer(&mut shards, log, label, term.name, kind, &url);
            }
        }
    }
    for doc in docs {
        offer(&mut shards, log, doc.title, doc.title, TITLE, doc.url.trim_matches('/'));
    }
    let files = shards.into_iter().enumerate();
    files.map(|(n, text)| (format!("s{n}.bin"), seal(text.into_bytes()))).collect()
}

fn offer(shards: &mut [String], log: u32, label: &str, text: &str, kind: usize, url: &str) {
    let chars: Vec<char> = fold(label).chars.into_iter().filter(|&c| class(c) != Class::Gap).collect();
    let mut keys: Vec<String> = vec![chars.iter().take(16).collect()];
    let [full, initials] = spellings(&chars, SPELLED[usize::from(kind == TITLE)]);
    keys.extend(full);
    keys.extend(initials);
    let mut seen = Vec::new();
    for key in keys {
        let first: Vec<char> = key.chars().take(2).collect();
        let first = match first[..] {
            [c, ..] if class(c) == Class::Wide => &first[..1],
            [_, _] => &first[..],
            _ => continue,
        };
        if !seen.contains(&key) {
            let shard = offer_key(first) >> (KEY_BITS - log);
            let text = text.replace(['\t', '\n'], " ");
            let shown = if key == text { "" } else { &key };
            let _ = writeln!(shards[shard as usize], "{shown}\t{text}\t{kind}\t{url}");
            seen.push(key);
        }
    }
}

/// The pinyin and the initials of the first characters.
fn spellings(chars: &[char], (most, ways): (usize, usize)) -> [Vec<String>; 2] {
    let mut all = [vec![String::new()], vec![String::new()]];
    for &c in chars.iter().take(most) {
        let mut readings: Vec<&str> = pinyin::readings(c);
        let own = c.to_string();
        if readings.is_empty() {
            readings.push(&own);
        }
        let [full, initials] = &mut all;
        *full = grown(full, readings.iter().copied(), ways);
        *initials = grown(initials, readings.iter().map(|r| r.get(..1).unwrap_or(r)), ways);
    }
    all
}

/// Every spelling with every continuation, as far as there is room.
fn grown<'a>(spellings: &[String], readings: impl Iterator<Item = &'a str>, ways: usize) -> Vec<String> {
    let mut next: Vec<String> = Vec::new();
    for reading in readings {
        for spelling in spellings {
            let room = if spelling.len() < LETTERS { reading } else { "" };
            let grown = format!("{spelling}{room}");
            if next.len() < ways && !next.contains(&grown) {
                next.push(grown);
            }
        }
    }
    next
}
