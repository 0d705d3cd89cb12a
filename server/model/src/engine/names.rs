//! Which names a model defines and which items use them.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use smol_str::SmolStr;
use tm_grammar::words::ItemWord;

use crate::model::ItemId;

/// The sets of names of a model. Each name stands once in its set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Namespace {
    /// Elements, flows, zones, assets, actors, imported models.
    Things,
    Mitigations,
    Threats,
    Stories,
    Assumptions,
    Events,
    Objectives,
    Requirements,
    Questions,
    Trackers,
    /// The headers of a model.
    Models,
    /// Names that `moved` says are gone, as they were written.
    Moved,
}

impl Namespace {
    /// The set in which an item of that word defines its name.
    pub(crate) const fn of(word: ItemWord) -> Option<Self> {
        Some(match word {
            ItemWord::Zone
            | ItemWord::Entity
            | ItemWord::Process
            | ItemWord::Store
            | ItemWord::Flow
            | ItemWord::Asset
            | ItemWord::Actor
            | ItemWord::Import => Self::Things,
            ItemWord::Mitigation => Self::Mitigations,
            ItemWord::Threat => Self::Threats,
            ItemWord::Story => Self::Stories,
            ItemWord::Assumption => Self::Assumptions,
            ItemWord::Event => Self::Events,
            ItemWord::Objective => Self::Objectives,
            ItemWord::Requirement => Self::Requirements,
            ItemWord::Question => Self::Questions,
            ItemWord::Tracker => Self::Trackers,
            ItemWord::Model => Self::Models,
            ItemWord::Moved => Self::Moved,
            _ => return None,
        })
    }
}

/// True if items of both words define their names in one set, where each stands once.
pub fn share_names(left: ItemWord, right: ItemWord) -> bool {
    Namespace::of(left).is_some_and(|set| Namespace::of(right) == Some(set))
}

/// What is known of a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// The items that define it. The first in the text counts; it stands first here.
    pub definitions: SmallVec<[ItemId; 1]>,
    /// The items that use it, whether or not anything defines it.
    pub uses: Vec<ItemId>,
}

/// The names of a model.
#[derive(Debug, Default)]
pub(crate) struct Names {
    entries: FxHashMap<(Namespace, SmolStr), Entry>,
}

impl Names {
    /// What is known of a name.
    pub(crate) fn get(&self, namespace: Namespace, name: &str) -> Option<&Entry> {
        // The key owns its text, which is at most a copy of a few bytes.
        self.entries.get(&(namespace, SmolStr::new(name)))
    }

    /// The item that counts for a name.
    pub(crate) fn definition(&self, namespace: Namespace, name: &str) -> Option<ItemId> {
        self.get(namespace, name)?.definitions.first().copied()
    }

    /// All names of a set that are defined.
    pub(crate) fn all(&self, namespace: Namespace) -> impl Iterator<Item = (&SmolStr, &Entry)> {
        self.entries
            .iter()
            .filter(move |((space, _), entry)| *space == namespace && !entry.definitions.is_empty())
            .map(|((_, name), entry)| (name, entry))
    }

    pub(crate) fn define(&mut self, namespace: Namespace, name: &SmolStr, item: ItemId) {
        self.entries.entry((namespace, name.clone())).or_default().definitions.push(item);
    }

    pub(crate) fn undefine(&mut self, namespace: Namespace, name: &SmolStr, item: ItemId) {
        self.change(namespace, name, |entry| entry.definitions.retain(|other| *other != item));
    }

    pub(crate) fn add_use(&mut self, namespace: Namespace, name: &SmolStr, item: ItemId) {
        let uses = &mut self.entries.entry((namespace, name.clone())).or_default().uses;
        // One item's uses are added together, so a repeated one is the last.
        if uses.last() != Some(&item) {
            uses.push(item);
        }
    }

    pub(crate) fn remove_use(&mut self, namespace: Namespace, name: &SmolStr, item: ItemId) {
        self.change(namespace, name, |entry| entry.uses.retain(|other| *other != item));
    }

    /// Puts the definitions of a name in an order.
    pub(crate) fn sort_definitions<K: Ord>(
        &mut self,
        namespace: Namespace,
        name: &SmolStr,
        order: impl Fn(ItemId) -> K,
    ) {
        if let Some(entry) = self.entries.get_mut(&(namespace, name.clone()))
            && entry.definitions.len() > 1
        {
            entry.definitions.sort_by_key(|item| order(*item));
        }
    }

    fn change(&mut self, namespace: Namespace, name: &SmolStr, change: impl FnOnce(&mut Entry)) {
        let key = (namespace, name.clone());
        if let Some(entry) = self.entries.get_mut(&key) {
            change(entry);
            if entry.definitions.is_empty() && entry.uses.is_empty() {
                self.entries.remove(&key);
            }
        }
    }
}
