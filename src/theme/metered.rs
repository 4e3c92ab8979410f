//! A template with calls of the meter in it, and the way back to the places of its own text.
//!
//! Behind the tag of each loop, inclusion, component and variable stands `{% set metered = meter(…) %}`, which writes
//! nothing and cuts the same blanks as the tag before it; what is written into a variable goes through a filter.
//! Knows of Tera no more than where its tags begin and end.

use std::ops::Range;

/// How far the end of a loop is looked for.
const LONGEST_LOOP: usize = 1 << 16;

/// A template's text as it is given to Tera.
#[derive(Debug, Default)]
pub(super) struct Metered {
    pub(super) text: String,
    /// Where something was put in, and how long it is: offsets of `text`, ascending.
    added: Vec<Range<usize>>,
}

/// A tag and its inner text.
pub(super) struct Piece<'a> {
    /// `{`, `%` or `#`, which tells its kind.
    pub(super) mark: u8,
    pub(super) range: Range<usize>,
    pub(super) inner: &'a str,
}

impl Metered {
    /// Puts the meter into a template; into all that it writes, if it may be written into a variable of another one.
    pub(super) fn of(template: &str, everywhere: bool) -> Self {
        let mut out = Self::default();
        let mut done = 0;
        // Variables and components that are being written.
        let mut depth = usize::from(everywhere);
        while let Some(piece) = next(template, done) {
            out.text.push_str(&template[done..piece.range.start]);
            done = piece.range.end;
            let tag = &template[piece.range.clone()];
            match piece.mark {
                b'{' if depth > 0 && !piece.inner.trim_start().starts_with('<') => out.wrap(&piece, tag),
                b'%' => {
                    out.text.push_str(tag);
                    let word = word(piece.inner);
                    match word {
                        "component" | "filter" => depth += 1,
                        "set" | "set_global" if !piece.inner.contains('=') => depth += 1,
                        "endset" | "endcomponent" | "endfilter" => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    out.count(template, &piece, tag, word);
                }
                _ => out.text.push_str(tag),
            }
        }
        out.text.push_str(&template[done..]);
        out
    }

    fn add(&mut self, text: &str) {
        let from = self.text.len();
        self.text.push_str(text);
        self.added.push(from..self.text.len());
    }

    /// `{{ title }}` → `{{ (title) | metered }}`.
    fn wrap(&mut self, piece: &Piece<'_>, tag: &str) {
        let (open, close) = (if tag.starts_with("{{-") { 3 } else { 2 }, if tag.ends_with("-}}") { 3 } else { 2 });
        self.text.push_str(&tag[..open]);
        self.add("(");
        self.text.push_str(piece.inner);
        self.add(") | metered ");
        self.text.push_str(&tag[tag.len() - close..]);
    }

    /// The step behind a tag.
    fn count(&mut self, template: &str, piece: &Piece<'_>, tag: &str, word: &str) {
        let names: Vec<&str> = match word {
            "for" | "include" => Vec::new(),
            "component" => parameters(piece.inner),
            "set" | "set_global" if piece.inner.contains('=') => vec![self::word(piece.inner.trim_start()[word.len()..].trim_start())],
            _ => return,
        };
        let body = if word == "for" { length_of_loop(template, piece.range.end) } else { 0 };
        let (open, close) = if tag.ends_with("-%}") { ("{%- ", " -%}") } else { ("{% ", " %}") };
        let calls = if names.is_empty() { vec![String::new()] } else { names.iter().map(|name| format!(", of={name}")).collect() };
        let calls: String = calls.iter().map(|of| format!("{open}set metered = meter(n={body}{of}){close}")).collect();
        self.add(&calls);
    }

    /// The place of the template's own text.
    pub(super) fn back(&self, at: usize) -> usize {
        let before = self.added.iter().take_while(|added| added.start < at);
        at - before.map(|added| added.end.min(at) - added.start).sum::<usize>()
    }
}

/// The templates that a template includes.
pub(super) fn included(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut done = 0;
    while let Some(piece) = next(template, done) {
        done = piece.range.end;
        if piece.mark == b'%' && word(piece.inner) == "include" {
            names.extend(piece.inner.split(['"', '\'', '`']).nth(1));
        }
    }
    names
}

/// The next tag, expression or comment; what stands in `raw` is none.
pub(super) fn next(template: &str, from: usize) -> Option<Piece<'_>> {
    let bytes = template.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'{')?;
        let Some(mark) = bytes.get(at + 1).copied().filter(|mark| matches!(mark, b'{' | b'%' | b'#')) else {
            at += 1;
            continue;
        };
        let closer = match mark {
            b'{' => "}}",
            b'%' => "%}",
            _ => "#}",
        };
        let end = at + 2 + end_of(&template[at + 2..], closer, mark != b'#')?;
        let inner = template[at + 2..end - 2].trim_start_matches('-');
        let inner = inner.strip_suffix('-').unwrap_or(inner);
        if mark == b'%' && word(inner) == "raw" {
            at = end + template[end..].find("endraw")?;
            continue;
        }
        return Some(Piece { mark, range: at..end, inner });
    }
}

