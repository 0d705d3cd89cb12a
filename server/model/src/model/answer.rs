//! Where a control is to be said so that it answers a threat.
//!
//! Not for: what is answered already, which the state of a threat says.

use smol_str::SmolStr;
use tm_grammar::words::ItemWord;

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
        self.ways(id, threat).into_iter().find_map(|way| self.with_control(way))
    }

    /// All controls that answer a threat, each with what that takes: those of its rule's `unless` that
    /// are neither in place nor planned, then those that counter it.
    pub fn answers(&self, threat: &Threat) -> Vec<FirstAnswer> {
        let RuleRef::Pack(id) = threat.rule else { return Vec::new() };
        let mut answers: Vec<FirstAnswer> = Vec::new();
        let is_new = |answers: &[FirstAnswer], control: AttributeId| {
            answers.iter().all(|answer| answer.control != control)
        };
        for way in self.ways(id, threat) {
            let Some(answer) = self.with_control(way) else { continue };
            if is_new(&answers, answer.control) {
                answers.push(answer);
            }
        }
        let asked: Vec<AttributeId> = self.schema.rule(id).answers.clone();
        let counters = asked.into_iter().filter(|control| {
            let info = self.schema.attribute(*control);
            info.counters_rule(&self.schema.rule(id).name)
        });
        for control in counters {
            if is_new(&answers, control) {
                let places = vec![self.place_beside(threat.subject)];
                answers.push(FirstAnswer { control, places, further: Vec::new() });
            }
        }
        if answers.is_empty() {
            answers.extend(self.other_answer(id, threat.subject));
        }
        answers
    }

    /// The ways to make the `unless` of a rule true.
    fn ways(&self, id: RuleId, threat: &Threat) -> Vec<Vec<Need>> {
        let rule = self.schema.rule(id);
        let Some(unless) = rule.unless.as_ref() else { return Vec::new() };
        // What is planned is on its way, unless the threat is here because that is late.
        let planned = threat.state != State::Planned;
        Evaluator::new(self, threat.subject, rule.slots, planned).ways(unless)
    }

    /// The first control of a way, and what else the way takes; `None` if it has none.
    fn with_control(&self, way: Vec<Need>) -> Option<FirstAnswer> {
        let is_control = |need: &Need| {
            need.value == "yes"
                && self.schema.attribute(need.attribute).role == AttributeRole::Control
        };
        let control = way.iter().find(|need| is_control(need))?.attribute;
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
        let places = vec![self.place_beside(subject)];
        Some(FirstAnswer { control, places, further: Vec::new() })
    }

    /// Where something is said of a thing: what is written on a flow holds for its reply.
    fn place_beside(&self, subject: ThingId) -> ThingId {
        let thing = self.thing(subject);
        if thing.is_reply() { thing.links.reply.unwrap_or(subject) } else { subject }
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
