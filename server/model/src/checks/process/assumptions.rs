//! Assumptions: that somebody owns and checks each, that something rests on it, and that nothing
//! rests on what turned out wrong.

use tm_grammar::tree::{Member, PredicateWord, Property, Span, ValueKind};
use tm_grammar::words::ItemWord;

use super::super::Context;
use super::super::change::{Change, add_property};
use super::is_used;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine::{Named, Namespace, Slot, references};
use crate::model::{ModelItem, ThingId};
use crate::schema::AttributeRole;
use crate::value::day_number;

/// Findings about an assumption.
pub(super) fn check(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    if matches!(item.word_of("status"), None | Some("open")) {
        found.push(unvalidated(context, item));
        found.extend(without_owner(context, item));
    }
    let claims = item.node().members().iter().any(|member| {
        matches!(member, Member::Predicate(predicate) if predicate.word == PredicateWord::Claims)
    });
    let about = item.property("about").is_some() || claims;
    if !about && !is_used(context, Namespace::Assumptions, &item.name) {
        let message = format!(
            "What depends on \"{0}\"? Write \"about\" and what it speaks of, or \"assuming {0}\" behind a value that rests on it.",
            item.name
        );
        found.push(Diagnostic::new(Code::AssumptionAboutNothing, item.name_span(), message));
    }
}

/// What an assumption is called: its title, else its name.
fn title(item: &ModelItem) -> &str {
    item.node().title().map_or(item.name.as_str(), |title| title.value.as_str())
}

fn unvalidated(context: &Context<'_>, item: &ModelItem) -> Diagnostic {
    let due = item.property("check-by").and_then(|property| property.values.first());
    let late = match due.map(|value| &value.kind) {
        Some(ValueKind::Date(date)) => context.model.settings.today - day_number(*date),
        _ => 0,
    };
    let title = title(item);
    let mut finding = if late > 0 {
        let days = if late == 1 { "day" } else { "days" };
        let message = format!(
            "Nobody has checked: \"{title}\". That was due {late} {days} ago: check it and set its status."
        );
        Diagnostic::new(Code::UnvalidatedAssumption, item.name_span(), message)
            .with_severity(Severity::Warning)
    } else {
        let message = format!("Nobody has checked: \"{title}\". Once you have, set its status.");
        Diagnostic::new(Code::UnvalidatedAssumption, item.name_span(), message)
    };
    for status in ["validated", "refuted"] {
        finding = finding
            .with_changes(format!("Mark it as {status}"), item, |item| with_status(item, status));
    }
    finding
}

/// The assumption with another status.
pub(crate) fn with_status(item: &ModelItem, status: &str) -> Option<Change> {
    match item.property("status").and_then(|property| property.values.first()) {
        Some(value) => Some(Change::new(value.span, status)),
        None => add_property(item.node(), item.text(), &format!("status: {status}")),
    }
}

fn without_owner(context: &Context<'_>, item: &ModelItem) -> Option<Diagnostic> {
    if item.property("owner").is_some() {
        return None;
    }
    let message = format!(
        "Who owns \"{}\", and will check whether it holds? Write \"owner: @name\".",
        item.name
    );
    let finding = Diagnostic::new(Code::NoOwner, item.name_span(), message);
    // Whoever owns the model is a good guess.
    let header = context.model.item(context.model.thing(ThingId::MODEL).item);
    let owner = header.filter(|_| context.fixes).and_then(|header| {
        let value = header.property("owner")?.values.first()?;
        matches!(value.kind, ValueKind::Handle(_)).then(|| value.span.text(header.text()))
    });
    let Some(owner) = owner else { return Some(finding) };
    let line = format!("owner: {owner}");
    Some(finding.with_changes(format!("Write \"{line}\""), item, |item| {
        add_property(item.node(), item.text(), &line)
    }))
}

/// Findings about what rests on an assumption that turned out wrong.
pub(super) fn refuted(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    for property in item.node().properties() {
        let Some(name) = &property.assuming else { continue };
        if is_refuted(context, &name.text) {
            found.push(rests(context, item, property, &name.text, name.span));
        }
    }
    if item.word != ItemWord::Objective {
        return;
    }
    references(item.node(), &mut |slot, named| {
        if let (Slot::Assumption, Named::Reference(reference)) = (slot, named)
            && let Some(name) = reference.path.as_ref().and_then(|path| path.single())
            && is_refuted(context, &name.text)
        {
            let message = format!(
                "\"{}\" rests on \"{}\", which turned out wrong. Think the objective over, then name what holds.",
                item.name, name.text
            );
            let finding = Diagnostic::new(Code::RefutedStillUsed, name.span, message);
            found.push(with_assumption(context, finding, &name.text));
        }
    });
}

fn is_refuted(context: &Context<'_>, name: &str) -> bool {
    let assumption = context.engine.names.definition(Namespace::Assumptions, name);
    let assumption = assumption.and_then(|assumption| context.model.item(assumption));
    assumption.is_some_and(|assumption| assumption.word_of("status") == Some("refuted"))
}

fn rests(
    context: &Context<'_>,
    item: &ModelItem,
    property: &Property,
    name: &str,
    span: Span,
) -> Diagnostic {
    let schema = &context.model.schema;
    let key = &property.key.text;
    let control = schema
        .find_attribute(key)
        .is_some_and(|id| schema.attribute(id).role == AttributeRole::Control);
    let reads = if control { "no" } else { "unknown" };
    let message = format!(
        "\"{key}\" rests on \"{name}\", which turned out wrong, so it reads {reads}. Find out what is true and write that."
    );
    let finding = Diagnostic::new(Code::RefutedStillUsed, span, message);
    let finding = with_assumption(context, finding, name);
    let Some(first) = property.values.first() else { return finding };
    finding.with_change(
        "Write \"?\": it is to be found out",
        |span| item.origin(span),
        Change::new(Span::new(first.span.start, span.end), "?"),
    )
}

fn with_assumption(context: &Context<'_>, finding: Diagnostic, name: &str) -> Diagnostic {
    let assumption = context.engine.names.definition(Namespace::Assumptions, name);
    match assumption.and_then(|id| context.name_of_item(id)) {
        Some(origin) => finding.with_related(origin, format!("\"{name}\" is refuted")),
        None => finding,
    }
}
