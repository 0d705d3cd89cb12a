//! Decisions about threats whose situation is not there any more.

use tm_grammar::tree::Span;

use super::super::Context;
use super::super::change::Change;
use super::{Decision, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Slot;
use crate::model::{Model, Resolution, RuleRef, ThingId};

/// Findings about threats and targets that nothing matches. What cannot be told, because something
/// that is named is not there, is not reported.
pub(super) fn check(context: &Context<'_>, decision: &Decision<'_>, found: &mut Vec<Diagnostic>) {
    let model = context.model;
    let clear = |place: &Place<'_>| {
        !matches!(place.resolution, Resolution::Missing | Resolution::WrongKind(_))
    };
    let all_clear = decision.threats.iter().chain(&decision.targets).all(clear);
    if context.lacks_packs || !all_clear || decision.threats.is_empty() {
        return;
    }
    if decision.threats.iter().any(|threat| is_nowhere(model, threat.resolution)) {
        return;
    }
    // Rules look at types and along flows: what leads nowhere yet may be why none applies.
    let exists = context.exists();
    if exists.loose_flows || exists.unknown_types {
        return;
    }
    let everywhere = [Resolution::Everything];
    let targets: Vec<&Resolution> = if decision.targets.is_empty() {
        everywhere.iter().collect()
    } else {
        decision.targets.iter().map(|target| target.resolution).collect()
    };
    let matched =
        |threat: &Place<'_>, target: &Resolution| applies(model, threat.resolution, target);
    let any =
        decision.threats.iter().any(|threat| targets.iter().any(|target| matched(threat, target)));
    if !any {
        found.push(whole(decision));
        return;
    }
    for (index, threat) in decision.threats.iter().enumerate() {
        if !targets.iter().any(|target| matched(threat, target)) {
            let message = format!("{} here (any more).", says(decision, threat));
            found.push(part(decision, &decision.threats, index, message));
        }
    }
    for (index, target) in decision.targets.iter().enumerate() {
        if !decision.threats.iter().any(|threat| matched(threat, target.resolution)) {
            let message = format!(
                "Nothing that is decided applies to {} (any more).",
                place(decision, target)
            );
            found.push(part(decision, &decision.targets, index, message));
        }
    }
}

/// True if a threat of the model names places that are not there, which is a finding of its own.
fn is_nowhere(model: &Model, threat: &Resolution) -> bool {
    let Resolution::Item(item) = threat else { return false };
    model.resolutions(*item).iter().any(|(slot, resolution)| {
        *slot == Slot::Target
            && matches!(resolution, Resolution::Missing | Resolution::WrongKind(_))
    })
}

/// True if the situation of some threat that is named is or may be there on something that is named.
fn applies(model: &Model, threat: &Resolution, target: &Resolution) -> bool {
    match target {
        Resolution::Thing(thing) => applies_to(model, threat, *thing),
        Resolution::Things(things) => things.iter().any(|thing| applies_to(model, threat, *thing)),
        _ => model
            .things()
            .any(|(id, _)| applies_to(model, threat, id) && model.names_thing(target, id)),
    }
}

fn applies_to(model: &Model, threat: &Resolution, thing: ThingId) -> bool {
    let results = model.results(thing);
    let generated = results.instances.iter().map(|instance| RuleRef::Pack(instance.rule));
    let declared = results.threats.iter().map(|item| RuleRef::Own(*item));
    generated.chain(declared).any(|rule| model.names_rule(threat, rule))
}

/// Nothing of the decision matches.
fn whole(decision: &Decision<'_>) -> Diagnostic {
    let (threats, targets) = (&decision.threats, &decision.targets);
    let says = match threats.as_slice() {
        [only] => says(decision, only),
        _ => "None of these threats applies".to_owned(),
    };
    let places = match targets.as_slice() {
        [] => "anything".to_owned(),
        [only] => place(decision, only),
        _ => "any of these things".to_owned(),
    };
    let message = format!("{says} to {places} (any more). Remove the decision.");
    // There is at least one threat.
    let first = threats.first().map_or(decision.item.node().word_span, |threat| threat.span);
    let last = threats.last().map_or(first, |threat| threat.span);
    decision.removable(Diagnostic::new(Code::StaleDecision, first.cover(last), message))
}

/// One of several threats or targets matches nothing.
fn part(decision: &Decision<'_>, list: &[Place<'_>], index: usize, message: String) -> Diagnostic {
    let finding = Diagnostic::new(Code::StaleDecision, list[index].span, message);
    // One of several: what matches stands beside it.
    let gone = match list.get(index + 1) {
        Some(next) => Span::new(list[index].span.start, next.span.start),
        None if index > 0 => Span::new(list[index - 1].span.end, list[index].span.end),
        None => return finding,
    };
    finding.with_change("Remove it", |span| decision.item.origin(span), Change::new(gone, ""))
}

/// The beginning of a sentence: that a threat does not apply.
fn says(decision: &Decision<'_>, threat: &Place<'_>) -> String {
    let name = threat.span.text(decision.item.text());
    match threat.resolution {
        Resolution::Everything => "No threat applies".to_owned(),
        Resolution::Pack(pack) => format!("No threat of \"{pack}\" applies"),
        _ => format!("\"{name}\" does not apply"),
    }
}

fn place(decision: &Decision<'_>, target: &Place<'_>) -> String {
    let name = target.span.text(decision.item.text());
    match target.resolution {
        Resolution::Everything => "anything".to_owned(),
        Resolution::Inside(_) => format!("anything in {name}"),
        _ => format!("\"{name}\""),
    }
}
