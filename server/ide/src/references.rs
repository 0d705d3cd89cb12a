//! All places where something is named: in every file of the workspace, or in one of them.
//!
//! Invariant: only blocks are read whose text holds the name, so what a look-up costs follows the
//! uses, and the size of the workspace only as far as text is searched.

use std::ops::Range;

use smol_str::SmolStr;
use tm_grammar::tree::Head;
use tm_model::Snapshot;
use tm_model::source::FileId;

use crate::names::{Access, Meaning, Names, Occurrence, in_file, name_at};
use crate::place::Place;
use crate::wording::full_name;

/// A place where something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The file.
    pub file: FileId,
    /// The name, in bytes of the file.
    pub range: Range<usize>,
}

/// A place of a file where something is named, and what happens to it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The name, in bytes of the file.
    pub range: Range<usize>,
    /// It is declared there, gets a value, or data flows to it.
    pub is_write: bool,
}

/// Where the name at a byte of a file is used in the workspace, with its declaration if that is
/// wanted; in the order of the paths of files, the file itself first.
pub fn references(
    snapshot: &Snapshot,
    file: FileId,
    offset: usize,
    with_declaration: bool,
) -> Vec<Reference> {
    let Some(place) = Place::find(snapshot, file, offset) else { return Vec::new() };
    let Some(name) = name_at(&place) else { return Vec::new() };
    let search = Search::of(snapshot, &name.meaning);
    let mut found = Vec::new();
    for id in search.files(snapshot, file) {
        for (range, occurrence) in search.in_file(snapshot, id) {
            if with_declaration || occurrence.access != Access::Declares {
                found.push(Reference { file: id, range });
            }
        }
    }
    found
}

/// Where the name at a byte of a file stands in that file.
pub fn highlights(snapshot: &Snapshot, file: FileId, offset: usize) -> Vec<Highlight> {
    let Some(place) = Place::find(snapshot, file, offset) else { return Vec::new() };
    let Some(name) = name_at(&place) else { return Vec::new() };
    let search = Search::of(snapshot, &name.meaning);
    let found = search.in_file(snapshot, file).into_iter();
    found
        .map(|(range, occurrence)| Highlight {
            range,
            is_write: occurrence.access != Access::Reads,
        })
        .collect()
}

/// What is looked for.
pub(crate) struct Search {
    meaning: Meaning,
    /// The texts of which one stands where it is named; empty if it may be spelt in other ways.
    texts: Vec<SmolStr>,
}

impl Search {
    /// What looks for all places of a meaning.
    pub(crate) fn of(snapshot: &Snapshot, meaning: &Meaning) -> Self {
        let meaning = meaning.clone();
        let mut texts = Vec::new();
        match &meaning {
            Meaning::Item(index, id) => {
                if let Some(model) = snapshot.models().get(*index)
                    && let Some(item) = model.item(*id)
                {
                    texts.push(SmolStr::new(item.name()));
                    texts.extend(model.items().filter_map(|(_, item)| {
                        let Head::Moved(moved) = &item.node().head else { return None };
                        Some(moved.from.as_ref()?.first.text.clone())
                    }));
                }
            }
            Meaning::Part(index, id) => {
                let key = snapshot.models().get(*index).map(|model| model.label(*id));
                let part = key.and_then(|key| key.rsplit_once('/'));
                texts.extend(part.map(|(_, part)| SmolStr::new(part)));
            }
            Meaning::Word(word) => {
                let bare = word.name.rsplit('.').next().unwrap_or(&word.name);
                texts.push(bare.into());
                texts.extend(former_rules(snapshot, &word.name));
                if let Some(path) =
                    word.file.and_then(|id| snapshot.file(id)).map(|file| &file.path)
                {
                    // `use "../packs/acme.tm"` names the pack by its file.
                    texts.extend(path.rsplit('/').next().map(SmolStr::new));
                }
            }
            Meaning::Local(..) => {}
            Meaning::Person(text) | Meaning::Ticket(text) => texts.push(text.clone()),
        }
        // A name of other letters may be composed in other ways, and is compared once it is read.
        if texts.iter().any(|text| text.is_empty() || !text.is_ascii()) {
            texts.clear();
        }
        Self { meaning, texts }
    }

    /// The files where it may be named, the file of the cursor first.
    pub(crate) fn files(&self, snapshot: &Snapshot, own: FileId) -> Vec<FileId> {
        if let Meaning::Local(file, ..) = self.meaning {
            return vec![file];
        }
        let mut files: Vec<(bool, bool, &str, FileId)> = snapshot
            .files()
            .map(|(id, file)| (id != own, file.shipped, file.path.as_str(), id))
            .collect();
        files.sort_unstable();
        files.into_iter().map(|(.., id)| id).collect()
    }

    /// The places in a file, in the order of the text.
    pub(crate) fn in_file(
        &self,
        snapshot: &Snapshot,
        id: FileId,
    ) -> Vec<(Range<usize>, Occurrence)> {
        self.matching(snapshot, id, |occurrence| occurrence.meaning == self.meaning)
    }

    /// The names in a file, of those blocks where the text stands, for which something is true; in
    /// the order of the text.
    pub(crate) fn matching(
        &self,
        snapshot: &Snapshot,
        id: FileId,
        keep: impl Fn(&Occurrence) -> bool,
    ) -> Vec<(Range<usize>, Occurrence)> {
        let mut found = Vec::new();
        let Some(file) = snapshot.file(id) else { return found };
        let mut names = None;
        for (block, start, tree) in file.document.blocks() {
            let elsewhere = matches!(self.meaning, Meaning::Local(_, own, _) if own != block);
            let is_named = self.texts.is_empty()
                || self.texts.iter().any(|text| tree.text.contains(text.as_str()));
            if elsewhere || !is_named {
                continue;
            }
            let names = names.get_or_insert_with(|| Names::of(snapshot, id));
            let Some(names) = names else { return found };
            let occurrences = names.in_block(block, tree).into_iter();
            let own = occurrences.filter(&keep);
            found.extend(own.map(|occurrence| (in_file(start, occurrence.span), occurrence)));
        }
        found.sort_by_key(|(range, _)| (range.start, range.end));
        found.dedup_by(|left, right| left.0 == right.0);
        found
    }
}

/// The names that a rule had before.
fn former_rules(snapshot: &Snapshot, rule: &str) -> Vec<SmolStr> {
    let packs = snapshot.files().filter(|(_, file)| file.header.model().is_none());
    let blocks = packs.flat_map(|(_, file)| file.document.blocks());
    let items = blocks.flat_map(|(_, _, block)| &block.items);
    let moved = items.filter_map(|item| match &item.head {
        Head::Moved(moved) => Some(moved),
        _ => None,
    });
    let bare = rule.rsplit('.').next();
    let names = moved.filter(|moved| {
        moved.to.iter().any(|to| full_name(to) == rule || Some(to.last().text.as_str()) == bare)
    });
    names.filter_map(|moved| Some(moved.from.as_ref()?.last().text.clone())).collect()
}
