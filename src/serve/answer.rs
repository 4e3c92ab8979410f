//! What the preview answers to one request: looked up in the plan, never on the disk.
//!
//! In: the path and query of a request that may be answered. Out: a [`Reply`] that any server can send. Also decides
//! which Host names this machine (S7). Opens no connection and waits for nothing.

use std::net::{IpAddr, SocketAddr};
use std::ops::Range;
use std::sync::Arc;

use super::{Answer, Live, panel, tag};
use crate::disk::Opened;
use crate::fault;
use crate::note::{self, Place, Speech, codes};
use crate::policy;

/// The address below which the preview's own files lie.
const OWN: &str = "__banbao/";
const LIVE_SCRIPT: &str = include_str!("live.js");
const PANEL_SCRIPT: &str = include_str!("panel.js");
const PANEL_STYLE: &str = include_str!("panel.css");

/// What is sent back.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    /// Names and values of its head.
    pub(super) head: Vec<(&'static str, String)>,
    pub(super) content: Content,
}

/// The content of a reply.
#[derive(Debug)]
pub(super) enum Content {
    /// Bytes, one after the other.
    Parts(Vec<Part>),
    /// A file, to be read as fast as it is taken.
    File(Opened),
    /// Word of every change, until the reader leaves.
    Events,
}

/// A part of the bytes.
#[derive(Debug)]
pub(super) enum Part {
    /// Of bytes that others may be reading too.
    Shared(Arc<Vec<u8>>, Range<usize>),
    /// Made for this reply.
    Own(Vec<u8>),
    /// Part of the program.
    Fixed(&'static str),
}

impl Part {
    fn all(bytes: Arc<Vec<u8>>) -> Self {
        let all = 0..bytes.len();
        Self::Shared(bytes, all)
    }
}

const TEXT: &str = "text/plain; charset=utf-8";

impl Reply {
    fn new(status: u16, kind: &str, content: Content) -> Self {
        // The preview's own script and panel keep to the policy of the site too.
        let head = [("Content-Type", kind), ("Cache-Control", "no-store")].into_iter().chain(policy::security_headers());
        Self { status, head: head.map(|(name, value)| (name, value.to_owned())).collect(), content }
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.head.push((name, value));
        self
    }

    /// A reply of one line.
    pub(super) fn text(status: u16, text: &'static str) -> Self {
        Self::new(status, TEXT, Content::Parts(vec![Part::Fixed(text)]))
    }

    /// The same to a request of another method.
    pub(super) fn not_allowed() -> Self {
        Self::text(405, "banbao: GET and HEAD only\n").with("Allow", "GET, HEAD".to_owned())
    }

    fn redirect(to: String) -> Self {
        // A path such as `//evil.example/` must not become an address of another host.
        let to = format!("/{}", to.trim_start_matches('/'));
        Self::new(302, TEXT, Content::Parts(Vec::new())).with("Location", escaped(&to))
    }

