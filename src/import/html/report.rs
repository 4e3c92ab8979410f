//! What a report says of a page: what was left out, counted and named, and what was made flat.

use super::look::Dropped;
use crate::import::draft::{Draft, Sureness};
use crate::say;

/// What of a page is not in its story.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// How often the page sets its title.
    pub(super) titles: usize,
    /// Calls to follow, counts, lists of other stories.
    pub(super) furniture: Vec<String>,
    /// What is not text by its tags.
    pub(super) dropped: Vec<(Dropped, String)>,
    /// What stands around the story.
    pub(super) around: Vec<String>,
    /// Merged cells of tables.
    pub(super) merged: usize,
}

/// Says what was left out or made flat.
pub(super) fn tell(left: Left, draft: &mut Draft) {
    let Left { titles, furniture, dropped, around, merged } = left;
    if titles > 1 {
        let again = titles - 1;
        draft.decide(
            "dropped",
            Sureness::Sure,
            say!("标题在网页上又写了 {again} 遍，没有再放", "the page repeats its title {again} times: once is enough"),
        );
        draft.dropped.extend(std::iter::repeat_n(draft.title.clone(), again));
    }
    if !furniture.is_empty() {
        let (count, shown) = (furniture.len(), shown(&furniture));
        draft.decide(
            "dropped",
            Sureness::Sure,
            say!(
                "{count} 处关注、分享、往期一类的字没有放进来：“{shown}”",
                "{count} calls to follow, share or read on were left out: `{shown}`"
            ),
        );
        draft.dropped.extend(furniture);
    }
    let words = [
        (Dropped::Card, say!("公众号、小程序和音频的卡片", "cards of accounts, mini programs and sound")),
        (Dropped::Media, say!("视频、音频或嵌入的网页", "videos, sounds or embedded pages")),
        (Dropped::Control, say!("按钮和输入框", "buttons and fields")),
        (Dropped::Hidden, say!("网页上看不见的字或图形", "pieces of hidden text or drawings")),
        (Dropped::Icon, say!("表情和小图标", "faces and icons")),
    ];
    for (what, word) in words {
        let of: Vec<String> = dropped.iter().filter(|(other, _)| *other == what).map(|(_, text)| text.clone()).collect();
        if of.is_empty() {
            continue;
        }
        let (count, zh, en, shown) = (of.len(), word.zh, word.en, shown(&of));
        let shown_zh = if shown.is_empty() { String::new() } else { format!("：“{shown}”") };
        let shown_en = if shown.is_empty() { String::new() } else { format!(": `{shown}`") };
        draft.decide("dropped", Sureness::Sure, say!("{count} 处{zh}没有放进来{shown_zh}", "{count} {en} were left out{shown_en}"));
        draft.dropped.extend(of.into_iter().filter(|text| !text.is_empty()));
    }
    if !around.is_empty() {
        let (count, shown) = (around.len(), shown(&around));
        draft.decide(
            "dropped",
            Sureness::Sure,
            say!(
                "正文外面的 {count} 处文字（菜单、链接、页脚）没有放进来：“{shown}”",
                "{count} texts around the story (menus, links, feet) were left out: `{shown}`"
            ),
        );
        draft.dropped.extend(around);
    }
    if merged > 0 {
        draft.decide(
            "table",
            Sureness::Likely,
            say!("表格里有 {merged} 处合并的格子，已摊平，请看一眼", "{merged} merged cells of tables were made flat: look at them"),
        );
    }
}

/// The first of many texts, for a report.
fn shown(texts: &[String]) -> String {
    let all = texts
        .iter()
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("；");
    let mut shown: String = all.chars().take(80).collect();
    if shown.len() < all.len() {
        shown.push('…');
    }
    shown
}
