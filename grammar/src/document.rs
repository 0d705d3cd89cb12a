//! A text that is edited, as a sequence of blocks.
//!
//! Invariants:
//! - The texts of the blocks, joined, are the text.
//! - After any edits the blocks are those of a fresh document of the same text.
//! - What an edit costs follows the blocks that it touches: it looks at these, at a neighbour where
//!   the edit stands at a border, and at what braces newly span.
//! - A clone shares everything with its original until one of them is edited, and then all but the
//!   chunks the edit touches.

mod cut;
mod identity;
mod sequence;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use ropey::Rope;
use rustc_hash::FxHashMap;

use crate::block::{Block, parse_tokens};
use crate::token::{Kind, Token, Word, lex_long};
use crate::tree::Span;
use crate::words::ItemWord;
use cut::{Cut, Piece, cut};
use sequence::{Entry, Sequence};

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
    blocks: Sequence,
    next: u32,
    counters: Counters,
    defers_tests: bool,
}

/// The part of the text that an edit makes anew: whole blocks, by rank.
struct Window {
    ranks: Range<usize>,
    text: String,
}

impl Document {
    /// The document of a text.
    pub fn new(text: &str) -> Self {
        Self::of(text, false)
    }

    /// The document of a knowledge base, of which tests are parsed when somebody looks into them:
    /// half of the text, and a model that uses the knowledge base runs none.
    ///
    /// For texts that are known to be sound: a block that begins with a test must hold nothing else.
    pub fn with_deferred_tests(text: &str) -> Self {
        Self::of(text, true)
    }

    fn of(text: &str, defers_tests: bool) -> Self {
        let mut document = Self {
            rope: Rope::from_str(text),
            blocks: Sequence::default(),
            next: 0,
            counters: Counters::default(),
            defers_tests,
        };
        document.refresh(Window { ranks: 0..0, text: text.to_owned() });
        document
    }

    /// Replaces a range of bytes. The range is clamped to the text and widened to whole characters; a
    /// range that ends before it starts is empty.
    pub fn edit(&mut self, range: Range<usize>, replacement: &str) -> Change {
        let length = self.rope.len_bytes();
        let first = self.rope.byte_to_char(range.start.min(length));
        let start = self.rope.char_to_byte(first);
        let mut last = first;
        if range.start < range.end {
            let wanted = range.end.min(length);
            last = self.rope.byte_to_char(wanted);
            if self.rope.char_to_byte(last) < wanted {
                last += 1;
            }
        }
        let end = self.rope.char_to_byte(last);
        if start == end && replacement.is_empty() {
            return Change::default();
        }
        let window = self.window(start..end, replacement);
        if first < last {
            self.rope.remove(first..last);
        }
        self.rope.insert(first, replacement);
        self.refresh(window)
    }

    /// The blocks that an edit touches, with the text they will have.
    fn window(&self, range: Range<usize>, replacement: &str) -> Window {
        let (Some((first, first_start)), Some((last, last_start))) =
            (self.blocks.at(range.start), self.blocks.at(range.end))
        else {
            return Window { ranks: 0..0, text: replacement.to_owned() };
        };
        // At the border of two blocks both may change.
        let (first, first_start) = if range.start == first_start && first > 0 {
            let before = first - 1;
            let length = self.blocks.get(before).map_or(0, |entry| entry.block.text.len());
            (before, first_start - length)
        } else {
            (first, first_start)
        };
        let text_of = |rank| self.blocks.get(rank).map_or("", |entry| &entry.block.text);
        let (before, after) = (text_of(first), text_of(last));
        let mut text = String::with_capacity(before.len() + replacement.len() + after.len());
        text.push_str(&before[..range.start - first_start]);
        text.push_str(replacement);
        text.push_str(&after[range.end - last_start..]);
        Window { ranks: first..last + 1, text }
    }

    /// Cuts the window into blocks, widening it until its ends are ends of blocks, and puts them in
    /// the place of the old ones.
    fn refresh(&mut self, mut window: Window) -> Change {
        let (raw, mut cut) = loop {
            let raw = lex_long(&window.text);
            let cut = cut(&window.text, &raw);
            let Some(ranks) = self.wider(&window, &cut) else { break (raw, cut) };
            self.widen(&mut window, ranks);
        };
        self.counters.lexed += cut.pieces.len() as u64;

        let old: Vec<Entry> = self.blocks.range(window.ranks.clone()).cloned().collect();
        let text = &window.text;
        let same = |entry: &Entry, piece: &Piece| {
            *entry.block.text == text[piece.range.clone()]
                && (entry.stray, entry.unclosed) == (piece.stray, piece.unclosed)
        };
        let pairs = old.iter().zip(&cut.pieces);
        let head = pairs.take_while(|(entry, piece)| same(entry, piece)).count();
        let pairs = old[head..].iter().rev().zip(cut.pieces[head..].iter().rev());
        let tail = pairs.take_while(|(entry, piece)| same(entry, piece)).count();
        let pieces: Vec<Piece> = cut.pieces.drain(head..cut.pieces.len() - tail).collect();
        let old = &old[head..old.len() - tail];
        let start = window.ranks.start + head;

        let blocks = self.parse(text, &raw, &pieces, old);
        let names = identity::matched(old, &blocks);
        let mut change = Change::default();
        let mut entries = Vec::with_capacity(pieces.len());
        let mut kept = old.iter();
        for ((block, piece), name) in blocks.into_iter().zip(pieces).zip(names) {
            let id = match name {
                Some(id) => {
                    for before in kept.by_ref() {
                        if before.id == id {
                            if before.block != block {
                                change.changed.push(id);
                            }
                            break;
                        }
                        change.removed.push(before.id);
                    }
                    id
                }
                None => {
                    let id = BlockId(self.next);
                    self.next += 1;
                    change.added.push(id);
                    id
                }
            };
            entries.push(Entry { id, block, stray: piece.stray, unclosed: piece.unclosed });
        }
        change.removed.extend(kept.map(|entry| entry.id));
        self.blocks.splice(start..start + old.len(), entries);
        change
    }

