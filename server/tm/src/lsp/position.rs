//! Positions of the protocol: the units that columns are counted in, and the way from the
//! protocol's types to offsets and back. The counting itself is the grammar's.

use std::ops::Range;

use ropey::Rope;
use tm_grammar::{Encoding, offset_of, position_of};
use tower_lsp::ls_types::{self, Position, PositionEncodingKind};

/// The best of the units that a client offers: bytes need no conversion, and every client knows
/// those of UTF-16.
pub fn negotiate(offered: Option<&[PositionEncodingKind]>) -> Encoding {
    let offers = |kind| offered.is_some_and(|offered| offered.contains(&kind));
    if offers(PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if !offers(PositionEncodingKind::UTF16) && offers(PositionEncodingKind::UTF32) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

/// The protocol's name of the units.
pub fn kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// The offset of a position.
pub fn offset(text: &Rope, position: Position, encoding: Encoding) -> usize {
    let position = tm_grammar::Position { line: position.line, column: position.character };
    offset_of(text, position, encoding)
}

/// The offsets of a range; one that is written the wrong way round is turned.
pub fn offsets(text: &Rope, range: ls_types::Range, encoding: Encoding) -> Range<usize> {
    let (start, end) = (offset(text, range.start, encoding), offset(text, range.end, encoding));
    start.min(end)..start.max(end)
}

/// The position of an offset.
pub fn position(text: &Rope, offset: usize, encoding: Encoding) -> Position {
    let position = position_of(text, offset, encoding);
    Position::new(position.line, position.column)
}

/// The range of offsets.
pub fn range(text: &Rope, range: &Range<usize>, encoding: Encoding) -> ls_types::Range {
    let at = |offset| position(text, offset, encoding);
    ls_types::Range::new(at(range.start), at(range.end))
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
            assert_eq!(negotiate(offered.as_deref()), expected, "{offered:?}");
        }
    }

    #[test]
    fn every_character_is_found_again() {
        let text = Rope::from_str(TEXT);
        for encoding in ALL {
            for (offset, character) in TEXT.char_indices() {
                let within_break = character == '\n' && TEXT[..offset].ends_with('\r');
                if !within_break {
                    let found = position(&text, offset, encoding);
                    assert_eq!(
                        super::offset(&text, found, encoding),
                        offset,
                        "{encoding:?} {offset}"
                    );
                }
            }
        }
    }

    #[test]
    fn columns_are_counted_in_the_units_agreed_on() {
        let text = Rope::from_str(TEXT);
        let before_break = TEXT.find('\r').expect("a break");
        for (encoding, column) in ALL.into_iter().zip([16, 8, 7]) {
            assert_eq!(position(&text, before_break, encoding), Position::new(0, column));
        }
    }

    #[test]
    fn what_lies_past_an_end_is_taken_to_it() {
        let text = Rope::from_str(TEXT);
        for encoding in ALL {
            for (line, end) in [(0, 16), (1, 22), (2, 27), (3, 28), (4, 37)] {
                for column in [1_000, u32::MAX] {
                    let found = offset(&text, Position::new(line, column), encoding);
                    assert_eq!(found, end, "{encoding:?} line {line}");
                }
            }
            for line in [5, 1_000, u32::MAX] {
                assert_eq!(offset(&text, Position::new(line, 0), encoding), TEXT.len());
            }
            let end = position(&text, TEXT.len(), encoding);
            assert_eq!(position(&text, usize::MAX, encoding), end);
        }
    }

    #[test]
    fn what_lies_within_a_character_is_taken_to_its_start() {
        let text = Rope::from_str("a\u{1f511}b");
        for column in 1..5 {
            assert_eq!(offset(&text, Position::new(0, column), Encoding::Utf8), 1);
        }
        assert_eq!(offset(&text, Position::new(0, 2), Encoding::Utf16), 1);
        assert_eq!(offset(&text, Position::new(0, 3), Encoding::Utf16), 5);
    }

    #[test]
    fn a_range_that_is_written_the_wrong_way_round_is_turned() {
        let text = Rope::from_str("abcdef");
        let range = ls_types::Range::new(Position::new(0, 4), Position::new(0, 1));
        assert_eq!(offsets(&text, range, Encoding::Utf8), 1..4);
    }

    #[test]
    fn an_empty_text_has_one_position() {
        let text = Rope::from_str("");
        for encoding in ALL {
            assert_eq!(offset(&text, Position::new(0, 5), encoding), 0);
            assert_eq!(position(&text, 0, encoding), Position::new(0, 0));
        }
    }
}
