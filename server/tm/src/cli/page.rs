//! What is printed for people: at most a screenful unless all is wanted, in colour where that helps,
//! and wrapped where a text is long.
//!
//! Not for: what is worth printing, which each command decides.

use tm_model::schema::Level;

use super::outcome::Failure;
use super::terminal::Terminal;

/// How many lines are printed unless all are wanted: about a screenful.
const SCREENFUL: usize = 40;

/// How wide a wrapped text may be.
const WIDTH: usize = 100;

/// Lines that will be printed together.
pub struct Page {
    color: bool,
    /// All is wanted, however long.
    pub all: bool,
    lines: Vec<String>,
    left_out: usize,
}

impl Page {
    /// An empty page.
    pub fn new(terminal: &Terminal, all: bool) -> Self {
        Self { color: terminal.color(), all, lines: Vec::new(), left_out: 0 }
    }

    /// Adds a line, or counts it if the page is full.
    pub fn line(&mut self, line: impl Into<String>) {
        let line = line.into();
        if self.has_room(1) {
            self.lines.push(line);
        } else if !line.is_empty() {
            self.left_out += 1;
        }
    }

    /// Adds lines that are read together, or counts them as one if they do not all fit.
    pub fn group(&mut self, lines: Vec<String>) {
        if self.left_out == 0 && self.has_room(lines.len()) {
            self.lines.extend(lines);
        } else {
            self.left_out += 1;
        }
    }

    fn has_room(&self, lines: usize) -> bool {
        self.all || self.lines.len() + lines <= SCREENFUL
    }

    /// Adds a text as lines of a readable length, each behind that many blanks. Empty lines part
    /// paragraphs; a line that begins with `- ` is an entry of a list.
    pub fn wrapped(&mut self, text: &str, indent: usize) {
        for line in wrap(text, indent) {
            self.line(line);
        }
    }

    /// A risk in its colour, as wide as the longest.
    pub fn risk(&self, level: Level) -> String {
        match level {
            Level::Critical => self.paint("critical", "1;31"),
            Level::High => self.paint("high    ", "31"),
            Level::Medium => self.paint("medium  ", "33"),
            Level::Low => self.paint("low     ", "36"),
        }
    }

    /// A text in a style of the terminal, where colour is wanted.
    pub fn paint(&self, text: &str, style: &str) -> String {
        if self.color { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// A text that stands out.
    pub fn bold(&self, text: &str) -> String {
        self.paint(text, "1")
    }

    /// Prints the page, and how much did not fit.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn print(&self, terminal: &mut Terminal) -> Result<(), Failure> {
        for line in &self.lines {
            terminal.line(line)?;
        }
        if self.left_out > 0 {
            terminal.line(format_args!("… and {} more; see them with --all", self.left_out))?;
        }
        Ok(())
    }
}

/// A text as lines of at most the readable length, each behind that many blanks.
fn wrap(text: &str, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    // A line of the source goes on in the next one, unless something new begins there.
    for line in text.lines() {
        let is_entry = line.starts_with("- ");
        let hanging = indent + if is_entry { 2 } else { 0 };
        let mut current = String::new();
        let goes_on = !is_entry && !line.trim().is_empty();
        if goes_on && lines.last().is_some_and(|last: &String| !last.is_empty()) {
            current = lines.pop().unwrap_or_default();
        }
        let hanging = match current.trim_start() {
            start if start.starts_with("- ") => indent + 2,
            _ if is_entry => hanging,
            _ => indent,
        };
        for word in line.split_whitespace() {
            if current.is_empty() {
                current = format!("{:indent$}{word}", "");
            } else if current.chars().count() + 1 + word.chars().count() > WIDTH {
                lines.push(std::mem::replace(&mut current, format!("{:hanging$}{word}", "")));
            } else {
                current.push(' ');
                current.push_str(word);
            }
        }
        lines.push(current);
    }
    lines
}

/// `1 question`, `2 questions`
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_wrapped_at_words_and_keeps_its_paragraphs_and_lists() {
        let text =
            format!("{} ends\nand goes on\n\n- one\n  more\n- two", "word ".repeat(19).trim_end());
        assert_eq!(
            wrap(&text, 2),
            [
                format!("  {}", "word ".repeat(19).trim_end()),
                "  ends and goes on".to_owned(),
                String::new(),
                "  - one more".to_owned(),
                "  - two".to_owned(),
            ]
        );
    }
}
