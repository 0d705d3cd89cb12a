//! Where blocks begin and end.
//!
//! A text is cut into *runs*: a run begins at an item word in column 0 that no colon follows, or at
//! the comments directly above it. Runs that braces span are joined to one block. Both depend on
//! the text alone, so the blocks of an edited part are those of the whole text, as long as the part
//! begins and ends where blocks do: [`Cut::needs_before`] and the like say when it does not.

use std::ops::Range;

use crate::layout::Lines;
use crate::token::{Kind, Token, Word};

/// The blocks of a part of a text.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) pieces: Vec<Piece>,
    /// The part does not begin with an item or its comments, so that its first lines belong to the
    /// block before it, if there is one.
    pub(super) needs_before: bool,
    /// The part ends with comments that belong to the block after it, if there is one.
    pub(super) needs_after: bool,
}

/// A block that is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes in the part.
    pub(super) range: Range<usize>,
    /// How many braces it closes that no block before it opens.
    pub(super) stray: u32,
    /// How many it opens that no block after it closes.
    pub(super) unclosed: u32,
}

impl Cut {
    /// How many braces the part closes that it does not open.
    pub(super) fn stray(&self) -> u32 {
        self.pieces.iter().map(|piece| piece.stray).sum()
    }

    /// How many braces the part leaves open.
    pub(super) fn unclosed(&self) -> u32 {
        self.pieces.iter().map(|piece| piece.unclosed).sum()
    }
}

/// Cuts a part of a text that begins at the start of a line.
pub(super) fn cut(text: &str, raw: &[Token]) -> Cut {
    let mut cut = runs(text, raw);
    join(&mut cut.pieces);
    cut
}

/// Joins the runs that braces span: where a run closes a brace, everything from the run that opened
/// it is one block. A brace that is never closed joins nothing.
fn join(pieces: &mut Vec<Piece>) {
    if pieces.iter().all(|run| run.stray == 0 && run.unclosed == 0) {
        return;
    }
    let runs = std::mem::take(pieces);
    // Where the blocks stand that have open braces, in the order of the braces.
    let mut open: Vec<(usize, u32)> = Vec::new();
    for mut run in runs {
        let mut place = pieces.len();
        while run.stray > 0
            && let Some((opener, count)) = open.last_mut()
        {
            let matched = run.stray.min(*count);
            run.stray -= matched;
            *count -= matched;
            pieces[*opener].unclosed -= matched;
            place = *opener;
            if *count == 0 {
                open.pop();
            }
        }
        if run.unclosed > 0 {
            open.push((place, run.unclosed));
        }
        if place == pieces.len() {
            pieces.push(run);
            continue;
        }
        // What stood between has no open brace left: the last one that is open was closed.
        pieces.truncate(place + 1);
        let block = &mut pieces[place];
        block.range.end = run.range.end;
        block.stray += run.stray;
        block.unclosed += run.unclosed;
    }
}

fn runs(text: &str, raw: &[Token]) -> Cut {
    let lines = Lines { text, raw };
    let mut cut = Cut { needs_before: true, ..Cut::default() };
    let mut current = Piece { range: 0..0, stray: 0, unclosed: 0 };
    // Where the comments begin that stand directly above the line.
    let mut comments: Option<usize> = None;
    let mut line = 0;
    for (index, token) in raw.iter().enumerate() {
        if token.kind == Kind::Newline {
            if lines.is_first(index) {
                comments = None;
            }
            line = token.span.end as usize;
            continue;
        }
        if token.kind != Kind::ByteOrderMark && lines.is_first(index) {
            if matches!(token.kind, Kind::Comment | Kind::Doc) {
                comments.get_or_insert(line);
                continue;
            }
            let start = comments.take().unwrap_or(line);
            if begins_block(&lines, index) {
                if start == 0 {
                    cut.needs_before = false;
                } else {
                    let next = Piece { range: start..start, stray: 0, unclosed: 0 };
                    current.range.end = start;
                    cut.pieces.push(std::mem::replace(&mut current, next));
                }
            }
        }
        match token.kind {
            Kind::OpenBrace => current.unclosed += 1,
            Kind::CloseBrace if current.unclosed > 0 => current.unclosed -= 1,
            Kind::CloseBrace => current.stray += 1,
            _ => {}
        }
    }
    cut.needs_after = comments.is_some();
    current.range.end = text.len();
    if !current.range.is_empty() {
        cut.pieces.push(current);
    }
    cut
}

/// True for an item word in column 0 that no colon follows.
fn begins_block(lines: &Lines<'_>, index: usize) -> bool {
    let token = lines.raw[index];
    token.kind == Kind::Name
        && matches!(token.word, Word::Item(_))
        && lines.indent(index) == 0
        && !lines.is_before_colon(index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::lex;

    /// The blocks of a text, with a line between them.
    fn shown(text: &str) -> String {
        let cut = cut(text, &lex(text));
        cut.pieces.iter().map(|piece| &text[piece.range.clone()]).collect::<Vec<_>>().join("---\n")
    }

    #[test]
    fn a_block_begins_at_an_item_word_in_column_0() {
        assert_eq!(
            shown("model m\nzone z {\n  process p\n}\n\nflow f: a -> b\n"),
            "model m\n---\nzone z {\n  process p\n}\n\n---\nflow f: a -> b\n"
        );
    }

    #[test]
    fn a_colon_after_the_word_makes_it_a_property() {
        assert_eq!(shown("model m {\nuse: x\n}\n"), "model m {\nuse: x\n}\n");
    }

    #[test]
    fn comments_directly_above_belong_to_the_block() {
        assert_eq!(
            shown("// licence\n\n// a\n/// b\nmodel m\n// c\n\nuse x\n"),
            "// licence\n\n---\n// a\n/// b\nmodel m\n// c\n\n---\nuse x\n"
        );
    }

    #[test]
    fn braces_join_what_they_span() {
        let zone = "zone z {\nprocess p\nprocess q\n}\n";
        assert_eq!(shown(&format!("{zone}use x\n")), format!("{zone}---\nuse x\n"));
        let nested = "zone a {\nzone b {\n}\nprocess p\n}\n";
        assert_eq!(shown(nested), nested);
        let touching = "zone a {\nuse x } {\nuse y\n}\n";
        assert_eq!(shown(touching), touching);
    }

    #[test]
    fn a_brace_that_is_never_closed_joins_nothing() {
        assert_eq!(
            shown("zone a {\nuse x\nuse y {}\nuse z }}\n"),
            "zone a {\nuse x\nuse y {}\nuse z }}\n"
        );
        assert_eq!(shown("zone a {\nzone b {\n}\n"), "zone a {\n---\nzone b {\n}\n");
        assert_eq!(shown("use x }\nzone a {\nuse y\n"), "use x }\n---\nzone a {\n---\nuse y\n");
    }

    #[test]
    fn braces_in_text_and_comments_are_none() {
        assert_eq!(
            shown("use \"{\"\nuse x // {\nuse y }\n"),
            "use \"{\"\n---\nuse x // {\n---\nuse y }\n"
        );
    }
}
