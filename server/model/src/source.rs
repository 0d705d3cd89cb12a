//! Where something is written.

use tm_grammar::BlockId;
use tm_grammar::tree::Span;

/// The number of a file in the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A range in a block of a file. It moves with the block when text before it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The block.
    pub block: BlockId,
    /// The range, relative to the block.
    pub span: Span,
}
