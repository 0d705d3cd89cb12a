//! What was probably meant by a name that names nothing.

use smol_str::SmolStr;
use tm_grammar::tree::{Path, Span};
use tm_grammar::words::ItemWord;

use super::super::Context;
use super::super::wording::written_name;
use super::Place;
use crate::diagnostic::{Diagnostic, nearest};
use crate::engine::{Namespace, Slot};
use crate::kind::ThingKind;
use crate::model::ModelItem;
use crate::schema::AttributeRole;

impl Place<'_, '_> {
    /// The finding with the name that was probably meant.
    pub(super) fn with_nearest(&self, finding: Diagnostic, name: &str, span: Span) -> Diagnostic {
        let schema = &self.context.model.schema;
        let controls = || {
            let attributes = schema.attributes.iter();
            attributes
                .filter(|attribute| attribute.role == AttributeRole::Control)
                .map(|attribute| attribute.name.as_str())
        };
        let of = |namespace| self.context.names().all(namespace).map(|(name, _)| name.as_str());
        let known: Vec<&str> = match self.slot {
            Slot::Zone => self.context.zones().iter().map(SmolStr::as_str).collect(),
            Slot::Kind if self.item.word == ItemWord::Threat => {
                schema.categories.iter().map(|category| category.name.as_str()).collect()
            }
            Slot::Kind => controls().collect(),
            Slot::With => of(Namespace::Mitigations).chain(controls()).collect(),
            Slot::Event => {
                let shipped = schema.events.iter().map(|event| event.name.as_str());
                of(Namespace::Events).chain(shipped).collect()
            }
            Slot::Assumption => of(Namespace::Assumptions).collect(),
            Slot::Requirement => of(Namespace::Requirements).collect(),
            Slot::Question => {
                let shipped = schema.questions.iter().map(|question| question.name.as_str());
                of(Namespace::Questions).chain(shipped).collect()
            }
            Slot::Threat => of(Namespace::Threats).collect(),
            Slot::Via | Slot::Also => Vec::new(),
            Slot::Carrying | Slot::Returns | Slot::Holds => {
                things(self.context, |kind| kind == ThingKind::Asset)
            }
            Slot::Protects => {
                things(self.context, |kind| kind == ThingKind::Asset || kind.is_element())
            }
            Slot::Actor => {
                things(self.context, |kind| matches!(kind, ThingKind::Actor | ThingKind::Entity))
            }
            Slot::Receiver => {
                things(self.context, |kind| kind == ThingKind::Actor || kind.is_element())
            }
            Slot::End(_) => things(self.context, ThingKind::is_element),
            Slot::Target | Slot::ThreatTarget => things(self.context, |_| true),
        };
        near(finding, self.item, name, span, known.into_iter())
    }
}

/// The names of things of some kinds.
pub(in super::super) fn things<'a>(
    context: &Context<'a>,
    fits: impl Fn(ThingKind) -> bool,
) -> Vec<&'a str> {
    let model = context.model;
    context
        .names()
        .all(Namespace::Things)
        .filter(|(_, entry)| {
            entry
                .definitions
                .first()
                .and_then(|id| model.item(*id))
                .and_then(|item| ThingKind::of_item(item.word))
                .is_some_and(&fits)
        })
        .map(|(name, _)| name.as_str())
        .collect()
}

/// The finding with the known name that was probably meant, as a question and a fix.
pub(in super::super) fn near<'k>(
    mut finding: Diagnostic,
    item: &ModelItem,
    name: &str,
    span: Span,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    let known = known.filter(|known| *known != name);
    let Some(near) = nearest(name, known) else { return finding };
    finding.message.push_str(&format!(" Did you mean \"{near}\"?"));
    finding.with_fix(format!("Change to \"{near}\""), item.origin(span), written_name(near))
}

/// The finding with the element of an imported model that was probably meant.
pub(in super::super) fn with_nearest_element(
    context: &Context<'_>,
    finding: Diagnostic,
    item: &ModelItem,
    path: &Path,
) -> Diagnostic {
    let (Some(offer), [(_, element)]) =
        (context.engine.offer(&path.first.text), path.rest.as_slice())
    else {
        return finding;
    };
    near(finding, item, &element.text, element.span, offer.keys().map(SmolStr::as_str))
}
