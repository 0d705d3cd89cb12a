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
    let character = rope.byte_to_char(offset.min(rope.len_bytes()));
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
