//! Marks that come in pairs: one without the other, and one within another that should be another kind.

use super::running::{END, Sign};
use super::{MOST, Rule, Slip};

/// Both halves of a pair.
const PAIRS: &[(char, char)] = &[('“', '”'), ('《', '》'), ('（', '）'), ('【', '】'), ('「', '」'), ('『', '』'), ('〈', '〉')];

struct Open {
    mark: char,
    sign: Sign,
    /// The paragraph that it stands in.
    paragraph: usize,
}

pub(super) fn look(signs: &[Sign], slips: &mut Vec<Slip>) {
    let mut open: Vec<Open> = Vec::new();
    let mut paragraph = 0;
    let mut is_first = true;
    for (nth, sign) in signs.iter().enumerate() {
        if slips.len() >= MOST {
            return;
        }
        match sign.c {
            END => {
                // Brackets and titles end with their paragraph; a quotation may go on if the next one opens it anew.
                let goes_on = signs.get(nth + 1).is_some_and(|next| matches!(next.c, '“' | '「' | '『'));
                open.retain(|one| {
                    let stays = goes_on && matches!(one.mark, '“' | '「' | '『');
                    if !stays {
                        push(&one.sign, Rule::UnpairedMark, closed_by(one.mark), slips);
                    }
                    stays
                });
                paragraph += 1;
                is_first = true;
                continue;
            }
            '“' | '《' | '（' | '【' | '「' | '『' | '〈' => opened(signs, nth, paragraph, is_first, &mut open, slips),
            '”' | '》' | '）' | '】' | '」' | '』' | '〉' => closed(signs, nth, &mut open, slips),
            // Half of a pair from the other keyboard.
            ')' if open.last().is_some_and(|one| one.mark == '（') => drop(open.pop()),
            _ => {}
        }
        is_first = false;
    }
}

fn opened(signs: &[Sign], nth: usize, paragraph: usize, is_first: bool, open: &mut Vec<Open>, slips: &mut Vec<Slip>) {
    let sign = signs[nth];
    // A quotation of several paragraphs opens each of them anew, and is closed once.
    if is_first && let Some(before) = open.iter_mut().find(|one| one.mark == sign.c && one.paragraph < paragraph) {
        before.paragraph = paragraph;
        return;
    }
    if open.last().is_some_and(|last| last.mark == sign.c) && matches!(sign.c, '“' | '《') {
        let close = closed_by(sign.c);
        let ahead = || signs[nth + 1..].iter().take(2_000).take_while(|sign| sign.c != END);
        // With a half for each of the two it stands within its own kind; else it should have closed the first.
        let (closes, opens) =
            (ahead().filter(|other| close.starts_with(other.c)).count(), ahead().filter(|other| other.c == sign.c).count());
        if closes < opens + 2 {
            let first = open.pop();
            // After a colon or a stop this one begins a quotation, and it is the first that was never closed.
            let before = nth.checked_sub(1).and_then(|nth| signs.get(nth)).map_or(END, |before| before.c);
            let begins = matches!(before, '：' | '，' | '。' | '、' | '；' | END | '\n');
            let Some(first) = first.filter(|_| begins) else { return push(&sign, Rule::UnpairedMark, close, slips) };
            push(&first.sign, Rule::UnpairedMark, close, slips);
            return open.push(Open { mark: sign.c, sign, paragraph });
        }
        push(&sign, Rule::NestedMarks, if sign.c == '“' { "‘" } else { "〈" }.to_owned(), slips);
    }
    open.push(Open { mark: sign.c, sign, paragraph });
}

fn closed(signs: &[Sign], nth: usize, open: &mut Vec<Open>, slips: &mut Vec<Slip>) {
    let sign = signs[nth];
    let Some(mark) = opening(sign.c) else { return };
    match open.iter().rposition(|one| one.mark == mark) {
        Some(at) if at + 1 == open.len() => drop(open.pop()),
        Some(at) => {
            // What was opened within it is still open: crossed, if it is closed later in this paragraph.
            let later = |one: &Open| {
                let close = closed_by(one.mark);
                signs[nth..].iter().take(400).take_while(|sign| sign.c != END).any(|sign| close.starts_with(sign.c))
            };
            for one in open.drain(at..).skip(1).collect::<Vec<_>>() {
                if later(&one) {
                    push(&sign, Rule::NestedMarks, closed_by(one.mark), slips);
                    open.push(one);
                } else {
                    push(&one.sign, Rule::UnpairedMark, closed_by(one.mark), slips);
                }
            }
        }
        None if sign.c == '）' && is_number_of_list(signs, nth) => {}
        None if sign.c == '）' && has_half_width_open(signs, nth) => {}
        None => push(&sign, Rule::UnpairedMark, mark.to_string(), slips),
    }
}

/// `1）`, `一）`, `a）`: the number of an item.
fn is_number_of_list(signs: &[Sign], nth: usize) -> bool {
    let Some(before) = nth.checked_sub(1).and_then(|nth| signs.get(nth)) else { return false };
    before.c.is_ascii_alphanumeric()
        || matches!(before.c, '０'..='９' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' | '①'..='⑳')
        || "一二三四五六七八九十甲乙丙丁".contains(before.c)
}

fn has_half_width_open(signs: &[Sign], nth: usize) -> bool {
    signs[..nth].iter().rev().take(200).take_while(|sign| sign.c != END).any(|sign| sign.c == '(')
}

/// The other half of a mark that opens a pair.
pub(super) fn closing(mark: char) -> Option<char> {
    PAIRS.iter().find(|(open, _)| *open == mark).map(|(_, close)| *close)
}

/// The other half of a mark that closes a pair.
pub(super) fn opening(mark: char) -> Option<char> {
    PAIRS.iter().find(|(_, close)| *close == mark).map(|(open, _)| *open)
}

/// The other half of a mark that opens a pair, as text.
fn closed_by(mark: char) -> String {
    closing(mark).map(String::from).unwrap_or_default()
}

fn push(sign: &Sign, rule: Rule, wanted: String, slips: &mut Vec<Slip>) {
    slips.push(Slip { range: sign.at..sign.at + sign.c.len_utf8(), rule, wanted });
}
