//! Which part of a model is to be drawn.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use tm_grammar::words::ItemWord;
use tm_model::Slot;
use tm_model::diagnostic::nearest;
use tm_model::kind::ThingKind;
use tm_model::model::{Model, Resolution, ThingId};
use tm_model::schema::Collection;

use crate::named::{subjects_of, things_of};

/// What is wanted of a diagram; of several conditions all must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only what the model is about.
    pub in_scope: bool,
    /// Only what lies in this zone, and the flows that touch it.
    pub zone: Option<SmolStr>,
    /// Only the way of this asset: the flows that carry it and the stores that keep it.
    pub asset: Option<SmolStr>,
    /// Only what has threats of this category, and only those are counted.
    pub category: Option<SmolStr>,
    /// Only what this story is told on, and what its threats are on.
    pub story: Option<SmolStr>,
}

/// A filter names something that the model does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotThere {
    /// `zone`, `asset`, …
    pub kind: &'static str,
    /// What was named.
    pub name: SmolStr,
    /// What was probably meant.
    pub near: Option<SmolStr>,
}

impl std::fmt::Display for NotThere {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "There is no {} \"{}\" in this model.", self.kind, self.name)?;
        match &self.near {
            Some(near) => write!(formatter, " Did you mean \"{near}\"?"),
            None => Ok(()),
        }
    }
}

/// A filter with its names looked up.
pub(super) struct Wanted<'a> {
    model: &'a Model,
    filter: &'a Filter,
    zone: Option<ThingId>,
    /// What may be shown, of each condition that names things.
    lists: Vec<FxHashSet<ThingId>>,
}

impl<'a> Wanted<'a> {
    pub(super) fn new(model: &'a Model, filter: &'a Filter) -> Result<Self, NotThere> {
        let mut wanted = Self { model, filter, zone: None, lists: Vec::new() };
        if let Some(name) = &filter.zone {
            wanted.zone = Some(thing(model, ThingKind::Zone, name)?);
        }
        if let Some(name) = &filter.asset {
            let asset = thing(model, ThingKind::Asset, name)?;
            let of = |collection| model.collect(asset, collection).0.into_iter();
            wanted.lists.push(of(Collection::Flows).chain(of(Collection::Stores)).collect());
        }
        if let Some(name) = &filter.story {
            wanted.lists.push(things_of_story(model, name)?.into_iter().collect());
        }
        if let Some(name) = &filter.category
            && model.schema.category(name).is_none()
        {
            let known = model.schema.categories.iter().map(|category| category.name.as_str());
            let near = nearest(name, known).map(SmolStr::new);
            return Err(NotThere { kind: "category", name: name.clone(), near });
        }
        Ok(wanted)
    }

    /// The category that is counted, if only one is.
    pub(super) fn category(&self) -> Option<&str> {
        self.filter.category.as_deref()
    }

    /// True if a thing is asked for by itself.
    pub(super) fn has(&self, id: ThingId) -> bool {
        let model = self.model;
        let thing = model.thing(id);
        let part_of = |list: &FxHashSet<ThingId>| {
            list.contains(&id) || thing.links.reply.is_some_and(|reply| list.contains(&reply))
        };
        (!self.filter.in_scope || model.in_scope(id))
            && self.zone.is_none_or(|zone| id == zone || model.lies_in(id, zone))
            && self.lists.iter().all(part_of)
            && self.category().is_none_or(|category| self.is_of(id, category))
    }

    fn is_of(&self, id: ThingId, category: &str) -> bool {
        let reply = self.model.thing(id).links.reply;
        let things = [Some(id), reply].into_iter().flatten();
        things.flat_map(|thing| self.model.threats(thing)).any(|threat| threat.category == category)
    }
}

fn thing(model: &Model, kind: ThingKind, name: &SmolStr) -> Result<ThingId, NotThere> {
    let found = model.find(name).filter(|id| model.thing(*id).kind == kind);
    found.ok_or_else(|| {
        let known = model.things().filter(|(_, thing)| thing.kind == kind);
        let near = nearest(name, known.map(|(id, _)| model.label(id))).map(SmolStr::new);
        NotThere { kind: kind.word(), name: name.clone(), near }
    })
}

/// What a story is told on, and what the threats in it are on.
fn things_of_story(model: &Model, name: &SmolStr) -> Result<Vec<ThingId>, NotThere> {
    let stories = || model.items().filter(|(_, item)| item.word == ItemWord::Story);
    let Some((id, _)) = stories().find(|(_, item)| item.name() == name) else {
        let near = nearest(name, stories().map(|(_, item)| item.name())).map(SmolStr::new);
        return Err(NotThere { kind: "story", name: name.clone(), near });
    };
    let named = model.resolutions(id).iter();
    let things = named.flat_map(|(slot, named)| match (slot, named) {
        (Slot::Target | Slot::ThreatTarget, _) => things_of(model, named),
        (Slot::Threat, Resolution::Item(threat)) => subjects_of(model, *threat),
        _ => Vec::new(),
    });
    Ok(things.collect())
}
