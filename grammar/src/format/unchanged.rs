//! Whether a formatted block says what it said before.
//!
//! The parser reads nothing but the tokens that the layout makes, so a block whose tokens come out
//! the same, in the order in which they were written, has the same trees.

use super::Plan;
use super::source::{Comment, Source};
use crate::block::parse_block;
use crate::token::Kind;

/// True if the parser reads `text` as it read the block, whose tokens stand there in that order.
pub(super) fn reads_the_same(plan: &Plan<'_>, text: &str, order: &[usize]) -> bool {
    let (old, new) = (&plan.source, Source::read(text));
    if !new.is_sound || new.tokens.len() != order.len() || old.tokens.len() != order.len() {
        return false;
    }
    let mut leads = true;
    for (place, &from) in order.iter().enumerate() {
        let (before, after) = (&old.tokens[from], &new.tokens[place]);
        let same = (before.kind, before.word) == (after.kind, after.word)
            && old.slice(from) == new.slice(place);
        // A clause stays in its sentence, so that sentences end where they did.
        if !same || old.ends[place] != new.ends[place] {
            return false;
        }
        leads &= before.lead == after.lead;
    }
    same_comments(old, &new) && (leads || parse_block(text).errors.is_empty())
}

/// True if the same comments stand at the same tokens, and directly above what they stood above.
fn same_comments(old: &Source<'_>, new: &Source<'_>) -> bool {
    let same = |(before, after): (&Comment, &Comment)| {
        before.own_line == after.own_line && before.span.text(old.text) == after.span.text(new.text)
    };
    old.comments.len() == new.comments.len()
        && old.comments.iter().zip(&new.comments).all(same)
        && old.gaps.iter().zip(&new.gaps).all(|(before, after)| before.comments == after.comments)
        && (0..old.gaps.len()).all(|gap| blanks_below(old, gap).eq(blanks_below(new, gap)))
}

/// For each comment on a line of its own before a token, whether a blank line parts it from what
/// stands below. Above a closing brace it stands above nothing.
fn blanks_below<'source>(
    source: &'source Source<'_>,
    gap: usize,
) -> impl Iterator<Item = bool> + 'source {
    let comments = source.comments_before(gap);
    let closes = source.tokens.get(gap).is_none_or(|token| token.kind == Kind::CloseBrace);
    comments.iter().enumerate().filter(|(_, comment)| comment.own_line).map(move |(place, _)| {
        match comments.get(place + 1) {
            Some(next) => next.blank,
            None => !closes && source.gaps[gap].blank,
        }
    })
}
