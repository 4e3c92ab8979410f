//! Addresses down to the door: building, stairway, room.

use super::context::{head, tail};
use super::number::digit;
use super::words::Words;
use super::{Finding, MOST, Rule, shown};

/// Words before an address that make it an office's or a public room's.
const PUBLIC: Words = Words(
    "中心 居委会 村委会 社区办公 办公 活动室 会议 大厦 服务站 服务点 工作站 派出所 医院 卫生 学校 小学 中学 大学 学院 幼儿园 \
     图书 街道办 政府 驿站 阵地 广场 商场 商铺 酒店 宾馆 公司 园区 产业园 法院 法庭 大楼 行政楼 教学楼 综合楼 写字楼 单位 \
     地点： 教室 展厅 银行 门诊 食堂 物业 报名点 投票点 站点 书屋 课堂 党校 剧场 体育馆 文化馆 博物馆 地址：苏州市相城区",
);
/// Words after an address that do.
const PUBLIC_AFTER: Words = Words("会议室 活动室 办公室 教室 报告厅 多功能 举行 举办 召开 设有 办理 咨询 办公 开讲 集合 窗口");
/// Words that say that somebody lives there.
const LIVES: Words = Words(
    "家住 住在 住址 居住 户主 家中 租住 租户 住户 老人 居民 业主 独居 邻居 敲开 家里 上门 送到 送至 的家 地址 收件 现住 搬到 \
     搬进",
);

/// One step of an address: its number and its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Building,
    Stairs,
    Room,
}

pub(super) fn look(text: &str, places: &[usize], found: &mut Vec<Finding>) {
    let mut done = 0;
    for at in places {
        if found.len() >= MOST {
            return;
        }
        if *at < done {
            continue;
        }
        let Some((start, end)) = address(text, *at) else { continue };
        done = end;
        let range = start..end;
        found.push(Finding { masked: shown(Rule::Address, &text[range.clone()]), range, rule: Rule::Address });
    }
}

/// The step that a word at the beginning of a text names, and its length.
fn step(text: &str) -> Option<(Step, usize)> {
    const WORDS: &[(&str, Step)] = &[
        ("号楼", Step::Building),
        ("號樓", Step::Building),
        ("栋", Step::Building),
        ("棟", Step::Building),
        ("幢", Step::Building),
        ("座", Step::Building),
        ("＃楼", Step::Building),
        ("#楼", Step::Building),
        ("#", Step::Building),
        ("＃", Step::Building),
        ("楼", Step::Building),
        ("号", Step::Building),
        ("单元", Step::Stairs),
        ("單元", Step::Stairs),
        ("门", Step::Stairs),
        ("梯", Step::Stairs),
        ("室", Step::Room),
        ("号房", Step::Room),
        ("房", Step::Room),
    ];
    WORDS.iter().find(|(word, _)| text.starts_with(word)).map(|(word, step)| (*step, word.len()))
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '-' | '－' | '—' | '–' | '~' | '_' | '\t' | '\r' | '\n')
}

/// The number at the beginning of a text: `12`, `十二`, `B3`, `甲`; its length in bytes and its count of digits.
fn number(text: &str) -> Option<(usize, usize)> {
    let is_part = |c: char| digit(c).is_some() || matches!(c, '十' | '百');
    let (mut length, mut seen) = (0, 0);
    for (nth, c) in text.chars().take(8).enumerate() {
        if is_part(c) {
            seen += 1;
        } else if nth > 0 || !(c.is_ascii_alphabetic() || matches!(c, '甲' | '乙' | '丙' | '丁')) {
            break;
        }
        length += c.len_utf8();
    }
    (seen > 0 && seen <= 5).then_some((length, seen))
}

/// The number that ends right before a byte.
fn number_before(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.trim_end_matches([' ', '\u{a0}', '\u{3000}']);
    let mut start = None;
    for (nth, c) in before.char_indices().rev().take(6) {
        if digit(c).is_some() || matches!(c, '十' | '百') {
            start = Some(nth);
        } else {
            if start.is_some() && (c.is_ascii_alphabetic() || matches!(c, '甲' | '乙')) {
                start = Some(nth);
            }
            break;
        }
    }
    start
}

