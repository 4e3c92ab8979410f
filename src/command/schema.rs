//! `banbao schema`: what others may rely on, printed from the definitions themselves.

use std::io::{self, Write as _};

use crate::changes;
use crate::error::Error;
use crate::policy;

/// The definitions of the views, as they are compiled: what all pages share first.
const VIEWS: &[&str] = &[
    include_str!("../plan/view.rs"),
    include_str!("../plan/view/site.rs"),
    include_str!("../plan/view/parts.rs"),
    include_str!("../plan/view/article.rs"),
    include_str!("../plan/view/term.rs"),
    include_str!("../plan/view/archive.rs"),
    include_str!("../plan/view/issue.rs"),
];

/// Prints what each template sees, as Markdown tables.
///
/// # Errors
/// None; a reader that has gone away is not one.
pub fn theme() -> Result<u8, Error> {
    let _ = io::stdout().write_all(views().as_bytes());
    Ok(0)
}

/// Prints the headers that a host should send with every page, one a line.
///
/// # Errors
/// None; a reader that has gone away is not one.
pub fn headers() -> Result<u8, Error> {
    let mut out = io::stdout().lock();
    for (name, value) in policy::security_headers() {
        let _ = writeln!(out, "{name}: {value}");
    }
    Ok(0)
}

/// Prints what each version changed, as Markdown tables.
///
/// # Errors
/// None; a reader that has gone away is not one.
pub fn changes() -> Result<u8, Error> {
    let _ = io::stdout().write_all(changes::markdown().as_bytes());
    Ok(0)
}

/// The views as Markdown: a heading and a table for each, from their doc comments.
#[must_use]
pub fn views() -> String {
    let mut out = String::from("# What a template sees\n");
    let mut comment = String::new();
    let mut in_table = false;
    for line in VIEWS.iter().flat_map(|file| file.lines()).map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            comment.push_str(text);
        } else if let Some(name) = opening(line) {
            out.push_str(&format!("\n## {name}\n\n{}\n\n", comment.trim()));
            comment.clear();
            in_table = false;
        } else if let Some((name, kind)) = field(line) {
            if !in_table {
                out.push_str("| field | type | meaning |\n| --- | --- | --- |\n");
                in_table = true;
            }
            out.push_str(&format!("| `{name}` | `{kind}` | {} |\n", comment.trim().replace('|', "\\|")));
            comment.clear();
        } else if !line.starts_with('#') {
            comment.clear();
        }
    }
    out
}

/// The name of a struct or of a variant (one template's fields).
fn opening(line: &str) -> Option<&str> {
    let name = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
    let variant = line
        .strip_suffix(" {")
        .or_else(|| line.strip_suffix(" {},"))
        .filter(|name| name.chars().all(char::is_alphanumeric) && name.starts_with(char::is_uppercase));
    name.map(|name| name.split(['<', ' ', '(', ';']).next().unwrap_or(name)).or(variant)
}

/// A field's name and its type, as a theme author thinks of it.
fn field(line: &str) -> Option<(&str, String)> {
    let (name, kind) = line.trim_start_matches("pub ").trim_end_matches(',').split_once(": ")?;
    if !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
        return None;
    }
    let kind = kind.replace("<'a>", "").replace("&'a ", "").replace("&'static ", "").replace("Box<ArticleView>", "ArticleView");
    let kind = kind.replace("MaybeCard", "Option<Card>").replace("Cards", "Vec<Card>").replace("TermLinks", "Vec<Link>");
    Some((name, kind.replace("Option<", "maybe<").replace("Vec<", "list<")))
}
