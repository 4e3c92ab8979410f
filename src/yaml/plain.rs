//! The YAML that most files have, read without a YAML parser: a field a line, its value on that line or as a list
//! of lines below it. Whatever else a text holds makes it the parser's business; what is read here is what the
//! parser would say, places included, which a test with random texts holds it to.

use std::iter::Peekable;

use super::{Node, Span, Value};

/// Longer texts are the parser's, which has a budget.
const LONGEST: usize = 16 * 1024;

/// Reads a text if all of it is of the plain form.
pub(super) fn parse(text: &str) -> Option<Node> {
    if text.len() > LONGEST || text.chars().any(is_odd) {
        return None;
    }
    let mut pairs: Vec<(Node, Node)> = Vec::with_capacity(12);
    let mut lines = text.lines().zip(1..).peekable();
    while let Some((line, number)) = lines.next() {
        let line = line.trim_end_matches(' ');
        if line.is_empty() {
            continue;
        }
        let (key, rest) = line.split_once(':')?;
        let value = rest.trim_start_matches(' ');
        if !is_key(key) || pairs.iter().any(|(other, _)| other.as_text() == Some(key)) {
            return None;
        }
        let value = match (value.is_empty(), rest.len() - value.len()) {
            (true, _) => list_below(&mut lines)?,
            (false, 0) => return None,
            (false, blanks) => on_the_line(value, number, width(key) + 2 + width(&rest[..blanks]))?,
        };
        pairs.push((text_node(key, number, 1, width(key)), value));
    }
    let has_fields = !pairs.is_empty();
    has_fields.then_some(Node { value: Value::Map(pairs), span: Span { line: 1, column: 1, width: 0 } })
}

