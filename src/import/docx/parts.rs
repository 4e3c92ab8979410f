//! The small parts of a Word file: where relationships lead, what styles say, how numbers look.

use std::collections::BTreeMap;

use super::package::Refusal;
use super::xml::{Token, each, is_on, value};

/// Formats of numbers: by numbering and level the format and the text around it.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: BTreeMap<String, BTreeMap<u8, (String, String)>>,
    numbers: BTreeMap<String, String>,
}

impl Numbering {
    /// The format and text of a level.
    pub(super) fn level(&self, number: &str, level: u8) -> Option<&(String, String)> {
        self.abstracts.get(self.numbers.get(number)?)?.get(&level)
    }
}

/// What a style says.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) name: String,
    pub(super) based_on: Option<String>,
    pub(super) size: u32,
    pub(super) is_bold: Option<bool>,
    pub(super) is_centred: bool,
    pub(super) outline: Option<u8>,
    pub(super) number: Option<(String, u8)>,
}

/// Target of each relationship and whether it lies outside.
pub(super) fn relationships(text: Option<String>) -> Result<BTreeMap<String, (String, bool)>, Refusal> {
    let mut links = BTreeMap::new();
    each(&text.unwrap_or_default(), &mut |token| {
        let Token::Open(name, attributes) = token else { return };
        if name == "Relationship"
            && let (Some(id), Some(target)) = (value(&attributes, "Id"), value(&attributes, "Target"))
        {
            links.insert(id.to_owned(), (target.to_owned(), value(&attributes, "TargetMode") == Some("External")));
        }
    })?;
    Ok(links)
}

pub(super) fn styles(text: Option<String>) -> Result<BTreeMap<String, Style>, Refusal> {
    let mut styles: BTreeMap<String, Style> = BTreeMap::new();
    let mut current: Option<String> = None;
    each(&text.unwrap_or_default(), &mut |token| match token {
        Token::Open(name, attributes) => {
            if name == "style" {
                let id = value(&attributes, "styleId").unwrap_or_default().to_owned();
                styles.entry(id.clone()).or_default();
                current = Some(id);
                return;
            }
            let Some(style) = current.as_ref().and_then(|id| styles.get_mut(id)) else { return };
            let given = value(&attributes, "val").unwrap_or_default();
            match name.as_str() {
                "name" => style.name = given.to_lowercase(),
                "basedOn" => style.based_on = Some(given.to_owned()),
                "sz" => style.size = given.parse().unwrap_or(0),
                "b" => style.is_bold = Some(is_on(&attributes)),
                "jc" => style.is_centred = given == "center",
                "outlineLvl" => style.outline = given.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1),
                "numId" => style.number = Some((given.to_owned(), 0)),
                _ => {}
            }
        }
        Token::Close(name) if name == "style" => current = None,
        _ => {}
    })?;
    // What a style does not say, the one below it does.
    let plain = styles.clone();
    for style in styles.values_mut() {
        let mut below = style.based_on.clone();
        for _ in 0..8 {
            let Some(base) = below.as_ref().and_then(|id| plain.get(id)) else { break };
            if style.size == 0 {
                style.size = base.size;
            }
            style.is_bold = style.is_bold.or(base.is_bold);
            style.outline = style.outline.or(base.outline);
            below.clone_from(&base.based_on);
        }
    }
    Ok(styles)
}

pub(super) fn numbering(text: Option<String>) -> Result<Numbering, Refusal> {
    let mut numbering = Numbering::default();
    let (mut current, mut level, mut number) = (None::<String>, 0_u8, None::<String>);
    each(&text.unwrap_or_default(), &mut |token| match token {
        Token::Open(name, attributes) => {
            let given = value(&attributes, "val").unwrap_or_default();
            match name.as_str() {
                "abstractNum" => current = value(&attributes, "abstractNumId").map(str::to_owned),
                "lvl" => level = value(&attributes, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0),
                "num" => number = value(&attributes, "numId").map(str::to_owned),
                "abstractNumId" => {
                    if let Some(number) = &number {
                        numbering.numbers.insert(number.clone(), given.to_owned());
                    }
                }
                "numFmt" | "lvlText" => {
                    if let (Some(current), None) = (&current, &number) {
                        let entry = numbering.abstracts.entry(current.clone()).or_default().entry(level).or_default();
                        if name == "numFmt" {
                            entry.0 = given.to_owned();
                        } else {
                            entry.1 = given.to_owned();
                        }
                    }
                }
                _ => {}
            }
        }
        Token::Close(name) if name == "abstractNum" => current = None,
        Token::Close(name) if name == "num" => number = None,
        Token::Close(_) | Token::Text(_) => {}
    })?;
    Ok(numbering)
}
