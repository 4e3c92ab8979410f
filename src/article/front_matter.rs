//! The block between `---` lines: found, and mended where an input method left its marks (E2).
//!
//! In: the text of one file. Out: the YAML to parse, the lines as the editor wrote them, where the body
//! begins, and one warning for each mend. Never guesses where the meaning is not clear.

use std::borrow::Cow;

use crate::note::{Note, Place};
use crate::say;
use crate::yaml::Span;

/// A file taken apart.
#[derive(Debug)]
pub struct FrontMatter<'a> {
    /// The lines of the block as the editor wrote them.
    pub lines: &'a str,
    /// The same as YAML.
    pub yaml: Cow<'a, str>,
    /// The number of the first of these lines in the file.
    pub first_line: u32,
    /// The text after the block.
    pub body: &'a str,
    /// The number of the body's first line in the file.
    pub body_line: u32,
    /// One warning for each mend.
    pub notes: Vec<Note>,
}

/// Chinese names of fields, with the names they stand for.
pub const CHINESE_FIELDS: &[(&str, &str)] = &[
    ("标题", "title"),
    ("题目", "title"),
    ("作者", "author"),
    ("社区", "community"),
    ("项目", "program"),
    ("日期", "date"),
    ("时间", "date"),
    ("标签", "tags"),
    ("摘要", "summary"),
    ("封面", "cover"),
    ("置顶", "pin"),
    ("草稿", "draft"),
    ("发布", "publish"),
    ("到期", "expires"),
    ("更新", "updated"),
    ("来源", "source"),
    ("审核", "reviewed_by"),
    ("编号", "id"),
    ("旧地址", "aliases"),
    ("名称", "name"),
    ("名字", "name"),
];

/// Takes a file apart.
///
/// # Errors
/// A note when there is no block, or its end cannot be found.
pub fn split<'a>(path: &str, text: &'a str, known: &[&str]) -> Result<FrontMatter<'a>, Note> {
    let mut notes = Vec::new();
    let start = text.len() - text.trim_start_matches(['\n', ' ', '\u{3000}']).len();
    let fence_line = line_number(text, start);
    let opening = text[start..].lines().next().unwrap_or_default();
    match fence(opening) {
        Fence::Plain => {}
        Fence::Dashes => notes.push(dashes(path, fence_line, opening)),
        Fence::No => return Err(missing(path, opening, fence_line)),
    }
    let from = (start + opening.len() + 1).min(text.len());
    let (length, after) = match find_end(&text[from..]) {
        Some((at, closing)) => {
            if matches!(fence(closing), Fence::Dashes) {
                notes.push(dashes(path, line_number(text, from + at), closing));
            }
            (at, (from + at + closing.len() + 1).min(text.len()))
        }
        None => {
            let at = end_of_fields(&text[from..], known).ok_or_else(|| unclosed(path, fence_line, opening))?;
            let place = Place { path: path.to_owned(), line: line_number(text, from + at), column: 1, width: 0, text: String::new() };
            notes.push(
                Note::warning(
                    "unclosed-front-matter",
                    place,
                    say!(
                        "开头的设置没有用 --- 收尾，已在空行处断开",
                        "the front matter is not closed by ---; it was ended at the blank line"
                    ),
                )
                .remedy(say!("在最后一个字段下面加一行 ---", "add a line --- below the last field")),
            );
            (at, from + at)
        }
    };
    let lines = &text[from..from + length];
    let first_line = fence_line + 1;
    let yaml = mend(path, lines, first_line, known, &mut notes);
    Ok(FrontMatter { lines, yaml, first_line, body: &text[after..], body_line: line_number(text, after), notes })
}

fn line_number(text: &str, at: usize) -> u32 {
    u32::try_from(text[..at.min(text.len())].bytes().filter(|b| *b == b'\n').count() + 1).unwrap_or(u32::MAX)
}

enum Fence {
    Plain,
    /// Dashes of a Chinese input method.
    Dashes,
    No,
}

fn fence(line: &str) -> Fence {
    let line = line.trim_end();
    if line == "---" {
        return Fence::Plain;
    }
    let is_dashes = !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '‐'));
    if is_dashes && (line.len() > 3 || line.chars().count() == 1 && line != "-") { Fence::Dashes } else { Fence::No }
}

fn dashes(path: &str, line: u32, text: &str) -> Note {
    let place = Place {
        path: path.to_owned(),
        line,
        column: 1,
        width: u32::try_from(text.trim_end().chars().count()).unwrap_or(0),
        text: text.trim_end().to_owned(),
    };
    Note::warning("fullwidth-dashes", place, say!("分隔线用了别的横线", "the separator is written with other dashes"))
        .remedy(say!("写成三个英文减号：---", "write three hyphens: ---"))
}

