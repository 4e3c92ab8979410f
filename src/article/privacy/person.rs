//! Persons: a full name beside an illness or a benefit, or beside the school, class or age of a child.
//!
//! Who treats, visits or teaches is no patient and no pupil: titles beside a name and what the name does tell.

use std::ops::Range;
use std::sync::LazyLock;

use super::context::{head, tail};
use super::names;
use super::number::digit;
use super::words::{ByCharacter, Class, Words, health, in_names, is_surname, school};
use super::{Finding, MOST, Rule, shown};

/// Titles before a name of somebody who is spoken of for what they do.
const TITLES_BEFORE: Words = Words(
    "书记 主任 医生 大夫 护士 护士长 教授 专家 民警 警官 校长 老师 教师 园长 院长 所长 局长 镇长 区长 市长 部长 站长 会长 \
     社工 网格员 志愿者 律师 记者 通讯员 摄影 编辑 主持人 讲师 教练 工作人员 干部 经理 负责人 代表 委员 队长 组长 导师 班主任 \
     辅导员 协管员 药师 医师 作家 画家 书法家 艺术家 演员 导演 歌手 运动员 冠军 烈士 英雄 院士 董事长 总经理 理事长 秘书长 \
     秘书 主席 科长 处长 股长 楼长 楼组长 店主 老板 厨师 营养师 咨询师 治疗师 传承人 研究员 工程师 馆长 检察官 法官 消防员 \
     辅警 联络员 讲解员 宣讲员 调解员 骑手 文/ 图/ 文： 图： 供稿 作者 来源 责编 撰文 采写 校对 审核 摄 副书记 助理 专员 \
     主理人 创始人 义工 护理员 护工 家庭医生 中医 西医 心理师 裁判 评委 馆员 干事 团长 船长 村长 局 学者 博士",
);
/// Titles after a name.
const TITLES_AFTER: Words = Words(
    "书记 主任 医生 大夫 护士 教授 专家 警官 校长 老师 教师 院长 所长 局长 镇长 区长 律师 记者 教练 站长 队长 经理 主席 部长 \
     总经理 董事长 烈士 团队 工作室 志愿 民警 社工 园长 会长 副 法官 （图 /文 /图 摄 博士 院士 馆长 副主任 副书记 团长",
);
/// What somebody does who is not spoken of for an illness of their own; the word follows the name.
const DOES: Words = Words(
    "为 给 走访 慰问 看望 探望 组织 讲解 邀请 义诊 宣传 率 带队 带领 主讲 授课 开讲 讲授 介绍 帮助 照顾 护送 陪 推着 带着 \
     扶着 上门 来到 送来 送去 捐 资助 结对 普及 科普 提醒 指导 解答 接诊 主持 负责 牵头 研究 编写 专攻 从事 擅长 服务 \
     和志愿者 教 建议 呼吁 关爱 陪伴 代办 发明 救 向居民 向大家",
);
/// What follows a word about health that is a subject, not somebody's.
const SUBJECTS: Words = Words(
    "讲座 知识 预防 防治 宣传 筛查 科普 日 协会 联合会 政策 法 证办理 工作 服务中心 门诊 专家 医生 医院 科 课 培训 主题 义诊 \
     防控 健康教育 保险 的预防 的防治 怎样 怎么防 管理服务 标准 审核 申请流程 名额 站 之家 事业 托养 关爱行动 日间 康复中心 \
     互助 基金 人就业 人联 人艺术 人运动 人专 人服务 室 部 护理院 主任 督导 自救 应急 急救 操作 用药指导 早筛 疫苗 研究",
);

/// How far a name may stand from a word, in characters.
const REACH: usize = 26;
/// A row of a table may be longer.
const ROW_REACH: usize = 60;
/// A sentence is looked for within so many bytes around a word.
const WINDOW: usize = 420;
/// So much is read around a stretch in which names are looked for, in bytes.
const AROUND: usize = 60;

pub(super) fn look(text: &str, places: &[usize], found: &mut Vec<Finding>) {
    if places.is_empty() {
        return;
    }
    let mut windows = Windows { text, front_end: front_end(text), names: Vec::new(), covered: 0..0 };
    let mut told: Vec<(Rule, usize)> = Vec::new();
    for at in places {
        if found.len() >= MOST {
            return;
        }
        let Some(trigger) = trigger(text, *at).filter(|trigger| trigger.may_touch(text)) else { continue };
        let Some(name) = windows.nearest(&trigger) else { continue };
        if told.iter().rev().take(16).any(|told| *told == (trigger.rule, name.start)) {
            continue;
        }
        told.push((trigger.rule, name.start));
        found.push(Finding { masked: shown(trigger.rule, &text[name.clone()]), range: name, rule: trigger.rule });
    }
}

