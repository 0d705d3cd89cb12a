//! What `tm check` found, in one shape for people and for programs.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use serde::ser::SerializeSeq as _;
use serde_json::value::{RawValue, to_raw_value};
use smol_str::SmolStr;
use tm_grammar::tree::{Date, ValueKind};
use tm_model::Snapshot;
use tm_model::diagnostic::{Code, Severity};
use tm_model::model::{
    Ask, ItemId, Model, ModelItem, OpenQuestion, RuleRef, State, ThingId, Threat,
};
use tm_model::schema::Level;
use tm_model::source::{FileId, Origin};

use super::places::{Place, Places, Range};
use super::sources::Loaded;

/// All that was found.
#[derive(Debug, Serialize)]
pub struct Report {
    version: u32,
    today: String,
    pub models: Vec<ModelReport>,
    #[serde(serialize_with = "in_parallel")]
    pub diagnostics: Vec<DiagnosticReport>,
}

/// A model with at least one named file.
#[derive(Debug, Serialize)]
pub struct ModelReport {
    pub name: String,
    pub title: Option<String>,
    pub files: Vec<String>,
    pub counts: BTreeMap<&'static str, usize>,
    #[serde(serialize_with = "in_parallel")]
    pub threats: Vec<ThreatReport>,
    #[serde(serialize_with = "in_parallel")]
    pub questions: Vec<QuestionReport>,
    /// What the controls that answer threats are called.
    #[serde(skip)]
    pub controls: BTreeMap<String, String>,
}

/// A threat, the folded ones under it.
#[derive(Debug, Serialize)]
pub struct ThreatReport {
    pub key: SmolStr,
    rule: SmolStr,
    subject: SmolStr,
    #[serde(serialize_with = "word")]
    pub state: State,
    category: SmolStr,
    #[serde(rename = "severity", serialize_with = "level")]
    pub risk: Level,
    top: bool,
    pub title: String,
    cwe: Vec<u32>,
    capec: Vec<u32>,
    attack: Vec<SmolStr>,
    pub mitigations: Vec<SmolStr>,
    decision: Option<Box<DecisionReport>>,
    folded: Vec<FoldedReport>,
    #[serde(flatten)]
    pub place: Place,
    /// It is open, or planned and late.
    #[serde(skip)]
    pub counts: bool,
}

#[derive(Debug, Serialize)]
struct FoldedReport {
    key: SmolStr,
    #[serde(serialize_with = "word")]
    state: State,
}

/// A decision about a threat.
#[derive(Debug, Serialize)]
struct DecisionReport {
    verb: &'static str,
    by: Option<String>,
    until: Option<String>,
    because: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(flatten)]
    place: Place,
}

/// An open question.
#[derive(Debug, Serialize)]
pub struct QuestionReport {
    subject: SmolStr,
    pub attribute: Option<SmolStr>,
    pub ask: String,
    pub decides: Vec<SmolStr>,
    #[serde(flatten)]
    pub place: Place,
}

/// A finding about a text.
#[derive(Debug, Serialize)]
pub struct DiagnosticReport {
    pub code: &'static str,
    name: &'static str,
    #[serde(serialize_with = "severity")]
    pub severity: Severity,
    pub message: String,
    pub file: SmolStr,
    pub range: Range,
}

/// How many entries of a list are written before they go out: enough for all processors, and few
/// enough that their text never weighs much.
const BATCH: usize = 4096;

/// A list, its entries written by all processors.
fn in_parallel<T: Serialize + Sync, S: serde::Serializer>(
    list: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut out = serializer.serialize_seq(Some(list.len()))?;
    for batch in list.chunks(BATCH) {
        let entries = batch.par_iter().with_min_len(64).map(to_raw_value);
        let entries: Result<Vec<Box<RawValue>>, _> = entries.collect();
        for entry in entries.map_err(serde::ser::Error::custom)? {
            out.serialize_element(&entry)?;
        }
    }
    out.end()
}

fn word<S: serde::Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.word())
}

fn level<S: serde::Serializer>(level: &Level, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(level.word())
}

fn severity<S: serde::Serializer>(severity: &Severity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity.word())
}

impl Report {
    /// The report of several workspaces.
    pub fn new(loaded: &[Loaded], today: Date) -> Self {
        let mut report =
            Self { version: 1, today: iso(today), models: Vec::new(), diagnostics: Vec::new() };
        for loaded in loaded {
            report.add(loaded);
        }
        // Equal ones stay in the order in which they were found.
        report.diagnostics.sort_by_cached_key(|one| (one.file.clone(), one.range, one.code));
        report
    }

    fn add(&mut self, loaded: &Loaded) {
        let snapshot = loaded.workspace.snapshot();
        let places = Places::new(loaded, &snapshot);
        // The two halves read the same and write apart.
        let (models, diagnostics) = rayon::join(
            || models(loaded, &snapshot, &places),
            || diagnostics(loaded, &snapshot, &places),
        );
        self.models.extend(models);
        self.diagnostics.extend(diagnostics);
    }
}

fn models(loaded: &Loaded, snapshot: &Snapshot, places: &Places<'_>) -> Vec<ModelReport> {
    let named = |file: FileId| loaded.named.iter().any(|(id, _)| *id == file);
    snapshot
        .models()
        .iter()
        .filter(|model| model.files.iter().any(|file| named(*file)))
        .map(|model| model_report(loaded, model, places, &named))
        .collect()
}

