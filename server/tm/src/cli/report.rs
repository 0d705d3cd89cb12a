//! What `tm check` found, in one shape for people and for programs.
//!
//! A report holds nothing of its own but places: it points at what the engine found.

mod entries;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;
use tm_grammar::BlockId;
use tm_grammar::tree::{Date, Span};
use tm_model::Snapshot;
use tm_model::model::{Model, State, ThingId};
use tm_model::source::{FileId, Origin};

pub use entries::{DiagnosticReport, QuestionReport, ScoreFields, ThreatReport};
pub use tm_ide::iso;

use super::json::Object;
use super::places::{Place, Places};
use super::sources::Loaded;

/// The version of the JSON output.
const VERSION: u32 = 1;

/// How many blocks a processor reports on at once.
const SHARE: usize = 16;

/// All that was found.
pub struct Report<'a> {
    pub today: String,
    pub models: Vec<ModelReport<'a>>,
    pub diagnostics: Vec<DiagnosticReport<'a>>,
}

/// A model with at least one named file.
pub struct ModelReport<'a> {
    pub model: &'a Model,
    pub files: Vec<String>,
    pub counts: BTreeMap<&'static str, usize>,
    pub threats: Vec<ThreatReport<'a>>,
    pub questions: Vec<QuestionReport<'a>>,
}

impl<'a> Report<'a> {
    /// The report of several workspaces, each with its snapshot.
    pub fn new(loaded: &'a [(Loaded, Snapshot)], today: Date) -> Self {
        let mut report = Self { today: iso(today), models: Vec::new(), diagnostics: Vec::new() };
        for (loaded, snapshot) in loaded {
            report.add(loaded, snapshot);
        }
        sort(&mut report.diagnostics);
        report
    }

    fn add(&mut self, loaded: &'a Loaded, snapshot: &'a Snapshot) {
        let places = Places::new(loaded, snapshot);
        for model in snapshot.models() {
            let named = loaded.named.iter().map(|(file, _)| *file);
            let files: Vec<FileId> = named.filter(|file| model.files.contains(file)).collect();
            if !files.is_empty() {
                let mut findings = of_files(loaded, &files, Some(model), &places);
                self.diagnostics.append(&mut findings.diagnostics);
                self.models.push(ModelReport::new(loaded, model, findings));
            }
        }
        let named = loaded.named.iter().map(|(file, _)| *file);
        let loose: Vec<FileId> = named.filter(|file| snapshot.model_of(*file).is_none()).collect();
        self.diagnostics.append(&mut of_files(loaded, &loose, None, &places).diagnostics);
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
        object.entries("diagnostics", &self.diagnostics)
    }
}

impl<'a> ModelReport<'a> {
    fn new(loaded: &Loaded, model: &'a Model, findings: Findings<'a>) -> Self {
        let Findings { mut threats, mut questions, .. } = findings;
        // The most urgent first; what is equally urgent stays in the order of the text.
        threats.sort_by_key(|one| (one.threat.state, Reverse(one.threat.risk.level)));
        questions.sort_by_key(|one| Reverse(one.question.decides.len()));
        let mut counts: BTreeMap<&'static str, usize> =
            State::ALL.iter().map(|state| (state.word(), 0)).collect();
        for threat in &threats {
            *counts.entry(threat.threat.state.word()).or_default() += 1;
        }
        let mut files: Vec<String> = model.files.iter().map(|file| loaded.display(*file)).collect();
        files.sort_unstable();
        Self { model, files, counts, threats, questions }
    }

    fn write(&self, object: &mut Object<'_>) -> io::Result<()> {
        object.field("name", &self.model.name)?;
        object.field("title", &self.model.title(ThingId::MODEL))?;
        object.field("files", &self.files)?;
        object.field("counts", &self.counts)?;
        object.entries("threats", &self.threats)?;
        object.entries("questions", &self.questions)
    }
}

/// Puts findings in the order of their places. Equal ones stay in the order in which they were found.
fn sort(diagnostics: &mut [DiagnosticReport<'_>]) {
    diagnostics.sort_by(|left, right| {
        let key = |one: &DiagnosticReport<'_>| (one.place.range, one.finding.code.info().code);
        left.place.file.cmp(&right.place.file).then_with(|| key(left).cmp(&key(right)))
    });
}

/// What was found in some blocks.
#[derive(Default)]
struct Findings<'a> {
    threats: Vec<ThreatReport<'a>>,
    questions: Vec<QuestionReport<'a>>,
    diagnostics: Vec<DiagnosticReport<'a>>,
}

/// What was found in files that belong to a model, or to none.
fn of_files<'a>(
    loaded: &'a Loaded,
    files: &[FileId],
    model: Option<&'a Model>,
    places: &Places<'_>,
) -> Findings<'a> {
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
        // What is in order piece by piece takes little to put in order as a whole.
        sort(&mut findings.diagnostics);
        findings
    });
    let shares: Vec<Findings<'a>> = shares.collect();
    let total = |count: fn(&Findings<'a>) -> usize| shares.iter().map(count).sum();
    let mut all = Findings {
        threats: Vec::with_capacity(total(|share| share.threats.len())),
        questions: Vec::with_capacity(total(|share| share.questions.len())),
        diagnostics: Vec::with_capacity(total(|share| share.diagnostics.len())),
    };
    for mut share in shares {
        all.threats.append(&mut share.threats);
        all.questions.append(&mut share.questions);
        all.diagnostics.append(&mut share.diagnostics);
    }
    all
}

impl<'a> Findings<'a> {
    fn add(
        &mut self,
        loaded: &'a Loaded,
        file: FileId,
        block: BlockId,
        model: Option<&'a Model>,
        places: &Places<'_>,
    ) {
        let mut last: Option<(Span, Place)> = None;
        // Most of what is said of a block is said of one place after the other.
        let mut place_of = |span: Span| match &last {
            Some((known, place)) if *known == span => place.clone(),
            _ => last.insert((span, places.of(Origin { file, block, span }))).1.clone(),
        };
        let outlook = loaded.workspace.outlook_of_block(file, block);
        if let (Some(model), Some(outlook)) = (model, outlook) {
            let mut name_of = |id: ThingId| {
                let item = model.item(model.thing(id).item)?;
                Some(place_of(item.name_span()))
            };
            for threat in &outlook.threats {
                let Some(place) = name_of(threat.subject) else { continue };
                let decision = threat.decision.and_then(|id| model.item(id));
                let decision =
                    decision.map(|item| Box::new(places.of(item.origin(item.node().span))));
                self.threats.push(ThreatReport { model, threat, place, decision });
            }
            for question in &outlook.questions {
                let Some(place) = name_of(question.subject) else { continue };
                self.questions.push(QuestionReport { model, question, place });
            }
        }
        let findings = loaded.workspace.findings_of_block(file, block);
        for finding in findings.into_iter().flat_map(|list| &**list) {
            let place = place_of(finding.span);
            let block = (file, block);
            self.diagnostics.push(DiagnosticReport { finding, place, loaded, block });
        }
    }
}
