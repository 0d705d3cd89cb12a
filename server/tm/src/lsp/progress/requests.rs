//! Requests whose client shows how far they are.

use std::sync::Arc;
use std::task::{Context, Poll};

use futures::FutureExt;
use futures::future::{self, BoxFuture};
use parking_lot::Mutex;
use serde_json::json;
use tower::Service;
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Id, Request, Response};
use tower_lsp::ls_types::ProgressToken;

use super::{begin, end, send};

/// The notification by which somebody calls off what is shown under a token.
const CANCEL: &str = "window/workDoneProgress/cancel";

/// The requests that are shown, by their tokens.
type Shown = Arc<Mutex<Vec<(ProgressToken, Id)>>>;

/// A layer that tells of requests with a `workDoneToken`, and calls them off when somebody wants that
/// where they are shown.
pub struct Progress<S> {
    inner: S,
    client: Client,
    shown: Shown,
}

impl<S> Progress<S> {
    /// Wraps a service.
    pub fn new(inner: S, client: Client) -> Self {
        Self { inner, client, shown: Shown::default() }
    }
}

impl<S> Service<Request> for Progress<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
    S::Response: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.method() == CANCEL {
            return self.call_off(&request);
        }
        let (token, id) = (token_of(&request, "workDoneToken"), request.id().cloned());
        let title = title_of(request.method());
        let mut work = self.inner.call(request).boxed();
        let Some((token, id)) = token.zip(id) else { return work };
        let (client, shown) = (self.client.clone(), Arc::clone(&self.shown));
        shown.lock().push((token.clone(), id.clone()));
        async move {
            // The work begins in wire order, before anything is told of it.
            let at_once = (&mut work).now_or_never();
            send(&client, &token, begin(&title, None, true)).await;
            let answer = match at_once {
                Some(answer) => answer,
                None => work.await,
            };
            shown.lock().retain(|(_, other)| *other != id);
            send(&client, &token, end()).await;
            answer
        }
        .boxed()
    }
}

impl<S> Progress<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
    S::Response: Send + 'static,
{
    /// Calls a request off as the protocol would by its number.
    fn call_off(&mut self, request: &Request) -> BoxFuture<'static, Result<S::Response, S::Error>> {
        let token = token_of(request, "token");
        let shown = self.shown.lock();
        let id = shown.iter().find(|(known, _)| Some(known) == token.as_ref());
        let id = id.map(|(_, id)| id.clone());
        drop(shown);
        match id {
            Some(id) => {
                let cancel = Request::build("$/cancelRequest").params(json!({ "id": id }));
                self.inner.call(cancel.finish()).boxed()
            }
            // It has been answered meanwhile.
            None => future::ready(Ok(None)).boxed(),
        }
    }
}

fn token_of(request: &Request, key: &str) -> Option<ProgressToken> {
    serde_json::from_value(request.params()?.get(key)?.clone()).ok()
}

/// What people read while a request is worked on: `textDocument/references` is `references`.
fn title_of(method: &str) -> String {
    let name = method.rsplit('/').next().unwrap_or(method);
    format!("tm: {name}")
}
