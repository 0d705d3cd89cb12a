//! Standard output that never blocks the session.
//!
//! A client may write much before it reads. Were the session to wait for the pipe, it would stop
//! reading, the client would block on writing, and both would wait for good. So what is to be
//! written is queued without bound and written by a thread of its own; whatever can wait (findings
//! that are about to be replaced anyway) asks the [`Backlog`] first.

use std::io::Write;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::AsyncWrite;
use tokio::sync::Notify;

/// Above so many unwritten bytes, what can wait should.
const LOW: usize = 256 * 1024;

/// The end of the queue that the session writes to.
pub struct Output {
    queue: Sender<Vec<u8>>,
    backlog: Arc<Backlog>,
}

/// How much is still to be written.
#[derive(Debug, Default)]
pub struct Backlog {
    bytes: AtomicUsize,
    shrunk: Notify,
    reader_gone: Notify,
}

/// The thread that writes.
pub struct Writer {
    finished: Receiver<()>,
}

impl Output {
    /// Starts the thread that writes to `out`.
    pub fn start(out: impl Write + Send + 'static) -> (Self, Arc<Backlog>, Writer) {
        let (queue, waiting) = mpsc::channel();
        let (finish, finished) = mpsc::channel();
        let backlog = Arc::new(Backlog::default());
        let shared = Arc::clone(&backlog);
        std::thread::spawn(move || {
            write_all(out, &waiting, &shared);
            // Whoever waited may have given up.
            let _ = finish.send(());
        });
        (Self { queue, backlog: Arc::clone(&backlog) }, backlog, Writer { finished })
    }
}

fn write_all(mut out: impl Write, waiting: &Receiver<Vec<u8>>, backlog: &Backlog) {
    for chunk in waiting {
        if out.write_all(&chunk).and_then(|()| out.flush()).is_err() {
            backlog.reader_gone.notify_one();
            return;
        }
        backlog.bytes.fetch_sub(chunk.len(), Ordering::SeqCst);
        backlog.shrunk.notify_waiters();
    }
}

impl AsyncWrite for Output {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        self.backlog.bytes.fetch_add(bytes.len(), Ordering::SeqCst);
        let sent = self.queue.send(bytes.to_vec());
        Poll::Ready(match sent {
            Ok(()) => Ok(bytes.len()),
            Err(_) => Err(std::io::ErrorKind::BrokenPipe.into()),
        })
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl Backlog {
    /// Waits until the client has read most of what was written.
    pub async fn low(&self) {
        loop {
            // Created before the look, so that a chunk written in between is not missed.
            let shrunk = self.shrunk.notified();
            if self.bytes.load(Ordering::SeqCst) <= LOW {
                return;
            }
            shrunk.await;
        }
    }

    /// Waits until the client has closed its end.
    pub async fn reader_gone(&self) {
        self.reader_gone.notified().await;
    }
}

impl Writer {
    /// Waits until everything queued is written, the [`Output`] having been dropped; but no longer
    /// than so, for a client that has stopped reading.
    pub fn finish(self, limit: Duration) {
        // Too late and finished are alike: the process ends next.
        let _ = self.finished.recv_timeout(limit);
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt;

    use super::*;

    /// A client that reads nothing until it is told to.
    struct Slow {
        go: Receiver<()>,
        seen: Sender<usize>,
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            // The test drops its end to say "go" for good.
            let _ = self.go.recv();
            self.seen.send(bytes.len()).expect("the test listens");
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn a_client_that_does_not_read_blocks_nothing_but_what_can_wait() {
        let (go, waits) = mpsc::channel();
        let (seen, sizes) = mpsc::channel();
        let (mut output, backlog, writer) = Output::start(Slow { go: waits, seen });
        let chunk = vec![b'x'; LOW / 4];
        for _ in 0..8 {
            output.write_all(&chunk).await.expect("queued");
        }
        assert!(futures::poll!(std::pin::pin!(backlog.low())).is_pending());
        drop(go);
        backlog.low().await;
        drop(output);
        writer.finish(Duration::from_secs(10));
        assert_eq!(sizes.iter().sum::<usize>(), 8 * chunk.len());
    }

    #[tokio::test]
    async fn a_client_that_closed_its_end_is_noticed() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::BrokenPipe.into())
            }

            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let (mut output, backlog, _writer) = Output::start(Closed);
        output.write_all(b"hello").await.expect("queued");
        backlog.reader_gone().await;
    }
}
