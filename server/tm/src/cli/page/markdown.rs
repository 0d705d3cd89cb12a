//! The Markdown of hovers, for terminals: strong and emphasised words, code and lists.
//!
//! Not for: Markdown in general. What is no mark of these is text.

use super::{Paint, Piece, Prose};

/// Writes a text onto a page.
pub fn write(page: &mut Prose, markdown: &str) {
    for line in markdown.lines() {
        let line = line.trim_end();
        let inner = line.trim_start();
        let indent = line.len() - inner.len();
        match inner.strip_prefix("- ") {
            _ if inner.is_empty() => page.gap(),
            Some(item) => {
                let mut pieces: Vec<Piece> = vec![(Paint::Plain, "• ".into())];
                pieces.extend(self::pieces(item));
                page.paragraph(indent + 2, indent + 4, &pieces);
            }
            None => page.paragraph(indent, indent, &pieces(inner)),
        }
    }
}

/// A paragraph that is written on several lines, as one.
pub fn joined(markdown: &str) -> String {
    let mut text = String::new();
    for line in markdown.lines() {
        let starts = line.trim().is_empty() || line.trim_start().starts_with("- ");
        if starts || text.ends_with('\n') || text.is_empty() {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(line);
            if line.trim().is_empty() {
                text.push('\n');
            }
        } else {
            text.push(' ');
            text.push_str(line.trim_start());
        }
    }
    text
}

/// The pieces of a line.
pub fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut text = String::new();
    let mut style = Paint::Plain;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let mark = match character {
            '\\' if style != Paint::Code => {
                text.extend(characters.next());
                continue;
            }
            '`' => Paint::Code,
            '*' if style != Paint::Code => {
                if characters.next_if_eq(&'*').is_some() {
                    Paint::Strong
                } else {
                    Paint::Plain
                }
            }
            other => {
                text.push(other);
                continue;
            }
        };
        // Emphasis has no style of its own; its stars are left out.
        if mark == Paint::Plain {
            continue;
        }
        if !text.is_empty() {
            pieces.push((style, std::mem::take(&mut text)));
        }
        style = if style == mark { Paint::Plain } else { mark };
    }
    if !text.is_empty() {
        pieces.push((style, text));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_styles_and_escapes_text() {
        let strong = |text: &str| (Paint::Strong, text.to_owned());
        let plain = |text: &str| (Paint::Plain, text.to_owned());
        let code = |text: &str| (Paint::Code, text.to_owned());
        assert_eq!(
            pieces("**web** \\*a\\* *b* `c*d`"),
            [strong("web"), plain(" *a* b "), code("c*d")]
        );
    }
}
