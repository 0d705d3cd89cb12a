//! The arguments of `tm test`.

use std::path::PathBuf;

use clap::Args;
use tm_grammar::tree::Date;

use super::{ColorChoice, Format};
use crate::cli::today;

const EXAMPLES: &str = "\
Examples:
  tm test                          every knowledge base below this folder
  tm test acme.tm packs/           these files, and those in these folders
  tm test --today 2027-01-01       will they still pass then?
  tm test --format json            for other programs

Exit status: 0 all tests pass, 1 one fails, 2 a knowledge base has errors or there is none.";

/// The arguments of `tm test`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct TestArguments {
    /// Files and folders (every knowledge base below, .gitignore honoured)
    /// [default: the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How the results are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// The day that dates are measured against [default: today in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = today::parse)]
    pub today: Option<Date>,

    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,

    /// Print nothing; the exit status tells
    #[arg(short, long)]
    pub quiet: bool,
}
