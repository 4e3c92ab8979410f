//! Tables of a page: which hold data and which only place things side by side.
//!
//! In: the element of a table. Out: its rows, with merged cells made flat; nothing where it is a frame around text,
//! pictures or other tables, which then runs down the page as any text.

use super::super::draft::Run;
use super::flow;
use super::look::Dropped;
use super::tree::Tree;

/// The most cells that a table has, those that merging covers among them.
const MOST_CELLS: usize = 5_000;
/// The longest text of a cell; what is longer is set, not tabulated.
const LONGEST: usize = 300;

/// A table of data.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Vec<Run>>>,
    pub(super) merged: usize,
    pub(super) dropped: Vec<(Dropped, String)>,
}

/// The table of an element, if it holds data.
pub(super) fn read(tree: &Tree, at: usize) -> Option<Table> {
    if holds_more(tree, at) {
        return None;
    }
    let mut table = Table { rows: Vec::new(), merged: 0, dropped: Vec::new() };
    let mut count = 0;
    // How many rows more a cell of each column covers.
    let mut covered: Vec<usize> = Vec::new();
    for row in rows(tree, at)? {
        let mut cells: Vec<Vec<Run>> = Vec::new();
        let mut covers = Vec::new();
        let cover = |cells: &mut Vec<Vec<Run>>, covers: &mut Vec<usize>| {
            while let Some(left) = covered.get(cells.len()).filter(|left| **left > 0) {
                covers.push(left - 1);
                cells.push(Vec::new());
            }
        };
        for cell in tree.element(row)?.children.iter().filter(|child| is(tree, **child, &["td", "th"])) {
            cover(&mut cells, &mut covers);
            let span = |name: &str| {
                let given = tree.element(*cell).and_then(|cell| cell.attribute(name)).and_then(|span| span.trim().parse::<usize>().ok());
                given.unwrap_or(1).clamp(1, 100)
            };
            let (across, down) = (span("colspan"), span("rowspan"));
            table.merged += usize::from(across > 1 || down > 1);
            cells.push(runs(tree, *cell, &mut table.dropped)?);
            cells.extend(std::iter::repeat_n(Vec::new(), across - 1));
            covers.extend(std::iter::repeat_n(down - 1, across));
            count += across;
            if count > MOST_CELLS {
                return None;
            }
        }
        cover(&mut cells, &mut covers);
        count += covers.len();
        covered = covers;
        table.rows.push(cells);
    }
    table.rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let is_data = table.rows.len() > 1 && table.rows.iter().any(|row| row.len() > 1);
    is_data.then_some(table)
}

/// Whether a table or a picture stands in a table: seen before any cell is read, so that tables within tables are read once.
fn holds_more(tree: &Tree, at: usize) -> bool {
    let mut left: Vec<usize> = tree.element(at).map(|table| table.children.clone()).unwrap_or_default();
    while let Some(at) = left.pop() {
        if is(tree, at, &["table", "img"]) {
            return true;
        }
        left.extend(tree.element(at).iter().flat_map(|element| &element.children));
    }
    false
}

fn is(tree: &Tree, at: usize, names: &[&str]) -> bool {
    tree.element(at).is_some_and(|element| names.contains(&element.name.as_str()))
}

/// The rows of a table that holds nothing but rows.
fn rows(tree: &Tree, at: usize) -> Option<Vec<usize>> {
    let mut rows = Vec::new();
    for child in &tree.element(at)?.children {
        if is(tree, *child, &["thead", "tbody", "tfoot"]) {
            let inner = &tree.element(*child)?.children;
            if inner.iter().any(|inner| !is(tree, *inner, &["tr"]) && !tree.text(*inner).is_empty() || is_words(tree, *inner)) {
                return None;
            }
            rows.extend(inner.iter().copied().filter(|inner| is(tree, *inner, &["tr"])));
        } else if is(tree, *child, &["tr"]) {
            rows.push(*child);
        } else if is_words(tree, *child) || !is(tree, *child, &["colgroup", "col"]) && !tree.text(*child).is_empty() {
            return None;
        }
    }
    let has_stray = rows.iter().any(|row| {
        tree.element(*row).is_some_and(|row| {
            row.children.iter().any(|child| !is(tree, *child, &["td", "th"]) && (is_words(tree, *child) || !tree.text(*child).is_empty()))
        })
    });
    (!has_stray).then_some(rows)
}

fn is_words(tree: &Tree, at: usize) -> bool {
    tree.element(at).is_none() && !tree.text(at).is_empty()
}

/// The text of a cell as one line, unless the cell holds what a table of Markdown cannot.
fn runs(tree: &Tree, at: usize, dropped: &mut Vec<(Dropped, String)>) -> Option<Vec<Run>> {
    let flow = flow::part(tree, at);
    dropped.extend(flow.dropped);
    let mut runs: Vec<Run> = Vec::new();
    let mut length = 0;
    for line in flow.lines {
        length += line.text().chars().count();
        if !runs.is_empty() {
            runs.push(Run::plain(" "));
        }
        runs.extend(line.runs.into_iter().map(|run| Run { bold: false, ..run }));
    }
    (length <= LONGEST).then_some(runs)
}
