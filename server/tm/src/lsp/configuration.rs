//! The settings of a workspace of the server: those of its `tm.toml`, and the client's over them; and
//! what was agreed on, by its `tm.lock`.

use std::sync::Arc;

use tm_model::lock::Lock;

use crate::lock;
use crate::settings::{Layer, Problem, Settings};

/// What the client says: at its start, and since then.
pub type OfClient = Arc<[Layer; 2]>;

/// The settings of a workspace, and where they come from.
#[derive(Debug, Default)]
pub struct Configuration {
    /// The text of its `tm.toml`; empty if there is none.
    text: String,
    file: Layer,
    client: OfClient,
    settings: Settings,
    problems: Vec<Problem>,
    /// The text of its `tm.lock`; empty if there is none.
    lock_text: String,
    lock: Lock,
    lock_problem: Option<Problem>,
}

impl Configuration {
    /// The settings of a workspace whose `tm.toml` nobody has read yet.
    pub fn new(client: OfClient) -> Self {
        let mut new = Self { client, ..Self::default() };
        new.settle();
        new
    }

    /// Takes the text of the `tm.toml`. False if it is known.
    pub fn set_text(&mut self, text: &str) -> bool {
        if self.text == text {
            return false;
        }
        text.clone_into(&mut self.text);
        self.file = Layer::of_file(text);
        self.settle();
        true
    }

    /// Takes the text of the `tm.lock`. False if it is known.
    pub fn set_lock_text(&mut self, text: &str) -> bool {
        if self.lock_text == text {
            return false;
        }
        text.clone_into(&mut self.lock_text);
        (self.lock, self.lock_problem) = match lock::parse(text) {
            Ok(lock) => (lock, None),
            Err(problem) => (Lock::default(), Some(problem)),
        };
        true
    }

    /// What was agreed on.
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    /// Takes what the client says.
    pub fn set_client(&mut self, client: OfClient) {
        self.client = client;
        self.settle();
    }

    fn settle(&mut self) {
        let mut settings = Settings::default();
        self.problems = settings.lay(&self.file);
        for layer in &*self.client {
            // The client is told of these when it sends them.
            settings.lay(layer);
        }
        self.settings = settings;
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The text of the `tm.toml` or `tm.lock`, and what is wrong with it.
    pub fn problems_of(&self, file: &str) -> (&str, &[Problem]) {
        match file {
            lock::FILE => (&self.lock_text, self.lock_problem.as_slice()),
            _ => (&self.text, &self.problems),
        }
    }
}

/// The files of a workspace that are no part of a model.
pub const FILES: [&str; 2] = [crate::settings::FILE, lock::FILE];

/// Whether a path is that of a file of settings or a lock, of this workspace or another.
pub fn is_settings(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| FILES.contains(&name))
}
