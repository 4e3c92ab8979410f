//! What all formats share: who signed, which date, the width of marks, which community and program.
//!
//! In: a draft as its reader left it. Out: the draft as it will be written, with a decision for each thing that was
//! found, taken or left. What the text does not say stays empty unless the caller gave it.

use std::collections::BTreeSet;

use crate::byline::{self, Byline, Signed};
use crate::say;

use super::draft::{Block, Draft, Run, Sureness, text_of};
use super::furniture;
use super::marks;
use super::place::Names;

mod terms;

/// What a reading needs beside the text.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The register of communities.
    pub communities: Names,
    /// The register of programs.
    pub programs: Names,
    /// Names of authors: registered, and of other articles.
    pub authors: BTreeSet<String>,
    /// What the caller says where the text does not.
    pub given: Given,
    /// The day that stands for today, `2024-08-13`.
    pub today: String,
}

/// What the caller says.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Date.
    pub date: Option<String>,
    /// Communities.
    pub communities: Vec<String>,
    /// Programs.
    pub programs: Vec<String>,
    /// Authors.
    pub authors: Vec<String>,
}

impl Context {
    /// Whether a name is that of an author.
    #[must_use]
    pub fn is_author(&self, name: &str) -> bool {
        self.authors.contains(name)
    }
}

/// The finished draft.
#[must_use]
pub fn finish(mut draft: Draft, context: &Context) -> Draft {
    let mut offices = Vec::new();
    head(&mut draft, context, &mut offices);
    tail(&mut draft, context, &mut offices);
    middle(&mut draft, context);
    title(&mut draft);
    widen(&mut draft);
    people(&mut draft, context, &mut offices);
    let signed = offices.join(" ");
    terms::take(&mut draft, context, &signed);
    date(&mut draft, context);
    draft
}

fn known(context: &Context) -> impl Fn(&str) -> bool + '_ {
    |name| context.is_author(name)
}

/// Takes what a byline says into the draft.
fn sign(draft: &mut Draft, byline: Byline, written: &str, offices: &mut Vec<String>) {
    let written = written.trim();
    let names: Vec<&str> = byline.signed.iter().flat_map(|signed| signed.names.iter().map(String::as_str)).collect();
    let names = names.join("、");
    let sureness = if byline.is_sure { Sureness::Sure } else { Sureness::Likely };
    draft.decide("author", sureness, say!("作者 {names}：文中署名“{written}”", "author {names}: signed `{written}`"));
    for signed in byline.signed {
        add(draft, signed);
    }
    offices.extend(byline.offices);
}

fn add(draft: &mut Draft, signed: Signed) {
    match draft.signed.iter_mut().find(|group| group.role == signed.role) {
        Some(group) => {
            for name in signed.names {
                if !group.names.contains(&name) {
                    group.names.push(name);
                }
            }
        }
        None => draft.signed.push(signed),
    }
}

fn set_day(draft: &mut Draft, day: furniture::Day, written: &str, context: &Context) {
    let written = written.trim();
    let (iso, sureness) = match day.year {
        Some(year) => (day.iso(year), Sureness::Sure),
        None => (without_year(day, draft.published.as_ref().or(context.given.date.as_ref()).unwrap_or(&context.today)), Sureness::Likely),
    };
    draft.decide("date", sureness, say!("日期 {iso}：文中落款“{written}”", "date {iso}: the text ends with `{written}`"));
    draft.date = Some(iso);
}

/// The day in the year that makes it the last such day before now.
fn without_year(day: furniture::Day, today: &str) -> String {
    let year: u16 = today.get(..4).and_then(|year| year.parse().ok()).unwrap_or(2024);
    let this = day.iso(year);
    if this.as_str() <= today { this } else { day.iso(year.saturating_sub(1)) }
}

