//! What could be done about the threats on the item at the cursor, the most urgent first.

use tm_grammar::words::ItemWord;
use tm_model::Slot;
use tm_model::change::{Change, add_property};
use tm_model::model::{FirstAnswer, ItemId, Model, Resolution, RuleRef, ThingId, Threat};
use tm_model::schema::{AttributeId, AttributeRole};
use tm_model::value::Value;

use super::{Action, ActionKind, Findings, Here, quoted};
use crate::edits::Edit;
use crate::spelling::{Spelt, written_thing};

/// How many threats are offered something: more would bury the first.
const THREATS: usize = 3;

/// How many controls are offered for a threat.
const CONTROLS: usize = 4;

pub(super) fn add<'a>(here: &Here<'a>, findings: &Findings, actions: &mut Vec<Action<'a>>) {
    let things = here.model.things_of(here.id).iter();
    let mut threats: Vec<Threat> = things.flat_map(|thing| here.model.threats(*thing)).collect();
    threats.retain(|threat| threat.state.is_pending() || threat.overdue);
    threats.sort_by(|left, right| left.urgency().cmp(&right.urgency()));
    let reported = findings
        .list
        .iter()
        .position(|it| it.diagnostic.code == tm_model::diagnostic::Code::OpenThreats);
    // What a finding offers is not offered twice.
    let known: Vec<&str> = findings
        .list
        .iter()
        .flat_map(|it| it.diagnostic.fixes.iter().map(|fix| fix.replacement.trim()))
        .collect();
    for threat in threats.into_iter().take(THREATS) {
        let from = actions.len();
        mitigations(here, &threat, actions);
        decisions(here, &threat, &known, actions);
        for action in &mut actions[from..] {
            action.settles = action.settles.or(reported);
        }
    }
}

/// A threat as decisions write it.
fn written_key(model: &Model, threat: &Threat) -> String {
    let name = match threat.rule {
        RuleRef::Pack(_) => threat.name.to_string(),
        RuleRef::Own(_) => Spelt::of(&threat.name).written,
    };
    if threat.key == threat.name {
        return name;
    }
    format!("{name} on {}", written_thing(model, threat.subject))
}

/// The mitigations of the model that are a control.
fn with_control(model: &Model, control: AttributeId) -> impl Iterator<Item = ItemId> {
    let is_it = move |id: ItemId| {
        let mut resolutions = model.resolutions(id).iter();
        resolutions.any(|(slot, is)| *slot == Slot::Kind && *is == Resolution::Control(control))
    };
    model
        .items()
        .filter(|(_, item)| item.word == ItemWord::Mitigation && !item.name().is_empty())
        .map(|(id, _)| id)
        .filter(move |id| is_it(*id))
}

/// Mitigations that are there, and those that could be written, for each control that answers it.
fn mitigations<'a>(here: &Here<'a>, threat: &Threat, actions: &mut Vec<Action<'a>>) {
    let (here, model) = (*here, here.model);
    let key = written_key(model, threat);
    if let RuleRef::Own(_) = threat.rule {
        return own(here, threat, &key, actions);
    }
    for answer in model.answers(threat).into_iter().take(CONTROLS) {
        let control = answer.control;
        let name = model.schema.attribute(control).name.as_str();
        for mitigation in with_control(model, control) {
            let Some(item) = model.item(mitigation) else { continue };
            if item.word_of("status") == Some("rejected") {
                continue;
            }
            let line = format!("mitigate {key} with {}", Spelt::of(item.name()).written);
            let title = format!("Mitigate {} with \"{}\"", threat.key, item.name());
            actions.push(Action::new(ActionKind::QuickFix, title, move || {
                Some(vec![here.room().decision(&line)])
            }));
        }
        if answer.places.iter().any(|place| is_promised(model, *place, control)) {
            // The question is what to answer.
            continue;
        }
        if answer.further.iter().any(|(_, value, _)| value.contains(' ')) {
            // Which of several words it must be is a choice that somebody has to make.
            continue;
        }
        if answer.places.iter().all(|place| model.says(*place, control)) {
            let title = format!("Write \"{name}: yes\" against {}", threat.key);
            actions.push(Action::new(ActionKind::QuickFix, title, move || {
                taken(here, &answer, "done")
            }));
            continue;
        }
        let targets: Vec<String> =
            answer.places.iter().map(|place| written_thing(model, *place)).collect();
        let targets = targets.join(", ");
        let more = if answer.further.is_empty() { "" } else { ", with what that takes" };
        for (title, status) in [
            (format!("Plan \"{name}\" on {targets}{more}"), "planned"),
            (format!("Say that \"{name}\" is done on {targets}{more}"), "done"),
        ] {
            let answer = answer.clone();
            actions.push(Action::new(ActionKind::QuickFix, title, move || {
                taken(here, &answer, status)
            }));
        }
    }
}