/// A word that tells of somebody.
struct Trigger {
    rule: Rule,
    range: Range<usize>,
    /// Whether a name must touch it: 同学, 小朋友.
    is_beside: bool,
}

impl Trigger {
    /// Whether what touches the word may be a name, where only such a name counts. A cell of a table touches the next.
    fn may_touch(&self, text: &str) -> bool {
        if !self.is_beside {
            return true;
        }
        let (before, after) = (text[..self.range.start].chars().next_back(), text[self.range.end..].chars().next());
        let ends_in_name = before.is_some_and(|c| in_names(c).has(Class::GIVEN) || matches!(c, '|' | ' '));
        ends_in_name || after.is_some_and(|c| is_surname(c) || matches!(c, '|' | ' '))
    }
}

fn trigger(text: &str, at: usize) -> Option<Trigger> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?;
    if let Some(length) = health(rest) {
        let after = &rest[length..];
        static SUBJECT: LazyLock<ByCharacter> = LazyLock::new(|| ByCharacter::first(SUBJECTS));
        if SUBJECT.begins(after) || SUBJECT.begins(after.trim_start_matches("患者")) || is_negated(before) {
            return None;
        }
        return Some(Trigger { rule: Rule::Health, range: at..at + length, is_beside: false });
    }
    let length = school(rest)?;
    let word = &rest[..length];
    let after = &rest[length..];
    let is_beside = match word {
        "岁" => {
            let age = age_before(before)?;
            let of_old = [
                "那年", "时", "起", "开始", "就", "参军", "入", "以下", "以上", "至", "到", "—", "-", "~", "的年", "老", "高龄", "之前",
                "前", "以内", "左右",
            ];
            if age >= 18 || of_old.iter().any(|word| after.starts_with(word)) || is_range(before) {
                return None;
            }
            false
        }
        "班" => {
            if !is_class(before) {
                return None;
            }
            false
        }
        "年级" => {
            let of_college = ["大学", "学院", "研究生", "本科"].iter().any(|word| tail(before, 12).contains(word));
            if of_college
                || after.starts_with("以上")
                || after.starts_with("以下")
                || after.starts_with("教师")
                || after.starts_with("老师")
            {
                return None;
            }
            false
        }
        "小学" | "中学" | "幼儿园" | "初中" | "高中" => {
            let others = [
                "习", "堂", "问", "校长", "教师", "老师", "退休", "园长", "毕业", "食堂", "门口", "旁", "对面", "附近", "北", "南", "东",
                "西门", "课本", "文化", "学历", "及", "周边", "组", "家长", "和", "、", "操场", "路", "举办", "联合", "退",
            ];
            if others.iter().any(|other| after.starts_with(other)) || tail(before, 1) == "从" || tail(before, 1) == "大" {
                return None;
            }
            false
        }
        "初一" | "初二" | "初三" | "高一" | "高二" | "高三" => {
            // 大年初一, and 初三 as a day of the old calendar.
            let is_day = tail(before, 3).ends_with(['年', '月'])
                || after.starts_with(['、', '至', '到'])
                || after.starts_with("早")
                || after.starts_with("起");
            if is_day || after.starts_with("点") || after.starts_with("些") || after.starts_with("级别") {
                return None;
            }
            false
        }
        "儿童" | "孩子" | "学生" | "少年" => {
            // Common words: they speak only of the name that they touch.
            true
        }
        _ => true,
    };
    Some(Trigger { rule: Rule::Minor, range: at..at + length, is_beside })
}