/// Lines above the text that sign it: `2024-08-13 来源：莫阳社区 作者：王丹`, `□本报记者 徐晓安`.
fn head(draft: &mut Draft, context: &Context, offices: &mut Vec<String>) {
    for _ in 0..4 {
        let at =
            draft.blocks.iter().take(3).position(|block| matches!(block, Block::Paragraph(runs) if is_signature(&text_of(runs), context)));
        // Not the last block: that is the tail's.
        let Some(at) = at.filter(|at| at + 1 < draft.blocks.len()) else { break };
        // A signature right before the end is at the end of a short text, not at its head.
        if draft.blocks.get(at + 1..).is_none_or(|rest| rest.iter().all(|block| is_signature(&block.text(), context))) {
            break;
        }
        let text = draft.blocks.remove(at).text();
        take_signature(draft, &text, context, offices);
    }
    // 本报讯（记者 徐晓安）
    let known = known(context);
    let Some(Block::Paragraph(runs)) = draft.blocks.iter_mut().find(|block| matches!(block, Block::Paragraph(_))) else { return };
    let Some(run) = runs.first_mut() else { return };
    let limit = run.text.char_indices().nth(60).map_or(run.text.len(), |(at, _)| at);
    let head = run.text.get(..limit).unwrap_or_default();
    let Some(open) = head.find(['（', '(']).filter(|at| head.get(..*at).is_some_and(|before| before.trim_end().ends_with("讯"))) else {
        return;
    };
    let Some(close) = head.get(open..).and_then(|rest| rest.find(['）', ')'])).map(|at| open + at) else { return };
    let end = close + head.get(close..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let written = head.get(open..end).unwrap_or_default().to_owned();
    if let Some(byline) = byline::read(&written, &known) {
        run.text.replace_range(open..end, "");
        sign(draft, byline, &written, offices);
    }
}

/// Whether a paragraph is nothing but names with roles, a date, a source, or these together.
fn is_signature(text: &str, context: &Context) -> bool {
    let text = text.trim();
    if text.chars().count() > 80 || text.is_empty() {
        return false;
    }
    furniture::only_day(text).is_some() || byline::read(text, &known(context)).is_some() || dated(text, context).is_some()
}

/// A date with a byline before or behind it, with or without a blank between.
fn dated<'a>(text: &'a str, context: &Context) -> Option<(furniture::Day, &'a str, Byline)> {
    if let Some((day, rest)) = furniture::day_at_start(text) {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ':' | '：'));
        if let Some(byline) = byline::read(rest, &known(context)) {
            return Some((day, rest, byline));
        }
    }
    let at = text
        .char_indices()
        .find(|(at, c)| (c.is_ascii_digit() || *c == '二') && *at > 0 && furniture::only_day(text.get(*at..).unwrap_or_default()).is_some())
        .map(|(at, _)| at)?;
    let before = text.get(..at)?.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '，' | ',' | '：'));
    let before = before.strip_suffix("日期").or_else(|| before.strip_suffix("时间")).unwrap_or(before);
    Some((furniture::only_day(text.get(at..)?)?, before, byline::read(before, &known(context))?))
}

fn take_signature(draft: &mut Draft, text: &str, context: &Context, offices: &mut Vec<String>) {
    let text = text.trim();
    if let Some(day) = furniture::only_day(text) {
        set_day(draft, day, text, context);
    } else if let Some(byline) = byline::read(text, &known(context)) {
        sign_or_office(draft, byline, text, context, offices);
    } else if let Some((day, _, byline)) = dated(text, context) {
        set_day(draft, day, text, context);
        sign_or_office(draft, byline, text, context, offices);
    }
}

/// An office alone is kept apart until it is known whether people sign too.
fn sign_or_office(draft: &mut Draft, byline: Byline, text: &str, context: &Context, offices: &mut Vec<String>) {
    let is_office = |name: &String| byline::is_office(name) && !context.is_author(name);
    if !byline.has_role && byline.signed.iter().all(|signed| signed.names.iter().all(is_office)) {
        offices.extend(byline.signed.into_iter().flat_map(|signed| signed.names));
        return;
    }
    sign(draft, byline, text, offices);
}

