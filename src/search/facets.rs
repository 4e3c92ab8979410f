//! The values of each article, for counting them: `f<kind>.bin`, loaded when the reader
//! opens the filters. Names are numbered by first appearance within the segment, so a
//! new tag leaves the archive as it is.

use super::bits::Writer;
use super::lists::seal;
use super::{Doc, Facets, KINDS};

/// One file for each kind: checksum, length of the names (4 bytes, low first), the names
/// as lines `id TAB name`, then for each article the number of its values (gamma, one
/// more) and the values.
pub(crate) fn files(docs: &[Doc<'_>], facets: &Facets<'_>) -> Vec<(String, Vec<u8>)> {
    (0..KINDS.len()).map(|kind| (format!("f{kind}.bin"), file(docs, facets, kind))).collect()
}

fn file(docs: &[Doc<'_>], facets: &Facets<'_>, kind: usize) -> Vec<u8> {
    let years: Vec<[u32; 1]> = docs.iter().map(|d| [d.year.into()]).collect();
    let values = |i: usize| if kind < 4 { docs[i].lists()[kind] } else { &years[i] };
    let most = (0..docs.len()).flat_map(values).max().copied().unwrap_or(0);
    let mut numbers = vec![u32::MAX; most as usize + 1];
    let mut names = String::new();
    let mut count = 0;
    for &value in (0..docs.len()).flat_map(values) {
        if numbers[value as usize] == u32::MAX {
            numbers[value as usize] = count;
            count += 1;
            match facets.lists().get(kind).and_then(|terms| terms.get(value as usize)) {
                Some(term) => names.extend([term.id, "\t", term.name, "\n"]),
                None => names.push_str(&format!("{value}\t{value}\n")),
            }
        }
    }
    let mut bytes = vec![0; 4];
    bytes.extend((names.len() as u32).to_le_bytes());
    bytes.extend(names.as_bytes());
    let mut out = Writer::after(bytes, 0);
    let width = u32::BITS - count.saturating_sub(1).leading_zeros();
    for i in 0..docs.len() {
        let values = values(i);
        out.gamma(values.len() as u32 + 1);
        values.iter().for_each(|&v| out.bits(numbers[v as usize], width));
    }
    seal(out.finish())
}
