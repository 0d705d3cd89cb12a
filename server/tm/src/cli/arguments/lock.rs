//! The arguments of `tm lock`.

use std::path::PathBuf;

use clap::Args;
use tm_grammar::tree::Date;

use crate::cli::today;

const EXAMPLES: &str = "\
Examples:
  tm lock                     write tm.lock for the workspace around this folder
  tm lock models/             for the one around that folder
  tm lock --check             write nothing, and say whether it is up to date: for a pull request

\"tm check\" and editors read tm.lock. They report acceptances whose facts have changed since (TM403) and
knowledge bases of another version (TM111). Without a tm.lock they report neither.
Exit status: 0 tm.lock is up to date, 1 --check found that it is not, 2 there are errors.";

/// The arguments of `tm lock`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct LockArguments {
    /// A folder of the workspace [default: the current folder]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,

    /// Write nothing: say what would change, with status 1 if anything would
    #[arg(long)]
    pub check: bool,

    /// The day that dates are measured against [default: today in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = today::parse)]
    pub today: Option<Date>,

    /// Do not tell what changed
    #[arg(short, long)]
    pub quiet: bool,
}
