//! Slips of writing in a text: doubled words and marks, half-width marks, marks without their other half, dates.
//!
//! In goes the text of one file as its editor wrote it; out come [`Slip`]s, each with its bytes, its [`Rule`] and,
//! where there is one clear mending, what would stand there. Never more than a suggestion, and silent where a slip
//! may be meant: what is quoted as code, an address, a table's alignment. Never looks at another file.

mod doubt;
mod figures;
mod marks;
mod names;
mod notes;
mod pairs;
mod repeats;
mod running;

use std::ops::Range;

pub(crate) use notes::notes;

/// After so many slips a text has one cause.
const MOST: usize = 200;

/// One kind of slip, with a name by which site.yaml can switch it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// 的的.
    RepeatedWord,
    /// ，， and 。。.
    DoubledMark,
    /// ，。 and ，,.
    MixedMarks,
    /// 文字,文字.
    HalfWidthMark,
    /// ２０２４ and ＡＩ.
    FullWidthCharacters,
    /// “ without ”.
    UnpairedMark,
    /// 《…《…》…》, “…“…”…” and “…《…”…》.
    NestedMarks,
    /// 文 字.
    SpaceBetweenHan,
    /// `...` and 。。。 for ……
    DotsForEllipsis,
    /// `--` for ——
    HyphensForDash,
    /// 2024年08月 beside 2024年8月.
    UnevenDates,
    /// 徐叶婷 beside 徐业婷.
    NameTwoWays,
    /// A day of the week that the date does not fall on.
    WrongWeekday,
    /// A word of the site's own list.
    PreferredWord,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::RepeatedWord,
        Self::DoubledMark,
        Self::MixedMarks,
        Self::HalfWidthMark,
        Self::FullWidthCharacters,
        Self::UnpairedMark,
        Self::NestedMarks,
        Self::SpaceBetweenHan,
        Self::DotsForEllipsis,
        Self::HyphensForDash,
        Self::UnevenDates,
        Self::NameTwoWays,
        Self::WrongWeekday,
        Self::PreferredWord,
    ];

    /// Its name: the code of its notes, and what `style: {off: […]}` of site.yaml takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RepeatedWord => "repeated-word",
            Self::DoubledMark => "doubled-mark",
            Self::MixedMarks => "mixed-marks",
            Self::HalfWidthMark => "half-width-mark",
            Self::FullWidthCharacters => "full-width-characters",
            Self::UnpairedMark => "unpaired-mark",
            Self::NestedMarks => "nested-marks",
            Self::SpaceBetweenHan => "space-between-han",
            Self::DotsForEllipsis => "dots-for-ellipsis",
            Self::HyphensForDash => "hyphens-for-dash",
            Self::UnevenDates => "uneven-dates",
            Self::NameTwoWays => "name-two-ways",
            Self::WrongWeekday => "wrong-weekday",
            Self::PreferredWord => "preferred-word",
        }
    }
}

/// Which rules hold, and the words that the site prefers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// Rules that are switched off, by name.
    pub off: Vec<String>,
    /// Words to avoid, each with the one to prefer.
    pub words: Vec<(String, String)>,
}

/// Year, month and day.
pub type Day = (i32, u32, u32);

/// One slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its kind.
    pub rule: Rule,
    /// What should stand there, where that is clear; else the other spelling, the right day.
    pub wanted: String,
}

/// Looks for slips in the text of a file, in the order of the text. `day` is the one from which a date without a
/// year takes it.
#[must_use]
pub fn look(text: &str, day: Option<Day>, style: &Style) -> Vec<Slip> {
    let doubts = doubt::Doubts::of(text);
    let is_avoided = style.words.iter().any(|(avoided, _)| !avoided.is_empty() && text.contains(avoided.as_str()));
    if is_avoided || doubts.are_any() { look_closely(text, day, style, doubts) } else { Vec::new() }
}

fn look_closely(text: &str, day: Option<Day>, style: &Style, doubts: doubt::Doubts) -> Vec<Slip> {
    let running = running::of(text);
    let mut slips = Vec::new();
    if doubts.marks {
        marks::look(text, &running, &mut slips);
    }
    if doubts.repeats {
        repeats::look(&running, &mut slips);
    }
    if doubts.pairs {
        pairs::look(&running, &mut slips);
    }
    if doubts.figures {
        figures::look(&running, day, &mut slips);
    }
    if doubts.names {
        names::look(text, &running, &mut slips);
    }
    preferred(text, &running, &style.words, &mut slips);
    slips.retain(|slip| !style.off.iter().any(|off| off == slip.rule.name()));
    slips.sort_by_key(|slip| (slip.range.start, slip.rule));
    slips.dedup_by_key(|slip| (slip.range.start, slip.rule));
    slips.truncate(MOST);
    slips
}

/// Words of the site's own list, unless they stand within the word that is preferred.
fn preferred(text: &str, running: &[running::Sign], words: &[(String, String)], slips: &mut Vec<Slip>) {
    for (avoided, wanted) in words.iter().filter(|(avoided, wanted)| !avoided.is_empty() && avoided != wanted) {
        let within = wanted.find(avoided.as_str());
        for (at, _) in text.match_indices(avoided.as_str()).take(MOST) {
            let is_right = within.is_some_and(|before| {
                at.checked_sub(before).and_then(|from| text.get(from..)).is_some_and(|rest| rest.starts_with(wanted.as_str()))
            });
            let is_read = running.binary_search_by_key(&at, |sign| sign.at).is_ok();
            if is_read && !is_right {
                slips.push(Slip { range: at..at + avoided.len(), rule: Rule::PreferredWord, wanted: wanted.clone() });
            }
        }
    }
}
