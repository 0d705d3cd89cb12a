//! The sentence around the cursor, as far as it is typed.
//!
//! It is found in the tokens of the block before the cursor and not in the tree: at the cursor a
//! sentence is rarely complete, and what the parser made of the rest does not matter here.
//!
//! The rules for the ends of sentences are those of the language reference, except that the line
//! of the cursor may still become anything: a new sentence, or the rest of the one before.

use tm_grammar::tree::Span;
use tm_grammar::words::{ClauseWord, ItemWord};
use tm_grammar::{LexemeKind, scan};

/// A token with its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    pub kind: LexemeKind,
    pub text: &'t str,
    pub span: Span,
}

impl Token<'_> {
    /// True for a symbol with that text.
    pub(crate) fn is(&self, symbol: &str) -> bool {
        self.kind == LexemeKind::Symbol && self.text == symbol
    }

    /// True for a name, quoted or not.
    pub(crate) const fn is_name(&self) -> bool {
        matches!(self.kind, LexemeKind::Name | LexemeKind::QuotedName)
    }

    /// The item word that a bare name is.
    pub(crate) fn item_word(&self) -> Option<ItemWord> {
        (self.kind == LexemeKind::Name).then(|| ItemWord::parse(self.text)).flatten()
    }

    /// The clause word that a bare name is.
    pub(crate) fn clause_word(&self) -> Option<ClauseWord> {
        (self.kind == LexemeKind::Name).then(|| ClauseWord::parse(self.text)).flatten()
    }
}

/// A body that is open at the cursor.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame<'t> {
    /// The tokens of the header.
    pub header: Vec<Token<'t>>,
    /// The keys that are written in the body before the cursor.
    pub keys: Vec<&'t str>,
}

impl Frame<'_> {
    /// The word of the item whose body it is.
    pub(crate) fn word(&self) -> Option<ItemWord> {
        self.header.first()?.item_word()
    }
}

/// What is written before the cursor.
#[derive(Clone, Debug)]
pub(crate) struct Context<'t> {
    /// The bodies that are open, the outermost first.
    pub frames: Vec<Frame<'t>>,
    /// The sentence up to the word that is being typed; empty at the start of a line that may begin
    /// a new one.
    pub sentence: Vec<Token<'t>>,
    /// The sentence that the line of the cursor may go on with, if it is not a new one.
    pub before: Vec<Token<'t>>,
    /// What is typed of the word at the cursor.
    pub typed: &'t str,
    /// The whole word at the cursor, also what stands behind the cursor.
    pub word: Span,
    /// The token behind that word on its line.
    pub next: Option<Token<'t>>,
}

/// A character of a name, a path, a number, a day or a person.
fn is_part_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | '/' | '@' | '`')
}

/// The word that holds the cursor or ends there.
fn word_at(text: &str, offset: usize) -> Span {
    let before = &text[..offset];
    let mut start = before.trim_end_matches(is_part_of_word).len();
    // A hyphen alone is the start of an arrow, a dot or slash alone no word.
    start += before[start..].len() - before[start..].trim_start_matches(['-', '.', '/']).len();
    let mut end = offset;
    if start < offset {
        end += text[offset..].len() - text[offset..].trim_start_matches(is_part_of_word).len();
        let behind = &text[offset..end];
        // `a->b`: the hyphen belongs to the arrow.
        end -= behind.len() - behind.trim_end_matches(['-', '.', '/']).len();
    }
    // A block's text is shorter than 4 GiB, as its spans are.
    Span::new(u32::try_from(start).unwrap_or(0), u32::try_from(end).unwrap_or(0))
}

