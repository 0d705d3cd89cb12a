//! What each token of a text means, for editors to colour: a thing by what it is, a word of the
//! language, a fact, a threat.
//!
//! The tokens of a block follow from its text and from what the names in it mean. So they are made
//! block by block, and kept as long as neither changes ([`TokenCache`]).
//!
//! Invariants:
//! - Tokens stand in the order of the text, do not overlap, and none spans a line.
//! - Tokens of a cache are those of a fresh one.
//! - A file that says nowhere that it is ours has none.
//!
//! Not for: colours, lines and columns, or what clients call the kinds.

mod cache;
mod kinds;
mod marks;
mod meaning;

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;
use tm_grammar::tree::{Item, Member, Span};
use tm_grammar::words::ItemWord;
use tm_grammar::{Block, BlockId, LexemeKind, scan};
use tm_model::Snapshot;
use tm_model::diagnostic::Code;
use tm_model::model::{Model, Resolution};
use tm_model::source::FileId;
use tm_model::workspace::Header;

use crate::names::Names;
use crate::spelling::is_word;
pub use cache::TokenCache;
pub use kinds::{TokenKind, TokenModifier, TokenModifiers};
use marks::{Marks, marks};

/// A token and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// Where it stands, in bytes of what was asked about: a file or a block.
    pub range: Range<usize>,
    /// What it stands for.
    pub kind: TokenKind,
    /// What is special about it.
    pub modifiers: TokenModifiers,
}

/// Whether a finding says of its place that it has no effect any more.
pub const fn is_outdated(code: Code) -> bool {
    matches!(code, Code::StaleDecision | Code::ExpiredAccept | Code::UnusedAllow)
}

/// The tokens of a file that touch a range, in bytes of the file. `outdated` are the places of
/// findings that say so ([`is_outdated`]), in the order of the text.
pub fn semantic_tokens(
    snapshot: &Snapshot,
    file: FileId,
    range: &Range<usize>,
    outdated: &[Range<usize>],
) -> Vec<SemanticToken> {
    let Some(painter) = Painter::of(snapshot, file) else { return Vec::new() };
    let Some(known) = snapshot.file(file) else { return Vec::new() };
    let mut tokens = Vec::new();
    for (id, start, block) in known.document.blocks() {
        let end = start + block.text.len();
        if end < range.start || start > range.end {
            continue;
        }
        let own = painter.block(id, block, &within(outdated, start..end));
        tokens.extend(own.into_iter().filter_map(|token| {
            let place = start + token.range.start..start + token.range.end;
            let touches = place.start <= range.end && range.start <= place.end;
            touches.then_some(SemanticToken { range: place, ..token })
        }));
    }
    tokens
}

/// The places that touch a block, relative to it.
fn within(outdated: &[Range<usize>], block: Range<usize>) -> Vec<Range<usize>> {
    let first = outdated.partition_point(|place| place.end <= block.start);
    let touching = outdated[first..].iter().take_while(|place| place.start < block.end);
    let relative = |at: usize| at.saturating_sub(block.start);
    touching.map(|place| relative(place.start)..relative(place.end)).collect()
}

/// Makes the tokens of the blocks of a file.
struct Painter<'a> {
    snapshot: &'a Snapshot,
    names: Names<'a>,
    file: FileId,
    model: Option<&'a Model>,
}

impl<'a> Painter<'a> {
    fn of(snapshot: &'a Snapshot, file: FileId) -> Option<Self> {
        let known = snapshot.file(file)?;
        if known.header == Header::None {
            return None;
        }
        let names = Names::of(snapshot, file)?;
        Some(Self { snapshot, names, file, model: snapshot.model_of(file) })
    }

    /// A number that is another when the names of a block mean something else; `None` where it cannot
    /// be known from what the engine resolved. What the knowledge bases say is not in it.
    fn meaning_of(&self, id: BlockId) -> Option<u64> {
        let mut hasher = FxHasher::default();
        let Some(model) = self.model else { return Some(0) };
        for item in model.block_items(self.file, id) {
            item.0.hash(&mut hasher);
            for (_, resolution) in model.resolutions(*item).iter() {
                hash_resolution(model, resolution, &mut hasher)?;
            }
        }
        Some(hasher.finish())
    }

    /// Whether what the names of a block mean follows from more than its references.
    fn is_vague(&self, block: &Block) -> bool {
        self.model.is_some() && block.items.iter().any(names_anywhere)
    }

