//! Rules: what they look for, and how they stand on the things that a decision or story names.

use tm_model::Slot;
use tm_model::kind::ThingKind;
use tm_model::model::{Ask, ItemId, Model, RuleRef, State, ThingId, Threat};
use tm_model::schema::{Rule, RuleId, Schema, TemplatePart};
use tm_model::value::Value;
use tm_model::workspace::Header;

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

/// A rule without a subject.
pub(super) fn told(schema: &Schema, rule: &Rule) -> String {
    let mut title = String::new();
    for part in &rule.title.parts {
        match part {
            TemplatePart::Text(text) => title.push_str(text),
            TemplatePart::Place(place) if place.links.is_empty() => title.push('…'),
            TemplatePart::Place(_) => title.push('…'),
        }
    }
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
    explain(schema, rule, &mut lines);
    lines.join("\n\n")
}

/// `CWE-384, CWE-613 · TOP`
fn numbers(rule: &Rule) -> String {
    let cwe: Vec<String> = rule.cwe.iter().map(|number| format!("CWE-{number}")).collect();
    dotted([cwe.join(", "), if rule.top { "TOP".to_owned() } else { String::new() }])
}

/// What answers a rule, and what its pack says of it.
fn explain(schema: &Schema, rule: &Rule, lines: &mut Vec<String>) {
    let answers: Vec<String> = rule
        .answers
        .iter()
        .map(|control| {
            let info = schema.attribute(*control);
            format!("`{}` ({})", info.name, escape(&info.title))
        })
        .collect();
    if !answers.is_empty() {
        lines.push(format!("What answers it: {}", answers.join(", ")));
    }
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
    lines.extend(controls(model, threat));
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
fn controls(model: &Model, threat: &Threat) -> Option<String> {
    let RuleRef::Pack(rule) = threat.rule else { return None };
    let mut told = Vec::new();
    for (on, control) in model.controls_of(rule, threat.subject) {
        let found = model.look_up(on, control, false);
        let value = match found.value {
            Value::Unknown => "unknown".to_owned(),
            _ => wording::value(&model.schema, control, &found.value),
        };
        let place = if on == threat.subject {
            String::new()
        } else {
            format!(" of {}", escape(model.label(on)))
        };
        told.push(format!(
            "- {} `{}`{place}: {value} ({})",
            mark(&found.value),
            model.schema.attribute(control).name,
            wording::source(model, on, &found)
        ));
    }
    for answer in &threat.answers {
        let name = &model.schema.attribute(answer.control).name;
        let known = |line: &String| line.contains(&format!("`{name}`"));
        if !told.iter().any(known) {
            let found = tm_model::model::Found { value: Value::YesNo(true), source: answer.source };
            told.push(format!("- ✓ `{name}` ({})", wording::source(model, answer.on, &found)));
        }
    }
    for (on, ask) in &threat.unknowns {
        if *ask == Ask::Data {
            told.push(format!("- ? {}", model.question_text(*on, *ask)));
        }
    }
    (!told.is_empty()).then(|| format!("Answered by:\n\n{}", told.join("\n")))
}

const fn mark(value: &Value) -> char {
    match value {
        Value::YesNo(true) => '✓',
        Value::Unknown => '?',
        Value::YesNo(false) | Value::Unset => '✗',
        _ => '·',
    }
}
