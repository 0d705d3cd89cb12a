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
    let text = |source: &Source<'_>, comment: &Comment| comment.span.text(source.text).to_owned();
    if old.comments.len() != new.comments.len() {
        return false;
    }
    let texts = old.comments.iter().zip(&new.comments);
    if !texts.into_iter().all(|(before, after)| {
        before.own_line == after.own_line && text(old, before) == text(new, after)
    }) {
        return false;
    }
    (0..old.gaps.len()).filter(|gap| old.has_comments(*gap) || new.has_comments(*gap)).all(|gap| {
        // What stands above a closing brace stands above nothing.
        let closes = old.tokens.get(gap).is_none_or(|token| token.kind == Kind::CloseBrace);
        let first = old.gaps[gap].comments.start;
        old.gaps[gap].comments == new.gaps[gap].comments
            && (closes || old.gaps[gap].blank == new.gaps[gap].blank)
            && old.gaps[gap].comments.clone().skip_while(|place| *place == first).all(|place| {
                old.comments[place].blank == new.comments[place].blank
            })
    })
}
