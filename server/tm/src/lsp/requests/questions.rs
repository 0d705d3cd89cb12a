//! `tm/questions`: the questionnaire, and what to ask people. What an answer says goes back to the server in
//! the command that writes it, together with the place and key of its row.

use serde::Serialize;
use tm_ide::views::Stop;
use tm_ide::views::answers::{Answer as Said, Choice, choices, takes};
use tm_ide::views::questions::{Asked, questions};
use tm_model::model::{Ask, InterviewQuestion, Model};
use tm_model::schema::Level;
use tower_lsp::ls_types::Location;

use super::rows::place;
use super::{Nothing, Own, Refused};
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
    key: String,
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
    value: Option<String>,
    label: String,
    writes: String,
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
        Some(Self {
            subject: asked.subject.to_owned(),
            title: item.node().title().map(|title| title.value.to_string()),
            key: asked.key.to_owned(),
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
            answers: choices(model, asked).into_iter().map(AnswerRow::from).collect(),
            place,
        })
    }
}

impl From<Choice> for AnswerRow {
    fn from(choice: Choice) -> Self {
        let (kind, value) = match choice.answer {
            Said::Value(value) => ("value", Some(value)),
            Said::Unknown => ("unknown", None),
            Said::Assume => ("assume", None),
            Said::Ask => ("ask", None),
        };
        Self { kind, value, label: choice.label, writes: choice.writes }
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