/// Control characters, and what YAML takes for a line end or forbids.
fn is_odd(c: char) -> bool {
    c < ' ' && c != '\n' || matches!(c, '\u{7f}'..='\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn is_key(text: &str) -> bool {
    let begins_well = text.chars().next().is_some_and(char::is_alphabetic);
    begins_well && !is_null(text) && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn is_null(text: &str) -> bool {
    text.eq_ignore_ascii_case("null")
}

fn width(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn text_node(text: &str, line: u32, column: u32, width: u32) -> Node {
    Node { value: Value::Text(text.to_owned()), span: Span { line, column, width } }
}

fn on_the_line(value: &str, line: u32, column: u32) -> Option<Node> {
    match value.strip_prefix('[') {
        Some(rest) => list_on_the_line(rest.strip_suffix(']')?, line, column),
        None => scalar(value, line, column).filter(|_| !value.ends_with(':')),
    }
}

fn scalar(value: &str, line: u32, column: u32) -> Option<Node> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let text = match quote {
        Some(quote) => value[1..].strip_suffix(quote).filter(|text| !text.contains([quote, '\\']))?,
        None => Some(value).filter(|text| is_plain(text))?,
    };
    Some(text_node(text, line, column, width(value)))
}

/// Whether a text needs no quotes wherever it stands but in brackets.
fn is_plain(text: &str) -> bool {
    let begins_well = |c: char| c.is_alphanumeric() || matches!(c, '“' | '《' | '「' | '『' | '【' | '（');
    text.starts_with(begins_well) && !text.contains(": ") && !text.contains(" #") && !is_null(text)
}

fn list_on_the_line(inner: &str, line: u32, column: u32) -> Option<Node> {
    let mut items = Vec::new();
    let mut at = 0;
    while !inner[at..].trim_start_matches(' ').is_empty() {
        let rest = inner[at..].trim_start_matches(' ');
        let from = inner.len() - rest.len();
        let quoted = rest.starts_with(['"', '\'']).then(|| rest[1..].find(&rest[..1])).flatten().map_or(0, |end| end + 2);
        let end = rest[quoted..].find(',').map_or(rest.len(), |comma| quoted + comma);
        let item = rest[..end].trim_end_matches(' ');
        if quoted == 0 && item.contains(['[', ']', '{', '}', ':', '#', '"', '\'']) {
            return None;
        }
        items.push(scalar(item, line, column + 1 + width(&inner[..from]))?);
        at = (from + end + 1).min(inner.len());
    }
    Some(Node { value: Value::List(items), span: Span { line, column, width: 1 } })
}

/// `- item` lines, all indented alike. The place of a list is its first dash; of one that is not indented, what
/// follows it.
fn list_below<'a>(lines: &mut Peekable<impl Iterator<Item = (&'a str, u32)>>) -> Option<Node> {
    let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let (first, line) = *lines.peek()?;
    let indent = indent_of(first);
    let mut items = Vec::new();
    while let Some((text, number)) = lines.next_if(|(line, _)| indent_of(line) == indent && line[indent..].starts_with("- ")) {
        let rest = text[indent + 2..].trim_end_matches(' ');
        let item = rest.trim_start_matches(' ');
        let column = width(&text[..text.trim_end_matches(' ').len() - item.len()]) + 1;
        items.push(scalar(item, number, column).filter(|_| !item.ends_with(':'))?);
    }
    let column = if indent == 0 { items.first()?.span.column } else { width(&first[..indent]) + 1 };
    Some(Node { value: Value::List(items), span: Span { line, column, width: 0 } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_editors_and_their_tools_write() {
        for text in [
            "title: 停水通知\nauthor: [王敏, \"李 强\"]\ndate: 2024-08-13 09:00\n\ntags:\n  - 通知\n  - 'a, b'\ncommunity: 虎池苑社区\n",
            "标题: 《夏夜》的 3:2\n标签: []\npin: 是\ncover: a/b.jpg\ntags:\n- a\n",
        ] {
            let node = parse(text);
            assert!(node.is_some(), "{text}");
            assert_eq!(node, super::super::parsed(text).ok());
        }
    }

    #[test]
    fn leaves_the_rest_to_the_parser() {
        for text in
            ["", "a:1\n", "a: b: c\n", "a: |\n  b\n", "a: x\n  y\n", "a: 'it''s'\n", "a: \"\\n\"\n", "a: [b, [c]]\n", "a: &x b\n", "a:\n"]
        {
            assert!(parse(text).is_none(), "{text}");
        }
    }

    /// Lines that are nearly of the plain form.
    fn text() -> impl Strategy<Value = String> {
        let ordinary =
            prop::sample::select(vec!["a", "标题", "true", "007", "1.50", "0x1F", "2024-08-13", "9:30", "《", "“", "：", "é", "😀"]);
        let odd = prop::sample::select(vec![
            "null", "Null", "~", ": ", ":", " #x", "#", "\"", "'", "\\", "[", "]", "{", "}", ",", ", ", "- ", "-", " ", "  ", "…", "\t",
            "&", "*", "!", "|", ">", "%", "@", "`", "?", "\u{a0}", "=", "<<",
        ]);
        let piece = prop_oneof![6 => ordinary, 1 => odd];
        let scalar = prop::collection::vec(piece.clone(), 0..4).prop_map(|parts| parts.concat());
        let quoted = scalar.clone().prop_map(|text| format!("\"{text}\""));
        let single = scalar.clone().prop_map(|text| format!("'{text}'"));
        let item = prop_oneof![scalar.clone(), quoted, single];
        let list = prop::collection::vec(item.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", ")));
        let below = (prop::sample::select(vec!["", " ", "  ", "    "]), prop::collection::vec(item.clone(), 1..4))
            .prop_map(|(indent, items)| items.iter().map(|item| format!("\n{indent}- {item}")).collect::<String>());
        let key =
            prop::sample::select(vec!["title", "作者", "tags", "date", "x1", "summary", "cover", "pin", "null", "a b", "- z", " date"]);
        let colon = prop::sample::select(vec![": ", ": ", ": ", ": ", ": ", ":  ", ":", " : "]);
        let line = (key, colon, prop_oneof![3 => item, 1 => list, 1 => below, 1 => scalar])
            .prop_map(|(key, colon, value)| format!("{key}{colon}{value}"));
        (prop::collection::vec(line, 0..5), prop::sample::select(vec!["\n", "\n", "\n\n", " \n"]))
            .prop_map(|(lines, end)| lines.iter().flat_map(|line| [line, end]).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 50_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn says_what_the_parser_says(text in text()) {
            if let Some(node) = parse(&text) {
                prop_assert_eq!(Some(node), super::super::parsed(&text).ok());
            }
        }
    }
}
