//! The entries of a report: what the engine found, with its place. What JSON says of an entry is put
//! together only while it is written.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use smol_str::SmolStr;
use tm_grammar::BlockId;
use tm_grammar::tree::{Date, ValueKind};
use tm_model::diagnostic::{Code, Diagnostic, Severity};
use tm_model::model::{Ask, Method, Model, ModelItem, OpenQuestion, RuleRef, Score, Threat};
use tm_model::schema::Level;
use tm_model::source::FileId;

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

#[derive(Serialize)]
struct ThreatFields<'a> {
    key: &'a str,
    rule: &'a str,
    subject: &'a str,
    state: &'static str,
    category: &'a str,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<ScoreFields>,
    top: bool,
    title: &'a str,
    cwe: Cow<'a, [u32]>,
    capec: Cow<'a, [u32]>,
    attack: Cow<'a, [SmolStr]>,
    mitigations: Vec<&'a str>,
    decision: Option<DecisionFields<'a>>,
    folded: Vec<FoldedFields<'a>>,
    #[serde(flatten)]
    place: &'a Place,
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
struct FoldedFields<'a> {
    key: &'a str,
    state: &'static str,
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

#[derive(Serialize)]
struct QuestionFields<'a> {
    subject: &'a str,
    attribute: Option<&'a str>,
    ask: &'a str,
    decides: &'a [SmolStr],
    #[serde(flatten)]
    place: &'a Place,
}

#[derive(Serialize)]
struct DiagnosticFields<'a> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: &'a Place,
}

impl Serialize for ThreatReport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { model, threat, place, decision } = self;
        let (cwe, capec, attack) = match threat.rule {
            RuleRef::Pack(rule) => {
                let rule = model.schema.rule(rule);
                let attack = rule.attack.as_slice();
                (rule.cwe.as_slice().into(), rule.capec.as_slice().into(), attack.into())
            }
            RuleRef::Own(item) => match model.item(item) {
                Some(item) => (
                    numbers(item, "cwe").into(),
                    numbers(item, "capec").into(),
                    strings(item, "attack").into(),
                ),
                None => Default::default(),
            },
        };
        let decision = threat.decision.and_then(|id| model.item(id)).zip(decision.as_deref());
        let folded = threat.folded.iter();
        let fields = ThreatFields {
            key: &threat.key,
            rule: &threat.name,
            subject: model.label(threat.subject),
            state: threat.state.word(),
            category: &threat.category,
            severity: threat.risk.level.word(),
            score: threat.risk.score.map(ScoreFields::from),
            top: threat.top,
            title: &self.title(),
            cwe,
            capec,
            attack,
            mitigations: self.mitigations().collect(),
            decision: decision.map(|(item, place)| decided(item, place)),
            folded: folded
                .map(|folded| FoldedFields { key: &folded.key, state: folded.state.word() })
                .collect(),
            place,
        };
        fields.serialize(serializer)
    }
}

impl Serialize for QuestionReport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { model, question, place } = self;
        let fields = QuestionFields {
            subject: model.label(question.subject),
            attribute: match question.ask {
                Ask::Data => None,
                Ask::Attribute(id) => Some(&model.schema.attribute(id).name),
            },
            ask: &question.text,
            decides: &question.decides,
            place,
        };
        fields.serialize(serializer)
    }
}

impl Serialize for DiagnosticReport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let info = self.finding.code.info();
        let fields = DiagnosticFields {
            code: info.code,
            name: info.name,
            severity: self.finding.severity.word(),
            message: &self.finding.message,
            place: &self.place,
        };
        fields.serialize(serializer)
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
