//! `banbao new`: an article's file with its front matter.

use std::io;
use std::io::Write as _;
use std::path::Path;

use super::tell;
use crate::article::stem_for;
use crate::config::Config;
use crate::disk::Disk;
use crate::error::{At as _, Error};
use crate::moment::{self, Moment};
use crate::note::{Note, Sentence, Severity, Speech};
use crate::pipeline::{self, FileCache, Request};
use crate::say;
use crate::site::{Site, TermKind};
use crate::stopwatch::Stopwatch;

/// What `new` was asked to do.
#[derive(Debug)]
pub struct NewOptions {
    /// Title.
    pub title: String,
    /// Communities.
    pub community: Vec<String>,
    /// Programs.
    pub program: Vec<String>,
    /// Authors.
    pub author: Vec<String>,
    /// Date; today when none.
    pub date: Option<String>,
}

/// Makes an article.
///
/// # Errors
/// When the date is none, the file exists, or it cannot be written.
pub fn run(root: &Path, options: &NewOptions, speech: Speech) -> Result<u8, Error> {
    let NewOptions { title, community, program, author, date } = options;
    let prepared =
        pipeline::prepare(&Request { root: root.to_owned(), ..Request::default() }, &mut FileCache::default(), &mut Stopwatch::default())?;
    let site = &prepared.site;
    let date = self::date(date.as_deref(), &site.config)?;
    let stem = stem_for(title);
    let below = format!("content/{:04}/{:02}/{stem}.md", date.year, date.month);
    let path = root.join(&below);
    let disk = Disk::default();
    if let Some(folder) = path.parent() {
        disk.create_dir_all(folder).at(folder)?;
    }
    let text = article(title, &date.iso(), &[("community", community), ("program", program), ("author", author)]);
    match disk.write_new(&path, text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Error::Usage(say!(
                "{below} 已经有了，没有改动它。换一个标题，或直接编辑它",
                "{below} exists already and was not changed. Choose another title, or edit it"
            )));
        }
        other => other.at(&path)?,
    }
    for (kind, names) in [(TermKind::Community, community), (TermKind::Program, program)] {
        warn_of_unknown(site, kind, names, &below, speech);
    }
    let _ = writeln!(std::io::stdout(), "{}", path.display());
    tell(
        say!(
            "建好了 {below}。打开它写正文，再运行 banbao serve --open 预览",
            "made {below}. Open it and write the text; `banbao --lang en serve --open` shows the page"
        )
        .in_language(speech),
    );
    Ok(0)
}

fn date(written: Option<&str>, config: &Config) -> Result<Moment, Error> {
    match written {
        None => Ok(Moment { clock: None, ..moment::now(&config.zone) }),
        Some(text) => moment::parse(text, &config.zone).map_err(|reason| {
            Error::Usage(Sentence {
                zh: format!("--date：{}，要像 2024-08-13 这样写", reason.zh),
                en: format!("--date: {}; write it like 2024-08-13", reason.en),
            })
        }),
    }
}

fn article(title: &str, date: &str, fields: &[(&str, &Vec<String>)]) -> String {
    let mut text = format!("---\ntitle: {}\n", quoted(title));
    for (field, names) in fields {
        match names.as_slice() {
            [] => text.push_str(&format!("{field}:\n")),
            [one] => text.push_str(&format!("{field}: {}\n", quoted(one))),
            several => text.push_str(&format!("{field}: [{}]\n", several.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "))),
        }
    }
    text.push_str(&format!("date: {date}\ntags: []\n---\n\n"));
    text
}

/// A YAML text that always means what was typed.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\t'], " "))
}

fn warn_of_unknown(site: &Site, kind: TermKind, names: &[String], file: &str, speech: Speech) {
    let front = crate::fields::Front::new(file, "", 0);
    for name in names {
        let named = crate::fields::Named { text: name.clone(), ..Default::default() };
        if let Err(note) = site.taxonomy(kind).allows(&named, &front) {
            // The article is made all the same; it is the build that will insist.
            super::show(&[Note { severity: Severity::Warning, ..*note }], speech);
        }
    }
}
