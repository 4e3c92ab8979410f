//! Code → HTML with short classes. The only user of syntect; nothing of it leaves this module.
//!
//! A TextMate scope such as `keyword.control.flow.python` becomes one letter in one class (`hl-k`),
//! since the scopes themselves would make a page several times as long.
//! The style sheet of a theme has one rule for each of [`CLASSES`].

use super::escape;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};
use syntect::parsing::{BasicScopeStackOp, ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// Longer code is shown plain, so that no page takes seconds (S8).
const MOST_BYTES: usize = 64 * 1024;
/// Code with a longer line is shown plain: regular expressions may take a time that grows faster than the line.
const MOST_LINE: usize = 2000;

/// Prefixes of scopes and the class that each gets after `hl-`; the first that fits counts.
pub const CLASSES: [(&str, &str); 20] = [
    ("comment", "c"),
    ("punctuation.definition.comment", "c"),
    ("string", "s"),
    ("punctuation.definition.string", "s"),
    ("constant.numeric", "n"),
    ("constant", "n"),
    ("keyword.operator", "o"),
    ("keyword", "k"),
    ("storage", "k"),
    ("entity.name.tag", "g"),
    ("entity.other.attribute-name", "a"),
    ("entity.name", "f"),
    ("support", "f"),
    ("variable.function", "f"),
    ("variable.parameter", "v"),
    ("markup.inserted", "i"),
    ("markup.deleted", "d"),
    ("markup.heading", "k"),
    ("markup.bold", "k"),
    ("invalid", "e"),
];

/// Highlighted code that was seen before: the same example often stands in many articles, and highlighting
/// it costs more than the rest of the page. A pure memo: what it gives is what [`highlight`] would.
#[derive(Debug, Clone, Default)]
pub struct Snippets(Arc<Shared>);

/// Language and code, and the HTML of those that can be highlighted.
type Cache = HashMap<(String, String), Option<Arc<str>>>;

#[derive(Debug, Default)]
struct Shared {
    seen: Mutex<Cache>,
    /// How many threads highlight something new.
    at_work: AtomicUsize,
}

/// Code beyond so many pieces is highlighted each time.
const MOST_SNIPPETS: usize = 4096;

impl Snippets {
    /// Highlighted HTML as [`highlight`] gives it.
    #[must_use]
    pub fn highlight(&self, code: String, language: String) -> Option<Arc<str>> {
        let Shared { seen, at_work } = &*self.0;
        let lock = || seen.lock().unwrap_or_else(PoisonError::into_inner);
        let piece = (language, code);
        if let Some(known) = lock().get(&piece) {
            return known.clone();
        }
        at_work.fetch_add(1, Ordering::Relaxed);
        let made: Option<Arc<str>> = highlight(&piece.1, &piece.0).map(Arc::from);
        at_work.fetch_sub(1, Ordering::Relaxed);
        let mut pieces = lock();
        if pieces.len() < MOST_SNIPPETS {
            pieces.insert(piece, made.clone());
        }
        made
    }

    /// Whether a text with code would now have to wait: the first use of a language compiles its regular
    /// expressions, and others who need them stand still meanwhile. Whoever has other work does that first.
    #[must_use]
    pub fn would_wait(&self, text: &str) -> bool {
        self.0.at_work.load(Ordering::Relaxed) > 0 && text.contains("```")
    }
}

/// Whether [`highlight`] knows a language, told without loading syntect's data.
#[must_use]
pub fn is_known(language: &str) -> bool {
    let lower = language.to_ascii_lowercase();
    KNOWN.binary_search(&lower.as_str()).is_ok()
}

/// Highlighted HTML of a piece of code, or nothing where the language is unknown or the code too long.
#[must_use]
pub fn highlight(code: &str, language: &str) -> Option<String> {
    if !is_known(language) || code.len() > MOST_BYTES || code.lines().any(|line| line.len() > MOST_LINE) {
        return None;
    }
    let set = syntaxes();
    html(code, set.find_syntax_by_token(language)?, set)
}

fn syntaxes() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(SyntaxSet::load_defaults_newlines)
}

static SCOPES: LazyLock<Vec<(Scope, &str)>> =
    LazyLock::new(|| CLASSES.iter().filter_map(|&(scope, class)| Some((Scope::new(scope).ok()?, class))).collect());

fn class_of(scope: Scope) -> Option<&'static str> {
    SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map(|&(_, class)| class)
}

fn html(code: &str, syntax: &SyntaxReference, set: &SyntaxSet) -> Option<String> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    // The class in force at each depth of the stack: its scope's, else the one below it.
    let mut classes: Vec<&'static str> = Vec::new();
    let mut spans = Spans { html: String::with_capacity(code.len() * 2), open: "" };
    for line in code.split_inclusive('\n') {
        let mut done = 0;
        for (at, op) in state.parse_line(line, set).ok()?.iter() {
            spans.push(&line[done..*at], classes.last().copied().unwrap_or(""));
            done = *at;
            stack
                .apply_with_hook(op, |change, _| match change {
                    BasicScopeStackOp::Push(scope) => {
                        let below = classes.last().copied().unwrap_or("");
                        classes.push(class_of(scope).unwrap_or(below));
                    }
                    BasicScopeStackOp::Pop => {
                        classes.pop();
                    }
                })
                .ok()?;
        }
        spans.push(&line[done..], classes.last().copied().unwrap_or(""));
    }
    spans.close();
    Some(spans.html)
}

/// Flat spans: neighbours of one class share one.
struct Spans {
    html: String,
    open: &'static str,
}

impl Spans {
    fn push(&mut self, text: &str, class: &'static str) {
        if text.is_empty() {
            return;
        }
        // Blanks look the same in every class, so they never end a span.
        if class != self.open && !text.trim().is_empty() {
            self.close();
            if !class.is_empty() {
                let _ = write!(self.html, "<span class=\"hl-{class}\">");
            }
            self.open = class;
        }
        escape::text(&mut self.html, text);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.html.push_str("</span>");
        }
        self.open = "";
    }
}

include!("highlight/known.rs");

#[cfg(test)]
mod tests {
    use super::{KNOWN, highlight, syntaxes};

    /// Each syntax is packed by itself and unpacked when it is first used.
    #[test]
    fn every_language_can_be_unpacked_and_used() {
        let code = "// a\n# b\nint main(String x) { return \"text\" + 12; }\n<a href='x'>y</a>\nkey: [value]\n";
        let mut coloured = 0;
        for language in KNOWN {
            let html = highlight(code, language);
            assert!(html.as_ref().is_some_and(|html| html.contains("main")), "{language}");
            coloured += usize::from(html.is_some_and(|html| html.contains("class=\"hl-")));
        }
        assert!(coloured > 200, "{coloured}");
    }

    #[test]
    fn the_known_languages_are_those_of_syntect() {
        let mut tokens: Vec<String> = syntaxes()
            .syntaxes()
            .iter()
            .flat_map(|syntax| syntax.file_extensions.iter().chain([&syntax.name]))
            .map(|token| token.to_ascii_lowercase())
            .filter(|token| !token.contains(char::is_whitespace) && !token.is_empty())
            .collect();
        tokens.sort();
        tokens.dedup();
        if std::env::var_os("REWRITE").is_some() {
            let list = format!(
                "/// Names and file endings of the languages in syntect's default set, sorted.\nconst KNOWN: [&str; {}] = {tokens:#?};\n",
                tokens.len()
            );
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/highlight/known.rs");
            return assert!(std::fs::write(path, list).is_ok());
        }
        assert_eq!(tokens, KNOWN);
    }
}
