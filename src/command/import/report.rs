//! What `import` tells: for each file each story, and for each story each decision with its reason.

use std::io::{self, Write as _};

use serde_json::json;

use super::super::{show, tell};
use super::{ImportOptions, Outcome};
use crate::import::Draft;
use crate::note::{Note, Severity, Speech};
use crate::say;

/// How a run went.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) files: usize,
    pub(super) made: usize,
    pub(super) known: usize,
    pub(super) failed: usize,
    pub(super) asked: usize,
}

/// Tells of one file.
pub(super) fn file(name: &str, notes: &[Note], stories: &[(Draft, Outcome)], options: &ImportOptions, speech: Speech, tally: &mut Tally) {
    tally.files += 1;
    tally.failed += usize::from(notes.iter().any(|note| note.severity == Severity::Error));
    for (draft, outcome) in stories {
        match outcome {
            Outcome::Made(..) => tally.made += 1,
            Outcome::Before(_) => tally.known += 1,
        }
        tally.asked += draft.decisions.iter().filter(|decision| decision.sureness != crate::import::Sureness::Sure).count();
    }
    if options.json {
        return as_json(name, notes, stories, options, speech);
    }
    show(notes, speech);
    let mut out = io::stdout().lock();
    for (draft, outcome) in stories {
        match outcome {
            Outcome::Before(path) => {
                tell(say!("{name} → {path}：以前导入过，没有动它", "{name} → {path}: imported before, left as it is").in_language(speech))
            }
            Outcome::Made(path, text) => {
                let title = &draft.title;
                tell(say!("{name} → {path}：{title}", "{name} → {path}: {title}").in_language(speech));
                for line in lines(draft, speech) {
                    tell(&format!("  {line}"));
                }
                // What is written is data: the file's path, or all of it where nothing is written.
                let shown = if options.dry_run { format!("=== {path}\n{text}") } else { format!("{path}\n") };
                let _ = out.write_all(shown.as_bytes());
            }
        }
    }
}

/// Each decision as a line, and what had no place.
fn lines(draft: &Draft, speech: Speech) -> Vec<String> {
    let mut lines: Vec<String> = draft
        .decisions
        .iter()
        .map(|decision| {
            let (sentence, sure) = (decision.sentence.in_language(speech), decision.sureness.words());
            let sure = sure.in_language(speech);
            match speech {
                Speech::Chinese => format!("· {sentence}（{sure}）"),
                Speech::English => format!("- {sentence} ({sure})"),
            }
        })
        .collect();
    if !draft.homeless.is_empty() {
        let count = draft.homeless.len();
        lines.push(
            say!(
                "· 有 {count} 处文字没有位置，放在稿件最后，请看一遍",
                "- {count} pieces of text had no place and stand at the end: look at them"
            )
            .in_language(speech)
            .to_owned(),
        );
    }
    lines
}

fn as_json(name: &str, notes: &[Note], stories: &[(Draft, Outcome)], options: &ImportOptions, speech: Speech) {
    let mut out = io::stdout().lock();
    for note in notes {
        let line = json!({
            "input": name,
            "status": if note.severity == Severity::Error { "failed" } else { "note" },
            "code": note.code,
            "message": note.message.in_language(speech),
            "remedy": note.remedy.as_ref().map(|remedy| remedy.in_language(speech)),
        });
        let _ = writeln!(out, "{line}");
    }
    for (draft, outcome) in stories {
        let (status, path, text) = match outcome {
            Outcome::Made(path, text) => (if options.dry_run { "would-write" } else { "written" }, path, options.dry_run.then_some(text)),
            Outcome::Before(path) => ("known", path, None),
        };
        let decisions: Vec<_> = draft
            .decisions
            .iter()
            .map(|decision| json!({"about": decision.about, "sure": decision.sureness.key(), "sentence": decision.sentence.in_language(speech)}))
            .collect();
        let signed: Vec<_> = draft.signed.iter().map(|signed| json!({"role": signed.role, "names": signed.names})).collect();
        let pictures: Vec<_> = draft.pictures.iter().map(|picture| &picture.name).collect();
        let line = json!({
            "input": name, "status": status, "file": path, "title": draft.title, "author": signed, "community": draft.communities,
            "program": draft.programs, "date": draft.date, "source": draft.source, "pictures": pictures, "decisions": decisions,
            "unplaced": draft.homeless, "dropped": draft.dropped, "text": text,
        });
        let _ = writeln!(out, "{line}");
    }
}

/// The last line.
pub(super) fn closing(tally: &Tally, dry_run: bool, speech: Speech) -> String {
    let Tally { files, made, known, failed, asked } = tally;
    let made_zh = if dry_run { "会写成" } else { "写成" };
    let made_en = if dry_run { "would make" } else { "made" };
    let next = if *made > 0 && !dry_run {
        say!(
            "；稿件是草稿时，读一遍，删掉 draft: true 就会发布",
            "; where an article is a draft, read it and remove draft: true to publish it"
        )
    } else {
        say!("", "")
    };
    let (next_zh, next_en) = (next.zh, next.en);
    say!(
        "读了 {files} 个文件，{made_zh} {made} 篇，以前导入过 {known} 篇，读不了 {failed} 个，要看一眼的决定 {asked} 处{next_zh}",
        "{files} files read, {made_en} {made} articles, {known} imported before, {failed} files failed, {asked} decisions to look at{next_en}"
    )
    .in_language(speech)
    .to_owned()
}
