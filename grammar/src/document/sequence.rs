//! The blocks of a document, in chunks that copies of the document share.
//!
//! Invariants:
//! - No chunk is empty, and none holds more than [`LARGEST`] blocks.
//! - The sums kept for a chunk are those of its blocks.
//! - `homes` leads from each block to the slot of its chunk, and `places` from there to the chunk.
//!
//! What an operation costs grows with the size of a chunk and, by a few nanoseconds each, with the
//! number of chunks; never with the text.

use std::ops::Range;
use std::sync::Arc;

use super::BlockId;
use crate::block::Block;

/// A block and its name, with the braces that it does not balance.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: BlockId,
    pub(super) block: Arc<Block>,
    /// How many braces it closes that no block opens.
    pub(super) stray: u32,
    /// How many it opens that no block closes.
    pub(super) unclosed: u32,
}

/// How many blocks a chunk holds at most, and how many it gets when it is made anew.
const LARGEST: usize = 128;
const USUAL: usize = 96;
/// A chunk with fewer is joined with a neighbour.
const SMALLEST: usize = 24;

#[derive(Clone, Debug)]
struct Chunk {
    entries: Arc<Vec<Entry>>,
    count: u32,
    slot: u32,
    bytes: usize,
    stray: bool,
    unclosed: bool,
}

impl Chunk {
    fn new(entries: Vec<Entry>, slot: u32) -> Self {
        let mut chunk = Self {
            entries: Arc::new(entries),
            count: 0,
            slot,
            bytes: 0,
            stray: false,
            unclosed: false,
        };
        chunk.sum_up();
        chunk
    }

    fn sum_up(&mut self) {
        self.count = self.entries.len() as u32;
        self.bytes = self.entries.iter().map(|entry| entry.block.text.len()).sum();
        self.stray = self.entries.iter().any(|entry| entry.stray > 0);
        self.unclosed = self.entries.iter().any(|entry| entry.unclosed > 0);
    }
}

/// See the head of the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Sequence {
    chunks: Arc<Vec<Chunk>>,
    /// Where the chunk of a slot stands.
    places: Arc<Vec<u32>>,
    homes: Homes,
}