fn is_negated(before: &str) -> bool {
    ["预防", "防范", "防止", "战胜", "远离", "关爱", "关注", "针对", "关于", "防治", "抗击", "消除", "避免"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// The age that is written before 岁: `8`, `８`, `八`, `十二`, `8周`.
fn age_before(before: &str) -> Option<u32> {
    let before = before.trim_end_matches([' ', '周', '半', '多', '来', '个']);
    let written: Vec<char> = before.chars().rev().take_while(|c| digit(*c).is_some() || *c == '十' || *c == '百').take(4).collect();
    if written.is_empty() {
        return None;
    }
    let (mut total, mut last) = (0, None);
    for c in written.into_iter().rev() {
        match (c, digit(c)) {
            ('十', _) => {
                total = last.take().unwrap_or(1) * 10;
            }
            ('百', _) => return Some(100),
            (_, Some(value)) => last = Some(last.map_or(0, |last| last * 10) + u32::from(value)),
            _ => {}
        }
    }
    Some(total + last.unwrap_or(0))
}

/// `6-12岁`, `6至12岁`: an age of many.
fn is_range(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| digit(c).is_some() || c == '十' || c == '周');
    before.ends_with(['-', '－', '—', '~', '～', '至', '到', '、', '–'])
        && before
            .trim_end_matches(['-', '－', '—', '~', '～', '至', '到', '、', '–'])
            .ends_with(|c: char| digit(c).is_some() || c == '岁' || c == '十')
}

/// `三（2）班`, `3班`, `大班`, `中二班`, `四年级二班`.
fn is_class(before: &str) -> bool {
    let last = before.chars().next_back();
    let bare = before.trim_end_matches([')', '）', ' ', '〕']);
    let numbered = bare.chars().next_back().is_some_and(|c| digit(c).is_some());
    let is_bracketed = bare.len() < before.len() && numbered;
    let rest = bare.trim_end_matches(|c: char| digit(c).is_some()).trim_end_matches(['(', '（', ' ', '〔']);
    let of_grade =
        numbered && rest.chars().next_back().is_some_and(|c| digit(c).is_some() || matches!(c, '级' | '初' | '高' | '大' | '中' | '小'));
    let of_nursery = matches!(last, Some('大' | '中' | '小'))
        && ["园", "在", "上", "读", "（", "(", "岁", "的", "是", "，", "|", " "]
            .iter()
            .any(|word| before.trim_end_matches(['大', '中', '小']).ends_with(word));
    is_bracketed || of_grade || of_nursery
}

/// The names beside words, found once for each sentence or row.
struct Windows<'a> {
    text: &'a str,
    /// Where the front matter ends: every line of it stands for itself.
    front_end: usize,
    names: Vec<Range<usize>>,
    covered: Range<usize>,
}

impl Windows<'_> {
    /// Finds the names in a stretch of the text, with so much around it as tells whether they are some.
    fn cover(&mut self, stretch: &Range<usize>) {
        if self.covered.start <= stretch.start && self.covered.end >= stretch.end {
            return;
        }
        let floor = |mut at: usize| {
            at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (from, to) = (floor(stretch.start.saturating_sub(AROUND)), floor(stretch.end + AROUND));
        let names = names::full_names(&self.text[from..to]);
        self.names = names.into_iter().map(|name| name.start + from..name.end + from).collect();
        self.covered = stretch.clone();
    }

    /// The name that a word tells of, if one does.
    fn nearest(&mut self, trigger: &Trigger) -> Option<Range<usize>> {
        let scope = scope(self.text, self.front_end, &trigger.range);
        self.cover(&scope);
        let in_row = self.text[scope.clone()].contains('|');
        let reach = if in_row { ROW_REACH } else { REACH };
        let mut best: Option<(usize, &Range<usize>)> = None;
        let first = self.names.partition_point(|name| name.end < scope.start);
        for name in self.names[first..].iter().take_while(|name| name.start < scope.end) {
            if name.start < scope.start || name.end > scope.end {
                continue;
            }
            let is_before = name.end <= trigger.range.start;
            let between =
                if is_before { self.text.get(name.end..trigger.range.start) } else { self.text.get(trigger.range.end..name.start) };
            let Some(between) = between else { continue };
            let distance = between.chars().count();
            let touches = distance == 0 || (in_row && between.trim_matches([' ', '|']).is_empty());
            let allowed = if trigger.is_beside { touches } else { distance <= reach };
            if !allowed || !self.is_private(name, trigger, is_before, between) {
                continue;
            }
            if best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, name));
            }
        }
        best.map(|(_, name)| name.clone())
    }

    /// Whether a name is that of somebody of whom the word tells something.
    fn is_private(&self, name: &Range<usize>, trigger: &Trigger, is_before: bool, between: &str) -> bool {
        let before = tail(&self.text[..name.start], 10);
        let bare = before.trim_end_matches(['：', ':', ' ', '、', '/', '“', '（', '是', '—', '*']);
        static TITLE: LazyLock<ByCharacter> = LazyLock::new(|| ByCharacter::last(TITLES_BEFORE));
        if (TITLE.ends(before) || (bare.len() < before.len() && TITLE.ends(bare))) && !is_small(before) {
            return false;
        }
        if is_listed_after_title(self.text, name.start) {
            return false;
        }
        let after = &self.text[name.end..];
        static TITLE_AFTER: LazyLock<ByCharacter> = LazyLock::new(|| ByCharacter::first(TITLES_AFTER));
        if TITLE_AFTER.begins(after) {
            return false;
        }
        if !is_before {
            // 三年级老师王丹, 糖尿病专家徐晓安: the title stands between.
            return ![
                "老师", "教师", "校长", "专家", "医生", "园长", "主任", "家长", "妈妈", "爸爸", "奶奶", "爷爷", "母亲", "父亲", "书记",
                "院长",
            ]
            .iter()
            .any(|title| between.ends_with(title));
        }
        let near = head(after, 12);
        let does = DOES.iter().any(|verb| match (near.find(verb), after.len() - self.text[trigger.range.start..].len()) {
            (Some(at), distance) => at < distance && near[..at].chars().count() <= 6 && !near[..at].contains(['，', ',', '（', '。', '|']),
            (None, _) => false,
        });
        // Of a child it may be told what it does: 王小明给三年级…
        !(does && (trigger.rule == Rule::Health || !between.contains(['，', '（', '(', '|'])))
    }
}

