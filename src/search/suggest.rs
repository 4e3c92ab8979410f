//! Names and titles to offer while the reader types: `s<n>.bin`.
//!
//! A file holds lines `key TAB text TAB kind TAB address`. The key is what may be typed:
//! the folded text (nothing if the text itself), its pinyin or its initials, the latter
//! two with other readings of its characters. Keys that begin with the same Han character or the same two letters
//! share a file; of these the names and the newest titles are offered, not thousands, since a phone loads the file
//! after the first key. Pinyin leads to names and titles only, never to the text of articles.

use std::borrow::Cow;
use std::collections::HashMap;
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
/// So many keys with one beginning are kept.
const OFFERED: u32 = 200;
/// Letters of a spelling that are kept.
const LETTERS: usize = 24;

/// The files of one segment; the terms stand in the recent one.
pub(crate) fn files(docs: &[Doc<'_>], facets: Option<&Facets<'_>>, log: u32) -> Vec<(String, Vec<u8>)> {
    let shards = vec![String::from("\0\0\0\0"); 1 << log];
    let mut offers = Offers { shards, log, offered: HashMap::new(), readings: HashMap::new() };
    for (kind, terms) in facets.iter().flat_map(|f| f.lists()).enumerate() {
        for term in terms {
            let url = format!("{}/{}", FOLDERS[kind], term.id);
            for label in term.labels().skip(1) {
                offers.add(label, term.name, kind, &url);
            }
        }
    }
    for doc in docs {
        offers.add(doc.title, doc.title, TITLE, doc.url.trim_matches('/'));
    }
    let files = offers.shards.into_iter().enumerate();
    files.map(|(n, text)| (format!("s{n}.bin"), seal(text.into_bytes()))).collect()
}

struct Offers {
    shards: Vec<String>,
    /// log2 of their number.
    log: u32,
    /// How many keys there are so far, by what they begin with.
    offered: HashMap<u32, u32>,
    /// What is known of the characters so far: titles share most of theirs.
    readings: HashMap<char, Vec<&'static str>>,
}

impl Offers {
    fn add(&mut self, label: &str, text: &str, kind: usize, url: &str) {
        let chars: Vec<char> = fold(label).chars.into_iter().filter(|&c| class(c) != Class::Gap).collect();
        let mut keys: Vec<String> = vec![chars.iter().take(16).collect()];
        let [full, initials] = self.spellings(&chars, SPELLED[usize::from(kind == TITLE)]);
        for key in full.into_iter().chain(initials) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let text = if text.contains(['\t', '\n']) { Cow::Owned(text.replace(['\t', '\n'], " ")) } else { Cow::Borrowed(text) };
        for key in keys {
            let mut first = key.chars();
            let begin = match (first.next(), first.next()) {
                (Some(c), _) if class(c) == Class::Wide => offer_key(&[c]),
                (Some(c), Some(next)) => offer_key(&[c, next]),
                _ => continue,
            };
            let offered = self.offered.entry(begin).or_default();
            if *offered == OFFERED {
                continue;
            }
            *offered += 1;
            let shown = if key == text { "" } else { &key };
            let _ = writeln!(self.shards[(begin >> (KEY_BITS - self.log)) as usize], "{shown}\t{text}\t{kind}\t{url}");
        }
    }

    /// The pinyin and the initials of the first characters.
    fn spellings(&mut self, chars: &[char], (most, ways): (usize, usize)) -> [Vec<String>; 2] {
        let mut all = [vec![String::new()], vec![String::new()]];
        for &c in chars.iter().take(most) {
            let readings = self.readings.entry(c).or_insert_with(|| pinyin::readings(c));
            let mut own = [0; 4];
            let own: [&str; 1] = [c.encode_utf8(&mut own)];
            let readings: &[&str] = if readings.is_empty() { &own } else { readings };
            let [full, initials] = &mut all;
            grow(full, readings.iter().copied(), ways);
            grow(initials, readings.iter().map(|r| r.get(..1).unwrap_or(r)), ways);
        }
        all
    }
}

/// Every spelling with every continuation, as far as there is room.
fn grow<'a>(spellings: &mut Vec<String>, mut readings: impl ExactSizeIterator<Item = &'a str>, ways: usize) {
    let room = |spelling: &String, reading: &'a str| if spelling.len() < LETTERS { reading } else { "" };
    if let ([spelling], 1) = (&mut spellings[..], readings.len()) {
        let reading = readings.next().unwrap_or_default();
        spelling.push_str(room(spelling, reading));
        return;
    }
    let mut next: Vec<String> = Vec::new();
    for reading in readings {
        for spelling in &*spellings {
            let grown = [spelling, room(spelling, reading)].concat();
            if next.len() < ways && !next.contains(&grown) {
                next.push(grown);
            }
        }
    }
    *spellings = next;
}
