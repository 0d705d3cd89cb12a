//! What the client has on its screen, and what is to be put there next.
//!
//! Invariants:
//! - A list of findings is sent once: not again as long as it is on the client's screen.
//! - A list that was worked out before the last change of its file is not sent.
//! - Shown are the open documents, and of the other files those of their models. What is not shown
//!   any more is taken off.
//! - While a workspace is being read, what is on the screen stays there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use ropey::Rope;
use tm_grammar::Encoding;
use tm_model::Snapshot;
use tm_model::diagnostic;
use tower_lsp::ls_types::{Diagnostic, Uri};

use super::{Spelling, State, name_of};
use crate::lsp::capabilities::Abilities;
use crate::lsp::configuration::{FILES, is_settings};
use crate::lsp::conv;
use crate::lsp::root::Root;
use crate::lsp::uri;

/// What was sent, and what may have to be.
#[derive(Default)]
pub struct Screen {
    /// What was sent last for a file.
    sent: HashMap<String, Sent>,
    /// Files whose findings may differ from what was sent, open ones first; with their workspaces.
    stale: BTreeMap<(Closed, String), String>,
    /// The models of the open documents, by workspace.
    models: HashMap<String, BTreeSet<smol_str::SmolStr>>,
}

type Closed = bool;

struct Sent {
    root: String,
    uri: Uri,
    findings: Vec<Diagnostic>,
}

/// A list of findings to put in the client's words.
pub struct Job {
    /// The findings of each block, with the byte where it starts.
    pub findings: Vec<(usize, Arc<[diagnostic::Diagnostic]>)>,
    /// The meaning of everything at that moment.
    pub snapshot: Snapshot,
    /// Its text.
    pub text: Rope,
    /// The units of columns.
    pub encoding: Encoding,
    /// What the client can do.
    pub abilities: Abilities,
    /// How many findings are shown at most.
    pub limit: Option<usize>,
    /// Where the last edit ended, in bytes.
    pub last_edit: Option<usize>,
    name: String,
    root: String,
    uri: Uri,
    version: Option<i32>,
    /// How the client spells the names of files.
    pub spelling: Spelling,
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
pub enum Work {
    /// Put the findings of a file in the client's words.
    Compute(Box<Job>),
    /// Send a list as it is.
    Send(Publication),
}

impl Screen {
    /// The findings of a file may have changed.
    pub fn mark(&mut self, name: &str, root: &str, is_open: bool) {
        self.stale.remove(&(is_open, name.to_owned()));
        self.stale.insert((!is_open, name.to_owned()), root.to_owned());
    }

    /// Everything of a workspace that is on the screen may have changed.
    pub fn mark_root(&mut self, root: &str) {
        for (name, sent) in &self.sent {
            if sent.root == *root {
                self.stale.entry((true, name.clone())).or_insert_with(|| root.to_owned());
            }
        }
    }

    /// Sets the models of the open documents of a workspace. True if they are others than before.
    pub fn set_models(&mut self, root: &str, models: BTreeSet<smol_str::SmolStr>) -> bool {
        if self.models.get(root).map_or(models.is_empty(), |known| *known == models) {
            return false;
        }
        self.models.insert(root.to_owned(), models);
        true
    }

    fn is_stale(&self, name: &str) -> bool {
        [false, true].iter().any(|closed| self.stale.contains_key(&(*closed, name.to_owned())))
    }
}

impl State {
    /// Whether the publisher has anything to look at.
    pub fn has_work(&self) -> bool {
        !self.screen.stale.is_empty() || self.roots.values().any(Root::is_due)
    }

