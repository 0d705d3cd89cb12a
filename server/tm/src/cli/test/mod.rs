//! `tm test`: the tests of knowledge bases, run.

mod report;

use tm_model::value::day_number;

use super::arguments::{Format, TestArguments};
use super::outcome::{Failure, Outcome};
use super::page::{Paint, Screen, Style, plural};
use super::terminal::Terminal;
use super::{human, packs, today};
use report::{FailureReport, PackReport, Report};

/// Runs the command.
///
/// # Errors
///
/// If there is no knowledge base, or the output cannot be written.
pub fn run(arguments: &TestArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let today = arguments.today.unwrap_or_else(today::now);
    let sources = packs::read(&arguments.paths, day_number(today))?;
    let read = sources.complain();
    let run = report::run(sources.loaded);
    let report = Report::new(&run, today);
    if !arguments.quiet {
        match arguments.format {
            Format::Human => print(&report, terminal)?,
            Format::Json => terminal.json(|object| report.write(object))?,
        }
        terminal.flush()?;
    }
    let failed = report.packs.iter().any(|pack| pack.failed() > 0);
    let found = match (report.errors.is_empty(), failed) {
        (false, _) => Outcome::Invalid,
        (true, true) => Outcome::Findings,
        (true, false) => Outcome::Clean,
    };
    Ok(found.max(read))
}

/// What is wrong with the knowledge bases, the tests that fail, and the totals.
fn print(report: &Report<'_>, terminal: &mut Terminal) -> Result<(), Failure> {
    let mut screen = Screen::new(terminal, true);
    human::faults(&report.errors, &mut screen);
    screen.print(terminal)?;
    let style = Style::of(terminal);
    for pack in &report.packs {
        let is_wrong = report.errors.iter().any(|error| error.place.file == pack.file);
        // What is wrong is told already: names that it took away say nothing more.
        let is_told = |failure: &&FailureReport<'_>| !is_wrong || failure.found.is_some();
        let mut untold = 0;
        for test in pack.tests.iter().filter(|test| !test.passed) {
            untold += usize::from(!test.failures.iter().any(|failure| is_told(&failure)));
            for failure in test.failures.iter().filter(is_told) {
                let word = style.paint("failed", Paint::Worst);
                terminal.line(format_args!("{}: {word}: \"{}\"", failure.place, test.title))?;
                for line in style.wrap(&format!("    {}", told(failure)), 6) {
                    terminal.line(line)?;
                }
            }
        }
        if untold > 0 {
            let tests = plural(untold, "test fails", "tests fail");
            terminal
                .line(format_args!("{}: {tests} until the errors above are mended", pack.file))?;
        }
    }
    for pack in report.packs.iter().filter(|pack| pack.tests.is_empty()) {
        terminal.line(without_tests(pack))?;
    }
    if !report.packs.is_empty() {
        terminal.line(totals(&report.packs))?;
    }
    Ok(())
}

/// What was expected, what was found, and what decided it.
fn told(failure: &FailureReport<'_>) -> String {
    match (failure.expected, failure.found) {
        (Some(expected), Some(found)) => {
            let because = if failure.because.is_empty() {
                String::new()
            } else {
                format!(", because {}", failure.because)
            };
            let FailureReport { rule, subject, .. } = failure;
            format!("{rule} on {subject}: expected {expected}, found {found}{because}")
        }
        _ => failure.message.clone(),
    }
}

fn without_tests(pack: &PackReport<'_>) -> String {
    let what = match pack.rules {
        0 => "it has no rules either".to_owned(),
        rules => format!("{} untested; add \"test\" items", plural(rules, "rule is", "rules are")),
    };
    format!("{} has no tests: {what}", pack.file)
}

fn totals(packs: &[PackReport<'_>]) -> String {
    let tests: usize = packs.iter().map(|pack| pack.tests.len()).sum();
    let failed: usize = packs.iter().map(PackReport::failed).sum();
    let of = plural(packs.len(), "knowledge base", "knowledge bases");
    format!(
        "{} in {of}: {} passed, {failed} failed",
        plural(tests, "test", "tests"),
        tests - failed
    )
}
