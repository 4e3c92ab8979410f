//! Lines become pieces: a heading, an item, a caption, or a paragraph that is whole again.

use crate::byline;

use super::super::furniture;
use super::{glue, signs};

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line with so many `#`.
    Hashes(u8),
    /// An item of a list, with its number if it has one.
    Item(Option<u32>),
    /// What stands below a picture.
    Caption,
    /// Anything else.
    Line,
}

/// A heading, item, caption or paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) kind: Kind,
    /// Whether a blank line stands before it.
    pub(super) apart: bool,
    /// How many breaks within sentences were joined.
    pub(super) joined: usize,
}

/// A line as it was typed.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    indented: bool,
    apart: bool,
    hashes: u8,
    /// Its width with its indent, in halves of a Han character.
    width: usize,
}

/// The pieces of a text, and the lines that belong to the page around it.
pub(super) fn pieces(text: &str, known: &dyn Fn(&str) -> bool) -> (Vec<Piece>, Vec<String>) {
    let mut around = Vec::new();
    let lines = lines(text, &mut around);
    let width = column(&lines);
    let all_indented = lines.iter().filter(|line| line.hashes == 0).all(|line| line.indented);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last_width = 0;
    for (at, line) in lines.iter().enumerate() {
        let here = line.width;
        let follows = pieces.last().is_some_and(|piece| {
            let next = lines.get(at + 1);
            !line.apart && line.hashes == 0 && (!line.indented || all_indented) && goes_on(piece, line, next, last_width, width, known)
        });
        last_width = here;
        if follows && let Some(piece) = pieces.last_mut() {
            if matches!(piece.kind, Kind::Hashes(_)) {
                headline(&mut piece.text, line.text);
            } else {
                glue(&mut piece.text, line.text);
            }
            continue;
        }
        let (kind, text) = kind_of(line);
        pieces.push(Piece { text: text.to_owned(), kind, apart: line.apart || at == 0, joined: 0 });
    }
    (whole(pieces, known), around)
}

fn lines<'a>(text: &'a str, around: &mut Vec<String>) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    let mut apart = true;
    for raw in text.split('\n') {
        let text = raw.trim();
        if text.is_empty() {
            apart = true;
            continue;
        }
        if furniture::is_furniture(text) {
            if text.chars().any(char::is_alphanumeric) {
                around.push(text.to_owned());
            }
            // A page's line between two halves of a sentence parts them as a blank line does.
            apart = true;
            continue;
        }
        let hashes = text.chars().take_while(|c| matches!(c, '#' | '＃')).count();
        let bare = text.trim_start_matches(['#', '＃']).trim_start();
        let is_heading = (1..=6).contains(&hashes)
            && !bare.is_empty()
            && (text.chars().nth(hashes).is_some_and(char::is_whitespace) || byline::is_han(bare.chars().next().unwrap_or(' ')));
        let indented = raw.starts_with('\u{3000}') || raw.starts_with("  ") || raw.starts_with('\t');
        lines.push(Line {
            text: if is_heading { bare.trim_end_matches(['#', ' ']) } else { text },
            indented,
            apart,
            hashes: if is_heading { u8::try_from(hashes).unwrap_or(6) } else { 0 },
            width: line_width(raw.trim_end()),
        });
        apart = false;
    }
    lines
}

