//! The open questions in one shape for people and for programs.

use std::io;

use tm_model::diagnostic::Severity;
use tm_model::model::Model;

use super::interview::{Interview, Row};
use crate::cli::asked::{self, Asked};
use crate::cli::json::Object;
use crate::cli::report::{self as checked, DiagnosticReport};

/// The version of the JSON output.
const VERSION: u32 = 1;

/// All open questions.
pub struct Report<'a> {
    today: &'a str,
    pub models: Vec<&'a Model>,
    /// The worst first, then those that decide most.
    pub questions: Vec<Asked<'a>>,
    /// What to ask people, by thing.
    pub interviews: Vec<Interview<'a>>,
    /// What is wrong with the models.
    pub errors: Vec<&'a DiagnosticReport<'a>>,
}

impl<'a> Report<'a> {
    /// The questions among what was found; only what is written as `?` if `promised`.
    pub fn new(
        found: &'a checked::Report<'a>,
        interviews: Vec<Interview<'a>>,
        promised: bool,
    ) -> Self {
        let models = found.models.iter();
        let mut questions: Vec<Asked<'a>> = models
            .flat_map(|model| asked::of_model(model, |question| !promised || question.promised))
            .collect();
        asked::sort(&mut questions);
        let errors = found.diagnostics.iter();
        let errors = errors.filter(|one| one.finding.severity == Severity::Error).collect();
        let models = found.models.iter().map(|model| model.model).collect();
        Self { today: &found.today, models, questions, interviews, errors }
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
        let rows: Vec<Row<'_>> = self.interviews.iter().flat_map(Interview::rows).collect();
        object.list("interview", &rows)?;
        object.entries("diagnostics", &self.errors)
    }
}
