//! `tm fmt`: models in the one way of writing them, in place or from input to output.
//!
//! A file is replaced as a whole or not at all, and only if it changes. A file with errors is
//! formatted where it has none, and the status says that it has some.
//! Not for: what that way of writing is, which is the grammar's business.

use std::fmt;
use std::path::{Path, PathBuf};

use tm_grammar::{Document, Encoding, Style, apply_edits, format_document, position_of};
use tm_model::workspace::Header;

use super::arguments::FmtArguments;
use super::outcome::{Failure, Outcome};
use super::replace::replace;
use super::settings::Known;
use super::sources::{self, STANDARD_INPUT};
use super::terminal::{Terminal, complain};
use super::text;

/// Runs the command.
///
/// # Errors
///
/// If there is nothing to format, or the output cannot be written.
pub fn run(arguments: &FmtArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let input = Path::new("-");
    if arguments.stdin || !arguments.check && arguments.paths == [input] {
        return standard_input(terminal);
    }
    if arguments.paths.iter().any(|path| path == input) {
        return Err(Failure::InputAmongFiles);
    }
    let named = sources::files(&arguments.paths)?;
    let mut failed = !named.failures.is_empty();
    for failure in &named.failures {
        complain(failure);
    }
    let mut known = Known::default();
    let mut changed: Vec<&Path> = Vec::new();
    for path in &named.files {
        let is_named = arguments.paths.contains(path);
        let absolute = sources::absolute(path);
        let style = known.of_folder(absolute.parent().unwrap_or(path)).style;
        match file(path, is_named, arguments.check, style) {
            Ok(done) => {
                failed |= done.faults.is_some();
                if let Some(faults) = done.faults {
                    complain(&faults);
                }
                if done.changed {
                    changed.push(path);
                }
            }
            Err(failure) => {
                failed = true;
                complain(&failure);
            }
        }
    }
    failed |= complain_of_settings(&known) == Outcome::Invalid;
    if !arguments.quiet {
        tell(&changed, named.files.len(), arguments.check, terminal)?;
    }
    Ok(match (failed, arguments.check && !changed.is_empty()) {
        (true, _) => Outcome::Invalid,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

/// Says what changed, or which files would.
fn tell(
    changed: &[&Path],
    all: usize,
    check: bool,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    match changed {
        _ if check => {
            for path in changed {
                terminal.line(path.display())?;
            }
        }
        [] => {}
        [path] => terminal.line(format_args!("formatted {}", path.display()))?,
        _ => terminal.line(format_args!("formatted {} of {all} files", changed.len()))?,
    }
    terminal.flush()
}

/// Tells what is wrong with settings, and how bad that is.
fn complain_of_settings(known: &Known) -> Outcome {
    known.failures.iter().for_each(|failure| complain(failure));
    known.failures.iter().map(|it| it.outcome(false)).max().unwrap_or(Outcome::Clean)
}

fn standard_input(terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let text = sources::read_text(Path::new("-"))?;
    let mut known = Known::default();
    let style = known.of_folder(&std::env::current_dir().unwrap_or_default()).style;
    let formatted = Formatted::new(&text, Path::new(STANDARD_INPUT), style);
    terminal.text(formatted.text.as_deref().unwrap_or(&text))?;
    terminal.flush()?;
    let mut outcome = complain_of_settings(&known);
    if let Some(faults) = formatted.faults {
        complain(&faults);
        outcome = Outcome::Invalid;
    }
    Ok(outcome)
}

/// What was done with a file.
struct Done {
    changed: bool,
    faults: Option<Faults>,
}

/// Formats a file in place, or only says whether it would change.
fn file(path: &Path, is_named: bool, check: bool, style: Style) -> Result<Done, Failure> {
    let text = sources::read_text(path)?;
    let Formatted { text: formatted, faults } = Formatted::new(&text, path, style);
    if !is_named && faults.is_some() && text::header(&text) == Header::None {
        // Other languages have files with this ending too: one that was found is left alone.
        return Ok(Done { changed: false, faults: None });
    }
    if let Some(formatted) = &formatted
        && !check
    {
        replace(path, formatted)
            .map_err(|error| Failure::Unsaved { path: path.to_owned(), error })?;
    }
    Ok(Done { changed: formatted.is_some(), faults })
}

/// What formatting makes of a text.
struct Formatted {
    /// The text, if it is another one.
    text: Option<String>,
    faults: Option<Faults>,
}

impl Formatted {
    fn new(text: &str, path: &Path, style: Style) -> Self {
        let document = Document::new(text);
        let edits = format_document(&document, style);
        let text = (!edits.is_empty()).then(|| apply_edits(text, edits));
        Self { text, faults: Faults::find(&document, path) }
    }
}

/// The errors of a text, whose items stay as they are.
struct Faults {
    path: PathBuf,
    line: u32,
    column: u32,
    /// The first error.
    message: String,
    /// How many parts of the text have one.
    count: usize,
}

impl Faults {
    fn find(document: &Document, path: &Path) -> Option<Self> {
        let blocks = || document.blocks().filter(|(_, _, block)| !block.errors.is_empty());
        let (_, start, block) = blocks().next()?;
        let error = block.errors.first()?;
        let offset = start + error.span.start as usize;
        let place = position_of(document.rope(), offset, Encoding::Utf32);
        Some(Self {
            path: path.to_owned(),
            line: place.line + 1,
            column: place.column + 1,
            message: error.to_string(),
            count: blocks().count(),
        })
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, column, message, count } = self;
        writeln!(formatter, "{}:{line}:{column}: {message}", path.display())?;
        match count {
            1 => write!(formatter, "    the item with the error stays as it is"),
            _ => write!(formatter, "    the {count} items with errors stay as they are"),
        }
    }
}
