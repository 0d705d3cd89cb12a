//! Flows between zones of different trust, where a control is known to be missing.

use tm_grammar::tree::Property;

use super::super::Context;
use super::super::change::{Change, add_first_clause, add_property, line_below};
use super::super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::ThingKind;
use crate::model::{ItemId, ModelItem, Rating, ThingId, crossing};
use crate::schema::compile::{describe_value, listed};
use crate::schema::{AttributeId, Operand, Test, What};
use crate::value::Value;

/// How many types of flow are offered that bring what is missing.
const OFFERED: usize = 3;

/// Findings about a flow that enters a more trusted zone from anybody, or crosses in the clear with
/// data above public. The first part of the flow for which that is so is reported.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    let things = context.model.things_of(id);
    found.extend(things.iter().find_map(|thing| open(context, item, *thing)));
    found.extend(things.iter().find_map(|thing| clear(context, item, *thing)));
}

/// The control of that name, if it is known to be missing on the flow, no plan brings it and no rule
/// says so.
fn missing(context: &Context<'_>, flow: ThingId, name: &str) -> Option<AttributeId> {
    let model = context.model;
    let control = model.schema.find_control(name)?;
    let is_no = |planned| model.look_up(flow, control, planned).value == Value::YesNo(false);
    let no = is_no(false) && is_no(true);
    let reported = |rule| model.schema.rule(rule).answers.contains(&control);
    let silent = model.instances(flow).iter().any(|instance| reported(instance.rule));
    // What is planned has been seen.
    let planned = model.look_up(flow, control, true).value == Value::YesNo(true);
    (no && !silent && !planned && model.in_scope(flow)).then_some(control)
}

/// What a flow enters or leaves, in words.
fn place(context: &Context<'_>, end: Option<ThingId>) -> String {
    match end.and_then(|end| context.model.thing(end).links.zone) {
        Some(zone) => format!("\"{}\"", context.model.label(zone)),
        None => "your system".to_owned(),
    }
}

fn open(context: &Context<'_>, item: &ModelItem, flow: ThingId) -> Option<Diagnostic> {
    let model = context.model;
    let thing = model.thing(flow);
    // Who asked for an answer knows whom; only the caller must say who it is.
    if thing.crossing != crossing::UP || thing.is_reply() {
        return None;
    }
    // Who writes that anybody may call has thought of it.
    if is_publication(context, flow) || item.word_of("authn") == Some("anonymous") {
        return None;
    }
    let control = missing(context, flow, "authenticated")?;
    let message = format!(
        "\"{}\" enters {} without authentication. Say how the caller proves who it is, or plan it.",
        model.label(flow),
        place(context, thing.links.target)
    );
    let finding = Diagnostic::new(Code::OpenCrossing, item.name_span(), message);
    Some(with_control(context, item, finding, control))
}

/// What is written on a flow and makes a derived control a no, and the words that make it a yes.
fn denied<'i>(
    context: &Context<'_>,
    item: &'i ModelItem,
    control: AttributeId,
) -> Option<(&'i Property, Vec<String>)> {
    let schema = &context.model.schema;
    let when = schema.attribute(control).derivation.as_ref()?.when.as_ref()?;
    let alternatives = match when {
        Test::Or(parts) => &parts[..],
        only => std::slice::from_ref(only),
    };
    alternatives.iter().find_map(|test| {
        let Test::OneOf { operand: Operand::Read(read), values, negated: false } = test else {
            return None;
        };
        let What::Attribute(fact) = read.what else { return None };
        let fact = schema.attribute(fact);
        let written = item.property(&fact.name)?;
        let words = values.iter().take(OFFERED);
        let words = words.map(|value| describe_value(schema, &fact.value_type, value));
        Some((written, words.collect()))
    })
}

/// True if the flow brings nothing and fetches nothing but public data: then anybody may.
fn is_publication(context: &Context<'_>, flow: ThingId) -> bool {
    let model = context.model;
    let links = &model.thing(flow).links;
    let public = |asset: &ThingId| model.thing(*asset).ratings.sensitivity == Rating::Word(0);
    links.data.assets.is_empty()
        && !links.data.unknown
        && links.reply.is_some_and(|reply| {
            let data = &model.thing(reply).links.data;
            !data.unknown && data.assets.iter().all(public)
        })
}

