//! What a request works on: everything as it is at one moment, and how files are called in messages
//! to the client.

use std::collections::HashMap;
use std::ops::{Deref, Range as Span};
use std::sync::Arc;

use ropey::Rope;
use smol_str::SmolStr;
use tm_grammar::{Encoding, Style};
use tm_ide::{Findings, HintLevel, Move};
use tm_model::Snapshot;
use tm_model::source::FileId;
use tm_model::workspace::File;
use tower_lsp::ls_types::{Range, Uri};

use super::{State, name_of};
use crate::lsp::actions::Question;
use crate::lsp::capabilities::Abilities;
use crate::lsp::root::Root;
use crate::lsp::semantic_tokens::Palette;
use crate::lsp::{position, shipped, uri};

/// How the client spells the names of the files of a workspace.
pub struct Spelling {
    root: String,
    /// Of open documents, by internal name; of packs that ship, by path.
    known: HashMap<String, Uri>,
    /// The versions of open documents, by how the client calls them.
    versions: Vec<(Uri, i32)>,
}

impl Spelling {
    /// The internal name of the folder of the workspace.
    pub(super) fn root(&self) -> &str {
        &self.root
    }

    /// How a file is called. A pack that ships is given a file of its own to be read in; `None` if
    /// there is no place for that.
    pub fn uri_of(&self, file: &File) -> Option<Uri> {
        if file.shipped {
            let known = self.known.get(file.path.as_str()).cloned();
            return known.or_else(|| shipped::uri_of(&file.path));
        }
        let name = name_of(&self.root, &file.path);
        self.known.get(&name).cloned().or_else(|| uri::of_name(&name))
    }

    /// The version of a document, if it is open.
    pub fn version_of(&self, uri: &Uri) -> Option<i32> {
        self.versions.iter().find(|(known, _)| known == uri).map(|(_, version)| *version)
    }

    /// How a file is called that lies at a path relative to another, whether it is there or not.
    pub fn uri_beside(&self, file: &File, path: &str) -> Option<Uri> {
        uri::of_name(&uri::beside(&name_of(&self.root, &file.path), path))
    }
}

/// A workspace at one moment.
pub struct World {
    /// The meaning of everything at that moment.
    pub snapshot: Snapshot,
    /// How files are called.
    pub spelling: Spelling,
    /// The units of columns.
    pub encoding: Encoding,
    /// What the client can do.
    pub abilities: Abilities,
}

/// An unchanging view of one file, for one request.
pub struct View {
    /// The workspace that it belongs to.
    pub world: World,
    /// The file.
    pub file: FileId,
    /// Its text.
    pub text: Rope,
    /// How much the notes at the ends of lines tell.
    pub hint_level: HintLevel,
    /// Those notes do without signs that a terminal may lack.
    pub plain_hints: bool,
    /// How models are written.
    pub style: Style,
    /// Who owns code in the workspace.
    pub owners: Arc<[SmolStr]>,
}

impl Deref for View {
    type Target = World;

    fn deref(&self) -> &World {
        &self.world
    }
}

impl State {
    /// A view of an open document.
    pub fn view(&mut self, uri: &Uri) -> Option<View> {
        let name = uri::internal_name(uri);
        if let Some((path, _)) = self.shipped.get(&name) {
            let path = path.clone();
            let key = self.root_that_uses(&path)?;
            return self.view_in(&key, &path);
        }
        let document = self.documents.get(&name)?;
        let (key, path) = (document.root.clone(), document.path.clone());
        self.last_root.clone_from(&key);
        self.view_in(&key, &path)
    }

    /// What actions at a range of an open document are made from; without a range, what mends all
    /// of it.
    pub fn question(&mut self, uri: &Uri, range: Option<Range>) -> Option<Question> {
        let view = self.view(uri)?;
        let document = self.documents.get(&uri::internal_name(uri))?;
        let workspace = self.roots.get(&document.root)?.workspace();
        let findings = match range {
            Some(range) => {
                let range = position::offsets(&view.text, range, view.encoding);
                Findings::at(workspace, view.file, &range)
            }
            None => Findings::safe(workspace, view.file),
        };
        let all = workspace.findings(view.file);
        let all = all.iter().flat_map(|(_, list)| list.iter());
        let mends_file = Findings::any_safe(all);
        let wants_edits = mends_file && !view.abilities.resolves_actions;
        let safe = wants_edits.then(|| Findings::safe(workspace, view.file));
        Some(Question { view, findings, mends_file, safe })
    }

