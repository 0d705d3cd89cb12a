//! How a command ends: the three exit statuses, and the failures that are told in one message.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use tm_model::diagnostic::Severity;

/// What a command found; its order is that of the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing at the threshold.
    Clean = 0,
    /// Findings at or above the threshold.
    Findings = 1,
    /// The model or the arguments are wrong.
    Invalid = 2,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// A file or folder that cannot be read.
    Unreadable {
        /// As it was named.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A file that is no text, at a place.
    NotText {
        /// As it was named.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong, and what to do.
        reason: &'static str,
    },
    /// Something in a `tm.toml` or `tm.lock` that does not count.
    Setting {
        /// As people find it.
        path: PathBuf,
        /// From 1.
        line: u32,
        /// From 1.
        column: u32,
        /// An error, or a warning about what nobody knows.
        severity: Severity,
        /// What is wrong, and what to do.
        message: String,
    },
    /// A file that cannot be replaced by its new text; it is as it was.
    Unsaved {
        /// As it was named.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Standard input was named beside files that are to be changed in place.
    InputAmongFiles,
    /// The output cannot be written; a reader that went away is no such failure.
    Unwritable(io::Error),
    /// The arguments do not say what is meant, or name nothing; with what to write instead.
    Unclear(String),
    /// No path was given and the current folder holds no model.
    NothingToCheck(PathBuf),
    /// A file whose tests are to be run and that holds no knowledge base.
    NotAPack(PathBuf),
    /// There is no knowledge base below a folder.
    NoPack(PathBuf),
    /// A first model is to be written where there is one.
    AlreadyThere(PathBuf),
    /// A name that nothing has.
    UnknownName {
        /// As it was given.
        name: String,
        /// What the name could have been of: `knowledge base, rule, type, control or fact`.
        what: &'static str,
        /// The name that was probably meant.
        nearest: Option<String>,
        /// Where the names can be seen.
        see: &'static str,
    },
}

impl Failure {
    /// How the command ends because of it, if warnings fail it or do not.
    pub fn outcome(&self, strict: bool) -> Outcome {
        match self {
            Self::Setting { severity: Severity::Warning, .. } if strict => Outcome::Findings,
            Self::Setting { severity: Severity::Warning, .. } => Outcome::Clean,
            _ => Outcome::Invalid,
        }
    }

    /// The same about a file that people find under another name.
    pub fn called(mut self, name: PathBuf) -> Self {
        if let Self::Unreadable { path, .. } | Self::NotText { path, .. } = &mut self {
            *path = name;
        }
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, error } => {
                write!(formatter, "cannot read {}: {}", path.display(), reason(error))
            }
            Self::NotText { path, line, column, reason } => {
                write!(formatter, "{}:{line}:{column}: {reason}", path.display())
            }
            Self::Setting { path, line, column, severity, message } => {
                let severity = severity.word();
                write!(formatter, "{}:{line}:{column}: {severity}: {message}", path.display())
            }
            Self::Unsaved { path, error } => {
                write!(formatter, "cannot write {}: {}", path.display(), reason(error))
            }
            Self::InputAmongFiles => {
                formatter.write_str("- is standard input and stands alone: name files without it")
            }
            Self::Unwritable(error) => write!(formatter, "cannot write: {}", reason(error)),
            Self::Unclear(message) => formatter.write_str(message),
            Self::NothingToCheck(path) => {
                write!(formatter, "no .tm file in {}", path.display())
            }
            Self::NotAPack(path) => write!(
                formatter,
                "{} is no knowledge base, which begins with \"kb\": it has no tests; see \"tm check\"",
                path.display()
            ),
            Self::NoPack(path) => {
                write!(formatter, "no knowledge base in {}", path.display())
            }
            Self::AlreadyThere(path) => {
                write!(formatter, "{} is there already: overwrite it with --force", path.display())
            }
            Self::UnknownName { name, what, nearest, see } => {
                write!(formatter, "there is no {what} called \"{name}\"")?;
                match nearest {
                    Some(nearest) => write!(formatter, ": did you mean \"{nearest}\"?"),
                    None => write!(formatter, ": see \"{see}\""),
                }
            }
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { error, .. }
            | Self::Unsaved { error, .. }
            | Self::Unwritable(error) => Some(error),
            Self::NotText { .. }
            | Self::Setting { .. }
            | Self::InputAmongFiles
            | Self::Unclear(_)
            | Self::NothingToCheck(_)
            | Self::NotAPack(_)
            | Self::NoPack(_)
            | Self::AlreadyThere(_)
            | Self::UnknownName { .. } => None,
        }
    }
}

/// The system's reason without its number: "No such file or directory".
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((reason, _)) => reason.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_failure_is_one_line_without_the_number_of_the_system() {
        let failure = Failure::Unreadable {
            path: "missing.tm".into(),
            error: io::Error::from_raw_os_error(2),
        };
        assert_eq!(failure.to_string(), "cannot read missing.tm: No such file or directory");
    }

    #[test]
    fn the_worst_outcome_has_the_highest_status() {
        assert!(Outcome::Clean < Outcome::Findings && Outcome::Findings < Outcome::Invalid);
    }
}
