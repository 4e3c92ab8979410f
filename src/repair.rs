//! YAML as input methods write it, made into YAML (E2): full-width punctuation, Chinese quotes, missing spaces.
//!
//! In: lines as an editor wrote them. Out: the same lines as YAML, and one warning for each mend. Works line by
//! line, so that places stay true. Never guesses where the meaning is not clear.

use std::borrow::Cow;

use crate::field::Table;
use crate::note::{Note, Place, codes};
use crate::yaml::Span;

/// How much of a text a remedy repeats, in characters.
const MOST_SHOWN: usize = 40;

/// The key of a line and where its colon is.
#[must_use]
pub fn key_of(line: &str) -> Option<(&str, usize)> {
    let at = line.find([':', '：'])?;
    let key = line[..at].trim();
    (!key.is_empty() && !key.contains(['"', '\'', '[', '{', '#'])).then_some((key, at))
}

/// The lines with every one mended; borrowed when nothing had to be. `table` has the fields that may stand in them.
pub fn repair<'a>(path: &str, lines: &'a str, first_line: u32, table: &Table, notes: &mut Vec<Note>) -> Cow<'a, str> {
    let mut mended: Option<String> = None;
    let mut block_indent: Option<usize> = None;
    let mut at = 0;
    for (index, line) in lines.split_inclusive('\n').enumerate() {
        let bare = line.trim_end_matches('\n');
        let indent = bare.len() - bare.trim_start_matches(' ').len();
        if block_indent.is_some_and(|outer| bare.trim().is_empty() || indent > outer) {
            if let Some(out) = &mut mended {
                out.push_str(line);
            }
            at += line.len();
            continue;
        }
        block_indent = None;
        let number = first_line + u32::try_from(index).unwrap_or(0);
        let fixed = mend_line(bare, table, &mut |span, note| {
            let place = Place::on_line(path, number, span.column, span.width, bare.trim_end());
            notes.push(note(place));
        });
        let now = fixed.as_deref().unwrap_or(bare);
        if ends_in_block_mark(now) {
            block_indent = Some(indent);
        }
        if let (None, Some(_)) = (&mended, &fixed) {
            mended = Some(lines[..at].to_owned());
        }
        if let Some(out) = &mut mended {
            out.push_str(now);
            out.push_str(&line[bare.len()..]);
        }
        at += line.len();
    }
    mended.map_or(Cow::Borrowed(lines), Cow::Owned)
}

/// `key: |` and its like open a block of text in which nothing is mended.
fn ends_in_block_mark(line: &str) -> bool {
    line.rsplit_once(": ").is_some_and(|(_, value)| {
        let value = value.trim();
        value.starts_with(['|', '>']) && value.len() <= 3
    })
}

/// Says what was mended: where on the line, and the note that the place makes.
type Say<'s> = &'s mut dyn FnMut(Span, &dyn Fn(Place) -> Note);

/// One line mended, or none when it is fine as it is.
fn mend_line(line: &str, table: &Table, say: Say<'_>) -> Option<String> {
    let straight = mend_indent(line, say);
    let current = straight.as_deref().unwrap_or(line);
    let colon = mend_colon(current, line, table, say);
    let value = mend_value(colon.as_deref().unwrap_or(current), line, say);
    value.or(colon).or(straight)
}

fn mend_indent(line: &str, say: Say<'_>) -> Option<String> {
    let lead: usize = line.chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{3000}')).map(char::len_utf8).sum();
    if !line[..lead].contains(['\t', '\u{3000}']) || line[lead..].is_empty() {
        return None;
    }
    let span = Span { line: 0, column: 1, width: u32::try_from(line[..lead].chars().count()).unwrap_or(0) };
    say(span, &|place| codes::front_matter::indent(place));
    Some(format!("{}{}", line[..lead].replace(['\t', '\u{3000}'], "  "), &line[lead..]))
}

/// `title：春节` and `title:春节`.
fn mend_colon(line: &str, written: &str, table: &Table, say: Say<'_>) -> Option<String> {
    let (key, at) = key_of(line)?;
    let key = key.strip_prefix("- ").unwrap_or(key).trim();
    let colon = line[at..].chars().next()?;
    let rest = &line[at + colon.len_utf8()..];
    let is_wide = colon == '：';
    let is_fine = match is_wide {
        true => !table.knows(key) && rest.contains(": "),
        false => rest.is_empty() || rest.starts_with([' ', '\t']) || !table.knows(key),
    };
    if is_fine {
        return None;
    }
    let text = rest.trim_start_matches([' ', '\t', '\u{3000}']);
    let shown: String = text.chars().take(MOST_SHOWN).collect();
    let span = span_of(written, colon);
    if is_wide {
        say(span, &|place| codes::front_matter::fullwidth_colon(place, key, &shown));
    } else if rest.starts_with('\u{3000}') {
        let span = Span { column: span.column + 1, ..span };
        say(span, &|place| codes::front_matter::fullwidth_space(place, key, &shown));
    } else {
        say(span, &|place| codes::front_matter::missing_space(place, key, &shown));
    }
    Some(format!("{}: {text}", &line[..at]))
}

