//! Bylines as people type them: `文/徐叶婷 图/王丹`, `本报记者 徐晓安 通讯员 王丹`, `（莫阳社区 王丹）`, `王丹 摄`.
//!
//! In: a short text that may be a byline, and which names are known. Out: who has which role, and whether that can be
//! read in one way only. A text that is anything else than names and roles is no byline. Never sees a register itself.

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

/// What is written for a role, the longer words first, and the roles that it means.
const ROLES: &[(&str, &[Option<&str>])] = &[
    ("本报特约通讯员", &[Some("通讯员")]),
    ("本报见习记者", &[Some("文")]),
    ("本报实习生", &[Some("文")]),
    ("本报通讯员", &[Some("通讯员")]),
    ("特约通讯员", &[Some("通讯员")]),
    ("全媒体记者", &[Some("文")]),
    ("融媒体记者", &[Some("文")]),
    ("供稿单位", &[Some("来源")]),
    ("通讯员", &[Some("通讯员")]),
    ("本报记者", &[Some("文")]),
    ("见习记者", &[Some("文")]),
    ("实习记者", &[Some("文")]),
    ("责任编辑", &[Some("编辑")]),
    ("图片来源", &[Some("图")]),
    ("文字来源", &[Some("文")]),
    ("摄影报道", &[Some("文"), Some("摄影")]),
    ("文/图", &[Some("文"), Some("图")]),
    ("文／图", &[Some("文"), Some("图")]),
    ("文、图", &[Some("文"), Some("图")]),
    ("文·图", &[Some("文"), Some("图")]),
    ("文并图", &[Some("文"), Some("图")]),
    ("文并摄", &[Some("文"), Some("摄影")]),
    ("文/摄", &[Some("文"), Some("摄影")]),
    ("文／摄", &[Some("文"), Some("摄影")]),
    ("图/文", &[Some("文"), Some("图")]),
    ("图／文", &[Some("文"), Some("图")]),
    ("图、文", &[Some("文"), Some("图")]),
    ("记者", &[Some("文")]),
    ("文图", &[Some("文"), Some("图")]),
    ("图文", &[Some("文"), Some("图")]),
    ("文字", &[Some("文")]),
    ("撰文", &[Some("文")]),
    ("撰稿", &[Some("文")]),
    ("文稿", &[Some("文")]),
    ("供稿", &[None]),
    ("投稿", &[None]),
    ("作者", &[None]),
    ("供图", &[Some("图")]),
    ("图片", &[Some("图")]),
    ("照片", &[Some("图")]),
    ("配图", &[Some("图")]),
    ("绘图", &[Some("图")]),
    ("摄影", &[Some("摄影")]),
    ("摄像", &[Some("摄影")]),
    ("编辑", &[Some("编辑")]),
    ("责编", &[Some("编辑")]),
    ("美编", &[Some("编辑")]),
    ("排版", &[Some("编辑")]),
    ("审核", &[Some("审核")]),
    ("审稿", &[Some("审核")]),
    ("审校", &[Some("审核")]),
    ("校对", &[Some("审核")]),
    ("初审", &[Some("审核")]),
    ("复审", &[Some("审核")]),
    ("终审", &[Some("审核")]),
    ("来源", &[Some("来源")]),
    ("文", &[Some("文")]),
    ("图", &[Some("图")]),
    ("摄", &[Some("摄影")]),
];

/// Surnames of nearly everybody, and the double ones.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来缪苟冷卓糜计荆仇褚娄窦巫蒲储符骆党蓝仝郎郁诸宗巩宣匡";
const DOUBLE: [&str; 12] = ["欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "端木"];

/// Everyday words that begin like a name.
const WORDS: [&str; 52] = [
    "谢谢", "安全", "高温", "平安", "方法", "安排", "安静", "文明", "文化", "单位", "方案", "成果", "成绩", "成效", "成长", "时间", "时长",
    "温馨", "金秋", "任务", "万家", "白天", "夏天", "马上", "江苏", "江南", "向前", "高兴", "通知", "关注", "方便", "和谐", "金额", "路线",
    "游园", "计划", "郑重", "强调", "全体", "童年", "童心", "童趣", "祝福", "祝愿", "阳光", "明天", "安心", "高效", "常态", "党建", "车位",
    "费用",
];

/// How the name of an office ends.
const OFFICES: [&str; 35] = [
    "社区",
    "街道",
    "居委会",
    "村委会",
    "居民委员会",
    "村民委员会",
    "村",
    "镇",
    "区",
    "局",
    "办",
    "办公室",
    "中心",
    "站",
    "所",
    "队",
    "部",
    "妇联",
    "工会",
    "团委",
    "支部",
    "党委",
    "党总支",
    "协会",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "公司",
    "物业",
    "编辑部",
    "文明办",
    "卫生院",
    "委员会",
    "园区",
];

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
    let has_sure = names().any(known) || has_role && odd.len() < names().count();
    let is_fine = odd.is_empty() || has_sure && odd.iter().all(is_meant);
    if names().next().is_none() || !is_fine {
        return None;
    }
    let is_sure = odd.is_empty() && names().all(|name| known(name) || has_role && looks_like_a_name(name));
    let (signed, offices) = grouped(parts, known);
    Some(Byline { signed, offices, is_sure, has_role })
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
