//! Where blocks begin and end.
//!
//! A text is cut into *runs*: a run begins at an item word in column 0 that no colon follows, or at
//! the comments directly above it. Runs that braces span are joined to one block. Both depend on
//! the text alone, so blocks that are cut out of an edited part are those of the whole text.

use std::ops::Range;

use crate::layout::Lines;
use crate::token::{Kind, Token, Word};

/// The ranges of the blocks of a text that begins where a block begins.
pub(super) fn blocks(text: &str, raw: &[Token]) -> Vec<Range<usize>> {
    let runs = runs(text, raw);
    let mut blocks: Vec<Range<usize>> = Vec::with_capacity(runs.len());
    // The block in which each brace stands that is still open.
    let mut open: Vec<usize> = Vec::new();
    for run in runs {
        let mut place = blocks.len();
        for _ in 0..run.closes {
            if let Some(opener) = open.pop() {
                place = opener;
            }
        }
        if place < blocks.len() {
            blocks.truncate(place + 1);
            blocks[place].end = run.range.end;
            for opener in open.iter_mut().rev().take_while(|opener| **opener > place) {
                *opener = place;
            }
        } else {
            blocks.push(run.range);
        }
        open.extend(std::iter::repeat_n(place, run.opens));
    }
    blocks
}

struct Run {
    range: Range<usize>,
    /// How many braces it closes that it does not open.
    closes: usize,
    /// How many it leaves open.
    opens: usize,
}

fn runs(text: &str, raw: &[Token]) -> Vec<Run> {
    let lines = Lines { text, raw };
    let mut runs: Vec<Run> = Vec::new();
    let mut current = Run { range: 0..0, closes: 0, opens: 0 };
    // Where the comments begin that stand directly above the line.
    let mut comments: Option<usize> = None;
    let mut line = 0;
    for (index, token) in raw.iter().enumerate() {
        match token.kind {
            Kind::Newline => {
                if lines.is_first(index) {
                    comments = None;
                }
                line = token.span.end as usize;
                continue;
            }
            Kind::ByteOrderMark => continue,
            Kind::OpenBrace => current.opens += 1,
            Kind::CloseBrace if current.opens > 0 => current.opens -= 1,
            Kind::CloseBrace => current.closes += 1,
            _ => {}
        }
        if !lines.is_first(index) {
            continue;
        }
        if matches!(token.kind, Kind::Comment | Kind::Doc) {
            comments.get_or_insert(line);
            continue;
        }
        let above = comments.take();
        let starts = token.kind == Kind::Name
            && matches!(token.word, Word::Item(_))
            && lines.indent(index) == 0
            && !lines.is_before_colon(index);
        let start = above.unwrap_or(line);
        if starts && start > current.range.start {
            current.range.end = start;
            runs.push(std::mem::replace(
                &mut current,
                Run { range: start..start, closes: 0, opens: 0 },
            ));
        }
    }
    current.range.end = text.len();
    if !current.range.is_empty() {
        runs.push(current);
    }
    runs
}
