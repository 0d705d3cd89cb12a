//! Rules on things: their instances, and what those ask.

use smallvec::SmallVec;

use super::Engine;
use crate::evaluate::Evaluator;
use crate::model::{Instance, ThingId};
use crate::schema::RuleId;
use crate::value::Truth;

impl Engine {
    pub(super) fn evaluate_rules(&mut self) {
        let mut stale = std::mem::take(&mut self.pending.rules);
        stale.sort_unstable_by_key(|(rule, id)| (*id, *rule));
        stale.dedup();
        let schema = self.model.schema.clone();
        let mut rest = stale.as_slice();
        while let Some((_, id)) = rest.first().copied() {
            let end = rest.iter().position(|(_, other)| *other != id).unwrap_or(rest.len());
            let (these, others) = rest.split_at(end);
            rest = others;
            if !self.model.thing(id).alive {
                continue;
            }
            let mut instances: Vec<Instance> = Vec::new();
            let known = self.model.instances(id).clone();
            let kept = known.iter().filter(|instance| {
                these.binary_search_by_key(&instance.rule, |(rule, _)| *rule).is_err()
            });
            instances.extend(kept.cloned());
            for (rule, _) in these {
                self.counters.rules_evaluated += 1;
                instances.extend(self.evaluate(&schema, *rule, id));
            }
            instances.sort_unstable_by_key(|instance| instance.rule);
            if instances.as_slice() != &*known {
                self.replace_instances(id, instances);
            }
        }
    }

    /// A rule on a thing, if its situation is or may be there.
    pub(super) fn evaluate(
        &self,
        schema: &crate::schema::Schema,
        rule_id: RuleId,
        id: ThingId,
    ) -> Option<Instance> {
        let rule = schema.rule(rule_id);
        if rule.subject_type.is_some_and(|wanted| !self.model.is_a(id, wanted)) {
            return None;
        }
        let mut evaluator = Evaluator::new(&self.model, id, rule.slots, false);
        let when = evaluator.test(&rule.when);
        let mut instance = Instance {
            rule: rule_id,
            when,
            unless: Truth::False,
            planned: false,
            unknowns: SmallVec::new(),
        };
        match when {
            Truth::False => return None,
            Truth::Unknown => {
                instance.unless = Truth::Unknown;
                instance.unknowns = std::mem::take(&mut evaluator.leaves);
            }
            Truth::True => {
                if let Some(unless) = &rule.unless {
                    instance.unless = evaluator.test(unless);
                    if instance.unless == Truth::Unknown {
                        instance.unknowns = std::mem::take(&mut evaluator.leaves);
                    }
                    if instance.unless != Truth::True && self.planned > 0 {
                        let mut evaluator = Evaluator::new(&self.model, id, rule.slots, true);
                        instance.planned = evaluator.test(unless) == Truth::True;
                    }
                }
            }
        }
        instance.unknowns.sort_unstable();
        Some(instance)
    }

    /// Puts the instances of a thing in the place of those of before, and its questions with them.
    pub(super) fn replace_instances(&mut self, id: ThingId, instances: Vec<Instance>) {
        let known = self.model.instances(id).clone();
        for (instance, added) in
            known.iter().map(|one| (one, false)).chain(instances.iter().map(|one| (one, true)))
        {
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
        self.mark_decisions(id);
    }
}
