//! The backlog of a model: what each story must not come with, which threats these are and how they
//! stand, what answers them or could, and which tickets carry it; and what realises each requirement.
//!
//! Everything is told in the order of the text, and a threat by each line that names it.
//!
//! Not for: what is missing in it, which are findings; nor the tickets, which live in a tracker.

use smol_str::SmolStr;
use tm_grammar::tree::{Head, Member, Reference, Span};
use tm_grammar::words::ItemWord;

use crate::diagnostic::Code;
use crate::engine::{Named, Slot, full_name, references};
use crate::model::{ItemId, Model, ModelItem, Resolution, RuleRef, Source, State, Threat};
use crate::schema::AttributeId;
use crate::source::Origin;
use crate::workspace::Snapshot;

/// The findings that are gaps in a backlog.
pub const GAPS: [Code; 5] = [
    Code::StoryUnlinked,
    Code::ThreatUnstoried,
    Code::MitigationNoTicket,
    Code::RequirementUnrealised,
    Code::DomainWithoutControl,
];

/// The backlog of a model.
#[derive(Clone, Debug, Default)]
pub struct Backlog {
    /// The stories.
    pub stories: Vec<Story>,
    /// The requirements.
    pub requirements: Vec<Requirement>,
}

/// A story.
#[derive(Clone, Debug)]
pub struct Story {
    /// Its name.
    pub name: SmolStr,
    /// What is told.
    pub title: SmolStr,
    /// `user`, `abuse`, …; empty if nothing is written.
    pub kind: SmolStr,
    /// How far it is, if that is written.
    pub status: Option<SmolStr>,
    /// The tickets that track it.
    pub tickets: Vec<SmolStr>,
    /// Where it is named.
    pub origin: Origin,
    /// Its `without` lines.
    pub without: Vec<Forbidden>,
}

/// A `without` line.
#[derive(Clone, Debug)]
pub struct Forbidden {
    /// What must not happen.
    pub text: SmolStr,
    /// Where it is written.
    pub origin: Origin,
    /// The threats that it names.
    pub threats: Vec<Described>,
}

/// A threat that a `without` line names.
#[derive(Clone, Debug)]
pub struct Described {
    /// Its key; where it is not there, what is written.
    pub key: SmolStr,
    /// The threat; none where its situation is not there.
    pub threat: Option<Threat>,
    /// What answers it, will, or, while nothing does, could.
    pub needs: Vec<Need>,
}

/// Something that answers a threat, or could.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The control; none for a mitigation without a kind.
    pub control: Option<SmolStr>,
    /// The mitigation of the model; none for a control that is written on a thing or by nobody.
    pub mitigation: Option<SmolStr>,
    /// How far that is: `missing` where nobody has written it.
    pub status: SmolStr,
    /// The tickets that carry it.
    pub tickets: Vec<SmolStr>,
}

/// The status of what nobody has written.
pub const MISSING: &str = "missing";

/// A requirement.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its name.
    pub name: SmolStr,
    /// What is required.
    pub title: SmolStr,
    /// Its security domain; empty if nothing is written.
    pub domain: SmolStr,
    /// The tickets that track it.
    pub tickets: Vec<SmolStr>,
    /// Where it is named.
    pub origin: Origin,
    /// The mitigations, controls and stories that realise it.
    pub realised_by: Vec<SmolStr>,
}

impl Story {
    /// True if the story is told to be done while something that must not come with it is not
    /// answered yet.
    pub fn is_ahead(&self) -> bool {
        let done = matches!(self.status.as_deref(), Some("done" | "verified"));
        let waits = |described: &Described| {
            let state = described.threat.as_ref().map(|threat| threat.state);
            matches!(state, Some(State::Open | State::Possible | State::Planned))
        };
        done && self.without.iter().flat_map(|line| &line.threats).any(waits)
    }
}

/// The backlog of a model.
pub fn backlog(snapshot: &Snapshot, model: &Model) -> Backlog {
    let mut found = Backlog::default();
    let mut items: Vec<(ItemId, &ModelItem)> = model.items().collect();
    let place = |item: &ModelItem| {
        let file = model.files.iter().position(|file| *file == item.file);
        let document = snapshot.file(item.file).map(|file| &file.document);
        (file, document.and_then(|document| document.index_of(item.block)))
    };
    items.retain(|(_, item)| matches!(item.word, ItemWord::Story | ItemWord::Requirement));
    items.sort_by_key(|(id, item)| {
        let blocks = model.block_items(item.file, item.block);
        (place(item), blocks.iter().position(|other| other == id))
    });
    for (id, item) in items {
        if item.word == ItemWord::Story {
            found.stories.push(story(model, id, item));
        } else {
            found.requirements.push(requirement(model, id, item));
        }
    }
    found
}

fn story(model: &Model, id: ItemId, item: &ModelItem) -> Story {
    let lines = item.node().members().iter().filter_map(|member| match member {
        Member::Without(line) => Some(line),
        _ => None,
    });
    let without = lines.map(|line| Forbidden {
        text: line.text.as_ref().map(|text| text.value.as_str().into()).unwrap_or_default(),
        origin: item.origin(line.text.as_ref().map_or(line.word_span, |text| text.span)),
        threats: threats_in(model, id, item, line.span),
    });
    Story {
        name: item.name.clone(),
        title: title_of(item),
        kind: kind_of(item),
        status: item.word_of("status").map(SmolStr::new),
        tickets: item.tickets(),
        origin: item.origin(item.name_span()),
        without: without.collect(),
    }
}

