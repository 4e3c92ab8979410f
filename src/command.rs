//! What the commands share: where the site is, and how notes and failures are shown.

pub mod build;
pub mod check;
pub mod explain;
pub mod import;
pub mod init;
pub mod new;
pub mod next;
pub mod schema;
pub mod search;
pub mod serve;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::disk::{self, Disk};
use crate::error::{At as _, Error};
use crate::note::{self, Note, Speech, Tally};
use crate::say;
use crate::site::Site;

/// The folder of the site: the one given, or the nearest one upwards that has `content/`.
///
/// # Errors
/// When there is none.
pub fn find_root(given: Option<&Path>) -> Result<PathBuf, Error> {
    let has_content = |root: &Path| is_folder(&root.join("content"));
    if let Some(root) = given {
        if has_content(root)? {
            return Ok(root.to_owned());
        }
        let shown = root.display();
        return Err(Error::Usage(say!("{shown} 里没有 content/ 文件夹", "there is no folder content/ in {shown}")));
    }
    let here = std::env::current_dir().at(Path::new("."))?;
    for folder in here.ancestors() {
        if has_content(folder)? {
            return Ok(folder.to_owned());
        }
    }
    Err(Error::Usage(say!(
        "这里和上面的文件夹里都没有 content/。换到站点的文件夹，或运行 banbao init 新建一个",
        "there is no folder content/ here or above. Go to the site's folder, or run banbao init"
    )))
}

fn is_folder(path: &Path) -> Result<bool, Error> {
    match Disk::default().facts(path) {
        Ok(facts) => Ok(facts.is_dir()),
        Err(error) if disk::is_nothing(&error) => Ok(false),
        Err(error) => Err(error).at(path),
    }
}

/// A failure of the machine or of usage, in one line.
#[must_use]
pub fn failure(error: &Error, speech: Speech) -> String {
    let (severity, separator) = match speech {
        Speech::Chinese => (note::Severity::Error.name(speech), "："),
        Speech::English => (note::Severity::Error.name(speech), ": "),
    };
    format!("{severity}{separator}{}", error.sentence().in_language(speech))
}

/// Whether standard error is a terminal on which colour is welcome (<https://no-color.org>).
#[must_use]
pub fn is_colourful() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Shows notes on standard error, as a person reads them. A closed pipe is not an error.
pub fn show(notes: &[Note], speech: Speech) {
    let colour = is_colourful();
    let mut err = io::BufWriter::new(io::stderr().lock());
    for note in note::shown(notes, speech, colour) {
        let _ = writeln!(err, "{note}\n");
    }
    let _ = err.flush();
}

/// What the last line of a run counts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Closing {
    /// Published articles.
    pub articles: usize,
    /// Drafts, which are not.
    pub drafts: usize,
    /// Articles that wait for their moment.
    pub waiting: usize,
    /// Articles that were published before and are not any more, because of errors.
    pub taken_down: usize,
    /// Notes.
    pub tally: Tally,
}

impl Closing {
    /// What a site that was only looked at comes to.
    #[must_use]
    pub fn of(site: &Site, tally: Tally) -> Self {
        let (waiting, drafts) = site.waiting;
        Self { articles: site.articles.len(), drafts, waiting, taken_down: 0, tally }
    }
}

/// The last line of a run (E14): it never hides errors, warnings, or what is not published.
#[must_use]
pub fn closing_line(closing: &Closing, took: Duration, speech: Speech) -> String {
    let Closing { articles, drafts, waiting, taken_down, tally: Tally { errors, warnings, advice } } = *closing;
    let seconds = took.as_secs_f64();
    let some = |count: usize, zh: &str, en: &str| match speech {
        _ if count == 0 => String::new(),
        Speech::Chinese => format!("，{zh} {count}"),
        Speech::English => format!(", {en} {count}"),
    };
    let others = [
        some(advice, "建议", "advice"),
        some(drafts, "草稿", "drafts"),
        some(waiting, "待发布", "waiting"),
        some(taken_down, "撤下", "taken down"),
    ]
    .concat();
    match speech {
        Speech::Chinese => format!("成功 {articles} 篇，错误 {errors}，警告 {warnings}{others}，用时 {seconds:.1} 秒"),
        Speech::English => format!("articles {articles}, errors {errors}, warnings {warnings}{others}, {seconds:.1} s"),
    }
}

/// A line on standard error.
pub fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
