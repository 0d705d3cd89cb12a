//! The arguments of every command, with the examples that `--help` shows.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tm_grammar::tree::Date;
use tm_model::schema::Level;

use super::today;

const EXAMPLES: &str = "\
Examples:
  tm check                      check every model below this folder
  tm check shop.tm              check one model, with its parts
  tm check - < shop.tm          check what comes on standard input
  tm fmt                        write every model below this folder in the one way
  tm lsp                        speak with an editor

Exit status: 0 nothing to report, 1 findings at the threshold, 2 the input is wrong.";

const CHECK_EXAMPLES: &str = "\
Examples:
  tm check                                 every .tm file below this folder
  tm check shop.tm payments/               these files and folders
  tm check --fail-on medium --strict       for a pull request
  tm check --format json > findings.json   for other programs
  tm check --today 2027-01-01              what will have expired by then?";

const FMT_EXAMPLES: &str = "\
Examples:
  tm fmt                      every .tm file below this folder, in place
  tm fmt shop.tm payments/    these files and folders
  tm fmt --check              change nothing, list what would change: for a pull request
  tm fmt --stdin < shop.tm    for an editor: from standard input to standard output

An item with an error stays as it is, and everything else is formatted.
Exit status: 0 all is formatted, 1 --check found a file that is not, 2 there are errors.";

const LSP_EXAMPLES: &str = "\
Examples:
  tm lsp                 what an editor runs
  TM_LOG=debug tm lsp    the same, telling on standard error what it does";

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
    /// Analyse models and report what they leave open
    Check(CheckArguments),
    /// Write models in the one way of writing them
    Fmt(FmtArguments),
    /// Serve an editor on standard input and output
    Lsp(LspArguments),
}

/// The arguments of `tm check`.
#[derive(Args, Debug)]
#[command(after_help = CHECK_EXAMPLES)]
pub struct CheckArguments {
    /// Files, folders (every .tm file below, .gitignore honoured), or - for standard input
    /// [default: the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// The lowest risk of an open threat that fails the check [default: what tm.toml says, or high]
    #[arg(long, value_name = "RISK")]
    pub fail_on: Option<FailOn>,

    /// Warnings fail the check too [default: what tm.toml says, or false]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "true")]
    pub strict: Option<bool>,

    /// The day that dates are measured against [default: today in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = today::parse)]
    pub today: Option<Date>,

    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,

    /// Print all of it, however long (for people; other formats are always whole)
    #[arg(long)]
    pub all: bool,

    /// Print nothing; the exit status tells
    #[arg(short, long)]
    pub quiet: bool,
}

/// The arguments of `tm fmt`.
#[derive(Args, Debug)]
#[command(after_help = FMT_EXAMPLES)]
pub struct FmtArguments {
    /// Files, folders (every .tm file below, .gitignore honoured), or - for standard input
    /// [default: the current folder]
    #[arg(value_name = "PATH", conflicts_with = "stdin")]
    pub paths: Vec<PathBuf>,

    /// Change nothing: list the files that would change, with status 1 if there is one
    #[arg(long, conflicts_with = "stdin")]
    pub check: bool,

    /// Read standard input and write what it becomes to standard output
    #[arg(long)]
    pub stdin: bool,

    /// Do not tell what changed
    #[arg(short, long)]
    pub quiet: bool,
}

/// The arguments of `tm lsp`.
#[derive(Args, Debug)]
#[command(after_help = LSP_EXAMPLES)]
pub struct LspArguments {
    /// Accepted for editors that always pass it: standard input and output are all there is
    #[arg(long)]
    pub stdio: bool,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// For programs: stable and versioned
    Json,
}

/// The lowest risk that fails a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Critical threats only
    Critical,
    /// High and critical
    High,
    /// Medium and above
    Medium,
    /// Every open threat
    Low,
    /// No threat fails the check
    Never,
}

impl FailOn {
    /// The risk, if any fails.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Critical => Some(Level::Critical),
            Self::High => Some(Level::High),
            Self::Medium => Some(Level::Medium),
            Self::Low => Some(Level::Low),
            Self::Never => None,
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

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
        let mut command = Arguments::command();
        let mut helps = vec![command.render_long_help().to_string()];
        for sub in command.get_subcommands_mut().filter(|sub| sub.get_name() != "help") {
            helps.push(sub.render_long_help().to_string());
        }
        for help in helps {
            assert!(help.contains("Examples:\n  tm "), "{help}");
        }
    }
}
