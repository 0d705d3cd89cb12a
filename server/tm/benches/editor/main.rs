//! The benchmark table of the language server as an editor sees it: the real binary over pipes,
//! beside the targets and beside a public server that does the like for another language.
//!
//! `cargo bench -p tm --bench editor`. Times depend on the machine, and on what else it does; what
//! the two servers take in one run may be compared. A number in parentheses says that there was
//! time for so many samples only. What a row is called, or a part of it, as an argument leaves out the
//! others: `cargo bench -p tm --bench editor -- hover`.
//!
//! Not for: what an edit costs inside the server, which is in `targets.rs`.

#![allow(missing_docs)]

mod client;
mod measures;
mod parts;
mod peer;
mod process;
mod session;
mod statistics;
mod subject;

use std::path::Path;

use measures::MEASURES;
use subject::Subject;
use tm_tests::synthetic::{LONG, SHORT};

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
    let peer = peer::program();
    if let Err(reason) = &peer {
        println!("ruff {} cannot be installed and is left out: {reason}", peer::VERSION);
    }
    for (column, size) in [SHORT, LONG].into_iter().enumerate() {
        let ours = Subject::tm(&folder.join(format!("tm-{column}")), size);
        let count = ours.text.lines().count();
        let theirs = peer.as_ref().ok();
        let theirs = theirs
            .map(|program| Subject::peer(program, &folder.join(format!("peer-{column}")), count));
        let name = theirs.as_ref().map_or_else(String::new, |_| format!("ruff {}", peer::VERSION));
        row(&format!("{count} lines"), "measured", "target", &name);
        for measure in MEASURES.iter().filter(|measure| is_wanted(measure.work)) {
            let measured = (measure.of)(&ours).unwrap_or_else(|| "not known here".to_owned());
            let beside = theirs.as_ref().and_then(measure.of).unwrap_or_default();
            row(measure.work, &measured, measure.targets[column], &beside);
        }
    }
    let work = "rename across 100 files, 50,000 lines, p50 / p99";
    if is_wanted(work) {
        let measured = parts::rename(&folder.join("parts")).unwrap_or_default();
        row(work, &measured, "p99 100 ms", "");
    }
}

/// Whether a row was asked for, if any was. Cargo adds a flag of its own.
fn is_wanted(work: &str) -> bool {
    let mut asked =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).peekable();
    asked.peek().is_none() || asked.any(|part| work.contains(&part))
}

fn row(work: &str, measured: &str, target: &str, peer: &str) {
    println!("{}", format!("{work:<58} {measured:>32} {target:>15}  {peer:>32}").trim_end());
}