/// Names, office and date below the text, and names after its last full stop.
fn tail(draft: &mut Draft, context: &Context, offices: &mut Vec<String>) {
    let mut below = Vec::new();
    for _ in 0..6 {
        let Some(at) = draft.blocks.iter().rposition(|block| !matches!(block, Block::Caption(_) | Block::Picture(..))) else { break };
        if at == 0 && draft.title.is_empty() {
            break;
        }
        let Some(Block::Paragraph(runs)) = draft.blocks.get(at) else { break };
        let text = text_of(runs);
        let is_lines = text.contains('\n') && text.split('\n').all(|line| is_signature(line, context));
        if !is_signature(&text, context) && !is_lines {
            break;
        }
        draft.blocks.remove(at);
        below.push(text);
    }
    for text in below.into_iter().rev() {
        for line in text.split('\n') {
            take_signature(draft, line, context, offices);
        }
    }
    // The name may follow the last sentence, and two blocks may stand behind it: a caption and a picture.
    for at in (0..draft.blocks.len()).rev().take(3) {
        let Some(Block::Paragraph(runs) | Block::Item(_, _, runs)) = draft.blocks.get_mut(at) else { continue };
        let Some(run) = runs.last_mut() else { continue };
        let found = byline::at_end(&run.text, &known(context)).or_else(|| after_a_break(&run.text, context));
        if let Some((from, byline)) = found {
            let written = run.text.split_off(from);
            run.text.truncate(run.text.trim_end().len());
            sign(draft, byline, &written, offices);
        }
        break;
    }
}

/// A byline on the last line of a paragraph with breaks.
fn after_a_break(text: &str, context: &Context) -> Option<(usize, Byline)> {
    let at = text.rfind('\n')?;
    Some((at, byline::read(text.get(at + 1..)?, &known(context))?))
}

/// Names that stand in a paragraph of their own within the text, each of them known.
fn middle(draft: &mut Draft, context: &Context) {
    for block in std::mem::take(&mut draft.blocks) {
        let text = match &block {
            Block::Paragraph(runs) if runs.len() == 1 => text_of(runs),
            _ => String::new(),
        };
        let found = byline::read(&text, &known(context))
            .filter(|byline| byline.is_sure && byline.signed.iter().flat_map(|signed| &signed.names).all(|name| context.is_author(name)));
        match found {
            Some(byline) => sign(draft, byline, &text, &mut Vec::new()),
            None => draft.blocks.push(block),
        }
    }
}

/// A title where the text has none: its first short line, else the beginning of its first sentence.
fn title(draft: &mut Draft) {
    draft.title = draft.title.trim().to_owned();
    if !draft.title.is_empty() {
        return;
    }
    let first =
        draft.blocks.iter().position(|block| matches!(block, Block::Heading(..) | Block::Paragraph(_)) && !block.text().trim().is_empty());
    let Some(at) = first else { return };
    let text = draft.blocks[at].text().trim().to_owned();
    let count = text.chars().count();
    let is_heading = matches!(draft.blocks[at], Block::Heading(..));
    if count <= 40 && (is_heading || !text.ends_with(['。', '；', '，', '：']) && !text.contains('。')) && draft.blocks.len() > 1 {
        draft.blocks.remove(at);
        draft.decide(
            "title",
            Sureness::Likely,
            say!("标题“{text}”：第一行短，没有句号", "title `{text}`: the first line, short and without a full stop"),
        );
        draft.title = text.replace('\n', " ");
        return;
    }
    let bracketed = text.strip_prefix('【').and_then(|rest| rest.split_once('】')).map(|(inner, _)| inner.to_owned());
    let cut = bracketed
        .unwrap_or_else(|| text.chars().take_while(|c| !matches!(c, '。' | '！' | '？' | '；' | '，' | '：' | '\n')).take(24).collect());
    let cut =
        if cut.chars().filter(|c| c.is_alphanumeric()).count() < 4 { text.chars().filter(|c| *c != '\n').take(20).collect() } else { cut };
    draft.decide(
        "title",
        Sureness::Likely,
        say!(
            "标题“{cut}”：原文没有标题，取了开头的字，正文没有动",
            "title `{cut}`: the text has none, so its first words were taken; the text is whole"
        ),
    );
    draft.title = cut;
}

