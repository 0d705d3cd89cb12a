//! Scales and choices: the words that a fact may take.

use smol_str::SmolStr;

use super::PackId;
use crate::source::Origin;

/// The number of a scale or choice in [`super::Schema::word_sets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordSetId(pub u16);

impl WordSetId {
    /// `none < low < medium < high < full`
    pub const TRUST: Self = Self(0);
    /// `public < internal < confidential < restricted`
    pub const CLASSIFICATION: Self = Self(1);
    /// `low < medium < high`: confidentiality, integrity, availability, skill.
    pub const LEVEL: Self = Self(2);
    /// `none`, `up`, `down`, `sideways`
    pub const CROSSING: Self = Self(3);
    /// The kinds of zones.
    pub const ZONE_KIND: Self = Self(4);
    /// `source`, `target`: which end opens a connection.
    pub const INITIATOR: Self = Self(5);
    /// The kinds of actors.
    pub const ACTOR_KIND: Self = Self(6);
    /// How many sets belong to the language.
    pub const BUILT_IN: usize = 7;
}

/// A scale (its words are in an order, lowest first) or a choice (they are not).
#[derive(Clone, Debug, PartialEq)]
pub struct WordSet {
    /// Its name.
    pub name: SmolStr,
    /// Its words.
    pub words: Vec<SmolStr>,
    /// True for a scale.
    pub ordered: bool,
    /// The pack that declares it; `None` if it belongs to the language.
    pub pack: Option<PackId>,
    /// Where it is declared.
    pub origin: Option<Origin>,
}

impl WordSet {
    /// The place of a word.
    pub fn position(&self, word: &str) -> Option<u16> {
        let index = self.words.iter().position(|known| known == word)?;
        u16::try_from(index).ok()
    }

    /// The word at a place.
    pub fn word(&self, position: u16) -> &str {
        self.words.get(usize::from(position)).map_or("?", SmolStr::as_str)
    }

    /// The sets of the language, in the order of the constants of [`WordSetId`].
    pub fn built_in() -> Vec<Self> {
        let set = |name: &str, ordered: bool, words: &[&str]| Self {
            name: name.into(),
            words: words.iter().map(SmolStr::new).collect(),
            ordered,
            pack: None,
            origin: None,
        };
        let zone_kinds: Vec<&str> =
            tm_grammar::words::ZONE_KINDS.iter().map(|(word, _)| *word).collect();
        vec![
            set("trust", true, &["none", "low", "medium", "high", "full"]),
            set("classification", true, &["public", "internal", "confidential", "restricted"]),
            set("level", true, &["low", "medium", "high"]),
            set("crossing", false, &["none", "up", "down", "sideways"]),
            set("zone-kind", false, &zone_kinds),
            set("initiator", false, &["source", "target"]),
            set(
                "actor-kind",
                false,
                &["external", "insider", "partner", "automated", "accidental", "environmental"],
            ),
        ]
    }
}
