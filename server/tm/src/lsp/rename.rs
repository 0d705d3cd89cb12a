//! Renaming, in the words of the protocol. A refusal is an error whose message the client shows.

use tm_ide::Refusal;
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::ls_types::{PrepareRenameResponse, WorkspaceEdit};

use super::edits::workspace_edit;
use super::position;
use super::state::View;

/// What a request is answered with that was understood and cannot be done.
const REQUEST_FAILED: i64 = -32803;

/// Whether the name at an offset can be changed, and how it reads.
pub fn prepare(view: &View, offset: usize) -> Result<PrepareRenameResponse, Error> {
    let found = tm_ide::prepare_rename(&view.snapshot, view.file, offset).map_err(refused)?;
    Ok(PrepareRenameResponse::RangeWithPlaceholder {
        range: position::range(&view.text, &found.range, view.encoding),
        placeholder: found.name,
    })
}

/// What gives the thing at an offset another name.
pub fn rename(view: &View, offset: usize, name: &str) -> Result<WorkspaceEdit, Error> {
    let edits = tm_ide::rename(&view.snapshot, view.file, offset, name).map_err(refused)?;
    Ok(workspace_edit(view, &edits).unwrap_or_default())
}

fn refused(refusal: Refusal) -> Error {
    Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: refusal.to_string().into(),
        data: None,
    }
}
