//! Bylines as people type them: `文/徐叶婷 图/王丹`, `本报记者 徐晓安 通讯员 王丹`, `（莫阳社区 王丹）`, `王丹 摄`.
//!
//! In: a short text that may be a byline, and which names are known. Out: who has which role, and whether that can be
//! read in one way only. A text that is anything else than names and roles is no byline. Never sees a register itself.

mod words;

use words::{DOUBLE, OFFICES, ROLES, SURNAMES, WORDS};

/// Names under one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// 文, 图, 摄影, 编辑, 审核, 通讯员 or 来源; none for a plain name.
    pub role: Option<&'static str>,
    /// The people, or an office that signs like one.
    pub names: Vec<String>,
}

/// A byline taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Byline {
    /// Who did what, in the order of the text.
    pub signed: Vec<Signed>,
    /// Offices that stand beside people: 香城社区 in （香城社区 朱敏华）.
    pub offices: Vec<String>,
    /// Whether every name is known, or stands behind a role and looks like a name.
    pub is_sure: bool,
    /// Whether a role was written.
    pub has_role: bool,
}

/// Whether a text ends like the name of an office.
#[must_use]
pub fn is_office(text: &str) -> bool {
    (3..=20).contains(&text.chars().count()) && OFFICES.iter().any(|ending| text.ends_with(ending)) && text.chars().all(is_of_a_name)
}

/// Whether a text has the form of a Chinese name.
#[must_use]
pub fn looks_like_a_name(text: &str) -> bool {
    let length = text.chars().count();
    if WORDS.contains(&text) {
        return false;
    }
    let is_han = text.chars().all(is_han);
    let is_double = DOUBLE.iter().any(|double| text.starts_with(double));
    // With its point: 买买提·艾力.
    let is_long = text.contains('·') && (4..=12).contains(&length) && text.chars().all(is_han_or_point);
    is_long
        || is_han
            && (matches!(length, 2 | 3) && text.chars().next().is_some_and(|c| SURNAMES.contains(c))
                || is_double && matches!(length, 3 | 4))
}

/// Whether a character is Han.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

fn is_han_or_point(c: char) -> bool {
    is_han(c) || c == '·'
}

fn is_of_a_name(c: char) -> bool {
    is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '·' | '“' | '”')
}

/// The parts of a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Role(&'static [Option<&'static str>]),
    Name(String),
}

const BULLETS: [char; 18] = ['□', '■', '◎', '●', '○', '※', '◆', '◇', '▲', '△', '★', '☆', '—', '－', '-', '*', '·', '–'];
const BRACKETS: [(char, char); 6] = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']'), ('〔', '〕'), ('［', '］')];

/// Reads a text as a byline; none if it is anything else.
pub fn read(text: &str, known: &dyn Fn(&str) -> bool) -> Option<Byline> {
    let text = bare(text);
    if text.is_empty() || text.chars().count() > 80 || text.contains(['。', '！', '？', '!', '?']) {
        return None;
    }
    let parts = parts(text, known)?;
    let has_role = parts.iter().any(|part| matches!(part, Part::Role(_)));
    let names = || parts.iter().filter_map(|part| if let Part::Name(name) = part { Some(name.as_str()) } else { None });
    let is_fine = |name: &str| known(name) || looks_like_a_name(name) || is_office(name);
    // One that is neither known nor like a name passes only beside one that is known, or behind a role.
    let odd: Vec<&str> = names().filter(|name| !is_fine(name)).collect();
    let is_meant = |odd: &&str| (2..=4).contains(&odd.chars().count()) && odd.chars().all(is_han) && !is_office(&format!("某{odd}"));
    let has_sure = names().any(known) || has_role && (odd.len() < names().count() || is_marked(text, &['/', '／']));
    let is_fine = odd.is_empty() || has_sure && odd.iter().all(is_meant);
    if names().next().is_none() || !is_fine {
        return None;
    }
    let is_sure = odd.is_empty() && names().all(|name| known(name) || has_role && looks_like_a_name(name));
    let (signed, offices) = grouped(parts, known);
    Some(Byline { signed, offices, is_sure, has_role })
}

/// Whether each piece of a text is a role, its mark and names of two to four characters: 文/小明 图/王丹. Whoever writes
/// so means names, whatever they look like.
#[must_use]
pub fn is_marked(text: &str, marks: &[char]) -> bool {
    let is_name =
        |name: &str| (2..=4).contains(&name.chars().count()) && name.chars().all(is_han) && !is_role_word(name) && !is_office(name);
    let is_piece =
        |piece: &str| role(piece).and_then(|(_, after)| after.strip_prefix(marks)).is_some_and(|names| names.split('、').all(is_name));
    let mut pieces =
        bare(text).split(|c: char| c.is_whitespace() || matches!(c, '，' | ',' | '；' | ';')).filter(|piece| !piece.is_empty()).peekable();
    pieces.peek().is_some() && pieces.all(is_piece)
}

