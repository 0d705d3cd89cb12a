//! Whether what a decision names answers the threat at all. This is off unless it is asked for.

use tm_grammar::words::ItemWord;

use super::super::Context;
use super::super::change::add_clause;
use super::Decision;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Named, Slot, references};
use crate::model::{ItemId, Model, Resolution};
use crate::schema::{AttributeId, RuleId};

/// Findings about mitigations of a `mitigate` that are not known to answer its rules.
pub(super) fn check(context: &Context<'_>, decision: &Decision<'_>, found: &mut Vec<Diagnostic>) {
    let item = decision.item;
    if item.word != ItemWord::Mitigate
        || !context.reports(Code::NotCountering)
        || item.property("because").is_some()
    {
        return;
    }
    let model = context.model;
    let rules: Vec<RuleId> = decision
        .threats
        .iter()
        .filter_map(|threat| match threat.resolution {
            Resolution::Rule(rule) => Some(*rule),
            _ => None,
        })
        .collect();
    let mut index = 0;
    references(item.node(), &mut |slot, named| {
        let resolution = model.resolutions(decision.id).get(index).map(|(_, found)| found);
        index += 1;
        let (Slot::With, Named::Reference(reference), Some(resolution)) = (slot, named, resolution)
        else {
            return;
        };
        let (control, mitigation) = match resolution {
            Resolution::Control(control) => (Some(*control), None),
            Resolution::Item(mitigation) => (control_of(model, *mitigation), Some(*mitigation)),
            _ => return,
        };
        let idle = |rule: &&RuleId| {
            control.is_some_and(|control| !model.schema.rule(**rule).answers.contains(&control))
                && !mitigation.is_some_and(|mitigation| counters(model, mitigation, **rule))
        };
        let Some(rule) = rules.iter().find(idle) else { return };
        let message = format!(
            "\"{}\" is not known to answer \"{}\". Say why it does with \"because\", or name what does.",
            reference.span.text(item.text()),
            model.schema.rule(*rule).name
        );
        found.push(Diagnostic::new(Code::NotCountering, reference.span, message).with_change(
            "Write \"because\"",
            |span| item.origin(span),
            add_clause(item.node(), item.text(), "because \"\""),
        ));
    });
}

fn control_of(model: &Model, mitigation: ItemId) -> Option<AttributeId> {
    model.resolutions(mitigation).iter().find_map(|(slot, resolution)| match resolution {
        Resolution::Control(control) if *slot == Slot::Kind => Some(*control),
        _ => None,
    })
}

/// True if a mitigation says itself that it counters the rule.
fn counters(model: &Model, mitigation: ItemId, rule: RuleId) -> bool {
    let rule = crate::model::RuleRef::Pack(rule);
    let named = model.resolutions(mitigation);
    named.iter().any(|(slot, named)| *slot == Slot::Threat && model.names_rule(named, rule))
}
