//! Where the tokens end whose length is not fixed.
//!
//! Each function takes the text from the first byte of a token on, and gives a length in bytes that is
//! at least 1. None looks past the end of the line.

use unicode_ident::{is_xid_continue, is_xid_start};

use super::Kind;
use crate::calendar;
use crate::text;

/// The rest of the line.
pub(super) fn line(rest: &str) -> usize {
    rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// True if a name may start with the character.
pub(super) fn starts_name(character: char) -> bool {
    character == '_' || is_xid_start(character)
}

/// A name that is known to start here: letters and digits, with single hyphens between them.
pub(super) fn name(rest: &str) -> usize {
    let mut length = word(rest);
    while let Some(after) = rest[length..].strip_prefix('-') {
        match word(after) {
            0 => break,
            more => length += 1 + more,
        }
    }
    length
}

/// Letters and digits; the first character may be any of them.
fn word(rest: &str) -> usize {
    rest.find(|c: char| !(c.is_ascii_alphanumeric() || is_xid_continue(c))).unwrap_or(rest.len())
}

/// `` `name` ``
pub(super) fn quoted_name(rest: &str) -> (Kind, usize) {
    match rest[1..].find(['`', '\n', '\r']) {
        Some(end) if end > 0 && rest[1 + end..].starts_with('`') => (Kind::QuotedName, end + 2),
        _ => (Kind::Garbage, 1),
    }
}

/// `"text"`, or text whose quote is open.
pub(super) fn text(rest: &str) -> (Kind, usize) {
    let mut at = 1;
    let mut escapes = false;
    while let Some(next) = rest[at..].find(['"', '\\', '\n', '\r']) {
        at += next;
        match rest.as_bytes()[at] {
            b'"' => return (Kind::Text, at + 1),
            b'\\' => {
                escapes = true;
                let escaped = rest[at + 1..].chars().next();
                at += 1 + escaped.filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
            }
            _ => break,
        }
    }
    let whole = &rest[..line(rest)];
    // Where a quote is escaped the rest would be text with an open quote again, and so on.
    (Kind::OpenText, if escapes { whole.len() } else { text::probable_end(whole) })
}

/// `'text'`, `“text”` and the like, or such text whose quote is open.
pub(super) fn foreign_text(rest: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let (others, closing) = text::foreign_quotes(rest);
    let mut inner = rest[first..].char_indices();
    match inner.find(|(_, c)| others.contains(c) || matches!(c, '\n' | '\r')) {
        Some((end, c)) if closing.contains(&c) => first + end + c.len_utf8(),
        Some((end, _)) => text::probable_end(&rest[..first + end]),
        None => text::probable_end(rest),
    }
}

/// `3`, `1.4.0`, `2026-12-31`, `90d`, or what begins like one and is none.
pub(super) fn number(rest: &str) -> (Kind, usize) {
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let first = digits(rest);
    let more = |mut length: usize, separator: char| {
        while let Some(after) = rest[length..].strip_prefix(separator) {
            match digits(after) {
                0 => break,
                more => length += 1 + more,
            }
        }
        length
    };
    let letters = first + word(&rest[first..]);
    if letters > first {
        let known = calendar::duration(&rest[..letters]).is_some() && name(rest) == letters;
        return if known { (Kind::Duration, letters) } else { (Kind::Garbage, name(rest)) };
    }
    let mut hyphens = more(first, '-');
    if rest[hyphens..].starts_with('-')
        && !rest[hyphens..].starts_with("->")
        && (hyphens > first || first == 4)
    {
        hyphens += 1;
    }
    if hyphens > first {
        let whole = hyphens + word(&rest[hyphens..]);
        return match &rest[..whole] {
            _ if whole > hyphens => (Kind::Garbage, whole),
            date if calendar::date(date).is_some() => (Kind::Date, whole),
            _ => (Kind::BadDate, whole),
        };
    }
    let dots = more(first, '.');
    match word(&rest[dots..]) {
        0 => (Kind::Number, dots),
        more => (Kind::Garbage, dots + more),
    }
}

/// `@name`, `@org/team.name`
pub(super) fn handle(rest: &str) -> (Kind, usize) {
    let starts = |text: &str| text.chars().next().is_some_and(starts_name);
    if !starts(&rest[1..]) {
        return (Kind::Garbage, 1);
    }
    let mut length = 1 + name(&rest[1..]);
    while rest[length..].starts_with(['.', '/']) && starts(&rest[length + 1..]) {
        length += 1 + name(&rest[length + 1..]);
    }
    (Kind::Handle, length)
}