/// The address that a word of buildings at a byte begins or lies in.
fn address(text: &str, at: usize) -> Option<(usize, usize)> {
    // 号楼 is found by its second character.
    let word_at = if text[at..].starts_with(['楼', '樓']) {
        let before = text.get(..at)?;
        before.strip_suffix('号').or_else(|| before.strip_suffix(['#', '＃'])).map_or(at, str::len)
    } else {
        at
    };
    let start = number_before(text, word_at)?;
    let (first, length) = step(text.get(word_at..)?)?;
    let mut steps = vec![first];
    let mut end = word_at + length;
    let mut has_bare = false;
    loop {
        let rest = text.get(end..)?;
        let trimmed = rest.trim_start_matches(is_gap);
        let gap = rest.len() - trimmed.len();
        if gap > 6 || rest[..gap].matches('\n').count() > 1 {
            break;
        }
        let Some((length, digits)) = number(trimmed) else { break };
        let after = &trimmed[length..];
        let skipped = after.len() - after.trim_start_matches([' ', '\u{a0}', '\u{3000}', '-', '－']).len();
        match step(&after[skipped..]) {
            // A second 栋 or 号 begins another address.
            Some((Step::Building, word)) if steps.last() != Some(&Step::Building) || after[skipped..].starts_with("号楼") || word == 1 => {
                break;
            }
            Some((Step::Building, word)) if after[skipped..].starts_with('楼') => end += gap + length + skipped + word,
            Some((Step::Building, _)) if !after.starts_with("号房") => {
                // `302号`: a room that is called by its number.
                steps.push(Step::Room);
                end += gap + length + skipped + "号".len();
                break;
            }
            Some((step, word)) => {
                steps.push(step);
                end += gap + length + skipped + word;
                if step == Step::Room {
                    break;
                }
            }
            // `3幢2单元501`, `3栋501`: three or four digits after a step are a room's.
            None if (3..=4).contains(&digits)
                && !after.starts_with(['年', '户', '人', '名', '个', '元', '平', '米', '套', '盏', '：', ':']) =>
            {
                steps.push(Step::Room);
                has_bare = true;
                end += gap + length;
                break;
            }
            None => break,
        }
    }
    let before = tail(text.get(..start)?, 16);
    let after = head(text.get(end..)?, 8);
    let has = |step| steps.contains(&step);
    let lives = LIVES.are_in(before)
        || after.starts_with("的") && ["老人", "居民", "住户", "业主", "一户", "租户"].iter().any(|word| after.contains(word));
    let is_public = PUBLIC.are_in(before) || PUBLIC_AFTER.are_in(after);
    // `12-3-501室`, `莫阳新村12-305室`.
    let dashed = if steps == [Step::Room] { is_dashed(text, start) } else { None };
    let is_door = (has(Step::Room) && steps.len() > 1) || dashed.is_some();
    let is_stairs = has(Step::Building) && has(Step::Stairs) && lives;
    let first_is_word = !text[word_at..].starts_with('座') || steps.len() > 2;
    let is_loose = has_bare && steps.len() == 2 && text[word_at..].starts_with(['号', '#', '＃']) && !lives;
    ((is_door || is_stairs) && (!is_public || LIVES.iter().take(6).any(|word| before.contains(word))) && first_is_word && !is_loose)
        .then_some((dashed.unwrap_or(start), end))
}

/// Where the numbers before a room's begin that dashes join to it.
fn is_dashed(text: &str, room: usize) -> Option<usize> {
    let before = text.get(..room)?.strip_suffix(['-', '－', '—', '–'])?;
    let start = number_before(text, before.len())?;
    match text.get(..start)?.strip_suffix(['-', '－', '—', '–']) {
        Some(more) => number_before(text, more.len()).or(Some(start)),
        None => Some(start),
    }
}
