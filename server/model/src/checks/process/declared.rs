//! Threats that the model declares: that each is rated, soundly, and somebody would do it.

use tm_grammar::tree::{Property, ValueKind};

use super::super::Context;
use super::super::change::{add_clause, add_property};
use super::super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Namespace;
use crate::kind::ThingKind;
use crate::model::{Method, ModelItem, score};
use crate::value::thousandths;

/// How many actors are offered at most; of more, one has to be chosen by name.
const OFFERED: usize = 8;

/// Findings about a threat of the model.
pub(super) fn check(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    found.extend(unrated(context, item));
    if let Some(property) = item.property("dread") {
        found.extend(bad_dread(property));
    }
    if let Some(property) = item.property("cvss") {
        found.extend(bad_cvss(property));
    }
    if item.property("by").is_none() && context.exists().actors {
        found.push(no_actor(context, item));
    }
}

/// What a threat of each method says, how that is told, and how it begins.
const METHODS: [(Method, &[&str], &str, &str); 3] = [
    (
        Method::LikelihoodImpact,
        &["likelihood", "impact", "severity"],
        "\"likelihood\" and \"impact\"",
        "likelihood: medium; impact: medium",
    ),
    (Method::Dread, &["dread"], "\"dread\" and five numbers from 0 to 10", "dread: 5, 5, 5, 5, 5"),
    (Method::Cvss, &["cvss"], "\"cvss\" and a vector", ""),
];

/// The finding about a threat that is not rated by the method of the model; where that names none, by
/// no method at all.
fn unrated(context: &Context<'_>, item: &ModelItem) -> Option<Diagnostic> {
    let says = |keys: &[&str]| keys.iter().any(|key| item.property(key).is_some());
    let wanted = context.model.settings.rating;
    let mut fitting = METHODS.iter().filter(|(method, ..)| wanted.is_none_or(|it| it == *method));
    if fitting.clone().any(|(_, keys, ..)| says(keys)) {
        return None;
    }
    let (_, _, fields, sample) = fitting.next()?;
    let mut others = METHODS.iter().flat_map(|(_, keys, ..)| keys.iter());
    let until = match others.find(|key| item.property(key).is_some()) {
        Some(other) => format!(", as the header asks. Until then \"{other}\" counts."),
        None => ". Until then it counts as medium.".to_owned(),
    };
    let message = format!("How bad is \"{}\"? Write {fields}{until}", item.name);
    let finding = Diagnostic::new(Code::UnratedThreat, item.name_span(), message);
    if sample.is_empty() {
        return Some(finding);
    }
    Some(finding.with_changes(format!("Write \"{sample}\""), item, |item| {
        add_property(item.node(), item.text(), sample)
    }))
}

fn bad_dread(property: &Property) -> Option<Diagnostic> {
    let number = |value: &tm_grammar::tree::Value| match &value.kind {
        ValueKind::Number(number) => {
            thousandths(number).is_some_and(|number| (0..=10_000).contains(&number))
        }
        _ => false,
    };
    let wrong = property.values.iter().find(|value| !number(value));
    let (span, message) = match wrong {
        // What is no number at all has been reported.
        Some(value) if !matches!(value.kind, ValueKind::Number(_)) => return None,
        Some(value) => (value.span, "A number of \"dread\" is from 0 to 10.".to_owned()),
        None if property.values.len() == 5 || property.values.is_empty() => return None,
        None => (
            property.span,
            format!(
                "\"dread\" takes five numbers from 0 to 10: damage, reproducibility, exploitability, affected users, discoverability. Here {} written.",
                if property.values.len() == 1 {
                    "is one".to_owned()
                } else {
                    format!("are {}", property.values.len())
                }
            ),
        ),
    };
    Some(Diagnostic::new(Code::BadRating, span, message))
}

fn bad_cvss(property: &Property) -> Option<Diagnostic> {
    let value = property.values.first()?;
    let ValueKind::Text(vector) = &value.kind else { return None };
    let fault = score(vector).err()?;
    Some(Diagnostic::new(Code::BadRating, value.span, fault))
}

fn no_actor(context: &Context<'_>, item: &ModelItem) -> Diagnostic {
    let message = format!("Who would do \"{}\"? Write \"by\" and an actor.", item.name);
    let mut finding = Diagnostic::new(Code::NoActor, item.name_span(), message);
    if !context.fixes {
        return finding;
    }
    let names = context.engine.names.all(Namespace::Things);
    let mut actors: Vec<&str> = names
        .filter(|(name, _)| {
            let thing = context.model.find(name);
            thing.is_some_and(|thing| context.model.thing(thing).kind == ThingKind::Actor)
        })
        .map(|(name, _)| name.as_str())
        .collect();
    actors.sort_unstable();
    for actor in actors.into_iter().take(OFFERED) {
        let clause = format!("by {}", written_name(actor));
        finding = finding.with_change(
            format!("Write \"{clause}\""),
            |span| item.origin(span),
            add_clause(item.node(), item.text(), &clause),
        );
    }
    finding
}