/// Width of a line in halves of a Han character.
fn line_width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The width at which a column broke the lines of a text; none when lines end where their writer ended them.
fn column(lines: &[Line<'_>]) -> Option<usize> {
    let followed = lines.windows(2).filter(|pair| !pair[1].apart && pair[0].hashes == 0 && !pair[1].indented);
    let mut widths: Vec<usize> = followed.map(|pair| pair[0].width).collect();
    if widths.len() < 4 {
        return None;
    }
    widths.sort_unstable();
    let full = widths[widths.len() * 8 / 10];
    // Short lines of a message are of like widths by chance.
    let near = widths.iter().filter(|width| width.abs_diff(full) <= (full / 7).min(5)).count();
    ((20..=140).contains(&full) && near * 10 >= widths.len() * 6).then_some(full)
}

/// Whether a sentence is at its end.
fn is_ended(text: &str) -> bool {
    let bare =
        text.trim_end_matches(|c: char| matches!(c, '”' | '’' | '）' | ')' | '】' | '》' | '」' | '』' | '"' | '\'') || c.is_whitespace());
    bare.ends_with(['。', '！', '？', '!', '?', '…', '.', '～', '~'])
}

/// Whether a paragraph was cut: a sentence in it has no end.
#[must_use]
pub fn is_open(text: &str) -> bool {
    let is_sentence = text.contains(['。', '，', '、', ',', '；']) || text.chars().count() > 30;
    is_sentence && !is_ended(text) && !text.trim_end().ends_with(['：', ':', '；', ';'])
}

/// Whether a line goes on with the piece before it, without a blank line between them.
fn goes_on(
    piece: &Piece,
    line: &Line<'_>,
    next: Option<&Line<'_>>,
    last_width: usize,
    column: Option<usize>,
    known: &dyn Fn(&str) -> bool,
) -> bool {
    if matches!(piece.kind, Kind::Caption)
        || is_label(line.text)
        || item(line.text).is_some()
        || super::stories::is_numbered(line.text) && !is_open(&piece.text)
        || is_caption(line.text)
        || signs(line.text, known)
        || furniture::only_day(line.text).is_some()
    {
        return false;
    }
    if let Kind::Hashes(_) = piece.kind {
        // A headline over two lines: the second is short too, and a blank line follows.
        return is_short(line.text, 30) && !is_sentence(line.text) && next.is_none_or(|next| next.apart || next.indented);
    }
    match column {
        Some(full) => {
            last_width + 5 >= full && (!is_ended(&piece.text) || last_width + 1 >= full)
                || is_open(&piece.text) && !is_short(&piece.text, 24)
        }
        None => {
            !is_ended(&piece.text)
                && (piece.text.ends_with(['，', ',', '、']) || is_open(&piece.text) && last_width > 80)
                && !is_label(&piece.text)
        }
    }
}

/// `时间：8月13日`: a line of its own wherever it stands.
fn is_label(text: &str) -> bool {
    let label: String = text.chars().take_while(|c| byline::is_han(*c)).collect();
    let count = label.chars().count();
    (2..=6).contains(&count) && text.get(label.len()..).is_some_and(|rest| rest.starts_with(['：', ':'])) || text.starts_with('【')
}

fn kind_of<'a>(line: &Line<'a>) -> (Kind, &'a str) {
    if line.hashes > 0 {
        return (Kind::Hashes(line.hashes), line.text);
    }
    if is_caption(line.text) {
        return (Kind::Caption, line.text);
    }
    match item(line.text) {
        Some((number, text)) => (Kind::Item(number), text),
        None => (Kind::Line, line.text),
    }
}