/// The context of a place in the text of a block; `None` inside comments and quotes.
pub(crate) fn context(text: &str, offset: u32) -> Option<Context<'_>> {
    let tokens: Vec<Token<'_>> = scan(text)
        .into_iter()
        .map(|lexeme| Token { kind: lexeme.kind, text: lexeme.span.text(text), span: lexeme.span })
        .collect();
    if tokens.iter().any(|token| is_inside(token, offset)) {
        return None;
    }
    let word = word_at(text, offset as usize);
    let before = tokens.iter().filter(|token| token.span.end <= word.start).copied();
    let mut reader = Reader { balanced: is_balanced(&tokens), ..Reader::default() };
    let mut last_line = 0;
    for token in before {
        if token.kind == LexemeKind::Newline {
            last_line = token.span.end;
        }
        reader.take(text, token, tokens_after(&tokens, token));
    }
    let column = text[last_line as usize..word.start as usize].trim_start_matches('\u{feff}');
    let at_margin = column.is_empty();
    let next = tokens
        .iter()
        .find(|token| token.span.start >= word.end)
        .filter(|token| !matches!(token.kind, LexemeKind::Newline | LexemeKind::Comment))
        .copied();
    Some(reader.finish(at_margin, text.get(..offset as usize)?, word, next))
}

fn tokens_after<'a, 't>(tokens: &'a [Token<'t>], token: Token<'t>) -> &'a [Token<'t>] {
    let index = tokens.partition_point(|other| other.span.start <= token.span.start);
    &tokens[index..]
}

/// True inside a comment, or between quotes.
fn is_inside(token: &Token<'_>, offset: u32) -> bool {
    let Span { start, end } = token.span;
    match token.kind {
        LexemeKind::Comment => start < offset && offset <= end,
        LexemeKind::Text => {
            let closed = token.text.len() > 1 && token.text.ends_with(['"', '\'', '”', '’']);
            start < offset && (offset < end || (offset == end && !closed))
        }
        _ => false,
    }
}

