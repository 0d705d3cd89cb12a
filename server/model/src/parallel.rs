//! Work on many entries that do not depend on each other, by all processors.
//!
//! Not for: few entries. An edit touches a handful, and waking another processor for them costs more
//! than the work.

use rayon::prelude::*;

/// How many entries there are before more than one processor is asked.
const MANY: usize = 512;

/// How many entries a processor takes at least.
const SHARE: usize = 64;

/// What `work` makes of each entry, in their order.
pub(crate) fn map<T: Sync, R: Send>(entries: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if entries.len() < MANY {
        entries.iter().map(work).collect()
    } else {
        entries.par_iter().with_min_len(SHARE).map(work).collect()
    }
}
