//! The fields of one YAML map, each taken once and validated; every mistake becomes a note with its place.
//!
//! Shared by site.yaml, front matter, registers and theme.yaml, so that all of them accept the same
//! things (empty texts and nulls for unset fields, quoted numbers) and say the same sentences.

use std::rc::Rc;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

use crate::mend::CHINESE_FIELDS;
use crate::moment::{self, Moment, Zone};
use crate::near;
use crate::note::{Note, Place, Sentence, codes};
use crate::say;
use crate::yaml::{self, Node, Span, SyntaxKind, Value};

/// So many unknown fields of one map get a word on what may be meant: more of one kind is not shown.
const MOST_ADVISED: usize = 20;
/// A field never lists more than this.
const MOST_NAMES: usize = 1000;

/// A text with the place where it was written, so that a later stage can point at it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// The text, trimmed.
    pub text: String,
    /// Where it stands; lines count from the top of the file.
    pub spot: Span,
}

/// The front matter of a file, kept so that later stages can point into it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Front {
    /// Path of the file below the root.
    pub path: String,
    /// The lines between the fences, as written.
    pub lines: String,
    /// The number of the first of them in the file.
    pub first_line: u32,
    starts: Starts,
}

impl Front {
    /// The front matter of the file at `path`: these lines, of which the first has this number.
    #[must_use]
    pub fn new(path: &str, lines: &str, first_line: u32) -> Self {
        Self { path: path.to_owned(), lines: lines.to_owned(), first_line, starts: Starts::default() }
    }

    /// The place of a span of the front matter.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        if span.line == 0 {
            return Place::file(&self.path);
        }
        place_in(&self.path, self.starts.line(&self.lines, self.first_line, span), span)
    }
}

/// Where each of some lines begins, counted when a line is first asked for and only once: a file may have a
/// hundred thousand lines, and something to be said of each.
#[derive(Debug, Clone, Default)]
struct Starts(OnceLock<Box<[usize]>>);

/// Counted or not, the lines are the same.
impl PartialEq for Starts {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Starts {}

impl Starts {
    /// The line on which a span of the file stands, in lines of which the first has this number.
    fn line<'t>(&self, lines: &'t str, first_line: u32, span: Span) -> &'t str {
        let starts = self.0.get_or_init(|| std::iter::once(0).chain(lines.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let nth = span.line.saturating_sub(first_line) as usize;
        let end = starts.get(nth + 1).map_or(lines.len(), |next| next - 1);
        starts.get(nth).and_then(|start| lines.get(*start..end)).unwrap_or_default().trim_end()
    }
}

/// The fields of one map that nobody has taken yet.
#[derive(Debug)]
pub struct Fields<'a> {
    path: &'a str,
    /// The lines as the editor wrote them, for notes.
    lines: &'a str,
    /// The number of the first of these lines in the file.
    first_line: u32,
    /// Whether the YAML is not just these lines.
    is_mended: bool,
    /// Shared with the maps within this one.
    starts: Rc<Starts>,
    pairs: Vec<(Named, Node)>,
    notes: Vec<Note>,
}

impl<'a> Fields<'a> {
    /// Reads a YAML text whose top is a map. `lines` is the text as the editor wrote it.
    ///
    /// # Errors
    /// A note when the text is not YAML or not a map.
    pub fn parse(path: &'a str, yaml: &str, lines: &'a str, first_line: u32) -> Result<Self, Note> {
        let mut fields =
            Self { path, lines, first_line, is_mended: yaml != lines, starts: Rc::default(), pairs: Vec::new(), notes: Vec::new() };
        match yaml::parse(yaml) {
            Ok(Node { value: Value::Map(pairs), .. }) => {
                fields.pairs = pairs.into_iter().map(|(key, value)| (fields.key(&key), value)).collect();
                Ok(fields)
            }
            Ok(Node { value: Value::Null, .. }) => Ok(fields),
            Ok(node) => {
                let place = fields.place(fields.in_file(node.span));
                Err(codes::front_matter::no_fields(place))
            }
            Err(error) => Err(syntax_note(&fields, &error)),
        }
    }

    fn key(&self, node: &Node) -> Named {
        Named { text: node.as_text().unwrap_or_default().trim().to_owned(), spot: self.in_file(node.span) }
    }

