//! The preview's web server. The only user of tiny_http: it has no runtime of its own, and a preview has a
//! handful of readers, so one thread a request and Server-Sent Events over plain writers are enough.
//!
//! Looks paths up in the plan, never on the disk; answers only requests whose Host is this machine (S7).

use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use super::{Answer, Live, tag};
use crate::error::{Error, reason};
use crate::note::Speech;
use crate::say;

/// The address below which the preview's own files lie.
const OWN: &str = "__banbao/";
const LIVE_SCRIPT: &str = include_str!("live.js");
/// Threads that answer requests.
const THREADS: usize = 4;

/// Readers that wait for news of a change.
#[derive(Default)]
pub struct Listeners {
    waiting: Mutex<Vec<Box<dyn Write + Send>>>,
}

impl Listeners {
    /// Tells every open page that something changed.
    pub fn tell(&self, generation: u64, styles_only: bool) {
        self.say(&format!("data: {}\n\n", serde_json::json!({ "generation": generation, "styles": styles_only })));
    }

    /// Says a line to everyone, and lets go of those who are gone.
    fn say(&self, line: &str) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain_mut(|reader| chunk(reader, line).is_ok());
    }

    fn add(&self, mut reader: Box<dyn Write + Send>) {
        // Who went away is noticed only when something is said: hours of browsing without a change would end with no
        // connection left to be opened.
        self.say(": still here\n\n");
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nTransfer-Encoding: chunked\r\n\r\n";
        if reader.write_all(head.as_bytes()).and_then(|()| chunk(&mut reader, ": hello\n\n")).is_ok() {
            self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        }
    }
}

fn chunk(reader: &mut Box<dyn Write + Send>, text: &str) -> io::Result<()> {
    write!(reader, "{:x}\r\n{text}\r\n", text.len())?;
    reader.flush()
}

/// Opens the port.
///
/// # Errors
/// When the host has no address or the port is taken.
pub fn bind(host: &str, port: u16) -> Result<(Arc<Server>, SocketAddr), Error> {
    let address = (host, port).to_socket_addrs().ok().and_then(|mut found| found.next());
    let Some(address) = address else {
        return Err(Error::Usage(say!("没有“{host}”这个地址", "there is no address `{host}`")));
    };
    let server = Server::http(address).map_err(|error| {
        let other = port.wrapping_add(1);
        let reason = error.downcast_ref::<std::io::Error>().map(reason);
        let (zh, en) = reason.map_or_else(|| (error.to_string(), error.to_string()), |reason| (reason.zh, reason.en));
        Error::Machine(say!(
            "开不了端口 {port}：{zh}。可能已经有一个预览在运行；换一个端口：--port {other}",
            "cannot open port {port}: {en}. Another preview may be running; choose another: --port {other}"
        ))
    })?;
    let bound = server.server_addr().to_ip().unwrap_or(address);
    Ok((Arc::new(server), bound))
}

/// Answers requests until the process ends.
pub fn answer_all(server: &Arc<Server>, live: &Arc<Live>, listeners: &Arc<Listeners>, bound: SocketAddr, speech: Speech) {
    for _ in 0..THREADS {
        let (server, live, listeners) = (Arc::clone(server), Arc::clone(live), Arc::clone(listeners));
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                let _ = answer(request, &live, &listeners, bound, speech);
            }
        });
    }
}

fn header(name: &str, value: &str) -> Option<Header> {
    Header::from_bytes(name.as_bytes(), value.as_bytes()).ok()
}

