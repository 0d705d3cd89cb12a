//! Semantic tokens, in the words of the protocol: relative to each other, whole or as what has changed
//! since the last answer.
//!
//! Invariants:
//! - What is kept of a block does not depend on where it stands, so an edit encodes the blocks that it
//!   changes and no others.
//! - Numbers of answers are given once in a process. A number that is not that of the last answer about
//!   a document gets a whole one.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;
use tm_grammar::Encoding;
use tm_ide::{TokenCache, TokenKind, TokenModifier};
use tower_lsp::ls_types::{
    self, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens,
    SemanticTokensClientCapabilities, SemanticTokensDelta, SemanticTokensEdit,
    SemanticTokensFullDeltaResult, SemanticTokensFullOptions, SemanticTokensLegend,
    SemanticTokensOptions, SemanticTokensRangeResult, SemanticTokensResult, TokenFormat,
};

use super::position;
use super::state::View;

/// Which kinds of tokens a client knows by the names that are ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownTokens(u32);

impl KnownTokens {
    /// What a client says; `None` if it takes no tokens as they are sent here.
    pub fn of(client: &SemanticTokensClientCapabilities) -> Option<Self> {
        let knows =
            |kind: &TokenKind| client.token_types.iter().any(|known| known.as_str() == kind.name());
        let kinds = TokenKind::ALL.iter().enumerate().filter(|(_, kind)| knows(kind));
        let known = kinds.fold(0, |known, (place, _)| known | 1 << place);
        client.formats.contains(&TokenFormat::RELATIVE).then_some(Self(known))
    }

    fn name(self, place: usize, kind: TokenKind) -> &'static str {
        if self.0 & 1 << place != 0 { kind.name() } else { kind.standard() }
    }

    /// The names of the legend, and the place among them of each kind.
    fn legend(self) -> (Vec<&'static str>, Vec<u32>) {
        let mut names: Vec<&'static str> = Vec::new();
        let mut places = Vec::new();
        for (place, kind) in TokenKind::ALL.iter().enumerate() {
            let name = self.name(place, *kind);
            let known = names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
            // There are fewer kinds than bits.
            places.push(known as u32);
        }
        (names, places)
    }

    /// What is offered to such a client.
    pub fn options(self) -> SemanticTokensOptions {
        let (names, _) = self.legend();
        let modifiers = TokenModifier::ALL.iter();
        SemanticTokensOptions {
            legend: SemanticTokensLegend {
                token_types: names.into_iter().map(SemanticTokenType::new).collect(),
                token_modifiers: modifiers
                    .map(|modifier| SemanticTokenModifier::new(modifier.name()))
                    .collect(),
            },
            range: Some(true),
            full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
            ..SemanticTokensOptions::default()
        }
    }
}

/// What is kept about the documents, by their internal names.
pub type Kept = HashMap<String, Arc<Mutex<KeptTokens>>>;

/// What is kept about a document.
#[derive(Default)]
pub struct KeptTokens {
    blocks: TokenCache<Encoded>,
    /// The last answer: its number, and the blocks it was made of.
    last: Option<(String, Vec<Arc<Encoded>>)>,
}

/// A document whose tokens are asked for.
pub struct Palette {
    /// The document.
    pub view: View,
    /// The places of findings that say they have no effect any more.
    pub outdated: Vec<Range<usize>>,
    /// What is kept about it.
    pub kept: Arc<Mutex<KeptTokens>>,
}

/// The tokens of a block, relative to each other, the first to the start of the block.
#[derive(Debug, Default, PartialEq, Eq)]
struct Encoded {
    tokens: Vec<SemanticToken>,
    /// How many lines the block has.
    lines: u32,
    /// The line of its last token.
    last: u32,
}

/// Where the next block starts.
#[derive(Clone, Copy, Default)]
struct Cursor {
    /// Its line.
    line: u32,
    /// The line of the last token before it.
    token: u32,
}

