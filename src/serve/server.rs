//! The preview's web server: hyper reads and writes HTTP/1.1 on one thread of tokio, a fixed few more make pages.
//!
//! In: connections. Out: what [`super::answer`] says. Everything that others can make grow has a bound: bytes of a
//! head (431), bodies (413, unread), connections (the quietest gives way to a new one), time for a head and for taking
//! an answer, threads. hyper rather than axum, which routes: here is one route, and the rest of axum would only be
//! carried along. Never waits for a reader: who does not read holds a part of a page, and after a while nothing.
//! The only user of hyper, tokio, socket2 and rlimit.

mod guests;
mod line;

use std::convert::Infallible;
use std::io;
use std::net::{self, SocketAddr, ToSocketAddrs as _};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::thread;
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode, Version};
use hyper_util::rt::TokioTimer;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::spawn_blocking;

use super::Live;
use super::answer::{self, Content, Part, Reply};
use crate::disk::Opened;
use crate::error::{Error, reason};
use crate::note::{Sentence, Speech};
use crate::say;
use guests::Guests;
use line::{Io, Line};

/// Threads that make pages.
const MAKERS: usize = 4;
/// Threads that read files. Whoever waits for one stands apart from those who wait for a page.
const READERS: usize = 2;
/// Threads that answer for the search: the first file of it waits for the whole index, and so do all that come then.
const SEARCHERS: usize = 1;
/// The longest head of a request, in bytes.
const HEAD_MOST: usize = 64 * 1024;
/// How long a head may take, and how long a connection may wait for its next request.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How often connections are looked after.
const ROUND: Duration = Duration::from_secs(1);
/// Rounds after which a word is said on event streams, so that one whose reader has vanished ends.
const SILENCE: u32 = 15;
/// The part of a file that is held for a reader.
const FILE_PART: usize = 16 * 1024;
/// Words of changes that wait for a reader of the event stream.
const WORDS_WAITING: usize = 8;
/// Connections, where the machine lets the program open that many files.
const MOST_GUESTS: usize = 1024;

/// An open port that nobody is answered on yet.
#[derive(Debug)]
pub struct Server {
    listener: net::TcpListener,
}

/// Readers that wait for news of a change.
#[derive(Debug, Default)]
pub struct Listeners {
    waiting: Mutex<Vec<mpsc::Sender<Bytes>>>,
}

impl Listeners {
    /// Tells every open page that something changed.
    pub fn tell(&self, generation: u64, styles_only: bool) {
        self.say(format!("data: {}\n\n", serde_json::json!({ "generation": generation, "styles": styles_only })));
    }

    /// Says a line to everyone. Lets go of those who are gone, and of those who have not read the last few: their
    /// browser comes again when it does, and asks what it missed.
    fn say(&self, line: String) {
        let line = Bytes::from(line);
        self.waiting().retain(|reader| reader.try_send(line.clone()).is_ok());
    }

