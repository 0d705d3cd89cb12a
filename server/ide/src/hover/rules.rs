//! Rules: what they look for, and how they stand on the things that a decision or story names.

use tm_model::Slot;
use tm_model::kind::{KindSet, ThingKind};
use tm_model::model::{Ask, Found, ItemId, Model, RuleRef, State, ThingId, Threat};
use tm_model::schema::{AttributeId, Link, Rule, RuleId, Schema, TemplatePart};
use tm_model::value::Value;
use tm_model::workspace::Header;

use super::why;
use crate::named::{subjects_of, things_of};
use crate::place::Place;
use crate::wording::{self, dotted, escape, relative, some_of};

/// The rule of that name; inside a knowledge base the name may stand without its pack.
pub(super) fn find<'s>(schema: &'s Schema, place: &Place<'_>, name: &str) -> Option<&'s Rule> {
    let found = schema.find_rule(name).or_else(|| {
        let Header::KnowledgeBase(pack, _) = &place.file.header else { return None };
        schema.find_rule(&format!("{pack}.{name}"))
    });
    found.map(|id| schema.rule(id))
}

/// The title of a rule, with what each place stands for: `a flow can be read on the way`.
pub fn title(rule: &Rule) -> String {
    let mut title = String::new();
    for part in &rule.title.parts {
        let TemplatePart::Place(place) = part else {
            if let TemplatePart::Text(text) = part {
                title.push_str(text);
            }
            continue;
        };
        title.push_str(match place.links.last() {
            Some(Link::Source) => "its source",
            Some(Link::Target) => "its target",
            Some(Link::Zone | Link::Parent) => "its zone",
            Some(Link::Reply) => "its reply",
            None => match rule.kinds.iter().next() {
                Some(kind) if rule.kinds == KindSet::of(kind) => match kind {
                    ThingKind::Entity => "an entity",
                    ThingKind::Asset => "an asset",
                    ThingKind::Actor => "an actor",
                    ThingKind::Process => "a process",
                    ThingKind::Store => "a store",
                    ThingKind::Flow => "a flow",
                    ThingKind::Zone => "a zone",
                    ThingKind::Model => "the model",
                },
                _ => "an element",
            },
        });
    }
    let mut characters = title.chars();
    let first = characters.next();
    first.into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

/// A rule without a subject.
pub(super) fn told(schema: &Schema, rule: &Rule) -> String {
    let title = title(rule);
    let kinds: Vec<&str> = rule.kinds.iter().map(ThingKind::word).collect();
    let subject = match rule.subject_type {
        Some(id) => format!("{}: {}", kinds.join(" or "), schema.type_info(id).name),
        None => kinds.join(" or "),
    };
    let mut lines = vec![
        dotted([
            format!("**{}** – {}", escape(&rule.name), escape(&title)),
            rule.category.to_string(),
            numbers(rule),
        ]),
        format!(
            "Looks at every {subject} · severity {} · likelihood {}",
            rule.severity, rule.likelihood
        ),
    ];
    let answers: Vec<String> = rule.answers.iter().map(|id| control(schema, *id)).collect();
    if !answers.is_empty() {
        lines.push(format!("What answers it: {}", answers.join(", ")));
    }
    explain(schema, rule, &mut lines);
    lines.join("\n\n")
}

/// `` `encrypted` (Encrypt in transit) ``
fn control(schema: &Schema, id: AttributeId) -> String {
    let info = schema.attribute(id);
    format!("`{}` ({})", info.name, escape(&info.title))
}

/// `CWE-384, CWE-613 · TOP`
fn numbers(rule: &Rule) -> String {
    let cwe: Vec<String> = rule.cwe.iter().map(|number| format!("CWE-{number}")).collect();
    dotted([cwe.join(", "), if rule.top { "TOP".to_owned() } else { String::new() }])
}

/// What the pack of a rule says of it.
fn explain(schema: &Schema, rule: &Rule, lines: &mut Vec<String>) {
    lines.extend((!rule.docs.is_empty()).then(|| rule.docs.to_string()));
    if !rule.detect.is_empty() {
        lines.push(format!("To be seen as: {}", escape(&rule.detect)));
    }
    for (pack, reason) in &rule.overridden {
        let pack = &schema.packs[usize::from(pack.0)].name;
        let reason =
            if reason.is_empty() { String::new() } else { format!(": {}", escape(reason)) };
        lines.push(format!("Changed by {pack}{reason}"));
    }
}

/// The things for which an item names the threat of its reference number `index`: what follows the
/// threat's own `on`, else the targets of the item.
pub(super) fn subjects(model: &Model, item: ItemId, index: usize) -> Vec<ThingId> {
    match model.resolutions(item).get(index + 1) {
        Some((Slot::ThreatTarget, target)) => things_of(model, target),
        _ => subjects_of(model, item),
    }
}

/// A rule on the things that somebody names with it.
pub(super) fn in_model(
    place: &Place<'_>,
    model: &Model,
    id: RuleId,
    subjects: Vec<ThingId>,
) -> String {
    let rule = model.schema.rule(id);
    let threats: Vec<Threat> = subjects
        .iter()
        .flat_map(|subject| model.all_threats(*subject))
        .filter(|threat| threat.rule == RuleRef::Pack(id))
        .collect();
    match threats.as_slice() {
        [] => {
            let mut text = told(&model.schema, rule);
            let names: Vec<String> =
                subjects.iter().map(|subject| escape(model.label(*subject))).collect();
            if subjects != [ThingId::MODEL] && !names.is_empty() {
                text.push_str(&format!("\n\nIt does not fire on {}.", some_of(&names, 3)));
            }
            text
        }
        [threat] => on_subject(place, model, rule, threat),
        several => {
            const SHOWN: usize = 12;
            let mut lines: Vec<String> = several
                .iter()
                .take(SHOWN)
                .map(|threat| {
                    format!("- `{}` – {} ({})", threat.key, threat.state.word(), threat.risk.level)
                })
                .collect();
            if several.len() > SHOWN {
                lines.push(format!("- and {} more", several.len() - SHOWN));
            }
            format!("{}\n\nHere:\n\n{}", told(&model.schema, rule), lines.join("\n"))
        }
    }
}

/// A rule on one thing: what it would mean there, how it stands and why.
pub(super) fn on_subject(place: &Place<'_>, model: &Model, rule: &Rule, threat: &Threat) -> String {
    let mut lines = vec![dotted([
        format!("**{}** on *{}*", escape(&rule.name), escape(model.label(threat.subject))),
        format!("\"{}\"", escape(&model.threat_title(threat))),
        format!("**{}**", threat.risk.level),
        numbers(rule),
    ])];
    lines.push(state_of(place, model, threat));
    let mut risk =
        format!("Risk: severity {} × likelihood {}", threat.risk.severity, threat.risk.likelihood);
    for adjustment in &threat.risk.adjustments {
        risk.push_str(&format!("; {}", adjustment.reason()));
    }
    lines.push(risk);
    lines.extend(why::told(place, model, threat));
    lines.extend(controls(model, rule, threat));
    explain(&model.schema, rule, &mut lines);
    lines.push(format!("Key `{}`", threat.key));
    lines.join("\n\n")
}

/// The state of a threat and what brought it there.
fn state_of(place: &Place<'_>, model: &Model, threat: &Threat) -> String {
    let mut text = format!("**{}**", threat.state.word());
    if let Some(decision) = threat.decision
        && let Some(item) = model.item(decision)
    {
        text.push_str(&format!(" – decided by `{}`", item.word));
        let by = item.property("by").and_then(|property| property.values.first());
        if let Some(by) = by {
            text.push_str(&format!(" by {}", escape(by.span.text(item.text()))));
        }
        if let Some(until) = model.until(decision) {
            let when = relative(until, place.snapshot.today());
            text.push_str(&if threat.expired {
                format!(", which ended {when}")
            } else {
                format!(", ends {when}")
            });
        }
    } else if threat.state == State::Possible {
        text.push_str(" – whether it is answered is unknown");
    }
    if threat.overdue {
        text.push_str(", and what was planned is late");
    }
    if !threat.folded.is_empty() {
        let others: Vec<String> = threat
            .folded
            .iter()
            .map(|folded| format!("`{}` ({})", folded.key, folded.state.word()))
            .collect();
        text.push_str(&format!(" · with {}", others.join(", ")));
    }
    text
}

/// Each control that the rule asks for, where it is looked up and who says what.
fn controls(model: &Model, rule: &Rule, threat: &Threat) -> Option<String> {
    let RuleRef::Pack(id) = threat.rule else { return None };
    let mut told = Vec::new();
    let mut known = Vec::new();
    for (on, asked) in model.controls_of(id, threat.subject) {
        let found = model.look_up(on, asked, false);
        let later = model.look_up(on, asked, true);
        let is_planned = found.value != Value::YesNo(true) && later.value == Value::YesNo(true);
        let (found, value) = match found.value {
            _ if is_planned => (later, "planned".to_owned()),
            Value::Unknown => (found, "unknown".to_owned()),
            _ => {
                let value = wording::value(&model.schema, asked, &found.value);
                (found, value)
            }
        };
        let place = if on == threat.subject {
            String::new()
        } else {
            format!(" of {}", escape(model.label(on)))
        };
        told.push(format!(
            "- {} {}{place}: {value} – {}",
            if is_planned { '…' } else { mark(&found.value) },
            control(&model.schema, asked),
            wording::source(model, on, &found)
        ));
        known.push(asked);
    }
    for answer in &threat.answers {
        if answer.control.is_some_and(|asked| known.contains(&asked)) {
            continue;
        }
        let found = Found { value: Value::YesNo(true), source: answer.source };
        let who = wording::source(model, answer.on, &found);
        told.push(match answer.control {
            Some(asked) => format!("- ✓ {} – {who}", control(&model.schema, asked)),
            None => format!("- ✓ {who}"),
        });
        known.extend(answer.control);
    }
    for (on, ask) in threat.unknowns.iter().filter(|(_, ask)| *ask == Ask::Data) {
        told.push(format!("- ? {}", escape(&model.question_text(*on, *ask))));
    }
    let others = rule.answers.iter().filter(|id| !known.contains(id));
    let others: Vec<String> = others.map(|id| control(&model.schema, *id)).collect();
    let mut parts = Vec::new();
    if !told.is_empty() {
        parts.push(format!("Answered by:\n\n{}", told.join("\n")));
    }
    if !others.is_empty() {
        let word = if told.is_empty() { "Answered by" } else { "Also by" };
        parts.push(format!("{word} {}", others.join(", ")));
    }
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

const fn mark(value: &Value) -> char {
    match value {
        Value::YesNo(true) => '✓',
        Value::Unknown => '?',
        Value::YesNo(false) | Value::Unset => '✗',
        _ => '·',
    }
}
