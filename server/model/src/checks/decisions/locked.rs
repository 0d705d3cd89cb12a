//! Acceptances under facts that are others now, by what the lock of the workspace says.

use tm_grammar::words::ItemWord;

use super::super::Context;
use super::Decision;
use crate::diagnostic::{Code, Diagnostic};
use crate::lock::{Difference, differences, facts};
use crate::model::{State, Threat};

/// The finding about an `accept` of which some facts have changed since they were locked.
pub(super) fn check(context: &Context<'_>, decision: &Decision<'_>) -> Option<Diagnostic> {
    let locked = context.workspace.lock().models.get(&context.model.name)?;
    if decision.item.word != ItemWord::Accept || locked.accepted.is_empty() {
        return None;
    }
    // What a rule reads may stand far away.
    context.read_everything();
    let mut changed: Vec<(Threat, Vec<Difference>)> = Vec::new();
    for threat in decision.decides(context.model) {
        let Some(before) = locked.accepted.get(&threat.key) else { continue };
        let found = differences(before, &facts(context.model, &threat));
        if threat.state == State::Accepted && !found.is_empty() {
            changed.push((threat, found));
        }
    }
    changed.sort_by(|(left, _), (right, _)| left.key.cmp(&right.key));
    let (threat, facts) = changed.first()?;
    let first = facts.first()?;
    let more = match (facts.len() - 1, changed.len() - 1) {
        (0, 0) => String::new(),
        (0, 1) => " Another acceptance here has changed too.".to_owned(),
        (0, others) => format!(" {others} other acceptances here have changed too."),
        (1, _) => " One more fact is another.".to_owned(),
        (more, _) => format!(" {more} more facts are others."),
    };
    let message = format!(
        "\"{}\" was accepted {}.{more} Look at it again, then run \"tm lock\".",
        threat.key,
        told(first)
    );
    let mut places = decision.threats.iter();
    let place = places.find(|place| context.model.names_rule(place.resolution, threat.rule))?;
    Some(Diagnostic::new(Code::FactsChanged, place.span, message))
}

/// `when internet.trust was medium; it is none now`
fn told(difference: &Difference) -> String {
    let Difference { path, was, is } = difference;
    match (was, is) {
        (Some(was), Some(is)) => format!("when {path} was {was}; it is {is} now"),
        (Some(was), None) => format!("when {path} was {was}; that plays no part now"),
        (None, is) => format!("before {path} was {}", is.as_deref().unwrap_or("there")),
    }
}
