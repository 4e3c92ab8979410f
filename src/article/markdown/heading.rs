//! Headings: ids that are unique in linear time (S1, S8), and levels without a gap (R8).

use std::collections::{HashMap, HashSet};

const MOST: usize = 48;
/// How far an explicit id is read ahead, so that `{#{#{#…` costs no square.
const MOST_EXPLICIT: usize = 128;

/// The ids of one page. Maps are looked up only, so their order reaches no output.
#[derive(Debug, Default)]
pub(super) struct Ids {
    used: HashSet<String>,
    next: HashMap<String, usize>,
    /// Explicit ids anywhere in the source: no generated id takes one that is still to come.
    explicit: HashSet<String>,
}

impl Ids {
    /// Reads ahead for the `{#id}` of a source.
    pub(super) fn reserve(source: &str) -> Self {
        let mut ids = Ids::default();
        for (at, _) in source.match_indices('{') {
            let Some(rest) = source[at + 1..].strip_prefix('#') else {
                continue;
            };
            let id = rest.chars().take(MOST_EXPLICIT).take_while(|&c| !c.is_whitespace() && !matches!(c, '{' | '}'));
            ids.explicit.insert(id.collect());
        }
        ids
    }

    /// An id that the author gave, with a suffix where it was taken.
    pub(super) fn take_explicit(&mut self, id: &str) -> String {
        let id = unreserved(id.to_string());
        if self.used.insert(id.clone()) { id } else { self.numbered(id) }
    }

    /// An id made of a heading's slug: `[a-z0-9-]`, 48 characters at most before the number.
    pub(super) fn take(&mut self, slug: &str) -> String {
        let base = unreserved(base(slug));
        if !self.explicit.contains(&base) && self.used.insert(base.clone()) {
            return base;
        }
        self.numbered(base)
    }

    /// The next free `base-2`, `base-3`, …; the counter of a base never goes back, so equal headings cost constant time.
    fn numbered(&mut self, base: String) -> String {
        let next = self.next.entry(base.clone()).or_insert(2);
        loop {
            let id = format!("{base}-{next}");
            *next += 1;
            if !self.explicit.contains(&id) && self.used.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Footnotes and the page around the text own ids that begin so.
fn unreserved(id: String) -> String {
    let is_taken = matches!(id.as_str(), "main" | "search-results") || ["fn-", "fnref-", "at-"].iter().any(|own| id.starts_with(own));
    if is_taken { format!("section-{id}") } else { id }
}

fn base(slug: &str) -> String {
    let mut id = String::with_capacity(slug.len().min(2 * MOST));
    for c in slug.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
        if id.len() > MOST {
            id.truncate(id[..MOST + 1].rfind('-').unwrap_or(MOST));
            break;
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    if id.is_empty() { "section".to_string() } else { id }
}

/// Levels as typed → levels on the page: the shallowest is 2, and a heading is one below the nearest shallower one before it.
pub(super) fn levels(typed: impl Iterator<Item = u8>) -> impl Iterator<Item = u8> {
    let mut above: Vec<u8> = Vec::new();
    typed.map(move |level| {
        while above.last().is_some_and(|&last| last >= level) {
            above.pop();
        }
        above.push(level);
        (above.len() as u8 + 1).min(6)
    })
}
