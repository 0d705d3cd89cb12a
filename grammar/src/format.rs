//! The formatter: one way to write each text, so that a difference between two versions is a
//! difference in what they say.
//!
//! Invariants, tested on random models, damaged ones and random bytes:
//! - Formatting twice gives what formatting once gives.
//! - Only blanks and line ends are added or taken away. Words, text in quotes and comments stay as
//!   they are, byte for byte, and in their order, but for the clauses of a header, which are put in
//!   the order of [`crate::words`].
//! - What was read before is read after: a block whose tokens would come out otherwise stays as it
//!   is.
//! - A block with an error stays as it is, byte for byte. So does the mark of the encoding.
//! - No comment passes a token.
//!
//! A block is laid out on its own, but for two things that join neighbours: flows are aligned with
//! those around them, comments at the ends of lines with those on the lines around them.
//!
//! Not for: mending what is wrong, sorting items, or writing a property as a clause.

mod columns;
mod comments;
mod endings;
mod fill;
mod pieces;
mod printer;
mod source;
mod structure;
mod unchanged;

use std::ops::Range;

use rayon::prelude::*;

use crate::block::Block;
use crate::document::Document;
use columns::align;
use comments::insert_comments;
use printer::{Printed, print};
use source::Source;
use structure::{Sentence, sentences};

/// How wide a line is, in characters, where it can be broken.
const WIDTH: usize = 100;

/// How far a body, or a line that goes on, is indented.
const INDENT: usize = 2;

/// What may be chosen about the way of writing: as little as possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Flows, and comments at the ends of lines, that follow each other are aligned. Without that
    /// a new name changes no line but its own.
    pub align: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { align: true }
    }
}

/// The text in its one way of writing. What has an error in it stays as it is.
pub fn format(text: &str) -> String {
    format_with(text, Style::default())
}

/// The same with a style.
pub fn format_with(text: &str, style: Style) -> String {
    apply_edits(text, format_document(&Document::new(text), style))
}

/// The text after edits, which are in its order and do not overlap.
pub fn apply_edits(text: &str, edits: Vec<(Range<usize>, String)>) -> String {
    let mut edited = String::with_capacity(text.len() + text.len() / 16);
    let mut done = 0;
    for (range, replacement) in edits {
        edited.push_str(&text[done..range.start]);
        edited.push_str(&replacement);
        done = range.end;
    }
    edited.push_str(&text[done..]);
    edited
}

/// The edits that format a document: one for each block that is not yet as it should be, in the
/// order of the text. Each may be applied without the others.
pub fn format_document(document: &Document, style: Style) -> Vec<(Range<usize>, String)> {
    let blocks: Vec<Placed<'_>> = placed(document);
    format_run(&blocks, 0..blocks.len(), style)
}

/// Those of the edits that format a document that are for blocks which touch a range of bytes. What
/// it costs follows these blocks and the ones that they may be aligned with, not the document; of a
/// group of flows without end the nearest count.
pub fn format_around(
    document: &Document,
    range: &Range<usize>,
    style: Style,
) -> Vec<(Range<usize>, String)> {
    let blocks = placed(document);
    let first = blocks.partition_point(|(start, block)| start + block.text.len() < range.start);
    let end = blocks.partition_point(|(start, _)| *start <= range.end).max(first);
    let mut run = first..end;
    // Nothing is aligned with what stands before or after a blank line.
    let joined = |rank: usize| blocks.get(rank).is_some_and(|(_, block)| !ends_blank(&block.text));
    while run.start > 0 && first - run.start < NEIGHBOURS && joined(run.start - 1) {
        run.start -= 1;
    }
    while run.end < blocks.len() && run.end - end < NEIGHBOURS && run.end > 0 && joined(run.end - 1)
    {
        run.end += 1;
    }
    let start = blocks.get(first).map_or(document.len(), |(start, _)| *start);
    let end = blocks.get(end).map_or(document.len(), |(start, _)| *start);
    let mut edits = format_run(&blocks, run, style);
    edits.retain(|(range, _)| start <= range.start && range.end <= end);
    edits
}

