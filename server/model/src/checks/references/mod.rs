//! References that name nothing, or something of another kind.

mod kinds;
mod nearest;
mod rules;
mod slots;

pub(super) use nearest::{near, things, with_nearest_element};
pub(super) use rules::unknown_rule;

use smol_str::SmolStr;
use tm_grammar::tree::{Path, Reference, Separator, Span};
use tm_grammar::words::ItemWord;

use super::change::line_above;
use super::wording::{with_article, written_name};
use super::{Context, Written};
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Named, Namespace, Slot, full_name, references};
use crate::model::{ItemId, ModelItem, Resolution, WrongKind};
use crate::schema::compile::{Namespace as Vocabulary, listed};

/// Findings about the references of an item. What decisions name is a matter of its own, and so are
/// the ends of flows that name nothing.
pub(super) fn check(
    context: &Context<'_>,
    id: ItemId,
    item: &ModelItem,
    found: &mut Vec<Diagnostic>,
) {
    let resolutions = context.model.resolutions(id);
    let mut index = 0;
    references(item.node(), &mut |slot, named| {
        let resolution = resolutions.get(index).map(|(_, resolution)| resolution);
        index += 1;
        let decided = item.word.is_decision() && matches!(slot, Slot::Threat | Slot::Target);
        if decided && !matches!(resolution, Some(Resolution::WrongKind(_))) {
            return;
        }
        let place = Place { context, item, slot };
        match (resolution, named) {
            (Some(Resolution::Missing), named) => found.extend(place.missing(named)),
            (
                Some(Resolution::WrongKind(kind)),
                Named::Reference(Reference { path: Some(path), .. }) | Named::Path(path),
            ) => found.push(place.wrong_kind(path, kind)),
            (Some(Resolution::Moved(new)), named) => match &**new {
                [only] => found.push(place.moved(named.span(), only)),
                several => found.push(place.split(named.span(), several)),
            },
            _ => {}
        }
    });
}

/// A place where an item names something.
struct Place<'c, 'a> {
    context: &'c Context<'a>,
    item: &'c ModelItem,
    slot: Slot,
}

impl Place<'_, '_> {
    fn missing(&self, named: Named<'_>) -> Option<Diagnostic> {
        let path = match named {
            Named::Unknown(_) => return None,
            Named::Name(name) => {
                return Some(self.unknown(&name.text, &name.text, name.span));
            }
            Named::Path(path) => path,
            Named::Reference(reference) => {
                let plain = !reference.all && reference.zone.is_none();
                let path = reference.path.as_ref()?;
                match self.slot {
                    Slot::Threat => return unknown_rule(self.context, self.item, reference),
                    Slot::Target | Slot::ThreatTarget => {}
                    // That it is no plain name has been reported.
                    _ if !plain => return None,
                    _ => {}
                }
                if reference.zone.is_some() {
                    let zone = Place { slot: Slot::Zone, ..*self };
                    return Some(zone.unknown(&full_name(path), &path.first.text, path.span()));
                }
                path
            }
        };
        match self.slot {
            Slot::Kind | Slot::Via | Slot::Also => self.unknown_kind(path),
            Slot::End(_) => None,
            Slot::With if self.left_out(Vocabulary::Attribute, &full_name(path)) => None,
            Slot::Event if self.left_out(Vocabulary::Event, &full_name(path)) => None,
            Slot::Question if self.left_out(Vocabulary::Question, &full_name(path)) => None,
            _ if path.single().is_none() && self.is_of_a_thing() => Some(self.unknown_part(path)),
            _ => Some(self.unknown(&full_name(path), &path.first.text, path.span())),
        }
    }

    /// Nothing can be said of a name that a pack declares wrongly, or that a missing pack may
    /// declare.
    fn left_out(&self, namespace: Vocabulary, name: &str) -> bool {
        self.context.lacks_packs
            || self.context.packs.left_out.contains(&(namespace, SmolStr::new(name)))
    }

    fn unknown(&self, written: &str, name: &str, span: Span) -> Diagnostic {
        let message = match self.slot {
            Slot::Target | Slot::ThreatTarget => format!("Nothing is called \"{written}\"."),
            Slot::Receiver => {
                format!("Nobody is called \"{written}\". Put it in quotes if it is plain text.")
            }
            _ => format!("No {} called \"{written}\".", self.wanted()),
        };
        let finding = Diagnostic::new(Code::UnknownName, span, message);
        let mut finding = self.with_nearest(finding, written, span);
        if self.slot == Slot::Receiver {
            let quoted = format!("\"{written}\"");
            finding = finding.with_fix("Put it in quotes", self.item.origin(span), quoted);
        }
        // A name of several parts is none that an item of this model could have.
        let Some(word) = self.creates().filter(|_| written == name) else { return finding };
        let written = Written::from(self.item);
        let top = &self.item.tree.items[usize::from(self.item.path[0])];
        finding.with_change(
            format!("Create the {word} \"{name}\""),
            |span| written.origin(span),
            line_above(top, written.text, &format!("{word} {}", written_name(name))),
        )
    }

