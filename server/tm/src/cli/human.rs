//! The report for people: what is wrong first, then the work to do, grouped by what would do it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tm_model::diagnostic::Severity;
use tm_model::model::{Ask, State};
use tm_model::schema::Level;

use super::outcome::Failure;
use super::page::{Page, plural};
use super::report::{DiagnosticReport, ModelReport, Report, ThreatReport};
use super::terminal::Terminal;

/// How many threats are listed under one mitigation, unless all are wanted.
const PER_GROUP: usize = 4;

/// Writes the report.
///
/// # Errors
///
/// If it cannot be written.
pub fn write(report: &Report<'_>, all: bool, terminal: &mut Terminal) -> Result<(), Failure> {
    let mut page = Page::new(terminal, all);
    for diagnostic in worst_first(&report.diagnostics) {
        page.finding(diagnostic);
    }
    for model in &report.models {
        page.model(model);
    }
    page.print(terminal)?;
    for model in &report.models {
        terminal.line(totals(model, &report.diagnostics, terminal.color()))?;
    }
    Ok(())
}

/// Errors, then warnings, then the rest, each in the order of the text; what the lists of threats
/// and questions say is left to them.
fn worst_first<'r, 'a>(diagnostics: &'r [DiagnosticReport<'a>]) -> Vec<&'r DiagnosticReport<'a>> {
    let mut list: Vec<_> = diagnostics.iter().filter(|one| !one.is_listed_elsewhere()).collect();
    list.sort_by_key(|one| std::cmp::Reverse(one.finding.severity));
    list
}

impl Page {
    /// Adds a finding about a text: its place, how bad it is, and what to do.
    pub fn finding(&mut self, finding: &DiagnosticReport<'_>) {
        let severity = finding.finding.severity;
        let word = severity.word();
        let severity = match severity {
            Severity::Error => self.paint(word, "1;31"),
            Severity::Warning => self.paint(word, "1;33"),
            Severity::Information | Severity::Hint => self.paint(word, "36"),
        };
        let place = &finding.place;
        let message = &finding.finding.message;
        self.line(format!("{place}: {severity}[{}]: {message}", finding.finding.code));
    }

    fn model(&mut self, model: &ModelReport<'_>) {
        let pending: Vec<&ThreatReport<'_>> = model
            .threats
            .iter()
            .filter(|threat| threat.counts() || threat.threat.state == State::Possible)
            .collect();
        for (control, threats) in by_mitigation(&pending) {
            self.line(String::new());
            self.line(self.heading(model, control, &threats));
            let shown = if self.all { threats.len() } else { PER_GROUP };
            for threat in threats.iter().take(shown) {
                self.line(self.threat(threat));
            }
            if threats.len() > shown {
                self.line(format!("    … and {} more like these", threats.len() - shown));
            }
        }
        let data: Vec<_> =
            model.questions.iter().filter(|question| question.question.ask == Ask::Data).collect();
        if !data.is_empty() {
            self.line(String::new());
            self.line(self.paint("What moves and what is kept", "1"));
            for question in data {
                let decides =
                    plural(question.question.decides.len(), "threat depends", "threats depend");
                self.line(format!(
                    "  {}  {} ({decides} on it)",
                    question.place, question.question.text
                ));
            }
        }
    }

    fn heading(
        &self,
        model: &ModelReport<'_>,
        control: Option<&str>,
        threats: &[&ThreatReport<'_>],
    ) -> String {
        let open = threats.iter().filter(|threat| threat.counts()).count();
        let possible = threats.len() - open;
        let mut counts = Vec::new();
        if open > 0 {
            counts.push(format!("{open} open"));
        }
        if possible > 0 {
            counts.push(format!("{possible} possible"));
        }
        let counts = counts.join(", ");
        match control {
            Some(control) => {
                let title = model.title_of_control(control);
                format!("{}  {title} · would answer {counts}", self.paint(control, "1"))
            }
            None => format!("{} · {counts}", self.paint("To decide", "1")),
        }
    }

    fn threat(&self, threat: &ThreatReport<'_>) -> String {
        let risk = self.risk(threat.threat.risk.level);
        let state = if threat.counts() { "" } else { "?" };
        format!("  {risk} {}{state}  {}  {}", threat.threat.key, threat.title(), threat.place)
    }
}

type Group<'r, 'a> = (Option<&'r str>, Vec<&'r ThreatReport<'a>>);

/// The threats by the first control that would answer them, the worst and largest group first.
fn by_mitigation<'r, 'a>(pending: &[&'r ThreatReport<'a>]) -> Vec<Group<'r, 'a>> {
    let mut groups: BTreeMap<Option<&'r str>, Vec<&'r ThreatReport<'a>>> = BTreeMap::new();
    for threat in pending {
        let control = threat.mitigations().next();
        groups.entry(control).or_default().push(threat);
    }
    let mut groups: Vec<Group<'_, '_>> = groups.into_iter().collect();
    for (_, threats) in &mut groups {
        threats.sort_by(|left, right| {
            urgency(right).cmp(&urgency(left)).then_with(|| left.threat.key.cmp(&right.threat.key))
        });
    }
    groups.sort_by(|left, right| {
        let weight = |group: &Group<'_, '_>| {
            let worst = group.1.iter().map(|threat| urgency(threat)).max();
            (worst, group.1.len())
        };
        weight(right).cmp(&weight(left))
    });
    groups
}

/// What counts goes before what may be, the worse before the less bad.
fn urgency(threat: &ThreatReport<'_>) -> (bool, Level) {
    (threat.counts(), threat.threat.risk.level)
}

fn totals(model: &ModelReport<'_>, diagnostics: &[DiagnosticReport<'_>], color: bool) -> String {
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