/// The threats that are named in a part of a story.
fn threats_in(model: &Model, id: ItemId, item: &ModelItem, within: Span) -> Vec<Described> {
    let resolutions = model.resolutions(id);
    let mut named: Vec<(&Reference, &Resolution, Option<&Resolution>)> = Vec::new();
    let (mut index, mut inside) = (0, false);
    references(item.node(), &mut |slot, reference| {
        let found = resolutions.get(index).map(|(_, found)| found);
        index += 1;
        match (slot, reference, found) {
            (Slot::Threat, Named::Reference(reference), Some(found)) => {
                let span = reference.span;
                inside = within.start <= span.start && span.end <= within.end;
                if inside {
                    named.push((reference, found, None));
                }
            }
            // It belongs to the threat before it.
            (Slot::ThreatTarget, _, Some(found)) if inside => {
                if let Some((_, _, target)) = named.last_mut() {
                    *target = Some(found);
                }
            }
            _ => {}
        }
    });
    let mut described = Vec::new();
    for (reference, rule, target) in named {
        let fits = |threat: &Threat| {
            model.names_rule(rule, threat.rule)
                && target.is_none_or(|target| model.names_thing(target, threat.subject))
        };
        let mut threats: Vec<Threat> = match target {
            Some(Resolution::Thing(thing)) => model.all_threats(*thing),
            _ => model.things().flat_map(|(thing, _)| model.all_threats(thing)).collect(),
        };
        threats.retain(fits);
        threats.sort_by(|left, right| left.key.cmp(&right.key));
        threats.dedup_by(|left, right| left.key == right.key);
        if threats.is_empty() {
            let key = reference.span.text(item.text()).into();
            described.push(Described { key, threat: None, needs: Vec::new() });
        }
        described.extend(threats.into_iter().map(|threat| Described {
            key: threat.key.clone(),
            needs: needs(model, &threat),
            threat: Some(threat),
        }));
    }
    described
}

/// What answers a threat or will; while nothing does, what could.
fn needs(model: &Model, threat: &Threat) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    let mut add = |need: Need| {
        if !needs.contains(&need) {
            needs.push(need);
        }
    };
    let control = |id: AttributeId| model.schema.attribute(id).name.clone();
    for answer in &threat.answers {
        let named = answer.control.map(control);
        match answer.source {
            Source::Mitigation(item, _) => {
                let Some(item) = model.item(item) else { continue };
                add(of_mitigation(item, named));
            }
            _ => add(Need {
                control: named,
                mitigation: None,
                status: "done".into(),
                tickets: Vec::new(),
            }),
        }
    }
    let decision = threat.decision.and_then(|id| Some((id, model.item(id)?)));
    if let Some((id, item)) = decision {
        for (_, named) in model.resolutions(id).iter().filter(|(slot, _)| *slot == Slot::With) {
            match named {
                Resolution::Item(mitigation) => {
                    let Some(mitigation) = model.item(*mitigation) else { continue };
                    add(of_mitigation(mitigation, None));
                }
                Resolution::Control(id) => add(Need {
                    control: Some(control(*id)),
                    mitigation: None,
                    status: item.word_of("status").unwrap_or("planned").into(),
                    tickets: item.tickets(),
                }),
                _ => {}
            }
        }
    }
    if threat.state.is_pending()
        && let RuleRef::Pack(rule) = threat.rule
    {
        for id in &model.schema.rule(rule).answers {
            add(Need {
                control: Some(control(*id)),
                mitigation: None,
                status: MISSING.into(),
                tickets: Vec::new(),
            });
        }
    }
    needs
}

fn of_mitigation(item: &ModelItem, control: Option<SmolStr>) -> Need {
    Need {
        control: control.or_else(|| Some(kind_of(item)).filter(|kind| !kind.is_empty())),
        mitigation: Some(item.name.clone()),
        status: item.word_of("status").unwrap_or("planned").into(),
        tickets: item.tickets(),
    }
}

fn requirement(model: &Model, id: ItemId, item: &ModelItem) -> Requirement {
    let mut realised_by: Vec<SmolStr> = Vec::new();
    for (_, named) in model.resolutions(id).iter().filter(|(slot, _)| *slot == Slot::With) {
        match named {
            Resolution::Item(other) => {
                realised_by.extend(model.item(*other).map(|other| other.name.clone()));
            }
            Resolution::Control(id) => realised_by.push(model.schema.attribute(*id).name.clone()),
            _ => {}
        }
    }
    let names_it = |other: ItemId| {
        let named = model.resolutions(other).iter();
        other != id && named.into_iter().any(|(_, named)| *named == Resolution::Item(id))
    };
    realised_by.extend(
        model
            .items()
            .filter(|(_, other)| matches!(other.word, ItemWord::Mitigation | ItemWord::Story))
            .filter(|(other, _)| names_it(*other))
            .map(|(_, other)| other.name.clone()),
    );
    realised_by.sort_unstable();
    realised_by.dedup();
    Requirement {
        name: item.name.clone(),
        title: title_of(item),
        domain: kind_of(item),
        tickets: item.tickets(),
        origin: item.origin(item.name_span()),
        realised_by,
    }
}

fn title_of(item: &ModelItem) -> SmolStr {
    item.node().title().map_or_else(|| item.name.clone(), |title| title.value.as_str().into())
}

fn kind_of(item: &ModelItem) -> SmolStr {
    match &item.node().head {
        Head::Declaration(declaration) => {
            declaration.kind.as_ref().map(full_name).unwrap_or_default().into()
        }
        _ => SmolStr::default(),
    }
}
