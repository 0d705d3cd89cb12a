//! The data-flow diagram: what is joined with what, and where trust changes.
//!
//! What is out of scope gets errors and nothing else.

mod crossings;
mod data;
mod elements;
mod flows;
mod labels;
mod scope;
mod stores;
mod zones;

use tm_grammar::words::ItemWord;

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::model::{ItemId, ModelItem};

/// Findings about an item as a part of the diagram.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    if item.word == ItemWord::Flow {
        flows::ends(context, id, item, found);
    }
    // Of two items of one name only the first is a thing.
    let Some(thing) = context.model.things_of(id).first().copied() else { return };
    let in_scope = context.model.in_scope(thing);
    match item.word {
        ItemWord::Flow => {
            flows::check(context, id, item, found);
            crossings::check(context, id, item, found);
            data::unsaid(context, id, item, found);
        }
        word if word.is_element() && in_scope => {
            elements::check(context, item, thing, found);
            data::low_zone(context, item, thing, found);
            if word == ItemWord::Store {
                found.extend(stores::one_way(context, item, thing));
            }
        }
        word if word.is_element() => found.extend(scope::hidden(context, item, thing)),
        ItemWord::Zone if in_scope => zones::check(context, item, thing, found),
        ItemWord::Model => zones::none_at_all(context, item, found),
        _ => return,
    }
    if in_scope {
        labels::check(context, id, item, found);
    }
}
