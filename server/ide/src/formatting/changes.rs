//! What differs between a text and the same text formatted, line by line.
//!
//! The formatter adds and takes away blanks alone, and puts the clauses of a sentence in order. So
//! wherever the same characters have been written in both texts at the end of a line, the two go on
//! alike, and no line before that has anything to do with one behind it.

use std::ops::Range;

use tm_model::source::FileId;

use crate::edits::Edit;

/// Lines that become others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// The lines, in bytes of the file.
    pub range: Range<usize>,
    /// What they say.
    pub old: String,
    /// What takes their place.
    pub new: String,
}

impl Change {
    /// True if some of the lines lie in a range of lines.
    pub(super) fn touches(&self, range: &Range<usize>) -> bool {
        if self.range.is_empty() {
            return range.start <= self.range.start && self.range.start <= range.end;
        }
        self.range.start < range.end && range.start < self.range.end
    }

    /// The part of the change before a byte, if the lines before and behind it change apart.
    pub(super) fn until(self, end: usize) -> Option<Self> {
        if self.range.end <= end {
            return Some(self);
        }
        let old = self.old.get(..end.checked_sub(self.range.start)?)?;
        let wanted = Written::of(old);
        let mut written = Written::default();
        let length = self.new.char_indices().find_map(|(at, character)| {
            let behind = at + character.len_utf8();
            written.add(&self.new[at..behind]);
            (written.count == wanted.count).then_some(behind)
        })?;
        let new = self.new[..length].to_owned();
        let old = old.to_owned();
        (written == wanted).then_some(Self { range: self.range.start..end, old, new })
    }
}

/// What has been written so far: how many bytes that are no blanks, and which, in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Written {
    count: usize,
    sum: u64,
}

impl Written {
    fn of(text: &str) -> Self {
        let mut written = Self::default();
        written.add(text);
        written
    }

    fn add(&mut self, line: &str) {
        for byte in line.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
            // Spread, so that sums of some bytes are seldom sums of others.
            let spread = (u64::from(byte) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.count += 1;
            self.sum = self.sum.wrapping_add(spread ^ (spread >> 29));
        }
    }
}

/// A text that is read line by line.
struct Lines<'text> {
    text: &'text str,
    /// What has been read.
    end: usize,
    written: Written,
}

impl<'text> Lines<'text> {
    fn new(text: &'text str) -> Self {
        Self { text, end: 0, written: Written::default() }
    }

    fn is_done(&self) -> bool {
        self.end == self.text.len()
    }

    fn advance(&mut self) {
        let line = line(&self.text[self.end..]);
        self.end += line.len();
        self.written.add(line);
    }
}

/// The first line of a text, with its end.
fn line(text: &str) -> &str {
    match text.find(['\n', '\r']) {
        Some(at) if text[at..].starts_with("\r\n") => &text[..at + 2],
        Some(at) => &text[..=at],
        None => text,
    }
}

/// What differs between a text, which begins at a byte of a file, and the same text formatted.
pub(super) fn changes(start: usize, old: &str, new: &str) -> Vec<Change> {
    let (mut before, mut after) = (Lines::new(old), Lines::new(new));
    let mut changes = Vec::new();
    let (mut from, mut to) = (0, 0);
    while !before.is_done() || !after.is_done() {
        let (one, other) = (before.written.count, after.written.count);
        let (first, second) = (!before.is_done(), !after.is_done());
        if first && (one <= other || !second) {
            before.advance();
        }
        if second && (other <= one || !first) {
            after.advance();
        }
        let ended = before.is_done() && after.is_done();
        if ended || before.written == after.written {
            let (old, new) = (&old[from..before.end], &new[to..after.end]);
            if old != new {
                changes.push(trimmed(start + from, old, new));
            }
            (from, to) = (before.end, after.end);
        }
    }
    changes
}

/// A change without the lines at its beginning and end that stay.
fn trimmed(start: usize, old: &str, new: &str) -> Change {
    let mut first = 0;
    while first < old.len() && line(&old[first..]) == line(&new[first..]) {
        first += line(&old[first..]).len();
    }
    let (mut old, mut new) = (&old[first..], &new[first..]);
    while let (Some(one), Some(other)) = (last_line(old), last_line(new))
        && one == other
    {
        old = &old[..old.len() - one.len()];
        new = &new[..new.len() - other.len()];
    }
    let start = start + first;
    Change { range: start..start + old.len(), old: old.to_owned(), new: new.to_owned() }
}

