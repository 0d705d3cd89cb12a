//! A text in its one way of writing, as the fewest lines that change: all of it, the lines of a
//! selection, or what a key has just completed.
//!
//! Invariants:
//! - All edits of a file together make what `tm fmt` makes of it.
//! - Each edit may be applied without the others. None of them overlap.
//! - An item with an error stays byte for byte. So does a file that says nowhere that it is ours,
//!   if anything in it is wrong: other languages have files with this ending too.
//!
//! Not for: what the way of writing is, which is the grammar's business.

mod changes;
mod typing;

use std::ops::Range;

use tm_grammar::{Style, format_around, format_document};
use tm_model::Snapshot;
use tm_model::source::FileId;
use tm_model::workspace::{File, Header};

use crate::edits::Edit;
use changes::{Change, changes, edits};
pub use typing::{Typed, on_type_formatting};

/// The edits that write a file as `tm fmt` does.
pub fn formatting(snapshot: &Snapshot, file: FileId, style: Style) -> Vec<Edit> {
    let Some(known) = formattable(snapshot, file) else { return Vec::new() };
    let blocks = format_document(&known.document, style);
    edits(file, &changes_of(known, blocks))
}

/// Those of the edits that are for the lines of some ranges. A sentence that is not written on the
/// lines it should be on is changed as a whole if a range touches it.
pub fn range_formatting(
    snapshot: &Snapshot,
    file: FileId,
    ranges: &[Range<usize>],
    style: Style,
) -> Vec<Edit> {
    let Some(known) = formattable(snapshot, file) else { return Vec::new() };
    let ranges: Vec<Range<usize>> = ranges.iter().map(|range| lines(known, range)).collect();
    let Some(start) = ranges.iter().map(|range| range.start).min() else { return Vec::new() };
    let end = ranges.iter().map(|range| range.end).max().unwrap_or(start);
    let blocks = format_around(&known.document, &(start..end), style);
    let mut wanted = changes_of(known, blocks);
    wanted.retain(|change| ranges.iter().any(|range| change.touches(range)));
    edits(file, &wanted)
}

/// The file, if it is one to be formatted.
fn formattable(snapshot: &Snapshot, file: FileId) -> Option<&File> {
    let known = &**snapshot.file(file)?;
    let is_ours = known.header != Header::None
        || known.document.blocks().all(|(_, _, block)| block.errors.is_empty());
    (is_ours && !known.shipped).then_some(known)
}

/// What formatted blocks change, line by line.
fn changes_of(known: &File, blocks: Vec<(Range<usize>, String)>) -> Vec<Change> {
    let mut all = Vec::new();
    for (range, new) in blocks {
        let Some((_, start, block)) = known.document.block_at(range.start) else { continue };
        all.extend(changes(start, &block.text, &new));
    }
    all
}

/// The lines that a range touches. A selection of whole lines ends before the next one.
fn lines(known: &File, range: &Range<usize>) -> Range<usize> {
    let rope = known.document.rope();
    let length = rope.len_bytes();
    let (start, end) = (range.start.min(length), range.end.min(length));
    let first = rope.byte_to_line(start);
    let last = rope.byte_to_line(end);
    let start = rope.line_to_byte(first);
    let is_whole = end > start && end == rope.line_to_byte(last);
    let end = if is_whole || last + 1 >= rope.len_lines() {
        if is_whole { end } else { length }
    } else {
        rope.line_to_byte(last + 1)
    };
    start..end
}
