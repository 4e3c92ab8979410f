//! `banbao serve` under loads and tricks: it answers within a second, grows within bounds, and is as before when they
//! have gone. tests/load/run does the same in a larger size, and prints its figures.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::preview::{Preview, article};

/// More than are let in at once.
const MANY: usize = 1100;
/// What a load may add while it stands, in kB.
const MEMORY: usize = 150_000;

impl Preview {
    /// Opens a connection and sends these bytes.
    fn send(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).expect("a server");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        // It may have said no already.
        let _ = stream.write_all(bytes);
        stream
    }

    /// The status that these bytes get; empty when the connection ends without one.
    fn status(&self, bytes: &[u8]) -> String {
        first_status(&mut self.send(bytes))
    }

    fn request(&self, target: &str) -> Vec<u8> {
        format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host).into_bytes()
    }

    /// Threads, memory in kB, and open files.
    fn state(&self) -> [usize; 3] {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).expect("a process");
        let value = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a line");
            line.trim().split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
        };
        let files = fs::read_dir(format!("/proc/{}/fd", self.process.id())).expect("its files").count();
        [value("Threads:"), value("VmRSS:"), files]
    }

    /// Puts a load on the preview: a page is answered within a second all the while, and all is as before afterwards.
    fn bears<T>(&self, what: &str, load: impl FnOnce() -> T) {
        self.get("/");
        let [threads, memory, files] = self.state();
        let held = load();
        let start = Instant::now();
        assert_eq!(self.get("/").status, "200", "{what}");
        assert!(start.elapsed() < Duration::from_secs(1), "{what}: a page took {:?}", start.elapsed());
        let [threads_then, memory_then, _] = self.state();
        assert!(threads_then <= threads + 8, "{what}: {threads_then} threads after {threads}");
        assert!(memory_then <= memory + MEMORY, "{what}: {memory_then} kB after {memory}");
        drop(held);
        self.until(&format!("{what}: its files to be closed"), || self.state()[2] <= files + 4);
        self.until(&format!("{what}: its threads to end"), || self.state()[0] <= threads);
    }
}

fn first_status(stream: &mut TcpStream) -> String {
    let mut bytes = [0; 64];
    let read = stream.read(&mut bytes).unwrap_or(0);
    String::from_utf8_lossy(&bytes[..read]).split(' ').nth(1).unwrap_or_default().to_owned()
}

fn many(open: impl Fn(usize) -> TcpStream) -> Vec<TcpStream> {
    rlimit::increase_nofile_limit(4096).expect("files");
    (0..MANY).map(open).collect()
}