    /// A span of the YAML text as a span of the file.
    fn in_file(&self, span: Span) -> Span {
        Span { line: span.line.max(1) + self.first_line - 1, ..span }
    }

    /// The place of a span of the file.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        place_in(self.path, self.line(span), span)
    }

    /// The keys not yet taken, in the order written.
    pub fn keys(&self) -> impl Iterator<Item = &Named> {
        self.pairs.iter().map(|(key, _)| key)
    }

    /// Gives a key its usual name; used for Chinese field names.
    pub fn rename(&mut self, from: &str, to: &str) {
        for (key, _) in &mut self.pairs {
            if key.text == from {
                to.clone_into(&mut key.text);
            }
        }
    }

    /// Adds a note.
    pub fn say(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// Takes a field's value out, unset ones (null, empty text) as none.
    pub fn take(&mut self, key: &str) -> Option<(Named, Node)> {
        let at = self.pairs.iter().position(|(named, _)| named.text == key)?;
        let (named, node) = self.pairs.remove(at);
        if node.is_unset() { None } else { Some((named, node)) }
    }

    /// Whether a field is written at all, even if unset.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|(named, _)| named.text == key)
    }

    /// Whether a field is written with a value, even a wrong one.
    #[must_use]
    pub fn is_set(&self, key: &str) -> bool {
        self.pairs.iter().any(|(named, node)| named.text == key && !node.is_unset())
    }

    /// Ends the reading of a map in which every key is free and every value a text.
    #[must_use]
    pub fn into_texts(mut self) -> (Vec<(Named, Named)>, Vec<Note>) {
        let pairs = std::mem::take(&mut self.pairs);
        let texts = pairs.into_iter().filter(|(_, node)| !node.is_unset());
        let texts = texts.filter_map(|(key, node)| self.as_text(&key.text, &node).map(|text| (key, text))).collect();
        (texts, self.notes)
    }

    /// Ends the reading: every field still here is unknown. Returns all notes.
    #[must_use]
    pub fn finish(mut self, known: &[&str]) -> Vec<Note> {
        let pairs = std::mem::take(&mut self.pairs);
        let unknown = pairs.iter().map(|(key, _)| key).filter(|key| !known.contains(&key.text.as_str()));
        for (nth, key) in unknown.enumerate() {
            let name = &key.text;
            let note = codes::fields::unknown_field(self.place(key.spot), name);
            if nth >= MOST_ADVISED {
                self.notes.push(note);
                continue;
            }
            let chinese = CHINESE_FIELDS.iter().filter(|(_, field)| known.contains(field)).map(|(chinese, _)| *chinese);
            let note = match near::nearest(name, known.iter().copied().chain(chinese)) {
                Some(near) => match CHINESE_FIELDS.iter().find(|(chinese, _)| *chinese == near) {
                    Some((_, field)) => note.remedy(codes::fields::did_you_mean_chinese(near, field)),
                    None => note.remedy(codes::did_you_mean(near)),
                },
                None => note.remedy(codes::fields::known_fields(known.join("、"), known.join(", "))),
            };
            self.notes.push(note);
        }
        self.notes
    }

    /// A text on one line.
    pub fn text(&mut self, key: &str) -> Option<Named> {
        let (_, node) = self.take(key)?;
        self.as_text(key, &node)
    }

    /// A text that is not just any: what it must be, and an example, for whoever wrote a list or a map.
    pub fn text_like(&mut self, key: &str, wanted: &Sentence, example: &str) -> Option<Named> {
        let (_, node) = self.take(key)?;
        self.as_text_like(key, &node, wanted, &say!("{example}", "{example}"))
    }

    fn as_text(&mut self, key: &str, node: &Node) -> Option<Named> {
        self.as_text_like(key, node, &say!("一段文字", "text"), &say!("文字", "words"))
    }

    fn as_text_like(&mut self, key: &str, node: &Node, wanted: &Sentence, example: &Sentence) -> Option<Named> {
        let spot = self.in_file(node.span);
        if let Some(text) = node.as_text() {
            let spot = self.relocated(spot, text);
            return Some(Named { text: self.without_hidden(text.trim(), spot), spot });
        }
        self.wrong_type(key, spot, wanted, example);
        None
    }

    /// The column of a text on its line as the editor wrote it: a mended line may have moved it.
    fn relocated(&self, spot: Span, text: &str) -> Span {
        if !self.is_mended {
            return spot;
        }
        let line = self.line(spot);
        let first = text.lines().next().unwrap_or_default().trim();
        let at_spot = &line[offset(line, spot.column)..];
        if first.is_empty() || at_spot.starts_with(first) || at_spot.starts_with(['"', '\'', '|', '>']) {
            return spot;
        }
        match line.find(first) {
            Some(at) => Span {
                column: u32::try_from(line[..at].chars().count() + 1).unwrap_or(1),
                width: u32::try_from(first.chars().count()).unwrap_or(0),
                ..spot
            },
            None => spot,
        }
    }

    /// The line of a spot as the editor wrote it.
    fn line(&self, spot: Span) -> &'a str {
        self.starts.line(self.lines, self.first_line, spot)
    }

    /// Takes out characters that are not seen but change what is (bidi overrides, zero widths, controls).
    fn without_hidden(&mut self, text: &str, spot: Span) -> String {
        if !text.chars().any(is_hidden) {
            return text.to_owned();
        }
        let place = self.place(spot);
        let code = text.chars().find(|c| is_hidden(*c)).map_or(0, u32::from);
        self.notes.push(codes::fields::hidden_character(place, format!("U+{code:04X}")));
        text.chars().filter(|c| !is_hidden(*c)).collect()
    }

    fn wrong_type(&mut self, key: &str, spot: Span, wanted: &Sentence, example: &Sentence) {
        let (zh, en, example_zh, example_en) = (&wanted.zh, &wanted.en, &example.zh, &example.en);
        let place = self.place(spot);
        self.notes.push(codes::fields::wrong_type(place, key, zh, en, example_zh, example_en));
    }

    /// One text or a list of texts. A single text that lists several names with 、 or ， is split, with a warning.
    pub fn list(&mut self, key: &str) -> Vec<Named> {
        let Some((_, node)) = self.take(key) else { return Vec::new() };
        self.as_list(key, &node)
    }

    fn as_list(&mut self, key: &str, node: &Node) -> Vec<Named> {
        let spot = self.in_file(node.span);
        if let Value::List(items) = &node.value
            && self.are_too_many(key, items.len(), spot)
        {
            return Vec::new();
        }
        match &node.value {
            Value::Text(text) => self.split(key, text, spot),
            Value::List(items) => {
                let items: Vec<&Node> = items.iter().filter(|item| !item.is_unset()).collect();
                items.into_iter().filter_map(|item| self.as_text(key, item)).collect()
            }
            Value::Null => Vec::new(),
            Value::Map(_) => {
                self.wrong_type(
                    key,
                    spot,
                    &say!("一个名字，或用方括号括起来的几个名字", "a name or a list of names"),
                    &say!("[甲, 乙]", "[one, two]"),
                );
                Vec::new()
            }
        }
    }

    /// What an article names stands on each of its terms' pages and in their feeds: all of it grows as the square.
    fn are_too_many(&mut self, key: &str, count: usize, spot: Span) -> bool {
        if count > MOST_NAMES {
            let place = self.place(spot);
            self.notes.push(codes::fields::too_many(place, key, count, MOST_NAMES));
        }
        count > MOST_NAMES
    }

    fn split(&mut self, key: &str, text: &str, spot: Span) -> Vec<Named> {
        let text = &self.without_hidden(text, spot);
        let spot = self.relocated(spot, text);
        let parts = names_in(text);
        if self.are_too_many(key, parts.len(), spot) {
            return Vec::new();
        }
        if parts.len() > 1 {
            let joined = parts.join(", ");
            let place = self.place(spot);
            self.notes.push(codes::fields::list_as_text(place, key, &joined));
        }
        if let (true, [one]) = (matches!(key, "author" | "tags"), parts.as_slice()) {
            self.advise_on_blanks(one, spot);
        }
        let line = self.line(spot);
        let mut from = offset(line, spot.column);
        let mut spot_of = |part: &str| {
            let Some(at) = line[from..].find(part).map(|at| from + at) else { return spot };
            from = at + part.len();
            let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(0);
            Span { column: count(&line[..at]) + 1, width: count(part), ..spot }
        };
        parts.into_iter().map(|part| Named { text: part.to_owned(), spot: spot_of(part) }).collect()
    }

    /// `王丹 徐晓安` may be one name or two: it stays one, with a word on how to write two.
    fn advise_on_blanks(&mut self, name: &str, spot: Span) {
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_chinese = |word: &&str| word.chars().count() > 1 && word.chars().all(|c| c > '\u{2e7f}');
        if words.len() < 2 || !words.iter().all(is_chinese) {
            return;
        }
        let (joined, place) = (words.join(", "), self.place(spot));
        self.notes.push(codes::fields::one_name(place, name, &joined));
    }

    /// A map of role to one name or a list of names, or just names without a role.
    pub fn roles(&mut self, key: &str) -> Vec<(Option<Named>, Vec<Named>)> {
        let Some((_, node)) = self.take(key) else { return Vec::new() };
        let Value::Map(pairs) = &node.value else {
            let names = self.as_list(key, &node);
            return if names.is_empty() { Vec::new() } else { vec![(None, names)] };
        };
        let spot = self.in_file(node.span);
        if self.are_too_many(key, pairs.len(), spot) {
            return Vec::new();
        }
        let roles: Vec<_> = pairs.iter().map(|(role, names)| (Some(self.key(role)), self.as_list(key, names))).collect();
        roles.into_iter().filter(|(_, names)| !names.is_empty()).collect()
    }

    /// The pairs of a map from text to text.
    pub fn text_map(&mut self, key: &str) -> Vec<(Named, Named)> {
        let Some((_, node)) = self.take(key) else { return Vec::new() };
        let Value::Map(pairs) = &node.value else {
            let spot = self.in_file(node.span);
            self.wrong_type(
                key,
                spot,
                &say!("“名: 值”的几行", "a map"),
                &say!("（换行，缩进两格）名: 值", "(on the next line, two spaces) name: value"),
            );
            return Vec::new();
        };
        let pairs: Vec<_> = pairs.iter().map(|(k, v)| (self.key(k), v)).collect();
        pairs.into_iter().filter_map(|(k, v)| if v.is_unset() { None } else { self.as_text(key, v).map(|v| (k, v)) }).collect()
    }

    /// A map as fields of its own.
    pub fn map(&mut self, key: &str) -> Option<Fields<'a>> {
        let (_, node) = self.take(key)?;
        let spot = self.in_file(node.span);
        self.sub(node, key, spot)
    }

    fn sub(&mut self, node: Node, key: &str, spot: Span) -> Option<Fields<'a>> {
        let Value::Map(pairs) = node.value else {
            self.wrong_type(
                key,
                spot,
                &say!("缩进两格的几行“字段: 内容”", "a map"),
                &say!("（换行，缩进两格）字段: 内容", "(on the next line, two spaces) field: value"),
            );
            return None;
        };
        let pairs = pairs.into_iter().map(|(k, v)| (self.key(&k), v)).collect();
        Some(Fields { pairs, notes: Vec::new(), starts: Rc::clone(&self.starts), ..*self })
    }

    /// A list of maps, each as fields of its own.
    pub fn maps(&mut self, key: &str) -> Vec<Fields<'a>> {
        let Some((_, node)) = self.take(key) else { return Vec::new() };
        let spot = self.in_file(node.span);
        let Value::List(items) = node.value else {
            self.wrong_type(
                key,
                spot,
                &say!("用“-”开头的几项", "a list"),
                &say!("（换行，缩进两格）- 字段: 内容", "(on the next line, two spaces) - field: value"),
            );
            return Vec::new();
        };
        if self.are_too_many(key, items.len(), spot) {
            return Vec::new();
        }
        items
            .into_iter()
            .filter_map(|item| {
                let spot = self.in_file(item.span);
                self.sub(item, key, spot)
            })
            .collect()
    }

    /// Takes over the notes of a map within this one.
    pub fn absorb(&mut self, fields: Fields<'a>, known: &[&str]) {
        self.notes.extend(fields.finish(known));
    }

    /// `true` or `false`, also 是 and 否.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        let (_, node) = self.take(key)?;
        let spot = self.in_file(node.span);
        let flag = node.as_text().and_then(truth);
        if flag.is_none() {
            self.wrong_type(key, spot, &say!(" true（是）或 false（否）", "true or false"), &say!("true", "true"));
        }
        flag
    }

    /// A whole number with its place, also quoted or in full-width digits.
    pub fn number(&mut self, key: &str) -> Option<(i64, Span)> {
        let (_, node) = self.take(key)?;
        let spot = self.in_file(node.span);
        let number = node.as_text().and_then(|text| text.nfkc().collect::<String>().trim().parse().ok());
        if number.is_none() {
            self.wrong_type(key, spot, &say!("整数", "a whole number"), &say!("12", "12"));
        }
        Some((number?, spot))
    }

    /// A date or moment with its place.
    pub fn moment(&mut self, key: &str, zone: &Zone) -> Option<(Moment, Span)> {
        let (_, node) = self.take(key)?;
        if node.as_text().is_none() {
            let spot = self.in_file(node.span);
            self.wrong_type(key, spot, &say!("日期", "a date"), &say!("2024-08-13", "2024-08-13"));
            return None;
        }
        let named = self.as_text(key, &node)?;
        let example = if named.text.contains([':', '：', '点', '时']) { "2024-08-13 09:30" } else { "2024-08-13" };
        self.as_moment(&named, zone, codes::fields::write_date(key, example)).map(|moment| (moment, named.spot))
    }

    /// Reads a text as a moment.
    pub fn as_moment(&mut self, named: &Named, zone: &Zone, remedy: Sentence) -> Option<Moment> {
        match moment::parse(&named.text, zone) {
            Ok(moment) => Some(moment),
            Err(reason) => {
                let place = self.place(named.spot);
                self.notes.push(codes::fields::bad_date(place, &reason.zh, &reason.en).remedy(remedy));
                None
            }
        }
    }
}

