//! The arguments of `tm backlog`.

use std::path::PathBuf;

use clap::Args;
use tm_grammar::tree::Date;

use super::{ColorChoice, Format};
use crate::cli::today;

const EXAMPLES: &str = "\
Examples:
  tm backlog                     the stories of every model below this folder
  tm backlog shop.tm             of one model
  tm backlog --format json       for other programs

Exit status: 0 whatever is in it, 2 a model has errors.";

/// The arguments of `tm backlog`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct BacklogArguments {
    /// Files, folders (every .tm file below, .gitignore honoured), or - for standard input
    /// [default: the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// The day that dates are measured against [default: today in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = today::parse)]
    pub today: Option<Date>,

    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}