impl Cursor {
    fn pass(&mut self, block: &Encoded) {
        if !block.tokens.is_empty() {
            self.token = self.line + block.last;
        }
        self.line += block.lines;
    }

    /// Takes the tokens of blocks, and goes behind them.
    fn take(&mut self, blocks: &[Arc<Encoded>], into: &mut Vec<SemanticToken>) {
        for block in blocks {
            into.extend(self.first_of(block));
            into.extend(block.tokens.iter().skip(1));
            self.pass(block);
        }
    }

    /// The first token of a block, relative to the token before it.
    fn first_of(&self, block: &Encoded) -> Option<SemanticToken> {
        let first = *block.tokens.first()?;
        Some(SemanticToken { delta_line: self.line + first.delta_line - self.token, ..first })
    }
}

impl Palette {
    /// All tokens of the document.
    pub fn full(&self) -> Option<SemanticTokensResult> {
        let mut kept = self.kept.lock();
        let blocks = self.blocks(&mut kept);
        Some(remember(&mut kept, blocks).into())
    }

    /// What has changed since an answer; all tokens if that was not the last.
    pub fn since(&self, answer: &str) -> Option<SemanticTokensFullDeltaResult> {
        let mut kept = self.kept.lock();
        let blocks = self.blocks(&mut kept);
        let before = kept.last.take().filter(|(number, _)| number == answer);
        let Some((_, before)) = before else {
            return Some(remember(&mut kept, blocks).into());
        };
        let edits = difference(&before, &blocks).into_iter().collect();
        let number = next_number();
        kept.last = Some((number.clone(), blocks));
        Some(SemanticTokensDelta { result_id: Some(number), edits }.into())
    }

    /// The tokens in a range of the document.
    pub fn range(&self, range: ls_types::Range) -> Option<SemanticTokensRangeResult> {
        let view = &self.view;
        let (_, places) = view.abilities.tokens?.legend();
        let range = position::offsets(&view.text, range, view.encoding);
        let tokens = tm_ide::semantic_tokens(&view.snapshot, view.file, &range, &self.outdated);
        let (mut line, mut column) = (0, 0);
        let data = tokens.iter().map(|token| {
            let place = position::range(&view.text, &token.range, view.encoding);
            let start = place.start;
            let delta_line = start.line - line;
            let delta_start = start.character - if delta_line == 0 { column } else { 0 };
            (line, column) = (start.line, start.character);
            let length = place.end.character - start.character;
            encoded(token, &places, delta_line, delta_start, length)
        });
        Some(SemanticTokens { result_id: None, data: data.collect() }.into())
    }

    fn blocks(&self, kept: &mut KeptTokens) -> Vec<Arc<Encoded>> {
        let view = &self.view;
        let Some(known) = view.abilities.tokens else { return Vec::new() };
        let (_, places) = known.legend();
        kept.blocks.blocks(&view.snapshot, view.file, &self.outdated, |text, tokens| {
            encode(text, tokens, &places, view.encoding)
        })
    }
}

fn remember(kept: &mut KeptTokens, blocks: Vec<Arc<Encoded>>) -> SemanticTokens {
    let mut data = Vec::with_capacity(blocks.iter().map(|block| block.tokens.len()).sum());
    Cursor::default().take(&blocks, &mut data);
    let number = next_number();
    kept.last = Some((number.clone(), blocks));
    SemanticTokens { result_id: Some(number), data }
}

fn next_number() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed).to_string()
}

