//! What goes into the renderer beside the source, and what comes out.

use crate::article::highlight::Snippets;
use crate::article::typing::Found;
use std::ops::Range;

/// What happens to raw HTML (S1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Html {
    /// `br sub sup u kbd ruby rb rt rp` without attributes pass, comments vanish, the rest is shown as text.
    Escape,
    /// Cleaned by ammonia: elements that cannot do harm stay, with harmless attributes.
    Clean,
    /// Passed as it is. For tests only.
    Raw,
}

/// The rules that CommonMark does not have, one switch each.
#[derive(Debug, Clone)]
pub struct MarkdownOptions {
    /// Soft breaks (R12) and emphasis (R13) of Chinese.
    pub chinese: bool,
    /// Reads what input methods and word processors make of Markdown as it is meant (E2).
    pub typing: bool,
    /// What happens to raw HTML.
    pub html: Html,
    /// Refuses unsafe addresses (S2) and makes slots of those inside the site.
    pub check_urls: bool,
    /// Gives every heading an id.
    pub heading_ids: bool,
    /// Highlights fenced code of known languages, with classes.
    pub highlight: bool,
    /// Tables, footnotes, strikethrough, task and definition lists, alerts, heading attributes and levels, figures.
    pub extensions: bool,
    /// Strips U+3000 typed at the start of a paragraph (R11: the style sheet indents).
    pub indent: bool,
    /// Wording of the labels in the HTML.
    pub labels: Labels,
    /// Code that other bodies have shown before.
    pub snippets: Snippets,
}

impl MarkdownOptions {
    /// CommonMark 0.31.2 and nothing else.
    #[must_use]
    pub fn commonmark() -> Self {
        MarkdownOptions {
            chinese: false,
            typing: false,
            html: Html::Raw,
            check_urls: false,
            heading_ids: false,
            highlight: false,
            extensions: false,
            indent: false,
            labels: Labels::default(),
            snippets: Snippets::default(),
        }
    }
}

impl Default for MarkdownOptions {
    /// All rules on, but typed indents kept and raw HTML escaped.
    fn default() -> Self {
        MarkdownOptions {
            chinese: true,
            typing: true,
            html: Html::Escape,
            check_urls: true,
            heading_ids: true,
            highlight: true,
            extensions: true,
            indent: false,
            labels: Labels::default(),
            snippets: Snippets::default(),
        }
    }
}

/// Wording that a reader hears or sees in the HTML of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Name of the region around a table.
    pub table: String,
    /// Name of the section of footnotes.
    pub footnotes: String,
    /// Name of the link from a footnote back to the text; a number follows.
    pub back: String,
    /// Name of the region of a piece of code.
    pub code: String,
    /// Name of a ticked box in a task list.
    pub done: String,
    /// Name of an empty box in a task list.
    pub to_do: String,
    /// Titles of the alerts NOTE, TIP, IMPORTANT, WARNING and CAUTION (R4: colour is never the only signal).
    pub alerts: [String; 5],
}

impl Default for Labels {
    fn default() -> Self {
        Labels {
            table: "表格".into(),
            footnotes: "注释".into(),
            back: "返回正文".into(),
            code: "代码".into(),
            done: "已完成".into(),
            to_do: "未完成".into(),
            alerts: ["说明", "小贴士", "重要", "注意", "警告"].map(String::from),
        }
    }
}

/// What an article's body becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// HTML with gaps where the addresses of [`Self::slots`] belong.
    pub html: String,
    /// The gaps, ascending by `at`.
    pub slots: Vec<Slot>,
    /// Links to places of the page itself, in the order of the source but for footnotes.
    pub fragments: Vec<Fragment>,
    /// Where the HTML has ids beside those of headings: all of them, sorted.
    pub anchors: Vec<String>,
    /// The headings in order, with the levels that they have on the page.
    pub headings: Vec<Heading>,
    /// Plain text: blocks separated by `\n`, cells by a blank, with code, alt texts and footnotes,
    /// without the readings of ruby.
    pub text: String,
    /// The text before `<!--more-->`, else whole sentences of about 90 characters (R14). May be empty.
    pub summary: String,
    /// Han characters and words of other scripts (R14), without those of code blocks.
    pub words: usize,
    /// Whether some code was highlighted, so that the page needs the styles for it.
    pub has_code: bool,
    /// What the editor should know, in the order of the source but for footnotes, at most 200.
    pub remarks: Vec<Remark>,
}

/// A gap for an address inside the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Byte offset in [`Rendered::html`], between the quotes of the attribute.
    pub at: usize,
    /// What the address is for.
    pub kind: SlotKind,
    /// The address as the author wrote it, entities and escapes decoded, not percent-decoded.
    pub target: String,
    /// Bytes of the source: the address itself, else the whole link; empty for a link in cleaned raw HTML.
    pub range: Range<usize>,
}

/// What a slot's address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// `<a href="`
    Link,
    /// `<img src="`; other attributes may be added by closing the quote.
    Picture,
}

/// A link to a place of the page itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The address with its `#`, as the author wrote it, decoded as [`Slot::target`].
    pub target: String,
    /// Bytes of the source, as [`Slot::range`].
    pub range: Range<usize>,
}

/// A heading of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1–6, as on the page: with extensions the shallowest is 2.
    pub level: u8,
    /// The id; empty without heading ids.
    pub id: String,
    /// Plain text.
    pub text: String,
}

/// Something to tell the editor about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// Bytes of the source.
    pub range: Range<usize>,
}

/// Kinds of remarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemarkKind {
    /// Raw HTML that is shown as text (S1).
    RawHtml,
    /// Raw HTML that cleaning drops (S1); each name once.
    DroppedHtml {
        /// The name of the element, or the first marks of what is none.
        name: String,
    },
    /// A link or picture that is shown without its address (S2).
    UnsafeUrl {
        /// The address, decoded.
        url: String,
    },
    /// Something that was typed otherwise than Markdown has it; each kind once.
    Typed(Found),
    /// Quotes, lists or emphasis nested deeper than 100; what is in them is shown without them.
    TooDeep,
}
