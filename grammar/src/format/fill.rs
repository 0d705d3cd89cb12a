//! Where a sentence that is too long is broken.
//!
//! A part that fits on a line is not broken. One that does not is broken at its best places, and as
//! few of these as it takes; only a part between two of them that is too long by itself is broken
//! at places that are worse. What is inside brackets is indented more than the line that opens
//! them.

use std::ops::Range;

use super::pieces::{GROUP, Piece, SOLID, is_inside_brackets, is_joint};
use super::{INDENT, WIDTH};

/// The sentence, and where its lines begin.
struct Fill<'pieces> {
    pieces: &'pieces [Piece],
    /// The columns up to each piece and its spaces, if all stood on one line.
    ends: Vec<usize>,
    /// Where a line that goes on begins.
    indent: usize,
    /// Where this line began.
    line: usize,
    column: usize,
    breaks: Vec<Option<usize>>,
}

/// Says before which pieces a new line begins, and how far it is indented. The first piece stands
/// at `column` on a line that begins at `indent`; `hard` says where a comment ends the line; what
/// comes after the last takes `tail` columns.
pub(super) fn fill(
    pieces: &[Piece],
    hard: impl Fn(&Piece) -> bool,
    column: usize,
    indent: usize,
    tail: usize,
) -> Vec<Option<usize>> {
    let mut total = 0;
    let ends = pieces.iter().map(|piece| {
        total += piece.spaces + piece.width;
        total
    });
    let ends = ends.collect();
    let breaks = vec![None; pieces.len()];
    let mut fill = Fill { pieces, ends, indent: indent + INDENT, line: indent, column, breaks };
    let mut start = 0;
    while start < pieces.len() {
        let rest = &pieces[start + 1..];
        let end = rest.iter().position(&hard).map_or(pieces.len(), |place| start + 1 + place);
        fill.place(start..end, if end == pieces.len() { tail } else { 0 });
        if end < pieces.len() {
            fill.begin_line(end, indent + INDENT);
        }
        start = end;
    }
    fill.breaks
}

impl Fill<'_> {
    fn width(&self, range: &Range<usize>) -> usize {
        self.ends[range.end - 1] - self.ends[range.start] + self.pieces[range.start].width
    }

    fn begin_line(&mut self, piece: usize, indent: usize) {
        self.breaks[piece] = Some(indent);
        (self.line, self.column) = (indent, indent);
    }

    /// The best level inside of a part.
    fn level(&self, range: &Range<usize>) -> u8 {
        self.pieces[range.start + 1..range.end]
            .iter()
            .map(|piece| piece.level)
            .min()
            .unwrap_or(SOLID)
    }

    /// Where the part that begins at `start` ends: before the next break of that level.
    fn end_of_part(&self, start: usize, end: usize, level: u8) -> usize {
        let rest = &self.pieces[start + 1..end];
        rest.iter().position(|piece| piece.level == level).map_or(end, |place| start + 1 + place)
    }

    /// Puts pieces where the cursor is. What comes after the last takes `tail` columns.
    fn place(&mut self, range: Range<usize>, tail: usize) {
        let width = self.width(&range);
        let level = self.level(&range);
        if self.column + width + tail <= WIDTH || level == SOLID {
            self.column += width;
            return;
        }
        let indent = if is_inside_brackets(level) { self.line + INDENT } else { self.indent };
        let mut start = range.start;
        while start < range.end {
            let end = self.end_of_part(start, range.end, level);
            let part = start..end;
            let tail = if end == range.end { tail } else { 0 };
            if start > range.start {
                if self.begins_line(&part, level, indent, tail) {
                    self.begin_line(start, indent);
                } else {
                    self.column += self.pieces[start].spaces;
                }
            }
            self.place(part, tail);
            start = end;
        }
    }

    /// True if a part is to begin a new line rather than follow on this one.
    fn begins_line(&self, part: &Range<usize>, level: u8, indent: usize, tail: usize) -> bool {
        let column = self.column + self.pieces[part.start].spaces;
        let width = self.width(part) + tail;
        if column + width <= WIDTH {
            return false;
        }
        let inner = self.level(part);
        if indent + width <= WIDTH || level == GROUP || inner == SOLID || is_joint(inner) {
            return true;
        }
        // A list has to be broken anyway: it begins here if its first word has room.
        let first = part.start..self.end_of_part(part.start, part.end, inner);
        column + self.width(&first) > WIDTH
    }
}
