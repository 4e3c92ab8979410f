//! What the site sets for the reading of every file.

use std::collections::BTreeMap;

use super::{markdown, style};
use crate::config::{Config, HtmlPolicy};
use crate::key::Key;
use crate::moment::Zone;
use crate::source::Kind;

/// What the site sets for the reading of every file. Part of the key of every parsed value.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The zone of dates without one.
    pub zone: Zone,
    /// How Markdown is rendered.
    pub markdown: markdown::MarkdownOptions,
    /// What is suggested on how texts are written.
    pub style: style::Style,
    /// Whether an article that names no community is told of.
    pub needs_community: bool,
    key: Key,
}

impl ReadOptions {
    /// The options that a configuration asks for, with the wording of the theme for labels in the HTML.
    #[must_use]
    pub fn new(config: &Config, words: &BTreeMap<String, String>) -> Self {
        let html = match config.html {
            HtmlPolicy::Escape => markdown::Html::Escape,
            HtmlPolicy::Clean => markdown::Html::Clean,
        };
        let labels = labels(words);
        let style = style::Style { off: config.style_off.clone(), words: config.words.clone() };
        let said = format!(
            "{} {} {html:?} {} {labels:?} {style:?} {}",
            config.zone.name(),
            config.language,
            config.indent,
            config.needs_community
        );
        let key = Key::of_all([said.as_bytes(), env!("CARGO_PKG_VERSION").as_bytes()]);
        let markdown = markdown::MarkdownOptions { html, indent: config.indent, labels, ..markdown::MarkdownOptions::default() };
        Self { zone: config.zone.clone(), markdown, style, needs_community: config.needs_community, key }
    }

    /// The key of the value that a file's text gives under these options.
    #[must_use]
    pub fn key_of(&self, kind: Kind, path: &str, text: &[u8]) -> Key {
        Key::of_all([self.key.bytes(), &[kind as u8], path.as_bytes(), text])
    }
}

/// The wording of the theme, where it has one.
fn labels(words: &BTreeMap<String, String>) -> markdown::Labels {
    let usual = markdown::Labels::default();
    let word = |key: &str, usual: String| words.get(key).cloned().unwrap_or(usual);
    let [note, tip, important, warning, caution] = usual.alerts;
    markdown::Labels {
        table: word("label_table", usual.table),
        footnotes: word("label_footnotes", usual.footnotes),
        back: word("label_back", usual.back),
        code: word("label_code", usual.code),
        done: word("label_done", usual.done),
        to_do: word("label_to_do", usual.to_do),
        alerts: [
            word("alert_note", note),
            word("alert_tip", tip),
            word("alert_important", important),
            word("alert_warning", warning),
            word("alert_caution", caution),
        ],
    }
}
