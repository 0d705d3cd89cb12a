//! The arguments of what a packager installs: `tm completions` and `tm man`.

use clap::Args;
use clap_complete::Shell;

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  tm completions bash > ~/.local/share/bash-completion/completions/tm
  tm completions zsh > ~/.zfunc/_tm
  tm completions fish > ~/.config/fish/completions/tm.fish
  tm completions powershell >> $PROFILE";

const MAN_EXAMPLES: &str = "\
Examples:
  tm man > /usr/local/share/man/man1/tm.1              the page of tm itself
  tm man check > /usr/local/share/man/man1/tm-check.1  that of one command
  tm man kb show > /usr/local/share/man/man1/tm-kb-show.1";

/// The arguments of `tm completions`.
#[derive(Args, Debug)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub struct CompletionsArguments {
    /// The shell that is to complete
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// The arguments of `tm man`.
#[derive(Args, Debug)]
#[command(after_help = MAN_EXAMPLES)]
pub struct ManArguments {
    /// The command that the page is about [default: tm itself]
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}
