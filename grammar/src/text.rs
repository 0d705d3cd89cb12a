//! Quoted text: from the characters between quotes to what they say, and back.

use smol_str::SmolStr;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::words::ItemWord;

/// What quoted text says, escapes resolved. Takes the token with its quotes, whichever they are; a
/// missing closing quote and unknown escapes are left as they stand.
pub(crate) fn value(token: &str) -> SmolStr {
    let Some(inner) = token.strip_prefix('"') else { return SmolStr::new(foreign(token)) };
    let inner = if is_closed(token) { &inner[..inner.len() - 1] } else { inner };
    if !inner.contains('\\') {
        return SmolStr::new(inner);
    }
    let mut value = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            value.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => value.push('\n'),
            Some(escaped @ ('"' | '\\')) => value.push(escaped),
            Some(other) => value.extend(['\\', other]),
            None => value.push('\\'),
        }
    }
    SmolStr::new(value)
}

/// `text` between quotes, with the escapes that it needs.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// What stands between quotes of another kind.
pub(crate) fn foreign(token: &str) -> &str {
    let (_, closing) = foreign_quotes(token);
    let mut characters = token.chars();
    characters.next();
    let inner = characters.as_str();
    inner.strip_suffix(closing).unwrap_or(inner)
}

/// For the quote that a token starts with: those that end its text, and those of them that close it.
pub(crate) fn foreign_quotes(token: &str) -> (&'static [char], &'static [char]) {
    match token.chars().next() {
        Some('\'') => (&['\''], &['\'']),
        Some('‘' | '‚' | '‛' | '’') => (&['‘', '‚', '‛', '’'], &['‘', '’']),
        _ => (&['“', '„', '‟', '”'], &['“', '”']),
    }
}

/// How many bytes of text whose quote is open are probably text. It could be the whole line, but not
/// what looks like the braces of a body or the next property: text has `{name}`, not ` { `.
pub(crate) fn probable_end(token: &str) -> usize {
    let blank = |text: &str| text.is_empty() || text.starts_with([' ', '\t']);
    for (at, character) in token.char_indices() {
        let (before, after) = (&token[..at], &token[at + character.len_utf8()..]);
        let spaced = before.ends_with([' ', '\t']);
        let ends = match character {
            '{' => spaced && blank(after),
            '}' => spaced && (blank(after) || after.starts_with([';', '}'])),
            ';' => starts_sentence(after),
            _ => false,
        };
        if ends {
            return before.trim_end_matches([' ', '\t']).len();
        }
    }
    token.len()
}

/// True for `key: …` and `word name …`.
fn starts_sentence(text: &str) -> bool {
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let text = text.trim_start_matches([' ', '\t']);
    let rest = text.trim_start_matches(is_inner);
    let word = &text[..text.len() - rest.len()];
    let next = rest.trim_start_matches([' ', '\t']);
    let named = next.len() < rest.len() && next.starts_with(is_inner);
    !word.is_empty() && (rest.starts_with(':') || named && ItemWord::parse(word).is_some())
}

/// The first backslash that escapes nothing, with the character after it and their offset.
pub(crate) fn unknown_escape(token: &str) -> Option<(u32, &str)> {
    let mut characters = token.char_indices();
    while let Some((at, character)) = characters.next() {
        if character == '\\' {
            let (next, escaped) = characters.next()?;
            if !matches!(escaped, '"' | '\\' | 'n') {
                return Some((at as u32, &token[at..next + escaped.len_utf8()]));
            }
        }
    }
    None
}

/// True if the last quote of the token is not its first and is not escaped.
fn is_closed(token: &str) -> bool {
    let Some(inner) = token.get(1..).and_then(|rest| rest.strip_suffix('"')) else { return false };
    let backslashes = inner.len() - inner.trim_end_matches('\\').len();
    backslashes % 2 == 0
}

/// A name in Unicode normal form C, so that what looks the same is the same.
pub(crate) fn normal_form(name: &str) -> SmolStr {
    if name.is_ascii() || is_nfc(name) { SmolStr::new(name) } else { name.nfc().collect() }
}