/// True if the flow never leaves its machine, though a zone ends there: nobody listens on the way.
fn stays_inside(context: &Context<'_>, flow: ThingId) -> bool {
    let model = context.model;
    let Some(network) = model.schema.find_attribute("network") else { return false };
    let value = model.look_up(flow, network, false).value;
    let value_type = &model.schema.attribute(network).value_type;
    describe_value(&model.schema, value_type, &value) == "local"
}

fn clear(context: &Context<'_>, item: &ModelItem, flow: ThingId) -> Option<Diagnostic> {
    let model = context.model;
    let thing = model.thing(flow);
    if thing.crossing == crossing::NONE || stays_inside(context, flow) {
        return None;
    }
    let precious = |asset: &&ThingId| matches!(model.thing(**asset).ratings.sensitivity, Rating::Word(level) if level > 0);
    let mut data: Vec<String> = thing
        .links
        .data
        .assets
        .iter()
        .filter(precious)
        .map(|asset| format!("\"{}\"", model.label(*asset)))
        .collect();
    if data.is_empty() {
        return None;
    }
    data.sort_unstable();
    let control = missing(context, flow, "encrypted")?;
    let message = format!(
        "\"{}\" crosses from {} to {} in the clear with {}. Encrypt it.",
        model.label(flow),
        place(context, thing.links.source),
        place(context, thing.links.target),
        listed(data.iter().map(String::as_str), "and")
    );
    let mut finding = Diagnostic::new(Code::ClearCrossing, item.name_span(), message);
    for name in types_with(context, control) {
        let clause = format!("via {name}");
        let change = match item.property("via").and_then(|via| via.values.first()) {
            Some(value) => Change::new(value.span, name),
            None => add_first_clause(item.node(), item.text(), &clause),
        };
        finding =
            finding.with_change(format!("Write \"{clause}\""), |span| item.origin(span), change);
    }
    Some(with_control(context, item, finding, control))
}

/// Types of flows that are always so, `https` before all others.
fn types_with<'a>(context: &Context<'a>, control: AttributeId) -> Vec<&'a str> {
    let types = context.model.schema.types.iter().filter(|info| {
        info.root == ThingKind::Flow
            && info.fixed.binary_search(&control).is_ok()
            && info.attribute(control).is_some_and(|(value, _)| *value == Value::YesNo(true))
    });
    let mut names: Vec<&str> = types.map(|info| info.name.as_str()).collect();
    names.sort_by_key(|name| (*name != "https", *name));
    names.truncate(OFFERED);
    names
}

/// The finding with the control set to yes, and with a mitigation that will do so.
fn with_control(
    context: &Context<'_>,
    item: &ModelItem,
    finding: Diagnostic,
    control: AttributeId,
) -> Diagnostic {
    if !context.fixes {
        return finding;
    }
    let key = &context.model.schema.attribute(control).name;
    if let Some((property, words)) = denied(context, item, control)
        && let Some(value) = property.values.first()
    {
        // A yes beside it would contradict what is written.
        return words.into_iter().fold(with_plan(item, finding, key), |finding, word| {
            let title = format!("Write \"{}: {word}\"", property.key.text);
            finding.with_change(title, |span| item.origin(span), Change::new(value.span, word))
        });
    }
    let set = match item.property(key).and_then(|property| property.values.first()) {
        Some(value) => Some(Change::new(value.span, "yes")),
        None => add_property(item.node(), item.text(), &format!("{key}: yes")),
    };
    let finding = finding.with_changes(format!("Write \"{key}: yes\""), item, |_| set);
    with_plan(item, finding, key)
}

/// The finding with a mitigation that will set a control.
fn with_plan(item: &ModelItem, finding: Diagnostic, key: &str) -> Diagnostic {
    let name = format!("{key}-{}", item.name);
    let line = format!(
        "mitigation {}: {key} on {} status planned",
        written_name(&name),
        written_name(&item.name)
    );
    let top = &item.tree.items[usize::from(item.path[0])];
    finding.with_change(
        format!("Plan a mitigation \"{name}\""),
        |span| item.origin(span),
        line_below(top, item.text(), &line),
    )
}
