//! Which rules a text may break. Most break none, so this is all that they cost.
//!
//! Says yes wherever a rule might hold: where it says no, that rule has no slip. One pass over the running text as it
//! is read, piece by piece. Most of it is Han, of which no more is asked than whether they stand twice and may be a
//! name; marks are looked at one by one, each with what stands before it.

use super::marks::{is_chinese, is_stop};
use super::pairs::{closing, opening};
use super::repeats;
use super::running::{self, END, is_han};
use crate::article::privacy::{Class, Classes, classes};
use crate::fold::han_run;
use crate::pinyin;

/// So many candidates for names are held against each other; with more the text is looked at.
const MOST_NAMES: usize = 200;
/// A day of the week stands at most so many characters behind its date.
const WEEKDAY_REACH: u32 = 3;

/// What may be wrong in a text, by the file of the rules that look closer.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Doubts {
    pub(super) marks: bool,
    pub(super) repeats: bool,
    pub(super) pairs: bool,
    pub(super) figures: bool,
    pub(super) names: bool,
}

impl Doubts {
    /// Looks through a text.
    pub(super) fn of(text: &str) -> Self {
        let mut pass = Pass::new();
        running::walk(text, |_, piece| pass.piece(piece));
        pass.doubts()
    }

    /// Whether there is any.
    pub(super) fn are_any(self) -> bool {
        self != Self::default()
    }
}

/// What was seen of a text so far.
struct Pass {
    doubts: Doubts,
    classes: &'static Classes,
    /// The last three characters, the last one first, and what the first two of them may be in a name.
    last: [char; 3],
    last_classes: [Class; 2],
    /// How many characters there were.
    count: u32,
    /// Up to there a day of the week belongs to a date.
    weekday_until: u32,
    /// Months and days with a zero before their only figure, and without.
    has_padded: bool,
    has_plain: bool,
    /// Marks that are open, and how many ends there were before each.
    open: Vec<(char, u32)>,
    /// Ends of paragraphs, and halves of pairs of half width.
    ends: u32,
    names: Vec<[char; 3]>,
}

impl Pass {
    fn new() -> Self {
        Self {
            doubts: Doubts::default(),
            classes: classes(),
            last: [END; 3],
            last_classes: [Class::NONE; 2],
            count: 0,
            weekday_until: 0,
            has_padded: false,
            has_plain: false,
            open: Vec::new(),
            ends: 0,
            names: Vec::new(),
        }
    }

    fn piece(&mut self, piece: &str) {
        let mut rest = piece;
        loop {
            let run = han_run(rest.as_bytes());
            if let Some(han) = rest.get(..run).filter(|han| !han.is_empty()) {
                self.han(han);
            }
            let mut others = rest.get(run..).unwrap_or_default().chars();
            let Some(c) = others.next() else { return };
            self.other(c);
            rest = others.as_str();
        }
    }

    /// A run of Han of the basic block.
    fn han(&mut self, run: &str) {
        if let Some(first) = run.chars().next() {
            self.first_han(first);
        }
        let ([mut p, mut q, mut r], [mut of_p, mut of_q]) = (self.last, self.last_classes);
        for c in run.chars() {
            self.count += 1;
            let class = self.classes.of(c);
            if c == p && repeats::is_seldom_doubled(c) || c == q && p == r && repeats::is_never_doubled(p, q) {
                self.doubts.repeats = true;
            }
            if of_q.has(Class::SURE) && (of_p.has(Class::GIVEN) || class.has(Class::GIVEN)) {
                self.name([q, p, c]);
            }
            if self.count <= self.weekday_until && matches!(c, '星' | '礼' | '周') {
                self.doubts.figures = true;
            }
            (p, q, r, of_p, of_q) = (c, p, q, class, of_p);
        }
        (self.last, self.last_classes) = ([p, q, r], [of_p, of_q]);
    }

    /// The first of a run of Han, with what stands before it.
    fn first_han(&mut self, c: char) {
        let [p, q, _] = self.last;
        self.doubts.marks |= matches!(p, ',' | ';' | '(') || p == ' ' && !q.is_ascii();
        if p.is_ascii_digit() && matches!(c, '月' | '日') {
            self.has_padded |= q == '0';
            self.has_plain |= !q.is_ascii_digit();
            if c == '日' {
                self.weekday_until = self.count + 1 + WEEKDAY_REACH;
            }
        }
    }

    /// Any other character.
    fn other(&mut self, c: char) {
        let [p, q, _] = self.last;
        self.doubts.marks |= is_doubtful_mark(q, p, c);
        if matches!(c, END | ')') {
            self.ends += 1;
        }
        if closing(c).is_some() {
            self.doubts.pairs |= matches!(c, '“' | '《') && self.open.last().is_some_and(|(last, _)| *last == c);
            self.open.push((c, self.ends));
        } else if let Some(mark) = opening(c) {
            self.doubts.pairs |= self.open.pop() != Some((mark, self.ends));
        }
        let class = self.classes.of(c);
        let [of_p, of_q] = self.last_classes;
        if of_q.has(Class::SURE) && (of_p.has(Class::GIVEN) || class.has(Class::GIVEN)) {
            self.name([q, p, c]);
        }
        self.count += 1;
        (self.last, self.last_classes) = ([c, p, q], [class, of_p]);
    }

