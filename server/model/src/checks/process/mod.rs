//! The work around the diagram: what is protected and assumed, told and rated, planned and reviewed.

mod assets;
mod assumptions;
mod credentials;
mod declared;
mod header;
mod high;
mod mitigations;
mod objectives;
mod requirements;
mod stories;

pub(crate) use assumptions::with_status;

use tm_grammar::words::ItemWord;

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::engine::Namespace;
use crate::model::{ItemId, ModelItem};

/// Findings about an item as a part of that work.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    assumptions::refuted(context, item, found);
    for thing in context.model.things_of(id) {
        high::check(context, item, *thing, found);
        credentials::check(context, item, *thing, found);
    }
    // Of two items of one name only the first counts, and that there are two is reported.
    let counts = Namespace::of(item.word)
        .is_none_or(|names| context.engine.names.definition(names, &item.name) == Some(id));
    if !counts {
        return;
    }
    match item.word {
        ItemWord::Model => header::check(context, item, found),
        ItemWord::Asset => assets::check(context, id, item, found),
        ItemWord::Assumption => assumptions::check(context, item, found),
        ItemWord::Objective => found.extend(objectives::untested(context, id, item)),
        ItemWord::Story => stories::check(context, item, found),
        ItemWord::Threat => declared::check(context, item, found),
        ItemWord::Mitigation => mitigations::check(context, id, item, found),
        ItemWord::Requirement => found.extend(requirements::unrealised(context, id, item)),
        _ => {}
    }
}

/// True if some item names the one of that name.
fn is_used(context: &Context<'_>, namespace: Namespace, name: &str) -> bool {
    context.engine.names.get(namespace, name).is_some_and(|entry| !entry.uses.is_empty())
}

/// The kind after the colon of an item.
fn kind_of(item: &ModelItem) -> Option<String> {
    match &item.node().head {
        tm_grammar::tree::Head::Declaration(declaration) => {
            declaration.kind.as_ref().map(crate::engine::full_name)
        }
        _ => None,
    }
}
