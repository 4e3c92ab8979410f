//! Slips within a line: links, pictures, emphasis, bare addresses, commands of other generators.
//!
//! Looks at stretches of a source in which Markdown found nothing but text. Each rule goes through a stretch once.

use std::ops::Range;

use super::super::chinese::is_han;
use super::Look;
use super::address::{Address, LONGEST, is_picture};
use super::slips::Slip;

const OPENERS: [char; 3] = ['[', '［', '【'];
const CLOSERS: [char; 3] = [']', '］', '】'];

/// How far the text of a link is looked for before its address, in bytes.
const LONGEST_TEXT: usize = 600;
/// Closing parentheses that are tried for one address.
const MOST_TRIES: usize = 6;

impl Look<'_> {
    /// Looks at one stretch.
    pub(super) fn stretch(&mut self, range: &Range<usize>) {
        let Some(text) = self.text.get(range.clone()) else { return };
        self.links(text, range.start);
        self.stars(text, range.start);
        self.bare_addresses(text, range.start);
        self.commands(text, range.start);
        self.note_marks(text, range.start);
    }

    /// `[去]（a.md）`, `【去】(a.md）`, `![图](图片\照片 1.JPG)`, `（去）[a.md]`.
    fn links(&mut self, text: &str, offset: usize) {
        let mut done = 0;
        let last = text.rfind([')', '）']).unwrap_or(0).max(text.len().saturating_sub(LONGEST));
        for (at, closer) in text.char_indices().take_while(|(at, _)| *at < last).filter(|(_, c)| CLOSERS.contains(c)) {
            if at < done {
                continue;
            }
            let after = at + closer.len_utf8();
            let rest = &text[after..];
            let blanks = rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
            let Some(open) = rest[blanks..].chars().next().filter(|c| matches!(c, '(' | '（')).filter(|_| blanks <= 6) else { continue };
            let from = after + blanks + open.len_utf8();
            let Some((address, end)) = address_at(&text[from..]) else { continue };
            let before = &text[done..at];
            let Some((start, opener)) =
                before.char_indices().rev().take(LONGEST_TEXT).find(|(_, c)| OPENERS.contains(c) || CLOSERS.contains(c))
            else {
                continue;
            };
            if !OPENERS.contains(&opener) {
                continue;
            }
            let label = &before[start + opener.len_utf8()..];
            if label.trim().is_empty() && opener != '[' {
                continue;
            }
            let range = done + start..from + end;
            self.link(text, offset, range.clone(), label, &address);
            done = range.end;
        }
    }

    fn link(&mut self, text: &str, offset: usize, range: Range<usize>, label: &str, address: &Address) {
        let ahead = &text[..range.start];
        let bare = ahead.trim_end_matches(' ');
        let mark = bare.chars().next_back().filter(|c| matches!(c, '!' | '！'));
        // `请看！[图](a.png)`: the mark may end the sentence.
        let is_marked = mark.is_some_and(|mark| {
            let ahead = bare[..bare.len() - mark.len_utf8()].trim_end();
            mark == '!' && bare.len() == text[..range.start].len() || ahead.is_empty() && is_picture(&address.address)
        });
        let start = match mark.filter(|_| is_marked) {
            Some(mark) => bare.len() - mark.len_utf8(),
            None => range.start,
        };
        let typed = text[start..range.end].to_owned();
        let wanted = format!("{}[{}]({})", if is_marked { "!" } else { "" }, label.trim(), address.markdown());
        let kind = if is_marked { Slip::Picture } else { Slip::Link };
        self.say(kind, offset + start..offset + range.end, &typed, &wanted);
        self.edits.put(offset + start..offset + range.end, wanted);
    }

    /// `＊＊重点＊＊`, `**重点 **`, `*重点 *文字`, `**重点`.
    fn stars(&mut self, text: &str, offset: usize) {
        let mut open: Option<Range<usize>> = None;
        let mut from = 0;
        while let Some(at) = text[from..].find(['*', '＊']).map(|found| from + found) {
            let mark = if text[at..].starts_with('*') { '*' } else { '＊' };
            let end = text.len() - text[at..].trim_start_matches(mark).len();
            from = end;
            let is_escaped = at == 0 && mark == '*' && self.text[..offset].ends_with('\\');
            if is_escaped {
                continue;
            }
            let run = at..end;
            match open.take() {
                Some(first) if text[first.clone()] == text[run.clone()] => {
                    if !self.pair(text, offset, &first, &run) {
                        open = Some(run);
                    }
                }
                Some(first) => {
                    self.lone(text, offset, &first);
                    open = Some(run);
                }
                None => open = Some(run),
            }
        }
        if let Some(last) = open {
            self.lone(text, offset, &last);
        }
    }

    /// Two runs with a text between them that is no emphasis; whether they belong together.
    fn pair(&mut self, text: &str, offset: usize, open: &Range<usize>, close: &Range<usize>) -> bool {
        let inner = &text[open.end..close.start];
        let bare = inner.trim();
        let marks = text[open.clone()].chars().count();
        if bare.is_empty() || marks > 3 || is_mask(text, open, close) || !bare.contains(|c: char| c.is_alphabetic()) {
            return false;
        }
        let (blank_before, blank_after) = (inner.starts_with(char::is_whitespace), inner.ends_with(char::is_whitespace));
        let is_wide = text[open.clone()].starts_with('＊');
        let range = offset + open.start..offset + close.end;
        let stars = "*".repeat(marks);
        let wanted = format!("{stars}{bare}{stars}");
        if marks == 1 {
            // `3 * 5 * 2` has blanks on both sides; a mark for a note at the foot has none before it.
            let is_likely = if is_wide { !blank_before && !blank_after } else { !blank_before && blank_after };
            let opens = text[..open.start].chars().next_back().is_none_or(|c| c.is_whitespace() || !c.is_ascii_alphanumeric());
            if is_likely && opens && bare.starts_with(char::is_alphanumeric) {
                self.say(Slip::MaybeStrong, range, &text[open.start..close.end], &format!("**{bare}**"));
            }
            return is_likely;
        }
        if !is_wide && !blank_before && !blank_after {
            return true;
        }
        let lead = if blank_before { " " } else { "" };
        let tail = if blank_after { " " } else { "" };
        self.say(Slip::Strong, range.clone(), &text[open.start..close.end], &wanted);
        self.edits.put(range, format!("{lead}{wanted}{tail}").trim_start_matches(if open.start == 0 { " " } else { "" }).to_owned());
        true
    }

    /// `**重点` without an end; not `王**`, which hides a name.
    fn lone(&mut self, text: &str, offset: usize, run: &Range<usize>) {
        let before = text[..run.start].chars().next_back();
        let after = text[run.end..].chars().next();
        let opens = before.is_none_or(|c| c.is_whitespace() || !c.is_alphanumeric()) && after.is_some_and(char::is_alphabetic);
        if opens && &text[run.clone()] == "**" {
            let word: String = text[run.end..].chars().take(10).collect();
            self.say(Slip::Unclosed, offset + run.start..offset + run.end, &format!("**{word}"), "**");
        }
    }

    /// `www.suzhou.gov.cn`, which no browser makes a link.
    fn bare_addresses(&mut self, text: &str, offset: usize) {
        if self.in_link {
            return;
        }
        for (at, _) in text.match_indices("www.") {
            if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '@' | ':' | '_')) {
                continue;
            }
            let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '?' | '=' | '&' | '%' | '#' | '~');
            let length = text[at..].find(|c| !is_part(c)).unwrap_or(text.len() - at);
            let address = text[at..at + length].trim_end_matches(['.', '?', '&', '#', '-']);
            if address["www.".len().min(address.len())..].contains('.') {
                let wanted = format!("<https://{address}>");
                self.say(Slip::BareAddress, offset + at..offset + at + address.len(), address, &wanted);
            }
        }
    }

    /// `{{< figure … >}}`, `{% note %}`, `{{ page }}`.
    fn commands(&mut self, text: &str, offset: usize) {
        let mut from = 0;
        while let Some(at) = text[from..].find('{').map(|found| from + found) {
            from = at + 1;
            // A tag within the command ends the stretch.
            let rest = &self.text[offset + at..];
            let Some(opener) = ["{{<", "{{%", "{{", "{%", "{:"].iter().find(|opener| rest.starts_with(**opener)) else { continue };
            from = (at + opener.len()).min(text.len());
            let inner = head(rest, LONGEST)[opener.len()..].trim_start_matches([' ', '/', '-']);
            let word = &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | '.')).unwrap_or(inner.len())];
            // The end of a command is no other one.
            let word = word.strip_prefix("end").filter(|word| !word.is_empty()).unwrap_or(word);
            let word = head(word, 40);
            let closer = match *opener {
                "{%" => "%}",
                "{:" => "}",
                _ => "}}",
            };
            let is_command = head(inner, LONGEST).contains(closer);
            if word.is_empty() && *opener != "{:" || !is_command {
                continue;
            }
            self.command(offset + at..offset + from, &format!("{opener} {word}"));
        }
    }

    /// A footnote's mark without a footnote: Markdown leaves it as text.
    fn note_marks(&mut self, text: &str, offset: usize) {
        for opener in ["[^", "［^", "【^", "[＾", "［＾", "【＾"] {
            for (at, _) in text.match_indices(opener) {
                let rest = &text[at + opener.len()..];
                let Some((end, closer)) = rest.char_indices().take(40).find(|(_, c)| CLOSERS.contains(c) || c.is_whitespace()) else {
                    continue;
                };
                let is_escaped = at == 0 && self.text[..offset].ends_with('\\');
                if !CLOSERS.contains(&closer) || end == 0 || is_escaped {
                    continue;
                }
                let name = &rest[..end];
                let range = offset + at..offset + at + opener.len() + end + closer.len_utf8();
                if opener != "[^" || closer != ']' {
                    let wanted = format!("[^{name}]");
                    self.say(Slip::NoteMark, range.clone(), &text[at..at + opener.len() + end + closer.len_utf8()], &wanted);
                    self.edits.put(range, wanted);
                } else if !rest[end + 1..].starts_with([':', '：']) {
                    let typed = self.text[range.clone()].to_owned();
                    self.say(Slip::NoteMissing, range, &typed, &format!("{typed}: …"));
                }
            }
        }
    }
}

