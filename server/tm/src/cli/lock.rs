//! `tm lock`: what was agreed on, written beside `tm.toml`. The only command that writes it.
//!
//! A lock is of a whole workspace, whatever folder of it is named. While the workspace has errors
//! none is written: what stands there is not in the models, and would be missing in the lock.

use std::fs;
use std::path::{Path, PathBuf};

use tm_model::diagnostic::Severity;
use tm_model::lock::Lock;
use tm_model::value::day_number;

use super::arguments::LockArguments;
use super::outcome::{Failure, Outcome};
use super::replace::replace;
use super::sources::{self, Loaded, as_seen_from_here};
use super::terminal::{Terminal, complain};
use super::today;
use crate::lock::{FILE, text};

/// Runs the command.
///
/// # Errors
///
/// If the workspace has no models or has errors, or the file cannot be written.
pub fn run(arguments: &LockArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let folder = arguments.folder.as_deref().unwrap_or(Path::new("."));
    let root = fs::canonicalize(folder)
        .map_err(|error| Failure::Unreadable { path: folder.to_owned(), error })?;
    let root = sources::root_of(&root);
    let path = as_seen_from_here(&root.join(FILE));
    let today = arguments.today.unwrap_or_else(today::now);
    let sources = sources::read(std::slice::from_ref(&root), day_number(today))?;
    let mut outcome = Outcome::Clean;
    for failure in &sources.failures {
        // A lock that cannot be read is what is mended here.
        if !matches!(failure, Failure::Setting { path: of, .. } if *of == path) {
            complain(failure);
            outcome = outcome.max(failure.outcome(false));
        }
    }
    if outcome == Outcome::Invalid {
        return Ok(outcome);
    }
    let loaded = sources.loaded.into_iter().find(|loaded| loaded.root() == root);
    let Some(loaded) = loaded else { return Err(Failure::NothingToCheck(folder.to_owned())) };
    if let Some(name) = first_error(&loaded) {
        return Err(Failure::Unclear(format!(
            "{}: {} has an error, so nothing is written. Correct it first: \"tm check\" shows it",
            path.display(),
            as_seen_from_here(Path::new(name)).display()
        )));
    }
    let lock = loaded.workspace.snapshot().lock();
    write(&path, &lock, arguments, terminal)
}

/// The first of the named files that has an error.
fn first_error(loaded: &Loaded) -> Option<&str> {
    let has_error = |file| {
        let findings = loaded.workspace.findings(file);
        let mut findings = findings.iter().flat_map(|(_, list)| list.iter());
        findings.any(|finding| finding.severity == Severity::Error)
    };
    loaded.named.iter().find(|(file, _)| has_error(*file)).map(|(_, name)| name.as_str())
}

fn write(
    path: &PathBuf,
    lock: &Lock,
    arguments: &LockArguments,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let text = text(lock);
    let same = fs::read_to_string(path).is_ok_and(|before| before == text);
    let (said, outcome) = if same {
        (format!("{} is up to date.", path.display()), Outcome::Clean)
    } else if arguments.check {
        let said = format!("{} is not up to date: run \"tm lock\".", path.display());
        (said, Outcome::Findings)
    } else {
        let written = if path.exists() { replace(path, &text) } else { fs::write(path, &text) };
        written.map_err(|error| Failure::Unsaved { path: path.clone(), error })?;
        (format!("wrote {}: {}", path.display(), contents(lock)), Outcome::Clean)
    };
    if !arguments.quiet {
        terminal.line(format_args!("{said}"))?;
        terminal.flush()?;
    }
    Ok(outcome)
}

/// `2 models, 3 acceptances`
fn contents(lock: &Lock) -> String {
    let accepted = lock.models.values().map(|model| model.accepted.len()).sum();
    let counted = |count: usize, word: &str| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {word}{plural}")
    };
    format!("{}, {}", counted(lock.models.len(), "model"), counted(accepted, "acceptance"))
}
