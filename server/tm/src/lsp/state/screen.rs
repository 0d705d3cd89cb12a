//! What the client has on its screen, and what is to be put there next.
//!
//! A client either is sent the lists of findings or fetches them, never both. One that fetches them
//! asks by itself after it has changed a document; of what else changes it is told by [`News`].
//!
//! Invariants:
//! - A list of findings is sent once: not again as long as it is on the client's screen.
//! - Each list has a number; two lists of a file with one number are equal.
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
    pub(super) sent: HashMap<String, Sent>,
    /// Files whose findings may differ from what was sent, open ones first; with their workspaces.
    pub(super) stale: BTreeMap<(Closed, String), String>,
    /// The models of the open documents, by workspace.
    models: HashMap<String, BTreeSet<smol_str::SmolStr>>,
    /// The number of the last list.
    last_number: u64,
    /// What a client that fetches lists does not know of.
    pub(super) news: News,
}

type Closed = bool;

/// A list that is on the client's screen, or would be if the client fetched it.
pub(super) struct Sent {
    root: String,
    pub(super) uri: Uri,
    pub(super) version: Option<i32>,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) number: u64,
    /// The client has fetched it for this version of the document.
    pub(super) fetched: Option<Option<i32>>,
}

/// What has happened to lists that a client fetches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Some list is another now, or there is nothing more to be worked out.
    pub any: bool,
    /// The list of an open document is another, and the client has no reason to ask for it.
    pub unexpected: bool,
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
    pub(super) name: String,
    pub(super) root: String,
    pub(super) uri: Uri,
    pub(super) version: Option<i32>,
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

    /// Keeps a list in place of that of before; the client may have asked for it. True if it is
    /// another.
    pub(super) fn keep(&mut self, name: String, list: Sent, asked: bool) -> bool {
        let last = self.sent.get_mut(&name);
        if let Some(last) = last
            && last.uri == list.uri
            && last.findings == list.findings
        {
            last.version = list.version;
            return false;
        }
        self.last_number += 1;
        let fetched = self.sent.get(&name).and_then(|last| last.fetched);
        self.news.any = true;
        self.news.unexpected |= !asked && fetched == Some(list.version);
        self.sent.insert(name, Sent { number: self.last_number, fetched, ..list });
        true
    }

    /// Takes a list off. Gives it if the client sees anything of it.
    fn take_off(&mut self, name: &str) -> Option<Sent> {
        let sent = self.sent.remove(name)?;
        self.news.any = true;
        Some(sent).filter(|sent| !sent.findings.is_empty())
    }

    /// What has happened since this was last asked.
    pub fn take_news(&mut self) -> News {
        std::mem::take(&mut self.news)
    }

    /// Sets the models of the open documents of a workspace. True if they are others than before.
    pub fn set_models(&mut self, root: &str, models: BTreeSet<smol_str::SmolStr>) -> bool {
        if self.models.get(root).map_or(models.is_empty(), |known| *known == models) {
            return false;
        }
        self.models.insert(root.to_owned(), models);
        true
    }

    pub(super) fn is_stale(&self, name: &str) -> bool {
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
                    Some(publication) if !self.abilities.fetches_findings => {
                        return Some(Work::Send(publication));
                    }
                    _ => continue,
                }
            }
            if let Some(job) = self.job(&name, &root) {
                return Some(Work::Compute(Box::new(job)));
            }
            if let Some(sent) = self.screen.take_off(&name)
                && !self.abilities.fetches_findings
            {
                let publication =
                    Publication { uri: sent.uri, diagnostics: Vec::new(), version: None };
                return Some(Work::Send(publication));
            }
        }
        // Who waits for a workspace to be read looks again.
        self.screen.news.any = true;
        None
    }

    /// What is wrong with the settings of a workspace, if the client does not know it yet.
    pub(super) fn list_of_settings(&mut self, name: &str, key: &str) -> Option<Publication> {
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
        let list = Sent::new(key.to_owned(), uri.clone(), version, diagnostics.clone());
        self.screen.keep(name.to_owned(), list, false);
        Some(Publication { uri, diagnostics, version })
    }

    /// The findings of a file, if they are to be shown.
    pub(super) fn job(&self, name: &str, key: &str) -> Option<Job> {
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
        // A file that nobody opened and that has nothing to tell need not be spoken of.
        let is_known = self.screen.sent.contains_key(&job.name);
        let silent = !is_known && job.version.is_none() && diagnostics.is_empty();
        let list = Sent::new(job.root, job.uri.clone(), job.version, diagnostics.clone());
        let is_new = self.screen.keep(job.name, list, false);
        (is_new && !silent && !self.abilities.fetches_findings).then_some(Publication {
            uri: job.uri,
            diagnostics,
            version: job.version,
        })
    }
}

impl Sent {
    pub(super) fn new(
        root: String,
        uri: Uri,
        version: Option<i32>,
        findings: Vec<Diagnostic>,
    ) -> Self {
        Self { root, uri, version, findings, number: 0, fetched: None }
    }
}
