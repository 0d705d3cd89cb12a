//! The built-in fields of things in sentences: trust, crossings, ratings, kinds.

use super::evidence::{Note, name_of, property_of};
use crate::kind::ThingKind;
use crate::model::{Model, Part, Rating, ThingId, crossing};
use crate::schema::{Collection, Field, Link, Place, WordSetId};
use crate::value::{Value, date_of_day};

/// What a field of a thing is, why, and where that is written.
pub(super) fn told(model: &Model, id: ThingId, field: Field) -> Note {
    let label = model.label(id);
    let here = name_of(model, id);
    match field {
        Field::Crosses | Field::Crossing => crossing_of(model, id),
        Field::Trust => {
            Note::at(format!("trust: {} on {label}", trust(model, id)), trusted_by(model, id))
        }
        Field::Sensitivity | Field::Classified => {
            rated(model, id, "sensitivity", WordSetId::CLASSIFICATION)
        }
        Field::IntegrityNeed | Field::Integrity => {
            rated(model, id, "integrity-need", WordSetId::LEVEL)
        }
        Field::AvailabilityNeed | Field::Availability => {
            rated(model, id, "availability-need", WordSetId::LEVEL)
        }
        Field::InScope => {
            let word = if model.in_scope(id) { "in" } else { "out of" };
            Note::at(format!("{label} is {word} scope"), here)
        }
        Field::IsReply => {
            let word = if model.thing(id).is_reply() { "a reply" } else { "no reply" };
            Note::at(format!("{label} is {word}"), here)
        }
        Field::Kind => kind_of(model, id),
        Field::Initiator => match model.field(id, field) {
            value @ Value::Word(_) => {
                let end = word(model, WordSetId::INITIATOR, &value);
                Note::at(
                    format!("initiator: {end} on {label}, written"),
                    property_of(model, id, "initiator").or(here),
                )
            }
            _ => Note::at(format!("initiator of {label} is not written"), here),
        },
        Field::Confidentiality | Field::Skill => {
            let name = if field == Field::Skill { "skill" } else { "confidentiality" };
            let level = word(model, WordSetId::LEVEL, &model.field(id, field));
            Note::at(format!("{name}: {level} on {label}"), property_of(model, id, name).or(here))
        }
        Field::Owner | Field::Motive | Field::Name | Field::Number => {
            let name = match field {
                Field::Owner => "owner",
                Field::Motive => "motive",
                Field::Number => "number",
                _ => "name",
            };
            Note::at(
                format!("{name}: {} on {label}", plain(&model.field(id, field))),
                property_of(model, id, name).or(here),
            )
        }
    }
}

/// `internet is a zone of the kind internet, as of every internet-zone`
fn kind_of(model: &Model, id: ThingId) -> Note {
    let thing = model.thing(id);
    let (what, set) = match thing.kind {
        ThingKind::Actor => ("an actor", WordSetId::ACTOR_KIND),
        _ => ("a zone", WordSetId::ZONE_KIND),
    };
    let kind = word(model, set, &model.field(id, Field::Kind));
    let info = model.schema.type_info(thing.type_id);
    let of_type = if thing.own_kind.is_none() && info.zone_kind.is_some() {
        format!(", as of every {}", info.name)
    } else {
        String::new()
    };
    let origin = property_of(model, id, "kind").or(name_of(model, id));
    Note::at(format!("{} is {what} of the kind {kind}{of_type}", model.label(id)), origin)
}

/// A value without a set of words.
fn plain(value: &Value) -> String {
    match value {
        Value::Unset => "nothing".into(),
        Value::Text(text) | Value::Person(text) => text.to_string(),
        Value::Number(number) => format!("{}", *number as f64 / 1000.0),
        Value::Day(day) => {
            let date = date_of_day(*day);
            format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
        }
        _ => "?".into(),
    }
}

fn word(model: &Model, set: WordSetId, value: &Value) -> String {
    match value {
        Value::Word(word) => model.schema.word_sets[usize::from(set.0)].word(*word).to_owned(),
        Value::Unknown => "unknown".into(),
        _ => "nothing".into(),
    }
}

fn trust(model: &Model, id: ThingId) -> String {
    word(model, WordSetId::TRUST, &model.field(id, Field::Trust))
}

/// Where the trust of a thing is said: on the innermost zone that says it, or by that zone's type.
fn trusted_by(model: &Model, id: ThingId) -> Option<crate::source::Origin> {
    let own = (model.thing(id).kind == ThingKind::Zone).then_some(id);
    own.into_iter().chain(model.zones_around(id)).find_map(|zone| {
        let by_type = model.schema.type_info(model.thing(zone).type_id).trust.is_some();
        property_of(model, zone, "trust")
            .or_else(|| by_type.then(|| name_of(model, zone)).flatten())
    })
}

