//! Which communities and programs a story belongs to, and why.

use std::collections::BTreeSet;

use crate::import::draft::{Block, Draft, Sureness};
use crate::import::place::{self, Found, Names};
use crate::note::Sentence;
use crate::say;

use super::Context;

/// A place where a name may stand, and what it is called.
struct Level<'a> {
    zh: &'static str,
    en: &'static str,
    text: &'a str,
}

/// Takes the terms that title, lead, signature or body name, in this order.
pub(super) fn take(draft: &mut Draft, context: &Context, signed: &str) {
    let paragraphs: Vec<String> = draft.blocks.iter().map(Block::text).collect();
    let is_text = |block: &&Block| matches!(block, Block::Paragraph(_) | Block::Item(..) | Block::Markdown(_));
    let lead_at = draft.blocks.iter().position(|block| is_text(&block)).unwrap_or(0);
    let lead = paragraphs.get(lead_at).cloned().unwrap_or_default();
    let body = paragraphs.iter().enumerate().filter(|(at, _)| *at != lead_at).map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n");
    let title = draft.title.clone();
    let signed = format!("{signed} {}", draft.source.as_deref().unwrap_or_default());
    let levels = [
        Level { zh: "题目", en: "title", text: &title },
        Level { zh: "第一段", en: "lead", text: &lead },
        Level { zh: "落款", en: "signature", text: &signed },
        Level { zh: "正文", en: "body", text: &body },
    ];
    let words = [
        ("community", say!("社区", "community"), &context.communities, &context.given.communities),
        ("program", say!("项目", "program"), &context.programs, &context.given.programs),
    ];
    for (about, word, names, given) in words {
        let found = choose(draft, about, &word, names, given, &levels);
        if about == "community" {
            draft.communities = found;
        } else {
            draft.programs = found;
        }
    }
}

fn choose(draft: &mut Draft, about: &'static str, word: &Sentence, names: &Names, given: &[String], levels: &[Level<'_>]) -> Vec<String> {
    let (zh, en) = (&word.zh, &word.en);
    let near: BTreeSet<_> = levels.iter().flat_map(|level| names.near(level.text)).collect();
    for near in near {
        let (written, name) = (near.written, near.name);
        draft.decide(
            about,
            Sureness::Asked,
            say!("文中的“{written}”不在名录里，是不是“{name}”？", "`{written}` is not in the register: is `{name}` meant?"),
        );
    }
    let all: Vec<(&Level<'_>, Vec<Found>)> =
        levels.iter().map(|level| (level, names.find(level.text))).filter(|(_, found)| !found.is_empty()).collect();
    // An area, such as a district, stands back behind a community that title or lead name.
    let is_narrow = |(_, found): &&(&Level<'_>, Vec<Found>)| !place::only_areas(names, found);
    let early = all.iter().filter(|(level, _)| level.zh != "正文").find(is_narrow);
    let chosen = early.or_else(|| all.first());
    let Some((level, found)) = chosen else {
        if !given.is_empty() {
            let names = given.join("、");
            draft.decide(about, Sureness::Sure, say!("{zh} {names}：命令里写的", "{en} {names}: as the command says"));
            return given.to_vec();
        }
        if about == "community" {
            if names.is_empty() {
                draft.decide(about, Sureness::Asked, say!("没有社区名录，{zh}空着", "there is no register, so {en} stays empty"));
            } else {
                draft.decide(
                    about,
                    Sureness::Asked,
                    say!(
                        "题目、第一段和正文里都没有名录上的{zh}，空着",
                        "no {en} of the register is named in title, lead or body: it stays empty"
                    ),
                );
            }
        }
        return Vec::new();
    };
    let found = place::narrowest(names, found);
    let (level_zh, level_en) = (level.zh, level.en);
    for one in &found {
        let (name, written) = (&names.names[one.term], &one.written);
        draft.decide(
            about,
            Sureness::Sure,
            say!("{zh} {name}：{level_zh}里有“{written}”", "{en} {name}: the {level_en} names `{written}`"),
        );
    }
    let taken: BTreeSet<usize> = found.iter().map(|one| one.term).collect();
    let others: BTreeSet<usize> =
        all.iter().flat_map(|(_, found)| found.iter().map(|one| one.term)).filter(|term| !taken.contains(term)).collect();
    if !others.is_empty() {
        let others = others.iter().map(|term| names.names[*term].as_str()).collect::<Vec<_>>().join("、");
        draft.decide(
            about,
            Sureness::Asked,
            say!(
                "文中还提到 {others}，没有写进{zh}；需要的话请加上",
                "{others} are named too and were not taken as {en}; add them if they belong"
            ),
        );
    }
    found.into_iter().map(|one| names.names[one.term].clone()).collect()
}
