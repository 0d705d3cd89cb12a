//! Whether a name is taken by something else.

use tm_grammar::words::{ITEMS, ItemWord};
use tm_model::model::Model;
use tm_model::schema::{Schema, WordSet};
use tm_model::{Snapshot, share_names};

use super::wanted::Wanted;
use super::{Refusal, refuse};
use crate::names::{Meaning, Word, WordKind};

/// Refuses a name that something else of the same set of names has.
pub(super) fn check(snapshot: &Snapshot, wanted: &Wanted, new: &str) -> Result<(), Refusal> {
    match &wanted.occurrence.meaning {
        Meaning::Item(index, _) => match snapshot.models().get(*index) {
            Some(model) => of_item(snapshot, model, wanted, new),
            None => Ok(()),
        },
        Meaning::Word(word) => {
            let own = word.file.and_then(|file| snapshot.schema_of(file));
            let schemas = snapshot.models().iter().map(|model| &model.schema).chain(own);
            for schema in schemas {
                if let Some(what) = taken_in(schema, word, new) {
                    return refuse(format!("\"{new}\" is taken: {what}."));
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn of_item(snapshot: &Snapshot, model: &Model, wanted: &Wanted, new: &str) -> Result<(), Refusal> {
    let Some(word) = wanted.word else { return Ok(()) };
    if word == ItemWord::Model {
        if snapshot.models().iter().any(|other| other.name == new) {
            return refuse(format!("\"{new}\" is taken: another model is called so."));
        }
        return Ok(());
    }
    let mut of_that_name = model.items().filter(|(_, item)| item.name() == new);
    match of_that_name
        .find(|(_, item)| item.word == ItemWord::Moved || share_names(item.word, word))
    {
        Some((_, item)) if item.word == ItemWord::Moved => refuse(format!(
            "\"{new}\" is what something was called before. Remove its \"moved\" first."
        )),
        Some((_, item)) => {
            refuse(format!("\"{new}\" is taken: another {} of the model is called so.", item.word))
        }
        None => Ok(()),
    }
}

/// What has a name already that a word of a pack is to have.
fn taken_in(schema: &Schema, word: &Word, new: &str) -> Option<&'static str> {
    let full = || match word.name.split_once('.') {
        Some((pack, _)) => format!("{pack}.{new}"),
        None => new.to_owned(),
    };
    let taken = match word.kind {
        WordKind::Pack => schema.packs.iter().any(|pack| pack.name == new),
        WordKind::Type => schema.find_type(new).is_some(),
        WordKind::Attribute => {
            if ITEMS.iter().any(|info| info.attributes && info.property(new).is_some()) {
                return Some("the language has a property of that name");
            }
            schema.find_attribute(new).is_some()
        }
        WordKind::Rule => {
            let full = full();
            if schema.moved.contains_key(full.as_str()) {
                return Some("a rule was called so before. Remove its \"moved\" first");
            }
            schema.find_rule(&full).is_some() || schema.disabled.contains_key(full.as_str())
        }
        WordKind::Category => schema.category(new).is_some(),
        WordKind::Event => schema.events.iter().any(|event| event.name == new),
        WordKind::Question => {
            let full = full();
            schema.questions.iter().any(|question| question.name == full)
        }
        WordKind::Requirement => schema.requirements.iter().any(|known| known.name == new),
        WordKind::Profile => schema.packs.iter().any(|pack| {
            word.name.strip_prefix(pack.name.as_str()).is_some_and(|rest| rest.starts_with('.'))
                && pack.profiles.iter().any(|profile| profile.name == new)
        }),
        WordKind::Words => schema.word_sets.iter().any(|set| set.name == new),
        WordKind::Value => set_of(schema, word).is_some_and(|set| set.position(new).is_some()),
    };
    taken.then_some(match word.kind {
        WordKind::Pack => "another knowledge base is called so",
        WordKind::Type => "another type is called so",
        WordKind::Attribute => "another fact or control is called so",
        WordKind::Rule => "another rule of the knowledge base is called so",
        WordKind::Category => "another category is called so",
        WordKind::Event => "another event is called so",
        WordKind::Question => "another question is called so",
        WordKind::Requirement => "another requirement is called so",
        WordKind::Profile => "another profile is called so",
        WordKind::Words => "another scale or choice is called so",
        WordKind::Value => "another word of the list is called so",
    })
}

fn set_of<'a>(schema: &'a Schema, word: &Word) -> Option<&'a WordSet> {
    let (name, _) = word.name.split_once('.')?;
    schema.word_sets.iter().find(|set| set.name == name)
}
