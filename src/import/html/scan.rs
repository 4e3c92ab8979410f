//! A look at the tags of a page before they are read: what would cost the tokenizer more than its length.
//!
//! In: the bytes of a page. Out: whether some tag has more attributes than any writer gives one. One pass.

/// Attributes of one tag, at most: the tokenizer compares each with all before it.
pub(super) const MOST_ATTRIBUTES: usize = 400;

/// Whether some tag has more attributes than any writer gives one: as the tokenizer will see it, in one pass.
pub(super) fn has_monstrous_tag(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(open) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'<')) {
        at += open + 1;
        let rest = bytes.get(at..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix(b"!--") {
            let length = if comment.starts_with(b">") {
                1
            } else if comment.starts_with(b"->") {
                2
            } else {
                comment.windows(3).position(|part| part == b"-->" || part == b"--!").map_or(comment.len(), |end| end + 3)
            };
            at += 3 + length;
            continue;
        }
        let name = rest.strip_prefix(b"/").unwrap_or(rest);
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (length, attributes) = tag(name);
        if attributes > MOST_ATTRIBUTES {
            return true;
        }
        at += rest.len() - name.len() + length;
        if rest.len() == name.len() {
            let end = name.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/')).unwrap_or(name.len());
            let word = name.get(..end).unwrap_or_default().to_ascii_lowercase();
            if [&b"script"[..], b"style", b"title", b"textarea", b"xmp", b"iframe", b"noembed", b"noframes"].contains(&word.as_slice()) {
                at += raw_length(bytes.get(at..).unwrap_or_default(), &word);
            }
        }
    }
    false
}

/// Length of a tag from its name to behind its `>`, and how many attributes it has.
fn tag(bytes: &[u8]) -> (usize, usize) {
    let until = |from: usize, ends: &dyn Fn(u8) -> bool| {
        from + bytes.get(from..).and_then(|rest| rest.iter().position(|byte| ends(*byte))).unwrap_or(bytes.len().saturating_sub(from))
    };
    let blank = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c);
    let mut at = until(0, &|byte| blank(byte) || matches!(byte, b'/' | b'>'));
    let mut attributes = 0;
    loop {
        at = until(at, &|byte| !blank(byte) && byte != b'/');
        match bytes.get(at) {
            None => return (bytes.len(), attributes),
            Some(b'>') => return (at + 1, attributes),
            Some(_) => attributes += 1,
        }
        if attributes > MOST_ATTRIBUTES {
            return (at, attributes);
        }
        at = until(at + 1, &|byte| blank(byte) || matches!(byte, b'/' | b'>' | b'='));
        at = until(at, &|byte| !blank(byte));
        if bytes.get(at) != Some(&b'=') {
            continue;
        }
        at = until(at + 1, &|byte| !blank(byte));
        at = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => until(at + 1, &|byte| byte == *quote) + 1,
            _ => until(at, &|byte| blank(byte) || byte == b'>'),
        };
    }
}

/// Length of what stands between `<script>` and `</script`.
fn raw_length(bytes: &[u8], name: &[u8]) -> usize {
    let mut at = 0;
    while let Some(open) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'<')) {
        at += open;
        let closes = bytes.get(at + 1..).and_then(|rest| rest.strip_prefix(b"/")).is_some_and(|rest| {
            rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name))
                && rest.get(name.len()).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
        });
        if closes {
            return at;
        }
        at += 1;
    }
    bytes.len()
}
