//! What the views of editors and the lists of the command line show: rows about a model as plain
//! data, each with its place.
//!
//! Invariants:
//! - A view and the command that lists the same are made from the same rows, so that they cannot
//!   say different things.
//! - Rows come in an order that follows from the model alone: by what is most urgent, then as the
//!   text has it.
//! - What takes long asks between its steps whether anybody still waits ([`Stop`]).
//!
//! Not for: pictures, lines and columns, or how a row is laid out.

pub mod answers;
pub mod assumptions;
pub mod diagram;
pub mod mitigations;
pub mod questions;
pub mod status;
pub mod summary;
pub mod threats;

use smol_str::SmolStr;
use tm_model::Snapshot;
use tm_model::model::{ItemId, Model, ModelItem};

use crate::tickets::Trackers;

/// Tells whether nobody waits for an answer any more.
pub type Stop<'a> = &'a dyn Fn() -> bool;

/// A ticket and where to see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// By what people call it: `SHOP-12`.
    pub id: SmolStr,
    /// Its page, if the model names its tracker.
    pub address: Option<String>,
}

/// Where the tickets of a model are seen; looked up once for all of its rows.
pub struct TicketPages<'m>(Trackers<'m>);

impl<'m> TicketPages<'m> {
    /// Those that the trackers of a model name.
    pub fn of(model: &'m Model) -> Self {
        Self(Trackers::of(model))
    }

    /// Tickets with their pages, each once.
    pub fn tickets(&self, ids: impl IntoIterator<Item = SmolStr>) -> Vec<Ticket> {
        let mut tickets: Vec<Ticket> = Vec::new();
        for id in ids {
            if tickets.iter().all(|known| known.id != id) {
                tickets.push(Ticket { address: self.0.address(&id), id });
            }
        }
        tickets
    }
}

/// The items of a model as the text has them: file by file, from top to bottom.
pub(crate) fn in_order<'m>(
    snapshot: &Snapshot,
    model: &'m Model,
) -> impl Iterator<Item = (ItemId, &'m ModelItem)> {
    let blocks = model.files.iter().flat_map(move |file| {
        let blocks = snapshot.file(*file).map(|known| {
            known.document.blocks().map(|(block, ..)| (*file, block)).collect::<Vec<_>>()
        });
        blocks.unwrap_or_default()
    });
    let ids = blocks.flat_map(|(file, block)| model.block_items(file, block));
    ids.filter_map(|id| Some((*id, model.item(*id)?)))
}
