//! What may stand at the cursor, found from the sentence before it.
//!
//! Not for: which names there are; this knows the shape of sentences and the table of words.

use tm_grammar::LexemeKind;
use tm_grammar::words::{ItemWord, NestedWord};

use super::context::{Context, Frame, Token};
use super::heads::{Reader, item};

/// What may stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot<'t> {
    /// A new sentence: an item, or a line of the innermost body.
    Start,
    /// The name of a new item.
    NewName(ItemWord),
    /// The number or name of a new flow.
    NewFlow {
        /// The number is written.
        numbered: bool,
    },
    /// What an item is: behind its colon.
    Kind(ItemWord),
    /// What a list is of: behind `of`.
    ListOf,
    /// An end of a flow; the ends before it.
    End(Vec<String>),
    /// `->`
    Arrow,
    /// A threat: behind a verb of decision.
    Decided(ItemWord),
    /// A clause of the header, or its body.
    Clause(ItemWord),
    /// A value of a clause or property.
    Value(Value<'t>),
    /// `assuming`, behind the value of a key.
    AfterValue(&'t str),
    /// `in` or `out`
    Direction,
    /// A pack.
    Pack,
    /// A model.
    Model,
    /// A rule, behind `override` or `disable`.
    Rule,
    /// A question, behind `answer`.
    Question,
    /// A name that is gone or that took its place.
    Moved,
    /// One word that must follow.
    Word(&'static str),
    /// A threat with `on` and a place: behind `without "…":`.
    ThreatOf,
    /// The rule of an `expect`.
    Expected {
        /// `no`, `maybe` or `mitigated` is written.
        qualified: bool,
    },
    /// A target of what stands before `on`; the threat, if one does.
    On(Option<String>),
    /// A part of a predicate.
    Expression(Vec<Token<'t>>),
    /// Nothing that could be known.
    Nothing,
}

/// A value that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value<'t> {
    /// The item.
    pub word: ItemWord,
    /// The clause word or key.
    pub key: &'t str,
    /// The values that are written before it.
    pub written: Vec<String>,
    /// The key stands in a body.
    pub property: bool,
    /// What is written of this value: `flow f :` in `for flow f: …`, `rule on` in `counters`.
    pub begun: Vec<Token<'t>>,
}

/// What may stand at the cursor.
pub(crate) fn slot<'t>(context: &Context<'t>) -> Slot<'t> {
    let tokens = context.sentence.as_slice();
    let Some(first) = tokens.first() else { return Slot::Start };
    let frame = context.frames.last();
    let before_colon = tokens.get(1).is_some_and(|token| token.is(":"));
    if before_colon && first.is_name() {
        return match frame.and_then(Frame::word) {
            Some(word) => property(word, first.text, &tokens[2..]),
            None => Slot::Nothing,
        };
    }
    if let Some(word) = first.item_word() {
        return item(word, &tokens[1..]);
    }
    match NestedWord::parse(first.text) {
        Some(NestedWord::When | NestedWord::Unless | NestedWord::Claims) => {
            Slot::Expression(tokens[1..].to_vec())
        }
        Some(NestedWord::Spreads) => match tokens.len() {
            1 => Slot::Nothing,
            2 => Slot::Word("where"),
            _ => Slot::Expression(tokens[3..].to_vec()),
        },
        Some(NestedWord::Without) => without(&tokens[1..]),
        Some(NestedWord::Expect) => expect(&tokens[1..]),
        None => Slot::Nothing,
    }
}

/// The header that a new line may go on with: the clauses that are still missing there.
pub(crate) fn continued<'t>(before: &[Token<'t>]) -> Option<ItemWord> {
    let word = before.first()?.item_word()?;
    match item(word, &before[1..]) {
        Slot::Clause(word) => Some(word),
        _ => None,
    }
}

