//! A page's tags and text as a tree, in time and memory that its length bounds.
//!
//! In: decoded HTML. Out: a tree of elements and texts, or why there is none. html5ever's tokenizer is used here only;
//! its tree builder is not, because misnested tags cost it more than their length, and a reader needs no repair of them:
//! wherever a tag ends, no text is lost.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::scan::{MOST_ATTRIBUTES, has_monstrous_tag};

/// Elements and texts of a page, at most.
const MOST_NODES: usize = 300_000;
/// Elements within each other, at most; what stands deeper stands at this depth.
const DEEPEST: usize = 160;
/// So many bytes are read at a time.
const PIECE: usize = 64 * 1024;
/// So many comments are kept; the address that a page was saved from stands in one of the first.
const COMMENTS: usize = 8;

const KEPT: [&str; 23] = [
    "align",
    "alt",
    "class",
    "colspan",
    "content",
    "data-backsrc",
    "data-croporisrc",
    "data-ratio",
    "data-src",
    "data-w",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "name",
    "property",
    "rel",
    "rowspan",
    "src",
    "start",
    "style",
    "width",
];
const VOID: [&str; 13] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// What ends an open paragraph.
const BLOCKS: [&str; 32] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Why a page is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum TooMuch {
    /// Too many tags, and how many are allowed.
    Tags(usize),
    /// Too many attributes in one tag, and how many are allowed.
    Attributes(usize),
}

/// An element or a text.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

#[derive(Debug)]
pub(super) struct Element {
    /// Its name, in lower case.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// What stands in it, in the order of the page.
    pub(super) children: Vec<usize>,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Its id.
    pub(super) fn id(&self) -> &str {
        self.attribute("id").unwrap_or_default()
    }

    /// Whether it has a class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").unwrap_or_default().split_ascii_whitespace().any(|other| other == class)
    }
}

/// The tree of a page. Its root is the element 0.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The first comments.
    pub(super) comments: Vec<String>,
}

impl Tree {
    /// Reads a page.
    pub(super) fn read(text: &str) -> Result<Self, TooMuch> {
        if has_monstrous_tag(text.as_bytes()) {
            return Err(TooMuch::Attributes(MOST_ATTRIBUTES));
        }
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        let queue = BufferQueue::default();
        let mut rest = text;
        while !rest.is_empty() {
            let end = (PIECE.min(rest.len())..=rest.len()).find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            queue.push_back(StrTendril::from_slice(piece));
            let _ = tokenizer.feed(&queue);
            if tokenizer.sink.0.borrow().tree.nodes.len() >= MOST_NODES {
                return Err(TooMuch::Tags(MOST_NODES));
            }
            rest = after;
        }
        tokenizer.end();
        Ok(tokenizer.sink.0.into_inner().tree)
    }

