//! The files that differ from what Git last kept.
//!
//! Asks the editor's own `git`; the only program that `check` starts, and only when `--changed` is given. What lies in
//! the site is never run: hooks, watchers and outside programs for differences are switched off for these questions.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use crate::error::{self, Error};
use crate::say;

/// Whether anything was kept yet.
const HEAD: &[&str] = &["rev-parse", "--verify", "--quiet", "HEAD"];
const DIFFERENT: &[&str] = &["diff", "--name-only", "--relative", "--no-ext-diff", "--no-textconv", "-z", "HEAD", "--", "."];
const UNTRACKED: &[&str] = &["ls-files", "--others", "--exclude-standard", "-z", "--", "."];
const TRACKED: &[&str] = &["ls-files", "-z", "--", "."];

/// Paths below the root of files that differ from HEAD or are new; all of them where nothing was kept yet.
///
/// # Errors
/// When there is no Git, or the site is in no repository.
pub(super) fn files(root: &Path) -> Result<BTreeSet<String>, Error> {
    let has_head = ask(root, HEAD)?.status.success();
    let known = names(root, if has_head { DIFFERENT } else { TRACKED })?;
    let new = names(root, UNTRACKED)?;
    Ok(known.into_iter().chain(new).collect())
}

fn names(root: &Path, question: &[&str]) -> Result<Vec<String>, Error> {
    let Output { status, stdout, stderr } = ask(root, question)?;
    if !status.success() {
        let said = String::from_utf8_lossy(&stderr);
        let said = said.lines().next().unwrap_or_default();
        return Err(Error::Usage(say!("--changed 要站点在 Git 仓库里：{said}", "--changed needs a site in a Git repository: {said}")));
    }
    let names = stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(names.map(|name| String::from_utf8_lossy(name).into_owned()).collect())
}

fn ask(root: &Path, question: &[&str]) -> Result<Output, Error> {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath="]).args(question);
    git.env("GIT_OPTIONAL_LOCKS", "0").output().map_err(|failed| {
        let reason = error::reason(&failed);
        let (zh, en) = (reason.zh, reason.en);
        Error::Usage(say!("--changed 要用 git 这个程序：{zh}", "--changed needs the program git: {en}"))
    })
}
