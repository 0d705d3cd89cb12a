//! References that name nothing, or something of another kind.

use smol_str::SmolStr;
use tm_grammar::tree::{Path, Reference, Separator, Span};
use tm_grammar::words::{ItemWord, kind_words};

use super::change::line_above;
use super::packs::pack_names;
use super::wording::{with_article, written_name};
use super::{Context, Written};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::engine::{Named, Namespace, Slot, full_name, references};
use crate::kind::ThingKind;
use crate::model::{ItemId, ModelItem, Resolution, WrongKind};
use crate::schema::AttributeRole;
use crate::schema::compile::{BadValue, Namespace as Vocabulary, listed};

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
            (Some(Resolution::Moved(new)), named) if new.len() > 1 => {
                found.push(place.split(named.span(), new));
            }
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

impl<'a> Place<'_, 'a> {
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
            _ if path.single().is_none() => Some(self.unknown_part(path)),
            Slot::With if self.left_out(Vocabulary::Attribute, &full_name(path)) => None,
            Slot::Event if self.left_out(Vocabulary::Event, &full_name(path)) => None,
            Slot::Question if self.left_out(Vocabulary::Question, &full_name(path)) => None,
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
        let finding = self.with_nearest(finding, written, span);
        let Some(word) = self.creates() else { return finding };
        let written = Written::from(self.item);
        let top = &self.item.tree.items[usize::from(self.item.path[0])];
        finding.with_change(
            format!("Create the {word} \"{name}\""),
            |span| written.origin(span),
            line_above(top, written.text, &format!("{word} {}", written_name(name))),
        )
    }

    /// What is needed here, in words.
    fn wanted(&self) -> &'static str {
        match self.slot {
            Slot::Zone => "zone",
            Slot::Carrying | Slot::Returns | Slot::Holds => "asset",
            Slot::End(_) => "element",
            Slot::Protects => "asset or element",
            Slot::Actor => "actor or entity",
            Slot::Receiver => "actor or element",
            Slot::With => "mitigation or control",
            Slot::Event => "event",
            Slot::Assumption => "assumption",
            Slot::Requirement => "requirement",
            Slot::Question => "question",
            Slot::Threat => "threat",
            Slot::Target | Slot::ThreatTarget => "thing",
            Slot::Via => "flow type",
            Slot::Also => "asset type",
            Slot::Kind => match self.item.word {
                ItemWord::Threat => "category of threats",
                ItemWord::Mitigation => "control",
                _ => "type",
            },
        }
    }

    /// What stands before the reference, as people know it.
    fn slot_name(&self) -> &'static str {
        match self.slot {
            Slot::Zone => "\"in\"",
            Slot::Carrying => "\"carrying\"",
            Slot::Returns => "\"returns\"",
            Slot::Holds => "\"holds\"",
            Slot::Protects => "\"protects\"",
            Slot::Actor if self.item.word == ItemWord::Objective => "\"against\"",
            Slot::Actor => "\"by\"",
            Slot::Receiver => "\"to\"",
            Slot::With => "\"with\"",
            Slot::Event => "\"raises\"",
            Slot::Assumption => "\"assuming\"",
            Slot::Requirement => "\"realises\"",
            Slot::Via => "\"via\"",
            Slot::Also => "\"also\"",
            Slot::End(_) => "an end of a flow",
            Slot::Target | Slot::ThreatTarget => "\"zone\"",
            Slot::Question | Slot::Threat => "this place",
            Slot::Kind => "this item",
        }
    }

    /// The item that would give the name a meaning.
    fn creates(&self) -> Option<&'static str> {
        Some(match self.slot {
            Slot::Zone => "zone",
            Slot::Carrying | Slot::Returns | Slot::Holds | Slot::Protects => "asset",
            Slot::Actor => "actor",
            Slot::With => "mitigation",
            Slot::Event => "event",
            Slot::Assumption => "assumption",
            Slot::Requirement => "requirement",
            Slot::Question => "question",
            _ => return None,
        })
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

    /// A kind after the colon, or a type after `via` or `also`.
    fn unknown_kind(&self, path: &Path) -> Option<Diagnostic> {
        let (context, word) = (self.context, self.item.word);
        let (schema, name) = (&context.model.schema, full_name(path));
        let span = path.span();
        if self.slot == Slot::Kind
            && let Some(words) = kind_words(word)
        {
            let words = words.iter().map(|(word, _)| *word);
            let fault = BadValue {
                span,
                message: format!("takes {}; found \"{name}\".", listed(words.clone(), "or")),
                nearest: nearest(&name, words).map(SmolStr::new),
            };
            return Some(fault.diagnostic(word.text(), self.item.origin(span)));
        }
        let kind = match self.slot {
            Slot::Via => ThingKind::Flow,
            Slot::Also => ThingKind::Asset,
            _ => match (ThingKind::of_item(word), word) {
                (Some(kind), _) => kind,
                (None, ItemWord::Threat) => {
                    let unsure = self.left_out(Vocabulary::Category, &name);
                    return (!unsure).then(|| self.unknown(&name, &name, span));
                }
                (None, ItemWord::Mitigation) => {
                    let unsure = self.left_out(Vocabulary::Attribute, &name);
                    return (!unsure).then(|| self.unknown(&name, &name, span));
                }
                _ => return None,
            },
        };
        if self.left_out(Vocabulary::Type, &name) {
            return None;
        }
        let mut message = format!("No {kind} type \"{name}\".");
        if schema.packs.is_empty() {
            message.push_str(" Types come from knowledge bases: begin with \"use base 1.0\".");
        }
        let finding = Diagnostic::new(Code::UnknownType, span, message);
        Some(self.with_nearest_type(finding, &name, kind, span))
    }

    fn with_nearest_type(
        &self,
        finding: Diagnostic,
        name: &str,
        kind: ThingKind,
        span: Span,
    ) -> Diagnostic {
        let types = self.context.model.schema.types.iter().filter(|info| info.root == kind);
        near(finding, self.item, name, span, types.map(|info| info.name.as_str()))
    }

    fn wrong_kind(&self, path: &Path, kind: &WrongKind) -> Diagnostic {
        let (name, span) = (full_name(path), path.span());
        let is = with_article(&kind.is);
        let thing = match self.slot {
            Slot::Via => Some(ThingKind::Flow),
            Slot::Also => Some(ThingKind::Asset),
            Slot::Kind => ThingKind::of_item(self.item.word),
            _ => None,
        };
        if let Some(wanted) = thing {
            let message = format!(
                "No {wanted} type \"{name}\": it is {is}, and {} takes {} type.",
                if self.slot == Slot::Kind {
                    with_article(wanted.word())
                } else {
                    self.slot_name().into()
                },
                with_article(wanted.word())
            );
            let finding = Diagnostic::new(Code::UnknownType, span, message);
            return self.with_nearest_type(finding, &name, wanted, span);
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

    fn wanted_kind(&self) -> &'static str {
        match self.slot {
            // Of targets only `zone z` asks for a kind.
            Slot::Target | Slot::ThreatTarget => "zone",
            _ => self.wanted(),
        }
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

    /// The finding with the name that was probably meant.
    fn with_nearest(&self, finding: Diagnostic, name: &str, span: Span) -> Diagnostic {
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
            Slot::Question => of(Namespace::Questions).collect(),
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
pub(super) fn things<'a>(context: &Context<'a>, fits: impl Fn(ThingKind) -> bool) -> Vec<&'a str> {
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
pub(super) fn near<'k>(
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
pub(super) fn with_nearest_element(
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

/// The finding about a threat that no knowledge base and no item declares.
pub(super) fn unknown_rule(
    context: &Context<'_>,
    item: &ModelItem,
    reference: &Reference,
) -> Option<Diagnostic> {
    let path = reference.path.as_ref()?;
    let (name, span) = (full_name(path), path.span());
    let schema = &context.model.schema;
    if context.lacks_packs {
        return None;
    }
    let pack_known = |pack: &str| schema.packs.iter().any(|known| known.name == pack);
    let packs = || schema.packs.iter().map(|pack| pack.name.as_str());
    let no_pack = |pack: &str, span| {
        let mut message = format!("No knowledge base \"{pack}\" is used here.");
        if pack_names(context.workspace).iter().any(|known| known == pack) {
            message = format!("{message} Write \"use {pack}\" in the model.");
        }
        near(Diagnostic::new(Code::UnknownRule, span, message), item, pack, span, packs())
    };
    if reference.all {
        return Some(no_pack(&name, span));
    }
    let Some((pack, rule)) = name.split_once('.') else {
        let finding =
            Diagnostic::new(Code::UnknownName, span, format!("No threat called \"{name}\"."));
        let names = context.names().all(Namespace::Threats).map(|(name, _)| name.as_str());
        let rules = schema
            .rules
            .iter()
            .filter(|known| known.name.rsplit_once('.').is_some_and(|(_, bare)| bare == name));
        let names: Vec<&str> = names.collect();
        // A rule that is named without its pack is what was meant.
        if let Some(rule) = rules.map(|rule| rule.name.as_str()).min() {
            let mut finding = finding;
            finding.message.push_str(&format!(" Did you mean \"{rule}\"?"));
            return Some(finding.with_fix(
                format!("Change to \"{rule}\""),
                item.origin(span),
                rule,
            ));
        }
        return Some(near(finding, item, &name, span, names.into_iter()));
    };
    if !pack_known(pack) {
        return Some(no_pack(pack, path.first.span));
    }
    if context.packs.left_out.contains(&(Vocabulary::Rule, SmolStr::new(&name))) {
        return None;
    }
    let report = |message: String| Diagnostic::new(Code::UnknownRule, span, message);
    if let Some(reason) = schema.disabled.get(name.as_str()) {
        let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
        return Some(report(format!("\"{name}\" is switched off{reason}.")));
    }
    if !runs(context, pack) {
        return Some(report(format!(
            "The threats of \"{pack}\" do not run here: write \"use {pack}\" in the model."
        )));
    }
    let finding = report(format!("\"{pack}\" has no threat \"{rule}\"."));
    let rules = schema.rules.iter().map(|rule| rule.name.as_str());
    Some(near(finding, item, &name, span, rules))
}

/// True if the model itself uses the pack.
fn runs(context: &Context<'_>, pack: &str) -> bool {
    context.model.schema.packs.iter().filter(|known| known.name == pack).any(|known| {
        let file = known.origin.file;
        context.packs.files.iter().any(|(other, direct)| *direct && *other == file)
    })
}
