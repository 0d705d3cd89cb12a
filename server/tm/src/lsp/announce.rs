//! A layer that announces what the framework's types have no word for yet: the answer to
//! `initialize` gets further capabilities.
//!
//! Not for: capabilities that have a type; they are offered in `capabilities`.

use std::task::{Context, Poll};

use futures::FutureExt;
use futures::future::BoxFuture;
use serde_json::{Value, json};
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
        let formats_ranges = is_first && formats_ranges(&request);
        let answer = self.0.call(request);
        if !is_first {
            return answer.boxed();
        }
        async move { Ok(answer.await?.map(|answer| announced(answer, formats_ranges))) }.boxed()
    }
}

/// Whether a client asks to format several ranges at once.
fn formats_ranges(request: &Request) -> bool {
    let said = "/capabilities/textDocument/rangeFormatting/rangesSupport";
    let said = request.params().and_then(|params| params.pointer(said));
    said.and_then(Value::as_bool).unwrap_or_default()
}

fn announced(response: Response, formats_ranges: bool) -> Response {
    let (id, result) = response.into_parts();
    match result {
        Ok(mut result) => {
            if let Some(Value::Object(offered)) = result.get_mut("capabilities") {
                offered.insert("typeHierarchyProvider".to_owned(), Value::Bool(true));
                if formats_ranges {
                    let options = json!({ "rangesSupport": true });
                    offered.insert("documentRangeFormattingProvider".to_owned(), options);
                }
            }
            Response::from_ok(id, result)
        }
        Err(error) => Response::from_error(id, error),
    }
}
