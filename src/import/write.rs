//! A draft as an article file: front matter and Markdown that reads as the draft's own characters.
//!
//! In: a finished draft. Out: the text of the file. What Markdown would misread is escaped, so that the article reader
//! gives back every character of the draft's blocks. Never writes to the disk.

use crate::article::UNPLACED;

use super::draft::{Block, Draft, Run, text_of};

/// The text of an article file.
#[must_use]
pub fn article(draft: &Draft, is_draft: bool) -> String {
    let mut out = front_matter(draft, is_draft);
    let mut after_item = false;
    let highest =
        draft.blocks.iter().filter_map(|block| if let Block::Heading(level, _) = block { Some(*level) } else { None }).min().unwrap_or(1);
    let mut level_before = 1;
    // Items that stand deeper than the list begins, or skip a depth, would be code.
    let (mut first_depth, mut depth_before) = (0, 0);
    for block in &draft.blocks {
        let is_item = matches!(block, Block::Item(..));
        if after_item && !is_item {
            out.push('\n');
        }
        match block {
            Block::Heading(level, runs) => {
                // The title is the article's h1; no level is skipped below it.
                let level = (level.saturating_sub(highest) + 2).min(level_before + 1).min(6);
                level_before = level;
                let text = inline(runs, true);
                out.push_str(&format!("{} {}\n\n", "#".repeat(usize::from(level)), text.replace("\\\n", " ")));
            }
            Block::Paragraph(runs) => paragraph(&mut out, runs, ""),
            Block::Quote(runs) => paragraph(&mut out, runs, "> "),
            Block::Caption(runs) => paragraph(&mut out, runs, ""),
            Block::Item(number, depth, runs) => {
                if !after_item {
                    (first_depth, depth_before) = (*depth, 0);
                }
                depth_before = depth.saturating_sub(first_depth).min(if after_item { depth_before + 1 } else { 0 });
                item(&mut out, *number, depth_before, runs);
            }
            Block::Table(rows) => table(&mut out, rows),
            Block::Picture(at, runs) => picture(&mut out, draft, *at, runs),
            Block::Markdown(text) => out.push_str(&format!("{}\n\n", text.trim_end())),
        }
        after_item = is_item;
    }
    if after_item {
        out.push('\n');
    }
    for (number, runs) in draft.footnotes.iter().enumerate() {
        out.push_str(&format!("[^{}]: {}\n\n", number + 1, inline(runs, true).replace("\\\n", " ")));
    }
    if !draft.homeless.is_empty() {
        out.push_str(&format!("{UNPLACED}\n\n"));
        for text in &draft.homeless {
            paragraph(&mut out, &[Run::plain(text.clone())], "");
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn front_matter(draft: &Draft, is_draft: bool) -> String {
    let mut out = format!("---\ntitle: {}\n", scalar(&draft.title));
    match draft.signed.as_slice() {
        [] => out.push_str("author:\n"),
        [one] if one.role.is_none() => out.push_str(&format!("author: {}\n", list(&one.names))),
        several => {
            out.push_str("author:\n");
            for signed in several {
                out.push_str(&format!("  {}: {}\n", signed.role.unwrap_or("文"), list(&signed.names)));
            }
        }
    }
    out.push_str(&format!("community:{}\n", field(&draft.communities)));
    if !draft.programs.is_empty() {
        out.push_str(&format!("program:{}\n", field(&draft.programs)));
    }
    out.push_str(&format!("date: {}\n", draft.date.as_deref().unwrap_or_default()));
    if let Some(source) = &draft.source {
        out.push_str(&format!("source: {}\n", scalar(source)));
    }
    if is_draft {
        out.push_str("draft: true\n");
    }
    out + "---\n\n"
}

fn field(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(" {}", list(names)) }
}

fn list(names: &[String]) -> String {
    match names {
        [one] => scalar(one),
        several => format!("[{}]", several.iter().map(|name| scalar(name)).collect::<Vec<_>>().join(", ")),
    }
}

/// A YAML text: bare where it can only be read as itself, else in quotes.
fn scalar(text: &str) -> String {
    let is_bare = text.chars().next().is_some_and(crate::byline::is_han)
        && text.chars().all(|c| crate::byline::is_han(c) || c.is_ascii_alphanumeric());
    if is_bare {
        return text.to_owned();
    }
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{}\"", clean.replace('\\', "\\\\").replace('"', "\\\""))
}

fn paragraph(out: &mut String, runs: &[Run], prefix: &str) {
    let text = inline(runs, false);
    if text.trim().is_empty() {
        return;
    }
    for line in text.trim_matches('\n').split('\n') {
        out.push_str(prefix);
        out.push_str(line);
        out.push('\n');
    }
    out.push_str(prefix.trim_end());
    out.push('\n');
    if !prefix.is_empty() {
        out.truncate(out.trim_end_matches(['\n', '>']).len());
        out.push_str("\n\n");
    }
}

fn item(out: &mut String, number: Option<u32>, depth: u8, runs: &[Run]) {
    let indent = "    ".repeat(usize::from(depth.min(3)));
    let mark = number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
    let text = inline(runs, false).replace('\n', &format!("\n{indent}    "));
    out.push_str(&format!("{indent}{mark} {}\n", text.trim()));
}

fn table(out: &mut String, rows: &[Vec<Vec<Run>>]) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if width == 0 {
        return;
    }
    for (at, row) in rows.iter().enumerate() {
        let cell = |column: usize| {
            row.get(column).map(|runs| inline(runs, true).replace("\\\n", " ").replace('\n', " ").replace('|', "\\|")).unwrap_or_default()
        };
        out.push_str(&format!("| {} |\n", (0..width).map(cell).collect::<Vec<_>>().join(" | ")));
        if at == 0 {
            out.push_str(&format!("|{}\n", " --- |".repeat(width)));
        }
    }
    out.push('\n');
}

