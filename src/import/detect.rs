//! What a file is, by its content and never by its ending alone; and its text, whatever its encoding.
//!
//! In: bytes and a file name. Out: a kind, or why it is none that can be imported. encoding_rs and chardetng are used here only.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text: a newspaper page, a message, Markdown.
    Text,
    /// A Word file.
    Docx,
    /// A saved web page.
    Html,
    /// A saved web page with its parts in one file.
    Mhtml,
    /// Nothing in it.
    Empty,
    /// A picture.
    Picture,
    /// A zip that is no Word file.
    Zip,
    /// An old Word or WPS file.
    OldWord,
    /// A Word file with a password.
    Encrypted,
    /// Another file of an office: PDF, a spreadsheet, slides, RTF.
    Office(&'static str),
    /// None of these.
    Unknown,
}

/// The kind of a file.
#[must_use]
pub fn kind(bytes: &[u8]) -> Kind {
    let magics: [(&[u8], Kind); 9] = [
        (b"\x89PNG", Kind::Picture),
        (b"\xff\xd8\xff", Kind::Picture),
        (b"GIF8", Kind::Picture),
        (b"BM\x36", Kind::Picture),
        (b"II*\0", Kind::Picture),
        (b"%PDF", Kind::Office("PDF")),
        (b"{\\rtf", Kind::Office("RTF")),
        (b"Rar!", Kind::Office("RAR")),
        (b"7z\xbc\xaf", Kind::Office("7z")),
    ];
    if bytes.iter().all(|byte| byte.is_ascii_whitespace()) || matches!(bytes, b"\xef\xbb\xbf" | b"\xff\xfe" | b"\xfe\xff") {
        return Kind::Empty;
    }
    if let Some((_, kind)) = magics.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return *kind;
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") || bytes.get(4..8) == Some(b"ftyp") {
        return Kind::Picture;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return if holds(bytes, b"word/") || holds(bytes, b"[Content_Types].xml") { Kind::Docx } else { Kind::Zip };
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        return if holds(bytes, &encrypted) { Kind::Encrypted } else { Kind::OldWord };
    }
    let has_mark = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if !has_mark && utf16_without_mark(bytes).is_none() && binary_share(bytes) {
        return Kind::Unknown;
    }
    of_text(&decode(bytes.get(..8192).unwrap_or(bytes)).0)
}

fn of_text(head: &str) -> Kind {
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_ascii_lowercase();
    let header = head.split("\n\n").next().unwrap_or_default();
    if header.contains("mime-version:")
        && (header.contains("content-type: multipart/related") || header.contains("content-type: text/html"))
    {
        return Kind::Mhtml;
    }
    let begins = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<!--",
        "<meta",
        "<div",
        "<section",
        "<p>",
        "<p ",
        "<?xml",
        "<article",
        "<table",
        "<h1",
        "<title",
    ];
    let is_page = begins.iter().any(|begin| head.starts_with(begin))
        && (head.contains("<html")
            || head.contains("</p>")
            || head.contains("<body")
            || head.contains("<div")
            || head.contains("<section")
            || head.contains("</td>"));
    if is_page { Kind::Html } else { Kind::Text }
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    let Some((first, rest)) = needle.split_first() else { return true };
    let mut from = 0;
    while let Some(at) = bytes.get(from..).and_then(|bytes| bytes.iter().position(|byte| byte == first)) {
        from += at + 1;
        if bytes.get(from..).is_some_and(|bytes| bytes.starts_with(rest)) {
            return true;
        }
    }
    false
}

/// Whether so many control characters stand at the head of a file that it is no text.
fn binary_share(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let odd = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    odd * 50 > head.len()
}

