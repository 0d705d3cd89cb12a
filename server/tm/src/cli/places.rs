//! Ranges as people count them: lines and columns from 1, columns in characters.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::OnceLock;

use serde::Serialize;
use smol_str::SmolStr;
use tm_model::Snapshot;
use tm_model::source::{FileId, Origin};

use super::json::{Entry, Fields};
use super::sources::Loaded;

/// A point of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Point {
    pub line: usize,
    pub column: usize,
}

/// A range of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Range {
    pub start: Point,
    pub end: Point,
}

/// A range of a file.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    pub file: SmolStr,
    pub range: Range,
}

impl Entry for Place {
    fn write(&self, fields: &mut Fields<'_>) -> io::Result<()> {
        fields.text("file", &self.file)?;
        fields.entry("range", &self.range)
    }
}

impl Entry for Range {
    fn write(&self, fields: &mut Fields<'_>) -> io::Result<()> {
        fields.entry("start", &self.start)?;
        fields.entry("end", &self.end)
    }
}

impl Entry for Point {
    fn write(&self, fields: &mut Fields<'_>) -> io::Result<()> {
        fields.value("line", &self.line)?;
        fields.value("column", &self.column)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Point { line, column } = self.range.start;
        write!(formatter, "{}:{line}:{column}", self.file)
    }
}

/// Finds places in the files of a workspace.
pub struct Places<'a> {
    loaded: &'a Loaded,
    snapshot: &'a Snapshot,
    lines: HashMap<FileId, OnceLock<Lines>>,
}

/// A file's text and where its lines start: many places are asked of one file.
struct Lines {
    name: SmolStr,
    text: String,
    starts: Vec<usize>,
}

impl Lines {
    fn new(name: SmolStr, text: String) -> Self {
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            // The line ends of the protocol: \n, \r\n and \r.
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at + 1);
            }
        }
        Self { name, text, starts }
    }

    fn point(&self, offset: usize) -> Point {
        let line = self.starts.partition_point(|start| *start <= offset);
        // The first line starts at 0, so there is one at or before every offset.
        let start = self.starts[line - 1];
        let before = self.text.get(start..offset).unwrap_or("");
        Point { line, column: before.chars().count() + 1 }
    }
}

impl<'a> Places<'a> {
    pub fn new(loaded: &'a Loaded, snapshot: &'a Snapshot) -> Self {
        let lines = snapshot.files().map(|(id, _)| (id, OnceLock::new())).collect();
        Self { loaded, snapshot, lines }
    }

    /// The place of a range of a block.
    pub fn of(&self, origin: Origin) -> Place {
        // What is found is in the files of the snapshot, as long as that is there.
        let file = self.snapshot.file(origin.file);
        let lines = self.lines[&origin.file].get_or_init(|| {
            let text = file.map(|file| file.document.text()).unwrap_or_default();
            Lines::new(self.loaded.display(origin.file).into(), text)
        });
        let start = file.and_then(|file| file.document.start_of(origin.block)).unwrap_or(0);
        let point = |offset: u32| lines.point(start + offset as usize);
        let range = Range { start: point(origin.span.start), end: point(origin.span.end) };
        Place { file: lines.name.clone(), range }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_from_one_in_characters() {
        let lines = Lines::new("x".into(), "model \u{e4}b\r\ncd\re".into());
        let at = |offset| {
            let point = lines.point(offset);
            (point.line, point.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(8), (1, 8));
        assert_eq!(at(11), (2, 1));
        assert_eq!(at(14), (3, 1));
        assert_eq!(at(15), (3, 2));
    }
}
