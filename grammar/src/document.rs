//! A text that is edited, as a sequence of blocks.

mod cut;

use std::ops::Range;
use std::sync::Arc;

use ropey::Rope;

use crate::block::{Block, parse_tokens};
use crate::token::lex;

/// Names a block for as long as it lives: unique in its document, growing, and kept by edits inside
/// the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub u32);

/// What an edit did to the blocks of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Those that are gone.
    pub removed: Vec<BlockId>,
    /// Those that are new, in the order of the text.
    pub added: Vec<BlockId>,
    /// Those that have another text, in the order of the text.
    pub changed: Vec<BlockId>,
}

/// How much work a document has done since it was created.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// How many blocks were lexed.
    pub lexed: u64,
    /// How many blocks were parsed.
    pub parsed: u64,
}

/// A text as a sequence of blocks. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Document {
    rope: Rope,
    blocks: Vec<(BlockId, Arc<Block>)>,
    next: u32,
    counters: Counters,
}

impl Document {
    /// The document of a text.
    pub fn new(text: &str) -> Self {
        let mut document = Self {
            rope: Rope::from_str(text),
            blocks: Vec::new(),
            next: 0,
            counters: Counters::default(),
        };
        document.update(text);
        document
    }

    /// Replaces a range of bytes. The range is clamped to the text and to the characters in it.
    pub fn edit(&mut self, range: Range<usize>, replacement: &str) -> Change {
        let length = self.rope.len_bytes();
        let start = self.rope.byte_to_char(range.start.min(length));
        let end_byte = range.end.min(length);
        let mut end = self.rope.byte_to_char(end_byte);
        if self.rope.char_to_byte(end) < end_byte {
            end += 1;
        }
        if start < end {
            self.rope.remove(start..end);
        }
        self.rope.insert(start, replacement);
        let text = self.rope.to_string();
        self.update(&text)
    }

    fn update(&mut self, text: &str) -> Change {
        let raw = lex(text);
        let texts = cut::blocks(text, &raw);
        self.counters.lexed += texts.len() as u64;
        let old = std::mem::take(&mut self.blocks);
        let same = |(own, range): &(&(BlockId, Arc<Block>), &Range<usize>)| {
            *own.1.text == text[(*range).clone()]
        };
        let head = old.iter().zip(&texts).take_while(same).count();
        let tail =
            old[head..].iter().rev().zip(texts[head..].iter().rev()).take_while(same).count();
        let mut change = Change::default();
        let middle = &texts[head..texts.len() - tail];
        let mut gone = old[head..old.len() - tail].iter();
        self.blocks.extend_from_slice(&old[..head]);
        for range in middle {
            let slice = &text[range.clone()];
            self.counters.parsed += 1;
            let block = Arc::new(parse_tokens(Arc::from(slice), &lex(slice)));
            let id = match gone.next() {
                Some((id, _)) => {
                    change.changed.push(*id);
                    *id
                }
                None => {
                    let id = BlockId(self.next);
                    self.next += 1;
                    change.added.push(id);
                    id
                }
            };
            self.blocks.push((id, block));
        }
        change.removed.extend(gone.map(|(id, _)| *id));
        self.blocks.extend_from_slice(&old[old.len() - tail..]);
        change
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.rope.to_string()
    }

    /// The whole text, as a rope.
    pub const fn rope(&self) -> &Rope {
        &self.rope
    }

    /// How many bytes the text has.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// True if there is no text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The blocks in the order of the text, each with its first byte.
    pub fn blocks(&self) -> impl Iterator<Item = (BlockId, usize, &Arc<Block>)> {
        let mut start = 0;
        self.blocks.iter().map(move |(id, block)| {
            let own = start;
            start += block.text.len();
            (*id, own, block)
        })
    }

    /// The block of that name, if it is still there.
    pub fn block(&self, id: BlockId) -> Option<&Arc<Block>> {
        self.blocks.iter().find(|(own, _)| *own == id).map(|(_, block)| block)
    }

    /// The first byte of a block.
    pub fn start_of(&self, id: BlockId) -> Option<usize> {
        self.blocks().find(|(own, _, _)| *own == id).map(|(_, start, _)| start)
    }

    /// How many blocks stand before a block.
    pub fn index_of(&self, id: BlockId) -> Option<usize> {
        self.blocks.iter().position(|(own, _)| *own == id)
    }

    /// The block that holds the byte at `offset`, or the last one at the end of the text.
    pub fn block_at(&self, offset: usize) -> Option<(BlockId, usize, &Arc<Block>)> {
        let last = self.len();
        self.blocks().find(|(_, start, block)| {
            let end = start + block.text.len();
            offset < end || end == last
        })
    }

    /// How much work the document has done.
    pub const fn counters(&self) -> Counters {
        self.counters
    }
}
