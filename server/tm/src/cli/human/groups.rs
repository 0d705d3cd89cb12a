//! The threats that are not settled, in groups: by what would settle them, by what they are on, or
//! by how bad they are.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use tm_grammar::written_name;
use tm_model::model::{FirstAnswer, Model, State, ThingId};
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
    threats: Vec<Listed<'r, 'a>>,
}

/// A threat of a group; one of a flow and the same of its reply are one, because one answer settles
/// both.
struct Listed<'r, 'a> {
    threat: &'r ThreatReport<'a>,
    reply: Option<&'r ThreatReport<'a>>,
    /// What settles it, if a control does.
    answer: Option<FirstAnswer>,
}

impl Listed<'_, '_> {
    /// What counts goes before what may be, the worse before the less bad.
    fn urgency(&self) -> (bool, Level) {
        let of = |one: &ThreatReport<'_>| (one.counts(), one.threat.risk.level);
        of(self.threat).max(self.reply.map_or(of(self.threat), of))
    }

    /// True if the control of its group settles it with nothing else.
    fn needs_no_more(&self) -> bool {
        self.answer.as_ref().is_none_or(|answer| answer.further.is_empty())
    }
}

/// Adds the groups of a model to the page.
pub fn write(report: &ModelReport<'_>, look: &Look, screen: &mut Screen) {
    let style = screen.style();
    for group in groups(report, look.group_by, style) {
        let shown = if look.all { group.threats.len() } else { PER_GROUP };
        screen.block(Part::Work, Unit::Threat, group.threats.len(), |style| {
            let mut lines = style.wrap(&heading(&group), 2);
            for listed in group.threats.iter().take(shown) {
                lines.extend(style.wrap(&line(report.model, listed, group.control, style), 11));
                if look.all {
                    let folded = folded(report.model, listed.threat);
                    lines.extend(folded.map(|key| format!("           folded: {key}")));
                }
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
    let model = report.model;
    let pending = report
        .threats
        .iter()
        .filter(|threat| threat.counts() || threat.threat.state == State::Possible);
    let mut known: BTreeMap<&'r str, Vec<Listed<'r, 'a>>> = BTreeMap::new();
    for threat in pending {
        let answer = match by {
            GroupBy::Mitigation => model.first_answer(threat.threat),
            GroupBy::Subject | GroupBy::Severity => None,
        };
        let key = match (by, &answer) {
            (GroupBy::Mitigation, Some(answer)) => {
                model.schema.attribute(answer.control).name.as_str()
            }
            (GroupBy::Mitigation, None) => "",
            (GroupBy::Subject, _) => model.label(whole(model, threat.threat.subject)),
            (GroupBy::Severity, _) => threat.threat.risk.level.word(),
        };
        known.entry(key).or_default().push(Listed { threat, reply: None, answer });
    }
    let mut groups: Vec<Group<'_, '_>> = known
        .into_iter()
        .map(|(key, threats)| {
            let mut threats = with_replies(model, threats);
            threats.sort_by(|left, right| {
                let order = right.urgency().cmp(&left.urgency());
                order.then_with(|| left.threat.threat.key.cmp(&right.threat.threat.key))
            });
            let control = threats[0].answer.as_ref().map(|answer| answer.control);
            let heading = match (by, control) {
                (GroupBy::Mitigation, None) => style.paint("To decide", Paint::Strong),
                (GroupBy::Mitigation, Some(control)) => {
                    let title = &model.schema.attribute(control).title;
                    format!("{}  {title}", style.paint(key, Paint::Strong))
                }
                (GroupBy::Subject, _) => {
                    let title = model.title(whole(model, threats[0].threat.threat.subject));
                    format!("{}  {}", style.paint(key, Paint::Strong), title.unwrap_or_default())
                }
                (GroupBy::Severity, _) => style.paint(key, Paint::Strong),
            };
            Group { control, heading, threats }
        })
        .collect();
    // The worst and largest first; equal ones stay in the order of their names.
    groups.sort_by_key(|group| {
        let worst = group.threats.iter().map(Listed::urgency).max();
        std::cmp::Reverse((worst, group.threats.len()))
    });
    groups
}

/// The flow of a reply; of anything else the thing itself.
fn whole(model: &Model, subject: ThingId) -> ThingId {
    let thing = model.thing(subject);
    if thing.is_reply() { thing.links.reply.unwrap_or(subject) } else { subject }
}

/// The threats with each reply beside its flow, where the same rule fires on both and both are as
/// far from being settled.
fn with_replies<'r, 'a>(model: &Model, threats: Vec<Listed<'r, 'a>>) -> Vec<Listed<'r, 'a>> {
    let (replies, mut listed): (Vec<_>, Vec<_>) =
        threats.into_iter().partition(|one| model.thing(one.threat.threat.subject).is_reply());
    for reply in replies {
        let threat = reply.threat.threat;
        let flow = whole(model, threat.subject);
        let beside = listed.iter_mut().find(|one| {
            let other = one.threat.threat;
            let same =
                (other.subject, other.rule, other.state) == (flow, threat.rule, threat.state);
            same && one.answer == reply.answer
        });
        match beside {
            Some(one) => one.reply = Some(reply.threat),
            None => listed.push(reply),
        }
    }
    listed
}

/// `2 open, 1 possible`
fn counted<'l, 'r: 'l, 'a: 'r>(threats: impl Iterator<Item = &'l Listed<'r, 'a>>) -> String {
    let (mut open, mut possible) = (0, 0);
    for one in threats {
        *if one.threat.counts() { &mut open } else { &mut possible } += 1;
    }
    let counts = [(open, "open"), (possible, "possible")].into_iter();
    let counts = counts.filter(|(count, _)| *count > 0);
    counts.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

fn heading(group: &Group<'_, '_>) -> String {
    let alone = counted(group.threats.iter().filter(|one| one.needs_no_more()));
    let with_more = counted(group.threats.iter().filter(|one| !one.needs_no_more()));
    let settles = match (group.control.is_some(), alone.as_str(), with_more.as_str()) {
        (false, alone, _) => alone.to_owned(),
        (true, alone, "") => format!("would settle {alone}"),
        (true, "", with_more) => format!("would settle, with more, {with_more}"),
        (true, alone, with_more) => format!("would settle {alone}, and with more {with_more}"),
    };
    format!("{} · {settles}", group.heading)
}

fn line(
    model: &Model,
    listed: &Listed<'_, '_>,
    control: Option<AttributeId>,
    style: Style,
) -> String {
    let threat = listed.threat;
    let (counts, level) = listed.urgency();
    let risk = style.risk(level);
    let state = if counts { "" } else { "?" };
    let mut text = format!("  {risk} {}{state}  {}", threat.threat.key, threat.title());
    if listed.reply.is_some() {
        text.push_str(" (its reply, too)");
    }
    let folded = folded(model, threat).count();
    if folded > 0 {
        text.push_str(&format!(" (+{folded} folded)"));
    }
    if let (Some(_), Some(answer)) = (control, &listed.answer)
        && !answer.further.is_empty()
    {
        text.push_str(&format!("; also needs {}", further(model, answer, threat.threat.subject)));
    }
    format!("{text}  {}", threat.place)
}

/// The keys of the threats that are folded under one and stay when that is settled.
fn folded<'r>(model: &'r Model, report: &'r ThreatReport<'_>) -> impl Iterator<Item = &'r str> {
    let folded = report.threat.folded.iter().filter(|folded| folded.state.is_pending());
    folded
        .filter(|folded| !model.settles_too(report.threat, folded.rule))
        .map(|folded| folded.key.as_str())
}

/// What a threat needs besides the control that it is listed under.
fn further(model: &Model, answer: &FirstAnswer, subject: ThingId) -> String {
    let needs = answer.further.iter().map(|(attribute, value, on)| {
        let name = &model.schema.attribute(*attribute).name;
        let said = if value == "yes" { name.to_string() } else { format!("{name}: {value}") };
        let elsewhere = *on != whole(model, subject);
        if elsewhere { format!("{said} on {}", model.label(*on)) } else { said }
    });
    needs.collect::<Vec<_>>().join(", ")
}

/// What settles all threats of a group, once it is true: one mitigation, and a changed word where
/// something else is written.
fn answer(
    model: &Model,
    control: AttributeId,
    threats: &[Listed<'_, '_>],
    all: bool,
) -> Vec<String> {
    let places = threats.iter().filter_map(|one| one.answer.as_ref());
    let places = places.flat_map(|answer| answer.places.iter().copied());
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
