//! `tm explain --format json`. Documented in `docs/json.md`.

use serde_json::{Value, json};
use tm_grammar::tree::Date;
use tm_model::explain::{Need, Note, Part};
use tm_model::model::Model;
use tm_model::schema::Level;

use super::Explained;
use super::meanings::Meaning;
use crate::cli::outcome::Failure;
use crate::cli::places::Places;
use crate::cli::report::{ScoreFields, iso};
use crate::cli::terminal::Terminal;

/// The version of this output.
const VERSION: u32 = 1;

/// Writes threats, explained.
///
/// # Errors
///
/// If it cannot be written.
pub fn threats(
    found: &[Explained<'_>],
    disabled: Option<&str>,
    today: Date,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let threats: Vec<Value> = found.iter().map(threat).collect();
    let report = json!({
        "version": VERSION,
        "today": iso(today),
        "threats": threats,
        "disabled": disabled,
    });
    terminal.line(report)?;
    terminal.flush()
}

/// Writes the meanings of a name.
///
/// # Errors
///
/// If it cannot be written.
pub fn meanings(
    meanings: &[Meaning<'_>],
    name: &str,
    today: Date,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let list: Vec<Value> = meanings.iter().map(meaning).collect();
    let report = json!({ "version": VERSION, "today": iso(today), "name": name, "meanings": list });
    terminal.line(report)?;
    terminal.flush()
}

fn meaning(meaning: &Meaning<'_>) -> Value {
    let predicate = |word: &str| {
        meaning.predicates.iter().find(|(known, _)| *known == word).map(|(_, text)| text)
    };
    let threats: Vec<Value> = meaning
        .here
        .iter()
        .flat_map(|here| here.threats.iter().map(move |threat| (here.model, threat)))
        .map(|(model, threat)| {
            json!({
                "model": model.name,
                "key": threat.key,
                "state": threat.state.word(),
                "severity": threat.risk.level.word(),
            })
        })
        .collect();
    json!({
        "kind": meaning.kind,
        "name": meaning.name,
        "markdown": meaning.markdown,
        "place": meaning.place(),
        "when": predicate("when"),
        "unless": predicate("unless"),
        "threats": threats,
    })
}

fn threat(explained: &Explained<'_>) -> Value {
    let Explained { analysis, model, explanation } = explained;
    let places = Places::new(&analysis.loaded, &analysis.snapshot);
    let verdict = &explanation.verdict;
    let threat = explanation.threat.as_ref();
    let decision = threat.and_then(|threat| model.item(threat.decision?)).map(|item| {
        let written = |key: &str| {
            let value = item.property(key)?.values.first()?;
            Some(value.span.text(item.text()).trim_matches('"').to_owned())
        };
        json!({
            "verb": item.word.text(),
            "by": written("by"),
            "until": written("until"),
            "because": written("because"),
            "place": places.of(item.origin(item.node().span)),
        })
    });
    let remedies: Vec<Value> = explanation
        .remedies
        .iter()
        .map(|remedy| {
            let needs: Vec<Value> =
                remedy.needs.iter().map(|it| need(it, model, &places)).collect();
            json!({ "needs": needs, "counters": remedy.counters })
        })
        .collect();
    let risk = threat.map(|threat| {
        let reasons: Vec<&str> =
            threat.risk.adjustments.iter().map(|adjustment| adjustment.reason()).collect();
        // A number says both at once.
        let word = |level: Level| threat.risk.score.is_none().then(|| level.word());
        json!({
            "level": threat.risk.level.word(),
            "severity": word(threat.risk.severity),
            "likelihood": word(threat.risk.likelihood),
            "score": threat.risk.score.map(ScoreFields::from),
            "because": reasons,
        })
    });
    json!({
        "model": model.name,
        "key": explanation.key,
        "title": explanation.title,
        "verdict": verdict.word(),
        "detail": verdict.detail(),
        "place": verdict.origin().map(|origin| places.of(origin)),
        "state": threat.map(|threat| threat.state.word()),
        "risk": risk,
        "decision": decision,
        "when": explanation.when.as_ref().map(|it| part(it, &places)),
        "unless": explanation.unless.as_ref().map(|it| part(it, &places)),
        "answers": explanation.answered_by.iter().map(|it| note(it, &places)).collect::<Vec<_>>(),
        "remedies": remedies,
        "questions": explanation.questions,
    })
}

fn part(of: &Part, places: &Places<'_>) -> Value {
    json!({
        "holds": of.truth.word(),
        "text": of.text,
        "joined": of.joint.word(),
        "notes": of.notes.iter().map(|it| note(it, places)).collect::<Vec<_>>(),
        "parts": of.parts.iter().map(|it| part(it, places)).collect::<Vec<_>>(),
    })
}

fn note(of: &Note, places: &Places<'_>) -> Value {
    json!({
        "text": of.text,
        "place": of.origin.map(|origin| places.of(origin)),
        "because": of.because.iter().map(|it| part(it, places)).collect::<Vec<_>>(),
    })
}

fn need(of: &Need, model: &Model, places: &Places<'_>) -> Value {
    json!({
        "attribute": model.schema.attribute(of.attribute).name,
        "on": model.label(of.on),
        "value": of.value,
        "ask": of.ask,
        "place": of.origin.map(|origin| places.of(origin)),
    })
}
