//! High threats that no story forbids, and those of which nobody would notice an attempt. Both are off
//! unless they are asked for.

use super::super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Namespace, Slot};
use crate::model::{Model, ModelItem, Resolution, Source, State, ThingId, Threat};
use crate::schema::Level;
use crate::schema::compile::listed;

/// Findings about the high threats on a thing, one for each thing that is wrong with some.
pub(super) fn check(
    context: &Context<'_>,
    item: &ModelItem,
    thing: ThingId,
    found: &mut Vec<Diagnostic>,
) {
    for code in [Code::ThreatUnstoried, Code::NoEvent] {
        if context.reports(code) {
            report(context, item, thing, code, found);
        }
    }
}

fn report(
    context: &Context<'_>,
    item: &ModelItem,
    thing: ThingId,
    code: Code,
    found: &mut Vec<Diagnostic>,
) {
    let model = context.model;
    let threats = context.threats(thing);
    let matter = threats.iter().filter(|threat| {
        threat.risk.level >= Level::High
            && !matches!(threat.state, State::Dismissed | State::Avoided)
    });
    let mut names: Vec<String> = matter
        .filter(|threat| {
            // Any story may name any threat, and which events a mitigation raises is said there.
            context.read_everything();
            match code {
                Code::NoEvent => is_answered(threat) && !raises(model, threat),
                _ => !is_told(context, threat),
            }
        })
        .map(|threat| format!("\"{}\"", threat.name))
        .collect();
    if names.is_empty() {
        return;
    }
    names.sort_unstable();
    let (label, names) = (model.label(thing), listed(names.iter().map(String::as_str), "and"));
    let message = match code {
        Code::NoEvent => format!(
            "How would you notice an attempt at {names} on \"{label}\"? Write \"raises\" and an event in what answers it."
        ),
        _ => format!(
            "No story forbids {names} on \"{label}\". Write a \"without\" line that names it."
        ),
    };
    found.push(Diagnostic::new(code, item.name_span(), message));
}

/// True if some story names the threat.
fn is_told(context: &Context<'_>, threat: &Threat) -> bool {
    let model = context.model;
    let mut stories = context.engine.names.all(Namespace::Stories);
    stories.any(|(_, entry)| {
        let Some(story) = entry.definitions.first() else { return false };
        let resolutions = model.resolutions(*story);
        resolutions.iter().enumerate().any(|(index, (slot, named))| {
            *slot == Slot::Threat
                && model.names_rule(named, threat.rule)
                && match resolutions.get(index + 1) {
                    Some((Slot::ThreatTarget, place)) => model.names_thing(place, threat.subject),
                    _ => true,
                }
        })
    })
}

fn is_answered(threat: &Threat) -> bool {
    matches!(threat.state, State::Mitigated | State::Planned)
}

/// True if something that answers the threat raises an event.
fn raises(model: &Model, threat: &Threat) -> bool {
    let by_answers = threat.answers.iter().any(|answer| {
        let item = match answer.source {
            Source::Mitigation(item, _) => model.item(item),
            _ => None,
        };
        answer.control.is_some_and(|control| !model.schema.attribute(control).raises.is_empty())
            || item.is_some_and(|item| item.property("raises").is_some())
    });
    let decided = threat.decision.map(|decision| model.resolutions(decision));
    by_answers
        || decided.into_iter().flat_map(|list| list.iter()).any(|(slot, named)| match named {
            _ if *slot != Slot::With => false,
            Resolution::Item(item) => {
                model.item(*item).is_some_and(|item| item.property("raises").is_some())
            }
            Resolution::Control(control) => !model.schema.attribute(*control).raises.is_empty(),
            _ => false,
        })
}
