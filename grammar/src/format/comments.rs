//! Comments at the ends of lines: two spaces after what stands there, and one below the other where
//! lines with such comments follow each other.

use super::printer::Printed;
use super::{Style, WIDTH};

/// A comment that stands after something on its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note<'text> {
    /// The end of what stands before it.
    pub(super) at: usize,
    /// The line of its block, from 0.
    pub(super) line: usize,
    /// How wide the line is without it.
    pub(super) width: usize,
    /// How far the line is indented.
    pub(super) indent: usize,
    /// The comment.
    pub(super) text: &'text str,
}

/// How many spaces stand between a line and its comment, at least.
const SPACE: usize = 2;

/// The texts of blocks that follow each other with their comments in place, and the order of their
/// tokens. Nothing is known of a block that is `None`.
pub(super) fn insert_comments(
    blocks: Vec<Option<Printed<'_>>>,
    style: Style,
) -> Vec<Option<(String, Vec<usize>)>> {
    let columns = columns(&blocks, style);
    let mut columns = columns.into_iter();
    let blocks = blocks.into_iter().map(|block| {
        let Printed { text, notes, order, .. } = block?;
        if notes.is_empty() {
            return Some((text, order));
        }
        let mut whole = String::with_capacity(text.len() + notes.len() * 40);
        let mut done = 0;
        for (note, column) in notes.iter().zip(columns.by_ref()) {
            whole.push_str(&text[done..note.at]);
            whole.extend(std::iter::repeat_n(' ', column - note.width));
            whole.push_str(note.text);
            done = note.at;
        }
        whole.push_str(&text[done..]);
        Some((whole, order))
    });
    blocks.collect()
}

/// The column of each comment, over all blocks.
fn columns(blocks: &[Option<Printed<'_>>], style: Style) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    let mut line = 0;
    // The comments that are aligned so far: where the first is, and on which line the last stands.
    let mut first = 0;
    let mut last: Option<(usize, usize)> = None;
    for block in blocks {
        let Some(block) = block else {
            last = None;
            continue;
        };
        for note in &block.notes {
            // A line that is too wide would push the others out of sight.
            if !style.align || note.width > WIDTH {
                columns.push(note.width + SPACE);
                last = None;
                continue;
            }
            let here = (line + note.line, note.indent);
            if last.is_none_or(|(before, indent)| (before + 1, indent) != here) {
                first = columns.len();
            }
            let wanted = note.width + SPACE;
            let common = columns.get(first).map_or(wanted, |common| wanted.max(*common));
            columns.push(common);
            if columns[first] < common {
                columns[first..].fill(common);
            }
            last = Some(here);
        }
        line += block.lines;
    }
    columns
}
