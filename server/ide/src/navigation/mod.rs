//! Where to go from a name: to what it stands for, to where it came from, to its type, to what makes
//! it real.
//!
//! What packs that ship declare lies in files that no disk has; whoever shows the places finds a way.

mod implementations;
mod types;

use std::ops::Range;

use tm_grammar::tree::{Head, Import, Use, UseSource};
use tm_grammar::words::ItemWord;
use tm_model::Snapshot;
use tm_model::source::FileId;

use crate::names::{Declared, Meaning, Occurrence, declared, in_file, name_at};
use crate::place::Place;

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The file.
    pub file: FileId,
    /// The name that is meant, in bytes of the file.
    pub name: Range<usize>,
    /// All that belongs to it, in bytes of the file; the name lies in it.
    pub whole: Range<usize>,
}

impl From<Declared> for Target {
    fn from(Declared { file, name, whole }: Declared) -> Self {
        Self { file, name, whole }
    }
}

/// A name, and where one goes from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    /// The name under the cursor, in bytes of the file.
    pub origin: Range<usize>,
    /// The places, at least one.
    pub targets: Vec<Target>,
}

impl Targets {
    fn new(origin: Range<usize>, mut targets: Vec<Target>) -> Option<Self> {
        let mut seen = Vec::new();
        targets.retain(|target| {
            let new = !seen.contains(target);
            if new {
                seen.push(target.clone());
            }
            new
        });
        (!targets.is_empty()).then_some(Self { origin, targets })
    }
}

/// What the name at a byte of a file stands for: of an alias the model that is imported, of a name
/// that moved what it is called now.
pub fn definition(snapshot: &Snapshot, file: FileId, offset: usize) -> Option<Targets> {
    let place = Place::find(snapshot, file, offset)?;
    let Some(name) = name_at(&place) else { return imported_file(&place) };
    let imported = imported_model(snapshot, &name.meaning);
    let target = imported.or_else(|| declared(snapshot, &name.meaning))?;
    Targets::new(place.range(name.around), vec![target.into()])
}

/// Where the name at a byte of a file is brought in: of an alias its `import`, of a name that moved
/// the `moved` that says so, of anything else its definition.
pub fn declaration(snapshot: &Snapshot, file: FileId, offset: usize) -> Option<Targets> {
    let place = Place::find(snapshot, file, offset)?;
    let Some(name) = name_at(&place) else { return imported_file(&place) };
    let moved = if name.former { moved_by(&place, &name) } else { None };
    let target = moved.or_else(|| declared(snapshot, &name.meaning))?;
    Targets::new(place.range(name.around), vec![target.into()])
}

/// The type of what the name at a byte of a file stands for: of a thing its type, of a mitigation
/// its control, of a threat its category, of a fact its scale or choice.
pub fn type_definition(snapshot: &Snapshot, file: FileId, offset: usize) -> Option<Targets> {
    let place = Place::find(snapshot, file, offset)?;
    let name = name_at(&place)?;
    let types = types::types_of(&place, &name.meaning);
    let targets = types.iter().filter_map(|it| Some(declared(snapshot, it)?.into())).collect();
    Targets::new(place.range(name.around), targets)
}

/// What makes the name at a byte of a file real: of a type the things of it, of a rule the things
/// where its situation is there or may be, of a control the mitigations, of an asset the flows and
/// stores that have it, and so on.
pub fn implementation(snapshot: &Snapshot, file: FileId, offset: usize) -> Option<Targets> {
    let place = Place::find(snapshot, file, offset)?;
    let name = name_at(&place)?;
    let found = implementations::of(snapshot, &name.meaning);
    Targets::new(place.range(name.around), found)
}

/// The header of the model that an alias stands for.
fn imported_model(snapshot: &Snapshot, meaning: &Meaning) -> Option<Declared> {
    let Meaning::Item(index, id) = meaning else { return None };
    let item = snapshot.models().get(*index)?.item(*id)?;
    let Head::Import(Import { path: Some(path), .. }) = &item.node().head else { return None };
    header_of(snapshot, snapshot.file_from(item.file, &path.value)?)
}

/// The first item of a file, or its first byte.
fn header_of(snapshot: &Snapshot, id: FileId) -> Option<Declared> {
    let file = snapshot.file(id)?;
    let start = file.document.start_of(file.header_block?)?;
    let item = file.document.block(file.header_block?)?.items.first()?;
    Some(Declared::of_tree(id, start, item))
}

/// The file that an `import` or `use` under the cursor names by its path.
fn imported_file(place: &Place<'_>) -> Option<Targets> {
    let item = place.item()?;
    let path = match &item.head {
        Head::Import(Import { path: Some(path), .. })
        | Head::Use(Use { source: Some(UseSource::Path(path)), .. }) => path,
        _ => return None,
    };
    if !path.span.touches(place.offset) {
        return None;
    }
    let file = place.snapshot.file_from(place.file_id, &path.value)?;
    let target =
        header_of(place.snapshot, file).unwrap_or(Declared { file, name: 0..0, whole: 0..0 });
    Targets::new(place.range(path.span), vec![target.into()])
}

/// The `moved` that says what became of a name.
fn moved_by(place: &Place<'_>, name: &Occurrence) -> Option<Declared> {
    let old = name.span.text(&place.tree.text);
    place.snapshot.files().find_map(|(id, file)| {
        let same = file.header.model() == place.file.header.model() || place.model.is_none();
        let mut blocks = file.document.blocks().filter(|_| same || file.header.model().is_none());
        blocks.find_map(|(_, start, block)| {
            let mut moved = block.items.iter().filter(|item| item.word == ItemWord::Moved);
            moved.find_map(|item| {
                let Head::Moved(moved) = &item.head else { return None };
                let from = moved.from.as_ref()?;
                let names = from.span().text(&block.text) == old || from.last().text == old;
                names.then(|| Declared {
                    file: id,
                    name: in_file(start, from.span()),
                    whole: in_file(start, item.span),
                })
            })
        })
    })
}
