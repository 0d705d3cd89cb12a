//! The last line of a report: how many of what, in one model.

use std::fmt::Write as _;

use tm_model::diagnostic::Severity;
use tm_model::model::State;

use crate::cli::page::plural;
use crate::cli::report::{DiagnosticReport, ModelReport};

/// The totals of a model.
pub fn line(model: &ModelReport<'_>, diagnostics: &[DiagnosticReport<'_>], color: bool) -> String {
    let mut line = String::new();
    // Writing to a string cannot fail.
    let _ = if color {
        write!(line, "\x1b[1m{}\x1b[0m:", model.model.name)
    } else {
        write!(line, "{}:", model.model.name)
    };
    let mut parts: Vec<String> = State::ALL
        .iter()
        .filter_map(|state| {
            let count = *model.counts.get(state.word())?;
            (count > 0 || *state == State::Open).then(|| format!("{count} {}", state.word()))
        })
        .collect();
    parts.push(plural(model.questions.len(), "question", "questions"));
    for (severity, one, many) in
        [(Severity::Error, "error", "errors"), (Severity::Warning, "warning", "warnings")]
    {
        let of_model = |diagnostic: &&DiagnosticReport<'_>| {
            diagnostic.finding.severity == severity
                && !diagnostic.is_listed_elsewhere()
                && model.files.iter().any(|file| *file == diagnostic.place.file)
        };
        let count = diagnostics.iter().filter(of_model).count();
        if count > 0 {
            parts.push(plural(count, one, many));
        }
    }
    let _ = write!(line, " {}", parts.join(", "));
    line
}
