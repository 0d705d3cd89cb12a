//! The entries of a report: what the engine found, with its place. What JSON says of an entry is put
//! together only while it is written.

use std::io;

use serde::Serialize;
use smol_str::SmolStr;
use tm_grammar::BlockId;
use tm_ide::views::threats::{Catalogues, Decided, controls};
use tm_model::diagnostic::{Code, Diagnostic, Severity};
use tm_model::model::{Ask, Folded, Method, Model, OpenQuestion, Score, Threat};
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

impl<'a> DecisionFields<'a> {
    fn new(decided: Decided, place: &'a Place) -> Self {
        let Decided { verb, by, until, because, to } = decided;
        Self { verb, by, until, because, to, place }
    }
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
        let Catalogues { cwe, capec, attack } = Catalogues::of(model, threat);
        fields.value("cwe", &cwe)?;
        fields.value("capec", &capec)?;
        fields.value("attack", &attack)?;
        fields.texts("mitigations", controls(model, threat))?;
        let decision = threat.decision.and_then(|id| model.item(id)).zip(decision.as_deref());
        fields.value(
            "decision",
            &decision.map(|(item, place)| DecisionFields::new(Decided::of(item), place)),
        )?;
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
