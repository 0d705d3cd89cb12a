//! Entities, processes and stores: whether anything flows, and in which zone they lie.

use super::super::Context;
use super::super::change::{add_first_clause, line_below};
use super::super::wording::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::ThingKind;
use crate::model::{ModelItem, ThingId};

/// How many zones are offered at most; of more, one has to be chosen by name.
const OFFERED: usize = 8;

/// Findings about an element that is in scope.
pub(super) fn check(
    context: &Context<'_>,
    item: &ModelItem,
    id: ThingId,
    found: &mut Vec<Diagnostic>,
) {
    let thing = context.model.thing(id);
    let name = &thing.key;
    if thing.links.inflows.is_empty() && thing.links.outflows.is_empty() {
        let message = format!(
            "Nothing flows to or from \"{name}\". Draw a flow, or leave it out with \"scope out {name}\"."
        );
        // Its sentence is the block's top-level one, so that the new one stands outside of zones.
        let top = &item.tree.items[usize::from(item.path[0])];
        found.push(Diagnostic::new(Code::Isolated, item.name_span(), message).with_change(
            "Leave it out of scope",
            |span| item.origin(span),
            line_below(top, item.text(), &format!("scope out {}", written_name(name))),
        ));
    }
    let says_zone = item.parent.is_some() || item.property("in").is_some();
    if thing.links.zone.is_none() && context.model.totals.zones > 0 && !says_zone {
        let until = if thing.kind == ThingKind::Entity {
            "outside, trusted by nobody"
        } else {
            "inside, trusted medium"
        };
        let message =
            format!("Which trust zone is \"{name}\" in? Until then it counts as {until}.");
        let mut finding = Diagnostic::new(Code::NoZone, item.name_span(), message);
        let zones = context.zones();
        if zones.len() <= OFFERED {
            for zone in zones {
                finding = finding.with_change(
                    format!("Put it in \"{zone}\""),
                    |span| item.origin(span),
                    add_first_clause(
                        item.node(),
                        item.text(),
                        &format!("in {}", written_name(zone)),
                    ),
                );
            }
        }
        found.push(finding);
    }
}
