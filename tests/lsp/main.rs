//! The language server, end to end: the real binary through pipes.

mod changes;
mod clients;
mod commands;
mod completion;
mod endurance;
mod fetching;
mod file_operations;
mod findings;
mod formatting;
mod frames;
mod hierarchy;
mod hostile;
mod lifecycle;
mod navigation;
mod profiles;
mod progress;
mod protocol;
mod recorded;
mod requests;
mod semantic_tokens;
mod settings;
mod structure;
mod text;
mod workspace;

/// The binary under test.
const TM: &str = env!("CARGO_BIN_EXE_tm");

/// A document of the tests.
const DOCUMENT: &str = "file:///models/shop.tm";

/// The parameters of a request about a place in the document.
fn place(line: u32, character: u32) -> serde_json::Value {
    serde_json::json!({
        "textDocument": { "uri": DOCUMENT },
        "position": { "line": line, "character": character },
    })
}

/// A change of a range of one line.
fn edit(line: u32, start: u32, end: u32, text: &str) -> serde_json::Value {
    serde_json::json!({
        "range": {
            "start": { "line": line, "character": start },
            "end": { "line": line, "character": end },
        },
        "text": text,
    })
}
