//! `tm check`: what the models behind the paths leave open.

use tm_model::diagnostic::{Code, Severity};
use tm_model::value::day_number;

use super::arguments::{CheckArguments, FailOn, Format};
use super::human::Look;
use super::outcome::{Failure, Outcome};
use super::report::Report;
use super::sources::{self, Loaded};
use super::terminal::{Terminal, complain};
use super::{human, today};
use crate::settings::Settings;

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
    let strict = |settings: &Settings| arguments.strict.unwrap_or(settings.strict);
    let any_strict = loaded.iter().any(|(loaded, _)| strict(&loaded.settings));
    let outcomes = loaded.iter().map(|(loaded, _)| judge(loaded, arguments));
    let failed = sources.failures.iter().map(|failure| failure.outcome(any_strict));
    let outcome = outcomes.chain(failed).max().unwrap_or(Outcome::Clean);
    // What was read is left to the system: taking a large model apart takes time for nothing.
    std::mem::forget(report);
    std::mem::forget(loaded);
    Ok(outcome)
}

/// What the named files of a workspace come to: errors, then open threats at the threshold and, if
/// that is wanted, warnings. Arguments go before settings.
fn judge(loaded: &Loaded, arguments: &CheckArguments) -> Outcome {
    let settings = &loaded.settings;
    let threshold = arguments.fail_on.map_or(settings.fail_on, FailOn::level);
    let strict = arguments.strict.unwrap_or(settings.strict);
    let mut outcome = Outcome::Clean;
    for (file, _) in &loaded.named {
        let Some(known) = loaded.workspace.file(*file) else { continue };
        for (block, ..) in known.document.blocks() {
            let findings = loaded.workspace.findings_of_block(*file, block);
            for finding in findings.into_iter().flat_map(|list| &**list) {
                match finding.severity {
                    Severity::Error => return Outcome::Invalid,
                    // Which of the open threats fail is a matter of the threshold.
                    Severity::Warning if strict && finding.code != Code::OpenThreats => {
                        outcome = Outcome::Findings;
                    }
                    _ => {}
                }
            }
            let outlook = loaded.workspace.outlook_of_block(*file, block);
            let mut threats = outlook.into_iter().flat_map(|outlook| &outlook.threats);
            if threshold.is_some_and(|level| threats.any(|threat| threat.counts_at(level))) {
                outcome = Outcome::Findings;
            }
        }
    }
    outcome
}
