//! Marks that Markdown would take for its own: signs, colons, braces and lines of dashes.

use std::ops::Range;

use super::Look;
use super::slips::Slip;

/// An open list.
pub(super) struct List {
    pub(super) start: usize,
    pub(super) items: Vec<Range<usize>>,
    pub(super) mark: u8,
}

/// `:)` and `:::` begin no definition: that has a blank after its colon.
pub(super) fn colon(look: &mut Look<'_>, at: usize) {
    let rest = look.text.get(at..).unwrap_or_default();
    if rest.starts_with(':') && !rest[1..].starts_with([' ', '\t']) {
        look.edits.escape(at);
    }
}

/// `## 通知{重要}`: the braces hold no attributes.
pub(super) fn braces(look: &mut Look<'_>, range: &Range<usize>) {
    let Some(text) = look.text.get(range.clone()) else { return };
    let line = text.lines().next().unwrap_or_default();
    let (Some(open), Some(close)) = (line.rfind('{'), line.rfind('}')) else { return };
    if open < close {
        look.say(Slip::Braces, range.start + open..range.start + close + 1, &line[open..=close], "");
        look.edits.escape(range.start + close);
    }
}

/// A sentence above a line of dashes is no heading.
pub(super) fn underline(look: &mut Look<'_>, range: &Range<usize>) {
    let Some(text) = look.text.get(range.clone()) else { return };
    let text = text.trim_end();
    if text.starts_with('#') {
        return;
    }
    let Some(at) = text.rfind('\n').map(|at| at + 1) else { return };
    let (title, rule) = (text[..at].trim_end(), text[at..].trim());
    let is_rule = !rule.is_empty() && rule.bytes().all(|b| b == b'-' || b == b'=');
    let is_field = title.lines().any(|line| line.contains(": ") && line.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_sentence =
        title.ends_with(['。', '！', '？', '；', '，', '：', '…', '”', '.', '!']) || title.contains('\n') || title.chars().count() > 40;
    if !is_rule || is_field || !(is_sentence || rule.len() < 3) {
        return;
    }
    let start = range.start + at + (text[at..].len() - text[at..].trim_start().len());
    look.say(Slip::Underline, start..start + rule.len(), rule, "");
    if rule.starts_with('-') && rule.len() >= 3 && look.begins_line(start) {
        look.edits.put(start..start, "\n");
    } else {
        look.edits.escape(start);
    }
}

impl List {
    /// Where the texts of the last item begin in their lines, in bytes.
    pub(super) fn text_column(&self, text: &str) -> usize {
        let Some(item) = self.items.last() else { return 0 };
        let (Some(before), Some(rest)) = (text.get(..item.start), text.get(item.clone())) else { return 0 };
        let start = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
        let inner = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let inner = inner.strip_prefix(['-', '*', '+', '.', ')']).unwrap_or(inner);
        start + rest.len() - inner.trim_start_matches(' ').len()
    }

    /// A list of one `- 5度` is a line with a minus.
    pub(super) fn end(self, look: &mut Look<'_>, is_outermost: bool) {
        if !matches!(self.mark, b'-' | b'+') || !is_outermost {
            return;
        }
        let signed = |item: &Range<usize>| look.text.get(item.start + 1..item.end).is_some_and(|text| is_quantity(text.trim(), self.mark));
        if self.items.is_empty() || !self.items.iter().all(signed) {
            return;
        }
        let typed = look.text.get(self.start..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim().to_owned();
        let wanted: String = typed.replacen(' ', "", 1);
        let range = self.start..self.start + typed.len();
        if self.items.len() == 1 {
            look.say(Slip::Minus, range, &typed, &wanted);
            look.edits.escape(self.start);
        } else {
            look.say(Slip::MaybeMinus, range, &typed, &wanted);
        }
    }
}

/// A figure with a unit that can be below zero, and nothing behind it but a mark or a short word.
fn is_quantity(text: &str, mark: u8) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '~' | '～' | '-' | '到' | '至' | ' '));
    if rest.len() == text.len() || text.contains('\n') || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if mark == b'+' {
        return true;
    }
    let units = ["度", "℃", "°", "摄氏", "元", "万元", "%", "％", "‰", "分", "米", "点", "华氏"];
    let rest = rest.trim_start_matches(['的', '多', '几', '万', '千']);
    rest.is_empty() || units.iter().any(|unit| rest.starts_with(unit)) && rest.chars().nth(12).is_none()
}