fn is_balanced(tokens: &[Token<'_>]) -> bool {
    let mut depth = 0_i32;
    for token in tokens {
        depth += i32::from(token.is("{")) - i32::from(token.is("}"));
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Reads tokens from the start of a block and keeps the sentence under way.
#[derive(Default)]
struct Reader<'t> {
    frames: Vec<Frame<'t>>,
    sentence: Vec<Token<'t>>,
    /// How many brackets and parentheses are open.
    brackets: u32,
    /// A line has ended since the last token.
    new_line: bool,
    /// The braces of the block match, so that column 0 closes none.
    balanced: bool,
}

impl<'t> Reader<'t> {
    fn take(&mut self, text: &str, token: Token<'t>, after: &[Token<'t>]) {
        match token.kind {
            LexemeKind::Newline => {
                self.new_line = true;
                return;
            }
            LexemeKind::Comment => return,
            _ => {}
        }
        if std::mem::take(&mut self.new_line) {
            let before_colon = after.first().is_some_and(|next| next.is(":"));
            let starts_item = token.item_word().is_some() && !before_colon;
            let at_margin = text[..token.span.start as usize].ends_with(['\n', '\r']);
            if starts_item && at_margin {
                self.end_sentence();
                if !self.balanced {
                    self.frames.clear();
                }
            } else if self.ends_before(&token, before_colon, after) {
                self.end_sentence();
            }
        }
        if token.is("{") {
            self.brackets = 0;
            let header = std::mem::take(&mut self.sentence);
            self.frames.push(Frame { header, keys: Vec::new() });
        } else if token.is("}") {
            self.end_sentence();
            self.frames.pop();
        } else if token.is(";") {
            self.end_sentence();
        } else {
            if token.is("(") || token.is("[") {
                self.brackets += 1;
            } else if token.is(")") || token.is("]") {
                self.brackets = self.brackets.saturating_sub(1);
            }
            self.sentence.push(token);
        }
    }

    /// True if the line end before a token ends the sentence.
    fn ends_before(&self, token: &Token<'t>, before_colon: bool, after: &[Token<'t>]) -> bool {
        if self.goes_on() {
            // A key always starts a line of its own; what looks like an item starts one too.
            return before_colon && token.is_name()
                || token.item_word().is_some() && after.first().is_some_and(Token::is_name);
        }
        let continues = token.is("->")
            || token.is("{")
            || !before_colon
                && (token.clause_word().is_some() || matches!(token.text, "and" | "or"));
        !continues
    }

    /// True if the sentence needs more, whatever comes.
    fn goes_on(&self) -> bool {
        self.brackets > 0
            || self.sentence.last().is_some_and(|last| {
                last.is(",")
                    || last.is("->")
                    || last.kind == LexemeKind::Name && matches!(last.text, "and" | "or" | "not")
            })
    }

    fn end_sentence(&mut self) {
        self.brackets = 0;
        let sentence = std::mem::take(&mut self.sentence);
        if let [key, colon, ..] = sentence.as_slice()
            && key.is_name()
            && colon.is(":")
            && let Some(frame) = self.frames.last_mut()
        {
            frame.keys.push(key.text);
        }
    }

    fn finish(
        mut self,
        at_margin: bool,
        text: &'t str,
        word: Span,
        next: Option<Token<'t>>,
    ) -> Context<'t> {
        let mut before = Vec::new();
        if self.new_line && !self.goes_on() {
            before = self.sentence.clone();
            self.end_sentence();
        }
        if at_margin {
            before.clear();
            if !self.balanced && self.sentence.is_empty() {
                self.frames.clear();
            }
        }
        Context {
            frames: self.frames,
            sentence: self.sentence,
            before,
            typed: &text[word.start as usize..],
            word,
            next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Context<'_> {
        let offset = text.find('|').unwrap_or(text.len());
        let plain: &'static str = text.replacen('|', "", 1).leak();
        context(plain, u32::try_from(offset).unwrap_or(0)).expect("the cursor is in no text")
    }

    fn words(tokens: &[Token<'_>]) -> String {
        tokens.iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_sentence_ends_at_the_word_that_is_typed() {
        let context = at("accept stride.flo|oding on x");
        assert_eq!(words(&context.sentence), "accept");
        assert_eq!((context.typed, context.word), ("stride.flo", Span::new(7, 22)));
        assert_eq!(context.next.map(|token| token.text), Some("on"));
    }

    #[test]
    fn hyphens_and_dots_belong_to_words_and_arrows_do_not() {
        assert_eq!(at("flow a: b->c-d|").typed, "c-d");
        assert_eq!(at("flow a: b -|").typed, "");
        assert_eq!(words(&at("flow a: b->|").sentence), "flow a : b ->");
        assert_eq!(at("accept x until 2027-0|").typed, "2027-0");
        assert_eq!(at("  owner: @da|").typed, "@da");
    }

    #[test]
    fn a_new_line_may_start_a_sentence_or_go_on() {
        let context = at("flow a: b -> c\n  v|");
        assert!(context.sentence.is_empty());
        assert_eq!(words(&context.before), "flow a : b -> c");
        let context = at("flow a: b -> c\n  carrying x,\n  |");
        assert_eq!(words(&context.sentence), "flow a : b -> c carrying x ,");
        let context = at("flow a: b -> c\n|");
        assert!(context.sentence.is_empty() && context.before.is_empty());
    }

    #[test]
    fn open_bodies_are_known_with_their_keys() {
        let context = at("zone z {\n  process p: web-app {\n    owner: @a\n    |\n  }\n}");
        assert_eq!(context.frames.len(), 2);
        assert_eq!(words(&context.frames[1].header), "process p : web-app");
        assert_eq!(context.frames[1].keys, ["owner"]);
    }

    #[test]
    fn an_item_in_column_0_leaves_bodies_that_nobody_closed() {
        let context = at("zone z {\n  process p: web-app {\nflow a: p -> |");
        assert!(context.frames.is_empty());
        assert_eq!(words(&context.sentence), "flow a : p ->");
    }

    #[test]
    fn nothing_is_typed_inside_comments_and_quotes() {
        for text in ["flow a // no|", "flow a: b -> c \"Ti|tle\"", "flow a: b -> c \"Ti|"] {
            let offset = text.find('|').map(|at| u32::try_from(at).unwrap_or(0));
            let plain = text.replacen('|', "", 1);
            assert!(offset.is_some_and(|offset| context(&plain, offset).is_none()), "{text}");
        }
    }
}
