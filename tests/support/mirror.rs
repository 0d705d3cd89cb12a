//! A text as the client has it: what the server's must be the same as, after any edits.
//!
//! Written without the server's own means of counting, so that both cannot be wrong in the same way.

/// The units of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Bytes.
    Utf8,
    /// Units of 16 bits.
    Utf16,
    /// Characters.
    Utf32,
}

impl Units {
    /// Those that a server names, or those of the protocol if it names none.
    pub fn named(name: Option<&str>) -> Self {
        match name {
            Some("utf-8") => Self::Utf8,
            Some("utf-32") => Self::Utf32,
            _ => Self::Utf16,
        }
    }

    fn of(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A place: line and column.
pub type Place = (usize, usize);

/// A text.
#[derive(Clone, Debug)]
pub struct Mirror {
    /// The text itself.
    pub text: String,
    units: Units,
}

impl Mirror {
    /// A text whose columns are counted so.
    pub fn new(text: &str, units: Units) -> Self {
        Self { text: text.to_owned(), units }
    }

    /// The lines, each from its first byte to its last before the break.
    fn lines(&self) -> Vec<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
        while at < bytes.len() {
            let length = match bytes[at] {
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
                b'\r' | b'\n' => 1,
                _ => 0,
            };
            if length > 0 {
                lines.push((start, at));
                start = at + length;
            }
            at += length.max(1);
        }
        lines.push((start, bytes.len()));
        lines
    }

    /// How many lines there are: one more than breaks.
    pub fn count_of_lines(&self) -> usize {
        self.lines().len()
    }

    /// How many columns a line has; none if it is past the end.
    pub fn width(&self, line: usize) -> usize {
        let lines = self.lines();
        let Some(&(start, end)) = lines.get(line) else { return 0 };
        self.text[start..end].chars().map(|it| self.units.of(it)).sum()
    }

    /// The byte of a place. What is past a line's end is its end, what is past the text's end is that.
    pub fn byte_of(&self, (line, column): Place) -> usize {
        let lines = self.lines();
        let Some(&(start, end)) = lines.get(line) else { return self.text.len() };
        let mut left = column;
        for (at, character) in self.text[start..end].char_indices() {
            if left == 0 {
                return start + at;
            }
            left = left.saturating_sub(self.units.of(character));
        }
        end
    }

    /// The place of a byte, which is the first of a character.
    pub fn place_of(&self, byte: usize) -> Place {
        let lines = self.lines();
        let line = lines.iter().rposition(|(start, _)| *start <= byte).unwrap_or_default();
        let (start, end) = lines[line];
        let column = self.text[start..byte.min(end)].chars().map(|it| self.units.of(it)).sum();
        (line, column)
    }

    /// Replaces what stands between two places.
    pub fn replace(&mut self, from: Place, to: Place, with: &str) {
        let (from, to) = (self.byte_of(from), self.byte_of(to));
        self.text.replace_range(from.min(to)..from.max(to), with);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_clamped_and_counted_in_their_units() {
        let mut text = Mirror::new("aß\u{1f511}b\r\nc\rd", Units::Utf16);
        assert_eq!((text.count_of_lines(), text.width(0), text.width(7)), (3, 5, 0));
        assert_eq!((text.byte_of((0, 4)), text.byte_of((0, 99)), text.byte_of((9, 0))), (7, 8, 13));
        assert_eq!((text.place_of(7), text.place_of(12)), ((0, 4), (2, 0)));
        text.replace((0, 2), (0, 4), "");
        text.replace((8, 8), (9, 9), "!");
        assert_eq!(text.text, "aßb\r\nc\rd!");
    }
}
