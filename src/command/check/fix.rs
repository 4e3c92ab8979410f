//! `check --fix`: writes what has one clear mending, after showing it and asking.
//!
//! Only the lines that are mended get other bytes: every other line keeps its bytes and its end, and a byte order mark
//! stays. A file in another encoding is written as UTF-8. A file is written whole beside the old one and put in its
//! place; one that somebody changed meanwhile, and a link, are left alone.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::article::mending::mended;
use crate::article::{ReadOptions, privacy};
use crate::command::{is_colourful, tell};
use crate::disk::Disk;
use crate::error::{At as _, Error};
use crate::import::detect::decode;
use crate::note::{Note, Speech, visible};
use crate::pipeline::Prepared;
use crate::say;
use crate::source::{Kind, TEXT_CAP};

/// A file as it should be.
struct Mending {
    path: String,
    old: Vec<u8>,
    new: Vec<u8>,
    diff: String,
}

/// Shows what can be mended in the files that notes are about, asks unless `yes`, and writes it. Says whether anything
/// was written.
///
/// # Errors
/// When the machine fails to read or write a file.
pub(super) fn run(root: &Path, prepared: &Prepared, notes: &[Note], yes: bool, speech: Speech) -> Result<bool, Error> {
    let mendings = mendings(prepared, notes)?;
    if mendings.is_empty() {
        tell(say!("没有能直接改好的地方", "there is nothing that can be mended at once").in_language(speech));
        return Ok(false);
    }
    mendings.iter().for_each(|mending| tell(&mending.diff));
    let count = mendings.len();
    if !yes && !agrees(count, speech) {
        return Ok(false);
    }
    let mut written = 0;
    for Mending { path, old, new, .. } in &mendings {
        if replace(&root.join(path), old, new)? {
            written += 1;
        } else {
            let left = say!("{path} 刚刚有人改过，或者是链接，没有动它", "{path} was changed meanwhile or is a link; it was left alone");
            tell(left.in_language(speech));
        }
    }
    tell(say!("改好的文件：{written}\n", "files mended: {written}\n").in_language(speech));
    Ok(written > 0)
}

/// Asks on a terminal; elsewhere says how to go on.
fn agrees(count: usize, speech: Speech) -> bool {
    if !io::stdin().is_terminal() {
        tell(
            say!("没有改动文件：加上 --yes 就照这样改\n", "nothing was changed: with --yes it is written like this\n").in_language(speech),
        );
        return false;
    }
    let question = say!("照这样改 {count} 个文件吗？[y/N] ", "write this to {count} files? [y/N] ");
    let _ = write!(io::stderr(), "{}", question.in_language(speech));
    let mut answer = String::new();
    let _ = io::stdin().read_line(&mut answer);
    matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是" | "好")
}

fn mendings(prepared: &Prepared, notes: &[Note]) -> Result<Vec<Mending>, Error> {
    let Some(theme) = &prepared.theme else { return Ok(Vec::new()) };
    let options = ReadOptions::new(&prepared.site.config, &theme.words);
    let is_text = |kind: Kind| !matches!(kind, Kind::Config | Kind::Static | Kind::Beside | Kind::Inbox | Kind::Theme);
    let mut mendings: Vec<Mending> = Vec::new();
    // Notes are sorted by place, so those of a file stand together.
    for of_file in notes.chunk_by(|one, other| one.place.path == other.place.path) {
        let Some(path) = of_file.first().map(|note| &note.place.path) else { continue };
        let Some(entry) = prepared.sources.get(path).filter(|entry| is_text(entry.kind) && entry.size <= TEXT_CAP) else { continue };
        let old = prepared.sources.read(path)?;
        let is_foreign = of_file.iter().any(|note| note.code == "encoding");
        if let Some((new, diff)) = of_bytes(entry.kind, path, &old, is_foreign, &options) {
            mendings.push(Mending { path: path.clone(), old, new, diff });
        }
    }
    Ok(mendings)
}