fn picture(out: &mut String, draft: &Draft, at: usize, caption: &[Run]) {
    let Some(picture) = draft.pictures.get(at) else { return };
    let text = text_of(caption).replace('\n', " ");
    let text = text.trim();
    let alt = escaped(text, true);
    if text.is_empty() {
        out.push_str(&format!("![]({})\n\n", picture.name));
    } else {
        out.push_str(&format!("![{alt}]({} \"{}\")\n\n", picture.name, escaped(text, true).replace('"', "\\\"")));
    }
}

/// Runs as Markdown. In a heading, cell or note a line break is a blank.
fn inline(runs: &[Run], on_one_line: bool) -> String {
    let mut out = String::new();
    for run in merged(runs) {
        let text = if on_one_line { run.text.replace('\n', " ") } else { run.text.clone() };
        // Blanks belong outside of the marks, or they are no marks.
        let inner = text.trim();
        let (before, after) = match text.find(inner) {
            Some(at) if !inner.is_empty() => (text.get(..at).unwrap_or_default(), text.get(at + inner.len()..).unwrap_or_default()),
            _ => (text.as_str(), ""),
        };
        let mut shown = escaped(inner, on_one_line);
        if !inner.is_empty() {
            let marks = match (run.bold, run.italic) {
                (true, true) => "***",
                (true, false) => "**",
                (false, true) => "*",
                (false, false) => "",
            };
            shown = format!("{marks}{shown}{marks}");
            if let Some(link) = run.link.as_deref().and_then(address) {
                shown = format!("[{shown}]({link})");
            }
        }
        out.push_str(&broken(before));
        out.push_str(&shown);
        out.push_str(&broken(after));
        if let Some(number) = run.footnote {
            out.push_str(&format!("[^{}]", number + 1));
        }
    }
    let out = out.trim_matches(|c: char| c == ' ' || c == '\n' || c == '\u{3000}').trim_end_matches('\\').to_owned();
    lines_escaped(&out)
}

fn broken(blanks: &str) -> String {
    blanks.replace('\n', "\\\n")
}

/// Neighbours of one style as one run.
fn merged(runs: &[Run]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for run in runs {
        match out.last_mut() {
            Some(last) if (last.bold, last.italic, &last.link) == (run.bold, run.italic, &run.link) && last.footnote.is_none() => {
                last.text.push_str(&run.text);
                last.footnote = run.footnote;
            }
            // A blank has no style of its own.
            Some(last) if run.text.trim().is_empty() && run.footnote.is_none() && last.footnote.is_none() && !run.text.contains('\n') => {
                last.text.push_str(&run.text)
            }
            _ => out.push(run.clone()),
        }
    }
    out
}

/// An address as it may stand in a link: without blanks and brackets, of a kind that banbao takes.
fn address(link: &str) -> Option<String> {
    let link = link.trim();
    let is_fine = ["http://", "https://", "mailto:", "tel:", "#"].iter().any(|start| link.to_ascii_lowercase().starts_with(start));
    (is_fine && !link.contains(|c: char| c.is_control()))
        .then(|| link.replace(' ', "%20").replace('(', "%28").replace(')', "%29").replace('<', "%3C").replace('>', "%3E"))
}

/// Characters that Markdown would take as marks, with a backslash before them.
fn escaped(text: &str, on_one_line: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '{' | '}' if on_one_line => {
                out.push('\\');
                out.push(c);
            }
            '!' if chars.peek() == Some(&'[') => out.push_str("\\!"),
            '&' if chars.peek().is_some_and(|c| c.is_ascii_alphanumeric() || *c == '#') => out.push_str("&amp;"),
            '\n' => out.push_str("\\\n"),
            c => out.push(c),
        }
    }
    out
}

/// Marks that mean something only at the head of a line.
fn lines_escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let line = line.trim_start_matches([' ', '\u{3000}', '\t']);
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        let after = line.get(digits..).unwrap_or_default();
        if line.starts_with(['#', '＃', '+', '-', '=', ':']) {
            let first = line.chars().next().map_or(0, char::len_utf8);
            // A full-width mark cannot be escaped and needs none.
            if first == 1 {
                out.push('\\');
            }
            out.push_str(line);
        } else if (1..=9).contains(&digits) && after.starts_with(['.', ')']) {
            out.push_str(line.get(..digits).unwrap_or_default());
            out.push('\\');
            out.push_str(after);
        } else {
            out.push_str(line);
        }
    }
    out
}