    fn add(&self) -> mpsc::Receiver<Bytes> {
        let (sender, receiver) = mpsc::channel(WORDS_WAITING);
        let _ = sender.try_send(Bytes::from_static(b": hello\n\n"));
        let mut waiting = self.waiting();
        waiting.retain(|reader| !reader.is_closed());
        waiting.push(sender);
        receiver
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<mpsc::Sender<Bytes>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What every request is answered from.
struct House {
    live: Arc<Live>,
    listeners: Arc<Listeners>,
    bound: SocketAddr,
    speech: Speech,
    /// Turns on the threads that make pages. Who leaves while waiting for one costs nothing.
    makers: Arc<Semaphore>,
    /// Turns on those that read files.
    readers: Arc<Semaphore>,
    /// Turns on those that answer for the search.
    searchers: Arc<Semaphore>,
}

/// Opens the port.
///
/// # Errors
/// When the host has no address or the port is taken.
pub fn bind(host: &str, port: u16) -> Result<(Server, SocketAddr), Error> {
    let address = (host, port).to_socket_addrs().ok().and_then(|mut found| found.next());
    let Some(address) = address else {
        return Err(Error::Usage(say!("没有“{host}”这个地址", "there is no address `{host}`")));
    };
    let listener = net::TcpListener::bind(address).map_err(|error| {
        let (other, Sentence { zh, en }) = (port.wrapping_add(1), reason(&error));
        Error::Machine(say!(
            "开不了端口 {port}：{zh}。可能已经有一个预览在运行；换一个端口：--port {other}",
            "cannot open port {port}: {en}. Another preview may be running; choose another: --port {other}"
        ))
    })?;
    let bound = listener.local_addr().unwrap_or(address);
    Ok((Server { listener }, bound))
}

/// Answers requests until the process ends.
///
/// # Errors
/// When the machine has no thread for it.
pub fn answer_all(server: Server, live: &Arc<Live>, listeners: &Arc<Listeners>, bound: SocketAddr, speech: Speech) -> Result<(), Error> {
    let failed = |error: io::Error| {
        let Sentence { zh, en } = reason(&error);
        Error::Machine(say!("预览开不起来：{zh}", "cannot start the preview: {en}"))
    };
    let turns = |threads| Arc::new(Semaphore::new(threads));
    let (makers, readers, searchers) = (turns(MAKERS), turns(READERS), turns(SEARCHERS));
    let (live, listeners) = (Arc::clone(live), Arc::clone(listeners));
    let house = Arc::new(House { live, listeners, bound, speech, makers, readers, searchers });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(MAKERS + READERS + SEARCHERS)
        .thread_name("banbao-pages")
        .build()
        .map_err(failed)?;
    server.listener.set_nonblocking(true).map_err(failed)?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(server.listener).map_err(failed)?
    };
    thread::Builder::new().name("banbao-serve".to_owned()).spawn(move || runtime.block_on(receive(listener, house))).map_err(failed)?;
    Ok(())
}

/// A quarter of the files that the program may open: the other three are for the site.
fn most_guests() -> usize {
    let files = rlimit::increase_nofile_limit(4 * MOST_GUESTS as u64).unwrap_or(256);
    usize::try_from(files / 4).unwrap_or(MOST_GUESTS).clamp(8, MOST_GUESTS)
}

/// Lets connections in, for ever.
async fn receive(listener: tokio::net::TcpListener, house: Arc<House>) {
    let guests = Arc::new(Guests::new(most_guests()));
    tokio::spawn(look_after(Arc::clone(&guests), Arc::clone(&house.listeners)));
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let line = Arc::new(Line::new(stream, Arc::clone(guests.turns())));
                guests.admit(&line, attend(Arc::clone(&line), Arc::clone(&house)));
            }
            // The other side left at once, or the system has no file left.
            Err(_) => {
                guests.make_room();
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    }
}

/// Ends what stands still, and says a word on event streams now and then.
async fn look_after(guests: Arc<Guests>, listeners: Arc<Listeners>) {
    for round in (0..SILENCE).cycle() {
        tokio::time::sleep(ROUND).await;
        guests.end_what_is_stuck();
        if round == 0 {
            listeners.say(": still here\n\n".to_owned());
        }
    }
}

/// Serves one connection to its end.
async fn attend(line: Arc<Line>, house: Arc<House>) {
    let answered = service_fn(|request| respond(request, Arc::clone(&house), Arc::clone(&line)));
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_MOST)
        // A client may close its side once it has asked.
        .half_close(true)
        .serve_connection(Io(Arc::clone(&line)), answered);
    let _ = connection.await;
    line.close().await;
}

async fn respond(request: Request<Incoming>, house: Arc<House>, line: Arc<Line>) -> Result<Response<Sent>, Infallible> {
    let is_head = request.method() == Method::HEAD;
    let reply = match refusal(&request, house.bound) {
        Some(refused) => return Ok(response(refused, is_head, &house, line, true)),
        None => made(&request, &house).await,
    };
    Ok(response(reply, is_head, &house, line, false))
}

/// What a request gets that is not for us, or is more than a question.
fn refusal(request: &Request<Incoming>, bound: SocketAddr) -> Option<Reply> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (host, other) = (hosts.next(), hosts.next());
    // RFC 9112, 3.2: exactly one Host. The whole address as a target is for proxies.
    if other.is_some() || host.is_none() && request.version() == Version::HTTP_11 || request.uri().authority().is_some() {
        return Some(Reply::text(400, "banbao: one Host, and a path only\n"));
    }
    if !host.and_then(|host| host.to_str().ok()).is_some_and(|host| answer::is_for_us(host, bound)) {
        return Some(Reply::text(403, "banbao: Host is not this machine\n"));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some(Reply::not_allowed());
    }
    // Known without reading any of it.
    if !request.body().is_end_stream() {
        return Some(Reply::text(413, "banbao: no body, please\n"));
    }
    None
}

