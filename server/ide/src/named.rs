//! Which things of a model an item names.

use tm_model::Slot;
use tm_model::model::{ItemId, Model, Resolution, ThingId};

/// The things that the targets of an item name; the model where it names none.
pub(crate) fn subjects_of(model: &Model, item: ItemId) -> Vec<ThingId> {
    let resolutions = model.resolutions(item);
    let mut targets = resolutions.iter().filter(|(slot, _)| *slot == Slot::Target).peekable();
    if targets.peek().is_none() {
        return vec![ThingId::MODEL];
    }
    targets.flat_map(|(_, target)| things_of(model, target)).collect()
}

/// The things that a target names.
pub(crate) fn things_of(model: &Model, target: &Resolution) -> Vec<ThingId> {
    match target {
        Resolution::Thing(id) => vec![*id],
        Resolution::Things(ids) => ids.to_vec(),
        Resolution::Inside(zone) => {
            model.things().map(|(id, _)| id).filter(|id| model.lies_in(*id, *zone)).collect()
        }
        Resolution::Everything => model.things().map(|(id, _)| id).collect(),
        _ => Vec::new(),
    }
}
