//! Marks: doubled, mixed, half-width between Han, dots and hyphens; and characters of full width.

use super::running::{END, OBJECT, Sign, is_han};
use super::{MOST, Rule, Slip};

/// What parts a sentence.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：')
}

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// A half-width character for one of full width.
fn narrow(c: char) -> char {
    char::from_u32(u32::from(c).wrapping_sub(0xfee0)).unwrap_or(c)
}

/// A mark of full width for one of half width.
fn widened(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        '?' => '？',
        '.' => '。',
        '(' => '（',
        ')' => '）',
        _ => return None,
    })
}

/// Whether a sign belongs to a Chinese sentence: Han, or a mark that stands beside Han.
pub(super) fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '”' | '’' | '》' | '）' | '」' | '』' | '】' | '“' | '‘' | '《' | '（' | '「' | '『' | '【' | '〇' | '％')
}

pub(super) fn look(text: &str, signs: &[Sign], slips: &mut Vec<Slip>) {
    let mut nth = 0;
    while let Some(sign) = signs.get(nth) {
        if slips.len() >= MOST {
            return;
        }
        let before = nth.checked_sub(1).and_then(|nth| signs.get(nth)).map_or(END, |sign| sign.c);
        let after = |more: usize| signs.get(nth + more).map_or(END, |sign| sign.c);
        let run = |of: fn(char) -> bool| signs[nth..].iter().take_while(|sign| of(sign.c)).count();
        let mut taken = 1;
        match sign.c {
            '。' | '，' | '、' | '；' | '：' => taken = stops(text, signs, nth, run(is_stop), slips),
            '！' | '？' if after(1) == '。' || after(1) == '，' => {
                push(text, signs, nth, 2, Rule::MixedMarks, sign.c.to_string(), slips);
                taken = 2;
            }
            '！' | '？' => {
                let count = run(|c| matches!(c, '！' | '？'));
                // Three are the most that GB/T 15834 allows.
                if count > 3 {
                    push(text, signs, nth, count, Rule::DoubledMark, sign.c.to_string(), slips);
                }
                taken = count;
            }
            '.' => {
                let count = run(|c| c == '.');
                taken = count;
                if count >= 3 && (is_chinese(before) || is_chinese(after(count))) {
                    push(text, signs, nth, count, Rule::DotsForEllipsis, "……".to_owned(), slips);
                } else if count == 1 && is_chinese(before) && ends_here(after(1)) {
                    push(text, signs, nth, 1, Rule::HalfWidthMark, "。".to_owned(), slips);
                }
            }
            '-' => {
                let count = run(|c| c == '-');
                taken = count;
                if (2..=4).contains(&count) && is_chinese(before) && (is_chinese(after(count)) || after(count) == '\n') {
                    push(text, signs, nth, count, Rule::HyphensForDash, "——".to_owned(), slips);
                }
            }
            ',' | ';' | ':' | '!' | '?' => half_width(text, signs, nth, before, slips),
            '(' if is_chinese(before) || is_han(after(1)) => taken = brackets(text, signs, nth, slips),
            ' ' | '\u{a0}' if is_han(before) => {
                let count = run(|c| matches!(c, ' ' | '\u{a0}'));
                taken = count;
                if is_han(after(count)) && touches(signs, nth, count) && is_sentence(signs, nth) {
                    push(text, signs, nth, count, Rule::SpaceBetweenHan, String::new(), slips);
                }
            }
            c if is_wide(c) => {
                let count = run(|c| is_wide(c) || matches!(c, '．' | '％' | '－'));
                taken = count;
                let plain: String =
                    signs[nth..nth + count].iter().map(|sign| if matches!(sign.c, '％') { '%' } else { narrow(sign.c) }).collect();
                push(text, signs, nth, count, Rule::FullWidthCharacters, plain, slips);
            }
            _ => {}
        }
        nth += taken;
    }
}

/// The bytes of some signs.
fn push(text: &str, signs: &[Sign], nth: usize, count: usize, rule: Rule, wanted: String, slips: &mut Vec<Slip>) {
    let (Some(first), Some(last)) = (signs.get(nth), signs.get(nth + count - 1)) else { return };
    let end = last.at + last.c.len_utf8();
    // Signs of Markdown between them: the slip is there, but its bytes are not its own.
    if text.get(first.at..end).is_some_and(|bytes| bytes.chars().count() == count) {
        slips.push(Slip { range: first.at..end, rule, wanted });
    }
}

fn ends_here(c: char) -> bool {
    is_chinese(c) || matches!(c, END | '\n')
}

