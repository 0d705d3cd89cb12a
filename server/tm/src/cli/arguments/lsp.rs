//! The arguments of `tm lsp`.

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  tm lsp                 what an editor runs
  TM_LOG=debug tm lsp    the same, telling on standard error what it does";

/// The arguments of `tm lsp`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct LspArguments {
    /// Accepted for editors that always pass it: standard input and output are all there is
    #[arg(long)]
    pub stdio: bool,
}
