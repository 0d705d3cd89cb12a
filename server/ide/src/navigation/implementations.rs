//! What makes something real: the things of a type, the places of a rule, the mitigations that are a
//! control, and so on. The answer is the same wherever the name stands.

use tm_grammar::words::ItemWord;
use tm_model::kind::ThingKind;
use tm_model::model::{ItemId, Model, Part, Resolution, ThingId};
use tm_model::schema::{AttributeId, RuleId, Schema, TypeId};
use tm_model::source::Origin;
use tm_model::{Slot, Snapshot};

use super::Target;
use crate::named::things_of;
use crate::names::{Declared, Meaning, Word, WordKind, declared, rule_word};

/// What makes it real, in the order of models and things.
pub(super) fn of(snapshot: &Snapshot, meaning: &Meaning) -> Vec<Target> {
    let mut found = Found { snapshot, targets: Vec::new() };
    match meaning {
        Meaning::Item(index, id) => found.of_item(*index, *id),
        Meaning::Part(index, id) => found.protection(*index, &[*id]),
        Meaning::Word(word) => found.of_word(word),
        Meaning::Local(..) | Meaning::Person(_) | Meaning::Ticket(_) => {}
    }
    found.targets
}

struct Found<'a> {
    snapshot: &'a Snapshot,
    targets: Vec<Target>,
}

impl<'a> Found<'a> {
    fn add(&mut self, meaning: &Meaning) {
        let place = declared(self.snapshot, meaning);
        self.targets.extend(place.map(Target::from));
    }

    fn item(&mut self, model: &Model, id: ItemId) {
        let place = model.item(id).and_then(|item| Declared::of_item(self.snapshot, item));
        self.targets.extend(place.map(Target::from));
    }

    fn thing(&mut self, index: usize, id: ThingId) {
        let model = &self.snapshot.models()[index];
        match model.thing(id).part {
            Part::Whole | Part::Imported | Part::Unnamed => self.item(model, model.thing(id).item),
            Part::Segment(_) if model.things_of(model.thing(id).item).len() == 1 => {
                self.item(model, model.thing(id).item);
            }
            Part::Segment(_) | Part::Reply => self.add(&Meaning::Part(index, id)),
        }
    }

    /// The items of a model of which a reference answers the condition.
    fn items_that(&mut self, index: usize, wanted: impl Fn(ItemWord, Slot, &Resolution) -> bool) {
        let model = &self.snapshot.models()[index];
        for (id, item) in model.items() {
            let resolutions = model.resolutions(id);
            if resolutions.iter().any(|(slot, named)| wanted(item.word, *slot, named)) {
                self.item(model, id);
            }
        }
    }

    fn of_item(&mut self, index: usize, id: ItemId) {
        let model = &self.snapshot.models()[index];
        let Some(word) = model.item(id).map(|item| item.word) else { return };
        let names = |named: &Resolution| *named == Resolution::Item(id);
        match word {
            ItemWord::Assumption => {
                self.items_that(index, |_, slot, named| slot == Slot::Assumption && names(named))
            }
            ItemWord::Requirement => {
                self.named_by(index, id, &[Slot::With]);
                self.items_that(index, |_, slot, named| slot == Slot::Requirement && names(named));
            }
            ItemWord::Event => {
                self.items_that(index, |_, slot, named| slot == Slot::Event && names(named));
            }
            ItemWord::Question => {
                self.items_that(index, |_, slot, named| slot == Slot::Question && names(named));
            }
            ItemWord::Mitigation | ItemWord::Threat | ItemWord::Story => {
                self.named_by(index, id, &[Slot::Target]);
            }
            ItemWord::Objective => self.named_by(index, id, &[Slot::Protects]),
            _ => self.of_things(index, model.things_of(id)),
        }
    }

    /// What an item names in one of these places.
    fn named_by(&mut self, index: usize, id: ItemId, slots: &[Slot]) {
        let model = &self.snapshot.models()[index];
        for (slot, named) in model.resolutions(id).iter() {
            if !slots.contains(slot) {
                continue;
            }
            match named {
                Resolution::Item(other) => self.item(model, *other),
                Resolution::Control(control) => {
                    self.at_origin(model.schema.attribute(*control).origin);
                }
                Resolution::Inside(zone) => self.thing(index, *zone),
                Resolution::Everything => {}
                other => {
                    for thing in things_of(model, other) {
                        self.thing(index, thing);
                    }
                }
            }
        }
    }

    /// Of an asset the flows and stores that have it, of a zone what lies in it, of an actor where
    /// it is named, of an element or a flow the mitigations on it.
    fn of_things(&mut self, index: usize, things: &[ThingId]) {
        let model = &self.snapshot.models()[index];
        let Some(first) = things.first().copied() else { return };
        let thing = model.thing(first);
        match thing.kind {
            ThingKind::Asset => {
                for user in thing.links.inflows.iter().chain(&thing.links.outflows) {
                    self.thing(index, *user);
                }
            }
            ThingKind::Zone => {
                for inner in thing.links.members.iter().chain(&thing.links.zones) {
                    self.thing(index, *inner);
                }
            }
            ThingKind::Actor => self.items_that(index, |_, slot, named| {
                slot == Slot::Actor && *named == Resolution::Thing(first)
            }),
            ThingKind::Model => {}
            _ => self.protection(index, things),
        }
    }

    /// The mitigations that name one of the things.
    fn protection(&mut self, index: usize, things: &[ThingId]) {
        self.items_that(index, |word, slot, named| {
            word == ItemWord::Mitigation
                && slot == Slot::Target
                && match named {
                    Resolution::Thing(id) => things.contains(id),
                    Resolution::Things(ids) => ids.iter().any(|id| things.contains(id)),
                    _ => false,
                }
        });
    }

