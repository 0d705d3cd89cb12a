//! Where a control is to be said so that it answers a threat.
//!
//! Not for: what is answered already, which the state of a threat says.

use tm_grammar::words::ItemWord;

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

    /// The sentence that says a control of things, once it is true: `mitigation NAME: CONTROL on
    /// TARGETS status done`, with a name that no mitigation of the model has.
    pub fn mitigation_sentence(
        &self,
        control: AttributeId,
        targets: &str,
        status: Option<&str>,
    ) -> String {
        let control = &self.schema.attribute(control).name;
        let name = self.free_mitigation_name(control);
        let status = status.map(|status| format!(" status {status}")).unwrap_or_default();
        format!("mitigation {name}: {control} on {targets}{status}")
    }

    /// A name that no mitigation of the model has: `base`, or `base-2`, …
    pub fn free_mitigation_name(&self, base: &str) -> String {
        let taken = |name: &str| {
            self.items().any(|(_, item)| item.word == ItemWord::Mitigation && item.name() == name)
        };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let mut names = std::iter::once(base.to_owned()).chain(numbered);
        names.find(|name| !taken(name)).unwrap_or_default()
    }

    /// True if something is written of a control on a thing itself: a mitigation beside it would
    /// contradict it.
    pub fn says(&self, thing: ThingId, control: AttributeId) -> bool {
        self.thing(thing).written(control).is_some_and(|written| !written.refuted)
    }
}
