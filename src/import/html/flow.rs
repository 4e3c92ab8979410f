//! The text of a page as it runs down the screen: one line for each block, with its form.
//!
//! In: a tree, and which element holds the story. Out: lines with their runs, pictures by their element, tables as
//! rows; and what no reader sees as text: cards, videos, buttons, what is hidden. Each text of the tree is in one of
//! these.

use super::super::draft::{Run, text_of};
use super::look::{Dropped, Look, dropped, is_around, is_block, is_icon, shape};
use super::table;
use super::tree::{Element, Node, Tree, is_unseen};
use crate::byline::is_han;

/// What a line is by its tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Heading(u8),
    /// Its number, if the list counts, and how deep it stands.
    Item(Option<u32>, u8),
    Quote,
    Caption,
    Table(Vec<Vec<Vec<Run>>>),
    /// The element of the picture.
    Picture(usize),
}

/// A line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) form: Form,
    pub(super) runs: Vec<Run>,
    pub(super) is_centred: bool,
    /// Size in pixels of most of its characters; 0 where the page says none.
    pub(super) size: u32,
    /// Whether it stands in the element that holds the story.
    pub(super) is_inside: bool,
    /// Whether it is of a menu, a foot or another part around the story.
    pub(super) is_around: bool,
}

impl Line {
    /// Its characters.
    pub(super) fn text(&self) -> String {
        text_of(&self.runs)
    }
}

/// A page as it runs down.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) lines: Vec<Line>,
    /// What is not text: what it is, and the words in it.
    pub(super) dropped: Vec<(Dropped, String)>,
    /// Merged cells of tables.
    pub(super) merged: usize,
}

struct Reader<'a> {
    tree: &'a Tree,
    inside: usize,
    flow: Flow,
    runs: Vec<Run>,
    sizes: Vec<(u32, usize)>,
    look: Look,
    /// A blank that was read and not written, and whether it was a line end of the source.
    blank: Option<bool>,
    item: Option<(Option<u32>, u8)>,
}

/// The lines of a page; `inside` is the element that holds the story.
pub(super) fn read(tree: &Tree, inside: usize) -> Flow {
    let mut reader =
        Reader { tree, inside, flow: Flow::default(), runs: Vec::new(), sizes: Vec::new(), look: Look::default(), blank: None, item: None };
    reader.node(0, &Look::default());
    reader.end_line();
    reader.flow
}

/// The lines within one element, such as the cell of a table.
pub(super) fn part(tree: &Tree, at: usize) -> Flow {
    let mut reader = Reader {
        tree,
        inside: at,
        flow: Flow::default(),
        runs: Vec::new(),
        sizes: Vec::new(),
        look: Look::default(),
        blank: None,
        item: None,
    };
    if let Some(element) = tree.element(at) {
        let look = Look { is_inside: true, ..Look::default() };
        element.children.iter().for_each(|child| reader.node(*child, &look));
    }
    reader.end_line();
    reader.flow
}

