//! What a mitigation of the model settles.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use tm_model::Slot;
use tm_model::kind::ThingKind;
use tm_model::model::{ItemId, Model, Resolution, Source, State, ThingId};

/// A threat that a mitigation answers, or will.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Settled {
    pub state: State,
    pub key: SmolStr,
}

/// The decisions that name each mitigation.
pub(crate) fn decisions_with(model: &Model, mitigation: ItemId) -> Vec<ItemId> {
    let names = |decision: ItemId| {
        model.resolutions(decision).iter().any(|(slot, resolution)| {
            *slot == Slot::With && *resolution == Resolution::Item(mitigation)
        })
    };
    let decisions = model.items().filter(|(_, item)| item.word.is_decision());
    decisions.map(|(id, _)| id).filter(|id| names(*id)).collect()
}

/// The threats that a mitigation settles or will settle, the least settled first.
pub(crate) fn settled_by(model: &Model, mitigation: ItemId) -> Vec<Settled> {
    let decisions = decisions_with(model, mitigation);
    let mut subjects: FxHashSet<ThingId> = FxHashSet::default();
    for item in decisions.iter().chain([&mitigation]) {
        for (slot, resolution) in model.resolutions(*item).iter() {
            if *slot == Slot::Target {
                add_subjects(model, resolution, &mut subjects);
            }
        }
    }
    // A decision about a threat of the model may leave out where it is.
    if !decisions.is_empty() {
        for decision in &decisions {
            for (_, resolution) in model.resolutions(*decision).iter() {
                if let Resolution::Item(threat) = resolution {
                    for (_, place) in model.resolutions(*threat).iter() {
                        add_subjects(model, place, &mut subjects);
                    }
                    subjects.insert(ThingId::MODEL);
                }
            }
        }
    }
    let mut settled = Vec::new();
    for subject in subjects {
        for threat in model.all_threats(subject) {
            let answers = threat.answers.iter().any(
                |answer| matches!(answer.source, Source::Mitigation(item, _) if item == mitigation),
            );
            let decides = threat.decision.is_some_and(|decision| decisions.contains(&decision));
            let counts = matches!(threat.state, State::Mitigated | State::Planned);
            if counts && (answers || decides) {
                settled.push(Settled { state: threat.state, key: threat.key });
            }
        }
    }
    settled.sort_unstable();
    settled
}

/// The things on which a control could be looked up that is placed there: the place itself, what lies
/// in it, and the flows that touch it.
fn add_subjects(model: &Model, place: &Resolution, subjects: &mut FxHashSet<ThingId>) {
    let mut add = |id: ThingId| {
        let thing = model.thing(id);
        match thing.kind {
            ThingKind::Zone | ThingKind::Model => {
                let inside = |other: ThingId| id == ThingId::MODEL || model.lies_in(other, id);
                subjects.extend(model.things().map(|(id, _)| id).filter(|other| inside(*other)));
            }
            ThingKind::Flow => {
                let links = &thing.links;
                subjects.extend(links.source.into_iter().chain(links.target).chain(links.reply));
            }
            kind if kind.is_element() => {
                subjects.extend(thing.links.inflows.iter().chain(&thing.links.outflows));
            }
            _ => {}
        }
        subjects.insert(id);
    };
    match place {
        Resolution::Thing(id) | Resolution::Inside(id) => add(*id),
        Resolution::Things(ids) => ids.iter().copied().for_each(add),
        Resolution::Everything => add(ThingId::MODEL),
        _ => {}
    }
}
