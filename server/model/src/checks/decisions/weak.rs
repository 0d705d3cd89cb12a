//! Decisions that lack what makes them one, or whose time is over.

use tm_grammar::tree::{Property, ValueKind};
use tm_grammar::words::ItemWord;

use super::super::Context;
use super::super::change::{Change, add_clause};
use super::super::wording::capital;
use super::Decision;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Slot;
use crate::model::{ModelItem, Resolution};
use crate::schema::compile::listed;
use crate::value::date_of_day;

/// How long a decision is extended by a fix.
const EXTENSION: i64 = 180;

/// How many days before its end a decision is brought to mind.
const SOON: i64 = 30;

/// Findings about what the decision leaves unsaid, its last day, and its mitigations.
pub(super) fn check(context: &Context<'_>, decision: &Decision<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(weak(context, decision));
    found.extend(expired(context, decision));
    if decision.item.word == ItemWord::Mitigate {
        found.extend(empty(context, decision));
    }
}

/// What each kind of decision must say, and the question that it answers.
fn needs(word: ItemWord) -> &'static [(&'static str, &'static str)] {
    match word {
        ItemWord::Accept => &[("because", "why"), ("by", "who decides"), ("until", "until when")],
        ItemWord::Avoid | ItemWord::Dismiss => &[("because", "why")],
        ItemWord::Transfer => &[("to", "who carries the risk"), ("until", "until when")],
        _ => &[],
    }
}

fn weak(context: &Context<'_>, decision: &Decision<'_>) -> Option<Diagnostic> {
    let item = decision.item;
    let missing: Vec<(&str, &str)> = needs(item.word)
        .iter()
        .copied()
        .filter(|(key, _)| !item.property(key).is_some_and(says_something))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let quoted: Vec<String> = missing.iter().map(|(key, _)| format!("\"{key}\"")).collect();
    let message = format!(
        "\"{}\" needs {}: say {}.",
        decision.verb(),
        listed(quoted.iter().map(String::as_str), "and"),
        listed(missing.iter().map(|(_, question)| *question), "and")
    );
    let finding = Diagnostic::new(Code::WeakAccept, item.node().word_span, message);
    if item.property("until").is_some() || !missing.iter().any(|(key, _)| *key == "until") {
        return Some(finding);
    }
    let clause = format!("until {}", day_from_today(context));
    Some(finding.with_change(
        format!("Write \"{clause}\""),
        |span| item.origin(span),
        add_clause(item.node(), item.text(), &clause),
    ))
}

/// True if a clause says more than `?` or an empty text. What has a fault of its own is reported as
/// that.
fn says_something(property: &Property) -> bool {
    match property.values.first().map(|value| &value.kind) {
        Some(ValueKind::Text(text)) => !text.trim().is_empty(),
        Some(kind) => *kind != ValueKind::Unknown,
        None => true,
    }
}

/// The day until which a decision holds if a fix writes it.
pub(in super::super) fn day_from_today(context: &Context<'_>) -> String {
    let date = date_of_day(context.model.settings.today + EXTENSION);
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

fn expired(context: &Context<'_>, decision: &Decision<'_>) -> Option<Diagnostic> {
    let item = decision.item;
    let what = match item.word {
        ItemWord::Accept => "acceptance",
        ItemWord::Transfer => "transfer",
        _ => return None,
    };
    let today = context.model.settings.today;
    let over = today - context.model.until(decision.id)?;
    let value = item.property("until")?.values.first()?;
    if over <= 0 {
        return expiring(context, item, what, -over, value.span);
    }
    let days = if over == 1 { "day" } else { "days" };
    let message = format!(
        "The {what} ended {over} {days} ago, so the threat counts as open again. Decide anew, or extend it."
    );
    let later = day_from_today(context);
    let finding = Diagnostic::new(Code::ExpiredAccept, value.span, message).with_fix(
        format!("Extend to {later}"),
        item.origin(value.span),
        later,
    );
    Some(decision.removable(finding))
}

/// A decision that ends soon.
fn expiring(
    context: &Context<'_>,
    item: &ModelItem,
    what: &str,
    left: i64,
    span: tm_grammar::tree::Span,
) -> Option<Diagnostic> {
    if left > SOON {
        return None;
    }
    let when = match left {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    };
    let message = format!("The {what} ends {when}. Look at it again, then extend it or let it go.");
    let later = day_from_today(context);
    Some(Diagnostic::new(Code::ExpiringAccept, span, message).with_fix(
        format!("Extend to {later}"),
        item.origin(span),
        later,
    ))
}

/// A `mitigate` that names nothing that is at least planned.
fn empty(context: &Context<'_>, decision: &Decision<'_>) -> Option<Diagnostic> {
    let (model, item) = (context.model, decision.item);
    if model.decided_state(decision.id).is_some() {
        return None;
    }
    let with: Vec<&Resolution> = model
        .resolutions(decision.id)
        .iter()
        .filter(|(slot, _)| *slot == Slot::With)
        .map(|(_, resolution)| resolution)
        .collect();
    // What names nothing has been reported, and might be planned.
    if with.iter().any(|one| matches!(one, Resolution::Missing | Resolution::WrongKind(_))) {
        return None;
    }
    let subject = decision.subject();
    let span = item.node().word_span;
    if with.is_empty() {
        let message = format!(
            "No mitigation is named, so {subject} counts as open. Write \"with\" and what answers it."
        );
        return Some(Diagnostic::new(Code::EmptyMitigate, span, message));
    }
    let mitigations: Vec<&ModelItem> = with
        .iter()
        .filter_map(|one| match one {
            Resolution::Item(mitigation) => model.item(*mitigation),
            _ => None,
        })
        .collect();
    let idle = match mitigations.first() {
        Some(first) => {
            let status = first.word_of("status").unwrap_or_default();
            format!("\"{}\" is {status}", first.name)
        }
        None => format!("its status is {}", item.word_of("status").unwrap_or_default()),
    };
    let message =
        format!("{} counts as open until a mitigation is planned: {idle}.", capital(&subject));
    let mut finding = Diagnostic::new(Code::EmptyMitigate, span, message);
    for mitigation in &mitigations {
        let name = &mitigation.name;
        finding = finding.with_related(
            mitigation.origin(mitigation.name_span()),
            format!("\"{name}\" is declared here"),
        );
    }
    let owner = mitigations.first().copied().unwrap_or(item);
    let status = owner.property("status")?.values.first()?;
    Some(finding.with_change(
        "Set its status to planned",
        |span| owner.origin(span),
        Change::new(status.span, "planned"),
    ))
}
