//! What a key does beside itself: a new line is indented, and what it or a closing brace has
//! completed is formatted.
//!
//! Invariants:
//! - Nothing behind the cursor changes, and of its line nothing but the indent, or what stands before
//!   a brace that was typed.
//! - Of other lines those of the item change that was completed, and no others: what is aligned with
//!   it follows when the file is formatted.

use std::ops::Range;

use tm_grammar::tree::Item;
use tm_grammar::words::ClauseWord;
use tm_grammar::{Block, LexemeKind, Style, format_around, scan};
use tm_model::Snapshot;
use tm_model::source::FileId;
use tm_model::workspace::File;

use super::changes::{Change, edits};
use super::{changes_of, formattable};
use crate::edits::Edit;

/// How far a body, or a sentence that goes on, is indented.
const INDENT: usize = 2;

/// The key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The end of a line: the cursor is on the next.
    Newline,
    /// A closing brace, directly before the cursor.
    Brace,
}

/// What a key that was typed before an offset changes.
pub fn on_type_formatting(
    snapshot: &Snapshot,
    file: FileId,
    offset: usize,
    typed: Typed,
    style: Style,
) -> Vec<Edit> {
    let Some(known) = formattable(snapshot, file) else { return Vec::new() };
    let offset = offset.min(known.document.len());
    let here = start_of_line(known, offset);
    let mut all = match typed {
        Typed::Newline => {
            let lines = completed_above(known, here).unwrap_or(here..here);
            let whole = |change: Change| (change.range.end <= here).then_some(change);
            formatted(known, file, &lines, style, whole)
        }
        Typed::Brace => {
            let first = closed(known, offset).map_or(offset, |item| item.start);
            let lines = start_of_line(known, first)..offset;
            formatted(known, file, &lines, style, |change| change.until(offset))
        }
    };
    if all.iter().all(|edit| edit.end < here) {
        all.extend(indent(known, file, here, offset, typed));
    }
    all
}

/// What formatting changes in some lines, as far as it is wanted.
fn formatted(
    known: &File,
    file: FileId,
    lines: &Range<usize>,
    style: Style,
    wanted: impl Fn(Change) -> Option<Change>,
) -> Vec<Edit> {
    if lines.is_empty() {
        return Vec::new();
    }
    let changes = changes_of(known, format_around(&known.document, lines, style));
    let touched = changes.into_iter().filter(|change| change.touches(lines));
    edits(file, &touched.filter_map(wanted).collect::<Vec<_>>())
}

fn start_of_line(known: &File, offset: usize) -> usize {
    let rope = known.document.rope();
    rope.line_to_byte(rope.byte_to_line(offset))
}

/// The lines of the item that ends on the line above one; that line alone if none does.
fn completed_above(known: &File, here: usize) -> Option<Range<usize>> {
    let above = start_of_line(known, here.checked_sub(1)?);
    let (_, start, block) = known.document.block_at(above)?;
    let ends_there = |item: &Item| {
        let end = start + item.span.end as usize;
        above < end && end < here
    };
    let item = find(&block.items, &ends_there);
    let first = item.map_or(above, |item| start + item.span.start as usize);
    Some(start_of_line(known, first)..here)
}

/// The place of the item whose brace stands directly before an offset.
fn closed(known: &File, offset: usize) -> Option<Range<usize>> {
    let (_, start, block) = known.document.block_at(offset.checked_sub(1)?)?;
    let closes_there = |item: &Item| {
        let close = item.body.as_ref().and_then(|body| body.close);
        close.is_some_and(|close| start + close.end as usize == offset)
    };
    let item = find(&block.items, &closes_there).filter(|_| block.errors.is_empty())?;
    Some(crate::names::in_file(start, item.span))
}

/// The innermost item of which something holds.
fn find<'a>(items: &'a [Item], holds: &impl Fn(&Item) -> bool) -> Option<&'a Item> {
    items.iter().find_map(|item| {
        let inner = item.items().find_map(|inner| find(std::slice::from_ref(inner), holds));
        inner.or_else(|| holds(item).then_some(item))
    })
}

/// The indent of the line of the cursor, if it is another than there is. A brace moves only if it
/// stands alone before the cursor.
fn indent(known: &File, file: FileId, here: usize, offset: usize, typed: Typed) -> Option<Edit> {
    // The line may be the first of the next block, which begins at the margin anyway.
    let (_, start, block) = known.document.block_at(here.checked_sub(1)?)?;
    let line = block.text.get(here - start..).filter(|_| here < start + block.text.len());
    let line = match line {
        Some(line) => line.split(['\n', '\r']).next().unwrap_or_default(),
        None if here == known.document.len() => "",
        None => return None,
    };
    let written = line.trim_start_matches([' ', '\t']);
    let blank = line.len() - written.len();
    if typed == Typed::Brace && here + blank + 1 != offset {
        return None;
    }
    let wanted = " ".repeat(wanted(block, here - start, written));
    (line[..blank] != wanted).then(|| Edit::new(file, here..here + blank, wanted))
}

/// How far a line of a block is to be indented that begins with some text.
fn wanted(block: &Block, here: usize, written: &str) -> usize {
    let before = block.text.get(..here).unwrap_or(&block.text);
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    let mut last = None;
    for lexeme in scan(before) {
        let text = lexeme.span.text(before);
        match (lexeme.kind, text) {
            (LexemeKind::Newline | LexemeKind::Comment, _) => continue,
            (LexemeKind::Symbol, "{") => (braces, brackets) = (braces + 1, 0),
            (LexemeKind::Symbol, "}") => (braces, brackets) = (braces.saturating_sub(1), 0),
            (LexemeKind::Symbol, "(" | "[") => brackets += 1,
            (LexemeKind::Symbol, ")" | "]") => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        last = Some((lexeme.kind, text));
    }
    let closes = written.starts_with('}');
    let goes_on = brackets > 0
        || matches!(last, Some((LexemeKind::Symbol, "," | "->")))
        || matches!(last, Some((LexemeKind::Name, "and" | "or" | "not")))
        || continues(written);
    let depth = braces - usize::from(closes && braces > 0) + usize::from(goes_on && !closes);
    depth * INDENT
}

/// True if a line that begins so goes on with the sentence above it.
fn continues(written: &str) -> bool {
    let word = written.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(written.len());
    let (word, rest) = written.split_at(word);
    let is_key = rest.trim_start().starts_with(':');
    written.starts_with("->")
        || !is_key && (matches!(word, "and" | "or") || ClauseWord::parse(word).is_some())
}
