//! What clicks on lenses, and answers in views, do: commands that the server runs itself, so that they
//! work in any editor.
//!
//! A command is a function from a snapshot to a value and a [`Deed`]; the deed is done in the client
//! after the answer, and nobody waits for it here. A client with views of its own may name commands
//! that it runs instead ([`ClientCommands`]); they take the same argument.
//!
//! Not for: what an edit is, which `tm_ide` knows.

mod run;

use serde::Deserialize;
use serde_json::{Value, json};
use smol_str::SmolStr;
use tm_grammar::words::ItemWord;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, Uri};

pub use run::{Done, run};

/// Writes an answer to a question.
pub const ANSWER: &str = "tm.answer";
/// Gives a mitigation, story or assumption another status; asks which if none is given.
pub const SET_STATUS: &str = "tm.setStatus";
/// Tells what follows if an assumption is wrong.
pub const WHAT_IF: &str = "tm.whatIf";
/// Goes to what is most urgent in a model.
pub const GO_TO_NEXT: &str = "tm.goToNext";
/// Tells how the threats of a story stand.
pub const TELL_STORY: &str = "tm.tellStory";
/// Tells where a rule fires.
pub const TELL_RULE: &str = "tm.tellRule";

/// The commands that the server runs.
pub const ALL: [&str; 6] = [ANSWER, SET_STATUS, WHAT_IF, GO_TO_NEXT, TELL_STORY, TELL_RULE];

/// The commands of clients that lenses prefer: the word of the item, the client's command, and what
/// the server runs in its place.
const OF_CLIENTS: [(ItemWord, &str, &str); 5] = [
    (ItemWord::Model, "tm.showThreats", GO_TO_NEXT),
    (ItemWord::Mitigation, "tm.showMitigations", SET_STATUS),
    (ItemWord::Assumption, "tm.showAssumptions", WHAT_IF),
    (ItemWord::Story, "tm.showStories", TELL_STORY),
    (ItemWord::Threat, "tm.showRule", TELL_RULE),
];

/// Which of its own commands a client runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientCommands([bool; OF_CLIENTS.len()]);

impl ClientCommands {
    /// Reads them from the experimental capabilities of a client: `{ "tm": { "commands": […] } }`.
    pub fn of(experimental: Option<&Value>) -> Self {
        let named = experimental.and_then(|it| it.get("tm")?.get("commands")?.as_array());
        let runs = |command: &str| named.is_some_and(|named| named.iter().any(|it| *it == command));
        Self(OF_CLIENTS.map(|(_, command, _)| runs(command)))
    }

    /// What a click on the line above an item runs.
    pub fn for_item(&self, word: ItemWord) -> Option<&'static str> {
        let at = OF_CLIENTS.iter().position(|(of, ..)| *of == word)?;
        let (_, of_client, of_server) = OF_CLIENTS[at];
        Some(if self.0[at] { of_client } else { of_server })
    }
}

/// The argument of a command about something with a name.
pub fn about_item(uri: &Uri, name: &str) -> Value {
    json!({ "uri": uri, "name": name })
}

/// A command and its argument.
#[derive(Deserialize)]
#[serde(tag = "command", content = "argument")]
pub enum Call {
    #[serde(rename = "tm.answer")]
    Answer(AnswerTo),
    #[serde(rename = "tm.setStatus")]
    SetStatus(StatusOf),
    #[serde(rename = "tm.whatIf")]
    WhatIf(Named),
    #[serde(rename = "tm.goToNext")]
    GoToNext(Whole),
    #[serde(rename = "tm.tellStory")]
    TellStory(Named),
    #[serde(rename = "tm.tellRule")]
    TellRule(Named),
}

/// Something by its name.
#[derive(Deserialize)]
pub struct Named {
    uri: Uri,
    name: SmolStr,
}

/// The model of a file.
#[derive(Deserialize)]
pub struct Whole {
    uri: Uri,
}

/// Something, and what is to become of it.
#[derive(Deserialize)]
pub struct StatusOf {
    uri: Uri,
    name: SmolStr,
    status: Option<SmolStr>,
}

/// A question, and what somebody says to it.
#[derive(Deserialize)]
pub struct AnswerTo {
    uri: Uri,
    subject: SmolStr,
    key: SmolStr,
    kind: AnswerKind,
    value: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum AnswerKind {
    Value,
    Unknown,
    Assume,
    Ask,
}

impl Call {
    /// Reads a command.
    ///
    /// # Errors
    ///
    /// If there is none of that name, or it takes something else.
    pub fn of(params: ExecuteCommandParams) -> Result<Self> {
        let ExecuteCommandParams { command, arguments, .. } = params;
        if !ALL.contains(&command.as_str()) {
            let known = ALL.join(", ");
            let message = format!("There is no command \"{command}\": there are {known}.");
            return Err(Error::invalid_params(message));
        }
        let argument = arguments.into_iter().next().unwrap_or_default();
        let call = json!({ "command": command, "argument": argument });
        serde_json::from_value(call)
            .map_err(|error| Error::invalid_params(format!("{command}: {error}")))
    }

    /// The file that it is about.
    pub fn uri(&self) -> &Uri {
        match self {
            Self::Answer(AnswerTo { uri, .. })
            | Self::SetStatus(StatusOf { uri, .. })
            | Self::WhatIf(Named { uri, .. })
            | Self::GoToNext(Whole { uri })
            | Self::TellStory(Named { uri, .. })
            | Self::TellRule(Named { uri, .. }) => uri,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lens_runs_the_command_of_the_client_if_it_has_one() {
        let none = ClientCommands::of(None);
        assert_eq!(none.for_item(ItemWord::Mitigation), Some(SET_STATUS));
        let some =
            ClientCommands::of(Some(&json!({ "tm": { "commands": ["tm.showMitigations"] } })));
        assert_eq!(some.for_item(ItemWord::Mitigation), Some("tm.showMitigations"));
        assert_eq!(some.for_item(ItemWord::Model), Some(GO_TO_NEXT));
        assert_eq!(some.for_item(ItemWord::Flow), None);
    }

    #[test]
    fn every_command_of_the_list_can_be_called() {
        for command in ALL {
            let argument = json!({
                "uri": "file:///a.tm", "name": "a", "subject": "a", "key": "b", "kind": "unknown",
            });
            let params = json!({ "command": command, "arguments": [argument] });
            let params = serde_json::from_value(params).expect("parameters");
            assert!(Call::of(params).is_ok(), "{command}");
        }
    }
}
