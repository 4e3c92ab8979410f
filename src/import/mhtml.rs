//! Pages that were saved with their parts in one file (.mhtml), as Chrome, Edge and older Word write them.
//!
//! In: bytes. Out: the page's own bytes and charset, and its other parts by address. Bounded in parts and headers; a
//! part is decoded when it is asked for. Knows MIME as far as browsers write it: one level of parts, or none.

use std::borrow::Cow;

use super::encoded;

/// Parts of a file, at most.
const MOST_PARTS: usize = 3_000;
/// The longest head of a part.
const LONGEST_HEAD: usize = 16 * 1024;

/// Why there is no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No part is a page.
    NoPage,
    /// Too many parts, and how many are allowed.
    Parts(usize),
}

/// A saved page.
#[derive(Debug)]
pub struct Archive<'a> {
    /// The bytes of the page.
    pub page: Vec<u8>,
    /// The charset that its part declares; empty if none.
    pub charset: String,
    /// Where it was saved from.
    pub address: Option<String>,
    parts: Vec<Part<'a>>,
}

#[derive(Debug)]
struct Part<'a> {
    kind: String,
    charset: String,
    encoding: String,
    location: String,
    id: String,
    body: &'a [u8],
}

impl<'a> Archive<'a> {
    /// Reads a file.
    ///
    /// # Errors
    /// When no page is in it, or too much else.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let (head, body) = head_and_body(bytes);
        let kind = header(&head, "content-type").unwrap_or_default();
        let parts = match parameter(&kind, "boundary").filter(|boundary| !boundary.is_empty()) {
            Some(boundary) => parts(body, &boundary)?,
            None => vec![part(&head, body)],
        };
        let start = parameter(&kind, "start").map(|start| bare_id(&start));
        let is_page = |part: &&Part<'_>| part.kind.starts_with("text/html") || part.kind.starts_with("application/xhtml");
        let started = parts.iter().filter(is_page).find(|part| start.as_ref().is_some_and(|start| *start == part.id));
        let page = started.or_else(|| parts.iter().find(is_page)).ok_or(Refusal::NoPage)?;
        let address = header(&head, "snapshot-content-location").unwrap_or_else(|| page.location.clone());
        Ok(Self {
            page: page.bytes(),
            charset: page.charset.clone(),
            address: Some(address).filter(|address| address.starts_with("http") && address.len() <= 500),
            parts,
        })
    }

    /// A part by the address that the page gives it.
    #[must_use]
    pub fn part(&self, address: &str) -> Option<Vec<u8>> {
        if let Some(id) = address.strip_prefix("cid:") {
            let id = bare_id(&encoded::percent(id));
            return self.parts.iter().find(|part| part.id == id).map(Part::bytes);
        }
        let address = address.split('#').next().filter(|address| !address.is_empty())?;
        let full = if address.starts_with("//") { Cow::Owned(format!("https:{address}")) } else { Cow::Borrowed(address) };
        let end = format!("/{}", address.trim_start_matches("./").trim_start_matches('/'));
        let exact = self.parts.iter().find(|part| part.location == *full);
        let relative = || self.parts.iter().find(|part| !address.contains(':') && end.len() > 1 && part.location.ends_with(&end));
        exact.or_else(relative).map(Part::bytes)
    }
}

impl Part<'_> {
    fn bytes(&self) -> Vec<u8> {
        match self.encoding.as_str() {
            "base64" => encoded::base64(self.body),
            "quoted-printable" => encoded::quoted_printable(self.body),
            _ => self.body.to_vec(),
        }
    }
}

fn part<'a>(head: &str, body: &'a [u8]) -> Part<'a> {
    let of = |name: &str| header(head, name).unwrap_or_default();
    let kind = of("content-type");
    Part {
        charset: parameter(&kind, "charset").unwrap_or_default(),
        kind: kind.to_ascii_lowercase(),
        encoding: of("content-transfer-encoding").to_ascii_lowercase(),
        location: of("content-location").split_whitespace().collect(),
        id: bare_id(&of("content-id")),
        body,
    }
}

