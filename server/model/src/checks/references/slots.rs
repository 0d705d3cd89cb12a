//! What the places of references are called, and what each needs.

use tm_grammar::words::ItemWord;

use super::Place;
use crate::engine::Slot;

impl Place<'_, '_> {
    /// What is needed here, in words.
    pub(super) fn wanted(&self) -> &'static str {
        match self.slot {
            Slot::Zone => "zone",
            Slot::Carrying | Slot::Returns | Slot::Holds => "asset",
            Slot::End(_) => "element",
            Slot::Protects => "asset or element",
            Slot::Actor => "actor or entity",
            Slot::Receiver => "actor or element",
            Slot::With => "mitigation or control",
            Slot::Event => "event",
            Slot::Assumption => "assumption",
            Slot::Requirement => "requirement",
            Slot::Question => "question",
            Slot::Threat => "threat",
            Slot::Target | Slot::ThreatTarget => "thing",
            Slot::Via => "flow type",
            Slot::Also => "asset type",
            Slot::Kind => match self.item.word {
                ItemWord::Threat => "category of threats",
                ItemWord::Mitigation => "control",
                _ => "type",
            },
        }
    }

    /// What stands before the reference, as people know it.
    pub(super) fn slot_name(&self) -> &'static str {
        match self.slot {
            Slot::Zone => "\"in\"",
            Slot::Carrying => "\"carrying\"",
            Slot::Returns => "\"returns\"",
            Slot::Holds => "\"holds\"",
            Slot::Protects => "\"protects\"",
            Slot::Actor if self.item.word == ItemWord::Objective => "\"against\"",
            Slot::Actor => "\"by\"",
            Slot::Receiver => "\"to\"",
            Slot::With => "\"with\"",
            Slot::Event => "\"raises\"",
            Slot::Assumption => "\"assuming\"",
            Slot::Requirement => "\"realises\"",
            Slot::Via => "\"via\"",
            Slot::Also => "\"also\"",
            Slot::End(_) => "an end of a flow",
            Slot::Target | Slot::ThreatTarget => "\"zone\"",
            Slot::Question | Slot::Threat => "this place",
            Slot::Kind => "this item",
        }
    }

    /// The item that would give the name a meaning.
    pub(super) fn creates(&self) -> Option<&'static str> {
        Some(match self.slot {
            Slot::Zone => "zone",
            Slot::Carrying | Slot::Returns | Slot::Holds | Slot::Protects => "asset",
            Slot::Actor => "actor",
            Slot::With => "mitigation",
            Slot::Event => "event",
            Slot::Assumption => "assumption",
            Slot::Requirement => "requirement",
            Slot::Question => "question",
            _ => return None,
        })
    }

    /// Whether a thing is named here, which may be that of an imported model or a part of a flow. What
    /// else is named has its own set of names, in which a part before the name is that of a pack.
    pub(super) fn is_of_a_thing(&self) -> bool {
        !matches!(
            self.slot,
            Slot::With | Slot::Event | Slot::Question | Slot::Assumption | Slot::Requirement
        )
    }

    /// What is needed here where something of another kind stands.
    pub(super) fn wanted_kind(&self) -> &'static str {
        match self.slot {
            // Of targets only `zone z` asks for a kind.
            Slot::Target | Slot::ThreatTarget => "zone",
            _ => self.wanted(),
        }
    }
}
