//! Snippets from the usage of the table of words: `zone NAME: TYPE "Title" { … }` becomes
//! `zone ${1:name}: ${2:type} "${3:Title}" {` and so on.
//!
//! A word in capitals is a tab stop, and so is text in quotes; braces are set on lines of their own.

use std::fmt::Write as _;

/// Text that a snippet shows as it is.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '$' | '}') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Text as an alternative of a choice.
pub(super) fn escape_choice(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '$' | '}' | ',' | '|') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// The snippet of a usage. `fill` gives the text for a word in capitals, where there is a better one
/// than the word itself.
pub(super) fn snippet(usage: &str, fill: impl Fn(&str) -> Option<String>) -> String {
    let mut writer = Writer { out: String::new(), stops: 0 };
    writer.write(usage, &fill);
    writer.out
}

struct Writer {
    out: String,
    stops: usize,
}

impl Writer {
    fn write(&mut self, usage: &str, fill: &impl Fn(&str) -> Option<String>) {
        let mut rest = usage;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '"' => self.quoted(rest),
                '{' => self.braces(rest, fill),
                _ if first.is_alphanumeric() => self.word(rest, fill),
                _ => {
                    self.plain(rest.split_at(first.len_utf8()).0);
                    first.len_utf8()
                }
            };
            rest = &rest[length..];
        }
    }

    fn stop(&mut self, text: &str) {
        self.stops += 1;
        // Writing to a string cannot fail.
        let _ = if text.is_empty() {
            write!(self.out, "${}", self.stops)
        } else {
            write!(self.out, "${{{}:{}}}", self.stops, escape(text))
        };
    }

    fn plain(&mut self, text: &str) {
        if text == "…" { self.stop("") } else { self.out.push_str(&escape(text)) }
    }

    /// `"Title"`; returns how long it is.
    fn quoted(&mut self, rest: &str) -> usize {
        let length = rest[1..].find('"').unwrap_or(rest.len() - 1);
        let text = &rest[1..1 + length];
        self.out.push('"');
        self.stop(if text == "…" { "" } else { text });
        self.out.push('"');
        (length + 2).min(rest.len())
    }

    /// `{ … }`, with `unless` on a line of its own; returns how long it is.
    fn braces(&mut self, rest: &str, fill: &impl Fn(&str) -> Option<String>) -> usize {
        let length = rest.find('}').map_or(rest.len(), |end| end + 1);
        let inner = rest[1..length].trim_end_matches('}').trim();
        let inner = inner.strip_prefix("… ").unwrap_or(inner);
        self.out.push_str("{\n  ");
        self.write(&inner.replace(" unless ", "\n  unless "), fill);
        self.out.push_str("\n}");
        length
    }

    /// A word; returns how long it is.
    fn word(&mut self, rest: &str, fill: &impl Fn(&str) -> Option<String>) -> usize {
        let length = rest
            .find(|character: char| !character.is_alphanumeric() && character != '-')
            .unwrap_or(rest.len());
        let word = &rest[..length];
        if word.chars().all(char::is_uppercase) {
            let text = fill(word).unwrap_or_else(|| word.to_lowercase());
            self.stop(&text);
        } else {
            self.plain(word);
        }
        length
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tm_grammar::words::ITEMS;

    fn plain(usage: &str) -> String {
        snippet(usage, |_| None)
    }

    #[test]
    fn words_in_capitals_and_quotes_become_tab_stops() {
        assert_eq!(
            plain("flow NUMBER NAME: FROM -> TO via TYPE"),
            "flow ${1:number} ${2:name}: ${3:from} -> ${4:to} via ${5:type}"
        );
        assert_eq!(
            plain("avoid RULE on THING because \"…\""),
            "avoid ${1:rule} on ${2:thing} because \"$3\""
        );
        assert_eq!(
            plain("threat NAME: CATEGORY \"Title\" for KIND VARIABLE { when … unless … }"),
            "threat ${1:name}: ${2:category} \"${3:Title}\" for ${4:kind} ${5:variable} {\n  when $6\n  unless $7\n}"
        );
        assert_eq!(
            plain("tracker PREFIX \"https://…/{id}\""),
            "tracker ${1:prefix} \"${2:https://…/{id\\}}\""
        );
    }

    #[test]
    fn every_usage_gives_a_snippet_that_begins_with_its_word() {
        for info in ITEMS {
            let snippet = plain(info.usage);
            assert!(snippet.starts_with(info.word.text()), "{snippet}");
            assert!(
                !snippet.replace("https://…", "").replace("a …", "").contains(" … "),
                "{snippet}"
            );
        }
    }
}