fn widen(draft: &mut Draft) {
    let mut runs = vec![Run::plain(draft.title.clone())];
    let mut count = marks::widen(&mut runs);
    draft.title = text_of(&runs).split_whitespace().collect::<Vec<_>>().join(" ");
    for block in &mut draft.blocks {
        block.each_line(&mut |runs| count += marks::widen(runs));
    }
    draft.footnotes.iter_mut().for_each(|runs| count += marks::widen(runs));
    if count > 0 {
        draft.decide(
            "marks",
            Sureness::Sure,
            say!("{count} 个半角标点或没配对的引号改成了中文的", "{count} half-width marks or unpaired quotes became Chinese ones"),
        );
    }
}

/// An office that signs alone is the author; beside people it is the source.
fn people(draft: &mut Draft, context: &Context, offices: &mut Vec<String>) {
    offices.dedup();
    let has_people = draft.signed.iter().any(|signed| signed.role.is_none_or(|role| !matches!(role, "来源" | "编辑" | "审核")));
    if !offices.is_empty() {
        let names = offices.join("、");
        if has_people || !context.given.authors.is_empty() {
            draft.decide(
                "source",
                Sureness::Likely,
                say!("来源 {names}：和署名写在一起的单位", "source {names}: the office beside the byline"),
            );
            draft.source.get_or_insert(names);
        } else {
            draft.decide("author", Sureness::Likely, say!("作者 {names}：文末落款的单位", "author {names}: the office that signs"));
            add(draft, Signed { role: None, names: offices.clone() });
        }
    }
    if draft.signed.is_empty() && !context.given.authors.is_empty() {
        let names = context.given.authors.join("、");
        draft.decide("author", Sureness::Sure, say!("作者 {names}：命令里写的", "author {names}: as the command says"));
        draft.signed.push(Signed { role: None, names: context.given.authors.clone() });
    }
    // Who is named without a role beside others who wrote is one of them.
    if let Some(at) = draft.signed.iter().position(|signed| signed.role.is_none())
        && draft.signed.iter().any(|signed| signed.role == Some("文"))
    {
        let Signed { names, .. } = draft.signed.remove(at);
        add(draft, Signed { role: Some("文"), names });
    }
    if draft.signed.is_empty() {
        draft.decide("author", Sureness::Asked, say!("没有找到署名，作者空着", "no byline was found: the author stays empty"));
    }
    let near: Vec<(String, String)> = draft
        .signed
        .iter()
        .flat_map(|signed| &signed.names)
        .filter(|name| !context.is_author(name))
        .filter_map(|name| Some((name.clone(), context.authors.iter().find(|known| one_apart(name, known))?.clone())))
        .collect();
    for (name, known) in near {
        draft.decide(
            "author",
            Sureness::Asked,
            say!(
                "作者“{name}”和名录里的“{known}”只差一个字：是不是“{known}”？",
                "author `{name}` is one character away from `{known}`: is it meant?"
            ),
        );
    }
}

/// Whether two names of two characters or more differ in one.
fn one_apart(a: &str, b: &str) -> bool {
    a.chars().count() > 2 && a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).filter(|(a, b)| a != b).count() == 1
}

fn date(draft: &mut Draft, context: &Context) {
    if let Some(day) = draft.published.take() {
        if let Some(written) = draft.date.clone().filter(|written| *written != day) {
            draft.decide(
                "date",
                Sureness::Likely,
                say!(
                    "文中落款是 {written}，网页的发布日期是 {day}，用了发布日期",
                    "the text is signed {written}, the page was published {day}: that was taken"
                ),
            );
        }
        draft.date = Some(day);
        return;
    }
    if draft.date.is_some() {
        return;
    }
    if let Some(date) = &context.given.date {
        draft.decide("date", Sureness::Sure, say!("日期 {date}：命令里写的", "date {date}: as the command says"));
        draft.date = Some(date.clone());
        return;
    }
    let today = &context.today;
    draft.decide(
        "date",
        Sureness::Asked,
        say!("原文没有写日期，先写今天 {today}，请改成见报的那天", "the text has no date: today, {today}, stands for it; change it"),
    );
    draft.date = Some(today.clone());
}
