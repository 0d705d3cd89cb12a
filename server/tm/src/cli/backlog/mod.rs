//! `tm backlog`: the stories with what must not come with them, the threats that is, what answers
//! these and which tickets carry it; and the gaps in it.
//!
//! The gaps are those findings of `tm check` that are about stories, tickets, requirements and
//! domains. Not for: what a story needs, which the model knows.

mod human;
mod json;

use tm_model::Snapshot;
use tm_model::backlog::{Backlog, GAPS, backlog};
use tm_model::diagnostic::Severity;
use tm_model::model::Model;
use tm_model::value::day_number;

use super::arguments::{BacklogArguments, Format};
use super::outcome::{Failure, Outcome};
use super::places::Places;
use super::report::{DiagnosticReport, Report};
use super::sources::{self, Loaded};
use super::terminal::Terminal;
use super::today;

/// The backlog of a model, and where it was read from.
struct Listed<'a> {
    model: &'a Model,
    places: Places<'a>,
    backlog: Backlog,
}

/// Runs the command.
///
/// # Errors
///
/// If there is nothing to list, or the output cannot be written.
pub fn run(arguments: &BacklogArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let today = arguments.today.unwrap_or_else(today::now);
    let sources = sources::read(&arguments.paths, day_number(today))?;
    let outcome = sources.complain();
    let loaded: Vec<(Loaded, Snapshot)> =
        sources.loaded.into_iter().map(Loaded::with_snapshot).collect();
    let report = Report::new(&loaded, today);
    let gaps: Vec<&DiagnosticReport<'_>> = report
        .diagnostics
        .iter()
        .filter(|one| one.finding.severity == Severity::Error || GAPS.contains(&one.finding.code))
        .collect();
    let listed: Vec<Listed<'_>> = loaded.iter().flat_map(of_workspace).collect();
    match arguments.format {
        Format::Human => human::write(&listed, &gaps, terminal)?,
        Format::Json => json::write(&listed, &gaps, today, terminal)?,
    }
    let wrong = gaps.iter().any(|one| one.finding.severity == Severity::Error);
    Ok(if wrong { Outcome::Invalid } else { outcome })
}

/// The backlogs of the models that have at least one of the named files.
fn of_workspace<'a>((loaded, snapshot): &'a (Loaded, Snapshot)) -> Vec<Listed<'a>> {
    let is_named = |model: &&Model| loaded.named.iter().any(|(file, _)| model.files.contains(file));
    let models = snapshot.models().iter().filter(is_named);
    let listed = models.map(|model| Listed {
        model,
        places: Places::new(loaded, snapshot),
        backlog: backlog(snapshot, model),
    });
    listed.collect()
}
