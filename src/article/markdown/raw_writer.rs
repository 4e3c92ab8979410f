//! How raw HTML is written: as elements that pass, as text, or kept for the cleaning of the whole body.

use super::super::escape;
use super::raw_html::{self, Piece, pieces};
use super::{Html, RemarkKind, Writer, clean};
use std::fmt::Write;
use std::ops::Range;

/// Raw elements inside one another; more are shown as text.
const MOST_RAW: usize = 16;
/// The same where HTML is cleaned: its parser walks over all open elements at each tag.
const MOST_CLEANED: usize = 256;
/// Elements that hold nothing, or that end by themselves where another begins.
const END_BY_THEMSELVES: &[&str] = &[
    "area", "br", "caption", "col", "colgroup", "dd", "dt", "hr", "img", "input", "li", "option", "p", "rb", "rp", "rt", "tbody", "td",
    "tfoot", "th", "thead", "tr", "wbr",
];

impl Writer<'_> {
    pub(super) fn block_html(&mut self, html: &str, range: &Range<usize>) {
        let marked = self.marked;
        let html = marked.clean(html);
        match (&mut self.block.raw, self.options.html) {
            (_, Html::Raw) | (None, _) => self.html.push_str(&html),
            (Some((lines, bytes)), _) => {
                lines.push_str(&html);
                bytes.end = range.end;
            }
        }
    }

    pub(super) fn end_raw(&mut self) {
        let Some((html, range)) = self.block.raw.take().filter(|_| self.options.html != Html::Raw) else {
            return;
        };
        if self.options.html == Html::Clean {
            let kept = self.kept_html(&html, &range);
            self.text.push_str(clean::text(&kept).trim());
            self.html.push_str(&kept);
            self.more_in(&html);
        } else {
            self.fresh_line();
            let start = self.html.len();
            self.html.push_str("<p>");
            self.raw.push("");
            self.escape_html(html.trim_end(), &range);
            self.close_raw();
            if self.html[start + "<p>".len()..].trim().is_empty() {
                self.html.truncate(start);
            } else {
                self.html.push_str("</p>\n");
            }
        }
        self.break_text();
    }

    pub(super) fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        let marked = self.marked;
        let html = marked.clean(html);
        match self.options.html {
            Html::Escape => self.escape_html(&html, range),
            Html::Clean => {
                let kept = self.kept_html(&html, range);
                self.html.push_str(&kept);
                self.more_in(&html);
                for piece in pieces(&html) {
                    match piece {
                        Piece::Open("rt" | "rp") => self.in_reading = true,
                        Piece::Close("rt" | "rp" | "ruby") => self.in_reading = false,
                        _ => {}
                    }
                }
            }
            Html::Raw => self.html.push_str(&html),
        }
    }

    /// Raw HTML that will be cleaned, with what of it is text for want of an end; what cleaning drops is named.
    fn kept_html(&mut self, html: &str, range: &Range<usize>) -> String {
        let mut kept = String::with_capacity(html.len());
        let mut refused = false;
        let open = clean::unclosed(html);
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => kept.push_str(text),
                Piece::Open(name) if self.is_too_deep(name, true) => {
                    refused = true;
                    kept.extend(["&lt;", name, "&gt;"]);
                }
                Piece::Open(name) => kept.extend(["<", name, ">"]),
                Piece::Close(name) => {
                    self.is_too_deep(name, false);
                    kept.extend(["</", name, ">"]);
                }
                Piece::Break => kept.push_str("<br>"),
                Piece::Comment | Piece::More => {}
                Piece::Other(tag) => {
                    let name = raw_html::name(tag);
                    let is_text = tag == "<" || open.contains(&name.as_str()) || name.is_empty() && tag.starts_with("</");
                    if is_text || self.is_too_deep(&name, !tag.starts_with("</")) {
                        refused = true;
                        kept.extend(["&lt;", &tag[1..]]);
                    } else {
                        self.name_dropped(name, range);
                        kept.push_str(tag);
                    }
                }
            }
        }
        if refused {
            self.remark(RemarkKind::RawHtml, range);
        }
        kept
    }

    /// Counts a tag of raw HTML that is cleaned; says whether it opens an element within too many others.
    fn is_too_deep(&mut self, name: &str, opens: bool) -> bool {
        if name.is_empty() || END_BY_THEMSELVES.contains(&name) {
            return false;
        }
        if !opens {
            self.raw_depth = self.raw_depth.saturating_sub(1);
            return false;
        }
        let is_too_deep = self.raw_depth >= MOST_CLEANED;
        self.raw_depth += usize::from(!is_too_deep);
        is_too_deep
    }

    /// Names an element that cleaning drops, once.
    fn name_dropped(&mut self, name: String, range: &Range<usize>) {
        let is_kept = name.is_empty() || clean::keeps(&name);
        let kind = RemarkKind::DroppedHtml { name };
        if !is_kept && !self.remarks.iter().any(|remark| remark.kind == kind) {
            self.remark(kind, range);
        }
    }

    fn more_in(&mut self, html: &str) {
        if self.more.is_none() && !self.text.is_empty() && pieces(html).any(|piece| piece == Piece::More) {
            self.more = Some(self.text.len());
        }
    }

    fn escape_html(&mut self, html: &str, range: &Range<usize>) {
        let mut refused = false;
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => {
                    escape::text(&mut self.html, text);
                    self.read(text.trim());
                }
                Piece::Break => self.hard_break(),
                Piece::Comment => {}
                Piece::More => self.more_in("<!--more-->"),
                Piece::Open(name) if self.open_raw(name) => {}
                Piece::Close(name) if self.end_raw_element(name) => {}
                Piece::Open(name) => self.refuse(&format!("<{name}>"), &mut refused),
                Piece::Close(name) => self.refuse(&format!("</{name}>"), &mut refused),
                Piece::Other(tag) => self.refuse(tag, &mut refused),
            }
        }
        if refused {
            self.remark(RemarkKind::RawHtml, range);
        }
    }

    fn refuse(&mut self, tag: &str, refused: &mut bool) {
        *refused = true;
        escape::text(&mut self.html, tag);
    }

    fn open_raw(&mut self, name: &'static str) -> bool {
        let open = self.raw.iter().rev().take_while(|name| !name.is_empty()).count();
        if open >= MOST_RAW {
            return false;
        }
        self.raw.push(name);
        let _ = write!(self.html, "<{name}>");
        true
    }

    /// Ends a raw element and those that were opened in it; nothing if Markdown's own element lies between.
    fn end_raw_element(&mut self, name: &str) -> bool {
        let own = self.raw.iter().rev().take_while(|open| !open.is_empty());
        let Some(inner) = own.into_iter().position(|&open| open == name) else {
            return false;
        };
        for name in self.raw.split_off(self.raw.len() - inner - 1).iter().rev() {
            let _ = write!(self.html, "</{name}>");
        }
        true
    }

    /// Ends the raw elements of the Markdown element that ends now.
    pub(super) fn close_raw(&mut self) {
        while let Some(name) = self.raw.pop().filter(|name| !name.is_empty()) {
            let _ = write!(self.html, "</{name}>");
        }
    }
}
