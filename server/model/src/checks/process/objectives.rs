//! Objectives: that some threat was considered against each.

use super::super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Slot;
use crate::model::{ItemId, Model, ModelItem, Rating, Resolution, ThingId};

/// The finding about an objective on whose assets and elements, and where those go, there is no
/// threat at all.
pub(super) fn untested(context: &Context<'_>, id: ItemId, item: &ModelItem) -> Option<Diagnostic> {
    let model = context.model;
    let resolutions = model.resolutions(id);
    let protects = || resolutions.iter().filter(|(slot, _)| *slot == Slot::Protects);
    // What names nothing has been reported, and what protects nothing has nothing to test.
    if protects().next().is_none()
        || protects().any(|(_, named)| !matches!(named, Resolution::Thing(_)))
    {
        return None;
    }
    // While nobody knows how sensitive it is, the rules cannot tell.
    let unrated = |(_, named): &(Slot, Resolution)| match named {
        Resolution::Thing(thing) => is_unrated(model, *thing),
        _ => false,
    };
    let tested = |(_, named): &(Slot, Resolution)| match named {
        Resolution::Thing(thing) => is_threatened(model, *thing),
        _ => false,
    };
    if protects().any(unrated) || protects().any(tested) {
        return None;
    }
    let title = item.node().title().map_or(item.name.as_str(), |title| title.value.as_str());
    let message = format!(
        "No threat was considered against \"{title}\". Go through who could pass for another, change, deny, disclose, stop or take over what it protects, and write a \"threat\" for what you find."
    );
    Some(Diagnostic::new(Code::ObjectiveUntested, item.name_span(), message))
}

/// True for an asset whose classification is written and is none.
fn is_unrated(model: &Model, asset: ThingId) -> bool {
    let thing = model.thing(asset);
    thing.ratings.sensitivity == Rating::Unset
        && model.item(thing.item).is_some_and(|item| item.property("classified").is_some())
}

/// True if there is a threat on a thing, on its flows, or where it is kept.
fn is_threatened(model: &Model, thing: ThingId) -> bool {
    let links = &model.thing(thing).links;
    std::iter::once(&thing).chain(&links.inflows).chain(&links.outflows).any(|place| {
        let results = model.results(*place);
        !results.instances.is_empty() || !results.threats.is_empty()
    })
}
