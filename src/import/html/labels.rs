//! Lines that say of a story who wrote it, where it comes from and when: `发布时间：2024-08-16 来源：莫阳社区 浏览：12`,
//! `文丨徐叶婷 图丨王丹`, `编 辑｜王丹`.
//!
//! In: one line. Out: what it says under each label; nothing if any of it is other text.

use super::super::furniture::{self, Day};

/// What stands behind a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// A date.
    Published(Day),
    /// Where the story comes from.
    Source(String),
    /// Who did what; no role for the writer.
    Signed(Option<&'static str>, Vec<String>),
    /// How often it was read, and other words of the page.
    Noise,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Published,
    Source,
    Role(&'static [Option<&'static str>]),
    Noise,
}

const NONE: &[Option<&str>] = &[None];
const TEXT: &[Option<&str>] = &[Some("文")];
const PICTURE: &[Option<&str>] = &[Some("图")];
const BOTH: &[Option<&str>] = &[Some("文"), Some("图")];
const PHOTO: &[Option<&str>] = &[Some("摄影")];
const EDITOR: &[Option<&str>] = &[Some("编辑")];
const REVIEW: &[Option<&str>] = &[Some("审核")];
const CORRESPONDENT: &[Option<&str>] = &[Some("通讯员")];

/// Labels, those that begin with another one before it.
const LABELS: &[(&str, Kind)] = &[
    ("发布时间", Kind::Published),
    ("发布日期", Kind::Published),
    ("发表时间", Kind::Published),
    ("发文时间", Kind::Published),
    ("发文日期", Kind::Published),
    ("成文日期", Kind::Published),
    ("更新时间", Kind::Published),
    ("录入时间", Kind::Published),
    ("上传时间", Kind::Published),
    ("日期", Kind::Published),
    ("时间", Kind::Published),
    ("稿件来源", Kind::Source),
    ("信息来源", Kind::Source),
    ("文章来源", Kind::Source),
    ("新闻来源", Kind::Source),
    ("内容来源", Kind::Source),
    ("发布机构", Kind::Source),
    ("发布单位", Kind::Source),
    ("供稿单位", Kind::Source),
    ("来源", Kind::Source),
    ("本报记者", Kind::Role(TEXT)),
    ("通讯员", Kind::Role(CORRESPONDENT)),
    ("记者", Kind::Role(TEXT)),
    ("作者", Kind::Role(NONE)),
    ("供稿", Kind::Role(NONE)),
    ("撰稿", Kind::Role(TEXT)),
    ("撰文", Kind::Role(TEXT)),
    ("文字", Kind::Role(TEXT)),
    ("文稿", Kind::Role(TEXT)),
    ("图文", Kind::Role(BOTH)),
    ("文图", Kind::Role(BOTH)),
    ("文/图", Kind::Role(BOTH)),
    ("图/文", Kind::Role(BOTH)),
    ("图片", Kind::Role(PICTURE)),
    ("供图", Kind::Role(PICTURE)),
    ("照片", Kind::Role(PICTURE)),
    ("摄影", Kind::Role(PHOTO)),
    ("责任编辑", Kind::Role(EDITOR)),
    ("网络编辑", Kind::Role(EDITOR)),
    ("本期编辑", Kind::Role(EDITOR)),
    ("编辑排版", Kind::Role(EDITOR)),
    ("编辑", Kind::Role(EDITOR)),
    ("责编", Kind::Role(EDITOR)),
    ("美编", Kind::Role(EDITOR)),
    ("排版", Kind::Role(EDITOR)),
    ("制作", Kind::Role(EDITOR)),
    ("审核", Kind::Role(REVIEW)),
    ("校对", Kind::Role(REVIEW)),
    ("审校", Kind::Role(REVIEW)),
    ("初审", Kind::Role(REVIEW)),
    ("复审", Kind::Role(REVIEW)),
    ("终审", Kind::Role(REVIEW)),
    ("监制", Kind::Role(REVIEW)),
    ("签发", Kind::Role(REVIEW)),
    ("文", Kind::Role(TEXT)),
    ("图", Kind::Role(PICTURE)),
    ("浏览次数", Kind::Noise),
    ("浏览量", Kind::Noise),
    ("浏览", Kind::Noise),
    ("阅读次数", Kind::Noise),
    ("阅读量", Kind::Noise),
    ("阅读", Kind::Noise),
    ("访问量", Kind::Noise),
    ("访问次数", Kind::Noise),
    ("点击数", Kind::Noise),
    ("点击量", Kind::Noise),
    ("点击次数", Kind::Noise),
    ("点击", Kind::Noise),
    ("人气", Kind::Noise),
    ("字体大小", Kind::Noise),
    ("字体", Kind::Noise),
    ("字号", Kind::Noise),
    ("分享到", Kind::Noise),
    ("分享", Kind::Noise),
    ("保护视力色", Kind::Noise),
    ("视力保护色", Kind::Noise),
];