    /// The ranks of the window that the cut needs, if it needs more than it has.
    fn wider(&self, window: &Window, cut: &Cut) -> Option<Range<usize>> {
        let Range { start, end } = window.ranks;
        let mut ranks = start..end;
        if start > 0 && (cut.needs_before || window.text.starts_with('\u{feff}')) {
            ranks.start -= 1;
        }
        if cut.needs_after && self.blocks.get(end).is_some() {
            ranks.end += 1;
        }
        if cut.stray() > 0
            && let Some(opener) = self.blocks.opener_before(start, cut.stray())
        {
            ranks.start = ranks.start.min(opener);
        }
        if cut.unclosed() > 0
            && let Some(closer) = self.blocks.closer_from(end, cut.unclosed())
        {
            ranks.end = ranks.end.max(closer + 1);
        }
        (ranks != window.ranks).then_some(ranks)
    }

    fn widen(&self, window: &mut Window, ranks: Range<usize>) {
        let own = window.ranks.clone();
        let mut text = String::with_capacity(window.text.len() * 2);
        for entry in self.blocks.range(ranks.start..own.start) {
            text.push_str(&entry.block.text);
        }
        text.push_str(&window.text);
        for entry in self.blocks.range(own.end..ranks.end) {
            text.push_str(&entry.block.text);
        }
        *window = Window { ranks, text };
    }

    /// The blocks of the pieces: parsed, or taken over from an old one with the same text.
    fn parse(
        &mut self,
        text: &str,
        raw: &[Token],
        pieces: &[Piece],
        old: &[Entry],
    ) -> Vec<Arc<Block>> {
        let known: FxHashMap<&str, &Arc<Block>> =
            old.iter().map(|entry| (&*entry.block.text, &entry.block)).collect();
        let mut rest = raw;
        let mut jobs: Vec<(&str, usize, &[Token])> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let Range { start, end } = piece.range;
            let slice = &text[piece.range.clone()];
            let before = rest.partition_point(|token| (token.span.start as usize) < start);
            rest = &rest[before..];
            let own = rest.partition_point(|token| (token.span.start as usize) < end);
            jobs.push((slice, start, &rest[..own]));
            self.counters.parsed += u64::from(!known.contains_key(slice));
        }
        let defers_tests = self.defers_tests;
        let parse = |(slice, start, tokens): &(&str, usize, &[Token])| match known.get(slice) {
            Some(block) => Arc::clone(block),
            None if defers_tests && begins_with_test(tokens) => {
                Arc::new(Block::deferred_test(Arc::from(*slice)))
            }
            None => Arc::new(parse_piece(slice, *start, tokens)),
        };
        // Blocks know nothing of each other, so a large file is parsed by all processors.
        if jobs.len() < PARALLEL {
            jobs.iter().map(parse).collect()
        } else {
            // A block may be a whole zone, so they are handed over a few at a time.
            jobs.par_iter().with_max_len(SHARE).map(parse).collect()
        }
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
        let mut next = 0;
        self.blocks.iter().map(move |entry| {
            let start = next;
            next += entry.block.text.len();
            (entry.id, start, &entry.block)
        })
    }

    /// The block of that name, if it is still there.
    pub fn block(&self, id: BlockId) -> Option<&Arc<Block>> {
        self.blocks.entry(id).map(|entry| &entry.block)
    }

    /// The first byte of a block.
    pub fn start_of(&self, id: BlockId) -> Option<usize> {
        self.blocks.find(id).map(|(_, start, _)| start)
    }

    /// How many blocks stand before a block.
    pub fn index_of(&self, id: BlockId) -> Option<usize> {
        self.blocks.find(id).map(|(rank, _, _)| rank)
    }

    /// The block that holds the byte at `offset`, with its first byte; the last one if the text ends
    /// before it.
    pub fn block_at(&self, offset: usize) -> Option<(BlockId, usize, &Arc<Block>)> {
        let (rank, start) = self.blocks.at(offset)?;
        self.blocks.get(rank).map(|entry| (entry.id, start, &entry.block))
    }

    /// The block before which so many stand.
    pub fn block_of_index(&self, index: usize) -> Option<(BlockId, &Arc<Block>)> {
        self.blocks.get(index).map(|entry| (entry.id, &entry.block))
    }

    /// How much work the document has done.
    pub const fn counters(&self) -> Counters {
        self.counters
    }
}

/// How many blocks are parsed before more than one processor is asked.
const PARALLEL: usize = 128;

/// How many blocks a processor parses before it looks for others to share with.
const SHARE: usize = 4;

/// True if what comes first, comments aside, is the word of a test.
fn begins_with_test(tokens: &[Token]) -> bool {
    let is_blank = |kind| matches!(kind, Kind::Newline | Kind::Comment | Kind::Doc);
    let first = tokens.iter().find(|token| !is_blank(token.kind));
    first.is_some_and(|token| token.word == Word::Item(ItemWord::Test))
}

/// Parses a piece of a text that starts at `start`, from its tokens.
fn parse_piece(slice: &str, start: usize, tokens: &[Token]) -> Block {
    if start == 0 {
        return parse_tokens(Arc::from(slice), tokens);
    }
    let back = start as u32;
    let moved: Vec<Token> = tokens
        .iter()
        .map(|token| Token {
            span: Span::new(token.span.start - back, token.span.end - back),
            ..*token
        })
        .collect();
    parse_tokens(Arc::from(slice), &moved)
}