/// `save-post goes up: from the zone internet (trust none) into web-server (trust high)`
fn crossing_of(model: &Model, flow: ThingId) -> Note {
    let thing = model.thing(flow);
    let label = model.label(flow);
    let here = name_of(model, flow);
    let side = |end: Option<ThingId>| {
        let Some(end) = end else { return "nowhere".to_owned() };
        match model.thing(end).links.zone {
            Some(zone) => format!("{} (trust {})", model.label(zone), trust(model, end)),
            None => {
                format!("{}, which lies in no zone (trust {})", model.label(end), trust(model, end))
            }
        }
    };
    let (from, to) = (side(thing.links.source), side(thing.links.target));
    let text = match thing.crossing {
        crossing::NONE => format!("{label} stays in one zone: {from}"),
        crossing::UP => format!("{label} goes up, from {from} into {to}"),
        crossing::DOWN => format!("{label} goes down, from {from} into {to}"),
        _ => format!("{label} goes sideways, from {from} into {to}"),
    };
    Note::at(text, here)
}

/// A rating of a thing: written on it, of its type, or the highest of its data.
fn rated(model: &Model, id: ThingId, name: &str, set: WordSetId) -> Note {
    let thing = model.thing(id);
    let label = model.label(id);
    let pick = |of: ThingId| {
        let ratings = &model.thing(of).ratings;
        match name {
            "sensitivity" => ratings.sensitivity,
            "integrity-need" => ratings.integrity,
            _ => ratings.availability,
        }
    };
    let rating = pick(id);
    let level = word(model, set, &rating.into());
    if thing.kind == ThingKind::Asset {
        let key = match name {
            "sensitivity" => "classified",
            "integrity-need" => "integrity",
            _ => "availability",
        };
        let written = property_of(model, id, key);
        let of_type = if written.is_none() && rating != Rating::Unset {
            format!(", as of every {}", model.schema.type_info(thing.type_id).name)
        } else {
            String::new()
        };
        return Note::at(
            format!("{key}: {level} on {}{of_type}", label_of(model, id)),
            written.or(name_of(model, id)),
        );
    }
    if let Some(written) = property_of(model, id, name) {
        return Note::at(format!("{name}: {level} on {label}, written"), Some(written));
    }
    let (data, unknown) = model.collect(id, Collection::Data);
    if rating == Rating::Unknown || (unknown && data.is_empty() && rating == Rating::Unset) {
        return no_data(model, id);
    }
    let mut highest: Vec<ThingId> = data
        .iter()
        .copied()
        .filter(|asset| rating != Rating::Unset && pick(*asset) == rating)
        .collect();
    highest.sort_by_key(|asset| model.label(*asset));
    let verb = match thing.kind {
        ThingKind::Flow => "carries",
        ThingKind::Store => "keeps or moves",
        _ => "handles",
    };
    let here = name_of(model, id);
    match highest.first() {
        Some(asset) => {
            let origin = match name {
                "sensitivity" => property_of(model, *asset, "classified"),
                "integrity-need" => property_of(model, *asset, "integrity"),
                _ => property_of(model, *asset, "availability"),
            };
            let text = format!(
                "{name}: {level} on {label}, because it {verb} {}",
                label_of(model, *asset)
            );
            Note::at(text, origin.or(name_of(model, *asset)).or(here))
        }
        None if data.is_empty() && rating == Rating::Unset => {
            Note::at(format!("{label} {verb} no data"), here)
        }
        None if rating == Rating::Unset => {
            Note::at(format!("nothing that {label} {verb} has a level"), here)
        }
        None => Note::at(format!("{name}: {level} on {label}"), here),
    }
}

fn label_of(model: &Model, id: ThingId) -> String {
    if model.thing(id).part == Part::Unnamed {
        unnamed(model, id)
    } else {
        model.label(id).to_owned()
    }
}

/// Data that a type of store holds without a name.
pub(super) fn unnamed(model: &Model, id: ThingId) -> String {
    format!("some {}", model.schema.type_info(model.thing(id).type_id).name)
}

/// Nobody has said what data it is.
pub(super) fn no_data(model: &Model, id: ThingId) -> Note {
    let verb = if model.thing(id).kind == ThingKind::Store { "keeps" } else { "carries" };
    let verb = if matches!(model.thing(id).kind, ThingKind::Flow | ThingKind::Store) {
        verb
    } else {
        "handles"
    };
    Note::at(format!("nobody says what data {} {verb}", model.label(id)), name_of(model, id))
}

/// `publishing is a process of type web-app`
pub(super) fn what_it_is(model: &Model, id: ThingId) -> Note {
    let text = format!("{} is {}", label_of(model, id), super::what_it_is(model, id));
    Note::at(text, name_of(model, id))
}

/// Where a path of a flow or element leads: `the target of save-post is publishing`.
pub(super) fn ends_at(model: &Model, place: &Place, id: ThingId) -> Note {
    let step = match place.links.last() {
        Some(Link::Source) => "source",
        Some(Link::Target) => "target",
        Some(Link::Zone | Link::Parent) => "zone",
        Some(Link::Reply) => "reply",
        None => "thing",
    };
    Note::at(format!("the {step} is {}", model.label(id)), name_of(model, id))
}

/// What the members of a collection are called.
pub(super) fn noun(collection: Collection) -> &'static str {
    match collection {
        Collection::Zones => "zones",
        Collection::Inflows => "flows that end there",
        Collection::Outflows => "flows that start there",
        Collection::Flows => "flows",
        Collection::Stores => "stores",
        Collection::Data | Collection::Holds => "data",
        Collection::Elements => "elements",
        Collection::Entities => "entities",
        Collection::Processes => "processes",
        Collection::Assets => "assets",
    }
}
