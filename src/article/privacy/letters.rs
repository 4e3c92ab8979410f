//! Number plates and passports: a sign, a letter and some letters and digits.

use super::context::{is_called, is_in_token, tail};
use super::words::{PROVINCES, Words};
use super::{Finding, MOST, Rule, shown};

/// Words before the number of a passport or permit.
const PASSPORT_LABELS: Words = Words("护照 護照 passport Passport PASSPORT 通行证 证件 回乡证 台胞证 出境 签证 旅行证");
/// Words that end in 号 and are no passport's.
const OTHER_CODES: Words = Words(
    "编号 单号 型号 批号 货号 订单 条码 书号 编码 序列 版本 代码 航班 车次 流水 设备 产品 工号 座位 标号 证书 备案 房号 文号 \
     取件 批次 图号 学号 序号 号码牌 档案 合同",
);
/// Words after which a province's sign is the end of something else.
const OTHER_CHARACTERS: &[(char, &[&str])] = &[
    ('新', &["最", "更", "全", "崭", "创", "革", "翻"]),
    ('云', &["上", "白", "乌"]),
    ('宁', &["南", "安"]),
    ('川', &["四", "山"]),
    ('海', &["上"]),
];

pub(super) fn look(text: &str, places: &[usize], found: &mut Vec<Finding>) {
    for at in places {
        if found.len() >= MOST {
            return;
        }
        let Some(rest) = text.get(*at..) else { continue };
        let Some(first) = rest.chars().next() else { continue };
        let end = if PROVINCES.contains(first) { plate(text, *at, first) } else { passport(text, *at) };
        if let Some((rule, end)) = end {
            found.push(Finding { range: *at..end, rule, masked: shown(rule, &text[*at..end]) });
        }
    }
}

/// A character as plain ASCII, if it is a letter or digit.
fn ascii_of(c: char) -> Option<u8> {
    let c = match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xfee0)?,
        c => c,
    };
    c.is_ascii_alphanumeric().then(|| c.to_ascii_uppercase() as u8)
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '·' | '•' | '・' | '.' | '．' | '-' | '－' | '—')
}

/// The letters and digits that follow, with at most one separator between two of them, and where they end.
fn code(text: &str, most: usize) -> (Vec<u8>, usize) {
    let (mut out, mut end, mut gap) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        if let Some(byte) = ascii_of(c) {
            out.push(byte);
            end = at + c.len_utf8();
            gap = 0;
            if out.len() > most {
                break;
            }
        } else if is_separator(c) && gap == 0 && !out.is_empty() {
            gap += 1;
        } else {
            break;
        }
    }
    (out, end)
}

/// A plate (GA 36): province, letter of the city, then five letters and digits, or six for new energy, without I and O.
fn plate(text: &str, at: usize, province: char) -> Option<(Rule, usize)> {
    let before = text.get(..at)?;
    let odd = OTHER_CHARACTERS.iter().find(|(c, _)| *c == province);
    if odd.is_some_and(|(_, ends)| ends.iter().any(|end| before.ends_with(end))) {
        return None;
    }
    let from = at + province.len_utf8();
    let blanks = text.get(from..)?;
    let rest = blanks.trim_start_matches(is_separator);
    let from = from + (blanks.len() - rest.len());
    let (code, length) = code(rest, 7);
    let [city, serial @ ..] = code.as_slice() else { return None };
    let has_form = city.is_ascii_uppercase()
        && !matches!(city, b'I')
        && matches!(serial.len(), 5 | 6)
        && !serial.iter().any(|byte| matches!(byte, b'I' | b'O'))
        && serial.iter().filter(|byte| byte.is_ascii_digit()).count() >= 3;
    // A plate of six belongs to a car of new energy, which has a letter at one end of it.
    let is_new = || {
        let letters = |bytes: &[u8]| bytes.iter().any(u8::is_ascii_uppercase);
        serial.len() == 5 || letters(&serial[..1]) || letters(&serial[5..])
    };
    let end = from + length;
    // The police's own, and trailers' and learners' numbers: 苏E1234警.
    let is_official = text.get(end..)?.starts_with(['警', '应']);
    let is_other = is_called(text, at, OTHER_CODES) && !is_called(text, at, Words("车 牌"));
    (has_form && is_new() && !is_official && !is_other).then_some((Rule::Plate, end))
}

/// A passport of China (E or G and eight digits, or E, a letter and seven; D, S and P of officials), or a permit for
/// Hong Kong, Macau and Taiwan (C, H, M).
fn passport(text: &str, at: usize) -> Option<(Rule, usize)> {
    let before = text.get(..at)?;
    if before.chars().next_back().is_some_and(|c| ascii_of(c).is_some() || matches!(c, '-' | '_' | '/' | '.' | '#' | '=')) {
        return None;
    }
    let (code, end) = code(text.get(at..)?, 11);
    let end = at + end;
    let digits = code.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let letters = &code[..code.len() - digits];
    if is_in_token(text, at, end) {
        return None;
    }
    let is_labelled = is_called(text, at, PASSPORT_LABELS);
    let has_form = match (letters, digits) {
        ([b'E' | b'G'], 8) => true,
        ([b'E', second], 7) => !matches!(second, b'I' | b'O'),
        ([b'D' | b'S' | b'P'], 7 | 8) | ([b'D' | b'S' | b'P', b'E'], 7) => is_labelled,
        ([b'C' | b'H' | b'M'], 8 | 10) | ([b'C' | b'W', _], 7) => is_labelled,
        _ => false,
    };
    // Without a word that says so, figures that stand alone; a code's own label is near enough to be seen.
    let is_free = || !is_called(text, at, OTHER_CODES) && !tail(before, 1).contains(['-', '_']) && text[at..end].len() == code.len();
    (has_form && (is_labelled || is_free())).then_some((Rule::Passport, end))
}
