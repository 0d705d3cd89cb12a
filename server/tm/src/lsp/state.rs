//! What the server knows: the open documents, the workspaces they belong to, and what the client
//! has on its screen, behind one lock.
//!
//! Invariants:
//! - The text of an open document is the client's, whatever the disk says; the workspaces that hold
//!   the file have that text.
//! - An edit is applied when it arrives; the analysis is brought up to date before anything is
//!   asked of it, once for all edits that came since.
//! - The disk is read elsewhere: this says what to look for, and takes what was found.

mod about;
mod fetch;
mod screen;
mod settings;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use ropey::Rope;
use serde_json::Value;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use super::capabilities::Abilities;
use super::configuration::{Configuration, FILES, OfClient, is_settings};
use super::disk::{self, Found, FoundFile, Survey};
use super::root::{Root, Ticket};
use super::semantic_tokens::Kept;
use super::{position, shipped, uri};
use crate::settings::Layer;
pub use about::About;
pub use fetch::{Fetch, Fetched};
use screen::Screen;
pub use screen::{Job, News, Publication, Work};
use settings::warnings_about;
pub use view::{Spelling, View, World};

/// The state of the server.
#[derive(Default)]
pub struct State {
    /// By the internal names of their folders.
    roots: BTreeMap<String, Root>,
    /// By their internal names.
    documents: BTreeMap<String, Document>,
    /// Open documents that hold the text of a pack that ships: paths of the packs and spellings by
    /// internal name. Nothing the client does to them changes the pack.
    shipped: BTreeMap<String, (String, Uri)>,
    /// The workspace that was looked at last, which shows what ships as it uses it.
    last_root: String,
    /// The folders that the client says it works in.
    folders: Vec<String>,
    screen: Screen,
    /// What is kept of the semantic tokens of open documents.
    tokens: Kept,
    /// What the client says of settings.
    client: OfClient,
    abilities: Abilities,
}

/// A document that is open in the client.
struct Document {
    uri: Uri,
    version: i32,
    text: Rope,
    /// Where the last edit ended, in bytes.
    last_edit: Option<usize>,
    /// The workspace it belongs to, and its path there.
    root: String,
    path: String,
}

/// Something to look for on the disk.
pub struct Errand {
    root: String,
    ticket: Ticket,
    survey: Option<Survey>,
}

impl Errand {
    /// Looks at the disk, and tells of each file that it reads; takes its time.
    pub fn run(&self, tell: &mut dyn FnMut(&FoundFile)) -> Found {
        let survey = self.survey.as_ref();
        survey.map(|survey| disk::survey(survey, disk::Limits::default(), tell)).unwrap_or_default()
    }
}

/// The internal names of folders, of those that lie on the disk.
fn names_of(folders: &[Uri]) -> Vec<String> {
    let names = folders.iter().map(uri::internal_name).filter(|name| is_on_disk(name));
    names.map(|name| name.trim_end_matches('/').to_owned()).collect()
}

impl State {
    /// Takes note of the client, of the folders it works in and of the settings it starts with.
    /// Gives the warnings about them.
    pub fn meet(
        &mut self,
        abilities: Abilities,
        folders: &[Uri],
        options: Option<&Value>,
    ) -> Vec<String> {
        self.abilities = abilities;
        self.folders = names_of(folders);
        let initial = Layer::of_client(options.unwrap_or(&Value::Null));
        let warnings = warnings_about(&initial);
        self.client = Arc::new([initial, Layer::of_client(&Value::Null)]);
        warnings
    }

    /// What the client can do.
    pub fn abilities(&self) -> Abilities {
        self.abilities
    }

    /// The client opened a document; opening it once more replaces its text.
    pub fn open(&mut self, uri: Uri, version: i32, text: &str) {
        let name = uri::internal_name(&uri);
        if let Some(path) = shipped::path_of(&name) {
            self.shipped.insert(name, (path, uri));
            return;
        }
        let (root, lasting) = self.root_of(&name);
        let path = uri::below(&root, &name).unwrap_or(&name).to_owned();
        let today = self.today();
        self.roots.entry(root.clone()).or_insert_with(|| {
            let configuration = Configuration::new(Arc::clone(&self.client));
            let folder = is_on_disk(&name).then(|| uri::path_of(&root));
            Root::new(folder, lasting, today, configuration)
        });
        let document =
            Document { uri, version, text: Rope::from_str(text), last_edit: None, root, path };
        self.documents.insert(name.clone(), document);
        self.each_holder(&name, |root, path| {
            root.try_again();
            root.put(path, text);
        });
        self.mark(name);
    }

