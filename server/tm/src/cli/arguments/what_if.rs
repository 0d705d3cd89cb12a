//! The arguments of `tm what-if`.

use std::path::PathBuf;

use clap::Args;
use tm_grammar::tree::Date;

use super::{ColorChoice, Format};
use crate::cli::today;

const EXAMPLES: &str = "\
Examples:
  tm what-if cloud-disk                     what opens when the assumption is wrong?
  tm what-if cloud-disk shop.tm             in this model
  tm what-if cloud-disk --format json       for other programs

Nothing is written: the file keeps the status that it has.
Exit status: 0 it is compared, 2 there is no such assumption or the input is wrong.";

/// The arguments of `tm what-if`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct WhatIfArguments {
    /// The name of an assumption
    #[arg(value_name = "ASSUMPTION")]
    pub assumption: String,

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
