//! `tm questions`: what nobody has said and would decide a threat, the worst first; and what to ask
//! people.

mod interview;
mod report;

use tm_model::value::day_number;

use super::arguments::{Format, QuestionsArguments};
use super::asked::Asked;
use super::outcome::{Failure, Outcome};
use super::page::{Part, Screen, Style, Unit, plural};
use super::sources::{self, Loaded};
use super::terminal::Terminal;
use super::{human, report as checked, today};
use report::Report;

/// How many of the threats that wait for an answer are listed, unless all are wanted.
const PER_QUESTION: usize = 3;

/// Runs the command.
///
/// # Errors
///
/// If there is nothing to ask about, or the output cannot be written.
pub fn run(arguments: &QuestionsArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let today = arguments.today.unwrap_or_else(today::now);
    let sources = sources::read(&arguments.paths, day_number(today))?;
    let read = sources.complain();
    let loaded: Vec<_> = sources.loaded.into_iter().map(Loaded::with_snapshot).collect();
    let found = checked::Report::new(&loaded, today);
    let report = Report::new(&found, interview::of(&loaded), arguments.promised);
    match arguments.format {
        Format::Human => print(&report, arguments, terminal)?,
        Format::Json => terminal.json(|object| report.write(object))?,
    }
    terminal.flush()?;
    Ok(if report.errors.is_empty() { read } else { Outcome::Invalid })
}

fn print(
    report: &Report<'_>,
    arguments: &QuestionsArguments,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let mut screen = Screen::new(terminal, arguments.all);
    human::faults(report.errors.iter().copied(), &mut screen);
    if arguments.interview {
        for one in &report.interviews {
            screen.block(Part::Work, Unit::Question, one.questions.len(), |style| one.lines(style));
        }
    } else {
        for question in &report.questions {
            screen
                .block(Part::Work, Unit::Question, 1, |style| told(question, arguments.all, style));
        }
    }
    screen.print(terminal)?;
    let style = Style::of(terminal);
    for model in &report.models {
        let asked = report.questions.iter().filter(|question| question.model == model.name);
        let (mut all, mut promised) = (0, 0);
        for question in asked {
            all += 1;
            promised += usize::from(question.row.promised);
        }
        let of_model = report.interviews.iter().filter(|one| one.model == model.name);
        let talk: usize = of_model.map(|one| one.questions.len()).sum();
        let count = if arguments.promised {
            plural(all, "promised question", "promised questions")
        } else if arguments.interview {
            plural(talk, "question to talk about", "questions to talk about")
        } else {
            let talk = match talk {
                0 => String::new(),
                talk => format!("; {talk} to talk about: tm questions --interview"),
            };
            format!("{}, {promised} promised{talk}", plural(all, "question", "questions"))
        };
        terminal.line(format_args!("{}: {count}", style.bold(&model.name)))?;
    }
    Ok(())
}

/// A question: what is asked, where, why it matters, and what to write.
fn told(question: &Asked<'_>, all: bool, style: Style) -> Vec<String> {
    let mut lines = question.lines(0, style);
    if !question.row.good.is_empty() {
        lines.extend(style.wrap(&format!("    good: {}", question.row.good), 6));
    }
    let shown = if all { question.row.decides.len() } else { PER_QUESTION };
    for threat in question.row.decides.iter().take(shown) {
        let risk = match threat.risk {
            risk if Some(risk) == question.row.risk => String::new(),
            risk => format!(" ({risk})"),
        };
        let threat = format!("    for {}{risk}: {}", threat.key, threat.title);
        lines.extend(style.wrap(&threat, 6));
    }
    match question.row.decides.len() {
        0 => lines.push("    no threat depends on it at present".to_owned()),
        count if count > shown => {
            lines.push(format!("    … and {} more threats", count - shown));
        }
        _ => {}
    }
    lines
}
