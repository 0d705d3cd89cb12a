//! `tm backlog --format json`. Documented in `docs/json.md`.

use serde_json::{Value, json};
use tm_grammar::tree::Date;
use tm_model::backlog::{Described, Need, Requirement, Story};

use super::Listed;
use crate::cli::outcome::Failure;
use crate::cli::places::Places;
use crate::cli::report::{DiagnosticReport, iso};
use crate::cli::terminal::Terminal;

/// The version of this output.
const VERSION: u32 = 1;

/// Writes all backlogs.
///
/// # Errors
///
/// If they cannot be written.
pub fn write(
    listed: &[Listed<'_>],
    gaps: &[&DiagnosticReport<'_>],
    today: Date,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let models: Vec<Value> = listed.iter().map(model).collect();
    terminal.json(|object| {
        object.field("version", &VERSION)?;
        object.field("today", &iso(today))?;
        object.list("models", &models)?;
        object.entries("diagnostics", gaps)
    })?;
    terminal.flush()
}

fn model(listed: &Listed<'_>) -> Value {
    let Listed { model, places, backlog } = listed;
    let stories: Vec<Value> = backlog.stories.iter().map(|it| story(it, places)).collect();
    let requirements: Vec<Value> =
        backlog.requirements.iter().map(|it| requirement(it, places)).collect();
    json!({ "name": model.name, "stories": stories, "requirements": requirements })
}

fn story(story: &Story, places: &Places<'_>) -> Value {
    let lines: Vec<Value> = story
        .without
        .iter()
        .map(|line| {
            let threats: Vec<Value> = line.threats.iter().map(threat).collect();
            json!({ "text": line.text, "place": places.of(line.origin), "threats": threats })
        })
        .collect();
    json!({
        "name": story.name,
        "title": story.title,
        "kind": story.kind,
        "status": story.status,
        "tickets": story.tickets,
        "ahead": story.is_ahead(),
        "without": lines,
        "place": places.of(story.origin),
    })
}

fn threat(described: &Described) -> Value {
    let threat = described.threat.as_ref();
    let needs: Vec<Value> = described.needs.iter().map(need).collect();
    json!({
        "key": described.key,
        "state": threat.map(|threat| threat.state.word()),
        "severity": threat.map(|threat| threat.risk.level.word()),
        "needs": needs,
    })
}

fn need(need: &Need) -> Value {
    json!({
        "control": need.control,
        "mitigation": need.mitigation,
        "status": need.status,
        "tickets": need.tickets,
    })
}

fn requirement(requirement: &Requirement, places: &Places<'_>) -> Value {
    json!({
        "name": requirement.name,
        "title": requirement.title,
        "domain": requirement.domain,
        "tickets": requirement.tickets,
        "realised-by": requirement.realised_by,
        "place": places.of(requirement.origin),
    })
}
