//! The faults of shape: what a text should have been, said so that a person knows what to write.
//!
//! There is at most one error for a fault: what follows from it is not reported.

use std::fmt;

use smol_str::SmolStr;

use crate::tree::{Date, Span};

/// A fault of a text, beside its tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// Where.
    pub span: Span,
    /// The edit that puts it right, if there is just one.
    pub fix: Option<TextFix>,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(formatter)
    }
}

/// An edit: the text of the span becomes another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFix {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there then.
    pub insert: String,
}

/// The kinds of [`SyntaxError`], each with the code of the catalogue that it is reported under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// TM002: something is missing, or something else stands in its place.
    Expected {
        /// What should stand there, in words a user knows.
        what: String,
        /// The text of the token before; empty at the start.
        after: SmolStr,
    },
    /// TM002: a property stands in the header of its item, as if it were a clause.
    PropertyInHeader {
        /// The property as it is written in a body: `isolated: yes`.
        property: String,
        /// Its key.
        key: SmolStr,
    },
    /// TM002: the title stands before the colon, and so does not end the header.
    EarlyTitle {
        /// The header as it is written: `read: api -> db "Read"`.
        right: String,
    },
    /// TM002: a closing brace or bracket without its opener, or characters that mean nothing.
    Stray {
        /// The characters.
        text: SmolStr,
    },
    /// TM002: letters after digits, such as `2fa`, where they make no number, day or duration.
    NotAName {
        /// The characters.
        text: SmolStr,
    },
    /// TM002: a line that starts with `#`, as comments do elsewhere.
    ForeignComment,
    /// TM002: nested deeper than [`crate::MAX_DEPTH`].
    TooDeep,
    /// TM003: a line starts with a word that starts nothing.
    UnknownWord {
        /// The word.
        word: SmolStr,
        /// The word it may have been.
        nearest: Option<SmolStr>,
    },
    /// TM004: a quote is open at the end of its line.
    OpenText,
    /// TM004: text between `'`, `“`, `”` or their like.
    ForeignQuotes,
    /// TM004: a backslash before a character that needs none.
    UnknownEscape {
        /// The backslash and the character.
        text: SmolStr,
    },
    /// TM005: a brace is never closed.
    OpenBrace,
    /// TM006: digits and hyphens that are no day.
    BadDate {
        /// What is written.
        text: SmolStr,
        /// The day it may have been.
        nearest: Option<Date>,
    },
    /// TM011: a line that version control left behind.
    ConflictMarker,
}

impl fmt::Display for SyntaxErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected { what, after } if after.is_empty() => {
                write!(formatter, "Expected {what} here.")
            }
            Self::Expected { what, after } => {
                write!(formatter, "Expected {what} after {}.", Quoted(after))
            }
            Self::PropertyInHeader { property, key } => write!(
                formatter,
                "{} is no clause. As a property it stands in the body: {{ {property} }}.",
                Quoted(key)
            ),
            Self::EarlyTitle { right } => write!(formatter, "The title comes last: {right}"),
            Self::Stray { text } if matches!(&**text, ")" | "]" | "}") => {
                write!(formatter, "{} closes nothing.", Quoted(text))
            }
            Self::Stray { text } => write!(formatter, "{} means nothing here.", Quoted(text)),
            Self::NotAName { text } => {
                write!(formatter, "{} is no name: write it between backticks.", Quoted(text))
            }
            Self::ForeignComment => formatter.write_str("A comment starts with //."),
            Self::TooDeep => {
                write!(formatter, "Nested more than {} deep. Name a part of it.", crate::MAX_DEPTH)
            }
            Self::UnknownWord { word, nearest: None } => {
                write!(formatter, "\"{word}\" starts nothing I know.")
            }
            Self::UnknownWord { word, nearest: Some(nearest) } => {
                write!(formatter, "\"{word}\" starts nothing I know. Did you mean \"{nearest}\"?")
            }
            Self::OpenText => formatter.write_str("Text must close with \" on the same line."),
            Self::ForeignQuotes => formatter.write_str("Text stands between straight \" quotes."),
            Self::UnknownEscape { text } => {
                write!(formatter, "\"{text}\" means nothing: write \\\\ for a backslash.")
            }
            Self::OpenBrace => formatter
                .write_str("\"{\" is never closed. Write \"}\" where its body ends, or remove it."),
            Self::BadDate { text, nearest } => {
                let Date { year, month, day } =
                    nearest.unwrap_or(Date { year: 2026, month: 12, day: 31 });
                write!(formatter, "{text} is not a date (write {year:04}-{month:02}-{day:02}).")
            }
            Self::ConflictMarker => formatter.write_str("Unresolved merge conflict."),
        }
    }
}

/// A part of the text between quotes, shortened if it is long. Quoted text has quotes of its own.
struct Quoted<'text>(&'text str);

/// How many characters of a part are shown.
const SHOWN: usize = 40;

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.trim_matches('"');
        match text.char_indices().nth(SHOWN) {
            Some((end, _)) => write!(formatter, "\"{}…\"", &text[..end]),
            None => write!(formatter, "\"{text}\""),
        }
    }
}
