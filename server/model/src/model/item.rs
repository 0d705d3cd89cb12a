//! One item of a model, as its own tree says it: nothing here depends on other items.
//!
//! An item is compared with its former self to find out whether an edit changed what it means.
//! Ranges are carried along and never compared, so a comment or a blank changes nothing.

use std::sync::Arc;

use smallvec::SmallVec;
use smol_str::SmolStr;
use tm_grammar::tree::{Head, Item, Member, Property, Reference, Span, ValueKind};
use tm_grammar::words::ItemWord;
use tm_grammar::{Block, BlockId};

use crate::source::{FileId, Origin};

/// The number of an item in its model. It is kept while the item keeps its word and name, or its
/// place in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId(pub u32);

/// A clause or property, reduced to what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meaning<'a> {
    /// The clause word or key.
    pub key: &'a str,
    /// The text of its values and of `assuming`.
    pub text: &'a str,
}

/// What an edit can change about an item without other items noticing, and what not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ItemMeaning<'a> {
    /// All of the header that is no name, no clause and no title: kind, path, threats, targets.
    pub head: Vec<&'a str>,
    /// Clauses and properties that name other items or give the item its place.
    pub links: Vec<Meaning<'a>>,
    /// Facts and controls.
    pub attributes: Vec<Meaning<'a>>,
    /// Everything else: title, number, and what only reports and messages read.
    pub rest: Vec<Meaning<'a>>,
}

/// An item with the text it came from.
#[derive(Clone, Debug)]
pub struct ModelItem {
    /// The file.
    pub file: FileId,
    /// The block, whose text and tree hold the item.
    pub block: BlockId,
    pub(crate) tree: Arc<Block>,
    /// The way to the item in the tree: the number of the top-level item, then of members of bodies.
    pub(crate) path: SmallVec<[u16; 3]>,
    /// The word it starts with.
    pub word: ItemWord,
    /// The item of the zone around it.
    pub(crate) parent: Option<ItemId>,
    /// The name that it defines, or empty.
    pub(crate) name: SmolStr,
}

impl ModelItem {
    pub(crate) fn new(
        file: FileId,
        block: BlockId,
        tree: Arc<Block>,
        path: SmallVec<[u16; 3]>,
        parent: Option<ItemId>,
    ) -> Self {
        let (word, name) = (ItemWord::Model, SmolStr::default());
        let mut item = Self { file, block, tree, path, word, parent, name };
        let node = item.node();
        (item.word, item.name) = (node.word, defined_name(node));
        item
    }

    /// True if it stands in the body of another item.
    pub(crate) fn is_nested(&self) -> bool {
        self.path.len() > 1
    }

    /// Its name, as names are compared; empty if it has none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The tree of the item.
    pub fn node(&self) -> &Item {
        let mut item = &self.tree.items[usize::from(self.path[0])];
        for step in &self.path[1..] {
            // A path is made from the very tree it leads through, so each step is an item.
            match &item.members()[usize::from(*step)] {
                Member::Item(inner) => item = inner,
                _ => break,
            }
        }
        item
    }

    /// The item of the block that it lies in, or the item itself.
    pub fn outermost(&self) -> &Item {
        &self.tree.items[usize::from(self.path[0])]
    }

    /// The text of the block.
    pub fn text(&self) -> &str {
        &self.tree.text
    }

    /// The place of a range of the block.
    pub fn origin(&self, span: Span) -> Origin {
        Origin { file: self.file, block: self.block, span }
    }

    /// The place where the item is named, or its word where it has no name.
    pub fn name_span(&self) -> Span {
        let node = self.node();
        node.name().map_or(node.word_span, |name| name.span)
    }

    /// The first clause or property of that key.
    pub fn property(&self, key: &str) -> Option<&Property> {
        self.node().properties().find(|property| property.key.text == key)
    }