fn diagnostics(loaded: &Loaded, snapshot: &Snapshot, places: &Places<'_>) -> Vec<DiagnosticReport> {
    let mut reports = Vec::new();
    for (file, _) in &loaded.named {
        let Some(known) = snapshot.file(*file) else { continue };
        for (block, ..) in known.document.blocks() {
            let Some(list) = loaded.workspace.findings_of_block(*file, block) else { continue };
            for finding in list.iter() {
                let origin = Origin { file: *file, block, span: finding.span };
                let Place { file, range } = places.of(origin);
                let info = finding.code.info();
                reports.push(DiagnosticReport {
                    code: info.code,
                    name: info.name,
                    severity: finding.severity,
                    message: finding.message.clone(),
                    file,
                    range,
                });
            }
        }
    }
    reports
}

impl DiagnosticReport {
    /// True for what the lists of threats and questions say as well.
    pub fn is_listed_elsewhere(&self) -> bool {
        [Code::OpenThreats, Code::OpenQuestion].iter().any(|code| code.info().code == self.code)
    }
}

fn model_report(
    loaded: &Loaded,
    model: &Model,
    places: &Places<'_>,
    named: &(dyn Fn(FileId) -> bool + Sync),
) -> ModelReport {
    let in_named = |id: ThingId| {
        let item = model.item(model.thing(id).item);
        item.is_some_and(|item| named(item.file))
    };
    let things: Vec<ThingId> =
        model.things().map(|(id, _)| id).filter(|id| in_named(*id)).collect();
    let of_things = things.par_chunks(256).map(|things| {
        let mut threats: Vec<ThreatReport> = Vec::new();
        let mut questions: Vec<QuestionReport> = Vec::new();
        for id in things {
            let Some(item) = model.item(model.thing(*id).item) else { continue };
            let (found, asked) = (model.threats(*id), model.questions(*id));
            if found.is_empty() && asked.is_empty() {
                continue;
            }
            let place = places.of(item.origin(item.name_span()));
            threats.extend(found.iter().map(|one| threat_report(model, one, places, &place)));
            questions.extend(asked.into_iter().map(|one| question_report(model, one, &place)));
        }
        (threats, questions)
    });
    let (threats, questions): (Vec<_>, Vec<_>) = of_things.unzip();
    let mut threats: Vec<ThreatReport> = threats.into_iter().flatten().collect();
    let mut questions: Vec<QuestionReport> = questions.into_iter().flatten().collect();
    threats.sort_by_cached_key(|one| (one.state, Reverse(one.risk), one.key.clone()));
    questions.sort_by_cached_key(|one| (Reverse(one.decides.len()), one.ask.clone()));
    let mut counts: BTreeMap<&'static str, usize> =
        State::ALL.iter().map(|state| (state.word(), 0)).collect();
    for threat in &threats {
        *counts.entry(threat.state.word()).or_default() += 1;
    }
    let title = model
        .item(model.thing(ThingId::MODEL).item)
        .and_then(|item| item.node().title())
        .map(|title| title.value.to_string());
    let mut files: Vec<String> = model.files.iter().map(|file| loaded.display(*file)).collect();
    files.sort_unstable();
    let controls = model
        .schema
        .attributes
        .iter()
        .map(|attribute| (attribute.name.to_string(), attribute.title.to_string()))
        .collect();
    ModelReport { name: model.name.to_string(), title, files, counts, threats, questions, controls }
}

fn threat_report(
    model: &Model,
    threat: &Threat,
    places: &Places<'_>,
    place: &Place,
) -> ThreatReport {
    let (cwe, capec, attack, mitigations) = match threat.rule {
        RuleRef::Pack(rule) => {
            let rule = model.schema.rule(rule);
            let answers =
                rule.answers.iter().map(|id| model.schema.attribute(*id).name.clone()).collect();
            (rule.cwe.clone(), rule.capec.clone(), rule.attack.clone(), answers)
        }
        RuleRef::Own(item) => match model.item(item) {
            Some(item) => {
                (numbers(item, "cwe"), numbers(item, "capec"), strings(item, "attack"), Vec::new())
            }
            None => Default::default(),
        },
    };
    ThreatReport {
        key: threat.key.clone(),
        rule: threat.name.clone(),
        subject: model.label(threat.subject).into(),
        state: threat.state,
        category: threat.category.clone(),
        risk: threat.risk.level,
        top: threat.top,
        title: model.threat_title(threat),
        cwe,
        capec,
        attack,
        mitigations,
        decision: threat.decision.and_then(|item| decision_report(model, item, places)),
        folded: threat
            .folded
            .iter()
            .map(|folded| FoldedReport { key: folded.key.clone(), state: folded.state })
            .collect(),
        place: place.clone(),
        counts: threat.counts_at(Level::Low),
    }
}

fn decision_report(model: &Model, id: ItemId, places: &Places<'_>) -> Option<Box<DecisionReport>> {
    let item = model.item(id)?;
    let text = |key: &str| {
        let value = item.property(key)?.values.first()?;
        Some(match &value.kind {
            ValueKind::Text(text) | ValueKind::Handle(text) => text.to_string(),
            ValueKind::Date(date) => iso(*date),
            _ => value.span.text(item.text()).to_owned(),
        })
    };
    Some(Box::new(DecisionReport {
        verb: item.word.text(),
        by: text("by"),
        until: text("until"),
        because: text("because"),
        to: text("to"),
        place: places.of(item.origin(item.node().span)),
    }))
}

fn question_report(model: &Model, question: OpenQuestion, place: &Place) -> QuestionReport {
    QuestionReport {
        subject: model.label(question.subject).into(),
        attribute: match question.ask {
            Ask::Data => None,
            Ask::Attribute(id) => Some(model.schema.attribute(id).name.clone()),
        },
        ask: question.text,
        decides: question.decides,
        place: place.clone(),
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
