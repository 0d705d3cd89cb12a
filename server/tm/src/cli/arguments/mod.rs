//! The arguments of every command, each in a file of its own with the examples that `--help` shows.

mod backlog;
mod check;
mod explain;
mod fmt;
mod init;
mod kb;
mod lock;
mod lsp;
mod packaging;
mod questions;
mod shared;
mod test;
mod what_if;

use clap::{Parser, Subcommand};

pub use backlog::BacklogArguments;
pub use check::{CheckArguments, FailOn, GroupBy};
pub use explain::{ExplainArguments, Request};
pub use fmt::FmtArguments;
pub use init::InitArguments;
pub use kb::{KbArguments, KbCommand, ListArguments, ShowArguments};
pub use lock::LockArguments;
pub use lsp::LspArguments;
pub use packaging::{CompletionsArguments, ManArguments};
pub use questions::QuestionsArguments;
pub use shared::{ColorChoice, Format};
pub use test::TestArguments;
pub use what_if::WhatIfArguments;

const EXAMPLES: &str = "\
Examples:
  tm init                       write a first model into this folder
  tm check                      check every model below this folder
  tm check shop.tm              check one model, with its parts
  tm check - < shop.tm          check what comes on standard input
  tm questions                  what should be found out first?
  tm explain TM301              what a finding, a threat or a name means
  tm what-if cloud-disk         what opens when an assumption is wrong
  tm fmt                        write every model below this folder in the one way
  tm lsp                        speak with an editor

Exit status: 0 nothing to report, 1 findings at the threshold, 2 the input is wrong.";

/// Threat models as text, checked while they are written.
#[derive(Debug, Parser)]
#[command(name = "tm", version, about, after_help = EXAMPLES, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a first model that teaches by its comments
    Init(InitArguments),
    /// Analyse models and report what they leave open
    Check(CheckArguments),
    /// List what nobody has said and would decide a threat
    Questions(QuestionsArguments),
    /// Say why a threat fires or does not, and what a name means
    Explain(ExplainArguments),
    /// Show the threats that open when an assumption is wrong
    WhatIf(WhatIfArguments),
    /// List stories with what must not happen in them, what answers that, and the gaps
    Backlog(BacklogArguments),
    /// Write models in the one way of writing them
    Fmt(FmtArguments),
    /// Run the tests of knowledge bases
    Test(TestArguments),
    /// Write down what was agreed on: versions of knowledge bases, and facts under acceptances
    Lock(LockArguments),
    /// Show what the knowledge bases hold
    Kb(KbArguments),
    /// Serve an editor on standard input and output
    Lsp(LspArguments),
    /// Write the completions of a shell to standard output
    Completions(CompletionsArguments),
    /// Write a manual page to standard output
    #[command(hide = true)]
    Man(ManArguments),
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use clap::CommandFactory;
    use tm_grammar::tree::Date;

    use super::*;

    fn check(arguments: &[&str]) -> CheckArguments {
        let all = ["tm", "check"].iter().chain(arguments);
        match Arguments::try_parse_from(all).expect("valid arguments").command {
            Command::Check(check) => check,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_definitions_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn check_has_the_documented_defaults() {
        let plain = check(&[]);
        assert!(plain.paths.is_empty() && plain.today.is_none());
        assert!(!plain.quiet);
        assert_eq!(plain.format, Format::Human);
        // What is not said is left to the settings of the workspace.
        assert_eq!((plain.fail_on, plain.strict), (None, None));
        assert_eq!(plain.color, ColorChoice::Auto);
    }

    #[test]
    fn check_reads_every_option() {
        let full = check(&[
            "--format=json",
            "--fail-on=never",
            "--strict",
            "--today=2027-01-31",
            "--color=never",
            "-q",
            "a.tm",
            "-",
        ]);
        assert_eq!(full.paths, [PathBuf::from("a.tm"), PathBuf::from("-")]);
        assert_eq!(full.format, Format::Json);
        assert_eq!(full.fail_on, Some(FailOn::Never));
        assert_eq!(full.today, Some(Date { year: 2027, month: 1, day: 31 }));
        assert_eq!(full.color, ColorChoice::Never);
        assert!(full.strict == Some(true) && full.quiet);
        assert_eq!(check(&["--strict=false", "a.tm"]).strict, Some(false));
        assert_eq!(check(&["--strict", "a.tm"]).paths, [PathBuf::from("a.tm")]);
    }

    #[test]
    fn the_language_server_accepts_the_word_that_editors_pass() {
        assert!(Arguments::try_parse_from(["tm", "lsp", "--stdio"]).is_ok());
        assert!(Arguments::try_parse_from(["tm", "lsp"]).is_ok());
    }

    #[test]
    fn every_command_shows_examples() {
        fn visit(command: &mut clap::Command) {
            let help = command.render_long_help().to_string();
            assert!(help.contains("Examples:\n  tm "), "{help}");
            let commands = command.get_subcommands_mut();
            commands.filter(|inner| inner.get_name() != "help").for_each(visit);
        }
        visit(&mut Arguments::command());
    }
}