impl Reader<'_> {
    fn node(&mut self, at: usize, look: &Look) {
        match self.tree.nodes.get(at) {
            Some(Node::Text(text)) => self.text(text, look),
            Some(Node::Element(element)) => self.element(at, element, look),
            None => {}
        }
    }

    fn element(&mut self, at: usize, element: &Element, look: &Look) {
        let name = element.name.as_str();
        // The last is a mark of WeChat's editor, without text.
        if is_unseen(name) || name == "mp-style-type" {
            return;
        }
        let is_inside = look.is_inside || at == self.inside;
        if let Some(what) = dropped(element, is_inside) {
            let text = self.tree.text(at);
            if is_inside {
                // A drawing or an empty frame says nothing.
                if what != Dropped::Hidden || !text.is_empty() {
                    self.flow.dropped.push((what, text));
                }
            } else if !text.is_empty() {
                self.end_line();
                self.push(Form::Text, vec![Run::plain(text)], &Look { is_around: true, ..Look::default() }, 0);
            }
            return;
        }
        match name {
            "br" => return self.line_break(look),
            "img" => return self.picture(at, element, look),
            "hr" => return self.end_line(),
            _ => {}
        }
        let mut look = look.clone();
        let style = element.attribute("style").unwrap_or_default();
        let is_block = is_block(name, style);
        shape(&mut look, name, style, element);
        look.is_inside = is_inside;
        look.is_around = look.is_around && at != self.inside || !is_inside && is_around(element);
        if is_block {
            self.end_line();
        }
        if name == "table" {
            let found = if look.is_inside { table::read(self.tree, at) } else { None };
            if let Some(table) = found {
                self.flow.merged += table.merged;
                self.flow.dropped.extend(table.dropped);
                self.push(Form::Table(table.rows), Vec::new(), &look, 0);
                return;
            }
        }
        let mut number = match name {
            "ol" => Some(element.attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1_u32)),
            _ => None,
        };
        if matches!(name, "ol" | "ul") {
            look.lists = look.lists.saturating_add(1);
        }
        for child in &element.children {
            let is_item = self.tree.element(*child).is_some_and(|child| child.name == "li");
            if is_item {
                self.end_line();
                self.item = Some((number, look.lists.saturating_sub(1)));
                number = number.map(|number| number.saturating_add(1));
            }
            self.node(*child, &look);
            if is_item {
                self.end_line();
                self.item = None;
            }
        }
        if is_block {
            self.end_line();
        }
    }

    fn text(&mut self, text: &str, look: &Look) {
        let mut run = Run {
            text: String::new(),
            bold: look.bold && look.heading == 0,
            italic: look.italic,
            link: look.link.as_deref().map(str::to_owned),
            footnote: None,
        };
        let mut count = 0;
        for c in text.chars() {
            match c {
                '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\0' => {}
                '\n' | '\r' if look.is_pre => {
                    if c == '\n' {
                        run.text.push('\n');
                    }
                }
                '\u{2028}' | '\u{2029}' | '\u{0b}' | '\u{0c}' | '\u{85}' => self.blank = Some(self.blank.unwrap_or(true)),
                c if c == '\u{a0}' || c != '\u{3000}' && c.is_whitespace() => {
                    let is_line_end = matches!(c, '\n' | '\r');
                    self.blank = Some(self.blank.unwrap_or(true) && is_line_end);
                }
                c if c.is_control() => {}
                c => {
                    if count == 0 && self.runs.is_empty() {
                        self.look = look.clone();
                    }
                    let before = run.text.chars().next_back().or_else(|| self.runs.last().and_then(|run| run.text.chars().next_back()));
                    if let Some(is_line_end) = self.blank.take()
                        && let Some(before) = before.filter(|before| *before != '\n')
                    {
                        // A source breaks its lines anywhere; between Han a browser's blank is none.
                        if !(is_line_end && is_wide(before) && is_wide(c)) {
                            run.text.push(' ');
                        }
                    }
                    run.text.push(c);
                    count += 1;
                }
            }
        }
        if count == 0 && !run.text.contains('\n') {
            return;
        }
        match self.sizes.iter_mut().find(|(size, _)| *size == look.size) {
            Some((_, sum)) => *sum += count,
            None => self.sizes.push((look.size, count)),
        }
        match self.runs.last_mut() {
            Some(last) if (last.bold, last.italic, &last.link) == (run.bold, run.italic, &run.link) => last.text.push_str(&run.text),
            _ => self.runs.push(run),
        }
    }

    fn line_break(&mut self, look: &Look) {
        self.blank = None;
        match self.runs.last_mut() {
            Some(run) => run.text.push('\n'),
            None => self.look = look.clone(),
        }
    }

    fn picture(&mut self, at: usize, element: &Element, look: &Look) {
        if is_icon(element) {
            let alt = element.attribute("alt").unwrap_or_default().to_owned();
            if look.is_inside {
                self.flow.dropped.push((Dropped::Icon, alt));
            }
            return;
        }
        self.end_line();
        self.push(Form::Picture(at), Vec::new(), look, look.size);
    }

    /// Ends the line that is open. Two breaks, and a break before an indent or after a full stop, part paragraphs.
    fn end_line(&mut self) {
        self.blank = None;
        let runs = std::mem::take(&mut self.runs);
        let sizes = std::mem::take(&mut self.sizes);
        let size = sizes.iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| *size);
        let look = std::mem::take(&mut self.look);
        for runs in paragraphs(runs) {
            if runs.iter().all(|run| run.text.trim().is_empty()) {
                continue;
            }
            let form = match self.item.take() {
                Some((number, depth)) => Form::Item(number, depth),
                None if look.heading > 0 => Form::Heading(look.heading),
                None if look.is_caption => Form::Caption,
                None if look.is_quote => Form::Quote,
                None => Form::Text,
            };
            self.push(form, runs, &look, size);
        }
    }

    fn push(&mut self, form: Form, runs: Vec<Run>, look: &Look, size: u32) {
        self.flow.lines.push(Line { form, runs, is_centred: look.is_centred, size, is_inside: look.is_inside, is_around: look.is_around });
    }
}

fn is_wide(c: char) -> bool {
    is_han(c) || "，。、；：！？“”‘’（）《》【】—…　".contains(c)
}

/// Runs parted where breaks part paragraphs.
fn paragraphs(runs: Vec<Run>) -> Vec<Vec<Run>> {
    if !runs.iter().any(|run| run.text.contains('\n')) {
        return vec![trimmed(runs)];
    }
    let mut all = Vec::new();
    let mut current: Vec<Run> = Vec::new();
    // The end of the line before, if a break was read behind it.
    let mut broken = 0;
    let mut last = None;
    for run in runs {
        let mut text = String::new();
        for c in run.text.chars() {
            if c == '\n' {
                broken += 1;
                continue;
            }
            if broken > 0 {
                let is_apart = broken > 1
                    || c == '\u{3000}'
                    || last.is_none_or(|last| matches!(last, '。' | '！' | '？' | '”' | '；' | '：' | '.' | '!' | '?' | '…'));
                if is_apart {
                    current.push(Run { text: std::mem::take(&mut text), ..run.clone() });
                    all.push(trimmed(std::mem::take(&mut current)));
                } else {
                    text.push('\n');
                }
                broken = 0;
            }
            text.push(c);
            if !c.is_whitespace() {
                last = Some(c);
            }
        }
        current.push(Run { text, ..run });
    }
    all.push(trimmed(current));
    all
}

/// Without empty runs and without blanks at both ends.
fn trimmed(mut runs: Vec<Run>) -> Vec<Run> {
    runs.retain(|run| !run.text.is_empty());
    while let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
    runs
}
