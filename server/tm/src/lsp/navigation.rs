//! Places to go to, in the words of the protocol.

use std::ops::Range;

use tm_ide::Targets;
use tm_model::source::FileId;
use tower_lsp::ls_types::{
    self, DocumentHighlight, DocumentHighlightKind, GotoDefinitionResponse, Location, LocationLink,
};

use super::position;
use super::state::{View, World};

/// What the name at an offset stands for.
pub fn definition(view: &View, offset: usize) -> Option<GotoDefinitionResponse> {
    let targets = tm_ide::definition(&view.snapshot, view.file, offset)?;
    goto(view, targets, view.abilities.links.definition)
}

/// Where the name at an offset is brought in.
pub fn declaration(view: &View, offset: usize) -> Option<GotoDefinitionResponse> {
    let targets = tm_ide::declaration(&view.snapshot, view.file, offset)?;
    goto(view, targets, view.abilities.links.declaration)
}

/// The type of what the name at an offset stands for.
pub fn type_definition(view: &View, offset: usize) -> Option<GotoDefinitionResponse> {
    let targets = tm_ide::type_definition(&view.snapshot, view.file, offset)?;
    goto(view, targets, view.abilities.links.type_definition)
}

/// What makes the name at an offset real.
pub fn implementation(view: &View, offset: usize) -> Option<GotoDefinitionResponse> {
    let targets = tm_ide::implementation(&view.snapshot, view.file, offset)?;
    goto(view, targets, view.abilities.links.implementation)
}

/// The places where the name at an offset stands in the workspace.
pub fn references(view: &View, offset: usize, with_declaration: bool) -> Option<Vec<Location>> {
    let found = tm_ide::references(&view.snapshot, view.file, offset, with_declaration);
    Some(found.iter().filter_map(|it| location(view, it.file, &it.range)).collect())
}

/// The places where the name at an offset stands in its file.
pub fn highlights(view: &View, offset: usize) -> Option<Vec<DocumentHighlight>> {
    let found = tm_ide::highlights(&view.snapshot, view.file, offset).into_iter();
    let found = found.map(|highlight| DocumentHighlight {
        range: position::range(&view.text, &highlight.range, view.encoding),
        kind: Some(match highlight.is_write {
            true => DocumentHighlightKind::WRITE,
            false => DocumentHighlightKind::READ,
        }),
    });
    Some(found.collect())
}

fn goto(view: &View, found: Targets, with_links: bool) -> Option<GotoDefinitionResponse> {
    let Targets { origin, targets } = found;
    if !with_links {
        let places = targets.iter().filter_map(|to| location(view, to.file, &to.name)).collect();
        return Some(GotoDefinitionResponse::Array(places));
    }
    let origin = position::range(&view.text, &origin, view.encoding);
    let links = targets.iter().filter_map(|to| {
        let name = location(view, to.file, &to.name)?;
        Some(LocationLink {
            origin_selection_range: Some(origin),
            target_uri: name.uri,
            target_range: range(view, to.file, &to.whole)?,
            target_selection_range: name.range,
        })
    });
    Some(GotoDefinitionResponse::Link(links.collect()))
}

/// A place of a file; `None` if the client has no way to open it.
pub fn location(world: &World, file: FileId, bytes: &Range<usize>) -> Option<Location> {
    let uri = world.spelling.uri_of(world.snapshot.file(file)?)?;
    Some(Location { uri, range: range(world, file, bytes)? })
}

/// A range of a file.
pub fn range(world: &World, file: FileId, bytes: &Range<usize>) -> Option<ls_types::Range> {
    let file = world.snapshot.file(file)?;
    Some(position::range(file.document.rope(), bytes, world.encoding))
}
