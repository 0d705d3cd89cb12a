//! How far long work is: of requests whose client asked for it with a token, and of reading a
//! workspace that is large.
//!
//! Invariants:
//! - What begins ends, whatever happens in between.
//! - Whether a workspace is large follows from how much there is to read, not from how long it takes.
//! - The work does not wait for the client to show anything.

mod loads;
mod requests;

use tower_lsp::Client;
use tower_lsp::ls_types::notification::Progress as Notification;
use tower_lsp::ls_types::{
    ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressEnd,
};

pub use loads::{Load, Loads};
pub use requests::Progress;

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

fn end() -> WorkDoneProgress {
    WorkDoneProgress::End(WorkDoneProgressEnd { message: None })
}
