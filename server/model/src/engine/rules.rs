//! Rules on things: their instances, and what those ask.

use smallvec::SmallVec;

use super::Engine;
use crate::evaluate::Evaluator;
use crate::model::{Instance, ThingId};
use crate::parallel;
use crate::schema::RuleId;
use crate::value::Truth;

impl Engine {
    pub(super) fn evaluate_rules(&mut self) {
        let mut stale = std::mem::take(&mut self.pending.rules);
        if self.fresh {
            self.evaluate_all_rules();
            return;
        }
        stale.sort_unstable_by_key(|(rule, id)| (*id, *rule));
        stale.dedup();
        stale.retain(|(_, id)| self.model.thing(*id).alive);
        self.counters.rules_evaluated += stale.len() as u64;
        let of_things: Vec<&[(RuleId, ThingId)]> =
            stale.chunk_by(|left, right| left.1 == right.1).collect();
        // A rule reads nothing that another one changes.
        let changed = parallel::map(&of_things, |rules| self.instances_after(rules));
        for (rules, instances) in of_things.iter().zip(changed) {
            if let Some(instances) = instances {
                self.replace_instances(rules[0].1, instances);
            }
        }
    }

    /// A first analysis tries on each thing all rules of its kind, without a list of them all.
    fn evaluate_all_rules(&mut self) {
        let subjects: Vec<(ThingId, &[RuleId])> = self
            .model
            .things()
            .map(|(id, thing)| (id, self.rules_by_kind[thing.kind as usize].as_slice()))
            .collect();
        let tried: usize = subjects.iter().map(|(_, rules)| rules.len()).sum();
        let found = parallel::map(&subjects, |(id, rules)| {
            self.instances(*id, rules.iter().copied()).collect::<Vec<Instance>>()
        });
        let subjects: Vec<ThingId> = subjects.into_iter().map(|(id, _)| id).collect();
        self.counters.rules_evaluated += tried as u64;
        for (id, instances) in subjects.into_iter().zip(found) {
            if !instances.is_empty() {
                self.replace_instances(id, instances);
            }
        }
    }

    /// The instances of a thing once some rules are evaluated again; `None` if none changes.
    fn instances_after(&self, rules: &[(RuleId, ThingId)]) -> Option<Vec<Instance>> {
        let (_, id) = *rules.first()?;
        let known = self.model.instances(id);
        let kept = known.iter().filter(|instance| {
            rules.binary_search_by_key(&instance.rule, |(rule, _)| *rule).is_err()
        });
        let mut instances: Vec<Instance> = kept.cloned().collect();
        instances.extend(self.instances(id, rules.iter().map(|(rule, _)| *rule)));
        instances.sort_unstable_by_key(|instance| instance.rule);
        (instances.as_slice() != &**known).then_some(instances)
    }

    /// The rules whose situation is or may be there on a thing, of those that are tried.
    fn instances(
        &self,
        id: ThingId,
        rules: impl Iterator<Item = RuleId>,
    ) -> impl Iterator<Item = Instance> {
        // Most rules find nothing, so all that are tried on a thing share what trying takes.
        let mut evaluator = Evaluator::new(&self.model, id, 1, false);
        rules.filter_map(move |rule| self.evaluate(&mut evaluator, rule, id))
    }

    /// A rule on a thing, if its situation is or may be there.
    fn evaluate(
        &self,
        evaluator: &mut Evaluator<'_>,
        rule_id: RuleId,
        id: ThingId,
    ) -> Option<Instance> {
        let rule = self.model.schema.rule(rule_id);
        if rule.subject_type.is_some_and(|wanted| !self.model.is_a(id, wanted)) {
            return None;
        }
        evaluator.start_anew(rule.slots);
        let when = evaluator.test(&rule.when);
        if when == Truth::False {
            return None;
        }
        let mut instance = Instance {
            rule: rule_id,
            when,
            unless: Truth::False,
            planned: false,
            unknowns: SmallVec::new(),
        };
        if when == Truth::Unknown {
            instance.unless = Truth::Unknown;
            instance.unknowns = std::mem::take(&mut evaluator.leaves);
        } else if let Some(unless) = &rule.unless {
            instance.unless = evaluator.test(unless);
            if instance.unless == Truth::Unknown {
                instance.unknowns = std::mem::take(&mut evaluator.leaves);
            }
            if instance.unless != Truth::True && self.planned > 0 {
                let mut evaluator = Evaluator::new(&self.model, id, rule.slots, true);
                instance.planned = evaluator.test(unless) == Truth::True;
            }
        }
        instance.unknowns.sort_unstable();
        Some(instance)
    }

    /// Puts the instances of a thing in the place of those of before, and its questions with them.
    pub(super) fn replace_instances(&mut self, id: ThingId, instances: Vec<Instance>) {
        let known = self.model.instances(id).clone();
        let gone = known.iter().filter(|one| !instances.contains(one)).map(|one| (one, false));
        let new = instances.iter().filter(|one| !known.contains(one)).map(|one| (one, true));
        for (instance, added) in gone.chain(new) {
            for (asked, ask) in &instance.unknowns {
                let entry = (*ask, id, instance.rule);
                let list = &mut self.model.results.get_mut(asked.index()).asked;
                if added {
                    list.push(entry);
                } else if let Some(index) = list.iter().position(|other| *other == entry) {
                    list.swap_remove(index);
                }
                self.mark(*asked);
            }
        }
        self.model.results.get_mut(id.index()).instances = instances.into();
        self.mark(id);
        self.mark_affected(id);
        self.mark_decisions(id);
    }
}
