//! What stands between the parentheses of a link, as an input method or a file manager writes it.

use std::borrow::Cow;

/// File endings and beginnings that only an address has.
const ENDINGS: &[&str] = &[
    ".md", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".heic", ".svg", ".pdf", ".txt", ".csv", ".doc", ".docx", ".xls", ".xlsx",
    ".ppt", ".pptx", ".wps", ".et", ".dps", ".zip", ".rar", ".mp3", ".mp4", ".m4a", ".html", ".htm",
];
const PICTURES: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".heic", ".svg"];
const BEGINNINGS: &[&str] = &["http://", "https://", "mailto:", "tel:", "./", "../", "/", "www."];
/// The longest address that is looked for, in bytes.
pub(super) const LONGEST: usize = 400;

/// An address and the title that follows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) address: String,
    pub(super) title: String,
}

impl Address {
    /// What is between the parentheses, if it can only be an address.
    pub(super) fn read(inner: &str) -> Option<Self> {
        let inner = inner.trim();
        let inner = inner.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(inner);
        if let Some(address) = tidy(inner) {
            return Some(Self { address, title: String::new() });
        }
        let (before, title) = with_title(inner)?;
        Some(Self { address: tidy(before)?, title: title.replace('"', "”") })
    }

    /// As Markdown writes it, without the parentheses.
    pub(super) fn markdown(&self) -> String {
        let Self { address, title } = self;
        let address = if address.contains([' ', '(', ')', '（', '）']) { Cow::Owned(format!("<{address}>")) } else { address.into() };
        if title.is_empty() { address.into_owned() } else { format!("{address} \"{title}\"") }
    }
}

/// `tu.png “说明”` and `tu.png 说明`: the address, and the title without its quotes.
fn with_title(inner: &str) -> Option<(&str, &str)> {
    let quote = |c: char| matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '＂' | '＇' | '「' | '」' | '『' | '』');
    let at = inner.find(quote).or_else(|| inner.find([' ', '\u{3000}']))?;
    let (address, title) = inner.split_at(at);
    let title = title.trim().trim_matches(quote).trim();
    (!title.is_empty()).then_some((address.trim(), title))
}

/// The address with its full-width marks and backslashes as they must be; none where it is none.
fn tidy(text: &str) -> Option<String> {
    if text.is_empty() || text.len() > LONGEST || text.contains(['\n', '<', '>', '[', ']', '\t']) {
        return None;
    }
    let plain = straight(text);
    let lower = plain.to_ascii_lowercase();
    let is_drive = lower.as_bytes().get(1) == Some(&b':') && lower.starts_with(|c: char| c.is_ascii_alphabetic());
    let ends = ends_like_a_file(&lower);
    let begins = BEGINNINGS.iter().any(|start| lower.len() > start.len() && lower.starts_with(start));
    let is_web = lower.starts_with("http") || lower.starts_with("www.");
    let has_blank = plain.contains([' ', '\u{3000}']);
    let is_place = plain.len() > 1 && plain.starts_with('#') && !has_blank && !plain.ends_with('#');
    let is_sentence = plain.contains(['，', '。', '；', '！', '？', '“', '”', '"']);
    let is_address = !is_sentence && (ends && !(is_web && has_blank) || begins && !has_blank || is_place) || is_drive && ends;
    is_address.then_some(if lower.starts_with("www.") { format!("https://{plain}") } else { plain })
}

/// Whether a text ends as the name of a file does.
fn ends_like_a_file(lower: &str) -> bool {
    let path = lower.split(['?', '#']).next().unwrap_or(lower);
    ENDINGS.iter().any(|end| path.len() > end.len() && path.ends_with(end))
}

/// Whether an address is that of a picture.
pub(super) fn is_picture(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    PICTURES.iter().any(|end| lower.ends_with(end))
}

/// Full-width marks of an address as ASCII, backslashes as slashes, and `a。md` as `a.md`.
pub(super) fn straight(text: &str) -> String {
    let straight = |c: char| match c {
        '／' | '\\' | '＼' => '/',
        '：' => ':',
        '．' => '.',
        '？' => '?',
        '＝' => '=',
        '＆' => '&',
        '＃' => '#',
        '％' => '%',
        '－' => '-',
        '＿' => '_',
        c => c,
    };
    let lower = text.to_ascii_lowercase();
    let is_web = lower.starts_with("http") || lower.starts_with("www") || lower.starts_with("mailto") || lower.starts_with("tel");
    let marks_are_meant = |c: char| !is_web && !matches!(c, '／' | '\\' | '＼' | '．' | '＃');
    let plain: String = text.chars().map(|c| if marks_are_meant(c) { c } else { straight(c) }).collect();
    if plain.contains('。') && !ends_like_a_file(&plain.to_ascii_lowercase()) {
        let dotted = plain.replace('。', ".");
        if ends_like_a_file(&dotted.to_ascii_lowercase()) || is_web {
            return dotted;
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn addresses_are_told_from_texts() {
        for (typed, wanted) in [
            ("a.md", "a.md"),
            (" a.md ", "a.md"),
            ("图片\\照片 1.JPG", "<图片/照片 1.JPG>"),
            ("tu.png “说明”", "tu.png \"说明\""),
            ("tu.png 说明", "tu.png \"说明\""),
            ("关于 停水.docx", "<关于 停水.docx>"),
            ("https：／／www．suzhou．gov．cn", "https://www.suzhou.gov.cn"),
            ("www.suzhou.gov.cn", "https://www.suzhou.gov.cn"),
            ("a。md", "a.md"),
            ("照片（1）.jpg", "<照片（1）.jpg>"),
            ("#时间", "#时间"),
            ("/2024/08/a/", "/2024/08/a/"),
            ("mailto:a@example.org", "mailto:a@example.org"),
        ] {
            assert_eq!(Address::read(typed).map(|address| address.markdown()).as_deref(), Some(wanted), "{typed}");
        }
        for typed in ["", "周一", "见附件", "一楼 二楼", "2024.8.13", "3.5", "8:00", "他说：去看a.md，好", "#停水#", "/", "甲/乙"]
        {
            assert_eq!(Address::read(typed), None, "{typed}");
        }
    }
}
