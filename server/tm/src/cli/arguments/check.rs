//! The arguments of `tm check`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tm_grammar::tree::Date;
use tm_model::schema::Level;

use super::{ColorChoice, Format};
use crate::cli::today;

const EXAMPLES: &str = "\
Examples:
  tm check                                 every .tm file below this folder
  tm check shop.tm payments/               these files and folders
  tm check --fail-on medium --strict       for a pull request
  tm check --format json > findings.json   for other programs
  tm check --today 2027-01-01              what will have expired by then?";

/// The arguments of `tm check`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CheckArguments {
    /// Files, folders (every .tm file below, .gitignore honoured), or - for standard input
    /// [default: the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// What threats are grouped by (for people)
    #[arg(long, value_name = "WHAT", default_value = "mitigation")]
    pub group_by: GroupBy,

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

/// What threats are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GroupBy {
    /// By the control that would settle them
    Mitigation,
    /// By the thing they are on
    Subject,
    /// By how bad they are
    Severity,
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
