//! Where an offset lies: in which file, block and item, and what may be named there.

use std::ops::Range;

use tm_grammar::tree::{Item, Span};
use tm_grammar::words::{ItemInfo, ItemWord, Places, item_info};
use tm_grammar::{Block, BlockId};
use tm_model::Snapshot;
use tm_model::model::{ItemId, Model};
use tm_model::schema::Schema;
use tm_model::source::FileId;
use tm_model::workspace::{File, Header};

/// A byte of a file and what is around it.
pub(crate) struct Place<'a> {
    pub snapshot: &'a Snapshot,
    pub file_id: FileId,
    pub file: &'a File,
    /// The model that the file starts or belongs to.
    pub model: Option<&'a Model>,
    /// What the packs say that can be named here.
    pub schema: Option<&'a Schema>,
    pub block: BlockId,
    /// The first byte of the block.
    pub start: usize,
    pub tree: &'a Block,
    /// The place in the block, on the border of a character.
    pub offset: u32,
    /// The items around the place, the outermost first.
    pub items: Vec<&'a Item>,
}

impl<'a> Place<'a> {
    /// The place of an offset; `None` if there is no such file or nothing in it.
    pub(crate) fn find(snapshot: &'a Snapshot, file_id: FileId, offset: usize) -> Option<Self> {
        let file = &**snapshot.file(file_id)?;
        let (block, start, tree) = file.document.block_at(offset.min(file.document.len()))?;
        let mut offset = offset.saturating_sub(start).min(tree.text.len());
        while !tree.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let offset = u32::try_from(offset).ok()?;
        let mut items = Vec::new();
        let mut inside = tree.items.iter().find(|item| item.span.touches(offset));
        while let Some(item) = inside {
            items.push(item);
            inside = item.items().find(|inner| inner.span.touches(offset));
        }
        Some(Self {
            snapshot,
            file_id,
            file,
            model: snapshot.model_of(file_id),
            schema: snapshot.schema_of(file_id).map(|schema| &**schema),
            block,
            start,
            tree,
            offset,
            items,
        })
    }

    /// The innermost item.
    pub(crate) fn item(&self) -> Option<&'a Item> {
        self.items.last().copied()
    }

    /// The item of the model that a tree belongs to.
    pub(crate) fn item_id(&self, item: &Item) -> Option<ItemId> {
        let model = self.model?;
        model.block_items(self.file_id, self.block).iter().copied().find(|id| {
            model.item(*id).is_some_and(|known| {
                let node = known.node();
                node.word == item.word && node.span == item.span
            })
        })
    }

    /// A range of the block as one of the file.
    pub(crate) fn range(&self, span: Span) -> Range<usize> {
        self.start + span.start as usize..self.start + span.end as usize
    }

    /// The kind of table that holds for items here.
    pub(crate) fn places(&self) -> Places {
        places(self.file, self.items.iter().map(|item| item.word))
    }

    /// What the table says of an item word here, or else anywhere.
    pub(crate) fn info(&self, word: ItemWord) -> Option<&'static ItemInfo> {
        item_info(word, self.places())
            .or_else(|| tm_grammar::words::ITEMS.iter().find(|info| info.word == word))
    }
}

/// The kind of table that holds inside items of those words, in a file.
pub(crate) fn places(file: &File, mut around: impl Iterator<Item = ItemWord>) -> Places {
    match file.header {
        Header::KnowledgeBase(..) if around.any(|word| word == ItemWord::Test) => Places::TEST,
        Header::KnowledgeBase(..) => Places::KNOWLEDGE_BASE,
        _ => Places::MODEL,
    }
}
