//! The settings of the roots that a command works in, each read once, and their locks.
//!
//! Not for: what a setting is called or does, which is the table's business.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tm_grammar::{Encoding, position_of};
use tm_model::diagnostic::Severity;
use tm_model::lock::Lock;

use super::outcome::Failure;
use super::sources::{as_seen_from_here, read_text, root_of};
use crate::lock;
use crate::settings::{FILE, Layer, Problem, Settings};

/// The settings of roots, and what is wrong with them.
#[derive(Default)]
pub struct Known {
    by_root: HashMap<PathBuf, Settings>,
    /// What is wrong, in the order in which the roots were met.
    pub failures: Vec<Failure>,
}

impl Known {
    /// The settings of a root. What cannot be read is told once, and what is usual counts instead.
    pub fn of_root(&mut self, root: &Path) -> Settings {
        if let Some(known) = self.by_root.get(root) {
            return known.clone();
        }
        let mut settings = Settings::default();
        let path = root.join(FILE);
        if path.exists() {
            let shown = as_seen_from_here(&path);
            match read_text(&path) {
                Ok(text) => self.lay(&mut settings, &text, &shown),
                Err(failure) => self.failures.push(failure.called(shown)),
            }
        }
        self.by_root.insert(root.to_owned(), settings.clone());
        settings
    }

    /// The settings of what lies in a folder.
    pub fn of_folder(&mut self, folder: &Path) -> Settings {
        self.of_root(&root_of(folder))
    }

    /// What was agreed on below a root. A lock that cannot be read is told, and nothing of it counts.
    pub fn lock_of(&mut self, root: &Path) -> Lock {
        let path = root.join(lock::FILE);
        if !path.exists() {
            return Lock::default();
        }
        let shown = as_seen_from_here(&path);
        let text = match read_text(&path) {
            Ok(text) => text,
            Err(failure) => {
                self.failures.push(failure.called(shown));
                return Lock::default();
            }
        };
        lock::parse(&text).unwrap_or_else(|problem| {
            self.tell(problem, &ropey::Rope::from_str(&text), &shown);
            Lock::default()
        })
    }

    fn lay(&mut self, settings: &mut Settings, text: &str, shown: &Path) {
        let rope = ropey::Rope::from_str(text);
        for problem in settings.lay(&Layer::of_file(text)) {
            self.tell(problem, &rope, shown);
        }
    }

    fn tell(&mut self, problem: Problem, text: &ropey::Rope, shown: &Path) {
        let place = position_of(text, problem.span.start, Encoding::Utf32);
        self.failures.push(Failure::Setting {
            path: shown.to_owned(),
            line: place.line + 1,
            column: place.column + 1,
            severity: if problem.is_error { Severity::Error } else { Severity::Warning },
            message: problem.message,
        });
    }
}
