//! A layer that announces what the framework's types have no word for yet: the answer to
//! `initialize` gets further capabilities.
//!
//! Not for: capabilities that have a type; they are offered in `capabilities`.

use std::task::{Context, Poll};

use futures::FutureExt;
use futures::future::BoxFuture;
use serde_json::Value;
use tower::Service;
use tower_lsp::jsonrpc::{Request, Response};

/// The layer.
pub struct Announce<S>(S);

impl<S> Announce<S> {
    /// Wraps a service.
    pub fn new(inner: S) -> Self {
        Self(inner)
    }
}

impl<S> Service<Request> for Announce<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let is_first = request.method() == "initialize";
        let answer = self.0.call(request);
        if !is_first {
            return answer.boxed();
        }
        async move { Ok(answer.await?.map(announced)) }.boxed()
    }
}

fn announced(response: Response) -> Response {
    let (id, result) = response.into_parts();
    match result {
        Ok(mut result) => {
            if let Some(Value::Object(offered)) = result.get_mut("capabilities") {
                offered.insert("typeHierarchyProvider".to_owned(), Value::Bool(true));
            }
            Response::from_ok(id, result)
        }
        Err(error) => Response::from_error(id, error),
    }
}
