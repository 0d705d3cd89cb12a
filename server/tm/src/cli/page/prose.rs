//! Prose: headings, paragraphs and lists, wrapped to the width of the terminal.
//!
//! Invariants: a line is broken only at blanks, so a place, a key or a line to be written stays
//! whole however narrow the terminal is; what is painted is the same text without colour.
//! Not for: what is worth saying.

use super::style::{Paint, Style};
use crate::cli::outcome::Failure;
use crate::cli::terminal::Terminal;

/// The widest that a page gets, and its width where nobody sees it.
const WIDEST: usize = 100;

/// The narrowest that is wrapped for.
const NARROWEST: usize = 40;

/// A piece of text in one style.
pub type Piece = (Paint, String);

/// A piece of plain text.
pub fn plain(text: impl Into<String>) -> Piece {
    (Paint::Plain, text.into())
}

/// A page.
pub struct Prose {
    style: Style,
    width: usize,
    lines: Vec<String>,
}

impl Prose {
    /// An empty page as the terminal wants it.
    pub fn new(terminal: &Terminal) -> Self {
        let width = terminal.width().unwrap_or(WIDEST).clamp(NARROWEST, WIDEST);
        Self { style: Style::of(terminal), width, lines: Vec::new() }
    }

    /// An empty line, unless there is one or the page begins.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// A heading, with an empty line above.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.gap();
        self.paragraph(0, 0, &[(Paint::Strong, text.into())]);
    }

    /// A paragraph that starts at one column and goes on at another.
    pub fn paragraph(&mut self, indent: usize, hanging: usize, pieces: &[Piece]) {
        let mut line = " ".repeat(indent);
        let mut used = indent;
        let mut empty = true;
        for word in words(pieces) {
            let length: usize = word.iter().map(|(_, text)| text.chars().count()).sum();
            // What is faint stands apart, so that it is told from the sentence without colour, too.
            let apart =
                if word.first().is_some_and(|(style, _)| *style == Paint::Faint) { 2 } else { 1 };
            if !empty && used + apart + length > self.width {
                self.lines.push(std::mem::replace(&mut line, " ".repeat(hanging)));
                used = hanging;
                empty = true;
            }
            if !empty {
                line.push_str(&" ".repeat(apart));
                used += apart;
            }
            for (style, text) in word {
                self.paint(&mut line, style, text);
            }
            used += length;
            empty = false;
        }
        self.lines.push(line);
    }

    /// A line that is not wrapped.
    pub fn line(&mut self, indent: usize, pieces: &[Piece]) {
        let mut line = " ".repeat(indent);
        for (style, text) in pieces {
            if *style == Paint::Faint {
                line.push(' ');
            }
            self.paint(&mut line, *style, text);
        }
        self.lines.push(line);
    }

    fn paint(&self, line: &mut String, paint: Paint, text: &str) {
        line.push_str(&self.style.paint(text, paint));
    }

    /// Prints the page.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn print(self, terminal: &mut Terminal) -> Result<(), Failure> {
        for line in &self.lines {
            terminal.line(line.trim_end())?;
        }
        terminal.flush()
    }
}

/// The words of a text, each of one or more pieces. A piece of code is one word.
fn words(pieces: &[Piece]) -> Vec<Vec<(Paint, &str)>> {
    let mut words: Vec<Vec<(Paint, &str)>> = Vec::new();
    let mut joined = false;
    for (style, text) in pieces {
        let whole = matches!(style, Paint::Code);
        let parts: Vec<&str> = if whole { vec![text] } else { text.split(' ').collect() };
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                joined = false;
            }
            if part.is_empty() {
                continue;
            }
            match words.last_mut() {
                Some(word) if joined => word.push((*style, *part)),
                _ => words.push(vec![(*style, *part)]),
            }
            joined = true;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize, color: bool) -> Prose {
        Prose { style: Style { color, width: Some(width) }, width, lines: Vec::new() }
    }

    #[test]
    fn a_paragraph_is_wrapped_at_blanks_and_goes_on_below() {
        let mut page = page(16, false);
        page.paragraph(2, 4, &[plain("one two three"), plain(" (four)")]);
        assert_eq!(page.lines, ["  one two three", "    (four)"]);
    }

    #[test]
    fn what_is_to_be_typed_stays_on_one_line() {
        let mut page = page(12, false);
        page.paragraph(0, 2, &[plain("write "), (Paint::Code, "encrypted: yes".into())]);
        assert_eq!(page.lines, ["write", "  encrypted: yes"]);
    }

    #[test]
    fn colours_take_no_room() {
        let mut page = page(9, true);
        page.paragraph(0, 0, &[(Paint::Bad, "a".into()), plain("bcd efgh")]);
        assert_eq!(page.lines, ["\u{1b}[31ma\u{1b}[0mbcd efgh"]);
    }
}
