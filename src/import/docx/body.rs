//! The parts of a Word file as paragraphs and tables, each with the form that it was given.

use std::collections::BTreeMap;

use super::super::draft::Run;
use super::package::{Package, Refusal};
use super::parts::{Style, numbering, relationships, styles};
use super::shape::{Counts, Document, Item, Paragraph};
use super::xml::{Token, each, is_on, value};

pub(super) fn read(package: &mut Package<'_>) -> Result<Document, Refusal> {
    let main = main_part(package)?;
    let text = package.text(&main)?.ok_or(Refusal::NoDocument)?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let part = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let links = relationships(package.text(&part(&format!("_rels/{file}.rels")))?)?;
    let styles = styles(package.text(&part("styles.xml"))?)?;
    let numbering = numbering(package.text(&part("numbering.xml"))?)?;
    let mut notes = BTreeMap::new();
    for kind in ["footnotes", "endnotes"] {
        if let Some(text) = package.text(&part(&format!("{kind}.xml")))? {
            for (id, runs) in notes_of(&text, &styles, &links)? {
                notes.insert((kind == "endnotes", id), runs);
            }
        }
    }
    let mut reader = Reader::new(&styles, &links);
    each(&text, &mut |token| reader.take(token))?;
    reader.finish();
    let mut document = Document { numbering, links: links.clone(), counts: reader.counts, items: reader.items, ..Document::default() };
    // Footnotes in the order of their marks; one that nothing refers to stands after them.
    for key in reader.note_ids {
        document.footnotes.push(notes.remove(&key).unwrap_or_default());
    }
    for name in package.names() {
        let stem = name.rsplit('/').next().unwrap_or_default();
        if (stem.starts_with("header") || stem.starts_with("footer")) && stem.ends_with(".xml") && name.starts_with(folder) {
            let Some(text) = package.text(&name)? else { continue };
            let mut reader = Reader::new(&styles, &links);
            each(&text, &mut |token| reader.take(token))?;
            reader.finish();
            let words: Vec<String> = reader.items.iter().map(text_of).filter(|text| !text.trim().is_empty()).collect();
            document.around.extend(words);
        }
    }
    if let Some(text) = package.text(&part("comments.xml"))? {
        let mut count = 0;
        each(&text, &mut |token| count += usize::from(matches!(token, Token::Open(name, _) if name == "comment")))?;
        document.counts.comments = count;
    }
    Ok(document)
}

pub(super) fn text_of(item: &Item) -> String {
    match item {
        Item::Paragraph(paragraph) => paragraph.runs.iter().map(|run| run.text.as_str()).collect(),
        Item::Table(rows) => rows.iter().flatten().flatten().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" "),
    }
}

/// The part with the text, by the relationships of the whole.
fn main_part(package: &mut Package<'_>) -> Result<String, Refusal> {
    let mut found = None;
    if let Some(text) = package.text("_rels/.rels")? {
        each(&text, &mut |token| {
            if let Token::Open(name, attributes) = token
                && name == "Relationship"
                && value(&attributes, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
                && found.is_none()
            {
                found = value(&attributes, "Target").map(|target| target.trim_start_matches('/').to_owned());
            }
        })?;
    }
    Ok(found.filter(|name| name.ends_with(".xml") && !name.contains("..")).unwrap_or_else(|| "word/document.xml".to_owned()))
}

/// The footnotes or endnotes of a part by id.
fn notes_of(
    text: &str,
    styles: &BTreeMap<String, Style>,
    links: &BTreeMap<String, (String, bool)>,
) -> Result<BTreeMap<String, Vec<Run>>, Refusal> {
    let mut found = BTreeMap::new();
    let mut current: Option<(String, Reader<'_>)> = None;
    each(text, &mut |token| match token {
        Token::Open(name, attributes) if matches!(name.as_str(), "footnote" | "endnote") => {
            let is_rule = matches!(value(&attributes, "type"), Some("separator" | "continuationSeparator" | "continuationNotice"));
            current = (!is_rule).then(|| (value(&attributes, "id").unwrap_or_default().to_owned(), Reader::new(styles, links)));
        }
        Token::Close(name) if matches!(name.as_str(), "footnote" | "endnote") => {
            if let Some((id, mut reader)) = current.take() {
                reader.finish();
                let mut runs: Vec<Run> = Vec::new();
                for item in reader.items {
                    if let Item::Paragraph(paragraph) = item {
                        if !runs.is_empty() {
                            runs.push(Run::plain(" "));
                        }
                        runs.extend(paragraph.runs);
                    }
                }
                found.insert(id, runs);
            }
        }
        token => {
            if let Some((_, reader)) = &mut current {
                reader.take(token);
            }
        }
    })?;
    Ok(found)
}

/// A table as it grows.
#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<Vec<Run>>>,
    span: usize,
}

/// Follows the tags of a document.
struct Reader<'a> {
    styles: &'a BTreeMap<String, Style>,
    links: &'a BTreeMap<String, (String, bool)>,
    items: Vec<Item>,
    /// Paragraphs that are open: those of a text box lie within another.
    paragraphs: Vec<Paragraph>,
    /// Whole paragraphs of text boxes, until the paragraph around them ends.
    boxed: Vec<Item>,
    tables: Vec<Table>,
    run: Run,
    /// Characters by size, of the open paragraphs.
    sizes: Vec<BTreeMap<u32, usize>>,
    size: u32,
    link: Option<String>,
    in_text: bool,
    in_run_form: bool,
    in_paragraph_form: bool,
    /// Within what is not read: a deletion, the second form of a drawing.
    skipped: usize,
    skipping: Vec<&'static str>,
    is_deleted: bool,
    note_ids: Vec<(bool, String)>,
    counts: Counts,
    is_hidden: bool,
}

