//! What a command does in the client once it is answered: an edit, a place to go to, a message, a
//! choice. Each is a task of its own, so that no handler waits for the client.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::time::timeout;
use tower_lsp::Client;
use tower_lsp::ls_types::request::ApplyWorkspaceEdit;
use tower_lsp::ls_types::{
    ApplyWorkspaceEditParams, ExecuteCommandParams, Location, MessageActionItem, MessageType,
    ShowDocumentParams, WorkspaceEdit,
};

use super::commands::{self, Call, Done};
use super::errand::answer_while_wanted;
use super::outgoing::Shared;

/// How long an answer of the client is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long somebody may think about a choice.
const TIME_TO_CHOOSE: Duration = Duration::from_secs(600);

/// Something to do in the client.
pub enum Deed {
    /// Change texts.
    Edit {
        /// What that is called in the history of the editor.
        label: String,
        /// The changes.
        edit: WorkspaceEdit,
    },
    /// Go to a place, and say what is there.
    Show {
        /// The place.
        place: Location,
        /// What is there.
        message: String,
    },
    /// Say something.
    Tell(String),
    /// Let somebody choose what to run next.
    Choose {
        /// The question.
        message: String,
        /// What there is to choose from.
        choices: Vec<Choice>,
    },
}

/// Something to choose.
pub struct Choice {
    /// What it is called.
    pub title: String,
    /// What it runs.
    pub command: &'static str,
    /// With what.
    pub argument: Value,
}

/// Does it, some time after now.
pub fn perform(client: &Client, shared: &Arc<Shared>, deed: Deed) {
    tokio::spawn(done(client.clone(), Arc::clone(shared), deed));
}

async fn done(client: Client, shared: Arc<Shared>, deed: Deed) {
    let mut next = Some(deed);
    while let Some(deed) = next.take() {
        match deed {
            Deed::Edit { label, edit } => apply(&client, label, edit).await,
            Deed::Show { place, message } => {
                let shows = shared.state.lock().abilities().shows_documents;
                if !shows || !show(&client, place).await {
                    client.show_message(MessageType::INFO, message).await;
                }
            }
            Deed::Tell(message) => client.show_message(MessageType::INFO, message).await,
            Deed::Choose { message, choices } => {
                let Some(choice) = choose(&client, message, choices).await else { return };
                next = run(&client, &shared, choice).await;
            }
        }
    }
}

async fn apply(client: &Client, label: String, edit: WorkspaceEdit) {
    let params = ApplyWorkspaceEditParams { label: Some(label), edit };
    let refusal = match timeout(PATIENCE, client.send_request::<ApplyWorkspaceEdit>(params)).await {
        Ok(Ok(answer)) if answer.applied => return,
        Ok(Ok(answer)) => answer.failure_reason.unwrap_or_else(|| "no reason is given".to_owned()),
        Ok(Err(error)) => error.to_string(),
        Err(_) => return tracing::warn!("the client did not answer an edit"),
    };
    let message = format!("The editor did not take the change: {refusal}.");
    client.show_message(MessageType::WARNING, message).await;
}

/// Goes to a place. False if the client cannot.
async fn show(client: &Client, place: Location) -> bool {
    let params = ShowDocumentParams {
        uri: place.uri,
        external: None,
        take_focus: Some(true),
        selection: Some(place.range),
    };
    matches!(timeout(PATIENCE, client.show_document(params)).await, Ok(Ok(true)))
}

async fn choose(client: &Client, message: String, choices: Vec<Choice>) -> Option<Choice> {
    let items = choices.iter().map(|choice| MessageActionItem {
        title: choice.title.clone(),
        properties: Default::default(),
    });
    let items = Some(items.collect());
    let asked = client.show_message_request(MessageType::INFO, message, items);
    let chosen = timeout(TIME_TO_CHOOSE, asked).await.ok()?.ok()??;
    choices.into_iter().find(|choice| choice.title == chosen.title)
}

/// Runs what was chosen, on the texts as they are now.
async fn run(client: &Client, shared: &Shared, choice: Choice) -> Option<Deed> {
    let params = ExecuteCommandParams {
        command: choice.command.to_owned(),
        arguments: vec![choice.argument],
        work_done_progress_params: Default::default(),
    };
    let call = Call::of(params).ok()?;
    let about = shared.with_state(|state| state.about(call.uri(), &[]))?;
    let done = answer_while_wanted(move |token| Some(commands::run(&about, &call, token))).await;
    match done.ok()?? {
        Ok(Done { deed, .. }) => deed,
        Err(error) => {
            client.show_message(MessageType::WARNING, error.message).await;
            None
        }
    }
}
