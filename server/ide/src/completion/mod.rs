//! What may be written at the cursor.
use std::ops::Range;
use tm_model::Snapshot;
use tm_model::source::FileId;
/// x
pub const COMPLETION_LIMIT: usize = 500;
/// x
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// x
    Word,
}
/// x
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// x
    pub label: String,
    /// x
    pub replace: Range<usize>,
}
/// x
pub fn completion(_snapshot: &Snapshot, _file: FileId, _offset: usize) -> Vec<Completion> {
    Vec::new()
}
