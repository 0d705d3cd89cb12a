//! The heads of items, from the item word to the first clause: what is missing there.

use tm_grammar::LexemeKind;
use tm_grammar::words::ItemWord;

use super::context::Token;
use super::slot::{Slot, clauses};

/// Reads tokens one by one.
pub(super) struct Reader<'a, 't> {
    pub tokens: &'a [Token<'t>],
}

impl<'a, 't> Reader<'a, 't> {
    pub fn peek(&self) -> Option<Token<'t>> {
        self.tokens.first().copied()
    }

    pub fn next_if(&mut self, accept: impl Fn(&Token<'t>) -> bool) -> Option<Token<'t>> {
        let token = self.peek().filter(|token| accept(token))?;
        self.tokens = &self.tokens[1..];
        Some(token)
    }

    pub fn symbol(&mut self, symbol: &str) -> bool {
        self.next_if(|token| token.is(symbol)).is_some()
    }

    pub fn is_done(&self) -> bool {
        self.tokens.is_empty()
    }

    /// A name with what follows it after dots and slashes; `*`; `pack.*`.
    pub fn path(&mut self) -> Option<String> {
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

    pub fn skip(&mut self) {
        self.tokens = self.tokens.get(1..).unwrap_or_default();
    }
}

/// What may stand behind an item word and some tokens.
pub(super) fn item<'t>(word: ItemWord, tokens: &[Token<'t>]) -> Slot<'t> {
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