    /// A page of its own that only says what is wrong; it follows what its editor saves like every other.
    pub(super) fn failed(live: &Live, text: &str) -> Self {
        page(500, "index.html", Arc::new(failure_page(text)), live)
    }
}

/// Answers a request for a path of this server.
pub(super) fn answer(live: &Live, path: &str, query: &str, speech: Speech) -> Reply {
    let base = live.base_path();
    let Some(path) = decoded(path) else { return Reply::text(400, "banbao: bad path\n") };
    let Some(below) = path.strip_prefix(&base) else {
        return if path == "/" || format!("{path}/") == base { Reply::redirect(base) } else { not_found(live, speech) };
    };
    if let Some(own) = below.strip_prefix(OWN) {
        return answer_own(live, own, query, &base, speech);
    }
    let file = file_at(below);
    match live.answer(&file) {
        Some(Answer::Bytes(bytes)) => page(200, &file, bytes, live),
        Some(Answer::File(opened)) => Reply::new(200, content_type(&file), Content::File(opened)),
        Some(Answer::Failed(note)) => Reply::failed(live, &note::human(&note, speech, false)),
        None if live.answer(&format!("{below}/index.html")).is_some() => Reply::redirect(format!("{base}{below}/")),
        None => not_found(live, speech),
    }
}

/// Answers as `answer` does. A fault of the program costs this answer only: it says so, and names the page.
pub(super) fn guarded(live: &Live, path: &str, speech: Speech, answer: impl FnOnce() -> Reply) -> Reply {
    fault::caught(answer).unwrap_or_else(|reason| {
        let note = codes::fault::page_fault(Place::default(), path, reason);
        Reply::failed(live, &note::human(&note, speech, false))
    })
}

fn answer_own(live: &Live, own: &str, query: &str, base: &str, speech: Speech) -> Reply {
    let fixed = |kind, text| Reply::new(200, kind, Content::Parts(vec![Part::Fixed(text)]));
    match own {
        "live.js" => fixed(content_type(own), LIVE_SCRIPT),
        "panel.js" => fixed(content_type(own), PANEL_SCRIPT),
        "panel.css" => fixed(content_type(own), PANEL_STYLE),
        "events" => Reply::new(200, "text/event-stream", Content::Events),
        "notes" => {
            let page = query.strip_prefix("page=").and_then(decoded).unwrap_or_default();
            let below = page.strip_prefix(base).unwrap_or_default();
            let notes = serde_json::to_vec(&panel::of(live, &file_at(below), speech)).unwrap_or_default();
            Reply::new(200, "application/json", Content::Parts(vec![Part::Own(notes)]))
        }
        _ => Reply::text(404, "banbao: nothing here\n"),
    }
}

/// Whether a path may lead to a file of the search, which is made with all the others.
pub(super) fn is_of_search(path: &str) -> bool {
    path.contains("/search/") && !path.ends_with('/')
}

/// The file that an address below the site's own stands for.
fn file_at(below: &str) -> String {
    if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() }
}

/// The path of a request with its escapes read; none when it is not text or would leave the site.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { digit(rest.next()?)? * 16 + digit(rest.next()?)? } else { byte });
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.contains(['\0', '\\']) && !text.split('/').any(|part| part == "..")).then_some(text)
}

/// A path as it may stand in a head.
fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'!'..=b'~' if !matches!(byte, b'"' | b'%' | b'<' | b'>' | b'?' | b'#') => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Whether a Host names this machine: DNS rebinding cannot read the preview (S7). Only a name or address with a port
/// behind it is read; whatever else a Host may hold is not ours.
pub(super) fn is_for_us(host: &str, bound: SocketAddr) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => (address, port),
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    if !port.is_empty() && !port.strip_prefix(':').is_some_and(is_port) {
        return false;
    }
    // An address of version 6 stands in brackets, and nothing else does.
    let ip = name.parse::<IpAddr>().ok().filter(|ip| ip.is_ipv6() == host.starts_with('['));
    let is_local =
        host.starts_with(name) && name.eq_ignore_ascii_case("localhost") || ip.is_some_and(|ip| ip.is_loopback() || ip == bound.ip());
    is_local || (!bound.ip().is_loopback() && ip.is_some())
}

fn not_found(live: &Live, speech: Speech) -> Reply {
    let bytes = live.not_found().unwrap_or_else(|| Arc::new(failure_page(&panel::text(live, speech))));
    page(404, "404.html", bytes, live)
}

/// A page that only says what is wrong.
fn failure_page(text: &str) -> Vec<u8> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let width = "<meta name=\"viewport\" content=\"width=device-width\">";
    format!(
        "<!doctype html><html lang=\"zh-Hans\"><meta charset=\"utf-8\">{width}<title>banbao</title><body><pre>{escaped}</pre></body></html>"
    )
    .into_bytes()
}

