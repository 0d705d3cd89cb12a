//! Findings: what is wrong or worth asking, block by block.
//!
//! Findings are worked out on demand from what the engine holds, for the blocks that an update
//! touched. One file here holds the checks of one subject; each is a function from a [`Context`] and
//! an item or thing to findings.
//!
//! Invariants:
//! - A check reads the model and never changes it, and evaluates no rule.
//! - The findings of a block depend on what the engine marks as stale for it: on its items, their
//!   things, the neighbours of those, and totals of the model.
//! - Nothing here depends on the numbers of items and things, which follow the history of edits.

mod allow;
mod files;
mod questions;
mod syntax;
mod threats;

use std::sync::Arc;

use tm_grammar::{Block, BlockId};

use crate::diagnostic::Diagnostic;
use crate::engine::Engine;
use crate::model::{ItemId, Model, ModelItem, ThingId};
use crate::source::{FileId, Origin};
use crate::workspace::{File, Header, ModelState, Packs, Workspace};

/// What a check may look at.
pub(crate) struct Context<'a> {
    pub workspace: &'a Workspace,
    pub model: &'a Model,
    pub engine: &'a Engine,
    pub packs: &'a Packs,
    pub file: FileId,
    pub block: BlockId,
}

impl Context<'_> {
    /// Where a thing is named.
    pub(crate) fn name_of(&self, id: ThingId) -> Option<Origin> {
        let item = self.model.item(self.model.thing(id).item)?;
        Some(item.origin(item.name_span()))
    }

    /// Where an item is named.
    pub(crate) fn name_of_item(&self, id: ItemId) -> Option<Origin> {
        let item = self.model.item(id)?;
        Some(item.origin(item.name_span()))
    }
}

/// The findings of a block of a model.
pub(crate) fn findings(
    workspace: &Workspace,
    state: &ModelState,
    file: FileId,
    block: BlockId,
    tree: &Arc<Block>,
) -> Vec<Diagnostic> {
    let engine = &state.engine;
    let context =
        Context { workspace, model: &engine.model, engine, packs: &state.packs, file, block };
    let mut found = syntax::findings(file, block, tree);
    files::header(&context, tree, &mut found);
    for id in engine.model.block_items(file, block) {
        let Some(item) = engine.model.item(*id) else { continue };
        check_item(&context, *id, item, &mut found);
    }
    allow::apply(file, block, tree, found)
}

fn check_item(context: &Context<'_>, id: ItemId, item: &ModelItem, found: &mut Vec<Diagnostic>) {
    for thing in context.model.things_of(id) {
        threats::open(context, item, *thing, found);
        questions::open(context, item, *thing, found);
    }
}

/// The findings of a block of a file that belongs to no model: a knowledge base, or a file that does
/// not say what it is.
pub(crate) fn loose_findings(
    workspace: &Workspace,
    id: FileId,
    file: &File,
    block: BlockId,
    tree: &Arc<Block>,
) -> Vec<Diagnostic> {
    let found = match file.header {
        Header::KnowledgeBase(..) => {
            let mut found = syntax::findings(id, block, tree);
            found.extend(workspace.pack_findings(id, block));
            found
        }
        _ => files::without_header(id, file, block, tree),
    };
    allow::apply(id, block, tree, found)
}
