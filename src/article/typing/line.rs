//! Slips at the beginnings of lines: headings, lists, quotations, tables.
//!
//! Looks at the lines of one paragraph, or of one item of a list, together: what one line alone may mean otherwise,
//! two alike mean for certain.

use std::ops::Range;

use super::super::chinese::is_han;
use super::Look;
use super::slips::Slip;

/// Bullets of word processors and input methods, private characters of their symbol fonts among them.
const BULLETS: &str = "●•∙▪▫■◆◇▲△▶►▸➢➤➣❖⚫♦◼◾⬛⦁‣⁃\u{f0b7}\u{f06c}\u{f06e}\u{f075}\u{f0a7}\u{f0d8}\u{f0fc}\u{f076}";
/// Signs that may stand for something else: a bullet only where two lines begin alike.
const MAYBE_BULLETS: &str = "·○◦★☆□√✓✔➜→※";
/// Markdown's own bullets and their full-width forms: without a blank, bullets only where two lines begin alike.
const PLAIN_BULLETS: &str = "-*+－＊＋–";

/// What the look remembers between paragraphs.
#[derive(Default)]
pub(super) struct Before {
    /// The line before, if it was made an item of a list.
    is_item: bool,
}

impl Look<'_> {
    /// Looks at the lines of one block; the first line of a list's item has its mark already.
    pub(super) fn lines(&mut self, lines: &[Range<usize>], is_item: bool) {
        let skipped = usize::from(is_item);
        if !is_item && (self.bars(lines) || self.tabs(lines)) {
            return;
        }
        self.before = Before::default();
        for (index, line) in lines.iter().enumerate().skip(skipped) {
            let Some(typed) = self.text.get(line.clone()) else { continue };
            let text = typed.trim_start_matches(['\u{3000}', '\u{a0}', ' ']);
            let start = line.start + (typed.len() - text.len());
            let Some(first) = text.chars().next() else { continue };
            let made = match first {
                '#' | '＃' => {
                    if self.heading(text, start, line, lines.len() == 1)
                        && let Some(next) = lines.get(index + 1)
                    {
                        self.outdent(next.start);
                    }
                    false
                }
                '＞' => self.quote(text, start, line),
                '0'..='9' | '０'..='９' => self.number(text, start, line, lines, index),
                ':' | '!' | '[' | '［' | '【' | '@' | '$' => {
                    self.command_line(text, start);
                    self.note(text, start);
                    false
                }
                mark => self.bullet(mark, text, start, line, lines, index),
            };
            self.before = Before { is_item: made };
        }
    }

    /// `＃＃ 标题`, `##标题`, `##　标题`, and `#标题` where no second mark makes it a topic (`#停水#`);
    /// whether it is made one.
    fn heading(&mut self, text: &str, start: usize, line: &Range<usize>, is_alone: bool) -> bool {
        let rest = text.trim_start_matches(['#', '＃']);
        let marks = &text[..text.len() - rest.len()];
        let level = marks.chars().count();
        let title = rest.trim().trim_end_matches(['#', '＃']).trim_end();
        let is_plain = marks.bytes().all(|byte| byte == b'#');
        if level > 6 || title.is_empty() || is_plain && rest.starts_with([' ', '\t']) && start == line.start || self.is_escaped(start) {
            return false;
        }
        let has_blank = rest.starts_with(char::is_whitespace);
        let range = start..start + marks.len();
        // The title of the page is its only heading of the first level.
        let wanted = format!("{} {title}", "#".repeat(level.max(2)));
        if level == 1 && !has_blank {
            if !title.starts_with(is_han) || title.contains(['#', '＃']) {
                return false;
            }
            // The last line of a text may be a topic; a heading has something below it, and is no sentence.
            let is_last = self.text.get(line.end..).is_none_or(|after| after.trim_start().is_empty());
            let is_sentence = title.ends_with(['。', '！', '？', '；', '，']) || title.contains(' ');
            if is_last || is_sentence || !is_alone && title.chars().nth(20).is_some() {
                self.say(Slip::MaybeHeading, range, text, &wanted);
                return false;
            }
        }
        self.say(Slip::Heading, range, marks, &wanted);
        let from = start + text.len() - rest.trim_start().len();
        self.edits.put(line.start..from, format!("{} ", "#".repeat(level)));
        self.edits.put(from + title.len()..start + text.len(), "");
        true
    }

    /// What follows a heading is no code for its blanks, which it was not as a part of the paragraph.
    fn outdent(&mut self, at: usize) {
        let from = self.text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t']).len();
        if from < at && self.begins_line(from) {
            self.edits.put(from..at, "");
        }
    }

    /// `＞ 引`; `＞60岁` compares.
    fn quote(&mut self, text: &str, start: usize, line: &Range<usize>) -> bool {
        let rest = text.trim_start_matches('＞').trim_start();
        if rest.is_empty() || rest.starts_with(|c: char| c.is_numeric() || c == '＝' || c == '=') {
            return false;
        }
        let marks = text.chars().take_while(|c| *c == '＞').count();
        let range = start..start + text.len() - rest.len();
        self.say(Slip::Quote, range.clone(), "＞", &format!("> {rest}"));
        self.edits.put(line.start..range.end, "> ".repeat(marks));
        false
    }

    /// `１．第一`, `1．第一`, `1。第一`, and `1.第一` where the next number follows.
    fn number(&mut self, text: &str, start: usize, line: &Range<usize>, lines: &[Range<usize>], index: usize) -> bool {
        let Some(number) = Number::read(text) else { return false };
        if !number.is_typed_wide {
            if !number.is_tight {
                return true;
            }
            let near = |other: Option<&Range<usize>>| {
                other.and_then(|range| Number::read(self.text.get(range.clone())?.trim_start_matches(['\u{3000}', '\u{a0}', ' '])))
            };
            let follows = near(lines.get(index + 1)).is_some_and(|next| next.value == number.value + 1);
            let preceded =
                index.checked_sub(1).and_then(|before| near(lines.get(before))).is_some_and(|last| last.value + 1 == number.value);
            if !(follows || preceded && self.before.is_item) {
                return false;
            }
        }
        let rest = &text[number.length..];
        let wanted = format!("{}. {}", number.value, rest.trim_start());
        let range = start..start + text.len() - rest.trim_start().len();
        self.say(Slip::Numbered, range.clone(), &text[..number.length], &wanted);
        // Only a first item may stand right below a line of text.
        let lead = if index > 0 && !self.before.is_item && number.value != 1 && self.begins_line(line.start) { "\n" } else { "" };
        self.edits.put(line.start..range.end, format!("{lead}{}. ", number.value));
        true
    }

    /// `● 甲`, and what only two lines make a bullet.
    fn bullet(&mut self, mark: char, text: &str, start: usize, line: &Range<usize>, lines: &[Range<usize>], index: usize) -> bool {
        let (is_sure, is_maybe, is_plain) = (BULLETS.contains(mark), MAYBE_BULLETS.contains(mark), PLAIN_BULLETS.contains(mark));
        if !(is_sure || is_maybe || is_plain) || self.is_escaped(start) {
            return false;
        }
        let rest = &text[mark.len_utf8()..];
        let item = rest.trim_start();
        let has_blank = rest.len() > item.len();
        let is_item = |text: &str| {
            text.starts_with(mark) && {
                let item = &text[mark.len_utf8()..];
                !item.trim().is_empty()
                    && !item.starts_with(mark)
                    && (!is_plain || !item.starts_with(|c: char| c.is_numeric()) && (mark != '*' || !item.contains('*')))
            }
        };
        if !is_item(text) {
            return false;
        }
        let near = |at: Option<usize>| {
            at.and_then(|at| lines.get(at))
                .and_then(|range| self.text.get(range.clone()))
                .is_some_and(|text| is_item(text.trim_start_matches(['\u{3000}', '\u{a0}', ' '])))
        };
        let is_one_of_many = near(Some(index + 1)) || near(index.checked_sub(1));
        let several_on_the_line = rest.contains(mark) && !is_plain;
        let is_single = is_sure || mark == '·' && has_blank || is_plain && has_blank && mark != '–';
        if !is_one_of_many && (several_on_the_line || !is_single) || is_maybe && several_on_the_line {
            return false;
        }
        let range = start..start + text.len() - item.len();
        self.say(Slip::Bullet, range.clone(), &text[..mark.len_utf8()], &format!("- {item}"));
        self.edits.put(line.start..range.end, "* ");
        true
    }

    /// `[^1]：注` with a full-width colon.
    fn note(&mut self, text: &str, start: usize) {
        let Some(inner) = text.strip_prefix("[^") else { return };
        let Some(end) = inner.find(']').filter(|end| *end > 0 && *end < 60) else { return };
        let Some(rest) = inner.get(end + 1..).and_then(|rest| rest.strip_prefix('：')) else { return };
        let at = start + "[^".len() + end + 1;
        let wanted = format!("[^{}]: {}", &inner[..end], rest.trim_start());
        self.say(Slip::NoteMark, at..at + '：'.len_utf8(), "：", &wanted);
        let blank = if rest.starts_with(' ') { ":" } else { ": " };
        self.edits.put(at..at + '：'.len_utf8(), blank);
    }

    /// `[toc]`, `::: tip`, `!!! note`, `[gallery ids="1"]`.
    fn command_line(&mut self, text: &str, start: usize) {
        let bare = text.trim();
        let lower = super::inline::head(bare, 60).to_ascii_lowercase();
        let inner = lower.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_contents = matches!(inner, "toc") && bare.len() <= 12 && !lower.starts_with("toc");
        let name = |rest: &str| rest.trim_start().chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
        let typed = if is_contents {
            bare.to_owned()
        } else if bare.starts_with(":::") {
            // The end of a container has no name.
            match name(bare.trim_start_matches(':')) {
                name if name.is_empty() => return,
                name => format!("::: {name}"),
            }
        } else if let Some(rest) = bare.strip_prefix("!!! ") {
            format!("!!! {}", name(rest))
        } else if let Some(tag) =
            lower.strip_prefix('[').filter(|tag| tag.contains("=\"") && tag.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            format!("[{}", name(tag))
        } else {
            return;
        };
        self.command(start..start + bare.len(), &typed);
    }

    /// Whether a mark stands behind a backslash.
    fn is_escaped(&self, at: usize) -> bool {
        self.text.get(..at).is_some_and(|before| before.ends_with('\\'))
    }

    /// Whether a place is the first of a line that no quotation or list holds.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }
}

