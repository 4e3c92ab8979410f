//! Search: the index that a site carries, and the engine of `banbao search`.
//!
//! In: every listed article's title, text and terms, newest first. Out: files under
//! `search/`, small enough that a phone fetches a few of them for a query, and the
//! module `search.js` that reads them in the browser.
//!
//! | module | owns |
//! |---|---|
//! | `fold` | the normal form of text, shared with the browser by `fold.txt` |
//! | `terms` | which terms a text has and which a query needs |
//! | `bits` | the codes of the files |
//! | `counts` | the terms of one article, counted |
//! | `unrolled` | unrolled linked lists: what the inversion holds, without moving it |
//! | `shape` | how many shards there are |
//! | `shards` | the inversion (the only user of rayon here) |
//! | `addresses` | the addresses of articles as bytes |
//! | `lists` | postings as bytes |
//! | `facets` | terms of each article for counts |
//! | `suggest` | names and titles by Han, pinyin and initials |
//! | `page` | title, date and text out of an article's page |
//! | `plan` | a query as words and terms |
//! | `read` | files back into lists |
//! | `query` | matching, checking and ranking |
//! | `excerpt` | the sentence around a match, marked |
//!
//! Invariants: no clock, no hash-map order; one thread gives the bytes of many;
//! `query.rs` and `search.js`, whose phases lie in `search/module/`, find the same documents in the same order.

mod addresses;
mod bits;
mod counts;
mod excerpt;
mod facets;
mod fold;
mod lists;
pub mod of_site;
mod page;
mod plan;
mod query;
mod read;
mod shape;
mod shards;
mod suggest;
mod terms;
mod unrolled;

use crate::key::Key;
use serde::{Deserialize, Serialize};

pub use query::{Hit, QueryOptions, Results, search};
pub use read::Error;

use shape::Shape;
use shards::FacetKeys;

/// The facets, in the order of their files.
pub const KINDS: [&str; 5] = ["community", "program", "author", "tag", "year"];

/// The browser's module, phase by phase as the query goes, with a place for the site's constants in its head.
const MODULE: &str = concat!(
    include_str!("search/module/0-head.js"),
    include_str!("search/module/1-fold.js"),
    include_str!("search/module/2-terms.js"),
    include_str!("search/module/3-plan.js"),
    include_str!("search/module/4-read.js"),
    include_str!("search/module/5-page.js"),
    include_str!("search/module/6-excerpt.js"),
    include_str!("search/module/7-query.js"),
    include_str!("search/module/8-facets.js"),
    include_str!("search/module/9-suggest.js"),
);
/// What that place looks like.
const PLACE: &str = "const SITE = null;";

/// An article as the index sees it.
#[derive(Clone, Copy, Debug)]
pub struct Doc<'a> {
    /// Its route, without the site's base path: `/2024/08/x/`.
    pub url: &'a str,
    /// Its title, plain.
    pub title: &'a str,
    /// Its text, plain, blocks parted by line ends.
    pub text: &'a str,
    /// Its moment in seconds.
    pub date: i64,
    /// Its day: `2024-08-13`.
    pub day: &'a str,
    /// Places in [`Facets::community`].
    pub community: &'a [u32],
    /// Places in [`Facets::program`].
    pub program: &'a [u32],
    /// Places in [`Facets::author`].
    pub author: &'a [u32],
    /// Places in [`Facets::tag`].
    pub tag: &'a [u32],
    /// The year of its day.
    pub year: u16,
}

impl<'a> Doc<'a> {
    fn lists(&self) -> [&'a [u32]; 4] {
        [self.community, self.program, self.author, self.tag]
    }
}

/// A value of a facet.
#[derive(Clone, Debug, Default)]
pub struct Term<'a> {
    /// The last part of its page's route.
    pub id: &'a str,
    /// As it is shown.
    pub name: &'a str,
    /// Other names.
    pub aliases: Vec<&'a str>,
}

impl<'a> Term<'a> {
    fn labels(&self) -> impl Iterator<Item = &'a str> {
        [self.id, self.name].into_iter().chain(self.aliases.iter().copied())
    }
}

/// The values of all facets but the years.
#[derive(Clone, Debug, Default)]
pub struct Facets<'a> {
    /// Communities.
    pub community: Vec<Term<'a>>,
    /// Programs.
    pub program: Vec<Term<'a>>,
    /// Authors.
    pub author: Vec<Term<'a>>,
    /// Tags.
    pub tag: Vec<Term<'a>>,
}

