//! Names that an item uses: told by what they mean in the model, or in the packs where the file
//! belongs to no model.

use tm_grammar::tree::{Item, Span};
use tm_model::model::{Model, Resolution};
use tm_model::schema::Schema;
use tm_model::{Named, Slot, references};

use super::{Told, attributes, items, rules, things, types, words};
use crate::place::Place;
use crate::wording::{escape, full_name};

/// A name that an item uses.
pub(super) struct Use {
    /// Its place among the references of the item.
    pub index: usize,
    pub slot: Slot,
    /// Where the name itself stands, without what follows `on`.
    pub span: Span,
    /// The name.
    pub name: String,
}

/// The name of the item under the pointer.
fn used_at(item: &Item, offset: u32) -> Option<Use> {
    let mut found = None;
    let mut index = 0;
    references(item, &mut |slot, named| {
        let (span, name) = match named {
            Named::Reference(reference) => match &reference.path {
                Some(path) => {
                    let span = path.span();
                    (reference.zone.map_or(span, |zone| zone.cover(span)), full_name(path))
                }
                None => (reference.span, "*".to_owned()),
            },
            Named::Path(path) => (path.span(), full_name(path)),
            Named::Name(name) => (name.span, name.text.to_string()),
            Named::Unknown(span) => (span, "?".to_owned()),
        };
        if found.is_none() && span.touches(offset) {
            found = Some(Use { index, slot, span, name });
        }
        index += 1;
    });
    found
}

/// What is told about the name under the pointer.
pub(super) fn told(place: &Place<'_>, item: &Item) -> Told {
    let used = used_at(item, place.offset)?;
    let text = match (place.model, place.item_id(item)) {
        (Some(model), Some(id)) => {
            let resolution = model.resolutions(id).get(used.index).map(|(_, named)| named)?;
            match resolution {
                Resolution::Rule(rule) => {
                    rules::in_model(place, model, *rule, rules::subjects(model, id, used.index))
                }
                Resolution::Item(named) => items::of_model(place, model, *named)?,
                other => resolved(place, model, item, &used, other)?,
            }
        }
        _ => by_name(place, place.schema?, item, &used)?,
    };
    Some((used.span, text))
}

fn resolved(
    place: &Place<'_>,
    model: &Model,
    item: &Item,
    used: &Use,
    resolution: &Resolution,
) -> Option<String> {
    match resolution {
        Resolution::Thing(id) => Some(things::thing(model, *id)),
        Resolution::Things(ids) => Some(things::chain(model, ids)),
        Resolution::Inside(id) => Some(format!(
            "Everything in zone **{}** and the zones in it, and the flows that touch it.\n\n{}",
            escape(model.label(*id)),
            things::thing(model, *id)
        )),
        Resolution::Everything => Some("**\\*** – everything that fits".into()),
        Resolution::Nothing => Some("**nothing** – there is none, and that is known".into()),
        Resolution::Unknown => attributes::unknown_data(place, item),
        Resolution::Control(id) => Some(attributes::told(&model.schema, *id)),
        Resolution::Type(id) => Some(types::told(&model.schema, *id)),
        Resolution::Pack(name) => types::pack(&model.schema, name),
        Resolution::Moved(new) => {
            let new: Vec<String> = new.iter().map(|name| format!("`{name}`")).collect();
            Some(format!("**{}** – now {}", escape(&used.name), new.join(", ")))
        }
        Resolution::Word => by_name(place, &model.schema, item, used),
        Resolution::WrongKind(wrong) => {
            Some(format!("**{}** is a {}, which does not fit here.", escape(&used.name), wrong.is))
        }
        Resolution::Missing => None,
        Resolution::Item(_) | Resolution::Rule(_) => None,
    }
}

/// What packs and the language say of a name.
fn by_name(place: &Place<'_>, schema: &Schema, item: &Item, used: &Use) -> Option<String> {
    let name = used.name.as_str();
    match used.slot {
        Slot::Kind => words::kind_word(item.word, name)
            .or_else(|| types::category(place, name))
            .or_else(|| schema.find_type(name).map(|id| types::told(schema, id)))
            .or_else(|| schema.find_control(name).map(|id| attributes::told(schema, id)))
            .or_else(|| types::word_set(schema, name)),
        Slot::Via | Slot::Also | Slot::Holds => {
            schema.find_type(name).map(|id| types::told(schema, id))
        }
        Slot::With => schema.find_control(name).map(|id| attributes::told(schema, id)),
        Slot::Event => types::event(schema, name),
        Slot::Question => types::question(schema, name),
        Slot::Threat => rules::find(schema, place, name).map(|rule| rules::told(schema, rule)),
        _ => None,
    }
}