/// The bytes of a file as they should be, and what is shown of the difference.
fn of_bytes(kind: Kind, path: &str, bytes: &[u8], is_foreign: bool, options: &ReadOptions) -> Option<(Vec<u8>, String)> {
    let (text, encoding) = match decode(bytes) {
        (text, name, false) if is_foreign => (text, Some(name)),
        _ => (Cow::Borrowed(std::str::from_utf8(bytes).ok()?), None),
    };
    let bare = text.trim_start_matches('\u{feff}');
    let mark = text.get(..text.len() - bare.len()).unwrap_or_default();
    let lines = lines(bare);
    let old: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
    let new = mended(kind, path, &old.join("\n"), options);
    if encoding.is_none() && new.is_none() {
        return None;
    }
    let new = new.as_ref().map_or_else(|| old.clone(), |new| new.split('\n').collect());
    let (body, diff) = put_together(&lines, &old, &new);
    let mut shown = format!("{}\n", visible(path));
    if let Some(name) = encoding {
        let _ = writeln!(shown, "{name} → UTF-8");
    }
    shown.push_str(&diff);
    // What is shown may be kept in a log: private halves of numbers stay out of it.
    let shown = privacy::masked(&shown, &privacy::look(&shown)).into_owned();
    Some((format!("{mark}{body}").into_bytes(), coloured(&shown)))
}

/// The lines of a text, each with its end, which may be `\n`, `\r\n`, `\r` or nothing.
fn lines(text: &str) -> Vec<(&str, &str)> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        let (line, after) = rest.split_at(at);
        let (end, left) = after.split_at(if after.starts_with("\r\n") { 2 } else { 1 });
        lines.push((line, end));
        rest = left;
    }
    lines.push((rest, ""));
    lines
}

/// The new lines with the ends of those in whose place they stand, and what is shown of the difference.
fn put_together(lines: &[(&str, &str)], old: &[&str], new: &[&str]) -> (String, String) {
    let usual = lines.first().map(|(_, end)| *end).filter(|end| !end.is_empty()).unwrap_or("\n");
    let (mut body, mut diff) = (String::new(), String::new());
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (tag, from, to) = op.as_tag_tuple();
        if tag != DiffTag::Equal {
            let mut show = |sign: char, first: usize, lines: &[&str]| {
                for (nth, line) in lines.iter().enumerate() {
                    let _ = writeln!(diff, "{:>4} {sign} {}", first + nth + 1, visible(line));
                }
            };
            show('-', from.start, old.get(from.clone()).unwrap_or_default());
            show('+', to.start, new.get(to.clone()).unwrap_or_default());
        }
        for (nth, &line) in to.clone().zip(new.get(to.clone()).unwrap_or_default()) {
            let its_own = lines.get(from.clone()).and_then(|lines| lines.get(nth - to.start)).map(|(_, end)| *end);
            let is_last = nth + 1 == new.len();
            body.extend([line, if is_last { "" } else { its_own.filter(|end| !end.is_empty()).unwrap_or(usual) }]);
        }
    }
    (body, diff)
}

fn coloured(diff: &str) -> String {
    if !is_colourful() {
        return diff.to_owned();
    }
    let colour = |line: &str| match line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()) {
        rest if rest.starts_with(" - ") => format!("\u{1b}[31m{line}\u{1b}[0m\n"),
        rest if rest.starts_with(" + ") => format!("\u{1b}[32m{line}\u{1b}[0m\n"),
        _ => format!("{line}\n"),
    };
    diff.lines().map(colour).collect()
}

/// Puts a file in the place of one that is still as it was read; says whether it was.
fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<bool, Error> {
    let disk = Disk::default();
    let facts = disk.own_facts(path).at(path)?;
    if !facts.is_file() || !disk.read(path, TEXT_CAP).is_ok_and(|bytes| bytes == old) {
        return Ok(false);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let put = disk.write_new(&beside, new).and_then(|()| disk.copy_rights(&facts, &beside)).and_then(|()| disk.rename(&beside, path));
    if put.is_err() {
        // What could not be put in its place is not left behind.
        let _ = disk.remove_file(&beside);
    }
    put.at(path).map(|()| true)
}