    fn name(&mut self, name: [char; 3]) {
        if self.names.len() <= MOST_NAMES {
            self.names.push(name);
        }
    }

    fn doubts(mut self) -> Doubts {
        self.doubts.pairs |= !self.open.is_empty();
        self.doubts.figures |= self.has_padded && self.has_plain;
        self.doubts.names = self.names.len() > MOST_NAMES || sound_alike(&mut self.names);
        self.doubts
    }
}

/// Whether a character that is not Han may be a slip of its mark behind the two before it.
fn is_doubtful_mark(q: char, p: char, c: char) -> bool {
    let is_half = matches!(c, ',' | ';' | ':' | '!' | '?' | '.' | '(');
    let parts = matches!(p, ',' | ';' | '(');
    if (!p.is_ascii() && is_half || parts && !c.is_ascii() || p == '.' && c == '.') && (p == c || is_stop(p) || is_chinese(p) || is_han(c))
    {
        return true;
    }
    let ends_sentence = |c: char| is_stop(c) || matches!(c, '！' | '？');
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '\u{a0}' => true,
        ' ' | '\u{3000}'.. if p == ' ' => !q.is_ascii(),
        '-' if p == '-' => !q.is_ascii(),
        _ => ends_sentence(p) && ends_sentence(c),
    }
}

/// Whether two candidates for a name sound alike and are written otherwise.
fn sound_alike(names: &mut Vec<[char; 3]>) -> bool {
    names.sort_unstable();
    names.dedup();
    let sound = |name: &[char; 3]| Some((pinyin::first_reading(name[1])?, pinyin::first_reading(name[2])?));
    names.chunk_by(|a, b| a[0] == b[0]).any(|alike| {
        let mut sounds: Vec<_> = if alike.len() > 1 { alike.iter().filter_map(sound).collect() } else { Vec::new() };
        sounds.sort_unstable();
        sounds.windows(2).any(|two| two[0] == two[1])
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Rule, Style, look_closely};
    use super::*;
    use proptest::prelude::*;

    /// Pieces of text of which slips are made, and what makes them none.
    const PIECES: &[&str] = &[
        "居民",
        "的",
        "的的",
        "我们",
        "了",
        "在",
        "徐叶婷",
        "徐业婷",
        "王丹",
        "王单",
        "，",
        "。",
        "、",
        "；",
        "：",
        "！",
        "？",
        ",",
        ".",
        ";",
        ":",
        "!",
        "?",
        "(",
        ")",
        "（",
        "）",
        "“",
        "”",
        "《",
        "》",
        "「",
        "」",
        "【",
        "】",
        "-",
        "——",
        "……",
        " ",
        "\u{a0}",
        "\n",
        "\n\n",
        "８",
        "Ａ",
        "8",
        "08",
        "3公里",
        "月",
        "日",
        "年",
        "2024年",
        "8月13日",
        "08月",
        "星期",
        "周",
        "二",
        "一",
        "礼拜",
        "`码`",
        "**",
        "[",
        "](/a/)",
        "<b>",
        "|",
        "- ",
        "> ",
        "# ",
        "abc",
        "\\",
        "...",
        "--",
        "![",
        "〇",
        "```\n",
        "<!-- ",
        "-->",
        "https://a.b/c",
        "％",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]
        #[test]
        fn what_is_not_doubted_holds_no_slip(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)) {
            let text = pieces.concat();
            let all = Doubts { marks: true, repeats: true, pairs: true, figures: true, names: true };
            let doubts = Doubts::of(&text);
            for slip in look_closely(&text, Some((2024, 8, 13)), &Style::default(), all) {
                let is_doubted = match slip.rule {
                    Rule::RepeatedWord => doubts.repeats,
                    Rule::UnpairedMark | Rule::NestedMarks => doubts.pairs,
                    Rule::UnevenDates | Rule::WrongWeekday => doubts.figures,
                    Rule::NameTwoWays => doubts.names,
                    Rule::PreferredWord => true,
                    _ => doubts.marks,
                };
                prop_assert!(is_doubted, "{text:?}: {slip:?}");
            }
        }
    }

    #[test]
    fn plain_news_is_not_doubted() {
        let text = "---\ntitle: 停水通知\n标题: 停水，通知\n---\n8月13日，莫阳社区（元和街道）举行“清凉一夏”活动，**12名**居民参加。详见[通知](/news/a/)。\n\n- 徐叶婷说：“谢谢！”\n";
        assert_eq!(Doubts::of(text), Doubts::default());
    }
}
