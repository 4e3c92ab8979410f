//! An article's page → its title, day, terms and text.
//!
//! The page is the only copy of what a result shows: the index holds no text. It is
//! read without a parser of HTML, by marks that the theme sets: the first `<h1>`, the
//! first `<time datetime="…">`, `<a data-community …>`, `<a data-program …>` and the
//! text between an element with `data-search` and `<!--/text-->` (without these marks,
//! all of `<main>`). The `alt` of a picture is text, as it is in the index. `search.js` reads pages in the same way.

/// What a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) community: String,
    pub(crate) program: String,
    /// Blocks parted by line ends.
    pub(crate) text: String,
}

/// Elements that do not part words.
const INLINE: &str =
    " a abbr b bdi bdo cite code data del dfn em font i img ins kbd mark q ruby rb s samp small span strong sub sup time u var wbr ";
/// Elements whose content is not text.
const SILENT: [&str; 4] = ["script", "style", "rt", "rp"];

pub(crate) fn parse(html: &str) -> Page {
    let title = match between(html, "<h1", "</h1") {
        Some(h1) => text_of(&h1[h1.find('>').map_or(0, |at| at + 1)..]),
        None => text_of(between(html, "<title>", "</title").unwrap_or("")),
    };
    let date = between(html, "<time datetime=\"", "\"").unwrap_or("");
    Page {
        title: title.replace('\n', " "),
        date: date.get(..10).unwrap_or(date).into(),
        community: names(html, "<a data-community"),
        program: names(html, "<a data-program"),
        text: text_of(body(html)),
    }
}

fn body(html: &str) -> &str {
    let marked = html.find(" data-search>").map(|at| &html[at + " data-search>".len()..]);
    if let Some(rest) = marked {
        return &rest[..rest.find("<!--/text-->").unwrap_or(rest.len())];
    }
    let main = html.find("<main").map_or(html, |at| &html[at..]);
    let main = main.find('>').map_or(main, |at| &main[at + 1..]);
    &main[..main.find("</main").unwrap_or(main.len())]
}

/// The contents of all links of a kind, each once.
fn names(html: &str, open: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for part in html.split(open).skip(1) {
        if let Some(name) = between(part, ">", "</a").map(text_of)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names.join("、")
}

fn between<'a>(html: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let rest = &html[html.find(open)? + open.len()..];
    Some(&rest[..rest.find(close)?])
}

/// What banbao adds to a text: marks of footnotes, the links back from them, names of boxes. Each with its end.
const FURNITURE: [(&str, &str); 3] =
    [("<sup class=\"fn-ref\"", "</sup>"), ("<a class=\"fn-back\"", "</a>"), ("<p class=\"alert-title\"", "</p>")];

/// The length of the piece of furniture at the start, if there is one.
fn furniture(html: &str) -> Option<usize> {
    let (_, end) = FURNITURE.iter().find(|(start, _)| html.starts_with(start))?;
    html.find(end).map(|at| at + end.len())
}

/// HTML as text: tags gone, a line end for each that parts blocks, entities decoded.
fn text_of(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        decode(&rest[..at], &mut out);
        if let Some(length) = furniture(&rest[at..]) {
            rest = &rest[at + length..];
            continue;
        }
        let (parts, next) = tag(&rest[at..]);
        if let Some(alt) = alt(&rest[at..at + next]) {
            decode(alt, &mut out);
        } else if parts {
            out.push('\n');
        } else if next == 1 {
            out.push('<');
        }
        rest = &rest[at + next..];
    }
    decode(rest, &mut out);
    let lines = out.split('\n').map(|line| line.trim_matches(' ')).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands for a picture, if the tag is one.
fn alt(tag: &str) -> Option<&str> {
    let name = tag.get(1..4).filter(|name| name.eq_ignore_ascii_case("img"));
    name.filter(|_| tag[4..].starts_with(|c: char| !c.is_ascii_alphanumeric())).map(|_| between(tag, " alt=\"", "\"").unwrap_or(""))
}

/// The length of the tag or comment at the start, and whether it parts blocks. What is
/// neither has the length 1.
fn tag(html: &str) -> (bool, usize) {
    if html.starts_with("<!--") {
        return (false, html.find("-->").map_or(1, |end| end + 3));
    }
    let name = html[1..].trim_start_matches('/');
    let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    let Some(end) = html.find('>').filter(|_| name.starts_with(|c: char| c.is_ascii_alphabetic())) else {
        return (false, 1);
    };
    let name = name.to_ascii_lowercase();
    if SILENT.contains(&name.as_str()) && html.as_bytes()[1] != b'/' {
        let close = html.find(&format!("</{name}")).unwrap_or(end);
        return (false, close + html[close..].find('>').map_or(1, |end| end + 1));
    }
    (!SILENT.contains(&name.as_str()) && !INLINE.contains(&format!(" {name} ")), end + 1)
}

/// Adds text with its entities decoded and its white space as single spaces.
fn decode(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (c, len) = match c {
            '&' => entity(rest).unwrap_or(('&', 1)),
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => (' ', 1),
            c => (c, c.len_utf8()),
        };
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
        rest = &rest[len..];
    }
}

fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let c = match &text[1..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        name => {
            let digits = name.strip_prefix('#')?;
            let hex = digits.strip_prefix(['x', 'X']);
            let number = hex.map_or_else(|| digits.parse(), |hex| u32::from_str_radix(hex, 16));
            char::from_u32(number.ok()?)?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_banbao_adds_to_a_text_is_none_of_it() {
        let html = "<main><p>参加的有30<sup class=\"fn-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup>户</p>\
            <li id=\"fn-1\">\n<p>八月底 <a class=\"fn-back\" href=\"#fnref-1\" aria-label=\"返回正文 1\">↩\u{fe0e}</a></p></li>\
            <p class=\"alert-title\">注意</p><p>停水</p></main>";
        assert_eq!(parse(html).text, "参加的有30户\n八月底\n停水");
    }

    #[test]
    fn reads_a_page() {
        let html = "<title>甲 - 社区</title><main><h1 class=\"t\">甲<em>乙</em> &amp; 丙</h1>\n<time datetime=\"2024-08-13T09:00:00+08:00\">8月</time>\
            <a data-community href=\"/x/\">莫阳</a><a data-program href=\"/p/\">成长</a>\
            <div class=\"text\" data-search><h2>一</h2><p>二<b>三</b>\n四 &lt;x&gt;&#x27;</p><script>no()</script><ruby>漢<rt>han</rt></ruby>字<br>五 < 六<img src=\"x.png\" alt=\"图&amp;画\"></div><!--/text--><p>尾</p></main>";
        let page = parse(html);
        assert_eq!(page.title, "甲乙 & 丙");
        assert_eq!(page.date, "2024-08-13");
        assert_eq!((page.community.as_str(), page.program.as_str()), ("莫阳", "成长"));
        assert_eq!(page.text, "一\n二三 四 <x>'\n漢字\n五 < 六图&画");
    }
}
