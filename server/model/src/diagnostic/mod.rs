//! Findings about a text: what is wrong or worth asking, where, and what to do about it.
//!
//! Invariants:
//! - Every code stands once in [`catalogue`], with its name, default severity and explanation;
//!   messages are written where the check is, and say what to do.
//! - Ranges are relative to a block, so a finding moves with its text.
//! - **Error** means: the model does not mean what was written. Open threats are never errors.

mod catalogue;

pub use catalogue::{CATALOGUE, Code, CodeInfo};

use crate::source::Origin;
use tm_grammar::tree::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// A suggestion.
    Hint,
    /// Worth knowing.
    Information,
    /// Probably wrong.
    Warning,
    /// The model does not mean what was written.
    Error,
}

impl Severity {
    /// The word for it in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Information => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place that helps to understand a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Where.
    pub origin: Origin,
    /// What is there.
    pub message: String,
}

/// A change of the text that settles a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What the change does, as a command: `Insert "}"`.
    pub title: String,
    /// What is replaced; an empty range inserts.
    pub origin: Origin,
    /// By what.
    pub replacement: String,
}

/// A finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: String,
    /// Where, relative to the block it belongs to.
    pub span: Span,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// What would settle it; empty where nobody asked for fixes.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding with the default severity of its code.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.info().severity,
            message: message.into(),
            span,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// The same with another severity.
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same with a further place.
    pub fn with_related(mut self, origin: Origin, message: impl Into<String>) -> Self {
        self.related.push(Related { origin, message: message.into() });
        self
    }

    /// The same with a change that would settle it.
    pub fn with_fix(
        mut self,
        title: impl Into<String>,
        origin: Origin,
        replacement: impl Into<String>,
    ) -> Self {
        self.fixes.push(Fix { title: title.into(), origin, replacement: replacement.into() });
        self
    }
}

/// The known word that `word` was probably meant to be: at most a third of its letters differ.
///
/// The distance is that of Damerau and Levenshtein in its restricted form: insertions, deletions,
/// replacements and swaps of neighbours count one each.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let limit = (length / 3).clamp(1, 3);
    known
        .into_iter()
        // Each letter more or less counts one.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let width = right.len() + 1;
    let mut rows = vec![0; (left.len() + 1) * width];
    for row in 0..=left.len() {
        for column in 0..width {
            rows[row * width + column] = if row == 0 {
                column
            } else if column == 0 {
                row
            } else {
                let cost = usize::from(left[row - 1] != right[column - 1]);
                let mut best = (rows[(row - 1) * width + column] + 1)
                    .min(rows[row * width + column - 1] + 1)
                    .min(rows[(row - 1) * width + column - 1] + cost);
                if row > 1
                    && column > 1
                    && left[row - 1] == right[column - 2]
                    && left[row - 2] == right[column - 1]
                {
                    best = best.min(rows[(row - 2) * width + column - 2] + 1);
                }
                best
            };
        }
    }
    rows[left.len() * width + width - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        let known = ["process", "store", "flow", "zone"];
        assert_eq!(nearest("proces", known), Some("process"));
        assert_eq!(nearest("stroe", known), Some("store"));
        assert_eq!(nearest("elephant", known), None);
    }
}