/// How far a closer is, with itself; one within quotes is none.
fn end_of(text: &str, closer: &str, has_quotes: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut quote, mut escaped) = (None, false);
    for at in 0..bytes.len() {
        match (quote, bytes[at]) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(open), byte) => quote = Some(open).filter(|open| *open != byte),
            (None, byte @ (b'"' | b'\'' | b'`')) if has_quotes => quote = Some(byte),
            (None, _) if bytes[at..].starts_with(closer.as_bytes()) => return Some(at + closer.len()),
            (None, _) => {}
        }
    }
    None
}

/// The first word of a tag.
pub(super) fn word(inner: &str) -> &str {
    let inner = inner.trim_start();
    &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inner.len())]
}

/// The names of a component's parameters.
pub(super) fn parameters(inner: &str) -> Vec<&str> {
    let list = inner.split_once('(').map_or("", |(_, list)| list);
    let mut names = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, byte) in list.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b')' if depth > 0 => depth -= 1,
            b',' | b')' if depth == 0 => {
                names.push(word(list[start..at].trim_start().trim_start_matches(['@', '.'])));
                start = at + 1;
                if byte == b')' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'));
    names
}

/// The bytes of a loop's body, up to its end or that of a loop within it.
fn length_of_loop(template: &str, from: usize) -> usize {
    let body = template.as_bytes().get(from..).unwrap_or_default();
    let body = &body[..body.len().min(LONGEST_LOOP)];
    body.windows(6).position(|word| word == b"endfor").unwrap_or(body.len())
}

#[cfg(test)]
mod tests {
    use super::{Metered, included};

    #[test]
    fn the_meter_stands_behind_tags_and_leads_back() {
        let metered = |text: &str| Metered::of(text, false).text;
        assert_eq!(metered("{{ a }}{# {% for #}b"), "{{ a }}{# {% for #}b");
        assert_eq!(metered("{% for a in b -%}x{% endfor %}"), "{% for a in b -%}{%- set metered = meter(n=4) -%}x{% endfor %}");
        assert_eq!(metered("{% set a = \"%}\" %}"), "{% set a = \"%}\" %}{% set metered = meter(n=0, of=a) %}");
        assert_eq!(metered("{% set a %}{{- b ~ c -}}{% endset %}{{ a }}"), "{% set a %}{{-( b ~ c ) | metered -}}{% endset %}{{ a }}");
        assert_eq!(
            metered("{% component c(a: string, b = [1, 2]) %}{{ a }}{% endcomponent %}"),
            "{% component c(a: string, b = [1, 2]) %}{% set metered = meter(n=0, of=a) %}{% set metered = meter(n=0, of=b) %}{{( a ) | metered }}{% endcomponent %}"
        );
        assert_eq!(metered("{% raw %}{% for a in b %}{% endraw %}"), "{% raw %}{% for a in b %}{% endraw %}");
        let text = "{% for a in b %}{{ c.d }}{% endfor %}";
        let metered = Metered::of(text, false);
        assert_eq!(metered.text.find("c.d").map(|at| metered.back(at)), text.find("c.d"));
        assert_eq!(included("{% include \"a.html\" %}{%- include 'b.html' -%}"), ["a.html", "b.html"]);
    }
}
