//! Byte offsets and positions of lines and columns, as the Language Server Protocol counts them.
//!
//! Invariants:
//! - A line ends with `\n`, `\r\n` or a lone `\r`, and with nothing else.
//! - No position is out of range: what lies past the end of a line or of the text stands for the end,
//!   and what lies inside a character for its start.

use ropey::{Rope, RopeSlice};

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of 16 bits: 2 for a character outside the basic plane.
    Utf16,
    /// Characters.
    Utf32,
}

/// A line and a column, both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column, in units of an [`Encoding`].
    pub column: u32,
}

/// The position of the byte at `offset`.
pub fn position_of(rope: &Rope, offset: usize, encoding: Encoding) -> Position {
    let offset = offset.min(rope.len_bytes());
    if let Some(position) = in_plain_line(rope, offset) {
        return position;
    }
    let character = rope.byte_to_char(offset);
    let line = rope.char_to_line(character);
    let start = rope.line_to_char(line);
    let within = content(rope, line);
    let character = (character - start).min(within.len_chars());
    let column = match encoding {
        Encoding::Utf8 => within.char_to_byte(character),
        Encoding::Utf16 => within.char_to_utf16_cu(character),
        Encoding::Utf32 => character,
    };
    Position { line: line as u32, column: column as u32 }
}

/// The position of an offset where it takes one look: all characters before it in its line are of one
/// byte, so that every encoding counts them alike, and the line begins in the chunk of the rope that
/// holds the offset.
fn in_plain_line(rope: &Rope, offset: usize) -> Option<Position> {
    let (chunk, chunk_start, _, chunk_line) = rope.chunk_at_byte(offset);
    let before = &chunk.as_bytes()[..offset - chunk_start];
    let start = before.iter().rposition(|byte| *byte == b'\n')? + 1;
    let line = &before[start..];
    // A carriage return ends lines of its own, or with what follows it.
    if !line.is_ascii() || before.contains(&b'\r') {
        return None;
    }
    let lines = before[..start].iter().filter(|byte| **byte == b'\n').count();
    Some(Position { line: (chunk_line + lines) as u32, column: line.len() as u32 })
}

/// The offset of the byte at `position`.
pub fn offset_of(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_bytes();
    }
    let within = content(rope, line);
    let column = position.column as usize;
    let character = match encoding {
        Encoding::Utf8 => within.byte_to_char(column.min(within.len_bytes())),
        Encoding::Utf16 => within.utf16_cu_to_char(column.min(within.len_utf16_cu())),
        Encoding::Utf32 => column.min(within.len_chars()),
    };
    rope.line_to_byte(line) + within.char_to_byte(character)
}

/// A line without its end.
fn content(rope: &Rope, line: usize) -> RopeSlice<'_> {
    let whole = rope.line(line);
    let mut length = whole.len_chars();
    while length > 0 && matches!(whole.char(length - 1), '\n' | '\r') {
        length -= 1;
    }
    whole.slice(..length)
}
