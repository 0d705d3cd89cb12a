//! Giving something another name, wherever it is named.
//!
//! Invariants:
//! - What is renamed is what a name means, never a text that looks like it: in all files of the
//!   model, in models that import it, in packs of the workspace, their tests and the models that use
//!   them. Segments of chains are named after the elements where they arrive, and follow them.
//! - A rename changes no meaning. Before it is handed out it is tried in a workspace that nobody else
//!   sees; if one name meant something else there, the rename is refused.
//! - Whoever is refused is told why, in a sentence.
//!
//! Not for: where things are declared and used, which [`crate::names`] knows.

mod edits;
mod new_name;
mod taken;
mod trial;
mod wanted;

use std::fmt;
use std::ops::Range;

use tm_model::Snapshot;
use tm_model::source::FileId;

use crate::edits::Edit;
use wanted::Wanted;

/// Why something cannot be renamed, or not so: a sentence for the person who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

fn refuse<T>(why: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(why.into()))
}

/// A name that can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// Where it stands, in bytes of the file.
    pub range: Range<usize>,
    /// The name, without backticks.
    pub name: String,
}

/// Whether the name at a byte of a file can be changed.
///
/// # Errors
///
/// Says why it cannot.
pub fn prepare_rename(
    snapshot: &Snapshot,
    file: FileId,
    offset: usize,
) -> Result<Renamable, Refusal> {
    let wanted = Wanted::at(snapshot, file, offset)?;
    Ok(Renamable { range: wanted.range, name: wanted.name.to_string() })
}

/// What gives the thing at a byte of a file another name; nothing if it has that name already.
///
/// # Errors
///
/// Says why it cannot be renamed, or not so.
pub fn rename(
    snapshot: &Snapshot,
    file: FileId,
    offset: usize,
    new: &str,
) -> Result<Vec<Edit>, Refusal> {
    let wanted = Wanted::at(snapshot, file, offset)?;
    let new = new_name::of(new, &wanted)?;
    if new.text == wanted.name {
        return Ok(Vec::new());
    }
    taken::check(snapshot, &wanted, &new.text)?;
    let edits = edits::of(snapshot, &wanted, &new)?;
    trial::check(snapshot, &edits)?;
    Ok(edits)
}
