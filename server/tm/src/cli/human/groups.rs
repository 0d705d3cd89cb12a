//! The threats that are not settled, in groups: by what would settle them, by what they are on, or
//! by how bad they are.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use tm_grammar::written_name;
use tm_model::model::{Model, State, ThingId};
use tm_model::schema::{AttributeId, Level};

use super::Look;
use crate::cli::arguments::GroupBy;
use crate::cli::page::{Paint, Part, Screen, Style, Unit};
use crate::cli::report::{ModelReport, ThreatReport};

/// How many threats are listed in one group, unless all are wanted.
const PER_GROUP: usize = 4;

/// How many targets a proposed mitigation may have and still be easy to read.
const TARGETS: usize = 6;

/// Threats under one heading.
struct Group<'r, 'a> {
    /// The control that would settle them.
    control: Option<AttributeId>,
    heading: String,
    threats: Vec<&'r ThreatReport<'a>>,
}

/// Adds the groups of a model to the page.
pub fn write(report: &ModelReport<'_>, look: &Look, screen: &mut Screen) {
    let style = screen.style();
    for group in groups(report, look.group_by, style) {
        let shown = if look.all { group.threats.len() } else { PER_GROUP };
        screen.block(Part::Work, Unit::Threat, group.threats.len(), |style| {
            let mut lines = style.wrap(&heading(&group), 2);
            for threat in group.threats.iter().take(shown) {
                lines.extend(style.wrap(&line(threat, style), 11));
            }
            if group.threats.len() > shown {
                lines.push(format!("  … and {} more like these", group.threats.len() - shown));
            }
            if let Some(control) = group.control {
                for text in answer(report.model, control, &group.threats, look.all) {
                    lines.extend(style.wrap(&format!("  once done, {text}"), 4));
                }
            }
            lines
        });
    }
}

fn groups<'r, 'a>(report: &'r ModelReport<'a>, by: GroupBy, style: Style) -> Vec<Group<'r, 'a>> {
    let pending = report
        .threats
        .iter()
        .filter(|threat| threat.counts() || threat.threat.state == State::Possible);
    let mut known: BTreeMap<&'r str, Vec<&'r ThreatReport<'a>>> = BTreeMap::new();
    for threat in pending {
        let key = match by {
            GroupBy::Mitigation => match report.model.first_answer(threat.threat) {
                Some(control) => &report.model.schema.attribute(control).name,
                None => "",
            },
            GroupBy::Subject => report.model.label(threat.threat.subject),
            GroupBy::Severity => threat.threat.risk.level.word(),
        };
        known.entry(key).or_default().push(threat);
    }
    let mut groups: Vec<Group<'_, '_>> = known
        .into_iter()
        .map(|(key, mut threats)| {
            threats.sort_by(|left, right| {
                urgency(right)
                    .cmp(&urgency(left))
                    .then_with(|| left.threat.key.cmp(&right.threat.key))
            });
            let control = match by {
                GroupBy::Mitigation => report.model.first_answer(threats[0].threat),
                GroupBy::Subject | GroupBy::Severity => None,
            };
            let heading = match (by, control) {
                (GroupBy::Mitigation, None) => style.paint("To decide", Paint::Strong),
                (GroupBy::Mitigation, Some(control)) => {
                    let title = &report.model.schema.attribute(control).title;
                    format!("{}  {title}", style.paint(key, Paint::Strong))
                }
                (GroupBy::Subject, _) => {
                    let title = report.model.title(threats[0].threat.subject);
                    format!("{}  {}", style.paint(key, Paint::Strong), title.unwrap_or_default())
                }
                (GroupBy::Severity, _) => style.paint(key, Paint::Strong),
            };
            Group { control, heading, threats }
        })
        .collect();
    // The worst and largest first; equal ones stay in the order of their names.
    groups.sort_by_key(|group| {
        let worst = group.threats.iter().map(|threat| urgency(threat)).max();
        std::cmp::Reverse((worst, group.threats.len()))
    });
    groups
}

/// What counts goes before what may be, the worse before the less bad.
fn urgency(threat: &ThreatReport<'_>) -> (bool, Level) {
    (threat.counts(), threat.threat.risk.level)
}

fn heading(group: &Group<'_, '_>) -> String {
    let open = group.threats.iter().filter(|threat| threat.counts()).count();
    let possible = group.threats.len() - open;
    let mut counts = Vec::new();
    if open > 0 {
        counts.push(format!("{open} open"));
    }
    if possible > 0 {
        counts.push(format!("{possible} possible"));
    }
    let verb = if group.control.is_some() { "would settle " } else { "" };
    format!("{} · {verb}{}", group.heading, counts.join(", "))
}

fn line(threat: &ThreatReport<'_>, style: Style) -> String {
    let risk = style.risk(threat.threat.risk.level);
    let state = if threat.counts() { "" } else { "?" };
    format!("  {risk} {}{state}  {}  {}", threat.threat.key, threat.title(), threat.place)
}

/// What settles all threats of a group, once it is true: one mitigation, and a changed word where
/// something else is written.
fn answer(
    model: &Model,
    control: AttributeId,
    threats: &[&ThreatReport<'_>],
    all: bool,
) -> Vec<String> {
    let places = threats.iter().flat_map(|one| model.places_of_answer(one.threat, control));
    let mut seen = HashSet::new();
    let places: Vec<ThingId> = places.filter(|place| seen.insert(*place)).collect();
    let (written, silent): (Vec<ThingId>, Vec<ThingId>) =
        places.into_iter().partition(|place| model.says(*place, control));
    let name = &model.schema.attribute(control).name;
    let mut texts = Vec::new();
    if !silent.is_empty() {
        let (targets, whole) = names(model, &silent, all);
        let sentence = model.mitigation_sentence(control, &targets, whole.then_some("done"));
        texts.push(format!("write: {sentence}"));
    }
    if !written.is_empty() {
        let (places, _) = names(model, &written, all);
        texts.push(format!("change in {places}: {name}: yes"));
    }
    texts
}

/// The names of things as they are written, and whether these are all.
fn names(model: &Model, things: &[ThingId], all: bool) -> (String, bool) {
    let shown = if all { things.len() } else { TARGETS };
    let names = things.iter().take(shown).map(|thing| written_name(model.label(*thing)));
    let mut text = names.collect::<Vec<_>>().join(", ");
    let more = things.len().saturating_sub(shown);
    if more > 0 {
        // Writing to a string cannot fail.
        let _ = write!(text, ", … ({more} more; see them with --all)");
    }
    (text, more == 0)
}