/// 小志愿者, 小记者: a child for all its title.
fn is_small(before: &str) -> bool {
    ["小志愿者", "小记者", "小主持人", "小演员", "小队长", "小教练", "小讲解员", "小网格员"].iter().any(|title| before.ends_with(title))
}

/// `志愿者王丹、徐晓安`: the second of a list shares the title of the first.
fn is_listed_after_title(text: &str, at: usize) -> bool {
    let before = tail(&text[..at], 16);
    let Some(list) = before.strip_suffix(['、', '和', '与']).or_else(|| before.strip_suffix("及")) else { return false };
    TITLES_BEFORE.iter().filter(|title| title.len() > 3).any(|title| {
        list.rfind(title).is_some_and(|found| list[found + title.len()..].chars().count() <= 8 && !list[found..].contains(['，', '。']))
    })
}

/// Fields of the front matter that name who wrote a text.
const AUTHORS: &[&str] = &["author", "作者", "reviewed_by", "审核", "source", "来源", "文", "图", "摄影", "编辑", "通讯员"];

/// Where the front matter of a text ends, if it begins with one.
fn front_end(text: &str) -> usize {
    if !text.starts_with("---") {
        return 0;
    }
    text.match_indices("\n---").next().map_or(0, |(at, _)| at)
}

/// Where lines begin in a piece of text that are no soft break's: after a blank line, or with the mark of a list, a
/// heading or a quotation.
fn hard_breaks(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('\n').map(|(at, _)| at + 1).filter(|at| {
        let next = &text[*at..];
        next.starts_with(['\n', '-', '*', '+', '#', '>', '\r'])
            || text[..at - 1].ends_with('\n')
            || text[..at - 1].rsplit('\n').next().is_some_and(|line| line.starts_with('#'))
            || next
                .split_once(['.', '．', '、'])
                .is_some_and(|(number, _)| !number.is_empty() && number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The sentence, or the row of a table, in which a word stands; the sentence before it too where it only goes on.
fn scope(text: &str, front_end: usize, word: &Range<usize>) -> Range<usize> {
    let from = text.get(..word.start).map_or("", |before| tail(before, WINDOW / 4));
    let to = text.get(word.end..).map_or("", |after| head(after, WINDOW / 4));
    let line_from = from.rfind('\n').map_or(from, |at| &from[at + 1..]);
    let line_to = to.find('\n').map_or(to, |at| &to[..at]);
    if line_from.contains('|') || line_to.contains('|') {
        return word.start - line_from.len()..word.end + line_to.len();
    }
    if word.start < front_end {
        let is_byline = AUTHORS.iter().any(|key| line_from.trim_start_matches(['-', ' ']).starts_with(key));
        return if is_byline { word.start..word.end } else { word.start - line_from.len()..word.end + line_to.len() };
    }
    let is_end = |c: char| matches!(c, '。' | '！' | '？' | '；');
    let paragraph = &from[hard_breaks(from).last().unwrap_or(0)..];
    let sentence =
        paragraph.rfind(is_end).map_or(paragraph, |at| &paragraph[at + paragraph[at..].chars().next().map_or(1, char::len_utf8)..]);
    let goes_on = ["他", "她", "今年", "孩子", "现年", "老人", "目前", "现在", "因", "患", "如今"]
        .iter()
        .any(|word| sentence.trim_start().starts_with(word))
        || sentence.trim().is_empty();
    let start = if goes_on && sentence.len() < paragraph.len() {
        let before = &paragraph[..paragraph.len() - sentence.len()];
        let before = before.trim_end_matches(is_end);
        let earlier = before.rfind(is_end).map_or(before, |at| &before[at + before[at..].chars().next().map_or(1, char::len_utf8)..]);
        word.start - sentence.len() - (paragraph.len() - sentence.len() - before.len()) - earlier.len()
    } else {
        word.start - sentence.len()
    };
    let end = hard_breaks(to).next().map_or(to, |at| &to[..at]);
    let end = end.find(is_end).map_or(end, |at| &end[..at]);
    start..word.end + end.len()
}
