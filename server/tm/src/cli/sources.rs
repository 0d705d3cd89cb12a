//! From the paths on the command line to the texts behind them.
//!
//! A folder means every `.tm` file below it that `.gitignore` does not exclude, in the order of
//! their paths; `-` means standard input. A text that is not UTF-8 is read with replacement
//! characters: what is wrong with it is for the model to say.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::outcome::Failure;

/// How standard input is called in the output.
pub const STANDARD_INPUT: &str = "<stdin>";

/// One file to check.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// As it appears in the output.
    pub path: PathBuf,
    /// All of it.
    pub text: String,
}

/// Reads what the paths name, each file once; no path means the current folder.
pub fn read(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let here = [PathBuf::from(".")];
    let named = if paths.is_empty() { &here } else { paths };
    let mut files: Vec<PathBuf> = Vec::new();
    for path in named {
        if path == Path::new("-") {
            files.push(path.clone());
        } else if path.is_dir() {
            files.extend(files_below(path)?);
        } else {
            files.push(path.clone());
        }
    }
    if files.is_empty() {
        return Err(Failure::NothingToCheck(named[0].clone()));
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|path| seen.insert(path.clone()));
    files.into_iter().map(read_one).collect()
}

fn read_one(path: PathBuf) -> Result<Source, Failure> {
    let (path, bytes) = if path == Path::new("-") {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        (PathBuf::from(STANDARD_INPUT), read.map(|_| bytes))
    } else {
        let bytes = std::fs::read(&path);
        (path, bytes)
    };
    match bytes {
        Ok(bytes) => Ok(Source { path, text: String::from_utf8_lossy(&bytes).into_owned() }),
        Err(error) => Err(Failure::Unreadable { path, error }),
    }
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let walk = WalkBuilder::new(folder).sort_by_file_path(Path::cmp).require_git(false).build();
    for entry in walk {
        let entry = entry.map_err(|error| Failure::Unreadable {
            path: folder.to_owned(),
            error: error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()),
        })?;
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && entry.path().extension().is_some_and(|extension| extension == "tm") {
            let path = entry.into_path();
            files.push(path.strip_prefix("./").map(Path::to_owned).unwrap_or(path));
        }
    }
    Ok(files)
}
