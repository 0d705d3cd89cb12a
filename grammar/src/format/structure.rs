//! The sentences of a block and the bodies in them, by their tokens.

use std::ops::Range;

use smallvec::SmallVec;

use super::Style;
use super::columns::{Columns, align};
use super::pieces::spaced;
use super::source::{Source, width};
use crate::token::Kind;
use crate::tree::{Head, Item, Member};
use crate::words::{ClauseWord, clause_ranks};

/// A sentence: an item or a line of a body.
#[derive(Debug)]
pub(super) struct Sentence {
    /// The tokens before the body; none if there is only a semicolon.
    pub(super) tokens: Range<usize>,
    pub(super) body: Option<Body>,
    pub(super) semicolon: Option<usize>,
    /// It stands on the line of the sentence, or of the opening brace, before it.
    pub(super) same_line: bool,
    /// A blank line stands before it.
    pub(super) after_blank: bool,
    pub(super) is_item: bool,
    /// The clauses of an item, in the order in which they are to be written.
    pub(super) clauses: SmallVec<[Clause; 4]>,
    /// For a flow, the widths of what stands before its path.
    pub(super) flow: Option<FlowHead>,
    /// For a flow that is aligned with others, where.
    pub(super) columns: Option<Columns>,
    /// How wide it is on one line, not aligned, if it may stand on one.
    flat: Option<usize>,
}

/// A clause of a header.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) word: ClauseWord,
    pub(super) tokens: Range<usize>,
}

/// The parts of a flow that are aligned: `flow NUMBER NAME:`.
#[derive(Clone, Copy, Debug)]
pub(super) struct FlowHead {
    /// How wide the number is, if there is one.
    pub(super) number: Option<usize>,
    pub(super) name: usize,
}

/// `{ … }`
#[derive(Debug)]
pub(super) struct Body {
    pub(super) open: usize,
    pub(super) close: usize,
    pub(super) sentences: Vec<Sentence>,
    /// How wide it is on one line with the space before it, if it is written on one and may stay
    /// so.
    flat: Option<usize>,
}

impl Sentence {
    /// Its first token.
    pub(super) fn first(&self) -> usize {
        self.tokens.start
    }

    /// How wide it is on one line, if it may stand on one.
    pub(super) fn flat_width(&self) -> Option<usize> {
        let padding = match (self.flow, self.columns) {
            (Some(head), Some(columns)) => columns.padding(head),
            _ => 0,
        };
        self.flat.map(|flat| flat + padding)
    }

    /// How many spaces stand before it on a line that it shares.
    pub(super) fn gap(&self) -> usize {
        usize::from(!self.tokens.is_empty())
    }
}

/// The sentences of a block; `None` if they cannot be told apart.
pub(super) fn sentences(
    source: &Source<'_>,
    items: &[Item],
    style: Style,
) -> Option<Vec<Sentence>> {
    if !source.is_sound {
        return None;
    }
    let mut reader = Reader { source, items: Vec::new(), next: 0, at: 0, style };
    for item in items {
        collect(item, &mut reader.items);
    }
    let sentences = reader.sentences()?;
    (reader.at == source.tokens.len()).then_some(sentences)
}

/// An item and those in its body, in the order of the text.
fn collect<'tree>(item: &'tree Item, all: &mut Vec<&'tree Item>) {
    all.push(item);
    for member in item.members() {
        if let Member::Item(inner) = member {
            collect(inner, all);
        }
    }
}

struct Reader<'tree> {
    source: &'tree Source<'tree>,
    items: Vec<&'tree Item>,
    /// The item that comes next.
    next: usize,
    /// The token that comes next.
    at: usize,
    style: Style,
}

impl<'tree> Reader<'tree> {
    fn kind(&self) -> Option<Kind> {
        self.source.tokens.get(self.at).map(|token| token.kind)
    }

    /// The sentences up to a closing brace or the end.
    fn sentences(&mut self) -> Option<Vec<Sentence>> {
        let mut sentences = Vec::new();
        while self.kind().is_some_and(|kind| kind != Kind::CloseBrace) {
            sentences.push(self.sentence()?);
        }
        Some(sentences)
    }