const MARKS: [char; 11] = ['：', ':', '丨', '｜', '|', '│', '┃', '/', '／', '▏', '∣'];

/// The kind of a label at the head of a text, and what follows its mark. Blanks within a label are nothing: 编　辑.
fn label(text: &str) -> Option<(Kind, &str)> {
    LABELS.iter().find_map(|(word, kind)| {
        let mut rest = text;
        for (at, c) in word.chars().enumerate() {
            if at > 0 {
                rest = rest.trim_start();
            }
            rest = rest.strip_prefix(c)?;
        }
        let after = rest.trim_start();
        // 本报记者 徐晓安: a blank is mark enough behind these words.
        let needs_none = matches!(*word, "本报记者" | "记者" | "通讯员") && after.len() < rest.len();
        let marked = after.strip_prefix(MARKS).or_else(|| needs_none.then_some(after))?;
        // 文/图：王丹 is one label, and so is 文 | 图.
        Some((*kind, marked.trim_start_matches(|c: char| MARKS.contains(&c) || c.is_whitespace())))
    })
}

/// What a line says; nothing if it is no line of labels. `at_head` says that it stands above the text, where a date may
/// stand without a label.
pub(super) fn read(line: &str, at_head: bool) -> Option<Vec<Label>> {
    let line = line
        .trim()
        .trim_matches(|c: char| matches!(c, '（' | '）' | '(' | ')' | '【' | '】' | '[' | ']' | '—' | '-' | '*' | '·' | '●' | '◎'));
    if line.is_empty() || line.chars().count() > 160 || line.contains(['。', '！', '？']) {
        return None;
    }
    let mut found = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        if let Some((kind, after)) = label(rest) {
            let end = next_label(after);
            let (value, next) = after.split_at(end);
            found.extend(value_of(
                kind,
                value.trim().trim_end_matches(['|', '｜', '丨', '/', '；', ';', '，', ',', '、']).trim(),
                at_head,
            )?);
            rest = next.trim_start();
            continue;
        }
        let end = next_label(rest);
        let (value, next) = rest.split_at(end);
        let mark = value.trim_matches(|c: char| MARKS.contains(&c) || c.is_whitespace());
        if let Some((day, _)) = furniture::day_at_start(mark).filter(|(day, _)| at_head && day.year.is_some()) {
            if mark.chars().count() > 40 {
                return None;
            }
            found.push(Label::Published(day));
        } else if is_noise(mark) {
            // A mark between two labels says nothing.
            found.extend(mark.chars().any(char::is_alphanumeric).then_some(Label::Noise));
        } else {
            return None;
        }
        rest = next.trim_start();
    }
    (!found.is_empty()).then_some(found)
}

/// Where the next label begins: behind a blank or a mark.
fn next_label(text: &str) -> usize {
    let mut before = None;
    for (at, c) in text.char_indices() {
        let is_apart = before.is_some_and(|before: char| {
            before.is_whitespace()
                || matches!(before, '|' | '｜' | '丨' | '；' | ';' | '，' | ',' | '】' | ']' | '）' | ')' | '、')
                || before.is_ascii_digit()
        });
        let rest = text.get(at..).unwrap_or_default();
        if is_apart && (label(rest).is_some() || is_noise(rest.split_whitespace().next().unwrap_or_default())) {
            return at;
        }
        before = Some(c);
    }
    text.len()
}

