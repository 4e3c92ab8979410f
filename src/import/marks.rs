//! Marks as Chinese text has them: half-width commas between Han become full-width, quotes are paired.
//!
//! In: the runs of one block. Out: the same runs with other marks, and how many were changed. A character is replaced
//! by one character, so nothing is added and nothing lost. Figures, addresses, times and Latin text keep theirs.

use crate::byline::is_han;

use super::draft::Run;

/// Changes the marks of one block; says how many.
pub fn widen(runs: &mut [Run]) -> usize {
    let mut chars: Vec<char> = runs.iter().flat_map(|run| run.text.chars()).collect();
    if !chars.iter().any(|c| is_han(*c)) {
        return 0;
    }
    let before = chars.clone();
    points(&mut chars);
    brackets(&mut chars);
    quotes(&mut chars, ['"', '“', '”', '＂'], ('“', '”'));
    quotes(&mut chars, ['\'', '‘', '’', '＇'], ('‘', '’'));
    let changed = before.iter().zip(&chars).filter(|(a, b)| a != b).count();
    if changed > 0 {
        let mut rest = chars.into_iter();
        for run in runs {
            let count = run.text.chars().count();
            run.text = rest.by_ref().take(count).collect();
        }
    }
    changed
}

/// Han, or a mark of Chinese text.
fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(
            c,
            '，' | '。'
                | '、'
                | '；'
                | '：'
                | '！'
                | '？'
                | '“'
                | '”'
                | '‘'
                | '’'
                | '（'
                | '）'
                | '《'
                | '》'
                | '【'
                | '】'
                | '…'
                | '—'
                | '％'
        )
}

fn points(chars: &mut [char]) {
    for at in 0..chars.len() {
        let wide = match chars[at] {
            ',' => '，',
            ':' => '：',
            ';' => '；',
            '!' => '！',
            '?' => '？',
            _ => continue,
        };
        let beside = |c: Option<&char>| c.copied().filter(|c| !c.is_whitespace());
        let before = beside(at.checked_sub(1).and_then(|at| chars.get(at)));
        let after = chars.get(at + 1).copied();
        let is_quote = |c: char| matches!(c, '"' | '\'' | ')' | '(');
        let left = before.is_some_and(|c| is_wide(c) || is_quote(c));
        let right = after.is_some_and(|c| is_wide(c) || is_quote(c));
        // 3:30 and http:// keep theirs; a mark between a figure or Latin and Han is one of the Chinese sentence.
        let is_of_latin = matches!(after, Some('/' | '\\' | '=' | '&')) || before == Some('/');
        let ends = after.is_none_or(char::is_whitespace);
        if !is_of_latin && (left || right && before.is_some()) && (left || !ends) {
            chars[at] = wide;
        }
    }
}

/// A pair of brackets with Han in it or Han on both sides.
fn brackets(chars: &mut [char]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..chars.len() {
        match chars[at] {
            '(' => open.push(at),
            ')' => {
                let Some(from) = open.pop() else { continue };
                let left = from.checked_sub(1).and_then(|at| chars.get(at)).is_some_and(|c| is_wide(*c));
                let right = chars.get(at + 1).is_some_and(|c| is_wide(*c));
                // An address in brackets may be a link of Markdown; a long way between the two says nothing.
                if at - from < 200 && (chars[from..at].iter().any(|c| is_han(*c)) || left && right) {
                    (chars[from], chars[at]) = ('（', '）');
                }
            }
            _ => {}
        }
    }
}

/// Quotes that are straight or do not pair become open and closed in turn, where their number is even.
fn quotes(chars: &mut [char], kinds: [char; 4], pair: (char, char)) {
    let [straight, opening, closing, wide] = kinds;
    let is_mark = |at: usize| {
        let c = chars[at];
        let is_one = c == straight || c == opening || c == closing || c == wide;
        // An apostrophe stands between Latin letters, a minute or inch behind a figure.
        let latin = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        is_one
            && !(latin(before)
                && (latin(chars.get(at + 1)) || c == straight && before.is_some_and(char::is_ascii_digit) && kinds[0] == '\''))
    };
    let places: Vec<usize> = (0..chars.len()).filter(|at| is_mark(*at)).collect();
    let is_paired = places.iter().enumerate().all(|(turn, at)| chars[*at] == if turn % 2 == 0 { opening } else { closing });
    if is_paired || !places.len().is_multiple_of(2) {
        return;
    }
    // Quotes within quotes of the same kind, as some newspapers print them, are balanced too.
    let mut depth = 0_i32;
    let is_nested = places.iter().all(|at| {
        depth += if chars[*at] == opening { 1 } else { -1 };
        depth >= 0
    }) && depth == 0
        && places.iter().all(|at| chars[*at] == opening || chars[*at] == closing);
    if is_nested {
        return;
    }
    for (turn, at) in places.into_iter().enumerate() {
        chars[at] = if turn % 2 == 0 { pair.0 } else { pair.1 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_those_of_chinese_text() {
        let table = [
            ("激活“新”资源,打造\"牵手共治\"新场景", "激活“新”资源，打造“牵手共治”新场景"),
            ("度假区(阳澄湖镇)在此,获奖;好!对?", "度假区（阳澄湖镇）在此，获奖；好！对？"),
            ("今年16场次,其中", "今年16场次，其中"),
            ("8月15日,AI课堂", "8月15日，AI课堂"),
            ("共1,200户", "共1,200户"),
            ("时间:8月13日9:30", "时间：8月13日9:30"),
            ("见http://a.cn/b?c=1,请看", "见http://a.cn/b?c=1，请看"),
            ("It's a test, ok?", "It's a test, ok?"),
            ("”新”力量", "“新”力量"),
            ("他说“好", "他说“好"),
            ("(2024)", "(2024)"),
            ("苏府(2024)号", "苏府（2024）号"),
            ("凝'新'聚力", "凝‘新’聚力"),
        ];
        for (text, expected) in table {
            let mut runs = vec![Run::plain(text)];
            widen(&mut runs);
            assert_eq!(runs[0].text, expected);
        }
    }
}
