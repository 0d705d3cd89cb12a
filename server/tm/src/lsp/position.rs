//! Positions of the protocol and offsets of the text.
//!
//! A position is a line and a column in the units that were negotiated; an offset is a byte. What
//! lies past the end of a line or of the file is taken to its end, and what lies within a
//! character to its start, as the protocol asks.

use std::ops::Range;

use ropey::Rope;
use tower_lsp::ls_types::{self, Position, PositionEncodingKind};

/// The units that columns are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// The units of UTF-16, which every client understands.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The best of those that the client offers: bytes need no conversion.
    pub fn negotiate(offered: Option<&[PositionEncodingKind]>) -> Self {
        let offers = |kind| offered.is_some_and(|offered| offered.contains(&kind));
        if offers(PositionEncodingKind::UTF8) {
            Self::Utf8
        } else if !offers(PositionEncodingKind::UTF16) && offers(PositionEncodingKind::UTF32) {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The offset of a position.
    pub fn offset(self, text: &Rope, position: Position) -> usize {
        let line = position.line as usize;
        if line >= text.len_lines() {
            return text.len_bytes();
        }
        let column = position.character as usize;
        let start = text.line_to_char(line);
        let end = end_of_line(text, line);
        let character = match self {
            Self::Utf8 => {
                let byte = text.char_to_byte(start).saturating_add(column);
                text.byte_to_char(byte.min(text.char_to_byte(end)))
            }
            Self::Utf16 => {
                let unit = text.char_to_utf16_cu(start).saturating_add(column);
                text.utf16_cu_to_char(unit.min(text.char_to_utf16_cu(end)))
            }
            Self::Utf32 => start.saturating_add(column).min(end),
        };
        text.char_to_byte(character)
    }

    /// The position of an offset.
    pub fn position(self, text: &Rope, offset: usize) -> Position {
        let offset = offset.min(text.len_bytes());
        let character = text.byte_to_char(offset);
        let line = text.char_to_line(character);
        let start = text.line_to_char(line);
        let column = match self {
            Self::Utf8 => text.char_to_byte(character) - text.char_to_byte(start),
            Self::Utf16 => text.char_to_utf16_cu(character) - text.char_to_utf16_cu(start),
            Self::Utf32 => character - start,
        };
        // A line or column that does not fit was never a position of the protocol.
        let fit = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position::new(fit(line), fit(column))
    }

    /// The offsets of a range; one that is written the wrong way round is turned.
    pub fn offsets(self, text: &Rope, range: ls_types::Range) -> Range<usize> {
        let (start, end) = (self.offset(text, range.start), self.offset(text, range.end));
        start.min(end)..start.max(end)
    }

    /// The range of offsets.
    pub fn range(self, text: &Rope, range: &Range<usize>) -> ls_types::Range {
        ls_types::Range::new(self.position(text, range.start), self.position(text, range.end))
    }
}

/// The character after the last one of a line, its break left out.
fn end_of_line(text: &Rope, line: usize) -> usize {
    let start = text.line_to_char(line);
    let mut end = text.line_to_char(line + 1);
    for line_break in ['\n', '\r'] {
        if end > start && text.char(end - 1) == line_break {
            end -= 1;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// Two bytes, three bytes, an astral character, a combining mark, all three line breaks, and a
    /// last line without one.
    const TEXT: &str = "\u{feff}aß→\u{1f511}e\u{301}\r\nzwei\rdrei\n\n\u{1f511}\u{1f511}";

    #[test]
    fn bytes_are_best_then_the_units_that_all_clients_know() {
        use PositionEncodingKind as Kind;
        for (offered, expected) in [
            (None, Encoding::Utf16),
            (Some(vec![]), Encoding::Utf16),
            (Some(vec![Kind::UTF16]), Encoding::Utf16),
            (Some(vec![Kind::UTF16, Kind::UTF8]), Encoding::Utf8),
            (Some(vec![Kind::UTF32, Kind::UTF16]), Encoding::Utf16),
            (Some(vec![Kind::UTF32]), Encoding::Utf32),
            (Some(vec![Kind::from("utf-7")]), Encoding::Utf16),
        ] {
            assert_eq!(Encoding::negotiate(offered.as_deref()), expected, "{offered:?}");
        }
    }

    #[test]
    fn every_character_is_found_again() {
        let text = Rope::from_str(TEXT);
        for encoding in ALL {
            for (offset, character) in TEXT.char_indices() {
                let within_break = character == '\n' && TEXT[..offset].ends_with('\r');
                if !within_break {
                    let position = encoding.position(&text, offset);
                    assert_eq!(encoding.offset(&text, position), offset, "{encoding:?} {offset}");
                }
            }
        }
    }

    #[test]
    fn columns_are_counted_in_the_units_agreed_on() {
        let text = Rope::from_str(TEXT);
        let before_break = TEXT.find('\r').expect("a break");
        for (encoding, column) in ALL.into_iter().zip([16, 8, 7]) {
            assert_eq!(encoding.position(&text, before_break), Position::new(0, column));
        }
    }

    #[test]
    fn what_lies_past_an_end_is_taken_to_it() {
        let text = Rope::from_str(TEXT);
        for encoding in ALL {
            for (line, end) in [(0, 16), (1, 22), (2, 27), (3, 28), (4, 37)] {
                for column in [1_000, u32::MAX] {
                    let offset = encoding.offset(&text, Position::new(line, column));
                    assert_eq!(offset, end, "{encoding:?} line {line}");
                }
            }
            for line in [5, 1_000, u32::MAX] {
                assert_eq!(encoding.offset(&text, Position::new(line, 0)), TEXT.len());
            }
            assert_eq!(encoding.position(&text, usize::MAX), encoding.position(&text, TEXT.len()));
        }
    }

    #[test]
    fn what_lies_within_a_character_is_taken_to_its_start() {
        let text = Rope::from_str("a\u{1f511}b");
        for column in 1..5 {
            assert_eq!(Encoding::Utf8.offset(&text, Position::new(0, column)), 1);
        }
        assert_eq!(Encoding::Utf16.offset(&text, Position::new(0, 2)), 1);
        assert_eq!(Encoding::Utf16.offset(&text, Position::new(0, 3)), 5);
    }

    #[test]
    fn a_range_that_is_written_the_wrong_way_round_is_turned() {
        let text = Rope::from_str("abcdef");
        let range = ls_types::Range::new(Position::new(0, 4), Position::new(0, 1));
        assert_eq!(Encoding::Utf8.offsets(&text, range), 1..4);
    }

    #[test]
    fn an_empty_text_has_one_position() {
        let text = Rope::from_str("");
        for encoding in ALL {
            assert_eq!(encoding.offset(&text, Position::new(0, 5)), 0);
            assert_eq!(encoding.position(&text, 0), Position::new(0, 0));
        }
    }
}
