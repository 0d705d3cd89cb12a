//! The errors that the layout finds, each with the edit that mends it where there is just one.

use smol_str::SmolStr;

use super::{Brace, Pass, end_of};
use crate::calendar;
use crate::error::{SyntaxError, SyntaxErrorKind, TextFix};
use crate::spelling::{self, Place};
use crate::text;
use crate::token::{Kind, Token, Word};
use crate::tree::Span;
use crate::words::ItemWord;

impl Pass<'_> {
    fn report(&mut self, kind: SyntaxErrorKind, span: Span, fix: Option<TextFix>) {
        self.result.errors.push(SyntaxError { kind, span, fix });
    }

    /// Reports a token that is faulty by itself.
    pub(super) fn report_token(&mut self, token: Token) {
        let slice = token.span.text(self.text);
        let end = Span::new(token.span.end, token.span.end);
        match token.kind {
            Kind::Garbage if slice.starts_with(|c: char| c.is_ascii_digit()) => {
                let text = SmolStr::new(slice);
                let fix = TextFix { span: token.span, insert: format!("`{slice}`") };
                self.report(SyntaxErrorKind::NotAName { text }, token.span, Some(fix));
            }
            Kind::Garbage => {
                let text = SmolStr::new(slice);
                self.report(SyntaxErrorKind::Stray { text }, token.span, None);
            }
            Kind::ForeignComment => {
                let sign = Span::new(token.span.start, token.span.start + 1);
                let fix = TextFix { span: sign, insert: "//".to_owned() };
                self.report(SyntaxErrorKind::ForeignComment, token.span, Some(fix));
            }
            Kind::ConflictMarker => self.report(SyntaxErrorKind::ConflictMarker, token.span, None),
            Kind::OpenText => {
                let fix = TextFix { span: end, insert: "\"".to_owned() };
                self.report(SyntaxErrorKind::OpenText, token.span, Some(fix));
            }
            Kind::ForeignText => {
                let fix = TextFix { span: token.span, insert: text::quote(text::foreign(slice)) };
                self.report(SyntaxErrorKind::ForeignQuotes, token.span, Some(fix));
            }
            Kind::Text => {
                if let Some((at, escape)) = text::unknown_escape(slice) {
                    let start = token.span.start + at;
                    let span = Span::new(start, start + escape.len() as u32);
                    let fix = TextFix { span: Span::new(start, start), insert: "\\".to_owned() };
                    let text = SmolStr::new(escape);
                    self.report(SyntaxErrorKind::UnknownEscape { text }, span, Some(fix));
                }
            }
            Kind::BadDate => {
                let nearest = calendar::nearest_date(slice);
                let fix = nearest.map(|date| TextFix {
                    span: token.span,
                    insert: format!("{:04}-{:02}-{:02}", date.year, date.month, date.day),
                });
                let text = SmolStr::new(slice);
                self.report(SyntaxErrorKind::BadDate { text, nearest }, token.span, fix);
            }
            _ => {}
        }
    }

    pub(super) fn report_too_deep(&mut self, span: Span) {
        self.too_deep = true;
        self.report(SyntaxErrorKind::TooDeep, span, None);
    }

    /// A closing brace or bracket that closes nothing.
    pub(super) fn report_stray(&mut self, token: Token) {
        if self.too_deep {
            return;
        }
        let text = SmolStr::new(token.span.text(self.text));
        let fix = TextFix { span: token.span, insert: String::new() };
        self.report(SyntaxErrorKind::Stray { text }, token.span, Some(fix));
    }

    /// Reports the first word of a sentence that is nearly an item word, if what follows looks like
    /// the rest of that item. It is read as what was meant, so that whatever uses the name of the item
    /// is not at fault as well.
    pub(super) fn mend_item_word(&mut self, index: usize, token: &mut Token) {
        if token.kind != Kind::Name || !matches!(token.word, Word::None | Word::Particle(_)) {
            return;
        }
        let place = if self.braces.is_empty() { Place::File } else { Place::Body };
        let text = token.span.text(self.text);
        let Some(nearest) = spelling::nearest(text, place) else { return };
        let Some(word) = ItemWord::parse(nearest) else { return };
        if !self.lines.is_before_rest_of(index, word) {
            return;
        }
        let kind = SyntaxErrorKind::UnknownWord {
            word: SmolStr::new(text),
            nearest: Some(SmolStr::new_static(nearest)),
        };
        let fix = TextFix { span: token.span, insert: nearest.to_owned() };
        self.report(kind, token.span, Some(fix));
        token.word = Word::Item(word);
    }

    /// A brace that is never closed; its partner is put in after the last token.
    pub(super) fn report_open_brace(&mut self, brace: &Brace) {
        if self.too_deep {
            return;
        }
        let span = self.result.tokens[brace.index].span;
        let end = end_of(&self.result.tokens);
        // What stands on one line is closed there.
        let lines = span.cover(Span::new(end, end)).text(self.text);
        let insert = if lines.contains(['\n', '\r']) {
            format!("\n{:indent$}}}", "", indent = brace.indent as usize)
        } else {
            " }".to_owned()
        };
        let fix = TextFix { span: Span::new(end, end), insert };
        self.report(SyntaxErrorKind::OpenBrace, span, Some(fix));
    }

    /// An opening brace where none may stand; it is left out.
    pub(super) fn report_brace_in_sentence(&mut self, token: Token) {
        let fix = TextFix { span: token.span, insert: String::new() };
        self.report(SyntaxErrorKind::OpenBrace, token.span, Some(fix));
    }

    /// The opening brace of the lines that follow is missing after the last token.
    pub(super) fn report_missing_opener(&mut self) {
        let Some(last) = self.result.tokens.last() else { return };
        let end = Span::new(last.span.end, last.span.end);
        let kind = SyntaxErrorKind::Expected {
            what: "\"{\"".to_owned(),
            after: SmolStr::new(last.span.text(self.text)),
        };
        let (span, fix) = (last.span, TextFix { span: end, insert: " {".to_owned() });
        self.report(kind, span, Some(fix));
    }

    /// A bracket that is never closed: the one at `place` among those that are open.
    pub(super) fn report_open_bracket(&mut self, place: usize) {
        if self.too_deep {
            return;
        }
        let bracket = &self.brackets[place];
        let span = self.result.tokens[bracket.index].span;
        if bracket.expected {
            let close = if bracket.kind == Kind::OpenBracket { "]" } else { ")" };
            let end = end_of(&self.result.tokens);
            let last = self.result.tokens.last().map_or("", |last| last.span.text(self.text));
            let kind = SyntaxErrorKind::Expected {
                what: format!("\"{close}\""),
                after: SmolStr::new(last),
            };
            let fix = TextFix { span: Span::new(end, end), insert: close.to_owned() };
            self.report(kind, span, Some(fix));
        } else {
            let text = SmolStr::new(span.text(self.text));
            let fix = TextFix { span, insert: String::new() };
            self.report(SyntaxErrorKind::Stray { text }, span, Some(fix));
        }
    }
}
