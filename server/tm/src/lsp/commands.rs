//! What clicks on lenses, and answers in views, do: commands that the server runs itself, so that they
//! work in any editor.
//!
//! A command is a function from a snapshot to a value and a [`Deed`]; the deed is done in the client
//! after the answer, and nobody waits for it here. A client with views of its own may name commands
//! that it runs instead ([`ClientCommands`]); they take the same argument.
//!
//! Not for: what an edit is, which `tm_ide` knows.

use serde::Deserialize;
use serde_json::{Value, json};
use smol_str::SmolStr;
use tm_grammar::words::ItemWord;
use tm_ide::Edit;
use tm_ide::views::answers::{Answer, answer};
use tm_ide::views::questions::{find, questions};
use tm_ide::views::{status, threats};
use tm_model::backlog::backlog;
use tm_model::model::Model;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, Location, Uri};

use super::deeds::{Choice, Deed};
use super::edits::workspace_edit;
use super::errand::Token;
use super::requests::rows::place;
use super::requests::{Refused, WhatIf, answered, model_of, what_if};
use super::state::About;

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

/// What a request is answered with that was understood and cannot be done.
const REQUEST_FAILED: i64 = -32803;

/// How many lines a message has at most.
const LINES: usize = 6;

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

/// What a command gives.
pub struct Done {
    /// Its value.
    pub value: Value,
    /// What is to be done in the client.
    pub deed: Option<Deed>,
}

/// Runs a command.
///
/// # Errors
///
/// If what it names is not there, or cannot be changed.
pub fn run(about: &About, call: &Call, token: &Token) -> Result<Done> {
    if let Call::TellRule(Named { name, .. }) = call {
        return tell_rule(about, name);
    }
    let model = model_of(about, call.uri())?;
    match call {
        Call::Answer(to) => write_answer(about, model, to),
        Call::SetStatus(to) => set_status(about, model, to),
        Call::WhatIf(Named { name, .. }) => {
            let stop = || token.is_called_off();
            let found = what_if::run(about, model, name, &stop).map_err(refused)?;
            let answer = what_if::Answer::new(about, model, &found);
            let value = serde_json::to_value(answered::<WhatIf>(about, model, answer))
                .map_err(|_| Error::internal_error())?;
            Ok(Done { value, deed: Some(Deed::Tell(what_if::told(&found))) })
        }
        Call::GoToNext(_) => Ok(go_to_next(about, model)),
        Call::TellStory(Named { name, .. }) => tell_story(about, model, name),
        Call::TellRule(_) => Err(Error::internal_error()),
    }
}

fn refused(refused: Refused) -> Error {
    match refused {
        Refused::NotThere(message) => Error::invalid_params(message),
        Refused::CalledOff => Error::request_cancelled(),
    }
}

fn failed(message: impl Into<String>) -> Error {
    let code = ErrorCode::ServerError(REQUEST_FAILED);
    Error { code, message: message.into().into(), data: None }
}

/// Edits, as something to do in the client.
fn edited(about: &About, label: String, edits: &[Edit]) -> Result<Done> {
    if !about.view.abilities.applies_edits {
        return Err(failed("This editor takes no edits from commands."));
    }
    let edit = workspace_edit(&about.view, edits)
        .ok_or_else(|| failed("That stands in a file that cannot be changed."))?;
    Ok(Done { value: Value::Null, deed: Some(Deed::Edit { label, edit }) })
}

fn write_answer(about: &About, model: &Model, to: &AnswerTo) -> Result<Done> {
    let snapshot = &about.view.snapshot;
    let asked = find(model, &to.subject, &to.key).ok_or_else(|| {
        failed(format!("Nobody asks for \"{}\" of \"{}\" any more.", to.key, to.subject))
    })?;
    let said = match to.kind {
        AnswerKind::Value => Answer::Value(to.value.clone().unwrap_or_default()),
        AnswerKind::Unknown => Answer::Unknown,
        AnswerKind::Assume => Answer::Assume,
        AnswerKind::Ask => Answer::Ask,
    };
    let edits = answer(snapshot, model, &asked, &said).map_err(failed)?;
    edited(about, format!("Answer \"{}\"", asked.text), &edits)
}

