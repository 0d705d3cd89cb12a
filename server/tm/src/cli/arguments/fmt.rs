//! The arguments of `tm fmt`.

use std::path::PathBuf;

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  tm fmt                      every .tm file below this folder, in place
  tm fmt shop.tm payments/    these files and folders
  tm fmt --check              change nothing, list what would change: for a pull request
  tm fmt --stdin < shop.tm    for an editor: from standard input to standard output

An item with an error stays as it is, and everything else is formatted.
Exit status: 0 all is formatted, 1 --check found a file that is not, 2 there are errors.";

/// The arguments of `tm fmt`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
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
