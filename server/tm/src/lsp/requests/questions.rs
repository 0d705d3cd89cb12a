//! `tm/questions`: the questionnaire, and what to ask people.

use serde::Serialize;
use serde_json::{Value, json};
use tm_ide::views::Stop;
use tm_ide::views::answers::{Answer as Said, Choice, choices, takes};
use tm_ide::views::questions::{Asked, questions};
use tm_model::model::{Ask, InterviewQuestion, Model};
use tm_model::schema::Level;
use tower_lsp::ls_types::{Command, Location};

use super::rows::place;
use super::{Nothing, Own, Refused};
use crate::lsp::commands;
use crate::lsp::state::{About, World};

/// The request.
pub struct Questions;

/// The questionnaire.
#[derive(Serialize)]
pub struct Answer {
    questions: Vec<Row>,
    interview: Vec<Interview>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    subject: String,
    title: Option<String>,
    attribute: Option<String>,
    ask: String,
    why: String,
    good: String,
    promised: bool,
    owner: Option<String>,
    risk: Option<&'static str>,
    categories: Vec<String>,
    decides: Vec<Decides>,
    takes: Option<&'static str>,
    answers: Vec<AnswerRow>,
    #[serde(flatten)]
    place: Location,
}

#[derive(Serialize)]
struct Decides {
    key: String,
    title: String,
    risk: &'static str,
}

#[derive(Serialize)]
struct AnswerRow {
    kind: &'static str,
    label: String,
    writes: String,
    command: Command,
}

#[derive(Serialize)]
struct Interview {
    subject: String,
    question: String,
    ask: String,
    because: String,
    good: String,
    answer: String,
    #[serde(flatten)]
    place: Location,
}

impl Own for Questions {
    const METHOD: &'static str = "tm/questions";
    const VERSION: u32 = 1;
    type Params = Nothing;
    type Answer = Answer;

    fn answer(
        about: &About,
        model: &Model,
        _: &Nothing,
        stop: Stop<'_>,
    ) -> Result<Self::Answer, Refused> {
        let asked = questions(&about.view.snapshot, model);
        let mut rows = Vec::with_capacity(asked.len());
        for one in &asked {
            if stop() {
                return Err(Refused::CalledOff);
            }
            rows.extend(Row::new(&about.view, model, one));
        }
        let interview = model.interview();
        let interview = interview.iter().filter_map(|one| Interview::new(&about.view, model, one));
        Ok(Answer { questions: rows, interview: interview.collect() })
    }
}

impl Row {
    fn new(world: &World, model: &Model, asked: &Asked<'_>) -> Option<Self> {
        let item = model.item(asked.item)?;
        let place = place(world, asked.origin(model)?)?;
        let owner = item.property("owner").and_then(|property| property.values.first());
        let mut categories: Vec<String> =
            asked.decides.iter().map(|one| one.category.to_string()).collect();
        categories.sort_unstable();
        categories.dedup();
        let because = match asked.ask {
            Ask::Attribute(id) => model.schema.attribute(id).because.to_string(),
            Ask::Data => String::new(),
        };
        // What the knowledge base does not say, the threat that waits does.
        let worst = asked.decides.first().filter(|_| because.is_empty());
        let why = worst.map_or(because, |worst| worst.title.clone());
        let row = |choice: Choice| AnswerRow::new(&place, asked, choice);
        Some(Self {
            subject: asked.subject.to_owned(),
            title: item.node().title().map(|title| title.value.to_string()),
            attribute: asked.is_property().then(|| asked.key.to_owned()),
            ask: asked.text.clone(),
            why,
            good: asked.good.clone(),
            promised: asked.promised,
            owner: owner.map(|owner| owner.span.text(item.text()).to_owned()),
            risk: asked.risk.map(Level::word),
            categories,
            decides: asked
                .decides
                .iter()
                .map(|one| Decides {
                    key: one.key.to_string(),
                    title: one.title.clone(),
                    risk: one.risk.word(),
                })
                .collect(),
            takes: takes(model, asked),
            answers: choices(model, asked).into_iter().map(row).collect(),
            place,
        })
    }
}

impl AnswerRow {
    fn new(place: &Location, asked: &Asked<'_>, choice: Choice) -> Self {
        let (kind, value) = match &choice.answer {
            Said::Value(value) => ("value", Some(value)),
            Said::Unknown => ("unknown", None),
            Said::Assume => ("assume", None),
            Said::Ask => ("ask", None),
        };
        let argument: Value = json!({
            "uri": place.uri,
            "subject": asked.subject,
            "key": asked.key,
            "kind": kind,
            "value": value,
        });
        let name = commands::ANSWER.to_owned();
        let command = Command::new(choice.label.clone(), name, Some(vec![argument]));
        Self { kind, label: choice.label, writes: choice.writes, command }
    }
}

impl Interview {
    fn new(world: &World, model: &Model, question: &InterviewQuestion) -> Option<Self> {
        let item = model.item(model.thing(question.subject).item)?;
        let subject = model.label(question.subject);
        Some(Self {
            subject: subject.to_owned(),
            question: question.name.to_string(),
            ask: question.text.clone(),
            because: question.because.to_string(),
            good: question.good.to_string(),
            answer: format!("answer {} on {subject} = \"…\"", question.name),
            place: place(world, item.origin(item.name_span()))?,
        })
    }
}
