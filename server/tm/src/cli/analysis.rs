//! Models read for a question about one of their threats: without findings, which nobody asked for.

use std::path::PathBuf;

use tm_grammar::{Encoding, position_of};
use tm_model::model::Model;
use tm_model::{SHIPPED, Snapshot, Workspace};

use super::outcome::{Failure, Outcome};
use super::sources::{self, Loaded};
use super::terminal::complain;

/// A workspace and what it means.
pub struct Analysis {
    /// What was read.
    pub loaded: Loaded,
    /// What it means.
    pub snapshot: Snapshot,
    /// Only what ships in the binary was read.
    pub is_shipped: bool,
}

impl Analysis {
    /// The models that have at least one of the named files.
    pub fn named_models(&self) -> impl Iterator<Item = &Model> {
        let is_named =
            |model: &&Model| self.loaded.named.iter().any(|(file, _)| model.files.contains(file));
        self.snapshot.models().iter().filter(move |model| is_named(model) && !self.is_shipped)
    }
}

/// What was read, and whether all of it could be.
pub struct Read {
    /// One for each root.
    pub analyses: Vec<Analysis>,
    /// `Invalid` if something could not be read or is broken; that was said.
    pub outcome: Outcome,
}

/// Reads the models behind paths; no path means the current folder.
///
/// # Errors
///
/// If there is none.
pub fn read(paths: &[PathBuf], today: i64) -> Result<Read, Failure> {
    let sources = sources::read_models(paths, today)?;
    let mut outcome = sources.complain();
    let mut analyses = Vec::new();
    for loaded in sources.loaded {
        if let Some(fault) = first_fault(&loaded) {
            complain(&fault);
            outcome = Outcome::Invalid;
        }
        let snapshot = loaded.workspace.snapshot();
        analyses.push(Analysis { loaded, snapshot, is_shipped: false });
    }
    Ok(Read { analyses, outcome })
}

/// The same with the vocabulary of all packs that ship, for questions that need no model: then it is
/// no fault if there is none in the current folder.
///
/// # Errors
///
/// If paths are given and there is nothing behind them.
pub fn read_or_none(paths: &[PathBuf], today: i64) -> Result<Read, Failure> {
    let mut read = match read(paths, today) {
        Err(Failure::NothingToCheck(_)) if paths.is_empty() => {
            Read { analyses: Vec::new(), outcome: Outcome::Clean }
        }
        other => other?,
    };
    read.analyses.push(shipped(today));
    Ok(read)
}

/// A model that uses every pack that ships, with all of its rules.
fn shipped(today: i64) -> Analysis {
    let mut text = String::from("model vocabulary { risk-level: high }\n");
    for (pack, _) in SHIPPED {
        text.push_str(&format!("use {pack}\n"));
    }
    let mut workspace = Workspace::new(today);
    let file = workspace.set_file("vocabulary.tm", &text);
    workspace.update_models();
    let snapshot = workspace.snapshot();
    let loaded = Loaded::in_memory(workspace, vec![(file, "vocabulary.tm".into())]);
    Analysis { loaded, snapshot, is_shipped: true }
}

/// The first syntax error of the named files: what stands there is not in the model.
fn first_fault(loaded: &Loaded) -> Option<String> {
    loaded.named.iter().find_map(|(id, shown)| {
        let document = &loaded.workspace.file(*id)?.document;
        let (_, start, block) = document.blocks().find(|(_, _, block)| !block.errors.is_empty())?;
        let error = block.errors.first()?;
        let place =
            position_of(document.rope(), start + error.span.start as usize, Encoding::Utf32);
        Some(format!(
            "{shown}:{}:{}: {error} The rest is explained without that item.",
            place.line + 1,
            place.column + 1
        ))
    })
}