fn missing(path: &str, opening: &str, line: u32) -> Note {
    let shown = opening.chars().count();
    let place = Place { path: path.to_owned(), line, column: 1, width: u32::try_from(shown).unwrap_or(0), text: opening.to_owned() };
    let example = say!(
        "在文件最上面写：---（换行）title: 标题（换行）date: 2024-08-13（换行）---",
        "begin the file with: --- / title: Headline / date: 2024-08-13 / ---"
    );
    if opening.trim_end() == "+++" {
        return Note::error(
            "toml",
            place,
            say!("开头的设置是 TOML（+++），这里要用 YAML（---）", "the front matter is TOML (+++); it must be YAML (---)"),
        )
        .remedy(example);
    }
    Note::error(
        "no-front-matter",
        place,
        say!("文件开头没有设置（用 --- 围起来的标题、日期等）", "the file has no front matter (title, date … between --- lines)"),
    )
    .remedy(example)
}

fn unclosed(path: &str, line: u32, opening: &str) -> Note {
    let place = Place { path: path.to_owned(), line, column: 1, width: 3, text: opening.to_owned() };
    Note::error(
        "unclosed-front-matter",
        place,
        say!("开头的设置没有收尾：找不到第二行 ---", "the front matter is not closed: there is no second ---"),
    )
    .remedy(say!("在最后一个字段下面加一行 ---", "add a line --- below the last field"))
}

/// The closing fence: its byte offset and its line.
fn find_end(text: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches('\n');
        if matches!(fence(bare), Fence::Plain | Fence::Dashes) || bare.trim_end() == "..." {
            return Some((at, bare));
        }
        at += line.len();
    }
    None
}

/// In an unclosed block: the blank line that ends a run of lines that can only be fields.
fn end_of_fields(text: &str, known: &[&str]) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare.is_empty() {
            return (at > 0).then_some(at);
        }
        let is_field = key_of(bare).is_some_and(|(key, _)| is_known(key, known));
        if !is_field && !bare.starts_with([' ', '\t', '-', '#', '\u{3000}']) {
            return None;
        }
        at += line.len();
    }
    None
}

fn is_known(key: &str, known: &[&str]) -> bool {
    known.contains(&key) || CHINESE_FIELDS.iter().any(|(zh, _)| *zh == key)
}

/// The key of a line and where its colon is.
fn key_of(line: &str) -> Option<(&str, usize)> {
    let at = line.find([':', '：'])?;
    let key = line[..at].trim();
    (!key.is_empty() && !key.contains(['"', '\'', '[', '{', '#'])).then_some((key, at))
}

