//! The tokens of a file, kept block by block.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tm_grammar::{Block, BlockId};
use tm_model::Snapshot;
use tm_model::schema::SharedSchema;
use tm_model::source::FileId;

use super::{Painter, SemanticToken, within};

/// What was made of the tokens of each block of a file, for as long as they are the same.
pub struct TokenCache<T> {
    schema: Option<SharedSchema>,
    blocks: FxHashMap<BlockId, Kept<T>>,
}

struct Kept<T> {
    /// Held, so that no other block can be found in its place in memory.
    block: Arc<Block>,
    /// What its names mean, as a number; `None` if they have to be looked at each time.
    meaning: Option<u64>,
    outdated: Vec<Range<usize>>,
    made: Arc<T>,
}

impl<T> Default for TokenCache<T> {
    fn default() -> Self {
        Self { schema: None, blocks: FxHashMap::default() }
    }
}

impl<T> TokenCache<T> {
    /// What is made of the blocks of a file, in the order of the text: of a block that says and means
    /// what it did when this was last asked, what was made then. `make` gets the text of a block and
    /// its tokens, in bytes of it; for `outdated` see [`super::semantic_tokens`].
    pub fn blocks(
        &mut self,
        snapshot: &Snapshot,
        file: FileId,
        outdated: &[Range<usize>],
        make: impl Fn(&str, &[SemanticToken]) -> T,
    ) -> Vec<Arc<T>> {
        let (Some(painter), Some(known)) = (Painter::of(snapshot, file), snapshot.file(file))
        else {
            self.blocks.clear();
            return Vec::new();
        };
        let schema = snapshot.schema_of(file);
        let is_same = match (&self.schema, schema) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        if !is_same {
            self.blocks.clear();
            self.schema = schema.cloned();
        }
        let mut all = Vec::with_capacity(self.blocks.len() + 1);
        for (id, start, block) in known.document.blocks() {
            let outdated = within(outdated, start..start + block.text.len());
            let kept = self.blocks.get(&id).filter(|kept| {
                Arc::ptr_eq(&kept.block, block)
                    && kept.outdated == outdated
                    && kept.meaning.is_some()
                    && kept.meaning == painter.meaning_of(id)
            });
            if let Some(kept) = kept {
                all.push(Arc::clone(&kept.made));
                continue;
            }
            let meaning = painter.meaning_of(id).filter(|_| !painter.is_vague(block));
            let made = Arc::new(make(&block.text, &painter.block(id, block, &outdated)));
            all.push(Arc::clone(&made));
            let kept = Kept { block: Arc::clone(block), meaning, outdated, made };
            self.blocks.insert(id, kept);
        }
        if self.blocks.len() > all.len() * 2 + 64 {
            // Blocks that are gone are let go now and then.
            self.blocks.retain(|id, _| known.document.block(*id).is_some());
        }
        all
    }
}
