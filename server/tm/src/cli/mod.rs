//! The command line: arguments in, text and an exit status out.
//!
//! Invariants: a bad input is one message on standard error and status 2, never a panic; a reader
//! that goes away early (`tm check | head`) changes neither the status nor adds a message.
//! Not for: what a finding is or when it is raised, which is the model's business.

mod analysis;
mod arguments;
mod asked;
mod backlog;
mod check;
mod explain;
mod fmt;
mod human;
mod init;
mod json;
mod kb;
mod lock;
mod outcome;
mod packaging;
mod packs;
mod page;
mod places;
mod processors;
mod questions;
mod replace;
mod report;
mod settings;
mod sources;
mod terminal;
mod test;
mod text;
mod today;
mod what_if;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, ColorChoice, Command};
use outcome::{Failure, Outcome};
use terminal::Terminal;

/// Runs the command that the arguments ask for.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Init(init) => init::run(&init, &mut plain()),
        Command::Check(check) => {
            processors::gather();
            check::run(&check, &mut Terminal::standard_output(check.color))
        }
        Command::Questions(questions) => {
            processors::gather();
            questions::run(&questions, &mut Terminal::standard_output(questions.color))
        }
        Command::Fmt(fmt) => {
            processors::gather();
            fmt::run(&fmt, &mut plain())
        }
        Command::Test(test) => {
            processors::gather();
            test::run(&test, &mut Terminal::standard_output(test.color))
        }
        Command::Backlog(backlog) => {
            processors::gather();
            backlog::run(&backlog, &mut Terminal::standard_output(backlog.color))
        }
        Command::Lock(lock) => {
            processors::gather();
            lock::run(&lock, &mut plain())
        }
        Command::Kb(kb) => kb::run(&kb),
        Command::Explain(explain) => {
            processors::gather();
            explain::run(&explain, &mut Terminal::standard_output(explain.color))
        }
        Command::WhatIf(what_if) => {
            processors::gather();
            what_if::run(&what_if, &mut Terminal::standard_output(what_if.color))
        }
        Command::Lsp(_) => return crate::lsp::run(),
        Command::Completions(completions) => packaging::completions(&completions, &mut plain()),
        Command::Man(man) => packaging::man(&man, &mut plain()),
    };
    finish(result)
}

/// Standard output for what is never in colour.
fn plain() -> Terminal {
    Terminal::standard_output(ColorChoice::Never)
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
