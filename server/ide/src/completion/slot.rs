//! What may stand at the cursor, found from the sentence before it.
//!
//! Not for: which names there are; this knows the shape of sentences and the table of words.

use tm_grammar::LexemeKind;
use tm_grammar::words::{ItemWord, NestedWord};

use super::context::{Context, Token};

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
    /// `assuming`
    AfterValue,
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
        return match frame.and_then(super::context::Frame::word) {
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

/// Reads tokens one by one.
struct Reader<'a, 't> {
    tokens: &'a [Token<'t>],
}

impl<'a, 't> Reader<'a, 't> {
    fn peek(&self) -> Option<Token<'t>> {
        self.tokens.first().copied()
    }

    fn next_if(&mut self, accept: impl Fn(&Token<'t>) -> bool) -> Option<Token<'t>> {
        let token = self.peek().filter(|token| accept(token))?;
        self.tokens = &self.tokens[1..];
        Some(token)
    }

    fn symbol(&mut self, symbol: &str) -> bool {
        self.next_if(|token| token.is(symbol)).is_some()
    }

    fn is_done(&self) -> bool {
        self.tokens.is_empty()
    }

    /// A name with what follows it after dots and slashes; `*`; `pack.*`.
    fn path(&mut self) -> Option<String> {
        if self.symbol("*") {
            return Some("*".into());
        }
        let mut path = self.next_if(Token::is_name)?.text.to_owned();
        loop {
            if self.symbol(".*") {
                path.push_str(".*");
                return Some(path);
            }
            let separator = [".", "/"].into_iter().find(|symbol| self.symbol(symbol));
            let Some(separator) = separator else { return Some(path) };
            path.push_str(separator);
            if let Some(name) = self.next_if(Token::is_name) {
                path.push_str(name.text);
            }
        }
    }

    fn skip(&mut self) {
        self.tokens = self.tokens.get(1..).unwrap_or_default();
    }
}

fn item<'t>(word: ItemWord, tokens: &[Token<'t>]) -> Slot<'t> {
    let mut reader = Reader { tokens };
    let open = match word {
        ItemWord::Flow => flow(&mut reader),
        word if word.is_decision() => decided(word, &mut reader),
        ItemWord::Part => part(&mut reader),
        ItemWord::Use => uses(&mut reader),
        ItemWord::Import => import(&mut reader),
        ItemWord::Scope => scope(&mut reader),
        ItemWord::Answer => answer(&mut reader),
        ItemWord::Moved => moved(&mut reader),
        ItemWord::Override | ItemWord::Disable => reader.path().map_or(Some(Slot::Rule), |_| None),
        ItemWord::Scale | ItemWord::Choice => return Slot::Nothing,
        ItemWord::Tracker => return Slot::Nothing,
        ItemWord::Test => None,
        _ => declaration(word, &mut reader),
    };
    if let Some(slot) = open {
        return slot;
    }
    reader.next_if(|token| token.kind == LexemeKind::Text);
    clauses(word, &mut reader)
}

/// The slot of a declaration, if its head is not complete.
fn declaration<'t>(word: ItemWord, reader: &mut Reader<'_, 't>) -> Option<Slot<'t>> {
    if reader.next_if(Token::is_name).is_none() {
        return reader.is_done().then_some(Slot::NewName(word));
    }
    reader.next_if(|token| token.kind == LexemeKind::Number);
    if !reader.symbol(":") {
        return None;
    }
    if reader.path().is_none() {
        return reader.is_done().then_some(Slot::Kind(word));
    }
    let list = reader.next_if(|token| token.text == "of").is_some();
    if list && reader.path().is_none() {
        return reader.is_done().then_some(Slot::ListOf);
    }
    None
}

fn flow<'t>(reader: &mut Reader<'_, 't>) -> Option<Slot<'t>> {
    let numbered = reader.next_if(|token| token.kind == LexemeKind::Number).is_some();
    if reader.next_if(Token::is_name).is_none() {
        return reader.is_done().then_some(Slot::NewFlow { numbered });
    }
    if !reader.symbol(":") {
        return reader.is_done().then_some(Slot::Nothing);
    }
    let mut ends = Vec::new();
    loop {
        match reader.path() {
            Some(end) => ends.push(end),
            None => return reader.is_done().then_some(Slot::End(ends)),
        }
        if !reader.symbol("->") {
            break;
        }
    }
    (ends.len() == 1 && reader.is_done()).then_some(Slot::Arrow)
}

fn decided<'t>(word: ItemWord, reader: &mut Reader<'_, 't>) -> Option<Slot<'t>> {
    loop {
        if reader.path().is_none() {
            return reader.is_done().then_some(Slot::Decided(word));
        }
        if !reader.symbol(",") {
            return None;
        }
    }
}

fn part<'t>(reader: &mut Reader<'_, 't>) -> Option<Slot<'t>> {
    if reader.next_if(|token| token.text == "of").is_none() {
        return Some(Slot::Word("of"));
    }
    Some(if reader.is_done() { Slot::Model } else { Slot::Nothing })
}

fn uses<'t>(reader: &mut Reader<'_, 't>) -> Option<Slot<'t>> {
    let by_path = reader.next_if(|token| token.kind == LexemeKind::Text).is_some();
    if !by_path && reader.path().is_none() {
        return Some(Slot::Pack);
    }
    reader.next_if(|token| token.kind == LexemeKind::Number);
    None
}

fn import<'t>(reader: &mut Reader<'_, 't>) -> Option<Slot<'t>> {
    let path = reader.next_if(|token| token.kind == LexemeKind::Text);
    let missing = path.is_some() && reader.is_done();
    Some(if missing { Slot::Word("as") } else { Slot::Nothing })
}

fn scope<'t>(reader: &mut Reader<'_, 't>) -> Option<Slot<'t>> {
    if reader.next_if(|token| matches!(token.text, "in" | "out")).is_none() {
        return Some(Slot::Direction);
    }
    loop {
        reader.next_if(|token| token.text == "zone");
        if reader.path().is_none() {
            return reader.is_done().then_some(Slot::On(None));
        }
        if !reader.symbol(",") {
            return None;
        }
    }
}

fn answer<'t>(reader: &mut Reader<'_, 't>) -> Option<Slot<'t>> {
    if reader.path().is_none() {
        return Some(Slot::Question);
    }
    if reader.next_if(|token| token.text == "on").is_some() {
        reader.next_if(|token| token.text == "zone");
        if reader.path().is_none() {
            return Some(Slot::On(None));
        }
    }
    if !reader.symbol("=") {
        return Some(Slot::Word("on"));
    }
    if reader.is_done() {
        return Some(Slot::Nothing);
    }
    reader.skip();
    None
}

fn moved<'t>(reader: &mut Reader<'_, 't>) -> Option<Slot<'t>> {
    if reader.path().is_some() && !reader.symbol("->") {
        return Some(Slot::Arrow);
    }
    Some(Slot::Moved)
}

/// What may stand behind a complete head.
fn clauses<'t>(word: ItemWord, reader: &mut Reader<'_, 't>) -> Slot<'t> {
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
                return if reader.is_done() { Slot::AfterValue } else { Slot::Nothing };
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
