//! The settings of a workspace: what `tm.toml` in its root says, and over it what the client of the
//! language server says.
//!
//! [`table`] declares each setting once. From it come what is read, the messages about what cannot
//! be, and `docs/settings.md` with `docs/tm.schema.json`.
//!
//! Invariants:
//! - What cannot be read is one message, and everything else counts.
//! - The same words mean the same on the command line and in the editor.
//!
//! Not for: reading the file, or telling anybody what is wrong in it. Those who own a workspace do
//! both.

#[cfg(test)]
mod page;
mod read;
mod table;
mod toml;
mod tree;

use std::ops::Range;

use tm_grammar::Style;
use tm_ide::HintLevel;
use tm_model::policy::Policy;
use tm_model::schema::Level;

pub use toml::parse as parse_toml;
pub use tree::{Table, Value};

/// The file of the settings. The nearest folder around a model that holds one is a root.
pub const FILE: &str = "tm.toml";

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The severities of findings, and the table of risks.
    pub policy: Policy,
    /// The lowest risk of an open threat that fails a check, if any does.
    pub fail_on: Option<Level>,
    /// Warnings fail a check too.
    pub strict: bool,
    /// How models are written.
    pub style: Style,
    /// How much the notes at the ends of lines tell.
    pub hint_level: HintLevel,
    /// Those notes do without signs that a terminal may lack.
    pub plain_hints: bool,
    /// The most findings that an editor is sent for one file, if there is a limit.
    pub max_per_file: Option<usize>,
    /// The day that dates are measured against, counted from 1970-01-01, if it is not today.
    pub today: Option<i64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            policy: Policy::default(),
            fail_on: Some(Level::High),
            strict: false,
            style: Style::default(),
            hint_level: HintLevel::default(),
            plain_hints: false,
            max_per_file: Some(200),
            today: None,
        }
    }
}

/// Where settings come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Origin {
    /// `tm.toml`
    #[default]
    File,
    /// The client of the language server.
    Client,
}

/// What one place says, to be laid over what others say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    origin: Origin,
    table: Table,
    /// Why some of the text could not be read.
    fault: Option<Problem>,
}

/// Something that is wrong with settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file, in bytes. Nowhere if it is the client's.
    pub span: Range<usize>,
    /// Something that was written does not count; otherwise nobody knows what it means.
    pub is_error: bool,
    /// What is wrong and what to do.
    pub message: String,
}

impl Layer {
    /// What the text of a `tm.toml` says.
    pub fn of_file(text: &str) -> Self {
        let (table, fault) = toml::parse(text);
        Self { origin: Origin::File, table, fault }
    }

    /// What a client says, with or without the key `tm` around it.
    pub fn of_client(value: &serde_json::Value) -> Self {
        let table = Table::from_json(value.get("tm").unwrap_or(value));
        Self { origin: Origin::Client, table, fault: None }
    }
}

impl Settings {
    /// Lays what a place says over these settings. Gives what is wrong with it, in the order of the
    /// text; if the text itself is broken, that alone.
    pub fn lay(&mut self, layer: &Layer) -> Vec<Problem> {
        let mut problems = read::lay(self, layer.origin, &layer.table);
        if let Some(fault) = &layer.fault {
            // What is left of a broken text may look wrong for no other reason.
            return vec![fault.clone()];
        }
        problems.sort_by_key(|problem| problem.span.start);
        problems
    }
}
