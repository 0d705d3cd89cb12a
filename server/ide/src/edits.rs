//! Changes of texts, as features hand them to an editor.

use std::ops::Range;

use tm_model::source::FileId;

/// A change of the text of a file. Of the edits of one answer none overlap, and all are places of
/// the text as it was before the first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The file.
    pub file: FileId,
    /// The first byte that goes.
    pub start: usize,
    /// One past the last byte that goes.
    pub end: usize,
    /// What takes its place.
    pub text: String,
}

impl Edit {
    /// A range of a file and what takes its place.
    pub(crate) fn new(file: FileId, range: Range<usize>, text: impl Into<String>) -> Self {
        Self { file, start: range.start, end: range.end, text: text.into() }
    }

    /// What goes, in bytes of the file.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Edits in the order of their places; several texts that are inserted at one place are one, in the
/// order in which they came.
pub(crate) fn joined(edits: Vec<Edit>) -> Vec<Edit> {
    let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        let same = |other: &&mut Edit| {
            other.file == edit.file && other.range() == edit.range() && edit.start == edit.end
        };
        match joined.iter_mut().find(same) {
            Some(other) => other.text.push_str(&edit.text),
            None => joined.push(edit),
        }
    }
    joined.sort();
    joined
}

/// A text after the edits of its file.
pub(crate) fn applied(text: &str, file: FileId, edits: &[Edit]) -> String {
    let mut own: Vec<&Edit> = edits.iter().filter(|edit| edit.file == file).collect();
    own.sort();
    let changes = own.into_iter().map(|edit| (edit.range(), edit.text.clone()));
    tm_grammar::apply_edits(text, changes.collect())
}
