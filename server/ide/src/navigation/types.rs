//! The type of what a name means.

use tm_grammar::words::ItemWord;
use tm_model::Slot;
use tm_model::model::{ItemId, Model, Resolution};
use tm_model::schema::{Schema, ValueType};

use crate::names::{Meaning, Word, WordKind, attribute_word, local_type, type_word, word};
use crate::place::Place;

/// The types of what is meant: several where an asset is of more than one.
pub(super) fn types_of(place: &Place<'_>, meaning: &Meaning) -> Vec<Meaning> {
    let words = match meaning {
        Meaning::Item(index, id) => {
            place.snapshot.models().get(*index).map(|model| of_item(model, *id))
        }
        Meaning::Part(index, id) => place
            .snapshot
            .models()
            .get(*index)
            .map(|model| vec![type_word(&model.schema, model.thing(*id).type_id)]),
        Meaning::Word(named) => place.schema.map(|schema| of_word(schema, named)),
        Meaning::Local(..) => place.schema.map(|schema| {
            let found = local_type(place.snapshot, schema, meaning);
            found.map(|id| type_word(schema, id)).into_iter().collect()
        }),
        Meaning::Person(_) | Meaning::Ticket(_) => None,
    };
    words.unwrap_or_default().into_iter().map(Meaning::Word).collect()
}

fn of_item(model: &Model, id: ItemId) -> Vec<Word> {
    let schema = &model.schema;
    if let Some(thing) = model.things_of(id).first().map(|thing| model.thing(*thing)) {
        let all = std::iter::once(&thing.type_id).chain(&thing.also);
        return all.map(|id| type_word(schema, *id)).collect();
    }
    let resolutions = model.resolutions(id).iter();
    let kinds = resolutions.filter(|(slot, _)| *slot == Slot::Kind);
    let item = model.item(id);
    kinds
        .filter_map(|(_, named)| match named {
            Resolution::Control(id) => Some(attribute_word(schema, *id)),
            Resolution::Type(id) => Some(type_word(schema, *id)),
            Resolution::Word => {
                let item = item.filter(|item| item.word == ItemWord::Threat)?;
                let tm_grammar::tree::Head::Declaration(head) = &item.node().head else {
                    return None;
                };
                let name = crate::wording::full_name(head.kind.as_ref()?);
                let category = schema.category(&name)?;
                Some(word(WordKind::Category, &category.name, category.origin))
            }
            _ => None,
        })
        .collect()
}

fn of_word(schema: &Schema, named: &Word) -> Vec<Word> {
    let found = match named.kind {
        WordKind::Type => schema
            .find_type(&named.name)
            .and_then(|id| Some(type_word(schema, schema.type_info(id).parent?))),
        WordKind::Attribute => schema.find_attribute(&named.name).and_then(|id| {
            let of = &schema.attribute(id).value_type;
            let of = if let ValueType::List(of) = of { &**of } else { of };
            let ValueType::Word(set) = of else { return None };
            let set = schema.word_sets.get(usize::from(set.0))?;
            Some(word(WordKind::Words, &set.name, set.origin))
        }),
        WordKind::Rule => schema.find_rule(&named.name).and_then(|id| {
            let category = schema.category(&schema.rule(id).category)?;
            Some(word(WordKind::Category, &category.name, category.origin))
        }),
        WordKind::Value => named.name.split_once('.').map(|(set, _)| Word {
            kind: WordKind::Words,
            name: set.into(),
            file: named.file,
        }),
        _ => None,
    };
    found.into_iter().collect()
}
