//! Requirements: that something realises each.

use super::super::Context;
use super::super::change::add_clause;
use super::super::wording::written_name;
use super::{is_used, kind_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Namespace, Slot};
use crate::model::{ItemId, ModelItem, Resolution};

/// How many mitigations are offered.
const OFFERED: usize = 5;

/// The finding about a requirement that no mitigation and no story realises.
pub(super) fn unrealised(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
) -> Option<Diagnostic> {
    let model = context.model;
    let names_some = model.resolutions(id).iter().any(|(slot, _)| *slot == Slot::With);
    if names_some || is_used(context, Namespace::Requirements, &item.name) {
        return None;
    }
    let title = item.node().title().map_or(item.name.as_str(), |title| title.value.as_str());
    let message = format!(
        "Nothing realises \"{title}\". Write \"with\" and a mitigation, or \"realises: {}\" in one.",
        item.name
    );
    let mut finding = Diagnostic::new(Code::RequirementUnrealised, item.name_span(), message);
    if !context.fixes {
        return Some(finding);
    }
    let domain = kind_of(item).unwrap_or_default();
    let mut fitting: Vec<&str> = context
        .engine
        .names
        .all(Namespace::Mitigations)
        .filter(|(_, entry)| {
            let resolutions = entry.definitions.first().map(|first| model.resolutions(*first));
            resolutions.into_iter().flat_map(|list| list.iter()).any(|(slot, named)| match named {
                Resolution::Control(control) => {
                    *slot == Slot::Kind && model.schema.attribute(*control).domain == domain
                }
                _ => false,
            })
        })
        .map(|(name, _)| name.as_str())
        .collect();
    fitting.sort_unstable();
    for name in fitting.into_iter().take(OFFERED) {
        let clause = format!("with {}", written_name(name));
        finding = finding.with_change(
            format!("Write \"{clause}\""),
            |span| item.origin(span),
            add_clause(item.node(), item.text(), &clause),
        );
    }
    Some(finding)
}
