//! The report for people: what is wrong first, then the work to do, grouped by what would do it.
//!
//! Invariants: without `--all` it is about a screenful, and says how much it left out; the last lines
//! are one of totals for each model.
//! Not for: what is found, which `report` gathers.

mod groups;
mod snippet;
mod totals;

use tm_model::diagnostic::Severity;
use tm_model::model::Ask;

use super::arguments::GroupBy;
use super::outcome::Failure;
use super::page::{Paint, Part, Screen, Style, Unit, plural};
use super::report::{DiagnosticReport, ModelReport, Report};
use super::terminal::Terminal;
use snippet::Snippets;

/// How many questions after data are listed, unless all are wanted.
const QUESTIONS: usize = 6;

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
        data(model, look, &mut screen);
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

/// The questions after what moves and what is kept, which no control answers.
fn data(model: &ModelReport<'_>, look: &Look, screen: &mut Screen) {
    let data: Vec<_> =
        model.questions.iter().filter(|question| question.question.ask == Ask::Data).collect();
    if data.is_empty() {
        return;
    }
    screen.block(Part::Work, Unit::Question, data.len(), |style| {
        let mut lines = vec![style.paint("What moves and what is kept", Paint::Strong)];
        let shown = if look.all { data.len() } else { QUESTIONS };
        for question in data.iter().take(shown) {
            let decides =
                plural(question.question.decides.len(), "threat depends", "threats depend");
            let text =
                format!("  {} ({decides} on it)  {}", question.question.text, question.place);
            lines.extend(style.wrap(&text, 4));
        }
        if data.len() > shown {
            lines.push(format!("  … and {} more like these", data.len() - shown));
        }
        lines
    });
}
