//! `banbao search`: the site's own search, in the terminal.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::tell;
use crate::error::Error;
use crate::note::Speech;
use crate::say;
use crate::search::{self, QueryOptions, Results};

/// What `search` was asked to do.
#[derive(Debug)]
pub struct SearchOptions {
    /// What to look for.
    pub query: String,
    /// The built site; `public/` in the root when none.
    pub output: Option<PathBuf>,
    /// Filters and paging.
    pub options: QueryOptions,
    /// Whether to print JSON.
    pub json: bool,
}

/// Searches a built site.
///
/// # Errors
/// When the site has no index, or a file of it cannot be read.
pub fn run(root: &Path, options: &SearchOptions, speech: Speech) -> Result<u8, Error> {
    let SearchOptions { query, output, options, json } = options;
    let dir = output.clone().unwrap_or_else(|| root.join("public"));
    let results = search::search(&dir, query, options).map_err(|error| failed(&error))?;
    let mut out = io::stdout().lock();
    if *json {
        let _ = writeln!(out, "{}", serde_json::to_string(&results).unwrap_or_default());
        return Ok(0);
    }
    for hit in &results.hits {
        let near = if hit.near { say!("（相近）", " (near)").in_language(speech).to_owned() } else { String::new() };
        let _ = writeln!(out, "{}{near}\n  {} {} {}\n  {}\n", hit.title, hit.date, hit.community, hit.url, without_marks(&hit.excerpt));
    }
    tell(&summary(&results, query, speech));
    Ok(0)
}

fn summary(results: &Results, query: &str, speech: Speech) -> String {
    let (total, shown) = (results.total, results.hits.len());
    if shown == 0 {
        return say!("没有找到“{query}”", "nothing found for `{query}`").in_language(speech).to_owned();
    }
    say!("找到 {total} 篇，列出 {shown} 篇", "{total} found, {shown} shown").in_language(speech).to_owned()
}

fn failed(error: &search::Error) -> Error {
    match error {
        search::Error::NoIndex(path) => {
            let path = path.display();
            Error::Usage(say!(
                "{path} 里没有这个版本的搜索索引，先运行 banbao build",
                "there is no search index of this version in {path}; run banbao build first"
            ))
        }
        search::Error::Missing(path) => {
            let path = path.display();
            Error::Machine(say!("读不了 {path}，重新运行 banbao build", "cannot read {path}; run banbao build again"))
        }
        search::Error::Damaged(path) => {
            let path = path.display();
            Error::Machine(say!("{path} 坏了，重新运行 banbao build", "{path} is damaged; run banbao build again"))
        }
    }
}

/// The excerpt for a terminal: `<mark>` as brackets, entities as characters.
fn without_marks(excerpt: &str) -> String {
    let marked = excerpt.replace("<mark>", "【").replace("</mark>", "】");
    marked.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}
