//! The `tm` binary: threat models as text, checked on the command line and in the editor.
//!
//! Two folders that know nothing of each other: `cli` is the only one that prints, `lsp` the only
//! one that knows protocol types. Neither decides anything about threat models. Both take the
//! settings of a workspace from `settings`, and what was agreed on from `lock`.
//!
//! Invariants:
//! - Standard output carries what was asked for and nothing else: the protocol in `tm lsp`,
//!   findings elsewhere. Whatever else there is to say goes to standard error.
//! - The language server writes no file of the user, only copies of packs into the cache; nothing here
//!   opens a network connection.
//! - Every command ends with status 0 (nothing to report), 1 (findings at the threshold) or 2 (the
//!   input is wrong).

#![deny(clippy::print_stdout, clippy::print_stderr, clippy::dbg_macro)]

mod cli;
mod lock;
mod lsp;
mod settings;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
