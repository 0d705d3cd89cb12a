//! `tm what-if --format json`. Documented in `docs/json.md`.

use serde_json::{Value, json};
use tm_grammar::tree::Date;
use tm_model::model::Threat;

use super::Compared;
use crate::cli::outcome::Failure;
use crate::cli::places::Places;
use crate::cli::report::iso;
use crate::cli::terminal::Terminal;

/// The version of this output.
const VERSION: u32 = 1;

/// Writes all comparisons.
///
/// # Errors
///
/// If it cannot be written.
pub fn write(compared: &[Compared], today: Date, terminal: &mut Terminal) -> Result<(), Failure> {
    let models: Vec<Value> = compared.iter().map(one).collect();
    let report = json!({ "version": VERSION, "today": iso(today), "models": models });
    terminal.line(report)?;
    terminal.flush()
}

fn one(Compared { loaded, what_if }: &Compared) -> Value {
    let places = Places::new(loaded, what_if.as_written());
    let wrong = what_if.model_in(&what_if.wrong);
    let threats: Vec<Value> = what_if
        .changes
        .iter()
        .map(|change| {
            let because: Vec<Value> = change
                .because
                .iter()
                .filter_map(|(on, attribute)| {
                    let wrong = wrong?;
                    let attribute = &wrong.schema.attribute(*attribute).name;
                    Some(json!({ "attribute": attribute, "on": wrong.label(*on) }))
                })
                .collect();
            json!({
                "key": change.key,
                "opens": change.opens(),
                "holds": state(change.holds.as_ref()),
                "wrong": state(change.wrong.as_ref()),
                "because": because,
            })
        })
        .collect();
    let rests: Vec<Value> = what_if
        .rests
        .iter()
        .map(|rest| {
            json!({
                "item": rest.item,
                "text": rest.text,
                "about": rest.about,
                "place": places.of(rest.origin),
            })
        })
        .collect();
    let questions: Vec<Value> = what_if
        .questions
        .iter()
        .map(|question| {
            json!({
                "subject": wrong.map(|wrong| wrong.label(question.subject)),
                "ask": question.text,
                "decides": question.decides,
            })
        })
        .collect();
    json!({
        "model": what_if.model,
        "assumption": what_if.assumption,
        "refuted": what_if.refuted,
        "threats": threats,
        "questions": questions,
        "rests": rests,
    })
}

fn state(threat: Option<&Threat>) -> Value {
    match threat {
        Some(threat) => json!({
            "state": threat.state.word(),
            "severity": threat.risk.level.word(),
        }),
        None => Value::Null,
    }
}