/// Makes the answer on one of the threads for that.
async fn made(request: &Request<Incoming>, house: &Arc<House>) -> Reply {
    let (path, query) = (request.uri().path().to_owned(), request.uri().query().unwrap_or_default().to_owned());
    let house = Arc::clone(house);
    let turns = if answer::is_of_search(&path) { &house.searchers } else { &house.makers };
    let Ok(turn) = Arc::clone(turns).acquire_owned().await else { return unavailable() };
    let work = move || {
        let _turn = turn;
        answer::guarded(&house.live, &path, house.speech, || answer::answer(&house.live, &path, &query, house.speech))
    };
    spawn_blocking(work).await.unwrap_or_else(|_| unavailable())
}

fn unavailable() -> Reply {
    Reply::text(503, "banbao: try again\n")
}

fn response(reply: Reply, is_head: bool, house: &House, line: Arc<Line>, is_last: bool) -> Response<Sent> {
    let Reply { status, head, content } = reply;
    let sent = match content {
        Content::Events if is_head => Sent::Parts(Vec::new()),
        Content::Events => Sent::Events(house.listeners.add(), line),
        Content::File(opened) if is_head => Sent::Nothing(opened.left()),
        Content::File(opened) => Sent::file(opened, Arc::clone(&house.readers)),
        // hyper takes the last first: they are turned round.
        Content::Parts(parts) => Sent::Parts(parts.into_iter().rev().map(bytes_of).collect()),
    };
    let mut response = Response::new(sent);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in head {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    if let Some(length) = response.body().size_hint().exact() {
        response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
    if is_last {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Bytes that others may be reading too.
struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

fn bytes_of(part: Part) -> Bytes {
    match part {
        Part::Shared(bytes, range) => Bytes::from_owner(Shared(bytes)).slice(range),
        Part::Own(bytes) => bytes.into(),
        Part::Fixed(text) => Bytes::from_static(text.as_bytes()),
    }
}

/// The content of a response, as hyper asks for it.
enum Sent {
    /// Bytes, the last part first.
    Parts(Vec<Bytes>),
    /// The parts of a file as they are read, and how many bytes are still to come.
    File(mpsc::Receiver<Bytes>, u64),
    /// The length of a file that was not asked for.
    Nothing(u64),
    /// Words, as long as the connection stands.
    Events(mpsc::Receiver<Bytes>, Arc<Line>),
}

impl Sent {
    /// Reads a file as fast as it is taken; stops when nobody takes it any more.
    fn file(mut opened: Opened, readers: Arc<Semaphore>) -> Self {
        let left = opened.left();
        let (sender, receiver) = mpsc::channel(1);
        tokio::spawn(async move {
            loop {
                let Ok(turn) = Arc::clone(&readers).acquire_owned().await else { return };
                let read = spawn_blocking(move || (opened.part(FILE_PART), opened, turn)).await;
                // A file that ends too early ends the connection: the reader was promised more.
                let Ok((Ok(part), rest, turn)) = read else { return };
                drop(turn);
                if part.is_empty() || sender.send(part.into()).await.is_err() {
                    return;
                }
                opened = rest;
            }
        });
        Self::File(receiver, left)
    }
}

impl Body for Sent {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let bytes = match self.get_mut() {
            Self::Parts(parts) => parts.pop(),
            Self::Nothing(_) => None,
            Self::File(receiver, left) => {
                let part = ready!(receiver.poll_recv(context));
                *left = left.saturating_sub(part.as_ref().map_or(0, |part| part.len() as u64));
                part
            }
            Self::Events(receiver, line) => match receiver.poll_recv(context) {
                Poll::Pending if line.poll_gone(context) => None,
                Poll::Pending => return Poll::Pending,
                Poll::Ready(word) => word,
            },
        };
        Poll::Ready(bytes.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Parts(parts) if parts.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Parts(parts) => SizeHint::with_exact(parts.iter().map(|part| part.len() as u64).sum()),
            Self::File(_, left) | Self::Nothing(left) => SizeHint::with_exact(*left),
            Self::Events(..) => SizeHint::default(),
        }
    }
}