impl<'a> Facets<'a> {
    fn lists(&self) -> [&[Term<'a>]; 4] {
        [&self.community, &self.program, &self.author, &self.tag]
    }
}

/// What the index must know about the site.
#[derive(Clone, Copy, Debug, Default)]
pub struct IndexOptions {
    /// Addresses of hits end in `index.html` (a site with `links: relative`).
    pub relative: bool,
    /// For tests: pairs in more articles than this have files of their own.
    pub long: Option<u32>,
}

/// What the module must know; stands in it as one line of JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Site {
    /// Changes when older files can no longer be read.
    v: u32,
    relative: bool,
    /// The file of the folding table.
    fold: String,
    /// Newest first.
    segments: Vec<Segment>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Segment {
    dir: String,
    #[serde(flatten)]
    shape: Shape,
}

/// The version of the files.
const VERSION: u32 = 3;

/// Fewer articles than this are one segment.
const ONE_SEGMENT: usize = 4096;

/// How many of `n` articles, newest first, are the recent segment.
///
/// Depends on the number alone: the archive ends where a sixteenth (rounded to a power
/// of two) divides it, so it stays the same file by file while newer articles come,
/// and the recent segment holds between 1/64 and 3/32 of all. Up to [`ONE_SEGMENT`]
/// articles are all recent: a query then takes half as many requests, and what one new
/// article changes, though all of it, is a few megabytes.
pub fn recent(n: usize) -> usize {
    if n < ONE_SEGMENT {
        return n;
    }
    let step = 1usize << (n / 16).ilog2();
    n - (n - step / 2) / step * step
}

/// Every file under `search/`, by path: the shards, the folding table and `search.js`.
///
/// `docs` are newest first, the same moment by route: their place is the document number.
pub fn index(docs: &[Doc<'_>], facets: &Facets<'_>, options: IndexOptions) -> Vec<(String, Vec<u8>)> {
    let IndexOptions { relative, long } = options;
    let keys = FacetKeys::of(facets);
    let (recent, archive) = docs.split_at(recent(docs.len()));
    let mut files = Vec::new();
    let mut segments = Vec::new();
    for (nth, part) in [recent, archive].into_iter().enumerate() {
        if part.is_empty() {
            continue;
        }
        let shape = Shape::of(part, long);
        let names = (nth == 0).then_some(facets);
        let (mut own, others) =
            rayon::join(|| shards::build(part, &shape, &keys), || (facets::files(part, facets), suggest::files(part, names, shape.names)));
        own.extend(others.0);
        own.extend(others.1);
        let dir = folder(&own);
        files.extend(own.into_iter().map(|(name, bytes)| (format!("{dir}/{name}"), bytes)));
        segments.push(Segment { dir, shape });
    }
    let fold = format!("fold-{}.txt", &Key::of(crate::fold::PAIRS.as_bytes()).hex()[..12]);
    let site = Site { v: VERSION, relative, fold: fold.clone(), segments };
    files.push((fold, crate::fold::PAIRS.into()));
    files.push(("search.js".into(), module(&site).into_bytes()));
    files
}

/// A name for a segment's folder, from everything in it.
fn folder(files: &[(String, Vec<u8>)]) -> String {
    let version = VERSION.to_le_bytes();
    let parts = files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()]);
    Key::of_all(std::iter::once(&version[..]).chain(parts)).hex()[..12].to_owned()
}

/// The module with the site's constants, without comment lines and needless blanks. Line ends stay where they may end
/// a statement, and around the constants, which a page that is older than the site looks for.
fn module(site: &Site) -> String {
    let json = serde_json::to_string(site).unwrap_or_default();
    let lines = MODULE.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    let end = |line: &str| if line.ends_with(['{', ';', ',', '(']) { "" } else { "\n" };
    lines.map(|line| if line == PLACE { format!("\nconst SITE = {json};\n") } else { squeezed(line) + end(line) }).collect()
}

/// A line of the module without the blanks beside its marks. Strings and regular
/// expressions stay as they are.
fn squeezed(line: &str) -> String {
    const MARKS: &str = "(){}[];,=<>?:&|+-*/!^";
    let mut out = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let before = out.chars().next_back().unwrap_or('\n');
        if c == ' ' {
            let after = rest.peek().copied().unwrap_or('\n');
            let apart = before == after && "+-".contains(after);
            if apart || !MARKS.contains(before) && !MARKS.contains(after) {
                out.push(c);
            }
            continue;
        }
        out.push(c);
        // A regular expression stands where a value may begin.
        let regex = c == '/' && "\n(,=:?&|!".contains(before);
        if regex || "\"'`".contains(c) {
            let (mut escaped, mut class) = (false, false);
            for d in rest.by_ref() {
                out.push(d);
                if d == c && !escaped && !class {
                    break;
                }
                class = regex && !escaped && (class && d != ']' || d == '[');
                escaped = !escaped && d == '\\';
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_needless_blanks_go() {
        let lines = [
            ("let a = b + -c, d = 1 - -1;", "let a=b+-c,d=1- -1;"),
            ("return x / 2 ** b;", "return x/2**b;"),
            ("const R = / a[/ ]'\\/ /u, s = \" = \" + '\" ';", "const R=/ a[/ ]'\\/ /u,s=\" = \"+'\" ';"),
            ("for (const c of `${a} = b`) x = await (y);", "for(const c of `${a} = b`)x=await(y);"),
        ];
        for (line, wanted) in lines {
            assert_eq!(squeezed(line), wanted);
        }
    }

    /// What every first query pays for: at most 10 kB with two segments, which is the most.
    #[test]
    fn the_module_is_small() {
        let segment =
            Segment { dir: "0123456789ab".into(), shape: Shape { docs: 99_999, pairs: 12, chars: 10, block: 64, names: 10, long: 16_384 } };
        let site = Site { v: VERSION, relative: false, fold: "fold-0123456789ab.txt".into(), segments: vec![segment.clone(), segment] };
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("search.js");
        std::fs::write(&file, module(&site)).unwrap();
        let script = "console.log(require('zlib').gzipSync(require('fs').readFileSync(process.argv[1])).length)";
        let out = std::process::Command::new("node").args(["-e", script]).arg(&file).output().unwrap();
        let size: usize = String::from_utf8_lossy(&out.stdout).trim().parse().unwrap();
        assert!(size <= 10_000, "{size}");
    }
}