fn value_of(kind: Kind, value: &str, at_head: bool) -> Option<Vec<Label>> {
    Some(match kind {
        Kind::Noise => vec![Label::Noise],
        Kind::Published => {
            let (day, rest) = furniture::day_at_start(value)?;
            // 时间：8月17日8:00 is of an event; only above the text, with its year, is it when the page was written.
            if day.year.is_none() || !at_head || rest.contains(['，', '至']) {
                return None;
            }
            vec![Label::Published(day)]
        }
        Kind::Source if value.is_empty() => vec![Label::Noise],
        Kind::Source if value.chars().count() <= 30 => vec![Label::Source(value.to_owned())],
        Kind::Source => return None,
        Kind::Role(_) if value.is_empty() => vec![Label::Noise],
        Kind::Role(roles) => {
            let names = names(value)?;
            roles.iter().map(|role| Label::Signed(*role, names.clone())).collect()
        }
    })
}

/// Names behind a role: parted by marks or blanks, and one whose characters stand apart is one name.
fn names(value: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = value
        .split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '&' | '｜' | '|' | '丨'))
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() <= 3 && parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1) {
        return Some(vec![parts.concat()]);
    }
    let is_name = |part: &&str| {
        (2..=16).contains(&part.chars().count()) && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '·' | '（' | '）' | '“' | '”'))
    };
    (!parts.is_empty() && parts.len() <= 8 && parts.iter().all(is_name)).then(|| parts.into_iter().map(str::to_owned).collect())
}

/// Words that pages set beside a date: 【打印】, 大 中 小.
fn is_noise(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(
        bare.as_str(),
        "打印"
            | "打印本页"
            | "打印此页"
            | "关闭"
            | "关闭窗口"
            | "大"
            | "中"
            | "小"
            | "大中小"
            | "收藏"
            | "分享"
            | "分享到"
            | "打印关闭"
            | "微信"
            | "微博"
            | "次"
            | "人"
            | "字号"
            | "原创"
            | "QQ空间"
            | "我要纠错"
            | "纠错"
            | "下载"
    ) || bare.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, at_head: bool) -> String {
        let one = |label: Label| match label {
            Label::Published(day) => day.iso(0),
            Label::Source(source) => format!("来源={source}"),
            Label::Signed(role, names) => format!("{}={}", role.unwrap_or_default(), names.join("+")),
            Label::Noise => "-".to_owned(),
        };
        read(line, at_head).map_or_else(|| "none".to_owned(), |labels| labels.into_iter().map(one).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn labels_as_pages_set_them() {
        for (line, expected) in [
            ("发布时间：2024-08-16 09:30 来源：莫阳社区 浏览次数：128", "2024-08-16 来源=莫阳社区 -"),
            ("2024年8月16日 10:00 来源: 相城发布 字号：[大 中 小] 打印", "2024-08-16 来源=相城发布 - - - -"),
            ("发布日期：2024/08/16　　作者：王丹　　点击数：3", "2024-08-16 =王丹 -"),
            ("来源丨莫阳社区", "来源=莫阳社区"),
            ("编 辑｜王丹  审　核｜徐晓安", "编辑=王丹 审核=徐晓安"),
            ("文字：徐叶婷 图片：王 丹", "文=徐叶婷 图=王丹"),
            ("图文：小莫", "文=小莫 图=小莫"),
            ("【来源：元和街道】", "来源=元和街道"),
            ("来源：莫阳社区 | 编辑：王丹", "来源=莫阳社区 编辑=王丹"),
            ("时间：8月17日8:00", "none"),
            ("地点：活动室", "none"),
            ("图：莫阳社区的志愿者在桶边等候，大家都来了。", "none"),
            ("2024-08-14 21:05 来源：示例晚报 本报记者 徐晓安", "2024-08-14 来源=示例晚报 文=徐晓安"),
            ("今天的活动", "none"),
            ("记者走进社区", "none"),
        ] {
            assert_eq!(shown(line, true), expected, "{line}");
        }
        assert_eq!(shown("日期：2024年8月16日", false), "none");
    }
}
