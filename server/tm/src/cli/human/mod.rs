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

/// How many remarks of one code are listed, unless all are wanted.
const PER_CODE: usize = 2;

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
    for (remark, more) in gathered(&remarks, look.all) {
        screen.block(Part::Remarks, Unit::Remark, 1 + more, |style| {
            let more =
                if more == 0 { String::new() } else { format!("  (and {more} more like it)") };
            style.wrap(&format!("{}{more}", line(remark, style)), 2)
        });
    }
    screen.print(terminal)?;
    for model in &report.models {
        terminal.line(totals::line(model, &report.diagnostics, terminal.color()))?;
    }
    Ok(())
}

/// Remarks, of each code only the first few, the last of those with how many more there are.
fn gathered<'r, 'a>(
    remarks: &[&'r DiagnosticReport<'a>],
    all: bool,
) -> Vec<(&'r DiagnosticReport<'a>, usize)> {
    let shown = if all { usize::MAX } else { PER_CODE };
    let mut lines: Vec<(&DiagnosticReport<'_>, usize)> = Vec::new();
    for remark in remarks {
        let code = remark.finding.code;
        let same = |(line, _): &&mut (&DiagnosticReport<'_>, usize)| line.finding.code == code;
        if lines.iter().filter(|(line, _)| line.finding.code == code).count() < shown {
            lines.push((*remark, 0));
        } else if let Some((_, more)) = lines.iter_mut().rev().find(same) {
            *more += 1;
        }
    }
    lines
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
