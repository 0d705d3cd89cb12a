//! Work on many entries that do not depend on each other, by all processors.
//!
//! Not for: few entries. An edit touches a handful, and waking another processor for them costs more
//! than the work.

use rayon::prelude::*;

/// How many entries there are before more than one processor is asked.
const MANY: usize = 512;

/// How many entries a processor takes at least, and at most before it looks for others to share with.
const SHARE: (usize, usize) = (64, 256);

/// The same of blocks: one may hold a whole zone, so they are worth handing over a few at a time.
const BLOCKS: usize = 4;

/// What `work` makes of each entry, in their order. Each is a small piece of work.
pub(crate) fn map<T: Sync, R: Send>(entries: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if entries.len() < MANY {
        return entries.iter().map(work).collect();
    }
    let (least, most) = SHARE;
    entries.par_iter().with_min_len(least).with_max_len(most).map(work).collect()
}

/// What `work` makes of each block, in their order.
pub(crate) fn map_blocks<T: Sync, R: Send>(
    blocks: &[T],
    work: impl Fn(&T) -> R + Sync + Send,
) -> Vec<R> {
    if blocks.len() < MANY {
        return blocks.iter().map(work).collect();
    }
    blocks.par_iter().with_max_len(BLOCKS).map(work).collect()
}
