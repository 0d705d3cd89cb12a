//! Threats that nobody has answered yet.

use super::Context;
use super::change::line_below;
use super::decisions::day_from_today;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{ModelItem, RuleRef, State, Threat};
use crate::schema::Level;

/// How many controls are offered for a threat.
const OFFERED: usize = 3;

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
    threats: &[Threat],
    found: &mut Vec<Diagnostic>,
) {
    let model = context.model;
    let mut open: Vec<&Threat> =
        threats.iter().filter(|threat| threat.state == State::Open || threat.overdue).collect();
    let mut possible: Vec<&Threat> =
        threats.iter().filter(|threat| threat.state == State::Possible).collect();
    for list in [&mut open, &mut possible] {
        list.sort_by(|left, right| {
            right.risk.level.cmp(&left.risk.level).then_with(|| left.name.cmp(&right.name))
        });
    }
    let listed = if open.is_empty() { &possible } else { &open };
    let Some(worst) = listed.iter().map(|threat| severity(threat)).max() else { return };
    let mut finding =
        Diagnostic::new(Code::OpenThreats, item.name_span(), message(context, &open, &possible))
            .with_severity(worst);
    if listed.len() > 1 {
        for threat in listed {
            let text = format!("{} ({})", model.threat_title(threat), title(threat));
            finding = finding.with_related(item.origin(item.name_span()), text);
        }
    }
    if context.fixes
        && let Some(worst) = open.first()
    {
        finding = with_decisions(context, item, worst, finding);
    }
    found.push(finding);
}

fn title(threat: &Threat) -> String {
    format!("{} ({})", threat.name, threat.risk.level)
}

fn message(context: &Context<'_>, open: &[&Threat], possible: &[&Threat]) -> String {
    let model = context.model;
    match (open, possible) {
        ([only], []) if only.overdue => {
            format!("{}: {}. Its mitigation is overdue.", title(only), model.threat_title(only))
        }
        ([only], []) => {
            format!("{}: {}. Mitigate it or decide it.", title(only), model.threat_title(only))
        }
        ([], [only]) => format!(
            "Possibly {}: {}. Answer the question to know.",
            title(only),
            model.threat_title(only)
        ),
        ([], possible) => format!(
            "{} possible threats on {}: {}. Answer the questions to know.",
            possible.len(),
            label(context, possible),
            top_three(possible)
        ),
        (open, possible) => {
            let more = match possible.len() {
                0 => String::new(),
                count => format!(" and {count} possible"),
            };
            let noun = if open.len() == 1 { "threat" } else { "threats" };
            format!(
                "{} open {noun}{more} on {}: {}.",
                open.len(),
                label(context, open),
                top_three(open)
            )
        }
    }
}

fn label<'a>(context: &Context<'a>, threats: &[&Threat]) -> &'a str {
    threats.first().map_or("", |threat| context.model.label(threat.subject))
}

fn top_three(threats: &[&Threat]) -> String {
    let mut text: Vec<String> = threats.iter().take(3).map(|threat| title(threat)).collect();
    if threats.len() > 3 {
        text.push(format!("and {} more", threats.len() - 3));
    }
    text.join(", ")
}

/// The finding with the decisions that would settle the worst threat.
fn with_decisions(
    context: &Context<'_>,
    item: &ModelItem,
    threat: &Threat,
    mut finding: Diagnostic,
) -> Diagnostic {
    let model = context.model;
    let top = &item.tree.items[usize::from(item.path[0])];
    let key = &threat.key;
    // What was decided once is decided anew where that stands.
    if threat.decision.is_some() || threat.overdue {
        return finding;
    }
    let mut lines: Vec<(String, String)> = Vec::new();
    if let RuleRef::Pack(rule) = threat.rule {
        for control in model.schema.rule(rule).answers.iter().take(OFFERED) {
            let control = &model.schema.attribute(*control).name;
            let line = format!("mitigate {key} with {control}");
            lines.push((format!("Plan \"{control}\" against {}", threat.name), line));
        }
    }
    let until = day_from_today(context);
    let accept = format!("accept {key} until {until}");
    lines.push((format!("Accept {} until {until}", threat.name), accept));
    lines
        .push((format!("Dismiss {}: it is no threat here", threat.name), format!("dismiss {key}")));
    for (title, line) in lines {
        finding = finding.with_change(
            title,
            |span| item.origin(span),
            line_below(top, item.text(), &line),
        );
    }
    finding
}
