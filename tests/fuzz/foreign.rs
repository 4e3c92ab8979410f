//! The doors for what comes from elsewhere: Word files taken apart, drawings, and requests to the preview.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use banbao::import::{self, Context, Foreign};
use banbao::note::Speech;
use banbao::pipeline::{FileCache, Request};
use banbao::serve::{Live, server};
use banbao::source::Kind;
use banbao::svg;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

use super::page;
use super::targets::{OPTIONS, notes_can_be_told, read};

/// Between the parts of a Word file in one input, and between a part's name and its text.
const PARTS: u8 = 0x1e;
const NAME: u8 = 0x1d;

/// Every Word file of the tests, whole and taken apart.
pub(super) fn word_files() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/word");
    let whole: Vec<Vec<u8>> =
        crate::project::tree(&folder).into_iter().filter(|(name, _)| name.ends_with(".docx")).map(|(_, bytes)| bytes).collect();
    let apart = whole.iter().filter_map(|bytes| {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut out = Vec::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).ok()?;
            let name = part.name().ok()?.into_owned();
            // Pictures say nothing, and one that unpacks without end is told by its size.
            if !name.ends_with(".xml") || part.size() > 20_000 {
                continue;
            }
            out.extend_from_slice(name.as_bytes());
            out.push(NAME);
            part.read_to_end(&mut out).ok()?;
            out.push(PARTS);
        }
        Some(out)
    });
    let apart: Vec<Vec<u8>> = apart.collect();
    whole.into_iter().filter(|bytes| bytes.len() < 20_000).chain(apart).collect()
}

/// What is imported is an article like any other, and the text of a page is never more than text.
fn imported(name: &str, bytes: &[u8]) -> Result<(), String> {
    let imported = import::read(&Foreign { name, bytes, beside: &|_| None }, &Context::default());
    notes_can_be_told(&imported.notes)?;
    for draft in &imported.drafts {
        read(Kind::Article, "content/2024/08/a.md", import::write::article(draft, false).as_bytes(), &OPTIONS)?;
    }
    Ok(())
}

/// A Word file: as it is if it is an archive, else one made of the parts that the input names.
pub(super) fn word(bytes: &[u8]) -> Result<(), String> {
    if bytes.starts_with(b"PK") {
        return imported("a.docx", bytes);
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts: BTreeMap<String, &[u8]> = bytes
        .split(|byte| *byte == PARTS)
        .map(|part| {
            let mut halves = part.splitn(2, |byte| *byte == NAME);
            let name = String::from_utf8_lossy(halves.next().unwrap_or_default()).chars().take(100).collect();
            (name, halves.next().unwrap_or_default())
        })
        .collect();
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        archive.start_file(name, stored).and_then(|()| archive.write_all(text).map_err(Into::into)).map_err(|error| error.to_string())?;
    }
    let bytes = archive.finish().map_err(|error| error.to_string())?.into_inner();
    imported("a.docx", &bytes)
}

