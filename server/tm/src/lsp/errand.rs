//! The work of requests, on threads where time does not matter to others.
//!
//! Invariants:
//! - Work that nobody waits for any more never begins; if it has begun, its [`Token`] says so, and
//!   what takes long looks at that between its steps.
//! - A panic becomes one where the work is waited for, and the guard answers it.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::task::{JoinHandle, spawn_blocking};
use tower_lsp::jsonrpc::Result;

/// Tells work that is under way whether anybody waits for it.
#[derive(Clone, Debug, Default)]
pub struct Token(Arc<AtomicBool>);

impl Token {
    /// True once nobody does.
    pub fn is_called_off(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Work on another thread that is called off when nobody waits for it any more.
struct Errand<T> {
    work: JoinHandle<T>,
    token: Token,
}

impl<T> Drop for Errand<T> {
    fn drop(&mut self) {
        self.token.0.store(true, Ordering::Relaxed);
        // Has an effect only on work that has not begun.
        self.work.abort();
    }
}

/// Does the work of a request.
pub async fn answer<T: Send + 'static>(
    work: impl FnOnce() -> Option<T> + Send + 'static,
) -> Result<Option<T>> {
    answer_while_wanted(|_| work()).await
}

/// Does work that may take long, and looks whether it is still wanted.
pub async fn answer_while_wanted<T: Send + 'static>(
    work: impl FnOnce(&Token) -> Option<T> + Send + 'static,
) -> Result<Option<T>> {
    let token = Token::default();
    let seen = token.clone();
    let mut errand = Errand { work: spawn_blocking(move || work(&seen)), token };
    match (&mut errand.work).await {
        Ok(result) => Ok(result),
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // Nothing calls off work that is waited for, except the end of the process.
            Err(_) => Ok(None),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn work_that_panics_panics_where_it_is_waited_for() {
        let failing = answer(|| -> Option<()> { panic!("as asked") });
        let caught = std::panic::AssertUnwindSafe(failing).catch_unwind().await;
        assert!(caught.is_err());
        assert_eq!(answer(|| Some(1)).await, Ok(Some(1)));
    }

    #[test]
    fn work_that_nobody_waits_for_does_not_begin() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .max_blocking_threads(1)
            .build()
            .expect("a runtime");
        let (go, waits) = mpsc::channel::<()>();
        let (ran, runs) = mpsc::channel();
        runtime.block_on(async {
            let first = tokio::spawn(answer(move || waits.recv().ok()));
            let mut second = Box::pin(answer(move || ran.send(()).ok()));
            tokio::task::yield_now().await;
            assert!(futures::poll!(&mut second).is_pending());
            drop(second);
            go.send(()).expect("the first is waiting");
            assert_eq!(first.await.expect("it ended"), Ok(Some(())));
            assert_eq!(answer(|| Some(())).await, Ok(Some(())));
        });
        assert!(runs.try_recv().is_err());
    }

    #[tokio::test]
    async fn work_that_is_under_way_hears_that_nobody_waits_for_it() {
        let (begun, begins) = mpsc::channel();
        let (go, waits) = mpsc::channel::<()>();
        let (seen, sees) = mpsc::channel();
        let mut long = Box::pin(answer_while_wanted(move |token| {
            begun.send(token.is_called_off()).ok()?;
            waits.recv().ok()?;
            seen.send(token.is_called_off()).ok()
        }));
        assert!(futures::poll!(&mut long).is_pending());
        assert_eq!(begins.recv(), Ok(false));
        drop(long);
        go.send(()).expect("it is waiting");
        assert_eq!(sees.recv(), Ok(true));
    }
}
