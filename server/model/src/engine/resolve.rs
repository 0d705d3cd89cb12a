//! What a reference names.

use std::sync::Arc;

use smallvec::{SmallVec, smallvec};
use smol_str::SmolStr;
use tm_grammar::tree::{Head, Path, Reference, Separator};
use tm_grammar::words::{ItemWord, kind_words};

use super::{Engine, Named, Namespace, Slot};
use crate::kind::ThingKind;
use crate::model::{ItemId, ModelItem, Resolution, ThingId, WrongKind};

/// What a reference names, and the name it uses to say so.
pub(super) struct Resolved {
    pub resolution: Resolution,
    pub uses: SmallVec<[(Namespace, SmolStr); 1]>,
}

impl Resolved {
    fn plain(resolution: Resolution) -> Self {
        Self { resolution, uses: SmallVec::new() }
    }

    fn using(namespace: Namespace, name: &SmolStr, resolution: Resolution) -> Self {
        Self { resolution, uses: smallvec![(namespace, name.clone())] }
    }
}

fn wrong(is: impl Into<SmolStr>) -> Resolution {
    Resolution::WrongKind(WrongKind { is: is.into() })
}

/// A path as decisions and output write it.
pub(crate) fn full_name(path: &Path) -> String {
    let mut name = path.first.text.to_string();
    for (separator, part) in &path.rest {
        name.push(if *separator == Separator::Dot { '.' } else { '/' });
        name.push_str(&part.text);
    }
    name
}

impl Engine {
    pub(super) fn resolve(&self, item: &ModelItem, slot: Slot, named: Named<'_>) -> Resolved {
        let reference = match named {
            Named::Unknown(_) => return Resolved::plain(Resolution::Unknown),
            Named::Name(name) => {
                return match slot {
                    Slot::Assumption => self.named_item(Namespace::Assumptions, &name.text),
                    _ => Resolved::plain(Resolution::Missing),
                };
            }
            Named::Path(path) => return self.resolve_path(item, slot, path),
            Named::Reference(reference) => reference,
        };
        match slot {
            Slot::Target | Slot::ThreatTarget => self.resolve_target(reference),
            Slot::Threat => self.resolve_threat(reference),
            _ => match &reference.path {
                Some(path) if !reference.all && reference.zone.is_none() => {
                    self.resolve_path(item, slot, path)
                }
                _ => Resolved::plain(Resolution::Missing),
            },
        }
    }

    fn resolve_path(&self, item: &ModelItem, slot: Slot, path: &Path) -> Resolved {
        match slot {
            Slot::Kind => Resolved::plain(self.resolve_kind(item.word, path)),
            Slot::Via => Resolved::plain(self.resolve_type(ThingKind::Flow, path)),
            Slot::Also => Resolved::plain(self.resolve_type(ThingKind::Asset, path)),
            Slot::Zone => self.resolve_thing(path, |kind| kind == ThingKind::Zone),
            Slot::Carrying | Slot::Returns | Slot::Holds => {
                if path.single().is_some_and(|name| name.text == "nothing" && !name.quoted) {
                    return Resolved::plain(Resolution::Nothing);
                }
                self.resolve_thing(path, |kind| kind == ThingKind::Asset)
            }
            Slot::End(_) => self.resolve_thing(path, ThingKind::is_element),
            Slot::Protects => {
                self.resolve_thing(path, |kind| kind == ThingKind::Asset || kind.is_element())
            }
            Slot::Actor => self
                .resolve_thing(path, |kind| matches!(kind, ThingKind::Actor | ThingKind::Entity)),
            Slot::Receiver => {
                self.resolve_thing(path, |kind| kind == ThingKind::Actor || kind.is_element())
            }
            Slot::Target | Slot::ThreatTarget => self.resolve_thing(path, |_| true),
            Slot::Event => self.named_item_or(Namespace::Events, path, |engine, name| {
                engine.model.schema.events.iter().any(|event| event.name == name)
            }),
            Slot::With => {
                let resolved = self.named_item_or(Namespace::Mitigations, path, |_, _| false);
                if resolved.resolution != Resolution::Missing {
                    return resolved;
                }
                match self.model.schema.find_control(&full_name(path)) {
                    Some(control) => {
                        Resolved { resolution: Resolution::Control(control), ..resolved }
                    }
                    None => resolved,
                }
            }
            Slot::Assumption => self.named_item_or(Namespace::Assumptions, path, |_, _| false),
            Slot::Requirement => self.named_item_or(Namespace::Requirements, path, |_, _| false),
            Slot::Question => self.named_item_or(Namespace::Questions, path, |engine, name| {
                engine.model.schema.questions.iter().any(|question| {
                    question.name == name
                        || question.name.rsplit_once('.').is_some_and(|(_, bare)| bare == name)
                })
            }),
            Slot::Threat => self.rule_or_threat(path),
        }
    }

    /// What an item of the model's own set of names declares, else what a pack does.
    fn named_item_or(
        &self,
        namespace: Namespace,
        path: &Path,
        in_pack: impl Fn(&Self, &str) -> bool,
    ) -> Resolved {
        if let Some(name) = path.single() {
            let resolved = self.named_item(namespace, &name.text);
            if resolved.resolution == Resolution::Missing && in_pack(self, &name.text) {
                return Resolved { resolution: Resolution::Word, ..resolved };
            }
            return resolved;
        }
        let found = in_pack(self, &full_name(path));
        Resolved::plain(if found { Resolution::Word } else { Resolution::Missing })
    }

    fn named_item(&self, namespace: Namespace, name: &SmolStr) -> Resolved {
        let resolution = match self.names.definition(namespace, name) {
            Some(item) => Resolution::Item(item),
            None => Resolution::Missing,
        };
        Resolved::using(namespace, name, resolution)
    }