fn respond(request: Request, status: u16, kind: &str, bytes: Vec<u8>, extra: &[(&str, &str)]) -> io::Result<()> {
    let mut response = Response::from_data(bytes).with_status_code(StatusCode(status));
    let fixed = [("Content-Type", kind), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")];
    for (name, value) in fixed.iter().chain(extra) {
        if let Some(header) = header(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

fn plain(request: Request, status: u16, text: &str) -> io::Result<()> {
    respond(request, status, "text/plain; charset=utf-8", text.as_bytes().to_vec(), &[])
}

fn answer(request: Request, live: &Live, listeners: &Listeners, bound: SocketAddr, speech: Speech) -> io::Result<()> {
    if !is_for_us(&request, bound) {
        return plain(request, 403, "banbao: Host is not this machine\n");
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return plain(request, 405, "banbao: GET and HEAD only\n");
    }
    let url = request.url().to_owned();
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    let base = live.base_path();
    let Some(path) = decoded(path) else { return plain(request, 400, "banbao: bad path\n") };
    let Some(below) = path.strip_prefix(&base) else {
        return if path == "/" || format!("{path}/") == base { redirect(request, &base) } else { not_found(request, live, speech) };
    };
    if let Some(own) = below.strip_prefix(OWN) {
        return answer_own(request, own, query, live, listeners, &base, speech);
    }
    let file = if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() };
    match live.answer(&file) {
        Some(Answer::Bytes(bytes)) => respond_page(request, 200, &file, bytes, live),
        Some(Answer::File(bytes)) => respond(request, 200, content_type(&file), bytes, &[]),
        Some(Answer::Failed(note)) => {
            let page = failure_page(&crate::note::human(&note, speech, false));
            respond_page(request, 500, "index.html", page, live)
        }
        None if live.answer(&format!("{below}/index.html")).is_some() => redirect(request, &format!("{base}{below}/")),
        None => not_found(request, live, speech),
    }
}

/// The path of a request with its escapes read; none when it is not text or would leave the site.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.contains(['\0', '\\']) && !text.split('/').any(|part| part == "..")).then_some(text)
}

/// Whether the Host header names this machine: DNS rebinding cannot read the preview (S7).
fn is_for_us(request: &Request, bound: SocketAddr) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host")).map(|header| header.value.as_str());
    let Some(host) = host else { return false };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let ip = name.parse::<IpAddr>().ok();
    let is_local = name.eq_ignore_ascii_case("localhost") || ip.is_some_and(|ip| ip.is_loopback() || ip == bound.ip());
    is_local || (!bound.ip().is_loopback() && ip.is_some())
}

fn redirect(request: Request, to: &str) -> io::Result<()> {
    respond(request, 302, "text/plain; charset=utf-8", Vec::new(), &[("Location", to)])
}

fn not_found(request: Request, live: &Live, speech: Speech) -> io::Result<()> {
    let page = live.not_found().unwrap_or_else(|| failure_page(&live.complaints("", speech).join("\n\n")));
    respond_page(request, 404, "404.html", page, live)
}

/// A page that only says what is wrong.
fn failure_page(text: &str) -> Vec<u8> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<!doctype html><html lang=\"zh-Hans\"><meta charset=\"utf-8\"><title>banbao</title><body><pre>{escaped}</pre></body></html>")
        .into_bytes()
}

/// Answers with a file of the site or what stands for it; a page, also one that says what is wrong, follows what its
/// editor saves. The generation is asked for after the page was made: it is never older than what the page shows.
fn respond_page(request: Request, status: u16, file: &str, bytes: Vec<u8>, live: &Live) -> io::Result<()> {
    let tag = tag(&bytes);
    let generation = live.now().generation.to_string();
    let bytes = with_script(file, bytes, &live.base_path(), &tag);
    respond(request, status, content_type(file), bytes, &[("ETag", &tag), ("Banbao-Generation", &generation)])
}

/// The page with the reload script before its end. Other files are as they are. The script is told the tag of the
/// very bytes that it stands in, so that no change can slip in between page and script.
fn with_script(file: &str, bytes: Vec<u8>, base: &str, tag: &str) -> Vec<u8> {
    if !file.ends_with(".html") {
        return bytes;
    }
    let tag = tag.trim_matches('"');
    let script = format!("<script type=\"module\" src=\"{base}{OWN}live.js?tag={tag}\"></script>");
    let end = bytes.windows(7).rposition(|window| window == b"</body>").unwrap_or(bytes.len());
    [&bytes[..end], script.as_bytes(), &bytes[end..]].concat()
}

fn answer_own(request: Request, own: &str, query: &str, live: &Live, listeners: &Listeners, base: &str, speech: Speech) -> io::Result<()> {
    match own {
        "live.js" => respond(request, 200, "text/javascript; charset=utf-8", LIVE_SCRIPT.as_bytes().to_vec(), &[]),
        "events" => {
            listeners.add(request.into_writer());
            Ok(())
        }
        "notes" => {
            let page = query.strip_prefix("page=").and_then(decoded).unwrap_or_default();
            let below = page.strip_prefix(base).unwrap_or_default();
            let file = if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() };
            let notes = serde_json::to_vec(&live.complaints(&file, speech)).unwrap_or_default();
            respond(request, 200, "application/json", notes, &[])
        }
        _ => plain(request, 404, "banbao: nothing here\n"),
    }
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