/// A block and its first byte.
type Placed<'a> = (usize, &'a Block);

fn placed(document: &Document) -> Vec<Placed<'_>> {
    document.blocks().map(|(_, start, block)| (start, &**block)).collect()
}

/// True if the last line of a text is blank.
fn ends_blank(text: &str) -> bool {
    let Some(line) = text.strip_suffix('\n').map(|line| line.strip_suffix('\r').unwrap_or(line))
    else {
        return text.ends_with("\r\r");
    };
    line.trim_end_matches([' ', '\t']).ends_with(['\n', '\r'])
}

/// The edits that format a run of blocks. What stands before and after it is not looked at but for
/// its line ends.
fn format_run(
    blocks: &[Placed<'_>],
    run: Range<usize>,
    style: Style,
) -> Vec<(Range<usize>, String)> {
    let own = &blocks[run.clone()];
    let mut plans: Vec<Option<Plan<'_>>> =
        own.par_iter().with_min_len(SHARE).map(|(_, block)| Plan::new(block, style)).collect();
    if run.end == blocks.len()
        && let Some(last) = plans.last_mut().and_then(Option::as_mut)
    {
        last.is_last = true;
    }
    if style.align {
        align_flows(&mut plans);
    }
    let printed: Vec<Option<Printed<'_>>> = plans
        .par_iter()
        .with_min_len(SHARE)
        .map(|plan| plan.as_ref().map(|plan| print(&plan.source, &plan.sentences, plan.is_last)))
        .collect();
    let texts = insert_comments(printed, style);
    let formatted: Vec<Option<String>> = (&plans, texts)
        .into_par_iter()
        .with_min_len(SHARE)
        .map(|(plan, text)| {
            let (plan, (text, order)) = (plan.as_ref()?, text?);
            let same = *plan.source.text == *text || unchanged::reads_the_same(plan, &text, &order);
            same.then_some(text)
        })
        .collect();

    let ending = endings::choose(blocks.iter().enumerate().map(|(rank, (_, block))| {
        let ends = endings::count(&block.text);
        let lines = match rank.checked_sub(run.start).and_then(|rank| formatted.get(rank)) {
            Some(text) => text.as_ref().map(|text| endings::count(text).total()),
            None => block.errors.is_empty().then(|| ends.total()),
        };
        (ends, lines)
    }));
    let mut edits = Vec::new();
    for ((start, block), text) in own.iter().zip(formatted) {
        let Some(text) = text.map(|text| ending.apply(text)) else { continue };
        if *text != *block.text {
            edits.push((*start..start + block.text.len(), text));
        }
    }
    edits
}

/// How many blocks on each side of a place are looked at to align it.
const NEIGHBOURS: usize = 256;

/// How many blocks a processor takes at a time.
const SHARE: usize = 64;

/// A block that can be formatted: what stands in it, and how it is to be laid out.
struct Plan<'text> {
    source: Source<'text>,
    sentences: Vec<Sentence>,
    /// Nothing follows it in the file.
    is_last: bool,
}

impl<'text> Plan<'text> {
    /// `None` if the block is to stay as it is.
    fn new(block: &'text Block, style: Style) -> Option<Self> {
        if !block.errors.is_empty() {
            return None;
        }
        let source = Source::read(&block.text);
        let sentences = sentences(&source, &block.items, style)?;
        Some(Self { source, sentences, is_last: false })
    }
}

/// Aligns the flows that stand outside of any body, across blocks.
fn align_flows(plans: &mut [Option<Plan<'_>>]) {
    let mut sentences: Vec<(bool, &mut Sentence)> = Vec::new();
    let mut linked = false;
    for plan in plans {
        let Some(Plan { source, sentences: own, .. }) = plan else {
            // Where an item could not be read alignment begins anew.
            linked = false;
            continue;
        };
        for sentence in own {
            sentences.push((linked && !sentence.after_blank, sentence));
            linked = true;
        }
        linked &= !source.has_blank(source.tokens.len());
    }
    align(sentences);
}

#[cfg(test)]
mod tests;
