//! Threats that are answered in part only.

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ModelItem, RuleRef, State, ThingId, Threat};
use crate::schema::compile::listed;

/// One finding for all threats on a thing that only controls with a partial effect answer.
pub(super) fn check(
    context: &Context<'_>,
    item: &ModelItem,
    thing: ThingId,
    found: &mut Vec<Diagnostic>,
) {
    let model = context.model;
    let threats = context.threats(thing);
    let mut partly: Vec<&Threat> = threats.iter().filter(|one| is_partly(context, one)).collect();
    partly.sort_by(|left, right| left.name.cmp(&right.name));
    let Some(first) = partly.first() else { return };
    let RuleRef::Pack(rule) = first.rule else { return };
    let rule = model.schema.rule(rule);
    let controls = |full: bool| {
        let all = rule.answers.iter().map(|control| model.schema.attribute(*control));
        all.filter(move |info| info.partial != full).take(3).map(|info| info.name.as_str())
    };
    let names: Vec<String> = partly.iter().map(|threat| format!("\"{}\"", threat.name)).collect();
    let by: Vec<&str> = first
        .answers
        .iter()
        .filter_map(|answer| Some(model.schema.attribute(answer.control?).name.as_str()))
        .collect();
    let mut message = format!(
        "{} on \"{}\" is only partly mitigated, by \"{}\".",
        listed(names.iter().map(String::as_str), "and"),
        model.label(thing),
        by.join("\", \"")
    );
    if controls(true).next().is_some() {
        message.push_str(&format!(" What answers it fully: {}.", listed(controls(true), "or")));
    }
    found.push(Diagnostic::new(Code::PartialOnly, item.name_span(), message));
}

/// True if nothing but controls with a partial effect answers the threat.
fn is_partly(context: &Context<'_>, threat: &Threat) -> bool {
    let settled = matches!(threat.state, State::Mitigated | State::Planned);
    settled
        && threat.decision.is_none()
        && !threat.answers.is_empty()
        && threat.answers.iter().all(|answer| {
            let info = answer.control.map(|control| context.model.schema.attribute(control));
            info.is_some_and(|info| info.partial && info.counters_rule(&threat.name))
        })
}
