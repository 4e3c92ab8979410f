//! XML as a row of tags and texts. No entity but the five of XML is known, and a declaration ends the reading.
//! quick-xml is used here only.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::package::Refusal;

/// A tag or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A start tag: its local name and its attributes by local name.
    Open(String, Vec<(String, String)>),
    /// An end tag.
    Close(String),
    /// Characters.
    Text(String),
}

/// Elements may lie this deep.
const DEEPEST: usize = 400;

/// Gives each token of a text to a function.
pub(super) fn each(text: &str, take: &mut dyn FnMut(Token)) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Err(error) => return Err(Refusal::Broken(error.to_string())),
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::DocType(_)) => return Err(Refusal::Entity),
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Refusal::Bomb(format!("标签套了 {depth} 层"), DEEPEST.to_string()));
                }
                take(open(&tag));
            }
            Ok(Event::Empty(tag)) => {
                let token = open(&tag);
                let Token::Open(name, _) = &token else { continue };
                let close = Token::Close(name.clone());
                take(token);
                take(close);
            }
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                take(Token::Close(tag.local_name().as_ref().to_owned()));
            }
            Ok(Event::Text(text)) => take(Token::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned())),
            Ok(Event::CData(text)) => take(Token::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned())),
            Ok(Event::GeneralRef(reference)) => {
                let c = match &*reference {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                take(Token::Text(c.map(String::from).unwrap_or_default()));
            }
            Ok(_) => {}
        }
    }
}

fn open(tag: &BytesStart<'_>) -> Token {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    let attributes = attributes.filter_map(Result::ok).filter_map(|attribute| {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
        Some((attribute.key.local_name().as_ref().to_owned(), value))
    });
    Token::Open(tag.local_name().as_ref().to_owned(), attributes.take(64).collect())
}

/// The value of an attribute.
pub(super) fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Whether a switch such as `<w:b/>` is on.
pub(super) fn is_on(attributes: &[(String, String)]) -> bool {
    !matches!(value(attributes, "val"), Some("0" | "false" | "off" | "none"))
}
