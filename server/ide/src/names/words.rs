//! Names of what packs declare, and of people and tickets, which every kind of file uses alike.

use smol_str::{SmolStr, format_smolstr};
use tm_grammar::tree::{Item, Name, Path, Property, Reference, Span, ValueKind};
use tm_grammar::words::{Places, Shape, item_info};
use tm_model::schema::{AttributeId, RuleId, Schema, TypeId, ValueType};
use tm_model::source::Origin;
use tm_model::workspace::Header;

use super::{Access, Collector, Meaning, Word, WordKind};
use crate::wording::full_name;

impl Collector<'_, '_> {
    /// The shape of the values of a property.
    pub(super) fn shape(&self, item: &Item, key: &str, places: Places) -> Option<Shape> {
        item_info(item.word, places)?.property(key).map(|info| info.shape)
    }

    pub(super) fn type_path(&mut self, path: &Path) {
        if let Some(schema) = self.names.schema
            && let Some(id) = schema.find_type(&full_name(path))
        {
            self.add_word(path, type_word(schema, id), Access::Reads);
        }
    }

    pub(super) fn attribute_path(&mut self, path: &Path, access: Access) {
        if let Some(schema) = self.names.schema
            && let Some(id) = schema.find_attribute(&full_name(path))
        {
            self.add_word(path, attribute_word(schema, id), access);
        }
    }

    pub(super) fn category_path(&mut self, path: &Path) {
        if let Some(schema) = self.names.schema
            && let Some(category) = schema.category(&full_name(path))
        {
            let word = word(WordKind::Category, &category.name, category.origin);
            self.add_word(path, word, Access::Reads);
        }
    }

    pub(super) fn event_path(&mut self, path: &Path) {
        let name = full_name(path);
        if let Some(schema) = self.names.schema
            && let Some(event) = schema.events.iter().find(|event| event.name == name)
        {
            self.add_word(
                path,
                word(WordKind::Event, &event.name, Some(event.origin)),
                Access::Reads,
            );
        }
    }

    pub(super) fn question_path(&mut self, path: &Path) {
        let name = full_name(path);
        let Some(schema) = self.names.schema else { return };
        let named = |known: &str| {
            known == name || known.rsplit_once('.').is_some_and(|(_, bare)| bare == name)
        };
        if let Some(question) = schema.questions.iter().find(|question| named(&question.name)) {
            let word = word(WordKind::Question, &question.name, Some(question.origin));
            self.add_word(path, word, Access::Reads);
        }
    }

    /// A rule, by its full name or, in its own pack, by its bare one.
    pub(super) fn rule_path(&mut self, path: &Path, access: Access) -> bool {
        let Some(schema) = self.names.schema else { return false };
        let name = full_name(path);
        let known = schema.find_rule(&name).or_else(|| {
            let Header::KnowledgeBase(pack, _) = &self.names.file.header else { return None };
            schema.find_rule(&format!("{pack}.{name}"))
        });
        let Some(id) = known else { return false };
        self.add_word(path, rule_word(schema, id), access);
        true
    }

    /// A rule, a control or `pack.*`.
    pub(super) fn pattern(&mut self, reference: &Reference) {
        let Some(path) = &reference.path else { return };
        if reference.all {
            self.pack_path(path);
        } else if !self.rule_path(path, Access::Reads) {
            self.attribute_path(path, Access::Reads);
        }
    }

    pub(super) fn pack_path(&mut self, path: &Path) {
        let name = full_name(path);
        if let Some(schema) = self.names.schema
            && let Some(pack) = schema.packs.iter().find(|pack| pack.name == name)
        {
            let word = word(WordKind::Pack, &pack.name, Some(pack.origin));
            self.add_word(path, word, Access::Reads);
        }
    }

    /// A fact or control that is written on something, with the words of its values.
    pub(super) fn written(&mut self, property: &Property) {
        let Some(schema) = self.names.schema else { return };
        let Some(id) = schema.find_attribute(&property.key.text) else { return };
        self.add(property.key.span, Meaning::Word(attribute_word(schema, id)), Access::Writes);
        for value in &property.values {
            if let ValueKind::Reference(reference) = &value.kind
                && let Some(name) = reference.path.as_ref().and_then(Path::single)
            {
                self.value_word(schema, id, name);
            }
        }
    }

    /// A word of the scale or choice that a fact takes.
    pub(super) fn value_word(&mut self, schema: &Schema, id: AttributeId, name: &Name) {
        let set = match &schema.attribute(id).value_type {
            ValueType::Word(set) => Some(*set),
            ValueType::List(of) => match **of {
                ValueType::Word(set) => Some(set),
                _ => None,
            },
            _ => None,
        };
        let Some(set) = set.and_then(|set| schema.word_sets.get(usize::from(set.0))) else {
            return;
        };
        if set.pack.is_some() && set.position(&name.text).is_some() {
            let full = format_smolstr!("{}.{}", set.name, name.text);
            let word = word(WordKind::Value, &full, set.origin);
            self.add(name.span, Meaning::Word(word), Access::Reads);
        }
    }

    /// People and tickets among the values of a property.
    pub(super) fn people_and_tickets(&mut self, property: &Property, shape: Option<Shape>) {
        for value in &property.values {
            let ticket = match &value.kind {
                ValueKind::Handle(person) => {
                    self.add(value.span, Meaning::Person(person.clone()), Access::Reads);
                    continue;
                }
                ValueKind::Text(text) => text.clone(),
                ValueKind::Reference(Reference { path: Some(path), .. }) => full_name(path).into(),
                _ => continue,
            };
            if shape == Some(Shape::Tickets) {
                self.ticket(value.span, ticket);
            }
        }
    }

    /// A ticket, and the tracker whose name it begins with.
    pub(super) fn ticket(&mut self, span: Span, ticket: SmolStr) {
        let tracker = self.names.model.and_then(|(index, _)| {
            let (prefix, id) = self.names.trackers().of_ticket(&ticket)?;
            let start = span.start + u32::from(span.text(&self.tree.text).starts_with('"'));
            let end = start + u32::try_from(prefix.len()).ok()?;
            Some((Span::new(start, end), Meaning::Item(index, id)))
        });
        self.add(span, Meaning::Ticket(ticket), Access::Reads);
        if let Some((prefix, meaning)) = tracker {
            self.add(prefix, meaning, Access::Reads);
        }
    }
}

pub(crate) fn word(kind: WordKind, name: &str, origin: Option<Origin>) -> Word {
    Word { kind, name: name.into(), file: origin.map(|origin| origin.file) }
}

pub(crate) fn type_word(schema: &Schema, id: TypeId) -> Word {
    let info = schema.type_info(id);
    word(WordKind::Type, &info.name, info.origin)
}

pub(crate) fn attribute_word(schema: &Schema, id: AttributeId) -> Word {
    let info = schema.attribute(id);
    word(WordKind::Attribute, &info.name, Some(info.origin))
}

pub(crate) fn rule_word(schema: &Schema, id: RuleId) -> Word {
    let rule = schema.rule(id);
    word(WordKind::Rule, &rule.name, Some(rule.origin))
}