/// Marks that part sentences, one after the other; how many signs they are.
fn stops(text: &str, signs: &[Sign], nth: usize, count: usize, slips: &mut Vec<Slip>) -> usize {
    let first = signs[nth].c;
    let next = signs.get(nth + count).map_or(END, |sign| sign.c);
    if count == 1 {
        // `，,` and `。.`: one of them came from the other keyboard.
        if matches!(next, ',' | ';')
            || (next == '.' && signs.get(nth + 2).is_none_or(|sign| sign.c != '.'))
            || matches!(next, '！' | '？') && matches!(first, '，' | '。' | '、')
        {
            push(text, signs, nth, 2, Rule::MixedMarks, first.to_string(), slips);
            return 2;
        }
        return 1;
    }
    let is_same = signs[nth..nth + count].iter().all(|sign| sign.c == first);
    if is_same && count >= 3 && matches!(first, '。' | '、' | '，') {
        push(text, signs, nth, count, Rule::DotsForEllipsis, "……".to_owned(), slips);
    } else if is_same {
        push(text, signs, nth, count, Rule::DoubledMark, first.to_string(), slips);
    } else {
        // The stronger of them is the one that was meant.
        let kept = ['。', '；', '：', '，', '、'].into_iter().find(|stop| signs[nth..nth + count].iter().any(|sign| sign.c == *stop));
        push(text, signs, nth, count, Rule::MixedMarks, kept.unwrap_or(first).to_string(), slips);
    }
    count
}

fn half_width(text: &str, signs: &[Sign], nth: usize, before: char, slips: &mut Vec<Slip>) {
    let after = |more: usize| signs.get(nth + more).map_or(END, |sign| sign.c);
    let mark = signs[nth].c;
    // A blank after the mark goes with it: `你好, 世界`.
    let blanks = usize::from(after(1) == ' ');
    let beyond = after(1 + blanks);
    let is_beside = is_chinese(beyond) || (blanks == 0 && matches!(beyond, END | '\n'));
    // `约3公里,其中`: a figure or a word of letters before it, Han after it.
    let follows_figure = matches!(mark, ',' | ';') && before.is_ascii_alphanumeric() && is_han(beyond) && blanks == 0;
    if (is_chinese(before) && is_beside) || follows_figure {
        let wanted = widened(mark).map(String::from).unwrap_or_default();
        push(text, signs, nth, 1 + blanks, Rule::HalfWidthMark, wanted, slips);
    } else if is_han(before) && matches!(mark, ',' | ';' | ':') && beyond.is_ascii_alphanumeric() && blanks == 0 {
        // `共有:12户`, `通知,8月13日`.
        let wanted = widened(mark).map(String::from).unwrap_or_default();
        push(text, signs, nth, 1, Rule::HalfWidthMark, wanted, slips);
    } else if is_han(before) && beyond == OBJECT && blanks == 0 && mark != ':' {
        let wanted = widened(mark).map(String::from).unwrap_or_default();
        push(text, signs, nth, 1, Rule::HalfWidthMark, wanted, slips);
    }
}

/// `文字(文字)`: both brackets, if what is in them is Chinese.
fn brackets(text: &str, signs: &[Sign], nth: usize, slips: &mut Vec<Slip>) -> usize {
    let inside = &signs[nth + 1..];
    let length = inside.iter().take(60).take_while(|sign| !matches!(sign.c, ')' | '(' | END | '\n' | '）' | '（')).count();
    let has_end = inside.get(length).is_some_and(|sign| sign.c == ')');
    if has_end && inside[..length].iter().any(|sign| is_han(sign.c)) {
        push(text, signs, nth, 1, Rule::HalfWidthMark, "（".to_owned(), slips);
        push(text, signs, nth + 1 + length, 1, Rule::HalfWidthMark, "）".to_owned(), slips);
    }
    1
}

/// Whether nothing of Markdown stands between some signs and their neighbours: `请看 **这里**` has its blank on purpose.
fn touches(signs: &[Sign], nth: usize, count: usize) -> bool {
    let ends_at = |sign: &Sign, at: usize| sign.at + sign.c.len_utf8() == at;
    let before = nth.checked_sub(1).and_then(|nth| signs.get(nth)).is_some_and(|before| ends_at(before, signs[nth].at));
    before && signs.get(nth + count).is_some_and(|after| ends_at(&signs[nth + count - 1], after.at))
}

/// Whether a blank stands in a sentence and not in a byline, a caption or a row of names: so many Han without a blank
/// stand on both sides of it that they are no list, and a mark of a sentence follows.
fn is_sentence(signs: &[Sign], nth: usize) -> bool {
    let is_edge = |c: char| matches!(c, END | '\n');
    let start = signs[..nth].iter().rev().take(200).position(|sign| is_edge(sign.c)).map_or(nth.saturating_sub(200), |back| nth - back);
    let end = signs[nth..].iter().take(200).position(|sign| is_edge(sign.c)).map_or((nth + 200).min(signs.len()), |ahead| nth + ahead);
    let line = &signs[start..end];
    let stops = line.iter().filter(|sign| matches!(sign.c, '，' | '。' | '！' | '？' | '；')).count();
    let blanks = line.iter().filter(|sign| matches!(sign.c, ' ' | '\u{a0}' | '\u{3000}')).count();
    let is_byline = line.iter().any(|sign| matches!(sign.c, '/' | '／' | '|' | '▲' | '△' | '◆'));
    stops > 0 && blanks <= stops * 2 + 1 && !is_byline
}
