//! Edits of texts, in the words of the protocol.

use std::collections::HashMap;

use tm_ide::Edit;
use tower_lsp::ls_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit,
    Uri, WorkspaceEdit,
};

use super::navigation::range;
use super::state::World;

/// Edits of several workspaces as those of one; `None` if there are none.
pub fn merged(edits: impl Iterator<Item = WorkspaceEdit>) -> Option<WorkspaceEdit> {
    edits.reduce(|mut all, more| {
        if let Some(changes) = more.changes {
            all.changes.get_or_insert_default().extend(changes);
        }
        match (&mut all.document_changes, more.document_changes) {
            (Some(DocumentChanges::Edits(all)), Some(DocumentChanges::Edits(more))) => {
                all.extend(more);
            }
            (all @ None, more) => *all = more,
            _ => {}
        }
        all
    })
}

/// The edits of an answer; with the versions that they are for, if the client takes those. `None` if
/// one is of a file that the client has no way to open.
pub fn workspace_edit(world: &World, edits: &[Edit]) -> Option<WorkspaceEdit> {
    let mut files: Vec<(Uri, Vec<TextEdit>)> = Vec::new();
    for edit in edits {
        let file = world.snapshot.file(edit.file).filter(|file| !file.shipped)?;
        let uri = world.spelling.uri_of(file)?;
        let change = TextEdit::new(range(world, edit.file, &edit.range())?, edit.text.clone());
        match files.iter_mut().find(|(known, _)| *known == uri) {
            Some((_, changes)) => changes.push(change),
            None => files.push((uri, vec![change])),
        }
    }
    if !world.abilities.versioned_edits {
        let changes: HashMap<Uri, Vec<TextEdit>> = files.into_iter().collect();
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let changes = files.into_iter().map(|(uri, changes)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version: world.spelling.version_of(&uri),
            uri,
        },
        edits: changes.into_iter().map(OneOf::Left).collect(),
    });
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(changes.collect())),
        ..WorkspaceEdit::default()
    })
}
