//! Raw HTML in articles (S1): which pieces of it pass, which are comments, which are shown as text.
//!
//! Splits text only; the writer keeps what is open balanced.

/// Elements that pass without attributes; `br` has no end.
const ALLOWED: [&str; 9] = ["br", "sub", "sup", "u", "kbd", "ruby", "rb", "rt", "rp"];

/// The most characters of a tag's name that are repeated.
const MOST_NAME: usize = 20;

/// A stretch of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text between tags, entities undecoded.
    Text(&'a str),
    /// An allowed start tag.
    Open(&'static str),
    /// An allowed end tag.
    Close(&'static str),
    /// `<br>`
    Break,
    /// A comment, closed.
    Comment,
    /// `<!--more-->`
    More,
    /// Any other tag, as typed.
    Other(&'a str),
}

/// Splits raw HTML into pieces; together they cover it.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    let mut unclosed = [false; 2];
    std::iter::from_fn(move || {
        let end = if rest.is_empty() {
            return None;
        } else if rest.starts_with('<') {
            tag_end(rest, &mut unclosed)
        } else {
            rest.find('<').unwrap_or(rest.len())
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(if piece.starts_with('<') { classify(piece) } else { Piece::Text(piece) })
    })
}

/// Where the tag or comment at the start of `html` ends; 1, so that only the `<` is taken, where it never does.
///
/// `unclosed` remembers that no `>`, or no `-->`, follows, so that a row of openers costs no square.
fn tag_end(html: &str, unclosed: &mut [bool; 2]) -> usize {
    let is_comment = html.starts_with("<!--");
    let (from, closer) = if is_comment { (2, "-->") } else { (1, ">") };
    let unclosed = &mut unclosed[usize::from(is_comment)];
    let end = if *unclosed { None } else { html[from..].find(closer) };
    *unclosed = end.is_none();
    end.map_or(1, |at| from + at + closer.len())
}

fn classify(tag: &str) -> Piece<'_> {
    if let Some(comment) = tag.strip_prefix("<!--").filter(|_| tag.ends_with("-->")) {
        let is_more = comment.trim_end_matches("-->").trim().eq_ignore_ascii_case("more");
        return if is_more { Piece::More } else { Piece::Comment };
    }
    allowed(tag).unwrap_or(Piece::Other(tag))
}

fn allowed(tag: &str) -> Option<Piece<'static>> {
    let inner = tag.strip_prefix('<')?.strip_suffix('>')?;
    let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |name| (true, name));
    let name = inner.trim_end_matches('/').trim_end();
    let name = *ALLOWED.iter().find(|allowed| allowed.eq_ignore_ascii_case(name))?;
    match (name, closing) {
        ("br", false) => Some(Piece::Break),
        ("br", true) => None,
        (_, true) => Some(Piece::Close(name)),
        (_, false) => (!inner.ends_with('/')).then_some(Piece::Open(name)),
    }
}

/// The name of a tag, in lower case, with the mark of what is none: `font`, `!DOCTYPE`, `?`.
pub(super) fn name(tag: &str) -> String {
    let inner = tag.trim_start_matches(['<', '/']);
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '!' | '?' | '[');
    inner.chars().take(MOST_NAME).take_while(|c| is_part(*c)).collect::<String>().to_ascii_lowercase()
}
