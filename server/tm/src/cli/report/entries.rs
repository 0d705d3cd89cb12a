//! The entries of a report: what the engine found, with its place. What JSON says of an entry is put
//! together only while it is written.

use std::borrow::Cow;
use std::io;

use serde::Serialize;
use smol_str::SmolStr;
use tm_grammar::BlockId;
use tm_grammar::tree::{Date, ValueKind};
use tm_model::diagnostic::{Code, Diagnostic, Severity};
use tm_model::model::{
    Ask, Folded, Method, Model, ModelItem, OpenQuestion, RuleRef, Score, Threat,
};
use tm_model::schema::Level;
use tm_model::source::FileId;

use crate::cli::json::{Entry, Fields};
use crate::cli::places::Place;
use crate::cli::sources::Loaded;

/// A threat, the folded ones under it.
pub struct ThreatReport<'a> {
    pub model: &'a Model,
    pub threat: &'a Threat,
    pub place: Place,
    /// Where the decision about it stands.
    pub decision: Option<Box<Place>>,
}

impl ThreatReport<'_> {
    /// It is open, or planned and late.
    pub fn counts(&self) -> bool {
        self.threat.counts_at(Level::Low)
    }

    /// What it is called.
    pub fn title(&self) -> String {
        self.model.threat_title(self.threat)
    }

    /// The controls that answer it, those in its rule's `unless` first.
    pub fn mitigations(&self) -> impl Iterator<Item = &str> {
        let answers: &[_] = match self.threat.rule {
            RuleRef::Pack(rule) => &self.model.schema.rule(rule).answers,
            RuleRef::Own(_) => &[],
        };
        answers.iter().map(|id| self.model.schema.attribute(*id).name.as_str())
    }

    /// The lists that the rule refers to.
    fn references(&self) -> References<'_> {
        match self.threat.rule {
            RuleRef::Pack(rule) => {
                let rule = self.model.schema.rule(rule);
                References {
                    cwe: rule.cwe.as_slice().into(),
                    capec: rule.capec.as_slice().into(),
                    attack: rule.attack.as_slice().into(),
                }
            }
            RuleRef::Own(item) => match self.model.item(item) {
                Some(item) => References {
                    cwe: numbers(item, "cwe").into(),
                    capec: numbers(item, "capec").into(),
                    attack: strings(item, "attack").into(),
                },
                None => References::default(),
            },
        }
    }
}

/// Weaknesses, attack patterns and techniques.
#[derive(Default)]
struct References<'a> {
    cwe: Cow<'a, [u32]>,
    capec: Cow<'a, [u32]>,
    attack: Cow<'a, [SmolStr]>,
}

/// An open question.
pub struct QuestionReport<'a> {
    pub model: &'a Model,
    pub question: &'a OpenQuestion,
    pub place: Place,
}

/// A finding about a text.
pub struct DiagnosticReport<'a> {
    pub finding: &'a Diagnostic,
    pub place: Place,
    /// Where it was found, for those who want to show the text.
    pub loaded: &'a Loaded,
    pub block: (FileId, BlockId),
}

impl DiagnosticReport<'_> {
    /// True for what the lists of threats and questions say as well.
    pub fn is_listed_elsewhere(&self) -> bool {
        match self.finding.code {
            Code::OpenThreats => true,
            // A workspace that makes more of questions wants to see them among the findings.
            Code::OpenQuestion => self.finding.severity < Severity::Warning,
            _ => false,
        }
    }
}

/// The number that a threat is rated by.
#[derive(Serialize)]
pub struct ScoreFields {
    method: &'static str,
    value: f64,
}

impl From<Score> for ScoreFields {
    fn from(score: Score) -> Self {
        let method = if score.method == Method::Dread { "dread" } else { "cvss" };
        Self { method, value: score.value() }
    }
}

#[derive(Serialize)]
struct DecisionFields<'a> {
    verb: &'static str,
    by: Option<String>,
    until: Option<String>,
    because: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(flatten)]
    place: &'a Place,
}

impl Entry for ThreatReport<'_> {
    fn write(&self, fields: &mut Fields<'_>) -> io::Result<()> {
        let Self { model, threat, place, decision } = self;
        fields.text("key", &threat.key)?;
        fields.text("rule", &threat.name)?;
        fields.text("subject", model.label(threat.subject))?;
        fields.text("state", threat.state.word())?;
        fields.text("category", &threat.category)?;
        fields.text("severity", threat.risk.level.word())?;
        if let Some(score) = threat.risk.score {
            fields.value("score", &ScoreFields::from(score))?;
        }
        fields.value("top", &threat.top)?;
        fields.text("title", &self.title())?;
        let References { cwe, capec, attack } = self.references();
        fields.value("cwe", &cwe)?;
        fields.value("capec", &capec)?;
        fields.value("attack", &attack)?;
        fields.texts("mitigations", self.mitigations())?;
        let decision = threat.decision.and_then(|id| model.item(id)).zip(decision.as_deref());
        fields.value("decision", &decision.map(|(item, place)| decided(item, place)))?;
        fields.entries("folded", threat.folded.iter())?;
        place.write(fields)
    }
}

impl Entry for Folded {
    fn write(&self, fields: &mut Fields<'_>) -> io::Result<()> {
        fields.text("key", &self.key)?;
        fields.text("state", self.state.word())
    }
}

impl Entry for QuestionReport<'_> {
    fn write(&self, fields: &mut Fields<'_>) -> io::Result<()> {
        let Self { model, question, place } = self;
        fields.text("subject", model.label(question.subject))?;
        let attribute = match question.ask {
            Ask::Data => None,
            Ask::Attribute(id) => Some(&model.schema.attribute(id).name),
        };
        fields.value("attribute", &attribute)?;
        fields.text("ask", &question.text)?;
        fields.texts("decides", question.decides.iter().map(SmolStr::as_str))?;
        place.write(fields)
    }
}

impl Entry for DiagnosticReport<'_> {
    fn write(&self, fields: &mut Fields<'_>) -> io::Result<()> {
        let info = self.finding.code.info();
        fields.text("code", info.code)?;
        fields.text("name", info.name)?;
        fields.text("severity", self.finding.severity.word())?;
        fields.text("message", &self.finding.message)?;
        self.place.write(fields)
    }
}

fn decided<'a>(item: &ModelItem, place: &'a Place) -> DecisionFields<'a> {
    let text = |key: &str| {
        let value = item.property(key)?.values.first()?;
        Some(match &value.kind {
            ValueKind::Text(text) | ValueKind::Handle(text) => text.to_string(),
            ValueKind::Date(date) => iso(*date),
            _ => value.span.text(item.text()).to_owned(),
        })
    };
    DecisionFields {
        verb: item.word.text(),
        by: text("by"),
        until: text("until"),
        because: text("because"),
        to: text("to"),
        place,
    }
}

fn numbers(item: &ModelItem, key: &str) -> Vec<u32> {
    let values = item.property(key).map(|property| property.values.as_slice()).unwrap_or_default();
    values
        .iter()
        .filter_map(|value| match &value.kind {
            ValueKind::Number(number) => number.parse().ok(),
            _ => None,
        })
        .collect()
}

fn strings(item: &ModelItem, key: &str) -> Vec<SmolStr> {
    let values = item.property(key).map(|property| property.values.as_slice()).unwrap_or_default();
    values
        .iter()
        .filter_map(|value| match &value.kind {
            ValueKind::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

/// A day as it is written.
pub fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