#[test]
fn connections_that_stand_still() {
    let preview = Preview::of("smallest");
    preview.write("content/static/gross.bin", &"x".repeat(20 * 1024 * 1024));
    preview.until("a large file", || preview.get("/gross.bin").status == "200");
    preview.bears("nothing sent", || many(|_| preview.send(b"")));
    preview.bears("half a request", || many(|_| preview.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-")));
    preview.bears("pages that nobody reads", || many(|_| preview.send(&preview.request("/").repeat(50))));
    preview.bears("files that nobody reads", || many(|_| preview.send(&preview.request("/gross.bin"))));
    preview.bears("tabs on the event stream", || many(|_| preview.send(&preview.request("/__banbao/events"))));
}

#[test]
fn every_tab_on_the_event_stream_is_told() {
    let preview = Preview::of("smallest");
    let mut tabs: Vec<TcpStream> = (0..200).map(|_| preview.send(&preview.request("/__banbao/events"))).collect();
    assert!(tabs.iter_mut().all(|tab| first_status(tab) == "200"));
    preview.write("content/yi.md", &article("第一"));
    for (number, tab) in tabs.iter_mut().enumerate() {
        let (mut text, mut bytes) = (String::new(), [0; 1024]);
        while !text.contains("generation") {
            let read = tab.read(&mut bytes).expect("word of the change");
            assert_ne!(read, 0, "tab {number}");
            text += &String::from_utf8_lossy(&bytes[..read]);
        }
    }
}

#[test]
fn more_than_a_question() {
    let preview = Preview::of("smallest");
    let with = |start: &str, host: &str, more: &str| format!("{start} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n").into_bytes();
    let (host, huge) = (preview.host.as_str(), "Content-Length: 1000000000000000\r\n");
    preview.bears("bodies", || {
        let mut held = Vec::new();
        for (request, status) in [
            (with("POST /", host, huge), "405"),
            (with("GET /", host, huge), "413"),
            (with("GET /", "evil.com", huge), "403"),
            (with("GET /", host, "Content-Length: 5\r\n"), "413"),
            (with("GET /", host, "Transfer-Encoding: chunked\r\n"), "413"),
            (with("GET /", host, "Content-Length: 5\r\nExpect: 100-continue\r\n"), "413"),
            (with("GET /", host, "Content-Length: 5\r\nContent-Length: 6\r\n"), "400"),
            (with("GET /", host, "Content-Length: 99999999999999999999999\r\n"), "400"),
            (with("GET /", host, "Content-Length: -1\r\n"), "400"),
            (with("GET /", host, "Content-Length: 0\r\n"), "200"),
        ] {
            for _ in 0..5 {
                let mut stream = preview.send(&request);
                assert_eq!(first_status(&mut stream), status, "{}", String::from_utf8_lossy(&request));
                held.push(stream);
            }
        }
        held
    });
    preview.bears("long heads", || {
        let long = |size: usize| with("GET /", host, &format!("X: {}\r\n", "x".repeat(size)));
        assert_eq!(preview.status(&long(60_000)), "200");
        assert_eq!(preview.status(&long(100_000)), "431");
        assert_eq!(preview.status(&long(900_000)), "431");
        assert_eq!(preview.status(&with("GET /", host, &"X: y\r\n".repeat(5000))), "431");
        assert_eq!(preview.status(&with(&format!("GET /{}", "x".repeat(100_000)), host, "")), "431");
        // As much as is taken of it.
        assert!(["431", ""].contains(&preview.status(&long(50_000_000)).as_str()));
    });
}

#[test]
fn who_asks_and_for_what() {
    let preview = Preview::of("smallest");
    preview.write("geheim.txt", "不可外传");
    let port = preview.host.rsplit(':').next().expect("a port");
    let hosts = |lines: &str| format!("GET / HTTP/1.1\r\n{}\r\n", lines.replace("PORT", port));
    for (lines, status) in [
        ("Host: localhost:PORT\r\n", "200"),
        ("Host: LocalHost\r\n", "200"),
        ("Host: 127.0.0.1:PORT\r\n", "200"),
        ("Host: [::1]:PORT\r\n", "200"),
        ("", "400"),
        ("Host: localhost\r\nHost: localhost\r\n", "400"),
        ("Host: localhost\r\nHost: evil.com\r\n", "400"),
        ("Host:\r\n", "403"),
        ("Host: [::1]evil.com\r\n", "403"),
        ("Host: [::1]:PORT.evil.com\r\n", "403"),
        ("Host: [::1]@evil.com\r\n", "403"),
        ("Host: localhost.evil.com\r\n", "403"),
        ("Host: evil.com:PORT\r\n", "403"),
        ("Host: localhost@evil.com\r\n", "403"),
        ("Host: user:localhost@evil.com\r\n", "403"),
        ("Host: localhost:PORT:80\r\n", "403"),
        ("Host: localhost:99999\r\n", "403"),
        ("Host: 0.0.0.0:PORT\r\n", "403"),
        ("Host: \u{ff4c}ocalhost\r\n", "403"),
    ] {
        assert_eq!(preview.status(hosts(lines).as_bytes()), status, "{lines:?}");
    }
    assert_eq!(preview.status(b"GET / HTTP/1.0\r\n\r\n"), "403");
    for (target, statuses) in [
        ("http://localhost/", ["400", "400"]),
        ("http://evil.com/", ["400", "400"]),
        ("//evil.com/", ["404", "404"]),
        ("*", ["400", "404"]),
        ("/../geheim.txt", ["400", "404"]),
        ("/%2e%2e/geheim.txt", ["400", "404"]),
        ("/.%2e/geheim.txt", ["400", "404"]),
        ("/%252e%252e/geheim.txt", ["400", "404"]),
        ("/%c0%ae%c0%ae/geheim.txt", ["400", "404"]),
        ("/..%2fgeheim.txt", ["400", "404"]),
        ("/..%5cgeheim.txt", ["400", "404"]),
        ("/..\\geheim.txt", ["400", "404"]),
        ("/geheim.txt", ["404", "404"]),
        ("/content/site.yaml", ["404", "404"]),
        ("/%00", ["400", "400"]),
        ("/\u{0}", ["400", "400"]),
    ] {
        let reply = String::from_utf8_lossy(&preview.request(target)).into_owned();
        let status = preview.status(reply.as_bytes());
        assert!(statuses.contains(&status.as_str()), "{target:?}: {status}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"] {
        assert_eq!(preview.status(format!("{method} / HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()), "405", "{method}");
    }
}

/// Who closes its side once it has asked is answered all the same.
#[test]
fn a_side_that_is_closed_early() {
    let preview = Preview::of("smallest");
    let mut stream = preview.send(&preview.request("/"));
    stream.shutdown(std::net::Shutdown::Write).expect("to close");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer");
    assert!(text.starts_with("HTTP/1.1 200") && text.ends_with("</html>\n"), "{text}");
}

/// What was opened is what is served: nothing that took its place meanwhile, and nothing that would make one wait.
#[test]
fn a_file_that_became_something_else() {
    let preview = Preview::of("smallest");
    let file = preview.path("content/static/a.txt");
    preview.write("content/static/a.txt", "eigen");
    preview.until("a file", || preview.get("/a.txt").status == "200");
    let outside = tempfile::NamedTempFile::new().expect("a file");
    fs::write(outside.path(), "fremd").expect("text");
    // With an error, so that the state before would still be shown.
    preview.write("content/yi.md", "---\ntitle: [\n---\n");
    let replaced = |by: &dyn Fn()| {
        fs::remove_file(&file).expect("file to remove");
        by();
        for _ in 0..40 {
            let start = Instant::now();
            let reply = preview.get("/a.txt");
            assert!(start.elapsed() < Duration::from_secs(1));
            assert!(!reply.body.windows(5).any(|bytes| bytes == b"fremd"), "{}", reply.head);
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(preview.get("/a.txt").status, "404");
    };
    replaced(&|| std::os::unix::fs::symlink(outside.path(), &file).expect("link"));
    replaced(&|| assert!(std::process::Command::new("mkfifo").arg(&file).status().expect("mkfifo").success()));
}
