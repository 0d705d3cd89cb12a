//! What the server knows: one owner of the texts, their meaning and what the client has on its
//! screen, behind one lock.
//!
//! Invariants:
//! - Every change of a text gets a number of its own, the revision; a result that was computed for
//!   an older one is not sent.
//! - The text of an open document is the client's, whatever the disk says.
//! - A list of findings is sent once: not again as long as it is on the client's screen.

use std::collections::{BTreeSet, HashMap};

use ropey::Rope;
use serde_json::Value;
use tm_grammar::Encoding;
use tower_lsp::ls_types::{Diagnostic, TextDocumentContentChangeEvent, Uri};

use super::capabilities::Abilities;
use super::position;
use super::settings::Settings;
use super::uri;
use crate::engine::{Snapshot, Workspace};

/// The state of the server.
#[derive(Debug, Default)]
pub struct State {
    workspace: Workspace,
    documents: HashMap<String, Document>,
    /// What was sent last for a file, under the name the client gave it.
    sent: HashMap<String, (Uri, Vec<Diagnostic>)>,
    /// Files whose findings may differ from what was sent.
    stale: BTreeSet<String>,
    revision: u64,
    /// The settings of the start, which later ones are laid over.
    initial: Settings,
    settings: Settings,
    abilities: Abilities,
}

/// A document that is open in the client.
#[derive(Debug)]
struct Document {
    uri: Uri,
    version: i32,
    revision: u64,
    /// Where the last edit ended, in bytes.
    last_edit: usize,
}

/// An unchanging view of one file, for one request.
#[derive(Clone, Debug)]
pub struct View {
    /// The meaning of everything at that moment.
    pub snapshot: Snapshot,
    /// The internal name of the file.
    pub file: String,
    /// Its text.
    pub text: Rope,
    /// The units of columns.
    pub encoding: Encoding,
    /// The settings in force.
    pub settings: Settings,
}

/// A list of findings to compute.
#[derive(Debug)]
pub struct Job {
    /// The file.
    pub view: View,
    /// Where the last edit ended, in bytes.
    pub last_edit: usize,
    revision: u64,
}

/// A list of findings to send.
#[derive(Debug, PartialEq)]
pub struct Publication {
    /// The file, as the client spells it.
    pub uri: Uri,
    /// Its findings.
    pub diagnostics: Vec<Diagnostic>,
    /// The version they belong to, of an open document.
    pub version: Option<i32>,
}

/// What the publisher is to do next.
#[derive(Debug)]
pub enum Work {
    /// Compute the findings of an open document.
    Compute(Box<Job>),
    /// Send a list as it is.
    Send(Publication),
}

impl State {
    /// Takes note of the client and of the settings it starts with. Gives the warnings about them.
    pub fn meet(&mut self, abilities: Abilities, options: Option<&Value>) -> Vec<String> {
        self.abilities = abilities;
        let (settings, warnings) = Settings::default().with(options.unwrap_or(&Value::Null));
        self.initial = settings.clone();
        self.settings = settings;
        warnings
    }

    /// What the client can do.
    pub fn abilities(&self) -> Abilities {
        self.abilities
    }

    /// Lays settings over those of the start. Gives whether that changed anything, and warnings.
    pub fn configure(&mut self, value: &Value) -> (bool, Vec<String>) {
        let (settings, warnings) = self.initial.with(value);
        let changed = settings != self.settings;
        self.settings = settings;
        if changed {
            self.recheck();
        }
        (changed, warnings)
    }

    /// Looks at the findings of every open document again.
    pub fn recheck(&mut self) {
        self.stale.extend(self.documents.keys().cloned());
    }

    /// The client opened a document; opening it once more replaces its text.
    pub fn open(&mut self, uri: Uri, version: i32, text: &str) {
        let file = uri::internal_name(&uri);
        self.workspace.set_text(&file, text);
        let revision = self.next_revision();
        self.documents.insert(file.clone(), Document { uri, version, revision, last_edit: 0 });
        self.stale.insert(file);
    }

    /// The client changed a document: the changes are applied one after the other, each to what
    /// the one before it left. False if the document is not open.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
    ) -> bool {
        let file = uri::internal_name(uri);
        let revision = self.next_revision();
        let Some(document) = self.documents.get_mut(&file) else { return false };
        document.version = version;
        document.revision = revision;
        for change in changes {
            match (change.range, self.workspace.text(&file)) {
                (Some(range), Some(text)) => {
                    let range = position::offsets(text, range, self.abilities.encoding);
                    document.last_edit = range.start + change.text.len();
                    self.workspace.edit(&file, range, &change.text);
                }
                _ => self.workspace.set_text(&file, &change.text),
            }
        }
        self.stale.insert(file);
        true
    }

    /// The client closed a document.
    pub fn close(&mut self, uri: &Uri) {
        let file = uri::internal_name(uri);
        if self.documents.remove(&file).is_some() {
            self.workspace.remove(&file);
            self.next_revision();
            self.stale.insert(file);
        }
    }

    /// A view of an open document.
    pub fn view(&self, uri: &Uri) -> Option<View> {
        self.view_of(uri::internal_name(uri))
    }

    fn view_of(&self, file: String) -> Option<View> {
        self.documents.get(&file)?;
        Some(View {
            snapshot: self.workspace.snapshot(),
            text: self.workspace.text(&file)?.clone(),
            file,
            encoding: self.abilities.encoding,
            settings: self.settings.clone(),
        })
    }

    /// What to do next so that the client sees the findings there are.
    pub fn next_work(&mut self) -> Option<Work> {
        while let Some(file) = self.stale.pop_first() {
            if let Some(document) = self.documents.get(&file) {
                let (last_edit, revision) = (document.last_edit, document.revision);
                if let Some(view) = self.view_of(file) {
                    return Some(Work::Compute(Box::new(Job { view, last_edit, revision })));
                }
            } else if let Some((uri, last)) = self.sent.remove(&file)
                && !last.is_empty()
            {
                return Some(Work::Send(Publication { uri, diagnostics: vec![], version: None }));
            }
        }
        None
    }

    /// Takes the result of a job. Nothing is to be sent if the text has changed since, or if the
    /// list is on the client's screen already.
    pub fn finish(&mut self, job: &Job, diagnostics: Vec<Diagnostic>) -> Option<Publication> {
        let document = self.documents.get(&job.view.file)?;
        if document.revision != job.revision {
            return None;
        }
        let uri = document.uri.clone();
        let last = self.sent.get(&job.view.file);
        if last.is_some_and(|(known, last)| *known == uri && *last == diagnostics) {
            return None;
        }
        self.sent.insert(job.view.file.clone(), (uri.clone(), diagnostics.clone()));
        Some(Publication { uri, diagnostics, version: Some(document.version) })
    }

    fn next_revision(&mut self) -> u64 {
        self.revision += 1;
        self.revision
    }
}

#[cfg(test)]
mod tests;