    /// What to do next so that the client sees the findings there are.
    pub fn next_work(&mut self) -> Option<Work> {
        self.settle_loaded();
        while let Some(((_, name), root)) = self.screen.stale.pop_first() {
            let reading = self.roots.get(&root).is_some_and(|root| !root.is_loaded());
            if reading {
                // All of it is looked at again when it has been read.
                continue;
            }
            if is_settings(&name) {
                match self.list_of_settings(&name, &root) {
                    Some(publication) => return Some(Work::Send(publication)),
                    None => continue,
                }
            }
            if let Some(job) = self.job(&name, &root) {
                return Some(Work::Compute(Box::new(job)));
            }
            if let Some(sent) = self.screen.sent.remove(&name)
                && !sent.findings.is_empty()
            {
                let publication =
                    Publication { uri: sent.uri, diagnostics: Vec::new(), version: None };
                return Some(Work::Send(publication));
            }
        }
        None
    }

    /// What is wrong with the settings of a workspace, if the client does not know it yet.
    fn list_of_settings(&mut self, name: &str, key: &str) -> Option<Publication> {
        let file = FILES.into_iter().find(|file| name_of(key, file) == name);
        let diagnostics = self.roots.get(key).zip(file).map(|(root, file)| {
            let (text, problems) = root.configuration().problems_of(file);
            let text = Rope::from_str(text);
            let problems = problems.iter();
            problems.map(|it| conv::problem(&text, it, self.abilities.encoding)).collect()
        });
        let diagnostics: Vec<Diagnostic> = diagnostics.unwrap_or_default();
        let document = self.documents.get(name);
        let last = self.screen.sent.get(name);
        if last.map_or(diagnostics.is_empty(), |last| last.findings == diagnostics) {
            return None;
        }
        let uri = document
            .map(|document| document.uri.clone())
            .or_else(|| last.map(|last| last.uri.clone()))
            .or_else(|| uri::of_name(name))?;
        let version = document.map(|document| document.version);
        let findings = diagnostics.clone();
        let sent = Sent { root: key.to_owned(), uri: uri.clone(), findings };
        self.screen.sent.insert(name.to_owned(), sent);
        Some(Publication { uri, diagnostics, version })
    }

    /// The findings of a file, if they are to be shown.
    fn job(&self, name: &str, key: &str) -> Option<Job> {
        let document = self.documents.get(name);
        let root = self.roots.get(key)?;
        let path = match document {
            Some(document) => &document.path,
            None => uri::below(key, name)?,
        };
        let file = root.find(path)?;
        let known = root.workspace().file(file)?;
        let is_shown = document.is_some()
            || known.header.model().is_some_and(|model| {
                self.screen.models.get(key).is_some_and(|models| models.contains(model))
            });
        if !is_shown {
            return None;
        }
        let sent = self.screen.sent.get(name);
        let uri = document
            .map(|document| document.uri.clone())
            .or_else(|| sent.map(|sent| sent.uri.clone()))
            .or_else(|| uri::of_name(name))?;
        Some(Job {
            findings: root.workspace().findings(file),
            snapshot: root.snapshot(),
            text: known.document.rope().clone(),
            encoding: self.abilities.encoding,
            abilities: self.abilities,
            limit: root.configuration().settings().max_per_file,
            last_edit: document.and_then(|document| document.last_edit),
            name: name.to_owned(),
            root: key.to_owned(),
            uri,
            version: document.map(|document| document.version),
            spelling: self.spelling(key),
        })
    }

    /// Takes the result of a job. Nothing is to be sent if the file has changed since, or if the
    /// list is on the client's screen already.
    pub fn finish(&mut self, job: Job, diagnostics: Vec<Diagnostic>) -> Option<Publication> {
        if self.screen.is_stale(&job.name) {
            return None;
        }
        let last = self.screen.sent.get(&job.name);
        if last.is_some_and(|last| last.uri == job.uri && last.findings == diagnostics) {
            return None;
        }
        // A file that nobody opened and that has nothing to tell need not be spoken of.
        let silent = last.is_none() && job.version.is_none() && diagnostics.is_empty();
        let findings = diagnostics.clone();
        let sent = Sent { root: job.root, uri: job.uri.clone(), findings };
        self.screen.sent.insert(job.name, sent);
        (!silent).then_some(Publication { uri: job.uri, diagnostics, version: job.version })
    }
}
