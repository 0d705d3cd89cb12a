//! Threats that nobody has answered yet.

use super::Context;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{ModelItem, State, ThingId, Threat};
use crate::schema::Level;

/// How much an open threat matters, by its risk.
fn severity(threat: &Threat) -> Severity {
    match (threat.state, threat.risk.level) {
        (State::Possible, _) | (_, Level::Low) => Severity::Hint,
        (_, Level::Medium) => Severity::Information,
        (_, Level::High | Level::Critical) => Severity::Warning,
    }
}

/// One finding for all that is open on a thing: many at one place would bury the rest.
pub(super) fn open(
    context: &Context<'_>,
    item: &ModelItem,
    thing: ThingId,
    found: &mut Vec<Diagnostic>,
) {
    let model = context.model;
    let threats = model.threats(thing);
    let open: Vec<&Threat> =
        threats.iter().filter(|threat| threat.state == State::Open || threat.overdue).collect();
    let possible: Vec<&Threat> =
        threats.iter().filter(|threat| threat.state == State::Possible).collect();
    let listed = if open.is_empty() { &possible } else { &open };
    let Some(worst) = listed.iter().map(|threat| severity(threat)).max() else { return };
    let label = model.label(thing);
    let title = |threat: &Threat| format!("{} ({})", threat.name, threat.risk.level);
    let message = match (open.as_slice(), possible.as_slice()) {
        ([only], []) => {
            format!("{}: {}. Decide it or mitigate it.", title(only), model.threat_title(only))
        }
        ([], [only]) => format!(
            "Possibly {}: {}. Answer the question to know.",
            title(only),
            model.threat_title(only)
        ),
        ([], possible) => format!(
            "{} possible threats on {label}: {}. Answer the questions to know.",
            possible.len(),
            top_three(possible, title)
        ),
        (open, possible) => {
            let more = match possible.len() {
                0 => String::new(),
                count => format!(" and {count} possible"),
            };
            let noun = if open.len() == 1 { "threat" } else { "threats" };
            format!("{} open {noun}{more} on {label}: {}.", open.len(), top_three(open, title))
        }
    };
    let mut finding =
        Diagnostic::new(Code::OpenThreats, item.name_span(), message).with_severity(worst);
    if listed.len() > 1 {
        for threat in listed.iter() {
            if let Some(origin) = context.name_of(thing) {
                let state = threat.state.word();
                let text = format!("{} ({}, {state})", model.threat_title(threat), threat.name);
                finding = finding.with_related(origin, text);
            }
        }
    }
    found.push(finding);
}

fn top_three(threats: &[&Threat], title: impl Fn(&Threat) -> String) -> String {
    let mut worst = threats.to_vec();
    worst.sort_by(|left, right| {
        right.risk.level.cmp(&left.risk.level).then_with(|| left.name.cmp(&right.name))
    });
    let mut text: Vec<String> = worst.iter().take(3).map(|threat| title(threat)).collect();
    if worst.len() > 3 {
        text.push(format!("and {} more", worst.len() - 3));
    }
    text.join(", ")
}
