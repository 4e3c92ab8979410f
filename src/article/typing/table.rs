//! Tables: pasted with tabs, drawn with full-width bars, without their line of dashes, with rows wider than the head.

use std::ops::Range;

use super::Look;
use super::slips::Slip;

/// The most cells of a row that is made a table.
const MOST_CELLS: usize = 60;

impl Look<'_> {
    /// A table of Markdown whose rows have more cells than its head: the head gets as many.
    pub(super) fn wide_rows(&mut self, table: &Range<usize>) {
        let Some(text) = self.text.get(table.clone()) else { return };
        let mut lines = Vec::new();
        let mut at = table.start;
        for line in text.split_inclusive('\n') {
            let bare = line.trim_end();
            let inner = bare.trim_start_matches(['>', ' ', '\t']);
            if !inner.is_empty() {
                let end = at + bare.len();
                lines.push((end - inner.len()..end, cells(inner)));
            }
            at += line.len();
        }
        let [(head, wanted), (dashes, _), rows @ ..] = lines.as_slice() else { return };
        let (wanted, head, dashes) = (wanted.len(), head.clone(), dashes.clone());
        let mut most = wanted;
        for (range, row) in rows {
            let used = row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
            if used > wanted && used <= MOST_CELLS {
                most = most.max(used);
                let lost = row.get(wanted).map_or("", |cell| cell.trim());
                self.say(Slip::WideRow, range.clone(), lost, "");
            }
        }
        if most > wanted {
            for (line, cell) in [(head, "  |"), (dashes, " --- |")] {
                let bar = if self.text[line.clone()].ends_with('|') { "" } else { " |" };
                self.edits.put(line.end..line.end, format!("{bar}{}", cell.repeat(most - wanted)));
            }
        }
    }

    /// Lines with bars that make no table yet; whether they were made one.
    pub(super) fn bars(&mut self, lines: &[Range<usize>]) -> bool {
        let texts: Vec<&str> = lines.iter().map(|line| self.text.get(line.clone()).unwrap_or_default()).collect();
        let is_row = |text: &&str| text.trim_start().starts_with(['|', '｜']) && text.matches(['|', '｜']).nth(1).is_some();
        let Some(first) = texts.iter().position(is_row).or_else(|| texts.get(1).filter(|text| is_dashes(text)).map(|_| 0)) else {
            return false;
        };
        let is_drawn = is_row(&texts[first]);
        let count = texts[first..].iter().take_while(|text| if is_drawn { is_row(text) } else { text.contains(['|', '｜']) }).count();
        let has_dashes = texts.get(first + 1).is_some_and(|text| is_dashes(text));
        let head = cells(&straight(texts[first])).len();
        if count < 2 || !(2..=MOST_CELLS).contains(&head) || !self.begins_line(lines[first].start) || count == 2 && has_dashes && !is_drawn
        {
            return false;
        }
        let range = lines[first].clone();
        self.say(Slip::BarTable, range.clone(), texts[first], &format!("|{}", " --- |".repeat(head)));
        if first > 0 {
            self.edits.put(range.start..range.start, "\n");
        }
        for (index, line) in lines[first..first + count].iter().enumerate() {
            let row = straight(&self.text[line.clone()]);
            let dashes = format!("|{}", " --- |".repeat(head));
            match (index, has_dashes) {
                (0, false) => self.edits.put(line.clone(), format!("{row}\n{dashes}")),
                (1, true) => self.edits.put(line.clone(), dashes),
                _ => self.edits.put(line.clone(), row),
            }
        }
        if let Some(after) = lines.get(first + count) {
            self.edits.put(after.start..after.start, "\n");
        }
        true
    }

    /// Lines with tabs between words, as a table of a spreadsheet is pasted; whether they were made a table.
    pub(super) fn tabs(&mut self, lines: &[Range<usize>]) -> bool {
        let rows: Vec<Range<usize>> = lines
            .iter()
            .map(|line| {
                let before = self.text.get(..line.start).unwrap_or_default();
                line.start - (before.len() - before.trim_end_matches('\t').len())..line.end
            })
            .collect();
        let texts: Vec<&str> = rows.iter().map(|row| self.text.get(row.clone()).unwrap_or_default()).collect();
        let has_tabs =
            |text: &&str| text.trim_end().contains('\t') && text.trim_matches('\t').contains('\t') || text.trim_end().starts_with('\t');
        let Some(first) = texts.iter().position(|text| text.trim().contains('\t')) else { return false };
        let count = texts[first..].iter().take_while(|text| has_tabs(text)).count();
        let most = texts[first..first + count].iter().map(|text| text.split('\t').count()).max().unwrap_or(0);
        if count < 2 || most > MOST_CELLS || !self.begins_line(rows[first].start) {
            return false;
        }
        self.say(Slip::TabTable, rows[first].clone(), texts[first], "");
        if first > 0 {
            self.edits.put(rows[first].start..rows[first].start, "\n");
        }
        for (index, row) in rows[first..first + count].iter().enumerate() {
            let typed = &self.text[row.clone()];
            let mut made = String::from("|");
            for cell in typed.split('\t').chain(std::iter::repeat("")).take(most) {
                made.push_str(&format!(" {} |", cell.trim().replace('|', "\\|")));
            }
            if index == 0 {
                made.push_str(&format!("\n|{}", " --- |".repeat(most)));
            }
            self.edits.put(row.clone(), made);
        }
        if let Some(after) = rows.get(first + count) {
            self.edits.put(after.start..after.start, "\n");
        }
        true
    }
}

/// The cells of a row: what stands between its bars, but for escaped ones.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, byte) in row.bytes().enumerate() {
        match byte {
            b'|' if !escaped => {
                cells.push(&row[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < row.len() {
        cells.push(&row[start..]);
    }
    cells
}

/// Whether a row holds nothing but dashes and colons, of whatever width.
fn is_dashes(row: &str) -> bool {
    row.contains(['-', '－', '—'])
        && row.contains(['|', '｜'])
        && row.chars().all(|c| matches!(c, '-' | '－' | '—' | ':' | '：' | '|' | '｜' | ' '))
}

/// A row with its full-width bars as Markdown's.
fn straight(row: &str) -> String {
    row.replace('｜', "|")
}