/// The last line of a text, with its end.
fn last_line(text: &str) -> Option<&str> {
    let body = text.strip_suffix("\r\n").or_else(|| text.strip_suffix(['\n', '\r']));
    let body = body.unwrap_or(text);
    let start = body.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    (!text.is_empty()).then(|| &text[start..])
}

/// One edit for each run of lines that change, of no more than what differs in the first and the last
/// of them, so that a cursor that stands elsewhere in them stays where it is.
pub(super) fn edits(file: FileId, changes: &[Change]) -> Vec<Edit> {
    let mut runs: Vec<Change> = Vec::new();
    for change in changes {
        match runs.last_mut() {
            Some(last) if last.range.end == change.range.start => {
                last.range.end = change.range.end;
                last.old.push_str(&change.old);
                last.new.push_str(&change.new);
            }
            _ => runs.push(change.clone()),
        }
    }
    runs.iter().map(|run| narrowed(file, run)).collect()
}

fn narrowed(file: FileId, change: &Change) -> Edit {
    let (mut old, mut new) = (change.old.as_str(), change.new.as_str());
    if ending(old) == ending(new) {
        let length = ending(old).len();
        (old, new) = (&old[..old.len() - length], &new[..new.len() - length]);
    }
    let is_break = |character: char| matches!(character, '\n' | '\r');
    let same = |(one, other): &(char, char)| one == other && !is_break(*one);
    let first: usize =
        old.chars().zip(new.chars()).take_while(same).map(|(one, _)| one.len_utf8()).sum();
    (old, new) = (&old[first..], &new[first..]);
    let pairs = old.chars().rev().zip(new.chars().rev());
    let last: usize = pairs.take_while(same).map(|(one, _)| one.len_utf8()).sum();
    let start = change.range.start + first;
    let range = start..start + old.len() - last;
    Edit::new(file, range, &new[..new.len() - last])
}

/// The end of the last line of a text.
fn ending(text: &str) -> &str {
    let line = last_line(text).unwrap_or_default();
    &line[line.trim_end_matches(['\n', '\r']).len()..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> Vec<(String, String)> {
        changes(0, old, new).into_iter().map(|change| (change.old, change.new)).collect()
    }

    fn pair(old: &str, new: &str) -> (String, String) {
        (old.to_owned(), new.to_owned())
    }

    #[test]
    fn only_the_lines_that_differ_change() {
        assert_eq!(shown("a\n b\nc\n", "a\nb\nc\n"), [pair(" b\n", "b\n")]);
        assert_eq!(shown("a\n\n\nb\n", "a\n\nb\n"), [pair("\n", "")]);
        assert_eq!(shown("a b\nc\n", "a\nb\nc\n"), [pair("a b\n", "a\nb\n")]);
        assert_eq!(shown("a", "a\n"), [pair("a", "a\n")]);
        assert_eq!(shown("a\r\n b\r\n", "a\r\nb\r\n"), [pair(" b\r\n", "b\r\n")]);
    }

    #[test]
    fn words_that_change_places_are_one_change() {
        assert_eq!(shown("x by\nto\ny\n", "x to\nby\ny\n"), [pair("x by\nto\n", "x to\nby\n")]);
    }

    #[test]
    fn an_edit_leaves_what_stays_in_its_lines() {
        let file = FileId(0);
        let edit = |old, new| edits(file, &changes(10, old, new)).remove(0);
        assert_eq!(edit("a:  b\n", "a: b\n"), Edit::new(file, 13..14, ""));
        assert_eq!(edit("é:b }\n", "é: b }\n"), Edit::new(file, 13..13, " "));
        assert_eq!(edit("a\n", "a\r\n"), Edit::new(file, 11..12, "\r\n"));
        assert_eq!(edit("a\r\n", "a\n"), Edit::new(file, 11..13, "\n"));
    }

    #[test]
    fn all_changes_make_the_new_text() {
        let (old, new) = ("a {x}\n\n\n b\nc", "\na {\n  x\n}\n\nb\nc\n");
        let edits = edits(FileId(0), &changes(0, old, new));
        assert_eq!(crate::edits::applied(old, FileId(0), &edits), new);
    }
}
