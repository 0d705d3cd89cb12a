//! `tm check`: what the models behind the paths leave open.

use tm_model::diagnostic::Severity;
use tm_model::schema::Level;
use tm_model::value::day_number;

use super::arguments::{CheckArguments, FailOn, Format};
use super::human::Look;
use super::outcome::{Failure, Outcome};
use super::report::Report;
use super::sources::{self, Loaded};
use super::terminal::{Terminal, complain};
use super::{human, today};

/// Runs the command.
///
/// # Errors
///
/// If there is nothing to check, or the output cannot be written.
pub fn run(arguments: &CheckArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let today = arguments.today.unwrap_or_else(today::now);
    let sources = sources::read(&arguments.paths, day_number(today))?;
    for failure in &sources.failures {
        complain(failure);
    }
    let loaded: Vec<_> = sources.loaded.into_iter().map(Loaded::with_snapshot).collect();
    let report = Report::new(&loaded, today);
    if !arguments.quiet {
        match arguments.format {
            Format::Human => {
                let look = Look { all: arguments.all, group_by: arguments.group_by };
                human::write(&report, &look, terminal)?;
            }
            Format::Json => terminal.json(|object| report.write(object))?,
        }
        terminal.flush()?;
    }
    let mut outcome = judge(&report, arguments);
    if !sources.failures.is_empty() {
        outcome = Outcome::Invalid;
    }
    // What was read is left to the system: taking a large model apart takes time for nothing.
    std::mem::forget(report);
    std::mem::forget(loaded);
    Ok(outcome)
}

/// The exit status: errors, then open threats at the threshold and, with `--strict`, warnings.
fn judge(report: &Report<'_>, arguments: &CheckArguments) -> Outcome {
    let worst = report.diagnostics.iter().map(|one| one.finding.severity).max();
    if worst == Some(Severity::Error) {
        return Outcome::Invalid;
    }
    let threshold = match arguments.fail_on {
        FailOn::Critical => Some(Level::Critical),
        FailOn::High => Some(Level::High),
        FailOn::Medium => Some(Level::Medium),
        FailOn::Low => Some(Level::Low),
        FailOn::Never => None,
    };
    let threats = report.models.iter().flat_map(|model| &model.threats);
    let fails = threshold.is_some_and(|threshold| {
        threats.into_iter().any(|threat| threat.threat.counts_at(threshold))
    });
    let warned = report
        .diagnostics
        .iter()
        .any(|one| one.finding.severity == Severity::Warning && !one.is_listed_elsewhere());
    if fails || (arguments.strict && warned) { Outcome::Findings } else { Outcome::Clean }
}