impl Sequence {
    /// The blocks in the order of the text.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.chunks.iter().flat_map(|chunk| chunk.entries.iter())
    }

    /// The blocks of some ranks.
    pub(super) fn range(&self, ranks: Range<usize>) -> impl Iterator<Item = &Entry> {
        let (first, within) = self.split(ranks.start);
        let chunks = self.chunks[first..].iter();
        chunks.flat_map(|chunk| chunk.entries.iter()).skip(within).take(ranks.len())
    }

    /// The block that stands at `rank`.
    pub(super) fn get(&self, rank: usize) -> Option<&Entry> {
        let (place, within) = self.split(rank);
        self.chunks.get(place)?.entries.get(within)
    }

    /// The rank and the first byte of the block that holds the byte at `offset`, or of the last block
    /// if the text ends before it.
    pub(super) fn at(&self, offset: usize) -> Option<(usize, usize)> {
        let (mut rank, mut start) = (0, 0);
        let last = self.chunks.len().checked_sub(1)?;
        for (place, chunk) in self.chunks.iter().enumerate() {
            if place < last && offset >= start + chunk.bytes {
                rank += chunk.count as usize;
                start += chunk.bytes;
                continue;
            }
            let count = chunk.entries.len();
            for (within, entry) in chunk.entries.iter().enumerate() {
                let length = entry.block.text.len();
                if offset < start + length || within + 1 == count {
                    return Some((rank + within, start));
                }
                start += length;
            }
        }
        None
    }

    /// The block with that name, with its rank and its first byte.
    pub(super) fn find(&self, id: BlockId) -> Option<(usize, usize, &Entry)> {
        let place = *self.places.get(self.homes.get(id)? as usize)? as usize;
        let before = self.chunks.get(..place)?;
        let chunk = &self.chunks[place];
        let within = chunk.entries.iter().position(|entry| entry.id == id)?;
        let rank: usize = before.iter().map(|chunk| chunk.count as usize).sum();
        let start: usize = before.iter().map(|chunk| chunk.bytes).sum();
        let inner: usize = chunk.entries[..within].iter().map(|entry| entry.block.text.len()).sum();
        Some((rank + within, start + inner, &chunk.entries[within]))
    }

    /// The block with that name.
    pub(super) fn entry(&self, id: BlockId) -> Option<&Entry> {
        let place = *self.places.get(self.homes.get(id)? as usize)? as usize;
        self.chunks.get(place)?.entries.iter().find(|entry| entry.id == id)
    }

    /// The last block before `rank` from which on, up to `rank`, at least `count` braces are open; the
    /// first one with an open brace if there are fewer.
    pub(super) fn opener_before(&self, rank: usize, count: u32) -> Option<usize> {
        let (last, within) = self.split(rank);
        let mut missing = count;
        let mut found = None;
        let mut end = rank;
        for place in (0..=last.min(self.chunks.len().saturating_sub(1))).rev() {
            let Some(chunk) = self.chunks.get(place) else { break };
            let upto = if place == last { within } else { chunk.entries.len() };
            let start = end - upto;
            if chunk.unclosed {
                for index in (0..upto).rev() {
                    let unclosed = chunk.entries[index].unclosed;
                    if unclosed > 0 {
                        found = Some(start + index);
                        missing = missing.saturating_sub(unclosed);
                        if missing == 0 {
                            return found;
                        }
                    }
                }
            }
            end = start;
        }
        found
    }

    /// The first block from `rank` on up to which at least `count` braces are closed that none opens;
    /// the last one with such a brace if there are fewer.
    pub(super) fn closer_from(&self, rank: usize, count: u32) -> Option<usize> {
        let (first, mut within) = self.split(rank);
        let mut missing = count;
        let mut found = None;
        let mut start = rank - within;
        for chunk in self.chunks.get(first..)? {
            if chunk.stray {
                for (index, entry) in chunk.entries.iter().enumerate().skip(within) {
                    if entry.stray > 0 {
                        found = Some(start + index);
                        missing = missing.saturating_sub(entry.stray);
                        if missing == 0 {
                            return found;
                        }
                    }
                }
            }
            start += chunk.entries.len();
            within = 0;
        }
        found
    }

    /// Puts other blocks in the place of some.
    pub(super) fn splice(&mut self, range: Range<usize>, entries: Vec<Entry>) {
        let (first, within) = self.split(range.start);
        if range.len() == entries.len()
            && let Some(chunk) = self.chunks.get(first)
            && within + entries.len() <= chunk.entries.len()
            && entries.iter().zip(&chunk.entries[within..]).all(|(new, old)| new.id == old.id)
        {
            let chunk = &mut Arc::make_mut(&mut self.chunks)[first];
            let own = Arc::make_mut(&mut chunk.entries);
            for (place, entry) in own[within..].iter_mut().zip(entries) {
                *place = entry;
            }
            chunk.sum_up();
            return;
        }
        self.rebuild(range, entries);
    }

    /// As [`Sequence::splice`], where chunks change: makes those anew that the range touches.
    fn rebuild(&mut self, range: Range<usize>, entries: Vec<Entry>) {
        let (mut first, mut head) = self.split(range.start);
        let (end, tail) = self.split(range.end);
        if first == self.chunks.len() && first > 0 {
            first -= 1;
            head = self.chunks[first].entries.len();
        }
        let mut after = end;
        let mut all: Vec<Entry> = Vec::with_capacity(entries.len() + LARGEST);
        if let Some(chunk) = self.chunks.get(first) {
            all.extend_from_slice(&chunk.entries[..head]);
        }
        all.extend(entries);
        if let Some(chunk) = self.chunks.get(end)
            && (tail > 0 || end == first)
        {
            all.extend_from_slice(&chunk.entries[tail..]);
            after += 1;
        }
        let touched = self.chunks[first..after].iter().flat_map(|chunk| chunk.entries.iter());
        for gone in touched.skip(head).take(range.len()) {
            self.homes.set(gone.id, None);
        }
        while all.len() < SMALLEST
            && let Some(chunk) = self.chunks.get(after)
        {
            all.extend_from_slice(&chunk.entries);
            after += 1;
        }

        let places = Arc::make_mut(&mut self.places);
        for chunk in &self.chunks[first..after] {
            places[chunk.slot as usize] = NONE;
        }
        let mut made = Vec::new();
        let mut free = 0;
        while !all.is_empty() {
            let size = if all.len() <= LARGEST { all.len() } else { USUAL };
            let next = all.split_off(size);
            while places.get(free).is_some_and(|place| *place != NONE) {
                free += 1;
            }
            if free == places.len() {
                places.push(NONE);
            }
            for entry in &all {
                self.homes.set(entry.id, Some(free as u32));
            }
            made.push(Chunk::new(std::mem::replace(&mut all, next), free as u32));
            free += 1;
        }
        let chunks = Arc::make_mut(&mut self.chunks);
        chunks.splice(first..after, made);
        for (place, chunk) in chunks.iter().enumerate() {
            places[chunk.slot as usize] = place as u32;
        }
    }

    /// The chunk that holds a rank, and the place in it; one past the last chunk for what is past the
    /// last block.
    fn split(&self, rank: usize) -> (usize, usize) {
        let mut rest = rank;
        for (place, chunk) in self.chunks.iter().enumerate() {
            if rest < chunk.count as usize {
                return (place, rest);
            }
            rest -= chunk.count as usize;
        }
        (self.chunks.len(), rest)
    }
}

/// From the name of a block to the slot of its chunk, in pages that copies share.
#[derive(Clone, Debug, Default)]
struct Homes(Arc<Vec<Arc<[u32; PAGE]>>>);

const PAGE: usize = 512;
const NONE: u32 = u32::MAX;

impl Homes {
    fn get(&self, id: BlockId) -> Option<u32> {
        let index = id.0 as usize;
        let slot = self.0.get(index / PAGE)?[index % PAGE];
        (slot != NONE).then_some(slot)
    }

    fn set(&mut self, id: BlockId, slot: Option<u32>) {
        if self.get(id) == slot {
            return;
        }
        let index = id.0 as usize;
        let pages = Arc::make_mut(&mut self.0);
        while pages.len() <= index / PAGE {
            pages.push(Arc::new([NONE; PAGE]));
        }
        Arc::make_mut(&mut pages[index / PAGE])[index % PAGE] = slot.unwrap_or(NONE);
    }
}
