//! What the raw tokens say of a line: whether it begins an item, a property, or goes on with the
//! line before.

use crate::token::{ClauseLead, Kind, Particle, Token, Word};
use crate::words::{ClauseWord, ItemWord};

/// The raw tokens of a text, by lines.
pub(crate) struct Lines<'text> {
    pub(crate) text: &'text str,
    pub(crate) raw: &'text [Token],
}

/// How many columns a tab moves on to a multiple of.
const TAB: u32 = 4;

impl Lines<'_> {
    /// True if the token is the first of its line.
    pub(crate) fn is_first(&self, index: usize) -> bool {
        index.checked_sub(1).is_none_or(|before| self.raw[before].kind.ends_line())
    }

    /// How far the line that the token begins is indented.
    pub(crate) fn indent(&self, index: usize) -> u32 {
        let start = index.checked_sub(1).map_or(0, |before| self.raw[before].span.end) as usize;
        let blank = &self.text[start..self.raw[index].span.start as usize];
        blank.bytes().fold(0, |column, byte| match byte {
            b'\t' => (column / TAB + 1) * TAB,
            _ => column + 1,
        })
    }

    /// The token after it on the same line.
    fn next_on_line(&self, index: usize) -> Option<Token> {
        let next = *self.raw.get(index + 1)?;
        (next.kind != Kind::Newline && !next.kind.is_trivia()).then_some(next)
    }

    /// True if a colon follows on the same line.
    pub(crate) fn is_before_colon(&self, index: usize) -> bool {
        self.next_on_line(index).is_some_and(|next| next.kind == Kind::Colon)
    }

    /// True if the token is an item word that begins its line and no colon follows: in column 0 this
    /// is enough for an item to start; elsewhere what follows must look like the rest of one.
    pub(crate) fn starts_item(&self, index: usize, after_comma: bool) -> bool {
        let token = self.raw[index];
        let Word::Item(word) = token.word else { return false };
        if token.kind != Kind::Name || !self.is_first(index) || self.is_before_colon(index) {
            return false;
        }
        if self.indent(index) == 0 {
            return true;
        }
        // `on a,` may go on with `zone b`, `for flow f,` with `process p`.
        if after_comma && token.word.is_subject() {
            return false;
        }
        self.is_before_rest_of(index, word)
    }

    /// True if what follows the token on its line looks like the rest of an item of that word.
    pub(crate) fn is_before_rest_of(&self, index: usize, word: ItemWord) -> bool {
        let Some(next) = self.next_on_line(index) else { return false };
        match next.kind {
            Kind::Name => match next.word {
                Word::Clause(clause) => word == ItemWord::Scope && clause == ClauseWord::In,
                Word::Particle(Particle::Of) => word == ItemWord::Part,
                Word::Particle(
                    Particle::And
                    | Particle::Or
                    | Particle::Not
                    | Particle::Is
                    | Particle::Known
                    | Particle::Where
                    | Particle::Avoiding
                    | Particle::Assuming
                    | Particle::As,
                ) => false,
                _ => true,
            },
            Kind::Number => word == ItemWord::Flow,
            Kind::Star => word.is_decision(),
            kind => kind == Kind::QuotedName || kind.is_text(),
        }
    }

    /// True if the token is a word such as `when` or `expect` that begins its line, and what follows
    /// looks like the rest of such a line.
    pub(crate) fn starts_nested(&self, index: usize) -> bool {
        let token = self.raw[index];
        token.kind == Kind::Name
            && matches!(token.word, Word::Nested(_))
            && self.is_first(index)
            && self.next_on_line(index).is_some_and(|next| match next.kind {
                Kind::Name => {
                    !next.word.is_clause()
                        && !matches!(
                            next.word,
                            Word::Particle(
                                Particle::And | Particle::Or | Particle::Is | Particle::Where
                            )
                        )
                }
                kind => kind == Kind::QuotedName || kind == Kind::OpenParenthesis || kind.is_text(),
            })
    }

    /// True if a name and a colon begin the line.
    pub(crate) fn starts_property(&self, index: usize) -> bool {
        self.is_first(index) && self.raw[index].is_name() && self.is_before_colon(index)
    }

    /// True if the token, the first of its line, goes on with the line before: `and`, `or`, `->`, a
    /// clause word without a colon, or what begins no sentence (`{`, quoted text).
    pub(crate) fn continues(&self, index: usize) -> bool {
        let token = self.raw[index];
        match token.kind {
            Kind::Arrow | Kind::OpenBrace => true,
            Kind::Name => {
                (token.word.is(Particle::And)
                    || token.word.is(Particle::Or)
                    || token.word.is_clause())
                    && !self.is_before_colon(index)
            }
            kind => kind.is_text(),
        }
    }

    /// True if what follows a closing brace looks as if it stood in the body that the brace closes:
    /// more on the same line, or a line that is indented further than the body's owner.
    pub(crate) fn goes_on_inside(&self, index: usize, indent: u32) -> bool {
        match self.next_on_line(index) {
            Some(next) => !matches!(next.kind, Kind::Semicolon | Kind::CloseBrace),
            None => self.next_line(index).is_some_and(|next| self.indent(next) > indent),
        }
    }

    /// The first token of the next line that has one and is no comment.
    fn next_line(&self, index: usize) -> Option<usize> {
        let rest = self.raw.get(index + 1..)?;
        let mut after =
            rest.iter().enumerate().skip_while(|(_, token)| token.kind != Kind::Newline);
        let place =
            after.find(|(_, token)| token.kind != Kind::Newline && !token.kind.is_trivia())?.0;
        Some(index + 1 + place)
    }

    /// Whether a clause word, where a value could stand, can only start a clause: what follows is a
    /// value, and two values do not follow each other.
    pub(crate) fn clause_lead(&self, index: usize, word: Word) -> ClauseLead {
        let Some(next) = self.next_on_line(index) else { return ClauseLead::No };
        match next.kind {
            Kind::Name if next.word.is_clause() || next.word.is(Particle::Assuming) => {
                ClauseLead::No
            }
            Kind::Name
            | Kind::QuotedName
            | Kind::Handle
            | Kind::Number
            | Kind::Date
            | Kind::BadDate
            | Kind::Duration
            | Kind::Question
            | Kind::Star => ClauseLead::Yes,
            kind if kind.is_text() => match word {
                Word::Clause(ClauseWord::Because | ClauseWord::Ticket | ClauseWord::To) => {
                    ClauseLead::BeforeText
                }
                _ => ClauseLead::No,
            },
            _ => ClauseLead::No,
        }
    }

    /// The index of the token after the group that the token at `index` opens; what is in it is left
    /// out. A bracket's group also ends where an open bracket is abandoned.
    pub(crate) fn skip_group(&self, index: usize, line: &mut u32) -> usize {
        let brace = match self.raw[index].kind {
            Kind::OpenBrace => true,
            Kind::OpenBracket | Kind::OpenParenthesis => false,
            _ => return index + 1,
        };
        let mut depth = 1_usize;
        let mut at = index + 1;
        while at < self.raw.len() && depth > 0 {
            let kind = self.raw[at].kind;
            match kind {
                Kind::Newline => *line += 1,
                Kind::OpenBrace | Kind::CloseBrace if !brace => return at,
                Kind::OpenBrace => depth += 1,
                Kind::CloseBrace => depth -= 1,
                Kind::OpenBracket | Kind::OpenParenthesis if !brace => depth += 1,
                Kind::CloseBracket | Kind::CloseParenthesis if !brace => depth -= 1,
                Kind::Semicolon if !brace => return at,
                Kind::Name | Kind::QuotedName
                    if !brace
                        && (self.starts_item(at, false)
                            || self.starts_nested(at)
                            || self.starts_property(at)) =>
                {
                    return at;
                }
                _ => {}
            }
            at += 1;
        }
        at
    }
}