    /// The first value of a property, if it is text.
    pub fn text_of(&self, key: &str) -> Option<&SmolStr> {
        match &self.property(key)?.values.first()?.kind {
            ValueKind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The tickets that track it, as they are written.
    pub fn tickets(&self) -> Vec<SmolStr> {
        let values = self.property("ticket").map(|property| property.values.as_slice());
        let values = values.unwrap_or_default().iter();
        let tickets = values.filter_map(|value| match &value.kind {
            ValueKind::Unknown => None,
            ValueKind::Text(text) => Some(text.as_str().into()),
            _ => Some(value.span.text(self.text()).into()),
        });
        tickets.collect()
    }

    /// The first value of a property, if it is a bare word.
    pub fn word_of(&self, key: &str) -> Option<&str> {
        self.property(key)?.values.first().and_then(word_of_value)
    }
}

/// The single bare word of a value.
pub(crate) fn word_of_value(value: &tm_grammar::tree::Value) -> Option<&str> {
    match &value.kind {
        tm_grammar::tree::ValueKind::Reference(Reference {
            zone: None,
            path: Some(path),
            all: false,
            on: None,
            ..
        }) => path.single().map(|name| name.text.as_str()),
        _ => None,
    }
}

/// The items of a block, zones before what lies in them: each with the way to it in the tree and the
/// place in this list of the zone around it.
pub(crate) fn flatten(block: &Block) -> Vec<(SmallVec<[u16; 3]>, Option<usize>)> {
    fn walk(
        item: &Item,
        path: &SmallVec<[u16; 3]>,
        found: &mut Vec<(SmallVec<[u16; 3]>, Option<usize>)>,
    ) {
        let own = found.len() - 1;
        if item.word != ItemWord::Zone {
            return;
        }
        for (index, member) in item.members().iter().enumerate() {
            if let (Member::Item(inner), Ok(step)) = (member, u16::try_from(index)) {
                let mut inner_path = path.clone();
                inner_path.push(step);
                found.push((inner_path.clone(), Some(own)));
                walk(inner, &inner_path, found);
            }
        }
    }
    let mut found = Vec::new();
    for (index, item) in block.items.iter().enumerate() {
        let Ok(step) = u16::try_from(index) else { break };
        let path: SmallVec<[u16; 3]> = SmallVec::from_slice(&[step]);
        found.push((path.clone(), None));
        walk(item, &path, &mut found);
    }
    found
}

/// Keys whose values only messages and reports read.
const REST: [&str; 23] = [
    "because",
    "note",
    "goal",
    "source",
    "check-by",
    "prerequisite",
    "action",
    "leads-to",
    "verify",
    "effort",
    "alert",
    "alert-when",
    "respond",
    "fields",
    "ask",
    "good",
    "ticket",
    "reviewed",
    "review-every",
    "stakeholders",
    "backlog",
    "cvss",
    "dread",
];

/// Reduces an item to what it means.
pub(crate) fn meaning<'a>(item: &'a Item, text: &'a str) -> ItemMeaning<'a> {
    let mut meaning = ItemMeaning { head: head_texts(item, text), ..ItemMeaning::default() };
    let info = tm_grammar::words::ITEMS.iter().find(|info| info.word == item.word);
    for property in item.properties() {
        let key = property.key.text.as_str();
        let text = Span::new(property.key.span.end, property.span.end).text(text).trim();
        let built_in = info.is_none_or(|info| {
            // `mitigation`, `threat` and `question` have a row per kind of file with other keys.
            info.property(key).is_some() || !info.attributes
        });
        let list = if !built_in {
            &mut meaning.attributes
        } else if REST.contains(&key) {
            &mut meaning.rest
        } else {
            &mut meaning.links
        };
        list.push(Meaning { key, text });
        if let Some(assumption) = &property.assuming {
            // It names another item, whatever the property is.
            meaning.links.push(Meaning { key: "assuming", text: &assumption.text });
        }
    }
    for member in item.members() {
        let (key, span) = match member {
            Member::Property(_) | Member::Item(_) => continue,
            Member::Predicate(predicate) => ("claims", predicate.span),
            Member::Spreads(spreads) => ("spreads", spreads.span),
            Member::Without(without) => ("without", without.span),
            Member::Expect(expect) => ("expect", expect.span),
        };
        meaning.links.push(Meaning { key, text: span.text(text) });
    }
    if let Some(title) = item.title() {
        meaning.rest.push(Meaning { key: "title", text: &title.value });
    }
    if let Head::Flow(flow) = &item.head {
        let number = flow.number.as_ref().map_or("", |number| number.text.as_str());
        meaning.links.push(Meaning { key: "number", text: number });
    }
    meaning
}

/// The name that an item defines: of `moved`, the name that is gone.
pub(crate) fn defined_name(item: &Item) -> SmolStr {
    match &item.head {
        Head::Moved(moved) => moved
            .from
            .as_ref()
            .map(|path| crate::engine::full_name(path).into())
            .unwrap_or_default(),
        _ => item.name().map(|name| name.text.clone()).unwrap_or_default(),
    }
}

fn head_texts<'a>(item: &Item, text: &'a str) -> Vec<&'a str> {
    let mut out = Vec::new();
    let mut add = |span: Span| out.push(span.text(text));
    match &item.head {
        Head::Declaration(declaration) => {
            if let Some(kind) = &declaration.kind {
                add(kind.span());
            }
        }
        Head::Flow(flow) => {
            for end in &flow.path {
                add(end.as_ref().map(tm_grammar::tree::Path::span).unwrap_or_default());
            }
        }
        Head::Import(import) => {
            if let Some(path) = &import.path {
                add(path.span);
            }
        }
        Head::Decision { threats } => threats.iter().for_each(|threat| add(threat.span)),
        Head::Scope(scope) => {
            add(match scope.direction {
                Some(tm_grammar::tree::ScopeDirection::In) => item.word_span,
                Some(tm_grammar::tree::ScopeDirection::Out) => Span::default(),
                None => item.span,
            });
            scope.targets.iter().for_each(|target| add(target.span));
        }
        Head::Answer(answer) => {
            if let Some(question) = &answer.question {
                add(question.span());
            }
            if let Some(target) = &answer.target {
                add(target.span);
            }
            if let Some(value) = &answer.value {
                add(value.span);
            }
        }
        Head::Moved(moved) => {
            moved.from.iter().chain(&moved.to).for_each(|path| add(path.span()));
        }
        Head::Part { .. }
        | Head::Use(_)
        | Head::Tracker(_)
        | Head::Levels(_)
        | Head::Rule { .. }
        | Head::Test { .. } => add(Span::new(item.word_span.start, item.span.end)),
    }
    out
}
