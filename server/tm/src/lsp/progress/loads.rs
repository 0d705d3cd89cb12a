//! Workspaces that take a while to read.

use std::collections::VecDeque;
use std::time::Duration;

use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio::time::timeout;
use tower_lsp::Client;
use tower_lsp::ls_types::{
    NumberOrString, ProgressToken, WorkDoneProgress, WorkDoneProgressReport,
};

use super::{begin, end, send};
use crate::lsp::disk::FoundFile;

/// How long an answer of the client is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// From how many files on a workspace is large.
const MANY_FILES: usize = 100;

/// From how many bytes on.
const MANY_BYTES: usize = 1024 * 1024;

/// After how many files more is told.
const STEP: usize = 50;

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
                        send(client, token, end()).await;
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
        if self.told && self.files.is_multiple_of(STEP) {
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
