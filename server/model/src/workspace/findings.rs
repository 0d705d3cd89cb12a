//! The findings of all files, and which of them point into blocks of others.
//!
//! A finding's other places are ranges of blocks. If a block is edited, ranges in it move, so the
//! findings that point into it must be made anew, whatever else the edit changed.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tm_grammar::BlockId;

use crate::diagnostic::Diagnostic;
use crate::model::{OpenQuestion, Threat};
use crate::source::{FileId, Origin};

type Place = (FileId, BlockId);

/// What is to be done about the things that a block declares.
#[derive(Clone, Debug, Default)]
pub struct Outlook {
    /// Their threats.
    pub threats: Vec<Threat>,
    /// What they are asked.
    pub questions: Vec<OpenQuestion>,
}

/// The findings of all files, by block.
#[derive(Default)]
pub(super) struct Findings {
    lists: FxHashMap<FileId, FxHashMap<BlockId, Arc<[Diagnostic]>>>,
    /// The outlook of blocks that have one.
    outlooks: FxHashMap<Place, Outlook>,
    /// For a block, those whose findings point into it.
    pointing: FxHashMap<Place, FxHashSet<Place>>,
}

impl Findings {
    /// The findings of a file.
    pub(super) fn of_file(&self, file: FileId) -> Option<&FxHashMap<BlockId, Arc<[Diagnostic]>>> {
        self.lists.get(&file)
    }

    /// The findings of a block.
    pub(super) fn of_block(&self, file: FileId, block: BlockId) -> Option<&Arc<[Diagnostic]>> {
        self.lists.get(&file)?.get(&block)
    }

    /// The outlook of a block.
    pub(super) fn outlook(&self, place: Place) -> Option<&Outlook> {
        self.outlooks.get(&place)
    }

    /// Puts the outlook of a block in the place of that of before.
    pub(super) fn set_outlook(&mut self, place: Place, outlook: Outlook) {
        if outlook.threats.is_empty() && outlook.questions.is_empty() {
            self.outlooks.remove(&place);
        } else {
            self.outlooks.insert(place, outlook);
        }
    }

    /// True if findings of other blocks point into a block.
    pub(super) fn is_pointed_into(&self, place: Place) -> bool {
        self.pointing.contains_key(&place)
    }

    /// The blocks whose findings point at something in a block that ends behind an offset.
    pub(super) fn pointing_behind(
        &self,
        place: Place,
        offset: usize,
    ) -> impl Iterator<Item = Place> {
        let is_behind = move |origin: &Origin| {
            (origin.file, origin.block) == place && origin.span.end as usize > offset
        };
        let points = move |(file, block): &Place| {
            let findings = self.of_block(*file, *block).into_iter().flat_map(|list| &**list);
            findings.flat_map(|finding| &finding.related).any(|one| is_behind(&one.origin))
        };
        self.pointing.get(&place).into_iter().flatten().copied().filter(points)
    }

    /// Puts the findings of a block in the place of those of before. True if they differ.
    pub(super) fn set(&mut self, place: Place, list: Arc<[Diagnostic]>) -> bool {
        for target in targets(place, &list) {
            self.pointing.entry(target).or_default().insert(place);
        }
        let known = self.lists.entry(place.0).or_default().insert(place.1, list.clone());
        let Some(known) = known else { return !list.is_empty() };
        let now: Vec<Place> = targets(place, &list).collect();
        for target in targets(place, &known).filter(|target| !now.contains(target)) {
            self.forget(target, place);
        }
        known != list
    }

    /// Takes out the findings of a block. True if there were some.
    pub(super) fn remove_block(&mut self, place: Place) -> bool {
        self.outlooks.remove(&place);
        let removed = self.lists.get_mut(&place.0).and_then(|list| list.remove(&place.1));
        let Some(removed) = removed else { return false };
        for target in targets(place, &removed) {
            self.forget(target, place);
        }
        !removed.is_empty()
    }

    /// Takes out the findings of a file.
    pub(super) fn remove_file(&mut self, file: FileId) {
        for (block, list) in self.lists.remove(&file).unwrap_or_default() {
            self.outlooks.remove(&(file, block));
            for target in targets((file, block), &list) {
                self.forget(target, (file, block));
            }
        }
    }

    fn forget(&mut self, target: Place, place: Place) {
        if let Some(pointing) = self.pointing.get_mut(&target) {
            pointing.remove(&place);
            if pointing.is_empty() {
                self.pointing.remove(&target);
            }
        }
    }
}

/// The other blocks that findings point into.
fn targets(own: Place, list: &[Diagnostic]) -> impl Iterator<Item = Place> {
    let place = |origin: &Origin| (origin.file, origin.block);
    list.iter()
        .flat_map(move |finding| finding.related.iter().map(move |related| place(&related.origin)))
        .filter(move |target| *target != own)
}
