//! Editor features as functions from a snapshot and a byte offset to plain data.
//!
//! Invariants:
//! - A feature reads one immutable [`tm_model::Snapshot`] and gives the same answer for it every
//!   time. It evaluates no rule but the one that it explains, writes nothing and reads no clock.
//! - Offsets and ranges are bytes of the file. An offset past the end or inside a character moves
//!   back to the nearest place; no offset makes a feature fail.
//! - Features work on text as it is typed: a sentence that is not complete has a hover and a
//!   completion too.
//! - What is told about words of the language comes from [`tm_grammar::words`], what is told about
//!   categories from [`categories`], about other words of the method from [`terms`], everything else from the model and its packs.
//!
//! Not for: protocol types, lines and columns, settings of clients, or anything that is printed.

mod actions;
pub mod categories;
mod completion;
mod data_flow;
mod edits;
mod file_moves;
mod folding;
mod formatting;
mod hints;
mod hover;
mod lenses;
mod links;
mod named;
mod names;
mod navigation;
mod outline;
mod place;
mod references;
mod rename;
mod selection;
mod semantic_tokens;
mod settled;
mod signature;
mod spelling;
pub mod terms;
mod tickets;
mod type_tree;
pub mod views;
mod wording;
mod workspace_symbols;

pub use actions::{Action, ActionKind, Finding, Findings, code_actions, fix_all};
pub use completion::{COMPLETION_LIMIT, Completion, CompletionKind, completion};
pub use data_flow::{Element, ElementKey, Transfer, Way, elements_at, transfers};
pub use edits::Edit;
pub use file_moves::{Move, rename_files};
pub use folding::{Fold, FoldKind, folds};
pub use formatting::{Typed, formatting, on_type_formatting, range_formatting};
pub use hints::{Hint, HintLevel, HintPart, ascii, inlay_hints};
pub use hover::{Hover, hover, rule_title};
pub use lenses::{Lens, lens_subject, lens_title, lenses};
pub use links::{Link, LinkTarget, links};
pub use navigation::{Target, Targets, declaration, definition, implementation, type_definition};
pub use outline::{Symbol, outline};
pub use references::{Highlight, Reference, highlights, references};
pub use rename::{Refusal, Renamable, prepare_rename, rename};
pub use selection::selection_ranges;
pub use semantic_tokens::{
    SemanticToken, TokenCache, TokenKind, TokenModifier, TokenModifiers, is_outdated,
    semantic_tokens,
};
pub use signature::{Signature, SignaturePart, signature_help};
pub use type_tree::{Type, subtypes, supertypes, types_at};
pub use wording::{iso, type_chain, work};
pub use workspace_symbols::{SYMBOL_LIMIT, SymbolKind, WorkspaceSymbol, workspace_symbols};
