//! All processors for one command that does its work and ends.
//!
//! Not for: the language server, whose first thread has other things to do.

use std::hint::black_box;
use std::thread::available_parallelism;

/// More threads than this find too little to do in any model that people write.
const MOST: usize = 8;

/// The calling thread and enough others share what can be done at once.
pub fn gather() {
    let threads = available_parallelism().map_or(1, |count| count.get().min(MOST));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).use_current_thread();
    // Where threads cannot be had, what asks for them later says so.
    let _ = pool.start_handler(|_| make_room()).build_global();
}

/// Gives the memory of a thread room to grow in.
///
/// The allocator of glibc enlarges the memory of every thread but the first by single pages, with a
/// system call for each, during which no thread can touch new memory: an eighth of the time of a
/// large model. Once a block of some size was freed, it keeps blocks up to that size for later, so a
/// large one enlarges the memory at once. Nothing is written to it, so it weighs nothing.
fn make_room() {
    const KEPT: usize = 16 << 20;
    drop(black_box(Vec::<u8>::with_capacity(KEPT + (1 << 20))));
    drop(black_box(Vec::<u8>::with_capacity(KEPT)));
}