/// The one edit between two answers: what lies between the tokens that both begin and end with.
fn difference(before: &[Arc<Encoded>], after: &[Arc<Encoded>]) -> Option<SemanticTokensEdit> {
    let same = |(one, other): &(&Arc<Encoded>, &Arc<Encoded>)| Arc::ptr_eq(one, other);
    let first = before.iter().zip(after).take_while(same).count();
    let (old, new) = (&before[first..], &after[first..]);
    let last = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (old, rest) = old.split_at(old.len() - last);
    let new = &new[..new.len() - last];

    let mut cursor = Cursor::default();
    let mut start = 0;
    for block in &before[..first] {
        cursor.pass(block);
        start += block.tokens.len();
    }
    // The first token behind the change is relative to the last one in it.
    let next = rest.iter().find(|block| !block.tokens.is_empty());
    let tokens = |blocks: &[Arc<Encoded>]| {
        let (mut cursor, mut tokens) = (cursor, Vec::new());
        cursor.take(blocks, &mut tokens);
        for block in rest.iter().take_while(|block| block.tokens.is_empty()) {
            cursor.pass(block);
        }
        tokens.extend(next.and_then(|block| cursor.first_of(block)));
        tokens
    };
    let (old, new) = (tokens(old), tokens(new));
    let same = |(one, other): &(&SemanticToken, &SemanticToken)| one == other;
    let first = old.iter().zip(&new).take_while(same).count();
    let pairs = old[first..].iter().rev().zip(new[first..].iter().rev());
    let last = pairs.take_while(same).count();
    let (gone, come) = (&old[first..old.len() - last], &new[first..new.len() - last]);
    // Five numbers make a token. Nobody edits a text of a billion of them.
    (!gone.is_empty() || !come.is_empty()).then(|| SemanticTokensEdit {
        start: 5 * (start + first) as u32,
        delete_count: 5 * gone.len() as u32,
        data: Some(come.to_vec()),
    })
}

fn encode(
    text: &str,
    tokens: &[tm_ide::SemanticToken],
    places: &[u32],
    encoding: Encoding,
) -> Encoded {
    let mut block = Encoded::default();
    // The line and column of the last token, and the start of its line.
    let (mut line, mut column, mut line_start) = (0, 0, 0);
    let mut done = 0;
    for token in tokens {
        let mut delta_line = 0;
        for end in line_ends(text, done..token.range.start) {
            delta_line += 1;
            line_start = end;
        }
        done = token.range.start;
        let start = units(&text[line_start..token.range.start], encoding);
        let delta_start = if delta_line == 0 { start - column } else { start };
        let length = units(&text[token.range.clone()], encoding);
        block.tokens.push(encoded(token, places, delta_line, delta_start, length));
        (line, column) = (line + delta_line, start);
    }
    block.last = line;
    block.lines = line + line_ends(text, done..text.len()).count() as u32;
    block
}

fn encoded(
    token: &tm_ide::SemanticToken,
    places: &[u32],
    delta_line: u32,
    delta_start: u32,
    length: u32,
) -> SemanticToken {
    let has = |(_, modifier): &(usize, &TokenModifier)| token.modifiers.has(**modifier);
    let modifiers = TokenModifier::ALL.iter().enumerate().filter(has);
    SemanticToken {
        delta_line,
        delta_start,
        length,
        token_type: places[token.kind as usize],
        token_modifiers_bitset: modifiers.fold(0, |bits, (place, _)| bits | 1 << place),
    }
}

/// The ends of the lines that end in a part of a text.
fn line_ends(text: &str, part: Range<usize>) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    part.filter_map(move |at| match bytes[at] {
        b'\n' => Some(at + 1),
        b'\r' if bytes.get(at + 1) != Some(&b'\n') => Some(at + 1),
        _ => None,
    })
}

