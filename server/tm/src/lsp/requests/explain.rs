//! `tm/explain`: why a threat fires or does not, part by part.

use serde::{Deserialize, Serialize};
use tm_ide::views::Stop;
use tm_ide::views::threats::Decided;
use tm_model::explain::{self, Explanation, explain_key, nearest_keys};
use tm_model::model::{Model, Threat};
use tm_model::source::Origin;
use tower_lsp::ls_types::Location;

use super::rows::{self, DecisionRow, ScoreRow};
use super::{Own, Refused};
use crate::lsp::state::{About, World};

/// The request.
pub struct Explain;

/// What is to be explained.
#[derive(Deserialize)]
pub struct Params {
    /// `rule on subject`
    key: String,
}

/// The rule on each thing that the key names.
#[derive(Serialize)]
pub struct Answer {
    threats: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    key: String,
    title: String,
    verdict: &'static str,
    detail: Option<String>,
    place: Option<Location>,
    state: Option<&'static str>,
    risk: Option<Risk>,
    decision: Option<DecisionRow>,
    when: Option<Part>,
    unless: Option<Part>,
    answers: Vec<Note>,
    remedies: Vec<Remedy>,
    questions: Vec<String>,
}

#[derive(Serialize)]
struct Risk {
    level: &'static str,
    severity: Option<&'static str>,
    likelihood: Option<&'static str>,
    score: Option<ScoreRow>,
    because: Vec<&'static str>,
}

#[derive(Serialize)]
struct Part {
    holds: &'static str,
    text: String,
    joined: &'static str,
    notes: Vec<Note>,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Note {
    text: String,
    place: Option<Location>,
    because: Vec<Part>,
}

#[derive(Serialize)]
struct Remedy {
    needs: Vec<Need>,
    counters: bool,
}

#[derive(Serialize)]
struct Need {
    attribute: String,
    on: String,
    value: String,
    ask: String,
    place: Option<Location>,
}

impl Own for Explain {
    const METHOD: &'static str = "tm/explain";
    const VERSION: u32 = 1;
    type Params = Params;
    type Answer = Answer;

    fn answer(
        about: &About,
        model: &Model,
        params: &Params,
        _: Stop<'_>,
    ) -> Result<Self::Answer, Refused> {
        let key = params.key.trim();
        let Some((rule, subject)) = key.split_once(" on ") else {
            return Err(Refused::NotThere(format!(
                "\"{key}\" is no key: write \"RULE on THING\", such as \"stride.flooding on web\"."
            )));
        };
        let (rule, subject) = (rule.trim(), subject.trim());
        let found = explain_key(&about.view.snapshot, model, rule, subject);
        if found.is_empty() {
            let near = nearest_keys(model, rule, subject);
            let near: Vec<&str> = near.iter().map(|key| key.as_str()).collect();
            let near = match near.as_slice() {
                [] => "\"tm/threats\" lists them.".to_owned(),
                near => format!("Did you mean: {}?", near.join(", ")),
            };
            return Err(Refused::NotThere(format!("This model has no \"{key}\". {near}")));
        }
        let teller = Teller { world: &about.view, model };
        Ok(Answer { threats: found.iter().map(|one| teller.row(one)).collect() })
    }
}

struct Teller<'a> {
    world: &'a World,
    model: &'a Model,
}

impl Teller<'_> {
    fn row(&self, explained: &Explanation) -> Row {
        let threat = explained.threat.as_ref();
        let decision = threat.and_then(|threat| self.model.item(threat.decision?));
        let decision = decision.and_then(|item| {
            DecisionRow::new(self.world, Decided::of(item), item.origin(item.node().span))
        });
        Row {
            key: explained.key.to_string(),
            title: explained.title.clone(),
            verdict: explained.verdict.word(),
            detail: explained.verdict.detail().map(str::to_owned),
            place: self.place(explained.verdict.origin()),
            state: threat.map(|threat| threat.state.word()),
            risk: threat.map(risk),
            decision,
            when: explained.when.as_ref().map(|part| self.part(part)),
            unless: explained.unless.as_ref().map(|part| self.part(part)),
            answers: explained.answered_by.iter().map(|note| self.note(note)).collect(),
            remedies: explained.remedies.iter().map(|remedy| self.remedy(remedy)).collect(),
            questions: explained.questions.clone(),
        }
    }

    fn place(&self, origin: Option<Origin>) -> Option<Location> {
        rows::place(self.world, origin?)
    }

    fn part(&self, part: &explain::Part) -> Part {
        Part {
            holds: part.truth.word(),
            text: part.text.clone(),
            joined: part.joint.word(),
            notes: part.notes.iter().map(|note| self.note(note)).collect(),
            parts: part.parts.iter().map(|part| self.part(part)).collect(),
        }
    }

    fn note(&self, note: &explain::Note) -> Note {
        Note {
            text: note.text.clone(),
            place: self.place(note.origin),
            because: note.because.iter().map(|part| self.part(part)).collect(),
        }
    }

    fn remedy(&self, remedy: &explain::Remedy) -> Remedy {
        let needs = remedy.needs.iter().map(|need| Need {
            attribute: self.model.schema.attribute(need.attribute).name.to_string(),
            on: self.model.label(need.on).to_owned(),
            value: need.value.to_string(),
            ask: need.ask.clone(),
            place: self.place(need.origin),
        });
        Remedy { needs: needs.collect(), counters: remedy.counters }
    }
}

fn risk(threat: &Threat) -> Risk {
    let risk = &threat.risk;
    // A number says both at once.
    let is_words = risk.score.is_none();
    Risk {
        level: risk.level.word(),
        severity: is_words.then(|| risk.severity.word()),
        likelihood: is_words.then(|| risk.likelihood.word()),
        score: risk.score.map(ScoreRow::from),
        because: risk.adjustments.iter().map(|adjustment| adjustment.reason()).collect(),
    }
}