    /// What the semantic tokens of an open document are made from.
    pub fn palette(&mut self, uri: &Uri) -> Option<Palette> {
        let view = self.view(uri)?;
        let name = uri::internal_name(uri);
        let document = self.documents.get(&name);
        let root = document.and_then(|document| self.roots.get(&document.root));
        let outdated = root.map(|root| outdated(root, view.file)).unwrap_or_default();
        let kept = Arc::clone(self.tokens.entry(name).or_default());
        Some(Palette { view, outdated, kept })
    }

    /// A view of a file that some answer has spoken of, whether it is open or not.
    pub fn view_of_any(&mut self, uri: &Uri) -> Option<View> {
        let name = uri::internal_name(uri);
        if self.documents.contains_key(&name) || self.shipped.contains_key(&name) {
            return self.view(uri);
        }
        if let Some(path) = shipped::path_of(&name) {
            let key = self.root_that_uses(&path)?;
            return self.view_in(&key, &path);
        }
        let holds = |key: &str, root: &Root| {
            let path = uri::below(key, &name)?;
            root.find(path).map(|_| (key.to_owned(), path.to_owned()))
        };
        let (key, path) = self.roots.iter().find_map(|(key, root)| holds(key, root))?;
        self.view_in(&key, &path)
    }

    /// All workspaces, by the names of their folders.
    pub fn worlds(&mut self) -> Vec<World> {
        let keys: Vec<String> = self.roots.keys().cloned().collect();
        keys.iter().for_each(|key| self.settle(key));
        keys.iter().filter_map(|key| self.world(key)).collect()
    }

    /// The workspaces, each with what of it is renamed.
    pub fn moves(&mut self, renames: &[(Uri, Uri)]) -> Vec<(World, Vec<Move>)> {
        let keys: Vec<String> = self.roots.keys().cloned().collect();
        let moved = keys.into_iter().filter_map(|key| {
            let moves = renames.iter().filter_map(|(from, to)| {
                let (from, to) = (uri::internal_name(from), uri::internal_name(to));
                let from = uri::below(&key, from.trim_end_matches('/'))?.to_owned();
                let to = uri::below(&key, to.trim_end_matches('/')).map(str::to_owned);
                Some(Move { from, to })
            });
            let moves: Vec<Move> = moves.collect();
            if moves.is_empty() {
                return None;
            }
            self.settle(&key);
            Some((self.world(&key)?, moves))
        });
        moved.collect()
    }

    /// How the files of a workspace are called.
    pub(super) fn spelling(&self, key: &str) -> Spelling {
        let open = self.documents.iter().filter(|(_, document)| document.root == *key);
        let open = open.map(|(name, document)| (name.clone(), document.uri.clone()));
        let known = open.chain(self.shipped.values().cloned()).collect();
        let versions = self.documents.values().map(|it| (it.uri.clone(), it.version)).collect();
        Spelling { root: key.to_owned(), known, versions }
    }

    fn view_in(&mut self, key: &str, path: &str) -> Option<View> {
        self.settle(key);
        let root = self.roots.get(key)?;
        let file = root.find(path)?;
        Some(View {
            file,
            text: root.workspace().file(file)?.document.rope().clone(),
            hint_level: root.configuration().settings().hint_level,
            plain_hints: root.configuration().settings().plain_hints,
            style: root.configuration().settings().style,
            owners: root.owners(),
            world: self.world(key)?,
        })
    }

    fn world(&self, key: &str) -> Option<World> {
        Some(World {
            snapshot: self.roots.get(key)?.snapshot(),
            spelling: self.spelling(key),
            encoding: self.abilities.encoding,
            abilities: self.abilities,
        })
    }

    /// A workspace that uses a pack that ships: the one that was looked at last, if it does.
    fn root_that_uses(&self, path: &str) -> Option<String> {
        let uses = |key: &&String| self.roots[*key].find(path).is_some();
        let last = self.roots.get_key_value(&self.last_root).map(|(key, _)| key);
        last.filter(uses).or_else(|| self.roots.keys().find(uses)).cloned()
    }
}

/// The places of findings that say that something has no effect any more, in the order of the text.
fn outdated(root: &Root, id: FileId) -> Vec<Span<usize>> {
    let workspace = root.workspace();
    let Some(file) = workspace.file(id) else { return Vec::new() };
    let mut places = Vec::new();
    for (block, start, _) in file.document.blocks() {
        let findings = workspace.findings_of_block(id, block).into_iter().flat_map(|it| it.iter());
        let outdated = findings.filter(|finding| tm_ide::is_outdated(finding.code));
        places.extend(
            outdated.map(|finding| {
                start + finding.span.start as usize..start + finding.span.end as usize
            }),
        );
    }
    places.sort_by_key(|place| place.start);
    places
}
