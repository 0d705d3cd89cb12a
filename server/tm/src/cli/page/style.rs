//! How text looks on a terminal: its colours, its width, and where lines are broken.
//!
//! Invariant: a line is broken only at blanks, so a place, a key or a line to be written stays whole
//! however narrow the terminal is; what is painted is the same text without colour.

use tm_model::schema::Level;

use crate::cli::terminal::Terminal;

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    /// Not at all.
    #[default]
    Plain,
    /// A heading or the answer itself.
    Strong,
    /// What holds, or is good.
    Good,
    /// What does not hold, or is bad.
    Bad,
    /// What is as bad as can be.
    Worst,
    /// What is not known, or may wait.
    Unsure,
    /// What is worth knowing and no more.
    Calm,
    /// Something to be typed or looked up.
    Code,
    /// Where something is written.
    Faint,
}

impl Paint {
    /// The number of the escape sequence.
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Good => "32",
            Self::Bad => "31",
            Self::Worst => "1;31",
            Self::Unsure => "33",
            Self::Calm | Self::Code => "36",
            Self::Faint => "2",
        }
    }
}

/// How text looks on this terminal.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Escape sequences for colour are wanted.
    pub color: bool,
    /// The columns of the terminal; without one, lines are as long as they are.
    pub width: Option<usize>,
}

impl Style {
    /// The style that a terminal wants.
    pub fn of(terminal: &Terminal) -> Self {
        Self { color: terminal.color(), width: terminal.width() }
    }

    /// The text, painted where colour is wanted.
    pub fn paint(self, text: &str, paint: Paint) -> String {
        if self.color && paint != Paint::Plain {
            format!("\x1b[{}m{text}\x1b[0m", paint.code())
        } else {
            text.to_owned()
        }
    }

    /// A text that stands out.
    pub fn bold(self, text: &str) -> String {
        self.paint(text, Paint::Strong)
    }

    /// A risk in its colour, as wide as the longest.
    pub fn risk(self, level: Level) -> String {
        let paint = match level {
            Level::Critical => Paint::Worst,
            Level::High => Paint::Bad,
            Level::Medium => Paint::Unsure,
            Level::Low => Paint::Calm,
        };
        self.paint(&format!("{:<8}", level.word()), paint)
    }

    /// The text on as many lines as it needs, all but the first indented.
    pub fn wrap(self, text: &str, indent: usize) -> Vec<String> {
        let Some(width) = self.width else { return vec![text.to_owned()] };
        let indent = " ".repeat(indent);
        let options = textwrap::Options::new(width)
            .subsequent_indent(&indent)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .word_separator(textwrap::WordSeparator::AsciiSpace);
        textwrap::wrap(text, options).into_iter().map(Into::into).collect()
    }
}

/// `1 threat`, `2 threats`.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_blanks_and_only_there() {
        let plain = Style { color: false, width: None };
        let narrow = Style { width: Some(20), ..plain };
        let text = "critical stride.false-server on sign-in?  author may";
        let lines = ["critical", "  stride.false-server", "  on sign-in?", "  author may"];
        assert_eq!(narrow.wrap(text, 2), lines);
        assert_eq!(plain.wrap(text, 2), [text]);
    }
}
