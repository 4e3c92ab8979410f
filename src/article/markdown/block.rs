//! Blocks: paragraphs, headings, lists, quotes, tables, code, raw HTML.

use super::super::escape;
use super::super::highlight;
use super::numbers::Numbers;
use super::{Heading, MOST_DEPTH, Writer, heading};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, HeadingLevel, Tag, TagEnd};
use std::fmt::Write;
use std::ops::Range;

/// What the writer knows of the block it is in.
#[derive(Default)]
pub(super) struct Block {
    /// Offset in the HTML of the content of the open paragraph.
    pub(super) paragraph: Option<usize>,
    /// Offset in the text where the open paragraph or heading began.
    text_start: usize,
    heading: Option<OpenHeading>,
    code: Code,
    table: Table,
    /// The lines of the open block of raw HTML, and their bytes in the marked text.
    pub(super) raw: Option<(String, Range<usize>)>,
    /// The open lists; none for one without numbers.
    pub(super) numbers: Vec<Option<Numbers>>,
}

struct OpenHeading {
    /// Offset in the HTML of the end of `<h2`.
    at: usize,
    level: u8,
    id: Option<String>,
    classes: String,
}

#[derive(Default)]
enum Code {
    #[default]
    None,
    Plain,
    /// To be highlighted when it is complete.
    Known {
        language: String,
        text: String,
    },
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Block {
    pub(super) fn is_code(&self) -> bool {
        !matches!(self.code, Code::None)
    }

    /// Keeps text of code that will be highlighted.
    pub(super) fn takes_code(&mut self, piece: &str) -> bool {
        match &mut self.code {
            Code::Known { text, .. } => {
                text.push_str(piece);
                true
            }
            Code::None | Code::Plain => false,
        }
    }
}

impl<'a> Writer<'a> {
    pub(super) fn start_block(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if !matches!(tag, Tag::TableCell) {
            self.break_text();
        }
        match tag {
            Tag::Paragraph => {
                self.fresh_line();
                self.html.push_str("<p>");
                self.block.paragraph = Some(self.html.len());
                self.block.text_start = self.text.len();
            }
            Tag::Heading { level, id, classes, .. } => self.start_heading(level, id, &classes),
            Tag::BlockQuote(kind) => self.start_quote(kind, &range),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => {
                self.fresh_line();
                self.block.raw = Some((String::new(), range.start..range.start));
            }
            Tag::List(start) => {
                self.block.numbers.push(start.map(Numbers::from));
                self.start_list(start, &range);
            }
            Tag::Item => self.start_item(&range),
            Tag::DefinitionList => self.open_block("<dl>\n"),
            Tag::DefinitionListTitle => self.open_block("<dt>"),
            Tag::DefinitionListDefinition => self.open_block("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => {
                (self.block.table.in_head, self.block.table.column) = (true, 0);
                self.html.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.block.table.column = 0;
                self.html.push_str("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            // Inline elements are the caller's; math, wikilinks and metadata are not asked for.
            _ => {}
        }
    }

    pub(super) fn end_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) if self.depth < MOST_DEPTH => self.close_block("</blockquote>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_raw(),
            TagEnd::List(ordered) => {
                self.block.numbers.pop();
                if self.depth + 1 < MOST_DEPTH {
                    self.html.push_str(if ordered { "</ol>\n" } else { "</ul>\n" });
                }
            }
            TagEnd::Item if self.depth < MOST_DEPTH => self.close_block("</li>\n"),
            TagEnd::DefinitionList => self.close_block("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close_block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close_block("</dd>\n"),
            TagEnd::Table => self.close_block("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.block.table.in_head = false;
                self.close_block("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.close_block("</tr>\n"),
            TagEnd::TableCell => {
                self.html.push_str(if self.block.table.in_head { "</th>" } else { "</td>" });
                self.block.table.column += 1;
            }
            _ => {}
        }
    }

    pub(super) fn open_block(&mut self, tag: &str) {
        self.fresh_line();
        self.html.push_str(tag);
    }

    fn close_block(&mut self, tag: &str) {
        self.html.push_str(tag);
        self.break_text();
    }

    fn end_paragraph(&mut self) {
        self.in_reading = false;
        let Some(start) = self.block.paragraph.take() else {
            return;
        };
        if !self.figure(start - "<p>".len()) {
            self.html.push_str("</p>\n");
            if self.depth == 0 {
                self.paragraphs.push(self.block.text_start..self.text.len());
            }
        }
        self.break_text();
    }

    fn start_heading(&mut self, level: HeadingLevel, id: Option<CowStr>, classes: &[CowStr]) {
        self.fresh_line();
        self.html.push_str("<h");
        self.digits.push([self.html.len(), 0]);
        let level = level as u8;
        self.html.push(char::from(b'0' + level));
        let (at, id) = (self.html.len(), id.map(|id| self.marked.clean(&id).into_owned()));
        let classes = self.marked.clean(&classes.join(" ")).into_owned();
        self.block.heading = Some(OpenHeading { at, level, id, classes });
        self.block.text_start = self.text.len();
        self.html.push('>');
    }

    /// The id depends on the text, so it is put in when the heading is complete.
    fn end_heading(&mut self) {
        let Some(OpenHeading { at, level, id, classes }) = self.block.heading.take() else {
            return;
        };
        let text = self.text[self.block.text_start..].trim().to_string();
        let id = match id {
            Some(id) if !id.is_empty() => self.ids.take_explicit(&id),
            _ if self.options.heading_ids => self.ids.take(&(self.slug)(&text)),
            _ => String::new(),
        };
        let mut attributes = String::new();
        for (name, value) in [("id", &id), ("class", &classes)] {
            if !value.is_empty() {
                let _ = write!(attributes, " {name}=\"");
                escape::text(&mut attributes, value);
                attributes.push('"');
            }
        }
        if !attributes.is_empty() {
            self.html.insert_str(at, &attributes);
            self.move_slots(at, attributes.len());
        }
        self.html.push_str("</h");
        if let Some([_, end]) = self.digits.last_mut() {
            *end = self.html.len();
        }
        self.html.push(char::from(b'0' + level));
        self.html.push_str(">\n");
        self.break_text();
        self.headings.push(Heading { level, id, text });
    }

    /// Gives the headings the levels that they have on a page whose h1 is the title (R8).
    pub(super) fn level_headings(&mut self) {
        if !self.options.extensions {
            return;
        }
        let typed: Vec<u8> = self.headings.iter().map(|heading| heading.level).collect();
        for ((heading, digits), level) in self.headings.iter_mut().zip(&self.digits).zip(heading::levels(typed.into_iter())) {
            heading.level = level;
            for &at in digits {
                self.html.replace_range(at..=at, &level.to_string());
            }
        }
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        if !self.is_written(self.depth, range) {
            return;
        }
        self.fresh_line();
        let Some(kind) = kind else {
            return self.html.push_str("<blockquote>\n");
        };
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", 0),
            BlockQuoteKind::Tip => ("tip", 1),
            BlockQuoteKind::Important => ("important", 2),
            BlockQuoteKind::Warning => ("warning", 3),
            BlockQuoteKind::Caution => ("caution", 4),
        };
        let _ = write!(self.html, "<blockquote class=\"alert alert-{class}\">\n<p class=\"alert-title\">");
        escape::text(&mut self.html, &self.options.labels.alerts[title]);
        self.html.push_str("</p>\n");
    }

    fn start_list(&mut self, start: Option<u64>, range: &Range<usize>) {
        // A list needs room for its items.
        if !self.is_written(self.depth + 1, range) {
            return;
        }
        self.fresh_line();
        match start {
            None => self.html.push_str("<ul>\n"),
            Some(1) => self.html.push_str("<ol>\n"),
            Some(first) => {
                let _ = writeln!(self.html, "<ol start=\"{first}\">");
            }
        }
    }

    pub(super) fn task(&mut self, done: bool) {
        let labels = &self.options.labels;
        self.html.push_str("<input type=\"checkbox\" disabled=\"\"");
        self.html.push_str(if done { " checked=\"\" aria-label=\"" } else { " aria-label=\"" });
        escape::text(&mut self.html, if done { &labels.done } else { &labels.to_do });
        self.html.push_str("\" /> ");
    }

    fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.block.table.alignments = alignments;
        self.fresh_line();
        self.html.push_str("<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"");
        escape::text(&mut self.html, &self.options.labels.table);
        self.html.push_str("\"><table>");
    }

    fn start_cell(&mut self) {
        let Table { alignments, column, in_head } = &self.block.table;
        self.html.push_str(if *in_head { "<th scope=\"col\"" } else { "<td" });
        self.html.push_str(match alignments.get(*column) {
            Some(Alignment::Left) => " class=\"ta-l\">",
            Some(Alignment::Center) => " class=\"ta-c\">",
            Some(Alignment::Right) => " class=\"ta-r\">",
            Some(Alignment::None) | None => ">",
        });
        if *column > 0 {
            self.text.push(' ');
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind) {
        self.fresh_line();
        self.html.push_str("<pre");
        if self.options.extensions {
            self.html.push_str(" role=\"group\" tabindex=\"0\" aria-label=\"");
            escape::text(&mut self.html, &self.options.labels.code);
            self.html.push('"');
        }
        self.html.push_str("><code");
        let info = if let CodeBlockKind::Fenced(info) = kind { self.marked.clean(info) } else { "".into() };
        let language = info.split([' ', '\t']).next().unwrap_or("");
        if !language.is_empty() {
            self.html.push_str(" class=\"language-");
            escape::text(&mut self.html, language);
            self.html.push('"');
        }
        self.html.push('>');
        self.block.code = if self.options.highlight && highlight::is_known(language) {
            Code::Known { language: language.to_string(), text: String::new() }
        } else {
            Code::Plain
        };
    }

    fn end_code(&mut self) {
        if let Code::Known { language, text } = std::mem::take(&mut self.block.code) {
            self.code_text(&text);
            match self.options.snippets.highlight(text.clone(), language) {
                Some(html) => {
                    self.has_code = true;
                    self.html.push_str(&html);
                }
                None => escape::text(&mut self.html, &text),
            }
        }
        self.html.push_str("</code></pre>\n");
        self.break_text();
    }
}
