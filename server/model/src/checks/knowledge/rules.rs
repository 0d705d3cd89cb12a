//! Rules: that each can apply and need not apply, is rated, answered and tested.

use tm_grammar::tree::{Head, Item, Member, Span};

use super::super::change::{Change, add_property, line_below};
use super::constant::{Subject, constant};
use super::{Pack, ladder};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::compile::listed;
use crate::schema::{Category, Rule};
use crate::source::Origin;

/// Findings about a rule.
pub(super) fn check(pack: &Pack<'_>, item: &Item, found: &mut Vec<Diagnostic>) {
    let Some(name) = item.name() else { return };
    found.extend(unrated(pack, item, name.span));
    let origin = Origin { file: pack.file, block: pack.block, span: name.span };
    let schema = &pack.packs.schema;
    let Some(rule) = schema.rules.iter().find(|rule| rule.origin == origin) else { return };
    found.extend(fixed_outcome(pack, item, rule, name.span));
    if rule.unless.is_none() && rule.answers.is_empty() {
        let message = format!(
            "No mitigation answers \"{}\". Write \"unless\" and the controls that do.",
            name.text
        );
        found.push(Diagnostic::new(Code::NoCounter, name.span, message));
    }
    if !pack.overview.tested.contains(&rule.name) {
        found.push(untested(pack, item, rule, name.span));
    }
    if pack.workspace.policy().reports(Code::Ladder) {
        found.extend(ladder::check(pack, item, rule));
    }
}

/// A rule without severity or category.
fn unrated(pack: &Pack<'_>, item: &Item, span: Span) -> Option<Diagnostic> {
    let Head::Declaration(declaration) = &item.head else { return None };
    let severity = item.properties().any(|property| property.key.text == "severity");
    let lacks: Vec<&str> = [("category", declaration.kind.is_some()), ("severity", severity)]
        .into_iter()
        .filter(|(_, there)| !there)
        .map(|(word, _)| word)
        .collect();
    if lacks.is_empty() {
        return None;
    }
    let name = span.text(pack.text);
    let message = format!(
        "\"{name}\" has no {}. Say what kind of threat it is after \":\", and how bad it would be with \"severity\".",
        listed(lacks.iter().copied(), "and no")
    );
    let mut finding = Diagnostic::new(Code::NoSeverity, span, message);
    if declaration.kind.is_none() {
        for Category { name, .. } in pack.packs.schema.categories.iter().take(6) {
            let change = Change::new(Span::new(span.end, span.end), format!(": {name}"));
            finding = pack.fixed(finding, &format!("Write \": {name}\""), Some(change));
        }
    }
    if !severity {
        for level in ["low", "medium", "high", "critical"] {
            let line = format!("severity: {level}");
            let change = add_property(item, pack.text, &line);
            finding = pack.fixed(finding, &format!("Write \"{line}\""), change);
        }
    }
    Some(finding)
}

/// A rule that never applies, or always.
fn fixed_outcome(pack: &Pack<'_>, item: &Item, rule: &Rule, span: Span) -> Option<Diagnostic> {
    let schema = &pack.packs.schema;
    let subject = Subject { kinds: rule.kinds, type_id: rule.subject_type };
    let when = item.members().iter().find_map(|member| match member {
        Member::Predicate(predicate) => Some(predicate.span),
        _ => None,
    });
    if constant(&rule.when, &subject, schema)? {
        // Who says that it is no top threat has thought about it.
        if item.properties().any(|property| property.key.text == "top") {
            return None;
        }
        let what = match rule.subject_type {
            Some(type_id) => schema.type_info(type_id).name.to_string(),
            None => listed(rule.kinds.iter().map(|kind| kind.word()), "and"),
        };
        let message = format!(
            "This applies to every {what}. Say in which situation with \"when\", or write \"top: no\" if it is meant so."
        );
        let finding = Diagnostic::new(Code::RuleAlways, span, message);
        let change = add_property(item, pack.text, "top: no");
        return Some(pack.fixed(finding, "Write \"top: no\": it is meant so", change));
    }
    let message =
        "This can never apply: nothing is all that \"when\" asks for. Check types and values.";
    Some(Diagnostic::new(Code::RuleNever, when.unwrap_or(span), message))
}

fn untested(pack: &Pack<'_>, item: &Item, rule: &Rule, span: Span) -> Diagnostic {
    let name = span.text(pack.text);
    let message = format!(
        "No test mentions \"{name}\". Write a \"test\" with a small model and what to \"expect\"."
    );
    let finding = Diagnostic::new(Code::UntestedRule, span, message);
    let kind = rule.kinds.iter().next().map_or("process", |kind| kind.word());
    let subject = match kind {
        "flow" => "process p; process q; flow x: p -> q".to_owned(),
        "model" => "process p".to_owned(),
        kind => match rule.subject_type {
            Some(type_id) => format!("{kind} x: {}", pack.packs.schema.type_info(type_id).name),
            None => format!("{kind} x"),
        },
    };
    let on = if kind == "model" { "model" } else { "x" };
    let lines = format!("test \"{name}\" {{\n  {subject}\n  expect {name} on {on}\n}}");
    pack.fixed(finding, "Begin a test", Some(line_below(item, pack.text, &lines)))
}