fn set_status(about: &About, model: &Model, to: &StatusOf) -> Result<Done> {
    let name = &to.name;
    let Some(status) = &to.status else {
        let item = status::find(model, name).ok_or_else(|| {
            Error::invalid_params(format!("There is nothing called \"{name}\" with a status."))
        })?;
        let now = item.word_of("status").unwrap_or_default();
        let others = status::words(item.word).iter().filter(|(word, _)| *word != now);
        let choices = others.map(|(word, _)| Choice {
            title: (*word).to_owned(),
            command: SET_STATUS,
            argument: json!({ "uri": to.uri, "name": name, "status": word }),
        });
        let message = format!("How far is \"{name}\"?");
        let deed = Deed::Choose { message, choices: choices.collect() };
        return Ok(Done { value: Value::Null, deed: Some(deed) });
    };
    let edit = status::set(&about.view.snapshot, model, name, status).map_err(failed)?;
    edited(about, format!("Set the status of \"{name}\" to {status}"), &[edit])
}

/// The worst of what is open or possible, else the worst question.
fn go_to_next(about: &About, model: &Model) -> Done {
    let view = &about.view;
    let rows = threats::threats(&view.snapshot, model);
    let waits = rows.iter().find(|row| row.threat.state.is_pending() || row.threat.overdue);
    let next = match waits {
        Some(row) => {
            let (state, risk) = (row.threat.state.word(), row.threat.risk.level);
            Some((format!("{} ({state}, {risk})", row.title), place(view, row.origin)))
        }
        None => questions(&view.snapshot, model).first().map(|asked| {
            let origin = asked.origin(model);
            (asked.text.clone(), origin.and_then(|origin| place(view, origin)))
        }),
    };
    match next {
        Some((message, Some(place))) => {
            Done { value: json!(place), deed: Some(Deed::Show { place, message }) }
        }
        _ => {
            let message = format!("Nothing waits in \"{}\".", model.name);
            Done { value: Value::Null, deed: Some(Deed::Tell(message)) }
        }
    }
}

fn tell_story(about: &About, model: &Model, name: &str) -> Result<Done> {
    let found = backlog(&about.view.snapshot, model);
    let story = found.stories.iter().find(|story| story.name == name);
    let story = story.ok_or_else(|| {
        Error::invalid_params(format!("There is no story \"{name}\" in this model."))
    })?;
    let mut keys = Vec::new();
    let mut lines = Vec::new();
    for threat in story.without.iter().flat_map(|line| &line.threats) {
        keys.push(threat.key.clone());
        lines.push(match &threat.threat {
            Some(it) => {
                let title = model.threat_title(it);
                format!("- {title} ({}, {})", it.state.word(), it.risk.level)
            }
            None => format!("- {} is not there", threat.key),
        });
    }
    let head = match lines.len() {
        0 => format!("\"{}\" names no threat.", story.title),
        _ => format!("What must not come with \"{}\":", story.title),
    };
    Ok(Done { value: json!(keys), deed: Some(Deed::Tell(listed(head, lines))) })
}

fn tell_rule(about: &About, name: &str) -> Result<Done> {
    let view = &about.view;
    let mut places: Vec<Location> = Vec::new();
    let mut lines = Vec::new();
    for model in view.snapshot.models() {
        for (id, _) in model.things() {
            let threats = model.all_threats(id).into_iter();
            for threat in threats.filter(|threat| threat.name == name) {
                let item = model.item(model.thing(id).item);
                places.extend(item.and_then(|it| place(view, it.origin(it.name_span()))));
                lines.push(format!(
                    "- {}, in {} ({})",
                    model.label(id),
                    model.name,
                    threat.state.word()
                ));
            }
        }
    }
    let value = json!(places);
    let deed = match (places.len(), lines.len()) {
        (_, 0) => Deed::Tell(format!("\"{name}\" fires nowhere in the workspace.")),
        (1, 1) => Deed::Show { place: places.remove(0), message: format!("{name} {}", lines[0]) },
        _ => Deed::Tell(listed(format!("\"{name}\" fires on:"), lines)),
    };
    Ok(Done { value, deed: Some(deed) })
}

/// A message that is not too long to be read.
fn listed(head: String, lines: Vec<String>) -> String {
    let more = lines.len().saturating_sub(LINES);
    let mut told = vec![head];
    told.extend(lines.into_iter().take(LINES));
    if more > 0 {
        told.push(format!("… and {more} more"));
    }
    told.join("\n")
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
