//! Files that are made, renamed or removed in the editor, in the words of the protocol.

use tm_ide::{Move, rename_files};
use tower_lsp::ls_types::{
    FileOperationFilter, FileOperationPattern, FileOperationPatternKind,
    FileOperationRegistrationOptions, FileRename, Uri, WorkspaceEdit,
    WorkspaceFileOperationsClientCapabilities, WorkspaceFileOperationsServerCapabilities,
};

use super::edits::{merged, workspace_edit};
use super::state::World;
use super::uri;

/// Of which operations on files a client tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileOperations {
    /// It asks for edits before it renames.
    pub will_rename: bool,
    /// It tells what it made.
    pub did_create: bool,
    /// It tells what it renamed.
    pub did_rename: bool,
    /// It tells what it removed.
    pub did_delete: bool,
}

impl FileOperations {
    /// Reads them from what the client says.
    pub fn of(client: Option<&WorkspaceFileOperationsClientCapabilities>) -> Self {
        let Some(client) = client else { return Self::default() };
        Self {
            will_rename: client.will_rename.unwrap_or_default(),
            did_create: client.did_create.unwrap_or_default(),
            did_rename: client.did_rename.unwrap_or_default(),
            did_delete: client.did_delete.unwrap_or_default(),
        }
    }

    /// What the server wants to hear of, as far as the client can tell; nothing if it tells nothing.
    pub fn wanted(self) -> Option<WorkspaceFileOperationsServerCapabilities> {
        let Self { will_rename, did_create, did_rename, did_delete } = self;
        (self != Self::default()).then(|| WorkspaceFileOperationsServerCapabilities {
            did_create: did_create.then(of_models),
            will_create: None,
            did_rename: did_rename.then(of_models),
            will_rename: will_rename.then(of_models),
            did_delete: did_delete.then(of_models),
            will_delete: None,
        })
    }
}

/// Models, what lies beside them, and folders, which may hold some.
fn of_models() -> FileOperationRegistrationOptions {
    let filter = |glob: &str, kind| FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern { glob: glob.to_owned(), matches: Some(kind), options: None },
    };
    let files = ["**/*.tm", "**/tm.toml", "**/tm.lock"];
    let files = files.map(|glob| filter(glob, FileOperationPatternKind::File));
    let folders = filter("**", FileOperationPatternKind::Folder);
    FileOperationRegistrationOptions { filters: files.into_iter().chain([folders]).collect() }
}

/// The old and new addresses of what is renamed; what cannot be read is left out.
pub fn renames(files: &[FileRename]) -> Vec<(Uri, Uri)> {
    let pairs = files.iter().filter_map(|file| {
        Some((uri::of_address(&file.old_uri)?, uri::of_address(&file.new_uri)?))
    });
    pairs.collect()
}

/// What keeps imports and knowledge bases by path leading where they led.
pub fn edits(moved: &[(World, Vec<Move>)]) -> Option<WorkspaceEdit> {
    let edits = moved.iter().filter_map(|(world, moves)| {
        let edits = rename_files(&world.snapshot, moves);
        (!edits.is_empty()).then(|| workspace_edit(world, &edits)).flatten()
    });
    merged(edits)
}
