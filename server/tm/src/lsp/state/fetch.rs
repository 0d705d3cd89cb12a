//! Lists of findings for a client that fetches them instead of being sent them.

use std::collections::HashMap;

use tower_lsp::ls_types::{Diagnostic, Uri};

use super::State;
use super::screen::{Job, Sent};
use crate::lsp::configuration::is_settings;
use crate::lsp::root::Root;
use crate::lsp::uri;

/// A list of findings as a client fetches it.
#[derive(Debug, PartialEq)]
pub struct Fetched {
    /// The file, as the client spells it.
    pub uri: Uri,
    /// The version it belongs to, of an open document.
    pub version: Option<i32>,
    /// By this number the client tells which list it has.
    pub number: Option<u64>,
    /// The findings; `None` if the client has them.
    pub findings: Option<Vec<Diagnostic>>,
}

/// What is to be done for a client that fetches the findings of a document.
pub enum Fetch {
    /// The workspace is being read: ask again at the next news.
    Later,
    /// Put the findings in the client's words.
    Compute(Box<Job>),
    /// This is the list.
    Known(Fetched),
}

impl State {
    /// What is to be done for a client that fetches the findings of a file. `known` is the number of
    /// the list it has.
    pub fn fetch(&mut self, uri: &Uri, known: Option<u64>) -> Fetch {
        let name = uri::internal_name(uri);
        let nothing = Fetched::nothing(uri.clone());
        let Some(key) = self.root_with(&name) else { return Fetch::Known(nothing) };
        if self.roots.get(&key).is_some_and(Root::is_loading) {
            return Fetch::Later;
        }
        self.settle(&key);
        if is_settings(&name) {
            self.list_of_settings(&name, &key);
            return Fetch::Known(self.fetched(&name, known).unwrap_or(nothing));
        }
        let Some(job) = self.job(&name, &key) else { return Fetch::Known(nothing) };
        // What is worked out for the client need not be worked out once more.
        let is_open = self.documents.contains_key(&name);
        self.screen.stale.remove(&(!is_open, name));
        Fetch::Compute(Box::new(job))
    }

    /// Takes the result of a job that a client waits for.
    pub fn deliver(&mut self, job: Job, findings: Vec<Diagnostic>, known: Option<u64>) -> Fetched {
        let (name, uri, version) = (job.name, job.uri, job.version);
        if self.screen.is_stale(&name) {
            // It is out of date already, so it has no number, and the client is to ask once more.
            self.screen.news.unexpected = true;
            return Fetched { uri, version, number: None, findings: Some(findings) };
        }
        let list = Sent::new(job.root, uri.clone(), version, findings);
        self.screen.keep(name.clone(), list, true);
        self.fetched(&name, known).unwrap_or_else(|| Fetched::nothing(uri))
    }

    /// A list as the client fetches it, which it has from then on.
    fn fetched(&mut self, name: &str, known: Option<u64>) -> Option<Fetched> {
        let sent = self.screen.sent.get_mut(name)?;
        sent.fetched = Some(sent.version);
        Some(sent.as_fetched(known))
    }

    /// All lists, for a client that has those of `known`; `None` if it has all of them as they are.
    pub fn fetch_all(&self, known: &HashMap<Uri, u64>) -> Option<Vec<Fetched>> {
        let sent = self.screen.sent.values();
        // What has nothing to tell and never had need not be spoken of.
        let told = sent.filter(|sent| !sent.findings.is_empty() || known.contains_key(&sent.uri));
        let mut lists: Vec<Fetched> =
            told.map(|sent| sent.as_fetched(known.get(&sent.uri).copied())).collect();
        let gone = known.keys().filter(|uri| lists.iter().all(|list| list.uri != **uri));
        let gone: Vec<Fetched> = gone.cloned().map(Fetched::nothing).collect();
        lists.extend(gone);
        lists.sort_by(|left, right| left.uri.as_str().cmp(right.uri.as_str()));
        lists.iter().any(|list| list.findings.is_some()).then_some(lists)
    }

    /// The workspace that holds a file.
    fn root_with(&self, name: &str) -> Option<String> {
        if let Some(document) = self.documents.get(name) {
            return Some(document.root.clone());
        }
        let below = self.roots.keys().filter(|key| uri::below(key, name).is_some());
        below.max_by_key(|key| key.len()).cloned()
    }
}

impl Fetched {
    /// The empty list of a file of which there is nothing to tell.
    fn nothing(uri: Uri) -> Self {
        Self { uri, version: None, number: None, findings: Some(Vec::new()) }
    }
}

impl Sent {
    fn as_fetched(&self, known: Option<u64>) -> Fetched {
        Fetched {
            uri: self.uri.clone(),
            version: self.version,
            number: Some(self.number),
            findings: (known != Some(self.number)).then(|| self.findings.clone()),
        }
    }
}