/// An address that begins here and ends at a parenthesis or with the line, and the byte after it.
fn address_at(text: &str) -> Option<(Address, usize)> {
    let closers = text.char_indices().take(LONGEST).filter(|(_, c)| matches!(c, ')' | '）'));
    for (at, closer) in closers.take(MOST_TRIES) {
        if let Some(address) = Address::read(&text[..at]) {
            return Some((address, at + closer.len_utf8()));
        }
    }
    if text.len() > LONGEST || text.contains([')', '）']) {
        return None;
    }
    Address::read(text).map(|address| (address, text.len()))
}

/// `王**、李**`: asterisks that hide names, not emphasis of what stands between them.
pub(super) fn is_mask(text: &str, open: &Range<usize>, close: &Range<usize>) -> bool {
    let before = text[..open.start].chars().next_back();
    let between = &text[open.end..close.start];
    let inner = between.trim_start_matches(['、', '，', ',', ' ', '和', '与', '及', '；', '。']);
    let after = text[close.end..].chars().next();
    let is_end = after.is_none_or(|c| !c.is_alphanumeric() || matches!(c, '等' | '同' | '先' | '女' | '为'));
    before.is_some_and(is_han) && inner.len() < between.len() && !inner.is_empty() && inner.chars().nth(2).is_none() && is_end
}

/// The beginning of a text: so many bytes at most.
pub(super) fn head(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}