/// The block with every line mended; borrowed when nothing had to be.
fn mend<'a>(path: &str, lines: &'a str, first_line: u32, known: &[&str], notes: &mut Vec<Note>) -> Cow<'a, str> {
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
        let fixed = mend_line(bare, known, &mut |code, sentence, remedy, span| {
            let place =
                Place { path: path.to_owned(), line: number, column: span.column, width: span.width, text: bare.trim_end().to_owned() };
            notes.push(Note::warning(code, place, sentence).remedy(remedy));
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

type Say<'s> = &'s mut dyn FnMut(&'static str, crate::note::Sentence, crate::note::Sentence, Span);

/// One line mended, or none when it is fine as it is.
fn mend_line(line: &str, known: &[&str], say: Say<'_>) -> Option<String> {
    let mut fixed: Option<String> = None;
    if let Some(straight) = mend_indent(line, say) {
        fixed = Some(straight);
    }
    let current = fixed.as_deref().unwrap_or(line).to_owned();
    if let Some(colon) = mend_colon(&current, line, known, say) {
        fixed = Some(colon);
    }
    let current = fixed.as_deref().unwrap_or(line).to_owned();
    if let Some(value) = mend_value(&current, line, say) {
        fixed = Some(value);
    }
    fixed
}

fn mend_indent(line: &str, say: Say<'_>) -> Option<String> {
    let lead: usize = line.chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{3000}')).map(char::len_utf8).sum();
    if !line[..lead].contains(['\t', '\u{3000}']) || line[lead..].is_empty() {
        return None;
    }
    let span = Span { line: 0, column: 1, width: u32::try_from(line[..lead].chars().count()).unwrap_or(0) };
    say(
        "indent",
        say!("行首用了全角空格或制表符缩进，已当作两个空格", "the line is indented with a tab or a full-width space; read as two spaces"),
        say!("行首只用英文空格", "indent with plain spaces"),
        span,
    );
    Some(format!("{}{}", line[..lead].replace(['\t', '\u{3000}'], "  "), &line[lead..]))
}

/// `title：春节` and `title:春节`.
fn mend_colon(line: &str, written: &str, known: &[&str], say: Say<'_>) -> Option<String> {
    let (key, at) = key_of(line)?;
    let key = key.strip_prefix("- ").unwrap_or(key).trim();
    let colon = line[at..].chars().next()?;
    let rest = &line[at + colon.len_utf8()..];
    let span = span_of(written, colon);
    if colon == '：' {
        if !is_known(key, known) && rest.contains(": ") {
            return None;
        }
        say(
            "fullwidth-colon",
            say!("“{key}”后面是中文冒号", "a full-width colon follows `{key}`"),
            say!("改成英文冒号加一个空格：{key}: ", "write a colon and a space: {key}: "),
            span,
        );
        return Some(format!("{}: {}", &line[..at], rest.trim_start()));
    }
    if rest.is_empty() || rest.starts_with([' ', '\t']) || !is_known(key, known) {
        return None;
    }
    say(
        "missing-space",
        say!("“{key}:”后面少了一个空格", "a space is missing after `{key}:`"),
        say!("写成：{key}: {rest}", "write: {key}: {rest}"),
        span,
    );
    Some(format!("{}: {rest}", &line[..at]))
}

fn span_of(line: &str, c: char) -> Span {
    let column = line.chars().position(|x| x == c).map_or(1, |at| at + 1);
    Span { line: 0, column: u32::try_from(column).unwrap_or(1), width: 1 }
}

/// Quotes, brackets and commas of a Chinese input method, and texts that YAML would misread.
fn mend_value(line: &str, written: &str, say: Say<'_>) -> Option<String> {
    let (head, value) = if let Some((_, at)) = key_of(line) {
        let split = at + 1;
        line.split_at(split)
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
        '\'' | '{' | '|' | '>' | '#' => None,
        _ => mend_plain(head, value, written, say),
    }
}

fn mend_quotes(head: &str, value: &str, written: &str, say: Say<'_>) -> Option<String> {
    let inner = value
        .strip_prefix(['“', '”', '「'])
        .and_then(|v| v.strip_suffix(['”', '“', '」']))
        .filter(|v| !v.is_empty() && !v.contains(['“', '”', '「', '」']))?;
    say(
        "curly-quotes",
        say!("整段文字用了中文引号，已当作 YAML 的引号去掉", "the whole text stands in Chinese quotes; they were read as YAML quotes"),
        say!("不需要引号就删掉；要显示引号，写成 '“{inner}”'", "remove them, or write '“{inner}”' to keep them"),
        span_of(written, value.chars().next().unwrap_or('“')),
    );
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
    say(
        "fullwidth-list",
        say!("列表里用了中文的逗号、引号或括号", "the list is written with full-width commas, quotes or brackets"),
        say!("写成：[{plain}]", "write: [{plain}]"),
        span_of(written, wrong),
    );
    Some(format!("{head} [{}]", items.join(", ")))
}

/// `"文明"家庭`: YAML wants the quotes around all of it or none.
fn mend_half_quoted(head: &str, value: &str, written: &str, say: Say<'_>) -> Option<String> {
    let end = value[1..].find('"')? + 1;
    let rest = value[end + 1..].trim_start();
    if rest.is_empty() || rest.starts_with('#') || value[..end].contains('\\') {
        return None;
    }
    needs_quotes(value, span_of(written, '"'), say);
    Some(format!("{head} {}", quoted(value)))
}

/// `通知: 停水`, `*重要*` and `@全体`: texts that YAML reads as something else.
fn mend_plain(head: &str, value: &str, written: &str, say: Say<'_>) -> Option<String> {
    let second_colon = value.contains(": ") || value.ends_with(':');
    let special = value.starts_with(['*', '&', '!', '%', '@', '`']);
    if !second_colon && !special {
        return None;
    }
    let first = value.chars().next().unwrap_or(' ');
    needs_quotes(value, span_of(written, if special { first } else { ':' }), say);
    Some(format!("{head} {}", quoted(value)))
}

fn needs_quotes(value: &str, span: Span, say: Say<'_>) {
    let shown = quoted(value);
    say(
        "needs-quotes",
        say!("这段文字里有 YAML 的记号，要用引号括起来", "the text holds marks of YAML and must be quoted"),
        say!("写成：{shown}", "write: {shown}"),
        span,
    );
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