/// Words that stand where a name does and are none: 图/网络.
fn is_role_word(text: &str) -> bool {
    matches!(text, "网络" | "资料" | "本报" | "本网" | "本刊" | "社区" | "受访者" | "采访" | "整理")
        || ROLES.iter().any(|(word, _)| *word == text)
}

/// The byline after the last full stop of a text: where it begins, and what it says.
pub fn at_end(text: &str, known: &dyn Fn(&str) -> bool) -> Option<(usize, Byline)> {
    let (stop, c) = text.char_indices().rev().take(60).find(|(_, c)| matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '”'))?;
    let mut from = stop + c.len_utf8();
    // What closes the sentence belongs to it.
    for c in text.get(from..)?.chars().take_while(|c| matches!(c, '”' | '’' | '」' | '』' | '》' | '"')) {
        from += c.len_utf8();
    }
    let rest = text.get(from..)?;
    let byline = read(rest, known)?;
    let is_apart = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '（' | '(' | '【' | '[' | '□' | '■' | '◎' | '—'));
    let is_whole = c != '”' || text.get(..stop)?.ends_with(['。', '！', '？', '!', '?', '…']) || is_apart;
    (is_whole && (is_apart || byline.is_sure)).then_some((from, byline))
}

/// The text without its brackets, bullets and the blanks around.
fn bare(text: &str) -> &str {
    let mut text = text.trim_matches(char::is_whitespace).trim_start_matches(BULLETS).trim();
    for (open, close) in BRACKETS {
        if let Some(inner) = text.strip_prefix(open).and_then(|text| text.strip_suffix(close)) {
            text = inner.trim();
        }
    }
    text.trim_end_matches(['。', '，', ',', '；', ';', '）', ')']).trim()
}

fn parts(text: &str, known: &dyn Fn(&str) -> bool) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || is_separator(c));
        if rest.is_empty() {
            break;
        }
        if let Some((roles, after)) = role(rest) {
            parts.push(Part::Role(roles));
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || is_separator(c)).unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        // A colon stands after a role or an office, not after a name.
        if after.starts_with([':', '：']) && !is_office(token) {
            return None;
        }
        rest = after;
        // 社区供图, 王丹摄: the role is the ending of the word.
        let ending = ROLES.iter().filter(|(word, _)| matches!(*word, "供图" | "供稿" | "摄" | "摄影" | "绘图" | "撰稿"));
        let ending =
            ending.filter_map(|(word, roles)| Some((token.strip_suffix(word)?, *roles))).find(|(name, _)| name.chars().count() > 1);
        match ending.filter(|_| !known(token)) {
            Some((name, roles)) => parts.extend([Part::Name(name.to_owned()), Part::Role(roles)]),
            None => parts.extend(split_known(token, known).into_iter().map(Part::Name)),
        }
        if parts.len() > 24 {
            return None;
        }
    }
    Some(joined(parts))
}

fn is_separator(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '；' | ';' | '|' | '｜' | '/' | '／' | ':' | '：' | '&' | '　')
}

/// A role at the head of a text, with what follows it. A word of one character is one only before a mark or a blank.
fn role(text: &str) -> Option<(&'static [Option<&'static str>], &str)> {
    ROLES.iter().find_map(|(word, roles)| {
        let after = text.strip_prefix(word)?;
        let next = after.chars().next();
        let is_apart = next.is_none_or(|c| c.is_whitespace() || is_separator(c));
        (is_apart || word.chars().count() > 2 && !word.contains(['/', '／'])).then_some((*roles, after))
    })
}

/// 徐叶婷徐晓安 as two names, if both are known and it is not itself one.
fn split_known(token: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    if !known(token) && token.chars().count() >= 4 {
        for (at, _) in token.char_indices().skip(2) {
            let (first, second) = token.split_at(at);
            if known(first) && known(second) {
                return vec![first.to_owned(), second.to_owned()];
            }
        }
    }
    vec![token.to_owned()]
}

/// 王 丹 as one name: characters that stand alone belong together, two or three of them.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    let single = |part: Option<&Part>| match part {
        Some(Part::Name(name)) => name.chars().next().filter(|c| is_han(*c) && name.chars().count() == 1),
        _ => None,
    };
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        let run = (at..).map_while(|at| single(parts.get(at))).take(3).collect::<Vec<char>>();
        // Of four characters the third begins another name: 王 丹 徐 明.
        let begins_another = run.len() == 3 && single(parts.get(at + 3)).is_some() && SURNAMES.contains(run[2]);
        let length = if begins_another { 2 } else { run.len() };
        if length < 2 {
            out.push(part.clone());
            at += 1;
            continue;
        }
        out.push(Part::Name(run.into_iter().take(length).collect()));
        at += length;
    }
    out
}