    fn resolve_kind(&self, word: ItemWord, path: &Path) -> Resolution {
        let schema = &self.model.schema;
        let name = full_name(path);
        if let Some(words) = kind_words(word) {
            let known = words.iter().any(|(known, _)| *known == name);
            return if known { Resolution::Word } else { Resolution::Missing };
        }
        match word {
            ItemWord::Threat if schema.category(&name).is_some() => Resolution::Word,
            ItemWord::Mitigation => match schema.find_attribute(&name) {
                Some(id) if schema.find_control(&name) == Some(id) => Resolution::Control(id),
                Some(_) => wrong("fact"),
                None => Resolution::Missing,
            },
            _ => match ThingKind::of_item(word) {
                Some(kind) => self.resolve_type(kind, path),
                None => Resolution::Missing,
            },
        }
    }

    fn resolve_type(&self, kind: ThingKind, path: &Path) -> Resolution {
        let schema = &self.model.schema;
        match schema.find_type(&full_name(path)) {
            Some(id) if schema.type_info(id).root == kind => Resolution::Type(id),
            Some(id) => wrong(format!("{} type", schema.type_info(id).root)),
            None => Resolution::Missing,
        }
    }

    fn resolve_thing(&self, path: &Path, fits: impl Fn(ThingKind) -> bool) -> Resolved {
        let found = self.find_thing(path, &fits);
        if found.resolution != Resolution::Missing {
            return found;
        }
        self.follow_moved(path, found, |engine, new| engine.find_thing(new, &fits))
    }

    /// What `moved OLD -> NEW` says of a name that is gone. One step is followed, not a chain.
    fn follow_moved(
        &self,
        path: &Path,
        mut found: Resolved,
        find: impl Fn(&Self, &Path) -> Resolved,
    ) -> Resolved {
        let old = SmolStr::from(full_name(path));
        if let Some(item) = self.names.definition(Namespace::Moved, &old)
            && let Some(Head::Moved(moved)) = self.model.item(item).map(|item| &item.node().head)
            && let Some(new) = moved.to.first()
        {
            let now = find(self, new);
            found.resolution = now.resolution;
            found.uses.extend(now.uses);
        }
        found.uses.push((Namespace::Moved, old));
        found
    }

    fn find_thing(&self, path: &Path, fits: &impl Fn(ThingKind) -> bool) -> Resolved {
        let name = &path.first.text;
        let used = |resolution| Resolved::using(Namespace::Things, name, resolution);
        let check = |id: ThingId| {
            let kind = self.model.thing(id).kind;
            if fits(kind) { Resolution::Thing(id) } else { wrong(kind.word()) }
        };
        let Some(item) = self.names.definition(Namespace::Things, name) else {
            let is_model = path.rest.is_empty() && *name == self.model.name;
            return used(if is_model && fits(ThingKind::Model) {
                Resolution::Thing(ThingId::MODEL)
            } else if self.is_pack(name) {
                wrong("knowledge base")
            } else {
                Resolution::Missing
            });
        };
        if !path.rest.is_empty() {
            return used(self.model.find(&full_name(path)).map_or(Resolution::Missing, check));
        }
        let things = self.model.things_of(item);
        let segments = things.iter().filter(|id| !self.model.thing(**id).is_reply()).count();
        used(match things {
            [] => self.not_a_thing(item),
            [first, ..] if segments <= 1 => check(*first),
            [first, ..] if fits(self.model.thing(*first).kind) => {
                Resolution::Things(Arc::from(&things[..segments]))
            }
            [first, ..] => wrong(self.model.thing(*first).kind.word()),
        })
    }

    fn not_a_thing(&self, item: ItemId) -> Resolution {
        match self.model.item(item).map(|item| item.word) {
            Some(ItemWord::Import) => wrong("imported model"),
            // A flow without any end has a name and no thing yet.
            Some(word) => wrong(word.text()),
            None => Resolution::Missing,
        }
    }

    fn is_pack(&self, name: &str) -> bool {
        self.model.schema.packs.iter().any(|pack| pack.name == name)
    }

    fn resolve_target(&self, reference: &Reference) -> Resolved {
        let Some(path) = &reference.path else {
            return Resolved::plain(Resolution::Everything);
        };
        if reference.zone.is_some() {
            let mut resolved = self.resolve_thing(path, |kind| kind == ThingKind::Zone);
            if let Resolution::Thing(zone) = resolved.resolution {
                resolved.resolution = Resolution::Inside(zone);
            }
            return resolved;
        }
        self.resolve_thing(path, |_| true)
    }

    fn resolve_threat(&self, reference: &Reference) -> Resolved {
        let Some(path) = &reference.path else {
            return Resolved::plain(Resolution::Everything);
        };
        if reference.all {
            let name = full_name(path);
            let known = self.is_pack(&name);
            return Resolved::plain(if known {
                Resolution::Pack(name.into())
            } else {
                Resolution::Missing
            });
        }
        self.rule_or_threat(path)
    }

    fn rule_or_threat(&self, path: &Path) -> Resolved {
        if let Some(name) = path.single() {
            let found = self.named_item(Namespace::Threats, &name.text);
            if found.resolution != Resolution::Missing {
                return found;
            }
            return self.follow_moved(path, found, |engine, new| match new.single() {
                Some(name) => engine.named_item(Namespace::Threats, &name.text),
                None => Resolved::plain(Resolution::Missing),
            });
        }
        let name = full_name(path);
        let schema = &self.model.schema;
        Resolved::plain(match schema.find_rule(&name) {
            Some(rule) => Resolution::Rule(rule),
            None => match schema.moved.get(name.as_str()) {
                Some(new) => Resolution::Moved(new.as_slice().into()),
                None => Resolution::Missing,
            },
        })
    }
}