fn bare_id(id: &str) -> String {
    id.trim().trim_start_matches('<').trim_end_matches('>').to_owned()
}

/// The parts between the lines of a boundary.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Result<Vec<Part<'a>>, Refusal> {
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut begin: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let is_mark = line.strip_prefix(mark.as_bytes()).is_some_and(|rest| matches!(rest.trim_ascii(), b"" | b"--"));
        if is_mark {
            if let Some(begin) = begin {
                let piece = body.get(begin..at).unwrap_or_default();
                let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
                let piece = piece.strip_suffix(b"\r").unwrap_or(piece);
                let (head, body) = head_and_body(piece);
                parts.push(part(&head, body));
            }
            if parts.len() > MOST_PARTS {
                return Err(Refusal::Parts(MOST_PARTS));
            }
            begin = Some(at + line.len());
        }
        at += line.len();
    }
    // A file that was cut has no last boundary.
    if let Some(rest) = begin.and_then(|begin| body.get(begin..)).filter(|rest| !rest.trim_ascii().is_empty()) {
        let (head, body) = head_and_body(rest);
        parts.push(part(&head, body));
    }
    Ok(parts)
}

/// The head of a part as text, its folded lines made whole, and what stands below it.
fn head_and_body(bytes: &[u8]) -> (String, &[u8]) {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(bytes.len());
    // A part may have no head: then it begins with a blank line.
    let start = if bytes.get(..start).is_some_and(|blank| blank.iter().filter(|byte| **byte == b'\n').count() > 1) { 0 } else { start };
    let bytes = bytes.get(start..).unwrap_or_default();
    let mut at = 0;
    let mut head = String::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if line.trim_ascii().is_empty() || at > LONGEST_HEAD {
            break;
        }
        let is_folded = line.starts_with(b" ") || line.starts_with(b"\t");
        let text = String::from_utf8_lossy(line);
        if !is_folded {
            head.push('\n');
        }
        head.push_str(text.trim());
    }
    (head, bytes.get(at..).unwrap_or_default())
}

/// The value of a header.
fn header(head: &str, name: &str) -> Option<String> {
    let of = |line: &str| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    };
    head.lines().find_map(of)
}

/// A parameter of a header's value: `boundary="…"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.test/a\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----B--\"\r\n\r\n------B--\r\nContent-Type: text/html; charset=gbk\r\nContent-ID: <f@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://x.test/a\r\n\r\n<p>=C9=E7=\r\n=C7=F8</p>\r\n------B--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://x.test/i/1.png?a=1\r\n\r\niVBO\r\nRw==\r\n------B----\r\n";

    #[test]
    fn parts_are_found_by_their_addresses() {
        let archive = Archive::read(FILE.as_bytes()).expect("a page");
        assert_eq!((archive.page.as_slice(), archive.charset.as_str()), (&b"<p>\xc9\xe7\xc7\xf8</p>"[..], "gbk"));
        assert_eq!(archive.address.as_deref(), Some("https://x.test/a"));
        for address in ["https://x.test/i/1.png?a=1", "//x.test/i/1.png?a=1", "./1.png?a=1", "i/1.png?a=1#x"] {
            assert_eq!(archive.part(address).as_deref(), Some(&b"\x89PNG"[..]), "{address}");
        }
        assert_eq!(archive.part("https://x.test/other.png"), None);
        assert_eq!(archive.part("cid:f@mhtml.blink").as_deref(), Some(&b"<p>\xc9\xe7\xc7\xf8</p>"[..]));
    }

    #[test]
    fn what_is_cut_or_no_page_is_no_panic() {
        for end in 0..FILE.len() {
            let _ = Archive::read(&FILE.as_bytes()[..end]);
        }
        assert_eq!(Archive::read(b"MIME-Version: 1.0\nContent-Type: image/png\n\nx").err(), Some(Refusal::NoPage));
        let many = format!("Content-Type: multipart/related; boundary=b\n\n{}", "--b\n\n".repeat(MOST_PARTS + 3));
        assert_eq!(Archive::read(many.as_bytes()).err(), Some(Refusal::Parts(MOST_PARTS)));
    }
}
