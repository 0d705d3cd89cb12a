//! The names in the items of a knowledge base and in the little models of its tests.

use smol_str::{SmolStr, format_smolstr};
use tm_grammar::tree::{
    Head, Item, Member, Name, Path, Property, Reference, Span, Subject, ValueKind,
};
use tm_grammar::words::{ItemWord, Places, Referent, Shape, item_info};
use tm_model::kind::ThingKind;
use tm_model::{Named, Slot, references};

use super::{Access, Collector, Meaning, Word, WordKind};

/// The full name under which an item of a pack is known, and what it is.
pub(crate) fn declared_word(item: &Item, pack: &str) -> Option<(WordKind, SmolStr)> {
    let name = &item.name()?.text;
    let in_pack = || format_smolstr!("{pack}.{name}");
    Some(match item.word {
        ItemWord::KnowledgeBase => (WordKind::Pack, name.clone()),
        ItemWord::Type => (WordKind::Type, name.clone()),
        ItemWord::Mitigation | ItemWord::Attribute | ItemWord::Fact => {
            (WordKind::Attribute, name.clone())
        }
        ItemWord::Threat => (WordKind::Rule, in_pack()),
        ItemWord::Category => (WordKind::Category, name.clone()),
        ItemWord::Event => (WordKind::Event, name.clone()),
        ItemWord::Question => (WordKind::Question, in_pack()),
        ItemWord::Requirement => (WordKind::Requirement, name.clone()),
        ItemWord::Profile => (WordKind::Profile, in_pack()),
        ItemWord::Scale | ItemWord::Choice => (WordKind::Words, name.clone()),
        _ => return None,
    })
}

impl Collector<'_, '_> {
    /// The names in the items of the block, which belong to a pack.
    pub(super) fn pack_items(&mut self, pack: &str) {
        let tree = self.tree;
        for item in &tree.items {
            if item.word == ItemWord::Test {
                self.test(item);
            } else {
                self.pack_item(item, pack);
            }
            self.variables.clear();
        }
    }

    fn own(&self, kind: WordKind, name: SmolStr) -> Meaning {
        Meaning::Word(Word { kind, name, file: Some(self.names.file_id) })
    }

    fn pack_item(&mut self, item: &Item, pack: &str) {
        if let (Some(name), Some((kind, full))) = (item.name(), declared_word(item, pack)) {
            self.add(name.span, self.own(kind, full), Access::Declares);
        }
        match &item.head {
            Head::Declaration(declaration) => {
                if let Some(path) = &declaration.kind {
                    self.kind(item.word, path);
                }
                declaration.of.iter().for_each(|path| self.words_path(path));
            }
            Head::Levels(levels) => {
                for word in &levels.words {
                    let set = levels.name.as_ref().map_or("", |name| name.text.as_str());
                    let full = format_smolstr!("{set}.{}", word.text);
                    self.add(word.span, self.own(WordKind::Value, full), Access::Declares);
                }
            }
            Head::Use(used) => self.used_pack(used, item),
            Head::Rule { target: Some(target) } => self.pattern(target),
            Head::Moved(moved) => {
                for path in &moved.to {
                    self.rule_path(path, Access::Reads);
                }
                let new = self.found.last().map(|name| name.meaning.clone());
                if let (Some(from), Some(new)) = (&moved.from, new) {
                    self.add_former(from, new);
                }
            }
            _ => {}
        }
        for property in item.properties() {
            self.pack_property(item, property);
        }
        self.template_of(item);
        for member in item.members() {
            match member {
                Member::Predicate(predicate) => self.expression(&predicate.expression),
                Member::Spreads(spreads) => {
                    self.bound(spreads.variable.as_ref(), spreads.condition.as_ref());
                }
                _ => {}
            }
        }
    }

    /// What stands after the colon of an item.
    fn kind(&mut self, word: ItemWord, path: &Path) {
        match word {
            ItemWord::Threat => self.category_path(path),
            ItemWord::Mitigation => self.attribute_path(path, Access::Writes),
            ItemWord::Attribute => self.words_path(path),
            _ => self.type_path(path),
        }
    }

    /// The scale or choice that a fact takes.
    fn words_path(&mut self, path: &Path) {
        let Some(schema) = self.names.schema else { return };
        let name = &path.last().text;
        if let Some(set) = schema.word_sets.iter().find(|set| set.name == *name) {
            self.add_word(path, super::word(WordKind::Words, name, set.origin), Access::Reads);
        }
    }

    fn pack_property(&mut self, item: &Item, property: &Property) {
        let info = item_info(item.word, Places::KNOWLEDGE_BASE);
        let shape = self.shape(item, &property.key.text, Places::KNOWLEDGE_BASE);
        if shape.is_none() && info.is_some_and(|info| info.attributes) {
            self.written(property);
        }
        self.people_and_tickets(property, shape);
        let Some(shape) = shape else { return };
        for value in &property.values {
            match &value.kind {
                ValueKind::Subject(subject) => self.subject(subject),
                ValueKind::Reference(reference) => self.pack_value(item, shape, reference),
                ValueKind::Text(_) if property.key.text == "ask" => self.template(value.span),
                _ => {}
            }
        }
    }

