//! `tm init`: a first model that teaches by its comments, named after its folder.
//!
//! A model that is there is overwritten only when asked for. Where nothing marks a root yet, a
//! `tm.toml` does.

mod name;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tm_model::value::{date_of_day, day_number};

use super::arguments::InitArguments;
use super::outcome::{Failure, Outcome};
use super::replace::replace;
use super::report::iso;
use super::terminal::Terminal;
use super::today;

/// The first model, with places for what differs.
const FIRST: &str = include_str!("first.txt");

/// The mark of a root.
const ROOT: &str = include_str!("tm.toml");

/// For how many days the decision of the first model holds.
const HOLDS: i64 = 180;

/// Runs the command.
///
/// # Errors
///
/// If there is a model already, or a file cannot be written.
pub fn run(arguments: &InitArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let folder = arguments.folder.as_deref().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| unsaved(folder, error))?;
    let whole = fs::canonicalize(folder).map_err(|error| unsaved(folder, error))?;
    let title = whole.file_name().map(|name| name.to_string_lossy().into_owned());
    let title = title.unwrap_or_default();
    let name = name::of_folder(&title);
    let model = folder.join(format!("{name}.tm"));
    let model = model.strip_prefix(".").map(Path::to_owned).unwrap_or(model);
    if model.exists() && !arguments.force {
        return Err(Failure::AlreadyThere(model));
    }
    let mut written: Vec<PathBuf> = Vec::new();
    let marked = whole
        .ancestors()
        .any(|folder| folder.join("tm.toml").exists() || folder.join(".git").exists());
    if !marked {
        let root = model.with_file_name("tm.toml");
        fs::write(&root, ROOT).map_err(|error| unsaved(&root, error))?;
        written.push(root);
    }
    write(&model, &first_model(&name, &name::title(&title)))?;
    written.insert(0, model.clone());
    if !arguments.quiet {
        for path in &written {
            terminal.line(format_args!("wrote {}", path.display()))?;
        }
        let model = model.display();
        terminal
            .line(format_args!("Next: run \"tm check {model}\", then open it in your editor."))?;
        terminal.flush()?;
    }
    Ok(Outcome::Clean)
}

/// The text of the first model.
fn first_model(name: &str, title: &str) -> String {
    let until = date_of_day(day_number(today::now()) + HOLDS);
    FIRST.replace("{name}", name).replace("{title}", title).replace("{until}", &iso(until))
}

/// Writes a new file, or the whole of one that is there.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let written = if path.exists() { replace(path, text) } else { fs::write(path, text) };
    written.map_err(|error| unsaved(path, error))
}

fn unsaved(path: &Path, error: io::Error) -> Failure {
    Failure::Unsaved { path: path.to_owned(), error }
}
