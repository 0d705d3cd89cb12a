//! Open questions as they are listed: the worst first, each with the text that answers it.
//!
//! Invariants: a question that one answer settles for several parts of a flow is asked once.
//! Not for: which questions a command lists, and what it prints around them.

mod answer;

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::{Serialize, Serializer};
use smol_str::SmolStr;
use tm_model::kind::ThingKind;
use tm_model::model::{Ask, Model, OpenQuestion, ThingId, Threat};
use tm_model::schema::{AttributeRole, Level};

use super::page::Style;
use super::places::Place;
use super::report::ModelReport;
use answer::Answer;

/// An open question.
#[derive(Serialize)]
pub struct Asked<'a> {
    pub model: &'a str,
    subject: &'a str,
    #[serde(rename = "attribute", serialize_with = "Answer::attribute")]
    answer: Answer<'a>,
    ask: &'a str,
    /// What a good answer says; may be empty.
    pub good: String,
    answers: Vec<String>,
    pub promised: bool,
    #[serde(serialize_with = "word")]
    pub risk: Option<Level>,
    pub decides: Vec<Decided>,
    #[serde(flatten)]
    place: Place,
}

/// A threat that waits for an answer.
#[derive(Clone, Serialize, PartialEq, Eq)]
pub struct Decided {
    pub key: SmolStr,
    #[serde(serialize_with = "word_of")]
    pub risk: Level,
    pub title: String,
}

fn word<S: Serializer>(risk: &Option<Level>, to: S) -> Result<S::Ok, S::Error> {
    risk.map(Level::word).serialize(to)
}

fn word_of<S: Serializer>(risk: &Level, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(risk.word())
}

/// The questions of a model that are wanted, in the order of the text.
pub fn of_model<'a>(
    model: &'a ModelReport<'a>,
    wanted: impl Fn(&OpenQuestion) -> bool,
) -> Vec<Asked<'a>> {
    let mut threats = Threats { model: model.model, known: HashMap::new() };
    let mut questions: Vec<Asked<'a>> = Vec::new();
    let mut places = HashMap::new();
    for open in model.questions.iter().filter(|open| wanted(open.question)) {
        let answer = Answer::to(model.model, open.question);
        let decides = open.question.decides.iter().filter_map(|key| threats.of(key));
        let place = (&open.place.file, open.place.range, answer.key);
        let known = *places.entry(place).or_insert(questions.len());
        if known == questions.len() {
            questions.push(Asked {
                model: &model.model.name,
                subject: answer.subject,
                ask: &open.question.text,
                good: good(model.model, open.question.ask),
                answers: answer.lines(),
                answer,
                promised: open.question.promised,
                risk: None,
                decides: Vec::new(),
                place: open.place.clone(),
            });
        }
        questions[known].add(decides);
    }
    questions
}

/// Puts the worst first, then those that decide most. Equal ones stay in their order.
pub fn sort(questions: &mut [Asked<'_>]) {
    questions.sort_by_key(|question| Reverse((question.risk, question.decides.len())));
}

/// What a good answer says: the first sentence of what is told about the control.
fn good(model: &Model, ask: Ask) -> String {
    let Ask::Attribute(id) = ask else { return String::new() };
    let info = model.schema.attribute(id);
    if info.role != AttributeRole::Control {
        return String::new();
    }
    let paragraph = info.docs.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
    paragraph[..end].to_owned()
}

impl Asked<'_> {
    /// Adds threats that wait for the answer, the worst first.
    fn add(&mut self, decides: impl Iterator<Item = Decided>) {
        self.decides.extend(decides);
        self.decides.sort_by(|left, right| {
            (Reverse(left.risk), &left.key).cmp(&(Reverse(right.risk), &right.key))
        });
        self.decides.dedup();
        self.risk = self.decides.first().map(|threat| threat.risk);
    }

    /// How bad it is, the question, and where; then what to write.
    pub fn lines(&self, indent: usize, style: Style) -> Vec<String> {
        let risk = match self.risk {
            Some(level) => style.risk(level),
            None => " ".repeat(Level::Critical.word().len()),
        };
        let mark = if self.promised { " (promised)" } else { "" };
        let blank = " ".repeat(indent);
        let ask = format!("{blank}{risk} {}{mark}  {}", style.bold(self.ask), self.place);
        let mut lines = style.wrap(&ask, indent + 9);
        lines.extend(style.wrap(&format!("{blank}    write {}", self.answer.told()), indent + 6));
        lines
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
