//! Text with marks: as Markdown for clients that render it, and without marks for those that would
//! show them as they are.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use tower_lsp::ls_types::{MarkupContent, MarkupKind, TextDocumentClientCapabilities};

/// Where a client renders Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Renders {
    /// In what is told about the word under the pointer.
    pub hover: bool,
    /// In what is told about an entry of a list of completions.
    pub completion: bool,
    /// In what is told about a sentence and its parts.
    pub signature: bool,
}

impl Renders {
    /// What a client says.
    pub fn of(document: Option<&TextDocumentClientCapabilities>) -> Self {
        let has = |formats: Option<&Vec<MarkupKind>>| {
            formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown))
        };
        let Some(document) = document else { return Self::default() };
        let item = document.completion.as_ref().and_then(|it| it.completion_item.as_ref());
        let signature =
            document.signature_help.as_ref().and_then(|it| it.signature_information.as_ref());
        Self {
            hover: has(document.hover.as_ref().and_then(|it| it.content_format.as_ref())),
            completion: has(item.and_then(|it| it.documentation_format.as_ref())),
            signature: has(signature.and_then(|it| it.documentation_format.as_ref())),
        }
    }
}

/// A text in Markdown as a client takes it.
pub fn content(markdown: String, renders: bool) -> MarkupContent {
    match renders {
        true => MarkupContent { kind: MarkupKind::Markdown, value: markdown },
        false => MarkupContent { kind: MarkupKind::PlainText, value: plain(&markdown) },
    }
}

/// The same text without marks. Lists keep their dashes, and cells of tables have two blanks between
/// them.
fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::Rule
            | Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_)) => {
                apart(&mut text, "\n\n");
            }
            Event::Start(Tag::List(_) | Tag::Table(_)) => apart(&mut text, "\n\n"),
            Event::Start(Tag::Item) => {
                begin_line(&mut text);
                text.push_str("- ");
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => begin_line(&mut text),
            Event::End(TagEnd::TableCell) => text.push_str("  "),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                text.truncate(text.trim_end_matches(' ').len());
            }
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Begins something new: after so many breaks, unless nothing, or the dash of a list, is before it.
fn apart(text: &mut String, breaks: &str) {
    let stands = text.trim_end_matches('\n').len();
    if stands == 0 || text.ends_with("- ") {
        return;
    }
    text.truncate(stands);
    text.push_str(breaks);
}

/// Begins a line, unless that is done.
fn begin_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (markdown, expected) in [
            ("", ""),
            ("**app** \"App\" \\* of `zone`", "app \"App\" * of zone"),
            ("one\n\n*two*\nthree", "one\n\ntwo\nthree"),
            ("open:\n\n- `a` – open\n- b\n\nend", "open:\n\n- a – open\n- b\n\nend"),
            ("| a | b |\n|---|---|\n| c | d |", "a  b\nc  d"),
            ("[CWE-79](https://example.org/79)", "CWE-79"),
            ("# Head\n```tm\nmodel m\n```\n", "Head\n\nmodel m"),
        ] {
            assert_eq!(plain(markdown), expected, "{markdown:?}");
        }
    }
}
