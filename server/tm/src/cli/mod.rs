//! The command line: arguments in, text and an exit status out.
//!
//! Invariants: a bad input is one message on standard error and status 2, never a panic; a reader
//! that goes away early (`tm check | head`) changes neither the status nor adds a message.
//! Not for: what a finding is or when it is raised, which is the model's business.

mod arguments;
mod check;
mod fmt;
mod human;
mod json;
mod outcome;
mod places;
mod processors;
mod replace;
mod report;
mod settings;
mod sources;
mod terminal;
mod text;
mod today;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, ColorChoice, Command};
use outcome::{Failure, Outcome};
use terminal::Terminal;

/// Runs the command that the arguments ask for.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Check(check) => {
            processors::gather();
            check::run(&check, &mut Terminal::standard_output(check.color))
        }
        Command::Fmt(fmt) => {
            processors::gather();
            fmt::run(&fmt, &mut Terminal::standard_output(ColorChoice::Never))
        }
        Command::Lsp(_) => return crate::lsp::run(),
    };
    finish(result)
}

fn finish(result: Result<Outcome, Failure>) -> ExitCode {
    match result {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            terminal::complain(&failure);
            Outcome::Invalid.into()
        }
    }
}
