//! The arguments of `tm questions`.

use std::path::PathBuf;

use clap::Args;
use tm_grammar::tree::Date;

use super::{ColorChoice, Format};
use crate::cli::today;

const EXAMPLES: &str = "\
Examples:
  tm questions                  what should be found out first, below this folder
  tm questions shop.tm --all    every question of one model
  tm questions --promised       those that somebody wrote as \"?\"
  tm questions --interview      what to ask people, thing by thing
  tm questions --format json    for other programs

Exit status: 0 whatever is asked, 2 a model is wrong.";

/// The arguments of `tm questions`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct QuestionsArguments {
    /// Files, folders (every .tm file below, .gitignore honoured), or - for standard input
    /// [default: the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Only what is written as "?": somebody promised to find out
    #[arg(long)]
    pub promised: bool,

    /// What to ask people, thing by thing: questions in words, answered with an "answer" item
    #[arg(long, conflicts_with = "promised")]
    pub interview: bool,

    /// How the questions are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// The day that dates are measured against [default: today in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = today::parse)]
    pub today: Option<Date>,

    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,

    /// Print all of it, however long (for people; other formats are always whole)
    #[arg(long)]
    pub all: bool,
}
