//! Where a meaning is declared: the name, and the item that says it.

use std::ops::Range;

use tm_grammar::tree::{Head, Item, Member, Property, Span, ValueKind};
use tm_model::Snapshot;
use tm_model::model::{ModelItem, Part};
use tm_model::schema::{Schema, TypeId};
use tm_model::source::FileId;
use tm_model::workspace::{File, Header};

use super::packs::declared_word;
use super::{Meaning, Word, WordKind, in_file};
use crate::tickets::Trackers;
use crate::wording::full_name;

/// The place of a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Declared {
    /// The file.
    pub file: FileId,
    /// The name, or what stands for it, in bytes of the file.
    pub name: Range<usize>,
    /// All that declares it, in bytes of the file.
    pub whole: Range<usize>,
}

impl Declared {
    /// The place of an item of a model.
    pub(crate) fn of_item(snapshot: &Snapshot, item: &ModelItem) -> Option<Self> {
        Self::of_spans(snapshot, item, item.name_span(), item.node().span)
    }

    fn of_spans(snapshot: &Snapshot, item: &ModelItem, name: Span, whole: Span) -> Option<Self> {
        let start = snapshot.file(item.file)?.document.start_of(item.block)?;
        Some(Self { file: item.file, name: in_file(start, name), whole: in_file(start, whole) })
    }

    /// The place of an item of a tree, in a block that starts at `start`.
    pub(crate) fn of_tree(file: FileId, start: usize, item: &Item) -> Self {
        let name = item.name().map_or(item.word_span, |name| name.span);
        Self { file, name: in_file(start, name), whole: in_file(start, item.span) }
    }
}

/// Where something is declared; `None` of what the language itself knows, and of people.
pub(crate) fn declared(snapshot: &Snapshot, meaning: &Meaning) -> Option<Declared> {
    match meaning {
        Meaning::Item(index, id) => {
            Declared::of_item(snapshot, snapshot.models().get(*index)?.item(*id)?)
        }
        Meaning::Part(index, id) => {
            let model = snapshot.models().get(*index)?;
            let thing = model.thing(*id);
            let item = model.item(thing.item)?;
            let span = part_span(item.node(), thing.part).unwrap_or_else(|| item.name_span());
            Declared::of_spans(snapshot, item, span, item.node().span)
        }
        Meaning::Word(word) => of_word(snapshot, word),
        Meaning::Local(file, block, span) => {
            let start = snapshot.file(*file)?.document.start_of(*block)?;
            let name = in_file(start, *span);
            Some(Declared { file: *file, name: name.clone(), whole: name })
        }
        Meaning::Ticket(ticket) => snapshot.models().iter().find_map(|model| {
            let (_, tracker) = Trackers::of(model).of_ticket(ticket)?;
            Declared::of_item(snapshot, model.item(tracker)?)
        }),
        Meaning::Person(_) => None,
    }
}

/// What of a flow stands for one of its parts: the end of a segment, or the data that comes back.
fn part_span(item: &Item, part: Part) -> Option<Span> {
    match (part, &item.head) {
        (Part::Segment(number), Head::Flow(flow)) => {
            Some(flow.path.get(usize::from(number) + 1)?.as_ref()?.span())
        }
        (Part::Reply, _) => {
            let returns = |property: &&Property| property.key.text == "returns";
            item.properties().find(returns).map(|property| property.span)
        }
        _ => None,
    }
}

fn of_word(snapshot: &Snapshot, word: &Word) -> Option<Declared> {
    let file_id = word.file?;
    let file: &File = snapshot.file(file_id)?;
    let Header::KnowledgeBase(pack, _) = &file.header else { return None };
    for (_, start, block) in file.document.blocks() {
        for item in &block.items {
            if word.kind == WordKind::Value {
                let Head::Levels(levels) = &item.head else { continue };
                let set = levels.name.as_ref().map_or("", |name| name.text.as_str());
                let Some(value) = word.name.strip_prefix(set).and_then(|it| it.strip_prefix('.'))
                else {
                    continue;
                };
                if let Some(value) = levels.words.iter().find(|name| name.text == value) {
                    let place = Declared::of_tree(file_id, start, item);
                    return Some(Declared { name: in_file(start, value.span), ..place });
                }
            } else if declared_word(item, pack)
                .is_some_and(|(kind, name)| kind == word.kind && name == word.name)
            {
                return Some(Declared::of_tree(file_id, start, item));
            }
        }
    }
    None
}

/// The type that a variable or a thing of a test says it has.
pub(crate) fn local_type(
    snapshot: &Snapshot,
    schema: &Schema,
    meaning: &Meaning,
) -> Option<TypeId> {
    let Meaning::Local(file, block, span) = meaning else { return None };
    let tree = snapshot.file(*file)?.document.block(*block)?;
    tree.items.iter().find_map(|item| type_written(schema, item, *span))
}

fn type_written(schema: &Schema, item: &Item, span: Span) -> Option<TypeId> {
    if item.name().is_some_and(|name| name.span == span) {
        let path = match &item.head {
            Head::Declaration(declaration) => declaration.kind.as_ref(),
            _ => item.properties().find(|property| property.key.text == "via").and_then(|via| {
                match &via.values.first()?.kind {
                    ValueKind::Reference(reference) => reference.path.as_ref(),
                    _ => None,
                }
            }),
        };
        return schema.find_type(&full_name(path?));
    }
    let subjects = item.properties().flat_map(|property| &property.values);
    for value in subjects {
        if let ValueKind::Subject(subject) = &value.kind
            && subject.variable.as_ref().is_some_and(|variable| variable.span == span)
        {
            return schema.find_type(&full_name(subject.type_name.as_ref()?));
        }
    }
    item.members().iter().find_map(|member| match member {
        Member::Item(inner) => type_written(schema, inner, span),
        _ => None,
    })
}