    /// A name of several parts: of an imported model, or of a flow.
    fn unknown_part(&self, path: &Path) -> Diagnostic {
        let (context, first) = (self.context, &path.first.text);
        let report = |message| Diagnostic::new(Code::UnknownName, path.span(), message);
        let rest = full_name(path);
        let part = rest.get(first.len() + 1..).unwrap_or_default();
        let thing = context.engine.names.definition(Namespace::Things, first);
        let thing = thing.and_then(|thing| Some((thing, context.model.item(thing)?)));
        match thing {
            Some((_, item)) if item.word == ItemWord::Import => {
                let finding = report(format!("\"{first}\" has no element \"{part}\"."));
                with_nearest_element(context, finding, self.item, path)
            }
            Some((thing, item)) if item.word == ItemWord::Flow => {
                let parts: Vec<&str> = context
                    .model
                    .things_of(thing)
                    .iter()
                    .map(|id| context.model.thing(*id).key.as_str())
                    .filter(|key| key.contains('/'))
                    .collect();
                let message = if parts.is_empty() {
                    format!(
                        "\"{first}\" has no part \"{part}\": it has neither reply nor segments."
                    )
                } else {
                    format!(
                        "\"{first}\" has no part \"{part}\". There is {}.",
                        listed(parts.iter().copied(), "and")
                    )
                };
                near(report(message), self.item, &rest, path.span(), parts.into_iter())
            }
            Some((_, item)) => report(format!(
                "\"{first}\" is {}, which has no parts.",
                with_article(item.word.text())
            )),
            None if path.rest.first().is_some_and(|(mark, _)| *mark == Separator::Dot) => {
                let imports = context.names().all(Namespace::Things).filter(|(_, entry)| {
                    entry
                        .definitions
                        .first()
                        .and_then(|id| context.model.item(*id))
                        .is_some_and(|item| item.word == ItemWord::Import)
                });
                let finding = report(format!("No imported model called \"{first}\"."));
                let names = imports.map(|(name, _)| name.as_str());
                near(finding, self.item, first, path.first.span, names)
            }
            None => self.with_nearest(
                report(format!("Nothing is called \"{first}\".")),
                first,
                path.first.span,
            ),
        }
    }

    fn wrong_kind(&self, path: &Path, kind: &WrongKind) -> Diagnostic {
        let (name, span) = (full_name(path), path.span());
        let is = with_article(&kind.is);
        if let Some(wanted) = self.type_of() {
            return self.wrong_type(&name, span, &is, wanted);
        }
        let message = match (self.slot, self.item.word) {
            (Slot::Kind, _) => format!("\"{name}\" is {is}; a mitigation is of a control."),
            (Slot::End(_), _) => {
                format!("\"{name}\" is {is}; a flow joins entities, processes and stores.")
            }
            _ => format!(
                "\"{name}\" is {is}; {} needs {}.",
                self.slot_name(),
                with_article(self.wanted_kind())
            ),
        };
        let finding = Diagnostic::new(Code::WrongKind, span, message);
        self.with_nearest(finding, &name, span)
    }

    /// A rule that has another name now.
    fn moved(&self, span: Span, new: &SmolStr) -> Diagnostic {
        let name = span.text(self.item.text());
        let message = format!("\"{name}\" is now \"{new}\". Write the new name.");
        Diagnostic::new(Code::KnowledgeBaseMoved, span, message).with_fix(
            format!("Change to \"{new}\""),
            self.item.origin(span),
            new.as_str(),
        )
    }

    /// A rule that was split: which one is meant, nobody knows.
    fn split(&self, span: Span, new: &[SmolStr]) -> Diagnostic {
        let name = span.text(self.item.text());
        let message = format!(
            "\"{name}\" was split into {}. Name the one that is meant.",
            listed(new.iter().map(SmolStr::as_str), "and")
        );
        let mut finding = Diagnostic::new(Code::UnknownRule, span, message);
        for new in new {
            finding = finding.with_fix(
                format!("Change to \"{new}\""),
                self.item.origin(span),
                new.as_str(),
            );
        }
        finding
    }
}
