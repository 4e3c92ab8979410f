//! What stands behind a colon: a text that YAML would read as something else is quoted, whole.

use super::{MOST_SHOWN, Slip, Use};

/// A value as YAML, what was wrong with it, and the character that shows it; none when it is fine or past mending.
/// `below` are the lines that follow it.
pub(super) fn mended(value: &str, as_what: impl Fn() -> Use, below: &str) -> Option<(String, Slip, char)> {
    let first = value.chars().next()?;
    // Most texts begin with a letter and hold none of these marks; to look for each of them takes longer.
    if !first.is_ascii_punctuation()
        && !matches!(first, '“' | '”' | '「' | '［' | '【')
        && !value.bytes().any(|byte| matches!(byte, b':' | b'#'))
    {
        return None;
    }
    let is_text = matches!(as_what(), Use::Title | Use::Text);
    let as_text = |mark: char| Some((quoted(value), Slip::Mark(mark), mark));
    let is_alone = value.len() == first.len_utf8();
    match first {
        '“' | '”' | '「' => whole_in_quotes(value).or_else(|| unquoted(value, is_text)),
        '［' | '【' if is_text => unquoted(value, is_text),
        '[' if is_text && !is_wrapped(value, '[', ']') => as_text('['),
        '[' | '［' | '【' => list(value),
        '{' if is_text && !is_wrapped(value, '{', '}') => as_text('{'),
        '"' => half_quoted(value, is_text),
        '\'' if is_text && !is_single_quoted(value, below) => as_text('\''),
        '|' | '>' if is_text && !is_block_header(value) => as_text(first),
        '-' | '?' if is_text && (is_alone || value[1..].starts_with([' ', '\t'])) => as_text(first),
        '-' if as_what() == Use::Names => dashed(value),
        ',' | ']' | '}' if is_text => as_text(first),
        '\'' | '{' | '|' | '>' => None,
        // A comment has a space after its mark; `#停水#` is a text, and a title is one always.
        '#' if as_what() != Use::Title && (is_alone || value[1..].starts_with(|c: char| c.is_whitespace() || c == '#')) => None,
        '*' | '&' | '!' | '%' | '@' | '`' | '#' => as_text(first),
        _ => unquoted(value, is_text),
    }
}

fn whole_in_quotes(value: &str) -> Option<(String, Slip, char)> {
    let first = value.chars().next()?;
    let inner = value
        .strip_prefix(['“', '”', '「'])
        .and_then(|v| v.strip_suffix(['”', '“', '」']))
        .filter(|v| !v.is_empty() && !v.contains(['“', '”', '「', '」']))?;
    Some((plain_or_quoted(inner), Slip::Quotes(inner.to_owned()), first))
}

fn list(value: &str) -> Option<(String, Slip, char)> {
    let inner = value.strip_prefix(['[', '［', '【'])?.strip_suffix([']', '］', '】'])?;
    let is_wrapped = |item: &str| item.trim().starts_with('“') && item.trim().ends_with('”');
    let unquoted: String = value.split('"').step_by(2).collect();
    let wrong = unquoted.chars().find(|c| matches!(c, '，' | '、' | '［' | '］' | '【' | '】'));
    let wrong = wrong.or_else(|| inner.split(',').any(is_wrapped).then_some('“'))?;
    let items: Vec<String> = inner
        .split(['，', '、', ','])
        .map(|item| item.trim().trim_matches(['“', '”', '"']).trim())
        .filter(|item| !item.is_empty())
        .map(plain_or_quoted)
        .collect();
    let shown = items.iter().map(|item| item.trim_matches(['"', '\''])).collect::<Vec<_>>().join(", ");
    Some((format!("[{}]", items.join(", ")), Slip::List(shown), wrong))
}

/// `author: -王丹` and `author: - 王丹 - 徐晓安`.
fn dashed(value: &str) -> Option<(String, Slip, char)> {
    let items: Vec<&str> = value[1..].split(" -").map(str::trim).collect();
    // A number below zero, and what only looks like a list.
    if items.iter().any(|item| !item.starts_with(char::is_alphabetic)) {
        return None;
    }
    let items: Vec<String> = items.into_iter().map(plain_or_quoted).collect();
    let list = if let [one] = items.as_slice() { one.clone() } else { format!("[{}]", items.join(", ")) };
    Some((list.clone(), Slip::Dashed(list), '-'))
}

/// Whether the first bracket is closed by the last one and by no other.
fn is_wrapped(value: &str, open: char, close: char) -> bool {
    let mut depth = 0_u32;
    for (at, c) in value.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at + close.len_utf8() == value.len();
            }
        }
    }
    // One that is never closed is told as it is.
    true
}

/// `"文明"家庭`: YAML wants the quotes around all of it or none.
fn half_quoted(value: &str, is_text: bool) -> Option<(String, Slip, char)> {
    let end = value[1..].find('"')? + 1;
    let rest = value[end + 1..].trim_start();
    if rest.is_empty() || (rest.starts_with('#') && !is_text) || value[..end].contains('\\') {
        return None;
    }
    Some((quoted(value), Slip::Mark('"'), '"'))
}

/// Whether a text that begins with `'` ends with it, or goes on below.
fn is_single_quoted(value: &str, below: &str) -> bool {
    let mut rest = &value[1..];
    while let Some((_, after)) = rest.split_once('\'') {
        match after.strip_prefix('\'') {
            Some(on) => rest = on,
            None => return after.is_empty(),
        }
    }
    below.starts_with(' ')
}

/// `|`, `>-` and `|2`, which open a block of text.
fn is_block_header(value: &str) -> bool {
    value.len() <= 3 && value[1..].bytes().all(|byte| matches!(byte, b'+' | b'-' | b'1'..=b'9'))
}

/// `通知: 停水`, `停水:` and `3 #楼`: texts that YAML reads as something else.
fn unquoted(value: &str, is_text: bool) -> Option<(String, Slip, char)> {
    let colon = (value.contains(": ") || value.contains(":\t") || value.ends_with(':')).then_some(':');
    // A comment has a space after its mark; in `3 #楼` the mark belongs to the text, and in a text it always does.
    let is_hash = |at: usize| is_text || value[at + 2..].starts_with(|c: char| !c.is_whitespace());
    let hash = || value.find(" #").or_else(|| value.find("\t#")).filter(|at| is_hash(*at)).map(|_| '#');
    let mark = colon.or_else(hash)?;
    Some((quoted(value), Slip::Mark(mark), mark))
}

/// A text in quotes as an editor can read it best: `'"文明"家庭'` instead of `"\"文明\"家庭"`.
fn quoted(text: &str) -> String {
    if text.contains('"') && !text.contains(['\'', '\\']) {
        return format!("'{text}'");
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text in quotes if it needs them.
fn plain_or_quoted(text: &str) -> String {
    let is_plain = text.chars().all(char::is_alphanumeric) && !text.eq_ignore_ascii_case("null");
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// The beginning of the value of a line that [`quoted`] made.
pub(super) fn short(line: &str) -> String {
    let value = line.find([' ']).map_or(line, |at| line[at..].trim_start());
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return value.to_owned() };
    let text = value[1..].strip_suffix(quote).unwrap_or_default();
    if text.chars().count() <= MOST_SHOWN {
        return value.to_owned();
    }
    let text = if quote == '"' { text.replace("\\\"", "\"").replace("\\\\", "\\") } else { text.to_owned() };
    quoted(&text.chars().take(MOST_SHOWN).collect::<String>())
}
