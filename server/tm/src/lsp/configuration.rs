//! The settings of a workspace of the server: those of its `tm.toml`, and the client's over them.

use std::sync::Arc;

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

    /// The text of the `tm.toml`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with the `tm.toml`.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

/// Whether a path is that of a file of settings, of this workspace or another.
pub fn is_settings(path: &str) -> bool {
    path.rsplit('/').next() == Some(crate::settings::FILE)
}