    fn root_of(&self, name: &str) -> (String, bool) {
        if is_on_disk(name) { disk::root_of(name, &self.folders) } else { (name.to_owned(), false) }
    }

    /// The client works in other folders, too, or in some no more.
    pub fn change_folders(&mut self, added: &[Uri], removed: &[Uri]) {
        let removed = names_of(removed);
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(names_of(added));
        self.find_roots_again();
    }

    /// The client changed a document: the changes are applied one after the other, each to what
    /// the one before it left. False if the document is not open.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
    ) -> bool {
        let name = uri::internal_name(uri);
        let encoding = self.abilities.encoding;
        if !self.documents.contains_key(&name) {
            return self.shipped.contains_key(&name);
        }
        self.each_holder(&name, |root, _| root.try_again());
        for change in changes {
            let Some(document) = self.documents.get_mut(&name) else { return false };
            document.version = version;
            match change.range {
                Some(range) => {
                    let range = position::offsets(&document.text, range, encoding);
                    document.last_edit = Some(range.start + change.text.len());
                    let start = document.text.byte_to_char(range.start);
                    let end = document.text.byte_to_char(range.end);
                    document.text.remove(start..end);
                    document.text.insert(start, &change.text);
                    self.each_holder(&name, |root, path| {
                        root.edit(path, range.clone(), &change.text);
                    });
                }
                None => {
                    document.last_edit = None;
                    document.text = Rope::from_str(&change.text);
                    self.each_holder(&name, |root, path| root.put(path, &change.text));
                }
            }
        }
        self.change_settings(&name);
        self.mark(name);
        true
    }

    /// The client closed a document: its text is the disk's again. A workspace that was there for
    /// its documents alone goes with the last of them.
    pub fn close(&mut self, uri: &Uri) {
        let name = uri::internal_name(uri);
        self.shipped.remove(&name);
        self.tokens.remove(&name);
        self.each_holder(&name, Root::close);
        let Some(document) = self.documents.remove(&name) else { return };
        let root = document.root;
        let deserted = self.documents.values().all(|other| other.root != root);
        if deserted && self.roots.get(&root).is_some_and(|root| !root.is_lasting()) {
            self.roots.remove(&root);
            self.screen.mark_root(&root);
        }
        self.screen.mark(&name, &root, false);
    }

    /// Does something to every workspace that holds a file, if it is open; with its path there.
    fn each_holder(&mut self, name: &str, mut work: impl FnMut(&mut Root, &str)) {
        let Some(document) = self.documents.get(name) else { return };
        for (key, root) in &mut self.roots {
            if *key == document.root {
                work(root, &document.path);
            } else if let Some(path) = uri::below(key, name)
                && root.find(path).is_some()
            {
                work(root, path);
            }
        }
    }

    /// Files on the disk were changed, made or removed; by their URIs.
    pub fn changed_on_disk<'uri>(&mut self, uris: impl IntoIterator<Item = &'uri Uri>) {
        let names: Vec<String> = uris.into_iter().map(uri::internal_name).collect();
        if names.iter().any(|name| is_settings(name)) {
            self.find_roots_again();
        }
        for (key, root) in &mut self.roots {
            let below = names.iter().filter_map(|name| uri::below(key, name));
            let below: Vec<String> = below.map(str::to_owned).collect();
            if !below.is_empty() {
                root.look_again(below);
            }
        }
    }

    /// Files or folders were made, renamed or removed in the client.
    pub fn changed_in_client<'uri>(&mut self, uris: impl IntoIterator<Item = &'uri Uri>) {
        // A folder may have held, or hold now, what makes it the root of a workspace.
        self.find_roots_again();
        self.changed_on_disk(uris);
    }

    /// A document was saved, and so may others have been.
    pub fn saved(&mut self, uri: &Uri) {
        let name = uri::internal_name(uri);
        self.each_holder(&name, |root, _| root.look_again([]));
    }

    /// Moves the documents whose workspace lies elsewhere now.
    fn find_roots_again(&mut self) {
        let moved: Vec<String> = self
            .documents
            .iter()
            .filter(|(name, document)| self.root_of(name).0 != document.root)
            .map(|(name, _)| name.clone())
            .collect();
        for name in moved {
            let Some(document) = self.documents.get(&name) else { continue };
            let (uri, version) = (document.uri.clone(), document.version);
            let text = document.text.to_string();
            self.close(&uri);
            self.open(uri, version, &text);
        }
    }

    /// Whether another document of the same workspace is open.
    pub fn has_company(&self, uri: &Uri) -> bool {
        let name = uri::internal_name(uri);
        let Some(document) = self.documents.get(&name) else { return false };
        self.documents.iter().any(|(other, it)| *other != name && it.root == document.root)
    }

    /// Whether there is anything to look for on the disk.
    pub fn has_errand(&self) -> bool {
        self.roots.values().any(Root::has_survey)
    }

    /// What to look for on the disk next.
    pub fn next_errand(&mut self) -> Option<Errand> {
        self.roots.iter_mut().find_map(|(key, root)| {
            let (survey, ticket) = root.next_survey()?;
            Some(Errand { root: key.clone(), ticket, survey })
        })
    }

    /// Takes a file that was found.
    pub fn bring(&mut self, errand: &Errand, file: &FoundFile) {
        let is_open = self.documents.contains_key(&name_of(&errand.root, &file.path));
        if let Some(root) = self.receiver(errand) {
            root.bring(file, is_open);
        }
    }

    /// Takes the end of an errand, with the files that are gone.
    pub fn returned(&mut self, errand: &Errand, gone: &[String]) {
        let Some(root) = self.receiver(errand) else { return };
        let lacks_documents = root.lacks_documents();
        for path in gone {
            let name = name_of(&errand.root, path);
            let is_open = self.documents.contains_key(&name);
            if let Some(root) = self.receiver(errand) {
                root.lose(path, is_open);
            }
            self.screen.mark(&name, &errand.root, is_open);
        }
        if lacks_documents {
            let Self { documents, roots, .. } = self;
            let Some(root) = roots.get_mut(&errand.root) else { return };
            for document in documents.values().filter(|document| document.root == errand.root) {
                root.put(&document.path, &document.text.to_string());
            }
        }
        if self.receiver(errand).is_some_and(Root::surveyed) {
            self.mark_files_of(&errand.root);
        }
    }

    fn receiver(&mut self, errand: &Errand) -> Option<&mut Root> {
        self.roots.get_mut(&errand.root).filter(|root| root.accepts(&errand.ticket))
    }

    /// What has happened since this was last asked to lists that a client fetches.
    pub fn take_news(&mut self) -> News {
        self.screen.take_news()
    }

    /// Whether an analysis has failed since this was last asked.
    pub fn take_panic(&mut self) -> bool {
        self.roots.values_mut().fold(false, |any, root| root.take_panic() | any)
    }

    /// Brings all workspaces up to date that have been read.
    pub fn settle_loaded(&mut self) {
        let loaded = self.roots.iter().filter(|(_, root)| root.is_loaded());
        let keys: Vec<String> = loaded.map(|(key, _)| key.clone()).collect();
        for key in keys {
            self.settle(&key);
        }
    }

    /// Brings the analysis of a workspace up to date, and notes what that changes on the screen.
    fn settle(&mut self, key: &str) {
        let today = self.today();
        let Some(root) = self.roots.get_mut(key) else { return };
        let changed = root.settle(today);
        if root.take_reconfigured() {
            // Settings also say how much is shown.
            self.mark_files_of(key);
        }
        for path in changed {
            self.mark_as(&name_of(key, &path), key);
        }
        let open = self.documents.values().filter(|document| document.root == key);
        let models = self.roots.get(key).map(|root| {
            let files = open.filter_map(|it| root.workspace().file(root.find(&it.path)?));
            files.filter_map(|file| file.header.model().cloned()).collect()
        });
        if self.screen.set_models(key, models.unwrap_or_default()) {
            self.mark_files_of(key);
        }
    }

    /// Looks again at everything of a workspace that is or may be shown.
    fn mark_files_of(&mut self, key: &str) {
        let Some(root) = self.roots.get(key) else { return };
        let names: Vec<String> =
            root.workspace().files().map(|(_, file)| name_of(key, &file.path)).collect();
        for name in names {
            self.mark_as(&name, key);
        }
        for file in FILES {
            self.mark_as(&name_of(key, file), key);
        }
        self.screen.mark_root(key);
    }

    /// The findings of an open document may have changed.
    fn mark(&mut self, name: String) {
        if let Some(document) = self.documents.get(&name) {
            self.screen.mark(&name, &document.root, true);
        }
    }

    fn mark_as(&mut self, name: &str, key: &str) {
        let document = self.documents.get(name);
        // The findings of an open document are those of its own workspace.
        if document.is_none_or(|document| document.root == key) {
            self.screen.mark(name, key, document.is_some());
        }
    }
}

/// Whether an internal name is that of a file.
fn is_on_disk(name: &str) -> bool {
    name.starts_with('/')
}

/// The internal name of a file of a workspace.
fn name_of(root: &str, path: &str) -> String {
    if is_on_disk(root) || root.is_empty() { format!("{root}/{path}") } else { path.to_owned() }
}

#[cfg(test)]
mod tests;
