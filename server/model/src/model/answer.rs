//! Where a control is to be said so that it answers a threat.
//!
//! Not for: what is answered already, which the state of a threat says.

use smol_str::SmolStr;

use super::{Model, RuleRef, State, ThingId, Threat};
use crate::evaluate::Evaluator;
use crate::evaluate::needs::Need;
use crate::schema::{AttributeId, AttributeRole, RuleId};

/// The control by which a threat is best answered, and what else that takes.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstAnswer {
    /// The control.
    pub control: AttributeId,
    /// The things of which it is to be said; a flow for its reply.
    pub places: Vec<ThingId>,
    /// What else must be so, because the control alone settles nothing: a fact or control, what it
    /// must be, and of which thing.
    pub further: Vec<(AttributeId, SmolStr, ThingId)>,
}

impl Model {
    /// The control that answers a threat before all others: the first of its rule's `unless` that is
    /// neither in place nor planned.
    pub fn first_answer(&self, threat: &Threat) -> Option<FirstAnswer> {
        let RuleRef::Pack(rule) = threat.rule else { return None };
        self.first_way(rule, threat).or_else(|| self.other_answer(rule, threat.subject))
    }

    /// The first way to make the `unless` of a rule true that has a control in it.
    fn first_way(&self, id: RuleId, threat: &Threat) -> Option<FirstAnswer> {
        let rule = self.schema.rule(id);
        // What is planned is on its way, unless the threat is here because that is late.
        let planned = threat.state != State::Planned;
        let mut evaluator = Evaluator::new(self, threat.subject, rule.slots, planned);
        let ways = evaluator.ways(rule.unless.as_ref()?);
        let is_control = |need: &Need| {
            need.value == "yes"
                && self.schema.attribute(need.attribute).role == AttributeRole::Control
        };
        let (control, way) = ways.into_iter().find_map(|way| {
            let control = way.iter().find(|need| is_control(need))?.attribute;
            Some((control, way))
        })?;
        let mut answer = FirstAnswer { control, places: Vec::new(), further: Vec::new() };
        for need in way {
            if need.attribute == control && is_control(&need) {
                answer.places.push(need.on);
            } else {
                answer.further.push((need.attribute, need.value, need.on));
            }
        }
        answer.places.sort_unstable_by(|left, right| self.label(*left).cmp(self.label(*right)));
        answer.places.dedup();
        answer.further.dedup();
        Some(answer)
    }

    /// True if what answers a threat before all others settles one of another rule on its subject, too.
    pub fn settles_too(&self, threat: &Threat, other: RuleRef) -> bool {
        let (Some(answer), RuleRef::Pack(other)) = (self.first_answer(threat), other) else {
            return false;
        };
        let rule = self.schema.rule(other);
        let Some(unless) = &rule.unless else { return false };
        let gives = |need: &Need| {
            let wanted = (need.attribute, need.value.clone(), need.on);
            let places = &answer.places;
            answer.further.contains(&wanted)
                || (need.attribute == answer.control
                    && need.value == "yes"
                    && places.contains(&need.on))
        };
        let mut evaluator = Evaluator::new(self, threat.subject, rule.slots, true);
        evaluator.ways(unless).iter().any(|way| way.iter().all(gives))
    }

    /// The first control that answers a rule without being asked for by its `unless`, on the subject.
    fn other_answer(&self, rule: RuleId, subject: ThingId) -> Option<FirstAnswer> {
        let control = self.schema.rule(rule).answers.first().copied()?;
        let thing = self.thing(subject);
        // What is written on a flow holds for its reply.
        let place = if thing.is_reply() { thing.links.reply.unwrap_or(subject) } else { subject };
        Some(FirstAnswer { control, places: vec![place], further: Vec::new() })
    }

    /// True if something is written of a control on a thing itself: a mitigation beside it would
    /// contradict it.
    pub fn says(&self, thing: ThingId, control: AttributeId) -> bool {
        self.thing(thing).written(control).is_some_and(|written| !written.refuted)
    }
}
