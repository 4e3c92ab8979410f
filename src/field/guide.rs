//! The tables of the editors' guide, made from the table of fields.

use super::{Field, Need, Table};
use crate::note::{Speech, code::Bilingual};

/// A table in Markdown: a line for each field that has an effect. `own` leaves out what the table shares with others.
#[must_use]
pub fn markdown(table: &Table, own: bool, speech: Speech) -> String {
    let say = |text: Bilingual| match speech {
        Speech::Chinese => text.zh,
        Speech::English => text.en,
    };
    let (head, required) = match speech {
        Speech::Chinese => ("| 名字 | 写什么 | 有什么用 |", "必须写；"),
        Speech::English => ("| field | what to write | what it is for |", "required; "),
    };
    let line = |field: &'static Field| {
        let must = if field.need == Need::Required { required } else { "" };
        format!("| `{}` {} | {} | {must}{} |\n", field.key, say(field.label()), say(field.takes.words()).trim(), say(field.hint))
    };
    let shared = if own { table.rows().count() - table.own.len() } else { 0 };
    let lines: String = table.rows().skip(shared).filter(|field| field.need != Need::Later).map(line).collect();
    format!("{head}\n|---|---|---|\n{lines}")
}
