//! How the tests of knowledge bases went, in one shape for people and for programs.

use std::io;

use serde::Serialize;
use tm_grammar::tree::Date;
use tm_model::Snapshot;
use tm_model::diagnostic::{Code, Severity};
use tm_model::pack_tests::{Problem, TestOutcome, wanted};
use tm_model::source::FileId;
use tm_model::workspace::Header;

use crate::cli::json::Object;
use crate::cli::places::{Place, Places};
use crate::cli::report::{self, DiagnosticReport, iso};
use crate::cli::sources::Loaded;

/// The version of the JSON output.
const VERSION: u32 = 1;

/// A knowledge base and how its tests went.
struct Tested {
    file: FileId,
    /// How many rules it has.
    rules: usize,
    outcomes: Vec<TestOutcome>,
}

/// The knowledge bases of a workspace.
pub struct Run {
    read: Vec<(Loaded, Snapshot)>,
    tested: Vec<Vec<Tested>>,
}

/// Runs the tests of all named knowledge bases.
pub fn run(loaded: Vec<Loaded>) -> Run {
    let mut run = Run { read: Vec::new(), tested: Vec::new() };
    for mut loaded in loaded {
        let files: Vec<FileId> = loaded.named.iter().map(|(file, _)| *file).collect();
        let tested = files.into_iter().map(|file| Tested {
            file,
            rules: loaded.workspace.rules_of(file).len(),
            outcomes: loaded.workspace.run_tests(file),
        });
        run.tested.push(tested.collect());
        run.read.push(loaded.with_snapshot());
    }
    run
}

/// How all tests went.
pub struct Report<'a> {
    today: String,
    pub packs: Vec<PackReport<'a>>,
    /// What is wrong with the knowledge bases besides tests that fail.
    pub errors: Vec<DiagnosticReport<'a>>,
}

/// How the tests of a knowledge base went.
#[derive(Serialize)]
pub struct PackReport<'a> {
    pub name: &'a str,
    pub version: &'a str,
    pub file: String,
    #[serde(skip)]
    pub rules: usize,
    pub tests: Vec<TestReport<'a>>,
}

/// How a test went.
#[derive(Serialize)]
pub struct TestReport<'a> {
    pub title: &'a str,
    pub passed: bool,
    pub rules: &'a [smol_str::SmolStr],
    pub failures: Vec<FailureReport<'a>>,
    #[serde(flatten)]
    pub place: Place,
}

/// An expectation that was not met.
#[derive(Serialize)]
pub struct FailureReport<'a> {
    pub rule: &'a str,
    pub subject: &'a str,
    pub expected: Option<&'static str>,
    pub found: Option<&'static str>,
    pub because: &'a str,
    pub message: String,
    #[serde(flatten)]
    pub place: Place,
}

impl PackReport<'_> {
    /// How many tests fail.
    pub fn failed(&self) -> usize {
        self.tests.iter().filter(|test| !test.passed).count()
    }
}

impl<'a> Report<'a> {
    /// The report of a run.
    pub fn new(run: &'a Run, today: Date) -> Self {
        let mut errors = report::Report::new(&run.read, today).diagnostics;
        errors.retain(|one| {
            one.finding.severity == Severity::Error && one.finding.code != Code::TestFailed
        });
        let mut packs = Vec::new();
        for ((loaded, snapshot), tested) in run.read.iter().zip(&run.tested) {
            let places = Places::new(loaded, snapshot);
            for tested in tested {
                let header = snapshot.file(tested.file).map(|file| &file.header);
                let Some(Header::KnowledgeBase(name, version)) = header else { continue };
                packs.push(PackReport {
                    name,
                    version,
                    file: loaded.display(tested.file),
                    rules: tested.rules,
                    tests: tested.outcomes.iter().map(|one| test(one, &places)).collect(),
                });
            }
        }
        Self { today: iso(today), packs, errors }
    }

    /// Writes the report as JSON.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write(&self, object: &mut Object<'_>) -> io::Result<()> {
        let tests = self.packs.iter().map(|pack| pack.tests.len()).sum::<usize>();
        let failed = self.packs.iter().map(PackReport::failed).sum::<usize>();
        object.field("version", &VERSION)?;
        object.field("today", &self.today)?;
        object.field("passed", &(tests - failed))?;
        object.field("failed", &failed)?;
        object.field("packs", &self.packs)?;
        object.entries("diagnostics", &self.errors)
    }
}

fn test<'a>(outcome: &'a TestOutcome, places: &Places<'_>) -> TestReport<'a> {
    let failures = outcome.failures.iter().map(|failure| {
        let (expected, found, because) = match &failure.problem {
            Problem::Unmet { expected, found, deciding } => {
                (Some(wanted(*expected)), Some(*found), deciding.as_str())
            }
            _ => (None, None, ""),
        };
        FailureReport {
            rule: &failure.rule,
            subject: &failure.subject,
            expected,
            found,
            because,
            message: failure.problem.to_string(),
            place: places.of(failure.origin),
        }
    });
    TestReport {
        title: &outcome.title,
        passed: outcome.failures.is_empty(),
        rules: &outcome.rules,
        failures: failures.collect(),
        place: places.of(outcome.origin),
    }
}
