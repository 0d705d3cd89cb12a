//! Controls that are written on a thing and set by a mitigation that is placed on it, differently.

use tm_grammar::tree::Property;

use super::Context;
use super::change::{Change, remove_property};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Effect, ItemId, ModelItem};
use crate::value::Value;

/// One finding for each control of the item that a mitigation contradicts.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    for property in item.node().properties().filter(|property| !property.clause) {
        found.extend(conflict(context, id, item, property));
    }
}

fn conflict(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    property: &Property,
) -> Option<Diagnostic> {
    let model = context.model;
    let control = model.schema.find_control(&property.key.text)?;
    let first = item.property(&property.key.text)?;
    if first.span != property.span {
        return None;
    }
    let value = property.values.first()?;
    let mut others: Vec<(&ModelItem, Effect)> = model
        .things_of(id)
        .iter()
        .map(|thing| model.thing(*thing))
        .filter_map(|thing| Some((thing, thing.written(control).filter(|it| !it.refuted)?)))
        .flat_map(|(thing, written)| {
            let placed = thing.placed.iter().filter(|placed| placed.control == Some(control));
            placed.filter(|placed| differs(placed.effect, &written.value))
        })
        .filter_map(|placed| Some((model.item(placed.mitigation)?, placed.effect)))
        .collect();
    others.sort_by(|left, right| left.0.name.cmp(&right.0.name));
    others.dedup_by(|left, right| left.0.name == right.0.name);
    let (mitigation, effect) = *others.first()?;
    let status = mitigation.word_of("status").unwrap_or("planned");
    let (key, written) = (&property.key.text, value.span.text(item.text()));
    let message = format!(
        "\"{}\" says {key}: {written}, but \"{}\" is {status}. What is written here counts: keep one.",
        item.name, mitigation.name
    );
    let mut finding = Diagnostic::new(Code::ControlConflict, property.span, message);
    for (mitigation, _) in &others {
        finding = finding.with_related(
            mitigation.origin(mitigation.name_span()),
            format!("\"{}\" says otherwise", mitigation.name),
        );
    }
    let now = if effect == Effect::Yes { "yes" } else { "no" };
    Some(
        finding
            .with_change(
                format!("Change to \"{key}: {now}\""),
                |span| item.origin(span),
                Change::new(value.span, now),
            )
            .with_change(
                format!("Remove \"{key}\""),
                |span| item.origin(span),
                remove_property(item.text(), property),
            ),
    )
}

/// True if what is written is not what a mitigation with that effect says.
fn differs(effect: Effect, written: &Value) -> bool {
    match effect {
        // A question that was left standing hides that the mitigation is done.
        Effect::Yes => matches!(written, Value::YesNo(false) | Value::Unknown),
        Effect::No => *written == Value::YesNo(true),
        Effect::Planned | Effect::Nothing => false,
    }
}
