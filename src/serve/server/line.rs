//! One connection: bytes between hyper and the system, and what is known of how they flow.

use std::io::{self, IoSlice};
use std::net::Shutdown;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::rt::{Read, ReadBufCursor, Write};
use tokio::net::TcpStream;

/// How much is read at once, in bytes.
const PART: usize = 4096;
/// How long, and how many bytes, a client may go on sending after its last answer: a connection that is closed with
/// unread bytes in it takes the answer along.
const FAREWELL: (Duration, usize) = (Duration::from_secs(1), 1024 * 1024);

/// A connection.
#[derive(Debug)]
pub(super) struct Line {
    stream: TcpStream,
    /// Counts what happens on all connections.
    turns: Arc<AtomicU64>,
    /// Its count when something last moved here.
    moved: AtomicU64,
    /// Rounds for which a write has been waiting; 0 when none is.
    waiting: AtomicU32,
}

impl Line {
    pub(super) fn new(stream: TcpStream, turns: Arc<AtomicU64>) -> Self {
        let _ = stream.set_nodelay(true);
        let line = Self { stream, turns, moved: AtomicU64::default(), waiting: AtomicU32::default() };
        line.moves();
        line
    }

    fn moves(&self) {
        self.moved.store(self.turns.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
    }

    /// When something last moved here, in turns of all connections.
    pub(super) fn moved(&self) -> u64 {
        self.moved.load(Ordering::Relaxed)
    }

    /// Begins another round; says for how many a write has been waiting.
    pub(super) fn next_round(&self) -> u32 {
        match self.waiting.load(Ordering::Relaxed) {
            0 => 0,
            rounds => {
                self.waiting.store(rounds.saturating_add(1), Ordering::Relaxed);
                rounds
            }
        }
    }

    /// Whether the other side has left. Whoever calls this is woken when it does.
    pub(super) fn poll_gone(&self, context: &mut Context<'_>) -> bool {
        let mut part = [0; PART];
        while self.stream.poll_read_ready(context).is_ready() {
            match self.stream.try_read(&mut part) {
                // Nothing more is to be said on an event stream; what is said is dropped.
                Ok(some) if some > 0 => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                _ => return true,
            }
        }
        false
    }

    /// Takes leave: says that nothing more comes, and hears the other side out for a moment.
    pub(super) async fn close(&self) {
        let (longest, mut left) = FAREWELL;
        let heard = async {
            let mut part = [0; PART];
            while left > 0 && self.stream.readable().await.is_ok() {
                match self.stream.try_read(&mut part) {
                    Ok(some) if some > 0 => left = left.saturating_sub(some),
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                    _ => return,
                }
            }
        };
        if self.shut().is_ok() {
            let _ = tokio::time::timeout(longest, heard).await;
        }
    }

    fn shut(&self) -> io::Result<()> {
        socket2::SockRef::from(&self.stream).shutdown(Shutdown::Write)
    }

    fn poll_write(&self, context: &mut Context<'_>, write: impl Fn(&TcpStream) -> io::Result<usize>) -> Poll<io::Result<usize>> {
        loop {
            let Poll::Ready(ready) = self.stream.poll_write_ready(context) else {
                if self.waiting.load(Ordering::Relaxed) == 0 {
                    self.waiting.store(1, Ordering::Relaxed);
                }
                return Poll::Pending;
            };
            match ready.and_then(|()| write(&self.stream)) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                written => {
                    self.waiting.store(0, Ordering::Relaxed);
                    self.moves();
                    return Poll::Ready(written);
                }
            }
        }
    }
}

/// A connection as hyper uses it.
pub(super) struct Io(pub(super) Arc<Line>);

impl Read for Io {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, mut buffer: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        let mut part = [0; PART];
        let room = buffer.remaining().min(PART);
        loop {
            ready!(self.0.stream.poll_read_ready(context))?;
            match self.0.stream.try_read(&mut part[..room]) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                read => {
                    self.0.moves();
                    return Poll::Ready(read.map(|some| buffer.put_slice(&part[..some])));
                }
            }
        }
    }
}

impl Write for Io {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.0.poll_write(context, |stream| stream.try_write(bytes))
    }

    fn poll_write_vectored(self: Pin<&mut Self>, context: &mut Context<'_>, parts: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        self.0.poll_write(context, |stream| stream.try_write_vectored(parts))
    }

    /// So that hyper copies no page to join it with its head.
    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(self.0.shut())
    }
}
