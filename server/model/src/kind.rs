//! The kinds of things that a model is made of, and sets of them.

use tm_grammar::words::ItemWord;

/// What a thing of a model is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum ThingKind {
    /// The model itself.
    Model,
    /// Someone or something outside that talks to the system.
    Entity,
    /// Something that works on data.
    Process,
    /// Something that keeps data.
    Store,
    /// Data that moves one way: a flow, a segment of a chain, or a reply.
    Flow,
    /// A place whose members are trusted alike.
    Zone,
    /// What is worth protecting.
    Asset,
    /// Who could do harm.
    Actor,
}

impl ThingKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Model,
        Self::Entity,
        Self::Process,
        Self::Store,
        Self::Flow,
        Self::Zone,
        Self::Asset,
        Self::Actor,
    ];

    /// The word for it, which is also the root of its types.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Entity => "entity",
            Self::Process => "process",
            Self::Store => "store",
            Self::Flow => "flow",
            Self::Zone => "zone",
            Self::Asset => "asset",
            Self::Actor => "actor",
        }
    }

    /// The kind with that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The kind that an item of that word declares.
    pub const fn of_item(word: ItemWord) -> Option<Self> {
        Some(match word {
            ItemWord::Model => Self::Model,
            ItemWord::Entity => Self::Entity,
            ItemWord::Process => Self::Process,
            ItemWord::Store => Self::Store,
            ItemWord::Flow => Self::Flow,
            ItemWord::Zone => Self::Zone,
            ItemWord::Asset => Self::Asset,
            ItemWord::Actor => Self::Actor,
            _ => return None,
        })
    }

    /// True for entities, processes and stores.
    pub const fn is_element(self) -> bool {
        matches!(self, Self::Entity | Self::Process | Self::Store)
    }
}

impl std::fmt::Display for ThingKind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.word())
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct KindSet(u8);

impl KindSet {
    /// No kind.
    pub const EMPTY: Self = Self(0);
    /// Every kind.
    pub const ALL: Self = Self(u8::MAX);
    /// Entities, processes and stores.
    pub const ELEMENTS: Self =
        Self::of(ThingKind::Entity).or(Self::of(ThingKind::Process)).or(Self::of(ThingKind::Store));

    /// The set of one kind.
    pub const fn of(kind: ThingKind) -> Self {
        Self(1 << kind as u8)
    }

    /// The kinds of a word as `for` takes it: a kind, or `element` for three of them.
    pub fn parse(word: &str) -> Option<Self> {
        if word == "element" {
            return Some(Self::ELEMENTS);
        }
        ThingKind::parse(word).map(Self::of)
    }

    /// The kinds of either.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds of both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// True if the kind is in the set.
    pub const fn contains(self, kind: ThingKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// True if there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds, in the order of [`ThingKind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = ThingKind> {
        ThingKind::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }
}