impl<'a> Reader<'a> {
    fn new(styles: &'a BTreeMap<String, Style>, links: &'a BTreeMap<String, (String, bool)>) -> Self {
        Self {
            styles,
            links,
            items: Vec::new(),
            paragraphs: Vec::new(),
            boxed: Vec::new(),
            tables: Vec::new(),
            run: Run::default(),
            sizes: Vec::new(),
            size: 0,
            link: None,
            in_text: false,
            in_run_form: false,
            in_paragraph_form: false,
            skipped: 0,
            skipping: Vec::new(),
            is_deleted: false,
            note_ids: Vec::new(),
            counts: Counts::default(),
            is_hidden: false,
        }
    }

    fn take(&mut self, token: Token) {
        match token {
            Token::Open(name, attributes) => self.open(&name, &attributes),
            Token::Close(name) => self.close(&name),
            Token::Text(text) if self.is_deleted && !text.trim().is_empty() => self.counts.deleted.push_str(text.trim()),
            Token::Text(text) if self.in_text && self.skipped == 0 => self.write(&text),
            Token::Text(_) => {}
        }
    }

    fn write(&mut self, text: &str) {
        if self.paragraphs.is_empty() {
            self.begin();
        }
        // A hidden text is one that nobody reads on paper; the office wants none of it on the site either.
        if self.is_hidden {
            return;
        }
        let run = Run { text: text.to_owned(), link: self.link.clone(), ..self.run.clone() };
        if let Some(sizes) = self.sizes.last_mut() {
            *sizes.entry(self.size).or_default() += text.chars().count();
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.runs.push(run);
        }
    }

    fn begin(&mut self) {
        self.paragraphs.push(Paragraph::default());
        self.sizes.push(BTreeMap::new());
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let skips = ["del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "docDefaults"];
        if let Some(skip) = skips.iter().find(|skip| **skip == name) {
            self.skipped += 1;
            self.skipping.push(skip);
            if matches!(name, "del" | "moveFrom") && !self.in_run_form && !self.in_paragraph_form {
                self.counts.deletions += 1;
                self.is_deleted = true;
            }
            return;
        }
        if self.skipped > 0 {
            return;
        }
        let given = value(attributes, "val").unwrap_or_default();
        match name {
            "p" => self.begin(),
            "pPr" => self.in_paragraph_form = true,
            "rPr" => self.in_run_form = true,
            "r" => {
                self.run = self.of_style();
                self.is_hidden = false;
                self.size = 0;
            }
            "t" => self.in_text = true,
            "tab" if !self.in_paragraph_form => self.write(" "),
            "br" | "cr" if !self.in_paragraph_form && !matches!(value(attributes, "type"), Some("page" | "column")) => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "rt" => self.write("（"),
            "ins" | "moveTo" if !self.in_run_form && !self.in_paragraph_form => self.counts.insertions += 1,
            "hyperlink" => {
                self.link = value(attributes, "id")
                    .and_then(|id| self.links.get(id))
                    .filter(|(_, outside)| *outside)
                    .map(|(target, _)| target.clone())
            }
            "footnoteReference" | "endnoteReference" => self.note(name == "endnoteReference", value(attributes, "id").unwrap_or_default()),
            "blip" | "imagedata" => self.picture(attributes),
            "txbxContent" => self.counts.boxes += 1,
            "tbl" => self.tables.push(Table::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.span = 1;
                    if let Some(row) = table.rows.last_mut() {
                        row.push(Vec::new());
                    }
                }
            }
            "gridSpan" => {
                if let Some(table) = self.tables.last_mut() {
                    table.span = given.parse().unwrap_or(1).clamp(1, 64);
                    self.counts.merged += usize::from(table.span > 1);
                }
            }
            "vMerge" => self.counts.merged += usize::from(value(attributes, "val") == Some("restart")),
            _ if self.in_run_form => self.run_form(name, given, attributes),
            _ if self.in_paragraph_form => self.paragraph_form(name, given),
            _ => {}
        }
    }

    fn of_style(&self) -> Run {
        let style = self.paragraphs.last().and_then(|paragraph| self.styles.get(&paragraph.style));
        // A heading is bold by itself; what matters is what was made bold beyond its style.
        let is_plain = style.is_some_and(|style| style.outline.is_none() && !style.name.contains("title") && style.name != "标题");
        Run { bold: is_plain && style.and_then(|style| style.is_bold).unwrap_or(false), ..Run::default() }
    }

