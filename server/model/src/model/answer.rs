//! Where a control is to be said so that it answers a threat.
//!
//! Not for: what is answered already, which the state of a threat says.

use super::{Ask, Model, RuleRef, ThingId, Threat};
use crate::schema::AttributeId;

impl Model {
    /// The control that answers a threat before all others: the first of its rule's `unless`.
    pub fn first_answer(&self, threat: &Threat) -> Option<AttributeId> {
        match threat.rule {
            RuleRef::Pack(rule) => self.schema.rule(rule).answers.first().copied(),
            RuleRef::Own(_) => None,
        }
    }

    /// The things of which a control is to be said: those that the rule asks, else the subject.
    pub fn places_of_answer(&self, threat: &Threat, control: AttributeId) -> Vec<ThingId> {
        let asked = threat.unknowns.iter();
        let mut places: Vec<ThingId> = asked
            .filter(|(_, ask)| *ask == Ask::Attribute(control))
            .map(|(thing, _)| *thing)
            .collect();
        places.sort_unstable_by(|left, right| self.label(*left).cmp(self.label(*right)));
        places.dedup();
        if places.is_empty() {
            places.push(threat.subject);
        }
        places
    }

    /// True if something is written of a control on a thing itself: a mitigation beside it would
    /// contradict it.
    pub fn says(&self, thing: ThingId, control: AttributeId) -> bool {
        self.thing(thing).written(control).is_some_and(|written| !written.refuted)
    }
}
