//! Offsets and positions: there and back, in every encoding, and clamped where they are out of range.

use proptest::prelude::*;
use ropey::Rope;
use tm_grammar::{Encoding, Position, offset_of, position_of};

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// The columns of `needle` in the three encodings, and its line.
fn place(text: &str, needle: &str) -> (u32, [u32; 3]) {
    let rope = Rope::from_str(text);
    let offset = text.find(needle).expect("it is in the text");
    let columns = ENCODINGS.map(|encoding| position_of(&rope, offset, encoding).column);
    (position_of(&rope, offset, Encoding::Utf8).line, columns)
}

#[test]
fn columns_count_what_the_encoding_says() {
    assert_eq!(place("ab x", "x"), (0, [3, 3, 3]));
    assert_eq!(place("é x", "x"), (0, [3, 2, 2]));
    assert_eq!(place("𝄞 x", "x"), (0, [5, 3, 2]));
    assert_eq!(place("e\u{301} x", "x"), (0, [4, 3, 3]));
    assert_eq!(place("\u{feff}x", "x"), (0, [3, 1, 1]));
}

#[test]
fn a_line_ends_as_the_protocol_says_and_nowhere_else() {
    assert_eq!(place("a\nb\r\nc\rx", "x"), (3, [0, 0, 0]));
    assert_eq!(place("a\u{2028}\u{85}\u{b}x", "x").0, 0);
}

fn offset(text: &str, line: u32, column: u32, encoding: Encoding) -> usize {
    offset_of(&Rope::from_str(text), Position { line, column }, encoding)
}

#[test]
fn what_is_past_the_end_stands_for_the_end() {
    for encoding in ENCODINGS {
        assert_eq!(offset("ab\r\ncd", 0, 99, encoding), 2);
        assert_eq!(offset("ab\rcd", 0, u32::MAX, encoding), 2);
        assert_eq!(offset("ab\r\ncd", 1, 99, encoding), 6);
        assert_eq!(offset("ab\r\ncd", 7, 0, encoding), 6);
        assert_eq!(offset("ab\n", 1, 5, encoding), 3);
        assert_eq!(offset("", 3, 3, encoding), 0);
    }
    let rope = Rope::from_str("ab\r\n");
    let end = Position { line: 1, column: 0 };
    assert_eq!(position_of(&rope, usize::MAX, Encoding::Utf16), end);
}

#[test]
fn what_is_inside_a_character_stands_for_its_start() {
    assert_eq!(offset("𝄞x", 0, 1, Encoding::Utf16), 0);
    assert_eq!(offset("𝄞x", 0, 2, Encoding::Utf16), 4);
    assert_eq!(offset("éx", 0, 1, Encoding::Utf8), 0);
    let rope = Rope::from_str("a𝄞x");
    for inside in 1..5 {
        let position = position_of(&rope, inside, Encoding::Utf32);
        assert_eq!(position, Position { line: 0, column: 1 });
    }
}

#[test]
fn an_offset_in_a_line_end_stands_for_the_end_of_the_line() {
    let rope = Rope::from_str("ab\r\ncd");
    let end = Position { line: 0, column: 2 };
    assert_eq!(position_of(&rope, 2, Encoding::Utf16), end);
    assert_eq!(position_of(&rope, 3, Encoding::Utf16), end);
}

proptest! {
    #[test]
    fn there_and_back(text in "[ab\\u{e9}\\u{301}𝄞😀\\u{feff}\\r\\n]{0,40}", offset in 0_usize..200) {
        let rope = Rope::from_str(&text);
        for encoding in ENCODINGS {
            let position = position_of(&rope, offset, encoding);
            let back = offset_of(&rope, position, encoding);
            let inside = offset < text.len() && !text.is_char_boundary(offset);
            let in_line_end = text.get(..offset).is_some_and(|before| before.ends_with('\r'))
                && text[offset..].starts_with('\n');
            if offset >= text.len() {
                prop_assert_eq!(back, text.len());
            } else if inside {
                prop_assert!(back < offset && offset - back < 4);
            } else if in_line_end {
                prop_assert_eq!(back, offset - 1);
            } else {
                prop_assert_eq!(back, offset);
            }
        }
    }

    #[test]
    fn any_position_is_a_place_in_the_text(
        text in "[ab\\u{e9}𝄞\\r\\n]{0,40}",
        line in prop_oneof![0_u32..50, any::<u32>()],
        column in prop_oneof![0_u32..50, any::<u32>()],
    ) {
        let rope = Rope::from_str(&text);
        for encoding in ENCODINGS {
            let offset = offset_of(&rope, Position { line, column }, encoding);
            prop_assert!(text.is_char_boundary(offset));
        }
    }
}
