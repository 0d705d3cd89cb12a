//! The open questions in one shape for people and for programs.
//!
//! A question that one answer settles for several parts of a flow is asked once.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io;

use serde::Serialize;
use smol_str::SmolStr;
use tm_model::diagnostic::Severity;
use tm_model::kind::ThingKind;
use tm_model::model::{Model, ThingId, Threat};
use tm_model::schema::Level;

use super::answer::Answer;
use crate::cli::json::Object;
use crate::cli::places::Place;
use crate::cli::report::{self as checked, DiagnosticReport};

/// The version of the JSON output.
const VERSION: u32 = 1;

/// All open questions.
pub struct Report<'a> {
    today: &'a str,
    pub models: Vec<&'a Model>,
    /// The worst first, then those that decide most.
    pub questions: Vec<QuestionReport<'a>>,
    /// What is wrong with the models.
    pub errors: Vec<&'a DiagnosticReport<'a>>,
}

/// An open question.
#[derive(Serialize)]
pub struct QuestionReport<'a> {
    pub model: &'a str,
    pub subject: &'a str,
    #[serde(rename = "attribute", serialize_with = "Answer::attribute")]
    pub answer: Answer<'a>,
    pub ask: &'a str,
    pub answers: Vec<String>,
    pub promised: bool,
    #[serde(serialize_with = "word")]
    pub risk: Option<Level>,
    pub decides: Vec<Decided>,
    #[serde(flatten)]
    pub place: Place,
}

/// A threat that waits for an answer.
#[derive(Clone, Serialize, PartialEq, Eq)]
pub struct Decided {
    pub key: SmolStr,
    #[serde(serialize_with = "word_of")]
    pub risk: Level,
    pub title: String,
}

fn word<S: serde::Serializer>(risk: &Option<Level>, to: S) -> Result<S::Ok, S::Error> {
    risk.map(Level::word).serialize(to)
}

fn word_of<S: serde::Serializer>(risk: &Level, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(risk.word())
}

impl<'a> Report<'a> {
    /// The questions among what was found; only what is written as `?` if `promised`.
    pub fn new(found: &'a checked::Report<'a>, promised: bool) -> Self {
        let mut questions: Vec<QuestionReport<'a>> = Vec::new();
        for model in &found.models {
            let mut threats = Threats { model: model.model, known: HashMap::new() };
            let first = questions.len();
            for asked in &model.questions {
                if promised && !asked.question.promised {
                    continue;
                }
                let answer = Answer::to(model.model, asked.question);
                let decides = asked.question.decides.iter().filter_map(|key| threats.of(key));
                let same = |known: &&mut QuestionReport<'_>| {
                    known.answer == answer
                        && (&known.place.file, known.place.range)
                            == (&asked.place.file, asked.place.range)
                };
                match questions[first..].iter_mut().find(same) {
                    Some(known) => known.add(decides),
                    None => {
                        let mut question = QuestionReport {
                            model: &model.model.name,
                            subject: answer.subject,
                            ask: &asked.question.text,
                            answers: answer.lines(),
                            answer,
                            promised: asked.question.promised,
                            risk: None,
                            decides: Vec::new(),
                            place: asked.place.clone(),
                        };
                        question.add(decides);
                        questions.push(question);
                    }
                }
            }
        }
        // Equal ones stay in the order of the text.
        questions.sort_by_key(|question| Reverse((question.risk, question.decides.len())));
        let errors = found.diagnostics.iter();
        let errors = errors.filter(|one| one.finding.severity == Severity::Error).collect();
        let models = found.models.iter().map(|model| model.model).collect();
        Self { today: &found.today, models, questions, errors }
    }

    /// Writes the report as JSON.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write(&self, object: &mut Object<'_>) -> io::Result<()> {
        object.field("version", &VERSION)?;
        object.field("today", &self.today)?;
        object.list("questions", &self.questions)?;
        object.list("diagnostics", &self.errors)
    }
}

impl QuestionReport<'_> {
    /// Adds threats that wait for the answer, the worst first.
    fn add(&mut self, decides: impl Iterator<Item = Decided>) {
        self.decides.extend(decides);
        self.decides.sort_by(|left, right| {
            (Reverse(left.risk), &left.key).cmp(&(Reverse(right.risk), &right.key))
        });
        self.decides.dedup();
        self.risk = self.decides.first().map(|threat| threat.risk);
    }
}

/// The threats of a model by their keys, those of a thing looked up once.
struct Threats<'a> {
    model: &'a Model,
    known: HashMap<ThingId, Vec<Threat>>,
}

impl Threats<'_> {
    /// The threat of a key, or what would be one if the answer were bad.
    fn of(&mut self, key: &SmolStr) -> Option<Decided> {
        let model = self.model;
        let (rule, name) = key.split_once(" on ")?;
        let id = model.schema.find_rule(rule)?;
        // The model and a thing in it may have one name; a rule looks at one or the other.
        let kinds = model.schema.rule(id).kinds;
        let subject = match model.find(name) {
            Some(thing) if kinds.contains(model.thing(thing).kind) => thing,
            _ if kinds.contains(ThingKind::Model) => ThingId::MODEL,
            _ => return None,
        };
        let threats = self.known.entry(subject).or_insert_with(|| model.all_threats(subject));
        let known = threats.iter().find(|threat| threat.key == *key);
        let risk = known.map_or_else(|| model.risk_of(id, subject).level, |one| one.risk.level);
        let title = model.fill(&model.schema.rule(id).title, subject);
        Some(Decided { key: key.clone(), risk, title })
    }
}