/// The names in one text: apart at Chinese commas, and at `,` and `;` that touch a Chinese character.
fn names_in(text: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_wide = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|(_, c)| *c > '\u{2e7f}');
    let mut parts = Vec::new();
    let mut from = 0;
    for (n, (at, c)) in chars.iter().enumerate() {
        let is_apart = match c {
            '、' | '，' | '；' => true,
            ',' | ';' => is_wide(n.checked_sub(1)) || is_wide(Some(n + 1)),
            _ => false,
        };
        if is_apart {
            parts.push(&text[from..*at]);
            from = at + c.len_utf8();
        }
    }
    parts.push(&text[from..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Where a column (from 1, in characters) begins in a line; its end if the line is shorter.
fn offset(line: &str, column: u32) -> usize {
    line.char_indices().nth((column as usize).saturating_sub(1)).map_or(line.len(), |(at, _)| at)
}

/// The place of a span on a line of a file.
fn place_in(path: &str, text: &str, span: Span) -> Place {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let column = span.column.clamp(1, length + 1);
    Place::on_line(path, span.line, column, span.width.min(length + 1 - column), text)
}

/// Controls other than line feed and tab, bidi marks and overrides, zero-width characters, byte order marks.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What counts as true or false.
#[must_use]
pub fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "是" => Some(true),
        "false" | "no" | "off" | "否" => Some(false),
        _ => None,
    }
}

