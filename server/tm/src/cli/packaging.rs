//! What a packager installs beside the binary: shell completions and manual pages, both made from
//! the definitions of the arguments, so that they never lag behind.

use std::io;

use clap::CommandFactory;

use super::arguments::{Arguments, CompletionsArguments, ManArguments};
use super::outcome::{Failure, Outcome};
use super::terminal::Terminal;

/// Runs `tm completions`.
///
/// # Errors
///
/// If the output cannot be written.
pub fn completions(
    arguments: &CompletionsArguments,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "tm", &mut script);
    write(script, terminal)
}

/// Runs `tm man`.
///
/// # Errors
///
/// If there is no such command, or the output cannot be written.
pub fn man(arguments: &ManArguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let mut all = Arguments::command().disable_help_subcommand(true);
    // Gives each command its full name.
    all.build();
    let mut command = &all;
    for word in &arguments.command {
        command = command.find_subcommand(word).ok_or_else(|| Failure::UnknownName {
            name: arguments.command.join(" "),
            what: "command",
            nearest: None,
            see: "tm --help",
        })?;
    }
    let name = command.get_bin_name().unwrap_or("tm").replace(' ', "-");
    let source = format!("tm {}", env!("CARGO_PKG_VERSION"));
    let page = clap_mangen::Man::new(command.clone()).title(name).section("1").source(source);
    let mut text = Vec::new();
    page.render(&mut text).map_err(Failure::Unwritable)?;
    write(text, terminal)
}

fn write(bytes: Vec<u8>, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let text = String::from_utf8(bytes)
        .map_err(|error| Failure::Unwritable(io::Error::new(io::ErrorKind::InvalidData, error)))?;
    terminal.text(&text)?;
    terminal.flush()?;
    Ok(Outcome::Clean)
}
