//! Standard output as the commands see it: with or without colour, and quiet once nobody reads.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};

use super::arguments::ColorChoice;
use super::json::Object;
use super::outcome::Failure;

/// Standard output, buffered. When its reader has gone, what is written is dropped, so that
/// `tm check | head` ends with the status of what was found.
pub struct Terminal {
    out: Box<dyn Write + Send>,
    color: bool,
    /// How many columns it has, if it is a terminal.
    width: Option<usize>,
    reader_gone: bool,
}

impl Terminal {
    /// The process's own standard output.
    pub fn standard_output(choice: ColorChoice) -> Self {
        let out = io::stdout();
        let color = use_color(
            choice,
            out.is_terminal(),
            std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            std::env::var_os("TERM").is_some_and(|value| value == "dumb"),
        );
        let width = if out.is_terminal() { columns() } else { None };
        let out = Box::new(BufWriter::with_capacity(1 << 16, out));
        Self { out, color, width, reader_gone: false }
    }

    /// True if escape sequences for colour are wanted.
    pub fn color(&self) -> bool {
        self.color
    }

    /// How many columns there are, if somebody looks at it and the system knows.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// Writes one line.
    pub fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        let written = writeln!(self.out, "{line}");
        self.judge(written)
    }

    /// Writes a text as it is.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.out.write_all(text.as_bytes());
        self.judge(written)
    }

    /// Writes an object as JSON, and ends the line.
    pub fn json(
        &mut self,
        fields: impl FnOnce(&mut Object<'_>) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let written = Object::begin(&mut self.out).and_then(|mut object| {
            fields(&mut object)?;
            object.end()
        });
        self.judge(written)?;
        self.line("")
    }

    /// Hands everything written to the reader.
    pub fn flush(&mut self) -> Result<(), Failure> {
        let flushed = self.out.flush();
        self.judge(flushed)
    }

    fn judge(&mut self, result: io::Result<()>) -> Result<(), Failure> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                if !self.reader_gone {
                    self.reader_gone = true;
                    self.out = Box::new(io::sink());
                }
                Ok(())
            }
            Err(error) => Err(Failure::Unwritable(error)),
            Ok(()) => Ok(()),
        }
    }
}

/// The columns of the terminal.
#[cfg(unix)]
fn columns() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}

/// The columns of the terminal, as its shell says.
#[cfg(not(unix))]
fn columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.parse().ok()
}

/// Says on standard error why a command gave up. Nobody is left to tell when that fails too.
pub fn complain(failure: &dyn Display) {
    let _ = writeln!(io::stderr(), "tm: {failure}");
}

/// The decision about colour: what was asked for, else the terminal's word and `NO_COLOR`.
fn use_color(choice: ColorChoice, terminal: bool, no_color: bool, dumb: bool) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => terminal && !no_color && !dumb,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn colour_follows_the_option_then_the_terminal() {
        for (choice, terminal, no_color, dumb, expected) in [
            (ColorChoice::Auto, true, false, false, true),
            (ColorChoice::Auto, false, false, false, false),
            (ColorChoice::Auto, true, true, false, false),
            (ColorChoice::Auto, true, false, true, false),
            (ColorChoice::Always, false, true, true, true),
            (ColorChoice::Never, true, false, false, false),
        ] {
            assert_eq!(use_color(choice, terminal, no_color, dumb), expected, "{choice:?}");
        }
    }

    #[test]
    fn a_reader_that_left_is_no_failure() {
        let mut terminal =
            Terminal { out: Box::new(Closed), color: false, width: None, reader_gone: false };
        assert!(terminal.line("one").is_ok());
        assert!(terminal.line("two").is_ok());
        assert!(terminal.reader_gone);
        assert!(terminal.flush().is_ok());
    }
}