    /// An element by its place.
    pub(super) fn element(&self, at: usize) -> Option<&Element> {
        match self.nodes.get(at)? {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }

    /// Every element with its place, in the order of the page.
    pub(super) fn elements(&self) -> impl Iterator<Item = (usize, &Element)> {
        self.nodes.iter().enumerate().filter_map(|(at, node)| if let Node::Element(element) = node { Some((at, element)) } else { None })
    }

    /// The element with an id.
    pub(super) fn by_id(&self, id: &str) -> Option<usize> {
        self.elements().find(|(_, element)| element.id() == id).map(|(at, _)| at)
    }

    /// The text in an element, with one blank for each row of blanks.
    pub(super) fn text(&self, at: usize) -> String {
        let mut out = String::new();
        let mut left = vec![at];
        while let Some(at) = left.pop() {
            match self.nodes.get(at) {
                Some(Node::Text(text)) => out.push_str(text),
                Some(Node::Element(element)) if !is_unseen(&element.name) => {
                    if BLOCKS.contains(&element.name.as_str()) || matches!(element.name.as_str(), "br" | "td") {
                        out.push(' ');
                    }
                    left.extend(element.children.iter().rev());
                }
                _ => {}
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What a `<meta>` says under one of these names, in their order.
    pub(super) fn meta(&self, names: &[&str]) -> Option<String> {
        let named = |name: &str| {
            let has = |element: &Element, key: &str| element.attribute(key).is_some_and(|given| given.eq_ignore_ascii_case(name));
            self.elements()
                .filter(|(_, element)| {
                    element.name == "meta" && (has(element, "name") || has(element, "property") || has(element, "itemprop"))
                })
                .filter_map(|(_, element)| element.attribute("content"))
                .map(|content| content.split_whitespace().collect::<Vec<_>>().join(" "))
                .find(|content| !content.is_empty())
        };
        names.iter().find_map(|name| named(name))
    }
}

/// Whether nothing in an element is ever text of the page.
pub(super) fn is_unseen(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "head" | "title")
}

#[derive(Debug)]
struct State {
    tree: Tree,
    open: Vec<usize>,
}

#[derive(Debug)]
struct Sink(RefCell<State>);

impl Default for Sink {
    fn default() -> Self {
        let root = Element { name: String::new(), attributes: Vec::new(), children: Vec::new() };
        Self(RefCell::new(State { tree: Tree { nodes: vec![Node::Element(root)], comments: Vec::new() }, open: vec![0] }))
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) if tag.kind == StartTag => return state.start(tag),
            Token::TagToken(tag) => state.end(&tag.name),
            Token::CommentToken(text) if state.tree.comments.len() < COMMENTS => state.tree.comments.push(text.to_string()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn here(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    fn name(&self, at: usize) -> &str {
        self.tree.element(at).map_or("", |element| element.name.as_str())
    }

    fn append(&mut self, node: Node) -> usize {
        let (at, here) = (self.tree.nodes.len(), self.here());
        if at < MOST_NODES {
            self.tree.nodes.push(node);
            if let Some(Node::Element(parent)) = self.tree.nodes.get_mut(here) {
                parent.children.push(at);
            }
        }
        at
    }

    /// A head ends with the first thing that is none of its own, whether or not the page says so.
    fn end_head(&mut self) {
        if self.name(self.here()) == "head" {
            self.open.pop();
        }
    }

    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.end_head();
        }
        let last = self.tree.element(self.here()).and_then(|parent| parent.children.last().copied());
        if let Some(Node::Text(before)) = last.and_then(|at| self.tree.nodes.get_mut(at)) {
            before.push_str(text);
        } else {
            self.append(Node::Text(text.to_owned()));
        }
    }

    fn start(&mut self, tag: Tag) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        if !matches!(name.as_str(), "title" | "meta" | "link" | "script" | "style" | "base" | "noscript" | "template") {
            self.end_head();
        }
        match name.as_str() {
            "li" => self.close(&["li"], &["ul", "ol"]),
            "dt" | "dd" => self.close(&["dt", "dd"], &["dl"]),
            "tr" => self.close(&["tr"], &["table"]),
            "td" | "th" => self.close(&["td", "th"], &["tr", "table"]),
            "option" => self.close(&["option"], &["select"]),
            _ => {}
        }
        if BLOCKS.contains(&name.as_str()) {
            self.close(&["p"], &BLOCKS);
        }
        let attributes = tag
            .attrs
            .iter()
            .filter(|attribute| KEPT.contains(&&*attribute.name.local))
            .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
            .collect();
        let is_void = VOID.contains(&name.as_str());
        let raw = match name.as_str() {
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        };
        let at = self.append(Node::Element(Element { name, attributes, children: Vec::new() }));
        if !is_void && self.open.len() < DEEPEST && at < MOST_NODES {
            self.open.push(at);
        }
        raw
    }

    /// Ends the innermost element of these names, unless one that holds it apart stands between.
    fn close(&mut self, names: &[&str], walls: &[&str]) {
        let found = self.open.iter().rposition(|at| {
            let name = self.name(*at);
            names.contains(&name) || walls.contains(&name) || matches!(name, "td" | "th" | "button")
        });
        if let Some(found) = found.filter(|found| names.contains(&self.name(self.open.get(*found).copied().unwrap_or(0)))) {
            self.open.truncate(found);
        }
    }

    fn end(&mut self, name: &str) {
        let is_of_table = matches!(name, "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "body" | "html");
        let walls: &[&str] = if is_of_table { &[] } else { &["td", "th"] };
        let found = self.open.iter().rposition(|at| self.name(*at) == name || walls.contains(&self.name(*at)));
        if let Some(found) = found.filter(|found| *found > 0 && self.name(self.open.get(*found).copied().unwrap_or(0)) == name) {
            self.open.truncate(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_survives_whatever_the_tags_do() {
        let tree = Tree::read("<p>一<b>二<p>三</b>四<ul><li>五<li>六</ul></div><table><tr><td>七<td>八</table><br/>九").expect("a tree");
        assert_eq!(tree.text(0), "一二 三四 五 六 七 八 九");
        let open = "<html><head><title>名</title><meta name=a content=b>一<p>二";
        assert_eq!(Tree::read(open).expect("a tree").text(0), "一 二");
        let deep = format!("{}字{}", "<b>".repeat(5_000), "</b>".repeat(5_000));
        assert_eq!(Tree::read(&deep).expect("a tree").text(0), "字");
    }

    #[test]
    fn what_is_made_to_be_slow_is_refused() {
        let attributes: String = (0..5_000).map(|number| format!(" a{number}")).collect();
        assert_eq!(Tree::read(&format!("<p><b{attributes}>字")).err(), Some(TooMuch::Attributes(MOST_ATTRIBUTES)));
        assert_eq!(Tree::read(&"<b>".repeat(MOST_NODES + 1)).err(), Some(TooMuch::Tags(MOST_NODES)));
        for fine in [
            format!("<!-- <b{attributes}> --><p>字"),
            format!("<script>if (a<b{attributes}) 1;</script><p>字"),
            format!("<p title=\"<b{attributes}>\">字"),
        ] {
            assert_eq!(Tree::read(&fine).expect("a tree").text(0), "字");
        }
    }
}
