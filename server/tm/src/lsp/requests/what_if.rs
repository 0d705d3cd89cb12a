//! `tm/whatIf`: the threats that open when an assumption is wrong.

use serde::{Deserialize, Serialize};
use tm_ide::views::Stop;
use tm_ide::views::assumptions::{analysed, opened};
use tm_model::diagnostic::nearest;
use tm_model::model::{Model, Threat};
use tm_model::what_if::{self as tried, Change, Rest, assumptions, what_if};
use tower_lsp::ls_types::Location;

use super::rows::{StandRow, place};
use super::{Own, Refused};
use crate::lsp::state::{About, World};

/// How many threats a message names.
const NAMED: usize = 5;

/// The request.
pub struct WhatIf;

/// What is taken as wrong.
#[derive(Deserialize)]
pub struct Params {
    /// The name of the assumption.
    assumption: String,
}

/// What would follow.
#[derive(Serialize)]
pub struct Answer {
    assumption: String,
    refuted: bool,
    threats: Vec<Row>,
    questions: Vec<QuestionRow>,
    rests: Vec<RestRow>,
}

#[derive(Serialize)]
struct Row {
    key: String,
    title: String,
    opens: bool,
    holds: Option<StandRow>,
    wrong: Option<StandRow>,
    because: Vec<Because>,
    #[serde(flatten)]
    place: Option<Location>,
}

#[derive(Serialize)]
struct Because {
    attribute: String,
    on: String,
}

#[derive(Serialize)]
struct QuestionRow {
    subject: String,
    ask: String,
    decides: Vec<String>,
}

/// Something that rests on an assumption.
#[derive(Serialize)]
pub struct RestRow {
    item: String,
    text: String,
    about: bool,
    #[serde(flatten)]
    place: Location,
}

impl RestRow {
    /// With its place.
    pub fn new(world: &World, rest: Rest) -> Option<Self> {
        let place = place(world, rest.origin)?;
        Some(Self { item: rest.item, text: rest.text, about: rest.about, place })
    }
}

impl Own for WhatIf {
    const METHOD: &'static str = "tm/whatIf";
    const VERSION: u32 = 1;
    type Params = Params;
    type Answer = Answer;

    fn answer(
        about: &About,
        model: &Model,
        params: &Params,
        stop: Stop<'_>,
    ) -> Result<Self::Answer, Refused> {
        Ok(Answer::new(about, model, &run(about, model, &params.assumption, stop)?))
    }
}

impl Answer {
    /// What a trial found.
    pub fn new(about: &About, model: &Model, found: &tried::WhatIf) -> Self {
        let (holds, wrong) = (found.model_in(&found.holds), found.model_in(&found.wrong));
        let label = |id| wrong.map_or("", |wrong| wrong.label(id)).to_owned();
        let row = |change: &Change| {
            let because = change.because.iter().map(|(on, attribute)| Because {
                attribute: model.schema.attribute(*attribute).name.to_string(),
                on: label(*on),
            });
            let title =
                |model: Option<&Model>, threat: Option<&Threat>| Some(model?.threat_title(threat?));
            let title =
                title(wrong, change.wrong.as_ref()).or_else(|| title(holds, change.holds.as_ref()));
            let threat = change.wrong.as_ref().or(change.holds.as_ref());
            let subject = threat.and_then(|threat| model.item(model.thing(threat.subject).item));
            Row {
                key: change.key.to_string(),
                title: title.unwrap_or_default(),
                opens: change.opens(),
                holds: change.holds.as_ref().map(StandRow::from),
                wrong: change.wrong.as_ref().map(StandRow::from),
                because: because.collect(),
                place: subject.and_then(|it| place(&about.view, it.origin(it.name_span()))),
            }
        };
        let questions = found.questions.iter().map(|question| QuestionRow {
            subject: label(question.subject),
            ask: question.text.clone(),
            decides: question.decides.iter().map(ToString::to_string).collect(),
        });
        let rests = found.rests.iter().cloned();
        Self {
            assumption: found.assumption.to_string(),
            refuted: found.refuted,
            threats: found.changes.iter().map(row).collect(),
            questions: questions.collect(),
            rests: rests.filter_map(|rest| RestRow::new(&about.view, rest)).collect(),
        }
    }
}

/// Takes an assumption as wrong, in a workspace that nobody else sees.
pub fn run(
    about: &About,
    model: &Model,
    assumption: &str,
    stop: Stop<'_>,
) -> Result<tried::WhatIf, Refused> {
    if !assumptions(model).any(|(_, known)| known == assumption) {
        let known = assumptions(model).map(|(_, name)| name.as_str());
        let near = nearest(assumption, known).map(|near| format!(" Did you mean \"{near}\"?"));
        return Err(Refused::NotThere(format!(
            "There is no assumption \"{assumption}\" in this model.{}",
            near.unwrap_or_default()
        )));
    }
    let mut trial = analysed(&about.view.snapshot);
    if stop() {
        return Err(Refused::CalledOff);
    }
    what_if(&mut trial, &model.name, assumption).ok_or_else(|| {
        Refused::NotThere(format!(
            "The sentence of the assumption \"{assumption}\" has an error: mend it first."
        ))
    })
}

/// What would follow, in a message.
pub fn told(found: &tried::WhatIf) -> String {
    let name = &found.assumption;
    let opened = opened(found);
    let Some((_, worst, ..)) = opened.first() else {
        return format!("If \"{name}\" is wrong, no threat opens.");
    };
    let open = if found.refuted { "are open because of it" } else { "open" };
    let head = match opened.len() {
        1 => format!("If \"{name}\" is wrong, 1 threat opens: {worst}"),
        count => format!("If \"{name}\" is wrong, {count} threats {open}:"),
    };
    if opened.len() == 1 {
        return head;
    }
    let mut lines = vec![head];
    let named = opened.iter().take(NAMED);
    lines.extend(
        named.map(|(_, title, state, risk)| {
            format!("- {title} ({}, {})", state.word(), risk.word())
        }),
    );
    if opened.len() > NAMED {
        lines.push(format!("… and {} more", opened.len() - NAMED));
    }
    lines.join("\n")
}
