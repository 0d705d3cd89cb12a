//! The arguments of `tm init`.

use std::path::PathBuf;

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  tm init                     write a first model into this folder
  tm init services/payment    into another folder, which is made if it is not there
  tm init --force             overwrite the model that an earlier run wrote

The model is named after the folder. Below a .git or tm.toml nothing else is written; elsewhere a
tm.toml marks the folder as the root of its models.
Exit status: 0 it is written, 2 it is not.";

/// The arguments of `tm init`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct InitArguments {
    /// The folder to write into [default: the current folder]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,

    /// Overwrite a model of that name
    #[arg(long)]
    pub force: bool,

    /// Do not tell what was written
    #[arg(short, long)]
    pub quiet: bool,
}
