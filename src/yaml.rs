//! YAML as a tree with places. The only user of serde_yaml.
//!
//! Scalars keep the text as it was written, so that `007`, `2024` and `yes` mean what the editor sees;
//! what a field means is decided by the field, not by YAML. serde stops at the first wrong field, so
//! callers read this tree and validate it field by field, to say everything at once.

mod plain;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Location, Spanned};

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// A place in the YAML text. Line and column count from 1, columns and width in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
    /// Characters.
    pub width: u32,
}

/// One YAML value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// Any scalar, as text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map in the order written.
    Map(Vec<(Node, Node)>),
}

/// Why a text is not YAML.
#[derive(Debug, Clone)]
pub struct SyntaxError {
    /// Where.
    pub span: Span,
    /// What the parser said, in English, one line.
    pub message: String,
    /// The kind, as far as the remedy depends on it.
    pub kind: SyntaxKind,
}

/// Kinds of YAML mistakes that have a remedy of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyntaxKind {
    /// A tab where indentation must be spaces.
    Tab,
    /// The same key twice.
    DuplicateKey,
    /// `a: b: c`
    SecondColon,
    /// Aliases or depth beyond the budget.
    TooMuch,
    /// A quote without its other half.
    Quote,
    /// A bracket without its other half.
    Bracket,
    /// A line without a colon among fields.
    NoColon,
    /// A line that is indented unlike its neighbours.
    Indent,
    /// Anything else.
    Other,
}

impl Node {
    /// The scalar's text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing is set: null or an empty text, as CMSs write for unset fields.
    #[must_use]
    pub fn is_unset(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// Reads one YAML document.
///
/// # Errors
/// When the text is not YAML, or is larger than the parser's budget.
pub fn parse(text: &str) -> Result<Node, SyntaxError> {
    plain::parse(text).map_or_else(|| parsed(text), Ok)
}

fn parsed(text: &str) -> Result<Node, SyntaxError> {
    serde_yaml::from_str::<Spanned<Raw>>(text).map(|raw| resolve(raw, text)).map_err(|error| syntax_error(&error))
}

fn syntax_error(error: &serde_yaml::Error) -> SyntaxError {
    let span = error.location().map(span).unwrap_or_default();
    let full = error.to_string();
    let message = full.lines().next().unwrap_or_default();
    let message = message.split_once(": ").map_or(message, |(_, rest)| rest);
    let message = message.split(", set DuplicateKeyPolicy").next().unwrap_or_default();
    let kind = kind(message);
    SyntaxError { span, message: strip_place(message).to_owned(), kind }
}

/// The kind by the parser's words, without the source that it shows.
fn kind(message: &str) -> SyntaxKind {
    const KINDS: &[(&[&str], SyntaxKind)] = &[
        (&["duplicate mapping key"], SyntaxKind::DuplicateKey),
        (&["mapping values are not allowed"], SyntaxKind::SecondColon),
        (&["budget", "limit", "depth", "recursion"], SyntaxKind::TooMuch),
        (&["unclosed quote"], SyntaxKind::Quote),
        (&["unclosed bracket"], SyntaxKind::Bracket),
        (&["simple key expected"], SyntaxKind::NoColon),
        (&["did not find expected key", "did not find expected '-'", "invalid indentation"], SyntaxKind::Indent),
        (&[" tab", "tabs "], SyntaxKind::Tab),
    ];
    let found = KINDS.iter().find(|(words, _)| words.iter().any(|word| message.contains(word)));
    found.map_or(SyntaxKind::Other, |(_, kind)| *kind)
}

/// The parser's own "line 2 column 1: " is left out: the note has the place in the file.
fn strip_place(message: &str) -> &str {
    match message.split_once(": ") {
        Some((place, rest)) if place.starts_with("line ") => rest,
        _ => message,
    }
}

fn span(location: Location) -> Span {
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    Span { line: number(location.line()), column: number(location.column()), width: number(location.span().len()) }
}

/// The tree as serde hands it over.
enum Raw {
    Null,
    Text(String),
    /// A plain scalar that YAML reads as a number or truth value: its text is in the source.
    Typed(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

fn resolve(raw: Spanned<Raw>, source: &str) -> Node {
    let written = || {
        let span = raw.defined.span();
        let start = usize::try_from(span.byte_offset()?).ok()?;
        let len = usize::try_from(span.byte_len()?).ok()?;
        source.get(start..start + len).map(str::trim).map(str::to_owned)
    };
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Text(text) => Value::Text(text),
        Raw::Typed(ref value) => Value::Text(written().unwrap_or_else(|| value.clone())),
        Raw::List(items) => Value::List(items.into_iter().map(|item| resolve(item, source)).collect()),
        Raw::Map(pairs) => Value::Map(pairs.into_iter().map(|(k, v)| (resolve(k, source), resolve(v, source))).collect()),
    };
    Node { value, span: span(raw.referenced) }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value))
    }

    fn visit_bytes<E: de::Error>(self, value: &[u8]) -> Result<Raw, E> {
        Ok(Raw::Text(String::from_utf8_lossy(value).into_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = access.next_entry()? {
            pairs.push(pair);
        }
        Ok(Raw::Map(pairs))
    }
}