/// What may stand behind a complete head.
pub(super) fn clauses<'t>(word: ItemWord, reader: &mut Reader<'_, 't>) -> Slot<'t> {
    while let Some(token) = reader.peek() {
        reader.skip();
        if token.clause_word().is_none() {
            continue;
        }
        match values(word, token.text, reader, false) {
            ValueSlot::Missing(value) => return Slot::Value(value),
            ValueSlot::On(threat) => return Slot::On(Some(threat)),
            ValueSlot::Complete => {}
        }
    }
    Slot::Clause(word)
}

fn property<'t>(word: ItemWord, key: &'t str, tokens: &[Token<'t>]) -> Slot<'t> {
    let mut reader = Reader { tokens };
    match values(word, key, &mut reader, true) {
        ValueSlot::Missing(value) => Slot::Value(value),
        ValueSlot::On(threat) => Slot::On(Some(threat)),
        ValueSlot::Complete => {
            if reader.next_if(|token| token.text == "assuming").is_none() {
                return if reader.is_done() { Slot::AfterValue(key) } else { Slot::Nothing };
            }
            let value = Value {
                word,
                key: "assuming",
                written: Vec::new(),
                property: true,
                begun: Vec::new(),
            };
            if reader.is_done() { Slot::Value(value) } else { Slot::Nothing }
        }
    }
}

enum ValueSlot<'t> {
    Complete,
    Missing(Value<'t>),
    /// A place is missing behind the `on` of a threat.
    On(String),
}

/// Reads values separated by commas, up to the one that is missing.
fn values<'t>(
    word: ItemWord,
    key: &'t str,
    reader: &mut Reader<'_, 't>,
    property: bool,
) -> ValueSlot<'t> {
    let mut written = Vec::new();
    loop {
        let missing = |begun: &[Token<'t>], written: &[String]| {
            ValueSlot::Missing(Value {
                word,
                key,
                written: written.to_vec(),
                property,
                begun: begun.to_vec(),
            })
        };
        if reader.is_done() {
            return missing(&[], &written);
        }
        let start = reader.tokens;
        if reader.next_if(|token| token.text == "zone").is_some() && reader.is_done() {
            return missing(start, &written);
        }
        match reader.path() {
            Some(path) => {
                if key == "for" {
                    reader.next_if(|token| token.is_name() && token.clause_word().is_none());
                    if reader.symbol(":") && reader.path().is_none() {
                        return missing(start, &written);
                    }
                }
                if key == "counters" && reader.next_if(|token| token.text == "on").is_some() {
                    reader.next_if(|token| token.text == "zone");
                    if reader.path().is_none() {
                        return ValueSlot::On(path);
                    }
                }
                written.push(path);
            }
            None => {
                // Text, a day, a person, `?`: one token.
                if let Some(token) = reader.peek() {
                    written.push(token.text.to_owned());
                }
                reader.skip();
            }
        }
        if !reader.symbol(",") {
            return ValueSlot::Complete;
        }
    }
}

fn without<'t>(tokens: &[Token<'t>]) -> Slot<'t> {
    let mut reader = Reader { tokens };
    reader.next_if(|token| token.kind == LexemeKind::Text);
    if !reader.symbol(":") {
        return Slot::Nothing;
    }
    loop {
        let Some(threat) = reader.path() else { return Slot::ThreatOf };
        if reader.next_if(|token| token.text == "on").is_some() {
            reader.next_if(|token| token.text == "zone");
            if reader.path().is_none() {
                return Slot::On(Some(threat));
            }
        }
        if !reader.symbol(",") {
            return Slot::Word("on");
        }
    }
}

fn expect<'t>(tokens: &[Token<'t>]) -> Slot<'t> {
    let mut reader = Reader { tokens };
    let qualified =
        reader.next_if(|token| matches!(token.text, "no" | "maybe" | "mitigated")).is_some();
    let Some(rule) = reader.path() else { return Slot::Expected { qualified } };
    if reader.next_if(|token| token.text == "on").is_none() {
        return Slot::Word("on");
    }
    if reader.is_done() { Slot::On(Some(rule)) } else { Slot::Nothing }
}