/// Gives each name its role: that before it, or, where the text begins with a name, that after it.
fn grouped(parts: Vec<Part>, known: &dyn Fn(&str) -> bool) -> (Vec<Signed>, Vec<String>) {
    let role_comes_last = !matches!(parts.first(), Some(Part::Role(_))) && matches!(parts.last(), Some(Part::Role(_)));
    let mut groups: Vec<(Vec<Option<&'static str>>, Vec<String>)> = Vec::new();
    let mut roles: Vec<Option<&'static str>> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        match part {
            Part::Role(these) if role_comes_last => {
                if names.is_empty() {
                    if let Some((roles, _)) = groups.last_mut() {
                        roles.extend(these);
                    }
                } else {
                    groups.push((these.to_vec(), std::mem::take(&mut names)));
                }
            }
            Part::Role(these) => {
                if !names.is_empty() {
                    groups.push((std::mem::take(&mut roles), std::mem::take(&mut names)));
                }
                roles.extend(these);
            }
            Part::Name(name) => names.push(name),
        }
    }
    if !names.is_empty() {
        groups.push((roles, names));
    } else if !roles.is_empty()
        && let Some((last, _)) = groups.last_mut()
    {
        // 记者 徐晓安 文/图: what stands at the end is said of the name before it.
        last.retain(|role| role.is_some_and(|role| !roles.contains(&Some(role))));
        last.extend(roles);
    }
    shared_out(groups, known)
}

fn shared_out(groups: Vec<(Vec<Option<&'static str>>, Vec<String>)>, known: &dyn Fn(&str) -> bool) -> (Vec<Signed>, Vec<String>) {
    let is_person = |name: &String| known(name) || !is_office(name);
    let has_people = groups.iter().any(|(_, names)| names.iter().any(is_person));
    let mut signed: Vec<Signed> = Vec::new();
    let mut offices = Vec::new();
    for (roles, names) in groups {
        let has_role = roles.iter().any(Option::is_some);
        let (people, beside): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| has_role || !has_people || is_person(name));
        offices.extend(beside);
        let roles = if roles.is_empty() { vec![None] } else { roles };
        for role in roles {
            for name in &people {
                match signed.iter_mut().find(|group| group.role == role) {
                    Some(group) if group.names.contains(name) => {}
                    Some(group) => group.names.push(name.clone()),
                    None => signed.push(Signed { role, names: vec![name.clone()] }),
                }
            }
        }
    }
    (signed, offices)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `role:name+name` for each group, offices in brackets, `?` when unsure.
    fn shown(text: &str) -> String {
        let known = |name: &str| ["徐叶婷", "徐晓安", "王丹", "相经开", "邓仕超"].contains(&name);
        read(text, &known).map_or_else(
            || "-".to_owned(),
            |byline| {
                let groups = byline.signed.iter().map(|group| format!("{}:{}", group.role.unwrap_or_default(), group.names.join("+")));
                let offices = byline.offices.iter().map(|office| format!("[{office}]"));
                let doubt = (!byline.is_sure).then(|| "?".to_owned());
                groups.chain(offices).chain(doubt).collect::<Vec<_>>().join(" ")
            },
        )
    }

    #[test]
    fn bylines_as_people_type_them() {
        let table = [
            ("徐晓安", ":徐晓安"),
            ("王丹 徐晓安", ":王丹+徐晓安"),
            ("相经开 徐晓安", ":相经开+徐晓安"),
            ("徐叶婷、徐晓安", ":徐叶婷+徐晓安"),
            ("徐叶婷徐晓安", ":徐叶婷+徐晓安"),
            ("文/徐叶婷 图/王丹", "文:徐叶婷 图:王丹"),
            ("文：徐叶婷　图：王丹", "文:徐叶婷 图:王丹"),
            ("文 徐叶婷 图 王丹", "文:徐叶婷 图:王丹"),
            ("徐叶婷/文 王丹/图", "文:徐叶婷 图:王丹"),
            ("徐叶婷 文 王丹 摄", "文:徐叶婷 摄影:王丹"),
            ("文/图 王丹", "文:王丹 图:王丹"),
            ("王丹 文/图", "文:王丹 图:王丹"),
            ("图文：王丹", "文:王丹 图:王丹"),
            ("通讯员 王丹", "通讯员:王丹"),
            ("通讯员王丹", "通讯员:王丹"),
            ("本报记者 徐晓安 通讯员 王丹", "文:徐晓安 通讯员:王丹"),
            ("（香城社区 朱敏华）", ":朱敏华 [香城社区] ?"),
            ("□ 徐晓安", ":徐晓安"),
            ("王 丹", ":王丹"),
            ("王　丹 徐晓安", ":王丹+徐晓安"),
            ("作者：徐叶婷", ":徐叶婷"),
            ("编辑：王丹 审核：徐晓安", "编辑:王丹 审核:徐晓安"),
            ("社区供图", "-"),
            ("王丹摄", "摄影:王丹"),
            ("莫阳社区居委会", ":莫阳社区居委会 ?"),
            ("文/小明", "文:小明 ?"),
            ("文/小明 图/小红", "文:小明 图:小红 ?"),
            ("图/网络", "-"),
            ("图：现场", "-"),
            ("居民们在活动室里包粽子", "-"),
            ("图为活动现场", "-"),
            ("今天天气很好", "-"),
            ("", "-"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
