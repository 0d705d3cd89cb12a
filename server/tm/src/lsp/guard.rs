//! A layer around the framework's service that keeps one bad call from ending the session.
//!
//! Invariants:
//! - **Calls begin in wire order.** A call's work up to its first wait is done before the next
//!   message is looked at. Text synchronisation never waits, so it is applied in order; a request
//!   takes its snapshot before it waits, so it sees every edit that was sent before it.
//! - **A panic is contained**: its request is answered with −32603, and the session goes on.
//! - **The exit status is known**: 0 once `shutdown` was answered, 1 until then.
//!
//! Not for: what a request means, and frames that cannot be read (they arrive here as the
//! notification [`UNREADABLE`], and are answered).

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use futures::FutureExt;
use futures::future::{self, BoxFuture};
use serde::Deserialize;
use tower::Service;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

use super::uri;

/// The notification that the frame filter puts in the place of a frame it refused; its parameters
/// say why, and which request it was if that is known.
pub const UNREADABLE: &str = "tm/unreadableFrame";

/// Whether `shutdown` was answered.
#[derive(Clone, Debug, Default)]
pub struct Shutdown(Arc<AtomicBool>);

impl Shutdown {
    /// The status to end the process with.
    pub fn exit_status(&self) -> i32 {
        i32::from(!self.0.load(Ordering::SeqCst))
    }
}

/// The layer.
pub struct Guard<S> {
    inner: S,
    shutdown: Shutdown,
    on_panic: Arc<dyn Fn(&str) + Send + Sync>,
}

impl<S> Guard<S> {
    /// Wraps a service. `on_panic` is told what went wrong.
    pub fn new(
        inner: S,
        shutdown: Shutdown,
        on_panic: impl Fn(&str) + Send + Sync + 'static,
    ) -> Self {
        Self { inner, shutdown, on_panic: Arc::new(on_panic) }
    }
}

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.method() == UNREADABLE {
            return future::ready(Ok(Some(refusal(&request)))).boxed();
        }
        let id = request.id().cloned();
        if let Some(id) = id.clone().filter(|_| request.method().starts_with("$/")) {
            // The framework passes over these; the protocol wants them answered.
            let refused = Response::from_error(id, Error::method_not_found());
            return future::ready(Ok(Some(refused))).boxed();
        }
        let is_shutdown = request.method() == "shutdown";
        let shutdown = self.shutdown.clone();
        let on_panic = Arc::clone(&self.on_panic);

        let called = catch_unwind(AssertUnwindSafe(|| self.inner.call(uri::escaped(request))));
        let mut answer = async move {
            let outcome = match called {
                Ok(running) => AssertUnwindSafe(running).catch_unwind().await,
                Err(panic) => Err(panic),
            };
            match outcome {
                Ok(answer) => {
                    if is_shutdown && matches!(&answer, Ok(Some(answer)) if answer.is_ok()) {
                        shutdown.0.store(true, Ordering::SeqCst);
                    }
                    answer
                }
                Err(panic) => {
                    let message = panic_message(panic.as_ref());
                    on_panic(message);
                    Ok(id.map(|id| Response::from_error(id, internal_error(message))))
                }
            }
        }
        .boxed();
        // The first poll is made here, in the order of the wire. A future that is not ready yet is
        // polled again by the framework, with a waker that counts.
        match answer.as_mut().now_or_never() {
            Some(answer) => future::ready(answer).boxed(),
            None => answer,
        }
    }
}

/// The error that a request gets when its handler panicked.
pub fn internal_error(message: &str) -> Error {
    Error {
        code: ErrorCode::InternalError,
        message: format!("internal error: {message}").into(),
        data: None,
    }
}

/// The text of a panic.
pub fn panic_message(panic: &(dyn Any + Send)) -> &str {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (_, Some(text)) => text,
        _ => "no message",
    }
}

fn refusal(request: &Request) -> Response {
    let reason = request.params().and_then(|params| params.get("reason")?.as_str());
    let message = reason.unwrap_or("a message that cannot be read").to_owned();
    let id = request.params().and_then(|params| Id::deserialize(params.get("id")?).ok());
    let (id, code) = match id {
        Some(Id::Null) | None => (Id::Null, ErrorCode::ParseError),
        Some(id) => (id, ErrorCode::InvalidRequest),
    };
    Response::from_error(id, Error { code, message: message.into(), data: None })
}

#[cfg(test)]
mod tests {
    use parking_lot::Mutex;
    use serde_json::json;

    use super::*;

    type Reply = Result<Option<Response>, ()>;

