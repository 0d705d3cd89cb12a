//! How far long work is: of requests whose client asked for it with a token, and of reading a
//! workspace that is large.
//!
//! Invariants:
//! - What begins ends, whatever happens in between.
//! - Whether a workspace is large follows from how much there is to read, not from how long it takes.
//! - The work does not wait for the client to show anything.

use std::collections::VecDeque;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio::time::timeout;
use tower::Service;
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Request, Response};
use tower_lsp::ls_types::notification::Progress as Notification;
use tower_lsp::ls_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress,
    WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use super::disk::FoundFile;

/// How long an answer of the client is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// From how many files on a workspace is large.
const MANY_FILES: usize = 100;

/// From how many bytes on.
const MANY_BYTES: usize = 1024 * 1024;

/// After how many files more is told.
const STEP: usize = 50;

async fn send(client: &Client, token: &ProgressToken, value: WorkDoneProgress) {
    let value = ProgressParamsValue::WorkDone(value);
    let params = ProgressParams { token: token.clone(), value };
    client.send_notification::<Notification>(params).await;
}

fn begin(title: &str, message: Option<String>, cancellable: bool) -> WorkDoneProgress {
    WorkDoneProgress::Begin(WorkDoneProgressBegin {
        title: title.to_owned(),
        cancellable: Some(cancellable),
        message,
        percentage: None,
    })
}

/// A layer that tells of requests with a `workDoneToken`, if they are not answered at once.
pub struct Progress<S> {
    inner: S,
    client: Client,
}

impl<S> Progress<S> {
    /// Wraps a service.
    pub fn new(inner: S, client: Client) -> Self {
        Self { inner, client }
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
        let token = request.params().and_then(|params| params.get("workDoneToken"));
        let token = token.and_then(|token| serde_json::from_value(token.clone()).ok());
        let title = title_of(request.method());
        let mut work = self.inner.call(request).boxed();
        let Some(token) = token else { return work };
        let client = self.client.clone();
        async move {
            // The work begins in wire order, before anything is told of it.
            if let Some(answer) = (&mut work).now_or_never() {
                return answer;
            }
            send(&client, &token, begin(&title, None, true)).await;
            let answer = work.await;
            let end = WorkDoneProgressEnd { message: None };
            send(&client, &token, WorkDoneProgress::End(end)).await;
            answer
        }
        .boxed()
    }
}

/// What people read while a request is worked on: `textDocument/references` is `references`.
fn title_of(method: &str) -> String {
    let name = method.rsplit('/').next().unwrap_or(method);
    format!("tm: {name}")
}

/// The workspaces that are being read, step by step, for the task that tells of them.
#[derive(Default)]
pub struct Loads {
    steps: Mutex<VecDeque<Step>>,
    told: Notify,
}

enum Step {
    Begin,
    Report(String),
    End,
}

impl Loads {
    fn push(&self, step: Step) {
        self.steps.lock().push_back(step);
        self.told.notify_one();
    }

    /// Tells the client of each workspace that is large. Never ends.
    pub async fn tell(&self, client: &Client, is_wanted: impl Fn() -> bool) {
        let mut shown: Option<ProgressToken> = None;
        let mut number = 0;
        loop {
            self.told.notified().await;
            loop {
                let Some(step) = self.steps.lock().pop_front() else { break };
                match (step, &shown) {
                    (Step::Begin, _) => {
                        number += 1;
                        let token = NumberOrString::String(format!("tm/load/{number}"));
                        shown = None;
                        if is_wanted() && created(client, &token).await {
                            send(client, &token, begin("Reading models", None, false)).await;
                            shown = Some(token);
                        }
                    }
                    (Step::Report(message), Some(token)) => {
                        let report = WorkDoneProgressReport {
                            message: Some(message),
                            ..WorkDoneProgressReport::default()
                        };
                        send(client, token, WorkDoneProgress::Report(report)).await;
                    }
                    (Step::End, Some(token)) => {
                        let end = WorkDoneProgressEnd { message: None };
                        send(client, token, WorkDoneProgress::End(end)).await;
                        shown = None;
                    }
                    (_, None) => {}
                }
            }
        }
    }
}

async fn created(client: &Client, token: &ProgressToken) -> bool {
    match timeout(PATIENCE, client.create_work_done_progress(token.clone())).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::warn!("the client shows no progress: {error}");
            false
        }
        Err(_) => {
            tracing::warn!("the client did not answer a request to show progress");
            false
        }
    }
}

/// A workspace that is being read. Once there is much to read, that is told; at the end, too.
pub struct Load<'a> {
    loads: &'a Loads,
    files: usize,
    bytes: usize,
    told: bool,
}

impl<'a> Load<'a> {
    /// Nothing has been read yet.
    pub fn new(loads: &'a Loads) -> Self {
        Self { loads, files: 0, bytes: 0, told: false }
    }

    /// A file was read.
    pub fn read(&mut self, file: &FoundFile) {
        self.files += 1;
        self.bytes += file.text.len();
        if !self.told && (self.files >= MANY_FILES || self.bytes >= MANY_BYTES) {
            self.told = true;
            self.loads.push(Step::Begin);
        }
        if self.told && self.files % STEP == 0 {
            self.loads.push(Step::Report(format!("{} files", self.files)));
        }
    }

    /// All has been read, and is now analysed.
    pub fn analyse(&self) {
        if self.told {
            let message = format!("{} files, finding threats", self.files);
            self.loads.push(Step::Report(message));
        }
    }

    /// Whether the workspace is large.
    pub fn is_large(&self) -> bool {
        self.told
    }
}

impl Drop for Load<'_> {
    fn drop(&mut self) {
        if self.told {
            self.loads.push(Step::End);
        }
    }
}
