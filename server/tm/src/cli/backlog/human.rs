//! A backlog for people: a story, its lines, below each the threats and what they need.

use smol_str::SmolStr;
use tm_model::backlog::{Described, MISSING, Need, Requirement, Story};

use super::Listed;
use crate::cli::explain::paint_of;
use crate::cli::outcome::Failure;
use crate::cli::page::{Paint, Prose, plain};
use crate::cli::report::DiagnosticReport;
use crate::cli::terminal::Terminal;

/// Writes all backlogs, then the gaps.
///
/// # Errors
///
/// If they cannot be written.
pub fn write(
    listed: &[Listed<'_>],
    gaps: &[&DiagnosticReport<'_>],
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let mut page = Prose::new(terminal);
    for one in listed {
        let stories = match one.backlog.stories.len() {
            0 => "no stories".to_owned(),
            1 => "1 story".to_owned(),
            count => format!("{count} stories"),
        };
        page.heading(format!("{}: {stories}", one.model.name));
        for told in &one.backlog.stories {
            page.gap();
            story(&mut page, told, one);
        }
        if !one.backlog.requirements.is_empty() {
            page.heading(format!("What {} requires", one.model.name));
            one.backlog.requirements.iter().for_each(|it| requirement(&mut page, it));
        }
    }
    if !gaps.is_empty() {
        page.heading("Gaps");
    }
    for gap in gaps {
        let pieces = [
            plain(format!("{} ", gap.finding.message)),
            (Paint::Faint, format!("{} {}", gap.place, gap.finding.code)),
        ];
        page.paragraph(2, 4, &pieces);
    }
    page.print(terminal)
}

fn story(page: &mut Prose, story: &Story, listed: &Listed<'_>) {
    let mut notes: Vec<String> = Vec::new();
    notes.extend((!story.kind.is_empty()).then(|| story.kind.to_string()));
    notes.extend(story.status.as_ref().map(ToString::to_string));
    notes.push(tickets(&story.tickets));
    let pieces = [
        (Paint::Code, story.name.to_string()),
        plain(format!(" {}", story.title)),
        plain(format!(" · {} ", notes.join(" · "))),
        (Paint::Faint, listed.places.of(story.origin).to_string()),
    ];
    page.paragraph(0, 2, &pieces);
    if story.is_ahead() {
        let text = "It is told to be done, and not everything below is answered yet.";
        page.paragraph(2, 4, &[(Paint::Bad, text.to_owned())]);
    }
    for line in &story.without {
        page.paragraph(2, 4, &[plain(format!("without \"{}\"", line.text))]);
        if line.threats.is_empty() {
            page.paragraph(4, 6, &[(Paint::Unsure, "no threat is named".to_owned())]);
        }
        line.threats.iter().for_each(|described| threat(page, described));
    }
}

fn threat(page: &mut Prose, described: &Described) {
    let key = (Paint::Code, described.key.to_string());
    let Some(threat) = &described.threat else {
        return page.line(4, &[plain(format!("{:<20} ", "not there")), key]);
    };
    let state = (paint_of(threat.state), format!("{:<11} ", threat.state.word()));
    page.line(4, &[state, plain(format!("{:<8} ", threat.risk.level.word())), key]);
    let (missing, there): (Vec<&Need>, Vec<&Need>) =
        described.needs.iter().partition(|need| need.status == MISSING);
    for need in there {
        let name = need.mitigation.as_ref().or(need.control.as_ref());
        let control = match (&need.mitigation, &need.control) {
            (Some(_), Some(control)) => format!(" ({control})"),
            _ => String::new(),
        };
        // What is written on a thing is tracked by nobody, and need not be.
        let tracked = match &need.mitigation {
            Some(_) => format!(" · {}", tickets(&need.tickets)),
            None => String::new(),
        };
        let pieces = [
            (Paint::Code, name.map(ToString::to_string).unwrap_or_default()),
            plain(format!("{control} · {}{tracked}", need.status)),
        ];
        page.paragraph(6, 8, &pieces);
    }
    let names: Vec<&str> = missing.iter().filter_map(|need| need.control.as_deref()).collect();
    if !names.is_empty() {
        page.paragraph(6, 8, &[plain(format!("nothing yet; could be {}", names.join(", ")))]);
    }
}

fn requirement(page: &mut Prose, requirement: &Requirement) {
    let by = match requirement.realised_by.as_slice() {
        [] => (Paint::Bad, "nothing realises it".to_owned()),
        names => (Paint::Plain, format!("realised by {}", names.join(", "))),
    };
    let pieces = [
        (Paint::Code, requirement.name.to_string()),
        plain(format!(" {} · {} · ", requirement.title, tickets(&requirement.tickets))),
        by,
    ];
    page.paragraph(2, 4, &pieces);
}

fn tickets(tickets: &[SmolStr]) -> String {
    if tickets.is_empty() { "no ticket".to_owned() } else { tickets.join(", ") }
}
