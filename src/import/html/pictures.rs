//! Pictures of a page, out of what was saved with it.
//!
//! In: the elements of pictures. Out: pictures of the draft. What decorates, a code to follow an account, and what was
//! not saved are counted and told.

use std::collections::BTreeMap;

use super::tree::{Element, Tree};
use crate::import::draft::{Draft, Picture, Sureness};
use crate::import::{encoded, picture};
use crate::say;

/// The most pictures, and bytes of them, that are taken out of one page.
const MOST: usize = 300;
const MOST_BYTES: usize = 200 * 1024 * 1024;
/// So many are looked for.
const MOST_SOUGHT: usize = 2_000;

/// What became of a picture.
pub(super) enum Shown {
    /// The picture of the draft with this number.
    Taken(usize),
    /// It was counted.
    Left,
}

/// The pictures of one page as they are taken.
pub(super) struct Album<'a> {
    tree: &'a Tree,
    find: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// Numbers of pictures by their address.
    taken: BTreeMap<String, usize>,
    bytes: usize,
    sought: usize,
    ornaments: usize,
    codes: usize,
    missing: Vec<String>,
    over: usize,
}

impl<'a> Album<'a> {
    pub(super) fn new(tree: &'a Tree, find: &'a dyn Fn(&str) -> Option<Vec<u8>>) -> Self {
        Self { tree, find, taken: BTreeMap::new(), bytes: 0, sought: 0, ornaments: 0, codes: 0, missing: Vec::new(), over: 0 }
    }

    /// Takes a picture; `calls` says whether a line beside it calls to follow an account.
    pub(super) fn take(&mut self, draft: &mut Draft, at: usize, calls: bool) -> Shown {
        let Some(element) = self.tree.element(at) else { return Shown::Left };
        let addresses = addresses(element);
        if let Some(number) = addresses.iter().find_map(|address| self.taken.get(*address)) {
            return Shown::Taken(*number);
        }
        if calls && is_square(element, None) == Some(true) {
            self.codes += 1;
            return Shown::Left;
        }
        self.sought += 1;
        if draft.pictures.len() >= MOST || self.bytes >= MOST_BYTES || self.sought > MOST_SOUGHT {
            self.over += 1;
            return Shown::Left;
        }
        let found = addresses.iter().find_map(|address| {
            let bytes = encoded::data_address(address).or_else(|| (self.find)(address))?;
            Some((*address, picture::ending(&bytes)?, bytes))
        });
        let Some((address, ending, bytes)) = found else {
            let is_drawn = addresses.iter().any(|address| address.starts_with("data:"));
            match addresses.iter().find(|address| !address.starts_with("data:")) {
                Some(address) => self.missing.push((*address).to_owned()),
                None if is_drawn => self.ornaments += 1,
                None => {}
            }
            return Shown::Left;
        };
        let size = picture::size(&bytes);
        if calls && is_square(element, size).unwrap_or(true) {
            self.codes += 1;
            return Shown::Left;
        }
        if size.is_some_and(|(width, height)| width.max(height) < 100 || height < 32 || width > height * 9) {
            self.ornaments += 1;
            return Shown::Left;
        }
        self.bytes += bytes.len();
        let number = draft.pictures.len();
        // A data address is as long as its picture: its own kind is remembered by its element alone.
        if !address.starts_with("data:") {
            self.taken.insert(address.to_owned(), number);
        }
        draft.pictures.push(Picture { name: format!("picture.{ending}"), bytes });
        Shown::Taken(number)
    }

    /// Counts a picture that leads to another story.
    pub(super) fn leave(&mut self) {
        self.ornaments += 1;
    }

    /// Says what was not taken.
    pub(super) fn tell(self, draft: &mut Draft) {
        let (ornaments, codes, missing, over) = (self.ornaments, self.codes, self.missing.len(), self.over);
        if codes > 0 {
            draft.decide(
                "dropped",
                Sureness::Sure,
                say!("{codes} 个叫人关注的二维码没有放进来", "{codes} codes to follow an account were left out"),
            );
        }
        if ornaments > 0 {
            draft.decide(
                "dropped",
                Sureness::Sure,
                say!(
                    "{ornaments} 张装饰用的小图、分隔线和别的文章的图没有放进来",
                    "{ornaments} small pictures, rules and pictures of other stories were left out"
                ),
            );
        }
        if over > 0 {
            draft.decide(
                "picture",
                Sureness::Likely,
                say!(
                    "图片太多，有 {over} 张没有放进来（最多 {MOST} 张）",
                    "there are too many pictures: {over} were left out (at most {MOST})"
                ),
            );
        }
        if let Some(first) = self.missing.first() {
            let first: String = first.chars().take(80).collect();
            draft.decide(
                "picture",
                Sureness::Likely,
                say!(
                    "有 {missing} 张图片没有和网页一起存下来（例如 {first}），稿件里没有；在浏览器里把网页拉到底，再“另存为”一次",
                    "{missing} pictures were not saved with the page (such as {first}): scroll to its end in a browser and save it again"
                ),
            );
        }
    }
}

/// Where a picture may lie: where it was saved, then where it was.
fn addresses(element: &Element) -> Vec<&str> {
    let names = ["src", "data-src", "data-backsrc", "data-croporisrc"];
    names.iter().filter_map(|name| element.attribute(name)).map(str::trim).filter(|address| !address.is_empty()).collect()
}

/// Whether a picture is as wide as it is high, as far as that is known.
fn is_square(element: &Element, size: Option<(usize, usize)>) -> Option<bool> {
    let ratio = match size {
        Some((width, height)) => height as f64 / width.max(1) as f64,
        None => element.attribute("data-ratio")?.trim().parse().ok()?,
    };
    Some((0.85..=1.3).contains(&ratio))
}
