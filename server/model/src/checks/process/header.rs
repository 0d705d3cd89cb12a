//! What a model as a whole lacks, said once, at its header: a review, an owner, what is protected and
//! taken for granted, controls for what is open.

use smol_str::SmolStr;
use tm_grammar::tree::ValueKind;
use tm_grammar::words::DOMAINS;

use super::super::Context;
use super::super::change::{Change, line_below};
use super::super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Count;
use crate::model::{ModelItem, Rating};
use crate::schema::compile::listed;
use crate::value::{date_of_day, day_number, minutes};

/// How many zones are offered at most; of more, one has to be chosen by name.
const OFFERED: usize = 8;

/// How many controls are named for a domain that has none in place.
const CANDIDATES: usize = 3;

/// Findings about a model.
pub(super) fn check(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    found.extend(review_due(context, item));
    if item.property("owner").is_none() {
        let message =
            format!("Who owns the model \"{}\"? Write \"owner: @name\" in its body.", item.name);
        found.push(Diagnostic::new(Code::NoOwner, item.name_span(), message));
    }
    found.extend(no_story_kinds(context, item));
    // Nobody is asked about a model that has only begun.
    if context.has(Count::Flows) {
        found.extend(no_assets(context, item));
        found.extend(no_assumption(context, item));
        found.extend(no_scope(context, item));
    }
    found.extend(no_objective(context, item));
    domains(context, item, found);
}

fn review_due(context: &Context<'_>, item: &ModelItem) -> Option<Diagnostic> {
    let reviewed = item.property("reviewed")?.values.first()?;
    let every = item.property("review-every")?.values.first()?;
    let (ValueKind::Date(date), ValueKind::Duration(duration)) = (&reviewed.kind, &every.kind)
    else {
        return None;
    };
    let today = context.model.settings.today;
    let ago = today - day_number(*date);
    if ago <= minutes(*duration) / (24 * 60) {
        return None;
    }
    let message = format!(
        "Last reviewed {ago} days ago; due every {}. Go through the model and write the day.",
        every.span.text(item.text())
    );
    let date = date_of_day(today);
    let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    Some(Diagnostic::new(Code::ReviewDue, reviewed.span, message).with_fix(
        "Mark it as reviewed today",
        item.origin(reviewed.span),
        day,
    ))
}

/// The finding about something that a model lacks, with lines that would be a beginning.
fn lacking(item: &ModelItem, code: Code, message: &str, lines: &[(&str, String)]) -> Diagnostic {
    let mut finding = Diagnostic::new(code, item.name_span(), message);
    for (title, line) in lines {
        finding = finding.with_change(
            *title,
            |span| item.origin(span),
            line_below(item.node(), item.text(), line),
        );
    }
    finding
}

fn no_story_kinds(context: &Context<'_>, item: &ModelItem) -> Option<Diagnostic> {
    let none = !context.has(Count::Stories)
        || context.has(Count::HostileStories)
        || !context.has(Count::Agents);
    if none {
        return None;
    }
    let message = "What if the agent skips the check? No story tells it: write one of the kind \"agent-bypass\" or \"abuse\".";
    let line = "story skip-the-check: agent-bypass \"The agent goes around the check\"".to_owned();
    Some(lacking(item, Code::NoStoryKinds, message, &[("Begin such a story", line)]))
}

fn no_assets(context: &Context<'_>, item: &ModelItem) -> Option<Diagnostic> {
    if context.has(Count::Assets) {
        return None;
    }
    let message = "What needs protection? The model has flows and no \"asset\", so no threat about data can be found.";
    let name = if context.fixes { context.free_name("data") } else { "data".into() };
    let line = format!("asset {name} \"What needs protection\"");
    Some(lacking(item, Code::NoAssets, message, &[("Create an asset", line)]))
}

fn no_objective(context: &Context<'_>, item: &ModelItem) -> Option<Diagnostic> {
    if context.has(Count::Objectives) || !context.has(Count::Assets) {
        return None;
    }
    // The most sensitive one, of several the first by name.
    let model = context.model;
    let sensitivity = |name: &&SmolStr| match model.find(name) {
        Some(asset) => match model.thing(asset).ratings.sensitivity {
            Rating::Word(level) => Some(level),
            Rating::Unset | Rating::Unknown => None,
        },
        None => None,
    };
    let asset = context.assets().iter().rev().max_by_key(sensitivity)?;
    let message = format!("What must never happen to \"{asset}\"? Write it as an \"objective\".");
    let line = format!(
        "objective {}: confidentiality \"What must never happen\" protects {}",
        written_name(&format!("keep-{asset}")),
        written_name(asset)
    );
    Some(lacking(item, Code::NoObjective, &message, &[("Create an objective", line)]))
}

fn no_assumption(context: &Context<'_>, item: &ModelItem) -> Option<Diagnostic> {
    if context.has(Count::Assumptions) {
        return None;
    }
    let message = "What do you take for granted? Write each as an \"assumption\", so that somebody can check it.";
    let line = "assumption platform: infrastructure \"What is taken for granted\"".to_owned();
    Some(lacking(item, Code::NoAssumption, message, &[("Create an assumption", line)]))
}

fn no_scope(context: &Context<'_>, item: &ModelItem) -> Option<Diagnostic> {
    if context.has(Count::Scopes) {
        return None;
    }
    let message = "What is this model about, and what not? Write \"scope in\" or \"scope out\".";
    let mut finding = Diagnostic::new(Code::NoScope, item.name_span(), message);
    if context.fixes && context.zones().len() <= OFFERED {
        for zone in context.zones() {
            let line = format!("scope in zone {}", written_name(zone));
            let change: Change = line_below(item.node(), item.text(), &line);
            let title = format!("Write \"{line}\"");
            finding = finding.with_change(title, |span| item.origin(span), change);
        }
    }
    Some(finding)
}

/// One finding for each security domain that has open threats and no control.
fn domains(context: &Context<'_>, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    let schema = &context.model.schema;
    for (number, (domain, _)) in (0u16..).zip(DOMAINS) {
        let open = context.unanswered(number);
        if open == 0 {
            continue;
        }
        let candidates: Vec<String> = schema
            .attributes
            .iter()
            .filter(|info| info.domain == *domain && info.top)
            .take(CANDIDATES)
            .map(|info| format!("\"{}\"", info.name))
            .collect();
        let threats = if open == 1 { "threat" } else { "threats" };
        let mut message = format!("{domain}: {open} open {threats} and no control.");
        if !candidates.is_empty() {
            let names = listed(candidates.iter().map(String::as_str), "or");
            message.push_str(&format!(" Plan one, such as {names}."));
        }
        found.push(Diagnostic::new(Code::DomainWithoutControl, item.name_span(), message));
    }
}
