//! Types, what they inherit from and what inherits from them, one step at a time.

use std::ops::Range;

use smol_str::SmolStr;
use tm_model::Snapshot;
use tm_model::schema::{Schema, TypeId};
use tm_model::source::FileId;

use crate::names::{Meaning, WordKind, declared, local_type, name_at, type_word};
use crate::place::Place;

/// A type of a pack, and where to see it. The roots, such as `process`, belong to the language and
/// stand nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Type {
    /// Its name.
    pub name: SmolStr,
    /// Its title and its pack.
    pub detail: String,
    /// The file.
    pub file: FileId,
    /// Its item.
    pub whole: Range<usize>,
    /// Its name there.
    pub selection: Range<usize>,
}

/// The types that the name at a byte of a file means: itself, or those of the thing.
pub fn types_at(snapshot: &Snapshot, file: FileId, offset: usize) -> Vec<Type> {
    let Some(place) = Place::find(snapshot, file, offset) else { return Vec::new() };
    let (Some(name), Some(schema)) = (name_at(&place), place.schema) else { return Vec::new() };
    let of_thing = |index: usize, id| {
        let model = &snapshot.models()[index];
        let thing = model.thing(id);
        let all = std::iter::once(thing.type_id).chain(thing.also.iter().copied());
        // An imported model may use other packs, and then has other types.
        let found = all.map(|id| (&*model.schema, id));
        found.collect::<Vec<(&Schema, TypeId)>>()
    };
    let types = match &name.meaning {
        Meaning::Word(word) if word.kind == WordKind::Type => {
            schema.find_type(&word.name).map(|id| (schema, id)).into_iter().collect()
        }
        Meaning::Item(index, id) => {
            let things = snapshot.models()[*index].things_of(*id).first();
            things.map(|thing| of_thing(*index, *thing)).unwrap_or_default()
        }
        Meaning::Part(index, id) => of_thing(*index, *id),
        Meaning::Local(..) => {
            let found = local_type(snapshot, schema, &name.meaning);
            found.map(|id| (schema, id)).into_iter().collect()
        }
        _ => Vec::new(),
    };
    types.into_iter().filter_map(|(schema, id)| told(snapshot, schema, id)).collect()
}

/// The type that a type inherits from, as the file `around` sees it.
pub fn supertypes(snapshot: &Snapshot, around: FileId, name: &str) -> Vec<Type> {
    let Some(schema) = snapshot.schema_of(around) else { return Vec::new() };
    let parent = schema.find_type(name).and_then(|id| schema.type_info(id).parent);
    parent.and_then(|id| told(snapshot, schema, id)).into_iter().collect()
}

/// The types that inherit from a type, as the file `around` sees them; in the order of their names.
pub fn subtypes(snapshot: &Snapshot, around: FileId, name: &str) -> Vec<Type> {
    let Some(schema) = snapshot.schema_of(around) else { return Vec::new() };
    let Some(parent) = schema.find_type(name) else { return Vec::new() };
    let children = (0u32..).map(TypeId).zip(&schema.types);
    let children = children.filter(|(_, info)| info.parent == Some(parent));
    let mut found: Vec<Type> = children.filter_map(|(id, _)| told(snapshot, schema, id)).collect();
    found.sort_by(|left, right| left.name.cmp(&right.name));
    found
}

fn told(snapshot: &Snapshot, schema: &Schema, id: TypeId) -> Option<Type> {
    let info = schema.type_info(id);
    let place = declared(snapshot, &Meaning::Word(type_word(schema, id)))?;
    let pack = info.pack.map(|pack| schema.packs[usize::from(pack.0)].name.as_str());
    let title = (info.title != info.name).then_some(info.title.as_str());
    let detail: Vec<&str> = title.into_iter().chain(pack).collect();
    Some(Type {
        name: info.name.clone(),
        detail: detail.join(" · "),
        file: place.file,
        whole: place.whole,
        selection: place.name,
    })
}