/// UTF-16 without its mark: every other byte of the ASCII in it is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    if std::str::from_utf8(head).is_ok() && !head.contains(&0) {
        return None;
    }
    // A line feed of UTF-16 beside Han is a pair of which one is zero.
    let (mut little, mut big) = (0, 0);
    for pair in head.chunks_exact(2) {
        match pair {
            [b'\n' | b'\r' | b' ' | b'0'..=b'9', 0] => little += 1,
            [0, b'\n' | b'\r' | b' ' | b'0'..=b'9'] => big += 1,
            _ => {}
        }
    }
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    let enough = |count: usize| count > 0 && count * 2 >= zeros;
    if enough(little) && little > big {
        Some(UTF_16LE)
    } else if enough(big) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The text of bytes, the name of its encoding, and whether a byte had no meaning in it.
#[must_use]
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static str, bool) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default());
        return (text, encoding.name(), broken);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        return (text, encoding.name(), broken);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), "UTF-8", false),
        // The end of a piece cut from a longer text may be half a character.
        Err(error) if error.valid_up_to() + 4 > bytes.len() && error.valid_up_to() > 0 => (String::from_utf8_lossy(bytes), "UTF-8", false),
        Err(_) => {
            let encoding = guess(bytes);
            let (text, broken) = encoding.decode_without_bom_handling(bytes);
            (text, if encoding == GB18030 { "GB18030/GBK" } else { encoding.name() }, broken)
        }
    }
}

/// The text of a page: where it is not UTF-8 and not UTF-16, as it declares itself.
#[must_use]
pub fn decode_page(bytes: &[u8]) -> (Cow<'_, str>, &'static str, bool) {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    let declared = head.find("charset=").and_then(|at| head.get(at + "charset=".len()..)).map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).next().unwrap_or_default().to_owned()
    });
    decode_as(bytes, declared.as_deref().unwrap_or_default())
}

/// The text of bytes that are said to be in an encoding; what they are speaks before what is said of them.
#[must_use]
pub fn decode_as<'a>(bytes: &'a [u8], label: &str) -> (Cow<'a, str>, &'static str, bool) {
    if std::str::from_utf8(bytes).is_ok() || Encoding::for_bom(bytes).is_some() {
        return decode(bytes);
    }
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding != encoding_rs::UTF_8 && encoding.is_ascii_compatible() => {
            let encoding = if encoding == encoding_rs::GBK { GB18030 } else { encoding };
            let (text, broken) = encoding.decode_without_bom_handling(bytes);
            (text, encoding.name(), broken)
        }
        _ => decode(bytes),
    }
}

/// The encoding of a Chinese text that is not UTF-8: GB18030 or Big5, by which reading has the more everyday characters.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..65_536).unwrap_or(bytes);
    let score = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(head);
        let everyday = text.chars().filter(|c| "的一是在了不和有大这为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处府社區個這為來時們會發動過說產種後對學經進實現體與關無氣沒結員總長區".contains(*c)).count();
        let broken = text.chars().filter(|c| *c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(c)).count();
        everyday as i64 - 8 * broken as i64
    };
    let (simplified, traditional) = (score(GB18030), score(BIG5));
    if simplified != traditional {
        return if traditional > simplified { BIG5 } else { GB18030 };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, head.len() == bytes.len());
    if detector.guess(Some(b"cn"), Utf8Detection::Deny) == BIG5 { BIG5 } else { GB18030 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let text = "社区志愿者给居民送清凉，大家都说好。\n活动在8月13日举行。";
        for encoding in [GB18030, encoding_rs::GBK] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(decode(&bytes).0, text);
        }
        let traditional = "社區志願者給居民送清涼，大家都說好。\n活動在8月13日舉行。";
        let (bytes, _, _) = BIG5.encode(traditional);
        assert_eq!(decode(&bytes).0, traditional);
        for (mark, big) in [(true, true), (true, false), (false, true), (false, false)] {
            let order = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            let mark = if mark { order(0xfeff).to_vec() } else { Vec::new() };
            let bytes: Vec<u8> = mark.into_iter().chain(text.encode_utf16().flat_map(order)).collect();
            assert_eq!(decode(&bytes).0, text);
            assert_eq!(kind(&bytes), Kind::Text);
        }
    }
}
