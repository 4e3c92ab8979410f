//! The table of codes, to be read: one code in the terminal, all of them in a list, all of them as a page.
//!
//! In: rows of the table. Out: text. Adds no sentence of its own about any code: a code that is added to the table is
//! explained here, on the page and in SARIF without another line.

use std::fmt::Write as _;

use super::code::{Bilingual, Example, Wording};
use super::{Code, Severity, Speech, codes};
use crate::did_you_mean;

/// One code: what is said of it, what to do, and how it comes about.
#[must_use]
pub fn explained(code: &Code, speech: Speech) -> String {
    let (remedy, example) = match speech {
        Speech::Chinese => ("提示：", "例子："),
        Speech::English => ("hint: ", "example:"),
    };
    let mut out = format!("{}\n", code.name);
    for Wording { severity, sentence, remedy: own } in code.sentences {
        let _ = writeln!(out, "\n{}: {}", severity.name(speech), sentence.shown(speech));
        if let Some(own) = own {
            let _ = writeln!(out, "  {remedy}{}", own.shown(speech));
        }
    }
    if !code.remedies.is_empty() {
        out.push('\n');
    }
    for other in code.remedies {
        let _ = writeln!(out, "  {remedy}{}", other.shown(speech));
    }
    let _ = writeln!(out, "\n{example}");
    match &code.example {
        Example::Words(words) => {
            let _ = writeln!(out, "  {}", words.shown(speech));
        }
        Example::Files(files) => {
            for (path, text) in *files {
                let _ = writeln!(out, "  {path}");
                for line in visible(text).lines() {
                    let _ = writeln!(out, "    {line}");
                }
            }
        }
    }
    out
}

/// All codes, one a line, in the order of the stages: severity, code, the usual sentence.
#[must_use]
pub fn listed(speech: Speech) -> String {
    let widest = codes::all().map(|code| code.name.len()).max().unwrap_or(0);
    codes::all().fold(String::new(), |mut out, code| {
        let (severity, sentence) = (gravest(code).name(speech), first(code).shown(speech));
        let _ = writeln!(out, "{severity} {:widest$}  {sentence}", code.name);
        out
    })
}

/// The code that was probably meant by one that does not exist.
#[must_use]
pub fn nearest(name: &str) -> Option<&'static str> {
    did_you_mean::nearest(name, codes::all().map(|code| code.name))
}

/// Every code explained on a page in Markdown, for editors.
#[must_use]
pub fn page() -> String {
    let mut out = String::from(
        "---\ntitle: 提示一览\norder: 15\n---\n\n\
         banbao 说的每一句提示，方括号里都有一个代码。这里按代码列出全部提示：怎么说、怎么改、什么样的稿子会引出它。\
         在终端里看其中一个：`banbao explain 代码`。\n\n\
         **错误**的稿件不会发布；**警告**的照常发布，但请看一眼；**建议**只供参考。“…”是随稿件变化的部分。\n",
    );
    let speech = Speech::Chinese;
    for code in codes::all() {
        let _ = writeln!(out, "\n## {}\n", code.name);
        for Wording { severity, sentence, remedy } in code.sentences {
            let _ = write!(out, "- **{}** {}", severity.name(speech), literal(sentence));
            if let Some(remedy) = remedy {
                let _ = write!(out, " 改法 {}", literal(remedy));
            }
            out.push('\n');
        }
        for remedy in code.remedies {
            let _ = writeln!(out, "- 改法 {}", literal(remedy));
        }
        match &code.example {
            Example::Words(words) => {
                let _ = writeln!(out, "\n什么时候说：{}", literal(words));
            }
            Example::Files(files) => {
                for (path, text) in *files {
                    let text = visible(text);
                    let fence = "`".repeat(longest_run(&text, '`').max(2) + 1);
                    let _ = writeln!(out, "\n`{path}`\n\n{fence}text\n{}\n{fence}", text.trim_end_matches('\n'));
                }
            }
        }
    }
    out
}

/// The gravest severity that a code may have.
pub(super) fn gravest(code: &Code) -> Severity {
    code.sentences.iter().map(|wording| wording.severity).min().unwrap_or(Severity::Advice)
}

/// The usual sentence of a code.
pub(super) fn first(code: &Code) -> Bilingual {
    code.sentences.first().map_or(Bilingual { zh: "", en: "" }, |wording| wording.sentence)
}

/// A sentence as Markdown that shows it as it is: a span of code, which nothing in it can end.
fn literal(text: &Bilingual) -> String {
    let text = visible(&text.shown(Speech::Chinese));
    let marks = "`".repeat(longest_run(&text, '`') + 1);
    let apart = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{marks}{apart}{text}{apart}{marks}")
}

/// A text in which characters that nobody sees, and halves of lines that run the other way, are written out.
fn visible(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if hidden(c) {
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
        out
    })
}

fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(|run| run.chars().count()).max().unwrap_or(0)
}