/// Answers with a file of the site or what stands for it; a page, also one that says what is wrong, follows what its
/// editor saves: the reload script stands before its end, and is told the tag of the very bytes that it stands in, so
/// that no change can slip in between page and script. The generation is asked for after the page was made: it is
/// never older than what the page shows.
fn page(status: u16, file: &str, bytes: Arc<Vec<u8>>, live: &Live) -> Reply {
    let tag = tag(&bytes);
    let parts = if file.ends_with(".html") {
        let end = bytes.windows(7).rposition(|window| window == b"</body>").unwrap_or(bytes.len());
        let (base, short) = (live.base_path(), tag.trim_matches('"'));
        let script = format!("<script type=\"module\" src=\"{base}{OWN}live.js?tag={short}\"></script>");
        let all = bytes.len();
        vec![Part::Shared(Arc::clone(&bytes), 0..end), Part::Own(script.into_bytes()), Part::Shared(bytes, end..all)]
    } else {
        vec![Part::all(bytes)]
    };
    let generation = live.now().generation.to_string();
    Reply::new(status, content_type(file), Content::Parts(parts)).with("ETag", tag).with("Banbao-Generation", generation)
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, Live, Part, decoded, escaped, guarded, is_for_us};
    use crate::note::Speech;
    use crate::pipeline::{FileCache, Request};

    #[test]
    fn a_fault_costs_one_answer() {
        let root = tempfile::TempDir::new().expect("a folder");
        std::fs::create_dir(root.path().join("content")).expect("a folder");
        let request = Request { root: root.path().to_owned(), ..Request::default() };
        let live = Live::start(request, &mut FileCache::default()).expect("a site");
        let reply = guarded(&live, "/2024/08/a/", Speech::Chinese, || panic!("so"));
        let Content::Parts(parts) = reply.content else { panic!("a page") };
        let Some(Part::Shared(page, _)) = parts.first() else { panic!("a page") };
        let page = String::from_utf8_lossy(page);
        assert_eq!(reply.status, 500);
        assert!(["/2024/08/a/", "so", "开发者"].iter().all(|text| page.contains(text)), "{page}");
    }

    #[test]
    fn only_this_machine_is_host() {
        let home = "127.0.0.1:3030".parse().expect("an address");
        let ours = ["localhost", "LOCALHOST:3030", "127.0.0.1", "127.0.0.1:1", "127.8.8.8", "[::1]", "[::1]:65535"];
        let others = [
            "",
            ":",
            ":3030",
            "localhost:",
            "localhost:x",
            "localhost:65536",
            "localhost:1:2",
            "localhost.",
            "localhost.evil.com",
            "evil.com",
            "evil.com:3030",
            "127.0.0.1.evil.com",
            "127.0.0.1:3030@evil.com",
            "user@localhost",
            "localhost@evil.com",
            "[::1]evil.com",
            "[::1]:",
            "[::1]:x",
            "[::1]@evil.com",
            "[localhost]",
            "[127.0.0.1]",
            "::1",
            "[::1",
            "::1]",
            "[[::1]]",
            "[::2]",
            "192.168.1.1",
            "0.0.0.0",
            "localhost/",
            "localhost#",
            "localhost,evil.com",
            " localhost",
            "localhost evil.com",
            "127.1",
            "0x7f.0.0.1",
            "2130706433",
            "[::1%25lo]",
        ];
        assert!(ours.iter().all(|host| is_for_us(host, home)));
        assert_eq!(others.iter().filter(|host| is_for_us(host, home)).collect::<Vec<_>>(), Vec::<&&str>::new());
        let everywhere = "0.0.0.0:3030".parse().expect("an address");
        assert!(["192.168.1.1:3030", "[fe80::1]", "localhost"].iter().all(|host| is_for_us(host, everywhere)));
        assert!(!is_for_us("evil.com", everywhere));
    }

    #[test]
    fn a_path_is_decoded_once_and_stays_inside() {
        let inside = [("/a%20b/", "/a b/"), ("/%E7%A4%BE", "/社"), ("/%252e%252e/", "/%2e%2e/"), ("/..a/b..", "/..a/b..")];
        assert!(inside.iter().all(|(path, text)| decoded(path).as_deref() == Some(*text)));
        let outside = ["/..", "/%2e%2e/x", "/.%2E/x", "/a/..%2fb", "/%5c..", "/a\\b", "/%00", "/%", "/%2", "/%zz", "/%+1", "/%ff"];
        assert_eq!(outside.iter().filter(|path| decoded(path).is_some()).collect::<Vec<_>>(), Vec::<&&str>::new());
        assert_eq!(escaped("/a b\r\n社?"), "/a%20b%0D%0A%E7%A4%BE%3F");
    }
}
