//! The names in the items of a model. What a reference names is what the model resolved it to.

use tm_grammar::tree::{Head, Item, Member, Name, Path, Property, Span, Use, UseSource, ValueKind};
use tm_grammar::words::{ItemWord, Places, item_info};
use tm_model::model::{ItemId, Model, Part, Resolution, ThingId};
use tm_model::{Named, Slot, references};

use super::{
    Access, Collector, Meaning, WordKind, attribute_word, part_of, rule_word, type_word, word,
};
use crate::wording::full_name;

impl Collector<'_, '_> {
    /// The names in the items of the block, which belong to a model.
    pub(super) fn model_items(&mut self, index: usize, model: &Model) {
        let tree = self.tree;
        let known = model.block_items(self.names.file_id, self.block);
        self.items = known
            .iter()
            .filter_map(|id| {
                let node = model.item(*id)?.node();
                Some(((node.word, node.span.start), *id))
            })
            .collect();
        for item in &tree.items {
            self.model_item(index, model, item);
        }
    }

    fn model_item(&mut self, index: usize, model: &Model, item: &Item) {
        let id = self.items.get(&(item.word, item.span.start)).copied();
        if let (Some(name), Some(id)) = (item.name(), id) {
            match item.word {
                ItemWord::Part => {
                    let header = Meaning::Item(index, model.thing(ThingId::MODEL).item);
                    self.add(name.span, header, Access::Reads);
                }
                _ => self.add(name.span, Meaning::Item(index, id), Access::Declares),
            }
        }
        match &item.head {
            Head::Use(used) => self.used_pack(used, item),
            Head::Moved(moved) => {
                let meaning = moved.to.first().and_then(|to| self.named_anywhere(index, model, to));
                if let (Some(from), Some(meaning)) = (&moved.from, meaning) {
                    self.add_former(from, meaning);
                }
                for to in &moved.to {
                    if let Some(id) = model.find(&full_name(to)) {
                        self.thing_path(index, model, to, id, Access::Reads);
                    } else if let Some(meaning) = self.named_anywhere(index, model, to) {
                        self.add_in(to.first.span, to.span(), meaning, Access::Reads);
                    }
                }
            }
            _ => {}
        }
        if let Some(id) = id {
            let resolutions = model.resolutions(id).clone();
            let mut next = 0;
            references(item, &mut |slot, named| {
                if let Some((_, resolution)) = resolutions.get(next) {
                    self.named(index, model, (item, slot), named, resolution);
                }
                next += 1;
            });
        }
        for property in item.properties() {
            self.model_property(item, property);
        }
        for member in item.members() {
            match member {
                Member::Item(inner) => self.model_item(index, model, inner),
                Member::Predicate(predicate) => self.expression(&predicate.expression),
                _ => {}
            }
        }
    }

    /// What a use of a name stands for.
    fn named(
        &mut self,
        index: usize,
        model: &Model,
        (item, slot): (&Item, Slot),
        named: Named<'_>,
        resolution: &Resolution,
    ) {
        let access = match slot {
            // Data flows to where a flow ends.
            Slot::End(end) if end > 0 => Access::Writes,
            // A mitigation sets its control.
            Slot::Kind if item.word == ItemWord::Mitigation => Access::Writes,
            _ => Access::Reads,
        };
        let path = match named {
            Named::Reference(reference) => reference.path.as_ref(),
            Named::Path(path) => Some(path),
            Named::Name(name) => {
                if let Resolution::Item(id) = resolution {
                    self.add(name.span, Meaning::Item(index, *id), access);
                }
                None
            }
            Named::Unknown(_) => None,
        };
        let Some(path) = path else { return };
        match resolution {
            Resolution::Thing(id) | Resolution::Inside(id) => {
                self.thing_path(index, model, path, *id, access);
            }
            Resolution::Things(ids) => {
                if let Some(id) = ids.first() {
                    self.thing_path(index, model, path, *id, access);
                }
            }
            Resolution::Item(id) => self.item_path(index, model, path, *id, access),
            Resolution::Control(id) => {
                self.add_word(path, attribute_word(&model.schema, *id), access);
            }
            Resolution::Type(id) => self.add_word(path, type_word(&model.schema, *id), access),
            Resolution::Rule(id) => self.add_word(path, rule_word(&model.schema, *id), access),
            Resolution::Pack(_) => self.pack_path(path),
            Resolution::Moved(new) => {
                let rule = new.first().and_then(|name| model.schema.find_rule(name));
                if let Some(rule) = rule {
                    let meaning = Meaning::Word(rule_word(&model.schema, rule));
                    self.add_former(path, meaning);
                }
            }
            Resolution::Word => match slot {
                Slot::Kind => self.category_path(path),
                Slot::Event => self.event_path(path),
                Slot::Question => self.question_path(path),
                _ => {}
            },
            // It is there, though not of the kind that is wanted.
            Resolution::WrongKind(_) => {
                if let Some(id) = model.find(&full_name(path)) {
                    self.thing_path(index, model, path, id, access);
                } else if let Some((id, _)) = self.names.imports().get(path.first.text.as_str()) {
                    self.add(path.first.span, Meaning::Item(index, *id), access);
                } else if let Some(meaning) = self.chain(index, model, &path.first) {
                    self.add(path.first.span, meaning, access);
                }
            }
            Resolution::Everything
            | Resolution::Nothing
            | Resolution::Unknown
            | Resolution::Missing => {}
        }
    }

