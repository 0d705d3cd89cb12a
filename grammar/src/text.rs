//! Quoted text: from the characters between quotes to what they say, and back.

use smol_str::SmolStr;
use unicode_normalization::{UnicodeNormalization, is_nfc};

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
    let mut characters = token.chars();
    let opening = characters.next();
    let inner = characters.as_str();
    let closing: &[char] = match opening {
        Some('\'') => &['\''],
        Some('‘' | '‚' | '‛' | '’') => &['‘', '’'],
        _ => &['“', '”'],
    };
    inner.strip_suffix(closing).unwrap_or(inner)
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