    fn at_origin(&mut self, origin: Origin) {
        let Some(file) = self.snapshot.file(origin.file) else { return };
        let Some(start) = file.document.start_of(origin.block) else { return };
        let Some(block) = file.document.block(origin.block) else { return };
        let named = |item: &&tm_grammar::tree::Item| item.span.touches(origin.span.start);
        let item = block.items.iter().find(named);
        let place = item.map(|item| Declared::of_tree(origin.file, start, item));
        self.targets.extend(place.map(Target::from));
    }

    fn of_word(&mut self, word: &Word) {
        let snapshot = self.snapshot;
        for (index, model) in snapshot.models().iter().enumerate() {
            let schema = &model.schema;
            match word.kind {
                WordKind::Type => {
                    if let Some(id) = type_in(schema, word) {
                        self.things_that(index, |id_of| model.is_a(id_of, id));
                    }
                }
                WordKind::Rule => {
                    if let Some(rule) = rule_in(schema, word) {
                        self.things_that(index, |id| {
                            model.instances(id).iter().any(|instance| instance.rule == rule)
                        });
                    }
                }
                WordKind::Attribute => {
                    if let Some(control) = attribute_in(schema, word) {
                        self.of_attribute(index, control);
                    }
                }
                WordKind::Category => self.own_threats(index, &word.name),
                WordKind::Event => {
                    let name = word.name.as_str();
                    self.named_like(index, Slot::Event, name);
                }
                WordKind::Question => {
                    let bare = word.name.rsplit_once('.').map_or("", |(_, bare)| bare);
                    self.named_like(index, Slot::Question, bare);
                    self.named_like(index, Slot::Question, &word.name);
                }
                _ => {}
            }
        }
        if word.kind == WordKind::Category {
            self.rules_of(&word.name);
        }
        if word.kind == WordKind::Requirement {
            self.controls_of(word);
        }
    }

    /// The things of a model that answer the condition.
    fn things_that(&mut self, index: usize, wanted: impl Fn(ThingId) -> bool) {
        let model = &self.snapshot.models()[index];
        for (id, thing) in model.things() {
            // The segments of a chain are one flow, and so is a reply of the same type.
            if id != ThingId::MODEL && thing.kind != ThingKind::Model && wanted(id) {
                self.thing(index, id);
            }
        }
    }

    /// Of a control the mitigations that are it; of both where it is written.
    fn of_attribute(&mut self, index: usize, attribute: AttributeId) {
        self.items_that(index, |word, slot, named| {
            word == ItemWord::Mitigation
                && slot == Slot::Kind
                && *named == Resolution::Control(attribute)
        });
        let model = &self.snapshot.models()[index];
        for (id, thing) in model.things() {
            if thing.written(attribute).is_some() {
                self.thing(index, id);
            }
        }
    }

    /// The threats of a model that are of a category.
    fn own_threats(&mut self, index: usize, category: &str) {
        let model = &self.snapshot.models()[index];
        for (id, item) in model.items().filter(|(_, item)| item.word == ItemWord::Threat) {
            let tm_grammar::tree::Head::Declaration(head) = &item.node().head else { continue };
            if head.kind.as_ref().is_some_and(|kind| crate::wording::full_name(kind) == category) {
                self.item(model, id);
            }
        }
    }

    /// The items that name an event or question of a pack.
    fn named_like(&mut self, index: usize, slot: Slot, name: &str) {
        let model = &self.snapshot.models()[index];
        for (id, item) in model.items() {
            let mut next = 0;
            let mut found = false;
            tm_model::references(item.node(), &mut |_, named| {
                let resolution = model.resolutions(id).get(next);
                found |= resolution == Some(&(slot, Resolution::Word))
                    && named.span().text(item.text()) == name;
                next += 1;
            });
            if found {
                self.item(model, id);
            }
        }
    }

    /// The rules of a category, of all packs in use.
    fn rules_of(&mut self, category: &str) {
        let mut seen = Vec::new();
        for schema in schemas(self.snapshot) {
            for (id, rule) in (0u32..).map(RuleId).zip(&schema.rules) {
                let word = rule_word(schema, id);
                if rule.category == category && !seen.contains(&word) {
                    self.at_origin(rule.origin);
                    seen.push(word);
                }
            }
        }
    }

    /// The controls that realise a requirement.
    fn controls_of(&mut self, word: &Word) {
        let known = schemas(self.snapshot).find_map(|schema| {
            let requirement = schema.requirements.iter().find(|known| known.name == word.name)?;
            Some((schema, requirement))
        });
        let Some((schema, requirement)) = known else { return };
        for control in &requirement.with {
            self.at_origin(schema.attribute(*control).origin);
        }
    }
}

/// The schemas of the models, each with what its packs say.
fn schemas(snapshot: &Snapshot) -> impl Iterator<Item = &Schema> {
    snapshot.models().iter().map(|model| &*model.schema)
}

fn type_in(schema: &Schema, word: &Word) -> Option<TypeId> {
    let id = schema.find_type(&word.name)?;
    (schema.type_info(id).origin.map(|origin| origin.file) == word.file).then_some(id)
}

fn attribute_in(schema: &Schema, word: &Word) -> Option<AttributeId> {
    let id = schema.find_attribute(&word.name)?;
    (Some(schema.attribute(id).origin.file) == word.file).then_some(id)
}

fn rule_in(schema: &Schema, word: &Word) -> Option<RuleId> {
    let id = schema.find_rule(&word.name)?;
    (Some(schema.rule(id).origin.file) == word.file).then_some(id)
}
