//! What each command does.

use serde_json::{Value, json};
use tm_ide::Edit;
use tm_ide::views::answers::{Answer, answer};
use tm_ide::views::questions::{find, questions};
use tm_ide::views::{status, threats};
use tm_model::backlog::backlog;
use tm_model::model::Model;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::Location;

use super::{AnswerKind, AnswerTo, Call, Named, SET_STATUS, StatusOf};
use crate::lsp::deeds::{Choice, Deed};
use crate::lsp::edits::workspace_edit;
use crate::lsp::errand::Token;
use crate::lsp::requests::rows::place;
use crate::lsp::requests::{REQUEST_FAILED, Refused, WhatIf, answered, model_of, what_if};
use crate::lsp::state::About;

/// How many lines a message has at most.
const LINES: usize = 6;

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