pub(super) fn drawings() -> Vec<Vec<u8>> {
    [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\" fill=\"url(#g)\"/><use xlink:href=\"#a\"/></svg>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x.dtd\"><svg xmlns=\"http://www.w3.org/2000/svg\"><!-- x --><style><![CDATA[.a{fill:red}]]></style><text>&amp;</text></svg>",
        "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:a href=\"#top\"><s:image href=\"data:image/png;base64,AA\"/></s:a></s:svg>",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

/// What drawings are littered with.
pub(super) const DRAWING: &[&str] = &[
    "<script>1</script>",
    "<s:script/>",
    " onload=\"1\"",
    " onclick='1'",
    "<foreignObject/>",
    " href=\"javascript:1\"",
    " xlink:href='http://x/'",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?x ",
    "?>",
    "<!DOCTYPE svg [",
    "<!ATTLIST svg onload CDATA \"1\">",
    "<!ENTITY a \"b\">",
    "]>",
    "\"",
    "'",
    "<",
    ">",
    "/>",
    "<style>",
    "</style>",
    "@import 'x';",
    "url(http://x)",
    "&#106;",
    "&lt;",
    " ",
    "=",
    "<g>",
    "</g>",
    "<animate attributeName='href' to='javascript:1'/>",
];

/// What passes as a drawing only draws, also for who opens it: read as XML, which is how a browser reads it.
pub(super) fn drawing(bytes: &[u8]) -> Result<(), String> {
    if svg::active(bytes).is_some() {
        return Ok(());
    }
    page::drawing(bytes)
}

pub(super) fn requests() -> Vec<Vec<u8>> {
    [
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /2024/08/hao/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        "HEAD /static.txt HTTP/1.1\r\nHost: localhost:80\r\nRange: bytes=0-3\r\nIf-None-Match: \"x\"\r\n\r\n",
        "GET /__banbao/notes?page=/2024/08/hao/ HTTP/1.1\r\nHost: [::1]\r\nAccept: */*\r\n\r\n",
        "POST /search/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

/// What requests are littered with.
pub(super) const REQUEST: &[&str] = &[
    "\r\n",
    "\n",
    "\r",
    " ",
    ":",
    "GET ",
    "HEAD ",
    "PUT ",
    "CONNECT ",
    " HTTP/1.1",
    " HTTP/1.0",
    " HTTP/2",
    "Host: ",
    "Host: evil.example\r\n",
    "Content-Length: 1000000000000000\r\n",
    "Content-Length: -1\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Expect: 100-continue\r\n",
    "Range: bytes=9-1\r\n",
    "Upgrade: h2c\r\n",
    "../",
    "..%2f",
    "%2e%2e/",
    "%00",
    "%",
    "//",
    "\\",
    "/__banbao/",
    "notes?page=",
    "http://evil.example/",
    "*",
    "?",
    "#",
    "\0",
    "\u{feff}",
    "outside.txt",
    "..%5coutside.txt",
    "/search/",
    "index.html",
];

/// A preview of a small site, with a file beside it that no request may get. It ends with the process.
static PREVIEW: LazyLock<(SocketAddr, TempDir)> = LazyLock::new(|| {
    let folder = TempDir::new().expect("temporary folder");
    let root = folder.path().join("site");
    for (file, text) in [
        ("content/site.yaml", "title: 试验板报\n"),
        ("content/static/static.txt", "ours"),
        ("content/2024/08/hao.md", "---\ntitle: 标题\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n好。\n"),
        ("../outside.txt", SECRET),
    ] {
        let path = root.join(file);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
        fs::write(path, text).expect("file");
    }
    let request = Request { root, now: Some("2024-09-01 12:00".to_owned()), ..Request::default() };
    let live = Arc::new(Live::start(request, &mut FileCache::default()).expect("a site"));
    let (open, bound) = server::bind("127.0.0.1", 0).expect("a port");
    server::answer_all(open, &live, &Arc::default(), bound, Speech::Chinese).expect("a thread");
    (bound, folder)
});
const SECRET: &str = "nobody may read this";

/// Sends bytes and takes the beginning of what comes back.
fn asked(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut stream = TcpStream::connect(PREVIEW.0).map_err(|error| format!("no connection: {error}"))?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
    // Thousands of connections a second: none of them is kept by the system for later.
    socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO)).expect("no wait");
    // It may have said no already.
    let _ = stream.write_all(bytes).and_then(|()| stream.shutdown(Shutdown::Write));
    let mut got = Vec::new();
    let mut part = [0; 16 * 1024];
    while got.len() < part.len() {
        match stream.read(&mut part) {
            Ok(0) => break,
            Ok(read) => got.extend_from_slice(&part[..read]),
            Err(error) if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {
                return Err("no end".to_owned());
            }
            Err(_) => break,
        }
        // The stream of news has no end of its own.
        if got.windows(9).any(|line| line == b": hello\n\n") {
            break;
        }
    }
    Ok(got)
}

/// Whatever is asked: an answer of the protocol or a closed door, never a file from outside, and the next one is answered.
pub(super) fn request(bytes: &[u8]) -> Result<(), String> {
    let got = asked(bytes)?;
    let status = got.strip_prefix(b"HTTP/1.").and_then(|rest| rest.get(2..5)).map(|status| String::from_utf8_lossy(status).into_owned());
    if !got.is_empty() && !status.as_ref().is_some_and(|status| status.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err("not an answer".to_owned());
    }
    if status.as_deref() == Some("500") {
        return Err("a fault of the program".to_owned());
    }
    if got.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()) {
        return Err("a file from outside".to_owned());
    }
    // One that ended without a word may have brought the server down.
    if got.is_empty() && !asked(b"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")?.starts_with(b"HTTP/1.1 200") {
        return Err("the next request is not answered".to_owned());
    }
    Ok(())
}