    /// A service whose calls do what their method says, and remember the order they ran in.
    struct Scripted(Arc<Mutex<Vec<String>>>);

    impl Service<Request> for Scripted {
        type Response = Option<Response>;
        type Error = ();
        type Future = BoxFuture<'static, Reply>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            let (method, id, _) = request.into_parts();
            assert_ne!(method, "panic in the call", "as asked");
            let log = Arc::clone(&self.0);
            async move {
                log.lock().push(method.to_string());
                assert_ne!(method, "panic at once", "as asked");
                if method.contains("later") {
                    tokio::task::yield_now().await;
                    log.lock().push(format!("{method}, again"));
                }
                assert_ne!(method, "panic later", "as asked");
                let refused = method == "refuse";
                Ok(id.map(|id| match refused {
                    true => Response::from_error(id, Error::invalid_request()),
                    false => Response::from_ok(id, json!(null)),
                }))
            }
            .boxed()
        }
    }

    struct Setup {
        guard: Guard<Scripted>,
        shutdown: Shutdown,
        log: Arc<Mutex<Vec<String>>>,
        panics: Arc<Mutex<Vec<String>>>,
    }

    fn setup() -> Setup {
        let (log, panics) = <(Arc<Mutex<Vec<String>>>, Arc<Mutex<Vec<String>>>)>::default();
        let shutdown = Shutdown::default();
        let told = Arc::clone(&panics);
        let guard = Guard::new(Scripted(Arc::clone(&log)), shutdown.clone(), move |message| {
            told.lock().push(message.to_owned());
        });
        Setup { guard, shutdown, log, panics }
    }

    fn request(method: &'static str) -> Request {
        Request::build(method).id(1).finish()
    }

    #[tokio::test]
    async fn a_panic_is_one_error_reply_and_the_next_call_works() {
        for method in ["panic in the call", "panic at once", "panic later"] {
            let mut setup = setup();
            let reply = setup.guard.call(request(method)).await.expect("no transport error");
            let reply = reply.expect("a reply");
            assert_eq!(reply.id(), &Id::Number(1));
            let error = reply.error().expect("an error");
            assert_eq!(error.code, ErrorCode::InternalError, "{method}");
            assert!(error.message.contains("as asked"), "{}", error.message);
            assert_eq!(setup.panics.lock().len(), 1, "{method}");

            let next = setup.guard.call(request("hover")).await.expect("no transport error");
            assert!(next.expect("a reply").is_ok(), "{method}");
        }
    }

    #[tokio::test]
    async fn a_request_that_could_be_passed_over_is_refused() {
        let mut setup = setup();
        let reply = setup.guard.call(request("$/ask")).await.expect("no transport error");
        let error = reply.and_then(|reply| reply.error().cloned()).expect("an error");
        assert_eq!(error.code, ErrorCode::MethodNotFound);
        assert_eq!(*setup.log.lock(), Vec::<String>::new());
    }

    #[tokio::test]
    async fn a_panic_in_a_notification_is_no_reply() {
        let mut setup = setup();
        let notification = Request::build("panic at once").finish();
        assert_eq!(setup.guard.call(notification).await, Ok(None));
    }

    #[tokio::test]
    async fn calls_begin_in_the_order_of_the_wire() {
        let mut setup = setup();
        let calls = ["first, later", "second", "third, later", "fourth"];
        let mut running: Vec<_> =
            calls.into_iter().map(|method| setup.guard.call(request(method))).collect();
        assert_eq!(*setup.log.lock(), calls);
        running.reverse();
        for call in running {
            assert!(matches!(call.await, Ok(Some(reply)) if reply.is_ok()));
        }
    }

    #[tokio::test]
    async fn only_an_answered_shutdown_changes_the_status() {
        let mut setup = setup();
        assert_eq!(setup.shutdown.exit_status(), 1);
        assert!(setup.guard.call(request("refuse")).await.is_ok());
        assert_eq!(setup.shutdown.exit_status(), 1);
        assert!(setup.guard.call(request("shutdown")).await.is_ok());
        assert_eq!(setup.shutdown.exit_status(), 0);
    }

    #[tokio::test]
    async fn a_refused_frame_is_answered() {
        let mut setup = setup();
        let frame = Request::build(UNREADABLE).params(json!({ "reason": "why" })).finish();
        let reply = setup.guard.call(frame).await.expect("no transport error").expect("a reply");
        assert_eq!(reply.id(), &Id::Null);
        assert_eq!(reply.error().map(|error| error.code), Some(ErrorCode::ParseError));
        assert!(setup.log.lock().is_empty());
    }
}
