//! Decisions about threats or things that do not exist, or not any more.

use smol_str::SmolStr;

use super::super::Context;
use super::super::change::line_above;
use super::super::references::{near, things, unknown_rule};
use super::super::wording::uncapital;
use super::{Decision, Place};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine::{Namespace, full_name};
use crate::kind::ThingKind;
use crate::model::{Resolution, word_of_value};
use crate::schema::compile::{listed, rules_of_profile};
use crate::schema::{Level, PackId, RuleId};

/// Findings about what the decision names and nobody declares.
pub(super) fn check(context: &Context<'_>, decision: &Decision<'_>, found: &mut Vec<Diagnostic>) {
    for threat in &decision.threats {
        match threat.resolution {
            Resolution::Missing => found.extend(unknown_threat(context, decision, threat)),
            Resolution::Moved(new) => found.push(moved(decision, threat, new)),
            Resolution::Rule(rule) if !context.model.active[rule.0 as usize] => {
                found.push(idle(context, decision, threat, *rule));
            }
            _ => {}
        }
    }
    for target in &decision.targets {
        if *target.resolution == Resolution::Missing {
            found.extend(unknown_target(context, decision, target));
        }
    }
}

fn unknown_threat(
    context: &Context<'_>,
    decision: &Decision<'_>,
    threat: &Place<'_>,
) -> Option<Diagnostic> {
    let mut finding = unknown_rule(context, decision.item, threat.reference)?;
    let name = threat.reference.path.as_ref().map(full_name).unwrap_or_default();
    finding.severity = if context.model.schema.disabled.contains_key(name.as_str()) {
        Severity::Information
    } else {
        Code::DanglingDecision.info().severity
    };
    finding.code = Code::DanglingDecision;
    finding.message = format!("Nothing to {}: {}", decision.verb(), uncapital(&finding.message));
    Some(decision.removable(finding))
}

/// A rule that has another name now, or is several: then each must be decided again.
fn moved(decision: &Decision<'_>, threat: &Place<'_>, new: &[SmolStr]) -> Diagnostic {
    let name = threat.span.text(decision.item.text());
    let names = listed(new.iter().map(SmolStr::as_str), "and");
    let (message, title) = match new {
        [only] => (
            format!("\"{name}\" is now \"{only}\". Write the new name."),
            format!("Change to \"{only}\""),
        ),
        _ => (
            format!("Nothing to {}: \"{name}\" is now {names}. Decide each.", decision.verb()),
            "Decide all of them".to_owned(),
        ),
    };
    Diagnostic::new(Code::KnowledgeBaseMoved, threat.span, message).with_fix(
        title,
        decision.item.origin(threat.span),
        new.join(", "),
    )
}

/// A rule that is there and does not run.
fn idle(
    context: &Context<'_>,
    decision: &Decision<'_>,
    threat: &Place<'_>,
    rule: RuleId,
) -> Diagnostic {
    let schema = &context.model.schema;
    let info = schema.rule(rule);
    let pack = &schema.packs[usize::from(info.pack.0)].name;
    let message = match profile_without(context, info.pack, rule) {
        Some(profile) => format!(
            "\"{}\" does not run here: the profile \"{profile}\" of \"{pack}\" leaves it out. Remove the decision, or write \"use {pack} only comprehensive\".",
            info.name
        ),
        None => format!(
            "\"{}\" does not run here: it is not of the methodology that the model follows. Remove the decision.",
            info.name
        ),
    };
    let finding = Diagnostic::new(Code::DanglingDecision, threat.span, message)
        .with_severity(Severity::Information);
    decision.removable(finding)
}

/// The profile with which the model uses a pack, if it leaves the rule out.
fn profile_without(context: &Context<'_>, pack: PackId, rule: RuleId) -> Option<SmolStr> {
    let (model, workspace) = (context.model, context.workspace);
    let file = model.schema.packs[usize::from(pack.0)].origin.file;
    let by_risk = match model.settings.risk_level {
        Level::Low => "lite",
        Level::Medium => "standard",
        Level::High | Level::Critical => "comprehensive",
    };
    let mut left_out = None;
    for user in model.files.iter() {
        for (_, block, index) in workspace.uses(*user) {
            let item = &block.items[index];
            if workspace.locate_pack(*user, item) != Ok(file) {
                continue;
            }
            let only = item
                .properties()
                .find(|property| property.key.text == "only")
                .and_then(|property| word_of_value(property.values.first()?));
            let profile = only.unwrap_or(by_risk);
            if rules_of_profile(&model.schema, pack, profile).contains(&rule) {
                return None;
            }
            left_out.get_or_insert_with(|| SmolStr::new(profile));
        }
    }
    left_out
}

fn unknown_target(
    context: &Context<'_>,
    decision: &Decision<'_>,
    target: &Place<'_>,
) -> Option<Diagnostic> {
    let path = target.reference.path.as_ref()?;
    let (name, item) = (full_name(path), decision.item);
    let zone = target.reference.zone.is_some();
    let what = if zone { "no zone" } else { "nothing" };
    let message =
        format!("Nothing to {}: {what} is called \"{name}\" (any more).", decision.verb());
    let finding = Diagnostic::new(Code::DanglingDecision, path.span(), message);
    let known: Vec<&str> = if zone {
        context.zones().iter().map(SmolStr::as_str).collect()
    } else if path.single().is_some() {
        things(context, |kind| kind != ThingKind::Model)
    } else {
        parts(context, &path.first.text)
    };
    let fixes = finding.fixes.len();
    let mut finding = near(finding, item, &name, path.span(), known.into_iter());
    if path.single().is_some()
        && let Some(new) = finding.fixes.get(fixes).map(|fix| fix.replacement.clone())
    {
        let line = format!("moved {} -> {new}", path.span().text(item.text()));
        finding = finding.with_change(
            format!("Say that it moved: \"{line}\""),
            |span| item.origin(span),
            line_above(item.node(), item.text(), &line),
        );
    }
    Some(decision.removable(finding))
}

/// The parts of a flow.
fn parts<'a>(context: &Context<'a>, flow: &str) -> Vec<&'a str> {
    let model = context.model;
    let item = context.engine.names.definition(Namespace::Things, flow);
    let things = item.map_or(&[][..], |item| model.things_of(item));
    things.iter().map(|id| model.thing(*id).key.as_str()).collect()
}