    /// A path that names a thing: `accounts`, `mail/reply`, `pay.gateway`.
    pub(super) fn thing_path(
        &mut self,
        index: usize,
        model: &Model,
        path: &Path,
        id: ThingId,
        access: Access,
    ) {
        let thing = model.thing(id);
        if thing.part == Part::Imported {
            let Some((import, imported)) = self.names.imports().get(path.first.text.as_str())
            else {
                return;
            };
            self.add(path.first.span, Meaning::Item(index, *import), Access::Reads);
            let name = path.last();
            let foreign = imported.and_then(|imported| {
                let model = &self.names.snapshot.models()[imported];
                Some((imported, model.thing(model.find(&name.text)?).item))
            });
            if let Some((imported, item)) = foreign {
                self.add(name.span, Meaning::Item(imported, item), access);
            }
            return;
        }
        self.item_path(index, model, path, thing.item, access);
        if let Some(part) = part_of(path) {
            self.add(part.span, Meaning::Part(index, id), access);
        }
    }

    /// A path that begins with the name of an item.
    fn item_path(&mut self, index: usize, model: &Model, path: &Path, id: ItemId, access: Access) {
        let name = &path.first;
        let known = model.item(id).map(tm_model::model::ModelItem::name);
        self.add(name.span, Meaning::Item(index, id), access);
        if let Some(last) = self.found.last_mut() {
            last.former = known.is_some_and(|known| known != name.text);
        }
    }

    /// The chain of a name: it has segments, and no thing of its own name.
    pub(super) fn chain(&self, index: usize, model: &Model, name: &Name) -> Option<Meaning> {
        let mut flows = model.items().filter(|(_, item)| item.word == ItemWord::Flow);
        let (id, _) = flows.find(|(_, item)| item.name() == name.text)?;
        Some(Meaning::Item(index, id))
    }

    /// What a path means outside of any slot: a thing, else a threat of the model.
    fn named_anywhere(&self, index: usize, model: &Model, path: &Path) -> Option<Meaning> {
        let name = &path.first.text;
        let item = match model.find(&full_name(path)).or_else(|| model.find(name)) {
            Some(id) => model.thing(id).item,
            None => {
                let mut items = model.items();
                // A chain has segments and no thing of its own name.
                let found = items.find(|(_, item)| {
                    matches!(item.word, ItemWord::Threat | ItemWord::Flow) && item.name() == name
                });
                found?.0
            }
        };
        Some(Meaning::Item(index, item))
    }

    fn model_property(&mut self, item: &Item, property: &Property) {
        let info = item_info(item.word, Places::MODEL);
        let shape = self.shape(item, &property.key.text, Places::MODEL);
        if shape.is_none() && info.is_none_or(|info| info.attributes) {
            self.written(property);
        }
        self.people_and_tickets(property, shape);
    }

    /// The pack of a `use`, and its profile.
    pub(super) fn used_pack(&mut self, used: &Use, item: &Item) {
        let Some(schema) = self.names.schema else { return };
        let (span, pack) = match &used.source {
            Some(UseSource::Name(path)) => {
                let name = full_name(path);
                (path.span(), schema.packs.iter().find(|pack| pack.name == name))
            }
            Some(UseSource::Path(text)) => {
                let file = self.names.snapshot.file_from(self.names.file_id, &text.value);
                let inner = Span::new(text.span.start + 1, text.span.end.saturating_sub(1));
                (inner, schema.packs.iter().find(|pack| Some(pack.origin.file) == file))
            }
            None => return,
        };
        let Some(pack) = pack else { return };
        let meaning = Meaning::Word(word(WordKind::Pack, &pack.name, Some(pack.origin)));
        self.add(span, meaning, Access::Reads);
        for property in item.properties().filter(|property| property.key.text == "only") {
            for value in &property.values {
                if let ValueKind::Reference(reference) = &value.kind
                    && let Some(name) = reference.path.as_ref().map(Path::last)
                    && pack.profiles.iter().any(|profile| profile.name == name.text)
                {
                    let full = format!("{}.{}", pack.name, name.text);
                    let profile = word(WordKind::Profile, &full, Some(pack.origin));
                    self.add(name.span, Meaning::Word(profile), Access::Reads);
                }
            }
        }
    }
}
