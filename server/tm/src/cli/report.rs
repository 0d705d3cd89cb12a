//! What `tm check` found, in one shape for people and for programs.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;
use serde::Serialize;
use smol_str::SmolStr;
use tm_grammar::BlockId;
use tm_grammar::tree::{Date, Span, ValueKind};
use tm_model::diagnostic::{Code, Severity};
use tm_model::model::{
    Ask, ItemId, Model, ModelItem, OpenQuestion, RuleRef, State, ThingId, Threat,
};
use tm_model::schema::Level;
use tm_model::source::{FileId, Origin};

use super::json::Object;
use super::places::{Place, Places};
use super::sources::Loaded;

/// The version of the JSON output.
const VERSION: u32 = 1;

/// All that was found.
#[derive(Debug)]
pub struct Report {
    today: String,
    pub models: Vec<ModelReport>,
    pub diagnostics: Vec<DiagnosticReport>,
}

/// A model with at least one named file.
#[derive(Debug)]
pub struct ModelReport {
    pub name: String,
    pub title: Option<String>,
    pub files: Vec<String>,
    pub counts: BTreeMap<&'static str, usize>,
    pub threats: Vec<ThreatReport>,
    pub questions: Vec<QuestionReport>,
    /// What the controls that answer threats are called.
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
    #[serde(flatten)]
    pub place: Place,
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
        let mut report = Self { today: iso(today), models: Vec::new(), diagnostics: Vec::new() };
        for loaded in loaded {
            report.add(loaded);
        }
        // Equal ones stay in the order in which they were found.
        report
            .diagnostics
            .sort_by_cached_key(|one| (one.place.file.clone(), one.place.range, one.code));
        report
    }

    fn add(&mut self, loaded: &Loaded) {
        let snapshot = loaded.workspace.snapshot();
        let places = Places::new(loaded, &snapshot);
        for model in snapshot.models() {
            let named = |(file, _): &&(FileId, String)| model.files.contains(file);
            let files: Vec<FileId> = loaded.named.iter().filter(named).map(|one| one.0).collect();
            if !files.is_empty() {
                let findings = of_files(loaded, &files, Some(model), &places);
                self.models.push(model_report(loaded, model, findings.threats, findings.questions));
                self.diagnostics.extend(findings.diagnostics);
            }
        }
        let loose = loaded.named.iter().map(|(file, _)| *file);
        let loose: Vec<FileId> = loose.filter(|file| snapshot.model_of(*file).is_none()).collect();
        self.diagnostics.extend(of_files(loaded, &loose, None, &places).diagnostics);
    }

    /// Writes the report as JSON.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write(&self, object: &mut Object<'_>) -> io::Result<()> {
        object.field("version", &VERSION)?;
        object.field("today", &self.today)?;
        object.objects("models", &self.models, ModelReport::write)?;
        object.list("diagnostics", &self.diagnostics)
    }
}

impl ModelReport {
    fn write(&self, object: &mut Object<'_>) -> io::Result<()> {
        object.field("name", &self.name)?;
        object.field("title", &self.title)?;
        object.field("files", &self.files)?;
        object.field("counts", &self.counts)?;
        object.list("threats", &self.threats)?;
        object.list("questions", &self.questions)
    }
}

/// What was found in some blocks.
#[derive(Default)]
struct Findings {
    threats: Vec<ThreatReport>,
    questions: Vec<QuestionReport>,
    diagnostics: Vec<DiagnosticReport>,
}

/// How many blocks a processor reports on at once.
const SHARE: usize = 128;

/// What was found in files that belong to a model, or to none.
fn of_files(
    loaded: &Loaded,
    files: &[FileId],
    model: Option<&Model>,
    places: &Places<'_>,
) -> Findings {
    let blocks: Vec<(FileId, BlockId)> = files
        .iter()
        .filter_map(|file| Some((*file, loaded.workspace.file(*file)?)))
        .flat_map(|(id, file)| file.document.blocks().map(move |(block, ..)| (id, block)))
        .collect();
    let shares = blocks.par_chunks(SHARE).map(|blocks| {
        let mut findings = Findings::default();
        for (file, block) in blocks {
            findings.add(loaded, *file, *block, model, places);
        }
        findings
    });
    let shares: Vec<Findings> = shares.collect();
    let total = |count: fn(&Findings) -> usize| shares.iter().map(count).sum();
    let mut all = Findings {
        threats: Vec::with_capacity(total(|share| share.threats.len())),
        questions: Vec::with_capacity(total(|share| share.questions.len())),
        diagnostics: Vec::with_capacity(total(|share| share.diagnostics.len())),
    };
    for share in shares {
        all.threats.extend(share.threats);
        all.questions.extend(share.questions);
        all.diagnostics.extend(share.diagnostics);
    }
    all
}

impl Findings {
    fn add(
        &mut self,
        loaded: &Loaded,
        file: FileId,
        block: BlockId,
        model: Option<&Model>,
        places: &Places<'_>,
    ) {
        let mut last: Option<(Span, Place)> = None;
        // Most of what is said of a block is said of one place after the other.
        let mut place_of = |span: Span| match &last {
            Some((known, place)) if *known == span => place.clone(),
            _ => last.insert((span, places.of(Origin { file, block, span }))).1.clone(),
        };
        if let (Some(model), Some(outlook)) =
            (model, loaded.workspace.outlook_of_block(file, block))
        {
            let mut named = |id: ThingId| {
                let item = model.item(model.thing(id).item)?;
                Some(place_of(item.name_span()))
            };
            for threat in &outlook.threats {
                let place = named(threat.subject);
                self.threats.extend(place.map(|place| threat_report(model, threat, places, place)));
            }
            for question in &outlook.questions {
                let place = named(question.subject);
                self.questions.extend(place.map(|place| question_report(model, question, place)));
            }
        }
        for finding in
            loaded.workspace.findings_of_block(file, block).into_iter().flat_map(|list| &**list)
        {
            let info = finding.code.info();
            self.diagnostics.push(DiagnosticReport {
                code: info.code,
                name: info.name,
                severity: finding.severity,
                message: finding.message.clone(),
                place: place_of(finding.span),
            });
        }
    }
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
    mut threats: Vec<ThreatReport>,
    mut questions: Vec<QuestionReport>,
) -> ModelReport {
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
    place: Place,
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
        place,
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

fn question_report(model: &Model, question: &OpenQuestion, place: Place) -> QuestionReport {
    QuestionReport {
        subject: model.label(question.subject).into(),
        attribute: match question.ask {
            Ask::Data => None,
            Ask::Attribute(id) => Some(model.schema.attribute(id).name.clone()),
        },
        ask: question.text.clone(),
        decides: question.decides.clone(),
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
