//! Fields of other generators, and what they are called here.

use crate::field::Table;
use crate::note::{Note, codes};

/// What Hugo, Hexo, Jekyll, Zola and content management systems call a field, and the fields here that do the same.
/// Nothing does the same as those with an empty list.
const FOREIGN: &[(&str, &[&str])] = &[
    ("abbrlink", &["id"]),
    ("authors", &["author"]),
    ("auto_excerpt", &[]),
    ("banner", &["cover"]),
    ("categories", &["community", "program", "tags"]),
    ("category", &["community", "program", "tags"]),
    ("column", &["program"]),
    ("comment", &[]),
    ("comments", &[]),
    ("communities", &["community"]),
    ("copyright", &["source"]),
    ("created", &["date"]),
    ("created_at", &["date"]),
    ("createdat", &["date"]),
    ("cssclass", &[]),
    ("description", &["summary"]),
    ("excerpt", &["summary"]),
    ("expirydate", &["expires"]),
    ("feature", &["cover"]),
    ("featured", &["pin"]),
    ("featured_image", &["cover"]),
    ("hidden", &["draft"]),
    ("image", &["cover"]),
    ("images", &["cover"]),
    ("intro", &["summary"]),
    ("isdraft", &["draft"]),
    ("keyword", &["tags"]),
    ("keywords", &["tags"]),
    ("label", &["tags"]),
    ("labels", &["tags"]),
    ("last_modified_at", &["updated"]),
    ("lastmod", &["updated"]),
    ("lastupdated", &["updated"]),
    ("layout", &[]),
    ("markup", &[]),
    ("math", &[]),
    ("mathjax", &[]),
    ("modified", &["updated"]),
    ("permalink", &["id", "aliases"]),
    ("pinned", &["pin"]),
    ("programs", &["program"]),
    ("pubdate", &["publish", "date"]),
    ("publishdate", &["publish", "date"]),
    ("published", &["draft", "publish"]),
    ("redirect_from", &["aliases"]),
    ("slug", &["id"]),
    ("sticky", &["pin"]),
    ("subtitle", &["summary"]),
    ("tag", &["tags"]),
    ("template", &[]),
    ("thumbnail", &["cover"]),
    ("toc", &[]),
    ("top", &["pin"]),
    ("top_img", &["cover"]),
    ("topic", &["tags"]),
    ("topics", &["tags"]),
    ("type", &[]),
    ("update", &["updated"]),
    ("updated_at", &["updated"]),
    ("updatedat", &["updated"]),
    ("url", &["id", "aliases"]),
    ("weight", &["pin"]),
    ("writer", &["author"]),
];

/// The note on a field that another generator has, with the field that does the same here, or that none does.
pub(super) fn with_remedy(note: Note, name: &str, table: &Table) -> Result<Note, Note> {
    let lower = name.to_lowercase().replace('-', "_");
    let Ok(at) = FOREIGN.binary_search_by(|(theirs, _)| (*theirs).cmp(lower.as_str())) else { return Err(note) };
    let here: Vec<&str> = FOREIGN[at].1.iter().copied().filter(|key| table.row(key).is_some()).collect();
    // Where the table has none of these, the other fields of the file are named as for any unknown one.
    match (FOREIGN[at].1, here.as_slice()) {
        ([], _) => Ok(note.remedy(codes::fields::no_such_field())),
        (_, []) => Err(note),
        (_, here) => Ok(note.remedy(codes::fields::called_here(here.join("、"), here.join(" / ")))),
    }
}

#[cfg(test)]
mod tests {
    use super::FOREIGN;

    #[test]
    fn the_names_are_sorted_so_that_they_are_found() {
        let mut sorted: Vec<&str> = FOREIGN.iter().map(|(theirs, _)| *theirs).collect();
        sorted.sort_unstable();
        assert!(FOREIGN.iter().map(|(theirs, _)| *theirs).eq(sorted));
    }
}
