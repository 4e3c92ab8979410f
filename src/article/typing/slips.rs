//! What was typed otherwise than Markdown has it, gathered: one entry for each kind, however often it occurs.

use std::collections::HashSet;
use std::ops::Range;

/// Kinds of slips. Most are read as they are meant; the others are only pointed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slip {
    /// A control character, dropped.
    Control,
    /// A character without width (soft hyphen, zero-width space, direction mark), dropped.
    Invisible,
    /// A line end that only word processors know, read as one.
    LineEnd,
    /// `＃＃ 标题`, `##标题`: read as a heading.
    Heading,
    /// `#标题` that may be a topic.
    MaybeHeading,
    /// `１．第一`: read as a numbered list.
    Numbered,
    /// `● 甲`: read as a list.
    Bullet,
    /// `＞ 引`: read as a quotation.
    Quote,
    /// `[去]（a.md）`: read as a link.
    Link,
    /// `！[图](a.png)`: read as a picture.
    Picture,
    /// `请看！[图](a.png)`: a link that may be meant for a picture.
    MaybePicture,
    /// A backslash in an address, read as a slash.
    Backslash,
    /// `＊＊重点＊＊`, `**重点 **`: read as emphasis.
    Strong,
    /// `*重点 *文字`: may be meant for emphasis.
    MaybeStrong,
    /// `**重点` without an end.
    Unclosed,
    /// `3*5…2*3`, `王**`: asterisks that are kept.
    Asterisk,
    /// `约~20人~`: tildes that are kept.
    Tilde,
    /// A bare `www.` address.
    BareAddress,
    /// A table pasted with tabs, read as a table.
    TabTable,
    /// A table with full-width bars or without its line of dashes, read as one.
    BarTable,
    /// A row with more cells than the head, which got as many.
    WideRow,
    /// Commands of another generator.
    Command,
    /// `[时间]: 8月13日`: kept as text.
    Definition,
    /// `【^1】`: read as the mark of a footnote.
    NoteMark,
    /// A footnote that no mark refers to: kept as text.
    NoteUnused,
    /// A second footnote of one name: kept as text.
    NoteTwice,
    /// A mark without its footnote.
    NoteMissing,
    /// `## 通知{重要}`: kept as text.
    Braces,
    /// `- 5度`: kept with its sign.
    Minus,
    /// A list of `- 5度`, which may lose its signs.
    MaybeMinus,
    /// Numbers out of order, kept.
    Order,
    /// An indented text, read as paragraphs.
    Indented,
    /// An indented text that stays code.
    MaybeIndented,
    /// A fence around a text that is no code, or without an end: kept as text.
    Fence,
    /// A fence without an end.
    MaybeFence,
    /// A line of `---` below a text: read as a rule.
    Underline,
    /// A picture on another site.
    ForeignPicture,
}

impl Slip {
    /// Whether it is only pointed out while a text is looked at: what is mended beside it may make it untrue.
    fn is_advice(self) -> bool {
        matches!(
            self,
            Self::MaybeHeading
                | Self::MaybeStrong
                | Self::Unclosed
                | Self::BareAddress
                | Self::Command
                | Self::NoteMissing
                | Self::MaybeMinus
                | Self::MaybeIndented
                | Self::MaybeFence
        )
    }
}

/// How many places beside the first are told by their lines.
pub const MOST_OTHERS: usize = 3;
/// How much of a text is repeated, in characters.
const MOST_SHOWN: usize = 40;
/// Kinds of commands of other generators that are told apart.
const MOST_KEYS: usize = 8;

/// One kind of slip in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Slip,
    /// What was typed, or the part of it that matters.
    pub typed: String,
    /// What to write instead.
    pub wanted: String,
    /// Where it stands first: bytes of the source.
    pub range: Range<usize>,
    /// Where it stands again: the first few.
    pub others: Vec<usize>,
    /// How often it occurs beside the first.
    pub more: usize,
}

/// Every slip of one text, each kind once.
#[derive(Debug, Default)]
pub(crate) struct Slips {
    found: Vec<Found>,
    /// Kinds and places: a text that was mended is looked at again.
    seen: HashSet<(Slip, usize)>,
}

impl Slips {
    /// Adds a slip; of a kind that was found already only the place is kept.
    pub(crate) fn add(&mut self, kind: Slip, range: Range<usize>, typed: &str, wanted: &str) {
        if !self.seen.insert((kind, range.start)) {
            return;
        }
        let mut same = self.found.iter_mut().filter(|found| found.kind == kind);
        let known = match kind {
            // Each command is a kind of its own.
            Slip::Command => {
                let count = same.by_ref().count();
                let key = clipped(typed);
                self.found.iter_mut().filter(|found| found.kind == kind).find(|found| found.typed == key || count >= MOST_KEYS)
            }
            _ => same.next(),
        };
        if let Some(found) = known {
            found.more += 1;
            if found.others.len() < MOST_OTHERS {
                found.others.push(range.start);
            }
            return;
        }
        self.found.push(Found { kind, typed: clipped(typed), wanted: clipped(wanted), range, others: Vec::new(), more: 0 });
    }

    /// Forgets what was only pointed out, before a text is looked at again.
    pub(crate) fn forget_advice(&mut self) {
        self.found.retain(|found| !found.kind.is_advice());
        self.seen.retain(|(kind, _)| !kind.is_advice());
    }

    /// All of them, in the order in which they were found.
    pub(crate) fn take(self) -> Vec<Found> {
        self.found
    }
}

fn clipped(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