fn syntax_note(fields: &Fields<'_>, error: &yaml::SyntaxError) -> Note {
    let span = fields.in_file(error.span);
    let place = fields.place(span);
    let line = fields.line(span);
    let whole_line = || {
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let width = line.trim().chars().count();
        let number = |n: usize| u32::try_from(n).unwrap_or(0);
        fields.place(Span { column: number(indent) + 1, width: number(width), ..span })
    };
    let said = &error.message;
    match error.kind {
        SyntaxKind::Tab => codes::front_matter::yaml_tab(place),
        SyntaxKind::DuplicateKey => codes::fields::duplicate_field(place),
        // The first colon of its line belongs to a field; then it is the line that stands too far to the right.
        SyntaxKind::SecondColon if line.starts_with([' ', '\t']) && !line[..offset(line, span.column)].contains(": ") => {
            codes::front_matter::indented_too_far(whole_line())
        }
        SyntaxKind::SecondColon => codes::front_matter::second_colon(place),
        SyntaxKind::TooMuch => codes::front_matter::yaml_too_large(place),
        SyntaxKind::Quote => codes::front_matter::unclosed_quote(place),
        SyntaxKind::Bracket => codes::front_matter::unclosed_bracket(place),
        SyntaxKind::NoColon => codes::front_matter::no_colon(whole_line()),
        SyntaxKind::Indent => codes::front_matter::uneven_indent(whole_line()),
        SyntaxKind::Other => codes::front_matter::yaml(place, said),
    }
}