fn span_of(line: &str, c: char) -> Span {
    let column = line.chars().position(|x| x == c).map_or(1, |at| at + 1);
    Span { line: 0, column: u32::try_from(column).unwrap_or(1), width: 1 }
}

/// Quotes, brackets and commas of a Chinese input method, and texts that YAML would misread.
fn mend_value(line: &str, written: &str, say: Say<'_>) -> Option<String> {
    let (head, value) = if let Some((_, at)) = key_of(line) {
        // A full-width colon that is still there is part of the key: the value begins behind a half-width one.
        let colon = if line[at..].starts_with(':') { at } else { line.find(": ")? };
        line.split_at(colon + 1)
    } else if line.trim_start().starts_with("- ") {
        line.split_at(line.find("- ")? + 1)
    } else {
        return None;
    };
    let value = value.trim();
    let first = value.chars().next()?;
    match first {
        '“' | '”' | '「' => mend_quotes(head, value, written, say),
        '[' | '［' | '【' => mend_list(head, value, written, say),
        '"' => mend_half_quoted(head, value, written, say),
        '\'' | '{' | '|' | '>' => None,
        // A comment has a space after its mark; `#停水#` is a text.
        '#' if value[1..].starts_with(|c: char| c.is_whitespace() || c == '#') || value.len() == 1 => None,
        _ => mend_plain(head, value, written, say),
    }
}

fn mend_quotes(head: &str, value: &str, written: &str, say: Say<'_>) -> Option<String> {
    let inner = value
        .strip_prefix(['“', '”', '「'])
        .and_then(|v| v.strip_suffix(['”', '“', '」']))
        .filter(|v| !v.is_empty() && !v.contains(['“', '”', '「', '」']))?;
    let field = head.trim();
    say(span_of(written, value.chars().next().unwrap_or('“')), &|place| codes::front_matter::curly_quotes(place, field, inner));
    Some(format!("{head} {}", quoted(inner)))
}

fn mend_list(head: &str, value: &str, written: &str, say: Say<'_>) -> Option<String> {
    let inner = value.strip_prefix(['[', '［', '【'])?.strip_suffix([']', '］', '】'])?;
    let is_wrapped = |item: &str| item.trim().starts_with('“') && item.trim().ends_with('”');
    let unquoted: String = value.split('"').step_by(2).collect();
    let wrong = unquoted.chars().find(|c| matches!(c, '，' | '、' | '［' | '］' | '【' | '】'));
    let wrong = wrong.or_else(|| inner.split(',').any(is_wrapped).then_some('“'))?;
    let items: Vec<String> = inner
        .split(['，', '、', ','])
        .map(|item| item.trim().trim_matches(['“', '”', '"']).trim())
        .filter(|item| !item.is_empty())
        .map(quoted)
        .collect();
    let plain = items.iter().map(|item| item.trim_matches('"')).collect::<Vec<_>>().join(", ");
    say(span_of(written, wrong), &|place| codes::front_matter::fullwidth_list(place, &plain));
    Some(format!("{head} [{}]", items.join(", ")))
}

/// `"文明"家庭`: YAML wants the quotes around all of it or none.
fn mend_half_quoted(head: &str, value: &str, written: &str, say: Say<'_>) -> Option<String> {
    let end = value[1..].find('"')? + 1;
    let rest = value[end + 1..].trim_start();
    if rest.is_empty() || rest.starts_with('#') || value[..end].contains('\\') {
        return None;
    }
    needs_quotes(head, value, '"', span_of(written, '"'), say);
    Some(format!("{head} {}", quoted(value)))
}

/// `通知: 停水`, `*重要*`, `@全体` and `3 #楼`: texts that YAML reads as something else.
fn mend_plain(head: &str, value: &str, written: &str, say: Say<'_>) -> Option<String> {
    // Most texts hold none of these marks; to look for each of them takes longer.
    if !value.starts_with(['*', '&', '!', '%', '@', '`']) && !value.bytes().any(|byte| matches!(byte, b':' | b'#')) {
        return None;
    }
    let special = value.chars().next().filter(|first| matches!(first, '*' | '&' | '!' | '%' | '@' | '`' | '#'));
    let colon = (value.contains(": ") || value.ends_with(':')).then_some(':');
    // A comment has a space after its mark; in `3 #楼` the mark belongs to the text.
    let hash = value.find(" #").filter(|at| value[at + 2..].starts_with(|c: char| !c.is_whitespace())).map(|_| '#');
    let mark = special.or(colon).or(hash)?;
    let before = written.find(value).map_or(0, |at| written[..at].chars().count());
    let at = value.chars().position(|c| c == mark).unwrap_or(0);
    let column = u32::try_from(before + at + 1).unwrap_or(1);
    needs_quotes(head, value, mark, Span { line: 0, column, width: 1 }, say);
    Some(format!("{head} {}", quoted(value)))
}

fn needs_quotes(head: &str, value: &str, mark: char, span: Span, say: Say<'_>) {
    let head = head.trim();
    let short: String = value.chars().take(MOST_SHOWN).collect();
    // What an editor can read best: '"文明"家庭' instead of "\"文明\"家庭".
    let shown = if short.contains('"') && !short.contains('\'') { format!("'{short}'") } else { quoted(&short) };
    say(span, &|place| codes::front_matter::needs_quotes(place, mark, head, &shown));
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