/// The number at the beginning of a line.
struct Number {
    value: u32,
    /// Bytes of the number and its mark.
    length: usize,
    /// Whether Markdown does not see it because of its width, or that of the blank after it.
    is_typed_wide: bool,
    /// `1.第一`: no blank follows.
    is_tight: bool,
}

impl Number {
    fn read(text: &str) -> Option<Self> {
        let (mut value, mut length, mut wide, mut count) = (0, 0, false, 0);
        let mut chars = text.chars();
        let mark = loop {
            let c = chars.next()?;
            let digit = match c {
                '０'..='９' => u32::from(c) - u32::from('０'),
                _ => match c.to_digit(10) {
                    Some(digit) => digit,
                    None => break c,
                },
            };
            wide |= !c.is_ascii();
            (value, length, count) = (value * 10 + digit, length + c.len_utf8(), count + 1);
            if count > 3 {
                return None;
            }
        };
        let rest = chars.as_str();
        let first = rest.chars().find(|c| !c.is_whitespace())?;
        if !matches!(mark, '.' | '．' | '。') || first.is_numeric() {
            return None;
        }
        let has_blank = rest.starts_with(char::is_whitespace);
        let is_typed_wide = match mark {
            '.' => wide || rest.starts_with(['\u{3000}', '\u{a0}']),
            '．' => true,
            _ => first.is_alphanumeric() && value < 100,
        };
        let is_tight = !has_blank && is_han(first);
        (is_typed_wide || is_tight || has_blank).then_some(Self { value, length: length + mark.len_utf8(), is_typed_wide, is_tight })
    }
}
