//! The arguments of `tm kb`.

use clap::{Args, Subcommand};

use super::{ColorChoice, Format};

const EXAMPLES: &str = "\
Examples:
  tm kb list            the knowledge bases at hand
  tm kb show stride     what one of them says
  tm kb show mfa        a control, a fact, a type or a rule, by its name";

const LIST_EXAMPLES: &str = "\
Examples:
  tm kb list                  those that ship and those of this project
  tm kb list --format json    for other programs";

const SHOW_EXAMPLES: &str = "\
Examples:
  tm kb show stride                     its rules by category, or its types and controls
  tm kb show stride.anonymous-caller    a rule: what it looks at, when, and what answers it
  tm kb show web-app                    a type
  tm kb show mfa                        a control or fact

Exit status: 0, or 2 if nothing has that name.";

/// The arguments of `tm kb`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct KbArguments {
    /// What to do.
    #[command(subcommand)]
    pub command: KbCommand,
}

/// The commands about knowledge bases.
#[derive(Debug, Subcommand)]
pub enum KbCommand {
    /// List the knowledge bases that ship and those of this project
    List(ListArguments),
    /// Show a knowledge base, or a rule, type, control or fact of one
    Show(ShowArguments),
}

/// The arguments of `tm kb list`.
#[derive(Args, Debug)]
#[command(after_help = LIST_EXAMPLES)]
pub struct ListArguments {
    /// How the list is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

/// The arguments of `tm kb show`.
#[derive(Args, Debug)]
#[command(after_help = SHOW_EXAMPLES)]
pub struct ShowArguments {
    /// A knowledge base, PACK.RULE, or a rule, type, control or fact
    #[arg(value_name = "NAME")]
    pub name: String,

    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}
