//! The report for people: what is wrong first, then the work to do, grouped by what would do it.
//!
//! Invariants: without `--all` it is about a screenful, and says how much it left out; the last lines
//! are one of totals for each model.
//! Not for: what is found, which `report` gathers.

mod groups;
mod questions;
mod snippet;
mod totals;

use tm_model::diagnostic::Severity;

use super::arguments::GroupBy;
use super::outcome::Failure;
use super::page::{Paint, Part, Screen, Style, Unit};
use super::report::{DiagnosticReport, Report};
use super::terminal::Terminal;
use snippet::Snippets;

/// How a report is to look.
pub struct Look {
    /// All of it, however long.
    pub all: bool,
    /// What threats are grouped by.
    pub group_by: GroupBy,
}

/// Writes the report.
///
/// # Errors
///
/// If it cannot be written.
pub fn write(report: &Report<'_>, look: &Look, terminal: &mut Terminal) -> Result<(), Failure> {
    let mut screen = Screen::new(terminal, look.all);
    let told = report.diagnostics.iter().filter(|one| !one.is_listed_elsewhere());
    let mut told: Vec<_> = told.collect();
    // The worst first; what is equally bad stays in the order of the text.
    told.sort_by_key(|one| std::cmp::Reverse(one.finding.severity));
    let (faults, remarks): (Vec<_>, Vec<_>) =
        told.into_iter().partition(|one| one.finding.severity >= Severity::Warning);
    self::faults(faults, &mut screen);
    for model in &report.models {
        groups::write(model, look, &mut screen);
        questions::write(model, look, &mut screen);
    }
    for remark in remarks {
        screen.block(Part::Remarks, Unit::Remark, 1, |style| style.wrap(&line(remark, style), 2));
    }
    screen.print(terminal)?;
    for model in &report.models {
        terminal.line(totals::line(model, &report.diagnostics, terminal.color()))?;
    }
    Ok(())
}

/// Adds what is wrong, each with its line.
pub fn faults<'r, 'a: 'r>(
    faults: impl IntoIterator<Item = &'r DiagnosticReport<'a>>,
    screen: &mut Screen,
) {
    let mut snippets = Snippets::default();
    for fault in faults {
        let unit = match fault.finding.severity {
            Severity::Error => Unit::Error,
            _ => Unit::Warning,
        };
        screen.block(Part::Faults, unit, 1, |style| snippets.draw(fault, style));
    }
}

/// A finding in one line.
fn line(finding: &DiagnosticReport<'_>, style: Style) -> String {
    let DiagnosticReport { finding, place, .. } = finding;
    let severity = style.paint(finding.severity.word(), Paint::Calm);
    format!("{severity}[{}]: {}  {place}", finding.code, finding.message)
}