/// An item of a list: `1.`, `2、`, `- `, `●`.
fn item(text: &str) -> Option<(Option<u32>, &str)> {
    let bullet = text
        .strip_prefix(['•', '●', '■', '◆', '·', '✓', '√', '▪', '➤', '★', '☆'])
        .or_else(|| text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")));
    if let Some(rest) = bullet.map(str::trim_start).filter(|rest| !rest.is_empty()) {
        return Some((None, rest));
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let number = text.get(..digits)?.parse().ok()?;
    let rest = text.get(digits..)?;
    let after = rest.strip_prefix(['.', '．', '、']).or_else(|| rest.strip_prefix([')', '）']))?;
    (!after.starts_with(|c: char| c.is_ascii_digit()) && !after.trim().is_empty()).then(|| (Some(number), after.trim_start()))
}

fn is_short(text: &str, most: usize) -> bool {
    text.chars().count() <= most
}

/// Whether a line reads as running text.
pub(super) fn is_sentence(text: &str) -> bool {
    text.contains('。') || text.ends_with(['，', ',', '、', '；', '：', ':']) || text.chars().count() > 45
}

/// Whether a line says by itself that it stands below a picture.
pub(in crate::import) fn is_caption(text: &str) -> bool {
    let text = text.trim();
    let count = text.chars().count();
    if !(3..=90).contains(&count) {
        return false;
    }
    let begins =
        ["▲", "△", "↑", "图为", "图：", "图:", "图一", "图二", "图三", "图①", "图②", "（图为", "【图】", "上图", "下图", "左图", "右图"];
    let ends =
        ["供图", "摄", "摄影", "供图）", "摄）", "供图)", "摄)", "资料图片", "（资料图）", "资料图", "图/社区", "配图", "制图", "绘"];
    let has_credit = ends.iter().any(|end| text.ends_with(end));
    let is_bare = text.trim_end_matches(['。', '）']).chars().filter(|c| matches!(c, '。' | '！' | '？')).count() == 0;
    begins.iter().any(|begin| text.starts_with(begin)) && (count <= 60 || has_credit)
        || has_credit && is_bare && count <= 70 && count > 4 && byline::read(text, &|_| false).is_none()
}

/// Whether a line may stand below a picture though nothing in it says so: short, without marks, within a sentence.
fn may_be_caption(text: &str) -> bool {
    let is_bare = !text.contains(['，', '。', '；', '、', '：', '！', '？', ',', ';', ':']);
    (4..=30).contains(&text.chars().count()) && is_bare
}

/// How the first sentence of a story begins.
pub(super) fn is_lead(text: &str) -> bool {
    let begins = [
        "近日",
        "日前",
        "为",
        "本报讯",
        "连日来",
        "近期",
        "今年",
        "近年来",
        "“",
        "昨天",
        "昨日",
        "最近",
        "每天",
        "清晨",
        "上午",
        "下午",
        "“",
        "走进",
        "在",
    ];
    begins.iter().any(|begin| text.starts_with(begin)) || furniture::day_at_start(text).is_some()
}

/// Joins what blank lines part in the middle of a sentence.
fn whole(pieces: Vec<Piece>, known: &dyn Fn(&str) -> bool) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let has_hashes = pieces.iter().any(|piece| matches!(piece.kind, Kind::Hashes(_)));
    let mut rest = pieces.into_iter().peekable();
    while let Some(mut piece) = rest.next() {
        let follows_text = out.last().is_some_and(|last| matches!(last.kind, Kind::Line | Kind::Caption));
        if piece.kind == Kind::Line
            && follows_text
            && rest.peek().is_some_and(|next| is_cut_short(&piece, next, has_hashes, known))
            && let Some(next) = rest.next()
        {
            glue(&mut piece.text, &next.text);
            piece.joined += 1;
        }
        if piece.kind != Kind::Line || !is_open(&piece.text) || byline::at_end(&piece.text, known).is_some() || signs(&piece.text, known) {
            out.push(piece);
            continue;
        }
        let mut captions: Vec<Piece> = Vec::new();
        while let Some(next) = rest.peek() {
            let is_gap = is_open(&piece.text) && byline::at_end(&piece.text, known).is_none();
            let ends = matches!(next.kind, Kind::Hashes(_) | Kind::Item(_))
                || !next.apart && !is_caption(&next.text) && captions.is_empty()
                || signs(&next.text, known)
                || furniture::only_day(&next.text).is_some()
                || next.kind != Kind::Caption && is_label(&next.text);
            if !is_gap || ends || starts_continuation(&next.text) || piece.text.contains("下转") && is_turn(&piece.text) {
                break;
            }
            let Some(next) = rest.next() else { break };
            let after = rest.peek().filter(|after| after.kind == Kind::Line);
            let is_headline = may_be_caption(&next.text) && after.is_some_and(|after| is_lead(&after.text) && is_sentence(&after.text));
            if next.kind == Kind::Caption || may_be_caption(&next.text) && !is_headline && after.is_some() {
                captions.push(Piece { kind: Kind::Caption, ..next });
                continue;
            }
            if is_headline {
                captions.push(next);
                break;
            }
            glue(&mut piece.text, &next.text);
            piece.joined += 1;
        }
        out.push(piece);
        out.append(&mut captions);
    }
    out
}

/// Whether a short line without marks is the beginning of the sentence that the next one ends, and no heading: a page
/// with `#` marks its headings, and no sentence begins with a clause as short as 作为，.
fn is_cut_short(piece: &Piece, next: &Piece, has_hashes: bool, known: &dyn Fn(&str) -> bool) -> bool {
    let count = piece.text.chars().count();
    let may_be = (4..=30).contains(&count)
        && !is_open(&piece.text)
        && !is_ended(&piece.text)
        && !piece.text.ends_with(['：', ':', '；', ';', '）', ')']);
    if !may_be
        || next.kind != Kind::Line
        || !is_sentence(&next.text)
        || is_label(&piece.text)
        || super::stories::is_numbered(&piece.text)
        || starts_continuation(&piece.text)
    {
        return false;
    }
    if signs(&piece.text, known) || byline::is_office(&piece.text) || furniture::only_day(&piece.text).is_some() || is_turn(&piece.text) {
        return false;
    }
    let clause: String = next.text.chars().take_while(|c| !matches!(c, '，' | ',' | '。' | '、' | '；')).take(8).collect();
    let is_odd = clause.chars().count() <= 3 && clause.chars().all(byline::is_han) && !OPENERS.contains(&clause.as_str());
    is_odd && !next.text.starts_with('“') || has_hashes && count > 10 && !is_lead(&next.text)
}

/// Short clauses that a sentence may begin with.
const OPENERS: [&str; 60] = [
    "近日",
    "日前",
    "随后",
    "同时",
    "此外",
    "目前",
    "今年",
    "去年",
    "为此",
    "接着",
    "首先",
    "其次",
    "再次",
    "最后",
    "现场",
    "当天",
    "当晚",
    "会上",
    "会后",
    "会前",
    "期间",
    "其中",
    "据悉",
    "另外",
    "活动中",
    "活动后",
    "活动前",
    "接下来",
    "下一步",
    "如今",
    "现在",
    "平时",
    "每天",
    "每周",
    "每月",
    "昨天",
    "今天",
    "明天",
    "上午",
    "下午",
    "晚上",
    "傍晚",
    "清晨",
    "早上",
    "此次",
    "这次",
    "原来",
    "于是",
    "因此",
    "然而",
    "但是",
    "不过",
    "而且",
    "当日",
    "据了解",
    "课堂上",
    "活动上",
    "未来",
    "今后",
    "之后",
];

/// Whether a text ends with （下转第3版）.
pub(super) fn is_turn(text: &str) -> bool {
    let tail: String = text.chars().rev().take(16).collect::<Vec<_>>().into_iter().rev().collect();
    tail.contains("下转") || tail.contains("转第")
}

/// Whether a text begins with （上接第1版）.
pub(super) fn starts_continuation(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| !byline::is_han(c));
    bare.starts_with("上接") || bare.starts_with("紧接第")
}

/// Joins the second line of a headline.
pub(in crate::import) fn headline(title: &mut String, next: &str) {
    let next = next.trim();
    let opened = title.chars().filter(|c| matches!(c, '“' | '（' | '《')).count();
    let closed = title.chars().filter(|c| matches!(c, '”' | '）' | '》')).count();
    let is_tight = opened > closed
        || title.ends_with(['，', ',', '、', '：', ':', '的', '和', '与', '及', '在', '—', '！', '？'])
        || next.starts_with(['—', '“', '，', '、']) && !title.ends_with(char::is_alphanumeric)
        || next.starts_with('—');
    if !is_tight {
        title.push(' ');
    }
    title.push_str(next);
}
