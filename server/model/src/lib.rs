//! The meaning of threat models: names, types, zones, flows, assets, decisions; knowledge bases
//! compiled to rules; threats, questions and findings, kept up to date while the text changes.
//!
//! Invariants:
//! - **Incremental equals from scratch.** After any sequence of edits, model, threats and findings
//!   equal those of a fresh analysis of the same texts.
//! - **The cost of an edit follows the edit.** [`Counters`] say how many names were resolved and
//!   rules evaluated; an edit of a comment does neither.
//! - **Evaluation is total.** A rule that type-checks cannot fail; unknown is a value.
//! - **The date is an input**, and so are all texts: this crate reads no clock, no file and no
//!   network.
//! - Offsets are bytes, relative to a block of a file.
//!
//! Not for: protocol types, lines and columns, or anything that is printed.

pub mod backlog;
mod checks;
mod column;
pub mod diagnostic;
mod engine;
mod evaluate;
pub mod explain;
pub mod kind;
pub mod lock;
pub mod model;
pub mod pack_tests;
mod parallel;
pub mod policy;
pub mod schema;
mod shipped;
pub mod source;
pub mod value;
pub mod what_if;
pub mod workspace;

pub use checks::change;
pub use engine::{Counters, Named, Slot, references, segment_names, share_names};
pub use kind::{KindSet, ThingKind};
pub use shipped::{SHIPPED, shipped_path};
pub use workspace::{Snapshot, Workspace, WorstFindings};
