//! Ranges as people count them: lines and columns from 1, columns in characters.

use std::fmt;

use serde::Serialize;
use tm_grammar::{Encoding, position_of};
use tm_model::Snapshot;
use tm_model::source::Origin;

use super::sources::Loaded;

/// A point of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Point {
    pub line: usize,
    pub column: usize,
}

/// A range of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Range {
    pub start: Point,
    pub end: Point,
}

/// A range of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    pub file: String,
    pub range: Range,
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
    names: std::cell::RefCell<std::collections::HashMap<tm_model::source::FileId, String>>,
}

impl<'a> Places<'a> {
    pub fn new(loaded: &'a Loaded, snapshot: &'a Snapshot) -> Self {
        Self { loaded, snapshot, names: Default::default() }
    }

    /// The place of a range of a block.
    pub fn of(&self, origin: Origin) -> Place {
        let name = |file| {
            let mut names = self.names.borrow_mut();
            names.entry(file).or_insert_with(|| self.loaded.display(file)).clone()
        };
        let start = self
            .snapshot
            .file(origin.file)
            .and_then(|file| Some((file, file.document.start_of(origin.block)?)));
        let (from, to) = match start {
            Some((file, start)) => {
                let point = |offset: u32| {
                    let offset = start + offset as usize;
                    let position = position_of(file.document.rope(), offset, Encoding::Utf32);
                    Point { line: position.line as usize + 1, column: position.column as usize + 1 }
                };
                (point(origin.span.start), point(origin.span.end))
            }
            // The text of a finding is there as long as the snapshot is.
            None => (Point { line: 1, column: 1 }, Point { line: 1, column: 1 }),
        };
        Place { file: name(origin.file), range: Range { start: from, end: to } }
    }
}