    fn sentence(&mut self) -> Option<Sentence> {
        let source = self.source;
        let start = self.at;
        let item = self.item();
        let mut ended = self.read_header();
        let tokens = start..self.at;
        let body = match self.kind() {
            Some(Kind::OpenBrace) if !ended => Some(self.body()?),
            _ => None,
        };
        ended |= body.as_ref().is_some_and(|body| source.ends[body.close]);
        let semicolon = (!ended && self.kind() == Some(Kind::Semicolon)).then_some(self.at);
        if semicolon.is_some() {
            self.at += 1;
        }
        let whole =
            ended || semicolon.is_some() || self.kind().is_none_or(|kind| kind == Kind::CloseBrace);
        let apart = |token: usize| token > start && source.has_comments(token);
        if !whole || self.at == start || semicolon.is_some_and(apart) {
            return None;
        }
        let commented =
            tokens.clone().any(apart) || body.as_ref().is_some_and(|body| apart(body.open));
        Some(Sentence {
            same_line: !source.gaps[start].breaks,
            after_blank: source.has_blank(start),
            is_item: item.is_some(),
            clauses: item
                .map_or_else(SmallVec::new, |item| self.clauses(item, &tokens, !commented)),
            flow: item.filter(|_| !commented).and_then(|item| self.flow(item)),
            columns: None,
            flat: if commented { None } else { self.flat(&tokens, body.as_ref(), semicolon) },
            tokens,
            body,
            semicolon,
        })
    }

    fn flat(
        &self,
        tokens: &Range<usize>,
        body: Option<&Body>,
        semicolon: Option<usize>,
    ) -> Option<usize> {
        let body = body.map_or(Some(0), |body| body.flat)?;
        let own = &self.source.tokens[tokens.clone()];
        let spaces = own.windows(2).filter(|pair| spaced(&pair[0], &pair[1])).count();
        let words: usize = tokens.clone().map(|token| width(self.source.slice(token))).sum();
        Some(words + spaces + body + usize::from(semicolon.is_some()))
    }

    /// Goes to the end of a sentence, to its semicolon or to its body; true if a line end ends it.
    fn read_header(&mut self) -> bool {
        while let Some(kind) = self.kind() {
            if matches!(kind, Kind::OpenBrace | Kind::CloseBrace | Kind::Semicolon) {
                return false;
            }
            self.at += 1;
            if self.source.ends[self.at - 1] {
                return true;
            }
        }
        false
    }

    /// The item that begins with the next token.
    fn item(&mut self) -> Option<&'tree Item> {
        let item = *self.items.get(self.next)?;
        if item.word_span != self.source.tokens.get(self.at)?.span {
            return None;
        }
        self.next += 1;
        Some(item)
    }

    fn body(&mut self) -> Option<Body> {
        let open = self.at;
        self.at += 1;
        let mut sentences = self.sentences()?;
        let close = self.at;
        if self.kind() != Some(Kind::CloseBrace) {
            return None;
        }
        self.at += 1;
        let commented = (open + 1..=close).any(|token| self.source.has_comments(token));
        let together = !commented && sentences.iter().all(|sentence| sentence.same_line);
        let flat = if together { flat_body(&sentences) } else { None };
        if self.style.align {
            let siblings = sentences.iter_mut();
            align(siblings.map(|sentence| (!sentence.after_blank, sentence)).collect());
        }
        Some(Body { open, close, sentences, flat })
    }

    /// The clauses of an item, in the order of the table if they may be moved.
    fn clauses(&self, item: &Item, tokens: &Range<usize>, may_move: bool) -> SmallVec<[Clause; 4]> {
        let mut clauses: SmallVec<[Clause; 4]> = SmallVec::new();
        let mut at = tokens.start;
        for property in &item.clauses {
            let Some(word) = ClauseWord::parse(&property.key.text) else { continue };
            while at < tokens.end && self.source.tokens[at].span != property.key.span {
                at += 1;
            }
            if let Some(last) = clauses.last_mut() {
                last.tokens.end = at;
            }
            clauses.push(Clause { word, tokens: at..tokens.end });
        }
        let words: SmallVec<[ClauseWord; 4]> = clauses.iter().map(|clause| clause.word).collect();
        if may_move && let Some(rank) = clause_ranks(item.word, &words) {
            clauses.sort_by_key(|clause| rank(clause.word));
        }
        clauses
    }

    fn flow(&self, item: &Item) -> Option<FlowHead> {
        let Head::Flow(flow) = &item.head else { return None };
        let name = width(flow.name.as_ref()?.span.text(self.source.text));
        let number = flow.number.as_ref().map(|number| width(&number.text));
        Some(FlowHead { number, name })
    }
}

fn flat_body(sentences: &[Sentence]) -> Option<usize> {
    let braces = if sentences.is_empty() { " {}" } else { " { }" }.len();
    let widths = sentences.iter().map(|sentence| Some(sentence.gap() + sentence.flat?));
    Some(braces + widths.sum::<Option<usize>>()?)
}