    fn pack_value(&mut self, item: &Item, shape: Shape, reference: &Reference) {
        let Some(path) = &reference.path else { return };
        match shape {
            Shape::Threats => self.pattern(reference),
            Shape::Reference(referent) | Shape::References(referent) => match referent {
                Referent::RulePattern => self.pattern(reference),
                Referent::AssetType | Referent::FlowType => self.type_path(path),
                Referent::Mitigation | Referent::Attribute => {
                    self.attribute_path(path, Access::Reads);
                }
                Referent::Event => self.event_path(path),
                _ => {}
            },
            Shape::Any if item.word == ItemWord::Attribute => {
                // The default is a word of what the fact takes.
                if let (Some(schema), Some(name), Some(own)) =
                    (self.names.schema, path.single(), item.name())
                    && let Some(id) = schema.find_attribute(&own.text)
                {
                    self.value_word(schema, id, name);
                }
            }
            _ => {}
        }
    }

    fn subject(&mut self, subject: &Subject) {
        subject.type_name.iter().for_each(|path| self.type_path(path));
        let Some(name) = &subject.variable else { return };
        let known = self.variables.iter().find(|(variable, _)| *variable == name.text).cloned();
        match known {
            Some((_, meaning)) => self.add(name.span, meaning, Access::Declares),
            None => self.declare_variable(name),
        }
    }

    /// The places in braces of a title: `{f.target}`.
    fn template_of(&mut self, item: &Item) {
        if let Some(title) = item.title() {
            self.template(title.span);
        }
    }

    fn template(&mut self, span: Span) {
        let text = span.text(&self.tree.text);
        let mut places = Vec::new();
        for (at, _) in text.match_indices('{') {
            let rest = &text[at + 1..];
            let end = rest.find(['.', '}', '{']).unwrap_or(0);
            let variable = self.variables.iter().find(|(name, _)| name == &rest[..end]);
            // A text of a block is shorter than four gigabytes, as its spans are.
            let start = span.start + at as u32 + 1;
            places.extend(
                variable
                    .map(|(_, meaning)| (Span::new(start, start + end as u32), meaning.clone())),
            );
        }
        for (span, meaning) in places {
            self.add(span, meaning, Access::Reads);
        }
    }

    /// A test: its items name each other, and nothing outside of it names them.
    fn test(&mut self, test: &Item) {
        self.locals.clear();
        for property in test.properties() {
            self.written(property);
        }
        self.declare_locals(test);
        for item in test.items() {
            self.test_item(item);
        }
        for member in test.members() {
            if let Member::Expect(expect) = member {
                if let Some(path) = &expect.rule
                    && !self.rule_path(path, Access::Reads)
                {
                    self.local(path, false, Access::Reads);
                }
                let target = expect.target.as_ref().and_then(|target| target.path.as_ref());
                target.into_iter().for_each(|path| {
                    self.local(path, true, Access::Reads);
                });
            }
        }
    }

    fn declare_locals(&mut self, around: &Item) {
        for item in around.items() {
            if let Some(name) = item.name() {
                let is_thing = ThingKind::of_item(item.word).is_some();
                let meaning = Meaning::Local(self.names.file_id, self.block, name.span);
                let known = |(thing, other, _): &&(bool, SmolStr, Meaning)| {
                    *thing == is_thing && *other == name.text
                };
                if self.locals.iter().find(known).is_none() {
                    self.locals.push((is_thing, name.text.clone(), meaning));
                }
            }
            self.declare_locals(item);
        }
    }

    fn find_local(&self, name: &Name, is_thing: bool) -> Option<Meaning> {
        let found =
            self.locals.iter().find(|(thing, known, _)| *thing == is_thing && *known == name.text);
        found.map(|(.., meaning)| meaning.clone())
    }

    fn local(&mut self, path: &Path, is_thing: bool, access: Access) -> bool {
        let found = self.find_local(&path.first, is_thing);
        let is_found = found.is_some();
        found.into_iter().for_each(|meaning| self.add(path.first.span, meaning, access));
        is_found
    }

    fn test_item(&mut self, item: &Item) {
        if let Some(name) = item.name() {
            let is_thing = ThingKind::of_item(item.word).is_some();
            if let Some(meaning) = self.find_local(name, is_thing) {
                self.add(name.span, meaning, Access::Declares);
            }
        }
        references(item, &mut |slot, named| {
            let path = match named {
                Named::Reference(Reference { path: Some(path), .. }) => path.clone(),
                Named::Path(path) => path.clone(),
                Named::Name(name) => Path { first: name.clone(), rest: Vec::new() },
                Named::Reference(_) | Named::Unknown(_) => return,
            };
            self.test_reference(item, slot, &path);
        });
        let info = item_info(item.word, Places::TEST);
        for property in item.properties() {
            let shape = self.shape(item, &property.key.text, Places::TEST);
            if shape.is_none() && info.is_some_and(|info| info.attributes) {
                self.written(property);
            }
            self.people_and_tickets(property, shape);
        }
        for inner in item.items() {
            self.test_item(inner);
        }
    }

    fn test_reference(&mut self, item: &Item, slot: Slot, path: &Path) {
        match slot {
            Slot::Kind => self.kind(item.word, path),
            Slot::Via | Slot::Also => self.type_path(path),
            Slot::With => {
                if !self.local(path, false, Access::Reads) {
                    self.attribute_path(path, Access::Reads);
                }
            }
            Slot::Threat => {
                if !self.rule_path(path, Access::Reads) {
                    self.local(path, false, Access::Reads);
                }
            }
            Slot::Event => {
                if !self.local(path, false, Access::Reads) {
                    self.event_path(path);
                }
            }
            Slot::Question => self.question_path(path),
            Slot::Assumption | Slot::Requirement => {
                self.local(path, false, Access::Reads);
            }
            Slot::End(end) => {
                let access = if end > 0 { Access::Writes } else { Access::Reads };
                self.local(path, true, access);
            }
            _ => {
                self.local(path, true, Access::Reads);
            }
        }
    }
}