    fn run_form(&mut self, name: &str, given: &str, attributes: &[(String, String)]) {
        if self.in_paragraph_form {
            return;
        }
        match name {
            "b" => self.run.bold = is_on(attributes),
            "i" => self.run.italic = is_on(attributes),
            "sz" => self.size = given.parse().unwrap_or(0),
            "vanish" => self.is_hidden = is_on(attributes),
            _ => {}
        }
    }

    fn paragraph_form(&mut self, name: &str, given: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => given.clone_into(&mut paragraph.style),
            "jc" => {
                paragraph.is_centred = given == "center";
                paragraph.is_right = matches!(given, "right" | "end");
            }
            "outlineLvl" => paragraph.outline = given.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1),
            "ilvl" => {
                let level = given.parse().unwrap_or(0);
                paragraph.number = Some((paragraph.number.take().map(|(number, _)| number).unwrap_or_default(), level));
            }
            "numId" => {
                let level = paragraph.number.take().map_or(0, |(_, level)| level);
                paragraph.number = Some((given.to_owned(), level));
            }
            _ => {}
        }
    }

    fn note(&mut self, is_end: bool, id: &str) {
        let number = self.note_ids.len();
        self.note_ids.push((is_end, id.to_owned()));
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.runs.push(Run { footnote: Some(number), ..Run::default() });
        }
    }

    fn picture(&mut self, attributes: &[(String, String)]) {
        let id = value(attributes, "embed").or_else(|| value(attributes, "link")).or_else(|| value(attributes, "id"));
        let (Some(id), Some(paragraph)) = (id, self.paragraphs.last_mut()) else { return };
        if !paragraph.pictures.iter().any(|known| known == id) {
            paragraph.pictures.push(id.to_owned());
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipping.last() == Some(&name) {
            self.skipping.pop();
            self.skipped = self.skipped.saturating_sub(1);
            if self.skipped == 0 {
                self.is_deleted = false;
            }
            return;
        }
        if self.skipped > 0 {
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "pPr" => self.in_paragraph_form = false,
            "rPr" => self.in_run_form = false,
            "t" => self.in_text = false,
            "rt" => self.write("）"),
            "hyperlink" => self.link = None,
            "tc" => {
                if let Some(table) = self.tables.last_mut()
                    && let Some(row) = table.rows.last_mut()
                {
                    row.extend(std::iter::repeat_n(Vec::new(), table.span.saturating_sub(1)));
                }
            }
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        let sizes = self.sizes.pop().unwrap_or_default();
        let style = self.styles.get(&paragraph.style);
        let of_style = style.map_or(0, |style| style.size);
        paragraph.size = sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| size);
        if paragraph.size == 0 {
            paragraph.size = of_style;
        }
        if let Some(style) = style {
            paragraph.outline = paragraph.outline.or(style.outline);
            paragraph.is_centred |= style.is_centred;
            paragraph.number = paragraph.number.or_else(|| style.number.clone());
            paragraph.style.clone_from(&style.name);
        } else {
            paragraph.style = paragraph.style.to_lowercase();
        }
        if !self.paragraphs.is_empty() {
            // Within a text box: it stands after the paragraph that it hangs on.
            self.boxed.push(Item::Paragraph(paragraph));
            return;
        }
        self.put(Item::Paragraph(paragraph));
        for item in std::mem::take(&mut self.boxed) {
            self.put(item);
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let rows: Vec<_> = table.rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        if rows.is_empty() {
            return;
        }
        if self.tables.is_empty() {
            self.items.push(Item::Table(rows));
        } else {
            // A table within a cell: its cells one after the other.
            let mut runs: Vec<Run> = Vec::new();
            for cell in rows.into_iter().flatten() {
                runs.extend(cell);
                runs.push(Run::plain(" "));
            }
            self.fill_cell(runs);
        }
    }

    fn put(&mut self, item: Item) {
        if self.tables.is_empty() {
            self.items.push(item);
            return;
        }
        let Item::Paragraph(paragraph) = item else { return };
        // A picture within a table stands after it.
        if !paragraph.pictures.is_empty() {
            self.items.push(Item::Paragraph(Paragraph { pictures: paragraph.pictures, ..Paragraph::default() }));
        }
        self.fill_cell(paragraph.runs);
    }

    fn fill_cell(&mut self, runs: Vec<Run>) {
        let cell = self.tables.last_mut().and_then(|table| table.rows.last_mut()).and_then(|row| row.last_mut());
        if let Some(cell) = cell {
            if !cell.is_empty() && !runs.is_empty() {
                cell.push(Run::plain(" "));
            }
            cell.extend(runs);
        } else if !runs.is_empty() {
            self.items.push(Item::Paragraph(Paragraph { runs, ..Paragraph::default() }));
        }
    }

    /// Closes what a broken file leaves open.
    fn finish(&mut self) {
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        while !self.tables.is_empty() {
            self.end_table();
        }
    }
}