/// How many columns a text takes.
fn units(text: &str, encoding: Encoding) -> u32 {
    let units = match encoding {
        _ if text.is_ascii() => text.len(),
        Encoding::Utf8 => text.len(),
        Encoding::Utf16 => text.encode_utf16().count(),
        Encoding::Utf32 => text.chars().count(),
    };
    // A line is no longer than a block, and spans of blocks have 32 bits.
    units as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(delta_line: u32, token_type: u32) -> SemanticToken {
        let (delta_start, length) = (if delta_line == 0 { 2 } else { 0 }, 1);
        SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset: 0 }
    }

    /// A block of so many lines with tokens at the starts of some of them.
    fn block(lines: u32, at: &[(u32, u32)]) -> Arc<Encoded> {
        let mut last = 0;
        let tokens = at.iter().map(|(line, kind)| {
            let delta = line - last;
            last = *line;
            token(delta, *kind)
        });
        let tokens = tokens.collect();
        Arc::new(Encoded { tokens, lines, last })
    }

    fn flat(blocks: &[Arc<Encoded>]) -> Vec<SemanticToken> {
        let mut tokens = Vec::new();
        Cursor::default().take(blocks, &mut tokens);
        tokens
    }

    #[test]
    fn a_difference_turns_one_answer_into_the_other() {
        let (a, b, c) = (block(2, &[(0, 1), (1, 2)]), block(3, &[]), block(1, &[(0, 3)]));
        let (d, e) = (block(4, &[(2, 4)]), block(2, &[(0, 1), (1, 5)]));
        let texts: Vec<Vec<Arc<Encoded>>> = vec![
            vec![],
            vec![a.clone()],
            vec![a.clone(), b.clone(), c.clone()],
            vec![a.clone(), c.clone()],
            vec![b.clone(), a.clone(), d.clone(), c.clone()],
            vec![e.clone(), b.clone(), c.clone(), d.clone()],
            vec![a.clone(), e.clone(), b.clone(), c.clone()],
            vec![c, d, e, a, b],
        ];
        for before in &texts {
            for after in &texts {
                let mut tokens = flat(before);
                if let Some(edit) = difference(before, after) {
                    let start = edit.start as usize / 5;
                    let end = start + edit.delete_count as usize / 5;
                    tokens.splice(start..end, edit.data.unwrap_or_default());
                }
                assert_eq!(tokens, flat(after));
            }
            assert_eq!(difference(before, before), None);
        }
    }

    #[test]
    fn columns_are_counted_in_the_units_agreed_on() {
        let text = "\u{feff}é\r\n🔑 \"é🔑\" x\rb";
        let place = |word: &str| {
            let start = text.rfind(word).expect("it is there");
            start..start + word.len()
        };
        let of = |range| tm_ide::SemanticToken {
            range,
            kind: TokenKind::Keyword,
            modifiers: Default::default(),
        };
        let tokens = [of(place("\"é🔑\"")), of(place("x")), of(place("b"))];
        for (encoding, expected) in [
            (Encoding::Utf8, [(1, 5, 8), (0, 9, 1), (1, 0, 1)]),
            (Encoding::Utf16, [(1, 3, 5), (0, 6, 1), (1, 0, 1)]),
            (Encoding::Utf32, [(1, 2, 4), (0, 5, 1), (1, 0, 1)]),
        ] {
            let block = encode(text, &tokens, &[0], encoding);
            let found = block.tokens.iter().map(|it| (it.delta_line, it.delta_start, it.length));
            assert_eq!(found.collect::<Vec<_>>(), expected, "{encoding:?}");
            assert_eq!((block.lines, block.last), (2, 2));
        }
    }

    #[test]
    fn a_client_that_does_not_know_our_names_gets_those_of_the_protocol() {
        let mut client = SemanticTokensClientCapabilities {
            formats: vec![TokenFormat::RELATIVE],
            ..SemanticTokensClientCapabilities::default()
        };
        let names = |client: &_| {
            let (names, places) = KnownTokens::of(client).expect("relative").legend();
            TokenKind::ALL.iter().map(|kind| names[places[*kind as usize] as usize]).collect()
        };
        let all: Vec<&str> = names(&client);
        assert_eq!(all, TokenKind::ALL.iter().map(|kind| kind.standard()).collect::<Vec<_>>());
        client.token_types = vec![SemanticTokenType::new("zone")];
        let all: Vec<&str> = names(&client);
        assert_eq!(all[TokenKind::Zone as usize], "zone");
        assert_eq!(all[TokenKind::Namespace as usize], "namespace");
        assert_eq!(all[TokenKind::Entity as usize], "interface");
        client.formats.clear();
        assert_eq!(KnownTokens::of(&client), None);
    }
}