/// All that an answer takes: a mitigation for each control that nothing is written of, and a property
/// for everything else. `None` where a body is not closed.
fn taken(here: Here<'_>, answer: &FirstAnswer, status: &str) -> Option<Vec<Edit>> {
    let model = here.model;
    let of_control = answer.places.iter().map(|place| (answer.control, "yes", *place));
    let further = answer.further.iter().map(|(what, value, on)| (*what, value.as_str(), *on));
    let mut edits = Vec::new();
    let mut controls: Vec<(AttributeId, Vec<String>)> = Vec::new();
    for (what, value, on) in of_control.chain(further) {
        let is_control = model.schema.attribute(what).role == AttributeRole::Control;
        if !is_control || value != "yes" || model.says(on, what) {
            edits.push(said(here, on, what, value)?);
            continue;
        }
        let target = written_thing(model, on);
        match controls.iter_mut().find(|(known, _)| *known == what) {
            Some((_, targets)) => targets.push(target),
            None => controls.push((what, vec![target])),
        }
    }
    for (control, targets) in controls {
        let sentence = model.mitigation_sentence(control, &targets.join(", "), Some(status));
        edits.push(here.room().item(ItemWord::Mitigation, &sentence));
    }
    Some(edits)
}

/// True if `?` is written of a control.
fn is_promised(model: &Model, thing: ThingId, control: AttributeId) -> bool {
    let written = model.thing(thing).written(control);
    written.is_some_and(|written| written.value == Value::Unknown)
}

/// `fact: word` on a thing, in the place of what is written there.
fn said(here: Here<'_>, thing: ThingId, what: AttributeId, value: &str) -> Option<Edit> {
    let item = here.model.item(here.model.thing(thing).item)?;
    let name = &here.model.schema.attribute(what).name;
    let change = match item.property(name) {
        Some(property) => Change::new(property.values.first()?.span, value),
        None => add_property(item.node(), item.text(), &format!("{name}: {value}"))?,
    };
    let start = here.snapshot.file(item.file)?.document.start_of(item.block)?;
    let range = start + change.span.start as usize..start + change.span.end as usize;
    Some(Edit::new(item.file, range, change.text))
}

/// What a threat of the model can be answered with: mitigations in its place, or a new one.
fn own<'a>(here: Here<'a>, threat: &Threat, key: &str, actions: &mut Vec<Action<'a>>) {
    let model = here.model;
    let placed = model.thing(threat.subject).placed.iter().map(|placed| placed.mitigation);
    for mitigation in placed.take(CONTROLS) {
        let Some(item) = model.item(mitigation) else { continue };
        let line = format!("mitigate {key} with {}", Spelt::of(item.name()).written);
        let title = format!("Mitigate {} with \"{}\"", threat.key, item.name());
        actions.push(Action::new(ActionKind::QuickFix, title, move || {
            Some(vec![here.room().decision(&line)])
        }));
    }
    let (key, base) = (key.to_owned(), format!("against-{}", threat.name));
    let title = format!("Plan a mitigation of {}", threat.key);
    actions.push(Action::new(ActionKind::QuickFix, title, move || {
        let name = Spelt::of(&here.free_name(ItemWord::Mitigation, &base)).written;
        let mitigation = format!("mitigation {name} status planned");
        Some(vec![
            here.room().item(ItemWord::Mitigation, &mitigation),
            here.room().decision(&format!("mitigate {key} with {name}")),
        ])
    }));
}

/// The other decisions, and a story that tells of the threat.
fn decisions<'a>(here: &Here<'a>, threat: &Threat, known: &[&str], actions: &mut Vec<Action<'a>>) {
    // What was decided once is decided anew where that stands.
    if threat.decision.is_some() || threat.overdue {
        return;
    }
    let (here, model) = (*here, here.model);
    let (key, said) = (written_key(model, threat), threat.key.as_str());
    let (quarter, half) = (here.day(90), here.day(180));
    for (title, line) in [
        (format!("Accept {said} for 90 days"), format!("accept {key} until {quarter}")),
        (format!("Accept {said} for 180 days"), format!("accept {key} until {half}")),
        (format!("Transfer {said}"), format!("transfer {key} until {half}")),
        (format!("Avoid {said}"), format!("avoid {key}")),
        (format!("Dismiss {said}"), format!("dismiss {key}")),
    ] {
        if known.contains(&line.as_str()) {
            continue;
        }
        actions.push(Action::new(ActionKind::QuickFix, title, move || {
            Some(vec![here.room().decision(&line)])
        }));
    }
    let title = quoted(&model.threat_title(threat));
    let rule = threat.name.rsplit('.').next().unwrap_or_default();
    let base = format!("{rule}-on-{}", model.label(threat.subject).replace('/', "-"));
    let on = written_thing(model, threat.subject);
    actions.push(Action::new(
        ActionKind::Rewrite,
        format!("Write a story about {said}"),
        move || {
            let name = Spelt::of(&here.free_name(ItemWord::Story, &base)).written;
            let story =
                format!("story {name}: abuse {title} on {on} {{\n  without {title}: {key}\n}}\n");
            Some(vec![here.room().item(ItemWord::Story, &story)])
        },
    ));
}
