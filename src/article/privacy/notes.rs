//! What is found in a file of the site, as notes; and the numbers masked in every other note of that file.

use std::ops::Range;

use super::{Allowed, Finding, Rule, look, masked, shown};
use crate::note::{Lines, Note, Place, Sentence, codes};
use crate::source::Kind;

/// Looks through a file and adds its notes. What `allowed` names is let through and listed.
pub(crate) fn notes(kind: Kind, path: &str, text: &str, allowed: &[Allowed], notes: &mut Vec<Note>) {
    notes.extend(in_name(path));
    let found = look(text);
    if found.is_empty() && allowed.is_empty() {
        return;
    }
    let hidden = masked(text, &found);
    let lines = Lines::new(path, &hidden, 1);
    let reasons = block(text, &["privacy_allow", "隐私放行"]);
    // The telephone under which a community is reached belongs to its office: it is meant to be called.
    let office = if matches!(kind, Kind::Article) { None } else { block(text, &["contact", "联系方式", "联系"]) };
    let is_within =
        |range: &Option<Range<usize>>, finding: &Finding| range.as_ref().is_some_and(|range| range.contains(&finding.range.start));
    let mut used = vec![false; allowed.len()];
    let mut said = Vec::new();
    for finding in found.iter().filter(|finding| !is_within(&reasons, finding)) {
        if !finding.rule.is_error() && is_within(&office, finding) {
            continue;
        }
        match allowed.iter().position(|entry| entry.means(&text[finding.range.clone()])) {
            Some(nth) => {
                used[nth] = true;
                said.push(codes::privacy::allowed(lines.place(finding.range.clone()), &finding.masked, &allowed[nth].why));
            }
            None => said.push(note(finding.rule, lines.place(finding.range.clone()), &finding.masked)),
        }
    }
    notes.extend(said);
    for (entry, _) in allowed.iter().zip(used).filter(|(_, used)| !used) {
        let what = entry.what.as_str();
        let shown = look(what).first().map_or_else(|| what.chars().take(20).collect(), |finding| finding.masked.clone());
        notes.push(codes::privacy::allows_nothing(entry.place.clone(), shown));
    }
    hide(text, &hidden, &found, notes);
}

/// What is found in a file's own name.
pub(crate) fn in_name(path: &str) -> Vec<Note> {
    // Years and months of folders are no digits of a number.
    let found = path.split('/').flat_map(|part| look(part).into_iter());
    let found = found.filter(|finding| !matches!(finding.rule, Rule::Health | Rule::Minor));
    found.map(|finding| codes::privacy::in_file_name(finding.rule.is_error(), Place::file(path), &finding.masked)).collect()
}

/// The note on a finding.
pub(super) fn note(rule: Rule, place: Place, masked: &str) -> Note {
    match rule {
        Rule::IdNumber => codes::privacy::id_number(place, masked),
        Rule::OldIdNumber => codes::privacy::old_id_number(place, masked),
        Rule::BankCard => codes::privacy::bank_card(place, masked),
        Rule::Mobile => codes::privacy::mobile(place, masked),
        Rule::Address => codes::privacy::address(place, masked),
        Rule::Health => codes::privacy::health(place, masked),
        Rule::Minor => codes::privacy::minor(place, masked),
        Rule::Plate => codes::privacy::plate(place, masked),
        Rule::Passport => codes::privacy::passport(place, masked),
    }
}

/// The bytes of a field of the front matter with all that belongs to it.
fn block(text: &str, keys: &[&str]) -> Option<Range<usize>> {
    let mut range: Option<Range<usize>> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let bare = line.trim_end();
        match &mut range {
            Some(range) if bare.is_empty() || line.starts_with([' ', '\t', '-', '\u{3000}']) && !bare.starts_with("---") => range.end = end,
            Some(_) => break,
            None if at > 0 && bare == "---" => break,
            None => {
                let is_key = |key: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with([':', '：']));
                if keys.iter().any(|key| is_key(key)) {
                    range = Some(at..end);
                }
            }
        }
        at = end;
    }
    range
}

/// Masks in all notes of a file what was found in it: a report is read by more eyes than the article's editor's.
fn hide(text: &str, hidden: &str, found: &[Finding], notes: &mut [Note]) {
    let lines: Vec<&str> = hidden.split('\n').collect();
    let secrets: Vec<(&str, String)> =
        found.iter().map(|finding| (&text[finding.range.clone()], finding.rule)).map(|(raw, rule)| (raw, shown(rule, raw))).collect();
    for note in notes {
        let line = usize::try_from(note.place.line).ok().and_then(|line| line.checked_sub(1)).and_then(|line| lines.get(line));
        if let Some(line) = line {
            let count = note.place.text.chars().count();
            let skipped = usize::try_from(note.place.skipped).unwrap_or(0);
            note.place.text = line.chars().skip(skipped).take(count).collect();
        }
        for (raw, shown) in &secrets {
            let hide = |sentence: &mut Sentence| {
                if sentence.zh.contains(raw) {
                    *sentence = Sentence { zh: sentence.zh.replace(raw, shown), en: sentence.en.replace(raw, shown) };
                }
            };
            hide(&mut note.message);
            note.remedy.iter_mut().for_each(hide);
        }
    }
}