    /// The tokens of a block, in bytes of it.
    fn block(&self, id: BlockId, block: &Block, outdated: &[Range<usize>]) -> Vec<SemanticToken> {
        let text = &*block.text;
        let mut known: Marks = marks(&block.items);
        meaning::add(self.snapshot, &self.names.in_block(id, block), &mut known);
        let mut tokens = Vec::new();
        for lexeme in scan(text) {
            let mark = known.at(lexeme.span);
            let word = lexeme.span.text(text);
            let (kind, modifiers) = match mark {
                Some(mark) => (mark.kind, mark.modifiers),
                None => of_lexeme(lexeme.kind, word),
            };
            let Some(kind) = kind else { continue };
            if lexeme.kind == LexemeKind::Text && kind == TokenKind::String {
                pieces(lexeme.span, known.inside(lexeme.span), &mut tokens);
            } else {
                push(&mut tokens, lexeme.span, kind, modifiers);
            }
        }
        for token in &mut tokens {
            let is_outdated = |place: &Range<usize>| {
                place.start < token.range.end && token.range.start < place.end
            };
            if outdated.iter().any(is_outdated) {
                token.modifiers = token.modifiers.with(TokenModifier::Deprecated);
            }
        }
        tokens
    }
}

fn push(tokens: &mut Vec<SemanticToken>, span: Span, kind: TokenKind, modifiers: TokenModifiers) {
    let range = span.start as usize..span.end as usize;
    if !range.is_empty() {
        tokens.push(SemanticToken { range, kind, modifiers });
    }
}

/// A text in quotes with the names in its braces.
fn pieces<'m>(
    span: Span,
    names: impl Iterator<Item = &'m marks::Mark>,
    tokens: &mut Vec<SemanticToken>,
) {
    let plain = TokenModifiers::default();
    let mut done = span.start;
    for mark in names {
        let Some(kind) = mark.kind.filter(|_| mark.span.start >= done) else { continue };
        push(tokens, Span::new(done, mark.span.start), TokenKind::String, plain);
        push(tokens, mark.span, kind, mark.modifiers);
        done = mark.span.end;
    }
    push(tokens, Span::new(done, span.end), TokenKind::String, plain);
}

/// What a token is of which neither the tree nor the names say anything.
fn of_lexeme(kind: LexemeKind, word: &str) -> (Option<TokenKind>, TokenModifiers) {
    let plain = TokenModifiers::default();
    let kind = match kind {
        LexemeKind::Text => TokenKind::String,
        LexemeKind::Number | LexemeKind::Date | LexemeKind::Duration => TokenKind::Number,
        LexemeKind::Handle => TokenKind::Person,
        LexemeKind::Comment if word.starts_with("///") => {
            return (Some(TokenKind::Comment), plain.with(TokenModifier::Documentation));
        }
        LexemeKind::Comment => TokenKind::Comment,
        LexemeKind::Symbol if word == "?" => TokenKind::Unknown,
        LexemeKind::Symbol if matches!(word, "->" | "=" | "!=" | "<" | "<=" | ">" | ">=" | "*") => {
            TokenKind::Operator
        }
        // What the tree calls a name is marked; what is left are words of the language.
        LexemeKind::Name if is_word(word) => TokenKind::Keyword,
        _ => return (None, plain),
    };
    (Some(kind), plain)
}

/// Whether what the names of an item mean follows from more than its references.
fn names_anywhere(item: &Item) -> bool {
    item.word == ItemWord::Moved
        || item.members().iter().any(|member| match member {
            Member::Predicate(_) | Member::Spreads(_) => true,
            Member::Item(inner) => names_anywhere(inner),
            _ => false,
        })
}

/// `None` for a name of something that is not wanted there: what it is has to be looked for.
fn hash_resolution(model: &Model, resolution: &Resolution, hasher: &mut FxHasher) -> Option<()> {
    std::mem::discriminant(resolution).hash(hasher);
    let mut thing = |id: &tm_model::model::ThingId| {
        let thing = model.thing(*id);
        (*id, thing.kind, thing.item).hash(hasher);
    };
    match resolution {
        Resolution::Thing(id) | Resolution::Inside(id) => thing(id),
        Resolution::Things(ids) => ids.iter().for_each(thing),
        Resolution::Item(id) => {
            (id.0, model.item(*id).map(|item| item.word)).hash(hasher);
        }
        Resolution::Control(id) => id.0.hash(hasher),
        Resolution::Type(id) => id.0.hash(hasher),
        Resolution::Rule(id) => id.0.hash(hasher),
        Resolution::Pack(name) => name.hash(hasher),
        Resolution::WrongKind(_) => return None,
        Resolution::Moved(names) => names.hash(hasher),
        Resolution::Everything
        | Resolution::Nothing
        | Resolution::Unknown
        | Resolution::Word
        | Resolution::Missing => {}
    }
    Some(())
}
