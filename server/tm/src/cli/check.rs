//! `tm check`: what the models behind the paths leave open.

use ropey::Rope;
use serde_json::json;

use super::arguments::{CheckArguments, Format};
use super::outcome::{Failure, Outcome};
use super::terminal::Terminal;
use super::{sources, today};
use crate::engine::{Finding, Severity, Workspace};

/// Runs the command.
pub fn run(arguments: &CheckArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let sources = sources::read(&arguments.paths)?;
    let mut outcome = Outcome::Clean;
    let mut listed = Vec::new();
    for source in &sources {
        let name = source.path.display().to_string();
        let mut workspace = Workspace::default();
        workspace.set_text(&name, &source.text);
        let Some(text) = workspace.text(&name) else { continue };
        for finding in workspace.snapshot().findings(&name) {
            outcome = outcome.max(weigh(finding.severity, arguments.strict));
            listed.push((Place::of(text, &finding), name.clone(), finding));
        }
    }
    if !arguments.quiet {
        match arguments.format {
            Format::Human => write_lines(&listed, terminal)?,
            Format::Json => write_json(&listed, arguments, terminal)?,
        }
        terminal.flush()?;
    }
    Ok(outcome)
}

fn weigh(severity: Severity, strict: bool) -> Outcome {
    match severity {
        Severity::Error => Outcome::Invalid,
        Severity::Warning if strict => Outcome::Findings,
        _ => Outcome::Clean,
    }
}

/// A range as people count it: lines and columns from 1, columns in characters.
struct Place {
    start: (usize, usize),
    end: (usize, usize),
}

impl Place {
    fn of(text: &Rope, finding: &Finding) -> Self {
        let at = |offset: usize| {
            let character = text.byte_to_char(offset);
            let line = text.char_to_line(character);
            (line + 1, character - text.line_to_char(line) + 1)
        };
        Self { start: at(finding.range.start), end: at(finding.range.end) }
    }
}

type Listed = (Place, String, Finding);

fn write_lines(listed: &[Listed], terminal: &mut Terminal) -> Result<(), Failure> {
    for (place, file, finding) in listed {
        let (line, column) = place.start;
        let severity = severity_word(finding.severity);
        let severity = if terminal.color() {
            format!("\x1b[1;{}m{severity}\x1b[0m", if severity == "error" { 31 } else { 33 })
        } else {
            severity.to_owned()
        };
        terminal.line(format_args!(
            "{file}:{line}:{column}: {severity}[{}]: {}",
            finding.code, finding.message
        ))?;
    }
    Ok(())
}

fn write_json(
    listed: &[Listed],
    arguments: &CheckArguments,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let today = arguments.today.unwrap_or_else(today::now);
    let point = |(line, column): (usize, usize)| json!({ "line": line, "column": column });
    let diagnostics: Vec<_> = listed
        .iter()
        .map(|(place, file, finding)| {
            json!({
                "code": finding.code,
                "severity": severity_word(finding.severity),
                "message": finding.message,
                "file": file,
                "range": { "start": point(place.start), "end": point(place.end) },
            })
        })
        .collect();
    terminal.line(json!({
        "version": 1,
        "today": format!("{:04}-{:02}-{:02}", today.year, today.month, today.day),
        "diagnostics": diagnostics,
    }))
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "info",
        Severity::Hint => "hint",
    }
}
